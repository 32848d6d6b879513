//! What pages show that list something: home, terms, people, search.

use std::cmp::Ordering;

use crate::plan::{PEOPLE_PER_PAGE, PER_PAGE, Page, PageKind, is_there, n_pages};
use crate::site::{Definition, PersonEntry, TaxonomyKind, TermName, collator, tags_sort_little};
use crate::text::Lang;

use super::shared::TermLink;
use super::{InputGatherer, PersonInputs, ThreadCard, Tiles};

/// How many terms a page lists: a page of 100,000 links would be of use to nobody.
pub const MAX_LISTED_TERMS: usize = 2_000;

/// How many solved threads a home page shows, and how many tags.
const MAX_NEWEST: usize = 12;
const MAX_TAGS: usize = 40;

/// Everything that a page shows, those of threads left out.
#[derive(Clone, Debug, Hash)]
pub struct ListingInputs<'a> {
    /// The same page in all languages of the site, with its address from the top; empty where
    /// not all have it.
    pub versions: Vec<(Lang, String)>,
    /// What it lists.
    pub listing: Listing<'a>,
}

/// What a page lists.
#[derive(Clone, Debug, Hash)]
pub enum Listing<'a> {
    /// The home page.
    Home(HomeInputs<'a>),
    /// All terms of a taxonomy.
    Terms(TaxonomyKind, Vec<TermEntry<'a>>),
    /// A page of the threads of a term.
    Term(TermInputs<'a>),
    /// A page of everyone who helped.
    People(ListPart<PersonInputs<'a>>),
    /// A page of a person's threads.
    Person {
        /// The person as other pages name them.
        person: PersonInputs<'a>,
        /// All that is known of them; of their threads their number.
        details: PersonDetails<'a>,
        /// The address of the page of everyone who helped.
        all: String,
        /// The threads.
        threads: ListPart<ThreadCard<'a>>,
    },
    /// The search page: the largest tags, or words of titles.
    Search(Topics<'a>),
    /// What a host shows for an unknown address.
    Missing,
}

/// What a home page shows.
#[derive(Clone, Debug, Hash)]
pub struct HomeInputs<'a> {
    /// How many threads there are in this language.
    pub n_threads: usize,
    /// Products or categories.
    pub tiles: Option<Tiles<'a>>,
    /// Featured and popular answers.
    pub popular: Vec<ThreadCard<'a>>,
    /// The newest that are solved.
    pub newest: Vec<ThreadCard<'a>>,
    /// The largest tags, or words of titles.
    pub topics: Topics<'a>,
}

/// What a page of the threads of a term shows.
#[derive(Clone, Debug, Hash)]
pub struct TermInputs<'a> {
    /// The taxonomy.
    pub taxonomy: TaxonomyKind,
    /// The term.
    pub name: &'a TermName,
    /// The address of the page with all terms.
    pub all: String,
    /// The terms that it lies in, from the top down.
    pub above: Vec<TermLink<'a>>,
    /// The terms that lie in it.
    pub children: Vec<TermEntry<'a>>,
    /// What is popular in it, on the first page of a long list.
    pub popular: Vec<ThreadCard<'a>>,
    /// The threads.
    pub threads: ListPart<ThreadCard<'a>>,
}

/// The largest terms of that by which a section is browsed by subject.
#[derive(Clone, Debug, Hash)]
pub struct Topics<'a> {
    /// Tags, or words of titles where tags sort little.
    pub taxonomy: TaxonomyKind,
    /// The largest.
    pub entries: Vec<TermEntry<'a>>,
}

/// A term in a list, with the number of its threads.
#[derive(Clone, Debug, Hash)]
pub struct TermEntry<'a> {
    /// The term and its page.
    pub link: TermLink<'a>,
    /// How many threads it has.
    pub n_threads: usize,
    /// How many of them are solved; only of tiles.
    pub n_solved: usize,
    /// A line about it; only of tiles.
    pub line: Option<String>,
    /// Terms that lie in it; only of tiles.
    pub children: Vec<TermLink<'a>>,
    /// Its top questions; only of tiles.
    pub top: Vec<TileText<'a>>,
}

