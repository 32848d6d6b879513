//! Turns posts into messages.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{text, wire};
use crate::config::SourceSettings;
use crate::model::{Person, PersonId, PostId, Reason, Role, ThreadId, Timestamp};
use crate::sources::chat::survey::reason;
use crate::sources::chat::thread::html;
use crate::sources::chat::{Format, Message, is_named, pair};
use crate::sources::poll::Poll;
use crate::sources::{LinkTarget, links};

/// The posts of a source, as far as messages need more than themselves.
pub struct X<'a> {
    pub(super) settings: &'a SourceSettings,
    pub(super) users: BTreeMap<String, Account>,
    /// Polls by their ids.
    pub(super) polls: BTreeMap<String, Poll>,
    pub(super) owner: Option<Account>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Account {
    pub id: String,
    pub name: String,
    pub username: String,
}

impl Account {
    pub(super) fn of(user: wire::User) -> Account {
        let username = user.username.unwrap_or_default();
        let name = user.name.filter(|name| !name.trim().is_empty());
        Account { id: user.id, name: name.unwrap_or_else(|| username.clone()), username }
    }
}

impl X<'_> {
    fn person(&self, account: &Account) -> Person {
        let named =
            is_named(&self.settings.staff, &[&account.id, &account.username, &account.name]);
        let role = match self.is_brand(account) {
            true => Role::Brand,
            false if named => Role::Staff,
            false => Role::Member,
        };
        let has_page = !account.username.is_empty();
        Person {
            id: PersonId(account.id.clone()),
            name: account.name.clone(),
            role,
            url: has_page.then(|| format!("https://x.com/{}", account.username)),
        }
    }

    /// The brand's own account is the one in the source's address.
    fn is_brand(&self, account: &Account) -> bool {
        let own = self.settings.url.as_deref().and_then(|url| url.rsplit('/').next());
        !account.username.is_empty()
            && own.is_some_and(|own| own.eq_ignore_ascii_case(&account.username))
    }
}

impl X<'_> {
    fn shown(&self, header: &wire::RecordHeader<'_>, post: wire::Post) -> Option<Message> {
        let id = header.id()?.to_owned();
        let reply_to = header.replied_to().map(|id| id.into_owned());
        let note = post.note_tweet.as_ref();
        let text = note.and_then(|note| note.text.as_ref());
        let text = text.or(post.full_text.as_ref()).or(post.text.as_ref())?;
        let entities = [note.and_then(|note| note.entities.as_ref()), post.entities.as_ref()];
        let entities: Vec<&wire::Entities> = entities.into_iter().flatten().collect();
        let poll = post.poll(&self.polls).and_then(|poll| poll.html());
        let body = text::to_html(text, &entities, reply_to.is_some()) + &poll.unwrap_or_default();
        if body.is_empty() {
            return None;
        }
        let tags = entities.iter().flat_map(|entities| entities.hashtags.iter().flatten());
        let tags = tags.filter_map(|tag| tag.tag.clone().or(tag.text.clone()));
        let account = match &post.author_id {
            Some(id) => self.users.get(id),
            // An archive holds the posts of one account.
            None => self.owner.as_ref(),
        };
        let liked = post.public_metrics.and_then(|metrics| metrics.like_count);
        let counted = post.favorite_count.as_ref();
        let counted = counted.and_then(|n| n.as_i64().or_else(|| n.as_str()?.parse().ok()));
        let liked = liked.or(counted);
        let user = account.map(|account| account.username.as_str()).filter(|name| !name.is_empty());
        let user = user.unwrap_or("i/web");
        Some(Message {
            author: account.map(|account| self.person(account)),
            body: html(body),
            attachments: Vec::new(),
            created: post.created_at.as_deref().and_then(time),
            edited: None,
            votes: liked.unwrap_or_default().max(0),
            reactions: Vec::new(),
            url: links::is_number(&id).then(|| format!("https://x.com/{user}/status/{id}")),
            reply_to,
            title: None,
            tags: tags.collect(),
            joins: true,
            id,
        })
    }
}

impl Format for X<'_> {
    fn message(&self, _: u32, record: &[u8]) -> Result<Option<Message>, String> {
        let header = serde_json::from_slice(record).map_err(|error| reason(&error))?;
        let post = serde_json::from_slice(record).map_err(|error| reason(&error))?;
        Ok(self.shown(&header, post))
    }

    fn mark(&self, record: &str, reason: Reason) -> Option<Range<usize>> {
        let keys: &[&str] = match reason {
            Reason::Votes | Reason::SplitVotes => &["like_count", "favorite_count", "id"],
            Reason::StaffAnswer | Reason::OfficialMark => &["author_id", "id"],
            _ => &["full_text", "text"],
        };
        keys.iter().find_map(|key| pair(record, key))
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        let hosts = ["https://x.com", "https://twitter.com", "https://mobile.twitter.com"];
        let is_path = url.starts_with('/') && !url.starts_with("//");
        let below = hosts.iter().find_map(|host| links::below(Some(host), url));
        let (parts, _) = links::parts(below.filter(|_| !is_path)?);
        let at = parts.iter().position(|part| matches!(*part, "status" | "statuses"))?;
        let id = parts.get(at + 1).filter(|id| links::is_number(id))?;
        // A conversation is called after its first post.
        let (thread, post) = (ThreadId((*id).to_owned()), PostId((*id).to_owned()));
        Some(LinkTarget { thread: Some(thread), post: Some(post) })
    }
}

/// Reads both forms: ISO, and `Sat May 13 17:20:09 +0000 2023` of archives.
fn time(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text).or_else(|| {
        let zoned = jiff::Zoned::strptime("%a %b %d %H:%M:%S %z %Y", text).ok()?;
        Some(Timestamp(zoned.timestamp().as_second()))
    })
}
