//! What belongs together in a chat that marks little: a group of Telegram, one message a line.

use std::fmt::Write;

use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Markup, Person};
use crate::normalize::plain_text;
use crate::sources::{Batch, open, testing};

/// Makes an export of lines such as `5 Ana: words` (in the fifth minute) and `6 Bo >1: words`
/// (in reply to the first line). A line without words is a photo that was not exported.
fn export(lines: &str) -> String {
    let mut messages = Vec::new();
    for (number, line) in (1..).zip(lines.trim().lines()) {
        let (head, words) = line.trim().split_once(':').expect("a line has words");
        let mut head = head.split(' ');
        let minute: f64 = head.next().and_then(|text| text.parse().ok()).expect("a minute");
        let name = head.next().expect("a name");
        let mut message = serde_json::json!({
            "id": number, "type": "message", "from": name.replace('_', " "),
            "from_id": format!("user{}", 100 + name.bytes().map(u64::from).sum::<u64>()),
            "date_unixtime": (1_767_261_600 + (minute * 60.0) as i64).to_string(),
            "text": words.trim().replace("\\n", "\n"),
        });
        if words.trim().is_empty() {
            message["photo"] = "(File not included.)".into();
        }
        if let Some(up) = head.next().and_then(|up| up.strip_prefix('>')) {
            message["reply_to_message_id"] = up.parse::<i64>().expect("a number").into();
        }
        messages.push(message);
    }
    let chat = serde_json::json!({
        "name": "Lumo", "type": "public_supergroup", "id": 7, "messages": messages,
    });
    chat.to_string()
}

fn read(lines: &str) -> Batch {
    let files = MemoryFiles::new([("t/result.json", export(lines))]);
    let settings = settings();
    let mut sink = Sink::new();
    let mut batch = testing::read_all(&*open(&settings, &files, &mut sink));
    batch.sink.append(sink);
    batch
}

fn settings() -> SourceSettings {
    testing::settings(SourceType::Telegram, "t")
}

/// The threads, a post or remark (`+`) a line, and how many messages were left out.
fn shown(batch: &Batch) -> String {
    let mut out = String::new();
    let mut line = |mark: &str, author: &Option<Person>, body: &Markup| {
        let name = author.as_ref().map_or("?", |author| &author.name);
        let words = plain_text(body, 1_000);
        writeln!(out, "{mark}{name}: {words}").expect("text can be written");
    };
    for thread in &batch.threads {
        for post in thread.posts() {
            let is_question = post.id == thread.question.id;
            line(if is_question { "" } else { "  " }, &post.author, &post.body);
            for comment in &post.comments {
                line("  + ", &comment.author, &comment.body);
            }
        }
    }
    for (reason, count) in testing::counts(batch) {
        writeln!(out, "{reason} {count}").expect("text can be written");
    }
    out
}

#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let shown = shown(&read(lines));
    assert_eq!(shown.lines().collect::<Vec<_>>(), expected, "\n{shown}");
}

#[test]
fn a_photo_and_the_words_to_it_are_one_opening() {
    let expected =
        &["Ana: It hangs here. How do I go on?", "  Rita: Turn off VBS.", "  + Ana: that helped"];
    check(
        "0 Ana:\n0.3 Ana: It hangs here. How do I go on?\n5 Rita >1: Turn off VBS.\n\
         6 Ana >3: that helped",
        expected,
    );
    // The words came first, and somebody spoke in between.
    check(
        "0 Ana: It hangs here. How do I go on?\n1 Bo: Lunch!\n1.5 Ana:\n5 Rita >3: Turn off VBS.\n\
         6 Ana >4: that helped",
        &[expected, &["single-message 1"][..]].concat(),
    );
    check("0 Ana:\n9 Ana: How do I go on?\n10 Bo >1: So.", &["empty 1", "single-message 1"]);
    check("0 Ana:\n0.2 Ana: How do I go on?", &["single-message 2"]);
}

#[test]
fn two_lines_of_an_opening_are_one() {
    check(
        "0 Ana: Hello!\n0.5 Ana: How do I reset it?\n3 Rita >2: Hold the button.",
        &["Ana: Hello! How do I reset it?", "  Rita: Hold the button."],
    );
    check(
        "0 Ana: How do I reset it?\n0.5 Ana: And where is the log?\n3 Rita >2: In the app.",
        &["Ana: And where is the log?", "  Rita: In the app.", "single-message 1"],
    );
}

