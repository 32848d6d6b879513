use std::cell::RefCell;
use std::io::Read;
use std::ops::Range;

use serde::Deserialize;

use super::scan::scan_by;
use super::{
    Damage, Fault, Format, Joined, Left, Record, RecordRole, Scanned, Shapes, ThreadRecords, open,
};
use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::{DiskFiles, Files, MemoryFiles};
use crate::model::{Markup, Origin, Post, PostId, Reason, Syntax, Thread, ThreadId, ThreadKind};
use crate::sources::{Batch, LinkTarget, Reader, SkipReason, testing};

const SHAPES: Shapes<char> = Shapes {
    lists: &[
        (&["tickets"], 't'),
        (&["comments"], 'c'),
        (&["ticket"], 't'),
        (&["data", "*", "nodes"], 'n'),
        (&["data", "message"], 'm'),
        (&["edges", "node"], 'e'),
        (&["data"], 'd'),
    ],
    alone: '.',
    marks: &["id"],
};

fn found(text: &[u8], chunk: u64) -> Vec<String> {
    let seen = RefCell::new(Vec::new());
    let open = || -> std::io::Result<Box<dyn Read + Send>> { Ok(Box::new(text)) };
    scan_by(chunk, 0, open, &SHAPES, &mut |spot, found| {
        let place = format!("{}:{}", spot.line, spot.column);
        seen.borrow_mut().push(match found {
            Scanned::Record(kind, bytes) => {
                let start = spot.offset as usize;
                assert_eq!(bytes, &text[start..start + spot.length as usize]);
                format!("{place} {kind} {}", String::from_utf8_lossy(bytes))
            }
            Scanned::Damaged(damage) => format!("{place} {damage:?}"),
        });
    });
    seen.into_inner()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(text.as_bytes(), 1 << 18), expected);
    assert_eq!(found(text.as_bytes(), 3), expected, "a few bytes at a time");
}

#[test]
fn every_container_gives_its_records() {
    check("", &[]);
    check("{\"a\":1}", &["1:1 . {\"a\":1}"]);
    check(" [ {\"a\":[{}]},\n{\"a\":2} ]\n", &["1:4 . {\"a\":[{}]}", "2:1 . {\"a\":2}"]);
    check(
        "{\"tickets\":[{\"id\":1}, {\"id\":2}],\"n\":1}",
        &["1:13 t {\"id\":1}", "1:23 t {\"id\":2}"],
    );
    check("{\"ticket\": {\"id\":1}, \"audit\": {\"x\":[{}]}}", &["1:12 t {\"id\":1}"]);
    check("{\"tickets\":[]}", &[]);
    check("{\"tickets\":null,\"b\":1}", &["1:1 . {\"tickets\":null,\"b\":1}"]);
}

#[test]
fn pages_and_concatenated_documents_give_the_same() {
    let page = |n: u8| format!("{{\"data\":{{\"r\":{{\"n\":0,\"nodes\":[{{\"n\":{n}}}]}}}}}}");
    let (one, two) = (page(1), page(2));
    let slurped = format!("[{one},{two}]");
    check(&slurped, &["1:31 n {\"n\":1}", "1:72 n {\"n\":2}"]);
    check(&format!("{one}{two}"), &["1:30 n {\"n\":1}", "1:70 n {\"n\":2}"]);
    check(&format!("{one}\n{two}\n"), &["1:30 n {\"n\":1}", "2:30 n {\"n\":2}"]);
    check(&format!("[[{one}],[{two}]]"), &["1:32 n {\"n\":1}", "1:75 n {\"n\":2}"]);
}

#[test]
fn a_mark_and_an_assignment_before_a_document_are_passed_over() {
    check("\u{feff}{\"a\":1}", &["1:2 . {\"a\":1}"]);
    check("window.YTD.tweets.part0 = [ {\"a\":1} ];\n", &["1:29 . {\"a\":1}"]);
}

#[test]
fn a_list_within_a_record_is_its_own() {
    let record = "{\"id\":7,\"comments\":[{\"id\":8}]}";
    check(record, &[&format!("1:1 . {record}")]);
    check("{\"count\":1,\"comments\":[{\"id\":8}]}", &["1:24 c {\"id\":8}"]);
    // What is found at the longer path is the record; else the shorter one is.
    check("{\"data\":{\"message\":{\"x\":1}}}", &["1:20 m {\"x\":1}"]);
    check("{\"data\":{\"x\":1}}", &["1:9 d {\"x\":1}"]);
    check("{\"data\":[{\"x\":1}]}", &["1:10 d {\"x\":1}"]);
    check("{\"edges\":[{\"c\":0,\"node\":{\"x\":1}}]}", &["1:25 e {\"x\":1}"]);
}

