//! The only way to read the files of a site.
//!
//! Floor 2. Every part of the program that reads asks a [`Files`], never the disk. So tests
//! can hold a site in memory, and [`TrackedFiles`] can record every question that a build asked: if
//! all of them still have the same answers, another build would change nothing.
//!
//! Paths are relative to the folder of the site and written with `/`. Absolute paths are
//! allowed where the operator wrote them into the settings.

mod digest;
mod input_tracker;
mod tracked;

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use digest::{Digest, Stamp};
pub use input_tracker::InputTracker;
pub use tracked::{FileQuery, KnownFiles, Trace, TrackedFiles};

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::disk;

/// The only way the build sees the world outside it.
pub trait Files: Sync {
    /// Lists the files under a folder, or the file itself, sorted by path.
    /// Hidden files and folders are left out. An absent path lists nothing.
    ///
    /// A folder that cannot be opened, and a link that leads out of the folder, are listed with
    /// a `/` behind their names; [`only_readable`] reports them.
    fn list(&self, path: &str) -> Vec<String>;

    /// Lists as [`Files::list`] does, hidden files and folders included.
    fn list_all(&self, path: &str) -> Vec<String> {
        self.list(path)
    }

    /// Tells whether a file or folder exists.
    fn exists(&self, path: &str) -> bool;

    /// The folder that all paths are relative to, as it was typed, where it is one on a disk.
    fn root(&self) -> Option<&Path> {
        None
    }

    /// Opens a file for reading from its start.
    fn stream(&self, path: &str) -> io::Result<Box<dyn Read + Send>>;

    /// Opens a file for reading anywhere.
    fn random(&self, path: &str) -> io::Result<Box<dyn RandomAccess>>;

    /// Reads a whole file that untrusted content names. It must exist, must lie below `folder`
    /// after all links are followed, and must have at most `most` bytes; the kind of the error
    /// tells which of these is not so.
    fn read_below(&self, folder: &str, path: &str, most: u64) -> io::Result<Vec<u8>> {
        if !is_below(folder, path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let bytes = self.read(path)?;
        if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    /// Tells whether [`Files::read_below`] would read a file, or why not.
    fn find_below(&self, folder: &str, path: &str, most: u64) -> io::Result<()> {
        self.read_below(folder, path, most).map(drop)
    }

    /// Returns a digest of the answer of [`Files::read_below`], errors included.
    fn digest_below(&self, folder: &str, path: &str, most: u64) -> Digest {
        let read = self.read_below(folder, path, most);
        answer_below(read.as_ref().map(|bytes| Digest::of(bytes)))
    }

    /// Tells whether this file is an input of the site, such as the settings or an export. Such a
    /// file is never published because content names it.
    fn is_input(&self, _path: &str) -> bool {
        false
    }

    /// Reads a whole file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.stream(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Returns the stamp of a file, by which a change is noticed without reading it; `None`
    /// where there is no file system, and only bytes can be compared.
    fn stamp(&self, _path: &str) -> Option<Stamp> {
        None
    }

    /// Returns the digest of a file's bytes.
    fn digest(&self, path: &str) -> io::Result<Digest> {
        Ok(Digest::of(&self.read(path)?))
    }
}

/// Returns the readable files of a list, and reports the entries that cannot be read.
pub fn only_readable(listed: Vec<String>, sink: &mut Sink) -> Vec<String> {
    let is_file = |path: &String| match path.strip_suffix('/') {
        None => true,
        Some(path) => {
            let reason = "it is a folder that cannot be opened, or a link that leads elsewhere";
            sink.push(unreadable(path, reason));
            false
        }
    };
    listed.into_iter().filter(is_file).collect()
}

/// Describes a file or folder of the site that cannot be read.
pub fn unreadable(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::FileUnreadable, format!("`{path}` cannot be read"))
        .at(Place::file(path), "")
        .note(reason)
        .help("let this user read it, put the file itself in place of a link, or take it away")
}

/// Tells whether a path lies below a folder; neither may contain links or `..`.
fn is_below(folder: &str, path: &str) -> bool {
    let below = match folder.trim_end_matches('/') {
        "" | "." if folder.starts_with('/') || path.starts_with('/') => None,
        "" | "." => Some(path),
        folder => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
    };
    below.is_some_and(|below| below.split('/').all(|part| part != ".."))
}

/// Returns what stands for an answer of [`Files::read_below`]: the digest of the file, or one
/// of two fixed digests, for a file that is too long and for one that cannot be had.
fn answer_below(answer: Result<Digest, &io::Error>) -> Digest {
    match answer {
        Ok(digest) => digest,
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Digest::of(b"too long"),
        Err(_) => Digest::default(),
    }
}

/// A file that can be read at any offset, by several threads at once.
pub trait RandomAccess: Send + Sync {
    /// Fills `buffer` with the bytes from `offset`; an early end is an error.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()>;
}

/// Files on disk, below one folder.
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// Takes the site's folder.
    pub fn new(root: impl Into<PathBuf>) -> DiskFiles {
        DiskFiles { root: root.into() }
    }

