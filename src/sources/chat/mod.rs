//! What all chats share: messages become threads, threads become questions.
//!
//! A format's survey looks at every message once and leaves a [`Note`] of it:
//! where it lies, its id, and what it replies to. [`group`] gathers the notes
//! into threads, each of which is a unit of [`Chat`], the reader of all chats;
//! [`assemble`](thread::assemble) makes a question of one. So memory grows with
//! the number of messages, not with their text, and a thread may be spread over
//! any number of files.
//!
//! A record, for the counts, is a thread with all its messages.

mod cues;
mod group;
pub(super) mod html;
mod order;
mod parts;
pub(super) mod quotes;
mod reader;
mod relay;
mod rooms;
mod said;
mod store;
pub(super) mod survey;
pub(super) mod thread;
mod unmarked;
mod visible;

#[cfg(test)]
mod grouping_tests;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{LinkTarget, Packed, SkipReason};
use crate::model::{Attachment, Markup, Person, Reason, Timestamp};

pub(super) use order::natural;
pub(super) use reader::Chat;
pub(super) use rooms::{Habit, Rooms};
pub(super) use said::{Glimpse, Said};
pub(super) use store::{Held, Store};

/// Where a message lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The file, by its number in the [`Store`].
    pub file: u32,
    /// Its line, from 1.
    pub line: u32,
    /// Its first byte.
    pub offset: u64,
    /// How many bytes it has.
    pub len: u32,
}

/// Stands for an id: equal for equal ids of one scope, and for no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key([u8; 16]);

impl Key {
    /// Makes the key of an id within a scope, such as a channel.
    pub(super) fn new(scope: &str, id: &str) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(scope.len() as u64).to_le_bytes());
        hasher.update(scope.as_bytes());
        hasher.update(id.as_bytes());
        let mut key = [0; 16];
        key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Key(key)
    }

    /// Returns half of it, as a number.
    fn number(self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

/// What the survey leaves of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// Where it lies.
    pub span: Span,
    /// What the thread is called that starts with it.
    pub thread: Box<str>,
    /// Its own key.
    pub key: Key,
    /// Another key that replies may mean it by, unless an earlier message has it.
    pub alias: Option<Key>,
    /// What it replies to: the first that is in the export counts.
    pub ups: Vec<Key>,
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
pub(super) struct State {
    /// When the message was changed last, in whatever unit the format has.
    pub edited: i64,
    /// How many reactions and replies it has.
    pub n_marks: i64,
}

impl Note {
    /// The message was public, and is not any more.
    fn is_withdrawn(&self) -> bool {
        matches!(self.fate, Err(SkipReason::Private | SkipReason::Hidden | SkipReason::Deleted))
    }
}

/// A message of a chat, its text made fit for [`Markup`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
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

/// What a format knows and the others do not.
pub(super) trait Format: Sync {
    /// Turns a record into a message; `None` when nothing of it may be shown.
    ///
    /// # Errors
    ///
    /// What is wrong with the record, without its values.
    fn message(&self, file: u32, record: &[u8]) -> Result<Option<Message>, String>;

    /// Whether a message may be changed, so that the newest of its copies counts.
    fn changes(&self) -> bool {
        true
    }

    /// Whether a message that nobody replied to is a thread, of one question.
    fn has_singles(&self) -> bool {
        false
    }

    /// Finds in a record what a resolution rests on.
    fn mark(&self, record: &str, reason: Reason) -> Option<Range<usize>>;

    /// Tells which thread an absolute address of the community means.
    fn link_target(&self, _url: &str) -> Option<LinkTarget> {
        None
    }

    /// Finds a file that came with a message in an archive, or in the message.
    fn packed<'p>(&'p self, _store: &'p Store<'_>, _path: &str) -> Option<Packed<'p>> {
        None
    }
}

/// Tells whether a name, without case, is one of the list.
pub(super) fn is_named<'n>(
    names: impl IntoIterator<Item = &'n String>,
    candidates: &[&str],
) -> bool {
    let bare = |name: &str| name.trim().trim_start_matches('@').to_lowercase();
    let candidates: Vec<String> =
        candidates.iter().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
    names.into_iter().any(|name| candidates.contains(&bare(name)))
}

/// Tells reactions that say that a message helped.
pub(super) fn is_vote(reaction: &str) -> bool {
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

/// Finds `"key": value` in a record, up to the end of a short value.
///
/// Inside a JSON string every quote is escaped, so a key with its quotes is never found in
/// a text.
pub(super) fn pair(record: &str, key: &str) -> Option<Range<usize>> {
    let key = format!("\"{key}\"");
    memchr::memmem::find_iter(record.as_bytes(), &key).find_map(|start| {
        let rest = record[start + key.len()..].trim_start().strip_prefix(':')?.trim_start();
        let len = match rest.strip_prefix('"') {
            Some(text) => text.find(['"', '\n']).map_or(rest.len(), |at| at + 2),
            None => rest.find([',', '}', '\n']).unwrap_or(rest.len()),
        };
        Some(start..record.len() - rest.len() + len.min(rest.len()))
    })
}
