//! What is read of a file of DiscordChatExporter; everything else is ignored.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::model::Timestamp;
use crate::sources::chat::{Said, State, SurveyedMessage};
use crate::sources::poll::Poll;
use crate::sources::values::Number;

/// An id: text, or a number in files of other tools.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Id(pub String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        struct Ids;
        impl Visitor<'_> for Ids {
            type Value = Id;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an id")
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<Id, E> {
                Ok(Id(id.to_owned()))
            }

            fn visit_u64<E: Error>(self, id: u64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }

            fn visit_i64<E: Error>(self, id: i64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }
        }
        deserializer.deserialize_any(Ids)
    }
}

#[derive(Deserialize)]
pub(super) struct Guild {
    pub id: Id,
}

#[derive(Deserialize)]
pub(super) struct Channel {
    pub id: Id,
    /// A name, or a number in old files.
    #[serde(rename = "type")]
    pub kind: Option<Id>,
    /// Of a thread: the channel that it is in.
    pub category: Option<String>,
    #[serde(rename = "categoryId")]
    pub category_id: Option<Id>,
    pub name: Option<String>,
}

impl Channel {
    /// Tells whether all members may read it; what is not known is taken for private.
    pub(super) fn is_public(&self) -> bool {
        let kind = self.kind.as_ref().map_or("", |kind| &kind.0);
        let public = [
            "GuildTextChat",
            "GuildNews",
            "GuildVoiceChat",
            "GuildStageVoice",
            "GuildForum",
            "GuildMedia",
            "GuildPublicThread",
            "GuildNewsThread",
            "0",
            "2",
            "5",
            "10",
            "11",
            "13",
            "15",
            "16",
        ];
        public.contains(&kind)
    }

    pub(super) fn is_thread(&self) -> bool {
        let kind = self.kind.as_ref().map_or("", |kind| &kind.0);
        kind.ends_with("Thread") || matches!(kind, "10" | "11" | "12")
    }
}

/// What the survey reads of a message.
#[derive(Deserialize)]
pub(super) struct RecordHeader<'a> {
    pub id: Id,
    #[serde(rename = "type")]
    pub kind: Option<Id>,
    #[serde(borrow)]
    pub content: Option<Cow<'a, str>>,
    pub author: Option<HeaderAuthor>,
    pub reference: Option<Reference>,
    pub timestamp: Option<Cow<'a, str>>,
    #[serde(rename = "timestampEdited")]
    pub timestamp_edited: Option<Cow<'a, str>>,
    pub reactions: Option<Vec<Count>>,
}

/// How often somebody reacted.
#[derive(Deserialize)]
pub(super) struct Count {
    pub count: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct HeaderAuthor {
    #[serde(rename = "isBot")]
    pub is_bot: Option<bool>,
    pub id: Option<Id>,
    pub name: Option<String>,
    pub nickname: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Reference {
    #[serde(rename = "messageId")]
    pub message_id: Option<Id>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

impl Reference {
    /// The message that is replied to; forwarding is no reply.
    pub(super) fn replied_to(&self) -> Option<&str> {
        let forwards = self.kind.as_deref() == Some("Forward");
        self.message_id.as_ref().filter(|id| !forwards && id.0 != "0").map(|id| id.0.as_str())
    }
}

impl RecordHeader<'_> {
    pub(super) fn replied_to(&self) -> Option<&str> {
        let is_reply = matches!(
            self.kind.as_ref().map(|kind| &*kind.0),
            Some("Reply" | "19" | "Default" | "0")
        );
        self.reference.as_ref().filter(|_| is_reply)?.replied_to()
    }

    /// How new this copy of the message is.
    pub(super) fn state(&self) -> State {
        let reactions = self.reactions.iter().flatten();
        State {
            edited: seconds(&self.timestamp_edited),
            n_marks: reactions.filter_map(|r| r.count).fold(0, i64::saturating_add),
        }
    }

    /// What is said in it.
    pub(super) fn said(&self) -> Said {
        let text = self.content.as_deref().unwrap_or_default().trim();
        let mention = text.strip_prefix("<@").and_then(|rest| rest.split_once('>'));
        let author = self.author.as_ref();
        let name = author.and_then(|author| author.nickname.as_ref().or(author.name.as_ref()));
        Said::of(&SurveyedMessage {
            account: author.and_then(|author| author.id.as_ref()).map_or("", |id| &id.0),
            name: name.map_or("", String::as_str),
            at: seconds(&self.timestamp),
            text,
            to: mention.map(|(id, _)| id.trim_start_matches(['!', '&'])),
            is_bot: author.is_some_and(|author| author.is_bot == Some(true)),
        })
    }

    pub(super) fn is_starter(&self) -> bool {
        matches!(self.kind.as_ref().map(|kind| &*kind.0), Some("ThreadStarterMessage" | "21"))
    }
}

fn seconds(time: &Option<Cow<'_, str>>) -> i64 {
    time.as_deref().and_then(Timestamp::parse).map_or(0, |at| at.0)
}

/// What was forwarded.
#[derive(Default, Deserialize)]
pub(super) struct Forwarded {
    pub content: Option<String>,
    pub attachments: Option<Vec<Attachment>>,
    pub embeds: Option<Vec<Embed>>,
}

/// A card below a message: a preview of an address in it, or what a program has to say.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Embed {
    pub title: Option<String>,
    pub url: Option<String>,
    pub description: Option<String>,
    pub author: Option<Signed>,
    pub fields: Option<Vec<Field>>,
    pub footer: Option<Footer>,
    pub images: Option<Vec<EmbedImage>>,
    pub image: Option<EmbedImage>,
}

/// A picture on a card.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct EmbedImage {
    pub url: Option<String>,
    /// Where it lies elsewhere than beside the export.
    pub canonical_url: Option<String>,
}

