//! The recipes of the documentation for platforms without an importer, tried on small exports of
//! each: `tests/recipes`.

use std::path::Path;
use std::process::Command;

use crate::harness::{Site, folder, run, tree};

const PLATFORMS: [&str; 8] = [
    "askbot",
    "kitsune",
    "matrix",
    "mattermost",
    "phpbb",
    "question2answer",
    "rocketchat",
    "zulip",
];

fn samples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recipes"))
}

fn expected(platform: &str) -> String {
    let path = samples().join(platform).join("expected.jsonl");
    std::fs::read_to_string(path).expect("a sample")
}

#[test]
fn every_recipe_makes_what_is_expected() {
    let has_python = Command::new("python3")
        .args(["-c", "import sys; sys.exit(sys.version_info < (3, 11))"])
        .status()
        .is_ok_and(|status| status.success());
    if !has_python {
        assert!(std::env::var_os("CI").is_none(), "the recipes need Python 3.11");
        eprintln!("skipped: the recipes need Python 3.11");
        return;
    }
    // It stops where private text of a sample is printed.
    let tried = Command::new("python3").arg("-B").arg(samples().join("try.py")).output();
    let tried = tried.expect("python starts");
    let said = String::from_utf8_lossy(&tried.stdout) + String::from_utf8_lossy(&tried.stderr);
    assert!(tried.status.success(), "{said}");
    assert_eq!(said.lines().count(), PLATFORMS.len(), "{said}");
}

#[test]
fn what_they_make_is_a_source() {
    let mut settings = "title: Lamps\nlanguages: [en, uk, ru, sl]\nsources:\n".to_owned();
    let mut site = Site::new("");
    for platform in PLATFORMS {
        let source = format!("type: jsonl, path: {platform}.jsonl, consent: public");
        settings.push_str(&format!("  - {{{source}, name: {platform}}}\n"));
        site = site.with(&format!("{platform}.jsonl"), expected(platform));
    }
    let folder = folder();
    site.with("answerbook.yaml", settings).write(folder.path());
    let built = run(folder.path(), &["build", "--json"]).expect(0);
    let counts = built.json();
    let n_records: usize = PLATFORMS.iter().map(|name| expected(name).lines().count()).sum();
    assert_eq!(counts["threads"]["imported"], n_records, "{}", built.stderr);
    let listed = run(folder.path(), &["threads", "--published", "--json"]).expect(0).json();
    let threads = listed["threads"].as_array().expect("a list");
    for platform in PLATFORMS {
        let is_solved = |thread: &&serde_json::Value| {
            thread["source"] == platform && thread["grade"] == "accepted"
        };
        assert!(threads.iter().any(|thread| is_solved(&thread)), "{platform}: {listed}");
    }
    for (path, bytes) in tree(&folder.path().join("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("CANARY"), "{path}");
    }
}
