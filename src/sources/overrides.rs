//! Applies decisions.yaml, where people decide by hand, to the threads of a source.

use crate::config::{Decision, NextCheck, SourceSettings, Spanned};
use crate::diag::{Code, Diagnostic, Place, Sink, join_names};
use crate::model::{Comment, Post, PostId, Reason, Solved, SolvedBy, Thread, Verified};

use super::{Batch, problems};

/// Applies what was decided about the threads of a unit.
pub(super) fn apply(settings: &SourceSettings, batch: &mut Batch) {
    for thread in &mut batch.threads {
        if let Some(decision) = settings.decisions.get(&thread.id.0) {
            decide(thread, decision, &mut batch.sink);
        }
    }
}

/// Finds the line of decisions.yaml that a resolution rests on; `None` where none does.
pub(super) fn locate(settings: &SourceSettings, thread: &Thread, reason: Reason) -> Option<Place> {
    let decision = settings.decisions.get(&thread.id.0)?;
    if reason == Reason::OfficialMark {
        return decision.official.as_ref().map(|said| said.place.clone());
    }
    let decision = Some(decision).filter(|_| reason == Reason::Decision)?;
    let is_withheld = thread.decided.publish == Some(false);
    let publish = decision.publish.as_ref().filter(|_| is_withheld);
    let solved = decision.solved.as_ref().or(decision.best.as_ref());
    publish.map(|said| &said.place).or(solved.map(|said| &said.place)).cloned()
}

fn decide(thread: &mut Thread, decision: &Decision, sink: &mut Sink) {
    if let Some(title) = &decision.title {
        thread.title.clone_from(&title.value);
        thread.decided.title = true;
    }
    if let Some(publish) = &decision.publish {
        thread.decided.publish = Some(publish.value);
        thread.decided.draft &= !publish.value;
    }
    if let Some(Spanned { value: check, .. }) = &decision.verified {
        thread.verified = Some(Verified { on: check.on, by: check.by.clone() });
        thread.expires = match check.expires {
            NextCheck::AsWritten => thread.expires,
            NextCheck::Never => None,
            NextCheck::By(day) => Some(day),
        };
        thread.translated_from = check.from.clone().or(thread.translated_from.take());
    }
    if let Some(post) = &decision.solved
        && !solve(thread, &PostId(post.value.clone()))
    {
        let known = answers_of(thread);
        let told = problems::accepted_missing(post.place.clone(), &post.value, &known);
        let helps = vec!["write one of these ids, or remove the line".to_owned()];
        sink.push(Diagnostic { helps, ..told });
    }
    if let Some(post) = &decision.best
        && !put_first(thread, PostId(post.value.clone()))
    {
        sink.push(answer_missing(post, "put first", &answers_of(thread)));
    }
    if let Some(post) = &decision.official
        && !mark_official(thread, &PostId(post.value.clone()))
    {
        sink.push(answer_missing(post, "official", &answers_of(thread)));
    }
}

/// Marks the post as the solution; `false` when the thread has none with this id.
fn solve(thread: &mut Thread, post: &PostId) -> bool {
    // A chat has done so itself where it joined several messages into one post.
    if thread.solved.as_ref().is_some_and(|solved| solved.by == SolvedBy::Decision) {
        return true;
    }
    let Some(at) = answer(thread, post) else { return false };
    for (other, answer) in thread.answers.iter_mut().enumerate() {
        answer.accepted = other == at;
    }
    let id = thread.answers[at].id.clone();
    thread.accepted = Some(id.clone());
    thread.solved = Some(Solved { by: SolvedBy::Decision, answer: Some(id) });
    true
}

/// Puts an answer first; `false` when the thread has none with this id.
fn put_first(thread: &mut Thread, post: PostId) -> bool {
    // A chat knows the post of which the message has become a part.
    let of_chat = thread.decided.best.take();
    let mut ids = std::iter::once(post).chain(of_chat);
    let found = ids.find_map(|id| answer(thread, &id));
    thread.decided.best = found.map(|at| thread.answers[at].id.clone());
    found.is_some()
}

/// Marks an answer as official; `false` when the thread has none with this id.
fn mark_official(thread: &mut Thread, post: &PostId) -> bool {
    let found = answer(thread, post);
    if let Some(at) = found {
        thread.answers[at].official = true;
    }
    // A chat has done so itself where it joined several messages into one post.
    found.is_some() || thread.answers.iter().any(|answer| answer.official)
}

