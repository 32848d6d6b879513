//! Turns what Slack wrote into messages.

use std::ops::Range;
use std::sync::Arc;

use crate::config::SourceSettings;
use crate::files::Digest;
use crate::model::{Attachment, PostId, Reason, Role, ThreadId, Timestamp};
use crate::normalize::autolink::{escape, linked};
use crate::sources::archive::Archive;
use crate::sources::chat::survey::reason;
use crate::sources::chat::thread::html;
use crate::sources::chat::{Format, Marks, Message, Said, State, Store, SurveyedMessage, is_vote};
use crate::sources::{LinkTarget, Packed, SkipReason, attachment_paths, links};

use super::people::Workspace;
use super::{blocks, mrkdwn, wire};

/// A Slack export, as far as messages need it.
pub struct Slack<'a> {
    pub(super) settings: &'a SourceSettings,
    pub(super) workspaces: Vec<Workspace>,
    pub(super) channels: Vec<Option<InChannel>>,
    /// By workspace: the folder that holds its channels.json.
    pub(super) roots: Vec<String>,
    /// Zip files by path, with their digests.
    pub(super) archives: Vec<(String, Arc<Archive>, Digest)>,
}

/// The channel that a file belongs to.
pub(super) struct InChannel {
    pub workspace: usize,
    pub id: String,
    pub name: String,
    /// Its folder in the export.
    pub folder: String,
    pub is_public: bool,
}

impl InChannel {
    /// What it is called.
    pub(super) fn names(&self) -> [&str; 3] {
        [&self.name, &self.id, &self.folder]
    }
}

/// Notices of Slack, and what has no words.
const SERVICE: [&str; 30] = [
    "bot_add",
    "bot_disable",
    "bot_enable",
    "bot_remove",
    "channel_archive",
    "channel_canvas_updated",
    "channel_convert_to_private",
    "channel_convert_to_public",
    "channel_join",
    "channel_leave",
    "channel_name",
    "channel_posting_permissions",
    "channel_purpose",
    "channel_topic",
    "channel_unarchive",
    "document_mention",
    "ekm_access_denied",
    "group_archive",
    "group_join",
    "group_leave",
    "group_name",
    "group_purpose",
    "group_topic",
    "group_unarchive",
    "huddle_thread",
    "pinned_item",
    "reminder_add",
    "reminder_delete",
    "sh_room_created",
    "unpinned_item",
];

/// Why a message is not shown.
pub(super) fn fate(
    header: &wire::RecordHeader<'_>,
    workspace: Option<&Workspace>,
    bots: bool,
) -> Result<(), SkipReason> {
    let subtype = header.subtype.as_deref().unwrap_or_default();
    if header.is_ephemeral == Some(true) || subtype == "ephemeral" {
        return Err(SkipReason::Private);
    }
    if matches!(subtype, "tombstone" | "message_deleted") {
        return Err(SkipReason::Deleted);
    }
    if header.hidden == Some(true) {
        return Err(SkipReason::Hidden);
    }
    if header.kind.as_deref().is_some_and(|kind| kind != "message") || SERVICE.contains(&subtype) {
        return Err(SkipReason::Service);
    }
    let user = header.user.as_deref();
    let by_bot = subtype == "bot_message"
        || (user.is_none() && header.bot_id.is_some())
        || user.is_some_and(|user| workspace.is_some_and(|w| w.is_bot(user)));
    if by_bot && !bots { Err(SkipReason::Bot) } else { Ok(()) }
}

/// How new a copy of a message is.
pub(super) fn state(header: &wire::RecordHeader<'_>) -> State {
    let reactions = header.reactions.iter().flatten().filter_map(|reaction| reaction.count);
    let replies = header.reply_count.unwrap_or_default();
    State {
        edited: header.edited.as_ref().and_then(|edited| edited.ts.as_deref()).map_or(0, micros),
        n_marks: reactions.fold(replies, i64::saturating_add),
    }
}

