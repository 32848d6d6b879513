//! Which thread a published page shows, and where its links stand in the file that it was
//! written from, for messages.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::config::{Config, SourceType};
use crate::diag::{Place, Sink};
use crate::files::{Files, join};
use crate::model::Thread;
use crate::normalize::AddressPlaces;
use crate::percent;
use crate::plan::ledger::{self, LEDGER, UrlStatus};
use crate::plan::{question_of, source_labels};
use crate::sources;

/// Knows the threads of pages, through the ledger of addresses, and the files of answers
/// written by hand. All of it is read when the first is asked for.
pub struct SourcePlaces<'a> {
    config: &'a Config,
    files: &'a dyn Files,
    pages: OnceLock<SitePages>,
    /// What the files of pages name, by the pages, once one of their links is asked for.
    addresses: Mutex<HashMap<String, (String, AddressPlaces)>>,
}

/// A thread by the position of its source and its id.
type ThreadKey = (usize, String);

/// The pages of threads. A page is called by its address from the top: `answers/a.html`, or
/// `answers/a/`.
#[derive(Default)]
struct SitePages {
    thread_of: HashMap<String, ThreadKey>,
    pages_of: HashMap<ThreadKey, Vec<String>>,
    /// Threads that are shown on the pages of others.
    folded: HashSet<ThreadKey>,
    /// The threads of files, and the other way round.
    thread_in: HashMap<String, ThreadKey>,
    file_of: HashMap<ThreadKey, String>,
}

impl<'a> SourcePlaces<'a> {
    /// Takes a site's settings and its folder.
    pub fn new(config: &'a Config, files: &'a dyn Files) -> SourcePlaces<'a> {
        let (pages, addresses) = Default::default();
        SourcePlaces { config, files, pages, addresses }
    }

    /// Returns the place of the next link of a page to a part of another page, or of the same;
    /// `None` where the page is of no such file.
    pub(super) fn place(&self, page: &str, target: &str, fragment: &str) -> Option<Place> {
        let path = self.file_of_page(page)?;
        let target = self.file_of_page(target);
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        let (text, addresses) = addresses.entry(page.to_owned()).or_insert_with(|| {
            let text = self.files.read(path).unwrap_or_default();
            let text = String::from_utf8_lossy(&text).into_owned();
            let addresses = AddressPlaces::of(&text);
            (text, addresses)
        });
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_it = |address: &str| {
            let Some((file, part)) = address.split_once('#') else { return false };
            let is_same = file.is_empty() && target == Some(path);
            part == fragment && (is_same || target.is_some_and(|path| *path == join(folder, file)))
        };
        let range = addresses.next_of(is_it)?;
        Some(Place::in_text(path, text, range))
    }

    /// Returns the name of the thread that a page shows, as decisions.yaml takes it.
    pub(super) fn thread_of(&self, page: &str) -> Option<String> {
        let (source, id) = self.pages().thread_of.get(&*question_of(address_of(page)))?;
        Some(format!("{}:{id}", self.config.sources[*source].name))
    }

    /// Tells whether a thread is shown on a page, its own or another one's.
    pub(super) fn is_published(
        &self,
        source: usize,
        thread: &Thread,
        paths: &HashSet<&str>,
    ) -> bool {
        let key = (source, thread.id.0.clone());
        let pages = self.pages().pages_of.get(&key);
        let is_there = |page: &String| paths.contains(file_of(page).as_str());
        pages.is_some_and(|pages| pages.iter().any(is_there)) || self.pages().folded.contains(&key)
    }

    /// Returns the file of the page of the thread that lies in a file of markdown.
    pub(super) fn page_of(&self, path: &str, paths: &HashSet<&str>) -> Option<String> {
        let pages = self.pages();
        let pages = pages.pages_of.get(pages.thread_in.get(path)?)?;
        pages.iter().map(|page| file_of(page)).find(|page| paths.contains(page.as_str()))
    }

    fn file_of_page(&self, page: &str) -> Option<&String> {
        let pages = self.pages();
        pages.file_of.get(pages.thread_of.get(&*question_of(address_of(page)))?)
    }

    fn pages(&self) -> &SitePages {
        self.pages.get_or_init(|| self.find())
    }

    fn find(&self) -> SitePages {
        let mut found = SitePages::default();
        for (at, settings) in self.config.sources.iter().enumerate() {
            if settings.kind != SourceType::Markdown {
                continue;
            }
            let reader = sources::open(settings, self.files, &mut Sink::new());
            let threads = |unit| reader.read(unit).threads;
            let named = |thread: Thread| ((at, thread.id.0), thread.origin.path);
            let units = (0..reader.n_units()).into_par_iter();
            let files: Vec<(ThreadKey, String)> =
                units.flat_map_iter(|unit| threads(unit).into_iter().map(named)).collect();
            for (key, path) in files {
                found.thread_in.insert(path.clone(), key.clone());
                found.file_of.insert(key, path);
            }
        }
        self.read_ledger(&mut found);
        found
    }

    fn read_ledger(&self, found: &mut SitePages) {
        let labels = source_labels(self.config);
        let lines = self.files.read(LEDGER).unwrap_or_default();
        // A ledger that cannot be read is told of by builds.
        let _ = ledger::read(&lines, |line| {
            let thread =
                line.identity.strip_prefix("thread:").and_then(|rest| rest.split_once(':'));
            let Some((label, id)) = thread else { return };
            let Some(source) = labels.iter().position(|known| known == label) else { return };
            let key = (source, ledger::unescape(id).into_owned());
            if matches!(line.status, UrlStatus::Into(_)) {
                found.folded.insert(key);
                return;
            }
            let address = line.address.trim_start_matches('/');
            let page = percent::decoded(address);
            found.thread_of.insert(page.clone().into_owned(), key.clone());
            found.pages_of.entry(key).or_default().push(page.into_owned());
        });
    }
}

/// Returns the address of a page that lies in a file.
fn address_of(page: &str) -> &str {
    page.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(page)
}

/// Returns the file in which a page lies.
fn file_of(page: &str) -> String {
    if page.ends_with('/') { format!("{page}index.html") } else { page.to_owned() }
}
