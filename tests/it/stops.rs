//! What ends a build: the table of its reasons, and content that tries to be one.
//!
//! Only the operator stops a build, by settings, themes, static files, privacy.yaml or the disk.
//! What a poster writes costs at most their own thread, or their alias.

use answerbook::diag::Code;
use answerbook::pipeline::Failure;
use serde_json::{Value, json};

use crate::harness::{Site, folder, run};

/// Who alone can bring a failure about. A new one has no row, and this does not compile.
fn who(failure: &Failure) -> &'static str {
    match failure {
        Failure::Settings => "settings, the theme's folder, sources that are not there",
        Failure::Template => "a template or an interface text of the theme",
        Failure::Privacy => {
            "`privacy: fail`; a theme, setting or static file with what must not be"
        }
        Failure::Addresses => "the ledger, `redirects`, or the export without a published thread",
        Failure::Output(_) | Failure::Work(..) | Failure::Index(_) => "the disk",
        Failure::Damaged => "the disk, or somebody in the cache's folder",
        Failure::Names => "nobody: all names are known after three readings",
    }
}

const SETTINGS: &str = "title: Stops\nbase_url: https://a.example/\nlanguage: en\n\
    publish: {resolution: all}\n\
    hosts: [netlify, cloudflare, apache, caddy, nginx, s3, github-pages]\n\
    sources: [{type: jsonl, path: a.jsonl, name: hub, language: en}]\n\
    redirects: {/moved.html: /questions/good-one.html}\n";

/// What stands in every field that takes text.
fn texts() -> Vec<String> {
    let fixed = [
        "",
        " ",
        ".",
        "..",
        "/",
        "//",
        "a/b",
        "../../a",
        "a\u{0}b",
        "\u{1b}[2J",
        "\n::error::x",
        "{{ 1 / 0 }}",
        "{% raw %}",
        "{% include \"/etc/passwd\" %}",
        "<script>",
        "&#0;",
        "CON",
        "index.html",
        "_redirects",
        ".htaccess",
        "404.html",
        "search/index.bin",
        "-rf",
        "$HOME",
        "\u{202e}",
        "\u{feff}",
        "e\u{301}\u{323}",
        "\u{d7ff}\u{e000}",
        "🏳️‍🌈",
        "null",
        "~",
        "1e999",
        "9999999999999999999",
        "-1",
        "0000-00-00",
        "292277026596-12-04",
        "x-klingon",
        "en-US-x-y",
        "https://",
        "javascript:1",
        "https://[::1",
        "//a",
        "/a?b",
        "/a#b",
        "/a%zz",
        "/tags.html",
        "/moved.html",
        "/moved.html/below",
        "/questions",
        "/questions/good-one.html",
        "/x",
        "/x/y",
    ];
    let long = ["a", "a/", "ж", "a ", "/a", "\u{301}", "%41", ".."].map(|part| part.repeat(3_000));
    fixed.into_iter().map(str::to_owned).chain(long).collect()
}

/// Records with a text in every place that takes one, and in each place alone.
fn records(text: &str, n: usize) -> Vec<Value> {
    let id = |kind: &str| json!(format!("{kind}{n}"));
    let base = |kind: &str| {
        json!({"id": id(kind), "title": "How do I pair it?", "answers": [
            {"id": "a", "body": "Hold the round button.", "accepted": true}]})
    };
    let places = [
        "id",
        "title",
        "kind",
        "url",
        "language",
        "created",
        "updated",
        "product",
        "version",
        "status",
        "duplicate_of",
        "translation_of",
        "licence",
        "slug",
        "summary",
        "best",
        "verified_on",
        "verified_by",
        "expires",
    ];
    let mut all: Vec<Value> = places
        .into_iter()
        .map(|place| {
            let mut record = base(place);
            record[place] = json!(text);
            record
        })
        .collect();
    for (place, value) in [
        ("tags", json!([text, text])),
        ("aliases", json!([text, format!("/{text}")])),
        ("author", json!({"id": text, "name": text, "role": text, "url": text, "avatar": text})),
        ("question", json!({"body": text, "markup": text, "attachments": [{"path": text}]})),
        ("answers", json!([{"id": text, "body": format!("![{text}]({text})"), "reply_to": text}])),
        (text, json!(text)),
    ] {
        let mut record = base(if place == text { "key" } else { place });
        record[place] = value;
        all.push(record);
    }
    all
}

fn hostile_lines() -> String {
    let texts = texts();
    let all = texts.iter().enumerate().flat_map(|(n, text)| records(text, n));
    all.map(|record| format!("{record}\n")).collect()
}

const GOOD: &str = "{\"id\":\"one\",\"title\":\"Good\",\"answers\":[{\"id\":\"a\",\
    \"body\":\"Hold the round button.\",\"accepted\":true}]}\n";

#[test]
fn no_text_in_any_field_stops_a_build() {
    let site = Site::new("")
        .with("answerbook.yaml", SETTINGS)
        .with("a.jsonl", format!("{GOOD}{}", hostile_lines()));
    let built = site.build();
    if let Some(Err(failure)) = &built.outcome {
        panic!("{failure:?}, which is for {}:\n{}", who(failure), built.messages());
    }
    assert!(built.page("questions/good-one.html").contains("round button"));
}

