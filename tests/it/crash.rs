//! Builds that are killed, that cannot write, that find something else in their folders,
//! and readers who look on: what is published is the old site or the new one.

mod between;
mod failures;
mod kills;
#[cfg(target_os = "linux")]
mod power;
mod readers;

use std::collections::BTreeMap;
use std::path::Path;

use answerbook::model::Timestamp;

use crate::harness::tree;
use crate::incremental::{clean, published};

/// The files of a folder.
type Tree = BTreeMap<String, Vec<u8>>;

/// The site before a build, and after it.
struct Both {
    old: Tree,
    /// Without what is kept of the old one; `None` when the build must fail.
    new: Option<Tree>,
}

impl Both {
    fn of(site: &Path, day: Timestamp) -> Both {
        Both { old: tree(&site.join("public")), new: clean(site, day).files }
    }

    /// Fails unless the published folder is, byte for byte, one of the two; tells whether
    /// it is the new one.
    #[track_caller]
    fn expect(&self, site: &Path, told: &str) -> bool {
        let now = tree(&site.join("public"));
        if now == self.old {
            return false;
        }
        let other: Vec<&String> = now
            .iter()
            .filter(|(path, bytes)| self.old.get(*path) != Some(bytes))
            .map(|f| f.0)
            .collect();
        let Some(new) = &self.new else { panic!("{told}: neither old nor new: {other:?}") };
        let own = published(site);
        let wrong: Vec<&String> = own
            .iter()
            .filter(|(path, bytes)| new.get(*path) != Some(bytes))
            .map(|(path, _)| path)
            .chain(new.keys().filter(|path| !own.contains_key(*path)))
            .collect();
        assert_eq!(wrong, [] as [&String; 0], "{told}: neither old nor new");
        // The rest is the list, and what open pages may still ask for.
        for (path, bytes) in now.iter().filter(|(path, _)| !own.contains_key(*path)) {
            let is_kept = self.old.get(path) == Some(bytes);
            assert!(path == ".answerbook-files" || is_kept, "{told}: {path} is of neither");
        }
        true
    }
}

/// Somebody edits the first thread that was imported.
fn by_hand(threads: &Path) {
    let is_thread = |path: &String| path.ends_with(".md") && !path.starts_with('.');
    if let Some(path) = tree(threads).into_keys().find(is_thread) {
        let text = std::fs::read_to_string(threads.join(&path)).expect("a thread");
        let text = format!("{text}\nAnd a word of mine.\n");
        std::fs::write(threads.join(&path), text).expect("a thread");
    }
}

/// The files that people keep: nothing of the cache, nothing that is half written.
fn lasting(tree: &Tree) -> Tree {
    let is_kept = |path: &&String| {
        !path.split('/').any(|part| matches!(part, ".answerbook" | "public"))
            && !path.contains("/.answerbook-new-")
            && !path.ends_with(".new")
            && !path.ends_with("/files-begun")
            && !path.ends_with("/lock")
    };
    let files = tree.iter().filter(|(path, _)| is_kept(path));
    files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

#[track_caller]
fn assert_same(now: &Tree, expected: &Tree, told: &str) {
    let differs = |path: &&String| now.get(*path) != expected.get(*path);
    let mut paths: Vec<&String> = now.keys().chain(expected.keys()).filter(differs).collect();
    paths.dedup();
    assert_eq!(paths, [] as [&String; 0], "{told}");
}

/// A number that an environment variable may replace.
fn n_of(variable: &str, default: usize) -> usize {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

/// Says why a test does nothing on this machine.
#[cfg(unix)]
fn skipped(why: &str) {
    told(&format!("skipped: {why}"));
}

/// Prints what a test found, for those who run it with other numbers.
#[expect(clippy::print_stderr, reason = "a skipped test says so, and a long one counts")]
fn told(what: &str) {
    eprintln!("{what}");
}
