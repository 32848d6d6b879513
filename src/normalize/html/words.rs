//! Words of the page's own that stand in posts, in the language of the page.

/// Something that a page says within a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostWord {
    /// The title of an alert.
    Note,
    /// The title of an alert.
    Tip,
    /// The title of an alert.
    Important,
    /// The title of an alert.
    Warning,
    /// The title of an alert.
    Caution,
    /// Of an item of a task list.
    Done,
    /// Of an item of a task list.
    Open,
    /// The name of the list of footnotes.
    Footnotes,
    /// Of the link from a footnote to where it is called.
    BackToText,
}

impl PostWord {
    /// Returns the key of the text in themes.
    pub fn key(self) -> &'static str {
        match self {
            PostWord::Note => "alert-note",
            PostWord::Tip => "alert-tip",
            PostWord::Important => "alert-important",
            PostWord::Warning => "alert-warning",
            PostWord::Caution => "alert-caution",
            PostWord::Done => "task-done",
            PostWord::Open => "task-open",
            PostWord::Footnotes => "footnotes",
            PostWord::BackToText => "footnote-back",
        }
    }
}
