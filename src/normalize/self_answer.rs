//! Answers of people who asked: they stand among the answers, not among the remarks.

use crate::model::Comment;
use crate::model::Kind;
use crate::model::Post;
use crate::model::PostClass;
use crate::model::Thread;

use super::class::Place;
use super::class::Reading;

/// Makes answers of the remarks in which the asker says how it was solved, right behind what
/// they stand below. Where an answer is marked as the solution, remarks stay what they are.
///
/// Returns whether there are any.
pub(super) fn promote(thread: &mut Thread, reading: &Reading) -> bool {
    let is_marked = thread.answers.iter().any(|post| post.accepted || post.official);
    if thread.kind != Kind::Question || is_marked {
        return false;
    }
    let own = reading.posts.iter().filter(|p| p.by_asker && p.class == PostClass::Answer);
    // From the back, so that the places in front stay right.
    let mut any = false;
    for place in own.map(|post| post.place).rev() {
        let (remark, at) = match place {
            Place::OpeningRemark(n) => (thread.question.comments.remove(n), 0),
            Place::Remark(at, n) => (thread.answers[at].comments.remove(n), at + 1),
            Place::Opening | Place::Answer(_) => continue,
        };
        thread.answers.insert(at, answer(remark));
        any = true;
    }
    any
}

fn answer(remark: Comment) -> Post {
    Post {
        author: remark.author,
        created: remark.created,
        attachments: remark.attachments,
        by_hand: remark.by_hand,
        ..Post::new(remark.id, remark.body)
    }
}
