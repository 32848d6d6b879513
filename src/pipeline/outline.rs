//! What a bundle is told of a built site: its threads in the order of a book.

mod parts;

use std::collections::HashSet;

use crate::cache::Bodies;
use crate::config::Config;
use crate::model::Timestamp;
use crate::output::SitePath;
use crate::plan::{Page, PageKind};
use crate::privacy::Privacy;
use crate::publish::{Assets, DiskSearch};
use crate::render::{Theme, direction, language_name, term_name};
use crate::site::{Section, TaxonomyKind, Term, TermName};
use crate::text::Lang;

use super::shown_site::ShownSite;
use parts::Dividers;

/// What there is between the names of terms that lie in each other.
const WITHIN: &str = " › ";

/// The threads of a site in the order of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The languages, the main one first.
    pub sections: Vec<OutlineSection>,
    /// When a thread last changed.
    pub updated: Timestamp,
    /// The pages of people and of lists of people.
    pub people: HashSet<SitePath>,
    /// The pages that hold nothing to read: the search, and what stands for a missing page.
    pub services: HashSet<SitePath>,
}

/// The threads of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineSection {
    /// The language.
    pub lang: Lang,
    /// Its name in itself.
    pub name: String,
    /// Which way it is written, `ltr` or `rtl`.
    pub direction: &'static str,
    /// The home page.
    pub home: SitePath,
    /// What the home page says of itself.
    pub description: String,
    /// What contents are called in this language.
    pub contents: String,
    /// What sources are called in this language.
    pub sources: String,
    /// Threads by category, else by product, else by tag. Each is in one of them.
    pub chapters: Vec<Chapter>,
}

/// Threads that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// What readers call it.
    pub title: String,
    /// Its parts: one without a title where it is short.
    pub parts: Vec<ChapterPart>,
}

/// Threads of a chapter that a list can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterPart {
    /// What readers call it; empty where it is the whole chapter.
    pub title: String,
    /// Its threads.
    pub pages: Vec<OutlinePage>,
}

/// The page of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlinePage {
    /// Its file, and those of its further pages.
    pub paths: Vec<SitePath>,
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: Lang,
}

/// A built site, for bundles and for engines elsewhere.
#[derive(Clone, Copy)]
pub struct BuiltSite<'a> {
    pub(super) config: &'a Config,
    pub(super) shown: ShownSite<'a>,
    pub(super) theme: &'a Theme,
    pub(super) privacy: &'a Privacy<'a>,
    pub(super) bodies: &'a Bodies,
}

impl BuiltSite<'_> {
    /// Returns the search for where nothing can be fetched; `None` when the program comes without
    /// a reader.
    pub fn disk_search(&self) -> Option<DiskSearch> {
        let ShownSite { site, context, .. } = self.shown;
        Assets::disk_search(self.theme, context.strings(), self.config, site)
    }

    /// Returns the threads in the order of a book.
    pub fn outline(&self) -> Outline {
        let ShownSite { site, pages, .. } = self.shown;
        let changes = site.threads.iter().filter_map(|entry| entry.summary.updated);
        let sections = site.sections.iter().enumerate();
        let of_thread = pages.iter().take_while(|page| matches!(page.kind, PageKind::Thread(_)));
        let of_thread: Vec<&Page> = of_thread.collect();
        let paths = |is_wanted: fn(PageKind) -> bool| {
            let wanted = pages.iter().filter(|page| is_wanted(page.kind));
            wanted.map(|page| page.path.clone()).collect()
        };
        Outline {
            sections: sections.map(|(at, section)| self.section(at, section, &of_thread)).collect(),
            updated: changes.max().unwrap_or_default(),
            people: paths(|kind| matches!(kind, PageKind::People(_) | PageKind::Person(..))),
            services: paths(|kind| matches!(kind, PageKind::Search | PageKind::Missing)),
        }
    }

    fn section(&self, at: usize, section: &Section, threads: &[&Page]) -> OutlineSection {
        let ShownSite { context, pages, .. } = self.shown;
        let lang = section.lang;
        let home = pages.iter().find(|page| page.section == at && page.kind == PageKind::Home);
        let dividers = Dividers::of(section);
        let mut told = HashSet::new();
        let mut chapters: Vec<Chapter> = Vec::new();
        for (title, list) in self.groups(section) {
            let list: Vec<usize> = list.into_iter().filter(|thread| told.insert(*thread)).collect();
            chapters.push(Chapter { title, parts: self.parts(list, (lang, &dividers), threads) });
        }
        let rest: Vec<usize> =
            section.threads.iter().copied().filter(|thread| !told.contains(thread)).collect();
        let other = context.text(lang, "other-questions");
        chapters
            .push(Chapter { title: other, parts: self.parts(rest, (lang, &dividers), threads) });
        chapters.retain(|chapter| chapter.parts.iter().any(|part| !part.pages.is_empty()));
        OutlineSection {
            lang,
            name: language_name(lang, context.strings()),
            direction: direction(lang),
            home: home.map_or_else(
                || SitePath::new("index.html").expect("a fixed name"),
                |page| page.path.clone(),
            ),
            description: context.text_of_home(lang, section.threads.len()),
            contents: context.text(lang, "book-contents"),
            sources: context.text(lang, "footer-sources"),
            chapters,
        }
    }

    /// The names of groups with their threads; a thread may be in several. Of terms that lie in
    /// each other, the threads of the inner ones come first.
    fn groups(&self, section: &Section) -> Vec<(String, Vec<usize>)> {
        let kinds = [TaxonomyKind::Category, TaxonomyKind::Product, TaxonomyKind::Tag];
        let Some(kind) = kinds.into_iter().find(|kind| section.has(*kind)) else {
            return Vec::new();
        };
        let terms = section.terms(kind);
        let inner = |term: &Term| -> HashSet<usize> {
            term.children.iter().flat_map(|child| terms[*child].threads.iter().copied()).collect()
        };
        let group = |term: &Term| {
            let inner = inner(term);
            let own = term.threads.iter().copied().filter(|thread| !inner.contains(thread));
            (self.name(section.lang, terms, term), own.collect())
        };
        terms.iter().map(group).collect()
    }

    /// A term's name behind those of the terms that it lies in.
    fn name(&self, lang: Lang, terms: &[Term], term: &Term) -> String {
        let own = term_name(self.shown.context, lang, &term.name);
        match term.parent {
            Some(parent) => format!("{}{WITHIN}{own}", self.name(lang, terms, &terms[parent])),
            None => own,
        }
    }

    /// Divides the threads of a chapter.
    fn parts(
        &self,
        list: Vec<usize>,
        (lang, dividers): (Lang, &Dividers<'_>),
        threads: &[&Page],
    ) -> Vec<ChapterPart> {
        let name = |name: &TermName| term_name(self.shown.context, lang, name);
        let parts = parts::parts(list, dividers, &name).into_iter();
        parts
            .map(|(title, list)| ChapterPart { title, pages: self.pages(&list, threads) })
            .collect()
    }

    fn pages(&self, list: &[usize], threads: &[&Page]) -> Vec<OutlinePage> {
        let page = |&at: &usize| {
            let page = threads.get(at)?;
            let summary = &self.shown.site.threads[at].summary;
            let paths = (0..page.n_parts).map(|number| page.part(number).path.clone());
            Some(OutlinePage {
                paths: paths.collect(),
                title: summary.title.clone(),
                lang: summary.lang,
            })
        };
        list.iter().filter_map(page).collect()
    }
}
