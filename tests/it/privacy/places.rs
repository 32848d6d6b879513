//! Private text in every spelling and at every place: none of it is published.
//!
//! What is looked at are the bytes of the site, folded by rules of this file alone.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::harness::{Built, Site};

const SETTINGS: &str = "\
title: Answers
base_url: https://a.example/
publish: {resolution: all}
machines: {api: true}
sources:
  - {type: jsonl, path: data, name: Forum, url: https://forum.example, consent: terms}
";

/// What is sown in, and what of it must be in no file: letters and digits of the address, or
/// digits of the number in a row.
const MAIL: &str = "vesna.krtina@zvonkomail.si";
const MAIL_WORDS: [&str; 2] = ["vesnakrtina", "zvonkomail"];
const PHONE_DIGITS: &str = "41555782";

/// Mail addresses as they are written in any text.
const MAILS: [&str; 20] = [
    MAIL,
    "VESNA.KRTINA@ZvonkoMail.si",
    "vesna.krtina＠zvonkomail.si",
    "vesna.krtina﹫zvonkomail.si",
    "ｖｅｓｎａ．ｋｒｔｉｎａ@zvonkomail.si",
    "vesna.krtina%40zvonkomail.si",
    "vesna.krtina%40zvonkomail%2Esi",
    "ves\u{ad}na.krtina@zvonkomail.si",
    "vesna.krtina@zvonko\u{200b}mail.si",
    "vesna.krtina\u{2060}@\u{2060}zvonkomail.si",
    "vesna.krtina@zvonkomail\u{feff}.si",
    "vesna.krtina (at) zvonkomail.si",
    "vesna.krtina(at)zvonkomail.si",
    "vesna.krtina [at] zvonkomail [dot] si",
    "vesna.krtina {at} zvonkomail.si",
    "vesna.krtina@zvonkomail dot si",
    "vesna.krtina собака zvonkomail.si",
    "vesna.krtina afna zvonkomail pika si",
    "vesna.krtina at zvonkomail.si",
    "mailto:vesna.krtina@zvonkomail.si",
];

/// The same in markup alone.
const MARKED_MAILS: [&str; 7] = [
    "vesna.krtina&#64;zvonkomail.si",
    "vesna.krtina&commat;zvonkomail.si",
    "vesna.krtina&#x40;zvonkomail&period;si",
    "vesna<b>.krtina</b>@zvonkomail.si",
    "vesna.krtina@<i></i>zvonkomail.si",
    "vesna.krtina@zvonko&shy;mail.si",
    "vesna.krtina@zvonko<wbr>mail.si",
];

/// Phone numbers as they are written in any text.
const PHONES: [&str; 24] = [
    "+386 41 555 782",
    "+38641555782",
    "+386-41-555-782",
    "+386\u{a0}41\u{a0}555\u{a0}782",
    "+386\u{2009}41\u{2009}555\u{2009}782",
    "+386\u{202f}41\u{2007}555\u{3000}782",
    "+386\t41\t555\t782",
    "+386  41  555  782",
    "+386 41\u{2011}555\u{2011}782",
    "+386 41\u{2013}555\u{2013}782",
    "+386 41\u{2212}555\u{2212}782",
    "+386/41/555-782",
    "+386 (41) 555-782",
    "+386.41.555.782",
    "+386 41 5\u{200b}55 782",
    "+386 41 55\u{ad}5 782",
    "+386\u{2060}41\u{2060}555\u{2060}782",
    "＋３８６　４１　５５５　７８２",
    "+٣٨٦ ٤١ ٥٥٥ ٧٨٢",
    "+386 4\u{301}1 555 782",
    "\u{1d7d1}386 phone: +386 41 555 782",
    "+386 41 555 782 2024 12",
    "00386 41 555 782",
    "0038641555782",
];

/// The same in markup alone.
const MARKED_PHONES: [&str; 8] = [
    "+386&nbsp;41&nbsp;555&nbsp;782",
    "+386&#32;41&thinsp;555&ensp;782",
    "&#43;386 41 &#53;55 782",
    "+386 41 5<b>55</b> 782",
    "+386 <!-- -->41 555 782",
    "+386 41<br>555 782",
    "<u>+386</u> <i>41</i> <b>555</b> <s>782</s>",
    "+386 41 55&shy;5 782",
];

/// Addresses that lead to a mailbox or to a phone.
const LINKS: [&str; 12] = [
    "mailto:vesna.krtina@zvonkomail.si",
    "mailto:vesna.krtina%40zvonkomail.si?subject=x",
    "MAILTO:%76esna.krtina%40zvonkomail.si",
    "https://b.example/off?email=vesna.krtina%40zvonkomail.si&x=1",
    "https://b.example/off?email=vesna.krtina%2540zvonkomail.si",
    "https://b.example/u/vesna.krtina@zvonkomail.si",
    "/u/vesna.krtina@zvonkomail.si?tab=1",
    "tel:+38641555782",
    "tel:+386-41-555-782",
    "https://wa.me/38641555782",
    "https://api.whatsapp.com/send?phone=%2B38641555782&text=x",
    "/call?phone=+38641555782",
];

fn body(markup: &str, text: &str) -> String {
    let word = text.replace('"', "&quot;");
    match markup {
        "text" => format!("Write to {text}, please.\n\n> {text}"),
        "markdown" => format!(
            "Write to {text}, please.\n\n- **{text}**\n\n![{text}](https://b.example/a.png)\n\n\
             > {text}\n\n### {text}\n"
        ),
        _ => format!(
            "<p>Write to {text}, please. <img src=\"https://b.example/a.png\" alt=\"{word}\"> \
             <a href=\"https://b.example/\" title=\"{word}\">it</a></p>\
             <blockquote>{text}</blockquote><table><tr><td>{text}</td></tr></table>"
        ),
    }
}

fn linked(markup: &str, address: &str) -> String {
    match markup {
        "text" => format!("See {address} there."),
        "markdown" => format!("[write]({address}) or <{address}> or {address} there"),
        _ => format!("<a href=\"{address}\">write</a>, or <a href=\"{address}\">{address}</a>."),
    }
}

/// A thread with something at every place that is a line, or in a body alone.
fn thread(id: usize, markup: &str, body: &str, line: Option<&str>) -> Value {
    let plain = |text: &str| text.replace(['\n', '<', '>'], " ");
    let said = line.map_or_else(|| "nobody".to_owned(), |line| format!("write to {}", plain(line)));
    let file = line.map_or_else(|| "a".to_owned(), plain);
    json!({"id": id, "title": format!("Why does lamp {id} hum? {said}"),
        "tags": ["lamp", file], "aliases": [said], "product": file, "summary": said,
        "author": {"id": "asker", "name": "Olena"},
        "question": {"markup": markup, "body": body},
        "comments": [{"body": body, "markup": markup,
            "author": {"id": "c", "name": file}}],
        "answers": [{"id": "a", "accepted": true, "markup": markup,
            "author": {"id": "member-no-7", "name": file},
            "body": format!("Turn it off, then on again. {body}"), "licence": said,
            "attachments": [{"name": format!("{file}.txt"), "url": "https://forum.example/f/1"}]}]})
}

fn built(threads: &[Value]) -> Built {
    let lines: String = threads.iter().map(|thread| format!("{thread}\n")).collect();
    Site::new("").with("answerbook.yaml", SETTINGS).with("data/export.jsonl", lines).build()
}

/// The pages that hold what was sown in, with the words around it.
fn published(built: &Built) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, bytes) in &built.files {
        let is_text = [".html", ".xml", ".json", ".txt"].iter().any(|end| path.ends_with(end));
        if !is_text {
            continue;
        }
        let mut text = format!("{path}\n{}", String::from_utf8_lossy(bytes));
        for _ in 0..3 {
            let decoded = percent_encoding::percent_decode_str(&text).decode_utf8_lossy();
            text = html_escape::decode_html_entities(&decoded).into_owned();
        }
        let shown: String = text
            .nfkd()
            .flat_map(char::to_lowercase)
            .map(|c| match c {
                '\u{660}'..='\u{669}' => char::from(b'0' + (u32::from(c) - 0x660) as u8),
                c => c,
            })
            .filter(|c| c.is_alphanumeric() && !is_combining_mark(*c))
            .collect();
        let words = MAIL_WORDS.into_iter().chain([PHONE_DIGITS]);
        for (at, word) in words.flat_map(|word| shown.match_indices(word)) {
            let near: String = shown[..at].chars().rev().take(40).collect();
            let near: String = near.chars().rev().collect();
            found.entry(path.clone()).or_default().push(format!("{near}|{word}"));
        }
    }
    found
}

