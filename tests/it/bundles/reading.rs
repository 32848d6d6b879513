//! What a book reads like: what the site sets apart by its style alone is set apart by words.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::book::valid;
use super::{bundle, text, written};
use crate::harness::Site;

const SETTINGS: &str = "title: Kettle help\nbase_url: https://kettle.example/help/\n\
    sources:\n  - {type: jsonl, path: a.jsonl, name: Forum, licence: CC BY 4.0, \
    url: 'https://old.example'}\n";

fn book(records: &[Value]) -> BTreeMap<String, Vec<u8>> {
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    let site = Site::new("").with("answerbook.yaml", SETTINGS).with("a.jsonl", lines);
    let (book, _) = bundle(written(&site).path(), "epub");
    valid(&book)
}

/// The words of a page, as they follow each other.
fn words(page: &str) -> String {
    let mut words = String::new();
    for part in page.split('<').skip(1) {
        words.push_str(part.split_once('>').map_or("", |(_, behind)| behind));
    }
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn question() -> Value {
    json!({
        "id": "1", "title": "Why does it sing?", "created": "2015-12-29",
        "url": "https://old.example/t/1", "author": {"id": "u1", "name": "Olga Petrenko"},
        "question": {"body": "It sings.", "url": "https://old.example/t/1/1"},
        "answers": [
            {"id": "a", "author": {"id": "u2", "name": "Marko Vidmar", "role": "moderator"},
                "body": "Descale it, see [the chat](https://matrix.example/#/#dry:matrix.example).",
                "created": "2015-12-30", "accepted": true, "score": 3,
                "url": "https://old.example/t/1/2"},
            {"id": "b", "author": {"id": "u1", "name": "Olga Petrenko"}, "body": "It helped.",
                "created": "2015-12-31", "url": "https://old.example/t/1/3"},
        ],
        "comments": [{"id": "c", "parent": "a", "author": {"id": "u3", "name": "Ann Low"},
            "body": "Thanks.", "created": "2016-01-02"}],
    })
}

#[test]
fn facts_about_a_post_are_set_apart_and_nothing_stands_without_its_use() {
    let files = book(&[question()]);
    let page = words(text(&files["EPUB/p00001.xhtml"]));
    for whole in [
        "Asked by Olga Petrenko, 29 December 2015 · 1 answer",
        "Marko Vidmar, moderator · 30 December 2015 · 3 votes · Original",
        "Ann Low · 2 January 2016",
        "years ago",
    ] {
        assert!(page.contains(whole), "{whole}\n{page}");
    }
    // Initials instead of a face, the address of the post itself, and the way to the buttons
    // below, which a book has not.
    for dead in ["MV", "Link", "Still true?", "· ·", "ago ·"] {
        assert!(!page.contains(dead), "{dead}\n{page}");
    }
}

#[test]
fn names_of_people_are_words_and_addresses_have_one_fragment() {
    let files = book(&[question()]);
    let pages: String = files
        .iter()
        .filter(|(name, _)| name.ends_with(".xhtml"))
        .map(|(_, bytes)| text(bytes))
        .collect();
    assert!(pages.contains("Marko Vidmar") && !pages.contains("/people"), "{pages}");
    assert!(pages.contains("https://matrix.example/#/%23dry:matrix.example"), "{pages}");
}

#[test]
fn a_long_chapter_has_parts_that_are_named_by_time_or_by_letters() {
    let dated = |n: usize| {
        let (year, month) = (2013 + n / 90, 1 + n % 12);
        json!({"id": format!("d{n}"), "title": format!("Dated {n}"), "category": "Kitchen",
            "created": format!("{year}-{month:02}-05"),
            "answers": [{"id": "a", "body": format!("Answer {n}."), "accepted": true}]})
    };
    let plain = |n: usize| {
        let letter = char::from(b'A' + (n % 26) as u8);
        json!({"id": format!("p{n}"), "title": format!("{letter} undated {n}"), "category": "Bath",
            "answers": [{"id": "a", "body": format!("Reply {n}."), "accepted": true}]})
    };
    let records: Vec<Value> = (0..210).map(dated).chain((0..130).map(plain)).collect();
    let files = book(&records);
    let nav = text(&files["EPUB/nav.xhtml"]);
    for part in [">2015<", ">2014<", ">2013<", ">A – T<", ">U – Z<"] {
        assert!(nav.contains(part), "{part}\n{nav}");
    }
    let place = |words: &str| nav.find(words).unwrap_or_else(|| panic!("{words}\n{nav}"));
    let order = [">Kitchen<", ">2015<", ">Dated 185<", ">2014<", ">Dated 95<", ">2013<"];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{nav}");
    let mut n_listed = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("EPUB/c")) {
        let n_items = text(bytes).matches("<li>").count();
        assert!((1..=100).contains(&n_items), "{name}: {n_items}");
        n_listed += text(bytes).matches("href=\"p").count();
    }
    assert_eq!(n_listed, 340, "each question is in one list");
}
