//! Import, edit, import again: nothing is lost, through the real binary.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Run, folder, run, tree};

fn post(id: u64, text: &str) -> Value {
    json!({"id": id.to_string(), "author": {"id": format!("u{id}"), "name": format!("Ann {id}")},
        "body": text, "created": "2026-01-02T03:04:05Z"})
}

/// Two threads of a community.
fn community() -> Vec<Value> {
    let answers = json!([post(11, "Hold the button.\n\nThen wait."), post(12, "No idea.")]);
    vec![
        json!({"id": 1, "title": "How do I reset the hub?", "tags": ["hub"], "accepted": "11",
            "question": {"body": "It blinks."}, "answers": answers}),
        json!({"id": 2, "title": "Which bulbs fit?", "question": {"body": "E27?"},
            "answers": [post(21, "All of them.")]}),
    ]
}

struct Place {
    top: tempfile::TempDir,
    form: &'static str,
}

impl Place {
    fn new(form: &'static str) -> Place {
        Place { top: folder(), form }
    }

    fn path(&self) -> &Path {
        self.top.path()
    }

    fn import(&self, threads: &[Value]) -> Run {
        let lines: String = threads.iter().map(|thread| format!("{thread}\n")).collect();
        std::fs::write(self.path().join("export.jsonl"), lines).expect("a file");
        let form = ["import", "export.jsonl", "--to", "kb", "--form", self.form];
        run(self.path(), &[&form[..], &["--json", "--format", "short"]].concat())
    }

    /// The counts of files that are not 0, in the order of the alphabet.
    fn counts(&self, threads: &[Value], code: i32) -> (String, String) {
        let run = self.import(threads).expect(code);
        let counts: BTreeMap<String, u64> =
            serde_json::from_value(run.json()["files"].clone()).expect("counts");
        let words = counts.iter().filter(|(_, n)| **n > 0).map(|(name, n)| format!("{name} {n}"));
        (words.collect::<Vec<_>>().join(", "), run.stderr)
    }

    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join("kb").join(name)).expect("a file")
    }

    /// Edits a file by hand.
    fn edit(&self, name: &str, edits: &[(&str, &str)]) {
        let mut text = self.file(name);
        for (from, to) in edits {
            assert!(text.contains(from), "{from} is not in\n{text}");
            text = text.replacen(from, to, 1);
        }
        std::fs::write(self.path().join("kb").join(name), text).expect("a file");
    }
}

const HUB: &str = "how-do-i-reset-the-hub-1.md";
const BULBS: &str = "which-bulbs-fit-2.md";

#[test]
fn a_second_import_of_the_same_touches_nothing() {
    for form in ["markdown", "jsonl"] {
        let place = Place::new(form);
        assert_eq!(place.counts(&community(), 0), ("written 2".to_owned(), String::new()));
        let before = tree(&place.path().join("kb"));
        assert_eq!(place.counts(&community(), 0).0, "unchanged 2");
        assert_eq!(tree(&place.path().join("kb")), before);
    }
}

#[test]
fn a_file_says_what_people_ask_for() {
    let place = Place::new("markdown");
    place.import(&community()).expect(0);
    let text = "---\ntitle: How do I reset the hub?\nid: \"1\"\nkind: question\n\
        tags: [hub]\npost: {\"id\": \"1\"}\n---\n\nIt blinks.\n\n\
        ## Answer by Ann 11 (accepted, 2026-01-02T03:04:05Z)\n\
        <!-- {\"id\": \"11\", \"user\": \"u11\"} -->\n\nHold the button.\n\nThen wait.\n\n\
        ## Answer by Ann 12 (2026-01-02T03:04:05Z)\n\
        <!-- {\"id\": \"12\", \"user\": \"u12\"} -->\n\nNo idea.\n";
    assert_eq!(place.file(HUB), text);
}