    fn full(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

impl DiskFiles {
    /// Returns where a file really lies, if it may be read; see [`Files::read_below`].
    fn real_below(&self, folder: &str, path: &str, most: u64) -> io::Result<PathBuf> {
        let real = self.full(path).canonicalize()?;
        let metadata = std::fs::metadata(&real)?;
        // A pipe would be waited for without end.
        if !metadata.is_file() || !real.starts_with(self.full(folder).canonicalize()?) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if metadata.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(real) }
    }

    fn walk(&self, path: &str, shows_hidden: bool) -> Vec<String> {
        let full = self.full(path);
        let start = path.trim_end_matches('/');
        let hidden = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            !shows_hidden && entry.depth() > 0 && name.starts_with('.')
        };
        // Links to folders are not followed: one could lead out, or in a ring.
        let walk = walkdir::WalkDir::new(&full).into_iter().filter_entry(|entry| !hidden(entry));
        let named = |path: &Path| Some(join(start, &slashed(path.strip_prefix(&full).ok()?)));
        let mut paths: Vec<String> = walk
            .filter_map(|entry| match entry {
                Ok(entry) if entry.file_type().is_file() => named(entry.path()),
                Ok(entry) if entry.depth() == 0 && entry.path().is_file() => named(entry.path()),
                Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() => {
                    let path = named(entry.path())?;
                    match leads_to_file(entry.path(), &full) {
                        true => Some(path),
                        // Editors leave such links while they work.
                        false if entry.file_name().to_string_lossy().starts_with('.') => None,
                        false => Some(format!("{path}/")),
                    }
                }
                Ok(_) => None,
                Err(error) if is_absent(&error) => None,
                Err(error) => Some(format!("{}/", named(error.path()?)?)),
            })
            .collect();
        paths.sort_unstable();
        paths
    }
}

impl Files for DiskFiles {
    fn list(&self, path: &str) -> Vec<String> {
        self.walk(path, false)
    }

    fn list_all(&self, path: &str) -> Vec<String> {
        self.walk(path, true)
    }

    fn root(&self) -> Option<&Path> {
        Some(&self.root)
    }

    fn exists(&self, path: &str) -> bool {
        self.full(path).exists()
    }

    fn stream(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(disk::open(&self.full(path))?))
    }

    fn random(&self, path: &str) -> io::Result<Box<dyn RandomAccess>> {
        Ok(Box::new(DiskFile(disk::open(&self.full(path))?)))
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        disk::read(&self.full(path))
    }

    fn read_below(&self, folder: &str, path: &str, most: u64) -> io::Result<Vec<u8>> {
        let real = self.real_below(folder, path, most)?;
        let mut bytes = Vec::new();
        disk::open(&real)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    fn find_below(&self, folder: &str, path: &str, most: u64) -> io::Result<()> {
        self.real_below(folder, path, most).map(drop)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let metadata = std::fs::metadata(self.full(path)).ok()?;
        metadata.is_file().then(|| Stamp::of(&metadata))
    }

    fn digest(&self, path: &str) -> io::Result<Digest> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(disk::open(&self.full(path))?)?;
        Ok(Digest::from_hasher(&hasher))
    }
}

