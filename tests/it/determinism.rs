//! The same input gives the same bytes, wherever and however it is built.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::command;
use crate::harness::folder;
use crate::harness::manifest;
use crate::harness::tree;

/// Copies the example site; `backwards` writes its files in the opposite order.
fn copy(to: &Path, backwards: bool) {
    let mut files: Vec<(String, Vec<u8>)> = tree(&manifest().join("example-site"))
        .into_iter()
        .filter(|(path, _)| !path.starts_with("public/") && !path.starts_with(".answerbook/"))
        .collect();
    if backwards {
        files.reverse();
    }
    for (path, bytes) in files {
        let path = to.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
}

fn build(site: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut command = command(site, &["build", "--quiet"]);
    command.envs(environment.iter().copied());
    let output = command.output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&site.join("public"))
}

#[track_caller]
fn same(one: &BTreeMap<String, Vec<u8>>, two: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let other: Vec<&String> =
        one.iter().filter(|(path, bytes)| two[*path] != **bytes).map(|(path, _)| path).collect();
    assert_eq!(other, [] as [&String; 0]);
}

#[test]
fn two_builds_give_the_same_bytes_whatever_the_machine_is_set_to() {
    let (here, there) = (folder(), folder());
    copy(here.path(), false);
    copy(&there.path().join("another/place"), true);
    let one = build(
        here.path(),
        &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "uk_UA.UTF-8"), ("RAYON_NUM_THREADS", "1")],
    );
    let two = build(
        &there.path().join("another/place"),
        &[("TZ", "America/St_Johns"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "4")],
    );
    assert!(one.len() > 150, "{}", one.len());
    same(&one, &two);
}

#[test]
fn a_build_over_the_last_one_gives_the_same_bytes() {
    let here = folder();
    copy(here.path(), false);
    let one = build(here.path(), &[]);
    let two = build(here.path(), &[]);
    same(&one, &two);
}

#[test]
fn only_what_depends_on_the_day_changes_with_it() {
    let here = folder();
    copy(here.path(), false);
    let one = build(here.path(), &[("SOURCE_DATE_EPOCH", "1780272000")]);
    let later = build(here.path(), &[("SOURCE_DATE_EPOCH", "1780531200")]);
    same(&one, &later);
    // Before the day on which an answer of the example expires.
    let before = build(here.path(), &[("SOURCE_DATE_EPOCH", "1764547200")]);
    let changed: Vec<&str> = one
        .iter()
        .filter(|(path, bytes)| before[*path] != **bytes && !path.starts_with('.'))
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(changed.contains(&"answers/winter-delivery-2025.html"), "{changed:?}");
    assert!(!changed.contains(&"answers/reset-hub.html"), "{changed:?}");
}
