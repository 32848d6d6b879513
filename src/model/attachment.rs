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
    /// It is shown where the body names it, or nowhere.
    pub is_in_body: bool,
}
