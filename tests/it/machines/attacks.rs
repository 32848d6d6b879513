//! Attacks are no more to those who show what machines read than they are to readers of pages.
//!
//! What a program makes of markdown is HTML that nobody sanitises again, so all HTML in a twin,
//! and every address, has to be harmless as it stands.

use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};

use crate::harness::{Built, Site, elements, shared};

/// Before a release all attacks are tried (`ANSWERBOOK_ATTACKS=all`), else every so many.
const EVERY: usize = 8;

/// Each attack is a thread: a title, a tag, names and posts in every markup.
fn attacked(every: usize) -> Option<(usize, Built)> {
    let list = fs::read_to_string(shared()?.join("data/bad-input/xss/payloads.dev.jsonl"));
    let list = list.expect("attacks");
    let (mut lines, mut n_attacks) = (String::new(), 0);
    for line in list.lines().step_by(every) {
        let attack: Value = serde_json::from_str(line).expect("a record");
        let text = attack["payload"].as_str().expect("a text");
        let post = |markup: &str, id: usize| {
            json!({
                "id": id.to_string(), "body": format!("So it is. {text}"), "markup": markup,
                "author": {"id": text, "name": text, "url": text}, "url": text,
                "comments": [{"id": "c", "body": text, "author": {"id": text, "name": text}}],
            })
        };
        let record = json!({
            "id": n_attacks, "title": format!("How? {text}"), "tags": [text], "url": text,
            "category": text, "licence": text, "question": post("html", 0),
            "answers": [post("markdown", 1), post("html", 2), post("text", 3)],
        });
        lines += &format!("{record}\n");
        n_attacks += 1;
    }
    let settings = "title: Attacks\nbase_url: https://a.example/\npublish: {resolution: all}\n\
                    machines: {api: true}\nprivacy: report\nsources:\n  \
                    - {type: jsonl, path: a.jsonl, language: en, consent: terms}\n";
    let site = Site::new("").with("answerbook.yaml", settings).with("a.jsonl", lines);
    Some((n_attacks, site.build()))
}

/// Names what could run, or lead where no link of a page may lead.
fn active(html: &str) -> Option<String> {
    const INERT: &str = "\
        a abbr acronym b bdi bdo big blockquote br caption center cite code col \
        colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 \
        hr i img ins kbd li mark ol p pre q rb rp rt rtc ruby s samp section small \
        span strike strong sub summary sup table tbody td tfoot th thead time tr tt \
        u ul var wbr";
    let of_math = |name: &str| name.starts_with('m') || name.starts_with("annotation");
    elements(html).into_iter().find_map(|(name, attributes)| {
        let is_inert =
            INERT.split(' ').any(|one| one == name) || of_math(&name) || name == "semantics";
        // A task that is done or to be done.
        let is_mark = name == "input" && attributes.get("type").is_some_and(|t| t == "checkbox");
        let is_inert = is_inert || is_mark && attributes.contains_key("disabled");
        let wrong = attributes.iter().find(|(key, value)| {
            let leads = ["href", "src", "cite", "action", "xlink:href"].contains(&key.as_str());
            key.starts_with("on") || *key == "style" || leads && !may_lead(value)
        });
        (!is_inert || wrong.is_some()).then(|| format!("<{name}> {wrong:?} in {html}"))
    })
}

fn may_lead(address: &str) -> bool {
    let address: String = address.chars().filter(|c| !c.is_whitespace()).collect();
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = scheme.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    // `htt%09p` is none, so that address leads into the site.
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let scheme = scheme.filter(|scheme| scheme.chars().all(is_sign));
    scheme.is_none_or(|s| ["http", "https", "mailto", "tel", "ftp"].contains(&&*s))
}

/// Names what a program that shows markdown as it stands would run, or lead to.
fn active_in_markdown(text: &str) -> Option<String> {
    // A block of HTML is told line by line.
    let mut html = String::new();
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Html(piece) | Event::InlineHtml(piece) => html.push_str(&piece),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if !may_lead(&dest_url) =>
            {
                return Some(format!("a link to {dest_url}"));
            }
            _ => {}
        }
    }
    active(&html)
}

fn without_settings(twin: &str) -> &str {
    let rest = twin.strip_prefix("---\n").unwrap_or(twin);
    rest.split_once("\n---\n").map_or(twin, |(_, body)| body)
}

#[test]
fn attacks_are_words_in_all_that_machines_read() {
    let is_whole = std::env::var("ANSWERBOOK_ATTACKS").is_ok_and(|said| said == "all");
    let Some((n_attacks, built)) = attacked(if is_whole { 1 } else { EVERY }) else { return };
    let mut wrong = Vec::new();
    let mut n_texts = 0;
    let mut look = |path: &str, found: Option<String>| {
        n_texts += 1;
        wrong.extend(found.map(|what| format!("{path}: {what}")));
    };
    for path in built.paths("") {
        if path.ends_with(".md") {
            look(path, active_in_markdown(without_settings(built.page(path))));
        } else if path.starts_with("llms") {
            look(path, active_in_markdown(built.page(path)));
        } else if path.starts_with("api/threads/") {
            let record: Value = serde_json::from_str(built.page(path)).expect("JSON");
            let answers = record["answers"].as_array().expect("answers").iter();
            for post in record.get("question").into_iter().chain(answers) {
                let comments = post["comments"].as_array().expect("comments").iter();
                for said in std::iter::once(post).chain(comments) {
                    look(path, active(said["html"].as_str().expect("HTML")));
                    look(path, active_in_markdown(said["markdown"].as_str().expect("markdown")));
                }
            }
        }
    }
    assert!(n_texts > n_attacks * 9, "{n_texts} texts of {n_attacks} attacks");
    assert_eq!(wrong, [] as [String; 0], "{}", wrong.len());
}

#[test]
fn what_would_run_is_found() {
    for text in
        ["<img src=x onerror=a()>", "a <script>b", "[a](javascript:b)", "<a href=' data:a'>b"]
    {
        assert!(active_in_markdown(text).is_some(), "{text}");
    }
    assert_eq!(active_in_markdown("`<script>` \\<b> [a](b.md) <kbd>c</kbd>"), None);
}