#[track_caller]
fn nothing_is_published(threads: &[Value]) {
    let built = built(threads);
    let found = published(&built);
    assert!(found.is_empty(), "{} files: {found:#?}", found.len());
    assert!(built.paths("questions/").len() >= threads.len(), "{}", built.messages());
}

#[test]
fn no_spelling_of_an_address_or_a_number_is_published_anywhere() {
    let mut threads = Vec::new();
    for markup in ["html", "markdown", "text"] {
        for text in MAILS.iter().chain(&PHONES) {
            threads.push(thread(threads.len() + 1, markup, &body(markup, text), Some(text)));
        }
    }
    for markup in ["html", "markdown"] {
        for text in MARKED_MAILS.iter().chain(&MARKED_PHONES) {
            let body = format!("So: {text} it is.");
            threads.push(thread(threads.len() + 1, markup, &body, None));
        }
    }
    nothing_is_published(&threads);
}

#[test]
fn no_address_that_leads_to_a_mailbox_or_a_phone_is_published() {
    let mut threads = Vec::new();
    for markup in ["html", "markdown", "text"] {
        for address in LINKS {
            threads.push(thread(threads.len() + 1, markup, &linked(markup, address), None));
        }
    }
    for address in LINKS {
        let mut one = thread(threads.len() + 1, "html", "It hums.", None);
        one["url"] = json!(address);
        one["answers"][0]["url"] = json!(address);
        one["answers"][0]["licence"] = json!(address);
        one["answers"][0]["attachments"][0]["url"] = json!(address);
        one["answers"][0]["author"]["url"] = json!(address);
        threads.push(one);
    }
    nothing_is_published(&threads);
}

#[test]
fn what_is_sown_in_is_found_where_nothing_is_masked() {
    let threads = [
        thread(1, "html", &body("html", MAILS[5]), Some(MAILS[2])),
        thread(2, "markdown", &body("markdown", PHONES[17]), Some(PHONES[18])),
    ];
    let lines: String = threads.iter().map(|thread| format!("{thread}\n")).collect();
    let site = Site::new("").with("answerbook.yaml", SETTINGS).with("data/export.jsonl", lines);
    let n_found: usize =
        published(&site.setting("privacy: report").build()).values().map(Vec::len).sum();
    assert!(n_found > 20, "{n_found}");
}
