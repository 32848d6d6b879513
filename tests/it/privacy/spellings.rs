//! Names in every spelling and at every place: none of them is published.
//!
//! What is looked at are the bytes of the site, folded by rules of this file alone.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use answerbook::diag::Code;

use crate::harness::{Built, Site};

const SETTINGS: &str = "\
title: Answers
base_url: https://a.example/
publish: {resolution: all}
machines: {api: true}
sources:
  - {type: jsonl, path: data, name: Forum, url: https://forum.example, consent: terms}
";

/// Names in five scripts.
pub(super) const NAMES: [(&str, &str); 20] = [
    ("Tihana", "Mrakužić"),
    ("Jörgen", "Quastfeldt"),
    ("Łucja", "Wąchołcznik"),
    ("Aodhán", "Brackwhistle"),
    ("Ignatz", "Straßlgruber"),
    ("Орися", "Ґудзяренко"),
    ("Андрій", "Їжаківський"),
    ("Фёдор", "Щучьелобов"),
    ("Милица", "Џомбићевић"),
    ("Эмилия", "Вьюгоброд"),
    ("Ελπίδα", "Ξυλοκανθίδου"),
    ("Ιάσονας", "Ψαρομανώλης"),
    ("Ζωή", "Τριανταβέργη"),
    ("ضرغام", "الخنشلاوي"),
    ("غزلان", "بوطرفاية"),
    ("鷲巣沼", "朔之丞"),
    ("綾小路", "ひより奈"),
    ("欧阳", "墨砚舟"),
    ("慕容", "霁寒渊"),
    ("독고", "빛나래솔"),
];

/// Writes a name as it is listed: some are written without a space.
pub(super) fn listed((first, last): &(&str, &str)) -> String {
    match first.chars().next() {
        Some('欧' | '鷲' | '독') => format!("{first}{last}"),
        _ => format!("{first} {last}"),
    }
}

/// What may stand between the parts of a name, in any text.
const BETWEEN: [&str; 27] = [
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\u{a0}",
    "\u{2009}",
    "\u{2003}",
    "\u{3000}",
    "\u{202f}",
    "\u{2007}",
    " \u{200b}",
    "\u{2011}",
    "-",
    "\u{2013}",
    "/",
    "_",
    ".",
    "+",
    "\u{b7}",
    "%20",
    "%2520",
    "%2D",
    "+\u{2060}",
    "  \n",
    "\n> ",
    "\n> > ",
];

/// What does not show, within a word.
const WITHIN: [&str; 8] =
    ["\u{ad}", "\u{200b}", "\u{2060}", "\u{200c}", "\u{feff}", "\u{200e}", "\u{301}", "\u{fe0f}"];

/// The same in markup alone.
const MARKED: [&str; 6] = ["&#32;", "&nbsp;", "&#x20;", "<!-- --> ", "<br>", "&ensp;"];

/// Writes a name by its two parts.
pub(super) type Spell = Box<dyn Fn(&str, &str) -> String>;

/// One way to spell names.
pub(super) struct Spelling {
    /// Writes a name.
    pub of: Spell,
    /// It reads as it should in markup alone.
    pub is_marked: bool,
}

/// All of them.
pub(super) fn spellings() -> Vec<Spelling> {
    let mut all: Vec<Spelling> = Vec::new();
    let mut add = |is_marked, of: Spell| {
        all.push(Spelling { of, is_marked });
    };
    for space in BETWEEN {
        add(false, Box::new(move |first, last| format!("{first}{space}{last}")));
    }
    for hidden in WITHIN {
        let at = |word: &str| word.char_indices().nth(2).map_or(0, |(at, _)| at);
        add(
            false,
            Box::new(move |first, last| {
                format!("{first} {}{hidden}{}", &last[..at(last)], &last[at(last)..])
            }),
        );
    }
    for space in MARKED {
        add(true, Box::new(move |first, last| format!("{first}{space}{last}")));
    }
    add(false, Box::new(|first, last| format!("{first} {last}").to_uppercase()));
    add(false, Box::new(|first, last| format!("{first} {last}").to_lowercase()));
    add(false, Box::new(|first, last| format!("{first} {last}").nfd().collect()));
    add(false, Box::new(|first, last| wide(&format!("{first} {last}"))));
    add(false, Box::new(|first, last| coded(&format!("{first} {last}"))));
    add(false, Box::new(|first, last| format!("@{first}_{last}")));
    add(false, Box::new(|first, last| bare(&format!("{first} {last}"))));
    add(false, Box::new(|first, last| format!("{first}\u{30fb}{last}")));
    add(false, Box::new(|first, last| format!("{first} \u{640}{last}\u{640}")));
    add(false, Box::new(|first, last| format!("{first}{last}")));
    for space in ["&amp;nbsp;", "&amp;#32;", "--", "-_-"] {
        add(true, Box::new(move |first, last| format!("{first}{space}{last}")));
    }
    add(true, Box::new(|first, last| format!("{first} <b>{last}</b>")));
    add(true, Box::new(|first, last| format!("<a href=\"https://b.example/\">{first}</a> {last}")));
    add(
        true,
        Box::new(|first, last| {
            let at = last.char_indices().nth(3).map_or(0, |(at, _)| at);
            format!("{first} {}<i>{}</i>", &last[..at], &last[at..])
        }),
    );
    all
}

/// Writes ASCII fullwidth.
fn wide(text: &str) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(wide).collect()
}

