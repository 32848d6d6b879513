//! A temporary file in place of memory.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::{fs, io};

use super::OutputError;

/// A temporary file that holds what would not fit into memory.
pub struct SpillFile {
    path: PathBuf,
    /// `None` in a dry run, where bytes are only counted.
    file: Option<fs::File>,
    length: u64,
}

impl SpillFile {
    /// Takes a file that is empty, and its path; in a dry run there is none.
    pub(super) fn new(path: PathBuf, file: Option<fs::File>) -> SpillFile {
        SpillFile { path, file, length: 0 }
    }

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
    use crate::output::EditableFolder;

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
}
