//! Output in memory, for tests and previews.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::Output;
use super::OutputError;
use super::SitePath;

/// Files by path.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<SitePath, Vec<u8>>>,
}

impl Memory {
    /// Starts empty.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// Returns all files, sorted by path.
    pub fn into_files(self) -> BTreeMap<SitePath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Output for Memory {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.clone(), bytes.to_vec());
        Ok(())
    }
}
