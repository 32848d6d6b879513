//! Which threads are published, and how they belong together: duplicates, addresses,
//! translations, people, and the lists by which readers browse.
//!
//! Floor 4. A site is resolved once, from the summaries of all threads, in one thread of the
//! program: the result depends on the order of the summaries, which is fixed, and not on what
//! worker was first. After that it never changes, and everything that renders reads it.
//!
//! Knows no body and no disk, and of templates and texts no more than the names that
//! `taxonomy` gives.

mod address;
mod duplicates;
mod freshness;
mod links;
mod people;
mod post_files;
mod references;
mod section;
mod target;
mod taxonomy;
mod translations;
mod unlisted;

use std::collections::HashMap;

use crate::cache::{BodyHandle, LoadedThread};
use crate::config::{Config, PublishVerdict};
use crate::diag::Sink;
use crate::files::Digest;
use crate::model::{Reason, Reference, ThreadId};
use crate::normalize::{Summary, n_shown};
use crate::output::SitePath;
use crate::text::Lang;

pub use address::{AddressWriter, address_of, encode, file_name, full_address, key_of, safe_name};
pub use duplicates::{Wording, ends_like_address, is_old_address};
pub use freshness::{newer_release, tell_checks_to_come};
pub use links::{LinkBase, LinkProblem, LinkResolver, LinkSettings, beside, relative};
pub use people::PersonEntry;
pub use post_files::ListedFile;
pub use references::references;
pub use section::{Section, collator};
pub use target::{FindTarget, Target};
pub use taxonomy::{
    Definition, PageWords, Taxonomy, TaxonomyKind, Term, TermName, tags_sort_little,
};

/// A duplicate, which is shown on the page of another thread.
#[derive(Clone, Debug)]
pub struct Duplicate {
    /// What is known of it.
    pub summary: Summary,
    /// Where its body lies.
    pub body: BodyHandle,
    /// What its posts name of the rest of the site.
    pub references: Vec<Reference>,
}

/// A published thread.
#[derive(Clone, Debug)]
pub struct ThreadEntry {
    /// What is known of it.
    pub summary: Summary,
    /// Where its body lies.
    pub body: BodyHandle,
    /// The digest of the file that messages about its page quote.
    pub origin: Digest,
    /// What its posts name of the rest of the site.
    pub references: Vec<Reference>,
    /// The path of its page.
    pub path: SitePath,
    /// Other wordings of the question: those of duplicates, then aliases.
    pub wordings: Vec<Wording>,
    /// The duplicates themselves: see [`ThreadEntry::answering`].
    pub duplicates: Vec<Duplicate>,
    /// The same answer in other languages, as positions in [`Site::threads`].
    pub translations: Vec<usize>,
    /// The original, where it says something else than when this translation was checked.
    pub changed_original: Option<usize>,
    /// Everyone who helped, as positions in [`Site::people`], in the order of their posts.
    pub people: Vec<usize>,
    /// Who asked, where they helped elsewhere: their position in [`Site::people`].
    pub asker: Option<usize>,
}

impl ThreadEntry {
    /// Returns the duplicates whose answers are shown on this page: those of the same source.
    /// In another community the same id is another person, so answers from there are not
    /// mixed in; the page links to them.
    pub fn answering(&self) -> impl Iterator<Item = &Duplicate> {
        let source = self.summary.source;
        self.duplicates.iter().filter(move |duplicate| duplicate.summary.source == source)
    }

    /// Counts the answers of these.
    fn n_folded_answers(&self) -> usize {
        self.answering().map(|duplicate| duplicate.summary.n_answers).sum()
    }

    /// Returns how long the words of its page are, as they are kept.
    pub fn n_body_bytes(&self) -> usize {
        let bodies = self.answering().map(|duplicate| duplicate.body).chain([self.body]);
        bodies.map(|body| body.len as usize).sum()
    }
}

/// All published threads and the maps between them. Immutable.
#[derive(Debug)]
pub struct Site {
    /// All published threads, sorted by source, then by time, then by id.
    pub threads: Vec<ThreadEntry>,
    /// Everyone who helped.
    pub people: Vec<PersonEntry>,
    /// One section for each language, the main one first.
    pub sections: Vec<Section>,
    by_id: HashMap<(usize, String), usize>,
    by_origin: HashMap<String, usize>,
}

