//! A site that can be installed: what is published for it, and when.

use serde_json::Value;

use super::site;
use crate::harness::{Built, elements};

/// The files that the worker keeps from the start.
fn kept(built: &Built) -> serde_json::Map<String, Value> {
    let worker = built.page("sw.js");
    let line = worker.lines().find_map(|line| line.strip_prefix("const files = "));
    serde_json::from_str(line.expect("files").trim_end_matches(';')).expect("JSON")
}

fn version(built: &Built) -> String {
    let worker = built.page("sw.js");
    worker.lines().find(|line| line.starts_with("const version")).expect("a version").to_owned()
}

#[test]
fn nothing_is_kept_unasked() {
    let built = site("file").build();
    for file in ["sw.js", "manifest.json"] {
        assert!(!built.files.contains_key(file), "{file}");
    }
    let page = built.page("index.html");
    assert!(!page.contains("rel=\"manifest\"") && !page.contains("manifest-src"));
    assert!(!built.pages().any(|(_, page)| page.contains("serviceWorker")));
}

#[test]
fn a_site_that_is_read_offline_says_so_on_every_page() {
    let built = site("folder").setting("offline: read").build();
    let manifest: Value = serde_json::from_str(built.page("manifest.json")).expect("JSON");
    assert_eq!((&manifest["name"], &manifest["dir"]), (&"Kettle help".into(), &"ltr".into()));
    for icon in manifest["icons"].as_array().expect("icons") {
        assert!(built.files.contains_key(icon["src"].as_str().expect("a path")), "{icon}");
    }
    for (path, page) in built.pages() {
        // A host shows this one at any address, so its links are full paths.
        if page.contains("http-equiv=\"refresh\"") || path.ends_with("404.html") {
            continue;
        }
        let all = elements(page);
        let link = all.iter().find(|(_, has)| has.get("rel").is_some_and(|rel| rel == "manifest"));
        let way = "../".repeat(path.matches('/').count());
        assert_eq!(link.expect(path).1["href"], format!("{way}manifest.json"), "{path}");
        assert!(page.contains("manifest-src 'self';"), "{path}");
    }
    let kept = kept(&built);
    assert!(kept.contains_key("") && kept.contains_key("uk/") && kept.contains_key("search/"));
    assert!(!kept.keys().any(|path| path.contains("kettle-sing")), "{kept:?}");
    for path in kept.keys() {
        let file = match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.clone(),
        };
        assert!(built.files.contains_key(&file), "{file}");
    }
    let worker = built.page("sw.js");
    assert!(worker.contains("Немає з’єднання з інтернетом") && worker.contains("You are offline"));
    for mark in ["\"VERSION\"", "\"FILES\"", "\"SAID\"", "\"STYLE\""] {
        assert!(!worker.contains(mark), "{mark}");
    }
}

#[test]
fn all_that_readers_come_to_is_kept_where_it_is_small() {
    let built = site("file").setting("offline: all").build();
    let kept = kept(&built);
    for (path, _) in built.pages() {
        let path = path
            .strip_suffix("index.html")
            .filter(|f| f.is_empty() || f.ends_with('/'))
            .unwrap_or(path);
        assert!(kept.contains_key(path), "{path}");
    }
    assert!(!kept.keys().any(|path| path.ends_with(".md") || path.ends_with(".xml")), "{kept:?}");
}

#[test]
fn a_worker_is_a_new_one_when_anything_changes_and_the_same_when_nothing_does() {
    for mode in ["offline: read", "offline: all"] {
        let one = site("file").setting(mode).build();
        let again = site("file").setting(mode).build();
        assert_eq!(one.page("sw.js"), again.page("sw.js"));
        let other = site("file").setting(mode);
        let other = other.with("answers/new.md", "---\ntitle: New\n---\nDescale with vinegar.\n");
        assert_ne!(version(&one), version(&other.build()), "{mode}");
    }
}
