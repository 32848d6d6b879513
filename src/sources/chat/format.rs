//! What an export of a chat says of its messages.

use std::ops::Range;

use crate::model::Reason;
use crate::sources::{LinkTarget, Packed};

use super::message::Message;
use super::store::Store;

/// What a format knows and the others do not.
pub(in crate::sources) trait Format: Sync {
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
    fn mark(&self, _record: &str, _reason: Reason) -> Option<Range<usize>> {
        None
    }

    /// Tells which thread an absolute address of the community means.
    fn link_target(&self, _url: &str) -> Option<LinkTarget> {
        None
    }

    /// Finds a file that came with a message in an archive, or in the message.
    fn packed<'p>(&'p self, _store: &'p Store<'_>, _path: &str) -> Option<Packed<'p>> {
        None
    }
}

/// Where a chat's JSON says what a resolution may rest on: names of members.
pub(in crate::sources) struct Marks {
    /// Who wrote the message.
    pub author: &'static str,
    /// What was written.
    pub text: &'static str,
}

impl Marks {
    /// Finds in a record what a resolution rests on.
    pub(in crate::sources) fn find(&self, record: &str, reason: Reason) -> Option<Range<usize>> {
        let member = match reason {
            Reason::Reaction | Reason::Votes | Reason::SplitVotes => "reactions",
            Reason::StaffAnswer | Reason::OfficialMark => self.author,
            _ => self.text,
        };
        pair(record, member).or_else(|| pair(record, self.text))
    }
}

/// Finds `"key": value` in a record, up to the end of a short value.
///
/// Inside a JSON string every quote is escaped, so a key with its quotes is never found in
/// a text.
pub(in crate::sources) fn pair(record: &str, key: &str) -> Option<Range<usize>> {
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
