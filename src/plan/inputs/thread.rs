//! What the page of a thread shows.

use std::collections::BTreeMap;

use crate::config::Release;
use crate::files::Digest;
use crate::model::{Reference, Thread};
use crate::normalize::Summary;
use crate::plan::Page;
use crate::site::{FindTarget, Target, TaxonomyKind, ThreadEntry, Wording, newer_release};
use crate::text::Lang;

use super::{FoundReferences, FoundTarget, InputGatherer, PersonInputs, TermLink, ThreadCard};

/// How many questions like this one a page names.
const MAX_RELATED: usize = 5;

/// Everything that the page of a thread shows.
#[derive(Clone, Debug, Hash)]
pub struct ThreadInputs<'a> {
    /// What is known of the thread.
    pub summary: &'a Summary,
    /// What is known of its duplicates, whose answers are shown, too.
    pub duplicates: Vec<&'a Summary>,
    /// Digests of the words: of the thread, then of its duplicates.
    pub bodies: Vec<Digest>,
    /// The digest of the file that messages quote.
    pub origin: Digest,
    /// The page's address from the site's top.
    pub href: &'a str,
    /// Other wordings of the question.
    pub wordings: &'a [Wording],
    /// Everyone who helped, in the order of their posts.
    pub people: Vec<PersonInputs<'a>>,
    /// Who asked, where they helped elsewhere.
    pub asker: Option<PersonInputs<'a>>,
    /// Questions like this one.
    pub related: Vec<ThreadCard<'a>>,
    /// Tags with their pages.
    pub tags: Vec<TermLink<'a>>,
    /// The way to its category, from the top down.
    pub category: Vec<TermLink<'a>>,
    /// The products that it is about.
    pub products: Vec<TermLink<'a>>,
    /// This answer in all its languages, with the addresses of its pages from the site's top;
    /// this one first.
    pub versions: Vec<(Lang, &'a str)>,
    /// The same answer in other languages.
    pub translations: Vec<(Lang, &'a str)>,
    /// Their titles: a search finds this page by them.
    pub elsewhere: Vec<&'a str>,
    /// The best answer is past its date.
    pub is_expired: bool,
    /// What came out since, and may have changed it.
    pub release: Option<&'a Release>,
    /// The language and the address of the original, where it has changed since this
    /// translation was checked.
    pub changed_original: Option<(Lang, &'a str)>,
    /// How many years ago the best answer was written, changed or checked last.
    pub age_years: usize,
    /// What its posts name.
    pub references: FoundReferences<'a>,
}

/// What the page of a thread shows and is read only when it is rendered: its inputs hold the
/// digests of it.
#[derive(Clone, Debug)]
pub struct ThreadContents {
    /// The thread, with the answers of its duplicates behind its own.
    pub thread: Thread,
    /// How many answers of it are of each duplicate, the last ones of the last.
    pub n_folded: Vec<usize>,
    /// The files that its posts name; `None` for what is not there.
    pub files: BTreeMap<Reference, Option<Target>>,
}

impl ThreadInputs<'_> {
    /// The best answer is due for a check, for whatever reason.
    pub fn is_due(&self) -> bool {
        self.is_expired || self.release.is_some() || self.changed_original.is_some()
    }
}

impl<'a> InputGatherer<'a> {
    /// Gathers what the page of the thread at a position shows. What is known of the thread is
    /// that of the site, unless its file has changed since.
    pub fn thread<'i>(
        &'i self,
        page: &Page,
        at: usize,
        entry: &'i ThreadEntry,
    ) -> ThreadInputs<'i> {
        let answering: Vec<_> = entry.answering().collect();
        let of_duplicates = answering.iter().flat_map(|duplicate| &duplicate.references);
        let references = entry.references.iter().chain(of_duplicates);
        let href = |at: usize| self.thread_hrefs[at].as_str();
        let found = |reference: &'i Reference| (reference, self.targets.find(reference, href));
        let version = |&at: &usize| (self.site.threads[at].summary.lang, href(at));
        let title = |&at: &usize| self.site.threads[at].summary.title.as_str();
        let bodies = answering.iter().map(|duplicate| duplicate.body.digest);
        ThreadInputs {
            summary: &entry.summary,
            bodies: std::iter::once(entry.body.digest).chain(bodies).collect(),
            duplicates: answering.iter().map(|duplicate| &duplicate.summary).collect(),
            origin: entry.origin,
            href: href(at),
            wordings: &entry.wordings,
            people: entry.people.iter().map(|&at| self.person(at)).collect(),
            asker: entry.asker.map(|at| self.person(at)),
            related: self.related(at).into_iter().map(|at| self.card(at)).collect(),
            tags: self.tags(page, &entry.summary),
            category: self.category(page, &entry.summary),
            products: self.products(page, &entry.summary),
            versions: self.versions(at),
            translations: entry.translations.iter().map(version).collect(),
            elsewhere: entry.translations.iter().map(title).collect(),
            is_expired: self.is_expired(entry.summary.expires),
            release: newer_release(&entry.summary, self.releases, self.now),
            changed_original: entry.changed_original.as_ref().map(version),
            age_years: entry.summary.answered.map_or(0, |then| then.whole_years_until(self.now)),
            references: references.map(found).collect(),
        }
    }

    fn related(&self, at: usize) -> Vec<usize> {
        let mut near = (self.related)(at);
        let translations = &self.site.threads[at].translations;
        near.retain(|other| *other != at && !translations.contains(other));
        near.truncate(MAX_RELATED);
        near
    }

    /// The tags of a thread, as the page's section has them.
    fn tags(&self, page: &Page, summary: &Summary) -> Vec<TermLink<'_>> {
        let tags = self.site.sections[page.section].taxonomy(TaxonomyKind::Tag);
        let mut places: Vec<usize> = summary.tags.iter().filter_map(|tag| tags.find(tag)).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| self.term_link(page, TaxonomyKind::Tag, at)).collect()
    }

    /// The way to the category of a thread, as the page's section has it.
    fn category(&self, page: &Page, summary: &Summary) -> Vec<TermLink<'_>> {
        let kind = TaxonomyKind::Category;
        let names = summary.category.path.iter().map(String::as_str);
        let at = self.site.sections[page.section].taxonomy(kind).find_below(names);
        at.map(|at| self.way(page, kind, at)).unwrap_or_default()
    }

    fn products(&self, page: &Page, summary: &Summary) -> Vec<TermLink<'_>> {
        let products = self.site.sections[page.section].taxonomy(TaxonomyKind::Product);
        let mut places: Vec<usize> =
            summary.products.iter().filter_map(|product| products.find(product)).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| self.term_link(page, TaxonomyKind::Product, at)).collect()
    }

    /// A thread in all its languages, itself first, each language once.
    fn versions(&self, at: usize) -> Vec<(Lang, &str)> {
        let threads = &self.site.threads;
        let mut versions: Vec<(Lang, &str)> = Vec::new();
        for at in std::iter::once(at).chain(threads[at].translations.iter().copied()) {
            let lang = threads[at].summary.lang;
            if versions.iter().all(|(known, _)| *known != lang) {
                versions.push((lang, &self.thread_hrefs[at]));
            }
        }
        versions
    }
}

/// Knows what the references of one page lead to.
pub struct PageTargets<'a> {
    /// What the page shows.
    pub inputs: &'a ThreadInputs<'a>,
    /// The files that are read.
    pub files: &'a BTreeMap<Reference, Option<Target>>,
}

impl FindTarget for PageTargets<'_> {
    fn find(&mut self, reference: Reference) -> Option<Target> {
        match self.inputs.references.get(&reference)?.as_ref()? {
            FoundTarget::Page(href) => Some(Target::Page(href.clone())),
            FoundTarget::Part(id) => Some(Target::Part(id.clone())),
            FoundTarget::Elsewhere(url) => Some(Target::Elsewhere(url.clone())),
            FoundTarget::NearPart(id) => Some(Target::NearPart(id.clone())),
            FoundTarget::File(_) => self.files.get(&reference)?.clone(),
        }
    }
}
