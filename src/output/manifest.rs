//! The list of published files: what a later build may replace.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::listing::Listing;
use super::{OutputError, SitePath};

/// The list of published files, in the published folder: what a later build may replace.
pub(super) const MANIFEST: &str = ".answerbook-files";

/// In the manifest, before the size of a file that the build before wrote.
pub(super) const KEPT: &str = "kept ";

/// Returns the files that answerbook wrote into a folder, with their sizes, those that are
/// kept for one build more aside.
pub(super) fn manifest(target: &Path) -> Vec<(SitePath, u64)> {
    let manifest = fs::read_to_string(target.join(MANIFEST)).unwrap_or_default();
    let own = manifest.lines().filter(|line| !line.starts_with(KEPT));
    own.filter_map(|line| line.split_once('\t'))
        .filter_map(|(len, path)| Some((SitePath::new(path)?, len.parse().ok()?)))
        .collect()
}

/// Writes a list in one step: half of one would look like the whole of another.
pub(super) fn write_list(folder: &Path, list: &str) -> Result<(), OutputError> {
    let (path, new) = (folder.join(MANIFEST), folder.join(format!("{MANIFEST}.new")));
    let written = fs::write(&new, list).and_then(|()| fs::rename(&new, &path));
    written.map_err(|error| OutputError::Io(path, error))
}

/// Tells whether a list is there and names something: only what is whole has one.
pub(super) fn is_list(list: &Path) -> bool {
    fs::metadata(list).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0)
}

/// Refuses a folder in which something lies that answerbook did not write; returns what
/// lies in it.
pub(super) fn refuse_foreign(target: &Path) -> Result<Listing, OutputError> {
    if target.is_file() {
        return Err(OutputError::Foreign(target.to_owned(), 1));
    }
    // What cannot be looked at may be anybody's.
    let listing = Listing::of(target).map_err(|error| OutputError::Io(target.to_owned(), error))?;
    let manifest = fs::read_to_string(target.join(MANIFEST)).unwrap_or_default();
    let ours: HashSet<&str> =
        manifest.lines().filter_map(|line| Some(line.split_once('\t')?.1)).collect();
    let is_foreign = |name: &&String| *name != MANIFEST && !ours.contains(name.as_str());
    let foreign = listing.files.keys().filter(is_foreign);
    match foreign.clone().min() {
        Some(first) => Err(OutputError::Foreign(target.join(first), foreign.count())),
        None => Ok(listing),
    }
}
