//! Records every question that a build asks of the disk, with a digest of the answer.
//!
//! A build is a function of these answers. If all of them are still the same, it would give
//! the same bytes and need not run. So there is no list of the files that a site is made of,
//! which could be incomplete: whatever was asked is in the record.

use std::collections::{HashMap, HashSet};
use std::io;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{Digest, Files, RandomAccess, Stamp, answer_below};

/// A question about files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileQuery {
    /// Which files lie below a folder?
    List(String),
    /// The same, with hidden ones.
    ListAll(String),
    /// Is there such a file or folder?
    Exists(String),
    /// What are the bytes of a file? One that cannot be read has the empty answer.
    Bytes(String),
    /// The same for a file that content names: the folder it must lie below, its path, and the
    /// size in bytes that it may have.
    Below(String, String, u64),
}

/// All questions of a build with digests of their answers.
pub type Trace = HashMap<FileQuery, Digest>;

/// Digests of files, with the stamps that the files had when they were digested.
pub type KnownFiles = HashMap<String, (Stamp, Digest)>;

/// How old a change must be for a stamp to be trusted, in nanoseconds. The clocks of file
/// systems advance in coarse steps, and a second edit within one step would not be noticed.
const SETTLED: u64 = 2_000_000_000;

/// Stands for the answer to a question that got two different answers in one build. No bytes
/// have this digest.
const CHANGED: Digest = Digest([0xff; 16]);

/// Passes questions on, and records them with their answers.
pub struct TrackedFiles<'a> {
    inner: &'a dyn Files,
    known: &'a KnownFiles,
    started: u64,
    state: Mutex<TrackerState>,
}

#[derive(Default)]
struct TrackerState {
    trace: Trace,
    files: KnownFiles,
    /// The files that were read as inputs, not because a post names them.
    inputs: HashSet<String>,
}