#[test]
fn an_answer_without_a_mark_is_found_by_the_thanks() {
    check(
        "0 Bo: How do I list the processes?\n1 Rita: Type .process list\n\
         2 Bo >2: thanks, works",
        &[
            "Bo: How do I list the processes?",
            "  Rita: Type .process list",
            "  + Bo: thanks, works",
        ],
    );
    // Thanks have no mark either, and somebody else asks in between.
    check(
        "0 Bo: How do I list the processes?\n1 Kim: Where is the log?\n\
         2 Rita: Type .process list\n4 Bo: thank you!",
        &[
            "Bo: How do I list the processes?",
            "  Rita: Type .process list",
            "  + Bo: thank you!",
            "single-message 1",
        ],
    );
}

#[test]
fn an_answer_without_a_mark_is_found_by_its_addressee_or_by_following_at_once() {
    check(
        "0 Bo: How do I list the processes\n1 Kim: Where is the log?\n\
         2 Rita: @bo type .process list\n20 Jo: Nice day.",
        &["Bo: How do I list the processes", "  Rita: @bo type .process list", "single-message 2"],
    );
    check(
        "0 Bo: How do I list the processes?\n1 Rita: Type .process list\n1.5 Rita: Then enter.",
        &["Bo: How do I list the processes?", "  Rita: Type .process list Then enter."],
    );
}

#[test]
fn what_may_be_about_anything_stays_alone() {
    // Too late, to somebody else, by those who were talking, after another question.
    check("0 Bo: How?\n40 Rita: Type it.", &["single-message 2"]);
    check("0 Bo: How is it?\n1 Rita: @kim see you at noon", &["single-message 2"]);
    check(
        "0 Kim: We leave at noon.\n1 Bo: How do I list them?\n2 Kim: Bring your coats.",
        &["single-message 3"],
    );
    check(
        "0 Kim: Where is the log?\n1 Bo: How do I list them?\n2 Jo: In the app.",
        &["single-message 3"],
    );
    check("0 Bo: The new version is out.\n1 Jo: Good.\n2 Kim: Indeed.", &["single-message 3"]);
}

#[test]
fn no_question_swallows_a_channel() {
    let mut lines = "0 Ana: How do I reset it?\n".to_owned();
    for at in 0..200 {
        writeln!(lines, "{}.0 P{at}: Word {at}.", 1 + at / 10).expect("text can be written");
    }
    let batch = read(&lines);
    let n: usize = batch.threads.iter().map(|thread| thread.posts().count()).sum();
    assert_eq!((batch.threads.len(), n), (1, 5));
    assert_eq!(testing::counts(&batch), [("single-message", 196)]);
}

#[test]
fn thanks_without_a_mark_find_the_thread_that_their_author_started() {
    check(
        "0 Ana: Why is it red?\n3 Rita >1: Hold the button.\n5 Jo: Lunch.\n8 Ana: perfect, thanks",
        &[
            "Ana: Why is it red?",
            "  Rita: Hold the button.",
            "  + Ana: perfect, thanks",
            "single-message 1",
        ],
    );
    check(
        "0 Ana: Why is it red?\n3 Rita >1: Hold it.\n5 Jo: thanks!",
        &["Ana: Why is it red?", "  Rita: Hold it.", "single-message 1"],
    );
}

#[test]
fn whoever_answers_and_then_asks_has_written_two_posts() {
    check(
        "0 Ana: Does it run on Ultra?\n1 Rita >1: Yes, it runs on Meteor Lake.\n\
         3 Rita >1: What is this processor?\n4 Rita >1: Some are too old.",
        &[
            "Ana: Does it run on Ultra?",
            "  Rita: Yes, it runs on Meteor Lake.",
            "  Rita: What is this processor?",
            "  Rita: Some are too old.",
        ],
    );
}

