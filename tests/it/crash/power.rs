//! The power fails: what stands then is the old site or the new one, and the next build is right.
//!
//! Runs of the program are recorded call by call (`recording`), and done again on a disk that
//! keeps only what was waited for (`disk`). After each change the power may fail.

mod disk;
mod recording;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{command, folder, tree};
use crate::incremental::script::Script;
use crate::incremental::{build_on, same_as_clean};

use super::{Tree, assert_same, by_hand, lasting, n_of, skipped};

use disk::{Disk, Rest};

/// About how many changes one story makes.
const CHANGES: usize = 1000;

/// After how many of the failures that are looked at the next run is tried, too.
const TRIED: usize = 4;

/// `ANSWERBOOK_FAILURES` names another number of failures.
#[test]
fn a_power_failure_leaves_the_old_site_or_the_new_one() {
    if !recording::is_possible() {
        return skipped("strace is not there, or may not watch programs here");
    }
    let wanted = n_of("ANSWERBOOK_FAILURES", 60);
    let mut told = BTreeMap::new();
    let mut n_failures = 0;
    for seed in 1.. {
        let mut story = Story::new(seed, (CHANGES / wanted).max(1));
        story.tell();
        n_failures += story.n_failures;
        for (what, n) in story.told {
            *told.entry(what).or_insert(0) += n;
        }
        if n_failures >= wanted {
            break;
        }
    }
    super::told(&format!("{n_failures} failures, after {told:?}"));
}

/// A site that is made, built, imported into and changed, while its disk is looked at.
struct Story {
    top: tempfile::TempDir,
    seed: u64,
    disk: Disk,
    /// Of so many changes one is followed by a failure.
    every: usize,
    n_changes: usize,
    n_failures: usize,
    told: BTreeMap<String, usize>,
}

impl Story {
    fn new(seed: u64, every: usize) -> Story {
        let (n_changes, n_failures, told) = Default::default();
        let top = tempfile::tempdir().expect("a folder");
        Story { top, seed, disk: Disk::new(), every, n_changes, n_failures, told }
    }

    fn tell(&mut self) {
        let top = self.top.path().canonicalize().expect("a folder");
        let site = top.join("site");
        fs::create_dir(&site).expect("a folder");
        self.run(&command(&top, &["init", "fresh", "--quiet"]), &top);
        let mut script = Script::new(900 + self.seed, &site);
        script.write_site();
        self.run(&build_on(&site, script.day), &site);
        for _ in 0..3 {
            // Nothing that stops the build, which would write nothing.
            script.add_answer();
            script.add_topic();
            script.rewrite_dump();
            let _ = fs::remove_file(script.any("answers").expect("an answer"));
            self.run(&build_on(&site, script.day), &site);
        }
        for form in ["markdown", "jsonl"] {
            let import = ["import", "Forum", "--quiet", "--to", form, "--form", form];
            self.run(&command(&site, &import), &site);
            script.add_topic();
            by_hand(&site.join(form));
            let _ = fs::remove_file(script.any("topics").expect("a topic"));
            self.run(&command(&site, &import), &site);
        }
        self.run(&command(&site, &["duplicates", "--write", "--least", "0", "--quiet"]), &site);
        script.put("privacy.yaml", "people:\n  - name: ivan\n");
        self.run(&build_on(&site, script.day), &site);
        let again = ["import", "Forum", "--quiet", "--to", "markdown", "--form", "markdown"];
        self.run(&command(&site, &again), &site);
        self.run(&command(&site, &["theme", "eject", "templates/question.html", "--quiet"]), &site);
    }

