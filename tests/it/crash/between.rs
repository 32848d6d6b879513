//! What somebody does to the folders between two builds.

use std::fs;
use std::path::Path;

use crate::harness::{NOW, command, folder, run, tree};
use crate::incremental::same_as_clean;
use crate::incremental::script::Script;

use super::Both;

/// A site that was built twice, so that all folders are there.
fn built() -> tempfile::TempDir {
    let site = folder();
    let mut script = Script::new(77, site.path());
    script.write_site();
    run(site.path(), &["build", "--quiet"]);
    edit(site.path(), "first");
    run(site.path(), &["build", "--quiet"]);
    assert!(site.path().join(".answerbook/staging/index.html").is_file());
    site
}

fn edit(site: &Path, word: &str) {
    let text = format!("---\ntitle: Written between builds\n---\nA {word} word.\n");
    fs::write(site.join("answers/between.md"), text).expect("a file");
}

/// Three builds: of the same, and of two edits, which also use what the first one left.
#[track_caller]
fn heals(site: &Path, told: &str) {
    run(site, &["build", "--quiet"]);
    edit(site, "second");
    run(site, &["build", "--quiet"]);
    edit(site, "third");
    same_as_clean(site, NOW, told);
    let found = run(site, &["search", "third", "word"]);
    assert!(found.code == 0 && found.stdout.contains("between"), "{told}: {}", found.stderr);
}

