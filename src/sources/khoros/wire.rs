//! What Khoros writes, as far as it is read: the Community API v2 of Classic, and the
//! GraphQL of Aurora. What one of them lacks is absent.

use serde::Deserialize;

use crate::sources::values::{Id, Name, Number, Text};

/// A message, or another object of Aurora's page state.
#[derive(Deserialize)]
pub(super) struct Message<'a> {
    #[serde(borrow, rename = "__typename")]
    pub type_name: Option<Text<'a>>,
    pub id: Option<Id>,
    #[serde(borrow)]
    pub subject: Option<Text<'a>>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow)]
    pub author: Option<Author<'a>>,
    /// Of a user in Aurora's page state.
    #[serde(borrow)]
    pub login: Option<Text<'a>>,
    #[serde(borrow)]
    pub rank: Option<Named<'a>>,
    /// Of a rank in Aurora's page state.
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub conversation: Option<Conversation<'a>>,
    pub board: Option<Board>,
    /// Of a board in Aurora's page state.
    #[serde(default)]
    pub title: Name,
    #[serde(default, rename = "displayId")]
    pub display_id: Name,
    pub topic: Option<Reference>,
    pub parent: Option<Reference>,
    pub depth: Option<u64>,
    #[serde(borrow)]
    pub post_time: Option<Text<'a>>,
    #[serde(borrow, rename = "postTime")]
    pub posted: Option<Text<'a>>,
    #[serde(borrow)]
    pub language: Option<Text<'a>>,
    pub is_solution: Option<bool>,
    pub solution: Option<bool>,
    pub deleted: Option<bool>,
    #[serde(borrow)]
    pub moderation_status: Option<Text<'a>>,
    #[serde(borrow, rename = "moderationData")]
    pub moderation: Option<Moderation<'a>>,
    #[serde(borrow, rename = "visibilityScope")]
    pub visibility: Option<Text<'a>>,
    #[serde(borrow)]
    pub view_href: Option<Text<'a>>,
    pub kudos: Option<Kudos>,
    #[serde(rename = "kudosSumWeight")]
    pub kudos_weight: Option<i64>,
    #[serde(rename = "repliesCount")]
    pub n_replies: Option<usize>,
    pub metrics: Option<Metrics>,
    #[serde(borrow)]
    pub current_revision: Option<Revision<'a>>,
    #[serde(borrow)]
    pub tags: Option<List<Named<'a>>>,
    #[serde(borrow)]
    pub labels: Option<List<Named<'a>>>,
    #[serde(borrow)]
    pub replies: Option<List<Message<'a>>>,
}

/// Who wrote it.
#[derive(Deserialize)]
pub(super) struct Author<'a> {
    pub id: Option<Id>,
    #[serde(rename = "__ref")]
    pub reference: Option<Id>,
    #[serde(borrow)]
    pub login: Option<Text<'a>>,
    #[serde(borrow)]
    pub view_href: Option<Text<'a>>,
    #[serde(borrow)]
    pub rank: Option<Named<'a>>,
    pub deleted: Option<bool>,
}

/// A rank, a tag or a label.
#[derive(Deserialize)]
pub(super) struct Named<'a> {
    #[serde(rename = "__ref")]
    pub reference: Option<Id>,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(borrow)]
    pub text: Option<Text<'a>>,
}

/// The thread of a message.
#[derive(Deserialize)]
pub(super) struct Conversation<'a> {
    pub id: Option<Id>,
    #[serde(borrow)]
    pub style: Option<Text<'a>>,
}

/// Where a message was written.
#[derive(Deserialize)]
pub(super) struct Board {
    #[serde(default)]
    pub id: Name,
    #[serde(default, rename = "displayId")]
    pub display_id: Name,
    #[serde(default)]
    pub title: Name,
    #[serde(default, rename = "__ref")]
    pub reference: Name,
}

/// Another message.
#[derive(Deserialize)]
pub(super) struct Reference {
    pub id: Option<Id>,
}

/// What moderators say of it.
#[derive(Deserialize)]
pub(super) struct Moderation<'a> {
    #[serde(borrow)]
    pub status: Option<Text<'a>>,
}

/// Votes: a sum, or a query that nobody asked.
#[derive(Deserialize)]
pub(super) struct Kudos {
    pub sum: Option<Sum>,
}

/// How often it was read.
#[derive(Deserialize)]
pub(super) struct Metrics {
    #[serde(default)]
    pub views: Number,
}

/// A sum.
#[derive(Deserialize)]
pub(super) struct Sum {
    pub weight: Option<i64>,
}

/// The last change.
#[derive(Deserialize)]
pub(super) struct Revision<'a> {
    #[serde(borrow)]
    pub last_edit_time: Option<Text<'a>>,
}

/// A list in the form of Classic or Aurora; or a query that nobody asked, which has none.
#[derive(Deserialize)]
pub(super) struct List<T> {
    #[serde(default = "none")]
    pub items: Option<Vec<T>>,
    #[serde(default = "none")]
    pub edges: Option<Vec<Edge<T>>>,
}

/// An item of Aurora's lists.
#[derive(Deserialize)]
pub(super) struct Edge<T> {
    #[serde(default = "none")]
    pub node: Option<T>,
}

fn none<T>() -> Option<T> {
    None
}

impl<T> List<T> {
    /// Takes what is there.
    pub fn into_items(self) -> Vec<T> {
        let edges = self.edges.into_iter().flatten().filter_map(|edge| edge.node);
        self.items.into_iter().flatten().chain(edges).collect()
    }
}

/// The number of an id such as `message:4389520` or `Rank:rank:2`.
pub(super) fn bare(id: &Id) -> String {
    id.0.rsplit(':').next().unwrap_or(&id.0).to_owned()
}
