use super::open;
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, MemoryFiles};
use crate::model::{Grade, Reason, Role};
use crate::normalize::resolve;
use crate::sources::testing::only_in_silence as only;
use crate::sources::{Batch, Reader, testing};

fn settings() -> SourceSettings {
    SourceSettings {
        url: Some("https://x.com/LumoCare".into()),
        ..testing::settings(SourceType::X, "x")
    }
}

fn read(files: &[(&str, &str)]) -> Batch {
    let files = MemoryFiles::new(files.iter().map(|(name, text)| (format!("x/{name}"), *text)));
    let (settings, mut sink) = (settings(), Sink::new());
    let mut batch = testing::read_all(&open(&settings, &files, &mut sink));
    batch.sink.append(sink);
    batch
}

const ROOT: &str = r#"{"id":"9007199254740993",
"text":"@LumoCare hi, why does it blink? https://t.co/a","author_id":"1",
"conversation_id":"9007199254740993","created_at":"2026-01-01T10:00:00.000Z","entities":{"urls":[{
"url":"https://t.co/a","expanded_url":"https://x.com/i/web/status/9/photo/1"}],"hashtags":[{
"tag":"lumo"}]},"public_metrics":{"like_count":2}}"#;
const ANSWER: &str = r#"{"id":"9007199254740994","text":"@mira Hold it &amp; wait…","note_tweet":{
"text":"@mira Hold it &amp; wait ten seconds."},"author_id":"2",
"conversation_id":"9007199254740993","referenced_tweets":[{"type":"replied_to",
"id":"9007199254740993"}],"created_at":"2026-01-01T11:00:00.000Z"}"#;
const THANKS: &str = r#"{"id":"9007199254740995","text":"@LumoCare thanks, that worked!",
"author_id":"1","conversation_id":"9007199254740993","referenced_tweets":[{"type":"replied_to",
"id":"9007199254740994"}],"created_at":"2026-01-01T12:00:00.000Z"}"#;
const USERS: &str = r#"[{"id":"1","name":"Mira","username":"mira","location":"CANARY"},{"id":"2",
"name":"Lumo Care","username":"LumoCare"}]"#;

#[test]
fn the_brands_last_word_and_thanks_resolve_a_conversation() {
    let page = format!(
        r#"{{"data":[{THANKS},{ANSWER}],"includes":{{"tweets":[{ROOT}],"users":{USERS}}},"meta":
{{"result_count":2}}}}"#
    );
    let batch = read(&[("page.json", &page)]);
    let thread = only(&batch);
    assert_eq!((&*thread.id.0, &*thread.title), ("9007199254740993", "Why does it blink?"));
    assert_eq!((thread.tags.as_slice(), thread.question.votes), (&["lumo".to_owned()][..], 2));
    let resolution = resolve(thread);
    assert_eq!((resolution.grade, resolution.reason), (Grade::Official, Reason::StaffThanked));
    let answer = &thread.answers[0];
    assert_eq!(answer.body.text, "<p>Hold it &amp; wait ten seconds.</p>");
    let author = answer.author.clone().expect("it has an author");
    assert_eq!((author.role, author.url.as_deref()), (Role::Brand, Some("https://x.com/LumoCare")));
    assert_eq!(answer.url.as_deref(), Some("https://x.com/LumoCare/status/9007199254740994"));
    assert!(!format!("{batch:?}").contains("CANARY"));
}

#[test]
fn pages_one_a_line_and_in_several_files_join() {
    let first =
        format!(r#"{{"data":[{ROOT}],"includes":{{"users":{USERS}}},"__twarc":{{"url":"x"}}}}"#);
    let second = format!(r#"{{"data":{ANSWER}}}"#);
    let batch = read(&[
        ("a.jsonl", &format!("{first}\n{second}\n")),
        ("b.jsonl", &format!("{{\"data\":[{THANKS}]}}")),
    ]);
    assert_eq!(only(&batch).answers[0].comments.len(), 1);
}

#[test]
fn flattened_lines_bring_the_posts_that_they_answer() {
    let author = r#""author":{"id":"2","name":"Lumo Care","username":"LumoCare"},"text""#;
    let root = ROOT.replacen(
        '{',
        r#"{"type":"replied_to","author":{"id":"1","name":"Mira","username":"mira"},"#,
        1,
    );
    let line = ANSWER
        .replacen("\"text\"", author, 1)
        .replace("{\"type\":\"replied_to\",\n\"id\":\"9007199254740993\"}", &root);
    let batch = read(&[("flat.jsonl", &line)]);
    let thread = only(&batch);
    let name = |post: &crate::model::Post| post.author.as_ref().map(|author| author.name.clone());
    assert_eq!(name(&thread.question).as_deref(), Some("Mira"));
    assert_eq!(name(&thread.answers[0]).as_deref(), Some("Lumo Care"));
}

#[test]
fn a_conversation_without_its_first_post_is_counted_once() {
    let batch = read(&[("a.jsonl", &format!("{ANSWER}\n{THANKS}\n"))]);
    assert_eq!(testing::counts(&batch), [("orphan", 1)]);
}

#[test]
fn withheld_posts_are_left_out() {
    let withheld = ROOT.replacen('{', r#"{"withheld":{"country_codes":["IN"]},"#, 1);
    let batch = read(&[("a.jsonl", &format!("{withheld}\n{ANSWER}\n"))]);
    assert_eq!(testing::counts(&batch), [("hidden", 1)]);
}

#[test]
fn an_archive_has_a_prefix_and_numbers_as_text() {
    let tweet = |id: u32, text: &str, more: &str| {
        format!(
            r#"{{"tweet":{{"id":"{id}","id_str":"{id}","full_text":"{text}",
"created_at":"Sat May 13 17:20:09 +0000 2023","favorite_count":"4"{more}}}}}"#
        )
    };
    let own = tweet(
        11,
        "And &lt;so&gt; on",
        r#","in_reply_to_status_id_str":"10","in_reply_to_screen_name":"lumo""#,
    );
    let lost = tweet(12, "@jo yes", r#","in_reply_to_status_id_str":"3""#);
    let tweets = format!(
        "window.YTD.tweets.part0 = [ {}, {own}, {lost} ]",
        tweet(10, "How to reset the hub", "")
    );
    let account = r#"window.YTD.account.part0 = [ { "account" : {
        "email" : "CANARY@x.org", "username" : "lumo",
        "accountId" : "2", "accountDisplayName" : "Lumo" } } ]"#;
    let batch = read(&[
        ("data/tweets.js", &tweets),
        ("data/account.js", account),
        (
            "data/direct-messages.js",
            r#"window.YTD.direct_messages.part0 = [ {"dmConversation":{"text":"CANARY"}} ]"#,
        ),
    ]);
    let thread = only(&batch);
    assert_eq!(
        (thread.question.votes, thread.created.map(|time| time.0)),
        (4, Some(1_683_998_409))
    );
    assert_eq!(thread.question.author.as_ref().map(|author| &*author.name), Some("Lumo"));
    assert_eq!(testing::counts(&batch), [("orphan", 1)]);
    assert!(!format!("{batch:?}").contains("CANARY"));
}

