//! A folder of which only some files are ours, since people edit it, too: the threads that an
//! import wrote.
//!
//! Nothing is staged and no folder is swapped. Each file is written under a temporary name
//! and renamed, so that an editor or a build that reads it sees the old text or the new one.
//! Nothing is removed but single files that the caller names.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io};

use crate::files;

use super::OutputError;
use super::swap::real;

/// The start of the temporary names of files that are being written.
const UNFINISHED_PREFIX: &str = ".answerbook-new-";

/// A folder of which only some files are ours.
pub struct EditableFolder {
    root: PathBuf,
    /// A dry run: writes are counted and not done.
    is_trial: bool,
    n_written: AtomicUsize,
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
        Ok(EditableFolder { root, is_trial, n_written: AtomicUsize::new(0) })
    }

    /// Reads a file; `None` when it is not there.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, OutputError> {
        let full = self.root.join(path);
        match files::read(&full) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(OutputError::Io(full, error)),
        }
    }

    /// Tells whether there is a file, or anything else, of this name.
    pub fn exists(&self, path: &str) -> bool {
        fs::symlink_metadata(self.root.join(path)).is_ok()
    }

    /// Replaces a file in one step: readers see the old bytes or the new ones.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.write_with(path, |file| file.write_all(bytes))
    }

    /// Does the same for a file whose bytes come in pieces.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write_with(
        &self,
        path: &str,
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
            let mut file = io::BufWriter::new(fs::File::create_new(&beside)?);
            write(&mut file)?;
            file.into_inner().map_err(io::IntoInnerError::into_error)?;
            fs::rename(&beside, &full)
        };
        written().map_err(failed)
    }

    /// Appends lines to a file, which need not exist yet.
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
            let file = fs::OpenOptions::new().append(true).create(true).open(&full);
            // In one piece, so that no other thread's lines come between.
            file?.write_all(lines)
        };
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
        paths.iter().filter(|path| name(path)).try_for_each(|path| self.remove(path))
    }

    /// Removes a file, if it is there.
    ///
    /// # Errors
    ///
    /// When it cannot be removed.
    pub fn remove(&self, path: &str) -> Result<(), OutputError> {
        let full = self.root.join(path);
        if self.is_trial {
            return Ok(());
        }
        match fs::remove_file(&full) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(OutputError::Io(full, error))
            }
            _ => Ok(()),
        }
    }

    /// Renames a file; nothing may have the new name yet.
    ///
    /// # Errors
    ///
    /// When that cannot be done.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), OutputError> {
        let (from, to) = (self.root.join(from), self.root.join(to));
        if self.is_trial {
            return Ok(());
        }
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
            return Ok(SpillFile { path, file: None, length: 0 });
        }
        let failed = |error| OutputError::Io(path.clone(), error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut options = fs::OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(true).open(&path);
        Ok(SpillFile { file: Some(file.map_err(failed)?), path, length: 0 })
    }
}

/// A temporary file that holds what would not fit into memory.
pub struct SpillFile {
    path: PathBuf,
    /// `None` in a dry run, where bytes are only counted.
    file: Option<fs::File>,
    length: u64,
}

impl SpillFile {
    /// Appends bytes, and returns the offset at which they start.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn push(&mut self, bytes: &[u8]) -> Result<u64, OutputError> {
        let start = self.length;
        if let Some(file) = &mut self.file {
            let written = file.seek(SeekFrom::Start(start)).and_then(|_| file.write_all(bytes));
            written.map_err(|error| OutputError::Io(self.path.clone(), error))?;
        }
        self.length += bytes.len() as u64;
        Ok(start)
    }

    /// Reads bytes that were appended earlier.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn get(&mut self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        if let Some(file) = &mut self.file {
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut bytes)?;
        }
        Ok(bytes)
    }
}

impl Drop for SpillFile {
    fn drop(&mut self) {
        if self.file.is_some() {
            let _ = fs::remove_file(&self.path);
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
        folder.write("c/.answerbook-new-1-2", b"half").expect("it is written");
        folder.sweep(&["c/.answerbook-new-1-2".to_owned()]).expect("it is removed");
        assert!(!folder.exists("c/.answerbook-new-1-2"));
        folder.write("b.md", b"one").expect("it is written");
        folder.write("c/d.md", b"two").expect("it is written");
        let fails = |_: &mut dyn Write| Err(io::ErrorKind::StorageFull.into());
        assert!(folder.write_with("b.md", fails).is_err());
        assert_eq!(folder.read("b.md").expect("it is there").as_deref(), Some(&b"one"[..]));
        folder.append("b.md", b"!").expect("it is written");
        assert_eq!(folder.read("b.md").expect("it is there").as_deref(), Some(&b"one!"[..]));
        folder.rename("b.md", "e.md").expect("it is renamed");
        folder.remove("c/d.md").expect("it is removed");
        folder.remove("c/d.md").expect("it is not there");
        let names: Vec<String> = fs::read_dir(top.path().join("a"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[test]
    fn what_does_not_fit_comes_back_and_leaves_no_file() {
        let top = tempfile::tempdir().expect("a folder");
        let folder =
            EditableFolder::new(&top.path().join("a"), &[], &[], false).expect("a good folder");
        let mut spill = folder.spill(".x/y").expect("a file");
        assert_eq!(spill.push(b"abc").expect("room"), 0);
        assert_eq!(spill.get(1, 2).expect("they are there"), b"bc");
        assert_eq!(spill.push(b"de").expect("room"), 3);
        assert_eq!(spill.get(3, 2).expect("they are there"), b"de");
        drop(spill);
        assert!(!folder.exists(".x/y"));
    }

    #[test]
    fn a_trial_writes_nothing() {
        let top = tempfile::tempdir().expect("a folder");
        let folder =
            EditableFolder::new(&top.path().join("a"), &[], &[], true).expect("a good folder");
        folder.write("b.md", b"one").expect("it is not written");
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
