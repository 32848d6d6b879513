//! Messages of chats: as a survey notes them, and as they are read.

use crate::model::{Attachment, Markup, Person, Timestamp};
use crate::sources::SkipReason;

use super::key::Key;
use super::said::Said;

/// Where a message lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Span {
    /// The file, by its number in the [`Store`](super::store::Store).
    pub file: u32,
    /// Its line, from 1.
    pub line: u32,
    /// Its first byte.
    pub offset: u64,
    /// How many bytes it has.
    pub len: u32,
}

/// What the survey leaves of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Note {
    /// Where it lies.
    pub span: Span,
    /// What the thread is called that starts with it.
    pub thread: Box<str>,
    /// Its own key.
    pub key: Key,
    /// Another key that replies may mean it by, unless an earlier message has it.
    pub alias: Option<Key>,
    /// What it replies to: the first that is in the export counts.
    pub parents: Vec<Key>,
    /// When it was written, in whatever unit the format has.
    pub time: i64,
    /// Why it is not shown, and no thread that starts with it.
    pub fate: Result<(), SkipReason>,
    /// The channel, by its number among [`Rooms`].
    pub room: u32,
    /// How new this copy of the message is.
    pub state: State,
    /// What was said; nothing, where every reply is marked as one.
    pub said: Option<Said>,
}

/// How new a copy of a message is: later changes are greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sources) struct State {
    /// When the message was changed last, in whatever unit the format has.
    pub edited: i64,
    /// How many reactions and replies it has.
    pub n_marks: i64,
}

impl Note {
    /// The message was public, and is not any more.
    pub(super) fn is_withdrawn(&self) -> bool {
        matches!(self.fate, Err(SkipReason::Private | SkipReason::Hidden | SkipReason::Deleted))
    }
}

/// A message of a chat, its text made fit for [`Markup`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Message {
    /// Its id, unique in its thread.
    pub id: String,
    /// Who wrote it.
    pub author: Option<Person>,
    /// What was written, without quoted history.
    pub body: Markup,
    /// Files that came with it.
    pub attachments: Vec<Attachment>,
    /// When.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub edited: Option<Timestamp>,
    /// Reactions that say that it helped.
    pub votes: i64,
    /// The names of all its reactions.
    pub reactions: Vec<String>,
    /// Its address.
    pub url: Option<String>,
    /// The message that it replies to.
    pub reply_to: Option<String>,
    /// A title of its own: a subject, or the name of the thread that it starts.
    pub title: Option<String>,
    /// Tags for the thread that it starts.
    pub tags: Vec<String>,
    /// Several messages in a row by one author may be joined.
    pub joins: bool,
}

/// Tells whether a name, without case, is one of the list.
pub(in crate::sources) fn is_named<'n>(
    names: impl IntoIterator<Item = &'n String>,
    candidates: &[&str],
) -> bool {
    let bare = |name: &str| name.trim().trim_start_matches('@').to_lowercase();
    let candidates: Vec<String> =
        candidates.iter().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
    names.into_iter().any(|name| candidates.contains(&bare(name)))
}

/// Tells reactions that say that a message helped.
pub(in crate::sources) fn is_vote(reaction: &str) -> bool {
    let name = reaction.split("::").next().unwrap_or(reaction).trim_end_matches('\u{fe0f}');
    VOTES.contains(&name)
}

/// By name, and as emoji.
const VOTES: [&str; 28] = [
    "+1",
    "thumbsup",
    "heart",
    "heavy_plus_sign",
    "tada",
    "pray",
    "raised_hands",
    "clap",
    "100",
    "fire",
    "star",
    "rocket",
    "ok_hand",
    "heart_eyes",
    "👍",
    "❤",
    "➕",
    "🎉",
    "🙏",
    "🙌",
    "👏",
    "💯",
    "🔥",
    "⭐",
    "🚀",
    "👌",
    "😍",
    "❤‍🔥",
];
