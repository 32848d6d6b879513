//! Permanent names of pages, by which the ledger remembers what an address showed.
//!
//! A page is named by what it shows, `thread:forum:214` or `tag:en:hub`, and never by its
//! title or address, which may change. When an address is no longer among the pages of the
//! plan, its name in the ledger leads to the page that shows the same today.

use std::collections::HashMap;

use crate::config::Config;
use crate::output::SitePath;
use crate::site::{Site, TaxonomyKind};
use crate::text::slug;

use super::ledger::{escape, unescape};
use super::{PEOPLE_PER_PAGE, PER_PAGE, Page, PageKind, UrlBuilder, is_there, n_pages};

/// Gives pages their permanent names, and finds the page that has a name now.
pub(super) struct PageIdentities<'a> {
    site: &'a Site,
    urls: UrlBuilder<'a>,
    labels: Vec<String>,
    maps: Option<PageMaps<'a>>,
    config: &'a Config,
}

/// The permanent name of a thread, by the label of its source.
pub(super) fn thread_identity(label: &str, id: &str) -> String {
    format!("thread:{label}:{}", escape(id))
}

/// The page that a name leads to today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CurrentPage {
    /// Its file.
    pub path: SitePath,
    /// The name of the page, where it is not the one that was asked for: a merged duplicate
    /// leads to the question that it was merged into.
    pub into: Option<String>,
}

/// Maps from parts of names to positions in the site. They are built on first use, because
/// in most builds no page has moved.
struct PageMaps<'a> {
    sources: HashMap<String, usize>,
    folded: HashMap<(usize, &'a str), usize>,
    people: HashMap<(usize, &'a str), usize>,
    terms: HashMap<(usize, TaxonomyKind, &'a str), usize>,
    sections: HashMap<String, usize>,
}

impl<'a> PageIdentities<'a> {
    pub(super) fn new(
        config: &'a Config,
        site: &'a Site,
        urls: UrlBuilder<'a>,
    ) -> PageIdentities<'a> {
        PageIdentities { site, urls, labels: labels(config), maps: None, config }
    }

    /// Returns the name of a page: `thread:forum:214`, `tag:en:hub`; `tag/2:en:hub` for the
    /// second page of a list.
    pub(super) fn of(&self, page: &Page) -> String {
        let section = &self.site.sections[page.section];
        let lang = section.lang.to_string();
        let one = |name: &str| format!("page:{lang}:{name}");
        match page.kind {
            PageKind::Thread(at) => self.thread(at),
            PageKind::Home => one("home"),
            PageKind::Terms(taxonomy) => one(taxonomy.definition().folder),
            PageKind::People(0) => one("people"),
            PageKind::People(page) => format!("page/{}:{lang}:people", page + 1),
            PageKind::Search => one("search"),
            PageKind::Missing => one("missing"),
            PageKind::Term(taxonomy, at, page) => {
                let key = &section.terms(taxonomy)[at].key;
                list_name(taxonomy.definition().one.kind, page, &lang, key)
            }
            PageKind::Person(at, page) => {
                let (source, id) = &self.site.people[at].accounts[0];
                list_name("person", page, &self.labels[*source], &id.0)
            }
        }
    }

    fn thread(&self, at: usize) -> String {
        let summary = &self.site.threads[at].summary;
        thread_identity(&self.labels[summary.source], &summary.id.0)
    }

    /// Finds the page that a name leads to now. For a term of a taxonomy or a person that is
    /// gone, that is the page which lists all of its kind.
    pub(super) fn current_page(&mut self, identity: &str) -> Option<CurrentPage> {
        let mut parts = identity.splitn(3, ':');
        let (kind, scope, key) = (parts.next()?, parts.next()?, unescape(parts.next()?));
        let (kind, page) = kind.split_once('/').unwrap_or((kind, "1"));
        let page = page.parse::<usize>().unwrap_or(1).max(1) - 1;
        if kind == "thread" {
            return self.current_thread(scope, &key);
        }
        let section = self.maps().sections.get(scope).copied();
        let page_kind = match kind {
            "person" => self.person(scope, &key, page),
            "page" => top_level_page(&key, page, self.n_people(section)),
            _ => {
                let taxonomy = TaxonomyKind::all().find(|of| of.definition().one.kind == kind)?;
                self.term(taxonomy, &key, page, section)
            }
        };
        // A language without pages of its own any more is shown on those of the main one, and
        // what is listed nowhere any more at the top.
        let section = section.unwrap_or(0);
        let page_kind = match is_there(&self.site.sections[section], page_kind) {
            true => page_kind,
            false => PageKind::Home,
        };
        let path = self.urls.path(section, page_kind);
        Some(CurrentPage { path, into: None })
    }

    /// Splits the name of a thread into the position of its source and the id there.
    pub(super) fn thread_of(&mut self, identity: &str) -> Option<(usize, String)> {
        let mut parts = identity.strip_prefix("thread:")?.splitn(2, ':');
        let (scope, key) = (parts.next()?, unescape(parts.next()?));
        Some((*self.maps().sources.get(scope)?, key.into_owned()))
    }

    fn current_thread(&mut self, scope: &str, key: &str) -> Option<CurrentPage> {
        let source = *self.maps().sources.get(scope)?;
        let id = crate::model::ThreadId(key.to_owned());
        if let Some(at) = self.site.by_id(source, &id) {
            return Some(CurrentPage { path: self.site.threads[at].path.clone(), into: None });
        }
        let at = *self.maps().folded.get(&(source, key))?;
        let into = Some(self.thread(at));
        Some(CurrentPage { path: self.site.threads[at].path.clone(), into })
    }

    /// Returns a person's page, or the list of all people when nobody has this account now.
    fn person(&mut self, scope: &str, key: &str, page: usize) -> PageKind {
        let maps = self.maps();
        let source = maps.sources.get(scope).copied();
        let at = source.and_then(|source| maps.people.get(&(source, key)).copied());
        match at {
            Some(at) => PageKind::Person(
                at,
                page_within(page, self.site.people[at].threads.len(), PER_PAGE),
            ),
            None => PageKind::People(0),
        }
    }

    /// Returns the page of a term, or the list of all when it is gone.
    fn term(
        &mut self,
        taxonomy: TaxonomyKind,
        key: &str,
        page: usize,
        section: Option<usize>,
    ) -> PageKind {
        let site = self.site;
        let place = section.and_then(|section| {
            let at = *self.maps().terms.get(&(section, taxonomy, key))?;
            Some((at, &site.sections[section].terms(taxonomy)[at]))
        });
        match place {
            Some((at, term)) => {
                let per_page = taxonomy.definition().per_page;
                PageKind::Term(taxonomy, at, page_within(page, term.threads.len(), per_page))
            }
            // What a chat calls its threads by was a tag once.
            None if taxonomy == TaxonomyKind::Tag => {
                let category = self.term(TaxonomyKind::Category, key, page, section);
                match category {
                    PageKind::Term(..) => category,
                    _ => PageKind::Terms(taxonomy),
                }
            }
            // Titles may come to write a word in another form.
            None if taxonomy == TaxonomyKind::Keyword => {
                let at = section.and_then(|section| site.sections[section].keyword_like(key));
                at.map_or(PageKind::Terms(taxonomy), |at| PageKind::Term(taxonomy, at, 0))
            }
            // An index may come to keep a letter together with another.
            None if taxonomy == TaxonomyKind::Letter => {
                let at = section.and_then(|section| site.sections[section].letter_of(key));
                at.map_or(PageKind::Terms(taxonomy), |at| PageKind::Term(taxonomy, at, 0))
            }
            None => PageKind::Terms(taxonomy),
        }
    }

    fn n_people(&self, section: Option<usize>) -> usize {
        self.site.sections[section.unwrap_or(0)].people.len()
    }

    /// Tells whether a source of this name is, or was, in the settings.
    pub(super) fn knows_source(&mut self, label: &str) -> bool {
        self.maps().sources.contains_key(label)
    }

    fn maps(&mut self) -> &PageMaps<'a> {
        let (config, site, labels) = (self.config, self.site, &self.labels);
        self.maps.get_or_insert_with(|| PageMaps::gather(config, site, labels))
    }
}

