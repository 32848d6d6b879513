use crate::config::SourceType;
use crate::files::MemoryFiles;
use crate::model::{Role, Syntax};
use crate::sources::testing;

use super::survey::Object;
use super::*;

const FULL: &str = concat!(
    r#"{"id": 214, "title": " Reset\n my password ", "url": "https://c.example/214", "#,
    r#""language": "uk", "created": "2026-03-01", "updated": "2026-03-02T10:00:00Z", "#,
    r#""tags": ["app", " "], "product": "App", "version": 4.2, "status": "solved", "#,
    r#""duplicate_of": 7, "licence": "CC0", "author": {"id": 1, "name": "Ann"}, "#,
    r#""question": {"body": "How?", "markup": "text", "score": 2.0}, "#,
    r#""answers": [{"author": null, "body": "So."}, {"id": "b", "author": {"name": "Bo", "#,
    r#""role": "staff", "url": "https://c.example/bo"}, "body": "<p>So!</p>", "#,
    r#""markup": "html", "created": "2026-03-02", "score": 14, "accepted": true, "#,
    r#""official": true, "licence": "CC BY 4.0"}], "comments": [{"parent": "b", "#,
    r#""body": "Thanks", "author": {"id": 1}}, {"parent": 214, "body": "?"}, {"id": "z", "#,
    r#""body": "!"}, {"parent": "z", "body": "!!"}], "views": 9, "aliases": ["/old"], "#,
    r#""slug": "reset", "summary": "Do so.", "translation_of": "en-1"}"#,
);

/// Reads all files; returns the batches' threads, skips and messages.
fn read(files: &[(&str, &[u8])]) -> (Vec<Thread>, Vec<Skip>, String) {
    let files = MemoryFiles::new(files.iter().map(|(path, bytes)| (*path, *bytes)));
    let settings = testing::settings(SourceType::Jsonl, "e");
    let mut sink = Sink::new();
    let reader = open(&settings, &files, &mut sink);
    let (mut threads, mut skips) = (Vec::new(), Vec::new());
    for unit in 0..reader.n_units() {
        let batch = reader.read(unit);
        assert_eq!(batch, reader.read(unit), "reading twice gives the same");
        threads.extend(batch.threads);
        skips.extend(batch.skipped);
        sink.append(batch.sink);
    }
    (threads, skips, testing::messages(sink))
}

fn only(line: &str) -> (Thread, String) {
    let (mut threads, skips, shown) = read(&[("e/a.jsonl", line.as_bytes())]);
    assert_eq!((threads.len(), skips.len()), (1, 0), "{shown}");
    (threads.remove(0), shown)
}

#[track_caller]
fn check_warnings(line: &str, expected: &str) {
    assert_eq!(only(line).1, expected);
}

/// One line that is skipped, and what is said of it.
#[track_caller]
fn check_skip(line: &[u8], reason: SkipReason, expected: &str) {
    let (threads, skips, shown) = read(&[("e/a.jsonl", line)]);
    assert_eq!(threads, []);
    assert_eq!(skips.iter().map(|skip| skip.reason).collect::<Vec<_>>(), [reason]);
    assert_eq!(shown, expected);
}

#[test]
fn moderators_are_not_official() {
    let (thread, shown) = only(
        r#"{"id":1,"title":"T","answers":[{"author":{"name":"A","role":"moderator"},"body":"x"}]}"#,
    );
    let role = thread.answers[0].role();
    assert_eq!((&*shown, role, role.is_official()), ("", Role::Moderator, false));
}

