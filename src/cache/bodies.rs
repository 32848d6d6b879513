//! Threads on disk: appended once, read back by position.

use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::files::DiskFiles;
use crate::files::Files;
use crate::files::RandomAccess;
use crate::model::Thread;

use super::codec::decode;
use super::codec::encode;

/// Where a thread lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    offset: u64,
    len: u32,
}

/// A file of threads, appended and read by several threads at once.
pub struct Bodies {
    writer: Mutex<Appender>,
    reader: Box<dyn RandomAccess>,
}

struct Appender {
    file: File,
    end: u64,
}

impl Bodies {
    /// Starts an empty file; one that is there is replaced.
    pub fn create(path: &Path) -> io::Result<Bodies> {
        let file = File::create(path)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let reader = DiskFiles::new(folder).random(name)?;
        Ok(Bodies { writer: Mutex::new(Appender { file, end: 0 }), reader })
    }

    /// Keeps a thread.
    pub fn put(&self, thread: &Thread) -> io::Result<Handle> {
        let bytes = encode(thread);
        let len = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.file.write_all(&bytes)?;
        let offset = writer.end;
        writer.end += bytes.len() as u64;
        Ok(Handle { offset, len })
    }

    /// Reads a thread back.
    pub fn get(&self, handle: Handle) -> io::Result<Thread> {
        let mut bytes = vec![0; handle.len as usize];
        self.reader.read_at(handle.offset, &mut bytes)?;
        decode(&bytes).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}
