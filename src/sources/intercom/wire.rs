//! What Intercom writes, as far as it is read: conversations, tickets, articles, teammates.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::sources::values::{Flag, Id, Moment, Number, Text, filled};

/// Any record, as far as it tells what it is.
#[derive(Deserialize)]
pub(super) struct RecordHeader<'a> {
    #[serde(borrow, rename = "type")]
    pub kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub object: Option<Text<'a>>,
    pub id: Option<Id>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(default)]
    pub updated_at: Moment,
    #[serde(default)]
    pub deleted_at: Flag,
    #[serde(default)]
    pub deleted: Flag,
    pub source: Option<IgnoredAny>,
    pub conversation_message: Option<IgnoredAny>,
    pub conversation_parts: Option<IgnoredAny>,
    pub ticket_parts: Option<IgnoredAny>,
}

/// A conversation.
#[derive(Deserialize)]
pub(super) struct Conversation<'a> {
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub state: Option<Text<'a>>,
    pub open: Option<bool>,
    #[serde(default)]
    pub created_at: Moment,
    #[serde(default)]
    pub updated_at: Moment,
    #[serde(borrow)]
    pub source: Option<MessagePart<'a>>,
    /// What `source` was called before version 2 of the API.
    #[serde(borrow)]
    pub conversation_message: Option<MessagePart<'a>>,
    #[serde(borrow)]
    pub conversation_parts: Option<Parts<'a>>,
    #[serde(borrow)]
    pub tags: Option<Tags<'a>>,
    pub conversation_rating: Option<Rating>,
    pub statistics: Option<Statistics>,
}

/// What the customer thought of it, from 1 to 5.
#[derive(Deserialize)]
pub(super) struct Rating {
    #[serde(default)]
    pub rating: Number,
}

/// What lists of conversations say of the parts that they leave out.
#[derive(Deserialize)]
pub(super) struct Statistics {
    #[serde(default)]
    pub count_conversation_parts: Number,
}

/// The parts of a conversation, and how many there are in all.
#[derive(Deserialize)]
pub(super) struct Parts<'a> {
    #[serde(borrow)]
    pub conversation_parts: Option<Vec<MessagePart<'a>>>,
    #[serde(default)]
    pub total_count: Number,
}

/// A ticket, which is a conversation with a form.
#[derive(Deserialize)]
pub(super) struct Ticket<'a> {
    /// `Customer`, `Back-office` or `Tracker`.
    #[serde(borrow)]
    pub category: Option<Text<'a>>,
    #[serde(borrow)]
    pub ticket_type: Option<TicketType<'a>>,
    /// Whether the customer sees it.
    pub is_shared: Option<bool>,
    #[serde(borrow)]
    pub ticket_attributes: Option<TicketAttributes<'a>>,
    /// A word, or what has it as its `category`.
    #[serde(default, deserialize_with = "state")]
    pub ticket_state: Option<String>,
    pub open: Option<bool>,
    #[serde(default)]
    pub created_at: Moment,
    #[serde(default)]
    pub updated_at: Moment,
    pub contacts: Option<Contacts>,
    #[serde(borrow)]
    pub ticket_parts: Option<TicketParts<'a>>,
}

/// The form of a ticket.
#[derive(Deserialize)]
pub(super) struct TicketType<'a> {
    #[serde(borrow)]
    pub category: Option<Text<'a>>,
}

/// What was filled in; fields that a workspace added are its own.
#[derive(Deserialize)]
pub(super) struct TicketAttributes<'a> {
    #[serde(borrow, rename = "_default_title_")]
    pub title: Option<Text<'a>>,
    #[serde(borrow, rename = "_default_description_")]
    pub description: Option<Text<'a>>,
}

/// Whom a ticket is about.
#[derive(Deserialize)]
pub(super) struct Contacts {
    pub contacts: Option<Vec<Contact>>,
}

/// One of them.
#[derive(Deserialize)]
pub(super) struct Contact {
    pub id: Option<Id>,
}

/// The parts of a ticket, and how many there are in all.
#[derive(Deserialize)]
pub(super) struct TicketParts<'a> {
    #[serde(borrow)]
    pub ticket_parts: Option<Vec<MessagePart<'a>>>,
    #[serde(default)]
    pub total_count: Number,
}

