//! What Facebook writes, as far as it is read: posts and comments of the Graph API, and what a
//! download of an account calls posts and comments.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::model::Timestamp;
use crate::sources::values::{Flag, Moment, Name, Number};

use super::text::mended;

/// A post or a comment; nothing tells them apart for sure.
#[derive(Deserialize)]
pub(super) struct Record<'a> {
    #[serde(default)]
    id: Name,
    #[serde(default)]
    pub message: Words,
    #[serde(default)]
    pub created_time: Moment,
    pub from: Option<Account>,
    #[serde(default)]
    permalink_url: Name,
    parent: Option<Reference>,
    #[serde(default)]
    pub like_count: Number,
    pub comment_count: Option<Number>,
    /// Replies, or what stands below a post.
    #[serde(borrow)]
    pub comments: Option<Comments<'a>>,
    #[serde(default)]
    pub is_hidden: Flag,
    pub is_private: Option<Flag>,
    pub is_published: Option<bool>,
    pub privacy: Option<Privacy>,
    /// Names of people and pages in the message: a list, or lists by their place in it.
    #[serde(borrow)]
    message_tags: Option<&'a RawValue>,
    // Of Instagram: a comment, or a picture or film with its caption.
    #[serde(default)]
    text: Words,
    #[serde(default)]
    pub caption: Words,
    #[serde(default)]
    pub username: Name,
    #[serde(default)]
    pub hidden: Flag,
    #[serde(borrow)]
    pub replies: Option<Comments<'a>>,
    #[serde(default)]
    permalink: Name,
    #[serde(default)]
    parent_id: Name,
    /// Of conversations, which are private.
    snippet: Option<IgnoredAny>,
    messages: Option<IgnoredAny>,
    /// Of a download: when it was written, what, and how that is called.
    timestamp: Option<Moment>,
    data: Option<IgnoredAny>,
    title: Option<IgnoredAny>,
    label_values: Option<IgnoredAny>,
    post: Option<IgnoredAny>,
    comment: Option<IgnoredAny>,
}

/// Whom a record is by.
#[derive(Deserialize)]
pub(super) struct Account {
    #[serde(default)]
    pub id: Name,
    #[serde(default)]
    pub name: Words,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(default)]
    id: Name,
}

/// Who can see a post.
#[derive(Deserialize)]
pub(super) struct Privacy {
    #[serde(default)]
    value: Name,
}

impl Privacy {
    /// Tells whether everybody can; nothing said is everybody.
    pub fn is_public(&self) -> bool {
        self.value.0.as_deref().is_none_or(|value| value.eq_ignore_ascii_case("everyone"))
    }
}

/// A page of comments.
#[derive(Deserialize)]
pub(super) struct Comments<'a> {
    #[serde(borrow, default)]
    pub data: Vec<&'a RawValue>,
    pub paging: Option<Paging>,
}

/// What is before and behind a page.
#[derive(Deserialize)]
pub(super) struct Paging {
    #[serde(default)]
    pub next: Name,
    #[serde(default)]
    pub previous: Name,
}

#[derive(Deserialize)]
struct Tag {
    #[serde(default)]
    name: Words,
}

/// Text, with what a download has done to its letters undone; anything else is none.
#[derive(Default)]
pub(super) struct Words(pub Option<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        let Name(text) = Name::deserialize(deserializer)?;
        Ok(Words(text.map(|text| mended(&text).into_owned())))
    }
}

/// How addresses of Instagram begin.
const INSTAGRAM: [&str; 2] = ["https://www.instagram.com/", "https://instagram.com/"];

/// The parts of an address of a comment that say what it is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Permalink<'u> {
    /// The first part of the path: the page's number or name.
    pub page: &'u str,
    pub post: &'u str,
    pub comment: Option<&'u str>,
    pub reply: Option<&'u str>,
}

impl Permalink<'_> {
    /// Reads `https://www.facebook.com/PAGE/posts/POST/?comment_id=1&reply_comment_id=2`.
    pub fn of(url: &str) -> Option<Permalink<'_>> {
        let rest = url.strip_prefix("https://")?;
        let (host, rest) = rest.split_once('/')?;
        if host != "facebook.com" && !host.ends_with(".facebook.com") {
            return None;
        }
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let page = parts.next().unwrap_or_default();
        let field = |name: &str| {
            let mut pairs = query.split(['&', '#']).filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, value)| *key == name && is_number(value)).map(|(_, value)| value)
        };
        let (comment, reply) = (field("comment_id"), field("reply_comment_id"));
        let post = field("story_fbid").or(parts.next_back()).unwrap_or_default();
        Some(Permalink { page, post, comment, reply })
    }
}

