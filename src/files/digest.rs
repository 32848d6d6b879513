//! Digests and stamps: two ways to tell whether a file has changed, one exact, one fast.

use std::fmt;
use std::fs::Metadata;
use std::hash::{Hash, Hasher};
use std::time::{SystemTime, UNIX_EPOCH};

/// The first half of a BLAKE3 digest: enough that no two inputs ever share one.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 16]);

impl Digest {
    /// Digests bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest::from_hasher(&{
            let mut hasher = blake3::Hasher::new();
            hasher.update(bytes);
            hasher
        })
    }

    /// Digests a list of texts. Their lengths are included, so different lists have different
    /// digests even where the texts joined are the same.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Digest {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Digest::from_hasher(&hasher)
    }

    /// Digests everything that a value holds, through its derived [`Hash`]. Such a digest is
    /// that of one build of the program on one kind of machine: it is compared, never published.
    pub fn of_value(value: &impl Hash) -> Digest {
        let mut bytes = HashedBytes(Vec::with_capacity(1 << 10));
        value.hash(&mut bytes);
        Digest::of(&bytes.0)
    }

    /// Takes the result of a hasher.
    pub fn from_hasher(hasher: &blake3::Hasher) -> Digest {
        let mut half = [0; 16];
        half.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Digest(half)
    }
}

/// Gathers the bytes to be digested: they come in many small pieces.
struct HashedBytes(Vec<u8>);

impl Hasher for HashedBytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        let Digest(digest) = Digest::of(&self.0);
        u64::from_le_bytes([0, 1, 2, 3, 4, 5, 6, 7].map(|at: usize| digest[at]))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// What the file system says of a file: while it stays the same, so do the bytes.
///
/// Size, time of change in nanoseconds, and on Unix the inode and the time of the last
/// change of the inode, which no program sets at will (as git's index does).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The size in bytes.
    pub len: u64,
    /// When the bytes were changed, in nanoseconds since 1970.
    pub modified: u64,
    /// When the inode was changed, in nanoseconds since 1970; 0 where unknown.
    pub changed: u64,
    /// The file's number; 0 where unknown.
    pub inode: u64,
}

impl Stamp {
    /// Reads what the file system says.
    pub fn of(metadata: &Metadata) -> Stamp {
        let nanoseconds = |time: SystemTime| {
            let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
            u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
        };
        let modified = metadata.modified().map(nanoseconds).unwrap_or_default();
        let (changed, inode) = of_inode(metadata);
        Stamp { len: metadata.len(), modified, changed, inode }
    }

    /// Returns the stamp without the inode's time, which changes when a file gets another link.
    pub fn without_links(self) -> Stamp {
        Stamp { changed: 0, ..self }
    }
}

#[cfg(unix)]
fn of_inode(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
    let nanoseconds = u64::try_from(metadata.ctime_nsec()).unwrap_or_default();
    (seconds.wrapping_mul(1_000_000_000).wrapping_add(nanoseconds), metadata.ino())
}

#[cfg(not(unix))]
fn of_inode(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
