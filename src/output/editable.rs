//! A folder of which only some files are ours, since people edit it, too: the threads that an
//! import wrote.
//!
//! Nothing is staged and no folder is swapped. Each file is written under a temporary name
//! and renamed, so that an editor or a build that reads it sees the old text or the new one.
//! Nothing is removed but single files that the caller names.
//!
//! Files get their names when all of them are written and the disk has them
//! ([`EditableFolder::commit`]), so a power failure leaves each old or new, too, and the disk
//! is waited for a few times and not once a file. What remembers the others comes behind them:
//! it must not say that they are there before they are.
//!
//! People save files while others are written. What a file was when it was read is compared right
//! before it is replaced: one that somebody changed, made or deleted since then stays so.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use crate::disk;
use crate::files::Stamp;

use super::OutputError;
use super::spill_file::SpillFile;
use super::swap::real;

/// The start of the temporary names of files that are being written.
const UNFINISHED_PREFIX: &str = ".answerbook-new-";

/// A folder of which only some files are ours.
pub struct EditableFolder {
    root: PathBuf,
    /// A dry run: writes are counted and not done.
    is_trial: bool,
    n_written: AtomicUsize,
    pending: Mutex<Pending>,
    /// What files were when they were read first; `None` where none was there.
    seen: Mutex<HashMap<String, Option<Stamp>>>,
}

/// When a change is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn<'a> {
    /// With the first ones.
    First,
    /// When the disk has the first ones.
    Behind,
    /// The same, unless the file at this path was left as somebody made it.
    BehindOf(&'a str),
}

/// What [`EditableFolder::commit`] will do.
#[derive(Default)]
struct Pending {
    first: Vec<Change>,
    behind: Vec<Change>,
    /// What these leave at a path: a file that has a temporary name yet, or none.
    results: HashMap<String, Option<PathBuf>>,
    /// Something was done at once, which the disk may not have yet.
    is_unflushed: bool,
}

/// A file that gets its name, or is removed.
struct Change {
    path: String,
    /// The path that names something else from now on.
    full: PathBuf,
    /// The file whose bytes the disk must have before; `None` where the other is removed.
    beside: Option<PathBuf>,
    /// Another one, without which this one is not made.
    of: Option<String>,
}

impl Change {
    fn make(&self) -> io::Result<()> {
        match &self.beside {
            Some(beside) => fs::rename(beside, &self.full),
            None => remove(&self.full),
        }
    }
}

