//! The search in the reader's browser, as far as the build makes it.

use std::collections::BTreeMap;
use std::io::Read;

use answerbook::publish::SearchAnswer;
use answerbook::search::site::Page;
use serde_json::Value;

use crate::harness::{Built, Site, elements, example};

/// The names that the script of all pages knows.
fn names(built: &Built, script: &str) -> Value {
    let (_, rest) = built.page(script).split_once("const files = ").expect("the names");
    let (list, _) = rest.split_once(";\n").expect("an end");
    serde_json::from_str(list).expect("they are JSON")
}

fn script(built: &Built) -> &str {
    let found = built.paths("assets/site-").into_iter().find(|path| path.ends_with(".js"));
    found.expect("a script")
}

#[test]
fn the_script_and_the_element_name_files_that_are_there() {
    let built = example();
    let names = names(built, script(built));
    for key in ["wasm", "box", "results", "reader", "engine"] {
        let name = names[key].as_str().expect("a name");
        assert!(built.files.contains_key(name), "{name}");
    }
    for (lang, of_lang) in names["words"].as_object().expect("languages") {
        let [words, page] = [0, 1].map(|at| of_lang[at].as_str().expect("a name"));
        assert!(built.files.contains_key(words) && built.files.contains_key(page), "{lang}");
    }
    assert_eq!(self::names(built, "search/embed.js"), names);
}

/// A file of the search, unpacked as browsers do.
fn unpacked(name: &str) -> Vec<u8> {
    let mut plain = Vec::new();
    let packed = &*example().files[&format!("search/{name}")];
    flate2::read::DeflateDecoder::new(packed).read_to_end(&mut plain).expect("it is compressed");
    plain
}

#[test]
fn the_index_in_files_answers_in_the_form_of_all_engines() {
    let mut page = Page::open(&unpacked("index.bin")).expect("an index");
    let mut ask = |request: &str| -> SearchAnswer {
        for _ in 0..9 {
            let answer: Value = serde_json::from_str(&page.step(request)).expect("JSON");
            let Some(names) = answer["fetch"].as_array() else {
                let typed = serde_json::from_value(answer.clone()).expect("the form of an answer");
                assert_eq!(serde_json::to_value(&typed).expect("JSON"), answer);
                return typed;
            };
            for name in names.iter().filter_map(Value::as_str) {
                assert!(page.reader().put(name, unpacked(name)), "{name}");
            }
        }
        panic!("it asks for ever");
    };
    let found = ask("hub wi-fi\nen\n20\n0\n0\n\n");
    assert!(found.total > 0 && found.hits.iter().any(|hit| !hit.title_marks.is_empty()));
    assert!(!found.facets.tags.is_empty());
    assert!(example().files.contains_key(found.hits[0].url.split('#').next().unwrap_or("")));
    let none = ask("xqzzyvk\nen\n6\n0\n0\n\n");
    assert_eq!((none.total, none.hits.len()), (0, 0));
}

#[test]
fn the_search_speaks_each_language_with_its_plurals() {
    let check = |lang: &str, page: &str, count: &[(u64, &str)]| {
        let path = example().paths(&format!("assets/words-{lang}-"))[0];
        let words: Value = serde_json::from_str(example().page(path)).expect("JSON");
        for (n, text) in count {
            let has = |one: &Value| one[0] == *n && one[1] == *text;
            assert!(words["count"].as_array().expect("a list").iter().any(has), "{lang}: {words}");
        }
        let names = names(example(), script(example()));
        assert_eq!(names["words"][lang][1], page);
        assert!(words["askHref"].as_str().is_some_and(|href| href.contains("{query}")));
    };
    check("en", "search.html", &[(1, "%n answer"), (0, "%n answers")]);
    check(
        "uk",
        "uk/search.html",
        &[(1, "%n відповідь"), (2, "%n відповіді"), (5, "%n відповідей")],
    );
    check("ru", "ru/search.html", &[(1, "%n ответ"), (3, "%n ответа"), (11, "%n ответов")]);
    check("sl", "sl/search.html", &[(1, "%n odgovor"), (2, "%n odgovora"), (3, "%n odgovori")]);
}

#[test]
fn every_page_has_one_search_form_that_leads_to_the_search_page() {
    for (path, page) in example().pages() {
        let all = elements(page);
        let is_other = |form: &BTreeMap<String, String>| form.contains_key("data-feedback");
        let forms = all.iter().filter(|(name, form)| name == "form" && !is_other(form));
        let forms: Vec<_> = forms.collect();
        assert_eq!(forms.len(), 1, "{path}");
        let get = |key: &str| forms[0].1.get(key).map_or("", String::as_str);
        assert_eq!((get("role"), get("method")), ("search", "get"), "{path}");
        assert!(get("action").ends_with("search.html"), "{path}: {}", get("action"));
    }
}

#[test]
fn without_a_script_the_search_page_leads_to_topics() {
    let page = example().page("search.html");
    assert!(page.contains("Popular topics") && page.contains("href=\"tags/hub.html\""), "{page}");
    assert!(page.contains("<noscript>"));
}

#[test]
fn an_edit_of_an_answer_changes_no_name_in_the_script() {
    let of = |body: &str| {
        Site::new("")
            .with("answers/a.md", format!("---\ntitle: A\nauthor: Ann\n---\n{body}"))
            .build()
    };
    assert_eq!(script(&of("One.")), script(&of("Two.")));
}
