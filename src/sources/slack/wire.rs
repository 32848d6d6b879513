//! What is read of a Slack export; everything else is ignored. Mail addresses are read to
//! tell staff by, and go no further.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::sources::values::Number;

/// An entry of channels.json.
#[derive(Deserialize)]
pub(super) struct Channel {
    pub id: String,
    pub name: Option<String>,
    pub is_private: Option<bool>,
    pub is_im: Option<bool>,
    pub is_mpim: Option<bool>,
    pub is_group: Option<bool>,
}

impl Channel {
    pub(super) fn is_public(&self) -> bool {
        ![self.is_private, self.is_im, self.is_mpim, self.is_group].contains(&Some(true))
    }
}

/// An entry of users.json.
#[derive(Deserialize)]
pub(super) struct User {
    pub id: String,
    pub name: Option<String>,
    pub real_name: Option<String>,
    pub is_bot: Option<bool>,
    pub is_admin: Option<bool>,
    pub is_owner: Option<bool>,
    pub profile: Option<Profile>,
}

/// What a user says of themselves, in users.json or in a message.
#[derive(Deserialize)]
pub(super) struct Profile {
    pub display_name: Option<String>,
    pub real_name: Option<String>,
    pub name: Option<String>,
    pub email: Option<String>,
}

/// What the survey reads of a message.
#[derive(Deserialize)]
pub(super) struct RecordHeader<'a> {
    #[serde(rename = "type", borrow)]
    pub kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub subtype: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub ts: Cow<'a, str>,
    #[serde(borrow)]
    pub thread_ts: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub user: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub bot_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub username: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub text: Option<Cow<'a, str>>,
    pub blocks: Option<IgnoredAny>,
    pub attachments: Option<IgnoredAny>,
    pub edited: Option<Edited>,
    pub reactions: Option<Vec<Count>>,
    pub reply_count: Option<i64>,
    pub hidden: Option<bool>,
    pub is_ephemeral: Option<bool>,
}

/// How often somebody reacted.
#[derive(Deserialize)]
pub(super) struct Count {
    pub count: Option<i64>,
}

/// What is read of a message that is shown.
#[derive(Deserialize)]
pub(super) struct Message<'a> {
    pub ts: String,
    pub thread_ts: Option<String>,
    pub user: Option<String>,
    pub user_profile: Option<Profile>,
    pub bot_id: Option<String>,
    pub username: Option<String>,
    pub text: Option<String>,
    #[serde(borrow)]
    pub blocks: Option<&'a RawValue>,
    #[serde(borrow)]
    pub attachments: Option<&'a RawValue>,
    pub edited: Option<Edited>,
    pub files: Option<Vec<File>>,
    pub reactions: Option<Vec<Reaction>>,
}

/// A file of a message. Its addresses are for members, or hold a key that lets anybody in.
#[derive(Deserialize)]
pub(super) struct File {
    pub id: Option<String>,
    pub name: Option<String>,
    pub title: Option<String>,
    #[serde(default)]
    pub size: Number,
    /// `tombstone` when it was deleted.
    pub mode: Option<String>,
    /// The first lines of a piece of text.
    pub preview: Option<String>,
    /// Of a mail.
    pub plain_text: Option<String>,
    pub preview_plain_text: Option<String>,
    /// Of a recording: what is said in it.
    pub transcription: Option<Transcription>,
}

/// What somebody said in a recording.
#[derive(Deserialize)]
pub(super) struct Transcription {
    pub preview: Option<TranscriptionPreview>,
}

#[derive(Deserialize)]
pub(super) struct TranscriptionPreview {
    pub content: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Edited {
    pub ts: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Reaction {
    pub name: String,
    pub users: Option<Vec<String>>,
    pub count: Option<i64>,
}
