//! The index, written and read back.

use std::path::Path;

use crate::text::Lang;

use super::*;

const PLAIN: Document<'_> = Document {
    id: "",
    source: "forum",
    address: "",
    title: "",
    wordings: &[],
    question: "",
    answers: &[],
    tags: &[],
    product: None,
    version: None,
    language: Lang::EN,
    created: 0,
    updated: 0,
    grade: "solved",
    teaser: "",
};

fn build(folder: &Path, n_threads: usize, documents: &[Document<'_>]) -> Index {
    let writer = Writer::create(folder, n_threads).expect("a fresh folder");
    for document in documents {
        writer.add(document).expect("room on the disk");
    }
    let stats = writer.finish().expect("room on the disk");
    assert_eq!(stats.documents, documents.len() as u64);
    assert!(stats.bytes > 0);
    Index::open(folder).expect("an index was written")
}

fn find(index: &Index, text: &str, languages: &[Lang]) -> Vec<String> {
    let hits = index.search(&Query { text, languages, limit: 10 }).expect("a readable index");
    hits.into_iter().map(|hit| hit.id).collect()
}

#[track_caller]
fn check(documents: &[Document<'_>], text: &str, expected: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    assert_eq!(find(&build(folder.path(), 1, documents), text, &[]), expected);
}

#[test]
fn titles_count_more_than_bodies_and_one_word_is_enough() {
    let documents = [
        Document { id: "1", title: "Change my address", answers: &["Reset it."], ..PLAIN },
        Document { id: "2", title: "Reset my password", answers: &["Open settings."], ..PLAIN },
        Document { id: "3", title: "Something else", ..PLAIN },
    ];
    check(&documents, "how to reset the gizmo", &["2", "1"]);
    check(&documents, "settings", &["2"]);
    check(&documents, "?!", &[]);
    check(&documents, "", &[]);
}

#[test]
fn equals_come_by_id_whatever_the_order_of_writing() {
    let documents = ["3", "1", "2"].map(|id| Document { id, title: "Same title", ..PLAIN });
    check(&documents, "title", &["1", "2", "3"]);
}

#[test]
fn segments_do_not_change_scores() {
    let titles: Vec<String> = (0..300).map(|n| format!("title {} of {}", n % 7, n % 11)).collect();
    let ids: Vec<String> = (0..300).map(|n| n.to_string()).collect();
    let documents: Vec<Document<'_>> =
        titles.iter().zip(&ids).map(|(title, id)| Document { id, title, ..PLAIN }).collect();
    let folders = [1, 2].map(|_| tempfile::tempdir().expect("a folder for the test"));
    let one = build(folders[0].path(), 1, &documents);
    let four = build(folders[1].path(), 4, &documents);
    let query = Query { text: "title 3 of 5", languages: &[], limit: 50 };
    let hits = one.search(&query).expect("a readable index");
    assert_eq!(hits.len(), 50);
    assert_eq!(hits, four.search(&query).expect("a readable index"));
}

#[test]
fn other_wordings_are_found_and_a_repeated_title_counts_once() {
    let wordings = ["How to strike out text"];
    let documents = [
        Document { id: "1", title: "Strikethrough", wordings: &wordings, ..PLAIN },
        Document { id: "2", title: "Widgets here", question: "Widgets here", ..PLAIN },
        Document { id: "3", title: "Widgets here", question: "", ..PLAIN },
    ];
    check(&documents, "strike out", &["1"]);
    let folder = tempfile::tempdir().expect("a folder for the test");
    let index = build(folder.path(), 1, &documents);
    let query = Query { text: "widgets", languages: &[], limit: 10 };
    let hits = index.search(&query).expect("a readable index");
    assert_eq!(hits[0].score, hits[1].score);
}

#[test]
fn a_document_is_matched_in_its_own_language() {
    let documents = [
        Document { id: "en", title: "Passwords", language: Lang::EN, ..PLAIN },
        Document { id: "uk", title: "Паролі та файли", language: Lang::UK, ..PLAIN },
        Document { id: "ru", title: "Пароли и файлы", language: Lang::RU, ..PLAIN },
    ];
    let folder = tempfile::tempdir().expect("a folder for the test");
    let index = build(folder.path(), 1, &documents);
    assert_eq!(index.languages(), [Lang::EN, Lang::RU, Lang::UK]);
    assert_eq!(find(&index, "файл", &[]), ["ru", "uk"]);
    assert_eq!(find(&index, "файл", &[Lang::UK]), ["uk"]);
    assert_eq!(find(&index, "файл", &[Lang::UK, Lang::RU]), ["uk", "ru"]);
    // Nothing in the page's language: the others are asked before giving up.
    assert_eq!(find(&index, "password", &[Lang::UK]), ["en"]);
}

#[test]
fn misspelt_words_find_their_neighbours() {
    let documents = [
        Document { id: "1", title: "Bitcoin wallets", ..PLAIN },
        Document { id: "2", title: "Error E-1042", ..PLAIN },
    ];
    check(&documents, "bitcion", &["1"]);
    check(&documents, "walets", &["1"]);
    check(&documents, "E-1043", &[]);
    check(&documents, "e1042", &["2"]);
}

#[test]
fn hits_carry_what_a_result_shows() {
    let documents = [Document {
        id: "7",
        address: "questions/7-reset/",
        title: "Reset <b>it</b>",
        language: Lang::new("en-GB").expect("a valid tag"),
        grade: "official",
        teaser: "Open Settings.",
        ..PLAIN
    }];
    let folder = tempfile::tempdir().expect("a folder for the test");
    let index = build(folder.path(), 1, &documents);
    let query = Query { text: "reset", languages: &[Lang::EN], limit: 1 };
    let hits = index.search(&query).expect("a readable index");
    let hit = &hits[0];
    assert_eq!((hit.source.as_str(), hit.address.as_str()), ("forum", "questions/7-reset/"));
    assert_eq!((hit.title.as_str(), hit.teaser.as_str()), ("Reset <b>it</b>", "Open Settings."));
    assert_eq!((hit.language.as_str(), hit.grade.as_str()), ("en-GB", "official"));
}

#[test]
fn hostile_queries_are_answered() {
    let documents = [Document { id: "1", title: "Page one", answers: &["two"], ..PLAIN }];
    let folder = tempfile::tempdir().expect("a folder for the test");
    let index = build(folder.path(), 1, &documents);
    let long = "word ".repeat(3_000);
    for text in [long.as_str(), "\u{0}\u{7f}\u{202e}", "a:b AND (c", "<script>", "密"] {
        find(&index, text, &[]);
    }
    assert_eq!(find(&index, "page:one\u{0}", &[]), ["1"]);
}

#[test]
fn a_missing_or_broken_index_is_told() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    assert!(matches!(Index::open(folder.path()), Err(IndexError::Missing(_))));
    std::fs::write(folder.path().join("meta.json"), "{}").expect("a writable folder");
    assert!(matches!(Index::open(folder.path()), Err(IndexError::Engine { .. })));
}

#[test]
fn an_empty_index_answers_nothing() {
    check(&[], "anything", &[]);
}
