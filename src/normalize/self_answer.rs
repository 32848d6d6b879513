//! Answers of people who asked: they stand among the answers, not among the remarks.

use std::collections::{HashMap, HashSet};

use crate::model::{Comment, Post, PostClass, Thread, ThreadKind};

use super::class::{PostPosition, ThreadClasses};

/// Makes answers of the remarks in which the asker says how it was solved, right behind what
/// they stand below. Where an answer is marked as the solution, remarks stay what they are.
///
/// Returns whether there are any.
pub(super) fn promote(thread: &mut Thread, reading: &ThreadClasses) -> bool {
    let is_marked = thread.answers.iter().any(|post| post.accepted || post.official);
    if thread.kind != ThreadKind::Question || is_marked {
        return false;
    }
    let own = reading.posts.iter().filter(|p| p.by_asker && p.class == PostClass::Answer);
    let mut own = own.map(|post| post.place).filter(|p| is_remark(*p)).peekable();
    let any = own.peek().is_some();
    let mut moves = PromotedRemarks::default();
    own.for_each(|place| moves.take(place));
    // One pass, so that a thread of many such remarks takes no longer for each.
    let old = std::mem::take(&mut thread.answers);
    thread.answers.extend(split(&mut thread.question.comments, &moves.of_opening));
    for (at, mut post) in old.into_iter().enumerate() {
        let none = Vec::new();
        let promoted = split(&mut post.comments, moves.of_answers.get(&at).unwrap_or(&none));
        thread.answers.push(post);
        thread.answers.extend(promoted);
    }
    any
}

fn is_remark(place: PostPosition) -> bool {
    matches!(place, PostPosition::OpeningRemark(_) | PostPosition::Remark(..))
}

/// The places of the remarks that become answers, in the order of reading.
#[derive(Default)]
struct PromotedRemarks {
    of_opening: Vec<usize>,
    of_answers: HashMap<usize, Vec<usize>>,
}

impl PromotedRemarks {
    fn take(&mut self, place: PostPosition) {
        match place {
            PostPosition::OpeningRemark(n) => self.of_opening.push(n),
            PostPosition::Remark(at, n) => self.of_answers.entry(at).or_default().push(n),
            PostPosition::Opening | PostPosition::Answer(_) => {}
        }
    }
}

/// Takes the remarks at some places out, as answers.
fn split(comments: &mut Vec<Comment>, at: &[usize]) -> Vec<Post> {
    if at.is_empty() {
        return Vec::new();
    }
    let at: HashSet<usize> = at.iter().copied().collect();
    let numbered = std::mem::take(comments).into_iter().enumerate();
    let (taken, left): (Vec<_>, Vec<_>) = numbered.partition(|(n, _)| at.contains(n));
    comments.extend(left.into_iter().map(|(_, comment)| comment));
    taken.into_iter().map(|(_, comment)| answer(comment)).collect()
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
