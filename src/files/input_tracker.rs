//! Records which files are inputs of the program, so that content cannot have them published.
//!
//! A post may name a file beside its export, which is then copied into the site. It must not
//! be able to name the settings, or the export itself.

use std::collections::HashSet;
use std::io;
use std::io::Read;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Digest, Files, RandomAccess, Stamp};

/// Passes every question on, and records the files that were read as inputs.
pub struct InputTracker<'a> {
    inner: &'a dyn Files,
    inputs: Mutex<HashSet<String>>,
}

impl<'a> InputTracker<'a> {
    /// Reads from `inner`. `known` are inputs that were read before.
    pub fn new(inner: &'a dyn Files, known: impl IntoIterator<Item = String>) -> InputTracker<'a> {
        InputTracker { inner, inputs: Mutex::new(known.into_iter().collect()) }
    }

    fn inputs(&self) -> MutexGuard<'_, HashSet<String>> {
        self.inputs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: &str) {
        let mut inputs = self.inputs();
        if !inputs.contains(path) {
            inputs.insert(path.to_owned());
        }
    }
}

impl Files for InputTracker<'_> {
    fn list(&self, path: &str) -> Vec<String> {
        self.inner.list(path)
    }

    fn list_all(&self, path: &str) -> Vec<String> {
        self.inner.list_all(path)
    }

    fn exists(&self, path: &str) -> bool {
        self.inner.exists(path)
    }

    fn stream(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        self.note(path);
        self.inner.stream(path)
    }

    fn random(&self, path: &str) -> io::Result<Box<dyn RandomAccess>> {
        self.note(path);
        self.inner.random(path)
    }

    fn read_below(&self, folder: &str, path: &str, most: u64) -> io::Result<Vec<u8>> {
        self.inner.read_below(folder, path, most)
    }

    fn find_below(&self, folder: &str, path: &str, most: u64) -> io::Result<()> {
        self.inner.find_below(folder, path, most)
    }

    fn is_input(&self, path: &str) -> bool {
        self.inputs().contains(path)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.note(path);
        self.inner.read(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.inner.stamp(path)
    }

    fn digest(&self, path: &str) -> io::Result<Digest> {
        self.note(path);
        self.inner.digest(path)
    }
}
