//! What templates see of the discussion of a long thread.

use schemars::JsonSchema;
use serde::Serialize;

use super::DateView;

/// The discussion of a long thread.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct DiscussionView {
    /// Its first page.
    pub href: String,
    /// The page of the question.
    pub question: String,
    /// Its answers in order of time: on the page of the question those of all its pages, up to a
    /// limit; on one of its own those of this.
    pub entries: Vec<DiscussionEntryView>,
}

/// An answer in the contents of a discussion.
#[derive(Debug, Hash, Serialize, JsonSchema)]
pub struct DiscussionEntryView {
    /// The `id` that the entry takes over: links to this page name it, and the answer is on
    /// another. Nothing for an answer that is here.
    pub anchor: Option<String>,
    /// More ids to take over: those of its remarks and of its headings.
    pub parts: Vec<String>,
    /// Relative address of the answer.
    pub href: String,
    /// The name of its author, plain text; absent when the account is gone.
    pub author: Option<String>,
    /// When it was written.
    pub date: Option<DateView>,
}
