//! Turns what the exporter wrote into messages.

use std::ops::Range;

use crate::config::SourceSettings;
use crate::model::{
    Attachment, Dialect, Markup, Person, PersonId, PostId, Reason, Role, Syntax, ThreadId,
    Timestamp,
};
use crate::sources::chat::survey::reason;
use crate::sources::chat::{Format, Marks, Message, is_named, is_vote};
use crate::sources::{LinkTarget, SkipReason, attachment_paths, links};

use super::{markdown, wire};

/// The files of a Discord server, as far as messages need them.
pub struct Discord<'a> {
    pub(super) settings: &'a SourceSettings,
    /// By file.
    pub(super) channels: Vec<Here>,
}

/// The channel of a file.
#[derive(Default)]
pub(super) struct Here {
    /// The file.
    pub path: String,
    pub guild: String,
    pub id: String,
    pub name: String,
    /// Of a thread: the channel that it is in.
    pub category: String,
    pub category_id: String,
    pub is_public: bool,
    pub is_thread: bool,
    /// The first message of a thread was seen.
    pub has_first: bool,
}

impl Here {
    /// What it is called, and what it lies in.
    pub(super) fn names(&self) -> [&str; 4] {
        [&self.name, &self.id, &self.category, &self.category_id]
    }
}

/// Names that servers give to the roles of those who keep order or help in their name. Who
/// of them works for the brand only the settings know.
const MODERATOR_ROLES: [&str; 12] = [
    "admin",
    "admins",
    "administrator",
    "administrators",
    "mod",
    "mods",
    "moderator",
    "moderators",
    "staff",
    "support",
    "support team",
    "team",
];

/// Why a message is not shown.
pub(super) fn fate(
    header: &wire::RecordHeader<'_>,
    here: &Here,
    bots: bool,
) -> Result<(), SkipReason> {
    if !here.is_public {
        return Err(SkipReason::Private);
    }
    let is_blank = header.content.as_deref().is_none_or(|content| content.trim().is_empty());
    match header.kind.as_ref().map_or("Default", |kind| &kind.0) {
        "Default" | "Reply" | "0" | "19" => {}
        // It repeats the message that the thread starts with, if anything.
        "ThreadStarterMessage" | "21" if !is_blank => {}
        "ThreadStarterMessage" | "21" => return Err(SkipReason::Orphan),
        "ChatInputCommand" | "ContextMenuCommand" | "20" | "23" if !bots => {
            return Err(SkipReason::Bot);
        }
        "ChatInputCommand" | "ContextMenuCommand" | "20" | "23" => {}
        _ => return Err(SkipReason::Service),
    }
    let is_bot = header.author.as_ref().is_some_and(|author| author.is_bot == Some(true));
    if is_bot && !bots { Err(SkipReason::Bot) } else { Ok(()) }
}

/// Reads an id as a number, whose order is that of time.
pub(super) fn number(id: &str) -> i64 {
    id.parse().unwrap_or_default()
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

impl Discord<'_> {
    fn person(&self, author: wire::Author) -> Option<Person> {
        let name = filled(&author.nickname).or(filled(&author.name))?.to_owned();
        // What is left of an account that is gone.
        if author.discriminator.as_deref() == Some("0000") && name == "Deleted User" {
            return None;
        }
        let roles = author.roles.unwrap_or_default();
        let of_roles = roles
            .iter()
            .flat_map(|role| [role.name.as_deref(), role.id.as_ref().map(|id| id.0.as_str())]);
        let roles: Vec<&str> = of_roles.flatten().collect();
        let own = [Some(author.id.0.as_str()), filled(&author.name), filled(&author.nickname)];
        let known: Vec<&str> = roles.iter().copied().chain(own.into_iter().flatten()).collect();
        let is_moderator =
            roles.iter().any(|role| MODERATOR_ROLES.contains(&&*role.trim().to_lowercase()));
        let role = match author.is_bot {
            Some(true) => Role::Bot,
            _ if is_named(&self.settings.staff, &known) => Role::Staff,
            _ if is_moderator => Role::Moderator,
            _ => Role::Member,
        };
        Some(Person { id: PersonId(author.id.0), name, role, url: None })
    }
}