/// Removes a file, if it is there.
fn remove(full: &Path) -> io::Result<()> {
    match fs::remove_file(full) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl EditableFolder {
    /// Opens a folder, which need not exist yet. It must not lie inside one of `inputs`, must
    /// not lie inside one of `outputs`, and must not contain one of these.
    ///
    /// # Errors
    ///
    /// When the folder is refused for one of these reasons.
    pub fn new(
        root: &Path,
        inputs: &[PathBuf],
        outputs: &[PathBuf],
        is_trial: bool,
    ) -> Result<EditableFolder, OutputError> {
        let root = real(root)?;
        let is_within = |input: &PathBuf| real(input).is_ok_and(|input| root.starts_with(input));
        let overlaps = |output: &PathBuf| {
            real(output).is_ok_and(|output| output.starts_with(&root) || root.starts_with(output))
        };
        if root.parent().is_none() || inputs.iter().any(is_within) || outputs.iter().any(overlaps) {
            return Err(OutputError::Dangerous);
        }
        let (n_written, pending, seen) = Default::default();
        Ok(EditableFolder { root, is_trial, n_written, pending, seen })
    }

    /// Reads a file; `None` when it is not there. Who changes it from now on keeps the change.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, OutputError> {
        let full = match self.pending().results.get(path) {
            Some(None) => return Ok(None),
            Some(Some(beside)) => beside.clone(),
            None => self.root.join(path),
        };
        self.watch(path);
        match disk::read(&full) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(OutputError::Io(full, error)),
        }
    }

    /// Notes what is at a path now, unless that is noted: a change of somebody else will be seen
    /// before the file is replaced.
    pub fn watch(&self, path: &str) {
        if !self.is_trial {
            let stamp = || self.stamp(&self.root.join(path));
            self.seen().entry(path.to_owned()).or_insert_with(stamp);
        }
    }

    fn stamp(&self, full: &Path) -> Option<Stamp> {
        fs::metadata(full).ok().map(|metadata| Stamp::of(&metadata))
    }

    /// Tells whether somebody else changed a file since it was watched first.
    fn is_overtaken(&self, path: &str, full: &Path) -> bool {
        let seen = self.seen().get(path).copied();
        seen.is_some_and(|seen| seen != self.stamp(full))
    }

    /// Tells whether there is a file, or anything else, of this name.
    pub fn exists(&self, path: &str) -> bool {
        let result = self.pending().results.get(path).map(Option::is_some);
        result.unwrap_or_else(|| fs::symlink_metadata(self.root.join(path)).is_ok())
    }

    /// Replaces a file in one step, when its turn comes: readers see the old bytes or the new
    /// ones. From now on, [`EditableFolder::read`] returns the new ones.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8], turn: Turn<'_>) -> Result<(), OutputError> {
        self.write_with(path, turn, |file| file.write_all(bytes))
    }

    /// Does the same for a file whose bytes come in pieces.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write_with(
        &self,
        path: &str,
        turn: Turn<'_>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        if self.is_trial {
            return Ok(());
        }
        let full = self.root.join(path);
        let number = self.n_written.fetch_add(1, Ordering::Relaxed);
        let name = format!("{UNFINISHED_PREFIX}{}-{number}", std::process::id());
        let beside = full.with_file_name(name);
        let failed = |error| {
            let _ = fs::remove_file(&beside);
            OutputError::Io(full.clone(), error)
        };
        let written = || {
            if let Some(folder) = full.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = io::BufWriter::new(disk::create_new(&beside)?);
            write(&mut file)?;
            file.into_inner().map_err(io::IntoInnerError::into_error).map(drop)
        };
        written().map_err(failed)?;
        self.queue(path, full, Some(beside), turn);
        Ok(())
    }

    fn queue(&self, path: &str, full: PathBuf, beside: Option<PathBuf>, turn: Turn<'_>) {
        let mut pending = self.pending();
        pending.results.insert(path.to_owned(), beside.clone());
        let of = match turn {
            Turn::BehindOf(other) => Some(other.to_owned()),
            Turn::First | Turn::Behind => None,
        };
        let change = Change { path: path.to_owned(), full, beside, of };
        match turn {
            Turn::First => pending.first.push(change),
            Turn::Behind | Turn::BehindOf(_) => pending.behind.push(change),
        }
    }

    fn seen(&self) -> MutexGuard<'_, HashMap<String, Option<Stamp>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes all changes, and waits until the disk has them: first of all the new bytes, then
    /// the names, then those of the changes behind. Returns the paths of files that somebody
    /// else changed meanwhile, and that therefore stay as they are.
    ///
    /// # Errors
    ///
    /// When something cannot be written; some changes may have been made then, of those behind
    /// none without all of the others.
    pub fn commit(&self) -> Result<Vec<String>, OutputError> {
        let mut pending = self.pending();
        let Pending { first, behind, is_unflushed, .. } = &*pending;
        if !first.is_empty() || !behind.is_empty() || *is_unflushed {
            let new = first.iter().chain(behind).filter_map(|change| change.beside.clone());
            let new: Vec<PathBuf> = new.collect();
            self.flush(new.clone(), new)?;
        }
        let mut overtaken = BTreeSet::new();
        for turn in [first, behind] {
            for change in turn {
                self.make(change, &mut overtaken)?;
            }
            if !turn.is_empty() {
                let names = turn.iter().map(|change| change.full.clone());
                self.flush(Vec::new(), names.collect())?;
            }
        }
        *pending = Pending::default();
        Ok(overtaken.into_iter().collect())
    }

    /// Makes a change, unless somebody else was there before.
    fn make(&self, change: &Change, overtaken: &mut BTreeSet<String>) -> Result<(), OutputError> {
        let is_of_overtaken = change.of.as_ref().is_some_and(|of| overtaken.contains(of));
        let is_overtaken = self.is_overtaken(&change.path, &change.full);
        if is_overtaken {
            overtaken.insert(change.path.clone());
        }
        if is_overtaken || is_of_overtaken {
            change.beside.iter().for_each(|beside| drop(fs::remove_file(beside)));
            return Ok(());
        }
        // What comes of this one is no change of somebody else.
        self.seen().remove(&change.path);
        change.make().map_err(|error| OutputError::Io(change.full.clone(), error))
    }

    fn flush(&self, files: Vec<PathBuf>, names: Vec<PathBuf>) -> Result<(), OutputError> {
        let flushed = disk::flush(&self.root, files, names);
        flushed.map_err(|error| OutputError::Io(self.root.clone(), error))
    }

    /// Appends lines to a file at once; it need not exist yet. The disk has them before the
    /// changes of the next [`EditableFolder::commit`] are made.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn append(&self, path: &str, lines: &[u8]) -> Result<(), OutputError> {
        if self.is_trial {
            return Ok(());
        }
        let full = self.root.join(path);
        let written = || {
            if let Some(folder) = full.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut options = fs::OpenOptions::new();
            let mut file = disk::open_with(&full, options.append(true).create(true))?;
            // In one piece, so that no other thread's lines come between.
            file.write_all(lines)
        };
        self.pending().is_unflushed = true;
        self.seen().remove(path);
        written().map_err(|error| OutputError::Io(full.clone(), error))
    }

    /// Removes the temporary files of processes that were killed while they wrote. No other
    /// process may be writing. `paths` are all files of the folder.
    ///
    /// # Errors
    ///
    /// When something cannot be removed.
    pub fn sweep(&self, paths: &[String]) -> Result<(), OutputError> {
        let name = |path: &String| {
            path.rsplit('/').next().unwrap_or_default().starts_with(UNFINISHED_PREFIX)
        };
        paths.iter().filter(|path| name(path)).try_for_each(|path| {
            let full = self.root.join(path);
            let removed = if self.is_trial { Ok(()) } else { remove(&full) };
            removed.map_err(|error| OutputError::Io(full, error))
        })
    }

    /// Removes a file when its turn comes, if it is there.
    pub fn remove(&self, path: &str, turn: Turn<'_>) {
        if !self.is_trial && self.exists(path) {
            self.queue(path, self.root.join(path), None, turn);
        }
    }

    /// Renames a file at once; nothing may have the new name yet.
    ///
    /// # Errors
    ///
    /// When that cannot be done.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), OutputError> {
        if self.is_trial {
            return Ok(());
        }
        self.pending().is_unflushed = true;
        self.seen().retain(|path, _| path != from && path != to);
        let (from, to) = (self.root.join(from), self.root.join(to));
        fs::rename(&from, &to).map_err(|error| OutputError::Io(from, error))
    }

    /// Opens a temporary file in the folder, which is removed when the handle is dropped.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn spill(&self, path: &str) -> Result<SpillFile, OutputError> {
        let path = self.root.join(path);
        if self.is_trial {
            return Ok(SpillFile::new(path, None));
        }
        let failed = |error| OutputError::Io(path.clone(), error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create(true).truncate(true);
        let file = disk::open_with(&path, &mut options);
        let file = file.map_err(failed)?;
        Ok(SpillFile::new(path, Some(file)))
    }
}