/// Tells whether it is one of Facebook's numbers.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Record<'_> {
    /// Returns the address, unless it leads elsewhere.
    pub fn permalink(&self) -> Option<Permalink<'_>> {
        Permalink::of(self.permalink_url.0.as_deref()?)
    }

    /// Returns the address as it is written.
    pub fn url(&self) -> Option<&str> {
        let own = self.permalink().and(self.permalink_url.0.as_deref());
        own.or(self.permalink.0.as_deref().filter(|_| self.is_on_instagram()))
    }

    /// Returns the id, `POST_COMMENT` or `PAGE_POST`; where it was not asked for, the address of
    /// a comment says it.
    pub fn id(&self) -> Option<Cow<'_, str>> {
        let is_id = |id: &&str| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let own = self.id.0.as_deref().filter(is_id).map(Cow::Borrowed);
        own.or_else(|| {
            let Permalink { post, comment, reply, .. } = self.permalink()?;
            Some(Cow::Owned(format!("{post}_{}", reply.or(comment)?)))
        })
    }

    /// Returns when it was written.
    pub fn created(&self) -> Option<Timestamp> {
        self.created_time.0.or(self.timestamp.as_ref().and_then(|time| time.0))
    }

    /// Returns whom it is by: on Instagram names are all that is known of people.
    pub fn by(self) -> Option<Account> {
        let named =
            |name: String| Account { id: Name(Some(name.clone())), name: Words(Some(name)) };
        self.username.0.map(named).or(self.from)
    }

    /// Tells whether it is a picture or a film of Instagram.
    pub fn is_media(&self) -> bool {
        self.caption.0.is_some() || self.is_on_instagram()
    }

    /// Tells whether its own page is one of Instagram.
    fn is_on_instagram(&self) -> bool {
        let url = self.permalink.0.as_deref().unwrap_or_default();
        INSTAGRAM.iter().any(|host| url.starts_with(host))
    }

    /// Returns the id of the comment that it replies to.
    pub fn parent(&self) -> Option<Cow<'_, str>> {
        let named = self.parent.as_ref().and_then(|parent| parent.id.0.as_deref());
        let named = named.or(self.parent_id.0.as_deref());
        named.map(Cow::Borrowed).or_else(|| {
            let Permalink { post, comment, reply, .. } = self.permalink()?;
            Some(Cow::Owned(format!("{post}_{}", reply.and(comment)?)))
        })
    }

    /// Tells whether it is surely a comment.
    pub fn is_comment(&self) -> bool {
        let by_address = self.permalink().is_some_and(|link| link.comment.is_some());
        let has_parent = self.parent.as_ref().is_some_and(|parent| parent.id.0.is_some());
        let is_of_instagram = self.text.0.is_some() && !self.is_media();
        has_parent
            || is_of_instagram
            || by_address
            || self.comment_count.is_some()
            || self.is_private.is_some()
    }

    /// Tells whether it is a conversation of the page with somebody, or a message of one.
    pub fn is_of_inbox(&self) -> bool {
        let id = self.id.0.as_deref().unwrap_or_default();
        let is_named = ["t_", "m_", "mid."].iter().any(|kind| id.starts_with(kind));
        is_named || self.snippet.is_some() || self.messages.is_some()
    }

    /// Tells whether it is one of a download: what the owner of the account wrote.
    pub fn is_of_download(&self) -> bool {
        let has_words = self.data.is_some() || self.label_values.is_some() || self.title.is_some();
        self.timestamp.is_some() && has_words || self.post.is_some() || self.comment.is_some()
    }

    /// Returns the message as its writer typed it: without whom it replies to.
    pub fn words(&self) -> &str {
        let words = [&self.message, &self.text, &self.caption];
        let words =
            words.into_iter().find_map(|words| words.0.as_deref()).unwrap_or_default().trim();
        let tags = self.message_tags.filter(|_| self.parent().is_some());
        let tags: Vec<Tag> = match tags.map(RawValue::get) {
            Some(list) if list.starts_with('[') => serde_json::from_str(list).unwrap_or_default(),
            _ => Vec::new(),
        };
        let mut names = tags.iter().filter_map(|tag| tag.name.0.as_deref());
        let own = names.find_map(|name| words.strip_prefix(name));
        let is_between = |c: char| c.is_whitespace() || ",:".contains(c);
        own.map(|own| own.trim_start_matches(is_between))
            .filter(|own| !own.is_empty())
            .unwrap_or(words)
    }
}

/// The number of a comment or a post: what stands last in its id.
pub(super) fn number(id: &str) -> &str {
    id.rsplit_once('_').map_or(id, |(_, number)| number)
}

/// What stands in front of it: the number of the post, or of the page.
pub(super) fn prefix(id: &str) -> Option<&str> {
    id.rsplit_once('_').map(|(prefix, _)| prefix)
}
