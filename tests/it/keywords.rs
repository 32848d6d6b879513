//! Where a community has no tags, readers browse by words of its titles.

use crate::harness::{Built, Site, elements};

/// What titles are about, and what answers say of it.
const THINGS: [&str; 10] = [
    "shadow", "texture", "camera", "joystick", "terrain", "skybox", "raycast", "sprite", "mesh",
    "audio",
];

/// Titles with words of things, each behind words that every title may have.
fn threads(n: usize) -> String {
    let frames = ["How do I use a", "What is wrong with my", "Problem: the", "Where to set the"];
    let lines = (0..n).map(|at| {
        let thing = THINGS[at % THINGS.len()];
        let frame = frames[at % frames.len()];
        format!(
            "{{\"id\": \"{at}\", \"title\": \"{frame} {thing} in room {at}\", \"answers\": \
             [{{\"id\": \"a{at}\", \"body\": \"Set it and use it, then start again with \
             number {at}.\", \"accepted\": true}}]}}\n"
        )
    });
    lines.collect()
}

fn site(lines: String, setting: &str) -> Built {
    let settings = format!(
        "title: Lumo help\nbase_url: https://a.example/\nlanguage: en\n{setting}\
         sources:\n  - {{type: jsonl, path: a.jsonl, language: en}}\n"
    );
    Site::new("").with("answerbook.yaml", settings).with("a.jsonl", lines).build()
}

fn links(html: &str) -> Vec<String> {
    let all = elements(html).into_iter().filter(|(name, _)| name == "a");
    all.filter_map(|(_, attributes)| attributes.get("href").cloned()).collect()
}

#[test]
fn titles_are_found_by_what_they_are_about() {
    let built = site(threads(90), "");
    assert_eq!(built.messages(), "");
    let index = built.page("keywords.html");
    for thing in THINGS {
        assert!(index.contains(&format!("keywords/{thing}")), "{thing}\n{index}");
    }
    // What titles and answers have alike says nothing.
    for idle in ["problem", "wrong", "use", "set", "start", "number", "room"] {
        assert!(
            !built.page_paths("keywords/").contains(&&*format!("keywords/{idle}.html")),
            "{idle}"
        );
    }
    let home = links(built.page("index.html"));
    assert!(home.iter().any(|href| href == "keywords.html"), "{home:?}");
    assert!(home.iter().any(|href| href.starts_with("keywords/shadow")), "{home:?}");
    assert!(built.page("search.html").contains("keywords/shadow"));
    assert_eq!(built.check().1, "");
}

#[test]
fn a_keyword_has_all_its_questions_on_one_page() {
    let built = site(threads(600), "keywords: on\n");
    let paths = built.page_paths("keywords/");
    let shadow = paths.iter().find(|path| path.starts_with("keywords/shadow")).expect("a page");
    let page = built.page(shadow);
    let listed = links(page).into_iter().filter(|href| href.contains("/questions/")).count();
    assert!(listed == 60, "{listed}");
    // By name, however many threads each has.
    let all = links(built.page("keywords.html"));
    let all: Vec<&String> = all.iter().filter(|href| href.starts_with("keywords/")).collect();
    assert!(all.len() > 5 && all.is_sorted(), "{all:?}");
}

#[test]
fn tags_of_a_community_go_first_and_settings_decide() {
    let has = |built: &Built| built.files.contains_key("keywords.html");
    let tagged = threads(90).replace("\"answers\"", "\"tags\": [\"lamp\"], \"answers\"");
    assert!(!has(&site(tagged.clone(), "")));
    assert!(has(&site(tagged, "keywords: on\n")));
    assert!(!has(&site(threads(90), "keywords: off\n")));
    assert!(!has(&site(threads(20), "")), "a small site is looked through");
}
