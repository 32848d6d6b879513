//! Words of the page's own that stand in posts, in the language of the page.

use super::embeds::MediaKind;

/// Something that a page says within a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostWord<'h> {
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
    /// What a card stands for.
    Media(MediaKind),
    /// The same, with the host that shows it.
    MediaAt(MediaKind, &'h str),
    /// Of a link to the whole of a picture that is shown smaller.
    Enlarge,
    /// How many chose something in a poll.
    Votes(u32),
    /// How many took part in a poll.
    Voters(u32),
}

impl<'h> PostWord<'h> {
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
            PostWord::Media(MediaKind::Video) => "media-video",
            PostWord::Media(MediaKind::Audio) => "media-audio",
            PostWord::Media(MediaKind::Picture) => "media-picture",
            PostWord::Media(MediaKind::Embed) => "media-embed",
            PostWord::Media(MediaKind::Page) => "media-page",
            PostWord::Media(MediaKind::File) => "media-file",
            PostWord::MediaAt(MediaKind::Video, _) => "media-video-at",
            PostWord::MediaAt(MediaKind::Audio, _) => "media-audio-at",
            PostWord::MediaAt(MediaKind::Picture, _) => "media-picture-at",
            PostWord::MediaAt(MediaKind::Embed, _) => "media-embed-at",
            PostWord::MediaAt(MediaKind::Page, _) => "media-page-at",
            PostWord::MediaAt(MediaKind::File, _) => "media-file-at",
            PostWord::Enlarge => "picture-enlarge",
            PostWord::Votes(_) => "poll-votes",
            PostWord::Voters(_) => "poll-voters",
        }
    }

    /// Returns the host that its text names.
    pub fn host(self) -> Option<&'h str> {
        match self {
            PostWord::MediaAt(_, host) => Some(host),
            _ => None,
        }
    }

    /// Returns the number that its text names.
    pub fn number(self) -> Option<u32> {
        match self {
            PostWord::Votes(n) | PostWord::Voters(n) => Some(n),
            _ => None,
        }
    }
}