/// What is said in a message.
pub(super) fn said(header: &wire::RecordHeader<'_>, workspace: Option<&Workspace>) -> Said {
    let raw = header.text.as_deref().unwrap_or_default().trim();
    let mention = raw.strip_prefix("<@").and_then(|rest| rest.split_once('>'));
    let to = mention.and_then(|(id, _)| id.split('|').next());
    // Slack's text has its own bold words, and escapes three signs.
    let has_blocks = raw.is_empty() && (header.blocks.is_some() || header.attachments.is_some());
    let text = match (has_blocks, mention) {
        (true, _) => "…".to_owned(),
        (false, Some(_)) => raw.to_owned(),
        (false, None) => {
            let bold = raw.split_once('*').filter(|(tag, _)| {
                let tag = tag.trim();
                tag.is_empty() || tag.starts_with('[') && tag.ends_with(']')
            });
            let bold = bold.and_then(|(tag, rest)| Some((tag, rest.split_once('*')?)));
            let marked = bold.map(|(tag, (bold, rest))| format!("{tag}**{bold}**{rest}"));
            let text = marked.unwrap_or(raw.to_owned());
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        }
    };
    let account = header.user.as_deref().or(header.bot_id.as_deref()).unwrap_or_default();
    let name = workspace.and_then(|workspace| workspace.name(account));
    Said::of(&SurveyedMessage {
        account,
        name: name.or(header.username.as_deref()).unwrap_or_default(),
        at: micros(&header.ts) / 1_000_000,
        text: &text,
        to,
        is_bot: header.user.is_none(),
    })
}

/// Adds what Slack shows of a piece of text, a mail, or a recording that was written down.
fn snippet(file: &wire::File, html: &mut String) {
    let mode = file.mode.as_deref().unwrap_or_default();
    let spoken = file.transcription.as_ref().and_then(|said| said.preview.as_ref());
    let text = match mode {
        "snippet" => file.preview.as_deref(),
        "email" => file.plain_text.as_deref().or(file.preview_plain_text.as_deref()),
        _ => spoken.and_then(|preview| preview.content.as_deref()),
    };
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return };
    if mode == "snippet" {
        html.push_str("<pre><code>");
        escape(text, html);
        html.push_str("</code></pre>\n");
        return;
    }
    // A mail is somebody else's.
    let (open, close) = match mode {
        "email" => ("<blockquote><p>", "</p></blockquote>\n"),
        _ => ("<p>", "</p>\n"),
    };
    html.push_str(open);
    for (at, line) in text.trim().lines().enumerate() {
        if at > 0 {
            html.push_str("<br>");
        }
        linked(line, html);
    }
    html.push_str(close);
}

/// Reads `1782902467.145229` as microseconds.
pub(super) fn micros(ts: &str) -> i64 {
    let (seconds, rest) = ts.split_once('.').unwrap_or((ts, ""));
    let seconds: i64 = seconds.parse().unwrap_or_default();
    let micros: i64 = rest.get(..6).unwrap_or(rest).parse().unwrap_or_default();
    seconds.saturating_mul(1_000_000).saturating_add(micros)
}

fn time(ts: &str) -> Option<Timestamp> {
    let seconds = ts.split('.').next()?.parse().ok()?;
    // The years 1970 to 9999.
    (0..253_402_300_800).contains(&seconds).then_some(Timestamp(seconds))
}

impl Slack<'_> {
    fn address(&self, channel: &str, ts: &str, thread: Option<&str>) -> Option<String> {
        let url = self.settings.url.as_ref()?;
        let number = ts.replace('.', "");
        let query = thread.filter(|thread| *thread != ts);
        let query = query.map(|thread| format!("?thread_ts={thread}&cid={channel}"));
        Some(format!("{url}/archives/{channel}/p{number}{}", query.unwrap_or_default()))
    }
}