/// The message that started a conversation, or a part of it.
#[derive(Deserialize)]
pub(super) struct MessagePart<'a> {
    pub id: Option<Id>,
    /// Of the first message: how it came, such as `email` or `twitter`.
    #[serde(borrow, rename = "type")]
    pub kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub part_type: Option<Text<'a>>,
    #[serde(borrow)]
    pub subject: Option<Text<'a>>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow)]
    pub author: Option<Author<'a>>,
    #[serde(default)]
    pub created_at: Moment,
    #[serde(default)]
    pub redacted: Flag,
    #[serde(borrow)]
    pub attachments: Option<Vec<Attachment<'a>>>,
}

/// A file that came with a message.
#[derive(Deserialize)]
pub(super) struct Attachment<'a> {
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
    #[serde(default)]
    pub filesize: Number,
}

/// Who wrote it.
#[derive(Deserialize)]
pub(super) struct Author<'a> {
    #[serde(borrow, rename = "type")]
    pub kind: Option<Text<'a>>,
    pub id: Option<Id>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(default)]
    pub from_ai_agent: Flag,
}

/// A list of tags.
#[derive(Deserialize)]
pub(super) struct Tags<'a> {
    #[serde(borrow)]
    pub tags: Option<Vec<Tag<'a>>>,
}

/// A tag.
#[derive(Deserialize)]
pub(super) struct Tag<'a> {
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
}

/// An article of the Help Center.
#[derive(Deserialize)]
pub(super) struct Article<'a> {
    pub id: Option<Id>,
    #[serde(borrow)]
    pub default_locale: Option<Text<'a>>,
    #[serde(borrow)]
    pub help_center_audience: Option<Text<'a>>,
    #[serde(borrow)]
    pub tags: Option<Tags<'a>>,
}

/// An article in one language.
#[derive(Deserialize)]
pub(super) struct Content<'a> {
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow)]
    pub body_markdown: Option<Text<'a>>,
    #[serde(borrow)]
    pub state: Option<Text<'a>>,
    pub author_id: Option<Id>,
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
    #[serde(default)]
    pub created_at: Moment,
    #[serde(default)]
    pub updated_at: Moment,
}

/// The languages of an article, not yet read.
#[derive(Deserialize)]
pub(super) struct Languages<'a> {
    #[serde(borrow)]
    pub default_locale: Option<Text<'a>>,
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow)]
    pub translated_content: Option<BTreeMap<String, &'a RawValue>>,
}

/// Reads the state of a ticket, which older versions of the API write as a word.
fn state<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    struct State {
        category: Option<String>,
    }
    // As the JSON itself, so that neither form is an error in the other.
    let raw = <&RawValue>::deserialize(deserializer)?.get();
    let state = serde_json::from_str::<State>(raw).ok().and_then(|state| state.category);
    Ok(state.or_else(|| serde_json::from_str(raw).ok()))
}

/// What of a record becomes a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Kind {
    /// The record itself.
    Own,
    /// A language of an article, by its number in the order of their names.
    Translation(u16),
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Type {
    Conversation,
    Ticket,
    Article,
    InternalArticle,
    Admin,
    /// Known, and nothing that a page is made of.
    Other,
    Unknown,
}

/// Tells records apart by what they call themselves, or else by what they have.
pub(super) fn type_of(wire: &RecordHeader<'_>) -> Type {
    let is_talk = wire.source.is_some() || wire.conversation_message.is_some();
    match filled(&wire.kind).or(filled(&wire.object)) {
        Some("conversation") => Type::Conversation,
        Some("ticket") => Type::Ticket,
        Some("article") => Type::Article,
        Some("internal_article") => Type::InternalArticle,
        Some("admin") => Type::Admin,
        Some(
            "collection" | "section" | "company" | "contact" | "help_center" | "lead" | "segment"
            | "tag" | "team" | "ticket_state" | "ticket_type" | "user" | "visitor",
        ) => Type::Other,
        None if is_talk || wire.conversation_parts.is_some() => Type::Conversation,
        None if wire.ticket_parts.is_some() => Type::Ticket,
        Some(_) | None => Type::Unknown,
    }
}
