//! What search engines and feed readers are told.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::harness::{Built, Site, elements, example};

/// Reads XML to its end and returns the texts of its elements by name.
#[track_caller]
fn xml(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<String> = Vec::new();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                start.attributes().for_each(|a| assert!(a.is_ok(), "{text}"));
                texts.entry(name.clone()).or_default().push(String::new());
                open.push(name);
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(words) => {
                if let Some(last) = open.last().and_then(|name| texts.get_mut(name)?.last_mut()) {
                    last.push_str(&words);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    texts
}

fn links(page: &str, rel: &str) -> Vec<(String, String)> {
    let of_rel = elements(page).into_iter().filter(|(name, attributes)| {
        name == "link" && attributes.get("rel").is_some_and(|known| known == rel)
    });
    of_rel
        .map(|(_, mut a)| {
            (a.remove("hreflang").unwrap_or_default(), a.remove("href").unwrap_or_default())
        })
        .collect()
}

#[track_caller]
fn canonical(built: &Built, path: &str) -> String {
    let found = links(built.page(path), "canonical");
    let [(_, href)] = found.as_slice() else { panic!("{path}: {found:?}") };
    href.clone()
}

fn thread(more: &str) -> String {
    format!(
        "{{\"id\": 1, \"title\": \"Hub\"{more}, \"created\": \"2026-01-02\", \
         \"updated\": \"2026-03-04T05:06:07Z\", \"question\": {{\"body\": \"Why?\"}}, \
         \"answers\": [\
         {{\"id\": \"7\", \"body\": \"So.\", \"accepted\": true, \"score\": 4}}, \
         {{\"id\": \"8\", \"body\": \"Or so.\"}}, {{\"id\": \"8\", \"body\": \"Or not.\"}}]}}\n"
    )
}

fn one(more: &str, settings: &str) -> Built {
    Site::new("")
        .with(
            "answerbook.yaml",
            "title: x\nbase_url: https://a.example/help\nsources:\n\
             \x20 - {type: jsonl, path: a.jsonl}\n",
        )
        .with("a.jsonl", thread(more))
        .setting(settings)
        .build()
}

const PAGE: &str = "questions/hub-1.html";
const LIVE: &str = ", \"url\": \"https://f.example/t/1\"";

#[test]
fn the_canonical_address_is_the_page_or_the_thread() {
    let own = "https://a.example/help/questions/hub-1.html";
    assert_eq!(canonical(&one(LIVE, ""), PAGE), own);
    assert_eq!(canonical(&one(LIVE, "canonical: source"), PAGE), "https://f.example/t/1");
    assert_eq!(canonical(&one("", "canonical: source"), PAGE), own);
    assert_eq!(canonical(&one("", ""), "index.html"), "https://a.example/help/");
}

#[test]
fn a_page_is_a_qa_page_only_with_a_live_thread() {
    let kind = |built: &Built| built.json_ld(PAGE)["@graph"][0]["@type"].clone();
    assert_eq!(kind(&one(LIVE, "")), "QAPage");
    assert_eq!(kind(&one("", "")), "Article");
    let crumb = &one("", "").json_ld(PAGE)["@graph"][1]["itemListElement"][0];
    assert_eq!(crumb["item"], "https://a.example/help/");
    let by_hand = Site::new("== answers/a.md\nSo.\n").build();
    assert_eq!(by_hand.json_ld("answers/a.html")["@graph"][0]["@type"], "Article");
    for (path, page) in example().pages() {
        assert!(!page.contains("FAQPage"), "{path}");
    }
}

#[test]
fn answers_are_counted_truly_and_point_at_parts_that_exist() {
    let built = one(LIVE, "");
    let data = built.json_ld(PAGE);
    let question = &data["@graph"][0]["mainEntity"];
    assert_eq!(question["answerCount"], 3);
    assert_eq!(question["acceptedAnswer"]["text"], "So.");
    assert_eq!(question["acceptedAnswer"]["upvoteCount"], 4);
    let mut addresses = vec![question["acceptedAnswer"]["url"].as_str().expect("an address")];
    let others = question["suggestedAnswer"].as_array().expect("a list");
    addresses.extend(others.iter().filter_map(|answer| answer["url"].as_str()));
    assert_eq!(addresses.len(), 3);
    anchors_exist(&built, PAGE, &addresses);
}

#[track_caller]
fn anchors_exist(built: &Built, path: &str, addresses: &[&str]) {
    let ids: BTreeSet<String> =
        elements(built.page(path)).into_iter().filter_map(|(_, mut a)| a.remove("id")).collect();
    let unique: BTreeSet<&&str> = addresses.iter().collect();
    assert_eq!(unique.len(), addresses.len());
    for address in addresses {
        let (_, anchor) = address.split_once('#').expect("a part of the page");
        assert!(ids.contains(anchor), "{path}: {address}");
    }
}

#[test]
fn the_structured_data_of_the_example_holds_what_the_pages_show() {
    let mut n_questions = 0;
    for path in example().page_paths("questions/") {
        let data = example().json_ld(path);
        let main = &data["@graph"][0];
        if main["@type"] != "QAPage" {
            continue;
        }
        n_questions += 1;
        let question = &main["mainEntity"];
        let suggested = question["suggestedAnswer"].as_array().cloned().unwrap_or_default();
        let accepted = question.get("acceptedAnswer").cloned();
        let answers: Vec<Value> = accepted.into_iter().chain(suggested).collect();
        let addresses: Vec<&str> = answers.iter().filter_map(|a| a["url"].as_str()).collect();
        anchors_exist(example(), path, &addresses);
        assert!(question["answerCount"].as_u64() >= Some(answers.len() as u64), "{path}");
        assert!(!answers.is_empty() && question["name"].is_string(), "{path}");
        for answer in &answers {
            let date = answer["datePublished"].as_str().unwrap_or("Z");
            assert!(date.ends_with('Z'), "{path}: {date}");
        }
    }
    assert!(n_questions >= 10, "{n_questions}");
}

#[test]
fn the_sitemap_says_when_each_page_changed() {
    let built = one(LIVE, "");
    let texts = xml(built.page("sitemap.xml"));
    let page = "https://a.example/help/questions/hub-1.html";
    assert!(texts["loc"].iter().any(|loc| loc == page), "{:?}", texts["loc"]);
    assert!(texts["lastmod"].iter().all(|time| time == "2026-03-04T05:06:07Z"));
    let n_pages = built.pages().count();
    // All but the search page and 404.
    assert_eq!(texts["loc"].len(), n_pages - 2);
    for loc in &texts["loc"] {
        let path = loc.strip_prefix("https://a.example/help/").expect("below the address");
        let path = if path.is_empty() { "index.html" } else { path };
        assert!(built.files.contains_key(path), "{loc}");
    }
}

#[test]
fn without_an_address_there_is_no_sitemap_and_no_feed() {
    let built = Site::new("== answers/a.md\nSo.\n")
        .with("answerbook.yaml", "title: x\nsources:\n  - {type: markdown, path: answers}\n")
        .build();
    for path in ["sitemap.xml", "feed.xml"] {
        assert!(!built.files.contains_key(path));
    }
    assert_eq!(built.page("robots.txt"), "User-agent: *\nAllow: /\n");
    assert!(links(built.page("answers/a.html"), "canonical").is_empty());
}

#[test]
fn robots_name_the_sitemap() {
    let expected = "User-agent: *\nAllow: /\n\nSitemap: https://a.example/help/sitemap.xml\n";
    assert_eq!(one("", "").page("robots.txt"), expected);
}

#[test]
fn the_feed_is_well_formed_and_has_the_newest_first() {
    let texts = xml(example().page("feed.xml"));
    // What is not solved is no news.
    let n_solved = example().pages().filter(|(path, page)| {
        (path.starts_with("questions/") || path.starts_with("answers/"))
            && ["badge solved", "badge official", "badge stale"]
                .iter()
                .any(|badge| page.contains(badge))
    });
    let n_solved = n_solved.count();
    assert!(n_solved > 20 && n_solved <= example().report().n_published);
    assert_eq!(texts["entry"].len(), n_solved);
    let times = &texts["updated"];
    assert_eq!(times[0], times[1]);
    assert!(times[1..].is_sorted_by(|a, b| a >= b), "{times:?}");
    let ids: BTreeSet<&String> = texts["id"].iter().collect();
    assert_eq!(ids.len(), texts["id"].len());
}

#[test]
fn feed_and_sitemap_survive_any_title() {
    let built = Site::new("")
        .with(
            "answerbook.yaml",
            "title: \"<&> ]]>\"\nbase_url: https://a.example/?a=1&b\nsources:\n\
            \x20 - {type: jsonl, path: a.jsonl}\n",
        )
        .with(
            "a.jsonl",
            "{\"id\": \"<&\", \"title\": \"]]> <b> & \\u0000\\u0008\\ufffe \\u2028\", \
            \"answers\": [{\"id\": 1, \"body\": \"\\u0001 & < help\", \"accepted\": true}]}\n",
        )
        .build();
    assert_eq!(xml(built.page("feed.xml"))["entry"].len(), 1);
    assert!(!xml(built.page("sitemap.xml"))["loc"].is_empty());
}

#[test]
fn translations_name_each_other_and_a_default() {
    let mut n_groups = 0;
    for (path, page) in example().pages() {
        let alternates: BTreeMap<String, String> =
            links(page, "alternate").into_iter().filter(|(lang, _)| !lang.is_empty()).collect();
        if alternates.is_empty() {
            continue;
        }
        n_groups += 1;
        assert!(alternates.contains_key("x-default"), "{path}");
        let own = canonical(example(), path);
        assert!(alternates.values().any(|href| *href == own), "{path}: {alternates:?}");
        for (lang, href) in alternates.iter().filter(|(lang, _)| *lang != "x-default") {
            let other = href.strip_prefix("https://answers.lumo.example/").expect("a full address");
            let other = match other {
                "" => "index.html".to_owned(),
                folder if folder.ends_with('/') => format!("{folder}index.html"),
                page => page.to_owned(),
            };
            let back: BTreeMap<String, String> = links(example().page(&other), "alternate")
                .into_iter()
                .filter(|(lang, _)| !lang.is_empty())
                .collect();
            assert_eq!(back, alternates, "{path} and {other}");
            let html = elements(example().page(&other)).remove(0);
            assert_eq!(html.1.get("lang"), Some(lang), "{other}");
        }
    }
    assert!(n_groups >= 12, "{n_groups}");
}

#[test]
fn every_page_has_a_title_a_description_and_open_graph() {
    for (path, page) in example().pages() {
        let all = elements(page);
        let meta = |key: &str, name: &str| {
            all.iter().any(|(_, a)| a.get(key).is_some_and(|known| known == name))
        };
        assert!(page.contains("<title>") && !page.contains("<title></title>"), "{path}");
        assert!(meta("property", "og:title") && meta("property", "og:type"), "{path}");
        if path.starts_with("questions/") || path.starts_with("answers/") {
            assert!(meta("name", "description") && meta("property", "og:url"), "{path}");
        }
    }
}
