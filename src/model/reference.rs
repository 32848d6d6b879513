//! What posts name of the rest of the site.

/// Something of the site that a post names. It is found when a thread is loaded; which page or
/// file it is, is known when all threads are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// A full address in one of the communities: perhaps a thread that has a page here.
    Address(String),
    /// A file of the site, by its path: the thread that lies in it.
    Origin(String),
    /// A part of the page of the thread that lies in a file, by what links call it.
    Part(String, String),
    /// A path from the top of the published site.
    Path(String),
    /// A file that came with a post, by the position of its source in the settings and its
    /// path; `None` stands for an answer written by hand, whose files lie in the site's folder.
    File(Option<usize>, String),
}