    /// Runs a command, and looks at the disk of a power failure after each of its changes.
    fn run(&mut self, command: &Command, folder: &Path) {
        let top = self.top.path().canonicalize().expect("a folder");
        let command = &waiting(command, folder);
        self.disk.adopt(&tree(&top));
        let before = tree(&top);
        let (log, code) = recording::record(command, &top);
        let after = tree(&top);
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        let words = format!("{} ({})", words.join(" "), code.unwrap_or(-1));
        let step = Step { command, folder, code, top: &top, before: &before, after: &after };
        let (every, n_changes, n_failures) =
            (self.every, &mut self.n_changes, &mut self.n_failures);
        let n_before = *n_failures;
        recording::replay(&log, (folder, &top), &mut self.disk, &mut |disk| {
            *n_changes += 1;
            if n_changes.is_multiple_of(every) {
                *n_failures += 1;
                step.fails(disk, *n_failures, &words);
            }
        });
        let replayed = self.disk.tree("").expect("the root");
        // Threads of the index remove its files while the process ends; the cache may be torn.
        assert_same(&lasting(&replayed), &lasting(&after), "the recording is not what was done");
        // What a command says is done, is done.
        for rest in [Rest::Lost, Rest::Names, Rest::Zeros, Rest::Any(self.seed)] {
            let kept = self.disk.after_failure(rest).tree("").expect("the root");
            assert_same(
                &lasting(&kept),
                &lasting(&after),
                &format!("{words}: at the end {rest:?}"),
            );
        }
        *self.told.entry(words).or_default() += self.n_failures - n_before;
    }
}

/// The same command in some folder, and waiting for the disk, which other tests do not.
fn waiting(command: &Command, folder: &Path) -> Command {
    let mut same = Command::new(command.get_program());
    same.args(command.get_args().filter(|word| *word != "--no-sync")).current_dir(folder);
    for (name, value) in command.get_envs() {
        value.map(|value| same.env(name, value));
    }
    same
}

/// One run, the files before it and after it.
struct Step<'a> {
    command: &'a Command,
    folder: &'a Path,
    code: Option<i32>,
    top: &'a Path,
    before: &'a Tree,
    after: &'a Tree,
}

impl Step<'_> {
    /// The power fails, in several ways.
    fn fails(&self, disk: &Disk, number: usize, words: &str) {
        let any = Rest::Any(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(number as u64 + 1));
        let all = [Rest::Lost, Rest::Names, Rest::Zeros, any];
        for (at, rest) in all.into_iter().enumerate() {
            let told = format!("{words}: failure {number}, {rest:?}");
            let left = disk.after_failure(rest).tree("").expect("the root");
            self.expect_old_or_new(&left, &told);
            if number.is_multiple_of(TRIED) && at == number / TRIED % all.len() {
                self.expect_next_right(&left, &told);
            }
        }
    }

    /// Each published folder is of one run; each file of its own is one of two.
    fn expect_old_or_new(&self, left: &Tree, told: &str) {
        let published = |tree: &Tree| below(tree, "site/public/");
        let (now, old, new) = (published(left), published(self.before), published(self.after));
        if now != old {
            assert_same(&now, &new, told);
        }
        for (path, bytes) in &lasting(left) {
            let of = |tree: &Tree| tree.get(path) == Some(bytes);
            assert!(of(self.before) || of(self.after), "{told}: {path} is neither old nor new");
        }
        for path in lasting(self.before).keys().filter(|path| !left.contains_key(*path)) {
            assert!(!self.after.contains_key(path), "{told}: {path} is lost");
        }
        // What was written last time is never newer than the thread that it is the base of.
        for (path, bytes) in left.iter().filter(|(path, _)| path.contains("/base/")) {
            let thread = path.replace(".answerbook-import/base/", "");
            let is_new = self.before.get(path) != Some(bytes);
            assert!(
                !is_new || left.get(&thread) == self.after.get(&thread),
                "{told}: the base of {thread} is ahead"
            );
        }
    }

    /// The same command comes to the same end, and a build publishes the right bytes.
    fn expect_next_right(&self, left: &Tree, told: &str) {
        let again = folder();
        for (path, bytes) in left {
            let path = again.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        let place = again.path().join(self.folder.strip_prefix(self.top).expect("it is below"));
        let output = waiting(self.command, &place).output().expect("the binary runs");
        // What is there already is not made again.
        let is_refused = self.command.get_args().next().is_some_and(|word| word == "init");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == self.code || is_refused, "{told}: {stderr}");
        assert_same(&lasting(&tree(again.path())), &lasting(self.after), told);
        let day = self.command.get_envs().find(|(name, _)| *name == "SOURCE_DATE_EPOCH");
        let day = day.and_then(|(_, day)| day?.to_str()?.parse().ok()).expect("a day");
        if left.contains_key("site/answerbook.yaml") {
            same_as_clean(&again.path().join("site"), answerbook::model::Timestamp(day), told);
        }
    }
}

/// The files below a folder.
fn below(tree: &Tree, folder: &str) -> Tree {
    let files = tree.iter().filter(|(path, _)| path.starts_with(folder));
    files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}
