//! The settings `attachments`: which files that came with posts are published.

use super::wire::WireAttachments;

/// What happens with files that came with posts and lie beside the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachments {
    /// Which kinds are copied into the site.
    pub copy: Copying,
    /// The size in bytes of the largest file that is copied.
    pub most: u64,
}

/// Which files are copied into the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copying {
    /// Images, texts, documents and archives.
    #[default]
    All,
    /// Images alone.
    Images,
    /// None: pages name them, and link to them where they have an address on the web.
    None,
}

impl Copying {
    /// What may be copied, by the name used in settings.
    pub(super) const NAMED: [(&'static str, Copying); 3] =
        [("all", Copying::All), ("images", Copying::Images), ("none", Copying::None)];
}

/// The default of the largest file that is copied, in MB.
const MOST_MB: u32 = 10;

/// The largest value that the settings may have, in MB: files are held in memory.
pub(super) const LARGEST_MB: u32 = 64;

impl Default for Attachments {
    fn default() -> Attachments {
        Attachments { copy: Copying::All, most: bytes(MOST_MB) }
    }
}

/// Returns the size in bytes of the largest file that is copied.
pub(super) fn most(wire: &WireAttachments) -> u64 {
    bytes(wire.most_mb.unwrap_or(MOST_MB))
}

fn bytes(mb: u32) -> u64 {
    u64::from(mb.min(LARGEST_MB)) << 20
}
