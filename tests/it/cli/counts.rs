//! Commands count the same things, and say what.

use crate::harness::{Site, folder, run};

#[test]
fn build_check_and_threads_count_alike() {
    let site = folder();
    let draft = "---\ntitle: Soon\ndraft: true\n---\nx\n";
    let record = "{\"id\": 1, \"title\": \"Why?\"}\n{\"id\": 2}\n";
    Site::new("== answers/a.md\n# Hub\n\nHold it.\n")
        .with("answers/b.md", draft)
        .with("data/a.jsonl", record)
        .setting("  - {type: jsonl, path: data, name: Care}\nredirects: {/faq/: /answers/hub.html}")
        .write(site.path());
    let built = run(site.path(), &["build"]).expect(1).stderr;
    assert!(built.contains("1 of 4 threads published, 1 answer "), "{built}");
    assert!(built.contains("1 not imported: invalid 1\n2 withheld: draft 1, "), "{built}");
    let threads = run(site.path(), &["threads"]).expect(0).stderr;
    let said = "3 shown of 4 threads: 1 published, 2 withheld; 1 not imported: invalid 1";
    assert!(threads.contains(said), "{threads}");
    let pages = run(site.path(), &["build", "--json"]).json()["pages"].clone();
    let checked = run(site.path(), &["check"]).expect(0).stderr;
    assert!(checked.contains(&format!("checked {pages} pages and 1 that lead on: ")), "{checked}");
    let checked = run(site.path(), &["check", "--json"]).expect(0).json();
    assert_eq!((&checked["pages"], &checked["leading_on"]), (&pages, &serde_json::json!(1)));
}
