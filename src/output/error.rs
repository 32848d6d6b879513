//! The reasons why a folder is not written.

use std::io;
use std::path::PathBuf;

/// Why a folder cannot be published.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds files that answerbook did not write: the first of them, and how many.
    Foreign(PathBuf, usize),
    /// The folder is the site itself, holds it, or is the root of the disk.
    Dangerous,
    /// A file or folder could not be written.
    Io(PathBuf, io::Error),
}
