//! The file of thread bodies: appended to by the stage that reads sources, read by position
//! by the stage that renders pages.
//!
//! Threads of all sources lie one behind the other, in the order in which workers finished
//! them. Nothing is ever overwritten, so a handle that an earlier build kept stays valid, and
//! a build that is killed leaves nothing but bytes behind the known end, which the next one
//! cuts off.

use std::fs::{File, OpenOptions};
use std::io;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::disk;
use crate::files::{Digest, DiskFiles, Files, RandomAccess};
use crate::model::Thread;

use super::thread::{decode, encode};

/// Where a body lies in the file, with a digest by which damage is noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BodyHandle {
    /// The offset of the first byte.
    pub offset: u64,
    /// The length in bytes.
    pub len: u32,
    /// The digest of the bytes.
    pub digest: Digest,
}

/// An open file of bodies. Workers append and read at the same time.
pub struct Bodies {
    writer: Mutex<Appender>,
    reader: Box<dyn RandomAccess>,
}

struct Appender {
    file: File,
    end: u64,
}

impl Bodies {
    /// Opens a file of which the first `end` bytes are known, and cuts off the rest: a build
    /// that was killed wrote it. Also returns whether these bytes were there; where they were
    /// not, the file is damaged and is started again, empty.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn open(path: &Path, end: u64) -> io::Result<(Bodies, bool)> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = disk::open_with(path, &mut options)?;
        let is_whole = file.metadata()?.len() >= end;
        let end = if is_whole { end } else { 0 };
        file.set_len(end)?;
        file.seek(SeekFrom::End(0))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let reader = DiskFiles::new(folder).random(name)?;
        Ok((Bodies { writer: Mutex::new(Appender { file, end }), reader }, is_whole))
    }

    /// Appends a thread.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn put(&self, thread: &Thread) -> io::Result<BodyHandle> {
        self.append(&encode(thread))
    }

    /// Reads a thread back.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] when the bytes were damaged.
    pub fn get(&self, handle: BodyHandle) -> io::Result<Thread> {
        decode(&self.read(handle)?).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    /// Returns the length of the file in bytes.
    pub fn end(&self) -> u64 {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).end
    }

    /// Appends a copy of a body that lies in another file.
    ///
    /// # Errors
    ///
    /// When it is damaged there, or the disk is full.
    pub(super) fn copy(&self, from: &Bodies, handle: BodyHandle) -> io::Result<BodyHandle> {
        self.append(&from.read(handle)?)
    }

    fn append(&self, bytes: &[u8]) -> io::Result<BodyHandle> {
        let len = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let digest = Digest::of(bytes);
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.file.write_all(bytes)?;
        let offset = writer.end;
        writer.end += bytes.len() as u64;
        Ok(BodyHandle { offset, len, digest })
    }

    fn read(&self, handle: BodyHandle) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; handle.len as usize];
        self.reader.read_at(handle.offset, &mut bytes)?;
        match Digest::of(&bytes) == handle.digest {
            true => Ok(bytes),
            false => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}