/// What somebody does with a file, and its name.
type OnPath = (&'static str, fn(&Path));

/// What happens to bytes, and its name.
type OnBytes = (&'static str, fn(&mut Vec<u8>));

#[test]
fn published_files_that_were_changed_are_made_again() {
    let all: [OnPath; 5] = [
        ("deleted", |path| fs::remove_file(path).expect("a file")),
        ("changed", |path| fs::write(path, "mine").expect("a file")),
        ("emptied", |path| fs::write(path, "").expect("a file")),
        ("a folder", |path| {
            fs::remove_file(path).expect("a file");
            fs::create_dir(path).expect("a folder");
        }),
        ("a link", |path| {
            let elsewhere = path.with_extension("moved");
            fs::rename(path, &elsewhere).expect("a file");
            #[cfg(unix)]
            std::os::unix::fs::symlink(path.with_file_name("robots.txt"), path).expect("a link");
            fs::remove_file(elsewhere).expect("a file");
        }),
    ];
    for (told, change) in all {
        let site = built();
        for name in ["index.html", "robots.txt", "search/index.bin"] {
            change(&site.path().join("public").join(name));
        }
        heals(site.path(), told);
    }
}

#[test]
fn a_folder_without_its_list_is_nobodys() {
    let site = built();
    let list = site.path().join("public/.answerbook-files");
    fs::remove_file(&list).expect("a file");
    let before = tree(&site.path().join("public"));
    let refused = run(site.path(), &["build", "--format", "short"]).expect(2);
    assert!(refused.stderr.contains("output-foreign"), "{}", refused.stderr);
    fs::create_dir(&list).expect("a folder");
    run(site.path(), &["build", "--quiet"]).expect(2);
    assert_eq!(tree(&site.path().join("public")), before);
    fs::remove_dir_all(site.path().join("public")).expect("a folder");
    heals(site.path(), "without a list");
}

#[test]
fn a_foreign_file_stays_and_stops_the_build() {
    let site = built();
    edit(site.path(), "other");
    let both = Both::of(site.path(), NOW);
    for name in ["mine.txt", "answers/mine.txt", ".hidden"] {
        let path = site.path().join("public").join(name);
        fs::write(&path, "mine").expect("a file");
        let refused = run(site.path(), &["build", "--format", "short"]).expect(2);
        assert!(refused.stderr.contains("output-foreign"), "{}", refused.stderr);
        assert_eq!(fs::read_to_string(&path).expect("it stays"), "mine");
        fs::remove_file(path).expect("a file");
        assert!(!both.expect(site.path(), name));
    }
    heals(site.path(), "a foreign file");
}

#[test]
fn what_may_be_deleted_may_be_anything() {
    let parts = ["", "/cache/state", "/cache/bodies-0", "/index/meta.json", "/staging/answers"];
    for part in parts {
        let site = built();
        let path = site.path().join(format!(".answerbook{part}"));
        match path.is_dir() {
            true => fs::remove_dir_all(&path).expect("a folder"),
            false => fs::remove_file(&path).expect("a file"),
        }
        heals(site.path(), &format!("`{part}` deleted"));
    }
    for part in ["/index", "/staging"] {
        let site = built();
        let path = site.path().join(format!(".answerbook{part}"));
        fs::remove_dir_all(&path).expect("a folder");
        fs::write(&path, "a file").expect("a file");
        heals(site.path(), &format!("`{part}` a file"));
    }
}

#[test]
fn a_work_folder_that_is_a_file_is_told() {
    let site = built();
    edit(site.path(), "other");
    let both = Both::of(site.path(), NOW);
    let work = site.path().join(".answerbook");
    fs::remove_dir_all(&work).expect("a folder");
    fs::write(&work, "a file").expect("a file");
    let refused = run(site.path(), &["build", "--format", "short"]).expect(2);
    assert!(refused.stderr.contains("write-failed"), "{}", refused.stderr);
    assert!(!both.expect(site.path(), "a file"));
    fs::remove_file(work).expect("a file");
    heals(site.path(), "a file");
}

#[test]
fn a_state_of_another_program_is_forgotten() {
    let edits: [OnBytes; 4] = [
        ("another version", |bytes| bytes[17] = b'9'),
        ("another digest", |bytes| bytes[20] ^= 1),
        ("cut short", |bytes| bytes.truncate(bytes.len() / 3)),
        ("something else", |bytes| *bytes = b"#!/bin/sh\n".to_vec()),
    ];
    for (told, change) in edits {
        let site = built();
        let path = site.path().join(".answerbook/cache/state");
        let mut bytes = fs::read(&path).expect("a state");
        change(&mut bytes);
        fs::write(&path, bytes).expect("a file");
        heals(site.path(), told);
    }
}

#[cfg(unix)]
#[test]
fn the_folder_may_be_a_link_and_lie_elsewhere() {
    let site = built();
    let elsewhere = folder();
    let real = elsewhere.path().join("www");
    fs::rename(site.path().join("public"), &real).expect("a folder");
    std::os::unix::fs::symlink(&real, site.path().join("public")).expect("a link");
    heals(site.path(), "a link");
    assert!(fs::symlink_metadata(site.path().join("public")).expect("a link").is_symlink());
    // On Linux the memory's own file system, so that nothing can be linked or renamed across.
    let memory = Path::new("/dev/shm");
    if !memory.is_dir() {
        return super::skipped("no /dev/shm");
    }
    let other = tempfile::tempdir_in(memory).expect("a folder");
    let output = other.path().join("www");
    for word in ["fourth", "fifth", "sixth"] {
        edit(site.path(), word);
        let built = command(site.path(), &["build", "--quiet", "--output"]).arg(&output).output();
        assert!(built.expect("the binary runs").status.code() < Some(2));
        let here = command(site.path(), &["build", "--quiet"]).output().expect("the binary runs");
        assert!(here.status.code() < Some(2));
        let page = |folder: &Path| fs::read(folder.join("answers/written-between-builds.html"));
        assert_eq!(page(&output).expect("a page"), page(&real).expect("a page"));
        assert!(String::from_utf8_lossy(&page(&output).expect("a page")).contains(word));
    }
    // The folder, and beside it the one that the next build writes into.
    assert_eq!(fs::read_dir(other.path()).expect("a folder").count(), 2, "something is left");
}

#[test]
fn of_two_builds_at_once_one_is_refused_or_both_follow_each_other() {
    let site = built();
    for round in 0..4 {
        edit(site.path(), &format!("round{round}"));
        let spawn = || {
            let mut command = command(site.path(), &["build", "--format", "short"]);
            command.stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::null());
            command.spawn().expect("the binary runs")
        };
        let both = [spawn(), spawn()];
        let ends = both.map(|child| child.wait_with_output().expect("our child"));
        let refused = ends.iter().filter(|end| end.status.code() == Some(2));
        let told: Vec<_> = refused.map(|end| String::from_utf8_lossy(&end.stderr)).collect();
        assert!(told.len() < 2, "{told:?}");
        assert!(told.iter().all(|told| told.contains("build-running")), "{told:?}");
        same_as_clean(site.path(), NOW, "two at once");
    }
    let lock = fs::File::open(site.path().join(".answerbook/lock")).expect("a lock");
    lock.try_lock().expect("nobody builds");
    edit(site.path(), "late");
    let both = Both::of(site.path(), NOW);
    let refused = run(site.path(), &["build", "--format", "short"]).expect(2);
    assert!(refused.stderr.contains("build-running"), "{}", refused.stderr);
    assert!(!both.expect(site.path(), "refused"));
    drop(lock);
    heals(site.path(), "after a refusal");
}

#[test]
fn clocks_go_back_and_forth() {
    let site = folder();
    let mut script = Script::new(5, site.path());
    script.write_site();
    let text = "---\ntitle: Winter hours\nexpires: 2026-06-01\n---\nClosed on Sundays.\n";
    script.put("answers/winter.md", text);
    let day = 86_400;
    for offset in [0, day, -day, day - 1, 0, 1, -1, 400 * day, -400 * day, 0] {
        script.day.0 = NOW.0 + offset;
        same_as_clean(site.path(), script.day, &format!("{offset} s"));
        same_as_clean(site.path(), script.day, &format!("{offset} s, again"));
    }
}

/// Runs a command, which must end by itself.
#[cfg(unix)]
#[track_caller]
fn ends(site: &Path, arguments: &[&str], told: &str) -> Option<i32> {
    use std::process::Stdio;
    let mut command = command(site, arguments);
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = child.expect("the binary runs");
    for _ in 0..3000 {
        if let Some(status) = child.try_wait().expect("our child") {
            return status.code();
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let _ = child.kill();
    panic!("{told}: `{arguments:?}` waits");
}

/// Where pipes are put: in the place of one file of each kind, and where a file may come to lie.
#[cfg(unix)]
fn places_of_pipes(site: &Path) -> Vec<String> {
    let mut places: Vec<String> = tree(site).into_keys().collect();
    // One of each kind in each folder: of pages, of their twins, of copies.
    let kind = |path: &String| {
        let path = Path::new(path);
        let folder = path.parent().unwrap_or(path).to_string_lossy();
        let folder = folder.replace(|c: char| c.is_ascii_hexdigit(), "");
        // Names without an ending are few, and each is one of its own.
        let ending = path.extension().or(path.file_name()).map(std::ffi::OsStr::to_owned);
        (folder, ending)
    };
    // What the test itself writes, it would wait for.
    let is_dull = |path: &String| {
        path == "answers/between.md" || path.contains("/staging/") || path.contains("/assets/")
    };
    places.retain(|path| !is_dull(path));
    places.sort_by_key(kind);
    places.dedup_by_key(|path| kind(path));
    places.extend(
        [
            "privacy.yaml",
            "decisions.yaml",
            ".addresses.txt.new",
            ".answerbook/cache/state.new",
            ".answerbook/index/learned.json",
            "public/.answerbook-files.new",
            "static/logo.svg",
            "strings/en.ftl",
            "templates/base.html",
            "themes/own/theme.yaml",
        ]
        .map(str::to_owned),
    );
    places
}

/// Whatever is read or written may be a pipe, which would be waited for without end.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let site = built();
    run(site.path(), &["import", "Forum", "--to", "edited", "--quiet"]);
    for place in &places_of_pipes(site.path()) {
        let path = site.path().join(place);
        let before = fs::read(&path).ok();
        let _ = fs::remove_file(&path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("it runs").success());
        edit(site.path(), place);
        for arguments in [
            &["build", "--quiet"][..],
            &["search", "word"],
            &["check"],
            &["threads"],
            &["import", "Forum", "--to", "edited", "--quiet"],
            &["duplicates", "--write", "--least", "0"],
        ] {
            ends(site.path(), arguments, place);
        }
        let _ = fs::remove_file(&path);
        if let Some(bytes) = before {
            fs::write(&path, bytes).expect("a file");
        }
    }
    fs::remove_dir_all(site.path().join("public")).expect("a folder");
    let _ = fs::remove_dir_all(site.path().join("edited"));
    heals(site.path(), "after all pipes");
}

#[cfg(unix)]
#[test]
fn a_socket_or_a_device_in_the_place_of_a_file_is_no_file() {
    let site = built();
    for name in ["privacy.yaml", "decisions.yaml", "answers/more.md"] {
        let path = site.path().join(name);
        let _ = fs::remove_file(&path);
        let listener = std::os::unix::net::UnixListener::bind(&path).expect("a socket");
        ends(site.path(), &["build", "--quiet"], name);
        drop(listener);
        fs::remove_file(&path).expect("a socket");
        std::os::unix::fs::symlink("/dev/zero", &path).expect("a link");
        ends(site.path(), &["build", "--quiet"], name);
        fs::remove_file(&path).expect("a link");
    }
    heals(site.path(), "after sockets and devices");
}
