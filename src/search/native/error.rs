//! What can go wrong with an index.

use std::fmt;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;

/// A problem with the index in a folder.
#[derive(Debug)]
pub enum IndexError {
    /// There is no index in this folder.
    Missing(PathBuf),
    /// There is one, but of another version of answerbook.
    Foreign(PathBuf),
    /// The index could not be written or read.
    Engine {
        /// The index's folder.
        folder: PathBuf,
        /// What tantivy says.
        source: TantivyError,
    },
}

impl IndexError {
    /// Returns the folder of the index.
    pub fn folder(&self) -> &Path {
        match self {
            IndexError::Missing(folder) | IndexError::Foreign(folder) => folder,
            IndexError::Engine { folder, .. } => folder,
        }
    }

    pub(super) fn engine(folder: &Path) -> impl Fn(TantivyError) -> IndexError {
        |source| IndexError::Engine { folder: folder.to_owned(), source }
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder().display();
        match self {
            IndexError::Missing(_) => write!(formatter, "there is no search index in `{folder}`"),
            IndexError::Foreign(_) => {
                write!(formatter, "the search index in `{folder}` is of another version")
            }
            IndexError::Engine { source, .. } => {
                write!(formatter, "the search index in `{folder}` failed: {source}")
            }
        }
    }
}

impl std::error::Error for IndexError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            IndexError::Missing(_) | IndexError::Foreign(_) => None,
            IndexError::Engine { source, .. } => Some(source),
        }
    }
}
