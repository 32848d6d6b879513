//! Turns what Telegram wrote into messages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use crate::config::SourceSettings;
use crate::model::{Attachment, Person, PersonId, PostId, Reason, Role, ThreadId, Timestamp};
use crate::normalize::autolink::{escape, link};
use crate::normalize::{MediaKind, card_link};
use crate::sources::chat::survey::reason;
use crate::sources::chat::thread::html;
use crate::sources::chat::{Format, Marks, Message, is_named, is_vote};
use crate::sources::values::Number;
use crate::sources::{LinkTarget, attachment_paths, links};

use super::wire;

/// The files of a source, as far as messages need them.
pub struct Telegram<'a> {
    pub(super) settings: &'a SourceSettings,
    /// By file.
    pub(super) groups: Vec<Group>,
}

/// The group or channel of a file.
#[derive(Default)]
pub(super) struct Group {
    /// The file.
    pub path: String,
    pub name: String,
    pub id: String,
    pub is_public: bool,
    /// It is the first public one of the source, or another export of that.
    pub is_first: bool,
    /// The topics of a forum, by the notices that opened them.
    pub topics: BTreeMap<i64, String>,
}

impl Group {
    /// Returns how the thread is called that starts with a message.
    pub(super) fn thread(&self, message: &str) -> String {
        match self.is_first {
            true => message.to_owned(),
            false => format!("{}-{message}", self.id),
        }
    }
}

impl Telegram<'_> {
    fn person(&self, message: &wire::Message, group: &Group) -> Option<Person> {
        let filled = |text: &&str| !text.trim().is_empty();
        // An account that is gone has no name.
        let name = message.from.as_deref().filter(filled)?.trim().to_owned();
        let id = message.from_id.as_ref().map_or(name.as_str(), |id| &id.0);
        let number = id.trim_start_matches(|c: char| !c.is_ascii_digit());
        // Administrators may write in the name of the group.
        let as_group = id.starts_with("channel") && (number == group.id || name == group.name);
        let is_bot = message.via_bot.is_some();
        let named = is_named(&self.settings.staff, &[id, number, &name]);
        let role = match () {
            () if named => Role::Staff,
            () if as_group => Role::Moderator,
            () if is_bot => Role::Bot,
            () => Role::Member,
        };
        Some(Person { id: PersonId(number.to_owned()), name, role, url: None })
    }
}

impl Telegram<'_> {
    fn shown(&self, file: u32, message: wire::Message) -> Option<Message> {
        let group = self.groups.get(file as usize).filter(|group| group.is_public)?;
        let entities = message.text_entities.as_ref().filter(|entities| !entities.is_empty());
        let body = match (entities, &message.text) {
            (Some(entities), _) => to_html(entities),
            (None, Some(Value::Array(parts))) => to_html(parts),
            (None, Some(text @ Value::String(_))) => to_html(std::slice::from_ref(text)),
            (None, _) => String::new(),
        };
        let poll = message.poll().and_then(|poll| poll.html());
        let mut body = body + &poll.unwrap_or_default() + &message.said_beside();
        // Nothing is asked by what the export does not have.
        if !body.is_empty() || message.reply_to_message_id.is_some() {
            body.push_str(&unnamed(&message));
        }
        let attachments = self.files(&message, group);
        if body.is_empty() && attachments.is_empty() {
            return None;
        }
        let reactions = message.reactions.as_deref().unwrap_or_default();
        let voted = reactions.iter().filter(|r| r.emoji.as_deref().is_some_and(is_vote));
        let votes = voted.filter_map(|reaction| reaction.count).filter(|count| *count > 0);
        // The settings name one address, and every group has its own.
        let url = self.settings.url.as_ref().filter(|_| group.is_first);
        let topic = message.reply_to_message_id.and_then(|up| group.topics.get(&up));
        Some(Message {
            id: message.id.to_string(),
            author: self.person(&message, group),
            created: time(message.date_unixtime.as_ref(), message.date.as_deref()),
            edited: time(message.edited_unixtime.as_ref(), message.edited.as_deref()),
            votes: votes.fold(0, i64::saturating_add),
            reactions: reactions.iter().filter_map(|reaction| reaction.emoji.clone()).collect(),
            url: url.map(|url| format!("{url}/{}", message.id)),
            reply_to: message.reply_to_message_id.map(|id| id.to_string()),
            title: None,
            tags: topic.cloned().into_iter().collect(),
            joins: true,
            body: html(body),
            attachments,
        })
    }

    /// A photo, a document, a recording, a film. Stickers are no words and no pictures.
    fn files(&self, message: &wire::Message, group: &Group) -> Vec<Attachment> {
        let is_sticker = message.media_type.as_deref() == Some("sticker");
        let is_there = |path: &&str| !path.trim().is_empty() && !path.starts_with('(');
        let photo = message.photo.as_deref().map(|photo| (None, photo, message.photo_file_size));
        let file = message.file.as_deref().filter(|_| !is_sticker);
        let file = file.map(|file| (message.file_name.as_deref(), file, message.file_size));
        let attachment = |(name, path, size): (Option<&str>, &str, Number)| {
            let path = Some(path).filter(is_there);
            let name = name.filter(|name| !name.trim().is_empty());
            let name = name.or(path.map(attachment_paths::file_name))?;
            let paths = path.map(|path| attachment_paths::named(self.settings, &group.path, path));
            let file = attachment_paths::attachment(name, paths.unwrap_or_default(), None);
            Some(Attachment { size: size.bytes(), ..file })
        };
        photo.into_iter().chain(file).filter_map(attachment).collect()
    }
}

