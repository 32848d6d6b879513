//! `answerbook export`: documents for search engines elsewhere, as many as threads are published,
//! with what has changed since, and nothing that is not published.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Site, command, folder, run, tree};

const ENGINES: [&str; 6] =
    ["opensearch", "elasticsearch", "quickwit", "typesense", "manticore", "sphinx"];

/// A solved thread.
fn thread(id: &str, title: &str, body: &str) -> Value {
    json!({
        "id": id, "title": title, "url": format!("https://old.example/t/{id}"),
        "tags": ["wi fi"], "product": "Hub", "created": "2026-01-02T03:04:05Z",
        "author": {"id": "u1", "name": "Olga Petrenko"},
        "question": {"body": "It blinks. Write to olga.petrenko@zvonkomail.si please."},
        "answers": [
            {"id": format!("a{id}"), "author": {"id": "u2", "name": "Marko Vidmar"},
                "body": body, "accepted": true},
            {"id": format!("b{id}"), "author": {"id": "u3", "name": "Ana Kos"},
                "body": "Or unplug the lamp for a minute."},
        ],
    })
}

fn records(threads: &[Value]) -> String {
    threads.iter().map(|thread| format!("{thread}\n")).collect()
}

fn threads() -> Vec<Value> {
    let mut uk = thread("3", "Чому гуде чайник?", "Зніміть накип.");
    uk["language"] = "uk".into();
    let mut open = thread("5", "Does anybody know?", "");
    open["answers"] = json!([]);
    vec![
        thread("1", "Why does the C++ lamp blink & hum?", "Hold the <button> down."),
        thread("2", "How do I reset the hub?", "Hold the reset button for ten seconds."),
        uk,
        thread("4", "Secret recipe", "Zebrawurst with mustard."),
        open,
    ]
}

fn site() -> Site {
    let settings = "title: Lamp help\nbase_url: https://lamp.example/help/\nlanguage: en\n\
        languages: [en, uk]\nprivacy: mask\nsources:\n  - {type: jsonl, path: a.jsonl, \
        name: Forum}\n";
    Site::new("").with("answerbook.yaml", settings).with("a.jsonl", records(&threads()))
}

fn written(site: &Site) -> tempfile::TempDir {
    let folder = folder();
    site.write(folder.path());
    folder
}

/// Exports into the folder `out`.
fn export(site: &Path, engine: &str, more: &[&str]) -> Value {
    let arguments = [&["export", "--engine", engine, "--out", "out", "--json"], more].concat();
    run(site, &arguments).expect(0).json()
}

/// The files of a folder of an export, put together.
fn text(site: &Path, folder: &str) -> String {
    let files = tree(&site.join("out").join(folder)).into_values();
    files.map(|bytes| String::from_utf8(bytes).expect("text")).collect()
}

/// The documents of a folder by their titles, and the ids that are to be forgotten.
fn documents(site: &Path, engine: &str, folder: &str) -> (BTreeMap<String, Value>, usize) {
    let text = text(site, folder);
    let list = std::fs::read_to_string(site.join("out/deletes.txt")).unwrap_or_default();
    let title = |document: &Value| document["title"].as_str().expect("a title").to_owned();
    let lines = || text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let by_title = |found: Vec<Value>| found.into_iter().map(|one| (title(&one), one)).collect();
    match engine {
        "sphinx" => {
            let part = |one: &str, name: &str| {
                let (_, rest) = one.split_once(&format!("<{name}>"))?;
                Some(rest.split_once("</")?.0.to_owned())
            };
            let fields = ["title", "url", "title_terms", "filter_terms", "answer_terms"];
            let of = |one: &str| -> Value {
                let known = fields.iter().filter_map(|f| Some((*f, part(one, f)?)));
                json!(known.collect::<BTreeMap<&str, String>>())
            };
            let found = text.split("<sphinx:document ").skip(1).map(of).collect();
            (by_title(found), text.matches("<id>").count())
        }
        "manticore" => {
            let found = lines().filter_map(|line| Some(line.get("replace")?["doc"].clone()));
            let gone = lines().filter(|line| line.get("delete").is_some()).count();
            (by_title(found.collect()), gone)
        }
        "typesense" => (by_title(lines().collect()), list.matches(['[', ',']).count()),
        "quickwit" => (
            by_title(lines().filter(|line| line.get("title").is_some()).collect()),
            list.lines().count(),
        ),
        _ => {
            let gone = lines().filter(|line| line.get("delete").is_some()).count();
            (by_title(lines().filter(|line| line.get("title").is_some()).collect()), gone)
        }
    }
}