#[test]
fn what_the_asker_says_behind_an_answer_is_about_that_answer() {
    let comment = |id: &str, author: &str, day: &str, parent: &str| {
        let created = match day {
            "" => String::new(),
            day => format!(r#""created":"2026-03-{day}","#),
        };
        format!(r#"{{"id":"{id}","author":{{"name":"{author}"}},{created}{parent}"body":"ok"}}"#)
    };
    let comments = [
        comment("early", "Jo", "01", ""),
        comment("thanks", "Jo", "06", ""),
        comment("between", "Jo", "04", ""),
        comment("other", "Cy", "06", ""),
        comment("said", "Jo", "06", r#""parent":"7","#),
        comment("question", "Jo", "06", r#""parent":"T","#),
        comment("whenever", "Jo", "", ""),
        comment("on", "Cy", "07", r#""parent":"between","#),
    ];
    let line = format!(
        r#"{{"id":"T","title":"T","author":{{"name":"Jo"}},"created":"2026-03-01","answers":[
        {{"id":"9","body":"b","created":"2026-03-05","author":{{"name":"Bo"}}}},
        {{"id":"7","body":"a","created":"2026-03-03","author":{{"name":"Al"}}}},
        {{"id":"8","body":"c"}}],"comments":[{}]}}"#,
        comments.join(",")
    );
    let (thread, shown) = only(&line.replace('\n', ""));
    assert_eq!(shown, "");
    let said = |thread: &Thread| {
        let of = |post: &crate::model::Post| {
            let ids = post.comments.iter().map(|comment| comment.id.0.clone());
            format!("{}: {}", post.id.0, ids.collect::<Vec<_>>().join(" "))
        };
        thread.posts().map(of).collect::<Vec<_>>()
    };
    let expected = ["T: early other question whenever", "9: thanks", "7: between said on", "8: "];
    assert_eq!(said(&thread), expected);
    // Written and read again all stay where they are.
    assert_eq!(said(&only(&write::write(&thread)).0), expected);
}

#[test]
fn a_record_with_every_field_is_read() {
    let (thread, shown) = only(FULL);
    assert_eq!(shown, "");
    assert_eq!((thread.id.0.as_str(), thread.title.as_str()), ("214", "Reset my password"));
    assert_eq!(thread.tags, ["app"]);
    assert_eq!(thread.versions, ["4.2"]);
    assert_eq!(thread.duplicate_of, Some(ThreadId("7".to_owned())));
    assert_eq!((thread.question.votes, thread.question.body.syntax), (2, Syntax::Text));
    assert_eq!(thread.answers[0].id.0, "1");
    assert_eq!(thread.answers[0].author, None);
    let best = &thread.answers[1];
    assert_eq!((best.id.0.as_str(), best.votes, best.role()), ("b", 14, Role::Staff));
    assert!(best.accepted && best.official && best.body.syntax == Syntax::Html);
    assert_eq!(best.comments.len(), 1);
    assert_eq!(best.comments[0].author.as_ref().map(|a| a.name.as_str()), Some("1"));
    assert_eq!(thread.question.comments.len(), 3);
    assert_eq!(thread.origin.line, 1);
}

#[test]
fn id_and_title_are_enough() {
    let (thread, shown) = only("\u{feff}  {\"id\":\"a\",\"title\":\"T\",\"author\":null}\r\n");
    assert_eq!(shown, "");
    assert_eq!(thread.answers, []);
    assert_eq!(thread.question.id.0, "a");
}

#[test]
fn values_that_cannot_be_used_are_named() {
    check_warnings(
        r#"{"id":1,"title":"T","created":"soon","language":"english","url":"javascript:x"}"#,
        "e/a.jsonl:1:31: warning[value-invalid]: `soon` is not a date\n\
         e/a.jsonl:1:49: warning[value-invalid]: `english` is not a language tag\n\
         e/a.jsonl:1:65: warning[value-invalid]: `url` is not a web address: `javascript:x`\n",
    );
    check_warnings(
        r#"{"id":1,"title":"T","answers":[{"author":{"name":"A","role":"staf"},"markup":"md"}]}"#,
        "e/a.jsonl:1:61: warning[value-invalid]: `staf` is not a value of `role`\n\
         e/a.jsonl:1:78: warning[value-invalid]: `md` is not a value of `markup`\n",
    );
    check_warnings(
        r#"{"id":1,"title":"T","comments":[{"parent":"x","body":"b"}]}"#,
        "e/a.jsonl:1:43: warning[value-invalid]: no answer of this thread has the id `x`\n",
    );
    check_warnings(
        r#"{"id":1,"title":"T","answers":[{"id":"a"},{"id":"a"}]}"#,
        "e/a.jsonl:1:49: warning[id-taken]: two answers of one thread have the id `a`\n",
    );
}

#[test]
fn an_accepted_answer_is_marked_or_missed() {
    let (thread, _) = only(r#"{"id":1,"title":"T","accepted":2,"answers":[{},{}]}"#);
    assert!(!thread.answers[0].accepted && thread.answers[1].accepted);
    let (thread, shown) = only(r#"{"id":1,"title":"T","accepted":9,"answers":[{},{}]}"#);
    assert_eq!(thread.accepted, Some(PostId("9".to_owned())));
    assert_eq!(
        shown,
        "e/a.jsonl:1:32: error[accepted-missing]: accepted answer `9` is not in this thread\n"
    );
}

#[test]
fn lines_that_are_no_records_are_skipped_with_a_place() {
    let invalid = SkipReason::Invalid;
    let start = "e/a.jsonl:1:";
    let check = |line: &[u8], words: &str| {
        check_skip(line, invalid, &format!("{start}{words}\n"));
    };
    check(b"[1]", "1: error[record-invalid]: this line is not a JSON object");
    check(b"{\"title\":\"T\"}", "1: error[record-invalid]: the record has no `id`");
    check(b"{\"id\":1,\"title\":\" \"}", "9: error[record-invalid]: the record's `title` is empty");
    check(
        b"{\"id\":1,\"title\":\"T",
        "18: error[record-invalid]: the record ends in the middle of a value",
    );
    check(
        b"{\"id\":1,\"title\":7}",
        "17: error[record-invalid]: `title` has a value of another type",
    );
    check(b"{\"id\":1,\"id\":2}", "12: error[record-invalid]: the record has `id` twice");
    check(b"{\"id\":1 \"title\"}", "9: error[record-invalid]: this line is not valid JSON");
    check(b"{\"id\":\"\xff\"}", "8: error[record-invalid]: this line is not text in UTF-8");
}

#[test]
fn an_array_over_many_lines_is_one_error() {
    let expected = ":1: error[record-invalid]: this file is a JSON array, not one record a line\n";
    for (start, line) in [("", 1), ("\n\n", 3)] {
        let file = format!("{start}[\n  {{\n    \"id\": 1,\n    \"title\": \"A\"\n  }}\n]\n");
        let expected = format!("e/a.jsonl:{line}{expected}");
        check_skip(file.as_bytes(), SkipReason::Invalid, &expected);
    }
    // A whole array on a line may be one bad line of many.
    let (threads, skips, _) = read(&[("e/a.jsonl", b"[1]\n{\"id\":1,\"title\":\"A\"}\n")]);
    assert_eq!((threads.len(), skips.len()), (1, 1));
}

#[test]
fn one_bad_line_does_not_stop_the_rest() {
    let file = format!("{FULL}\n\n \r\n{{oops\n{}", r#"{"id":"x","title":"T"}"#);
    let (threads, skips, _) = read(&[("e/a.jsonl", file.as_bytes())]);
    assert_eq!(threads.iter().map(|t| t.origin.line).collect::<Vec<_>>(), [1, 5]);
    assert_eq!(skips.iter().map(|s| s.place.line).collect::<Vec<_>>(), [4]);
}

#[test]
fn an_id_that_comes_twice_is_named_with_both_places() {
    let (threads, skips, shown) = read(&[
        ("e/a.jsonl", b"{\"id\":1}\n{\"id\":1,\"title\":\"A\"}\n{\"title\":\"B\",\"id\":\"1\"}\n"),
        ("e/b.jsonl", b"{\"x\":{\"id\":2},\"i\\u0064\":\" 1 \",\"title\":\"C\"}"),
    ]);
    assert_eq!(threads.iter().map(|t| t.title.as_str()).collect::<Vec<_>>(), ["A"]);
    let reasons: Vec<SkipReason> = skips.iter().map(|skip| skip.reason).collect();
    assert_eq!(reasons, [SkipReason::Invalid, SkipReason::IdTaken, SkipReason::IdTaken]);
    assert!(
        shown.contains("e/a.jsonl:3:19: error[id-taken]: the record `1` is there twice\n"),
        "{shown}"
    );
    assert!(shown.contains("e/b.jsonl:1:25: error[id-taken]"), "{shown}");
}

#[test]
fn an_unknown_field_is_named_once_a_file() {
    let line = r#"{"id":"N","title":"T","langauge":"uk","answers":[{"vote":1},{"vote":2}]}"#;
    let file: String = (0..3).map(|n| line.replace('N', &n.to_string()) + "\n").collect();
    let (threads, _, shown) = read(&[("e/a.jsonl", file.as_bytes())]);
    assert_eq!(threads.len(), 3);
    assert_eq!(
        shown,
        "e/a.jsonl:1:24: warning[key-unknown]: `langauge` is not a field of a thread\n\
         e/a.jsonl:1:52: warning[key-unknown]: `vote` is not a field of an answer\n"
    );
}

#[test]
fn the_schema_and_the_known_fields_agree() {
    let schema: serde_json::Value = serde_json::from_str(&thread_schema()).expect("it is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["required"], serde_json::json!(["id", "title"]));
    let objects = [
        (&schema, Object::Thread),
        (&schema["$defs"]["author"], Object::Author),
        (&schema["$defs"]["question"], Object::Question),
        (&schema["$defs"]["answer"], Object::Answer),
        (&schema["$defs"]["comment"], Object::Comment),
    ];
    for (schema, object) in objects {
        let properties = schema["properties"].as_object().expect("it has properties");
        let mut described: Vec<&str> = properties.keys().map(String::as_str).collect();
        let mut known = object.keys().to_vec();
        described.sort_unstable();
        known.sort_unstable();
        assert_eq!(described, known);
        for (key, property) in properties {
            let says = property.get("description").is_some();
            assert!(says, "{key} has no description");
        }
    }
    let roles = &schema["$defs"]["author"]["properties"]["role"]["enum"];
    for role in crate::sources::fields::ROLES {
        assert!(roles.as_array().is_some_and(|roles| roles.contains(&role.into())), "{role}");
    }
}

#[test]
fn marks_are_found_in_the_line() {
    let before = "{\"id\":1,\"title\":\"T\"}\n".to_owned() + &" ".repeat(9) + "\n";
    let files = MemoryFiles::new([("e/a.jsonl", before + FULL)]);
    let settings = testing::settings(SourceType::Jsonl, "e");
    let reader = open(&settings, &files, &mut Sink::new());
    let threads = reader.read(0).threads;
    let check = |reason, post: Option<&str>, expected: &str| {
        let post = post.map(|id| PostId(id.to_owned()));
        let place = reader.locate(&threads[1], reason, post.as_ref()).expect("it is found");
        assert_eq!(place.line, 3);
        let found = place.excerpt.map(|e| e.text[e.range].to_owned()).unwrap_or_default();
        assert!(found.starts_with(expected), "{found}");
    };
    check(Reason::AcceptedMark, Some("b"), "\"accepted\": true");
    check(Reason::OfficialMark, Some("b"), "\"official\": true");
    check(Reason::StaffAnswer, Some("b"), "\"role\": \"staff\"");
    check(Reason::Votes, Some("b"), "\"score\": 14");
    check(Reason::Votes, Some("1"), "{\"author\": null");
    check(Reason::Thanks, Some("c1"), "{\"parent\": \"b\"");
    check(Reason::NoAnswer, None, "");
}

#[test]
fn a_line_that_is_too_long_is_skipped_alone() {
    let long = format!("{{\"id\":1,\"title\":\"{}\"}}", "x".repeat(LONGEST_LINE as usize));
    let file = format!("{long}\n{{\"id\":2,\"title\":\"T\"}}\n{long}");
    let (threads, skips, shown) = read(&[("e/a.jsonl", file.as_bytes())]);
    assert_eq!(threads.iter().map(|t| t.origin.line).collect::<Vec<_>>(), [2]);
    assert_eq!(skips.iter().map(|s| s.place.line).collect::<Vec<_>>(), [1, 3]);
    assert!(shown.contains("a.jsonl:3: error[record-invalid]: this line is too long: 32 MB"));
}

#[test]
fn nothing_is_lost_wherever_a_file_ends() {
    let file = format!("{FULL}\n{}", FULL.replace("214", "215"));
    for end in (0..file.len()).filter(|end| file.is_char_boundary(*end)) {
        let present = file[..end].lines().filter(|line| !line.trim().is_empty()).count();
        let (threads, skips, _) = read(&[("e/a.jsonl", &file.as_bytes()[..end])]);
        assert_eq!(threads.len() + skips.len(), present, "{end}");
    }
}

#[test]
fn hostile_files_lose_no_line() {
    let Some(shared) = testing::shared() else { return };
    let folders = ["data/bad-input/json/test_parsing", "data/bad-input/text", "data/bad-input/csv"];
    let mut n_files = 0;
    for folder in folders {
        for entry in walkdir::WalkDir::new(shared.join(folder)).into_iter().filter_map(Result::ok) {
            let Ok(bytes) = std::fs::read(entry.path()) else { continue };
            let record = [br#"{"id":1,"title":"T","x":"#, bytes.as_slice(), b"}"].concat();
            let answers = [br#"{"id":1,"title":"T","answers":"#, bytes.as_slice(), b"}"].concat();
            for bytes in [bytes, record, answers] {
                let lines = bytes.split(|byte| *byte == b'\n').enumerate();
                let is_record = |(at, line): &(usize, &[u8])| !record_of(line, *at == 0).is_empty();
                let present = lines.filter(is_record).count();
                let (threads, skips, shown) = read(&[("e/a.jsonl", &bytes)]);
                // An array over many lines is one thing that is no record.
                let present = if shown.contains("is a JSON array") { 1 } else { present };
                assert_eq!(threads.len() + skips.len(), present, "{}", entry.path().display());
            }
            n_files += 1;
        }
    }
    assert!(n_files > 300, "{n_files}");
}

#[test]
fn messages_of_a_file_full_of_faults_are_counted_not_listed() {
    let (_, skips, shown) = read(&[("e/a.jsonl", "x\n".repeat(30_000).as_bytes())]);
    assert_eq!(skips.len(), 30_000);
    assert_eq!(shown.lines().count(), MAX_PROBLEMS);
}