#[test]
fn no_text_is_more_than_a_disk_takes() {
    let folder = folder();
    let site = Site::new("")
        .with("answerbook.yaml", SETTINGS)
        .with("a.jsonl", format!("{GOOD}{}", hostile_lines()));
    site.write(folder.path());
    let ran = run(folder.path(), &["build", "--format", "short", "--quiet"]);
    assert!(matches!(ran.code, 0 | 1), "{}: {}", ran.code, ran.stderr);
    assert!(folder.path().join("public/questions/good-one.html").is_file());
}

#[test]
fn duplicates_and_translations_in_a_ring_stop_nothing() {
    let ring = |field: &str| {
        let n = 300;
        let line = move |at: usize| {
            let mut record = json!({"id": format!("{field}{at}"), "title": format!("How {at}"),
                "answers": [{"id": "a", "body": "So.", "accepted": true}]});
            record[field] = json!(format!("{field}{}", (at + 1) % n));
            format!("{record}\n")
        };
        (0..n).map(line).collect::<String>()
    };
    let lines = format!("{GOOD}{}{}", ring("duplicate_of"), ring("translation_of"));
    let built = Site::new("").with("answerbook.yaml", SETTINGS).with("a.jsonl", lines).build();
    assert!(matches!(built.outcome, Some(Ok(_))), "{}", built.messages());
}

/// Settings with a home page that joins the titles of the first two threads.
fn joining() -> Site {
    let home = "{% extends \"commons/home.html\" %}{% block main %}<main id=\"main\">\
        {% for card in list.cards %}{% if loop.index < 3 %}{{ card.title }} {% endif %}\
        {% endfor %}</main>{% endblock main %}";
    Site::new("").with("answerbook.yaml", SETTINGS).with("templates/home.html", home)
}

fn line(id: &str, title: &str, day: usize) -> String {
    let record = json!({"id": id, "title": title, "created": format!("2026-01-{day:02}"),
        "answers": [{"id": "a", "body": "Hold the round button.", "accepted": true}]});
    format!("{record}\n")
}

#[test]
fn names_that_several_threads_make_up_one_behind_the_other_stop_nothing() {
    let n = 14;
    let people: String = (1..=n).map(|at| format!("  - name: Tina{at} Zupan{at}\n")).collect();
    let pairs = (1..=n).map(|at| {
        let (first, second) = (format!("Who is Tina{at}"), format!("Zupan{at} hums"));
        // The newer one stands first.
        line(&format!("a{at}"), &first, 2 * at) + &line(&format!("b{at}"), &second, 2 * at - 1)
    });
    let built = joining()
        .with("privacy.yaml", format!("people:\n{people}"))
        .with("a.jsonl", format!("{GOOD}{}", pairs.collect::<String>()))
        .build();
    if let Some(Err(failure)) = &built.outcome {
        panic!("{failure:?}, which is for {}:\n{}", who(failure), built.messages());
    }
    assert!(built.page("questions/good-one.html").contains("round button"));
    let withheld = built.message(Code::PrivacyWithheld);
    assert!(withheld.contains("is withheld") && !withheld.contains("Tina"), "{withheld}");
}

#[test]
fn accounts_that_share_names_in_a_long_chain_stop_nothing() {
    let n = 40;
    let thread = |at: usize| {
        let answer = |who: usize, name: usize| {
            json!({"id": format!("a{who}-{name}"), "body": "Hold the round button.",
                "author": {"id": format!("u{who}"), "name": format!("Tina Zupan{name}")}})
        };
        let record = json!({"id": format!("t{at}"), "title": format!("Why does lamp {at} hum?"),
            "accepted": format!("a{at}-{at}"), "answers": [answer(at, at), answer(at, at + 1)]});
        format!("{record}\n")
    };
    let lines: String = (0..n).map(thread).collect();
    let built = Site::new("")
        .with("answerbook.yaml", SETTINGS)
        .with("privacy.yaml", "people:\n  - name: Tina Zupan0\n")
        .with("a.jsonl", format!("{GOOD}{lines}"))
        .build();
    assert!(matches!(built.outcome, Some(Ok(_))), "{}", built.messages());
    let named = |name: &str| built.pages().any(|(_, page)| page.contains(name));
    // The other name of the account that is meant goes, and nobody else does.
    assert!(!named("Tina Zupan0<") && !named("Tina Zupan1<") && named("Tina Zupan2<"));
}

#[test]
fn names_that_only_a_reader_of_html_reads_stop_nothing() {
    let odd = ["Tina&nbsp;Zupan", "Tina&#00000000000032;Zupan", "tina&lowbar;zupan"];
    let people = "people:\n  - name: Tina Zupan\n";
    for text in odd {
        let lines: String = records(text, 0).iter().map(|record| format!("{record}\n")).collect();
        let with_file = json!({"id": "file", "title": "What is in it?", "answers": [
            {"id": "a", "body": "See it.", "accepted": true,
                "attachments": [{"path": "team.txt"}]}]});
        let built = Site::new("")
            .with("answerbook.yaml", SETTINGS)
            .with("privacy.yaml", people)
            .with("team.txt", format!("Ask {text}.\n"))
            .with("a.jsonl", format!("{GOOD}{lines}{with_file}\n"))
            .build();
        if let Some(Err(failure)) = &built.outcome {
            panic!("{text}: {failure:?}, for {}:\n{}", who(failure), built.messages());
        }
        assert!(built.page("questions/good-one.html").contains("round button"));
    }
}
