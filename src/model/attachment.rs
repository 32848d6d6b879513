//! Files that came with posts.

/// A file that came with a post. Untrusted, like the words.
///
/// Which file is meant is said here and nowhere in the words of a post: so nobody who writes
/// one can name a file of the operator's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// What it is called.
    pub name: String,
    /// Where a copy of it may lie, relative to the site: the first that is there counts.
    /// Importers make these of what the export itself says.
    pub paths: Vec<String>,
    /// Its address on the web. Where the body shows it or links to it, the copy takes its place.
    pub url: Option<String>,
    /// How long it is, in bytes, where the export says it.
    pub size: Option<u64>,
    /// Where readers are told of it.
    pub shown: AttachmentDisplay,
}

/// Where readers are told of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AttachmentDisplay {
    /// Below the post: the copy, else a link, else its name.
    #[default]
    Always,
    /// Below the post: the copy, else its name. Its address is for the people of the thread.
    Copied,
    /// Where the body names it.
    InBody,
}

impl AttachmentDisplay {
    /// All of them.
    pub const ALL: [AttachmentDisplay; 3] =
        [AttachmentDisplay::Always, AttachmentDisplay::Copied, AttachmentDisplay::InBody];

    /// Returns the name used in records.
    pub fn name(self) -> &'static str {
        match self {
            AttachmentDisplay::Always => "always",
            AttachmentDisplay::Copied => "copied",
            AttachmentDisplay::InBody => "in-body",
        }
    }

    /// Finds one by its name.
    pub fn by_name(name: &str) -> Option<AttachmentDisplay> {
        AttachmentDisplay::ALL.into_iter().find(|shown| shown.name() == name)
    }
}