/// Writes letters with marks as keyboards without them do.
fn bare(text: &str) -> String {
    let shown = text.nfd().filter(|&c| !is_combining_mark(c) || c == '\u{306}');
    let shown: String = shown.nfc().collect();
    shown.replace('ł', "l").replace('Ł', "L").replace('ß', "ss")
}

/// Writes every byte as addresses do.
fn coded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        write!(all, "%{byte:02X}").expect("a string takes all");
        all
    })
}

/// Makes a name fit for an address, as forums do.
pub(super) fn address(name: &str) -> String {
    name.replace(['\n', '\r', '\t', '<', '>', ' '], "-")
}

/// All places of a body that a name may stand at.
fn body(markup: &str, name: &str, spelling: &Spelling) -> String {
    let word = name.replace('"', "&quot;");
    let address = address(name);
    match (markup, spelling.is_marked) {
        ("text", false) => format!("So {name}, said. https://b.example/u/{address}?x\n\n> {name}"),
        ("text", true) if name.contains('<') => String::from("Nothing."),
        ("text", true) => format!("So {name}, said."),
        ("markdown", false) => format!(
            "So {name}, said.\n\n- **{name}**\n\n![{name}](https://b.example/a.png) \
             [it](https://b.example/u/{address} \"t\") `{name}`\n\n> {name}\n\n```\n{name}\n```\n"
        ),
        ("markdown", true) => format!("So {name}, said.\n\n> {name}\n"),
        (_, false) => format!(
            "<p>So {name}, said. <img src=\"https://b.example/a.png\" alt=\"{word}\"> \
             <a href=\"https://b.example/u/{address}\" title=\"{word}\">it</a> \
             <a href=\"/u/{address}\">it</a> <code>{name}</code></p>\
             <blockquote>{name}</blockquote><pre><code>{name}</code></pre>\
             <table><tr><td>{name}</td></tr></table>"
        ),
        (_, true) => format!("<p>So {name}, said.</p><blockquote>{name}</blockquote>"),
    }
}

/// A thread with all names in one spelling.
fn thread(id: usize, markup: &str, spelling: &Spelling) -> Value {
    let all: Vec<String> = NAMES.iter().map(|(first, last)| (spelling.of)(first, last)).collect();
    let line = |at: usize| match spelling.is_marked {
        true => format!("Olena {at}"),
        false => all[(id + at) % all.len()].clone(),
    };
    let answer = |(at, name): (usize, &String)| {
        json!({"id": format!("a{at}"), "accepted": at == 0, "markup": markup,
            "author": {"id": format!("member-no-{at}"), "name": line(at)},
            "body": format!("Turn it off, then on again. {}", body(markup, name, spelling)),
            "url": format!("https://forum.example/t/{id}/{}", address(&line(at + 1))),
            "licence": line(at + 6),
            "attachments": [{"name": format!("{}.txt", line(at + 2)),
                "url": format!("https://forum.example/f/{}", address(&line(at + 2)))}]})
    };
    let comments: Vec<Value> = all[..4]
        .iter()
        .map(|name| {
            json!({"body": body(markup, name, spelling), "markup": markup,
            "author": {"id": "member-no-c", "name": line(4)}})
        })
        .collect();
    json!({"id": id, "title": format!("Why does lamp {id} hum for {}?", line(0)),
        "tags": ["lamp", line(5)], "aliases": [line(7)], "product": line(8), "summary": line(9),
        "url": format!("https://forum.example/t/{}/{id}", address(&line(3))),
        "author": {"id": "asker", "name": "Olena"}, "comments": comments,
        "question": {"markup": markup, "body": body(markup, &all[0], spelling)},
        "answers": all.iter().step_by(2).enumerate().map(answer).collect::<Vec<_>>()})
}

