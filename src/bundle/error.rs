//! Why there is no bundle.

use std::io;

use crate::output::SitePath;

/// Why there is no bundle.
#[derive(Debug)]
pub enum BundleError {
    /// A published file cannot be read.
    Read(SitePath, io::Error),
    /// The bundle cannot be written.
    Write(io::Error),
}

impl From<io::Error> for BundleError {
    fn from(error: io::Error) -> BundleError {
        BundleError::Write(error)
    }
}
