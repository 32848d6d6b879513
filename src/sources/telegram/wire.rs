//! What is read of a `result.json`; everything else is ignored.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::normalize::autolink::{escape, link};
use crate::sources::chat::{Said, State, SurveyedMessage};
use crate::sources::values::Number;

/// Text, or a number as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Id(pub String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        struct Ids;
        impl Visitor<'_> for Ids {
            type Value = Id;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a number")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                Ok(Id(text.to_owned()))
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

/// What the survey reads of a message.
#[derive(Deserialize)]
pub(super) struct RecordHeader {
    pub id: i64,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub action: Option<String>,
    pub title: Option<String>,
    pub reply_to_message_id: Option<i64>,
    pub from: Option<String>,
    pub from_id: Option<Id>,
    pub date_unixtime: Option<Id>,
    pub edited_unixtime: Option<Id>,
    pub text: Option<Value>,
    pub text_entities: Option<Vec<Value>>,
    pub reactions: Option<Vec<Reaction>>,
}

impl RecordHeader {
    /// How new this copy of the message is.
    pub(super) fn state(&self) -> State {
        let reactions = self.reactions.iter().flatten();
        State {
            edited: seconds(&self.edited_unixtime),
            n_marks: reactions.filter_map(|r| r.count).fold(0, i64::saturating_add),
        }
    }

    /// What is said in it.
    pub(super) fn said(&self) -> Said {
        let entities = self.text_entities.as_deref().filter(|entities| !entities.is_empty());
        let text = match (entities, &self.text) {
            (Some(parts), _) => plain(parts),
            (None, Some(Value::Array(parts))) => plain(parts),
            (None, Some(Value::String(text))) => text.clone(),
            (None, _) => String::new(),
        };
        let id = self.from_id.as_ref().map(|id| id.0.as_str());
        let id = id.or(self.from.as_deref()).unwrap_or_default();
        let mentioned = entities.and_then(|entities| entities.first());
        let mentioned = mentioned.and_then(|entity| entity["user_id"].as_u64());
        Said::of(&SurveyedMessage {
            account: id.trim_start_matches(|c: char| !c.is_ascii_digit()),
            name: self.from.as_deref().unwrap_or_default(),
            at: seconds(&self.date_unixtime),
            text: &text,
            to: mentioned.map(|id| id.to_string()).as_deref(),
            is_bot: false,
        })
    }
}

fn seconds(id: &Option<Id>) -> i64 {
    id.as_ref().and_then(|seconds| seconds.0.parse().ok()).unwrap_or_default()
}

/// The words of a text, or of a list of texts and entities.
fn words(value: &Value) -> String {
    match value {
        Value::Array(parts) => plain(parts),
        part => plain(std::slice::from_ref(part)),
    }
}

/// The words of texts and entities, bold ones between `**`.
fn plain(parts: &[Value]) -> String {
    let mut words = String::new();
    for part in parts {
        let text = part.as_str().or(part["text"].as_str()).unwrap_or_default();
        match part["type"].as_str() {
            Some("bold") => words.extend(["**", text, "**"]),
            _ => words.push_str(text),
        }
    }
    words
}

/// What is read of a message that is shown.
#[derive(Deserialize)]
pub(super) struct Message {
    pub id: i64,
    pub date: Option<String>,
    pub date_unixtime: Option<Id>,
    pub edited: Option<String>,
    pub edited_unixtime: Option<Id>,
    pub from: Option<String>,
    pub from_id: Option<Id>,
    pub via_bot: Option<String>,
    pub reply_to_message_id: Option<i64>,
    /// A text, or a list of texts and entities.
    pub text: Option<Value>,
    pub text_entities: Option<Vec<Value>>,
    pub reactions: Option<Vec<Reaction>>,
    /// A path beside the export, or `(File not included…)`.
    pub photo: Option<String>,
    /// The same.
    pub file: Option<String>,
    pub file_name: Option<String>,
    #[serde(default)]
    pub file_size: Number,
    #[serde(default)]
    pub photo_file_size: Number,
    /// Of stickers, animations, voice and video messages.
    pub media_type: Option<String>,
    poll: Option<Value>,
    /// A list of things to do.
    todo_list: Option<Value>,
    invoice_information: Option<Value>,
    game_title: Option<String>,
    game_description: Option<String>,
    /// Of a shop or a station; where people are has none.
    place_name: Option<String>,
    address: Option<String>,
    /// Rows of buttons below a message.
    inline_bot_buttons: Option<Vec<Vec<Value>>>,
}

/// A poll, which is a message of its own.
#[derive(Deserialize)]
struct Poll {
    question: Option<Value>,
    total_voters: Option<u32>,
    answers: Option<Vec<PollAnswer>>,
}

#[derive(Deserialize)]
struct PollAnswer {
    text: Option<Value>,
    voters: Option<u32>,
}

impl Message {
    /// What a message says beside its text, as HTML.
    pub(super) fn said_beside(&self) -> String {
        let mut html = String::new();
        let mut paragraph = |text: &str| {
            if !text.trim().is_empty() {
                html.push_str("<p>");
                escape(text.trim(), &mut html);
                html.push_str("</p>");
            }
        };
        let of = |value: &Option<Value>, key: &str| {
            value.as_ref().map(|value| words(&value[key])).unwrap_or_default()
        };
        for text in [
            of(&self.invoice_information, "title"),
            of(&self.invoice_information, "description"),
            self.game_title.clone().unwrap_or_default(),
            self.game_description.clone().unwrap_or_default(),
            self.place_name.clone().unwrap_or_default(),
            self.address.clone().filter(|_| self.place_name.is_some()).unwrap_or_default(),
            of(&self.todo_list, "title"),
        ] {
            paragraph(&text);
        }
        let list = self.todo_list.as_ref();
        let items = list.and_then(|list| list["answers"].as_array().or(list["items"].as_array()));
        if let Some(items) = items {
            html.push_str("<ul>");
            for item in items {
                html.push_str("<li>");
                escape(&words(&item["text"]), &mut html);
                html.push_str("</li>");
            }
            html.push_str("</ul>");
        }
        for button in self.inline_bot_buttons.iter().flatten().flatten() {
            let of = |key: &str| button[key].as_str().unwrap_or_default();
            if of("type") == "url" && !of("text").is_empty() {
                html.push_str("<p>");
                link(of("data"), of("text"), &mut html);
                html.push_str("</p>");
            }
        }
        html
    }

    /// Returns its poll in plain words.
    pub(super) fn poll(&self) -> Option<crate::sources::poll::Poll> {
        let poll: Poll = serde_json::from_value(self.poll.clone()?).ok()?;
        let words = |text: &Option<Value>| text.as_ref().map(words).unwrap_or_default();
        let answers = poll.answers.iter().flatten();
        Some(crate::sources::poll::Poll {
            question: words(&poll.question),
            options: answers.map(|answer| (words(&answer.text), answer.voters)).collect(),
            voters: poll.total_voters,
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Reaction {
    pub emoji: Option<String>,
    pub count: Option<i64>,
}