#[test]
fn columns_count_characters() {
    check("{\"ї\":0,\"tickets\":[{\"ю\":1},{\"a\":1}]}", &["1:19 t {\"ю\":1}", "1:27 t {\"a\":1}"]);
}

#[test]
fn a_damaged_line_leaves_the_others() {
    check(
        "{\"a\":1}\n{\"b\":\"x\n{\"c\":3}\n",
        &["1:1 . {\"a\":1}", "2:8 Syntax", "3:1 . {\"c\":3}"],
    );
    check(
        "{\"a\":1}\n{\"b\":[1,\n{\"c\":3}\n",
        &["1:1 . {\"a\":1}", "2:1 Ends", "3:1 . {\"c\":3}"],
    );
    check("{\"a\":1}\n{\"b\":\n{\"c\":3}\n", &["1:1 . {\"a\":1}", "2:1 Ends", "3:1 . {\"c\":3}"]);
    check(
        "{\"a\":1}\nnonsense here\n{\"c\":3}",
        &["1:1 . {\"a\":1}", "2:1 NotObject", "3:1 . {\"c\":3}"],
    );
    check("{\"a\":1}\n{\"b\":", &["1:1 . {\"a\":1}", "2:1 Ends"]);
}

#[test]
fn a_damaged_first_line_leaves_the_others() {
    check(
        "{\"b\":[1,\n{\"c\":3}\n{\"d\":4}\n",
        &["1:1 Ends", "2:1 . {\"c\":3}", "3:1 . {\"d\":4}"],
    );
    check(
        "{\"b\":\"x\n{\"c\":3}\n{\"d\":4}\n",
        &["1:8 Syntax", "2:1 . {\"c\":3}", "3:1 . {\"d\":4}"],
    );
    check("{\"b\":\n{\"c\":3}\n{\"d\":4}\n", &["3:1 Syntax", "2:1 . {\"c\":3}", "3:1 . {\"d\":4}"]);
}

#[test]
fn a_damaged_record_of_a_list_leaves_the_others() {
    let text = "{\"tickets\":[\n  {\"a\":1},\n  {\"b\":\"x\n  },\n  {\"c\":3}\n],\"n\":1}";
    check(text, &["2:3 t {\"a\":1}", "3:3 Syntax", "5:3 t {\"c\":3}"]);
    // Brackets within are left to the reader of the record.
    check("{\"tickets\":[{\"a\"},{\"b\":2}]}", &["1:13 t {\"a\"}", "1:19 t {\"b\":2}"]);
    check("{\"tickets\":[7,{\"b\":2},null]}", &["1:13 NotObject", "1:15 t {\"b\":2}"]);
}

#[test]
fn what_ends_early_keeps_what_came_before() {
    check("{\"tickets\":[{\"a\":1},{\"b\"", &["1:13 t {\"a\":1}", "1:21 Ends"]);
    check("[{\"a\":1},", &["1:2 . {\"a\":1}", "1:10 Ends"]);
    // One damage, one message.
    check("[{\"a\":1},[{\"b\":", &["1:2 . {\"a\":1}", "1:11 Ends"]);
    check("{\n\"tickets\":[\n{\"a\":1},\n{\"b\"", &["3:1 t {\"a\":1}", "4:1 Ends"]);
}

#[test]
fn records_longer_than_a_chunk_are_whole() {
    let long = format!("{{\"a\":\"{}\"}}", "x\\\"".repeat(400_000));
    let text = format!("{{\"tickets\":[{long},{{\"b\":1}}]}}");
    let found = found(text.as_bytes(), 1 << 18);
    assert_eq!(found.len(), 2);
    assert!(found[0].ends_with(&long) && found[1].ends_with("{\"b\":1}"));
}

