//! Where imported threads lie, in whatever form.

use std::collections::BTreeSet;

use crate::model::{Origin, ThreadId};
use crate::output::OutputError;

/// A thread as it would be written.
pub(super) struct ThreadToWrite {
    pub id: ThreadId,
    pub title: String,
    pub text: String,
    /// privacy.yaml took posts out of it.
    pub erases: bool,
    pub origin: Origin,
    /// Copies of files that it names, and those that it named last time.
    pub files: BTreeSet<String>,
    pub old_files: BTreeSet<String>,
}

/// Where threads lie, and what was written of them last time.
pub(super) trait ThreadStore: Sync {
    /// Returns a thread as it is now.
    fn file(&self, id: &ThreadId) -> Result<Option<Vec<u8>>, OutputError>;
    /// Returns what was written last time.
    fn base(&self, id: &ThreadId) -> Result<Option<Vec<u8>>, OutputError>;
    /// Writes a thread that was `old` before.
    fn put(&self, ready: &ThreadToWrite, text: &str, old: Option<&str>) -> Result<(), OutputError>;
    /// Remembers what was written.
    fn put_base(&self, ready: &ThreadToWrite, old: Option<&str>) -> Result<(), OutputError>;
    /// Returns where a thread lies, within the folder.
    fn path(&self, id: &ThreadId) -> String;
    /// Returns its line, where a file has several.
    fn line(&self, id: &ThreadId) -> Option<usize>;
    /// Returns the ids of all threads that were written once.
    fn known(&self) -> Vec<ThreadId>;
    /// Removes a thread, and forgets it.
    fn remove(&self, id: &ThreadId) -> Result<(), OutputError>;
    /// Keeps a thread that is to be removed where no build reads it.
    fn set_aside(&self, id: &ThreadId) -> Result<(), OutputError>;
    /// Ends the import.
    fn finish(&self) -> Result<(), OutputError>;
}
