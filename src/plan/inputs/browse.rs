//! What pages show of products and categories, and which answers are popular.

use std::cmp::Reverse;

use super::listing::{TermEntry, TileText};
use super::{InputGatherer, TermLink, ThreadCard};
use crate::config::{HomeProduct, PopularBy};
use crate::model::ThreadId;
use crate::plan::{Page, PageKind};
use crate::site::{Site, TaxonomyKind, Term};

/// How many tiles a home page has where the settings name none.
const MAX_TILES: usize = 12;

/// How many questions a tile names, and how many terms that lie in its own.
const MAX_TOP: usize = 3;
const MAX_CHILDREN: usize = 6;

/// How many popular answers a home page names, and the page of a term.
const MAX_POPULAR: usize = 6;
const MAX_POPULAR_OF_TERM: usize = 4;

/// Fewer than this are no list, unless the settings name them.
const MIN_POPULAR: usize = 3;

/// A list of so many threads needs no extract of what is popular in it.
const MAX_SHORT: usize = 8;

/// The products or categories on a home page.
#[derive(Clone, Debug, Hash)]
pub struct Tiles<'a> {
    /// Which of both.
    pub kind: TaxonomyKind,
    /// The page with all of them.
    pub all: String,
    /// The tiles in their order.
    pub entries: Vec<TermEntry<'a>>,
}

/// Returns how much is counted in favour of a thread.
fn count_of(site: &Site, at: usize, by: PopularBy) -> u64 {
    let summary = &site.threads[at].summary;
    match by {
        PopularBy::Views => summary.popularity.views.unwrap_or_default(),
        PopularBy::Likes => summary.popularity.likes.unwrap_or_default(),
        PopularBy::Votes => u64::try_from(summary.votes).unwrap_or_default(),
    }
}

/// Finds out by what answers are popular: by the first that any export has.
pub(super) fn popular_by(site: &Site) -> Option<PopularBy> {
    let all = [PopularBy::Views, PopularBy::Votes, PopularBy::Likes];
    let has = |by: &PopularBy| (0..site.threads.len()).any(|at| count_of(site, at, *by) > 0);
    all.into_iter().find(has)
}

/// Finds the thread that the settings name: by its address from the top of the site, or by its
/// id in the first source that has it.
pub fn named_thread(site: &Site, n_sources: usize, name: &str) -> Option<usize> {
    let address = name.trim().trim_start_matches('/').trim_end_matches('/');
    let is_it = |path: &str| {
        let short = path.trim_end_matches("index.html").trim_end_matches('/');
        path == address || short == address || short.trim_end_matches(".html") == address
    };
    let by_address = || site.threads.iter().position(|entry| is_it(entry.path.as_str()));
    let id = ThreadId(name.trim().to_owned());
    (0..n_sources).find_map(|source| site.by_id(source, &id)).or_else(by_address)
}

/// Finds the term that the settings name, a product or else a category, in a section.
pub fn named_term(site: &Site, section: usize, name: &str) -> Option<(TaxonomyKind, usize)> {
    let kinds = [TaxonomyKind::Product, TaxonomyKind::Category];
    let section = &site.sections[section];
    let way = || name.split('>');
    kinds.into_iter().find_map(|kind| Some((kind, section.taxonomy(kind).find_below(way())?)))
}

