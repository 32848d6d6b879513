//! Opening files without waiting for one: a pipe in the place of a file has no end.

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

/// Opens a file for reading.
///
/// # Errors
///
/// Besides those of the system, when it is a pipe, a socket or a device: whoever put it there
/// decides when it ends, and the program would wait for that.
pub fn open(path: &Path) -> io::Result<File> {
    let kind = std::fs::metadata(path)?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a pipe or a device, no file"));
    }
    File::open(path)
}

/// Reads a whole file; see [`open`].
///
/// # Errors
///
/// Those of [`open`], and those of reading.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = open(path)?;
    let n_bytes = file.metadata().map_or(0, |metadata| metadata.len());
    let mut bytes = Vec::with_capacity(usize::try_from(n_bytes).unwrap_or_default());
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a whole file of text; see [`open`].
///
/// # Errors
///
/// Those of [`read`], and when it is not UTF-8.
pub fn read_to_string(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
