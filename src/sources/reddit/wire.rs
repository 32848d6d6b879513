//! What Reddit writes, as far as it is read: submissions, comments, and what stands for
//! comments that were left out.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::model::Timestamp;
use crate::sources::values::{Flag, Id, Moment, Name, Number, Text, filled};

/// Any record, as far as it tells what it is.
#[derive(Deserialize)]
pub(super) struct RecordHeader<'a> {
    pub id: Option<Id>,
    pub link_id: Option<Id>,
    pub parent_id: Option<Id>,
    pub title: Option<IgnoredAny>,
    pub body: Option<IgnoredAny>,
    pub num_comments: Option<IgnoredAny>,
    pub children: Option<IgnoredAny>,
    #[serde(borrow)]
    pub selftext: Option<Text<'a>>,
    #[serde(default)]
    pub created_utc: Moment,
    #[serde(default)]
    pub edited: Moment,
    #[serde(default)]
    pub removed_by_category: Flag,
    #[serde(borrow, rename = "_meta")]
    pub meta: Option<Meta<'a>>,
}

/// A submission, a comment, or the ids of comments that were left out.
#[derive(Deserialize)]
pub(super) struct Thing<'a> {
    pub id: Option<Id>,
    pub parent_id: Option<Id>,
    #[serde(borrow)]
    pub author: Option<Text<'a>>,
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub selftext: Option<Text<'a>>,
    #[serde(borrow)]
    pub selftext_html: Option<Text<'a>>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow)]
    pub body_html: Option<Text<'a>>,
    #[serde(borrow)]
    pub permalink: Option<Text<'a>>,
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
    #[serde(default)]
    pub is_self: Flag,
    #[serde(default)]
    pub is_submitter: Flag,
    #[serde(default)]
    pub created_utc: Moment,
    #[serde(default)]
    pub edited: Moment,
    #[serde(default)]
    pub score: Number,
    #[serde(default)]
    pub score_hidden: Flag,
    #[serde(borrow)]
    pub distinguished: Option<Text<'a>>,
    #[serde(default)]
    pub stickied: Flag,
    #[serde(borrow)]
    pub link_flair_text: Option<Text<'a>>,
    #[serde(borrow)]
    pub link_flair_css_class: Option<Text<'a>>,
    #[serde(borrow)]
    pub crosspost_parent: Option<Text<'a>>,
    #[serde(borrow)]
    poll_data: Option<&'a RawValue>,
    #[serde(borrow)]
    pub gallery_data: Option<&'a RawValue>,
    /// The pictures of a gallery or a text, by their ids.
    #[serde(borrow)]
    pub media_metadata: Option<&'a RawValue>,
    #[serde(borrow)]
    pub preview: Option<&'a RawValue>,
    #[serde(default)]
    pub is_video: Flag,
    #[serde(default)]
    pub subreddit: Name,
    #[serde(default, rename = "subreddit_name_prefixed")]
    pub subreddit_prefixed: Name,
    #[serde(default)]
    pub subreddit_id: Name,
    #[serde(borrow)]
    pub subreddit_type: Option<Text<'a>>,
    #[serde(default)]
    pub over_18: Flag,
    #[serde(default)]
    pub quarantine: Flag,
    pub is_robot_indexable: Option<bool>,
    #[serde(borrow)]
    pub removed_by_category: Option<Text<'a>>,
    /// What moderators see of what they removed.
    #[serde(default)]
    pub removed: Flag,
    #[serde(default)]
    pub spam: Flag,
    #[serde(default)]
    pub banned_by: Flag,
    #[serde(default)]
    pub removal_reason: Flag,
    #[serde(borrow, rename = "_meta")]
    pub meta: Option<Meta<'a>>,
    /// Of comments that were left out: how many, with those below them.
    #[serde(default)]
    pub count: Number,
    pub children: Option<Vec<Id>>,
    #[serde(borrow, default)]
    pub replies: Replies<'a>,
}

/// What is shown of a submission or a comment. There may be a hundred thousand of them in a
/// thread, so nothing else is kept.
pub(super) struct Said {
    pub author: Option<Box<str>>,
    pub body: Option<Box<str>>,
    pub permalink: Option<Box<str>>,
    pub created: Option<Timestamp>,
    pub edited: Option<Timestamp>,
    /// Unless Reddit hides it.
    pub score: Option<i64>,
    pub is_submitter: bool,
    /// Written as a moderator, or by Reddit's own people.
    pub is_distinguished: bool,
    pub is_stickied: bool,
}

impl Thing<'_> {
    /// Returns what is shown of it.
    pub fn said(&self) -> Said {
        Said {
            author: filled(&self.author).map(Box::from),
            body: filled(&self.body)
                .map(|body| self.with_pictures(body).map_or_else(|| body.into(), String::into)),
            permalink: filled(&self.permalink).map(Box::from),
            created: self.created_utc.0,
            edited: self.edited.0,
            score: self.score.0.filter(|_| !self.score_hidden.0),
            is_submitter: self.is_submitter.0,
            is_distinguished: matches!(filled(&self.distinguished), Some("admin" | "moderator")),
            is_stickied: self.stickied.0,
        }
    }
}

/// What Arctic Shift adds.
#[derive(Deserialize)]
pub(super) struct Meta<'a> {
    #[serde(default)]
    pub was_deleted_later: Flag,
    #[serde(borrow)]
    pub removal_type: Option<Text<'a>>,
}

/// The replies to a comment: a list, or `""` when there are none.
#[derive(Default)]
pub(super) struct Replies<'a>(pub Vec<Child<'a>>);

/// One of a list.
#[derive(Deserialize)]
pub(super) struct Child<'a> {
    #[serde(borrow)]
    pub data: Thing<'a>,
}

#[derive(Deserialize)]
struct Listing<'a> {
    #[serde(borrow)]
    data: Children<'a>,
}

#[derive(Deserialize)]
struct Children<'a> {
    #[serde(borrow)]
    children: Vec<Child<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Replies<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Replies<'a>, D::Error> {
        deserializer.deserialize_any(RepliesVisitor)
    }
}

struct RepliesVisitor;

impl<'de> Visitor<'de> for RepliesVisitor {
    type Value = Replies<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of replies")
    }

    fn visit_str<E>(self, _: &str) -> Result<Replies<'de>, E> {
        Ok(Replies::default())
    }

    fn visit_unit<E>(self) -> Result<Replies<'de>, E> {
        Ok(Replies::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Replies<'de>, A::Error> {
        let listing = Listing::deserialize(MapAccessDeserializer::new(members))?;
        Ok(Replies(listing.data.children))
    }
}

/// An id without what says of what it is: `cu5pebp` for `t1_cu5pebp`.
pub(super) fn bare(id: &str) -> &str {
    ["t1_", "t3_"].iter().find_map(|kind| id.strip_prefix(kind)).unwrap_or(id)
}

/// A poll of a submission.
#[derive(Deserialize)]
struct Poll {
    options: Option<Vec<PollOption>>,
    total_vote_count: Option<u32>,
}

#[derive(Deserialize)]
struct PollOption {
    text: Option<String>,
    vote_count: Option<u32>,
}

impl Thing<'_> {
    /// Returns its poll, whose question is the title.
    pub fn poll(&self) -> Option<crate::sources::poll::Poll> {
        let wire: Poll = serde_json::from_str(self.poll_data?.get()).ok()?;
        let option = |option: PollOption| (option.text.unwrap_or_default(), option.vote_count);
        Some(crate::sources::poll::Poll {
            question: String::new(),
            options: wire.options.into_iter().flatten().map(option).collect(),
            voters: wire.total_vote_count,
        })
    }
}
