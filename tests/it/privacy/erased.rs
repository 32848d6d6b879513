//! People and threads that privacy.yaml takes out are in no byte that is published: after a
//! clean build, over what an earlier build left, and when the same export comes again.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use crate::harness::{NOW, Site, folder, run, tree};
use crate::incremental::same_as_clean;

const SETTINGS: &str = "\
title: Answers
base_url: https://a.example/
machines: {api: true}
hosts: [apache, caddy, github-pages, netlify, nginx, s3]
sources:
  - {type: jsonl, path: data, name: Forum, url: https://forum.example, licence: CC BY 4.0}
  - {type: markdown, path: answers, name: Handbook}
";

/// The account of the person that is taken out bears two names, one of them only in the
/// second thread; the title of the fourth is quoted in the first.
const EXPORT: &str = r#"
{"id": 1, "title": "Why does the lamp flicker for Tina Zupan?",
 "url": "https://forum.example/t/tina-zupan/1", "author": {"id": "9", "name": "Ana"},
 "question": {"markup": "html", "body": "<p>As @tina_z said in
 <a href='https://forum.example/t/how-do-i-get-rid-of-the-blue-light/4'>How do I get rid of the
 blue light?</a>, TINA&nbsp;Zupan&#39;s lamp flickers.</p><aside data-username='tina_z'
 title='Tina Zupan'><blockquote>tina_z: it does</blockquote></aside>"},
 "answers": [{"id": "a", "accepted": true, "author": {"id": "tina_z", "name": "Tina Zupan",
 "url": "https://forum.example/u/tina_z"}, "body": "Screw it in."},
 {"id": "b", "author": {"id": "10", "name": "Bo"}, "markup": "markdown",
 "body": "See [her page](https://forum.example/u/tina_z) and
 [this](/t/how-do-i-get-rid-of-the-blue-light/4), @Tina_Z!"}]}
{"id": 2, "title": "Does the hub need a cable?", "author": {"id": "11", "name": "Cy"},
 "question": {"body": "Does it?"}, "answers": [{"id": "c", "accepted": true,
 "author": {"id": "tina_z", "name": "Lampwright77"},
 "body": "No. Ask Lampwright77 or <b>Tina</b> Zupan."}]}
{"id": 3, "title": "How long does a bulb last?", "author": {"id": "tina_z", "name": "Tina Zupan"},
 "question": {"body": "How long?"}, "answers": [{"id": "d", "accepted": true,
 "author": {"id": "10", "name": "Bo"}, "body": "Ten years, Lampwright77."},
 {"id": "e", "author": {"id": "tina_z", "name": "Tina Zupan"}, "body": "That works, thanks!"}]}
{"id": 4, "title": "How do I get rid of the blue light?",
 "url": "https://forum.example/t/how-do-i-get-rid-of-the-blue-light/4",
 "author": {"id": "11", "name": "Cy"}, "question": {"body": "The tealcanary light."},
 "answers": [{"id": "f", "accepted": true, "author": {"id": "10", "name": "Bo"},
 "body": "By the tealcanary switch."}]}
"#;

const DECISIONS: &str = "\
people:
  - name: Tina Zupan
threads:
  - id: 4
";

/// What must not be found, in small letters; the title in every form.
const NAMES: [&str; 7] =
    ["tina zupan", "tina_z", "tina-z", "tina%20zupan", "zupan", "lampwright", "tina</b>"];
const TITLE: [&str; 3] = ["get rid of the blue", "get-rid-of-the-blue", "tealcanary"];

/// One record a line.
fn lines(export: &str) -> String {
    export.trim().replace("\n ", " ") + "\n"
}

fn site() -> tempfile::TempDir {
    let folder = folder();
    Site::new("")
        .with("answerbook.yaml", SETTINGS)
        .with("data/export.jsonl", lines(EXPORT))
        .with("answers/a.md", "---\ntitle: Who helps?\n---\nWe do.\n")
        .write(folder.path());
    folder
}

/// Every published byte, the search unpacked, in small letters.
fn unpacked(site: &Path) -> BTreeMap<String, String> {
    let files = tree(&site.join("public")).into_iter();
    let small = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase();
    files
        .map(|(path, bytes)| {
            let mut text = small(path.as_bytes()) + "\n" + &small(&bytes);
            if path.starts_with("search/") && path.ends_with(".bin") {
                let mut plain = Vec::new();
                let inflated = flate2::read::DeflateDecoder::new(&*bytes).read_to_end(&mut plain);
                if inflated.is_ok() {
                    text += &small(&plain);
                }
            }
            (path, text)
        })
        .collect()
}

/// Where any of some words stand.
fn occurrences(site: &Path, words: &[&str]) -> Vec<String> {
    let files = unpacked(site);
    assert!(files.len() > 20, "{:?}", files.keys());
    let mut found = Vec::new();
    for (path, text) in &files {
        // Web servers have to know the address to say that it is gone.
        let of_host = ["_redirects", ".htaccess", "_hosts/"].iter().any(|h| path.starts_with(h));
        for word in words.iter().filter(|word| text.contains(**word)) {
            if !(of_host && TITLE.contains(word)) {
                found.push(format!("{path}: {word}"));
            }
        }
    }
    found
}

#[track_caller]
fn nothing_is_left(site: &Path) {
    assert_eq!(occurrences(site, &NAMES), [] as [String; 0]);
    assert_eq!(occurrences(site, &TITLE), [] as [String; 0]);
    // What is kept for the next build is no page, but it is on the disk.
    for (path, bytes) in tree(&site.join(".answerbook")) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        // The state has to know the names to look for them.
        let is_state = path == "cache/state";
        assert!(is_state || !text.contains("lampwright"), "{path}");
        assert!(is_state || !text.contains("tealcanary"), "{path}");
    }
}

#[test]
fn a_person_and_a_thread_are_in_no_published_byte() {
    let site = site();
    let site = site.path();
    fs::write(site.join("privacy.yaml"), DECISIONS).expect("a file");
    run(site, &["build"]).expect(0);
    nothing_is_left(site);
    let page = fs::read_to_string(site.join("public/questions/does-the-hub-need-a-cable-2.html"));
    let page = page.expect("the thread stays");
    assert!(page.contains("No. Ask a member or a member."), "{page}");
}

#[test]
fn an_erasure_reaches_what_earlier_builds_left_and_survives_the_next_export() {
    let site = site();
    let site = site.path();
    run(site, &["build"]).expect(0);
    // A second build fills the staging folder with what was published.
    fs::write(site.join("answers/b.md"), "---\ntitle: More?\n---\nYes.\n").expect("a file");
    run(site, &["build"]).expect(0);
    for word in NAMES.iter().take(2).chain(&TITLE) {
        assert!(!occurrences(site, &[word]).is_empty(), "{word}");
    }
    fs::write(site.join("privacy.yaml"), DECISIONS).expect("a file");
    run(site, &["build"]).expect(0);
    nothing_is_left(site);
    let ledger = fs::read_to_string(site.join("addresses.txt")).expect("a ledger");
    assert!(ledger.contains("-4.html thread:forum:4 gone\n"), "{ledger}");
    assert!(!ledger.contains("zupan"), "{ledger}");
    let redirects = fs::read_to_string(site.join("public/_redirects")).expect("a file");
    assert!(redirects.contains("blue-light-4.html") && redirects.contains(" 410"), "{redirects}");
    same_as_clean(site, NOW, "after the erasure");
    // The same export again, and a newer one in which the account has another name.
    let newer = EXPORT.replace("Ten years", "Eleven years").replace("Lampwright77", "Lampwright78");
    fs::write(site.join("data/export.jsonl"), lines(&newer)).expect("a file");
    run(site, &["build"]).expect(0);
    nothing_is_left(site);
    same_as_clean(site, NOW, "after the next export");
}

#[test]
fn pseudonyms_and_posts_follow_the_entry() {
    let site = site();
    let site = site.path();
    let decisions = "people:\n  - id: tina_z\n    source: Forum\n    as: Member 7\n";
    fs::write(site.join("privacy.yaml"), decisions).expect("a file");
    run(site, &["build"]).expect(0);
    assert_eq!(occurrences(site, &NAMES), [] as [String; 0]);
    let page = fs::read_to_string(site.join("public/people/member-7.html"));
    assert!(page.expect("a page of their own").contains("Member 7"));
    let decisions = "people:\n  - name: Tina Zupan\n    posts: remove\n";
    fs::write(site.join("privacy.yaml"), decisions).expect("a file");
    // The second thread has no answer left, and goes with the third.
    let said = run(site, &["build", "--json"]).expect(0).json();
    assert_eq!(said["threads"]["skipped"]["taken-down"], 1);
    assert_eq!(occurrences(site, &NAMES), [] as [String; 0]);
    let pages: Vec<String> = tree(&site.join("public/questions")).into_keys().collect();
    let is_gone = |words: &str| pages.iter().all(|page| !page.contains(words));
    assert!(is_gone("need-a-cable") && is_gone("bulb-last"), "{pages:?}");
}

#[test]
fn a_thread_that_was_taken_down_leads_elsewhere_where_the_entry_says_so() {
    let site = site();
    let site = site.path();
    run(site, &["build"]).expect(0);
    let decisions = "threads:\n  - id: forum:4\n    to: /answers/who-helps.html\n";
    fs::write(site.join("privacy.yaml"), decisions).expect("a file");
    run(site, &["build"]).expect(0);
    let redirects = fs::read_to_string(site.join("public/_redirects")).expect("a file");
    assert!(redirects.contains("blue-light-4.html /answers/who-helps"), "{redirects}");
}

#[test]
fn why_tells_what_was_taken_out_and_quotes_none_of_it() {
    let site = site();
    let site = site.path();
    fs::write(site.join("privacy.yaml"), DECISIONS).expect("a file");
    let taken = run(site, &["why", "4"]).expect(0).stdout;
    assert!(taken.contains("privacy.yaml takes it out"), "{taken}");
    assert!(!taken.contains("blue light"), "{taken}");
    let named = run(site, &["why", "1"]).expect(0).stdout.to_lowercase();
    assert!(named.contains("accepted") && !named.contains("tina zupan"), "{named}");
}

#[test]
fn other_forms_of_a_name_are_taken_out_where_the_entry_asks_for_them() {
    let record = |body: &str| {
        format!(
            "{{\"id\": 1, \"title\": \"Why?\", \"question\": {{\"body\": \"Why?\"}}, \
             \"answers\": [{{\"id\": \"a\", \"accepted\": true, \"body\": \"{body}\"}}]}}\n"
        )
    };
    let body = "ZUPAN, Tina | Zupan Tina | T. Zupan | T.Zupan | Tina Z. | Tino Zupan | Tini \
        Zupan | Тіною Зупан | Tina Zupančič | Zupan Tinkara | T. Zupanov";
    let privacy = "people:\n  - name: Tina Zupan\n    also: [Тіна Зупан]\n    \
        forms: [reversed, initials, cases]\n";
    let built = Site::new("")
        .with("answerbook.yaml", "title: A\nsources: [{type: jsonl, path: a.jsonl}]\n")
        .with("a.jsonl", record(body))
        .with("privacy.yaml", privacy)
        .build();
    let page = built.page("questions/why-1.html");
    let kept = " | Tina Zupančič | Zupan Tinkara | T. Zupanov<";
    let expected = ["a member"; 8].join(" | ") + kept;
    assert!(page.contains(&expected), "{page}");
    let said = built.rendered(answerbook::diag::Format::Human);
    assert!(said.contains("8 names were taken out in other forms than those listed"), "{said}");
    assert!(said.contains("3 by `cases`, 3 by `initials`, 2 by `reversed`"), "{said}");
    assert!(!said.contains("upan"), "{said}");
}

#[test]
fn a_name_within_a_formula_goes_with_it() {
    let formulas = [
        "\\text{Tina Zupan}",
        "\\text{Tina}\\ \\text{Zupan}",
        "\\mathrm{Tina~Zup}\\mathbf{an}",
        "x + {\\it Tina} Zup_{an}^2",
        "\\foo{Tina}{Zupan}",
    ];
    for tex in formulas {
        let text = format!(
            "---\ntitle: 'Is $x + {tex}$ right?'\n---\nSo ${tex}$ it is.\n\n$$\n{tex} = y\n$$\n\n\
             And $z^2$ stays, with Tina $\\text{{Zupan}}$ beside.\n"
        );
        let built = Site::new("")
            .with("answers/a.md", text)
            .with("privacy.yaml", "people:\n  - name: Tina Zupan\n")
            .build();
        assert!(matches!(built.outcome, Some(Ok(_))), "{tex}: {}", built.messages());
        let page = built.page(built.page_paths("answers/")[0]);
        assert!(page.contains("<msup><mi>z</mi>"), "{tex}: {page}");
        for (path, page) in built.pages() {
            let letters = |text: &str| -> String {
                let mut shown = String::new();
                let parts = text.split('<').map(|part| part.split_once('>').map_or(part, |p| p.1));
                parts.for_each(|part| shown.push_str(part));
                shown.chars().filter(|c| c.is_alphanumeric()).collect()
            };
            assert!(!letters(page).contains("Zupan"), "{tex} on {path}: {page}");
        }
    }
}
