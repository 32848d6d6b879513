//! Everything that a page shows of the site, gathered before it is rendered.
//!
//! A page is a function of its inputs: rendering asks nothing of the site. So their digest is
//! the key by which a later build knows the page again. It is derived, field by field: what is
//! not in the inputs cannot be shown, and what is in them cannot be forgotten.

mod browse;
mod listing;
mod shared;
mod targets;
mod thread;

use std::collections::{HashMap, HashSet};

use crate::config::{Config, HomeSettings, PopularBy, Release};
use crate::model::Timestamp;
use crate::site::{AddressWriter, Site};

use super::{PageKind, UrlBuilder};

pub use browse::{Tiles, named_term, named_thread};
pub use listing::{
    HomeInputs, ListPart, Listing, ListingInputs, MAX_LISTED_TERMS, PersonDetails, TermEntry,
    TermInputs, TileText, Topics,
};
pub use shared::{PersonInputs, TermLink, ThreadCard};
pub use targets::{FoundReferences, FoundTarget, TargetFinder, thread_of};
pub use thread::{PageTargets, ThreadContents, ThreadInputs};

/// Gathers the inputs of pages.
pub struct InputGatherer<'a> {
    site: &'a Site,
    urls: UrlBuilder<'a>,
    targets: TargetFinder<'a>,
    related: &'a (dyn Fn(usize) -> Vec<usize> + Sync),
    now: Timestamp,
    releases: &'a [Release],
    home: &'a HomeSettings,
    /// The threads that the settings feature.
    featured: Vec<usize>,
    popular_by: Option<PopularBy>,
    thread_hrefs: Vec<String>,
    person_hrefs: Vec<String>,
    /// People, by position, whose name somebody in another community has, too.
    namesakes: HashSet<usize>,
}

/// What inputs are gathered from.
pub struct InputSources<'a> {
    /// All threads, people and lists.
    pub site: &'a Site,
    /// How addresses are written, and what the home page shows.
    pub config: &'a Config,
    /// Finds what posts name.
    pub targets: TargetFinder<'a>,
    /// The questions most like a given one, the nearest first.
    pub related: &'a (dyn Fn(usize) -> Vec<usize> + Sync),
    /// The moment of the build: answers may be past their date.
    pub now: Timestamp,
}

impl<'a> InputGatherer<'a> {
    /// Writes the addresses of all threads and people, once for all pages.
    pub fn new(sources: InputSources<'a>) -> InputGatherer<'a> {
        let InputSources { site, config, targets, related, now } = sources;
        let (address, home) = (AddressWriter::new(config.addresses), &config.home);
        let n_sources = config.sources.len();
        let featured = home.featured.iter().filter_map(|name| named_thread(site, n_sources, name));
        let urls = UrlBuilder::new(site, address);
        let person = |at| urls.href(0, PageKind::Person(at, 0));
        InputGatherer {
            site,
            urls,
            targets,
            related,
            now,
            releases: &config.releases,
            home,
            featured: featured.collect(),
            popular_by: home.popular_by.or_else(|| browse::popular_by(site)),
            thread_hrefs: site.threads.iter().map(|entry| address.href(&entry.path)).collect(),
            namesakes: namesakes(site),
            person_hrefs: (0..site.people.len()).map(person).collect(),
        }
    }

    fn is_expired(&self, expires: Option<Timestamp>) -> bool {
        expires.is_some_and(|expires| expires.end_of_day() < self.now)
    }
}

/// Finds the people whose name somebody in another community has, too.
fn namesakes(site: &Site) -> HashSet<usize> {
    let mut named: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, person) in site.people.iter().enumerate() {
        named.entry(person.name.to_lowercase()).or_default().push(at);
    }
    let source = |at: usize| site.people[at].accounts.first().map(|(source, _)| *source);
    let is_shared = |people: &&Vec<usize>| people.iter().any(|at| source(*at) != source(people[0]));
    named.values().filter(is_shared).flatten().copied().collect()
}