impl Discord<'_> {
    fn shown(&self, file: u32, message: wire::Message<'_>) -> Option<Message> {
        let here = self.channels.get(file as usize).filter(|here| here.is_public)?;
        let (poll, buttons) = (message.poll(), message.buttons());
        // What is forwarded has no words of its own.
        let forwarded = message.forwarded_message.unwrap_or_default();
        let (own, own_pictures) = with_cards(message.content, message.embeds);
        let (passed_on, pictures) = with_cards(forwarded.content, forwarded.embeds);
        let contents = own.into_iter().chain(passed_on).chain(buttons);
        let contents: Vec<String> = contents.collect();
        let mentions = || -> Vec<wire::Named> {
            message
                .mentions
                .and_then(|raw| serde_json::from_str(raw.get()).ok())
                .unwrap_or_default()
        };
        let texts = contents.iter().map(|content| markdown::to_markdown(content, &mentions));
        let text = texts.collect::<Vec<_>>().join("\n\n");
        let files = [&message.attachments, &forwarded.attachments].into_iter().flatten();
        let files = files.flatten().filter_map(|file| self.file(here, file));
        let pictures = own_pictures.iter().chain(&pictures);
        let pictures = pictures.filter_map(|picture| self.picture(here, picture));
        let attachments: Vec<Attachment> = files.chain(pictures).collect();
        let body = Markup { syntax: Syntax::Markdown(Dialect::Discord), text };
        let body = match poll {
            Some(poll) => poll.added_to(body),
            None => body,
        };
        if body.text.trim().is_empty() && attachments.is_empty() {
            return None;
        }
        let reactions = message.reactions.unwrap_or_default();
        let names = reactions.iter().filter_map(|reaction| reaction.emoji.name.clone());
        let voted = reactions.iter().filter(|r| r.emoji.name.as_deref().is_some_and(is_vote));
        let votes = voted.filter_map(|reaction| reaction.count).filter(|count| *count > 0);
        let time = |text: &Option<String>| filled(text).and_then(Timestamp::parse);
        let reference = message.reference.as_ref();
        Some(Message {
            author: message.author.and_then(|author| self.person(author)),
            body,
            attachments,
            created: time(&message.timestamp),
            edited: time(&message.timestamp_edited),
            votes: votes.fold(0, i64::saturating_add),
            reactions: names.collect(),
            url: address(here, &message.id.0),
            reply_to: reference.and_then(|r| r.replied_to()).map(str::to_owned),
            title: here.is_thread.then(|| here.name.clone()).filter(|name| !name.is_empty()),
            tags: match here.is_thread {
                true => vec![here.category.clone()],
                false => vec![here.name.clone()],
            },
            joins: true,
            id: message.id.0,
        })
    }
}

impl Discord<'_> {
    /// A picture on a card.
    fn picture(&self, here: &Here, picture: &wire::EmbedImage) -> Option<Attachment> {
        let url = filled(&picture.url).or(filled(&picture.canonical_url))?;
        let paths = attachment_paths::named(self.settings, &here.path, url);
        let lies_at = filled(&picture.canonical_url).unwrap_or(url);
        let name = attachment_paths::file_name(lies_at);
        Some(attachment_paths::attachment(name, paths, Some(lies_at)))
    }

    /// A file that was saved beside the export, or that lies where Discord keeps it.
    fn file(&self, here: &Here, file: &wire::Attachment) -> Option<Attachment> {
        let url = filled(&file.url)?;
        let name = filled(&file.file_name).unwrap_or_else(|| attachment_paths::file_name(url));
        let paths = attachment_paths::named(self.settings, &here.path, url);
        // Discord's own addresses are good for a day.
        let lasts = !["?ex=", "&ex="].iter().any(|mark| url.contains(mark));
        let size = file.file_size_bytes.bytes();
        let url = lasts.then_some(url);
        Some(Attachment { size, ..attachment_paths::attachment(name, paths, url) })
    }
}

impl Format for Discord<'_> {
    fn message(&self, file: u32, record: &[u8]) -> Result<Option<Message>, String> {
        let message: wire::Message<'_> =
            serde_json::from_slice(record).map_err(|error| reason(&error))?;
        Ok(self.shown(file, message))
    }

    fn mark(&self, record: &str, reason: Reason) -> Option<Range<usize>> {
        Marks { author: "author", text: "content" }.find(record, reason)
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        let path = links::below(Some("https://discord.com"), url)
            .or_else(|| links::below(Some("https://discordapp.com"), url))
            .filter(|_| !url.starts_with('/') || url.starts_with("//"))?;
        let (parts, _) = links::parts(path);
        let ["channels", _, _, message] = parts.as_slice() else { return None };
        let id = links::is_number(message).then(|| (*message).to_owned())?;
        // A thread is called after its first message.
        Some(LinkTarget { thread: Some(ThreadId(id.clone())), post: Some(PostId(id)) })
    }
}

/// The words of a message, and the words and pictures of its cards where they are no previews of
/// its addresses.
fn with_cards(
    content: Option<String>,
    cards: Option<Vec<wire::Embed>>,
) -> (Vec<String>, Vec<wire::EmbedImage>) {
    let content = content.unwrap_or_default();
    let is_preview = |card: &wire::Embed| {
        let has_address = content.contains("://");
        has_address && card.url.as_ref().is_none_or(|url| content.contains(url.as_str()))
    };
    let (mut all, mut pictures) = (vec![content.clone()], Vec::new());
    for card in cards.into_iter().flatten().filter(|card| !is_preview(card)) {
        all.push(card.text());
        let single = card.image.into_iter().collect();
        pictures.extend(card.images.filter(|images| !images.is_empty()).unwrap_or(single));
    }
    all.retain(|text| !text.trim().is_empty());
    (all, pictures)
}

fn address(here: &Here, message: &str) -> Option<String> {
    let known = [&here.guild, &here.id].iter().all(|id| links::is_number(id));
    (known && links::is_number(message))
        .then(|| format!("https://discord.com/channels/{}/{}/{message}", here.guild, here.id))
}