#[test]
fn edits_and_the_source_meet_and_nothing_is_lost() {
    let place = Place::new("markdown");
    place.import(&community()).expect(0);
    let (bo, note) = (
        "## Answer by Ann 12 (2026-01-02T03:04:05Z)\n\
        <!-- {\"id\": \"12\", \"user\": \"u12\"} -->\n\nNo idea.\n",
        "## Answer by Us (brand)\n\nAsk us.\n",
    );
    place.edit(
        HUB,
        &[
            ("title: How do I reset the hub?", "title: Resetting the hub\nproduct: Hub"),
            ("tags: [hub]", "tags: [hub, reset]"),
            ("It blinks.", "It blinks red."),
            ("Then wait.", "Then wait.\n\nThis is our note."),
            (bo, note),
        ],
    );
    let edited = place.file(HUB);
    assert_eq!(place.counts(&community(), 0).0, "edited 1, unchanged 1");
    assert_eq!(place.file(HUB), edited);

    let mut threads = community();
    threads[0]["tags"] = json!(["hub", "led"]);
    threads[0]["question"] = json!({"body": "It blinks.", "score": 5});
    threads[0]["answers"][0]["body"] = json!("Hold the button for ten seconds.\n\nThen wait.");
    threads[0]["answers"].as_array_mut().expect("answers").push(post(13, "Or unplug it."));
    threads[1]["title"] = json!("Which bulbs fit in it?");
    assert_eq!(place.counts(&threads, 0), ("merged 1, updated 1".to_owned(), String::new()));
    let text = place.file(HUB);
    for words in [
        "title: Resetting the hub\n",
        "product: Hub\n",
        "tags: [hub, reset, led]\n",
        "score: 5\n",
        "It blinks red.",
        "Hold the button for ten seconds.\n\nThen wait.\n\nThis is our note.\n",
        "## Answer by Us (brand)\n\nAsk us.\n",
        "Or unplug it.",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    assert!(!text.contains("No idea."), "what was deleted stays away");
    // A new title does not move the file.
    assert!(place.file(BULBS).contains("title: Which bulbs fit in it?"));
    assert_eq!(place.counts(&threads, 0).0, "edited 1, unchanged 1");
    assert_eq!(place.file(HUB), text);
}

#[test]
fn where_both_changed_the_same_the_hand_stays() {
    let place = Place::new("markdown");
    place.import(&community()).expect(0);
    place.edit(HUB, &[("Then wait.", "Then be patient."), ("reset the hub?", "reset it?")]);
    let mut threads = community();
    threads[0]["answers"][0]["body"] = json!("Hold it.\n\nThen wait an hour.");
    threads[0]["title"] = json!("How to reset?");
    let (counts, said) = place.counts(&threads, 0);
    assert_eq!(counts, "conflicts 1, unchanged 1");
    assert_eq!(
        said,
        "kb/how-do-i-reset-the-hub-1.md:2: warning[import-conflict]: \
        the source changed what was edited here, too\n"
    );
    let text = place.file(HUB);
    // What only the source changed is there, too.
    assert!(text.contains("How do I reset it?") && text.contains("Hold it.\n\nThen be patient."));
    let beside = place.file(".answerbook-import/conflicts/how-to-reset-1.md");
    assert!(beside.contains("title: How to reset?") && beside.contains("Then wait an hour."));
    // Said once, and not merged again.
    assert_eq!(place.counts(&threads, 0), ("edited 1, unchanged 1".to_owned(), String::new()));
    assert_eq!(place.file(HUB), text);
}

#[test]
fn what_is_deleted_or_somebody_elses_stays_so() {
    let place = Place::new("markdown");
    std::fs::create_dir(place.path().join("kb")).expect("a folder");
    let foreign = "---\ntitle: Ours\n---\nOurs alone.\n";
    std::fs::write(place.path().join("kb").join(BULBS), foreign).expect("a file");
    place.import(&community()).expect(0);
    assert_eq!(place.file(BULBS), foreign);
    let second = "which-bulbs-fit-2-2.md";
    assert!(place.file(second).contains("E27?"));
    std::fs::remove_file(place.path().join("kb").join(second)).expect("it was there");
    let moved = "renamed by us.md";
    let kb = place.path().join("kb");
    std::fs::rename(kb.join(HUB), kb.join(moved)).expect("it was there");
    let mut threads = community();
    threads[0]["question"]["body"] = json!("It glows.");
    threads[1]["question"]["body"] = json!("E14?");
    assert_eq!(place.counts(&threads, 0).0, "deleted 1, updated 1");
    assert!(place.file(moved).contains("It glows.") && !kb.join(second).exists());
    assert!(!kb.join(HUB).exists());
    // What an export does not hold any more stays.
    assert_eq!(place.counts(&threads[1..], 0).0, "deleted 1, missing 1");
    assert!(kb.join(moved).exists());
}

#[test]
fn without_its_memory_an_import_keeps_what_differs() {
    let place = Place::new("markdown");
    place.import(&community()).expect(0);
    place.edit(HUB, &[("It blinks.", "It blinks red.")]);
    let edited = place.file(HUB);
    std::fs::remove_dir_all(place.path().join("kb/.answerbook-import")).expect("it was there");
    assert_eq!(place.counts(&community(), 0).0, "conflicts 1, unchanged 1");
    assert_eq!(place.file(HUB), edited);
    assert_eq!(place.counts(&community(), 0).0, "edited 1, unchanged 1");
}

#[test]
fn lines_are_merged_by_their_fields() {
    let place = Place::new("jsonl");
    place.import(&community()).expect(0);
    assert_eq!(place.file("threads.jsonl").lines().count(), 2);
    let mine = "{\"id\":\"mine\",\"title\":\"Ours\"}\nno record\n";
    place.edit(
        "threads.jsonl",
        &[
            ("Then wait.", "Then wait.\\n\\nOur note."),
            ("\"tags\":[\"hub\"]", "\"tags\":[\"hub\",\"reset\"],\"product\":\"Hub\""),
        ],
    );
    let text = place.file("threads.jsonl") + mine;
    std::fs::write(place.path().join("kb/threads.jsonl"), text).expect("a file");
    let mut threads = community();
    threads[0]["tags"] = json!(["hub", "led"]);
    threads[0]["answers"][0]["body"] = json!("Hold it.\n\nThen wait.");
    threads[1]["answers"] = json!([]);
    let (counts, said) = place.counts(&threads, 1);
    assert_eq!(counts, "merged 1, updated 1");
    assert_eq!(
        said,
        "kb/threads.jsonl:4: error[import-unreadable]: \
        an edited thread cannot be read any more\n"
    );
    let text = place.file("threads.jsonl");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].contains("Hold it.\\n\\nThen wait.\\n\\nOur note."), "{text}");
    assert!(lines[0].contains("[\"hub\",\"reset\",\"led\"]") && lines[0].contains("\"Hub\""));
    assert!(lines[1].contains("E27?") && !lines[1].contains("All of them."));
    assert_eq!(lines[2..], ["{\"id\":\"mine\",\"title\":\"Ours\"}", "no record"]);
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let place = Place::new("markdown");
    place.import(&community()).expect(0);
    place.edit(HUB, &[("tags: [hub]", "tags: [hub")]);
    let broken = place.file(HUB);
    let mut threads = community();
    threads[0]["question"]["body"] = json!("It glows.");
    let (counts, said) = place.counts(&threads, 1);
    assert_eq!(counts, "unchanged 1, unreadable 1");
    assert!(said.starts_with("kb/how-do-i-reset-the-hub-1.md:"), "{said}");
    assert_eq!(place.file(HUB), broken);
    // Once it is mended, nothing of both is lost.
    place.edit(HUB, &[("tags: [hub", "tags: [hub, reset]")]);
    assert_eq!(place.counts(&threads, 0).0, "merged 1, unchanged 1");
    assert!(place.file(HUB).contains("It glows.") && place.file(HUB).contains("[hub, reset]"));
    std::fs::write(place.path().join("kb").join(HUB), b"---\nid: \"1\"\n---\n\xff")
        .expect("a file");
    assert_eq!(place.counts(&threads, 1).0, "unchanged 1, unreadable 1");
}
