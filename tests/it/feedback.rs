//! "Did this solve it?": what pages ask, which files count the answers, and what else says so.

use crate::harness::{Built, Site};

const LAMPS: &str = r#"{"id": "Hum/../7", "title": "Why does the lamp hum?",
    "url": "https://a.example/t/7", "answers": [{"id": "a", "accepted": true,
    "body": "Turn the plug around: it hums on one side."}]}
{"id": "8", "title": "Why is the lamp of the cellar dark?", "question": {"body": "It went out."}}
"#;

fn build(feedback: &str) -> Built {
    let settings = "title: Lamps\nbase_url: https://a.example/lamps/\nsources:\n  \
        - {type: jsonl, path: threads.jsonl, name: Forum}\npublish: {resolution: all}\n\
        hosts: [netlify]\n\
        contact: {links: [{label: Write to us, url: \"mailto:care@a.example\"}]}\n";
    let settings = format!("{settings}{feedback}");
    // One record a line.
    let lamps = LAMPS.replace("\n    ", " ");
    let site = Site::new("").with("threads.jsonl", lamps).with("answerbook.yaml", settings);
    let built = site.build();
    assert!(!built.messages().contains("error"), "{}", built.messages());
    built
}

fn question(built: &Built) -> &str {
    built.pages().find(|(path, _)| path.contains("lamp-hum")).expect("the question").1
}

fn script(built: &Built) -> &str {
    let path = built.paths("assets/site").into_iter().find(|path| path.ends_with(".js"));
    built.page(path.expect("the script"))
}

#[test]
fn nobody_is_asked_by_default() {
    let built = build("");
    let page = question(&built);
    assert!(!page.contains("data-feedback") && !page.contains("<iframe"), "{page}");
    // There is one place that leads on, with all ways.
    assert_eq!(page.matches("mailto:care@a.example").count(), 1);
    assert_eq!(page.matches("https://a.example/t/7\" rel").count(), 2, "there, and as the source");
    assert!(built.paths("feedback/").is_empty());
    assert!(!script(&built).contains("data-feedback"), "no byte of the script");
    assert!(!built.paths("assets/").iter().any(|path| path.contains("feedback")));
    assert!(!built.page("robots.txt").contains("feedback"));
}

#[test]
fn a_log_counts_pictures_of_the_site_that_stay_inside_it() {
    let built = build("feedback: {to: log}\n");
    let names = ["feedback/no/forum--8.svg", "feedback/yes/forum--8.svg"];
    let paths = built.paths("feedback/");
    assert_eq!(paths.len(), 4, "{paths:?}");
    assert!(names.iter().all(|name| paths.contains(name)), "{paths:?}");
    let page = question(&built);
    let own: Vec<&&str> = paths.iter().filter(|path| !names.contains(path)).collect();
    for path in own {
        assert!(page.contains(&format!("formaction=\"../{path}\"")), "{path} {page}");
        assert!(built.page(path).starts_with("<svg xmlns="));
    }
    assert!(script(&built).contains("data-feedback"));
    assert!(built.page("robots.txt").contains("\nDisallow: /lamps/feedback/\n"));
    for text in [page, built.page("_headers")] {
        assert!(text.contains("; frame-src 'self'; "), "{text}");
    }
    // Where nothing answers there is nothing to ask about.
    let other = built.pages().find(|(path, _)| path.contains("cellar")).expect("a page").1;
    assert!(!other.contains("data-feedback") && other.contains("mailto:care"), "{other}");
}

#[test]
fn a_beacon_is_named_where_pages_say_what_they_may_ask() {
    let built = build("feedback: {to: beacon, url: \"https://count.example/a?x=1&y=2\"}\n");
    let page = question(&built);
    assert!(page.contains("data-feedback=\"beacon\""), "{page}");
    assert!(page.contains(" action=\"https://count.example/a?x=1&amp;y=2\""), "{page}");
    assert!(!page.contains("formaction") && !page.contains("<iframe"), "{page}");
    for text in [page, built.page("_headers")] {
        assert!(text.contains("connect-src 'self' https://count.example; "), "{text}");
    }
    assert!(built.paths("feedback/").is_empty());
}

#[test]
fn the_theme_plain_asks_the_same() {
    let built = build("theme: plain\nfeedback: {to: log}\n");
    let page = question(&built);
    for part in
        ["data-feedback=\"log\"", "data-thanks=\"Thank you", "class=\"way-on\"", "data-near"]
    {
        assert!(page.contains(part), "{part} {page}");
    }
}
