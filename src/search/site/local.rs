//! A static index on this machine.

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::DeflateDecoder;

use crate::search::Query;
use crate::search::confidence::Signs;
use crate::search::rank::Candidate;

use super::HotError;
use super::builder::HOT;
use super::card::Card;
use super::reader::{Reader, Step};

/// No file grows beyond this: what claims to is damaged.
const MAX_BYTES: u64 = 256_000_000;

/// Reads a file.
type ReadFile = Box<dyn Fn(&Path) -> std::io::Result<Vec<u8>>>;

/// The static index in a folder, read as a browser reads it.
pub struct LocalSite {
    read: ReadFile,
    folder: PathBuf,
    reader: Reader,
}

impl LocalSite {
    /// Opens the index in a folder, `search/` of a site; `read` reads a file.
    ///
    /// # Errors
    ///
    /// When there is none, or when it is damaged or of another version.
    pub fn open(
        folder: &Path,
        read: impl Fn(&Path) -> std::io::Result<Vec<u8>> + 'static,
    ) -> std::io::Result<LocalSite> {
        let hot = inflated(&read(&folder.join(HOT))?).ok_or_else(|| other(HotError::Damaged))?;
        let reader = Reader::open(&hot).map_err(other)?;
        Ok(LocalSite { read: Box::new(read), folder: folder.to_owned(), reader })
    }

    /// Returns the best documents, best first, with what tells whether they answer, for the
    /// first ten, and what is shown of them unless that was lost.
    pub fn search(
        &mut self,
        query: &Query<'_>,
        limit: usize,
    ) -> Vec<(Candidate, Option<Signs>, Option<Card>)> {
        let found = loop {
            match self.reader.rank(query, &[], limit) {
                Step::Done(found) => break found,
                Step::Fetch(names) => self.fetch(&names),
            }
        };
        let documents: Vec<u32> = found.best.iter().map(|candidate| candidate.doc).collect();
        let mut cards = loop {
            match self.reader.cards(&documents) {
                Step::Done(cards) => break cards,
                Step::Fetch(names) => self.fetch(&names),
            }
        };
        self.reader.choose(&found.plan, &mut cards);
        let signs = found.signs.into_iter().map(Some).chain(std::iter::repeat(None));
        let best = found.best.into_iter().zip(signs).zip(cards);
        best.map(|((candidate, signs), card)| (candidate, signs, card)).collect()
    }

    fn fetch(&mut self, names: &[String]) {
        for name in names {
            let bytes = (self.read)(&self.folder.join(name)).ok();
            match bytes.and_then(|bytes| inflated(&bytes)) {
                Some(bytes) => {
                    self.reader.put(name, bytes);
                }
                None => self.reader.lose(name),
            }
        }
    }
}

fn other(error: HotError) -> std::io::Error {
    std::io::Error::other(error)
}

/// Undoes the compression of a file; nothing when it is damaged.
pub(super) fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    DeflateDecoder::new(bytes).take(MAX_BYTES).read_to_end(&mut whole).ok()?;
    Some(whole)
}
