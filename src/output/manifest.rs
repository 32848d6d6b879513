//! The list of published files: what a later build may replace.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use super::OutputError;
use super::SitePath;

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

/// Returns all files that a list names.
pub(super) fn all_of(list: &Path) -> BTreeSet<SitePath> {
    let list = fs::read_to_string(list).unwrap_or_default();
    list.lines().filter_map(|line| SitePath::new(line.split_once('\t')?.1)).collect()
}

/// Refuses a folder in which something lies that answerbook did not write.
pub(super) fn refuse_foreign(target: &Path) -> Result<(), OutputError> {
    if target.is_file() {
        return Err(OutputError::Foreign(target.to_owned(), 1));
    }
    let ours = all_of(&target.join(MANIFEST));
    let is_ours = |name: &str| SitePath::new(name).is_some_and(|path| ours.contains(&path));
    let mut foreign: Vec<PathBuf> = Vec::new();
    for entry in walkdir::WalkDir::new(target) {
        let entry = match entry {
            Ok(entry) => entry,
            // What cannot be looked at may be anybody's.
            Err(error) => match error.into_io_error() {
                Some(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(OutputError::Io(target.to_owned(), error));
                }
                _ => continue,
            },
        };
        let Ok(below) = entry.path().strip_prefix(target) else { continue };
        let name = below.to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_dir() && name != MANIFEST && !is_ours(&name) {
            foreign.push(entry.into_path());
        }
    }
    foreign.sort();
    match foreign.first() {
        Some(first) => Err(OutputError::Foreign(first.clone(), foreign.len())),
        None => Ok(()),
    }
}
