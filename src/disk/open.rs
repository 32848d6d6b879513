//! Opening files without waiting for one: a pipe in the place of a file has no end.

use std::fs::{File, Metadata, OpenOptions};
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
    open_with(path, OpenOptions::new().read(true))
}

/// Opens a file in another way; see [`open`].
///
/// # Errors
///
/// Those of [`open`].
pub fn open_with(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    match std::fs::metadata(path) {
        // Some devices do something when they are opened.
        Ok(metadata) => refuse_special(&metadata)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let file = without_waiting(options).open(path)?;
    // It may have been put there in between.
    refuse_special(&file.metadata()?)?;
    Ok(file)
}

fn refuse_special(metadata: &Metadata) -> io::Result<()> {
    match metadata.is_file() || metadata.is_dir() {
        true => Ok(()),
        false => {
            Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a pipe or a device, no file"))
        }
    }
}

/// Makes opening a pipe return at once. For files that changes nothing.
#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed())
}

#[cfg(not(unix))]
fn without_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    options
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
    String::from_utf8(read(path)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("privacy.yaml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("it runs");
        assert!(made.success());
        let refused = |opened: io::Result<File>| opened.map(drop).map_err(|error| error.kind());
        assert_eq!(refused(open(&pipe)), Err(io::ErrorKind::InvalidInput));
        let for_writing = || OpenOptions::new().write(true).create(true).truncate(true).clone();
        assert_eq!(refused(open_with(&pipe, &mut for_writing())), Err(io::ErrorKind::InvalidInput));
        // Nor one that came to lie there in between.
        assert!(without_waiting(&mut for_writing()).open(&pipe).is_err());
        assert!(without_waiting(OpenOptions::new().read(true)).open(&pipe).is_ok());
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        assert_eq!(refused(open(&socket)), Err(io::ErrorKind::InvalidInput));
        assert!(read(Path::new("/dev/zero")).is_err());
        assert!(read(folder.path()).is_err());
        std::fs::write(folder.path().join("a"), "b").expect("a file");
        assert_eq!(read_to_string(&folder.path().join("a")).ok().as_deref(), Some("b"));
    }
}
