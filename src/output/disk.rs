//! Whole folders: where they really lie, and how one takes another's place.

use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use super::OutputError;
use super::manifest::MANIFEST;

/// Resolves links and `..`, also of a path whose last parts do not exist yet.
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

/// Swaps the two folders in one step where the system can, so that a reader sees the old
/// site or the new one; else in two renames, with a moment between. The old one stays, for
/// the next build to write into.
pub(super) fn switch(staging: &Path, target: &Path) -> Result<(), OutputError> {
    let failed = |error| OutputError::Io(target.to_owned(), error);
    if !target.exists() {
        return fs::rename(staging, target).map_err(failed);
    }
    match exchange(staging, target) {
        Ok(true) => return Ok(()),
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
    // The new site is there; the next build tries again to remove the old one.
    let _ = remove(&old);
    Ok(())
}

/// Exchanges two folders; `false` where that is unknown. What is known and fails would fail
/// in two steps, too, but perhaps between them.
#[cfg(target_os = "linux")]
fn exchange(staging: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags};
    use rustix::io::Errno;
    match rustix::fs::renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // Old kernels, file systems without it, and filters of system calls.
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Names a folder beside the target.
pub(super) fn sibling(target: &Path, suffix: &str) -> PathBuf {
    let name = target.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    target.with_file_name(format!(".{name}.answerbook-{suffix}"))
}

/// Puts back what was published when a build was killed between the two renames of
/// [`switch`]: then the target is not there, and what was in it has another name.
pub(super) fn restore(target: &Path) -> Result<(), OutputError> {
    let old = sibling(target, "old");
    if fs::symlink_metadata(target).is_ok() || !old.join(MANIFEST).is_file() {
        return Ok(());
    }
    fs::rename(&old, target).map_err(|error| OutputError::Io(target.to_owned(), error))
}

/// Removes a folder, if it is there; or whatever else has its name.
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
