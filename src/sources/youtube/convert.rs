//! Turns comments into messages.

use std::collections::BTreeMap;
use std::ops::Range;

use super::takeout::Columns;
use super::wire::{Author, Comment, HEART, Known, Video, Words};
use crate::config::SourceSettings;
use crate::files::Digest;
use crate::model::{Person, PersonId, PostId, Reason, Role};
use crate::sources::LinkTarget;
use crate::sources::chat::html::{Breaks, context, of_plain, without_addressees};
use crate::sources::chat::survey::reason;
use crate::sources::chat::thread::html;
use crate::sources::chat::{Format, Message, is_named, pair};

/// The comments of a source, as far as messages need more than themselves.
pub struct Youtube<'a> {
    pub(super) settings: &'a SourceSettings,
    pub(super) videos: Videos,
    /// Files that are tables.
    pub(super) tables: BTreeMap<u32, Columns>,
}

/// What comments are below.
#[derive(Default, Hash)]
pub(super) struct Videos {
    /// Videos by their ids.
    pub known: BTreeMap<String, Video>,
    /// The videos of files, where a file is of one.
    pub of_file: BTreeMap<u32, String>,
    /// The videos of comments that others reply to.
    pub of_comment: BTreeMap<String, String>,
    /// The names of channels, by their ids.
    pub names: BTreeMap<String, String>,
}

impl Videos {
    /// Notes the channel of a video.
    pub(super) fn owned(&mut self, video: &str, channel: &str) {
        let known = self.known.entry(video.to_owned()).or_default();
        known.channel.get_or_insert_with(|| channel.to_owned());
    }

    /// The video that a comment is below.
    pub(super) fn id_of<'v>(&'v self, file: u32, comment: &'v Comment) -> Option<&'v str> {
        let of_thread = || self.of_comment.get(comment.parent().unwrap_or(&comment.id));
        let of_file = || self.of_file.get(&file);
        comment.video.as_deref().or_else(|| of_file().or_else(of_thread).map(String::as_str))
    }
}

impl Youtube<'_> {
    /// Digests what messages are read with.
    pub(super) fn digest(&self) -> Digest {
        Digest::of_value(&self.videos)
    }

    fn person(&self, author: Author, channel: Option<&str>) -> Option<Person> {
        let Author { id, name, url, is_owner } = author;
        let known = id.as_ref().and_then(|id| self.videos.names.get(id)).cloned();
        let name = name.or(known).map(|name| bare(&name).to_owned());
        let id = id.or_else(|| name.clone())?;
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
        let role = match () {
            () if is_owner
                || channel == Some(&*id)
                || self.is_named(&[Some(&id), Some(&name), url.as_deref()]) =>
            {
                Role::Brand
            }
            () if is_named(&self.settings.staff, &[&id, &name]) => Role::Staff,
            () => Role::Member,
        };
        let is_channel = is_id(&id);
        let url = is_channel.then(|| format!("https://www.youtube.com/channel/{id}"));
        Some(Person { id: PersonId(id), name, role, url })
    }

    /// Tells whether the address of the source ends with one of these: `@LumoCare`, or the id
    /// of a channel.
    fn is_named(&self, names: &[Option<&str>]) -> bool {
        let last = |url: &str| {
            bare(url.trim_end_matches('/').rsplit('/').next().unwrap_or(url)).to_owned()
        };
        let own = self.settings.url.as_deref().map(last).filter(|own| !own.is_empty());
        let mut names = names.iter().flatten();
        own.is_some_and(|own| names.any(|name| last(name).eq_ignore_ascii_case(&own)))
    }

    fn shown(&self, file: u32, comment: Comment) -> Option<Message> {
        let parent = comment.parent().map(str::to_owned);
        let video = self.videos.id_of(file, &comment).map(str::to_owned);
        let known = video.as_ref().and_then(|video| self.videos.known.get(video));
        let body = match comment.words? {
            Words::Text(text) if parent.is_some() => {
                of_plain(without_addressees(&text, HANDLE), Breaks::Kept)
            }
            Words::Text(text) => of_plain(text.trim(), Breaks::Kept),
            Words::Html(html) => html,
        };
        if body.trim().is_empty() {
            return None;
        }
        let above = known.filter(|_| parent.is_none());
        let above = above.map(|video| context(&video.title, &video.description));
        let channel = known.and_then(|video| video.channel.clone()).or(comment.channel);
        let url = video.filter(|video| is_id(video) && is_id(&comment.id));
        let n_signs = comment.signs.iter().filter(|sign| *sign == HEART).count();
        Some(Message {
            author: comment.author.and_then(|author| self.person(author, channel.as_deref())),
            body: html(above.unwrap_or_default() + body.trim_end()),
            attachments: Vec::new(),
            created: comment.created,
            edited: comment.edited,
            votes: comment.n_likes.max(0).saturating_add(i64::try_from(n_signs).unwrap_or(0)),
            reactions: comment.signs,
            url: url
                .map(|video| format!("https://www.youtube.com/watch?v={video}&lc={}", comment.id)),
            reply_to: parent,
            title: None,
            tags: Vec::new(),
            joins: comment.is_timed,
            id: comment.id,
        })
    }
}

/// What handles have beside letters and digits.
const HANDLE: &str = "_-.·";

/// A name without the sign of handles.
fn bare(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix('@').unwrap_or(name)
}

/// Tells whether it is an id of YouTube.
fn is_id(id: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    !id.is_empty() && id.bytes().all(is_letter)
}

impl Format for Youtube<'_> {
    fn message(&self, file: u32, record: &[u8]) -> Result<Option<Message>, String> {
        if let Some(table) = self.tables.get(&file) {
            return Ok(self.shown(file, table.comment(record)?));
        }
        match Known::of(record).map_err(|error| reason(&error))? {
            Known::Comment(comment) => Ok(self.shown(file, *comment)),
            Known::Video(_) | Known::Other | Known::Nothing => Ok(None),
        }
    }

    fn mark(&self, record: &str, reason: Reason) -> Option<Range<usize>> {
        let keys: &[&str] = match reason {
            Reason::Votes | Reason::SplitVotes => &["likeCount", "like_count", "votes"],
            Reason::StaffAnswer | Reason::OfficialMark => {
                &["authorDisplayName", "author_is_uploader", "author"]
            }
            _ => &[],
        };
        let text = ["textOriginal", "textDisplay", "text"];
        keys.iter().chain(&text).find_map(|key| pair(record, key))
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        let url = url::Url::parse(url).ok()?;
        let host = url.host_str()?.trim_start_matches("www.").trim_start_matches("m.");
        let is_own = matches!(host, "youtube.com" | "youtu.be");
        let comment = url.query_pairs().find(|(key, _)| key == "lc").filter(|_| is_own)?.1;
        Some(LinkTarget { thread: None, post: Some(PostId(comment.into_owned())) })
    }
}
