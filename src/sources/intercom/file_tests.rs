use super::tests::{CLOSED, part, read, talk};
use crate::model::{AttachmentDisplay, Post};
use crate::sources::testing::{only, reasons};
use crate::sources::{SkipReason, testing};

/// The files of a post: names, paths, addresses, and where they are shown.
fn files(post: &Post) -> Vec<(&str, &[String], Option<&str>, AttachmentDisplay)> {
    let told = post
        .attachments
        .iter()
        .map(|file| (file.name.as_str(), file.paths.as_slice(), file.url.as_deref(), file.shown));
    told.collect()
}

#[test]
fn files_of_messages_lie_by_the_id_of_the_message() {
    let url = "https://downloads.intercomcdn.com/i/o/w1/555/ba5e/plan.pdf?expires=1";
    let list = format!(
        "\"attachments\":[{{\"type\":\"upload\",\"name\":\"plan.pdf\",\"url\":\"{url}\"}}],\
         \"redacted\""
    );
    let shown = "<p>See <img src='https://downloads.intercomcdn.com/i/o/w1/556/c0de/a.png'></p>";
    let parts = [
        part(1, "comment", "admin/7", "").replace("\"redacted\"", &list),
        part(2, "comment", "admin/7", shown),
        part(3, "comment", "admin/7", "<p><img src='https://a.example/x.png'></p>"),
    ];
    let batch = read(&talk(CLOSED, &parts.each_ref().map(String::as_str)));
    let [plan, picture, other] = only(&batch).answers.as_slice() else { panic!("three") };
    let paths = |name: &str, ids: [&str; 2]| ids.map(|id| format!("attachments/{id}/{name}"));
    let expected = paths("plan.pdf", ["1", "555"]);
    assert_eq!(files(plan), [("plan.pdf", &expected[..], Some(url), AttachmentDisplay::Copied)]);
    let expected = paths("a.png", ["2", "556"]);
    let url = "https://downloads.intercomcdn.com/i/o/w1/556/c0de/a.png";
    assert_eq!(files(picture), [("a.png", &expected[..], Some(url), AttachmentDisplay::Copied)]);
    assert!(other.attachments.is_empty());
    // The first message has an id of its own, too.
    let text =
        talk(CLOSED, &[]).replace("\"delivered_as\"", &list.replace("redacted", "delivered_as"));
    let expected = paths("plan.pdf", ["3", "555"]);
    assert_eq!(files(&only(&read(&text)).question)[0].1, expected);
}

#[test]
fn a_file_alone_is_no_title() {
    let list = "\"attachments\":[{\"name\":\"SECRET.png\",\"url\":\"https://a.example/x\"}],";
    let text = talk(CLOSED, &[])
        .replace("<p>How do I?</p>", "")
        .replace("<p>Reset the hub</p>", "")
        .replace("\"delivered_as\"", &format!("{list}\"delivered_as\""));
    let batch = read(&text);
    assert_eq!(reasons(&batch), [SkipReason::Empty]);
    assert_eq!(testing::messages(batch.sink), "");
}
