//! The list of published files, which lies in the published folder itself.
//!
//! A build replaces and removes only files that the list names, so a folder with anything
//! else in it is refused: somebody may have named the wrong folder.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

use rayon::slice::ParallelSliceMut;

use crate::disk;
use crate::files::Stamp;

use super::dir_listing::DirListing;
use super::{OutputError, SitePath};

/// The name of the list in the published folder. Each line is a size in bytes, a tab, and a
/// path.
pub(super) const MANIFEST: &str = ".answerbook-files";

/// Stands in front of the size where the file belongs to the build before and is kept for
/// pages that readers have open.
const KEPT_PREFIX: &str = "kept ";

/// Reads which files the last build published into a folder, with their sizes in bytes.
/// Files that are only kept for open pages are left out.
pub(super) fn read_manifest(target: &Path) -> Vec<(SitePath, u64)> {
    let manifest = disk::read_to_string(&target.join(MANIFEST)).unwrap_or_default();
    let own = manifest.lines().filter(|line| !line.starts_with(KEPT_PREFIX));
    own.filter_map(|line| line.split_once('\t'))
        .filter_map(|(len, path)| Some((SitePath::new(path)?, len.parse().ok()?)))
        .collect()
}

/// Lists the files that the last build published into a folder, sorted.
pub fn published_paths(target: &Path) -> Vec<SitePath> {
    let mut paths: Vec<SitePath> =
        read_manifest(target).into_iter().map(|(path, _)| path).collect();
    paths.sort_unstable();
    paths
}

/// Returns the text of the list of published files. `kept` are those of the last build that
/// stay for pages that are open.
pub(super) fn manifest_text(
    files: &HashMap<SitePath, Stamp>,
    kept: &BTreeMap<SitePath, u64>,
) -> String {
    let mut lines: Vec<(&SitePath, u64)> = files.iter().map(|(p, stamp)| (p, stamp.len)).collect();
    lines.par_sort_unstable();
    let mut list = String::with_capacity(lines.len() * 64);
    for (path, len) in lines {
        list.push_str(&format!("{len}\t{path}\n"));
    }
    for (path, len) in kept {
        list.push_str(&format!("{KEPT_PREFIX}{len}\t{path}\n"));
    }
    list
}

/// Replaces the list in one step: half a list could not be told from a whole one.
pub(super) fn write_manifest(folder: &Path, list: &str) -> Result<(), OutputError> {
    let (path, new) = (folder.join(MANIFEST), folder.join(format!("{MANIFEST}.new")));
    let written = disk::write(&new, list.as_bytes()).and_then(|()| fs::rename(&new, &path));
    written.map_err(|error| OutputError::Io(path, error))
}

/// Tells whether there is a list with something in it. It is written last, so a folder that
/// has one is complete.
pub(super) fn is_manifest(list: &Path) -> bool {
    fs::metadata(list).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0)
}

/// Lists a folder.
///
/// # Errors
///
/// When it contains a file that answerbook did not write, or cannot be read.
pub(super) fn refuse_foreign(target: &Path) -> Result<DirListing, OutputError> {
    if target.is_file() {
        return Err(OutputError::Foreign(target.to_owned(), 1));
    }
    // A folder that cannot be read may contain anybody's files.
    let listing =
        DirListing::of(target).map_err(|error| OutputError::Io(target.to_owned(), error))?;
    let manifest = disk::read_to_string(&target.join(MANIFEST)).unwrap_or_default();
    let ours: HashSet<&str> =
        manifest.lines().filter_map(|line| Some(line.split_once('\t')?.1)).collect();
    let is_foreign = |name: &&String| *name != MANIFEST && !ours.contains(name.as_str());
    let foreign = listing.files.keys().filter(is_foreign);
    match foreign.clone().min() {
        Some(first) => Err(OutputError::Foreign(target.join(first), foreign.count())),
        None => Ok(listing),
    }
}
