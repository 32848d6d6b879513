//! What Zendesk writes, as far as it is read.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::sources::values::{Id, Number, Text, filled};

/// What tells one record from another, and what it belongs to.
#[derive(Deserialize)]
pub(super) struct RecordHeader<'a> {
    pub id: Option<Id>,
    pub post_id: Option<Id>,
    pub ticket_id: Option<Id>,
    pub source_id: Option<Id>,
    #[serde(borrow)]
    pub source_type: Option<Text<'a>>,
    #[serde(borrow)]
    pub locale: Option<Text<'a>>,
    #[serde(borrow)]
    pub source_locale: Option<Text<'a>>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub role: Option<Text<'a>>,
    pub requester_id: Option<IgnoredAny>,
    pub details: Option<IgnoredAny>,
    pub body: Option<IgnoredAny>,
    pub section_id: Option<Id>,
    pub category_id: Option<Id>,
    pub parent_section_id: Option<Id>,
    pub article_id: Option<IgnoredAny>,
    pub content_url: Option<IgnoredAny>,
    pub user_segment_id: Option<IgnoredAny>,
    pub user_segment_ids: Option<Vec<IgnoredAny>>,
}

/// A ticket.
#[derive(Deserialize)]
pub(super) struct Ticket<'a> {
    pub id: Id,
    #[serde(borrow)]
    pub subject: Option<Text<'a>>,
    #[serde(borrow)]
    pub raw_subject: Option<Text<'a>>,
    #[serde(borrow)]
    pub description: Option<Text<'a>>,
    #[serde(borrow)]
    pub status: Option<Text<'a>>,
    pub is_public: Option<bool>,
    pub requester_id: Option<Id>,
    pub assignee_id: Option<Id>,
    pub brand_id: Option<Id>,
    pub group_id: Option<Id>,
    #[serde(borrow)]
    pub tags: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub comments: Option<Vec<Comment<'a>>>,
    #[serde(borrow)]
    pub satisfaction_rating: Option<Rating<'a>>,
}

/// What the requester thought of it.
#[derive(Deserialize)]
pub(super) struct Rating<'a> {
    #[serde(borrow)]
    pub score: Option<Text<'a>>,
}

/// A comment on a ticket or a community post.
#[derive(Deserialize)]
pub(super) struct Comment<'a> {
    pub id: Option<Id>,
    pub author_id: Option<Id>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow)]
    pub html_body: Option<Text<'a>>,
    #[serde(borrow)]
    pub attachments: Option<Vec<Attachment<'a>>>,
    /// Of a ticket's comment: whether the requester sees it.
    pub public: Option<bool>,
    /// Of a post's comment.
    pub official: Option<bool>,
    pub vote_sum: Option<i64>,
    #[serde(borrow)]
    pub html_url: Option<Text<'a>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
}

/// A file of a comment.
#[derive(Deserialize)]
pub(super) struct Attachment<'a> {
    pub id: Option<Id>,
    #[serde(borrow)]
    pub file_name: Option<Text<'a>>,
    #[serde(borrow)]
    pub content_url: Option<Text<'a>>,
    #[serde(default)]
    pub size: Number,
}

/// A file of an article.
#[derive(Deserialize)]
pub(super) struct ArticleFile<'a> {
    pub article_id: Option<Id>,
    /// The language of the translation that shows it; all do, where there is none.
    #[serde(borrow)]
    pub locale: Option<Text<'a>>,
    /// Its words show it.
    pub inline: Option<bool>,
    #[serde(borrow)]
    pub file_name: Option<Text<'a>>,
    #[serde(borrow)]
    pub content_url: Option<Text<'a>>,
    #[serde(default)]
    pub size: Number,
}

/// A post of a community.
#[derive(Deserialize)]
pub(super) struct Post<'a> {
    pub id: Id,
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub details: Option<Text<'a>>,
    pub author_id: Option<Id>,
    pub topic_id: Option<Id>,
    pub vote_sum: Option<i64>,
    #[serde(borrow)]
    pub html_url: Option<Text<'a>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub comments: Option<Vec<Comment<'a>>>,
}

/// An article of a Help Center, or a translation of one.
#[derive(Deserialize)]
pub(super) struct Article<'a> {
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow)]
    pub locale: Option<Text<'a>>,
    pub author_id: Option<Id>,
    #[serde(borrow)]
    pub label_names: Option<Vec<Text<'a>>>,
    pub draft: Option<bool>,
    pub hidden: Option<bool>,
    pub vote_sum: Option<i64>,
    #[serde(borrow)]
    pub html_url: Option<Text<'a>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub edited_at: Option<Text<'a>>,
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Kind {
    Ticket,
    Comment,
    User,
    Post,
    Topic,
    /// A section, category, brand or group.
    Named,
    Article,
    Translation,
    /// A file of an article.
    File,
    /// What its fields say.
    Any,
}

/// Tells records apart whose place does not.
pub(super) fn kind_of(by_place: Kind, wire: &RecordHeader<'_>) -> Kind {
    let is_translation = filled(&wire.source_type) == Some("Article");
    match by_place {
        Kind::Any if wire.requester_id.is_some() => Kind::Ticket,
        Kind::Any if wire.details.is_some() => Kind::Post,
        Kind::Any if is_translation => Kind::Translation,
        Kind::Any if wire.article_id.is_some() && wire.content_url.is_some() => Kind::File,
        Kind::Any if wire.section_id.is_some() => Kind::Article,
        Kind::Any if wire.body.is_some() => Kind::Comment,
        Kind::Any if wire.role.is_some() => Kind::User,
        kind => kind,
    }
}
