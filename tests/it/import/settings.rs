//! What the settings say of a source holds for its exports, too, that are named by their paths.

use std::path::Path;

use serde_json::json;

use crate::harness::{folder, run, tree};

fn record(id: u32) -> String {
    json!({"id": id, "title": format!("Why does lamp {id} hum?"), "category": "Lamps",
        "question": {"body": "It hums.", "author": {"name": "Jo"}},
        "answers": [{"body": "Screw it tight.", "accepted": true, "author": {"name": "Kim"}}]})
    .to_string()
}

fn write(top: &Path, name: &str, text: &str) {
    let path = top.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

#[test]
fn an_export_by_path_keeps_the_settings_of_its_source() {
    let top = folder();
    let write = |name: &str, text: String| write(top.path(), name, &text);
    write("export/a.jsonl", record(1));
    write("later/a.jsonl", record(2));
    let settings = "title: A\nsources:\n  - type: jsonl\n    path: export\n    name: Care\n    \
        categories: {Lamps: Lights}\n";
    write("answerbook.yaml", settings.to_owned());
    let kept = |words: &[&str], to: &str| {
        run(top.path(), &[&["import"], words, &["--form", "jsonl", "--to", to]].concat()).expect(0);
        tree(&top.path().join(to))
            .values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains("\"Lights\""))
    };
    assert!(kept(&["Care"], "by-name"));
    assert!(kept(&["export"], "by-path"), "the path of a source is the source");
    assert!(kept(&["later", "--name", "Care"], "another"), "another export of the same community");
    assert!(!kept(&["later", "--name", "Other"], "other"));
}

#[test]
fn what_a_source_may_not_publish_comes_in_by_no_path() {
    let top = folder();
    let write = |name: &str, text: String| write(top.path(), name, &text);
    write("export/a.jsonl", record(1));
    write("later/a.jsonl", record(2));
    let settings = "title: A\nsources:\n  - {type: jsonl, path: export, name: Care}\n  \
        - {type: jsonl, path: export, name: Desk}\n  \
        - {type: slack, path: chat, name: Chat, consent: none}\n";
    write("answerbook.yaml", settings.to_owned());
    write("privacy.yaml", "threads:\n  - {id: \"1\", source: Desk}\n".to_owned());
    // Of two sources in one place nobody knows which is meant: what either took down stays away.
    let by_path = run(top.path(), &["import", "export", "--to", "kb", "--json"]).expect(0).json();
    assert_eq!(by_path["threads"]["imported"], 0, "{by_path}");
    let chat = ["import", "later", "--name", "Chat", "--to", "kb2"];
    let refused = run(top.path(), &chat).expect(2).stderr;
    assert!(refused.contains("consent"), "{refused}");
}
