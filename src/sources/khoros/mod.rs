//! Khoros communities: Classic, by the Community API v2 (LiQL), and Aurora, by GraphQL.
//!
//! Messages come in pages, topics and replies mixed or apart, or replies within topics.

mod convert;
#[cfg(test)]
mod tests;
mod wire;

use std::ops::Range;

use convert::Khoros;
use wire::bare;

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{PostId, Reason, Thread, ThreadId};

use super::beside::{OWN, Way};
use super::json_cursor::Step::Key;
use super::records::{Format, Joined, Left, Record, RecordRole, Shapes, ThreadRecords};
use super::sample::Sample;
use super::values::{Id, filled, names, version};
use super::{LinkTarget, json_cursor, links, records};

/// Pictures of messages, by their numbers, and files that were attached.
pub(super) const WAYS: &[Way] = &[
    Way {
        hosts: &[OWN],
        path: "{above*}/image-id/{id}/{size*}",
        copies: &["images/{id}.*", "image-id/{id}.*"],
    },
    Way { hosts: &[OWN], path: "{above*}/images/{id}", copies: &["images/{id}.*"] },
    Way {
        hosts: &[OWN],
        path: "{above*}/attachments/{board}/{message}/{n}/{name}",
        copies: &["attachments/{board}/{message}/{n}/{name}", "attachments/{message}/{name}"],
    },
];

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Joined<'a, Khoros> {
    records::open(settings, files, sink, Khoros::default())
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let is_classic = sample.has(&["subject", "board", "view_href"]);
    let is_aurora = sample.has(&["__typename", "postTime"]) || sample.has(&["apolloState"]);
    sample.is_json() && (is_classic || is_aurora)
}

impl Format for Khoros {
    type Kind = ();

