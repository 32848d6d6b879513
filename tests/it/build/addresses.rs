//! Addresses: never two alike, never another tomorrow, whole in any folder.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use answerbook::diag::Code;
use answerbook::files::MemoryFiles;

use crate::harness::{Built, Site, elements, example};

/// Titles and ids that some file system cannot tell apart, or does not take.
const ODD: [(&str, &str); 14] = [
    ("1", "Reset"),
    ("01", "Reset"),
    ("A", "reset"),
    ("a", "RESET"),
    ("cafe\u{301}", "Cafe\u{301}"),
    ("caf\u{e9}", "Caf\u{e9}"),
    ("\u{fb01}", "\u{fb01}le"),
    ("fi", "file"),
    ("con", ""),
    ("aux.", "."),
    ("a/b", "a/../b"),
    ("a b", "..\\..\\etc"),
    ("ж", "???"),
    ("nul", "   -"),
];

fn odd(threads: &[(&str, &str)], addresses: &str) -> Built {
    let json = |text: &str| serde_json::to_string(text).expect("a text");
    let lines: String = threads
        .iter()
        .map(|(id, title)| {
            let title = if title.is_empty() { "con" } else { title };
            format!(
                "{{\"id\": {}, \"title\": {}, \"tags\": [{0}, {1}], \"answers\": [{{\"id\": {0}, \
                 \"body\": \"x\", \"accepted\": true, \
                 \"author\": {{\"name\": {1}, \"id\": {0}}}}}]}}\n",
                json(id),
                json(title)
            )
        })
        .collect();
    let settings = format!(
        "title: x\nbase_url: https://a.example/\naddresses: {addresses}\n\
         sources:\n  - {{type: jsonl, path: a.jsonl}}\n"
    );
    Site::new("").with("answerbook.yaml", settings).with("a.jsonl", lines).build()
}

/// What a file system that minds neither case nor form sees.
fn seen(path: &str) -> String {
    path.nfkc().flat_map(char::to_lowercase).nfc().collect()
}

#[track_caller]
fn is_portable(built: &Built) {
    let mut known = BTreeSet::new();
    for path in built.files.keys() {
        assert!(known.insert(seen(path)), "{path} is there twice");
        assert_eq!(*path, path.nfc().collect::<String>(), "{path}");
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap_or_default().to_lowercase();
            let device = ["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&&*stem);
            assert!(!device, "{path}");
            assert!(!part.ends_with(['.', ' ']) && !part.starts_with(['.', '-']), "{path}");
            assert!(!part.contains(['<', '>', ':', '"', '\\', '|', '?', '*']), "{path}");
            assert!(part.len() <= 255, "{path}");
        }
    }
}

#[test]
fn no_two_addresses_are_alike_on_any_file_system() {
    for style in ["file", "folder"] {
        let built = odd(&ODD, style);
        assert_eq!(built.report().n_published, ODD.len(), "{}", built.messages());
        assert_eq!(built.page_paths("questions/").len(), ODD.len());
        is_portable(&built);
    }
    is_portable(example());
}

#[test]
fn an_address_stays_when_other_threads_come_and_go() {
    let all = odd(&ODD, "file");
    let mut reversed = ODD;
    reversed.reverse();
    let other_way = odd(&reversed, "file");
    assert_eq!(all.page_paths("questions/"), other_way.page_paths("questions/"));
    for at in 0..ODD.len() {
        let alone = odd(&ODD[at..=at], "file");
        let path = alone.page_paths("questions/")[0];
        assert!(all.files.contains_key(path), "{path}");
        let mut without = ODD.to_vec();
        without.remove(at);
        assert!(!odd(&without, "file").files.contains_key(path), "{path}");
    }
}

#[test]
fn the_second_answer_with_a_slug_is_withheld_and_counted() {
    let built = Site::new(
        "== answers/a.md\n---\nslug: x\n---\nOne.\n== answers/b.md\n---\nslug: X\n---\nTwo.\n",
    )
    .build();
    assert!(built.page("answers/x.html").contains("One."));
    assert_eq!(built.report().withheld.get("address-taken"), Some(&1));
    assert_eq!(built.message(Code::AddressTaken).lines().count(), 1);
}

#[test]
fn a_published_answer_keeps_its_address_when_a_newer_one_asks_for_it() {
    let before = Site::new("== answers/b.md\n---\nslug: X\n---\nTwo.\n").build();
    let ledger = before.report().redirects.ledger.clone().expect("it is new");
    let built = Site::new(
        "== answers/a.md\n---\nslug: x\n---\nOne.\n== answers/b.md\n---\nslug: X\n---\nTwo.\n",
    )
    .with("addresses.txt", ledger)
    .build();
    assert!(built.page("answers/x.html").contains("Two."));
    assert_eq!(built.report().withheld.get("address-taken"), Some(&1));
    let told = built.message(Code::AddressTaken);
    assert!(told.starts_with("answers/a.md:1"), "{told}");
}