/// A question as a tile names it.
#[derive(Clone, Debug, Hash)]
pub struct TileText<'a> {
    /// Plain text.
    pub title: &'a str,
    /// Its address from the site's top.
    pub href: &'a str,
    /// Its language.
    pub lang: Lang,
}

/// What a person's own page shows besides their name.
#[derive(Clone, Debug, Hash)]
pub struct PersonDetails<'a> {
    /// The name of their page.
    pub key: &'a str,
    /// Their page in the community.
    pub url: Option<&'a str>,
    /// How many answers they wrote.
    pub n_answers: usize,
    /// How many of these come first on their page.
    pub n_best: usize,
}

/// One page of a list that may have several.
#[derive(Clone, Debug, Hash)]
pub struct ListPart<T> {
    /// What is on this page.
    pub shown: Vec<T>,
    /// How much is on all pages.
    pub n_all: usize,
    /// The number of this page, from 0.
    pub number: usize,
    /// The addresses of all pages from the site's top.
    pub pages: Vec<String>,
}

impl InputGatherer<'_> {
    /// Gathers what a page shows that is not one of a thread.
    pub fn listing(&self, page: &Page) -> ListingInputs<'_> {
        let has_versions = match page.kind {
            PageKind::Home | PageKind::Terms(_) | PageKind::People(0) | PageKind::Search => true,
            PageKind::Thread(_)
            | PageKind::Term(..)
            | PageKind::People(_)
            | PageKind::Person(..)
            | PageKind::Missing => false,
        };
        let versions = if has_versions { self.in_all_languages(page.kind) } else { Vec::new() };
        ListingInputs { versions, listing: self.listed(page) }
    }

    fn listed(&self, page: &Page) -> Listing<'_> {
        match page.kind {
            PageKind::Home => Listing::Home(self.home_page(page)),
            PageKind::Terms(taxonomy) => Listing::Terms(taxonomy, self.all_terms(page, taxonomy)),
            PageKind::Term(taxonomy, at, number) => {
                Listing::Term(self.term(page, taxonomy, at, number))
            }
            PageKind::People(number) => {
                let everyone = &self.site.sections[page.section].people;
                let urls = |number| self.urls.href(page.section, PageKind::People(number));
                let part = self.part(everyone, PEOPLE_PER_PAGE, number, urls);
                Listing::People(part.map(|at| self.person(at)))
            }
            PageKind::Person(at, number) => self.person_page(page, at, number),
            PageKind::Search => Listing::Search(self.topics(page)),
            // A thread has inputs of its own; as a list it is nothing.
            PageKind::Missing | PageKind::Thread(_) => Listing::Missing,
        }
    }

    fn home_page(&self, page: &Page) -> HomeInputs<'_> {
        let threads = &self.site.sections[page.section].threads;
        let is_solved = |at: &usize| self.site.threads[*at].summary.resolution.grade.is_solved();
        let solved = threads.iter().copied().filter(is_solved);
        HomeInputs {
            n_threads: threads.len(),
            tiles: self.tiles(page),
            popular: self.popular_of_home(threads),
            newest: solved.take(MAX_NEWEST).map(|at| self.card(at)).collect(),
            topics: self.topics(page),
        }
    }

    fn topics(&self, page: &Page) -> Topics<'_> {
        let section = &self.site.sections[page.section];
        // With `keywords: on` there may be good tags as well.
        let has_keywords = section.has(TaxonomyKind::Keyword)
            && tags_sort_little(&section.threads, &self.site.threads);
        let taxonomy = if has_keywords { TaxonomyKind::Keyword } else { TaxonomyKind::Tag };
        Topics { taxonomy, entries: self.terms(page, taxonomy, MAX_TAGS) }
    }

    fn terms(&self, page: &Page, taxonomy: TaxonomyKind, most: usize) -> Vec<TermEntry<'_>> {
        let n_terms = self.site.sections[page.section].terms(taxonomy).len();
        (0..n_terms.min(most)).map(|at| self.entry(page, taxonomy, at)).collect()
    }

    /// The terms on the page of all: in a tree those that lie in no other, with what is in them.
    fn all_terms(&self, page: &Page, taxonomy: TaxonomyKind) -> Vec<TermEntry<'_>> {
        if taxonomy == TaxonomyKind::Keyword {
            return self.keywords(page);
        }
        if !taxonomy.definition().is_tree {
            return self.terms(page, taxonomy, MAX_LISTED_TERMS);
        }
        let roots = self.site.sections[page.section].taxonomy(taxonomy).roots();
        roots.take(MAX_LISTED_TERMS).map(|at| self.tile(page, taxonomy, at)).collect()
    }

    /// All keywords by name, as an index at the end of a book.
    fn keywords(&self, page: &Page) -> Vec<TermEntry<'_>> {
        let mut entries = self.terms(page, TaxonomyKind::Keyword, MAX_LISTED_TERMS);
        let collator = collator(page.lang);
        entries.sort_by(|a, b| match (a.link.name, b.link.name) {
            (TermName::Text(a), TermName::Text(b)) => collator.compare(a, b),
            // No keyword is another.
            _ => Ordering::Equal,
        });
        entries
    }

    /// A term with the number of its threads alone.
    pub(super) fn entry(&self, page: &Page, taxonomy: TaxonomyKind, at: usize) -> TermEntry<'_> {
        TermEntry {
            link: self.term_link(page, taxonomy, at),
            n_threads: self.site.sections[page.section].terms(taxonomy)[at].threads.len(),
            n_solved: 0,
            line: None,
            children: Vec::new(),
            top: Vec::new(),
        }
    }

    fn term(
        &self,
        page: &Page,
        taxonomy: TaxonomyKind,
        at: usize,
        number: usize,
    ) -> TermInputs<'_> {
        let term = &self.site.sections[page.section].terms(taxonomy)[at];
        let Definition { is_tree, per_page, .. } = *taxonomy.definition();
        let is_first = number == 0 && is_tree;
        let mut above = self.way(page, taxonomy, at);
        above.pop();
        let url = |kind| self.urls.href(page.section, kind);
        let urls = |number| url(PageKind::Term(taxonomy, at, number));
        let children = term.children.iter().take(MAX_LISTED_TERMS);
        TermInputs {
            taxonomy,
            name: &term.name,
            all: url(PageKind::Terms(taxonomy)),
            above,
            children: children.map(|&at| self.entry(page, taxonomy, at)).collect(),
            popular: if is_first { self.popular_of_term(term) } else { Vec::new() },
            threads: self.part(&term.threads, per_page, number, urls).map(|at| self.card(at)),
        }
    }

    fn person_page(&self, page: &Page, at: usize, number: usize) -> Listing<'_> {
        let PersonEntry { key, url, threads, n_answers, n_best, .. } = &self.site.people[at];
        let href = |kind| self.urls.href(page.section, kind);
        let urls = |number| href(PageKind::Person(at, number));
        Listing::Person {
            person: self.person(at),
            details: PersonDetails {
                key,
                url: url.as_deref(),
                n_answers: *n_answers,
                n_best: *n_best,
            },
            all: href(PageKind::People(0)),
            threads: self.part(threads, PER_PAGE, number, urls).map(|at| self.card(at)),
        }
    }

    fn part(
        &self,
        all: &[usize],
        per_page: usize,
        number: usize,
        url: impl Fn(usize) -> String,
    ) -> ListPart<usize> {
        let shown = all.iter().copied().skip(number * per_page).take(per_page).collect();
        let pages = (0..n_pages(all.len(), per_page)).map(url).collect();
        ListPart { shown, n_all: all.len(), number, pages }
    }

    /// The same page in every section that has it.
    fn in_all_languages(&self, kind: PageKind) -> Vec<(Lang, String)> {
        let sections = self.site.sections.iter().enumerate();
        let sections = sections.filter(|(_, section)| is_there(section, kind));
        sections.map(|(at, section)| (section.lang, self.urls.href(at, kind))).collect()
    }
}

impl ListPart<usize> {
    fn map<T>(self, show: impl Fn(usize) -> T) -> ListPart<T> {
        let ListPart { shown, n_all, number, pages } = self;
        ListPart { shown: shown.into_iter().map(show).collect(), n_all, number, pages }
    }
}