    const SHAPES: Shapes<()> = Shapes {
        lists: &[
            (&["data", "items"], ()),
            (&["data", "message"], ()),
            (&["data", "messages", "edges", "node"], ()),
            (&["data"], ()),
            (&["items"], ()),
            (&["props", "pageProps", "apolloState", "*"], ()),
            (&["apolloState", "*"], ()),
        ],
        alone: (),
        marks: &["id", "subject", "body", "__typename"],
    };
    const EXTENSIONS: &'static [&'static str] = &["json", "jsonl", "ndjson"];
    const NAME: &'static str = "Khoros";
    const WANTED: &'static str = "a message has a `subject`, and `post_time` or `postTime`";

    fn survey(&mut self, record: &Record<'_, ()>) -> RecordRole {
        // Aurora's page state has much that is of no use, in other forms.
        let is_state = record.text.starts_with("{\"__typename\"");
        let wire: wire::Message<'_> = match record.parse("message") {
            Ok(wire) => wire,
            Err(_) if is_state && !record.text.contains("postTime") => return RecordRole::Nothing,
            Err(fault) => return RecordRole::Invalid(fault),
        };
        let Some(id) = wire.id.as_ref().map(bare) else { return RecordRole::Nothing };
        let text = |text: &Option<_>| filled(text).unwrap_or_default().to_owned();
        match filled(&wire.type_name) {
            Some("User") => {
                let rank = wire.rank.and_then(|rank| rank.reference);
                let rank = rank.as_ref().map(bare).unwrap_or_default();
                self.users.insert(id, (text(&wire.login), rank));
                return RecordRole::Aside;
            }
            Some("Rank") => {
                self.ranks.insert(id, text(&wire.name));
                return RecordRole::Aside;
            }
            _ => {}
        }
        let is_message = wire.post_time.is_some()
            || wire.posted.is_some()
            || wire.replies.is_some()
            || wire.body.is_some();
        if !is_message {
            let called = names([&wire.display_id, &wire.title]);
            if is_state && !called.is_empty() && id.contains("board:") {
                self.boards.insert(id, called);
                return RecordRole::Aside;
            }
            return RecordRole::Nothing;
        }
        let topic = wire.topic.as_ref().and_then(|topic| topic.id.as_ref());
        let conversation = wire.conversation.as_ref().and_then(|talk| talk.id.as_ref());
        let topic = topic.or(conversation).map(bare);
        let is_root = wire.depth == Some(0) || topic.as_ref() == Some(&id);
        let edited = wire.current_revision.as_ref().map(|revision| &revision.last_edit_time);
        let changed = edited.map(version).unwrap_or_default();
        let version = changed.max(version(&wire.post_time)).max(version(&wire.posted));
        match topic {
            _ if is_root => RecordRole::Thread { id, version },
            Some(topic) => RecordRole::Of(topic),
            // A query for the replies of a topic names the topic and no more.
            None if wire.subject.is_none() => RecordRole::Of(id),
            None => RecordRole::Thread { id, version },
        }
    }

    fn thread(
        &self,
        records: &ThreadRecords<'_, ()>,
        settings: &SourceSettings,
        sink: &mut Sink,
    ) -> Result<Thread, Left> {
        convert::thread(self, records, settings, sink)
    }

    fn link_target(&self, path: &str) -> Option<LinkTarget> {
        let (parts, fragment) = links::parts(path);
        let by_fragment = fragment.and_then(|name| name.strip_prefix('M'));
        let by_fragment = by_fragment.filter(|id| links::is_number(id)).map(str::to_owned);
        let at = |wanted: &[&str]| parts.iter().position(|part| wanted.contains(part));
        let number = |at: usize| parts.get(at).filter(|part| links::is_number(part));
        let target = |thread: Option<&str>, post: Option<String>| LinkTarget {
            thread: thread.map(|id| ThreadId(id.to_owned())),
            post: post.map(PostId),
        };
        if parts.first() == Some(&"t5") {
            let topic = at(&["td-p", "ta-p", "ba-p", "qaq-p", "idi-p", "gpm-p", "cns-p"]);
            if let Some(id) = topic.and_then(|at| number(at + 1)) {
                return Some(target(Some(id), by_fragment));
            }
            let id = at(&["m-p", "qaa-p", "idc-p", "bc-p", "tac-p"]).and_then(|at| number(at + 1));
            return id.map(|id| target(None, by_fragment.or(Some((*id).to_owned()))));
        }
        let kinds = ["discussions", "blog", "kb", "idea", "category", "event", "qa"];
        let kind = parts.first().filter(|kind| kinds.contains(kind))?;
        let id = parts.iter().skip(usize::from(!kind.is_empty())).find(|p| links::is_number(p))?;
        let reply = at(&["replies", "comments"]).and_then(|at| number(at + 1));
        Some(target(Some(id), reply.map(|id| (*id).to_owned())))
    }

    fn mark(
        &self,
        records: &ThreadRecords<'_, ()>,
        _: &Thread,
        reason: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        let wanted = post?.0.as_str();
        let fields: &[&str] = match reason {
            Reason::AcceptedMark => &["is_solution", "solution"],
            Reason::StaffAnswer | Reason::OfficialMark => &["author"],
            Reason::Votes | Reason::SplitVotes => &["kudosSumWeight", "kudos"],
            _ => &["id"],
        };
        records.all.iter().enumerate().find_map(|(at, record)| {
            let (start, message) = within(record.text, wanted, 0)?;
            let found = fields.iter().find_map(|field| json_cursor::find(message, &[Key(field)]));
            let range = found.map_or(0..1, |found| found.whole);
            Some((at, range.start + start..range.end + start))
        })
    }
}

/// Finds the message with an id, in a record or in its replies: its place and its text.
fn within<'t>(text: &'t str, wanted: &str, depth: usize) -> Option<(usize, &'t [u8])> {
    /// How deep replies to replies are looked through.
    const DEEPEST: usize = 30;
    let bytes = text.as_bytes();
    let id = json_cursor::find(bytes, &[Key("id")])?;
    let id: Option<Id> = serde_json::from_slice(&bytes[id.value]).ok();
    if id.is_some_and(|id| bare(&id) == wanted) {
        return Some((0, bytes));
    }
    if depth > DEEPEST {
        return None;
    }
    for list in ["items", "edges"] {
        let path = [Key("replies"), Key(list)];
        for at in 0..json_cursor::length(bytes, &path) {
            let item = [&path[..], &[json_cursor::Step::At(at)]].concat();
            let node = [&item[..], &[Key("node")]].concat();
            let found =
                json_cursor::find(bytes, &node).or_else(|| json_cursor::find(bytes, &item))?.value;
            if let Some((start, message)) = within(&text[found.clone()], wanted, depth + 1) {
                return Some((found.start + start, message));
            }
        }
    }
    None
}