impl<'a> TrackedFiles<'a> {
    /// Reads from `inner`. A file whose stamp is the one in `known` is not read to be digested.
    /// `started` is the time now, by the clock that makes stamps.
    pub fn new(inner: &'a dyn Files, known: &'a KnownFiles, started: u64) -> TrackedFiles<'a> {
        TrackedFiles { inner, known, started, state: Mutex::default() }
    }

    /// Takes out the questions that were asked until now, and the digests of all files.
    pub fn take_trace(&self) -> (Trace, Arc<KnownFiles>) {
        let mut state = self.lock();
        let (trace, files) = (std::mem::take(&mut state.trace), std::mem::take(&mut state.files));
        (trace, Arc::new(files))
    }

    /// Tells whether all questions still have the same answers.
    pub fn holds(&self, trace: &Trace) -> bool {
        let questions: Vec<(&FileQuery, &Digest)> = trace.iter().collect();
        questions.par_iter().all(|(query, answer)| self.ask(query) == **answer)
    }

    fn ask(&self, query: &FileQuery) -> Digest {
        match query {
            FileQuery::List(path) => of_list(&self.list(path)),
            FileQuery::ListAll(path) => of_list(&self.list_all(path)),
            FileQuery::Exists(path) => Digest::of(&[u8::from(self.exists(path))]),
            FileQuery::Bytes(path) => self.known_digest(path).unwrap_or_default(),
            FileQuery::Below(folder, path, most) => self.digest_below(folder, path, *most),
        }
    }

    /// Records an answer. If the question had another answer before, a file changed during
    /// the build, and neither answer counts.
    fn note(&self, query: FileQuery, answer: Digest) {
        let mut state = self.lock();
        let known = state.trace.entry(query).or_insert(answer);
        if *known != answer {
            *known = CHANGED;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, TrackerState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records the digest of a file that was read while it had this stamp.
    fn learn(&self, path: &str, stamp: Option<Stamp>, digest: Digest) {
        // A file that was changed just now may be changed again without another stamp.
        let settled = |stamp: &Stamp| stamp.modified.max(stamp.changed) + SETTLED < self.started;
        if let Some(stamp) = stamp.filter(settled) {
            self.lock().files.insert(path.to_owned(), (stamp, digest));
        }
    }

    /// Reads a file, and digests it.
    fn whole(
        &self,
        path: &str,
        read: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> io::Result<(Vec<u8>, Digest)> {
        let stamp = self.inner.stamp(path);
        let bytes = read()?;
        let digest = Digest::of(&bytes);
        self.learn(path, stamp, digest);
        Ok((bytes, digest))
    }

    /// Returns the digest of a file, without reading it where its stamp is known.
    fn known_digest(&self, path: &str) -> io::Result<Digest> {
        let query = FileQuery::Bytes(path.to_owned());
        if let Some(known) = self.lock().trace.get(&query) {
            return Ok(*known);
        }
        let digest = self.digest_by_stamp(path);
        self.note(query, *digest.as_ref().unwrap_or(&Digest::default()));
        digest
    }

    fn digest_by_stamp(&self, path: &str) -> io::Result<Digest> {
        let stamp = self.inner.stamp(path);
        let known = self.known.get(path).filter(|(known, _)| Some(*known) == stamp);
        let digest = match known {
            Some((_, digest)) => Ok(*digest),
            None => self.inner.digest(path),
        };
        if let Ok(digest) = &digest {
            self.learn(path, stamp, *digest);
        }
        digest
    }

    fn read_for_itself(&self, path: &str) {
        let mut state = self.lock();
        if !state.inputs.contains(path) {
            state.inputs.insert(path.to_owned());
        }
    }
}

fn of_list(paths: &[String]) -> Digest {
    Digest::of_parts(paths.iter().map(String::as_bytes))
}

impl Files for TrackedFiles<'_> {
    fn list(&self, path: &str) -> Vec<String> {
        let paths = self.inner.list(path);
        self.note(FileQuery::List(path.to_owned()), of_list(&paths));
        paths
    }

    fn list_all(&self, path: &str) -> Vec<String> {
        let paths = self.inner.list_all(path);
        self.note(FileQuery::ListAll(path.to_owned()), of_list(&paths));
        paths
    }

    fn exists(&self, path: &str) -> bool {
        let exists = self.inner.exists(path);
        self.note(FileQuery::Exists(path.to_owned()), Digest::of(&[u8::from(exists)]));
        exists
    }

    fn stream(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        let _ = self.digest(path);
        self.inner.stream(path)
    }

    fn random(&self, path: &str) -> io::Result<Box<dyn RandomAccess>> {
        let _ = self.digest(path);
        self.inner.random(path)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read_for_itself(path);
        let read = self.whole(path, || self.inner.read(path));
        let digest = read.as_ref().map_or(Digest::default(), |(_, digest)| *digest);
        self.note(FileQuery::Bytes(path.to_owned()), digest);
        read.map(|(bytes, _)| bytes)
    }

    fn read_below(&self, folder: &str, path: &str, most: u64) -> io::Result<Vec<u8>> {
        let read = self.whole(path, || self.inner.read_below(folder, path, most));
        let answer = answer_below(read.as_ref().map(|(_, digest)| *digest));
        self.note(FileQuery::Below(folder.to_owned(), path.to_owned(), most), answer);
        read.map(|(bytes, _)| bytes)
    }

    fn digest_below(&self, folder: &str, path: &str, most: u64) -> Digest {
        let query = FileQuery::Below(folder.to_owned(), path.to_owned(), most);
        if let Some(known) = self.lock().trace.get(&query) {
            return *known;
        }
        let answer = match self.inner.find_below(folder, path, most) {
            Err(error) => answer_below(Err(&error)),
            Ok(()) => answer_below(self.digest_by_stamp(path).as_ref().copied()),
        };
        self.note(query, answer);
        answer
    }

    fn is_input(&self, path: &str) -> bool {
        self.lock().inputs.contains(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.inner.stamp(path)
    }

    fn digest(&self, path: &str) -> io::Result<Digest> {
        self.read_for_itself(path);
        self.known_digest(path)
    }
}