impl Slack<'_> {
    /// A file, where the programs lie it that fetch files with an export.
    fn file(&self, channel: &InChannel, file: &wire::File) -> Option<Attachment> {
        if matches!(file.mode.as_deref(), Some("tombstone" | "hidden_by_limit")) {
            return None;
        }
        let name = file.name.as_deref().or(file.title.as_deref())?;
        let title = file.title.as_deref().map(str::trim).unwrap_or_default();
        // Slack shows the title, and the name is what it is saved as.
        let has_title = !matches!(title, "" | "Untitled") && !name.contains(title);
        let shown = if has_title { format!("{title} – {name}") } else { name.to_owned() };
        let root = self.settings.files.as_ref().or(self.roots.get(channel.workspace))?;
        let places = file.id.as_deref().into_iter().flat_map(|id| {
            let with_id = format!("{id}-{name}");
            [
                attachment_paths::at(root, &["__uploads", id, name]),
                attachment_paths::at(root, &[&channel.folder, "attachments", &with_id]),
                attachment_paths::at(root, &["attachments", &with_id]),
            ]
        });
        let places = places.flatten().collect();
        let size = file.size.bytes();
        Some(Attachment { size, ..attachment_paths::attachment(&shown, places, None) })
    }

    fn shown(&self, file: u32, message: wire::Message<'_>) -> Option<Message> {
        let channel = self.channels.get(file as usize)?.as_ref().filter(|c| c.is_public)?;
        let workspace = self.workspaces.get(channel.workspace)?;
        let author = workspace.author(&message, self.settings);
        let of_blocks = message.blocks.map(|blocks| blocks::to_html(blocks.get(), workspace));
        let of_text = || message.text.as_deref().map(|text| mrkdwn::to_html(text, workspace));
        let body = of_blocks.filter(|body| !body.trim().is_empty()).or_else(of_text);
        let mut body = body.unwrap_or_default();
        if let Some(attached) = message.attachments {
            body.push_str(&blocks::attached_to_html(attached.get(), workspace));
        }
        for file in message.files.iter().flatten() {
            snippet(file, &mut body);
        }
        let files = message.files.iter().flatten();
        let attachments: Vec<Attachment> =
            files.filter_map(|file| self.file(channel, file)).collect();
        if body.trim().is_empty() && attachments.is_empty() {
            return None;
        }
        let reactions = message.reactions.unwrap_or_default();
        let own = |r: &wire::Reaction| {
            let users = r.users.iter().flatten();
            users.filter(|user| message.user.as_ref() == Some(user)).count() as i64
        };
        let voted = reactions.iter().filter(|reaction| is_vote(&reaction.name));
        let count = |r: &wire::Reaction| {
            let listed = r.users.as_ref().map_or(0, |users| users.len() as i64);
            r.count.unwrap_or(listed).saturating_sub(own(r)).max(0)
        };
        let votes = voted.map(count).fold(0, i64::saturating_add);
        let thread = message.thread_ts.as_deref();
        let is_bot = author.as_ref().is_some_and(|author| author.role == Role::Bot);
        Some(Message {
            author,
            body: html(body),
            attachments,
            created: time(&message.ts),
            edited: message.edited.and_then(|edited| time(&edited.ts?)),
            votes,
            reactions: reactions.into_iter().map(|reaction| reaction.name).collect(),
            url: self.address(&channel.id, &message.ts, thread),
            reply_to: thread.filter(|thread| *thread != message.ts).map(str::to_owned),
            title: None,
            tags: vec![channel.name.clone()],
            joins: !is_bot,
            id: message.ts,
        })
    }
}

impl Format for Slack<'_> {
    fn message(&self, file: u32, record: &[u8]) -> Result<Option<Message>, String> {
        let message: wire::Message<'_> =
            serde_json::from_slice(record).map_err(|error| reason(&error))?;
        Ok(self.shown(file, message))
    }

    fn mark(&self, record: &str, reason: Reason) -> Option<Range<usize>> {
        Marks { author: "user", text: "text" }.find(record, reason)
    }

    fn packed<'p>(&'p self, _: &'p Store<'_>, path: &str) -> Option<Packed<'p>> {
        self.archives.iter().find_map(|(zip, archive, digest)| {
            let entry = archive.find(path.strip_prefix(zip.as_str())?.strip_prefix('/')?)?;
            Packed::of_entry(archive, *digest, entry)
        })
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        let path = links::below(self.settings.url.as_deref(), url)?;
        let (parts, _) = links::parts(path);
        let ["archives", channel, message, ..] = parts.as_slice() else { return None };
        let digits = message.strip_prefix('p').filter(|digits| links::is_number(digits))?;
        let (seconds, micros) = digits.split_at_checked(digits.len().checked_sub(6)?)?;
        let post = format!("{seconds}.{micros}");
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let thread = query.split('&').find_map(|part| part.strip_prefix("thread_ts="));
        let thread = ThreadId(format!("{channel}-{}", thread.unwrap_or(&post)));
        Some(LinkTarget { thread: Some(thread), post: Some(PostId(post)) })
    }
}