#[test]
fn every_engine_gets_one_document_for_each_published_thread() {
    for engine in ENGINES {
        let site = written(&site());
        let counts = export(site.path(), engine, &[]);
        let (found, gone) = documents(site.path(), engine, "documents");
        assert_eq!((counts["documents"].clone(), found.len(), gone), (4.into(), 4, 0), "{engine}");
        let pages = tree(&site.path().join("public/questions"));
        let pages = pages.keys().filter(|path| path.ends_with(".html")).count();
        assert_eq!(pages, 4, "{engine}");
        let names: BTreeSet<String> = tree(&site.path().join("out")).into_keys().collect();
        assert!(names.contains("README.md") && names.contains("state.txt"), "{names:?}");
        assert!(!names.iter().any(|name| name.starts_with("changes")), "{names:?}");
        let readme = std::fs::read_to_string(site.path().join("out/README.md")).expect("text");
        assert_eq!(readme.matches("```sh").count(), 3, "{engine}");
    }
}

#[test]
fn a_document_has_what_its_card_shows_and_terms_of_our_own() {
    let site = written(&site());
    export(site.path(), "elasticsearch", &[]);
    let (found, _) = documents(site.path(), "elasticsearch", "documents");
    let lamp = &found["Why does the C++ lamp blink & hum?"];
    let part = |key: &str| lamp[key].as_str().expect("a text").to_owned();
    assert_eq!(part("title_terms"), "en:whi en:doe en:the en:c++ en:lamp en:blink en:hum");
    assert!(part("answer_terms").contains("en:hold en:button"), "{lamp}");
    assert!(part("others_terms").contains("en:unplug"), "{lamp}");
    assert!(part("title_pairs").contains("en:lamp+blink"), "{lamp}");
    assert!(site.path().join("public").join(part("url")).is_file(), "{lamp}");
    assert_eq!(lamp["answer"], "Hold the <button> down.");
    assert_eq!((lamp["grade"].clone(), lamp["year"].clone()), ("accepted".into(), "2026".into()));
    assert_eq!(
        (lamp["tags"].clone(), lamp["products"].clone()),
        (json!(["wi fi"]), json!(["Hub"]))
    );
    assert_eq!((lamp["version"].clone(), lamp["answers"].clone()), (1.into(), 2.into()));
    let kettle = found["Чому гуде чайник?"]["title_terms"].as_str().expect("terms");
    assert!(kettle.starts_with("uk:"), "{kettle}");
    // Engines that cut words at signs get the same terms in letters.
    export(site.path(), "typesense", &[]);
    let (found, _) = documents(site.path(), "typesense", "documents");
    for (title, document) in &found {
        for key in ["title_terms", "title_pairs", "question_terms", "answer_terms"] {
            let terms = document[key].as_str().expect("terms");
            let is_plain = |c: char| c == ' ' || c.is_ascii_lowercase() || c.is_ascii_digit();
            assert!(terms.chars().all(is_plain), "{title}: {terms}");
        }
    }
    assert!(
        found
            .values()
            .any(|one| one["title_terms"].as_str().expect("terms").contains("encx002bx002b"))
    );
    // Filters of engines that filter by words are words.
    for engine in ["sphinx", "manticore"] {
        export(site.path(), engine, &[]);
        let (found, _) = documents(site.path(), engine, "documents");
        let has =
            |one: &Value| one["filter_terms"].as_str().is_some_and(|t| t.contains("gaccepted"));
        assert!(found.values().any(has), "{engine}: {found:?}");
    }
}

#[test]
fn the_next_export_tells_what_is_new_what_changed_and_what_went() {
    for engine in ENGINES {
        let site = written(&site());
        export(site.path(), engine, &[]);
        let first = tree(&site.path().join("out"));
        let again = export(site.path(), engine, &[]);
        let counts = |of: &Value| ["added", "changed", "deleted"].map(|key| of[key].as_u64());
        assert_eq!(counts(&again), [Some(0); 3], "{engine}");
        let (found, gone) = documents(site.path(), engine, "changes");
        assert_eq!((found.len(), gone), (0, 0), "{engine}");
        let mut now = threads();
        now[1] = thread("2", "How do I reset the hub?", "Press the red key instead.");
        now.push(thread("6", "Is the lamp waterproof?", "Up to a metre."));
        std::fs::write(site.path().join("a.jsonl"), records(&now)).expect("a file");
        let taken = "threads:\n  - {id: \"4\", source: Forum}\n";
        std::fs::write(site.path().join("privacy.yaml"), taken).expect("a file");
        assert_eq!(counts(&export(site.path(), engine, &[])), [Some(1); 3], "{engine}");
        let (found, gone) = documents(site.path(), engine, "changes");
        let titles: Vec<&str> = found.keys().map(String::as_str).collect();
        assert_eq!(titles, ["How do I reset the hub?", "Is the lamp waterproof?"], "{engine}");
        // What was otherwise is forgotten first where engines cannot replace it.
        let n_gone = if matches!(engine, "quickwit" | "sphinx") { 2 } else { 1 };
        assert_eq!(gone, n_gone, "{engine}");
        assert_eq!(documents(site.path(), engine, "documents").0.len(), 4, "{engine}");
        // Told against an older export the same has happened since.
        for (name, bytes) in first {
            let path = site.path().join("old").join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        }
        let since = export(site.path(), engine, &["--since", "old"]);
        assert_eq!(counts(&since), [Some(1); 3], "{engine}");
    }
}

