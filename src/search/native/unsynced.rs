//! A Tantivy directory that does not wait until its files are on the disk.
//!
//! Tantivy calls `fsync` after each file, so that a power failure loses nothing. Here that is
//! not needed: an index that is damaged is made again from the sources, which the checksums of
//! its files tell (`Writer::resume`). The waits took a twentieth of a build.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use crate::disk;

/// The directory; see the module.
#[derive(Clone, Debug)]
pub(super) struct UnsyncedDirectory {
    folder: PathBuf,
    inner: MmapDirectory,
}

impl UnsyncedDirectory {
    /// Opens a folder that exists.
    pub(super) fn open(folder: &Path) -> Result<UnsyncedDirectory, OpenDirectoryError> {
        Ok(UnsyncedDirectory { folder: folder.to_owned(), inner: MmapDirectory::open(folder)? })
    }

    /// Refuses a pipe or a device in the place of a file, which Tantivy would wait for.
    fn refuse_special(&self, path: &Path) -> io::Result<()> {
        match disk::open(&self.folder.join(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

struct UnsyncedFile(File);

impl Write for UnsyncedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for UnsyncedFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.flush()
    }
}

impl Directory for UnsyncedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let refused = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        self.refuse_special(path).map_err(refused)?;
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let full = self.folder.join(path);
        let file = disk::create_new(&full).or_else(|error| match error.kind() {
            // Names are not used twice: a build that was killed before its commit left it.
            io::ErrorKind::AlreadyExists => {
                fs::remove_file(&full).and_then(|()| disk::create_new(&full))
            }
            _ => Err(error),
        });
        let file = file.map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        Ok(io::BufWriter::with_capacity(1 << 16, Box::new(UnsyncedFile(file))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let refused = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        self.refuse_special(path).map_err(refused)?;
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let path = self.folder.join(path);
        let mut new = path.clone().into_os_string();
        new.push(".new");
        disk::write(new.as_ref(), data)?;
        fs::rename(&new, &path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let refused = |error| LockError::IoError(Arc::new(error));
        self.refuse_special(&lock.filepath).map_err(refused)?;
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}
