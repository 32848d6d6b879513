//! Makes answers and comments of replies that come one after another.
//!
//! Most exports are flat: all replies stand in one row, and some say what they reply to. Pages
//! show answers, with comments below each.

use std::collections::HashMap;

use crate::model::{Comment, Post};

/// Makes an answer of every reply, except for what the asker says in between: that becomes a
/// comment on the post that it replies to, or else on the answer before it. A reply of the
/// asker that is accepted is an answer, too.
///
/// Each reply comes with the id of the post that it replies to, where that is known. Returns
/// the question and its answers.
pub(super) fn nest_replies(
    mut question: Post,
    replies: impl Iterator<Item = (Option<String>, Post)>,
) -> (Post, Vec<Post>) {
    let asker = question.author.as_ref().map(|author| author.id.clone());
    let mut answers: Vec<Post> = Vec::new();
    // Answers by their ids, as far as somebody has asked; of equal ids the first.
    let (mut by_id, mut n_known) = (HashMap::new(), 0);
    for (wanted, mut post) in replies {
        let is_by_asker = asker.is_some() && post.author.as_ref().map(|a| &a.id) == asker.as_ref();
        if !is_by_asker || post.accepted {
            answers.push(post);
            continue;
        }
        if wanted.is_some() {
            for (at, answer) in answers.iter().enumerate().skip(n_known) {
                by_id.entry(answer.id.0.clone()).or_insert(at);
            }
            n_known = answers.len();
        }
        let of_answer = wanted.as_ref().and_then(|wanted| by_id.get(wanted).copied());
        let is_to_question = of_answer.is_none() && wanted.as_ref() == Some(&question.id.0);
        let target = match of_answer {
            Some(at) => &mut answers[at],
            None if is_to_question => &mut question,
            None => answers.last_mut().unwrap_or(&mut question),
        };
        // What others said to it stays behind it.
        let below = std::mem::take(&mut post.comments);
        target.comments.push(comment(post));
        target.comments.extend(below);
    }
    (question, answers)
}

/// Makes a comment of a post: votes, licence and address are lost, and comments on it.
pub(super) fn comment(post: Post) -> Comment {
    let Post { id, author, body, created, attachments, by_hand, .. } = post;
    Comment { id, author, body, created, attachments, by_hand }
}
