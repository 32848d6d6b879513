//! Which thread an address belonged to in the last build, so that a newer thread that asks for
//! the same one does not take it away.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::config::Config;
use crate::files::Files;
use crate::normalize::Summary;
use crate::output::SitePath;
use crate::site::AddressWriter;

use super::identity::{labels, thread_identity};
use super::ledger::{self, LEDGER, UrlStatus};

/// The addresses of the ledger with the permanent names of what they show. It is read when two
/// threads want one address, which few sites have.
pub struct AddressHolders<'a> {
    config: &'a Config,
    files: &'a dyn Files,
    known: OnceCell<HashMap<String, String>>,
}

impl<'a> AddressHolders<'a> {
    /// Takes the files of a site.
    pub fn new(config: &'a Config, files: &'a dyn Files) -> AddressHolders<'a> {
        AddressHolders { config, files, known: OnceCell::new() }
    }

    /// Tells whether a page was this thread's at the last build. Of a ledger that cannot be read
    /// nothing is known: it is told of later.
    pub fn holds(&self, summary: &Summary, path: &SitePath) -> bool {
        let address = format!("/{}", AddressWriter::new(self.config.addresses).href(path));
        let name = thread_identity(&labels(self.config)[summary.source], &summary.id.0);
        self.known.get_or_init(|| self.read()).get(&address) == Some(&name)
    }

    fn read(&self) -> HashMap<String, String> {
        let mut known = HashMap::new();
        let bytes = self.files.read(LEDGER).unwrap_or_default();
        let read = ledger::read(&bytes, |line| {
            if line.status == UrlStatus::Live {
                known.insert(line.address.to_owned(), line.identity.to_owned());
            }
        });
        read.map(|()| known).unwrap_or_default()
    }
}
