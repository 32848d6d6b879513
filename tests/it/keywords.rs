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
fn years_on_the_pages_of_keywords_have_the_digits_of_the_language() {
    let dated = threads(90).replace("\"answers\"", "\"created\": \"2024-03-05\", \"answers\"");
    // Numbers are written as the texts are: in a language without texts as in English.
    let texts = "n-answers = { $n } پاسخ\n";
    for (lang, texts, year) in [("fa", texts, "۲۰۲۴"), ("fa", "", "2024"), ("ar", "", "2024")] {
        let settings = format!(
            "title: Lumo help\nlanguage: {lang}\nkeywords: on\n\
             sources:\n  - {{type: jsonl, path: a.jsonl, language: {lang}}}\n"
        );
        let site = Site::new("").with("answerbook.yaml", settings).with("a.jsonl", dated.clone());
        let built = site.with(&format!("strings/{lang}.ftl"), texts).build();
        let page = built.page(built.page_paths("keywords/")[0]);
        let time = format!("<time datetime=\"2024-03-05T00:00:00Z\">{year}</time>");
        assert!(page.contains(&time), "{lang}: {page}");
        let question = built.page(built.page_paths("questions/")[0]);
        let (_, time) = question.split_once("<time datetime=\"2024-03-05").expect("a date");
        let day = time.split("</time>").next().unwrap_or_default();
        assert!(day.contains(year), "as other dates do: {lang}: {day}");
    }
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