struct DiskFile(File);

impl RandomAccess for DiskFile {
    #[cfg(unix)]
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.0, buffer, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, mut offset: u64, mut buffer: &mut [u8]) -> io::Result<()> {
        while !buffer.is_empty() {
            match std::os::windows::fs::FileExt::seek_read(&self.0, buffer, offset)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                n_read => {
                    buffer = &mut buffer[n_read..];
                    offset += n_read as u64;
                }
            }
        }
        Ok(())
    }
}

/// Files in memory, for tests.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl MemoryFiles {
    /// Takes paths with their contents.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> MemoryFiles {
        let files =
            files.into_iter().map(|(path, bytes)| (path.into(), Arc::from(bytes.into()))).collect();
        MemoryFiles { files }
    }

    fn get(&self, path: &str) -> io::Result<Arc<[u8]>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Files for MemoryFiles {
    fn list(&self, path: &str) -> Vec<String> {
        let path = path.trim_end_matches('/');
        let below = |name: &str| {
            path.is_empty()
                || path == "."
                || name == path
                || name.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
        };
        self.files.keys().filter(|name| below(name)).cloned().collect()
    }

    fn exists(&self, path: &str) -> bool {
        !self.list(path).is_empty()
    }

    fn stream(&self, path: &str) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(self.get(path)?)))
    }

    fn random(&self, path: &str) -> io::Result<Box<dyn RandomAccess>> {
        Ok(Box::new(MemoryReader(self.get(path)?)))
    }
}

struct MemoryReader(Arc<[u8]>);

