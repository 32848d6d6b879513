//! What Freshdesk writes, as far as it is read: tickets, conversations, solutions.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::sources::values::{Id, Number, Text};
use crate::text::Lang;

/// Any record, as far as it tells what it is.
#[derive(Deserialize)]
pub(super) struct RecordHeader<'a> {
    pub id: Option<Id>,
    pub ticket_id: Option<Id>,
    pub folder_id: Option<IgnoredAny>,
    pub requester_id: Option<IgnoredAny>,
    pub incoming: Option<IgnoredAny>,
    pub body: Option<IgnoredAny>,
    pub title: Option<IgnoredAny>,
    pub email: Option<IgnoredAny>,
    pub visibility: Option<u64>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub contact: Option<Contact<'a>>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
}

/// The person of an agent, or the requester of a ticket.
#[derive(Deserialize)]
pub(super) struct Contact<'a> {
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
}

/// A ticket.
#[derive(Deserialize)]
pub(super) struct Ticket<'a> {
    #[serde(borrow)]
    pub subject: Option<Text<'a>>,
    /// HTML; in the first version of the API plain text.
    #[serde(borrow)]
    pub description: Option<Text<'a>>,
    #[serde(borrow)]
    pub description_html: Option<Text<'a>>,
    pub status: Option<u64>,
    pub spam: Option<bool>,
    pub deleted: Option<bool>,
    pub requester_id: Option<Id>,
    pub responder_id: Option<Id>,
    #[serde(borrow)]
    pub requester: Option<Contact<'a>>,
    #[serde(borrow)]
    pub tags: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub conversations: Option<Vec<Reply<'a>>>,
    #[serde(borrow)]
    pub attachments: Option<Vec<Attachment<'a>>>,
}

/// A file of a ticket or a reply.
#[derive(Deserialize)]
pub(super) struct Attachment<'a> {
    pub id: Option<Id>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub attachment_url: Option<Text<'a>>,
    #[serde(default)]
    pub size: Number,
}

/// What was said in a ticket.
#[derive(Deserialize)]
pub(super) struct Reply<'a> {
    pub id: Option<Id>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow)]
    pub body_text: Option<Text<'a>>,
    pub incoming: Option<bool>,
    pub private: Option<bool>,
    pub user_id: Option<Id>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub attachments: Option<Vec<Attachment<'a>>>,
}

/// An article of the knowledge base.
#[derive(Deserialize)]
pub(super) struct Article<'a> {
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub description: Option<Text<'a>>,
    #[serde(borrow)]
    pub description_text: Option<Text<'a>>,
    pub status: Option<u64>,
    pub folder_id: Option<Id>,
    pub category_id: Option<Id>,
    pub agent_id: Option<Id>,
    pub thumbs_up: Option<i64>,
    /// How often it was read.
    #[serde(default)]
    pub hits: Number,
    #[serde(borrow)]
    pub tags: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Kind {
    Ticket,
    Reply,
    Agent,
    Contact,
    Folder,
    Article,
    Other,
}

/// Tells records apart by what they have.
pub(super) fn kind_of(wire: &RecordHeader<'_>) -> Kind {
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

/// The language that a file's name ends with: `articles_fr.json`, `fr/articles.json`.
pub(super) fn language_of(path: &str) -> Option<Lang> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut parts = stem.rsplit(['_', '/', '.']);
    let is_tag = |part: &&str| part.len() == 2 || part.len() == 5 && part.contains('-');
    parts.by_ref().take(2).find(is_tag).and_then(Lang::new)
}
