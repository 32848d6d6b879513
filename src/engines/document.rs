//! A thread as a document for an engine: what its card shows, what it is filtered by, its terms.

use serde::Serialize;

use crate::config::{DOCUMENT_VERSION, EngineKind, TermSpelling};
use crate::files::Digest;
use crate::model::Timestamp;
use crate::search::native::{Document, DocumentTerms};

/// A document. The names of its fields are those that engines are told.
#[derive(Serialize)]
pub(super) struct EngineDocument<'a> {
    /// The key as engines have it, in base 16.
    pub(super) id: String,
    #[serde(skip)]
    pub(super) key: u64,
    /// The form of documents.
    pub(super) version: u32,
    /// The digest of all that the document holds, in base 16.
    pub(super) hash: String,
    pub(super) title: &'a str,
    /// The address of its page, from the site's top.
    pub(super) url: &'a str,
    /// The answer's first lines.
    pub(super) answer: &'a str,
    pub(super) grade: &'a str,
    pub(super) language: &'a str,
    pub(super) source: &'a str,
    /// Seconds since 1970; 0 when unknown.
    pub(super) created: i64,
    pub(super) updated: i64,
    /// The year in which it last changed; empty when unknown.
    pub(super) year: String,
    pub(super) tags: &'a [&'a str],
    pub(super) products: &'a [&'a str],
    pub(super) versions: &'a [&'a str],
    /// How many answers it has.
    pub(super) answers: usize,
    pub(super) title_terms: String,
    pub(super) title_pairs: String,
    pub(super) question_terms: String,
    pub(super) answer_terms: String,
    pub(super) others_terms: String,
    /// What it is filtered by, as words, for engines that filter texts alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) filter_terms: String,
}

impl<'a> EngineDocument<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        terms: &DocumentTerms,
        kind: EngineKind,
    ) -> EngineDocument<'a> {
        let spelling = kind.spelling();
        let key = key(document.source, document.id);
        let mut made = EngineDocument {
            id: hexadecimal(key),
            key,
            version: DOCUMENT_VERSION,
            hash: String::new(),
            title: document.title,
            url: document.address,
            answer: document.teaser,
            grade: document.grade,
            language: document.language.as_str(),
            source: document.source,
            created: document.created,
            updated: document.updated,
            year: year(document),
            tags: document.tags,
            products: document.products,
            versions: document.versions,
            answers: document.answers.len(),
            title_terms: kind.title_terms(&terms.title),
            title_pairs: spelling.write(&terms.pairs),
            question_terms: spelling.write(&terms.question),
            answer_terms: spelling.write(&terms.answer),
            others_terms: spelling.write(&terms.others),
            filter_terms: filters(document, kind),
        };
        made.hash = hexadecimal(first_bytes(Digest::of(made.json().as_bytes())));
        made
    }

    /// Returns the digest of all that it holds.
    pub(super) fn digest(&self) -> u64 {
        u64::from_str_radix(&self.hash, 16).expect("`hexadecimal` wrote it")
    }

    /// Returns it as JSON, on one line.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers are plain JSON")
    }
}

/// Returns the key of a thread: a number that engines take for one of their own, neither 0 nor
/// negative, and says nothing of the thread.
fn key(source: &str, id: &str) -> u64 {
    (first_bytes(Digest::of_parts([source.as_bytes(), id.as_bytes()])) >> 1).max(1)
}

fn first_bytes(digest: Digest) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest.0[..8]);
    u64::from_be_bytes(bytes)
}

pub(super) fn hexadecimal(number: u64) -> String {
    format!("{number:016x}")
}

/// Returns what a document is filtered by as words: `t:wi-fi`, spelled in letters.
fn filters(document: &Document<'_>, kind: EngineKind) -> String {
    if !matches!(kind, EngineKind::Manticore | EngineKind::Sphinx) {
        return String::new();
    }
    let (year, language) = (year(document), document.language.as_str());
    let single = [("g", document.grade), ("y", &year), ("l", language)];
    let tags = document.tags.iter().map(|tag| ("t", *tag));
    let all = tags.chain(document.products.iter().map(|product| ("p", *product))).chain(single);
    let words = all.filter(|(_, name)| !name.is_empty());
    let words = words.map(|(sign, name)| TermSpelling::Letters.word(&format!("{sign}:{name}")));
    words.collect::<Vec<String>>().join(" ")
}

fn year(document: &Document<'_>) -> String {
    let last = if document.updated == 0 { document.created } else { document.updated };
    if last == 0 { String::new() } else { Timestamp(last).day()[..4].to_owned() }
}
