//! Waiting until the disk has what was written.
//!
//! Systems keep new files in memory for half a minute and write them in any order. A rename
//! may so reach the disk before the bytes of the file that it names: after a power failure a
//! file with the right name and size holds nothing. What must not happen is written, waited
//! for, and only then given its name.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// Waits until the disk has these files with all their bytes, and what `names` are: files of
/// these paths that were made, renamed or removed. All of them lie below `root`.
///
/// On Linux the whole file system is told, in one call: it costs what is not on the disk yet,
/// where a call for each of 10,000 pages would cost seconds. Other systems are told of each
/// file and each folder.
///
/// # Errors
///
/// When the disk fails.
pub fn flush(
    root: &Path,
    files: impl IntoIterator<Item = PathBuf>,
    names: impl IntoIterator<Item = PathBuf>,
) -> io::Result<()> {
    if flush_file_system(root)? {
        return Ok(());
    }
    let files: Vec<PathBuf> = files.into_iter().collect();
    files.par_iter().try_for_each(|path| flush_file(path))?;
    let folders_of = |path: PathBuf| {
        let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
        folders.map(Path::to_owned).collect::<Vec<PathBuf>>()
    };
    let folders: BTreeSet<PathBuf> = names.into_iter().flat_map(folders_of).collect();
    let folders: Vec<PathBuf> = folders.into_iter().collect();
    folders.par_iter().filter(|folder| folder.is_dir()).try_for_each(|path| flush_folder(path))?;
    flush_disk(root)
}

/// Waits until the disk has the names of these files or folders; only their own, not what is
/// in them.
///
/// # Errors
///
/// When the disk fails.
pub fn flush_folders<'a>(names: impl IntoIterator<Item = &'a Path>) -> io::Result<()> {
    let folder = |path: &'a Path| match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folders: BTreeSet<&Path> = names.into_iter().map(folder).collect();
    folders.into_iter().try_for_each(|path| {
        flush_folder(path)?;
        flush_disk(path)
    })
}

/// Writes out the file system of a folder; `false` where the system cannot be asked for that.
#[cfg(target_os = "linux")]
fn flush_file_system(folder: &Path) -> io::Result<bool> {
    use rustix::io::Errno;
    /// The number of file systems that are programs. Linux does not pass the call on to them.
    const FUSE: u64 = 0x6573_5546;
    let folder = File::open(folder)?;
    if rustix::fs::fstatfs(&folder).is_ok_and(|kind| u64::try_from(kind.f_type) == Ok(FUSE)) {
        return Ok(false);
    }
    match rustix::fs::syncfs(&folder) {
        Ok(()) => Ok(true),
        // A filter of system calls.
        Err(Errno::NOSYS | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Looks whether the folder is there. Nothing is opened: Windows opens no folder as a file.
#[cfg(not(target_os = "linux"))]
fn flush_file_system(folder: &Path) -> io::Result<bool> {
    folder.metadata().map(|_| false)
}

/// Hands a file over to the disk. Apple's disks keep it in a memory of their own until
/// [`flush_disk`].
#[cfg(unix)]
fn flush_file(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::fsync(File::open(path)?)?)
}

/// Windows only flushes what is open for writing.
#[cfg(not(unix))]
fn flush_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

#[cfg(unix)]
fn flush_folder(path: &Path) -> io::Result<()> {
    use rustix::io::Errno;
    match rustix::fs::fsync(File::open(path)?) {
        // Shared folders of virtual machines and some network disks keep names in their own way.
        Err(Errno::INVAL | Errno::NOTSUP | Errno::BADF | Errno::NOSYS) => Ok(()),
        other => Ok(other?),
    }
}

/// Windows keeps a journal of names, and has no call for them.
#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Empties the memory of the disk, once for all files that were handed over to it.
#[cfg(target_vendor = "apple")]
fn flush_disk(folder: &Path) -> io::Result<()> {
    empty_disk(&File::open(folder)?)
}

#[cfg(not(target_vendor = "apple"))]
fn flush_disk(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits until the disk has a file that is open for writing.
#[cfg(target_vendor = "apple")]
pub(super) fn flush_written(file: &File) -> io::Result<()> {
    rustix::fs::fsync(file)?;
    empty_disk(file)
}

#[cfg(not(target_vendor = "apple"))]
pub(super) fn flush_written(file: &File) -> io::Result<()> {
    file.sync_all()
}

#[cfg(target_vendor = "apple")]
fn empty_disk(file: &File) -> io::Result<()> {
    use rustix::io::Errno;
    match rustix::fs::fcntl_fullfsync(file) {
        // Shares of other machines, and some disks, do not know the call.
        Err(Errno::INVAL | Errno::NOTSUP | Errno::NOTTY | Errno::NOSYS) => Ok(()),
        other => Ok(other?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_are_flushed_one_by_one_where_it_must_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a/b/c");
        std::fs::create_dir_all(folder.path().join("a/b")).expect("folders");
        std::fs::write(&file, "d").expect("a file");
        let gone = folder.path().join("e/f");
        flush(folder.path(), [file.clone()], [file.clone(), gone.clone()]).expect("a disk");
        flush_file(&file).expect("a file");
        flush_folder(&folder.path().join("a")).expect("a folder");
        flush_folders([file.as_path()]).expect("a folder");
        flush_folders([Path::new("Cargo.toml")]).expect("the folder of the process");
        assert!(flush(&gone, [], []).is_err());
    }
}
