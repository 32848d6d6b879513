//! What is read of posts and people of X; everything else is ignored.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::sources::poll::Poll;
use crate::sources::values::Number;

/// What the survey reads of a post, of the API or of an archive.
#[derive(Deserialize)]
pub(super) struct RecordHeader<'a> {
    /// Text, or a number in files of old tools, which have `id_str` as well.
    #[serde(borrow)]
    pub id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub id_str: Option<Cow<'a, str>>,
    pub text: Option<IgnoredAny>,
    pub full_text: Option<IgnoredAny>,
    #[serde(borrow)]
    pub conversation_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub in_reply_to_status_id_str: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub referenced_tweets: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    pub author: Option<&'a RawValue>,
    pub withheld: Option<IgnoredAny>,
    #[serde(default)]
    pub public_metrics: Counts,
}

/// What a post has of likes and replies, by which copies of it are told apart.
#[derive(Clone, Copy, Default, Deserialize)]
pub(super) struct Counts {
    #[serde(default)]
    like_count: Number,
    #[serde(default)]
    reply_count: Number,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(rename = "type")]
    kind: String,
    id: String,
}

impl<'a> RecordHeader<'a> {
    /// Returns the id.
    pub(super) fn id(&self) -> Option<&str> {
        let bare = self.id.map(|id| id.get().trim_matches('"'));
        let known = self.id_str.as_deref().or(bare);
        known.filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    }

    /// Returns how many likes and replies it has.
    pub(super) fn n_marks(&self) -> i64 {
        let Counts { like_count, reply_count } = self.public_metrics;
        let count = |number: Number| number.0.unwrap_or_default().max(0);
        count(like_count).saturating_add(count(reply_count))
    }

    /// Returns the post that it replies to; quoting is no reply.
    pub(super) fn replied_to(&self) -> Option<Cow<'a, str>> {
        let of_list = self.referenced_tweets.iter().flatten().find_map(|raw| {
            let reference: Reference = serde_json::from_str(raw.get()).ok()?;
            (reference.kind == "replied_to").then_some(Cow::Owned(reference.id))
        });
        of_list.or_else(|| self.in_reply_to_status_id_str.clone())
    }
}

/// Somebody who wrote a post.
#[derive(Deserialize)]
pub(super) struct User {
    pub id: String,
    pub username: Option<String>,
    pub name: Option<String>,
}

/// Whose archive it is. The mail address in it is not read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Owner {
    pub username: Option<String>,
    pub account_id: Option<String>,
    pub account_display_name: Option<String>,
}

/// What is read of a post that is shown.
#[derive(Deserialize)]
pub(super) struct Post {
    pub text: Option<String>,
    pub full_text: Option<String>,
    pub note_tweet: Option<NoteTweet>,
    pub author_id: Option<String>,
    pub created_at: Option<String>,
    pub public_metrics: Option<Metrics>,
    /// Text in an archive.
    pub favorite_count: Option<Value>,
    pub entities: Option<Entities>,
    /// Polls, where they are well formed.
    attachments: Option<Value>,
}

impl Post {
    /// Returns its poll, which stands in it when it is flattened, else beside it.
    pub(super) fn poll<'p>(&self, polls: &'p BTreeMap<String, Poll>) -> Option<Cow<'p, Poll>> {
        let attachments = self.attachments.as_ref()?;
        if let Some(poll) = attachments.get("poll").and_then(poll) {
            return Some(Cow::Owned(poll.1));
        }
        let id = attachments.get("poll_ids")?.as_array()?.first()?.as_str()?;
        polls.get(id).map(Cow::Borrowed)
    }
}

#[derive(Deserialize)]
struct WirePoll {
    id: String,
    options: Vec<PollOption>,
}

#[derive(Deserialize)]
struct PollOption {
    label: String,
    votes: Option<u32>,
}

/// Reads a poll of the API, and its id.
pub(super) fn poll(value: &Value) -> Option<(String, Poll)> {
    let WirePoll { id, options } = WirePoll::deserialize(value).ok()?;
    let options = options.into_iter().map(|option| (option.label, option.votes)).collect();
    Some((id, Poll { question: String::new(), options, voters: None }))
}

#[derive(Deserialize)]
pub(super) struct NoteTweet {
    pub text: Option<String>,
    pub entities: Option<Entities>,
}

#[derive(Deserialize)]
pub(super) struct Metrics {
    pub like_count: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Entities {
    pub urls: Option<Vec<Url>>,
    pub hashtags: Option<Vec<Hashtag>>,
}

#[derive(Deserialize)]
pub(super) struct Url {
    pub url: Option<String>,
    pub expanded_url: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Hashtag {
    pub tag: Option<String>,
    pub text: Option<String>,
}