/// Whose card it is.
#[derive(Deserialize)]
pub(super) struct Signed {
    pub name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Field {
    pub name: Option<String>,
    pub value: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Footer {
    pub text: Option<String>,
}

impl Embed {
    /// What stands on the card, in Discord's markup.
    pub(super) fn text(&self) -> String {
        let title = match (&self.title, &self.url) {
            (Some(title), Some(url)) if !title.contains(['[', ']']) => {
                Some(format!("[{title}](<{url}>)"))
            }
            (title, _) => title.clone(),
        };
        let fields = self.fields.iter().flatten();
        let fields = fields.flat_map(|field| [field.name.clone(), field.value.clone()]);
        let mut parts = vec![
            self.author.as_ref().and_then(|by| by.name.clone()),
            title,
            self.description.clone(),
        ];
        parts.extend(fields);
        parts.push(self.footer.as_ref().and_then(|footer| footer.text.clone()));
        let parts = parts.into_iter().flatten().filter(|part| !part.trim().is_empty());
        parts.collect::<Vec<_>>().join("\n\n")
    }
}

/// What is read of a message that is shown.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Message<'a> {
    pub id: Id,
    pub timestamp: Option<String>,
    pub timestamp_edited: Option<String>,
    pub content: Option<String>,
    pub author: Option<Author>,
    pub attachments: Option<Vec<Attachment>>,
    pub embeds: Option<Vec<Embed>>,
    pub reactions: Option<Vec<Reaction>>,
    /// Left as text: only some messages need the names.
    #[serde(borrow)]
    pub mentions: Option<&'a RawValue>,
    pub reference: Option<Reference>,
    pub forwarded_message: Option<Forwarded>,
    poll: Option<Value>,
    components: Option<Vec<Component>>,
}

/// A button, or a row of them.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Component {
    label: Option<String>,
    url: Option<String>,
    components: Option<Vec<Component>>,
}

impl Message<'_> {
    /// Returns its poll: as the exporter writes it, or as the platform does.
    pub(super) fn poll(&self) -> Option<Poll> {
        let poll = self.poll.as_ref()?;
        let words = |value: &Value| {
            value.as_str().or(value["text"].as_str()).unwrap_or_default().to_owned()
        };
        let counts = poll["results"]["answers"].as_array();
        let counts = counts.or(poll["results"]["answer_counts"].as_array());
        let votes = |id: &Value| {
            let of_answer = counts?.iter().find(|count| !id.is_null() && count["id"] == *id);
            let n = of_answer.map_or(0, |count| count["count"].as_u64().unwrap_or_default());
            u32::try_from(n).ok()
        };
        let option = |answer: &Value| {
            let (media, id) = match answer["poll_media"].is_object() {
                true => (&answer["poll_media"], &answer["answer_id"]),
                false => (answer, &answer["id"]),
            };
            let emoji = media["emoji"]["name"].as_str().unwrap_or_default();
            (format!("{emoji} {}", words(&media["text"])).trim().to_owned(), votes(id))
        };
        let answers = poll["answers"].as_array().into_iter().flatten();
        let (question, options) = (words(&poll["question"]), answers.map(option).collect());
        Some(Poll { question, options, voters: None })
    }

    /// What its buttons say that lead somewhere, in Discord's markup.
    pub(super) fn buttons(&self) -> Vec<String> {
        let rows = self.components.iter().flatten();
        let buttons = rows.flat_map(|row| row.components.iter().flatten());
        let link = |button: &Component| {
            let (label, url) = button.label.as_ref().zip(button.url.as_ref())?;
            (!label.contains(['[', ']'])).then(|| format!("[{label}](<{url}>)"))
        };
        buttons.filter_map(link).collect()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Author {
    pub id: Id,
    pub name: Option<String>,
    pub nickname: Option<String>,
    pub discriminator: Option<String>,
    pub is_bot: Option<bool>,
    pub roles: Option<Vec<Named>>,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub id: Option<Id>,
    pub name: Option<String>,
    pub nickname: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Attachment {
    pub url: Option<String>,
    pub file_name: Option<String>,
    #[serde(default)]
    pub file_size_bytes: Number,
}

#[derive(Deserialize)]
pub(super) struct Reaction {
    pub emoji: Emoji,
    pub count: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Emoji {
    pub name: Option<String>,
}