impl<'a> PageMaps<'a> {
    fn gather(config: &Config, site: &'a Site, labels: &[String]) -> PageMaps<'a> {
        let mut maps = PageMaps {
            sources: labels.iter().cloned().zip(0..).collect(),
            folded: HashMap::new(),
            people: HashMap::new(),
            terms: HashMap::new(),
            sections: site.sections.iter().map(|s| s.lang.to_string()).zip(0..).collect(),
        };
        for (at, source) in config.sources.iter().enumerate() {
            for name in &source.was {
                maps.sources.entry(slug(name)).or_insert(at);
            }
        }
        for (at, entry) in site.threads.iter().enumerate() {
            for duplicate in &entry.duplicates {
                let summary = &duplicate.summary;
                maps.folded.insert((summary.source, summary.id.0.as_str()), at);
            }
        }
        for (at, person) in site.people.iter().enumerate() {
            for (source, id) in &person.accounts {
                maps.people.entry((*source, id.0.as_str())).or_insert(at);
            }
        }
        for (number, section) in site.sections.iter().enumerate() {
            for kind in TaxonomyKind::all() {
                for (at, term) in section.terms(kind).iter().enumerate() {
                    maps.terms.insert((number, kind, term.key.as_str()), at);
                }
            }
        }
        maps
    }
}

/// Returns the number of a page of a list, or 0 when the list has become too short for it.
fn page_within(page: usize, n_entries: usize, per_page: usize) -> usize {
    if page < n_pages(n_entries, per_page) { page } else { 0 }
}

fn top_level_page(key: &str, page: usize, n_people: usize) -> PageKind {
    match key {
        "people" if page < n_pages(n_people, PEOPLE_PER_PAGE) => PageKind::People(page),
        "people" => PageKind::People(0),
        "search" => PageKind::Search,
        _ => {
            let taxonomy = TaxonomyKind::all().find(|of| of.definition().folder == key);
            taxonomy.map_or(PageKind::Home, PageKind::Terms)
        }
    }
}

fn list_name(kind: &str, page: usize, scope: &str, key: &str) -> String {
    match page {
        0 => format!("{kind}:{scope}:{}", escape(key)),
        page => format!("{kind}/{}:{scope}:{}", page + 1, escape(key)),
    }
}

/// Returns the word that stands for each source in names. It is made of the source's name
/// alone, so the order of sources in the settings does not matter; in addresses, by contrast,
/// the first source has no word at all.
pub fn labels(config: &Config) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for source in &config.sources {
        let name = slug(&source.name);
        let base = if name.is_empty() { source.kind.name().to_owned() } else { name };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|l| !labels.contains(l));
        labels.push(free.expect("numbers do not end before sources do"));
    }
    labels
}
