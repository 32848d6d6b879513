//! What templates see of the tree of categories and answers.

use schemars::JsonSchema;
use serde::Serialize;

/// The categories of a section, of which one may be open; products or tags where it has none.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct TreeView {
    /// What is shown, from the top down: a template goes through it once. See `starts` and
    /// `ends`.
    pub rows: Vec<TreeRowView>,
    /// The page that has more than is shown here; absent where all is shown.
    pub all: Option<String>,
}

/// A category or an answer in the tree.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct TreeRowView {
    /// Its name or title.
    pub title: String,
    /// Relative address.
    pub href: String,
    /// The language of the title, where it is another one than that of the page's words.
    pub lang: Option<String>,
    /// How many questions are in a category; absent for an answer.
    pub n_threads: Option<usize>,
    /// A category whose answers follow.
    pub open: bool,
    /// The page itself.
    pub current: bool,
    /// It is the first in an open category: a list starts in front of it.
    pub starts: bool,
    /// So many lists end behind it.
    pub ends: usize,
}
