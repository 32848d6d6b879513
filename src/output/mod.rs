//! Writes the published folder, so that whoever reads it sees the old site or the new one and
//! never a mixture.
//!
//! Floor 4. A build writes its files into a staging folder. When all of them are there, the
//! staging folder and the published one change places in one step of the file system
//! (`swap`). A build that fails or is killed before leaves the published folder as it was.
//! Files that did not change are linked, not written again.
//!
//! Knows paths and bytes, and nothing of what they mean. `editable` is the other kind of
//! folder: one in which people edit files, where each file is replaced by itself.

mod dir_listing;
mod editable;
mod error;
mod folder;
mod manifest;
mod media_type;
mod memory;
mod path;
mod spill_file;
mod swap;

use crate::files::Stamp;

pub use editable::{EditableFolder, Turn};
pub use error::OutputError;
pub use folder::{PublishFolder, Published, Waits};
pub use manifest::published_paths;
pub use media_type::media_type;
pub use memory::{Generation, MemoryFile, MemoryOutput};
pub use path::SitePath;
pub use spill_file::SpillFile;

/// Where a build puts finished files: a folder, or memory for tests and previews.
pub trait Output: Sync {
    /// Writes a file. Called from several threads at once, once for each path.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError>;

    /// Takes a file over from the last build, if it still has this stamp. Returns `false` when
    /// it does not: then the caller has to write it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn keep(&self, _path: &SitePath, _stamp: Stamp) -> Result<bool, OutputError> {
        Ok(false)
    }

    /// Reads a file that was put or kept in this build; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, OutputError>;

    /// Lists what was put and kept in this build, with lengths in bytes, sorted.
    fn written(&self) -> Vec<(SitePath, u64)>;

    /// Drops all files of the last build, also those that are kept for pages that readers
    /// have open: something in them must not be published any more.
    fn forget_old(&self) {}

    /// Drops what was put and kept until now: the build starts again, and may write other
    /// files.
    fn start_over(&self);
}
