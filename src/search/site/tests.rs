//! A static index made of a native one, and read as a browser reads it.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use serde_json::Value;

use crate::search::Query;
use crate::search::meaning::MeaningMode;
use crate::search::native::{Answer, Document, Index, Writer};
use crate::text::Lang;

use super::local::inflated;
use super::*;

const PLAIN: Document<'_> = Document::PLAIN;

type Files = BTreeMap<String, Vec<u8>>;

/// Indexes documents, and returns the native index and the files of the static one.
fn built(documents: &[Document<'_>], most_files: usize) -> (tempfile::TempDir, Index, Files) {
    built_with(documents, most_files, MeaningMode::Off)
}

fn built_with(
    documents: &[Document<'_>],
    most_files: usize,
    mode: MeaningMode,
) -> (tempfile::TempDir, Index, Files) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let writer = Writer::create(folder.path(), 1).expect("a fresh folder");
    for document in documents {
        writer.add(document).expect("room on the disk");
    }
    writer.finish("").expect("room on the disk");
    let index = Index::open(folder.path()).expect("an index was written").with_meaning(mode);
    let files = Mutex::new(Files::new());
    let put = |name: &str, bytes: &mut dyn FnMut() -> Vec<u8>| {
        let bytes = inflated(&bytes()).expect("what was compressed");
        files.lock().expect("no panic").insert(name.to_owned(), bytes);
        Ok::<(), Infallible>(())
    };
    index.write_static_index(most_files, &put).expect("a readable index");
    let files = files.into_inner().expect("no panic");
    (folder, index, files)
}

/// Asks until there is an answer; returns it with how often files were fetched.
fn ask(page: &mut Page, files: &Files, request: &str) -> (Value, usize) {
    for n_rounds in 0..5 {
        let answer: Value = serde_json::from_str(&page.step(request)).expect("JSON");
        let Some(names) = answer["fetch"].as_array() else { return (answer, n_rounds) };
        for name in names.iter().filter_map(Value::as_str) {
            match files.get(name) {
                Some(bytes) => assert!(page.reader().put(name, bytes.clone())),
                None => page.reader().lose(name),
            }
        }
    }
    panic!("the reader asks for ever");
}

fn titles(answer: &Value) -> Vec<&str> {
    let hits = answer["hits"].as_array().expect("hits");
    hits.iter().filter_map(|hit| hit["title"].as_str()).collect()
}

fn example() -> (tempfile::TempDir, Index, Files) {
    let documents = [
        Document {
            id: "1",
            title: "How do I reset my password?",
            address: "q/reset-1.html",
            teaser: "Open Settings, then <b>Password</b>.",
            answers: &[Answer::plain("Open Settings.")],
            tags: &["Account", "web"],
            products: &["Hub 2"],
            created: 1_714_521_600,
            ..PLAIN
        },
        Document { id: "2", title: "The hub is offline", tags: &["web"], created: 5, ..PLAIN },
        Document {
            id: "3", title: "Як скинути пароль?", language: Lang::UK, created: 6, ..PLAIN
        },
    ];
    built(&documents, 8_000)
}

#[test]
fn a_page_is_told_what_a_result_shows() {
    let (_folder, _index, files) = example();
    let mut page = Page::open(&files["index.bin"]).expect("a hot file");
    let (answer, n_rounds) = ask(&mut page, &files, "reset passwords\nen\n6\n0\n0\n\n");
    assert_eq!(n_rounds, 2);
    assert_eq!(answer["total"], 1);
    let hit = &answer["hits"][0];
    assert_eq!(hit["title"], "How do I reset my password?");
    assert_eq!(hit["url"], "q/reset-1.html");
    assert_eq!(hit["answer"], "Open Settings, then <b>Password</b>.");
    assert_eq!((&hit["created"], &hit["updated"]), (&"2024-05-01".into(), &"".into()));
    assert_eq!((&hit["grade"], &hit["product"]), (&"accepted".into(), &"Hub 2".into()));
    assert_eq!(hit["title_marks"], serde_json::json!([[9, 14], [18, 26]]));
    assert_eq!(hit["answer_marks"], serde_json::json!([[23, 31]]));
    assert_eq!(answer["instead"], Value::Null);
    // The same words again cost nothing.
    assert_eq!(ask(&mut page, &files, "reset passwords\nen\n6\n0\n0\n\n").1, 0);
}

/// The address and first lines of the first hit, from the pages' reader and natively.
#[track_caller]
fn shown(index: &Index, files: &Files, text: &str) -> (String, String) {
    let mut page = Page::open(&files["index.bin"]).expect("a hot file");
    let (answer, _) = ask(&mut page, files, &format!("{text}\nen\n6\n0\n1\n\n"));
    let hit = |field: &str| answer["hits"][0][field].as_str().unwrap_or_default().to_owned();
    let query = Query { text, page: Some(Lang::EN), typing: true, ..Query::default() };
    let native = index.search(&query, 6).expect("a readable index").swap_remove(0);
    assert_eq!((hit("url"), hit("answer")), (native.address, native.teaser), "{text}");
    (hit("url"), hit("answer"))
}

#[test]
fn the_answer_is_shown_that_the_query_means() {
    let answer = |anchor, text| Answer { text, start: text, anchor, is_solution: false };
    let answers = [
        answer("a-1", "Open Settings. A mail comes with a link for the browser."),
        answer("a-2", "Without a phone ask the shop for a voucher."),
        answer("a-3", "Customers who have lost the voucher call the hotline."),
        Answer { start: "", ..answer("a-4", "Wait for the postman.") },
    ];
    let solved = [answers[0], answers[1], Answer { is_solution: true, ..answers[2] }];
    let telephones = ["Налаштування, розділ безпеки.", "Якщо телефону немає, зателефонуйте."];
    let telephones = telephones.map(|text| answer("a-9", text));
    let thread = Document { teaser: "Open Settings.", ..PLAIN };
    let (title, address) = ("Reset the password", "q/reset.html");
    let mut documents = vec![
        Document { id: "1", title, address, answers: &answers, ..thread },
        Document { id: "2", title: "Solved lamp", address: "q/2", answers: &solved, ..thread },
        Document {
            id: "3",
            title: "Only one tap",
            address: "q/3",
            answers: &answers[..1],
            ..thread
        },
        Document {
            id: "4",
            title: "Скинути пароль",
            answers: &telephones,
            language: Lang::UK,
            ..thread
        },
    ];
    // So many that all words tell about alike.
    documents.extend([Document { id: "5", title: "Something else", ..PLAIN }; 30]);
    let (_folder, index, files) = built(&documents, 8_000);
    let check = |text: &str, address: &str, lines: &str| {
        let expected = (address.to_owned(), lines.to_owned());
        assert_eq!(shown(&index, &files, text), expected, "{text}");
    };
    check("reset password", "q/reset.html", "Open Settings.");
    check("reset the password without phones", "q/reset.html#a-2", answers[1].text);
    check("reset password lost hotl", "q/reset.html#a-3", answers[2].text);
    // As good as the best is not enough, nor is what no result shows.
    check("reset password by mail or hotline", "q/reset.html", "Open Settings.");
    check("reset password postman", "q/reset.html", "Open Settings.");
    // Of two that fit alike the accepted one is meant, else the first.
    check("reset password voucher", "q/reset.html#a-2", answers[1].text);
    check("solved lamp voucher", "q/2#a-3", answers[2].text);
    check("only one tap phone", "q/3", "Open Settings.");
    check("скинути пароль без телефона", "#a-9", telephones[1].text);
}

#[test]
fn hits_tell_every_grade_and_what_is_confirmed_comes_first() {
    let grades = ["unresolved", "contested", "answered", "corroborated", "official", "accepted"];
    let documents = grades.map(|grade| Document {
        id: grade,
        grade,
        title: "Reset the hub",
        question: "It blinks.",
        ..PLAIN
    });
    let (_folder, _, files) = built(&documents, 64);
    let mut page = Page::open(&files["index.bin"]).expect("an index");
    let (answer, _) = ask(&mut page, &files, "reset\nen\n6\n0");
    let hits = answer["hits"].as_array().expect("hits");
    let found: Vec<&str> = hits.iter().filter_map(|hit| hit["grade"].as_str()).collect();
    let place = |grade: &str| found.iter().position(|known| *known == grade).expect(grade);
    assert!(grades.iter().all(|grade| found.contains(grade)), "{found:?}");
    assert!(place("official") < place("corroborated"), "{found:?}");
    assert!(place("corroborated") < place("answered"), "{found:?}");
    assert!(place("answered") < place("contested"), "{found:?}");
}

#[test]
fn words_are_repaired_and_said() {
    let (_folder, _index, files) = example();
    let mut page = Page::open(&files["index.bin"]).expect("a hot file");
    let (answer, _) = ask(&mut page, &files, "resset pasword\nen\n6\n0\n0\n\n");
    assert_eq!(titles(&answer), ["How do I reset my password?"]);
    assert_eq!(answer["instead"], "reset password");
    let (answer, _) = ask(&mut page, &files, "gfhjkm\nuk\n6\n0\n0\n\n");
    assert_eq!(titles(&answer), ["Як скинути пароль?"]);
    assert_eq!(answer["instead"], "пароль");
    let (answer, _) = ask(&mut page, &files, "xyzzy offquux\nen\n6\n0\n0\n\n");
    assert_eq!(answer["total"], 0);
    assert_eq!(answer["near"], serde_json::json!(["offline"]));
}

#[test]
fn filters_sift_and_are_counted() {
    let (_folder, _index, files) = example();
    let mut page = Page::open(&files["index.bin"]).expect("a hot file");
    let (answer, _) = ask(&mut page, &files, "hub password\nen\n20\n0\n0\n\n");
    assert_eq!(answer["facets"]["tags"], serde_json::json!([["web", 2], ["Account", 1]]));
    assert_eq!(answer["facets"]["products"], serde_json::json!([["Hub 2", 1]]));
    assert_eq!(answer["facets"]["languages"], serde_json::json!([["en", 2]]));
    assert_eq!(answer["facets"]["grades"], serde_json::json!([["accepted", 2]]));
    // The other one is of a day that is not known.
    assert_eq!(answer["facets"]["years"], serde_json::json!([["2024", 1]]));
    let (answer, _) = ask(&mut page, &files, "hub password\nen\n20\n0\n0\n\ny:2024\ng:accepted");
    assert_eq!(titles(&answer), ["How do I reset my password?"]);
    let (answer, _) = ask(&mut page, &files, "hub password\nen\n20\n0\n0\n\ny:2023");
    assert_eq!(answer["total"], 0);
    let (answer, _) = ask(&mut page, &files, "hub password\nen\n20\n0\n0\n\nt:ACCOUNT");
    assert_eq!(titles(&answer), ["How do I reset my password?"]);
    let (answer, _) = ask(&mut page, &files, "hub password\nen\n20\n0\n0\n\np:hub 2");
    assert_eq!(titles(&answer), ["How do I reset my password?"]);
    let (answer, _) = ask(&mut page, &files, "hub password\nen\n20\n0\n0\n\np:none");
    assert_eq!(answer["total"], 0);
    let (answer, _) = ask(&mut page, &files, "пароль password\nen\n20\n0\n0\nuk\n");
    assert_eq!(titles(&answer), ["Як скинути пароль?"]);
    let (answer, _) = ask(&mut page, &files, "hub password\nen\n1\n1\n0\n\n");
    assert_eq!((titles(&answer).len(), &answer["total"]), (1, &2.into()));
}

#[test]
fn lost_and_damaged_files_leave_the_rest() {
    let (_folder, _index, mut files) = example();
    let mut page = Page::open(&files["index.bin"]).expect("a hot file");
    let name = files.keys().find(|name| name.starts_with("t-")).expect("a chunk").clone();
    let mut damaged = files[&name].clone();
    damaged[3] ^= 1;
    assert!(!page.reader().put(&name, damaged));
    let (answer, _) = ask(&mut page, &files, "reset\nen\n6\n0\n0\n\n");
    assert_eq!((&answer["total"], &answer["incomplete"]), (&0.into(), &true.into()));
    // A damaged file that comes whole later is taken.
    assert!(page.reader().put(&name, files[&name].clone()));
    files.retain(|name, _| !name.starts_with("c-"));
    let (answer, _) = ask(&mut page, &files, "reset\nen\n6\n0\n0\n\n");
    assert_eq!((&answer["total"], &answer["incomplete"]), (&1.into(), &true.into()));
    assert_eq!(titles(&answer), [""; 0]);
    let mut other = files["index.bin"].clone();
    other[4] += 1;
    assert_eq!(Page::open(&other).err(), Some(HotError::OtherVersion));
}

#[test]
fn hostile_requests_are_answered() {
    let (_folder, _index, files) = example();
    let long = "password ".repeat(2_000);
    let many = (0..3_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    let mut page = Page::open(&files["index.bin"]).expect("a hot file");
    for text in
        ["", "?!…", "\u{0}\u{7f}\u{202e}", "the of how", &long, &many, "<img onerror>", "密碼"]
    {
        for rest in ["en\n6\n0\n1\n\n", "\n\n\n\n\n", "uk\n99999999999\n-1\nx\ny\nz\nw\nv"] {
            let (answer, _) = ask(&mut page, &files, &format!("{text}\n{rest}"));
            assert!(answer["hits"].is_array());
        }
    }
}

#[test]
fn native_and_static_answers_agree_and_edits_change_few_files() {
    let words = ["wifi", "router", "password", "invoice", "screen", "battery", "update", "mail"];
    let texts: Vec<String> = (0..1_200_usize)
        .map(|n| {
            let word = |k: usize| words[(n * k + n / 7) % words.len()];
            format!("{} {} {} number{} q{}", word(1), word(3), word(5), n % 97, n)
        })
        .collect();
    let ids: Vec<String> = (0..1_200).map(|n| n.to_string()).collect();
    let document = |(n, text): (usize, &'static str)| Document {
        id: "",
        title: text,
        created: n as i64,
        ..PLAIN
    };
    let leaked: Vec<&'static str> =
        texts.iter().map(|text| &*Box::leak(text.clone().into_boxed_str())).collect();
    let mut documents: Vec<Document<'_>> =
        leaked.iter().copied().enumerate().map(document).collect();
    for (document, id) in documents.iter_mut().zip(&ids) {
        document.id = id;
    }
    let (_folder, index, files) = built(&documents, 200);
    assert!(files.len() <= 200, "{}", files.len());
    let mut reader = Reader::open(&files["index.bin"]).expect("a hot file");
    for text in ["wifi router number5", "password q77", "batery mail", "updating screens"] {
        let query = Query { text, ..Query::default() };
        let native = index.search(&query, 10).expect("a readable index");
        let found = loop {
            match reader.rank(&query, &[], 10) {
                Step::Done(found) => break found,
                Step::Fetch(names) => names.iter().for_each(|name| {
                    assert!(reader.put(name, files[name].clone()));
                }),
            }
        };
        let found = index.hits(&found.best).expect("a readable index");
        // Impacts have eight bits: what is nearly equal may change places.
        let same = native.iter().find(|hit| hit.id == found[0].id).expect("a good hit");
        assert!(same.score > native[0].score * 0.98, "{text}");
        let shared = found.iter().filter(|hit| native.iter().any(|n| n.id == hit.id)).count();
        assert!(shared >= 8, "{text}: {shared}");
    }
    documents[600].title = "wifi router password number3 edited";
    let (_folder, _, after) = built(&documents, 200);
    let kept = after.keys().filter(|name| files.contains_key(*name)).count();
    assert!(kept * 10 >= after.len() * 6, "{kept} of {}", after.len());
    let (_folder, _, again) = built(&documents, 200);
    assert_eq!(after, again);
}

#[test]
fn in_a_hurry_words_that_nobody_has_wait() {
    let (_folder, _index, files) = example();
    let mut page = Page::open(&files["index.bin"]).expect("what was written");
    let hurried = "pasword reset\nen\n6\n0\n2";
    let (answer, _) = ask(&mut page, &files, hurried);
    assert_eq!(titles(&answer), ["How do I reset my password?"]);
    assert_eq!((&answer["unsure"], &answer["instead"]), (&Value::Bool(true), &Value::Null));
    let (answer, _) = ask(&mut page, &files, "pasword reset\nen\n6\n0\n1");
    assert_eq!(answer["unsure"], false);
    assert_eq!(answer["instead"], "password reset");
    // The file of words is there now.
    let (answer, _) = ask(&mut page, &files, hurried);
    assert_eq!((&answer["unsure"], &answer["instead"]), (&false.into(), &"password reset".into()));
    // What else there is says nothing, so all is waited for.
    let mut page = Page::open(&files["index.bin"]).expect("what was written");
    let (answer, _) = ask(&mut page, &files, "how do i pasword\nen\n6\n0\n2");
    assert_eq!((&answer["unsure"], titles(&answer).len()), (&false.into(), 1));
}

#[test]
fn filters_without_a_query_show_what_passes_them() {
    let (_folder, _index, files) = example();
    let mut page = Page::open(&files["index.bin"]).expect("what was written");
    let (answer, _) = ask(&mut page, &files, "\nen\n20\n0\n0\n\nt:web");
    assert_eq!(titles(&answer), ["How do I reset my password?", "The hub is offline"]);
    assert_eq!(answer["facets"]["tags"][0], serde_json::json!(["web", 2]));
    assert_eq!(answer["facets"]["languages"], serde_json::json!([["en", 2]]));
    let (answer, _) = ask(&mut page, &files, "\nen\n20\n0\n0\nuk\n");
    assert_eq!(titles(&answer), ["Як скинути пароль?"]);
    let (answer, _) = ask(&mut page, &files, " ?\nen\n20\n0\n0\n\n");
    assert_eq!(titles(&answer), [""; 0]);
}

#[test]
fn what_a_misspelt_word_means_is_fetched_as_well() {
    let titles_: Vec<String> =
        (0..400).map(|n: u32| format!("Sm{n:05x}{:05x} word{}", n * 7_919, n % 7)).collect();
    let mut documents: Vec<Document<'_>> = Vec::new();
    let ids: Vec<String> = (1..=400).map(|n| n.to_string()).collect();
    for (id, title) in ids.iter().zip(&titles_) {
        documents.push(Document { id, title, ..PLAIN });
    }
    documents.push(Document { id: "z", title: "A synchronous clock", ..PLAIN });
    let (_folder, _index, files) = built(&documents, 8_000);
    assert!(files.keys().filter(|name| name.starts_with("t-")).count() > 5);
    let mut page = Page::open(&files["index.bin"]).expect("what was written");
    let (answer, _) = ask(&mut page, &files, "sinchronous\nen\n6\n0\n1");
    assert_eq!(titles(&answer), ["A synchronous clock"]);
}

/// What is found in another wording than that of its title, with and without what words mean.
fn in_other_words(mode: MeaningMode) -> (tempfile::TempDir, Index, Files) {
    let ru = |id, title| Document { id, title, language: Lang::RU, created: 9, ..PLAIN };
    let documents = [
        Document { id: "1", title: "How do I delete my account?", created: 1, ..PLAIN },
        Document { id: "2", title: "The router is offline", created: 2, ..PLAIN },
        Document { id: "3", title: "Which colours does the lamp have?", created: 3, ..PLAIN },
        ru("4", "Как удалить учётную запись"),
        ru("5", "Лампа не включается"),
    ];
    built_with(&documents, 8_000, mode)
}

#[test]
fn titles_that_mean_what_is_asked_are_found_here_and_in_pages() {
    let (_folder, index, files) = in_other_words(MeaningMode::Words);
    for (text, page, expected) in [
        ("remove accounts", Lang::EN, "How do I delete my account?"),
        ("стереть аккаунт", Lang::RU, "Как удалить учётную запись"),
        ("wifi modem", Lang::EN, "The router is offline"),
    ] {
        let query = Query { text, page: Some(page), ..Query::default() };
        let native = index.search(&query, 6).expect("a readable index");
        let native: Vec<&str> = native.iter().map(|hit| hit.title.as_str()).collect();
        assert_eq!(native.first(), Some(&expected), "{text}");
        let mut reader = Page::open(&files["index.bin"]).expect("a hot file");
        let (answer, n_rounds) = ask(&mut reader, &files, &format!("{text}\n{page}\n6\n0\n0\n\n"));
        assert_eq!(titles(&answer), native, "{text}");
        assert_eq!((n_rounds, &answer["instead"]), (2, &Value::Null), "{text}");
    }
}

#[test]
fn without_meaning_words_alone_are_looked_for() {
    let (_folder, index, files) = in_other_words(MeaningMode::Off);
    let mut page = Page::open(&files["index.bin"]).expect("a hot file");
    let (answer, _) = ask(&mut page, &files, "remove profile\nen\n6\n0\n0\n\n");
    assert_eq!(titles(&answer), [""; 0]);
    let query = Query { text: "remove profile", ..Query::default() };
    assert_eq!(index.search(&query, 6).expect("a readable index"), []);
}
