//! Where the links of a page stand in the file that it was written from, for messages.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::config::{Config, SourceType};
use crate::diag::{Place, Sink};
use crate::files::{Files, join};
use crate::normalize::AddressPlaces;
use crate::plan::ledger::{self, LEDGER};
use crate::plan::source_labels;
use crate::sources;

/// Knows the files of answers written by hand, by their pages. They are read when the first
/// link is asked for: most sites have none that is broken.
pub struct SourcePlaces<'a> {
    config: &'a Config,
    files: &'a dyn Files,
    found: RefCell<Option<Found>>,
}

#[derive(Default)]
struct Found {
    /// The file of each page.
    of_page: HashMap<String, String>,
    /// What the files of pages name, once one of their links is asked for.
    addresses: HashMap<String, (String, AddressPlaces)>,
}

impl<'a> SourcePlaces<'a> {
    /// Takes a site's settings and its folder.
    pub fn new(config: &'a Config, files: &'a dyn Files) -> SourcePlaces<'a> {
        SourcePlaces { config, files, found: RefCell::default() }
    }

    /// Returns the place of the next link of a page to a part of another page, or of the same;
    /// `None` where the page is of no such file.
    pub(super) fn place(&self, page: &str, target: &str, fragment: &str) -> Option<Place> {
        let mut found = self.found.borrow_mut();
        let Found { of_page, addresses } = found.get_or_insert_with(|| self.find());
        let path = of_page.get(page)?;
        let target = of_page.get(target);
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

    /// Finds the files of pages, through the ledger of addresses.
    fn find(&self) -> Found {
        let mut of_thread: HashMap<(String, String), String> = HashMap::new();
        for (settings, label) in self.config.sources.iter().zip(source_labels(self.config)) {
            if settings.kind != SourceType::Markdown {
                continue;
            }
            let reader = sources::open(settings, self.files, &mut Sink::new());
            for thread in (0..reader.n_units()).flat_map(|unit| reader.read(unit).threads) {
                of_thread.insert((label.clone(), thread.id.0), thread.origin.path);
            }
        }
        let mut found = Found::default();
        let lines = self.files.read(LEDGER).unwrap_or_default();
        // A ledger that cannot be read is told of by builds.
        let _ = ledger::read(&lines, |line| {
            let thread =
                line.identity.strip_prefix("thread:").and_then(|rest| rest.split_once(':'));
            let Some((label, id)) = thread else { return };
            let key = (label.to_owned(), ledger::unescape(id).into_owned());
            if let Some(path) = of_thread.get(&key) {
                let address = line.address.trim_start_matches('/');
                for form in page_files(address) {
                    found.of_page.insert(form, path.clone());
                }
            }
        });
        found
    }
}

/// Returns the file that an address may mean: itself, or the index of the folder.
fn page_files(address: &str) -> [String; 2] {
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
    let index = format!("{}/index.html", decoded.trim_end_matches('/'));
    [decoded, index]
}
