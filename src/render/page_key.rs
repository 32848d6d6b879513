//! What a page depends on, as a digest: while it is the same, so are the page's bytes.
//!
//! The page of a thread has a key before its body is read, made of all that its view is
//! made of. Only where its links lead is asked while its posts are rendered, and is kept
//! beside the key. The key of a list of threads is made of what it shows of each; that of
//! any other page is the digest of its view.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::cache::{Lookup, PageRecord};
use crate::files::Digest;
use crate::model::Timestamp;
use crate::plan::{PER_PAGE, Page, PageKind};
use crate::site::{PersonEntry, Site, ThreadEntry};

use super::context::Context;
use super::theme::Theme;
use super::thread::{ThreadDependencies, thread_dependencies};
use super::view::{TotalsView, View};

/// Gathers what a key is made of.
struct KeyHasher(Vec<u8>);

impl KeyHasher {
    fn new(start: Digest) -> KeyHasher {
        let mut hasher = KeyHasher(Vec::with_capacity(1 << 10));
        hasher.bytes(&start.0);
        hasher
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
    }

    fn value(&mut self, value: &impl Serialize) {
        self.bytes(&serde_json::to_vec(value).expect("views are texts and numbers"));
    }

    fn person(&mut self, person: &PersonEntry) {
        self.text(&person.name);
        self.text(&person.key);
        self.text(person.role.name());
        self.number(person.threads.len());
        for (source, id) in &person.accounts {
            self.number(*source);
            self.text(&id.0);
        }
    }

    fn digest(self) -> Digest {
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

/// Digests all that the page of a thread shows, where its links lead aside.
pub fn thread_key(context: &Context<'_>, page: &Page, at: usize) -> Digest {
    let site = context.site;
    let entry = &site.threads[at];
    let mut hasher = KeyHasher::new(context.shared);
    hasher.text(page.path.as_str());
    hasher.number(page.section);
    hasher.bytes(&context.nav(page).digest.0);
    hasher.bytes(&entry.body.digest.0);
    hasher.bytes(&entry.origin.0);
    for duplicate in &entry.duplicates {
        hasher.bytes(&duplicate.body.digest.0);
    }
    entry.people.iter().for_each(|&person| hasher.person(&site.people[person]));
    let ThreadDependencies { related, tags, versions } = thread_dependencies(context, page, at);
    for at in related {
        hasher.bytes(&context.cards[at].0);
    }
    for at in tags {
        let tag = &site.sections[page.section].tags[at];
        hasher.text(&tag.name);
        hasher.text(&tag.key);
    }
    for (lang, href) in versions {
        hasher.text(lang.as_str());
        hasher.text(&href);
    }
    let expired = entry.summary.expires.is_some_and(|expires| expires < context.now);
    hasher.number(usize::from(expired));
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

/// Digests all that a page besides those of threads shows: of a list of threads without
/// making its view, since a large site has thousands.
pub(super) fn list_key(context: &Context<'_>, page: &Page) -> Option<Digest> {
    let section = &context.site.sections[page.section];
    let mut hasher = KeyHasher::new(context.shared);
    hasher.text(page.path.as_str());
    hasher.number(page.section);
    hasher.bytes(&context.nav(page).digest.0);
    let (threads, number) = match page.kind {
        PageKind::Tag(at, number) => {
            let tag = &section.tags[at];
            hasher.text("tag");
            hasher.text(&tag.name);
            hasher.text(&tag.key);
            (&tag.threads, number)
        }
        PageKind::Letter(at, number) => {
            let letter = &section.letters[at];
            hasher.text("letter");
            hasher.text(letter.letter.as_deref().unwrap_or_default());
            hasher.text(&letter.key);
            (&letter.threads, number)
        }
        PageKind::Month(at, number) => {
            let month = &section.months[at];
            hasher.text("month");
            hasher.text(&format!("{}-{}", month.year, month.month));
            (&month.threads, number)
        }
        PageKind::Person(at, number) => {
            let person = &context.site.people[at];
            hasher.text("person");
            hasher.person(person);
            hasher.text(person.url.as_deref().unwrap_or_default());
            hasher.number(person.n_answers);
            hasher.number(person.n_best);
            (&person.threads, number)
        }
        _ => return None,
    };
    hasher.number(threads.len());
    hasher.number(number);
    for &at in threads.iter().skip(number * PER_PAGE).take(PER_PAGE) {
        hasher.bytes(&context.cards[at].0);
    }
    Some(hasher.digest())
}

/// Digests the view of any other page.
pub(super) fn view_key(context: &Context<'_>, template: &str, view: &View<'_>) -> Digest {
    let mut hasher = KeyHasher::new(context.shared);
    hasher.text(template);
    hasher.value(view);
    hasher.digest()
}

/// Tells whether a page would be rendered as it was.
pub fn is_same(context: &Context<'_>, record: &PageRecord, key: Digest) -> bool {
    let same = |(lookup, answer): &(Lookup, Digest)| context.answer(lookup) == *answer;
    record.key == key && record.lookups.iter().all(same)
}
