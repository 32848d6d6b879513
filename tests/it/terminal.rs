//! What an export says reaches a terminal and a log as words: it moves no cursor, colours
//! nothing, and is no command to the program that reads the log.

use std::path::Path;

use answerbook::diag::{Code, Color, Diagnostic, Format, Place, render};

use crate::harness::{Site, folder, run};

/// Words that try all of it.
const HOSTILE: &str = "x\u{1b}]0;PWNED\u{7}\u{1b}[2J\r\n::error file=a::pwn\n  ##[add-mask]e\
    \u{9b}31m\u{202e}\u{2028}::warning::\u{8}\u{200b}\u{e0041}";

const FORMATS: [&str; 4] = ["human", "short", "json", "github"];

/// Says what of a text does harm; commands are ours in the form for GitHub alone.
fn harm(text: &str, is_github: bool) -> Option<String> {
    let hidden = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{e0000}'..='\u{e0fff}')
    };
    let text = text.replace("\r\n", "\n");
    let is_command = |line: &str| {
        let (line, own) =
            (line.trim(), line.starts_with("::error ") || line.starts_with("::warning "));
        // A line of ours may start with `:::`, which names no command.
        line.starts_with("::")
            && !line.starts_with(":::")
            && !(is_github && own && line.contains("title="))
            || line.contains("##[") && !line.starts_with("::")
    };
    let bad = text.lines().find(|line| line.contains(hidden) || is_command(line));
    bad.map(|line| format!("{line:?}"))
}

#[track_caller]
fn check(text: &str, is_github: bool, what: &str) {
    assert_eq!(harm(text, is_github), None, "{what}");
}

#[test]
fn no_message_of_any_code_passes_on_what_words_do() {
    let text = format!("a: {HOSTILE}\nb: {HOSTILE}\n");
    for info in Code::all() {
        let code = Code::by_name(info.name).expect("it has its name");
        let problem = Diagnostic::error(code, format!("`{HOSTILE}` is unknown"))
            .at(Place::in_text(format!("a/{HOSTILE}.json"), &text, 3..20), HOSTILE)
            .at(Place::line(HOSTILE, 3), HOSTILE)
            .at(Place::file(HOSTILE), "")
            .note(HOSTILE)
            .note(format!("the threads are `{HOSTILE}` and `{HOSTILE}`"))
            .help(format!("import `{HOSTILE}` too"));
        for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
            let shown = render(&problem, format, Color::Never);
            check(&shown, format == Format::Github, &format!("{format:?}"));
        }
    }
}

/// A site whose export says hostile things in every place that messages name.
fn hostile_site() -> Site {
    let words = serde_json::json!(HOSTILE);
    let record = |id: &str, fields: &str| {
        format!(
            "{{\"id\":{id},\"title\":\"How?\",{fields},\"answers\":[\
             {{\"id\":{words},\"body\":\"So.\",\"accepted\":true}}]}}\n"
        )
    };
    let lines = [
        record("\"1\"", &format!("\"duplicate_of\":{words},{words}:1")),
        record(&words.to_string(), &format!("\"aliases\":[{words},\"/a?\u{9b}b\"]")),
        record(&words.to_string(), "\"kind\":\"question\""),
        record("\"3\"", &format!("\"language\":{words},\"created\":{words},\"best\":{words}")),
        record(
            "\"4\"",
            &format!("\"author\":{{\"id\":{words},\"name\":{words},\"role\":{words}}}"),
        ),
        record("\"5\"", &format!("\"question\":{{\"body\":{words},\"markup\":{words}}}")),
        record("\"6\"", &format!("\"slug\":{words},\"url\":{words},\"expires\":{words}")),
        record(
            "\"7\"",
            &format!("\"tags\":[{words}],\"title\":{words},\"translation_of\":{words}"),
        ),
        format!("{{\"id\":{words},\"title\":\n"),
    ];
    let by_hand = format!("---\ntitle: How?\n\"{}\": 1\n---\n\nSo. [a](b\u{9b}.md)\n", "k\u{9b}2J");
    Site::new("")
        .with(
            "answerbook.yaml",
            "title: T\nbase_url: https://a.example/\npublish: {resolution: all}\nsources:\n\
             \x20 - {type: jsonl, path: a.jsonl, name: hub, language: en}\n\
             \x20 - {type: markdown, path: answers, name: hand, language: en}\n",
        )
        .with("a.jsonl", lines.concat())
        .with("answers/b.md", by_hand)
}

/// Adds files whose names are hostile, as far as this system takes such names.
fn add_odd_names(root: &Path) {
    for name in ["\n::error::pwn.md", "\u{1b}[2J.md", "##[error]x.md", "\u{202e}dm.x.md"] {
        let _ = std::fs::write(root.join("answers").join(name), "---\ntitel: x\n---\n\nSo.\n");
    }
}

#[test]
fn commands_print_words_alone() {
    let folder = folder();
    hostile_site().write(folder.path());
    add_odd_names(folder.path());
    let commands: [&[&str]; 12] = [
        &["build", "--all"],
        &["build", "--json"],
        &["check"],
        &["search", "So"],
        &["search", "--json", "So"],
        &["threads"],
        &["threads", "--json"],
        &["threads", "--csv"],
        &["why", HOSTILE],
        &["why", "--json", "1"],
        &["duplicates"],
        &["import", "hub", "--to", "imported", "--dry-run"],
    ];
    for command in commands {
        for format in FORMATS {
            let ran = run(folder.path(), &[command, &["--format", format]].concat());
            assert!(matches!(ran.code, 0..=2), "{command:?} {}: {}", ran.code, ran.stderr);
            let what = format!("{command:?} {format}");
            check(&ran.stdout, false, &what);
            check(&ran.stderr, format == "github", &what);
        }
    }
}