/// A site with all names to be taken out.
fn site(threads: &[Value], more: &str) -> Site {
    let lines: String = threads.iter().map(|thread| format!("{thread}\n")).collect();
    let mut people = String::from("people:\n");
    for name in &NAMES {
        writeln!(people, "  - name: {}", listed(name)).expect("a string takes all");
    }
    Site::new("")
        .with("answerbook.yaml", SETTINGS)
        .with("privacy.yaml", people + more)
        .with("data/export.jsonl", lines)
}

/// Letters and digits alone, in small letters, without accents; all else is one space.
pub(super) fn folded(text: &str) -> String {
    let shown = text.nfkd().flat_map(char::to_lowercase).filter(|&c| !is_combining_mark(c));
    let mut out = String::new();
    for c in shown.filter(|&c| !"\u{ad}\u{200b}\u{200c}\u{200e}\u{2060}\u{feff}".contains(c)) {
        match c {
            'ς' => out.push('σ'),
            'ß' => out.push_str("ss"),
            'ł' => out.push('l'),
            'ى' => out.push('ي'),
            '\u{640}' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out
}

/// A file as it is, and with references, codes and tags taken for what they stand for.
pub(super) fn readings(path: &str, bytes: &[u8]) -> String {
    let mut plain = bytes.to_vec();
    let mut inflated = Vec::new();
    if path.ends_with(".bin")
        && flate2::read::DeflateDecoder::new(bytes).read_to_end(&mut inflated).is_ok()
    {
        plain.extend(inflated);
    }
    let mut text = format!("{path}\n{}", String::from_utf8_lossy(&plain));
    for _ in 0..2 {
        let decoded = percent_encoding::percent_decode_str(&text).decode_utf8_lossy();
        text = html_escape::decode_html_entities(&decoded).into_owned();
    }
    folded(&text)
}

/// The surnames that any file of a site still holds, with the file.
fn published(built: &Built) -> BTreeMap<String, Vec<String>> {
    let names: Vec<String> = NAMES.iter().map(|(_, last)| folded(last)).collect();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, bytes) in &built.files {
        let text = readings(path, bytes);
        for name in names.iter().filter(|name| text.contains(name.as_str())) {
            let at = text.find(name.as_str()).unwrap_or(0);
            let near: String =
                text[..at].chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
            found.entry(path.clone()).or_default().push(format!("{near}|{name}"));
        }
    }
    found
}

#[test]
fn no_spelling_of_a_name_is_published_anywhere() {
    let spellings = spellings();
    assert!(spellings.len() > 40, "{}", spellings.len());
    let mut threads = Vec::new();
    for spelling in &spellings {
        for markup in ["html", "markdown", "text"] {
            threads.push(thread(threads.len() + 1, markup, spelling));
        }
    }
    let built = site(&threads, "").build();
    let found = published(&built);
    assert!(found.is_empty(), "{} files: {found:#?}", found.len());
    built.report();
    assert_eq!(built.message(Code::PrivacyWithheld), "");
    assert!(built.page_paths("questions/").len() >= threads.len(), "{}", built.messages());
}

#[test]
fn names_are_found_where_they_stand() {
    let thread = thread(1, "html", &spellings()[0]);
    let built = site(&[thread], "").with("privacy.yaml", "people: []\n").build();
    let n_found: usize = published(&built).values().map(Vec::len).sum();
    assert!(n_found > 40, "{n_found}");
}

#[test]
fn a_thread_whose_words_cannot_be_cleaned_is_withheld_and_the_others_are_published() {
    let mut threads: Vec<Value> = (1..=3).map(|id| thread(id, "html", &spellings()[0])).collect();
    threads[1]["question"]["body"] = json!("Does Lampwright77 know?");
    let more = "  - {name: Lampwright77, as: Lampwright77 Hum}\n";
    let built = site(&threads, more).build();
    built.report();
    let told = built.message(Code::PrivacyWithheld);
    assert!(told.contains("the thread `2` is withheld") && !told.contains("Lampwright"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    let pages = built.page_paths("questions/");
    let has = |id: &str| pages.iter().any(|path| path.ends_with(&format!("-{id}.html")));
    assert_eq!((has("1"), has("2"), has("3")), (true, false, true), "{pages:?}");
}
