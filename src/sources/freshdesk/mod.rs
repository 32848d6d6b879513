//! Freshdesk: tickets with their conversations, articles of the knowledge base.
//!
//! As the API serves them; conversations, agents and folders may lie in other files.

mod convert;
#[cfg(test)]
mod tests;
mod wire;

use std::ops::Range;

use convert::Freshdesk;
use wire::{Kind, kind_of, language_of};

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{PostId, Reason, Role, Thread, ThreadId};

use super::beside::{OWN, Way};
use super::json_cursor::Step;
use super::json_cursor::Step::{At, Key};
use super::records::{Fault, Format, Joined, Left, Record, RecordRole, Shapes, ThreadRecords};
use super::sample::Sample;
use super::values::{Id, filled, is_id, version};
use super::{LinkTarget, json_cursor, links, records};

/// Pictures within articles and replies.
pub(super) const WAYS: &[Way] = &[Way {
    hosts: &[OWN, ".freshdesk.com", ".amazonaws.com"],
    path: "{above*}/attachments/production/{id}/{size}/{name}",
    copies: &["attachments/{id}/{name}"],
}];

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Joined<'a, Freshdesk> {
    records::open(settings, files, sink, Freshdesk::default())
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let is_ticket = sample.has(&["requester_id", "responder_id", "subject", "fr_escalated"]);
    let is_article = sample.has(&["folder_id", "category_id", "description_text", "title"]);
    let is_talk = sample.has(&["incoming", "private", "ticket_id", "body_text"]);
    sample.is_json() && (is_ticket || is_article || is_talk)
}

impl Format for Freshdesk {
    type Kind = ();

    const SHAPES: Shapes<()> = Shapes {
        lists: &[
            (&["results"], ()),
            (&["tickets"], ()),
            (&["ticket"], ()),
            (&["helpdesk_ticket"], ()),
            (&["conversations"], ()),
            (&["articles"], ()),
        ],
        alone: (),
        marks: &["id", "subject", "ticket_id", "requester_id"],
    };
    const EXTENSIONS: &'static [&'static str] = &["json", "jsonl", "ndjson"];
    const NAME: &'static str = "Freshdesk";
    const WANTED: &'static str = "tickets have a `requester_id`, articles a `folder_id`";

    fn survey(&mut self, record: &Record<'_, ()>) -> RecordRole {
        let wire: wire::RecordHeader<'_> = match record.parse("record") {
            Ok(wire) => wire,
            Err(fault) => return RecordRole::Invalid(fault),
        };
        let Some(Id(id)) = wire.id.clone() else { return RecordRole::Nothing };
        let version = version(&wire.updated_at);
        let name = |text| filled(text).unwrap_or_default().to_owned();
        match kind_of(&wire) {
            Kind::Ticket => RecordRole::Thread { id, version },
            Kind::Reply => reply(record, &wire),
            Kind::Agent => {
                let name = wire.contact.as_ref().map(|contact| name(&contact.name));
                self.people.insert(id, (name.unwrap_or_default(), Role::Staff));
                RecordRole::Aside
            }
            Kind::Contact => {
                self.people.entry(id).or_insert((name(&wire.name), Role::Member));
                RecordRole::Aside
            }
            Kind::Folder => {
                self.names.insert(id.clone(), name(&wire.name));
                self.folders.insert(id, wire.visibility == Some(1));
                RecordRole::Aside
            }
            Kind::Article => {
                let lang = language_of(record.path);
                let first = self.articles.entry(id.clone()).or_insert(lang);
                // Tickets and articles are numbered apart.
                let id = format!("a{id}");
                match lang.filter(|lang| *first != Some(*lang)) {
                    Some(lang) => {
                        RecordRole::Thread { id: format!("{id}-{}", lang.as_str()), version }
                    }
                    None => RecordRole::Thread { id, version },
                }
            }
            Kind::Other => RecordRole::Nothing,
        }
    }

    fn thread(
        &self,
        records: &ThreadRecords<'_, ()>,
        settings: &SourceSettings,
        _: &mut Sink,
    ) -> Result<Thread, Left> {
        convert::thread(self, records, settings)
    }

    fn link_target(&self, path: &str) -> Option<LinkTarget> {
        let (parts, _) = links::parts(path);
        let id = |part: &str| {
            let id = part.split('-').next().unwrap_or(part);
            links::is_number(id).then(|| id.to_owned())
        };
        let thread = match parts.as_slice() {
            [.., "solutions", "articles", part] => format!("a{}", id(part)?),
            [.., "tickets", part] => id(part)?,
            _ => return None,
        };
        Some(LinkTarget { thread: Some(ThreadId(thread)), post: None })
    }

    fn mark(
        &self,
        records: &ThreadRecords<'_, ()>,
        _: &Thread,
        reason: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        let find = |at: usize, path: &[Step<'_>]| {
            let found = json_cursor::find(records.all[at].text.as_bytes(), path)?;
            Some((at, found.whole))
        };
        if matches!(reason, Reason::OfficialMark | Reason::AcceptedMark) {
            return find(0, &[Key("status")]);
        }
        let wanted = post?.0.as_str();
        let field = if reason == Reason::StaffAnswer { "user_id" } else { "id" };
        let is_it =
            |at: usize, path: &[Step<'_>]| is_id(records.all[at].text.as_bytes(), path, wanted);
        let apart = (1..records.all.len()).find(|at| is_it(*at, &[Key("id")]));
        if let Some(at) = apart {
            return find(at, &[Key(field)]);
        }
        let list = Key("conversations");
        let n = json_cursor::length(records.all[0].text.as_bytes(), &[list]);
        let at = (0..n).find(|at| is_it(0, &[list, At(*at), Key("id")]))?;
        find(0, &[list, At(at), Key(field)])
    }
}

fn reply(record: &Record<'_, ()>, wire: &wire::RecordHeader<'_>) -> RecordRole {
    match wire.ticket_id.as_ref().map(|id| id.0.as_str()).or(links::last_number(record.path)) {
        Some(ticket) => RecordRole::Of(ticket.to_owned()),
        None => RecordRole::Invalid(Fault {
            message: "this reply does not say which ticket it belongs to".to_owned(),
            note: Some("name the file after it: `tickets/214/conversations.json`".to_owned()),
            at: 0,
        }),
    }
}
