//! The files that messages lie in: plain ones, and those within a zip file.

use std::io;
use std::io::{Cursor, Read};
use std::sync::{Arc, OnceLock};

use crate::files::{Digest, Files, RandomAccess};
use crate::sources::archive::Archive;

use super::message::Span;
use super::order;

/// How many files stay open; others are opened whenever a message is read.
const MAX_OPEN: usize = 128;

/// The largest file that is read as a whole: one day of a channel.
const LARGEST: u64 = 64 << 20;

/// The files of a chat.
pub(in crate::sources) struct Store<'a> {
    files: &'a dyn Files,
    held: Vec<ChatFile>,
    /// By file: when it was made, as it says itself.
    made: Vec<i64>,
    open: Vec<OnceLock<Option<Box<dyn RandomAccess>>>>,
}

/// One file of a chat.
pub(in crate::sources) struct ChatFile {
    /// Where it lies, as messages show it.
    pub path: String,
    /// The digest of what decides its bytes.
    pub digest: Digest,
    /// The zip file that it is in, with its number there.
    pub zipped: Option<(Arc<Archive>, usize)>,
}

impl<'a> Store<'a> {
    pub(in crate::sources) fn new(files: &'a dyn Files) -> Store<'a> {
        Store { files, held: Vec::new(), made: Vec::new(), open: Vec::new() }
    }

    /// Adds a file and returns its number.
    pub(in crate::sources) fn add(&mut self, held: ChatFile) -> u32 {
        self.held.push(held);
        self.made.push(0);
        self.open.push(OnceLock::new());
        u32::try_from(self.held.len() - 1).unwrap_or(u32::MAX)
    }

    /// Returns where a file lies.
    pub(in crate::sources) fn path(&self, file: u32) -> &str {
        self.held.get(file as usize).map_or("", |held| &held.path)
    }

    /// Takes the moment at which a file says that it was made, in seconds since 1970.
    pub(in crate::sources) fn set_made(&mut self, file: u32, at: i64) {
        if let Some(made) = self.made.get_mut(file as usize) {
            *made = at;
        }
    }

    /// Returns by file its place in the order in which they were made; of those that do not
    /// say when, in the order of their names.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let numbers = 0..u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = numbers.collect();
        order.sort_by_cached_key(|at| {
            (self.made[*at as usize], order::natural(&self.held[*at as usize].path), *at)
        });
        let mut ranks = vec![0; order.len()];
        for (rank, at) in (0..).zip(order) {
            ranks[at as usize] = rank;
        }
        ranks
    }

    /// Returns the digest of a file.
    pub(super) fn digest(&self, file: u32) -> Digest {
        self.held.get(file as usize).map_or_else(Digest::default, |held| held.digest)
    }

    /// Reads all of a file.
    pub(in crate::sources) fn whole(&self, file: u32) -> io::Result<Arc<[u8]>> {
        let held = self.held.get(file as usize).ok_or(io::ErrorKind::NotFound)?;
        match &held.zipped {
            Some((archive, entry)) => archive.read(*entry),
            None => {
                let mut bytes = Vec::new();
                self.files.stream(&held.path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
                if bytes.len() as u64 > LARGEST {
                    return Err(io::Error::other(format!("it has over {} MB", LARGEST >> 20)));
                }
                Ok(bytes.into())
            }
        }
    }

    /// Returns what opens a file to be passed over, as often as is needed.
    pub(super) fn opener(
        &self,
        file: u32,
    ) -> impl Fn() -> io::Result<Box<dyn Read + Send>> + use<'a> {
        let files = self.files;
        let held = self.held.get(file as usize);
        let held = held.map(|held| (held.path.clone(), held.zipped.clone()));
        move || match &held {
            Some((_, Some((archive, entry)))) => Ok(Box::new(Cursor::new(archive.read(*entry)?))),
            Some((path, None)) => files.stream(path),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Reads one message.
    pub(in crate::sources) fn read(&self, span: Span) -> io::Result<Vec<u8>> {
        let held = self.held.get(span.file as usize).ok_or(io::ErrorKind::NotFound)?;
        if let Some((archive, entry)) = &held.zipped {
            let all = archive.read(*entry)?;
            let start = usize::try_from(span.offset).unwrap_or(usize::MAX);
            let bytes = all.get(start..start.saturating_add(span.len as usize));
            return Ok(bytes.ok_or(io::ErrorKind::UnexpectedEof)?.to_vec());
        }
        let mut bytes = vec![0; span.len as usize];
        let keep = (span.file as usize) < MAX_OPEN;
        if keep && let Some(file) = self.kept(span.file as usize, held) {
            file.read_at(span.offset, &mut bytes)?;
        } else {
            self.files.random(&held.path)?.read_at(span.offset, &mut bytes)?;
        }
        Ok(bytes)
    }

    fn kept(&self, at: usize, held: &ChatFile) -> Option<&dyn RandomAccess> {
        self.open[at].get_or_init(|| self.files.random(&held.path).ok()).as_deref()
    }
}
