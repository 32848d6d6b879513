//! Copies of files that posts name: found, made fit, and given addresses.
//!
//! Nothing is fetched. A file is read from where its source says, which must lie in the
//! source's folder; what an answer written by hand shows lies in the site's.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::cache::PageFile;
use crate::config::Config;
use crate::config::Copying;
use crate::files::Digest;
use crate::files::Files;
use crate::output::SitePath;
use crate::privacy::Content;
use crate::privacy::Gate;
use crate::privacy::Media;
use crate::privacy::Refusal;
use crate::sources::Packed;
use crate::sources::Reader;

/// Which file is meant: the source, none for an answer written by hand, and the path.
pub type Origin = (Option<usize>, String);

/// A copy of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Copy {
    /// Where it is published.
    pub path: SitePath,
    /// What it is.
    pub content: Content,
    /// How long it is.
    pub len: usize,
}

/// Copies of files that posts name.
pub struct Copies<'a> {
    config: &'a Config,
    files: &'a dyn Files,
    readers: &'a [Box<dyn Reader + 'a>],
    gate: &'a Gate<'a>,
    known: Mutex<BTreeMap<Origin, Option<Result<Copy, Refusal>>>>,
    of_pages: Mutex<OfPages>,
}

/// What pages show, or would.
#[derive(Default)]
struct OfPages {
    published: BTreeMap<SitePath, Origin>,
    refused: BTreeMap<Refusal, BTreeSet<String>>,
}

impl<'a> Copies<'a> {
    pub(super) fn new(
        config: &'a Config,
        files: &'a dyn Files,
        readers: &'a [Box<dyn Reader + 'a>],
        gate: &'a Gate<'a>,
    ) -> Copies<'a> {
        let (known, of_pages) = Default::default();
        Copies { config, files, readers, gate, known, of_pages }
    }

    /// Finds the copy of a file, or why there can be none; `None` when the file is not there.
    pub(super) fn find(&self, origin: &Origin) -> Option<Result<Copy, Refusal>> {
        if let Some(known) = lock(&self.known).get(origin) {
            return known.clone();
        }
        let found = self.media(origin).map(|media| {
            let Media { path, bytes, content } = media?;
            Ok(Copy { path, content, len: bytes.len() })
        });
        lock(&self.known).insert(origin.clone(), found.clone());
        found
    }

    /// Digests all that [`Copies::find`] depends on besides the settings.
    pub(super) fn digest(&self, (source, path): &Origin) -> Digest {
        if self.is_off(*source) {
            return Digest::default();
        }
        if let Some(packed) = self.packed(*source, path) {
            return Digest::of_parts([&packed.digest.0[..], path.as_bytes()]);
        }
        let (folder, most) = self.limits(*source);
        self.files.digest_below(folder, path, most)
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
    pub fn published(&self) -> Vec<(SitePath, Origin)> {
        let of_pages = lock(&self.of_pages);
        of_pages.published.iter().map(|(path, origin)| (path.clone(), origin.clone())).collect()
    }

    /// Returns the files that are not published, by the reason.
    pub fn refused(&self) -> BTreeMap<Refusal, BTreeSet<String>> {
        lock(&self.of_pages).refused.clone()
    }

    /// Makes a file fit to be published; `None` when it is not there.
    pub fn media(&self, origin: &Origin) -> Option<Result<Media, Refusal>> {
        let (source, path) = origin;
        if self.is_off(*source) {
            return None;
        }
        let bytes = match self.read(*source, path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Some(Err(Refusal::TooLong));
            }
            Err(_) => return None,
        };
        let media = match Media::of(bytes, path) {
            Ok(media) => media,
            Err(refusal) => return Some(Err(refusal)),
        };
        let is_picture = matches!(media.content, Content::Picture(..));
        let only_pictures = source.is_none() || self.config.attachments.copy == Copying::Images;
        match () {
            () if only_pictures && !is_picture => None,
            () if self.gate.refuses(&media.bytes, media.content == Content::Text) => {
                Some(Err(Refusal::Private))
            }
            () => Some(Ok(media)),
        }
    }

    fn is_off(&self, source: Option<usize>) -> bool {
        source.is_some() && self.config.attachments.copy == Copying::None
    }

    /// The folder that files of a source lie in, and the longest that is copied.
    fn limits(&self, source: Option<usize>) -> (&str, u64) {
        match source {
            Some(at) => (self.config.sources[at].files_folder(), self.config.attachments.most),
            // The site's own people wrote the answer, and put the picture there.
            None => ("", u64::MAX),
        }
    }

    fn packed(&self, source: Option<usize>, path: &str) -> Option<Packed<'_>> {
        self.readers[source?].packed(path)
    }

    fn read(&self, source: Option<usize>, path: &str) -> io::Result<Vec<u8>> {
        let (folder, most) = self.limits(source);
        if let Some(packed) = self.packed(source, path) {
            return match packed.len > most {
                true => Err(io::ErrorKind::FileTooLarge.into()),
                false => Ok(packed.read()?.to_vec()),
            };
        }
        // An export that names itself, or the settings, gets none of them.
        if source.is_some() && self.files.is_input(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.files.read_below(folder, path, most)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