#[test]
fn nothing_makes_the_pass_hang_or_panic() {
    let text = "\u{feff}x = {\"data\":{\"r\":{\"nodes\":[{\"n\":\"\\u0063\\\"\"},7]}},\n\
        \"tickets\":[\n {\"id\":1},\n {\"id\":2}],\"edges\":[{\"node\":{}}]}\n{\"id\":3}\n[1,[2]]";
    for at in 0..text.len() {
        found(&text.as_bytes()[..at], 1 << 18);
        let mut broken = text.as_bytes().to_vec();
        for byte in [b'"', b'{', b'}', b'[', b']', b'\n', b',', 0xFF] {
            broken[at] = byte;
            found(&broken, 1 << 18);
            found(&broken[at..], 3);
        }
    }
    found("[".repeat(1 << 20).as_bytes(), 1 << 18);
    found("{\"data\":".repeat(1 << 18).as_bytes(), 1 << 18);
    assert_eq!(found("[1,2,3,true]".as_bytes(), 1 << 18), ["1:2 NotObject"]);
}

/// Tickets with comments, in one file or two.
#[derive(Default)]
struct Tickets {
    names: Vec<String>,
}

#[derive(Deserialize)]
struct Wire {
    id: Option<u64>,
    ticket: Option<u64>,
    name: Option<String>,
    #[serde(default)]
    version: u64,
}

impl Format for Tickets {
    type Kind = char;

    const SHAPES: Shapes<char> = SHAPES;
    const EXTENSIONS: &'static [&'static str] = &["json"];
    const NAME: &'static str = "Tests";
    const WANTED: &'static str = "a ticket has an `id`";
    const ONE_BY_ONE: bool = true;

    fn survey(&mut self, record: &Record<'_, char>) -> RecordRole {
        match record.parse::<Wire>("ticket") {
            Err(fault) => RecordRole::Invalid(fault),
            Ok(Wire { name: Some(name), .. }) => {
                self.names.push(name);
                RecordRole::Aside
            }
            Ok(Wire { ticket: Some(ticket), .. }) => RecordRole::Of(ticket.to_string()),
            Ok(Wire { id: Some(id), version, .. }) => {
                RecordRole::Thread { id: id.to_string(), version }
            }
            Ok(_) => RecordRole::Nothing,
        }
    }

    fn thread(
        &self,
        records: &ThreadRecords<'_, char>,
        _: &SourceSettings,
        _: &mut Sink,
    ) -> Result<Thread, Left> {
        if records.id == "13" {
            return Err(Left::Skip(SkipReason::Private));
        }
        if records.id == "14" {
            let message = "unlucky".to_owned();
            return Err(Left::Invalid(Fault { message, note: None, at: 1 }));
        }
        let mut n_records = 1;
        records.others(&mut |_| n_records += 1);
        let text = format!("{:?} {n_records}", self.names);
        let body = Markup { syntax: Syntax::Text, text };
        let id = ThreadId(records.id.to_owned());
        let question = Post::new(PostId("q".to_owned()), body);
        let spot = records.all[0].spot;
        let origin = Origin { path: records.all[0].path.to_owned(), line: spot.line as usize };
        Ok(Thread::new(id, ThreadKind::Question, String::new(), question, origin))
    }

    fn link_target(&self, _: &str) -> Option<LinkTarget> {
        None
    }

    fn mark(
        &self,
        records: &ThreadRecords<'_, char>,
        _: &Thread,
        _: Reason,
        _: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        Some((records.all.len() - 1, 1..5))
    }
}

fn settings() -> SourceSettings {
    testing::settings(SourceType::Jsonl, ".")
}

fn threads(batch: &Batch) -> Vec<String> {
    let say = |thread: &Thread| format!("{} {}", thread.id.0, thread.question.body.text);
    batch.threads.iter().map(say).collect()
}

fn skips(batch: &Batch) -> Vec<String> {
    let say = |skip: &crate::sources::Skip| {
        let id = skip.id.as_ref().map_or("-", |id| id.0.as_str());
        format!("{} {id} {}:{}", skip.reason.name(), skip.place.path, skip.place.line)
    };
    batch.skipped.iter().map(say).collect()
}

fn joined<'a>(settings: &'a SourceSettings, files: &'a dyn Files) -> Joined<'a, Tickets> {
    open(settings, files, &mut Sink::new(), Tickets::default())
}

