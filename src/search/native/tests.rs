//! The index, written and read back.

use std::path::Path;

use crate::search::Query;
use crate::text::Lang;

use super::*;

const PLAIN: Document<'_> = Document::PLAIN;

fn build(folder: &Path, n_threads: usize, documents: &[Document<'_>]) -> Index {
    let writer = Writer::create(folder, n_threads).expect("a fresh folder");
    for document in documents {
        writer.add(document).expect("room on the disk");
    }
    let stats = writer.finish("").expect("room on the disk");
    assert_eq!(stats.documents, documents.len() as u64);
    assert!(stats.bytes > 0);
    Index::open(folder).expect("an index was written")
}

fn find(index: &Index, query: &Query<'_>) -> Vec<String> {
    let hits = index.search(query, 10).expect("a readable index");
    hits.into_iter().map(|hit| hit.id).collect()
}

fn asked(text: &str) -> Query<'_> {
    Query { text, ..Query::default() }
}

#[track_caller]
fn check(documents: &[Document<'_>], text: &str, expected: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    assert_eq!(find(&build(folder.path(), 1, documents), &asked(text)), expected);
}

#[test]
fn titles_count_more_than_bodies_and_one_word_is_enough() {
    let documents = [
        Document {
            id: "1",
            title: "Change my address",
            answers: &[Answer::plain("Reset it.")],
            ..PLAIN
        },
        Document {
            id: "2",
            title: "Reset my password",
            answers: &[Answer::plain("Open settings.")],
            ..PLAIN
        },
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
    let query = asked("title 3 of 5");
    let hits = one.search(&query, 50).expect("a readable index");
    assert_eq!(hits.len(), 50);
    assert_eq!(hits, four.search(&query, 50).expect("a readable index"));
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
    let hits = index.search(&asked("widgets"), 10).expect("a readable index");
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
    assert_eq!(find(&index, &asked("файл")), ["ru", "uk"]);
    let page = Some(Lang::UK);
    assert_eq!(find(&index, &Query { page, ..asked("файл") }), ["uk", "ru"]);
    assert_eq!(find(&index, &Query { only: page, ..asked("файл") }), ["uk"]);
    // Typed in other letters than the page's: the languages that have them answer.
    assert_eq!(find(&index, &Query { page, ..asked("password") }), ["en"]);
    // On a keyboard that was switched to another language.
    assert_eq!(find(&index, &Query { page, ..asked("gfhjkm") }), ["uk", "ru"]);
    assert_eq!(find(&index, &asked("зфыыцщкв")), ["en"]);
    // In Latin letters.
    assert_eq!(find(&index, &Query { page, ..asked("faily") }), ["uk"]);
}

#[test]
fn a_word_stands_for_its_relatives_and_its_halves() {
    let documents = [
        Document { id: "1", title: "Synchronization", ..PLAIN },
        Document { id: "2", title: "The market is open", ..PLAIN },
        Document { id: "3", title: "Place of things", ..PLAIN },
    ];
    check(&documents, "synchronizing", &["1"]);
    check(&documents, "marketplace", &["2", "3"]);
    check(&documents, "marketeering", &["2"]);
}

#[test]
fn an_unfinished_word_finds_its_ends() {
    let documents = [
        Document { id: "1", title: "Reset the password", ..PLAIN },
        Document { id: "2", title: "Passports and visas", ..PLAIN },
    ];
    let folder = tempfile::tempdir().expect("a folder for the test");
    let index = build(folder.path(), 1, &documents);
    let typing = |text| Query { typing: true, ..asked(text) };
    assert_eq!(find(&index, &typing("passw")), ["1"]);
    assert_eq!(find(&index, &typing("reset pas")), ["1", "2"]);
    assert_eq!(find(&index, &asked("pas")), [""; 0]);
}

#[test]
fn the_accepted_answer_and_neighbouring_words_count_more() {
    let answers = ["Hold the small button.", "Pull the plug."].map(Answer::plain);
    let solved = [Answer { is_solution: true, ..answers[0] }, answers[1]];
    let documents = [
        Document { id: "1", title: "It hangs", answers: &answers, ..PLAIN },
        Document { id: "2", title: "It hangs", answers: &solved, ..PLAIN },
        Document { id: "3", title: "Factory data and reset", ..PLAIN },
        Document { id: "4", title: "Data and factory reset", ..PLAIN },
    ];
    check(&documents, "small button", &["2", "1"]);
    check(&documents, "factory reset", &["4", "3"]);
}

#[test]
fn synonyms_of_the_site_are_looked_up() {
    let documents = [Document { id: "1", title: "Restart the gateway", ..PLAIN }];
    let folder = tempfile::tempdir().expect("a folder for the test");
    let index = build(folder.path(), 1, &documents);
    assert_eq!(find(&index, &asked("router")), [""; 0]);
    let index = index.with_synonyms(&[vec!["router".to_owned(), "gateway".to_owned()]]);
    assert_eq!(find(&index, &asked("routers")), ["1"]);
}

#[test]
fn misspelt_words_find_their_neighbours() {
    let documents = [
        Document { id: "1", title: "Bitcoin wallets", ..PLAIN },
        Document { id: "2", title: "Error E-1042", ..PLAIN },
    ];
    check(&documents, "bitcion", &["1"]);
    check(&documents, "walets", &["1"]);
    // Five letters were typed, although the stem has four.
    check(&documents, "erorr", &["2"]);
    check(&documents, "erros", &["2"]);
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
    let hits = index.search(&asked("reset"), 1).expect("a readable index");
    let hit = &hits[0];
    assert_eq!((hit.source.as_str(), hit.address.as_str()), ("forum", "questions/7-reset/"));
    assert_eq!((hit.title.as_str(), hit.teaser.as_str()), ("Reset <b>it</b>", "Open Settings."));
    assert_eq!((hit.language.as_str(), hit.grade.as_str()), ("en-GB", "official"));
}

#[test]
fn hostile_queries_are_answered() {
    let documents =
        [Document { id: "1", title: "Page one", answers: &[Answer::plain("two")], ..PLAIN }];
    let folder = tempfile::tempdir().expect("a folder for the test");
    let index = build(folder.path(), 1, &documents);
    let long = "word ".repeat(3_000);
    for text in [long.as_str(), "\u{0}\u{7f}\u{202e}", "a:b AND (c", "<script>", "密"] {
        find(&index, &asked(text));
    }
    assert_eq!(find(&index, &asked("page:one\u{0}")), ["1"]);
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