#[test]
fn links_to_posts_are_understood() {
    let (settings, files) = (settings(), MemoryFiles::new([("x/a.json", "{}")]));
    let reader = open(&settings, &files, &mut Sink::new());
    let post = |url: &str| reader.link_target(url)?.post.map(|post| post.0);
    assert_eq!(post("https://twitter.com/jo/status/10?s=20").as_deref(), Some("10"));
    assert_eq!(post("https://x.com/i/web/status/10").as_deref(), Some("10"));
    assert_eq!(post("https://x.com/jo"), None);
}

/// Counts made by a program of its own: unique posts, their conversations, what is missing.
#[test]
fn real_files_hold_what_was_counted() {
    let Some(shared) = testing::shared() else { return };
    let files = DiskFiles::new(shared.join("data/x/twarc/test-data"));
    let check = |path: &str, threads: usize, expected: &[(&str, usize)]| {
        let settings = SourceSettings { path: path.to_owned(), ..settings() };
        let batch = testing::read_all(&open(&settings, &files, &mut Sink::new()));
        assert_eq!(
            (batch.threads.len(), testing::counts(&batch).as_slice()),
            (threads, expected),
            "{path}"
        );
    };
    check("2sets.jsonl", 9, &[("orphan", 6), ("single-message", 250)]);
    check("brexit.jsonl", 9, &[("orphan", 6), ("single-message", 129)]);
    check("entities_test.jsonl", 38, &[("orphan", 33), ("single-message", 486)]);
    check("flat.jsonl", 16, &[("orphan", 17), ("single-message", 98)]);
    check("noflat.jsonl", 16, &[("orphan", 17), ("single-message", 98)]);
    check("kpop.jsonl", 0, &[("single-message", 121)]);
    check("media_policy_violation_off.jsonl", 6, &[("orphan", 1), ("single-message", 148)]);
    check("withheld.jsonl", 31, &[("hidden", 14), ("orphan", 23), ("single-message", 168)]);
    check("users.jsonl", 0, &[("single-message", 52)]);
    check("many_urls.jsonl", 1, &[]);
    check("quoted_edit.jsonl", 1, &[("single-message", 1)]);
    check("streaming_output_with_error.jsonl", 3, &[("single-message", 5), ("unreadable", 1)]);
    check("counts.jsonl", 0, &[("invalid", 1)]);
    check("users_compliance.jsonl", 0, &[("invalid", 1)]);
}

#[test]
fn polls_are_lists_behind_the_words_of_their_posts() {
    let poll = r#"{"id":"77","options":[{"position":1,"label":"Warm <white>","votes":6},
{"position":2,"label":"Cold"}],"voting_status":"closed"}"#;
    let list = "<div class=\"poll\"><ul><li data-votes=\"6\">Warm &lt;white&gt;</li><li>Cold</li>\
                </ul></div>";
    let with = |attachments: &str| {
        ROOT.replace(
            ",\"public_metrics\"",
            &format!(",\"attachments\":{attachments},\"public_metrics\""),
        )
    };
    let beside = with(r#"{"poll_ids":["77"]}"#);
    let flattened = with(&format!("{{\"poll_ids\":[\"77\"],\"poll\":{poll}}}"));
    for (root, polls) in [(beside, format!("[{poll},{{}}]")), (flattened, "[]".to_owned())] {
        let beside = format!(r#""tweets":[{root}],"users":{USERS},"polls":{polls}"#);
        let page = format!(r#"{{"data":[{ANSWER}],"includes":{{{beside}}}}}"#);
        let batch = read(&[("page.json", &page)]);
        let question = &only(&batch).question.body.text;
        assert!(question.ends_with(list), "{question}");
    }
    let root = with(r#"{"poll_ids":7,"poll":[]}"#);
    let page = format!(r#"{{"data":[{root},{ANSWER}],"includes":{{"users":{USERS}}}}}"#);
    let batch = read(&[("page.json", &page)]);
    assert!(!only(&batch).question.body.text.contains("poll"));
}