/// Why an imported thread has no page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WithheldReason {
    /// Its grade, too little confidence, or a person's decision.
    Unfit(PublishVerdict),
    /// Whoever writes it is not done yet.
    Draft,
    /// It is on the page of another thread: its source, by position, and its id.
    Duplicate(usize, ThreadId),
    /// Another page has the address that it would get.
    AddressTaken,
}

impl WithheldReason {
    /// The names of those reasons that are not reasons for a grade.
    pub const NAMES: [&'static str; 4] = ["address-taken", "draft", "duplicate", "low-confidence"];

    /// Returns the name used in reports: `duplicate`, `low-confidence`, or what the grade
    /// rests on.
    pub fn name(&self, reason: Reason) -> &'static str {
        match self {
            WithheldReason::AddressTaken => "address-taken",
            WithheldReason::Draft => "draft",
            WithheldReason::Duplicate(..) => "duplicate",
            WithheldReason::Unfit(PublishVerdict::Confidence) => "low-confidence",
            WithheldReason::Unfit(
                PublishVerdict::Published | PublishVerdict::Grade | PublishVerdict::Decision,
            ) => reason.name(),
        }
    }
}

/// Called with every thread that gets no page of its own, and the reason.
pub type OnWithheld<'w> = &'w mut dyn FnMut(&Summary, WithheldReason);

/// Asked where two threads want one address: whether a thread had it before.
pub type OnContest<'w> = &'w dyn Fn(&Summary, &SitePath) -> bool;

impl Site {
    /// Resolves duplicates, addresses, translations, people and sections.
    pub fn resolve(
        loaded: Vec<LoadedThread>,
        config: &Config,
        had: OnContest<'_>,
        withhold: OnWithheld<'_>,
        sink: &mut Sink,
    ) -> Site {
        let loaded = sorted(loaded);
        let folded = duplicates::fold(loaded, config, withhold, sink);
        let mut threads = address::assign(folded, config, had, withhold, sink);
        let by_id: HashMap<(usize, String), usize> = threads
            .iter()
            .enumerate()
            .map(|(at, entry)| ((entry.summary.source, entry.summary.id.0.clone()), at))
            .collect();
        let by_origin = threads
            .iter()
            .enumerate()
            .filter(|(_, entry)| {
                let path = &entry.summary.origin.path;
                path.ends_with(".md") || path.ends_with(".markdown")
            })
            .map(|(at, entry)| (entry.summary.origin.path.clone(), at))
            .collect();
        duplicates::tell_left_out(&threads, sink);
        translations::link(&mut threads, config, sink);
        freshness::tell_idle(&threads, config, sink);
        unlisted::tell(&threads, config, sink);
        let people = people::gather(&mut threads);
        let sections = section::divide(&threads, &people, config);
        Site { threads, people, sections, by_id, by_origin }
    }

    /// Returns everything that posts name of the rest of the site.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        self.threads.iter().flat_map(|entry| {
            let folded = entry.answering().flat_map(|duplicate| &duplicate.references);
            entry.references.iter().chain(folded)
        })
    }

    /// Finds a thread by its source and the source's id.
    pub fn by_id(&self, source: usize, id: &ThreadId) -> Option<usize> {
        self.by_id.get(&(source, id.0.clone())).copied()
    }

    /// Finds the thread that a markdown file holds.
    pub fn by_origin(&self, path: &str) -> Option<usize> {
        self.by_origin.get(path).copied()
    }

    /// Counts the answers on a thread's page, those of its duplicates included that find room.
    pub fn n_answers(&self, at: usize) -> usize {
        let entry = &self.threads[at];
        n_shown(entry.summary.n_answers, entry.n_folded_answers())
    }

    /// Returns the section that lists threads of a language: its own, or the main one.
    pub fn section_of(&self, lang: Lang) -> usize {
        let own = |section: &Section| section.lang == lang;
        let near = |section: &Section| section.lang.same_language(lang);
        let position = self.sections.iter().position(own);
        position.or_else(|| self.sections.iter().position(near)).unwrap_or(0)
    }
}

/// Sorts by source, time and id, so that the order of reading does not matter.
fn sorted(mut loaded: Vec<LoadedThread>) -> Vec<LoadedThread> {
    let key = |thread: &LoadedThread| {
        let summary = &thread.summary;
        (summary.source, summary.created, natural(&summary.id.0))
    };
    loaded.sort_by_cached_key(key);
    loaded
}

/// Returns a key that sorts ids as people would: `9` before `10`.
pub fn natural(id: &str) -> (usize, String) {
    let is_number = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    (if is_number { id.len() } else { usize::MAX }, id.to_owned())
}
