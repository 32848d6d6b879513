//! Whole folders: where they really lie, and how one takes another's place.

use std::fs;
use std::io;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use super::OutputError;

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
    if exchange(staging, target) {
        return Ok(());
    }
    let old = sibling(target, "old");
    remove(&old)?;
    fs::rename(target, &old).map_err(failed)?;
    if let Err(error) = fs::rename(staging, target) {
        fs::rename(&old, target).map_err(failed)?;
        return Err(failed(error));
    }
    remove(&old)
}

#[cfg(target_os = "linux")]
fn exchange(staging: &Path, target: &Path) -> bool {
    use rustix::fs::CWD;
    use rustix::fs::RenameFlags;
    rustix::fs::renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// Names a folder beside the target.
pub(super) fn sibling(target: &Path, suffix: &str) -> PathBuf {
    let name = target.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    target.with_file_name(format!(".{name}.answerbook-{suffix}"))
}

/// Removes a folder, if it is there.
pub(super) fn remove(folder: &Path) -> Result<(), OutputError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputError::Io(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}
