//! The published folder on disk: files are staged, then the staging folder takes its place.
//!
//! The staging folder is not empty at the start. It is the site of the build before the last
//! one, most of whose files are hard links to files that are still published. A file that did
//! not change is found there by its inode and costs nothing; only files that differ are
//! written.

mod flushing;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::{fs, io};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::disk;
use crate::files::Stamp;

use super::dir_listing::DirListing;
use super::manifest::{
    MANIFEST, is_manifest, manifest_text, read_manifest, refuse_foreign, write_manifest,
};
use super::swap::{on_one_file_system, real, remove, restore, sibling, switch};
use super::{Output, OutputError, SitePath};

pub use flushing::Waits;

/// Folders of files whose names contain a digest of their bytes: scripts, styles, pictures and
/// parts of the search. A reader who opened a page before the switch may ask for one of them
/// after it, so they stay for one build more.
const KEPT_FOLDERS: [&str; 3] = ["assets/", "files/", "search/"];

/// The one of these folders into which the people of a site may put files themselves.
const FILES: &str = "files/";

/// Tells whether a page that a reader has open may still ask for a file: its name contains
/// the digest of its bytes.
fn may_be_asked_for(path: &SitePath) -> bool {
    let name = path.as_str();
    let is_digest = |name: &str| {
        let stem = name.split('.').next().unwrap_or_default();
        stem.len() == 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    KEPT_FOLDERS.iter().any(|folder| name.starts_with(folder))
        && name.strip_prefix(FILES).is_none_or(is_digest)
}

/// The name of the staging folder within the work folder.
const STAGING: &str = "staging";

/// A published folder during a build.
pub struct PublishFolder {
    target: PathBuf,
    staging: PathBuf,
    /// The files of the published folder.
    listing: DirListing,
    /// When the build started, in nanoseconds since 1970, before `listing` was read; 0 when
    /// that is unknown.
    started: u64,
    /// The files that the last build published, with their sizes.
    old: HashMap<SitePath, u64>,
    /// The files that an earlier build left in the staging folder, with their inodes.
    spare: OnceLock<HashMap<SitePath, u64>>,
    written: Mutex<WrittenFiles>,
    forgets: AtomicBool,
    waits: Waits,
}

#[derive(Default)]
struct WrittenFiles {
    folders: HashSet<String>,
    files: HashMap<SitePath, (Stamp, FileChange)>,
    /// Files in the staging folder that the build wrote before it started again; they are
    /// part of the site only if it writes them once more.
    dropped: HashSet<SitePath>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileChange {
    Added,
    Changed,
    Same,
}

/// The files of the published folder after a build, and how they differ from those before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// All files with their stamps.
    pub files: HashMap<SitePath, Stamp>,
    /// Files that were not there before, sorted.
    pub added: Vec<SitePath>,
    /// Files whose bytes changed, sorted.
    pub changed: Vec<SitePath>,
    /// Files that are no longer part of the site, sorted.
    pub removed: Vec<SitePath>,
}

impl PublishFolder {
    /// Prepares to publish into `target`, and refuses a folder with foreign files.
    ///
    /// `site` is the site's folder, which must not lie inside the target; `inputs` are the
    /// files and folders that the build reads, of which none may lie inside the target or
    /// hold it. The files are gathered in `work` where it lies on the same file system,
    /// else beside the target.
    ///
    /// # Errors
    ///
    /// When the target must not be written, or cannot be.
    pub fn create(
        target: &Path,
        site: &Path,
        work: &Path,
        inputs: &[PathBuf],
    ) -> Result<PublishFolder, OutputError> {
        let target = real(target)?;
        let overlaps = |input: &PathBuf| {
            real(input).is_ok_and(|input| input.starts_with(&target) || target.starts_with(&input))
        };
        if real(site)?.starts_with(&target)
            || target.parent().is_none()
            || inputs.iter().any(overlaps)
        {
            return Err(OutputError::Dangerous);
        }
        restore(&target)?;
        let listing = refuse_foreign(&target)?;
        let staging = match on_one_file_system(work, &target) {
            true => work.join(STAGING),
            false => sibling(&target, "new"),
        };
        let old = read_manifest(&target).into_iter().collect();
        let (started, spare, written, forgets, waits) = Default::default();
        let folder = PublishFolder {
            target,
            staging,
            listing,
            started,
            old,
            spare,
            written,
            forgets,
            waits,
        };
        Ok(folder)
    }

    /// Says whether the disk is waited for.
    pub fn waiting(self, waits: Waits) -> PublishFolder {
        PublishFolder { waits, ..self }
    }

    /// Says when the build started, by the clock of the file system. The moment must lie
    /// before the call of [`PublishFolder::create`]; then a folder that has not changed since need
    /// not be listed a second time.
    pub fn since(self, started: u64) -> PublishFolder {
        PublishFolder { started, ..self }
    }

    /// Prepares the staging folder for writing.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn begin(&self) -> Result<(), OutputError> {
        // Better to fail now than when all is built.
        if let Some(parent) = self.target.parent() {
            let failed = |error| OutputError::Io(self.target.clone(), error);
            fs::create_dir_all(parent).map_err(failed)?;
        }
        // What is published may have been staged a moment ago by a build that was killed: its
        // folder is not touched before the disk knows that the two have changed places.
        self.flush_names()?;
        let spare = take_spare(&self.staging)?;
        self.spare.get_or_init(|| spare);
        fs::create_dir_all(&self.staging)
            .map_err(|error| OutputError::Io(self.staging.clone(), error))
    }

    /// Tells whether the published folder holds exactly these files.
    pub fn holds(&self, files: &HashMap<SitePath, Stamp>) -> bool {
        let files: Vec<(&SitePath, &Stamp)> = files.iter().collect();
        !files.is_empty()
            && files.len() == self.old.len()
            && files.par_iter().all(|(path, stamp)| self.is_as(path, **stamp))
    }

    /// Tells whether a published file still has this stamp.
    fn is_as(&self, path: &SitePath, stamp: Stamp) -> bool {
        let metadata = fs::symlink_metadata(self.target.join(path.as_str()));
        let now = |metadata: fs::Metadata| Stamp::of(&metadata).without_links();
        self.old.get(path) == Some(&stamp.len)
            && metadata.is_ok_and(|metadata| metadata.is_file() && now(metadata) == stamp)
    }

    /// Publishes what was written: the staging folder becomes the published one. Files with a
    /// digest in their names stay for one build more, for pages that readers have open. Nothing
    /// is done when the published folder is the same already.
    ///
    /// # Errors
    ///
    /// When something cannot be written: then the folder is as it was.
    pub fn publish(self) -> Result<Published, OutputError> {
        // Somebody may have put a file there while the build ran.
        if !self.listing.is_current(self.started) {
            refuse_foreign(&self.target)?;
        }
        let published = self.published();
        let is_same = published.added.is_empty()
            && published.changed.is_empty()
            && published.removed.is_empty();
        if is_same && self.target.join(MANIFEST).is_file() {
            self.discard()?;
            return Ok(published);
        }
        let kept = self.keep_old()?;
        let dropped = std::mem::take(&mut self.lock().dropped);
        let is_part = |path: &SitePath| self.is_written(path) || kept.contains_key(path);
        let others = self.spare().keys().chain(&dropped).filter(|path| !is_part(path));
        let others: Vec<&SitePath> = others.collect();
        for path in &others {
            // Where a folder has its name now, or a file that of its folder, it is gone.
            let full = self.staging.join(path.as_str());
            if fs::symlink_metadata(&full).is_ok_and(|metadata| !metadata.is_dir()) {
                self.unlink(path)?;
            }
            self.remove_empty_folders(path);
        }
        write_manifest(&self.staging, &manifest_text(&published.files, &kept))?;
        self.flush_staged(kept.keys().chain(others))?;
        switch(&self.staging, &self.target, || self.flush_names())?;
        if self.forgets() {
            remove(&self.staging)?;
        }
        Ok(published)
    }

    /// Compares what was written with what is published.
    fn published(&self) -> Published {
        let written = self.lock();
        let with = |change: FileChange| {
            let files = written.files.iter().filter(move |(_, (_, of))| *of == change);
            sorted(files.map(|(path, _)| path))
        };
        let removed = self.old.keys().filter(|path| !written.files.contains_key(*path));
        Published {
            files: written.files.iter().map(|(path, (stamp, _))| (path.clone(), *stamp)).collect(),
            added: with(FileChange::Added),
            changed: with(FileChange::Changed),
            removed: sorted(removed),
        }
    }

    /// Takes over files of the last build that this one no longer has, where pages that are
    /// open may ask for them. Returns them with their sizes.
    fn keep_old(&self) -> Result<BTreeMap<SitePath, u64>, OutputError> {
        let mut kept = BTreeMap::new();
        for (path, len) in self.old.iter().filter(|_| !self.forgets()) {
            // What is gone is gone.
            if may_be_asked_for(path) && !self.is_written(path) && self.take_over(path)? {
                kept.insert(path.clone(), *len);
            }
        }
        Ok(kept)
    }

    /// Gives up, and leaves the published folder as it was. The staging folder stays for the
    /// next build, which does not trust it: it reuses a file only where its inode says that it
    /// is the published one.
    ///
    /// # Errors
    ///
    /// When the staging folder cannot be written.
    pub fn discard(self) -> Result<(), OutputError> {
        if self.spare().is_empty() {
            return remove(&self.staging);
        }
        // The content of the list does not matter: the next build looks at what is there.
        write_manifest(&self.staging, "0\tnot published\n")
    }

    /// Takes a published file over into the staging folder; `false` if there is none.
    fn take_over(&self, path: &SitePath) -> Result<bool, OutputError> {
        match fs::symlink_metadata(self.target.join(path.as_str())) {
            Ok(metadata) if metadata.is_file() => self.link(path, Stamp::of(&metadata).inode),
            _ => Ok(false),
        }
    }

    /// Links a published file into the staging folder, if it still has this inode.
    fn link(&self, path: &SitePath, inode: u64) -> Result<bool, OutputError> {
        let (old, new) = (self.target.join(path.as_str()), self.staging.join(path.as_str()));
        let is_there = || {
            let there = fs::symlink_metadata(&new).map(|metadata| Stamp::of(&metadata).inode);
            inode != 0 && there.is_ok_and(|there| there == inode)
        };
        if let Some(&spare) = self.spare().get(path) {
            // A build that found its cache damaged comes here a second time, and may have
            // written another file before.
            if inode != 0 && spare == inode && (!self.is_touched(path) || is_there()) {
                return Ok(true);
            }
            self.unlink(path)?;
        }
        self.make_folder(path)?;
        match fs::hard_link(&old, &new) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if is_there() {
                    return Ok(true);
                }
                self.unlink(path)?;
                Ok(fs::hard_link(&old, &new).is_ok() || copy_new(&old, &new).is_ok())
            }
            // A link costs nothing; where there are none, a copy does.
            linked => Ok(linked.is_ok() || copy_new(&old, &new).is_ok()),
        }
    }

    /// Removes a file of an earlier build. It may be a link to a published file, so writing
    /// into it would change the published one.
    fn unlink(&self, path: &SitePath) -> Result<(), OutputError> {
        let full = self.staging.join(path.as_str());
        match fs::remove_file(&full) {
            Err(error) if is_absent(&error) => Ok(()),
            // Somebody may have put a folder in a published file's place.
            Err(_) if full.is_dir() => remove(&full),
            Err(error) => Err(OutputError::Io(full, error)),
            Ok(()) => Ok(()),
        }
    }

    /// Removes the folders of a removed file, as far as they are empty.
    fn remove_empty_folders(&self, path: &SitePath) {
        let full = self.staging.join(path.as_str());
        let folders = full.ancestors().skip(1).take_while(|folder| *folder != self.staging);
        let _ = folders.map(fs::remove_dir).find(Result::is_err);
    }

    /// Tells whether the published file has these bytes.
    fn is_published(&self, path: &SitePath, bytes: &[u8]) -> bool {
        self.old.get(path) == Some(&(bytes.len() as u64))
            && disk::read(&self.target.join(path.as_str())).is_ok_and(|old| old == bytes)
    }

    fn note(&self, path: &SitePath, change: FileChange) -> Result<Stamp, OutputError> {
        let full = self.staging.join(path.as_str());
        let metadata = fs::metadata(&full).map_err(|error| OutputError::Io(full, error))?;
        let stamp = Stamp::of(&metadata).without_links();
        self.lock().files.insert(path.clone(), (stamp, change));
        Ok(stamp)
    }

    fn make_folder(&self, path: &SitePath) -> Result<(), OutputError> {
        let folder = path.folder();
        let known = |written: &WrittenFiles| written.folders.contains(folder);
        if folder.is_empty() || known(&self.lock()) {
            return Ok(());
        }
        let full = self.staging.join(folder);
        if fs::create_dir_all(&full).is_err() {
            // A file of an earlier build may have the folder's name.
            let parts = full.ancestors().take_while(|part| *part != self.staging);
            parts.filter(|part| part.is_file()).for_each(|part| drop(fs::remove_file(part)));
            fs::create_dir_all(&full).map_err(|error| OutputError::Io(full, error))?;
        }
        self.lock().folders.insert(folder.to_owned());
        Ok(())
    }

    fn forgets(&self) -> bool {
        self.forgets.load(Ordering::Relaxed)
    }

    fn spare(&self) -> &HashMap<SitePath, u64> {
        self.spare.get_or_init(HashMap::new)
    }

    /// Tells whether this build has written or taken over this file.
    fn is_written(&self, path: &SitePath) -> bool {
        self.lock().files.contains_key(path)
    }

    /// Tells whether it has done so at any time, so that another file may lie there.
    fn is_touched(&self, path: &SitePath) -> bool {
        let written = self.lock();
        written.files.contains_key(path) || written.dropped.contains(path)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, WrittenFiles> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Output for PublishFolder {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError> {
        if self.is_published(path, bytes) && self.take_over(path)? {
            return self.note(path, FileChange::Same).map(|_| ());
        }
        if self.spare().contains_key(path) || self.is_touched(path) {
            self.unlink(path)?;
        }
        self.make_folder(path)?;
        let full = self.staging.join(path.as_str());
        if write_new(&full, bytes).is_err() {
            // What an earlier build left may have the file's name: a folder, or a file.
            let written = remove(&full).and_then(|()| {
                write_new(&full, bytes).map_err(|error| OutputError::Io(full.clone(), error))
            });
            if written.is_err() {
                // No list names it: it must not be published by the next build.
                let _ = fs::remove_file(&full);
            }
            written?;
        }
        let change =
            if self.old.contains_key(path) { FileChange::Changed } else { FileChange::Added };
        self.note(path, change).map(|_| ())
    }

    fn keep(&self, path: &SitePath, stamp: Stamp) -> Result<bool, OutputError> {
        if !self.is_as(path, stamp) || !self.link(path, stamp.inode)? {
            return Ok(false);
        }
        self.lock().files.insert(path.clone(), (stamp, FileChange::Same));
        Ok(true)
    }

    fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, OutputError> {
        if !self.is_written(path) {
            return Ok(None);
        }
        let full = self.staging.join(path.as_str());
        disk::read(&full).map(Some).map_err(|error| OutputError::Io(full, error))
    }

    fn written(&self) -> Vec<(SitePath, u64)> {
        let written = self.lock();
        let files = written.files.iter().map(|(path, (stamp, _))| (path.clone(), stamp.len));
        let mut files: Vec<(SitePath, u64)> = files.collect();
        files.sort_unstable();
        files
    }

    fn forget_old(&self) {
        self.forgets.store(true, Ordering::Relaxed);
    }

    fn start_over(&self) {
        let mut written = self.lock();
        let files = std::mem::take(&mut written.files);
        written.dropped.extend(files.into_keys());
    }
}

/// Writes a new file. It fails where one exists, since that may be a link to a published one.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    disk::create_new(path)?.write_all(bytes)
}

/// Copies a file to a path where none exists: copied over another link to itself, it would
/// become empty.
fn copy_new(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = disk::open(from)?;
    io::copy(&mut from, &mut disk::create_new(to)?).map(|_| ())
}

/// Tells whether an error says that a file, or its folder, is not there.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Prepares what an earlier build left in the staging folder, and returns its files with their
/// inodes. A folder without a list was not finished, and is removed. The list is deleted
/// before anything else, so that a build which is killed leaves a folder without one.
fn take_spare(staging: &Path) -> Result<HashMap<SitePath, u64>, OutputError> {
    let list = staging.join(MANIFEST);
    let found = match is_manifest(&list) && fs::remove_file(&list).is_ok() {
        true => DirListing::of(staging).ok(),
        false => None,
    };
    let named = |(name, inode)| Some((SitePath::new(name)?, inode));
    match found.and_then(|listing| listing.files.into_iter().map(named).collect()) {
        Some(spare) => Ok(spare),
        None => remove(staging).map(|()| HashMap::new()),
    }
}

fn sorted<'a>(paths: impl Iterator<Item = &'a SitePath>) -> Vec<SitePath> {
    let mut paths: Vec<SitePath> = paths.cloned().collect();
    paths.sort_unstable();
    paths
}
