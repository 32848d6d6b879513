//! Lists all files of a folder quickly: folders are read in parallel, and no file is asked for
//! its metadata. A site has 100,000 files, and asking for each would take longer than the
//! rest of a build that changes nothing.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::files::Stamp;

/// All files below a folder.
#[derive(Debug, Default)]
pub(super) struct DirListing {
    /// Everything that is not a folder: its path, written with `/`, and its inode, which is 0
    /// where the system does not tell. A name that is not Unicode has replacement characters.
    pub files: HashMap<String, u64>,
    /// Every folder, the top one included, with the time at which an entry was last added to
    /// or removed from it, in nanoseconds since 1970.
    folders: Vec<(PathBuf, u64)>,
}

impl DirListing {
    /// Lists a folder and all folders below it. A folder that is not there is empty.
    ///
    /// # Errors
    ///
    /// When a folder cannot be read.
    pub fn of(top: &Path) -> io::Result<DirListing> {
        let parts = read(top, "")?;
        let mut listing = DirListing::default();
        listing.files.reserve(parts.iter().map(|part| part.files.len()).sum());
        for part in parts {
            listing.files.extend(part.files);
            listing.folders.push(part.folder);
        }
        Ok(listing)
    }

    /// Tells whether the list is certainly still true: no folder has changed since `started`,
    /// which must lie before the list was read. The clocks of file systems advance in steps of
    /// some milliseconds, so a folder whose time is that of `started` counts as changed.
    pub fn is_current(&self, started: u64) -> bool {
        let is_as_it_was = |(folder, changed): &(PathBuf, u64)| {
            *changed < started && changed_at(folder).is_ok_and(|now| now == *changed)
        };
        self.folders.par_iter().all(is_as_it_was)
    }
}

/// The entries of one folder.
struct FolderContents {
    folder: (PathBuf, u64),
    files: Vec<(String, u64)>,
}

fn read(folder: &Path, prefix: &str) -> io::Result<Vec<FolderContents>> {
    // The time is read before the names, so a file that is added meanwhile is noticed.
    let changed = match changed_at(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        changed => changed?,
    };
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => folders.push((entry.path(), name + "/")),
            false => files.push((name, inode(&entry))),
        }
    }
    let below: io::Result<Vec<Vec<FolderContents>>> =
        folders.into_par_iter().map(|(folder, prefix)| read(&folder, &prefix)).collect();
    let mut parts = vec![FolderContents { folder: (folder.to_owned(), changed), files }];
    parts.extend(below?.into_iter().flatten());
    Ok(parts)
}

fn changed_at(folder: &Path) -> io::Result<u64> {
    fs::symlink_metadata(folder).map(|metadata| Stamp::of(&metadata).modified)
}

#[cfg(unix)]
fn inode(entry: &fs::DirEntry) -> u64 {
    use std::os::unix::fs::DirEntryExt;
    entry.ino()
}

#[cfg(not(unix))]
fn inode(_: &fs::DirEntry) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_listed_and_a_new_one_is_noticed() {
        let top = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(top.path().join("a/b")).expect("folders");
        for name in ["one", "a/two", "a/b/three"] {
            fs::write(top.path().join(name), name).expect("a file");
        }
        let listing = DirListing::of(top.path()).expect("it is readable");
        let mut names: Vec<&str> = listing.files.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["a/b/three", "a/two", "one"]);
        let metadata = fs::metadata(top.path().join("a/two")).expect("it is there");
        assert_eq!(listing.files["a/two"], Stamp::of(&metadata).inode);
        assert!(listing.is_current(u64::MAX));
        let newest = listing.folders.iter().map(|(_, changed)| *changed).max();
        assert!(!listing.is_current(newest.expect("a folder")));
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::write(top.path().join("a/b/four"), "").expect("a file");
        assert!(!listing.is_current(u64::MAX));
    }

    #[test]
    fn what_is_not_there_holds_nothing() {
        let top = tempfile::tempdir().expect("a folder");
        let listing = DirListing::of(&top.path().join("none")).expect("nothing is wrong");
        assert!(listing.files.is_empty());
    }
}
