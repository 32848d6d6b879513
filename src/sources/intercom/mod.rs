//! Intercom: conversations and tickets with their parts, articles of the Help Center.
//!
//! As the API serves them, in pages or one by one, or a record a line. An article has all
//! its languages in one record; each becomes a thread.

mod convert;
#[cfg(test)]
mod file_tests;
mod files;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod ticket_tests;
mod tickets;
mod wire;

use std::ops::Range;

use convert::Intercom;
use wire::{Kind, Type, type_of};

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{PostId, Reason, Thread, ThreadId};

use super::json_cursor::Step;
use super::json_cursor::Step::{At, Key};
use super::records::{
    Format, Joined, Left, Record, RecordRole, Scanned, Shapes, Spot, ThreadRecords,
};
use super::sample::Sample;
use super::values::{Id, filled, is_id};
use super::{LinkTarget, json_cursor, links, records};

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Joined<'a, Intercom> {
    records::open(settings, files, sink, Intercom::default())
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let has = |text: &[u8]| memchr::memmem::find(sample.head, text).is_some();
    let is_talk = sample.has(&["conversation_parts"]) || has(b"\"conversation.list\"");
    // Lists of conversations come without their parts.
    let is_listed = sample.has(&["waiting_since", "admin_assignee_id", "source"]);
    let is_article = sample.has(&["workspace_id", "author_id", "state", "title", "body"]);
    let is_ticket = sample.has(&["ticket_attributes", "ticket_parts"]);
    sample.is_json() && (is_talk || is_listed || is_article || is_ticket)
}

impl Format for Intercom {
    type Kind = Kind;

    const SHAPES: Shapes<Kind> = Shapes {
        lists: &[
            (&["conversations"], Kind::Own),
            (&["tickets"], Kind::Own),
            (&["data", "articles"], Kind::Own),
            (&["data", "item"], Kind::Own),
            (&["data"], Kind::Own),
            (&["articles"], Kind::Own),
            (&["admins"], Kind::Own),
        ],
        alone: Kind::Own,
        marks: &[
            "source",
            "conversation_parts",
            "conversation_message",
            "workspace_id",
            "ticket_parts",
        ],
    };
    const EXTENSIONS: &'static [&'static str] = &["json", "jsonl", "ndjson"];
    const NAME: &'static str = "Intercom";
    const WANTED: &'static str = "conversations have a `source` and `conversation_parts`, \
         tickets have `ticket_parts`, articles the type `article`";

    fn find(
        file: u32,
        open: &dyn Fn() -> std::io::Result<Box<dyn std::io::Read + Send>>,
        each: &mut dyn FnMut(Spot, Scanned<'_, Kind>),
    ) {
        records::scan(file, open, &Self::SHAPES, &mut |spot, found| match found {
            Scanned::Record(kind, bytes) => {
                each(spot, Scanned::Record(kind, bytes));
                for n in 0..n_translations(bytes) {
                    each(spot, Scanned::Record(Kind::Translation(n), bytes));
                }
            }
            Scanned::Damaged(damage) => each(spot, Scanned::Damaged(damage)),
        });
    }

    fn survey(&mut self, record: &Record<'_, Kind>) -> RecordRole {
        let wire: wire::RecordHeader<'_> = match record.parse("record") {
            Ok(wire) => wire,
            Err(fault) => return RecordRole::Invalid(fault),
        };
        let Some(Id(id)) = wire.id.clone() else { return RecordRole::Nothing };
        let changed = wire.updated_at.0.and_then(|time| u64::try_from(time.0).ok()).unwrap_or(0);
        match (type_of(&wire), record.kind) {
            // A ticket that was a conversation before has its id.
            (Type::Conversation | Type::Ticket, Kind::Own) => {
                // A list's record has no parts; that of the conversation itself is better.
                // Nothing is newer than that it was deleted.
                let version = match wire.deleted.0 || wire.deleted_at.0 {
                    true => u64::MAX,
                    false => {
                        let has_parts = wire.conversation_parts.or(wire.ticket_parts).is_some();
                        changed * 2 + u64::from(has_parts)
                    }
                };
                RecordRole::Thread { id, version }
            }
            (Type::Article | Type::InternalArticle, Kind::Own) => {
                // Conversations and articles are numbered apart.
                RecordRole::Thread { id: format!("a{id}"), version: changed }
            }
            (Type::Article, Kind::Translation(n)) => {
                let Some((locale, _)) = convert::translation(record.text, n) else {
                    return RecordRole::Nothing;
                };
                let id = format!("a{id}-{}", locale.to_lowercase());
                self.translations.insert(id.clone());
                RecordRole::Thread { id, version: changed }
            }
            (Type::Admin, Kind::Own) => {
                let name = filled(&wire.name).unwrap_or_default().to_owned();
                self.admins.insert(id, name);
                RecordRole::Aside
            }
            (Type::Other, Kind::Own) => RecordRole::Aside,
            (_, _) => RecordRole::Nothing,
        }
    }

    fn thread(
        &self,
        records: &ThreadRecords<'_, Kind>,
        settings: &SourceSettings,
        sink: &mut Sink,
    ) -> Result<Thread, Left> {
        convert::thread(self, records, settings, sink)
    }

    fn link_target(&self, path: &str) -> Option<LinkTarget> {
        let (parts, _) = links::parts(path);
        let id = |part: &str| {
            let id = part.split('-').next().unwrap_or(part);
            links::is_number(id).then(|| id.to_owned())
        };
        let thread = match parts.as_slice() {
            [locale, "articles", part] => {
                let article = format!("a{}", id(part)?);
                let translation = format!("{article}-{}", locale.to_lowercase());
                let is_there = self.translations.contains(&translation);
                if is_there { translation } else { article }
            }
            ["articles", part] => format!("a{}", id(part)?),
            [.., "conversations" | "conversation", part] => id(part)?,
            _ => return None,
        };
        Some(LinkTarget { thread: Some(ThreadId(thread)), post: None })
    }

    fn mark(
        &self,
        records: &ThreadRecords<'_, Kind>,
        _: &Thread,
        reason: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        let text = records.all[0].text.as_bytes();
        let find = |path: &[Step<'_>]| json_cursor::find(text, path).map(|found| (0, found.whole));
        match reason {
            Reason::AcceptedMark => return find(&[Key("conversation_rating"), Key("rating")]),
            Reason::OfficialMark => {
                return find(&[Key("state")]).or_else(|| find(&[Key("ticket_state")]));
            }
            _ => {}
        }
        let of_ticket = [Key("ticket_parts"), Key("ticket_parts")];
        let of_talk = [Key("conversation_parts"), Key("conversation_parts")];
        let list = if json_cursor::length(text, &of_ticket) > 0 { of_ticket } else { of_talk };
        let wanted = post?.0.as_str();
        let of = |at: usize, name: &'static str| [&list[..], &[At(at), Key(name)]].concat();
        let is_it = |at: &usize| is_id(text, &of(*at, "id"), wanted);
        let at = (0..json_cursor::length(text, &list)).find(is_it)?;
        let field = if reason == Reason::StaffAnswer { "author" } else { "id" };
        find(&of(at, field))
    }
}

/// How many languages an article has beside its own.
fn n_translations(bytes: &[u8]) -> u16 {
    if memchr::memmem::find(bytes, b"\"translated_content\"").is_none() {
        return 0;
    }
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    u16::try_from(convert::translations(text).len()).unwrap_or(0)
}
