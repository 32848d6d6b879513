//! Making files and replacing them.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::{fs, io};

use super::flush::{flush_folders, flush_written};
use super::open::open_with;

/// Opens a file for writing from its start; what was in it is gone.
///
/// # Errors
///
/// Besides those of the system, when a pipe or a device has its name.
pub fn create(path: &Path) -> io::Result<File> {
    open_with(path, OpenOptions::new().write(true).create(true).truncate(true))
}

/// Makes a file where nothing has its name yet.
///
/// # Errors
///
/// Besides those of the system, when something has its name.
pub fn create_new(path: &Path) -> io::Result<File> {
    File::create_new(path)
}

/// Writes a file that may be lost or cut short by a power failure.
///
/// # Errors
///
/// Those of [`create`], and those of writing.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create(path)?.write_all(bytes)
}

/// Replaces a file in one step, or makes it: whatever happens, and be it a power failure, the
/// old bytes are there or the new ones. When it returns, it is the new ones.
///
/// # Errors
///
/// When it cannot be written; then it is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_with(path, |file| file.write_all(bytes))
}

/// Does the same with the bytes that `write` puts into a file beside it, and hands on what that
/// returns.
///
/// # Errors
///
/// Those of `write`, and of the system; then the file is as it was.
pub fn replace_with<T, E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(".new");
    let beside = path.with_file_name(beside);
    let written = || {
        // A process that was killed may have left it.
        let _ = fs::remove_file(&beside);
        let mut file = create_new(&beside)?;
        let value = write(&mut file)?;
        flush_written(&file)?;
        drop(file);
        fs::rename(&beside, path)?;
        Ok(value)
    };
    let value = written().inspect_err(|_: &E| drop(fs::remove_file(&beside)))?;
    flush_folders([path])?;
    Ok(value)
}

/// Makes a folder, with those above it that are not there. When it returns, the disk has their
/// names.
///
/// # Errors
///
/// When one cannot be made.
pub fn create_folders(path: &Path) -> io::Result<()> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
    fs::create_dir_all(path)?;
    flush_folders(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("addresses.txt");
        fs::write(folder.path().join(".addresses.txt.new"), "half").expect("a file");
        replace(&path, b"one").expect("it is made");
        replace(&path, b"two").expect("it is replaced");
        assert_eq!(fs::read(&path).expect("it is there"), b"two");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
        fs::remove_file(&path).expect("a file");
        fs::create_dir(&path).expect("a folder");
        assert!(replace(&path, b"three").is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
