//! What a build says of itself: erasures, and a folder that is no site.

use crate::harness::{Site, folder, run};

#[test]
fn a_build_says_that_erasures_were_done_and_names_nobody() {
    let site = folder();
    Site::new("== answers/a.md\n---\ntitle: A\nauthor: Jo Zeman\n---\nSo.\n")
        .with("privacy.yaml", "people:\n  - name: Jo Zeman\n  - name: Jo Zeeman\n")
        .write(site.path());
    let built = run(site.path(), &["build"]).expect(0).stderr;
    assert!(built.contains("\ntaken out by privacy.yaml: 1 of 2 people\n"), "{built}");
    assert!(!built.contains("Zeman") && !built.contains("Zeeman"), "{built}");
    // A build that has nothing to do says so, too.
    let built = run(site.path(), &["build", "--json"]).expect(0).json();
    assert_eq!(built["privacy"]["people"], serde_json::json!({"listed": 2, "found": 1}));
    assert_eq!(built["privacy"]["threads"], serde_json::json!({"listed": 0, "found": 0}));
}

#[test]
fn a_folder_that_is_no_site_is_named() {
    let top = folder();
    std::fs::create_dir(top.path().join("empty")).expect("a folder");
    let told = |site: &str| run(top.path(), &["build", site]).expect(2).stderr;
    assert!(told("nowhere").contains("there is no folder `nowhere`"), "{}", told("nowhere"));
    let empty = told("empty");
    assert!(empty.contains("there is no `answerbook.yaml` in `empty`"), "{empty}");
    assert!(empty.contains("`answerbook init empty`"), "{empty}");
    assert!(told(".").contains("there is no `answerbook.yaml` in this folder"));
}
