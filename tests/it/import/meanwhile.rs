//! Somebody saves a file while an import runs: what was saved is never overwritten.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use answerbook::config;
use answerbook::diag::{Color, Format, Sink, render};
use answerbook::files::{DiskFiles, MemoryFiles};
use answerbook::import::{ImportReport, ImportRequest, import};
use answerbook::output::EditableFolder;
use answerbook::pipeline::Progress;
use answerbook::privacy::PrivacyRules;
use answerbook::sources::editable::ThreadFormat;

use crate::harness::folder;

/// More threads than are in memory at once, so that the first ones are settled while others
/// are read.
const N_THREADS: usize = 300;

/// The step at which somebody saves.
const LATE: usize = 290;

/// Does something at a step of an import.
struct AtStep<'a> {
    step: AtomicUsize,
    act: &'a (dyn Fn(usize) + Sync),
}

impl Progress for AtStep<'_> {
    fn start(&self, _: &'static str, _: usize) {}

    fn step(&self) {
        (self.act)(self.step.fetch_add(1, Ordering::Relaxed) + 1);
    }
}

/// Imports an export whose answers end with a word; `act` is told of every step.
fn run(
    top: &Path,
    form: ThreadFormat,
    word: &str,
    act: &(dyn Fn(usize) + Sync),
) -> (ImportReport, String) {
    let topic = |id: usize| {
        let post = |number: usize, text: &str| {
            format!(
                "{{\"id\": {id}0{number}, \"post_number\": {number}, \"username\": \"u{number}\", \
                 \"cooked\": \"<p>{text}</p>\", \"created_at\": \"2026-01-0{number}T00:00:00Z\"}}"
            )
        };
        let (asked, answered) = (post(1, "It does."), post(2, &format!("Oil it {word}.")));
        let text = format!(
            "{{\"id\": {id}, \"title\": \"Does pump {id} hum?\", \"visible\": true, \
             \"archetype\": \"regular\", \"post_stream\": {{\"posts\": [{asked}, {answered}]}}}}"
        );
        (format!("export/{id}.json"), text)
    };
    let settings = "title: Pumps\nsources: [{type: discourse, path: export, name: Forum}]\n";
    let settings = ("answerbook.yaml".to_owned(), settings.to_owned());
    let files = MemoryFiles::new((1..=N_THREADS).map(topic).chain([settings]));
    let mut sink = Sink::new();
    let config = config::load(&files, &mut sink).expect("good settings");
    let folder = EditableFolder::new(top, &[], &[], false).expect("a good folder");
    let report = import(
        &ImportRequest {
            files: &files,
            own: &[],
            config: &config,
            source: 0,
            rules: &PrivacyRules::default(),
            form,
            folder: &folder,
            existing: &DiskFiles::new(top),
            shown: "kb",
            progress: &AtStep { step: AtomicUsize::new(0), act },
        },
        &mut sink,
    );
    let messages = sink.into_sorted();
    let messages = messages.iter().map(|told| render(told, Format::Short, Color::Never)).collect();
    (report.expect("it is imported"), messages)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file")
}

/// Adds words to the first answer of a file.
fn save(path: &Path) {
    let text = read(path).replacen("Oil it weekly.", "Oil it weekly. Mind the seal!", 1);
    std::fs::write(path, text).expect("a file");
}

/// Imports, imports what has changed while somebody saves a file, and returns the folder with
/// what was said.
fn overtaken(form: ThreadFormat, name: &str) -> (tempfile::TempDir, ImportReport, String) {
    let top = folder();
    run(top.path(), form, "weekly", &|_| ());
    let act = |step| {
        if step == LATE {
            save(&top.path().join(name));
        }
    };
    let (report, messages) = run(top.path(), form, "daily", &act);
    (top, report, messages)
}

const FIRST: &str = "does-pump-1-hum-1.md";

/// What an import says when a file is saved meanwhile.
pub fn messages() -> String {
    overtaken(ThreadFormat::Markdown, FIRST).2
}

#[test]
fn a_file_saved_while_an_import_runs_stays_and_is_merged_by_the_next() {
    let form = ThreadFormat::Markdown;
    let (top, report, messages) = overtaken(form, FIRST);
    assert_eq!((report.n_overtaken, messages.lines().count()), (1, 1), "{messages}");
    let text = |name: &str| read(&top.path().join(name));
    assert!(text(FIRST).contains("Oil it weekly. Mind the seal!"), "{}", text(FIRST));
    assert!(text("does-pump-2-hum-2.md").contains("Oil it daily."));
    let (report, _) = run(top.path(), form, "daily", &|_| ());
    assert_eq!(report.n_overtaken, 0);
    assert!(text(FIRST).contains("Mind the seal!"), "{}", text(FIRST));
    // Both changed the line, so the next import knows of both sides.
    let conflicts = std::fs::read_dir(top.path().join(".answerbook-import/conflicts"));
    assert_eq!(conflicts.expect("a folder").count(), 1);
}

#[test]
fn a_line_saved_while_an_import_runs_stays_and_is_merged_by_the_next() {
    let form = ThreadFormat::Jsonl;
    let (top, report, messages) = overtaken(form, "threads.jsonl");
    assert_eq!((report.n_overtaken, messages.lines().count()), (1, 1), "{messages}");
    let text = || read(&top.path().join("threads.jsonl"));
    assert!(text().contains("Mind the seal!") && !text().contains("daily"));
    assert!(report.outcomes.is_empty(), "{:?}", report.outcomes);
    run(top.path(), form, "daily", &|_| ());
    assert!(text().contains("Mind the seal!"));
    assert_eq!(text().matches("Oil it daily.").count(), N_THREADS - 1);
}

#[test]
fn a_file_deleted_while_an_import_runs_stays_deleted() {
    let top = folder();
    let form = ThreadFormat::Markdown;
    run(top.path(), form, "weekly", &|_| ());
    let path = top.path().join(FIRST);
    let act = |step| {
        if step == LATE {
            std::fs::remove_file(&path).expect("it goes");
        }
    };
    assert_eq!(run(top.path(), form, "daily", &act).0.n_overtaken, 1);
    assert!(!path.exists());
    run(top.path(), form, "daily", &|_| ());
    assert!(!path.exists());
}