#[test]
fn two_articles_with_one_title_are_two_pages() {
    let article = |id: u32, text: &str| {
        format!(
            "{{\"id\":{id},\"title\":\"Pairing the hub\",\"body\":\"<p>{text}</p>\",\
             \"locale\":\"en-us\",\"draft\":false,\"section_id\":{id}}}"
        )
    };
    let articles = [article(31, "Hold the ring."), article(32, "Press the lid.")].join(",");
    let record = |id: u32, text: &str| {
        format!(
            "{{\"id\":{id},\"kind\":\"answer\",\"title\":\"Dimming\",\
             \"answers\":[{{\"id\":\"a\",\"official\":true,\"body\":\"{text}\"}}]}}\n"
        )
    };
    let sections = r#"{"sections":[{"id":31,"name":"Hubs"},{"id":32,"name":"Lids"}]}"#;
    let settings = "title: x\nsources:\n\
        \x20 - {type: zendesk, path: '*.json', url: https://help.example, consent: terms}\n\
        \x20 - {type: jsonl, path: a.jsonl, name: Care}\n";
    let built = Site::new("")
        .with("answerbook.yaml", settings)
        .with("help.json", format!("{{\"articles\":[{articles}]}}"))
        .with("sections.json", sections)
        .with("a.jsonl", record(1, "Turn it.") + &record(2, "Hold it."))
        .build();
    let expected = [
        "answers/dimming--care--1.html",
        "answers/dimming--care--2.html",
        "answers/pairing-the-hub-31.html",
        "answers/pairing-the-hub-32.html",
    ];
    assert_eq!(built.page_paths("answers/"), expected, "{}", built.messages());
    assert!(built.page(expected[3]).contains("Press the lid."));
    assert_eq!(built.messages(), "");
}

#[test]
fn two_sources_with_the_same_ids_do_not_collide() {
    let record =
        "{\"id\": 1, \"title\": \"A\", \"answers\": [{\"body\": \"x\", \"accepted\": true}]}\n";
    let settings = "title: x\nsources:\n  - {type: jsonl, path: a.jsonl}\n\
        \x20 - {type: jsonl, path: b.jsonl, name: Care}\n";
    let built = Site::new("")
        .with("answerbook.yaml", settings)
        .with("a.jsonl", record)
        .with("b.jsonl", record)
        .build();
    assert_eq!(built.page_paths("questions/"), ["questions/a--care--1.html", "questions/a-1.html"]);
}

#[test]
fn people_with_names_and_ids_that_look_alike_have_a_page_each() {
    let people = [("a", "a"), ("2", "a"), ("b-c", "a"), ("c", "a-b"), ("a-b-c", "a-b-c")];
    let answers: Vec<String> = people
        .iter()
        .map(|(id, name)| {
            format!("{{\"body\": \"x\", \"author\": {{\"id\": \"{id}\", \"name\": \"{name}\"}}}}")
        })
        .collect();
    let record =
        format!("{{\"id\": 1, \"title\": \"A\", \"answers\": [{}]}}\n", answers.join(", "));
    let settings = "title: x\npublish: {resolution: all}\nsources:\n\
        \x20 - {type: jsonl, path: a.jsonl}\n  - {type: jsonl, path: b.jsonl}\n";
    let built = Site::new("")
        .with("answerbook.yaml", settings)
        .with("a.jsonl", record.clone())
        .with("b.jsonl", record)
        .build();
    assert_eq!(built.page_paths("people/").len(), 10, "{:?}", built.page_paths("people/"));
}

#[test]
fn folders_can_be_asked_for() {
    let built = odd(&ODD, "folder");
    assert!(
        built.files.contains_key("questions/reset-1/index.html"),
        "{:?}",
        built.page_paths("questions/")
    );
    assert!(built.page("sitemap.xml").contains("<loc>https://a.example/questions/reset-1/</loc>"));
    let (checked, messages) = built.check();
    assert_eq!((checked.n_broken, messages.as_str()), (0, ""));
    assert!(checked.n_links > 300);
}

#[test]
fn every_internal_link_leads_somewhere() {
    let (checked, messages) = example().check();
    assert_eq!((checked.n_broken, messages.as_str()), (0, ""));
    assert!(checked.n_links > 2000, "{checked:?}");
}

#[test]
fn a_link_that_is_taken_away_is_noticed() {
    let mut files = example().files.clone();
    files.remove("tags.html");
    let mut sink = answerbook::diag::Sink::new();
    let checked = answerbook::check::check_pages(&MemoryFiles::new(files), None, &mut sink);
    assert!(checked.n_broken > 30, "{checked:?}");
}

#[test]
fn the_site_works_in_any_folder() {
    for (path, page) in example().pages().filter(|(path, _)| !path.ends_with("404.html")) {
        for (name, attributes) in elements(page) {
            let is_hint = name == "link"
                && attributes.get("rel").is_some_and(|rel| {
                    rel == "canonical"
                        || (rel == "alternate" && attributes.contains_key("hreflang"))
                });
            for key in ["href", "src", "action"] {
                let Some(value) = attributes.get(key).filter(|_| !is_hint) else { continue };
                let own = value.starts_with('/') || value.contains("answers.lumo.example");
                assert!(!own, "{path}: {value}");
            }
        }
    }
}
