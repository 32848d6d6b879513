//! Every mask over real posts in a list, for people who look for false alarms.
//!
//! `ANSWERBOOK_MASKS` names the file that the list is written into: the kind, the source, the
//! thread, and what was masked between the words around it, or the link that is gone.
//! `ANSWERBOOK_NAMES` names a privacy.yaml whose people are taken out, each
//! `as: "[name removed]"`.
//! `ANSWERBOOK_RAW` asks for what is found in the files of the exports as they are, too, which
//! are not all published.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::{Value, json};

use answerbook::config;
use answerbook::diag::Sink;
use answerbook::files::{DiskFiles, MemoryFiles};
use answerbook::model::{Markup, Thread};
use answerbook::normalize::{Trust, text_of_html, tidy, to_safe_html};
use answerbook::privacy::{Privacy, PrivacyFindings, PrivacyRules, detect, expand_aliases};

use crate::fuzz::AsWritten;
use crate::harness::{folder, shared};

/// The shared exports, by type and path.
const SOURCES: [(&str, &str); 24] = [
    ("stackexchange", "stackexchange/ai2017"),
    ("stackexchange", "stackexchange/alcohol-meta-2022"),
    ("stackexchange", "stackexchange/beer2016"),
    ("stackexchange", "stackexchange/datascience-meta-2024"),
    ("stackexchange", "stackexchange/french-meta-2021"),
    ("jsonl", "eval/resolution/records/care.jsonl"),
    ("jsonl", "eval/resolution/records/discord-mesh.jsonl"),
    ("jsonl", "eval/resolution/records/discord-py.jsonl"),
    ("jsonl", "eval/resolution/records/forum.jsonl"),
    ("jsonl", "eval/resolution/records/r-help.jsonl"),
    ("jsonl", "eval/resolution/records/slack-dev.jsonl"),
    ("jsonl", "eval/resolution/records/slack.jsonl"),
    ("jsonl", "eval/resolution/records/telegram.jsonl"),
    ("jsonl", "eval/resolution/records/zulip.jsonl"),
    ("mbox", "mbox/pipermail"),
    ("mbox", "mbox/perceval"),
    ("slack", "slack/testarchive/tests/testarchive.zip"),
    ("discord", "discord/chat-analytics/tests/samples/discord"),
    ("telegram", "discord/chat-analytics/tests/samples/telegram"),
    ("x", "x/twarc/test-data"),
    ("khoros", "khoros"),
    ("github", "github-discussions/vchinnap"),
    ("github", "github-discussions/ik_llama/github-data/discussions"),
    ("freshdesk", "freshdesk"),
];

/// Questions and answers as lines of texts.
const TEXTS: [&str; 4] = [
    "eval/stackfaq/corpus.jsonl",
    "eval/stackfaq/distractors.jsonl.xz",
    "eval/faq-multilingual/corpus.jsonl",
    "eval/faq-multilingual/distractors.jsonl",
];

const MASKS: [&str; 7] = [
    "[name removed]",
    "[e-mail removed]",
    "[phone number removed]",
    "[card number removed]",
    "[IBAN removed]",
    "[secret removed]",
    "[personal number removed]",
];

/// How many characters of the words around a mask are listed.
const AROUND: usize = 60;

#[test]
fn masks_over_real_posts_are_listed_where_somebody_asks() {
    let Some(report) = std::env::var_os("ANSWERBOOK_MASKS") else { return };
    let shared = shared().expect("real posts");
    let mut list = String::new();
    for (kind, path) in SOURCES {
        masks_of(kind, &shared.join("data").join(path), path, &mut list);
    }
    let site = folder();
    for path in TEXTS {
        let threads = threads_of_texts(&shared.join("data").join(path));
        let file = site.path().join("texts.jsonl");
        std::fs::write(&file, threads).expect("a file");
        masks_of("jsonl", &file, path, &mut list);
    }
    if let Some(topics) = crate::real::urho3d() {
        masks_of("discourse", &topics, "urho3d", &mut list);
    }
    if std::env::var_os("ANSWERBOOK_RAW").is_some() {
        raw_hits(&shared.join("data"), &mut list);
    }
    assert!(list.lines().count() > 100, "few masks over all real posts:\n{list}");
    std::fs::write(report, list).expect("a file");
}

/// Lists what is found in files as they are, each text once.
fn raw_hits(data: &Path, list: &mut String) {
    let mut known = std::collections::BTreeSet::new();
    let mut paths: Vec<_> = walkdir::WalkDir::new(data)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .collect();
    paths.extend(
        crate::real::urho3d()
            .into_iter()
            .flat_map(walkdir::WalkDir::new)
            .filter_map(|entry| entry.ok().map(walkdir::DirEntry::into_path)),
    );
    paths.sort();
    for path in paths {
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let is_text = ["json", "jsonl", "xml", "mbox", "md", "csv"].contains(&kind);
        if !is_text || path.components().any(|part| part.as_os_str() == "bad-input") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a file");
        let text = without_escapes(&String::from_utf8_lossy(&bytes));
        let text = html_escape::decode_html_entities(&text);
        let text = html_escape::decode_html_entities(&text);
        for hit in detect(&text, &[]) {
            let found = &text[hit.range.clone()];
            if known.insert(found.to_owned()) {
                let (left, right) = (tail(&text[..hit.range.start]), head(&text[hit.range.end..]));
                let line = format!("{left}⟦{}⟧{right}", head(found)).replace(['\n', '\t'], " ");
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                writeln!(list, "raw\t{name}\t{:?}\t{line}", hit.kind).expect("a string");
            }
        }
    }
}

