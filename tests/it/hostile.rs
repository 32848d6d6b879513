//! Files that are broken, cut short or of another format, given to every importer through
//! the real binary: it ends, says what is wrong with each, and needs little memory.
//!
//! `src/sources/tests.rs` asks the same of the importers alone, `tests/bench/hostile` of the
//! binary with each file in a process of its own, where it measures.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::harness::{command, folder, shared};

/// The most memory that a build takes, in KB, though it reads all files at once.
const MAX_MEMORY: u64 = 256 << 10;

/// How often a running build is looked at, and how many times before it counts as hanging.
const PAUSE: Duration = Duration::from_millis(2);
const PATIENCE: usize = 60_000;

/// At how many places a real file is cut, unless `ANSWERBOOK_TRUNCATIONS` says so.
const CUTS: usize = 40;

/// Every importer with the name that its files have.
const IMPORTERS: [(&str, &str); 18] = [
    ("csv", "a.csv"),
    ("discord", "a.json"),
    ("discourse", "a.json"),
    ("facebook", "a.json"),
    ("freshdesk", "a.json"),
    ("github", "a.jsonl"),
    ("intercom", "a.json"),
    ("jsonl", "a.jsonl"),
    ("khoros", "a.json"),
    ("markdown", "a.md"),
    ("mbox", "a.mbox"),
    ("reddit", "a.json"),
    ("slack", "C1/2026-01-01.json"),
    ("stackexchange", "Posts.xml"),
    ("telegram", "a.json"),
    ("x", "a.jsonl"),
    ("youtube", "a.json"),
    ("zendesk", "a.json"),
];

/// Real files, one of each format that is kept as its tool wrote it.
const REAL: [(&str, &str, &str); 11] = [
    ("discord", "a.json", "discord/chat-analytics/tests/samples/discord/SV_5A_5M.json"),
    ("discourse", "a.json", "discourse/perceval/discourse_topic_1149.json"),
    ("freshdesk", "a.json", "freshdesk/freshdesk/v2/tests/sample_json_data/ticket_1.json"),
    ("github", "a.jsonl", "github-discussions/vchinnap/discussions.jsonl"),
    (
        "khoros",
        "a.json",
        "khoros/aurora/customer_intent_scraper.pages.techcommunity_microsoft_com.\
         TechcommunityMicrosoftComDiscussionItemPage/test-1/inputs/customer_intent_scraper.\
         pages.techcommunity_microsoft_com.TechcommunityReplies.json",
    ),
    (
        "markdown",
        "a.md",
        "github-discussions/ik_llama/github-data/discussions/\
         140 - Questions about weight_j_.md",
    ),
    ("mbox", "a.mbox", "mbox/pipermail/pipermail_2015_november.mbox"),
    ("slack", "a.zip", "slack/testarchive/tests/testarchive.zip"),
    ("stackexchange", "Posts.xml", "stackexchange/alcohol-meta-2022/Posts.xml"),
    ("telegram", "a.json", "discord/chat-analytics/tests/samples/telegram/DM_2A_7M.json"),
    ("x", "a.jsonl", "x/twarc/test-data/quoted_edit.jsonl"),
];

/// A site with a source for each file, `s0`, `s1` and so on.
struct Sources {
    folder: tempfile::TempDir,
    kind: &'static str,
    settings: String,
    n: usize,
}

impl Sources {
    fn new(kind: &'static str) -> Sources {
        let settings = "title: Bad\nbase_url: https://a.example/\npublish: {resolution: all}\n\
                        sources:\n";
        Sources { folder: folder(), kind, settings: settings.to_owned(), n: 0 }
    }

    fn add(&mut self, name: &str, bytes: &[u8]) {
        let source = format!("s{}", self.n);
        let root = self.folder.path().join(&source);
        let file = root.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
        if let Some((channel, _)) = name.split_once('/') {
            // Without a list nothing of Slack is public.
            let list = format!("[{{\"id\":\"{channel}\",\"name\":\"help\"}}]");
            std::fs::write(root.join("channels.json"), list).expect("a file");
        }
        let kind = self.kind;
        let line = format!("  - {{type: {kind}, path: {source}, name: {source}, consent: terms}}");
        writeln!(self.settings, "{line}").expect("a string takes all");
        self.n += 1;
    }

