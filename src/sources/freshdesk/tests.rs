use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Grade, PostId, Reason};
use crate::normalize::resolve;
use crate::sources::testing::only;
use crate::sources::{Batch, Reader, SkipReason, testing};

fn settings() -> SourceSettings {
    testing::settings(SourceType::Freshdesk, ".")
}

fn read(files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(path, text)| (*path, *text)));
    let mut sink = Sink::new();
    let batch = testing::read_all(&open(&settings(), &files, &mut sink));
    assert_eq!(sink.n_errors(), 0);
    batch
}

fn ticket(fields: &str) -> String {
    format!(
        "{{\"id\":1,\"subject\":\"How?\",\"description\":\"<div>q</div>\",\
         \"description_text\":\"q\",\"requester_id\":5,\"responder_id\":6,\"spam\":false,\
         \"created_at\":\"2016-05-18T04:36:04Z\"{fields}}}"
    )
}

fn reply(id: u32, user: u32, fields: &str) -> String {
    format!(
        "{{\"id\":{id},\"ticket_id\":1,\"user_id\":{user},\"incoming\":{},\
         \"body\":\"<p>r {id}</p>\",\"created_at\":\"2016-05-19T05:36:{id:02}Z\"{fields}}}",
        user == 5
    )
}

#[test]
fn private_notes_are_dropped_and_the_answer_of_a_solved_ticket_is_official() {
    let note = reply(3, 6, ",\"private\":true,\"to_emails\":[\"SECRET\"]").replace("r 3", "SECRET");
    let hold = reply(2, 6, "").replace("r 2", "Hold the button for ten seconds, then pair it.");
    let talk = format!("[{hold},{note},{}]", reply(4, 5, ",\"cc_emails\":[\"SECRET\"]"));
    for (status, grade) in
        [(2, Grade::Unresolved), (3, Grade::Unresolved), (4, Grade::Official), (5, Grade::Official)]
    {
        let text = ticket(&format!(
            ",\"status\":{status},\"cc_emails\":[\"SECRET\"],\
             \"custom_fields\":{{\"a\":\"SECRET\"}},\
             \"requester\":{{\"name\":\"Jo\",\"email\":\"SECRET\",\"phone\":\"SECRET\"}}"
        ));
        let batch = read(&[("c.json", &talk), ("t.json", &text)]);
        let thread = only(&batch);
        assert_eq!((thread.answers.len(), thread.answers[0].comments.len()), (1, 1));
        assert_eq!(resolve(thread).grade, grade, "{status}");
        assert!(!format!("{batch:?}").contains("SECRET"));
    }
}

#[test]
fn spam_and_deleted_tickets_are_dropped() {
    for (field, reason) in
        [(",\"spam\":true", SkipReason::Hidden), (",\"deleted\":true", SkipReason::Deleted)]
    {
        let text = ticket(field).replacen(",\"spam\":false", "", 1);
        let batch = read(&[("t.json", &text)]);
        assert_eq!((batch.threads.len(), batch.skipped[0].reason), (0, reason));
    }
}

#[test]
fn conversations_within_a_ticket_or_named_after_it_are_found() {
    let inline = ticket(&format!(",\"status\":4,\"conversations\":[{}]", reply(2, 6, "")));
    assert_eq!(only(&read(&[("t.json", &inline)])).answers.len(), 1);
    let talk = reply(2, 6, "").replace("\"ticket_id\":1,", "");
    let batch = read(&[("t.json", &ticket("")), ("tickets/1/conversations.json", &talk)]);
    assert_eq!(only(&batch).answers.len(), 1);
}

#[test]
fn articles_have_translations_and_folders_that_not_all_may_read_are_left_out() {
    let article = |id: u32, folder: u32, status: u32| {
        format!(
            "{{\"id\":{id},\"title\":\"T\",\"description\":\"<p>x</p>\",\"folder_id\":{folder},\
             \"category_id\":1,\"status\":{status},\"agent_id\":6}}"
        )
    };
    let folders = "[{\"id\":1,\"name\":\"All\",\"visibility\":1},\
        {\"id\":2,\"name\":\"Agents\",\"visibility\":3}]";
    let list = format!("[{},{},{}]", article(7, 1, 2), article(8, 2, 2), article(9, 1, 1));
    let batch = read(&[
        ("articles.json", &list),
        ("articles_fr.json", &article(7, 1, 2)),
        ("folders.json", folders),
    ]);
    let ids: Vec<(&str, Option<&str>)> =
        batch.threads.iter().map(|t| (&*t.id.0, t.translation_of.as_deref())).collect();
    assert_eq!(ids, [("a7", None), ("a7-fr", Some("a7"))]);
    let reasons: Vec<SkipReason> = batch.skipped.iter().map(|skip| skip.reason).collect();
    assert_eq!(reasons, [SkipReason::Private, SkipReason::Hidden]);
}

#[test]
fn links_and_marks_are_found() {
    let text = ticket(",\"status\": 4");
    let files =
        MemoryFiles::new([("t.json", text), ("c.json", format!("[\n{}]", reply(2, 6, "")))]);
    let settings = settings();
    let reader = open(&settings, &files, &mut Sink::new());
    let batch = testing::read_all(&reader);
    let locate = |reason| {
        let post = PostId("2".to_owned());
        let place = reader.locate(&batch.threads[0], reason, Some(&post)).expect("it is there");
        let excerpt = place.excerpt.expect("it quotes");
        format!("{}:{} {}", place.path, place.line, &excerpt.text[excerpt.range])
    };
    assert_eq!(locate(Reason::OfficialMark), "t.json:1 \"status\": 4");
    assert_eq!(locate(Reason::StaffAnswer), "c.json:2 \"user_id\":6");
    let target = |url| reader.link_target(url).and_then(|target| target.thread).map(|id| id.0);
    assert_eq!(target("/support/solutions/articles/7-how-to").as_deref(), Some("a7"));
    assert_eq!(target("/support/tickets/1").as_deref(), Some("1"));
    assert_eq!(target("/support/home"), None);
}

#[test]
fn recorded_answers_of_servers_give_the_counts_of_an_independent_reader() {
    let Some(shared) = testing::shared() else { return };
    for (version, expected) in [("v1", (1, 1)), ("v2", (3, 5))] {
        let folder = format!("data/freshdesk/freshdesk/{version}/tests/sample_json_data");
        let disk = DiskFiles::new(shared.join(folder));
        let settings = testing::settings(SourceType::Freshdesk, ".");
        let batch = testing::read_all(&open(&settings, &disk, &mut Sink::new()));
        let n = |reason| batch.skipped.iter().filter(|skip| skip.reason == reason).count();
        assert_eq!((batch.threads.len(), n(SkipReason::IdTaken)), expected, "{version}");
    }
}