/// Reads `\n` and `\u003c` as JSON does.
fn without_escapes(text: &str) -> String {
    let mut pieces = text.split("\\u");
    let first = pieces.next().unwrap_or_default().to_owned();
    let whole = pieces.fold(first, |mut whole, piece| {
        let code = piece.get(..4).and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                whole.push(c);
                whole + &piece[4..]
            }
            None => whole + "\\u" + piece,
        }
    });
    whole.replace("\\n", "\n")
}

/// Makes threads of lines with a title and a text.
fn threads_of_texts(path: &Path) -> String {
    let text = match path.extension().is_some_and(|ending| ending == "xz") {
        true => Command::new("xz").arg("-dc").arg(path).output().expect("xz").stdout,
        false => std::fs::read(path).expect("a file"),
    };
    let text = String::from_utf8(text).expect("UTF-8");
    let thread = |line: &str| {
        let text: Value = serde_json::from_str(line).expect("a row of JSON");
        let body = json!({"body": text["text"], "markup": "markdown"});
        format!("{}\n", json!({"id": text["_id"], "title": text["title"], "question": body}))
    };
    text.lines().map(thread).collect()
}

fn masks_of(kind: &str, path: &Path, name: &str, list: &mut String) {
    let site = folder();
    let path = path.display();
    let settings = format!(
        "title: A\nsources:\n  - {{type: {kind}, path: {path}, name: F, consent: terms}}\n"
    );
    std::fs::write(site.path().join("answerbook.yaml"), settings).expect("a file");
    let files = DiskFiles::new(site.path());
    let mut sink = Sink::new();
    let config = config::load(&files, &mut sink).expect("good settings");
    let names = std::env::var_os("ANSWERBOOK_NAMES");
    let names = names.map(|path| std::fs::read(path).expect("a file")).unwrap_or_default();
    let with_names = MemoryFiles::new([("privacy.yaml", names)]);
    let rules = PrivacyRules::load(&with_names, &config, &mut sink).expect("good rules");
    let privacy = Privacy::new(&config, &rules, expand_aliases(&rules, &[]));
    let reader = answerbook::sources::open(&config.sources[0], &files, &mut sink);
    let units: Vec<(usize, Vec<String>)> = (0..reader.n_units())
        .into_par_iter()
        .map(|unit| {
            let threads = reader.read(unit).threads;
            (
                threads.len(),
                threads.into_iter().flat_map(|thread| masks(&privacy, thread)).collect(),
            )
        })
        .collect();
    let n_threads: usize = units.iter().map(|(n, _)| n).sum();
    writeln!(list, "# {name}: {n_threads} threads").expect("a string takes all");
    for mask in units.iter().flat_map(|(_, masks)| masks) {
        writeln!(list, "{name}\t{mask}").expect("a string takes all");
    }
}

/// The masks of a thread.
fn masks(privacy: &Privacy<'_>, mut thread: Thread) -> Vec<String> {
    thread.language = None;
    tidy(&mut thread);
    let before = texts(&thread);
    let _ = privacy.redact(&mut thread, 0, &mut PrivacyFindings::default());
    let after = texts(&thread);
    let pairs = || before.iter().zip(&after).filter(|(before, after)| before != after);
    let id = thread.id.0.clone();
    let words = pairs()
        .filter(|((before, _), (after, _))| before != after)
        .flat_map(|((before, _), (after, _))| compared(before, after));
    let links = pairs().flat_map(|((_, before), (_, after))| {
        let gone = before.iter().filter(|link| !after.contains(link));
        gone.map(|link| format!("link\t{link}"))
    });
    words.chain(links).map(|mask| format!("{id}\t{mask}")).collect()
}

/// The words of each text, and where its links lead.
fn texts(thread: &Thread) -> Vec<(String, Vec<String>)> {
    let text = |markup: &Markup| {
        let html = to_safe_html(markup, Trust::Community, &mut AsWritten).html;
        let mut text = String::new();
        text_of_html(html.as_str(), &mut text);
        let links = html.as_str().split("href=\"").skip(1);
        let links = links.filter_map(|link| Some(link.split_once('"')?.0.to_owned())).collect();
        (text.split_whitespace().collect::<Vec<_>>().join(" "), links)
    };
    let of_posts = thread.posts().flat_map(|post| {
        std::iter::once(text(&post.body)).chain(post.comments.iter().map(|c| text(&c.body)))
    });
    std::iter::once((thread.title.clone(), Vec::new())).chain(of_posts).collect()
}

/// What stands in one text where the other one has a mask.
fn compared(before: &str, after: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    let pieces = split_at_masks(after);
    for (number, (same, mask)) in pieces.iter().enumerate() {
        let Some(start) = before[at..].find(same).map(|start| at + start + same.len()) else {
            break;
        };
        let Some(mask) = mask else { continue };
        let next = pieces.get(number + 1).map_or("", |(same, _)| same);
        let end = match next {
            "" => before.len(),
            next => before[start..].find(next).map_or(before.len(), |n| start + n),
        };
        let (left, right) = (tail(&before[..start]), head(&before[end..]));
        found.push(format!("{mask}\t{left}⟦{}⟧{right}", head(&before[start..end])));
        at = end;
    }
    if found.is_empty() {
        found.push(format!("?\t{}", head(before)));
    }
    found
}

/// Splits a text at its masks: what stands before each, and behind the last.
fn split_at_masks(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let first = MASKS.iter().filter_map(|mask| Some((rest.find(mask)?, *mask))).min();
        let Some((at, mask)) = first else { break };
        pieces.push((&rest[..at], Some(&mask[1..mask.len() - 1])));
        rest = &rest[at + mask.len()..];
    }
    pieces.push((rest, None));
    pieces
}

fn head(text: &str) -> String {
    text.chars().take(AROUND).collect()
}

fn tail(text: &str) -> String {
    let n = text.chars().count();
    text.chars().skip(n.saturating_sub(AROUND)).collect()
}