impl InputGatherer<'_> {
    /// The solved threads of a list that are most popular, the most popular first; none where
    /// nothing is counted.
    fn popular(&self, threads: &[usize], most: usize) -> Vec<usize> {
        let Some(by) = self.popular_by else { return Vec::new() };
        let mut best: Vec<(Reverse<u64>, usize)> = Vec::with_capacity(most + 1);
        for &at in threads {
            let count = count_of(self.site, at, by);
            let is_solved = self.site.threads[at].summary.resolution.grade.is_solved();
            let enters = best.len() < most || best.last().is_some_and(|(last, _)| count > last.0);
            if count > 0 && is_solved && enters {
                // Of equals the first in the list stays in front.
                let place = best.partition_point(|(other, _)| other.0 >= count);
                best.insert(place, (Reverse(count), at));
                best.truncate(most);
            }
        }
        best.into_iter().map(|(_, at)| at).collect()
    }

    /// The answers that come first on a home page: those of the settings, then popular ones.
    pub(super) fn popular_of_home(&self, threads: &[usize]) -> Vec<ThreadCard<'_>> {
        let mut shown: Vec<usize> = Vec::new();
        let featured = self.featured.iter().copied().filter(|at| threads.contains(at));
        let is_named = featured.clone().next().is_some();
        for at in featured.chain(self.popular(threads, MAX_POPULAR)) {
            if !shown.contains(&at) {
                shown.push(at);
            }
        }
        if shown.len() < MIN_POPULAR && !is_named {
            return Vec::new();
        }
        shown.truncate(MAX_POPULAR.max(self.featured.len()));
        shown.into_iter().map(|at| self.card(at)).collect()
    }

    /// What is popular in a term, for the first page of a long list.
    pub(super) fn popular_of_term(&self, term: &Term) -> Vec<ThreadCard<'_>> {
        if term.threads.len() <= MAX_SHORT {
            return Vec::new();
        }
        let popular = self.popular(&term.threads, MAX_POPULAR_OF_TERM);
        popular.into_iter().map(|at| self.card(at)).collect()
    }

    /// The products or categories of a home page: those of the settings, else the largest ones.
    pub(super) fn tiles(&self, page: &Page) -> Option<Tiles<'_>> {
        let products = &self.home.products;
        if !products.is_empty() {
            let named = products.iter().filter_map(|product| {
                Some((product, named_term(self.site, page.section, &product.name)?))
            });
            let named: Vec<(&HomeProduct, (TaxonomyKind, usize))> = named.collect();
            let kind = named.first()?.1.0;
            let tile = |(product, (kind, at)): &(&HomeProduct, (TaxonomyKind, usize))| TermEntry {
                line: product.line.of(page.lang).map(str::to_owned),
                ..self.tile(page, *kind, *at)
            };
            let entries = named.iter().map(tile).collect();
            return Some(self.of_kind(page, kind, entries));
        }
        let kinds = [TaxonomyKind::Product, TaxonomyKind::Category];
        kinds.into_iter().find_map(|kind| {
            let roots: Vec<usize> =
                self.site.sections[page.section].taxonomy(kind).roots().collect();
            // One alone is no choice.
            let shown = roots.iter().take(MAX_TILES).filter(|_| roots.len() > 1);
            let entries: Vec<TermEntry<'_>> = shown.map(|&at| self.tile(page, kind, at)).collect();
            (!entries.is_empty()).then(|| self.of_kind(page, kind, entries))
        })
    }

    fn of_kind<'t>(
        &self,
        page: &Page,
        kind: TaxonomyKind,
        entries: Vec<TermEntry<'t>>,
    ) -> Tiles<'t> {
        Tiles { kind, all: self.urls.href(page.section, PageKind::Terms(kind)), entries }
    }

    /// A product or category with what lies in it and its top questions.
    pub(super) fn tile(&self, page: &Page, kind: TaxonomyKind, at: usize) -> TermEntry<'_> {
        let term = &self.site.sections[page.section].terms(kind)[at];
        let threads = &self.site.threads;
        let is_solved = |at: &&usize| threads[**at].summary.resolution.grade.is_solved();
        let mut top = self.popular(&term.threads, MAX_TOP);
        let newest = term.threads.iter().filter(is_solved).copied();
        for at in newest.take(2 * MAX_TOP) {
            if top.len() < MAX_TOP && !top.contains(&at) {
                top.push(at);
            }
        }
        let text = |at: usize| TileText {
            title: &threads[at].summary.title,
            href: &self.thread_hrefs[at],
            lang: threads[at].summary.lang,
        };
        let children = term.children.iter().take(MAX_CHILDREN);
        TermEntry {
            n_solved: term.threads.iter().filter(is_solved).count(),
            children: children.map(|&at| self.term_link(page, kind, at)).collect(),
            top: top.into_iter().map(text).collect(),
            ..self.entry(page, kind, at)
        }
    }

    /// The links of a way through a tree, from the top down.
    pub(super) fn way(&self, page: &Page, kind: TaxonomyKind, at: usize) -> Vec<TermLink<'_>> {
        let taxonomy = self.site.sections[page.section].taxonomy(kind);
        taxonomy.way(at).into_iter().map(|at| self.term_link(page, kind, at)).collect()
    }
}
