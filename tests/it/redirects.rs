//! Every address that was ever published leads somewhere, in one step.

mod binary;
mod history;
mod hosts;

use std::collections::BTreeMap;

use answerbook::diag::Code;
use answerbook::plan::ledger::LEDGER;
use answerbook::plan::redirects::RedirectTarget;

use crate::harness::{Built, Site};

const SETTINGS: &str = "title: Answers
base_url: https://a.example/
publish: {resolution: all}
sources:
  - {type: jsonl, path: a.jsonl, name: Forum}
";

/// A thread: its id, its title, and perhaps the thread that it is a duplicate of.
type Thread = (&'static str, &'static str, Option<&'static str>);

/// A site whose content changes from build to build, with its ledger.
struct Story {
    ledger: Option<String>,
    settings: String,
}

impl Story {
    fn new() -> Story {
        Story { ledger: None, settings: SETTINGS.to_owned() }
    }

    fn site(&self, threads: &[Thread]) -> Site {
        let line = |(id, title, of): &Thread| {
            let of = of.map_or(String::new(), |of| format!("\"duplicate_of\": \"{of}\", "));
            format!(
                "{{\"id\": \"{id}\", {of}\"title\": \"{title}\", \
                 \"answers\": [{{\"body\": \"So.\", \"accepted\": true}}]}}\n"
            )
        };
        let lines: String = threads.iter().map(line).collect();
        let site = Site::new("").with("a.jsonl", lines).with("answerbook.yaml", &*self.settings);
        match &self.ledger {
            Some(ledger) => site.with(LEDGER, &**ledger),
            None => site,
        }
    }

    /// Builds, and remembers what was published.
    #[track_caller]
    fn build(&mut self, threads: &[Thread]) -> Built {
        let built = self.site(threads).build();
        if let Some(ledger) = &built.report().redirects.ledger {
            self.ledger = Some(ledger.clone());
        }
        built
    }

    fn line(&self, address: &str) -> &str {
        let lines = self.ledger.as_deref().unwrap_or_default().lines();
        lines.filter_map(|line| line.strip_prefix(address)?.strip_prefix(' ')).next().unwrap_or("")
    }
}

/// Where addresses of questions lead that have no page.
fn moved(built: &Built) -> BTreeMap<String, String> {
    let redirects = &built.report().redirects;
    let ends = redirects.redirects.iter().map(|moved| (moved.from.clone(), end(&moved.to)));
    ends.filter(|(from, _)| !from.starts_with("a-z") && !from.starts_with("dates")).collect()
}

fn end(to: &RedirectTarget) -> String {
    match to {
        RedirectTarget::Here(path, part) => format!("{path}{part}"),
        RedirectTarget::Elsewhere(url) => url.clone(),
        RedirectTarget::Gone => "gone".to_owned(),
    }
}

#[track_caller]
fn check(built: &Built, expected: &[(&str, &str)]) {
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
    assert_eq!(moved(built), expected, "{}", built.messages());
}

#[test]
fn a_new_title_leaves_a_redirect_and_a_second_one_no_chain() {
    let mut story = Story::new();
    check(&story.build(&[("1", "One", None)]), &[]);
    assert_eq!(story.line("/questions/one-1.html"), "thread:forum:1");
    check(&story.build(&[("1", "Two", None)]), &[("questions/one-1.html", "questions/two-1.html")]);
    let built = story.build(&[("1", "Three", None)]);
    let three = "questions/three-1.html";
    check(&built, &[("questions/one-1.html", three), ("questions/two-1.html", three)]);
    // And back again.
    let one = "questions/one-1.html";
    let built = story.build(&[("1", "One", None)]);
    check(&built, &[("questions/three-1.html", one), ("questions/two-1.html", one)]);
}

#[test]
fn nothing_new_leaves_the_ledger_as_it_is() {
    let mut story = Story::new();
    story.build(&[("1", "One", None), ("2", "Two", None)]);
    let built = story.build(&[("1", "One", None), ("2", "Other", None)]);
    assert_eq!(built.report().redirects.n_new, 1, "{:?}", story.ledger);
    let again = story.build(&[("1", "One", None), ("2", "Other", None)]);
    assert_eq!((again.report().redirects.n_new, &again.report().redirects.ledger), (0, &None));
}

#[test]
fn a_duplicate_leads_to_the_thread_that_stays_even_when_it_is_deleted() {
    let mut story = Story::new();
    story.build(&[("1", "One", None), ("2", "Two", None), ("3", "Three", None)]);
    let built = story.build(&[("1", "One", None), ("2", "Two", Some("1")), ("3", "Three", None)]);
    check(&built, &[("questions/two-2.html", "questions/one-1.html")]);
    assert_eq!(story.line("/questions/two-2.html"), "thread:forum:2 into thread:forum:1");
    // The duplicate is deleted, then its original becomes a duplicate itself.
    let built = story.build(&[("1", "One", None), ("3", "Three", None)]);
    check(&built, &[("questions/two-2.html", "questions/one-1.html")]);
    let three = "questions/three-3.html";
    let built = story.build(&[("1", "One", Some("3")), ("3", "Three", None)]);
    check(&built, &[("questions/one-1.html", three), ("questions/two-2.html", three)]);
    // No duplicate after all: its own page is there again.
    let built = story.build(&[("1", "One", None), ("2", "Two", None), ("3", "Three", None)]);
    check(&built, &[]);
}

#[test]
fn a_page_that_vanishes_stops_the_build_until_somebody_says_what_became_of_it() {
    let mut story = Story::new();
    story.build(&[("1", "One", None), ("2", "Two", None)]);
    let lost = story.site(&[("1", "One", None)]).build();
    assert!(matches!(lost.outcome, Some(Err(_))) && lost.files.is_empty());
    let number = story.ledger.as_deref().unwrap_or_default().lines().count();
    assert!(lost.message(Code::AddressLost).contains("`/questions/two-2.html` would be lost"));
    assert_eq!(lost.message(Code::AddressLost).lines().count(), 1, "{number}");
    // Any of four ways.
    let ledger = story.ledger.clone().unwrap_or_default();
    story.ledger = Some(ledger.replace("thread:forum:2", "thread:forum:2 gone"));
    check(&story.build(&[("1", "One", None)]), &[("questions/two-2.html", "gone")]);
    story.ledger = Some(ledger.replace("/questions/two-2.html thread:forum:2\n", ""));
    check(&story.build(&[("1", "One", None)]), &[]);
    story.ledger = Some(ledger.clone());
    let marked = story.site(&[("1", "One", None)]).build_gone();
    check(&marked, &[("questions/two-2.html", "gone")]);
    let text = marked.report().redirects.ledger.clone().unwrap_or_default();
    assert!(text.contains("/questions/two-2.html thread:forum:2 gone\n"));
    story.settings.push_str("redirects: {/questions/two-2.html: /questions/one-1.html#a}\n");
    let built = story.build(&[("1", "One", None)]);
    check(&built, &[("questions/two-2.html", "questions/one-1.html#a")]);
    // What came back is no longer marked, so that it cannot vanish in silence.
    story.settings = SETTINGS.to_owned();
    story.ledger = Some(text);
    let built = story.build(&[("1", "One", None), ("2", "Again", None)]);
    check(&built, &[("questions/two-2.html", "questions/again-2.html")]);
    assert!(!story.ledger.as_deref().unwrap_or_default().contains(" gone\n"));
}

#[test]
fn two_answers_that_swap_their_addresses_need_no_redirect() {
    let answers = |a: &str, b: &str, ledger: Option<&str>| {
        let site = Site::new(&format!(
            "== answers/a.md\n---\nslug: {a}\n---\nOne.\n\
             == answers/b.md\n---\nslug: {b}\n---\nTwo.\n"
        ));
        match ledger {
            Some(ledger) => site.with(LEDGER, ledger).build(),
            None => site.build(),
        }
    };
    let first = answers("x", "y", None);
    let ledger = first.report().redirects.ledger.clone().expect("a ledger");
    let second = answers("y", "x", Some(&ledger));
    assert!(second.page("answers/x.html").contains("Two."));
    check(&second, &[]);
    let ledger = second.report().redirects.ledger.clone().expect("another ledger");
    assert!(ledger.contains("/answers/x.html thread:handbook:b\n"), "{ledger}");
}

#[test]
fn old_addresses_in_front_matter_lead_to_the_answer() {
    let text = "== answers/a.md\n---\naliases: [/old/a, /b/, 'https://a.example/c.html', \
        'https://b.example/d', stuck on TCP/IP, /answers/a.html]\n---\nOne.\n";
    let built = Site::new(text).build();
    check(
        &built,
        &[
            ("b/index.html", "answers/a.html"),
            ("c.html", "answers/a.html"),
            ("old/a", "answers/a.html"),
        ],
    );
    let page = built.page("answers/a.html");
    assert!(page.contains("stuck on TCP/IP") && !page.contains("/old/a"));
    // They are remembered when the answer that names them goes.
    let ledger = built.report().redirects.ledger.clone().expect("a ledger");
    let gone = Site::new("== answers/b.md\nTwo.\n").with(LEDGER, ledger).build();
    assert_eq!(gone.message(Code::AddressLost).lines().count(), 4, "{}", gone.messages());
}

#[test]
fn redirects_of_the_settings_end_in_one_step() {
    let mut story = Story::new();
    story.build(&[("1", "One", None)]);
    story.settings.push_str(
        "redirects:\n  /a: /b#x\n  /b: /questions/one-1.html\n  /c/: https://c.example/?q={x}\n  \
         /d: /c/\n  /e: gone\n  /f: /e\n  /g: https://a.example/search.html\n",
    );
    let built = story.build(&[("1", "Two", None)]);
    let two = "questions/two-1.html";
    check(
        &built,
        &[
            ("a", "questions/two-1.html#x"),
            ("b", two),
            ("c/index.html", "https://c.example/?q=%7Bx%7D"),
            ("d", "https://c.example/?q=%7Bx%7D"),
            ("e", "gone"),
            ("f", "gone"),
            ("g", "search.html"),
            ("questions/one-1.html", two),
        ],
    );
    assert_eq!(story.line("/a"), "thread:forum:1");
    // What the settings no longer say, the ledger remembers where a page was behind it.
    story.settings = SETTINGS.to_owned();
    let built = story.build(&[("1", "Two", None)]);
    let search = "search.html";
    check(&built, &[("a", two), ("b", two), ("g", search), ("questions/one-1.html", two)]);
}

#[test]
fn redirects_that_cannot_be_are_named() {
    let wrong = |redirects: &str| {
        let mut story = Story::new();
        story.settings.push_str(redirects);
        story.settings.push_str("hosts: [nginx]\n");
        let built = story.site(&[("1", "One", None)]).build();
        assert!(matches!(built.outcome, Some(Err(_))) && built.files.is_empty());
        built.messages()
    };
    let ring = wrong("redirects:\n  /x: /a\n  /b: /a\n  /a: /b\n");
    assert_eq!(ring, "answerbook.yaml:9:3: error[redirect-loop]: `/a` would lead back to itself\n");
    assert!(wrong("redirects: {/a: /a}\n").contains("[redirect-loop]"));
    assert!(
        wrong("redirects: {/a: /nowhere}\n").contains("`/a` leads to `/nowhere`, which is not")
    );
    assert!(
        wrong("redirects: {/search.html: /}\n").contains("`/search.html` is redirected, but is")
    );
    assert!(wrong("redirects: {/search.html/x: /}\n").contains("[redirect-taken]"));
    assert!(wrong("redirects: {/search/index.bin: /}\n").contains("cannot be redirected"));
    for bad in ["/a?b=1", "a", "/a*", "https://other.example/a", "'/a\"b'", "/../a"] {
        let messages = wrong(&format!("redirects: {{{bad}: /}}\n"));
        assert!(messages.contains("[value-invalid]"), "{bad}: {messages}");
    }
    let two = "== answers/a.md\n---\naliases: [/x]\n---\nOne.\n\
        == answers/b.md\n---\naliases: [/x]\n---\nTwo.\n";
    assert!(Site::new(two).build().messages().contains("`/x` is redirected to two places"));
}

#[test]
fn an_alias_that_cannot_be_stops_nothing() {
    let long = format!("/help/{}", "x".repeat(400));
    for alias in [long.as_str(), "/a?b", "/search.html", "/search/index.bin", "/a*", "/../b"] {
        let text = format!(
            "== answers/a.md\n---\ntitle: A\naliases: [/old/a.html, \"{alias}\"]\n---\nBody.\n\
             == answers/b.md\n---\ntitle: B\n---\nBody.\n"
        );
        let built = Site::new(&text).setting("hosts: [github-pages]").build();
        assert!(built.page("answers/a.html").contains("Body."), "{alias}");
        assert!(built.files.contains_key("answers/b.html"), "{alias}");
        assert!(built.files.contains_key("old/a.html"), "{alias}: {:?}", built.files.keys());
        let messages = built.messages();
        assert_eq!(messages.lines().count(), 1, "{alias}: {messages}");
        assert!(messages.starts_with("answers/a.md:3:"), "{alias}: {messages}");
        assert!(messages.len() < 400, "{messages}");
    }
}

#[test]
fn an_alias_with_a_space_or_of_another_host_is_told_of_once() {
    for (alias, reason) in [
        ("/old page", "it holds a space"),
        ("https://a.example/old page", "it holds a space"),
        ("https://other.example/x.html", "another site"),
        ("//other.example/x.html", "another site"),
        ("https://a.example/x?b=1", "`?`"),
    ] {
        let text = format!(
            "== answers/a.md\n---\ntitle: A\naliases: [/old/a.html, \"{alias}\"]\n---\nBody.\n"
        );
        let built = Site::new(&text).build();
        assert!(built.files.contains_key("answers/a.html"), "{alias}");
        let messages = built.messages();
        assert_eq!(messages.lines().count(), 1, "{alias}: {messages}");
        assert!(messages.starts_with("answers/a.md:3:"), "{alias}: {messages}");
        let notes = built.rendered(answerbook::diag::Format::Human);
        assert!(notes.contains(reason), "{alias}: {notes}");
        assert!(!built.page("answers/a.html").contains("old page"), "{alias}");
    }
    let text = "== answers/a.md\n---\ntitle: A\naliases: [/old page.html]\n---\nBody.\n";
    let built = Site::new(text).build();
    assert!(built.files.contains_key("old page.html") && built.messages().is_empty());
    // Words that start like an address, and the thread's own address where it was asked.
    let record = "{\"id\": 1, \"title\": \"Why?\", \"url\": \"https://forum.example/t/1\", \
        \"aliases\": [\"/dev/sda is full\", \"https://forum.example/t/old/1\"], \
        \"answers\": [{\"body\": \"So.\", \"accepted\": true}]}\n";
    let built = Site::new("").with("a.jsonl", record).with("answerbook.yaml", SETTINGS).build();
    assert_eq!(built.messages(), "");
    assert!(built.pages().any(|(_, page)| page.contains("/dev/sda is full")));
}

#[test]
fn lists_that_end_lead_to_the_list_above_them() {
    let tagged = |tags: &str, person: &str| {
        let line = format!(
            "{{\"id\": 1, \"title\": \"A\", \"tags\": [{tags}], \"answers\": [{{\
             \"body\": \"So.\", \"accepted\": true, \
             \"author\": {{\"id\": {person}, \"name\": \"Ann {person}\"}}}}]}}\n"
        );
        Site::new("").with("a.jsonl", line).with("answerbook.yaml", SETTINGS)
    };
    let first = tagged("\"hub\"", "1").build();
    let ledger = first.report().redirects.ledger.clone().expect("a ledger");
    let second = tagged("\"wi-fi\"", "2").with(LEDGER, ledger).build();
    check(&second, &[("people/ann-1-1.html", "people.html"), ("tags/hub.html", "tags.html")]);
}

#[test]
fn a_letter_that_is_kept_with_another_leads_to_it() {
    let ends = |lang: &str, titles: [&str; 2], old: &[(&str, &str)]| {
        let line = |(letter, second): &(&str, &str)| {
            format!("/a-z/{letter}{second}.html letter{second}:{lang}:{letter}\n")
        };
        let lines: String = old.iter().map(line).collect();
        let ledger = format!("# answerbook addresses, version 1\n{lines}");
        let pages = titles.iter().enumerate();
        let site = pages.fold(Site::new("").with(LEDGER, ledger), |site, (at, title)| {
            site.with(&format!("answers/{at}.md"), format!("---\ntitle: {title}\n---\nSo.\n"))
        });
        let built = site.setting(&format!("language: {lang}")).build();
        let redirects = built.report().redirects.redirects.iter();
        let ends: Vec<String> =
            redirects.map(|moved| format!("{} {}", moved.from, end(&moved.to))).collect();
        ends.join(", ")
    };
    let french = ["Éteindre la lampe", "Essayer encore"];
    assert_eq!(ends("fr", french, &[("é", "")]), "a-z/é.html a-z/e.html");
    assert_eq!(
        ends("fr", french, &[("ê", ""), ("z", "")]),
        "a-z/z.html a-z.html, a-z/ê.html a-z/e.html"
    );
    let arabic = ["اضغط الزر", "أعد التشغيل"];
    assert_eq!(ends("ar", arabic, &[("ا", "")]), "a-z/ا.html a-z/أ.html");
    // In Slovenian they are two.
    assert_eq!(ends("sl", ["Cena", "Dan"], &[("č", "")]), "a-z/č.html a-z.html");
}

#[test]
fn another_style_of_addresses_moves_every_page() {
    let mut story = Story::new();
    story.build(&[("1", "One", None)]);
    story.settings.push_str("addresses: folder\n");
    let built = story.build(&[("1", "One", None)]);
    let ends: BTreeMap<String, String> = moved(&built);
    assert_eq!(ends["questions/one-1.html"], "questions/one-1/index.html");
    assert_eq!(ends["search.html"], "search/index.html");
    assert_eq!(built.report().redirects.redirects.len(), 4, "{ends:?}");
}

#[test]
fn the_twin_of_a_page_that_moved_leads_on_to_the_twin_of_today() {
    for style in ["file", "folder"] {
        let mut story = Story::new();
        story.settings.push_str(&format!("addresses: {style}\n"));
        let path = |title: &str| match style {
            "file" => format!("questions/{title}-1.md"),
            _ => format!("questions/{title}-1/index.md"),
        };
        let root = if style == "file" { "../" } else { "../../" };
        assert!(story.build(&[("1", "One", None)]).page(&path("one")).contains("So."));
        let built = story.build(&[("1", "Two", None)]);
        let now = path("two");
        assert!(built.page(&now).contains("So."), "{style}");
        assert_eq!(built.page(&path("one")), format!("→ [{now}]({root}{now})\n"), "{style}");
        // Back again, the twin is there itself, and the other one leads on.
        let built = story.build(&[("1", "One", None)]);
        assert!(built.page(&path("one")).contains("So."), "{style}");
        assert!(built.page(&now).starts_with("→ "), "{style}");
        story.settings.push_str("machines: {markdown: false}\n");
        let built = story.build(&[("1", "One", None)]);
        assert!(!built.files.keys().any(|path| path.ends_with(".md")), "{style}");
    }
}

#[test]
fn a_source_with_a_new_name_is_known_by_the_old_one() {
    let mut story = Story::new();
    story.build(&[("1", "One", None)]);
    story.settings = SETTINGS.replace("name: Forum", "name: Talk");
    let lost = story.site(&[("1", "Two", None)]).build();
    assert!(lost.message(Code::AddressLost).contains("one-1.html"), "{}", lost.messages());
    story.settings = SETTINGS.replace("name: Forum", "name: Talk, was: [Forum]");
    let built = story.build(&[("1", "Two", None)]);
    check(&built, &[("questions/one-1.html", "questions/two-1.html")]);
}

#[test]
fn an_address_from_before_ids_leads_on() {
    let articles = r#"{"articles": [
        {"id": 101, "title": "Webhooks", "body": "<p>Open Settings.</p>", "locale": "en-us"},
        {"id": 102, "title": "Webhooks", "body": "<p>Open Hooks.</p>", "locale": "en-us"}]}"#;
    let settings = "title: T\nbase_url: https://a.example/\nsources:\n  \
        - {type: zendesk, path: articles.json, name: Help, consent: public}\n";
    let ledger = "# answerbook addresses, version 1\n/answers/webhooks.html thread:help:101\n";
    let site = Site::new("").with("answerbook.yaml", settings).with("articles.json", articles);
    let built = site.with(LEDGER, ledger).build();
    let pages = ["answers/webhooks-101.html", "answers/webhooks-102.html", "answers/webhooks.html"];
    assert_eq!(built.page_paths("answers/"), pages);
    let moved = moved(&built);
    assert_eq!(moved["answers/webhooks.html"], "answers/webhooks-101.html", "{moved:?}");
    assert_eq!(built.messages(), "");
}
