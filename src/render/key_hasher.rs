//! What keys of pages are made of, and digests that are made once for all pages.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::files::Digest;
use crate::model::Timestamp;
use crate::site::{PersonEntry, Site, Term, TermName, ThreadEntry};

use super::theme::Theme;
use super::view::TotalsView;

/// Gathers what a key is made of.
pub(super) struct KeyHasher(Vec<u8>);

impl KeyHasher {
    pub(super) fn new(start: Digest) -> KeyHasher {
        let mut hasher = KeyHasher(Vec::with_capacity(1 << 10));
        hasher.bytes(&start.0);
        hasher
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(super) fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
    }

    pub(super) fn value(&mut self, value: &impl Serialize) {
        self.bytes(&serde_json::to_vec(value).expect("views are texts and numbers"));
    }

    /// A term, its threads aside.
    pub(super) fn term(&mut self, term: &Term) {
        self.text(&term.key);
        match &term.name {
            TermName::Text(text) => self.text(text),
            TermName::Interface(key) => self.text(key),
            TermName::Month { year, month } => self.text(&format!("{year}-{month}")),
        }
    }

    pub(super) fn person(&mut self, person: &PersonEntry) {
        self.text(&person.name);
        self.text(&person.key);
        self.text(person.role.name());
        self.number(person.threads.len());
        for (source, id) in &person.accounts {
            self.number(*source);
            self.text(&id.0);
        }
    }

    pub(super) fn digest(self) -> Digest {
        Digest::of(&self.0)
    }
}

/// Digests an answer to a lookup.
pub(super) fn digest_of(answer: Option<&str>) -> Digest {
    answer.map_or(Digest::default(), |answer| Digest::of(answer.as_bytes()))
}

/// Digests what the pages of all threads share: program and settings, theme and texts, and how
/// many threads there are where a template says so.
pub(super) fn shared(made_by: Digest, theme: &Theme, totals: Option<&TotalsView>) -> Digest {
    let mut hasher = KeyHasher::new(made_by);
    let texts = theme.strings.iter().map(|(_, file)| file);
    for file in theme.templates.iter().chain(texts) {
        hasher.text(&file.path);
        hasher.bytes(&file.bytes);
    }
    theme.layers.iter().for_each(|layer| hasher.text(layer));
    if let Some(totals) = totals {
        hasher.value(totals);
    }
    hasher.digest()
}

/// Digests what lists show of each thread.
pub(super) fn cards(site: &Site, hrefs: &[String], now: Timestamp) -> Vec<Digest> {
    let card = |(at, entry): (usize, &ThreadEntry)| {
        let summary = &entry.summary;
        let mut hasher = KeyHasher::new(Digest::default());
        hasher.text(&summary.title);
        hasher.text(&hrefs[at]);
        hasher.text(summary.lang.as_str());
        hasher.text(&summary.teaser);
        hasher.text(summary.resolution.grade.name());
        hasher.text(summary.resolution.reason.name());
        hasher.number(usize::from(summary.official));
        hasher.number(usize::from(summary.expires.is_some_and(|expires| expires < now)));
        let time = summary.updated.or(summary.created);
        hasher.text(&time.map_or_else(String::new, |time| time.0.to_string()));
        hasher.number(site.n_answers(at));
        hasher.digest()
    };
    site.threads.par_iter().enumerate().map(card).collect()
}