impl RandomAccess for MemoryReader {
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let piece = self.0.get(start..start.saturating_add(buffer.len()));
        buffer.copy_from_slice(piece.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

/// Joins a folder and a path below it; either may be empty or `.`.
pub fn join(folder: &str, below: &str) -> String {
    match (folder, below) {
        ("" | ".", below) => below.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, below) => format!("{}/{below}", folder.trim_end_matches('/')),
    }
}

/// Writes a path with `/`. A name that is not Unicode becomes one that does not exist, so
/// that reading it is reported.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Tells whether a link leads to a file below a folder.
fn leads_to_file(link: &Path, folder: &Path) -> bool {
    let (Ok(real), Ok(folder)) = (link.canonicalize(), folder.canonicalize()) else { return false };
    real.starts_with(folder) && real.is_file()
}

/// Tells whether what was to be listed is not there, or not any more.
fn is_absent(error: &walkdir::Error) -> bool {
    let kind = error.io_error().map(io::Error::kind);
    matches!(kind, Some(io::ErrorKind::NotFound | io::ErrorKind::NotADirectory))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_are_not_read_for_content() {
        let (site, other) = (tempfile::tempdir(), tempfile::tempdir());
        let (site, other) = (site.expect("a folder"), other.expect("a folder"));
        std::fs::write(other.path().join("secret.png"), "x").expect("a file");
        std::fs::write(site.path().join("own.png"), "y").expect("a file");
        let link = |to: &Path, name: &str| {
            std::os::unix::fs::symlink(to, site.path().join(name)).expect("a link");
        };
        link(&other.path().join("secret.png"), "a.png");
        link(other.path(), "folder");
        link(&site.path().join("own.png"), "b.png");
        let files = DiskFiles::new(site.path());
        assert!(files.read_below("", "a.png", 9).is_err());
        assert!(files.read_below("", "folder/secret.png", 9).is_err());
        assert_eq!(files.read_below("", "b.png", 9).expect("our own"), b"y");
        // Nor those out of the folder that is meant, though they stay within the site.
        std::fs::create_dir(site.path().join("export")).expect("a folder");
        link(&site.path().join("own.png"), "export/c.png");
        assert!(files.read_below("export", "export/c.png", 9).is_err());
        assert!(files.read_below("export", "export/../own.png", 9).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_passed_over_is_told() {
        let (site, other) = (tempfile::tempdir(), tempfile::tempdir());
        let (site, other) = (site.expect("a folder"), other.expect("a folder"));
        std::fs::create_dir(site.path().join("a")).expect("a folder");
        std::fs::write(site.path().join("a/own.md"), "y").expect("a file");
        std::fs::write(other.path().join("b.md"), "x").expect("a file");
        let link = |to: &Path, name: &str| {
            std::os::unix::fs::symlink(to, site.path().join(name)).expect("a link");
        };
        link(Path::new("own.md"), "a/alias.md");
        link(&other.path().join("b.md"), "a/out.md");
        link(other.path(), "a/folder");
        link(Path::new("."), "a/ring");
        link(Path::new("nothing"), "a/.#own.md");
        link(Path::new("nothing"), "a/gone.md");
        let files = DiskFiles::new(site.path());
        let listed = ["a/alias.md", "a/folder/", "a/gone.md/", "a/out.md/", "a/own.md", "a/ring/"];
        assert_eq!(files.list("a"), listed);
        assert_eq!(files.list_all("a"), listed);
        for path in listed.into_iter().filter(|path| path.ends_with('/')) {
            assert!(files.read(path).is_err(), "{path}");
        }
        let mut sink = Sink::new();
        assert_eq!(only_readable(files.list("a"), &mut sink), ["a/alias.md", "a/own.md"]);
        assert_eq!(sink.n_errors(), 4);
    }

    #[test]
    fn content_names_files_below_a_folder_that_are_not_too_long() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = ["a/b.png", "a/c/d.png", "ab/e.png"];
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, "12345").expect("a file");
        }
        let memory = MemoryFiles::new(names.map(|name| (name, "12345")));
        let disk = DiskFiles::new(folder.path());
        let answers: [&dyn Files; 2] = [&memory, &disk];
        for files in answers {
            let kind = |folder, path, most| match files.read_below(folder, path, most) {
                Ok(bytes) => format!("{} bytes", bytes.len()),
                Err(error) => error.kind().to_string(),
            };
            assert_eq!(kind("a", "a/b.png", 5), "5 bytes");
            assert_eq!(kind("a/", "a/c/d.png", 5), "5 bytes");
            assert_eq!(kind("", "ab/e.png", 5), "5 bytes");
            assert_eq!(kind("a", "a/b.png", 4), io::ErrorKind::FileTooLarge.to_string());
            for path in ["ab/e.png", "a/../ab/e.png", "a/none.png", "/etc/hostname", "a"] {
                assert_eq!(kind("a", path, 5), io::ErrorKind::NotFound.to_string(), "{path}");
            }
        }
    }

    #[test]
    fn disk_and_memory_list_alike() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let names = ["a/b.json", "a/c/d.json", "a/.hidden", "e.md"];
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it has a parent")).expect("a folder");
            std::fs::write(path, name).expect("a file");
        }
        let disk = DiskFiles::new(folder.path());
        let memory = MemoryFiles::new(
            names.iter().filter(|name| !name.contains("/.")).map(|name| (*name, *name)),
        );
        for path in ["a", "a/", "a/b.json", ".", "absent"] {
            assert_eq!(disk.list(path), memory.list(path), "{path}");
            assert_eq!(disk.exists(path), memory.exists(path), "{path}");
        }
        assert_eq!(disk.list_all("a"), ["a/.hidden", "a/b.json", "a/c/d.json"]);
        let mut piece = [0; 3];
        disk.random("a/c/d.json").expect("a file").read_at(4, &mut piece).expect("three bytes");
        assert_eq!(&piece, b"d.j");
        assert!(memory.random("e.md").expect("a file").read_at(3, &mut piece).is_err());
    }
}
