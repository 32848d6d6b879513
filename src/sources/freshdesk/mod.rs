//! Freshdesk: tickets with their conversations, articles of the knowledge base.
//!
//! As the API serves them; conversations, agents and folders may lie in other files.

mod convert;
#[cfg(test)]
mod tests;
mod wire;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{PostId, Reason, Role, Thread, ThreadId};
use crate::text::Lang;

use super::auto::Sample;
use super::records::{Fault, Format, Joined, Left, Part, Record, Shapes, Whole};
use super::skim::Step;
use super::skim::Step::{At, Key};
use super::values::{Id, filled, version};
use super::{LinkTarget, links, records, skim};

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

/// What threads need of other records.
#[derive(Default)]
pub(super) struct Freshdesk {
    /// Agents and contacts by their id.
    people: BTreeMap<String, (String, Role)>,
    /// Whether all may read what is in a folder, by its id.
    folders: BTreeMap<String, bool>,
    /// The names of folders, by their id.
    names: BTreeMap<String, String>,
    /// The language in which an article was seen first, by its id.
    articles: BTreeMap<String, Option<Lang>>,
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ticket,
    Reply,
    Agent,
    Contact,
    Folder,
    Article,
    Other,
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

    fn glance(&mut self, record: &Record<'_, ()>) -> Part {
        let wire: wire::Glance<'_> = match record.parse("record") {
            Ok(wire) => wire,
            Err(fault) => return Part::Invalid(fault),
        };
        let Some(Id(id)) = wire.id.clone() else { return Part::Nothing };
        let version = version(&wire.updated_at);
        let name = |text| filled(text).unwrap_or_default().to_owned();
        match kind_of(&wire) {
            Kind::Ticket => Part::Thread { id, version },
            Kind::Reply => reply(record, &wire),
            Kind::Agent => {
                let name = wire.contact.as_ref().map(|contact| name(&contact.name));
                self.people.insert(id, (name.unwrap_or_default(), Role::Staff));
                Part::Aside
            }
            Kind::Contact => {
                self.people.entry(id).or_insert((name(&wire.name), Role::Member));
                Part::Aside
            }
            Kind::Folder => {
                self.names.insert(id.clone(), name(&wire.name));
                self.folders.insert(id, wire.visibility == Some(1));
                Part::Aside
            }
            Kind::Article => {
                let lang = language_of(record.path);
                let first = self.articles.entry(id.clone()).or_insert(lang);
                // Tickets and articles are numbered apart.
                let id = format!("a{id}");
                match lang.filter(|lang| *first != Some(*lang)) {
                    Some(lang) => Part::Thread { id: format!("{id}-{}", lang.as_str()), version },
                    None => Part::Thread { id, version },
                }
            }
            Kind::Other => Part::Nothing,
        }
    }

    fn thread(
        &self,
        whole: &Whole<'_, ()>,
        settings: &SourceSettings,
        _: &mut Sink,
    ) -> Result<Thread, Left> {
        convert::thread(self, whole, settings)
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
        whole: &Whole<'_, ()>,
        _: &Thread,
        reason: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        let find = |at: usize, path: &[Step<'_>]| {
            let found = skim::find(whole.records[at].text.as_bytes(), path)?;
            Some((at, found.whole))
        };
        if matches!(reason, Reason::OfficialMark | Reason::AcceptedMark) {
            return find(0, &[Key("status")]);
        }
        let wanted = post?.0.as_str();
        let field = if reason == Reason::StaffAnswer { "user_id" } else { "id" };
        let is_it = |at: usize, path: &[Step<'_>]| {
            let text = whole.records[at].text.as_bytes();
            let id = skim::find(text, path).map(|found| &text[found.value]);
            let id: Option<Id> = id.and_then(|id| serde_json::from_slice(id).ok());
            id.is_some_and(|Id(id)| id == wanted)
        };
        let apart = (1..whole.records.len()).find(|at| is_it(*at, &[Key("id")]));
        if let Some(at) = apart {
            return find(at, &[Key(field)]);
        }
        let list = Key("conversations");
        let n = skim::length(whole.records[0].text.as_bytes(), &[list]);
        let at = (0..n).find(|at| is_it(0, &[list, At(*at), Key("id")]))?;
        find(0, &[list, At(at), Key(field)])
    }
}

/// Tells records apart by what they have.
fn kind_of(wire: &wire::Glance<'_>) -> Kind {
    match () {
        () if wire.requester_id.is_some() => Kind::Ticket,
        () if wire.body.is_some() && (wire.ticket_id.is_some() || wire.incoming.is_some()) => {
            Kind::Reply
        }
        () if wire.title.is_some() && wire.folder_id.is_some() => Kind::Article,
        () if wire.contact.is_some() => Kind::Agent,
        () if wire.email.is_some() && wire.name.is_some() => Kind::Contact,
        () if wire.visibility.is_some() && wire.name.is_some() => Kind::Folder,
        () => Kind::Other,
    }
}

fn reply(record: &Record<'_, ()>, wire: &wire::Glance<'_>) -> Part {
    match wire.ticket_id.as_ref().map(|id| id.0.as_str()).or(links::last_number(record.path)) {
        Some(ticket) => Part::Of(ticket.to_owned()),
        None => Part::Invalid(Fault {
            message: "this reply does not say which ticket it belongs to".to_owned(),
            note: Some("name the file after it: `tickets/214/conversations.json`".to_owned()),
            at: 0,
        }),
    }
}

/// The language that a file's name ends with: `articles_fr.json`, `fr/articles.json`.
fn language_of(path: &str) -> Option<Lang> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut parts = stem.rsplit(['_', '/', '.']);
    let is_tag = |part: &&str| part.len() == 2 || part.len() == 5 && part.contains('-');
    parts.by_ref().take(2).find(is_tag).and_then(Lang::new)
}
