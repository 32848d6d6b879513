//! A post in the making: what one author wrote in several messages.

use crate::model::{Post, Syntax};

/// A post in the making.
pub(super) struct Draft {
    pub post: Post,
    /// Where its last message starts in its text.
    pub last: usize,
    /// The ids of the messages in it.
    pub ids: Vec<String>,
    /// It carries a reaction that means solved.
    pub marked: bool,
    pub reply_to: Option<String>,
    pub joins: bool,
}

/// Adds a message to those before.
pub(super) fn append(last: &mut Draft, next: Draft) {
    last.post.body.text.push_str(match next.post.body.syntax {
        Syntax::Html | Syntax::Sanitised => "\n",
        Syntax::Markdown(_) | Syntax::Text => "\n\n",
    });
    last.last = last.post.body.text.len();
    last.post.body.text.push_str(&next.post.body.text);
    last.post.attachments.extend(next.post.attachments);
    // Whoever liked two messages of a row liked one post.
    last.post.votes = last.post.votes.max(next.post.votes);
    // The time of the last message, so that a long row stays one post.
    last.post.edited = last.post.edited.max(next.post.created);
    last.marked |= next.marked;
    last.ids.extend(next.ids);
}
