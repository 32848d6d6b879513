//! Replies that answer nothing: on a page that has an answer they stand among the remarks, and
//! nobody takes them for answers or their writers for helpers.

use std::collections::HashSet;

use crate::model::{Comment, Grade, Post, PostClass, PostId, Thread, ThreadKind};

use super::class::{ClassifiedPost, PostPosition, ThreadClasses, is_talk};
use super::summary::Assessment;

/// Finds the answers of a thread, by position, that only call somebody, ask back, promise,
/// thank, cheer or tell how it went.
///
/// What is marked or comes first always answers, and so does what others like more than that,
/// unless it is but thanks or a cheer. A thread without an answer keeps its replies as they are.
pub(super) fn talk(
    thread: &Thread,
    assessment: &Assessment,
    thread_classes: Option<&ThreadClasses>,
) -> Vec<usize> {
    if thread.kind != ThreadKind::Question || assessment.resolution.grade == Grade::Unresolved {
        return Vec::new();
    }
    let of_best = assessment.best.and_then(|at| thread.answers.get(at));
    let most_votes = of_best.map_or(0, |best| best.votes.max(0));
    let is_only_talk = |at: usize, post: &Post, class: Option<&ClassifiedPost>| {
        let talks = match class {
            Some(class) => is_no_answer(class, post.votes <= most_votes),
            None => {
                let by_asker = thread.is_asker(post.author.as_ref());
                is_talk(post, by_asker) && post.votes <= most_votes
            }
        };
        talks && !post.accepted && !post.official && assessment.best != Some(at)
    };
    let mut classes: Vec<Option<&ClassifiedPost>> = vec![None; thread.answers.len()];
    for post in thread_classes.iter().flat_map(|classes| &classes.posts) {
        if let PostPosition::Answer(at) = post.place {
            classes[at] = Some(post);
        }
    }
    let posts = thread.answers.iter().zip(classes).enumerate();
    posts.filter(|(at, (post, class))| is_only_talk(*at, post, *class)).map(|(at, _)| at).collect()
}

/// What says so much may help, whatever it is.
const MUCH: f64 = 1.5;

fn is_no_answer(post: &ClassifiedPost, is_liked_less: bool) -> bool {
    match post.class {
        PostClass::Answer | PostClass::Partial | PostClass::OffTopic => false,
        PostClass::Mention | PostClass::Thanks | PostClass::Reaction | PostClass::Confirm => true,
        // A question back may hold half an answer.
        PostClass::Asks | PostClass::Holding | PostClass::Elsewhere | PostClass::FollowUp => {
            is_liked_less && post.substance < MUCH
        }
    }
}

/// Moves what only talks below the answer that it stands behind, or below the question, with
/// its remarks; returns the ids of what was moved.
pub(super) fn demote(thread: &mut Thread, assessment: &mut Assessment) -> HashSet<PostId> {
    let talk = std::mem::take(&mut assessment.talk);
    let mut moved = HashSet::new();
    if talk.is_empty() {
        return moved;
    }
    let mut talk = talk.into_iter().peekable();
    let mut best = None;
    for (at, mut post) in std::mem::take(&mut thread.answers).into_iter().enumerate() {
        if talk.next_if_eq(&at).is_some() {
            moved.insert(post.id.clone());
            let below = thread.answers.last_mut().unwrap_or(&mut thread.question);
            let remarks = std::mem::take(&mut post.comments);
            below.comments.push(remark(post));
            below.comments.extend(remarks);
        } else {
            best = best.or((assessment.best == Some(at)).then_some(thread.answers.len()));
            thread.answers.push(post);
        }
    }
    assessment.best = best;
    moved
}

fn remark(post: Post) -> Comment {
    Comment {
        id: post.id,
        author: post.author,
        body: post.body,
        created: post.created,
        attachments: post.attachments,
        by_hand: post.by_hand,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Markup, Origin, Person, PersonId, Role, Syntax, ThreadId};

    use super::*;

    const HOLD: &str = "Hold the button for ten seconds, then pair the hub again.";

    fn post(id: &str, name: &str, text: &str) -> Post {
        let (name, role) = (name.to_owned(), Role::Member);
        let author = Person { id: PersonId(name.clone()), name, role, url: None };
        let body = Markup { syntax: Syntax::Text, text: text.into() };
        Post { author: Some(author), ..Post::new(PostId(id.into()), body) }
    }

    fn thread(answers: Vec<Post>) -> Thread {
        let question = post("q", "mira", "Why does the hub blink red after the update?");
        let id = ThreadId("1".into());
        let thread = Thread::new(id, ThreadKind::Question, "T".into(), question, Origin::default());
        Thread { answers, ..thread }
    }

    /// What is left of the answers, and the remarks of each and of the question.
    #[track_caller]
    fn check(answers: Vec<Post>, expected: &[&str], remarks: &[&[&str]], best: usize) {
        let mut thread = thread(answers);
        let mut assessment = Assessment::of(&mut thread);
        demote(&mut thread, &mut assessment);
        let ids: Vec<&str> = thread.answers.iter().map(|post| post.id.0.as_str()).collect();
        assert_eq!((ids.as_slice(), assessment.best), (expected, Some(best)));
        let of_each = thread.posts().map(|post| post.comments.iter().map(|c| c.id.0.as_str()));
        let of_each: Vec<Vec<&str>> = of_each.map(Iterator::collect).collect();
        assert_eq!(of_each, remarks);
    }

    #[test]
    fn what_answers_nothing_stands_among_the_remarks() {
        let remark = remark(post("3a", "tom", "Same here."));
        let asks = Post { comments: vec![remark], ..post("3", "bo", "Which firmware?") };
        let answers = vec![
            post("1", "bo", "cc @Kim"),
            post("2", "ann", HOLD),
            asks,
            post("4", "mira", "Thanks, will try tonight"),
            post("5", "tom", "You can also use channel 6, which is less crowded here."),
        ];
        check(answers, &["2", "5"], &[&["1"], &["3", "3a", "4"], &[]], 0);
    }

    #[test]
    fn what_is_marked_or_liked_stays() {
        let accepted = Post { accepted: true, ..post("1", "ann", "Which firmware?") };
        check(vec![accepted], &["1"], &[&[], &[]], 0);
        let liked = Post { votes: 4, ..post("2", "bo", "Which firmware do you have?") };
        check(vec![post("1", "ann", HOLD), liked], &["1", "2"], &[&[], &[], &[]], 0);
        // Who has the same trouble likes the question back, and the answer more.
        let back = Post { votes: 2, ..post("2", "bo", "Same here... Which router do you have?") };
        let best = Post { votes: 3, ..post("1", "ann", HOLD) };
        check(vec![best, back], &["1"], &[&[], &["2"]], 0);
        // Whoever likes thanks likes no answer.
        let thanks = Post { votes: 4, ..post("2", "mira", "Thank you!") };
        check(vec![post("1", "ann", HOLD), thanks], &["1"], &[&[], &["2"]], 0);
    }

    #[test]
    fn beside_a_long_marked_answer_short_posts_are_looked_at() {
        let words = "Open the settings, choose the hub, and set the channel to 6. ".repeat(4);
        let marked = Post { accepted: true, ..post("2", "ann", &words) };
        let answers = vec![post("1", "bo", "cc @Kim"), marked, post("3", "tom", HOLD)];
        check(answers, &["2", "3"], &[&["1"], &[], &[]], 0);
    }

    #[test]
    fn a_thread_without_an_answer_keeps_its_replies() {
        check(vec![post("1", "bo", "cc @Kim")], &["1"], &[&[], &[]], 0);
    }
}
