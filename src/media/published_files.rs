//! Copies of files that posts name: which pages show them, and at which addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::files::Digest;
use crate::output::SitePath;
use crate::sources::Reader;

use super::file_resolver::{FileOwner, FileResolver};
use super::publishable_file::{FileContent, PublishableFile, Refusal};

/// Which file is meant: the source, none for an answer written by hand, and the path.
pub type FileOrigin = (Option<usize>, String);

/// A copy of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFile {
    /// Where it is published.
    pub path: SitePath,
    /// What it is.
    pub content: FileContent,
    /// How long it is.
    pub len: usize,
}

/// A file that a page shows, or would show if it could be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFile {
    /// The position of the source in the settings; `None` for an answer written by hand.
    pub source: Option<usize>,
    /// The path of the original.
    pub path: String,
    /// The path of the published copy, or why there is none.
    pub outcome: Result<SitePath, Refusal>,
}

/// Copies of files that posts name.
pub struct PublishedFiles<'a> {
    resolver: FileResolver<'a>,
    readers: &'a [Box<dyn Reader + 'a>],
    known: Mutex<BTreeMap<FileOrigin, Option<Result<PublishedFile, Refusal>>>>,
    of_pages: Mutex<FilesOfPages>,
}

/// What pages show, or would.
#[derive(Default)]
struct FilesOfPages {
    published: BTreeMap<SitePath, FileOrigin>,
    refused: BTreeMap<Refusal, BTreeSet<String>>,
}

impl<'a> PublishedFiles<'a> {
    /// Starts with no file.
    pub fn new(
        resolver: FileResolver<'a>,
        readers: &'a [Box<dyn Reader + 'a>],
    ) -> PublishedFiles<'a> {
        let (known, of_pages) = Default::default();
        PublishedFiles { resolver, readers, known, of_pages }
    }

    /// Finds the copy of a file, or why there can be none; `None` when the file is not there.
    pub fn find(&self, origin: &FileOrigin) -> Option<Result<PublishedFile, Refusal>> {
        if let Some(known) = lock(&self.known).get(origin) {
            return known.clone();
        }
        let found = self.media(origin).map(|media| {
            let PublishableFile { path, bytes, content } = media?;
            Ok(PublishedFile { path, content, len: bytes.len() })
        });
        lock(&self.known).insert(origin.clone(), found.clone());
        found
    }

    /// Digests all that [`PublishedFiles::find`] depends on besides the settings.
    pub fn digest(&self, (source, path): &FileOrigin) -> Digest {
        self.resolver.digest(self.owner(*source), path)
    }

    /// Notes what a page shows, or would.
    pub fn note(&self, files: &[PageFile]) {
        if files.is_empty() {
            return;
        }
        let mut of_pages = lock(&self.of_pages);
        for PageFile { source, path, outcome } in files {
            match outcome {
                Ok(copy) => {
                    let origin = (*source, path.clone());
                    of_pages.published.entry(copy.clone()).or_insert(origin);
                }
                Err(refusal) => {
                    of_pages.refused.entry(*refusal).or_default().insert(path.clone());
                }
            }
        }
    }

    /// Tells whether all copies that a page shows are published.
    pub fn has(&self, files: &[PageFile]) -> bool {
        let of_pages = lock(&self.of_pages);
        let mut copies = files.iter().filter_map(|file| file.outcome.as_ref().ok());
        copies.all(|copy| of_pages.published.contains_key(copy))
    }

    /// Returns what is to be published, with the files that it is made of.
    pub fn published(&self) -> Vec<(SitePath, FileOrigin)> {
        let of_pages = lock(&self.of_pages);
        of_pages.published.iter().map(|(path, origin)| (path.clone(), origin.clone())).collect()
    }

    /// Returns the files that are not published, by the reason.
    pub fn refused(&self) -> BTreeMap<Refusal, BTreeSet<String>> {
        lock(&self.of_pages).refused.clone()
    }

    /// Makes a file fit to be published; `None` when it is not there.
    pub fn media(&self, (source, path): &FileOrigin) -> Option<Result<PublishableFile, Refusal>> {
        self.resolver.media(self.owner(*source), path)
    }

    fn owner(&self, source: Option<usize>) -> FileOwner<'_> {
        source.map(|at| (at, &*self.readers[at]))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
