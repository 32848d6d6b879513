//! Decides every page and its address before anything is rendered.
//!
//! Floor 4. A plan is the list of all pages that the site will have: each with its file, its
//! language and what it shows. It is made from the site alone, in a fixed order, and no two
//! pages share a path. Rendering then works through the list; it cannot add a page or choose
//! another address, so links may be written before their targets are rendered.
//!
//! Knows no template and no disk.

#[cfg(test)]
mod fuzz_tests;
mod holders;
mod identity;
pub mod inputs;
pub mod ledger;
mod output;
mod parts;
mod problems;
pub mod redirects;
mod site_answers;
pub mod url_path;

pub use holders::AddressHolders;
pub use identity::labels as source_labels;

use crate::config::{Config, Feedback};
use crate::output::SitePath;
use crate::site::{AddressWriter, Section, Site, TaxonomyKind};
use crate::text::Lang;

use output::{record_path, thread_name};
use parts::Parts;

pub use output::{FeedbackVote, NOTHING_FOUND, OutputFormat};
pub use parts::{n_shown_first, question_of, shares};
pub use site_answers::{Answer, SiteAnswers};

/// How many threads one page of a person shows; a longer list has several pages.
pub const PER_PAGE: usize = 50;

/// How many people one page of the list of people shows.
pub const PEOPLE_PER_PAGE: usize = 200;

/// A page to be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its file.
    pub path: SitePath,
    /// The position of the section that it belongs to. A section is a language of the site.
    pub section: usize,
    /// The language of its section.
    pub lang: Lang,
    /// What it shows.
    pub kind: PageKind,
    /// How many pages it has, itself the first: a long thread has those of its discussion.
    pub n_parts: usize,
    /// Its further pages have other forms of their own; else those of the first hold all.
    pub has_parts_of_all_forms: bool,
    /// Its twin in markdown, where it has one.
    pub twin: Option<SitePath>,
    /// Its record of the API, where it has one.
    pub record: Option<SitePath>,
    /// The name under which readers' answers are counted, where they are asked.
    pub feedback_id: Option<String>,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// The home page of a language.
    Home,
    /// A question with its answers, or an answer written by hand: the position of the thread.
    Thread(usize),
    /// All terms of a taxonomy: all tags, for example.
    Terms(TaxonomyKind),
    /// A page of the threads of a term: the term's position in its taxonomy, the page from 0.
    Term(TaxonomyKind, usize, usize),
    /// A page of everyone who helped.
    People(usize),
    /// A page of a person's threads: the person's position, the page from 0.
    Person(usize, usize),
    /// The search page.
    Search,
    /// What a host shows for an unknown address.
    Missing,
}

/// Builds the path and the address of any page from what it shows, without searching the
/// plan for it.
#[derive(Clone, Copy)]
pub struct UrlBuilder<'a> {
    site: &'a Site,
    address: AddressWriter,
}

