//! The settings `attachments`: which files that came with posts are published.

use super::wire::WireAttachments;

/// What happens with files that came with posts and lie beside the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttachmentSettings {
    /// Which kinds are copied into the site.
    pub copy: CopyPolicy,
    /// The size in bytes of the largest file that is copied.
    pub most: u64,
}

/// Which files are copied into the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CopyPolicy {
    /// Images, texts, documents and archives.
    #[default]
    All,
    /// Images alone.
    Images,
    /// None: pages name them, and link to them where they have an address on the web.
    None,
}

impl CopyPolicy {
    /// What may be copied, by the name used in settings.
    pub(super) const NAMED: [(&'static str, CopyPolicy); 3] =
        [("all", CopyPolicy::All), ("images", CopyPolicy::Images), ("none", CopyPolicy::None)];
}

/// The default of the largest file that is copied, in MB.
const DEFAULT_MAX_MB: u32 = 10;

/// The largest value that the settings may have, in MB: files are held in memory.
pub(super) const MAX_MB: u32 = 64;

impl Default for AttachmentSettings {
    fn default() -> AttachmentSettings {
        AttachmentSettings { copy: CopyPolicy::All, most: bytes(DEFAULT_MAX_MB) }
    }
}

/// Returns the size in bytes of the largest file that is copied.
pub(super) fn most(wire: &WireAttachments) -> u64 {
    bytes(wire.most_mb.unwrap_or(DEFAULT_MAX_MB))
}

fn bytes(mb: u32) -> u64 {
    u64::from(mb.min(MAX_MB)) << 20
}
