//! Topics as Discourse serves them; only what is read, all else is ignored.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::model::Popularity;
use crate::sources::values::{Name, Number};

/// Text borrowed from the file where it has no escapes.
///
/// An `Option<Cow<str>>` would always be copied; wrapped, it is borrowed.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// A topic: the answer to `/t/ID.json`.
#[derive(Deserialize)]
pub(super) struct Topic<'a> {
    pub id: u64,
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub fancy_title: Option<Text<'a>>,
    #[serde(borrow)]
    pub slug: Option<Text<'a>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub last_posted_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub archetype: Option<Text<'a>>,
    pub visible: Option<bool>,
    pub deleted_at: Option<IgnoredAny>,
    pub posts_count: Option<usize>,
    #[serde(default)]
    pub category_id: Name,
    #[serde(default)]
    pub category_slug: Name,
    #[serde(default)]
    pub category_name: Name,
    #[serde(default)]
    pub views: Number,
    #[serde(default)]
    pub like_count: Number,
    /// Names, or objects with a name since 2025.
    #[serde(borrow)]
    pub tags: Option<Vec<&'a RawValue>>,
    /// An object with the number of the solution.
    #[serde(borrow)]
    pub accepted_answer: Option<&'a RawValue>,
    #[serde(borrow)]
    pub post_stream: PostStream<'a>,
}

/// The answer to `/categories.json` or `/site.json`.
#[derive(Deserialize)]
pub(super) struct Site {
    pub category_list: Option<Categories>,
    pub categories: Option<Vec<Category>>,
}

/// Categories in the first of them.
#[derive(Deserialize)]
pub(super) struct Categories {
    pub categories: Option<Vec<Category>>,
}

/// A category, and those in it.
#[derive(Deserialize)]
pub(super) struct Category {
    #[serde(default)]
    pub id: Name,
    #[serde(default)]
    pub name: Name,
    #[serde(default)]
    pub slug: Name,
    #[serde(default)]
    pub parent_category_id: Name,
    pub subcategory_list: Option<Vec<Category>>,
}

/// The posts that came with a topic, and the ids of all of them.
#[derive(Deserialize)]
pub(super) struct PostStream<'a> {
    #[serde(borrow)]
    pub posts: Vec<Post<'a>>,
    pub stream: Option<Vec<IgnoredAny>>,
}

/// A post of a topic.
#[derive(Deserialize)]
pub(super) struct Post<'a> {
    pub post_number: u64,
    pub post_type: Option<u64>,
    #[serde(borrow)]
    pub username: Option<Text<'a>>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub display_username: Option<Text<'a>>,
    pub user_id: Option<i64>,
    #[serde(borrow)]
    pub cooked: Option<Text<'a>>,
    #[serde(borrow)]
    pub raw: Option<Text<'a>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
    pub reply_to_post_number: Option<u64>,
    pub version: Option<u64>,
    pub hidden: Option<bool>,
    pub cooked_hidden: Option<bool>,
    pub user_deleted: Option<bool>,
    pub deleted_at: Option<IgnoredAny>,
    #[serde(borrow)]
    pub primary_group_name: Option<Text<'a>>,
    #[serde(borrow)]
    pub flair_name: Option<Text<'a>>,
    pub staff: Option<bool>,
    pub admin: Option<bool>,
    pub moderator: Option<bool>,
    pub accepted_answer: Option<bool>,
    pub actions_summary: Option<Vec<Action>>,
    /// Anything that is no list of polls is none.
    #[serde(borrow)]
    polls: Option<&'a RawValue>,
}

/// A poll of a post, and how it stands.
#[derive(Deserialize)]
pub(super) struct Poll {
    pub name: Option<String>,
    pub voters: Option<u32>,
    options: Option<Vec<PollOption>>,
}

#[derive(Deserialize)]
struct PollOption {
    id: String,
    votes: Option<u32>,
}

impl Poll {
    /// Returns how often something was chosen, where that is public.
    pub(super) fn votes(&self, id: &str) -> Option<u32> {
        self.options.iter().flatten().find(|option| option.id == id)?.votes
    }
}

/// What people did with a post; 2 is the like.
#[derive(Deserialize)]
pub(super) struct Action {
    pub id: i64,
    pub count: Option<i64>,
}

/// The solution that a topic names.
#[derive(Deserialize)]
pub(super) struct Accepted {
    pub post_number: Option<u64>,
}

#[derive(Deserialize)]
struct TagObject {
    name: Option<String>,
    slug: Option<String>,
}

impl<'a> Topic<'a> {
    /// Makes a topic of its posts, of which nothing else is known.
    pub(super) fn new(id: u64, posts: Vec<Post<'a>>) -> Topic<'a> {
        Topic {
            id,
            title: None,
            fancy_title: None,
            slug: None,
            created_at: None,
            last_posted_at: None,
            archetype: None,
            visible: None,
            deleted_at: None,
            posts_count: None,
            category_id: Name(None),
            category_slug: Name(None),
            category_name: Name(None),
            views: Number(None),
            like_count: Number(None),
            tags: None,
            accepted_answer: None,
            post_stream: PostStream { posts, stream: None },
        }
    }
}

impl Topic<'_> {
    /// Returns how often it was read and liked.
    pub(super) fn popularity(&self) -> Popularity {
        Popularity::counted(self.views.0, self.like_count.0)
    }

    /// Returns the names of the tags.
    pub(super) fn tag_names(&self) -> Vec<String> {
        let tags = self.tags.iter().flatten();
        tags.filter_map(|raw| {
            let named = || {
                let tag: TagObject = serde_json::from_str(raw.get()).ok()?;
                tag.name.or(tag.slug)
            };
            serde_json::from_str::<String>(raw.get()).ok().or_else(named)
        })
        .filter(|name| !name.trim().is_empty())
        .collect()
    }

    /// Returns the number of the post that the topic itself names as its solution.
    pub(super) fn accepted_number(&self) -> Option<u64> {
        let accepted: Accepted = serde_json::from_str(self.accepted_answer?.get()).ok()?;
        accepted.post_number
    }
}

impl Post<'_> {
    /// Returns its polls.
    pub(super) fn polls(&self) -> Vec<Poll> {
        let polls = self.polls.and_then(|raw| serde_json::from_str(raw.get()).ok());
        polls.unwrap_or_default()
    }

    /// Returns the likes.
    pub(super) fn n_likes(&self) -> i64 {
        let likes = self.actions_summary.iter().flatten().filter(|action| action.id == 2);
        likes.filter_map(|action| action.count).fold(0, i64::saturating_add)
    }

    /// Tells whether the author keeps order in the forum; Discourse calls both kinds staff.
    pub(super) fn is_moderator(&self) -> bool {
        [self.staff, self.admin, self.moderator].contains(&Some(true))
    }
}

/// Returns text that says something.
pub(super) fn filled<'t>(text: &'t Option<Text<'_>>) -> Option<&'t str> {
    text.as_ref().map(|text| text.0.trim()).filter(|text| !text.is_empty())
}
