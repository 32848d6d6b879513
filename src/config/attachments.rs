//! What happens with files that came with posts.

use super::wire::WireAttachments;

/// What happens with files that came with posts and lie beside the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachments {
    /// Which are copied into the site.
    pub copy: Copying,
    /// The longest that is copied, in bytes.
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
    /// None: they are named, and linked where they have an address.
    None,
}

impl Copying {
    /// What may be copied, by the name used in settings.
    pub(super) const NAMED: [(&'static str, Copying); 3] =
        [("all", Copying::All), ("images", Copying::Images), ("none", Copying::None)];
}

/// The longest file that is copied where the settings say nothing, in MB.
const MOST_MB: u32 = 10;

/// The most that settings may say: a file is held in memory.
pub(super) const LARGEST_MB: u32 = 64;

impl Default for Attachments {
    fn default() -> Attachments {
        Attachments { copy: Copying::All, most: bytes(MOST_MB) }
    }
}

/// Reads the limits.
pub(super) fn most(wire: &WireAttachments) -> u64 {
    bytes(wire.most_mb.unwrap_or(MOST_MB))
}

fn bytes(mb: u32) -> u64 {
    u64::from(mb.min(LARGEST_MB)) << 20
}
