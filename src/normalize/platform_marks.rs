//! Threads whose solution the platform itself marks.

use std::cmp::Reverse;

use crate::model::{Confidence, Grade, Reason, Resolution, Thread};

use super::plain::plain_text;

/// Grades a thread by the platform's own mark, where the marked answer says so much that
/// nobody has to read the rest; `None` where that has to be done.
pub(super) fn by_mark(thread: &Thread) -> Option<(Resolution, usize)> {
    let at = thread.answers.iter().position(|post| post.accepted)?;
    let post = &thread.answers[at];
    let is_plain = thread.solved.is_none()
        && plain_text(&post.body, SAMPLE_LENGTH)
            .split_ascii_whitespace()
            .nth(ENOUGH_WORDS)
            .is_some();
    let resolution = Resolution {
        grade: Grade::Accepted,
        reason: Reason::AcceptedMark,
        evidence: Some(post.id.clone()),
        confidence: Confidence::SURE,
    };
    is_plain.then(|| (resolution, best_of_marked(thread, at)))
}

/// How much of a marked answer is read, in bytes, and how many words it must have.
const SAMPLE_LENGTH: usize = 400;
const ENOUGH_WORDS: usize = 25;

/// The answer to show where one is marked: an official one; the marked one, unless another is
/// clearly better liked.
///
/// On Stack Overflow another answer has more votes than the accepted one 12 % of the time; a
/// lead this wide says that readers were better served by it.
pub(super) fn best_of_marked(thread: &Thread, marked: usize) -> usize {
    let answers = &thread.answers;
    if let Some(official) = answers.iter().position(|post| post.official) {
        return official;
    }
    let votes = answers[marked].votes;
    let is_own = |at: usize| thread.is_asker(answers[at].author.as_ref());
    let others = (0..answers.len()).filter(|&at| !is_own(at));
    let liked = others.max_by_key(|&at| (answers[at].votes, Reverse(answers[at].created)));
    let outscores = |liked: &usize| answers[*liked].votes >= (votes * 2).max(votes + 5);
    let yields = !answers[marked].role().is_official();
    liked.filter(|liked| yields && outscores(liked)).unwrap_or(marked)
}
