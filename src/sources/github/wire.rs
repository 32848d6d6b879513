//! What the GraphQL API of GitHub writes, as far as it is read.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::sources::values::{Id, Name, Text};

/// What tells a discussion from other nodes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RecordHeader<'a> {
    pub number: Option<Id>,
    pub title: Option<IgnoredAny>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
}

/// A discussion, a comment, or a reply.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Node<'a> {
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    #[serde(borrow)]
    pub body: Option<Text<'a>>,
    #[serde(borrow, rename = "bodyHTML")]
    pub body_html: Option<Text<'a>>,
    #[serde(borrow)]
    pub body_text: Option<Text<'a>>,
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
    #[serde(borrow)]
    pub author: Option<Author<'a>>,
    #[serde(borrow)]
    pub author_association: Option<Text<'a>>,
    #[serde(borrow)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub updated_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub last_edited_at: Option<Text<'a>>,
    pub upvote_count: Option<i64>,
    pub is_answer: Option<bool>,
    pub is_minimized: Option<bool>,
    #[serde(borrow)]
    pub minimized_reason: Option<Text<'a>>,
    #[serde(borrow)]
    pub deleted_at: Option<Text<'a>>,
    #[serde(borrow)]
    pub answer: Option<Box<Node<'a>>>,
    #[serde(borrow)]
    pub category: Option<Named<'a>>,
    #[serde(borrow)]
    pub labels: Option<List<Named<'a>>>,
    #[serde(borrow)]
    pub comments: Option<List<Node<'a>>>,
    #[serde(borrow)]
    pub replies: Option<List<Node<'a>>>,
    #[serde(borrow)]
    pub poll: Option<&'a RawValue>,
}

/// A poll of a discussion.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Poll<'a> {
    #[serde(borrow)]
    pub question: Option<Text<'a>>,
    pub total_vote_count: Option<u32>,
    #[serde(borrow)]
    pub options: Option<List<PollOption<'a>>>,
}

/// What people may choose in it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PollOption<'a> {
    #[serde(borrow)]
    pub option: Option<Text<'a>>,
    pub total_vote_count: Option<u32>,
}

/// Who wrote it; an account that is gone is `null`.
#[derive(Deserialize)]
pub(super) struct Author<'a> {
    #[serde(borrow, rename = "__typename")]
    pub kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub login: Option<Text<'a>>,
}

/// A category or a label.
#[derive(Deserialize)]
pub(super) struct Named<'a> {
    #[serde(default)]
    pub id: Name,
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    #[serde(default)]
    pub slug: Name,
}

/// A page of a list, and how many there are in all.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct List<T> {
    pub total_count: Option<usize>,
    #[serde(default = "none")]
    pub nodes: Option<Vec<Option<T>>>,
    #[serde(default = "none")]
    pub edges: Option<Vec<Edge<T>>>,
}

/// The other way to write a list.
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
    pub fn into_nodes(self) -> Vec<T> {
        let edges = self.edges.into_iter().flatten().filter_map(|edge| edge.node);
        self.nodes.into_iter().flatten().flatten().chain(edges).collect()
    }

    /// How many are there.
    pub fn n_here(&self) -> usize {
        self.nodes.as_ref().map_or(0, Vec::len) + self.edges.as_ref().map_or(0, Vec::len)
    }
}

/// Returns the id of a comment: the number in its address, or else its node's.
pub(super) fn post_id<'t>(url: Option<&'t str>, id: Option<&'t str>) -> Option<&'t str> {
    let number = url.and_then(|url| url.rsplit_once("#discussioncomment-"));
    number.map(|(_, number)| number).or(id)
}
