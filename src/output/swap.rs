//! Exchanges the staging folder with the published one, in one step where the system can.
//!
//! On Linux and macOS two folders can swap their names atomically. Elsewhere, and on file
//! systems that cannot do it, two renames follow each other; a build that is killed between
//! them is repaired by the next one (`restore`).

use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use super::OutputError;
use super::manifest::MANIFEST;

/// Resolves links and `..` in a path. Its last parts need not exist yet.
pub(super) fn real(path: &Path) -> Result<PathBuf, OutputError> {
    let failed = |error| OutputError::Io(path.to_owned(), error);
    let mut whole = PathBuf::new();
    for part in std::path::absolute(path).map_err(failed)?.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
        if let Ok(resolved) = fs::canonicalize(&whole) {
            whole = resolved;
        }
    }
    Ok(whole)
}

/// Tells whether files of one folder can be linked and renamed into the other.
#[cfg(unix)]
pub(super) fn on_one_file_system(work: &Path, target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| {
        let there = path.ancestors().find(|path| path.exists())?;
        fs::metadata(there).ok().map(|metadata| metadata.dev())
    };
    device(work).is_some_and(|device_of_work| device(target) == Some(device_of_work))
}

#[cfg(not(unix))]
pub(super) fn on_one_file_system(_: &Path, _: &Path) -> bool {
    false
}

/// Makes the staging folder the published one. The old site stays on disk under the name of
/// the staging folder, so that the next build can reuse its files. `flush` waits until the
/// disk knows the names: before that nothing of the old site is removed.
pub(super) fn switch(
    staging: &Path,
    target: &Path,
    flush: impl Fn() -> Result<(), OutputError>,
) -> Result<(), OutputError> {
    let failed = |error| OutputError::Io(target.to_owned(), error);
    if !target.exists() {
        fs::rename(staging, target).map_err(failed)?;
        return flush();
    }
    match exchange(staging, target) {
        Ok(true) => return flush(),
        Ok(false) => {}
        Err(error) => return Err(failed(error)),
    }
    let old = sibling(target, "old");
    remove(&old)?;
    fs::rename(target, &old).map_err(failed)?;
    if let Err(error) = fs::rename(staging, target) {
        fs::rename(&old, target).map_err(failed)?;
        return Err(failed(error));
    }
    flush()?;
    // The new site is in place. If the old one cannot be removed now, the next build tries.
    let _ = remove(&old);
    Ok(())
}

/// Exchanges the names of two folders atomically. Returns `false` where the system has no
/// such call. Any other failure is an error: two renames would fail, too, and might do so
/// between the first and the second.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(staging: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags};
    use rustix::io::Errno;
    match rustix::fs::renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // An old kernel, a file system without it (HFS+, say), or a filter of system calls.
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Returns the path of a folder beside the target, named after it.
pub(super) fn sibling(target: &Path, suffix: &str) -> PathBuf {
    let name = target.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    target.with_file_name(format!(".{name}.answerbook-{suffix}"))
}

/// Repairs what a build left that was killed between the two renames of [`switch`]: the
/// published folder is missing, and its content has another name.
pub(super) fn restore(target: &Path) -> Result<(), OutputError> {
    let old = sibling(target, "old");
    if fs::symlink_metadata(target).is_ok() || !old.join(MANIFEST).is_file() {
        return Ok(());
    }
    fs::rename(&old, target).map_err(|error| OutputError::Io(target.to_owned(), error))
}

/// Removes a folder, or whatever else has its name. Nothing happens when it is not there.
pub(super) fn remove(folder: &Path) -> Result<(), OutputError> {
    let removed = match fs::symlink_metadata(folder) {
        Ok(metadata) if !metadata.is_dir() => fs::remove_file(folder),
        _ => fs::remove_dir_all(folder),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputError::Io(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}