/// Finds an answer, also among what was taken for a remark: askers who found it out
/// themselves say so below the answers of others. It then is an answer of its own.
fn answer(thread: &mut Thread, id: &PostId) -> Option<usize> {
    let is_it = |comment: &Comment| comment.id == *id;
    if let Some(at) = thread.answers.iter().position(|answer| answer.id == *id) {
        return Some(at);
    }
    let of_question = thread.question.comments.iter().position(is_it);
    let (comment, at) = match of_question {
        Some(found) => (thread.question.comments.remove(found), 0),
        None => thread.answers.iter_mut().enumerate().find_map(|(at, answer)| {
            let found = answer.comments.iter().position(is_it)?;
            Some((answer.comments.remove(found), at + 1))
        })?,
    };
    let Comment { id, author, body, created, attachments, by_hand } = comment;
    let post = Post { author, created, attachments, by_hand, ..Post::new(id, body) };
    thread.answers.insert(at, post);
    Some(at)
}

fn answers_of(thread: &Thread) -> Vec<String> {
    thread.answers.iter().map(|answer| answer.id.0.clone()).collect()
}

/// The answer that is to be put first, or to be official, is not there.
fn answer_missing(post: &Spanned<String>, what: &str, known: &[String]) -> Diagnostic {
    let message = format!("the answer `{}` to be {what} is not in this thread", post.value);
    let note = match known {
        [] => "the thread has no answers".to_owned(),
        known => format!("the thread has answers {}", join_names(known)),
    };
    Diagnostic::error(Code::AcceptedMissing, message)
        .at(post.place.clone(), "no answer has this id")
        .note(note)
        .help("write one of these ids, or remove the line")
}

#[cfg(test)]
mod tests {
    use crate::model::{Markup, Origin, ThreadId, ThreadKind};

    use super::*;

    fn said<T>(what: T) -> Option<Spanned<T>> {
        Some(Spanned { value: what, place: Place::line("decisions.yaml", 2) })
    }

    /// A question with the answers `a` and `b`; below `a` the asker says more, in `c`.
    fn thread() -> Thread {
        let post = |id: &str| Post::new(PostId(id.into()), Markup::default());
        let (id, body) = (PostId("c".into()), Markup::default());
        let by_asker = Comment {
            id,
            author: None,
            body,
            created: None,
            attachments: Vec::new(),
            by_hand: false,
        };
        let mut first = post("a");
        first.comments.push(by_asker);
        let (id, title) = (ThreadId("1".into()), "Hub".to_owned());
        let thread = Thread::new(id, ThreadKind::Question, title, post("q"), Origin::default());
        Thread { answers: vec![first, post("b")], ..thread }
    }

    fn ids(thread: &Thread) -> Vec<&str> {
        thread.answers.iter().map(|answer| answer.id.0.as_str()).collect()
    }

    #[test]
    fn a_remark_of_the_asker_may_be_the_answer() {
        let decision = Decision { best: said("c".to_owned()), ..Decision::default() };
        let (mut thread, mut sink) = (thread(), Sink::new());
        decide(&mut thread, &decision, &mut sink);
        assert_eq!((ids(&thread), sink.n_errors()), (vec!["a", "c", "b"], 0));
        assert_eq!(thread.decided.best, Some(PostId("c".into())));
        assert!(thread.answers.iter().all(|answer| !answer.accepted && answer.comments.is_empty()));
        let decision = Decision { solved: said("c".to_owned()), ..Decision::default() };
        decide(&mut thread, &decision, &mut sink);
        assert!(thread.answers[1].accepted);
    }

    #[test]
    fn an_answer_is_official_where_somebody_says_so() {
        let decision = Decision { official: said("b".to_owned()), ..Decision::default() };
        let (mut thread, mut sink) = (thread(), Sink::new());
        decide(&mut thread, &decision, &mut sink);
        let marks: Vec<(bool, bool)> =
            thread.answers.iter().map(|post| (post.official, post.accepted)).collect();
        assert_eq!((marks, sink.n_errors()), (vec![(false, false), (true, false)], 0));
    }

    #[test]
    fn a_better_title_and_what_becomes_of_a_thread_are_taken_over() {
        let (title, publish) = (said("Deaf hub".to_owned()), said(false));
        let decision = Decision { title, publish, ..Decision::default() };
        let mut thread = thread();
        decide(&mut thread, &decision, &mut Sink::new());
        assert_eq!((thread.title.as_str(), thread.decided.publish), ("Deaf hub", Some(false)));
        assert!(thread.decided.title);
    }

    #[test]
    fn an_answer_that_is_not_there_is_told_and_puts_nothing_first() {
        let (best, official) = (said("z".to_owned()), said("y".to_owned()));
        let decision = Decision { best, official, ..Decision::default() };
        let (mut thread, mut sink) = (thread(), Sink::new());
        decide(&mut thread, &decision, &mut sink);
        assert_eq!((thread.decided.best, sink.n_errors()), (None, 2));
        assert!(thread.answers.iter().all(|answer| !answer.official));
    }
}
