//! The ledger on disk, through the real binary.

use std::fs;
use std::path::Path;

use crate::harness::{Site, folder, run, tree};

const ANSWER: &str = "== answers/a.md\n---\nslug: one\n---\nSo.\n";

fn ledger(site: &Path) -> String {
    fs::read_to_string(site.join("addresses.txt")).expect("a ledger")
}

#[test]
fn a_published_build_writes_the_ledger_and_another_one_leaves_it() {
    let site = folder();
    Site::new(ANSWER).write(site.path());
    run(site.path(), &["build"]).expect(0);
    let text = ledger(site.path());
    assert!(text.contains("\n/answers/one.html thread:handbook:a\n"), "{text}");
    let changed = || fs::metadata(site.path().join("addresses.txt")).and_then(|m| m.modified());
    let before = changed().expect("a time");
    run(site.path(), &["build"]).expect(0);
    assert_eq!(changed().expect("a time"), before);
    let left: Vec<String> = tree(site.path()).into_keys().filter(|p| p.contains(".new")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_lost_address_leaves_the_site_and_the_ledger_as_they_were() {
    let site = folder();
    Site::new(ANSWER).write(site.path());
    run(site.path(), &["build"]).expect(0);
    let before = (ledger(site.path()), tree(&site.path().join("public")));
    fs::remove_file(site.path().join("answers/a.md")).expect("it is there");
    fs::write(site.path().join("answers/b.md"), "Other.\n").expect("a file");
    let said = run(site.path(), &["build"]).expect(1).stderr;
    assert!(said.contains("`/answers/one.html` would be lost"), "{said}");
    assert_eq!((ledger(site.path()), tree(&site.path().join("public"))), before);
    run(site.path(), &["build", "--gone"]).expect(0);
    assert!(ledger(site.path()).contains("/answers/one.html thread:handbook:a gone\n"));
    run(site.path(), &["build"]).expect(0);
}

#[test]
fn a_locked_build_publishes_only_what_is_remembered() {
    let site = folder();
    Site::new(ANSWER).write(site.path());
    let said = run(site.path(), &["build", "--locked"]).expect(1).stderr;
    assert!(said.contains("[ledger-outdated]") && said.contains("pages are not in it"), "{said}");
    assert!(!site.path().join("public").exists() && !site.path().join("addresses.txt").exists());
    run(site.path(), &["build"]).expect(0);
    run(site.path(), &["build", "--locked"]).expect(0);
    run(site.path(), &["build", "--locked", "--gone"]).expect(2);
}

#[test]
fn marks_of_a_merge_are_named_and_a_union_of_both_sides_is_read() {
    let site = folder();
    Site::new(ANSWER).write(site.path());
    run(site.path(), &["build"]).expect(0);
    let text = ledger(site.path());
    let line = "/answers/one.html thread:handbook:a\n";
    let path = site.path().join("addresses.txt");
    let conflict =
        format!("<<<<<<< ours\n{line}=======\n/answers/x.html thread:handbook:a\n>>>>>>>\n");
    fs::write(&path, text.replace(line, &conflict)).expect("a file");
    let said = run(site.path(), &["build", "--format", "short"]).expect(1).stderr;
    assert!(said.starts_with("addresses.txt:"), "{said}");
    assert!(said.contains("error[ledger-damaged]: `addresses.txt` holds marks of a merge"));
    // As `merge=union` leaves it: both sides, in any order, some lines twice.
    fs::write(&path, format!("{text}{line}/answers/0.html thread:handbook:a\n")).expect("a file");
    run(site.path(), &["build"]).expect(0);
    let merged = ledger(site.path());
    assert_eq!(merged.matches(line).count(), 1);
    assert!(merged.contains("\n/answers/0.html thread:handbook:a\n/answers/one.html "), "{merged}");
}

#[cfg(unix)]
#[test]
fn a_ledger_that_cannot_be_written_is_said() {
    let site = folder();
    Site::new(ANSWER).write(site.path());
    fs::create_dir(site.path().join(".addresses.txt.new")).expect("a folder in its way");
    let said = run(site.path(), &["build"]).expect(2).stderr;
    assert!(said.contains("its new addresses are not remembered"), "{said}");
    assert!(site.path().join("public/answers/one.html").exists());
}