#[test]
fn parts_of_an_author_are_one_post_in_their_order() {
    check(
        "0 Ana: Why is it red?\n3 Rita >1: until it is green. (2/2) ^R\n4 Jo >1: No idea.\n\
         30 Rita >1: 1/2 Hold the button",
        &["Ana: Why is it red?", "  Rita: Hold the button until it is green. ^R", "  Jo: No idea."],
    );
    // Parts that are not there leave the mark in its place.
    check(
        "0 Ana: Why is it red?\n3 Rita >1: 1/2 Hold the button\n30 Jo >1: 2/2 of no use",
        &["Ana: Why is it red?", "  Rita: 1/2 Hold the button", "  Jo: 2/2 of no use"],
    );
    check(
        "0 Ana: 1 of 2 My hub is red.\n1 Jo: Lunch.\n4 Ana: 2 of 2 How do I reset it?\n\
         9 Rita >3: Hold the button.",
        &["Ana: My hub is red. How do I reset it?", "  Rita: Hold the button.", "single-message 1"],
    );
}

#[test]
fn people_behind_a_bridge_are_the_authors() {
    check(
        "0 BridgeBot: [discord] <jan.k> How do I list processes?\n5 Rita >1: Use .process list.\n\
         6 BridgeBot >2: [discord] <jan.k> [reply]: thanks, works",
        &[
            "jan.k: How do I list processes?",
            "  Rita: Use .process list.",
            "  + jan.k: thanks, works",
        ],
    );
    check(
        "0 Gate: <jan> How do I list processes?\n5 Gate >1: <mo> Use .process list.\n\
         6 Gate >2: <jan> ah nice",
        &["jan: How do I list processes?", "  mo: Use .process list.", "  + jan: ah nice"],
    );
    // Two people of one bridge who write in a row are two.
    check(
        "0 Gate: [irc] jan: Why is it red?\n1 Gate: [irc] mo: Hold it.\n2 Gate: [irc] jan: thx",
        &["jan: Why is it red?", "  mo: Hold it.", "  + jan: thx"],
    );
    let batch = read("0 Gate: [IRC] <jan> Why?\n1 Gate >1: [irc] <mo> So.");
    let ids: Vec<String> =
        batch.threads[0].posts().map(|post| post.author.clone().expect("one").id.0).collect();
    assert!(ids[0].ends_with(":irc:jan") && ids[1].ends_with(":irc:mo"), "{ids:?}");
}

#[test]
fn people_who_write_like_a_bridge_are_none() {
    check(
        "0 Ana: <div> How do I close it?\n5 Rita >1: <span> I mean, with a slash.\n\
         6 Rita >1: And look it up.",
        &["Ana: <div> How do I close it?", "  Rita: <span> I mean, with a slash. And look it up."],
    );
    check(
        "0 Ana: <jan> How do I close it?\n1 Ana: Or leave it.\n5 Rita >1: So.",
        &["Ana: <jan> How do I close it? Or leave it.", "  Rita: So."],
    );
}

#[test]
fn the_newest_copy_of_a_message_counts_in_whatever_order_the_files_come() {
    let old = export("0 Ana: Why is it red?\n5 Rita >1: Hold the button.");
    let new = export("0 Ana: Why is it red?\n5 Rita >1: Hold the button.\n9 Ana >2: it worked");
    let marked = r#""reactions":[{"type":"emoji","emoji":"✅","count":1}],"text""#;
    let new = new.replacen("\"text\":\"Hold", &format!("{marked}:\"Hold"), 1);
    assert!(new.contains("✅"));
    let edited = old.replacen("Hold the", "Press the", 1).replacen(
        "\"from\":\"Rita\"",
        "\"edited_unixtime\":\"1767300000\",\"from\":\"Rita\"",
        1,
    );
    assert!(edited.contains("edited_unixtime"));
    let read = |first: &str, second: &str| {
        let files = MemoryFiles::new([("t/run-9/a.json", first), ("t/run-10/a.json", second)]);
        let settings = settings();
        let batch = testing::read_all(&*open(&settings, &files, &mut Sink::new()));
        let thread = testing::only_in_silence(&batch);
        let solved = thread.solved.is_some();
        (plain_text(&thread.answers[0].body, 100), solved, thread.answers[0].comments.len())
    };
    for (first, second) in [(&old, &new), (&new, &old)] {
        assert_eq!(read(first, second), ("Hold the button.".to_owned(), true, 1));
    }
    for (first, second) in [(&new, &edited), (&edited, &new)] {
        assert_eq!(read(first, second).0, "Press the button.");
    }
    // Copies that tell of no change: the later file, counted as people do.
    let other = old.replacen("Hold the", "Push the", 1);
    assert_eq!(read(&old, &other).0, "Push the button.");
    assert_eq!(read(&other, &old).0, "Hold the button.");
}
