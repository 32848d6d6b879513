//! Disks that are full, and folders that may not be written.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::harness::{NOW, folder, program, run};
use crate::incremental::script::Script;
use crate::incremental::{build_on, same_as_clean};

use super::{Both, skipped};

/// A site in a folder, built once, with an edit to come.
fn edited(site: &Path, seed: u64) {
    let mut script = Script::new(seed, site);
    script.write_site();
    for _ in 0..2 {
        script.add_answer();
        run(site, &["build", "--quiet"]);
    }
    script.add_topic();
    script.add_answer();
}

/// What failed says so and leaves the old site; what did not has published the new one.
#[track_caller]
fn old_or_new(site: &Path, both: &Both, command: &mut Command, told: &str) -> bool {
    let output = command.output().expect("a shell");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let is_new = both.expect(site, told);
    match output.status.code() {
        Some(2) => {
            assert!(stderr.contains("write-failed"), "{told}: {stderr}");
            assert!(!is_new, "{told}: it says that it failed, and did not: {stderr}");
            false
        }
        Some(0 | 1) => true,
        other => panic!("{told}: {other:?} {stderr}"),
    }
}

/// Files that cannot grow past a size behave as those of a full disk do.
#[test]
fn files_that_cannot_grow_leave_the_old_site() {
    let mut n_failed = 0;
    for blocks in [0, 2, 4, 8, 16, 32, 64] {
        let site = folder();
        edited(site.path(), 40 + blocks);
        let both = Both::of(site.path(), NOW);
        let told = format!("{blocks} blocks");
        let build = build_on(site.path(), NOW);
        let mut command = Command::new("sh");
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        command.current_dir(site.path()).args(["-c", &limited, "sh"]).arg(build.get_program());
        command.args(build.get_args()).env("SOURCE_DATE_EPOCH", NOW.0.to_string());
        for again in ["once", "twice"] {
            let told = format!("{told}, {again}");
            n_failed += usize::from(!old_or_new(site.path(), &both, &mut command, &told));
        }
        same_as_clean(site.path(), NOW, &told);
    }
    assert!(n_failed > 2, "the limit does nothing: {n_failed}");
}

/// A small file system of its own, as long as it lives.
struct Small(tempfile::TempDir);

impl Small {
    fn mount() -> Option<Small> {
        let folder = folder();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"])
            .arg(folder.path())
            .output();
        mount.is_ok_and(|mount| mount.status.success()).then_some(Small(folder))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let Some(small) = Small::mount() else {
        return skipped("no file system can be mounted here");
    };
    let site = small.0.path().join("site");
    edited(&site, 3);
    let ballast = small.0.path().join("ballast");
    let mut n_failed = 0;
    for (round, room) in [0, 4, 8, 12, 16, 32, 64, 128, 256].into_iter().enumerate() {
        let text = format!("---\ntitle: Round {round}\n---\nA word of round {round}.\n");
        fs::write(site.join(format!("answers/round-{round}.md")), text).expect("room");
        let both = Both::of(&site, NOW);
        let told = format!("{room} KB are left");
        fill(&ballast, room * 1024);
        n_failed += usize::from(!old_or_new(&site, &both, &mut build_on(&site, NOW), &told));
        fs::remove_file(&ballast).expect("a file");
        same_as_clean(&site, NOW, &told);
    }
    assert!(n_failed > 2, "the disk was never full: {n_failed}");
}

/// Fills a file system up to some bytes.
fn fill(path: &Path, room: u64) {
    let mut n_bytes = 0;
    for block in [1 << 16, 1 << 12] {
        loop {
            let mut bytes = fs::read(path).unwrap_or_default();
            bytes.resize(bytes.len() + block, 1);
            if fs::write(path, &bytes).is_err() {
                break;
            }
            n_bytes = bytes.len() as u64;
        }
        let file = fs::OpenOptions::new().write(true).open(path).expect("a file");
        file.set_len(n_bytes).expect("a shorter file");
    }
    let file = fs::OpenOptions::new().write(true).open(path).expect("a file");
    file.set_len(n_bytes.saturating_sub(room)).expect("a shorter file");
}

/// Somebody else than root, who may write whatever modes say: the user of a build, or the
/// prefix of a command that makes one.
fn mortal(site: &Path) -> Option<Vec<&'static str>> {
    let probe = folder();
    fs::set_permissions(probe.path(), fs::Permissions::from_mode(0o555)).expect("a mode");
    if fs::write(probe.path().join("x"), "").is_err() {
        return Some(Vec::new());
    }
    let prefix = vec!["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let owned = Command::new("chown").args(["-R", "65534:65534"]).arg(site).output();
    let mut test = Command::new(prefix[0]);
    test.args(&prefix[1..]).args(["test", "-x"]).arg(program());
    test.current_dir(site);
    (owned.is_ok_and(|done| done.status.success())
        && test.output().is_ok_and(|test| test.status.success()))
    .then_some(prefix)
}

#[test]
fn folders_that_may_not_be_written_leave_the_old_site() {
    for (part, mode) in [
        ("public", 0o555),
        ("public/answers", 0o555),
        ("public/answers", 0o000),
        (".answerbook", 0o555),
        (".answerbook/cache", 0o555),
        (".answerbook/index", 0o555),
        (".answerbook/staging", 0o555),
        (".answerbook/staging/answers", 0o555),
    ] {
        let site = folder();
        edited(site.path(), 9);
        let both = Both::of(site.path(), NOW);
        let Some(prefix) = mortal(site.path()) else {
            return skipped("root may write everywhere, and nobody else can be asked");
        };
        let path = site.path().join(part);
        let told = format!("{part} {mode:o}");
        let set = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode));
        set(mode).expect("a mode");
        let build = build_on(site.path(), NOW);
        let program = build.get_program().to_str().expect("a path");
        let words: Vec<&str> = prefix.iter().copied().chain([program]).collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(build.get_args()).current_dir(site.path());
        command.env("SOURCE_DATE_EPOCH", NOW.0.to_string());
        let output = command.output().expect("it runs");
        // The folder may have been exchanged for the one in the staging folder.
        for folder in
            [path.clone(), path.to_string_lossy().replace("public", ".answerbook/staging").into()]
        {
            let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o755));
        }
        let is_new = both.expect(site.path(), &told);
        let stderr = String::from_utf8_lossy(&output.stderr);
        if output.status.code() == Some(2) {
            assert!(stderr.contains("write-failed") && !is_new, "{told}: {stderr}");
        } else {
            assert!(is_new, "{told}: {stderr}");
        }
        let again = command.output().expect("it runs");
        let stderr = String::from_utf8_lossy(&again.stderr);
        assert!(again.status.code() < Some(2), "{told}: {stderr}");
        assert!(both.new.is_none() || both.expect(site.path(), &told), "{told}");
        same_as_clean(site.path(), NOW, &told);
    }
}
