//! What is published: paths and bytes, into a folder that is always whole.
//!
//! Floor 4. Files go into a staging folder beside the published one; when all
//! of them are there, one rename switches. Knows nothing of what it writes.

mod folder;
mod memory;
mod path;

pub use folder::Folder;
pub use folder::OutputError;
pub use memory::Memory;
pub use path::SitePath;

/// A place for finished files.
pub trait Output: Sync {
    /// Keeps a file. Called by several threads at once, once for each path.
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError>;
}
