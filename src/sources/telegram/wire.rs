//! What is read of a `result.json`; everything else is ignored.

use std::fmt;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;
use serde::de::Visitor;
use serde_json::Value;

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
pub(super) struct Glance {
    pub id: i64,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub action: Option<String>,
    pub title: Option<String>,
    pub reply_to_message_id: Option<i64>,
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
    /// Of stickers, voice and video messages.
    pub media_type: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Reaction {
    pub emoji: Option<String>,
    pub count: Option<i64>,
}