#[test]
fn who_was_taken_out_is_in_no_byte_of_an_export() {
    let removed = "people:\n  - {name: Olga Petrenko}\nthreads:\n  - {id: \"4\", source: Forum}\n";
    for engine in ENGINES {
        let site = written(&site());
        export(site.path(), engine, &[]);
        std::fs::write(site.path().join("privacy.yaml"), removed).expect("a file");
        export(site.path(), engine, &[]);
        let mut files = tree(&site.path().join("out"));
        files.extend(tree(&site.path().join(".answerbook/export")));
        for (name, bytes) in files {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            for word in ["petrenko", "olga", "zebrawurst", "secret", "zvonkomail"] {
                assert!(!text.contains(word), "{engine}: {name} holds {word}");
            }
        }
    }
}

#[test]
fn half_of_an_export_is_told_and_replaced_as_a_whole() {
    let site = written(&site());
    export(site.path(), "typesense", &[]);
    let out = site.path().join("out");
    let whole = tree(&out);
    let damages: [(&str, Option<&str>); 4] = [
        ("documents/00001.jsonl", None),
        ("documents/00001.jsonl", Some("{\"id\":\"half")),
        ("state.txt", None),
        ("state.txt", Some("answerbook export 1 typesense\n")),
    ];
    for (name, damage) in damages {
        match damage {
            Some(text) => std::fs::write(out.join(name), text).expect("a file"),
            None => std::fs::remove_file(out.join(name)).expect("a file"),
        }
        let arguments = ["export", "--engine", "typesense", "--out", "out", "--format", "short"];
        let ran = run(site.path(), &arguments).expect(0);
        let told = format!("out/{name}: warning[export-restarted]: ");
        assert!(ran.stderr.contains(&told), "{}", ran.stderr);
        assert_eq!(tree(&out), whole, "{name}");
    }
    // One for another engine is no beginning either.
    let ran = run(site.path(), &["export", "--engine", "sphinx", "--out", "out"]).expect(0);
    assert!(ran.stderr.contains("export-restarted"), "{}", ran.stderr);
    assert!(!out.join("changes").exists() && !out.join("documents/00001.jsonl").exists());
}

#[test]
fn an_export_replaces_nothing_but_an_export() {
    let site = written(&site());
    let refused = |out: &str| {
        let before = tree(site.path());
        let ran = run(site.path(), &["export", "--engine", "sphinx", "--out", out]).expect(2);
        assert!(ran.stderr.contains("output-foreign"), "{}", ran.stderr);
        let path = site.path().join(out);
        let inside: BTreeMap<_, _> = before
            .into_iter()
            .filter(|(name, _)| site.path().join(name).starts_with(&path))
            .filter(|(name, _)| !name.starts_with("public/") && !name.starts_with(".answerbook"))
            .filter(|(name, _)| name != "addresses.txt")
            .collect();
        for (name, bytes) in inside {
            assert!(std::fs::read(site.path().join(&name)).is_ok_and(|now| now == bytes), "{name}");
        }
    };
    std::fs::create_dir(site.path().join("mine")).expect("a folder");
    std::fs::write(site.path().join("mine/holiday.jpg"), "sun").expect("a file");
    for out in ["mine", "public", "public/engine", "."] {
        refused(out);
    }
    assert!(!site.path().join("public/documents").exists());
}

#[test]
fn the_same_site_gives_the_same_bytes_with_any_number_of_threads_and_other_settings_others() {
    let of = |site: &Site, n_threads: &str| {
        let site = written(site);
        let arguments = ["export", "--engine", "opensearch", "--out", "out"];
        let mut ran = command(site.path(), &arguments);
        ran.env("RAYON_NUM_THREADS", n_threads);
        assert!(ran.output().expect("it runs").status.success());
        tree(&site.path().join("out"))
    };
    let one = of(&site(), "1");
    assert_eq!(one, of(&site(), "3"));
    let folders = site().setting("addresses: folder");
    let other = of(&folders, "2");
    assert_ne!(one["documents/00001.ndjson"], other["documents/00001.ndjson"]);
    // Other addresses are a change of every document.
    let here = written(&site());
    export(here.path(), "opensearch", &[]);
    folders.write(here.path());
    assert_eq!(export(here.path(), "opensearch", &[])["changed"], 4);
}
