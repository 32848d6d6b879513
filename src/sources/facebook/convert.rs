//! Turns comments, and posts of visitors, into messages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::config::SourceSettings;
use crate::files::Digest;
use crate::model::{Person, PersonId, PostId, Reason, Role};
use crate::sources::chat::html::{Breaks, context, of_plain, without_addressees};
use crate::sources::chat::survey::reason;
use crate::sources::chat::thread::html;
use crate::sources::chat::{Format, Message, is_named, pair};
use crate::sources::{LinkTarget, SkipReason};

use super::text::without_expiring;
use super::wire::{Account, Permalink, Record, prefix};

/// The records of a source, as far as messages need more than themselves.
pub struct Facebook<'a> {
    pub(super) settings: &'a SourceSettings,
    /// Posts by their numbers.
    pub(super) posts: BTreeMap<String, Post>,
    /// The posts of comments whose ids do not name them, by the comments' ids.
    pub(super) below: BTreeMap<String, String>,
    /// The ids of replies that say nothing of it but by where they stand.
    pub(super) nested: BTreeSet<String>,
    /// The ids of the pages whose posts these are.
    pub(super) pages: BTreeSet<String>,
    /// The names of accounts of Instagram whose media these are.
    pub(super) owners: BTreeSet<String>,
}

/// A post, for the comments below it.
#[derive(Clone, Debug, Hash)]
pub(super) struct Post {
    text: String,
    /// Its page, where comments have none of their own.
    url: Option<String>,
    /// A visitor has posted it.
    pub is_question: bool,
    /// Why nothing below it is shown.
    pub fate: Result<(), SkipReason>,
}

impl Post {
    pub(super) fn new(record: &Record<'_>, fate: Result<(), SkipReason>) -> Post {
        let text = without_expiring(record.words()).into_owned();
        let url = record.url().filter(|_| record.is_media()).map(str::to_owned);
        Post { text, url, is_question: false, fate }
    }
}

impl Facebook<'_> {
    /// Digests what messages are read with.
    pub(super) fn digest(&self) -> Digest {
        Digest::of_value(&(&self.posts, &self.below, &self.nested, &self.pages, &self.owners))
    }

    fn person(&self, account: Account) -> Option<Person> {
        let id = account.id.0.or_else(|| account.name.0.clone())?;
        let name = account.name.0.unwrap_or_else(|| id.clone());
        let role = match () {
            () if self.is_page(&id) || self.owners.contains(&id) => Role::Brand,
            () if is_named(&self.settings.staff, &[&id, &name]) => Role::Staff,
            () => Role::Member,
        };
        Some(Person { id: PersonId(id), name, role, url: None })
    }

    /// The page's own id is the one that its posts start with, or the one in the source's
    /// address.
    fn is_page(&self, id: &str) -> bool {
        let own = self.settings.url.as_deref().and_then(|url| url.rsplit(['/', '=']).next());
        self.pages.contains(id) || own == Some(id)
    }

    /// The post that a comment is right below.
    fn post(&self, id: &str) -> Option<&Post> {
        let below = self.below.get(id).map(String::as_str);
        self.posts.get(below.or(prefix(id))?)
    }

    fn shown(&self, record: Record<'_>) -> Option<Message> {
        let id = record.id()?.into_owned();
        let words = without_expiring(record.words());
        if words.trim().is_empty() {
            return None;
        }
        let parent = record.parent().map(|parent| parent.into_owned());
        let post = self.post(&id);
        let url = record.url().or(post.and_then(|post| post.url.as_deref())).map(str::to_owned);
        let is_reply = parent.is_some() || self.nested.contains(&id);
        let post = post.filter(|post| !post.is_question && !is_reply);
        let above = post.map(|post| context("", &post.text)).unwrap_or_default();
        // On Instagram replies begin with whom they are to.
        let has_handle = is_reply && record.username.0.is_some();
        let words = if has_handle { without_addressees(&words, HANDLE) } else { &*words };
        let body = above + &of_plain(words, Breaks::Kept);
        Some(Message {
            body: html(body.trim_end().to_owned()),
            attachments: Vec::new(),
            created: record.created(),
            edited: None,
            votes: record.like_count.0.unwrap_or_default().max(0),
            reactions: Vec::new(),
            url,
            reply_to: parent,
            title: None,
            tags: Vec::new(),
            joins: true,
            author: record.by().and_then(|account| self.person(account)),
            id,
        })
    }
}

/// What names on Instagram have beside letters and digits.
const HANDLE: &str = "_.";

impl Format for Facebook<'_> {
    fn message(&self, _: u32, record: &[u8]) -> Result<Option<Message>, String> {
        let record = serde_json::from_slice(record).map_err(|error| reason(&error))?;
        Ok(self.shown(record))
    }

    fn mark(&self, record: &str, reason: Reason) -> Option<Range<usize>> {
        let key = match reason {
            Reason::Votes | Reason::SplitVotes => "like_count",
            Reason::StaffAnswer | Reason::OfficialMark => "from",
            _ => "message",
        };
        pair(record, key).or_else(|| pair(record, "message"))
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        let Permalink { post, comment, reply, .. } = Permalink::of(url)?;
        let id = format!("{post}_{}", reply.or(comment)?);
        Some(LinkTarget { thread: None, post: Some(PostId(id)) })
    }
}