impl<'a> UrlBuilder<'a> {
    /// Takes the site and the way addresses are written.
    pub fn new(site: &'a Site, address: AddressWriter) -> UrlBuilder<'a> {
        UrlBuilder { site, address }
    }

    /// Returns the path of the page's file.
    pub fn path(&self, section: usize, kind: PageKind) -> SitePath {
        let here = &self.site.sections[section];
        // The main language has the top of the site, others a folder each.
        let prefix = if section == 0 { String::new() } else { format!("{}/", here.lang) };
        let name = match kind {
            PageKind::Thread(at) => return self.site.threads[at].path.clone(),
            PageKind::Missing => {
                return SitePath::new(format!("{prefix}404.html")).expect("a fixed name");
            }
            PageKind::Person(at, page) => {
                return self.address.file(&numbered("people", &self.site.people[at].key, page));
            }
            PageKind::Home => prefix,
            PageKind::Terms(taxonomy) => format!("{prefix}{}", taxonomy.definition().folder),
            PageKind::Term(taxonomy, at, page) => {
                let folder = format!("{prefix}{}", taxonomy.definition().folder);
                numbered(&folder, &here.terms(taxonomy)[at].key, page)
            }
            PageKind::People(0) => format!("{prefix}people"),
            PageKind::People(page) => format!("{prefix}people-{}", page + 1),
            PageKind::Search => format!("{prefix}search"),
        };
        self.address.file(&name)
    }

    /// Returns the address that links use for the page, relative to the top of the site.
    pub fn href(&self, section: usize, kind: PageKind) -> String {
        self.address.href(&self.path(section, kind))
    }
}

/// Names a page of a list. The second and later ones lie in a folder with the name of the
/// first, so that no tag or person can have a name that collides with them.
fn numbered(folder: &str, key: &str, page: usize) -> String {
    match page {
        0 => format!("{folder}/{key}"),
        page => format!("{folder}/{key}/{}", page + 1),
    }
}

/// Tells whether a section has a page of this kind; one that would list nothing is not made.
pub fn is_there(section: &Section, kind: PageKind) -> bool {
    match kind {
        PageKind::Terms(taxonomy) => section.has(taxonomy),
        PageKind::People(_) => !section.people.is_empty(),
        PageKind::Home
        | PageKind::Thread(_)
        | PageKind::Term(..)
        | PageKind::Person(..)
        | PageKind::Search
        | PageKind::Missing => true,
    }
}

/// Lists every page of the site, in a fixed order.
pub fn plan(site: &Site, config: &Config) -> Vec<Page> {
    let urls = UrlBuilder::new(site, AddressWriter::new(config.addresses));
    let (labels, machines) = (source_labels(config), config.machines);
    let asks = config.feedback != Feedback::Nowhere;
    let is_named = asks || machines.api;
    let mut pages = Vec::new();
    let mut add = |section: usize, kind: PageKind, parts: Parts| {
        let (lang, path) = (site.sections[section].lang, urls.path(section, kind));
        let has_twin = machines.markdown && !matches!(kind, PageKind::Search | PageKind::Missing);
        let twin = has_twin.then(|| path.with_extension("md"));
        let name = match kind {
            PageKind::Thread(at) if is_named => Some(thread_name(site, at, &labels)),
            _ => None,
        };
        let record = name.as_deref().filter(|_| machines.api).map(record_path);
        let feedback_id = name.filter(|_| asks);
        let Parts { n: n_parts, are_of_all_forms: has_parts_of_all_forms } = parts;
        pages.push(Page {
            path,
            section,
            lang,
            kind,
            n_parts,
            has_parts_of_all_forms,
            twin,
            record,
            feedback_id,
        });
    };
    for (at, entry) in site.threads.iter().enumerate() {
        let parts = Parts::of_thread(site.n_answers(at), entry.n_body_bytes());
        add(site.section_of(entry.summary.lang), PageKind::Thread(at), parts);
    }
    for (number, section) in site.sections.iter().enumerate() {
        for kind in page_kinds(section) {
            add(number, kind, Parts::ONE);
        }
    }
    for (at, person) in site.people.iter().enumerate() {
        for page in 0..n_pages(person.threads.len(), PER_PAGE) {
            add(home_section(site, &person.threads), PageKind::Person(at, page), Parts::ONE);
        }
    }
    pages
}

/// Returns how many pages a list of `n` entries needs; an empty list needs one, too.
pub fn n_pages(n: usize, per_page: usize) -> usize {
    n.div_ceil(per_page).max(1)
}

fn page_kinds(section: &Section) -> Vec<PageKind> {
    let mut page_kinds = vec![PageKind::Home];
    // No page lists nothing, since no link should lead to one.
    let filled = TaxonomyKind::all().filter(|kind| section.has(*kind));
    page_kinds.extend(filled.map(PageKind::Terms));
    page_kinds.extend([PageKind::Search, PageKind::Missing]);
    for kind in TaxonomyKind::all() {
        for (at, term) in section.terms(kind).iter().enumerate() {
            let pages = 0..n_pages(term.threads.len(), kind.definition().per_page);
            page_kinds.extend(pages.map(|page| PageKind::Term(kind, at, page)));
        }
    }
    let n_people = section.people.len().div_ceil(PEOPLE_PER_PAGE);
    page_kinds.extend((0..n_people).map(PageKind::People));
    page_kinds
}

/// Finds the section in which a person helped with most threads; of equals, the first.
fn home_section(site: &Site, threads: &[usize]) -> usize {
    let mut counts = vec![0_usize; site.sections.len()];
    for &at in threads {
        counts[site.section_of(site.threads[at].summary.lang)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().position(|&count| count == most).unwrap_or(0)
}