/// Says that there was something without a name that the export does not have.
fn unnamed(message: &wire::Message) -> String {
    let is_gone = |path: &Option<String>| path.as_ref().is_some_and(|path| path.starts_with('('));
    let kind = match message.media_type.as_deref() {
        _ if is_gone(&message.photo) => MediaKind::Picture,
        _ if !is_gone(&message.file) || message.file_name.is_some() => return String::new(),
        Some("sticker") => return String::new(),
        Some("voice_message" | "audio_file") => MediaKind::Audio,
        Some(_) => MediaKind::Video,
        None => MediaKind::File,
    };
    let mut html = "<p>".to_owned();
    card_link(kind, None, "", &mut html);
    html + "</p>"
}

impl Format for Telegram<'_> {
    fn message(&self, file: u32, record: &[u8]) -> Result<Option<Message>, String> {
        let message = serde_json::from_slice(record).map_err(|error| reason(&error))?;
        Ok(self.shown(file, message))
    }

    fn mark(&self, record: &str, reason: Reason) -> Option<Range<usize>> {
        Marks { author: "from", text: "text" }.find(record, reason)
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        let path = links::below(self.settings.url.as_deref(), url)?;
        let (parts, _) = links::parts(path);
        // In a forum the topic stands before the message.
        let id = parts.last().filter(|id| links::is_number(id) && parts.len() <= 2)?;
        let (thread, post) = (ThreadId((*id).to_owned()), PostId((*id).to_owned()));
        Some(LinkTarget { thread: Some(thread), post: Some(post) })
    }
}

/// Seconds since 1970; the written date has no zone and stands in where they are missing.
fn time(seconds: Option<&wire::Id>, date: Option<&str>) -> Option<Timestamp> {
    let seconds: Option<i64> = seconds.and_then(|seconds| seconds.0.parse().ok());
    let known = seconds.filter(|seconds| (1..253_402_300_800).contains(seconds));
    known.map(Timestamp).or_else(|| date.and_then(Timestamp::parse))
}

/// Turns texts and entities into HTML.
fn to_html(parts: &[Value]) -> String {
    let mut html = String::new();
    for part in parts {
        match part {
            Value::String(text) => lines(text, &mut html),
            Value::Object(_) => entity(part, &mut html),
            _ => {}
        }
    }
    match html.trim() {
        "" => String::new(),
        html => format!("<p>{html}</p>"),
    }
}

fn entity(entity: &Value, html: &mut String) {
    let field = |key: &str| entity[key].as_str().unwrap_or_default();
    let text = field("text");
    let mut wrapped = |open: &str, close: &str| {
        html.push_str(open);
        lines(text, html);
        html.push_str(close);
    };
    match field("type") {
        "bold" => wrapped("<strong>", "</strong>"),
        "italic" => wrapped("<em>", "</em>"),
        "strikethrough" => wrapped("<del>", "</del>"),
        "blockquote" | "expandable_blockquote" => {
            wrapped("</p><blockquote><p>", "</p></blockquote><p>")
        }
        "code" | "pre" => {
            let language = field("language").trim();
            let is_name = |c: char| c.is_ascii_alphanumeric() || "+#-_".contains(c);
            let (open, close) = match field("type") {
                "pre" if !language.is_empty() && language.chars().all(is_name) => {
                    let open = format!("</p><pre><code class=\"language-{language}\">");
                    (Cow::Owned(open), "</code></pre><p>")
                }
                "pre" => (Cow::Borrowed("</p><pre><code>"), "</code></pre><p>"),
                _ => (Cow::Borrowed("<code>"), "</code>"),
            };
            html.push_str(&open);
            escape(text, html);
            html.push_str(close);
        }
        "link" if !text.contains("://") => link(&format!("https://{text}"), text, html),
        "link" => link(text, text, html),
        "text_link" => link(field("href"), text, html),
        // Mentions are names already; ids stay out.
        "mention_name" => escape(&format!("@{}", text.trim_start_matches('@')), html),
        _ => lines(text, html),
    }
}

fn lines(text: &str, html: &mut String) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            html.push_str("<br>");
        }
        escape(line, html);
    }
}