    /// Builds the site; fails unless the program ended well, in little memory, and all that
    /// it read is counted.
    #[track_caller]
    fn build(&self) -> Ended {
        let root = self.folder.path();
        std::fs::write(root.join("answerbook.yaml"), &self.settings).expect("a file");
        let ended = run(root, &["build", "--json", "--format", "json", "--all"]);
        let told = format!("{}: {}", self.kind, ended.stderr);
        assert!(!ended.stderr.contains("panicked"), "{told}");
        assert!(matches!(ended.code, Some(0..=2)), "{:?} {told}", ended.code);
        assert!(ended.memory < MAX_MEMORY, "{}: {} KB", self.kind, ended.memory);
        assert!(ended.memory > 0 || !cfg!(target_os = "linux"), "nothing was measured");
        let report: Value = serde_json::from_str(&ended.stdout).unwrap_or_default();
        let count = |name: &str| match &report["threads"][name] {
            Value::Object(reasons) => reasons.values().filter_map(Value::as_u64).sum(),
            number => number.as_u64().unwrap_or_else(|| panic!("no {name}, {told}")),
        };
        assert_eq!(count("present"), count("imported") + count("skipped"), "{}", self.kind);
        assert_eq!(count("imported"), count("published") + count("withheld"), "{}", self.kind);
        ended
    }
}

/// What a program left when it ended.
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
    /// The most memory that it had, in KB; 0 where the system does not say.
    memory: u64,
}

impl Ended {
    /// The sources that a problem names, with its reason.
    fn named(&self) -> BTreeSet<usize> {
        let problems = self.stderr.lines().filter_map(|line| serde_json::from_str(line).ok());
        let path = |problem: &Value| {
            assert!(problem["message"].as_str().is_some_and(|text| !text.is_empty()), "{problem}");
            let text = problem.to_string();
            let mut parts = text.split(['"', '`', '/']);
            parts.find_map(|part| part.strip_prefix('s')?.parse().ok())
        };
        problems.filter_map(|problem: Value| path(&problem)).collect()
    }
}

/// Runs the binary, killed when it does not end.
#[track_caller]
fn run(root: &Path, arguments: &[&str]) -> Ended {
    // Into files, so that a full pipe cannot hold it up.
    let (out, err) = (root.join("stdout"), root.join("stderr"));
    let file = |path: &Path| Stdio::from(std::fs::File::create(path).expect("a file"));
    let mut command = command(root, arguments);
    let mut child = command.stdout(file(&out)).stderr(file(&err)).spawn().expect("it starts");
    let mut memory = 0;
    for _ in 0..PATIENCE {
        // It only grows, so the last look before the end counts.
        memory = peak(&child).unwrap_or(memory);
        if let Some(status) = child.try_wait().expect("our own child") {
            let text = |path: &Path| std::fs::read_to_string(path).expect("text");
            let code = status.code();
            return Ended { code, stdout: text(&out), stderr: text(&err), memory };
        }
        std::thread::sleep(PAUSE);
    }
    child.kill().expect("our own child");
    child.wait().expect("our own child");
    panic!("{arguments:?} does not end");
}

/// The most memory that a running process has had.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// All bad files, with their paths.
fn bad_files(shared: &Path) -> Vec<(String, Vec<u8>)> {
    let kinds = ["csv", "json", "text", "xml"];
    let mut files: Vec<(String, Vec<u8>)> = kinds
        .iter()
        .flat_map(|kind| crate::harness::tree(&shared.join("data/bad-input").join(kind)))
        .collect();
    files.sort();
    files
}

/// Tells whether a file holds no record that could be lost: nothing, or empty lists.
fn is_blank(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']'))
}

#[test]
fn every_bad_file_is_named_by_every_importer() {
    let Some(shared) = shared() else { return };
    let files = bad_files(&shared);
    assert!(files.len() > 300, "{} files", files.len());
    for (kind, name) in IMPORTERS {
        let mut sources = Sources::new(kind);
        files.iter().for_each(|(_, bytes)| sources.add(name, bytes));
        let named = sources.build().named();
        // Markdown takes any text, so most are imported.
        let silent = (0..files.len()).filter(|at| !named.contains(at) && kind != "markdown");
        let silent = silent.filter(|at| !is_blank(&files[*at].1)).map(|at| &files[at].0);
        let silent: Vec<&String> = silent.collect();
        assert_eq!(silent, [] as [&String; 0], "{kind}");
    }
}

#[test]
fn real_files_cut_anywhere_do_no_harm() {
    let Some(shared) = shared() else { return };
    let asked = std::env::var("ANSWERBOOK_TRUNCATIONS").ok();
    let n_cuts = asked.map_or(CUTS, |n| n.parse().expect("a number of cuts"));
    for (kind, name, path) in REAL {
        let bytes = std::fs::read(shared.join("data").join(path)).expect("a real file");
        let mut sources = Sources::new(kind);
        let mut state = 1_u64;
        for _ in 0..n_cuts {
            // Knuth's generator: the same places every time.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = (state >> 33) as usize % bytes.len();
            sources.add(name, &bytes[..at]);
        }
        sources.build();
    }
}

#[test]
fn all_importers_are_given_bad_files() {
    let given: BTreeSet<&str> = IMPORTERS.iter().map(|(kind, _)| *kind).collect();
    let all = answerbook::config::SourceType::ALL.iter().map(|kind| kind.name());
    let all: BTreeSet<&str> = all.filter(|name| *name != "auto").collect();
    assert_eq!(given, all);
}