impl Drop for EditableFolder {
    /// What was not committed leaves no files.
    fn drop(&mut self) {
        let pending = self.pending.get_mut().unwrap_or_else(PoisonError::into_inner);
        for beside in
            pending.first.iter().chain(&pending.behind).filter_map(|one| one.beside.as_ref())
        {
            let _ = fs::remove_file(beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_whole_and_nothing_else_is_left() {
        let top = tempfile::tempdir().expect("a folder");
        let folder =
            EditableFolder::new(&top.path().join("a"), &[], &[], false).expect("a good folder");
        assert!(matches!(folder.read("b.md"), Ok(None)));
        fs::create_dir_all(top.path().join("a/c")).expect("a folder");
        fs::write(top.path().join("a/c/.answerbook-new-1-2"), "half").expect("a file");
        folder.sweep(&["c/.answerbook-new-1-2".to_owned()]).expect("it is removed");
        assert!(!folder.exists("c/.answerbook-new-1-2"));
        folder.write("b.md", b"one", Turn::First).expect("it is written");
        folder.write("c/d.md", b"two", Turn::Behind).expect("it is written");
        assert!(!top.path().join("a/b.md").exists() && folder.exists("b.md"));
        assert_eq!(folder.read("b.md").expect("it is written").as_deref(), Some(&b"one"[..]));
        folder.commit().expect("they get their names");
        assert!(top.path().join("a/b.md").exists() && top.path().join("a/c/d.md").exists());
        let fails = |_: &mut dyn Write| Err(io::ErrorKind::StorageFull.into());
        assert!(folder.write_with("b.md", Turn::First, fails).is_err());
        assert_eq!(folder.read("b.md").expect("it is there").as_deref(), Some(&b"one"[..]));
        folder.append("b.md", b"!").expect("it is written");
        assert_eq!(folder.read("b.md").expect("it is there").as_deref(), Some(&b"one!"[..]));
        folder.rename("b.md", "e.md").expect("it is renamed");
        folder.write("c/f.md", b"never", Turn::First).expect("it is written");
        folder.remove("c/d.md", Turn::Behind);
        folder.remove("c/d.md", Turn::Behind);
        assert!(!folder.exists("c/d.md") && top.path().join("a/c/d.md").exists());
        drop(folder);
        assert!(top.path().join("a/c/d.md").exists());
        assert_eq!(fs::read_dir(top.path().join("a/c")).expect("a folder").count(), 1);
        let names: Vec<String> = fs::read_dir(top.path().join("a"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[test]
    fn what_somebody_saves_meanwhile_stays_and_nothing_says_otherwise() {
        let top = tempfile::tempdir().expect("a folder");
        let at = |name: &str| top.path().join(name);
        let text = |name: &str| fs::read_to_string(at(name)).ok();
        for name in ["saved", "deleted", "gone", "quiet"] {
            fs::write(at(name), "before").expect("a file");
        }
        let folder = EditableFolder::new(top.path(), &[], &[], false).expect("a good folder");
        for name in ["saved", "deleted", "gone", "quiet", "new", "made"] {
            folder.read(name).expect("it can be read");
            match name {
                "gone" => folder.remove(name, Turn::First),
                name => folder.write(name, b"ours", Turn::First).expect("it is written"),
            }
            let base = format!("base-{name}");
            folder.write(&base, b"base", Turn::BehindOf(name)).expect("it is written");
        }
        for name in ["saved", "gone", "made"] {
            fs::write(at(name), "theirs").expect("a file");
        }
        fs::remove_file(at("deleted")).expect("it goes");
        let overtaken = folder.commit().expect("the others get their names");
        assert_eq!(overtaken, ["deleted", "gone", "made", "saved"]);
        for name in ["saved", "gone", "made"] {
            assert_eq!(text(name).as_deref(), Some("theirs"), "{name}");
            assert_eq!(text(&format!("base-{name}")), None, "{name}");
        }
        assert_eq!((text("deleted"), text("base-deleted")), (None, None));
        for name in ["quiet", "new"] {
            assert_eq!(text(name).as_deref(), Some("ours"));
            assert_eq!(text(&format!("base-{name}")).as_deref(), Some("base"));
        }
        // What comes of the folder's own changes is nobody else's.
        for name in ["quiet", "list"] {
            folder.read(name).expect("it can be read");
            folder.append(name, b"!").expect("it is written");
            folder.write(name, b"again", Turn::First).expect("it is written");
            folder.write(name, b"again", Turn::Behind).expect("it is written");
            assert!(folder.commit().expect("they get their names").is_empty());
        }
        let others = fs::read_dir(top.path()).expect("a folder").flatten();
        let names = others.map(|entry| entry.file_name().to_string_lossy().into_owned());
        assert_eq!(names.filter(|name| name.starts_with(UNFINISHED_PREFIX)).count(), 0);
    }

    #[test]
    fn a_trial_writes_nothing() {
        let top = tempfile::tempdir().expect("a folder");
        let folder =
            EditableFolder::new(&top.path().join("a"), &[], &[], true).expect("a good folder");
        folder.write("b.md", b"one", Turn::First).expect("it is not written");
        folder.commit().expect("there is nothing to do");
        folder.append("b.md", b"one").expect("it is not written");
        let mut spill = folder.spill("x").expect("no file");
        assert_eq!(spill.push(b"abc").expect("nothing is written"), 0);
        assert_eq!(spill.push(b"de").expect("nothing is written"), 3);
        assert!(!top.path().join("a").exists());
    }

    #[test]
    fn what_is_read_or_published_is_not_written_into() {
        let top = tempfile::tempdir().expect("a folder");
        let at = |name: &str| top.path().join(name);
        let refused = |root: &str| {
            EditableFolder::new(&at(root), &[at("export")], &[at("public")], true).is_err()
        };
        for bad in ["export", "export/a", "public", "public/a", "", "export/../export"] {
            assert!(refused(bad), "{bad}");
        }
        assert!(!refused("threads") && !refused("exports"));
    }
}
