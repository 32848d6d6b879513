//! A zip file, read in memory only and within limits; nothing is written to disk.

use std::collections::VecDeque;
use std::io;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex, PoisonError};

use zip::ZipArchive;

use crate::files::Files;

/// The most that a zip file may be and hold. Real exports stay far below.
const LARGEST: usize = 1 << 30;
const MAX_ENTRIES: usize = 200_000;
const LARGEST_ENTRY: u64 = 64 << 20;
const LARGEST_IN_ALL: u64 = 8 << 30;
const DEEPEST: usize = 16;

/// How many bytes may come out of one, for entries of some size. Text shrinks to a tenth,
/// and JSON of machines to a thirtieth.
const HIGHEST_RATIO: u64 = 200;
const RATIO_COUNTS_FROM: u64 = 1 << 20;

/// How many bytes of unpacked entries are kept for the next question.
const KEPT: usize = 16 << 20;

/// A zip file.
pub(super) struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
    entries: Vec<Entry>,
    cached: Mutex<VecDeque<(usize, Arc<[u8]>)>>,
}

/// One file in it.
pub(super) struct Entry {
    /// Its path, with `/` between the parts.
    pub path: String,
    /// How long it is, as the zip file says.
    pub len: u64,
    /// Its place in the zip file.
    number: usize,
}

impl Archive {
    /// Opens a zip file.
    ///
    /// # Errors
    ///
    /// Words for a message, when it is no zip file or goes beyond a limit.
    pub(super) fn open(files: &dyn Files, path: &str) -> Result<Archive, String> {
        let bytes = files.read(path).map_err(|error| error.to_string())?;
        if bytes.len() > LARGEST {
            return Err(format!("it has more than {} MB", LARGEST >> 20));
        }
        let cursor = Cursor::new(Arc::from(bytes));
        let mut zip = ZipArchive::new(cursor).map_err(|error| error.to_string())?;
        if zip.len() > MAX_ENTRIES {
            return Err(format!("it holds more than {MAX_ENTRIES} files"));
        }
        let mut entries = Vec::new();
        let mut in_all = 0_u64;
        for number in 0..zip.len() {
            let file = zip.by_index_raw(number).map_err(|error| error.to_string())?;
            if !file.is_file() {
                continue;
            }
            let checked = check(&file);
            let is_record =
                file.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with(".json"));
            // A film among the attachments is no reason to read no messages.
            if checked.is_err() && !is_record && !file.encrypted() {
                continue;
            }
            checked?;
            in_all = in_all.saturating_add(file.size());
            // A name that leads out of the folder names nothing that is read.
            let Some(name) = file.enclosed_name() else { continue };
            let parts: Option<Vec<&str>> = name.iter().map(|part| part.to_str()).collect();
            let Some(parts) = parts else { continue };
            if parts.len() > DEEPEST {
                return Err(format!("a file lies more than {DEEPEST} folders deep"));
            }
            entries.push(Entry { path: parts.join("/"), len: file.size(), number });
        }
        if in_all > LARGEST_IN_ALL {
            return Err(format!("it would unpack to more than {} GB", LARGEST_IN_ALL >> 30));
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Archive { zip, entries, cached: Mutex::default() })
    }

    /// Returns the files, by path.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Finds a file by its path.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()
    }

    /// Unpacks a file.
    pub(super) fn read(&self, entry: usize) -> io::Result<Arc<[u8]>> {
        let cached = || self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = cached().iter().find(|(known, _)| *known == entry) {
            return Ok(bytes.clone());
        }
        let number = self.entries.get(entry).ok_or(io::ErrorKind::NotFound)?.number;
        // The bytes are shared, and the list of entries, too.
        let mut zip = self.zip.clone();
        let file = zip.by_index(number).map_err(io::Error::other)?;
        let size = file.size();
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(1 << 20)).unwrap_or(0));
        // What the zip file says of the size need not be true.
        file.take(size.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != size {
            return Err(io::Error::other("a file in it has another size than it says"));
        }
        let bytes: Arc<[u8]> = bytes.into();
        let mut cached = cached();
        cached.push_front((entry, bytes.clone()));
        let mut n_bytes = 0;
        cached.retain(|(_, bytes)| {
            n_bytes += bytes.len();
            n_bytes <= KEPT
        });
        Ok(bytes)
    }
}

fn check<R: Read>(file: &zip::read::ZipFile<'_, R>) -> Result<(), String> {
    let (size, packed) = (file.size(), file.compressed_size().max(1));
    if size > LARGEST_ENTRY {
        return Err(format!("a file in it unpacks to more than {} MB", LARGEST_ENTRY >> 20));
    }
    if size > RATIO_COUNTS_FROM && size / packed > HIGHEST_RATIO {
        return Err(format!("a file in it unpacks to more than {HIGHEST_RATIO} times its size"));
    }
    if file.encrypted() {
        return Err("it is locked with a password".to_owned());
    }
    Ok(())
}
