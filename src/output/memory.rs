//! A site in memory, for tests and for the preview, which serves it from there.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::files::Stamp;

use super::{Output, OutputError, SitePath};

/// A file of a site in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryFile {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The number of the build in which it got these bytes: a page in a browser is reloaded
    /// when this number is higher than the one it knows.
    pub since: u64,
}

/// All files of a site after one build.
pub type Generation = BTreeMap<SitePath, MemoryFile>;

/// An output in memory, which also knows the files of the build before.
#[derive(Debug, Default)]
pub struct MemoryOutput {
    number: u64,
    old: Arc<Generation>,
    files: Mutex<Generation>,
}

impl MemoryOutput {
    /// Starts without files and without a build before.
    pub fn new() -> MemoryOutput {
        MemoryOutput::default()
    }

    /// Starts the build of this number, after one that left the files `old`.
    pub fn after(old: Arc<Generation>, number: u64) -> MemoryOutput {
        MemoryOutput { number, old, files: Mutex::default() }
    }

    /// Returns all files, sorted by path.
    pub fn into_files(self) -> Generation {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes all files out.
    pub fn take_files(&self) -> Generation {
        std::mem::take(&mut self.files.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the files that were written until now, and with them those of the build before
    /// that lie in `folder`.
    pub fn so_far(&self, folder: &str) -> Generation {
        let old = self.old.iter().filter(|(path, _)| path.as_str().starts_with(folder));
        let mut files: Generation = old.map(|(path, file)| (path.clone(), file.clone())).collect();
        let new = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.extend(new.iter().map(|(path, file)| (path.clone(), file.clone())));
        files
    }

    /// Returns stamps for files in memory, which have none from a file system.
    pub fn stamps(files: &Generation) -> HashMap<SitePath, Stamp> {
        files.iter().map(|(path, file)| (path.clone(), stamp(file))).collect()
    }

    fn insert(&self, path: &SitePath, file: MemoryFile) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.clone(), file);
    }
}

fn stamp(file: &MemoryFile) -> Stamp {
    Stamp { len: file.bytes.len() as u64, modified: file.since, changed: 0, inode: 0 }
}

impl Output for MemoryOutput {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError> {
        let same = self.old.get(path).filter(|old| *old.bytes == *bytes);
        let new = || MemoryFile { bytes: bytes.into(), since: self.number };
        self.insert(path, same.cloned().unwrap_or_else(new));
        Ok(())
    }

    fn keep(&self, path: &SitePath, wanted: Stamp) -> Result<bool, OutputError> {
        let same = self.old.get(path).filter(|old| stamp(old) == wanted);
        if let Some(file) = same {
            self.insert(path, file.clone());
        }
        Ok(same.is_some())
    }

    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, OutputError> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(files.get(path).map(|file| file.bytes.to_vec()))
    }

    fn written(&self) -> Vec<(SitePath, u64)> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.iter().map(|(path, file)| (path.clone(), file.bytes.len() as u64)).collect()
    }

    fn start_over(&self) {
        drop(self.take_files());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_remembers_since_when_it_is_so() {
        let path = |name: &str| SitePath::new(name).expect("a path");
        let first = MemoryOutput::after(Arc::default(), 1);
        for name in ["a.html", "b.html", "c.html"] {
            first.put(&path(name), b"one").expect("room");
        }
        let first = first.into_files();
        let stamps = MemoryOutput::stamps(&first);
        let second = MemoryOutput::after(Arc::new(first), 2);
        second.put(&path("a.html"), b"one").expect("room");
        second.put(&path("b.html"), b"two").expect("room");
        assert!(second.keep(&path("c.html"), stamps[&path("c.html")]).expect("room"));
        let other = Stamp { len: 9, ..stamps[&path("c.html")] };
        assert!(!second.keep(&path("c.html"), other).expect("room"));
        let since: Vec<u64> = second.into_files().values().map(|file| file.since).collect();
        assert_eq!(since, [1, 2, 1]);
    }
}
