//! Waiting for the disk before the new site takes the place of the old one, and after.

use std::path::Path;

use crate::disk;
use crate::output::manifest::MANIFEST;
use crate::output::{OutputError, SitePath};

use super::{FileChange, PublishFolder};

/// Whether the disk is waited for, so that a power failure leaves the old site or the new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Waits {
    /// Before the new site takes the place of the old one, and after.
    #[default]
    ForDisk,
    /// Never: for previews. After a power failure the site may have to be built from nothing.
    Never,
}

impl PublishFolder {
    /// Waits until the disk has the staging folder. `others` are further files that came into
    /// it or went.
    pub(super) fn flush_staged<'a>(
        &'a self,
        others: impl Iterator<Item = &'a SitePath>,
    ) -> Result<(), OutputError> {
        if self.waits == Waits::Never {
            return Ok(());
        }
        let written = self.lock();
        let full = |path: &SitePath| self.staging.join(path.as_str());
        let is_new = |(_, (_, change)): &(_, &(_, FileChange))| *change != FileChange::Same;
        let list = self.staging.join(MANIFEST);
        let new = written.files.iter().filter(is_new).map(|(path, _)| full(path));
        let names = written.files.keys().map(full).chain(others.map(full));
        disk::flush(&self.staging, new.chain([list.clone()]), names.chain([list]))
            .map_err(|error| OutputError::Io(self.staging.clone(), error))
    }

    /// Waits until the disk knows which folder is the published one.
    pub(super) fn flush_names(&self) -> Result<(), OutputError> {
        let both = [self.staging.as_path(), self.target.as_path()];
        let there = both.into_iter().filter(|path| path.parent().is_some_and(Path::is_dir));
        match self.waits {
            Waits::Never => Ok(()),
            Waits::ForDisk => disk::flush_folders(there)
                .map_err(|error| OutputError::Io(self.target.clone(), error)),
        }
    }
}
