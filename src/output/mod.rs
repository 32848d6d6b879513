//! What is published: paths and bytes, into a folder that is always whole.
//!
//! Floor 4. Files go into a staging folder beside the published one; when all
//! of them are there, one rename switches. Knows nothing of what it writes.

mod disk;
mod editable;
mod error;
mod folder;
mod listing;
mod manifest;
mod memory;
mod path;

use crate::files::Stamp;

pub use editable::{Editable, Spill};
pub use error::OutputError;
pub use folder::{Folder, Published};
pub use memory::{Generation, Memory, MemoryFile};
pub use path::SitePath;

/// A place for finished files.
pub trait Output: Sync {
    /// Keeps a file. Called by several threads at once, once for each path.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError>;

    /// Takes over a file of the generation before, as it was when it had this stamp;
    /// `false` when it is not like that any more, and has to be put.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn keep(&self, _path: &SitePath, _stamp: Stamp) -> Result<bool, OutputError> {
        Ok(false)
    }

    /// Leaves nothing of the generation before, not even for pages that are open: what is in
    /// it may not be published any more.
    fn forget_old(&self) {}
}