#[test]
fn records_of_a_thread_are_joined_across_files() {
    let files = MemoryFiles::new([
        ("a.json", "{\"comments\":[{\"ticket\":1},{\"ticket\":2},{\"ticket\":9}]}"),
        ("b.json", "{\"tickets\":[{\"id\":1},\n{\"id\":2}]}"),
        ("c.json", "{\"comments\":[{\"ticket\":1}]}\n{\"name\":\"Jo\"}"),
    ]);
    let settings = settings();
    let reader = joined(&settings, &files);
    let batch = testing::read_all(&reader);
    assert_eq!(threads(&batch), ["1 [\"Jo\"] 3", "2 [\"Jo\"] 2"]);
    assert_eq!(skips(&batch), ["orphan 9 a.json:1"]);
    let place = reader.locate(&batch.threads[0], Reason::Votes, None).expect("it is there");
    assert_eq!((place.path.as_str(), place.line, place.column), ("c.json", 1, 15));
    assert_eq!(place.excerpt.map(|e| e.text[e.range].to_owned()), Some("\"tic".to_owned()));
}

#[test]
fn everything_present_is_imported_or_skipped() {
    let files = MemoryFiles::new([
        (
            "a.json",
            &b"{\"id\":1}\n{\"id\":\"secret\"}\n{\"id\":1}\n{\"id\":13}\n{\"id\":14}\n7\n"[..],
        ),
        ("b.json", b"{\"id\":2,\"version\":3}\n{\"id\":2,\"version\":4}\n{\"id\":\"\xFF\"}\n{\"i"),
        ("c.json", b"{\"other\":1}"),
        ("d.json", b""),
        ("e.json", b"\xFF\xFE{\0"),
    ]);
    let settings = settings();
    let batch = testing::read_all(&joined(&settings, &files));
    assert_eq!(threads(&batch), ["1 [] 1", "2 [] 1"]);
    let mut skipped = skips(&batch);
    skipped.sort();
    assert_eq!(
        skipped,
        [
            "id-taken 1 a.json:3",
            "id-taken 2 b.json:1",
            "invalid - a.json:2",
            "invalid - a.json:6",
            "invalid - b.json:3",
            "invalid 14 a.json:5",
            "private 13 a.json:4",
            "unreadable - b.json:4",
            "unreadable - c.json:1",
            "unreadable - d.json:1",
            "unreadable - e.json:1",
        ]
    );
    let shown = testing::messages(batch.sink);
    assert!(shown.contains("a.json:5:2: error[record-invalid]: unlucky\n"), "{shown}");
    assert!(shown.contains("a.json:3:1: error[id-taken]"), "{shown}");
    assert!(!shown.contains("b.json:1") && !shown.contains("secret"), "{shown}");
}

#[test]
fn a_units_digest_follows_its_bytes_and_what_is_beside_them() {
    let digest = |text: &str| {
        let files = MemoryFiles::new([("a.json", text)]);
        joined(&settings(), &files).digest(0)
    };
    let one = digest("{\"id\":1}\n");
    assert!(one.is_some() && one == digest("{\"id\":1}\n"));
    for other in
        ["{\"id\":2}\n", "\n{\"id\":1}\n", "{\"id\":1}\n{\"name\":\"Jo\"}", "{\"id\":1}\n7"]
    {
        assert_ne!(one, digest(other), "{other}");
    }
}

#[test]
fn hostile_json_does_no_harm() {
    let Some(shared) = testing::shared() else { return };
    let disk = DiskFiles::new(shared.join("data/bad-input/json/test_parsing"));
    for path in disk.list("") {
        let settings = testing::settings(SourceType::Jsonl, &path);
        let batch = testing::read_all(&joined(&settings, &disk));
        assert!(batch.threads.is_empty() && !batch.skipped.is_empty(), "{path}");
        assert!(batch.sink.n_errors() > 0, "{path}");
    }
}

#[test]
fn a_fault_never_quotes_a_value() {
    let kind = '.';
    let spot = super::Spot { line: 1, column: 1, ..super::Spot::default() };
    for text in ["{\"id\":\"secret\"}", "{\"id\":1,\"version\":\"secret\"}", "{\"id\":secret}"] {
        let record = Record { kind, spot, path: "a.json", text };
        let fault = record.parse::<Wire>("ticket").err().expect("it is no ticket");
        assert!(!format!("{fault:?}").contains("secret"), "{fault:?}");
    }
    assert_eq!(Damage::Ends, Damage::Ends);
}

#[test]
fn records_of_a_long_thread_are_read_one_by_one() {
    let parts = "{\"ticket\":1}\n".repeat(2_000);
    let text = format!("{{\"id\":1}}\n{parts}");
    let files = MemoryFiles::new([("a.json", text.as_str())]);
    let settings = settings();
    let batch = testing::read_all(&joined(&settings, &files));
    assert_eq!(threads(&batch), ["1 [] 2001"]);
}
