//! What people decided by hand in decisions.yaml, applied to whatever a source yields.

use crate::config::Decision;
use crate::config::SourceSettings;
use crate::config::SourceType;
use crate::diag::Place;
use crate::files::Digest;
use crate::model::PostId;
use crate::model::Reason;
use crate::model::Solved;
use crate::model::SolvedBy;
use crate::model::Thread;

use super::Batch;
use super::LinkTarget;
use super::Packed;
use super::Reader;
use super::problems;

/// A source some of whose threads were decided about.
pub(super) struct Decided<'a> {
    /// The source itself.
    pub inner: Box<dyn Reader + 'a>,
    /// Its settings, which hold the decisions.
    pub settings: &'a SourceSettings,
}

impl Reader for Decided<'_> {
    fn n_units(&self) -> usize {
        self.inner.n_units()
    }

    fn read(&self, unit: usize) -> Batch {
        let mut batch = self.inner.read(unit);
        for thread in &mut batch.threads {
            let Some(decision) = of_thread(&self.settings.decisions, &thread.id.0) else {
                continue;
            };
            if !decide(thread, &decision.post) {
                let known: Vec<String> = thread.answers.iter().map(|a| a.id.0.clone()).collect();
                let place = decision.place.clone();
                batch.sink.push(problems::accepted_missing(place, &decision.post, &known));
            }
        }
        batch
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        // Decisions are part of what every unit is kept under, as all settings are.
        self.inner.digest(unit)
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        self.inner.link_target(url)
    }

    fn packed(&self, path: &str) -> Option<Packed<'_>> {
        self.inner.packed(path)
    }

    fn taken_for(&self) -> Option<SourceType> {
        self.inner.taken_for()
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        match of_thread(&self.settings.decisions, &thread.id.0) {
            Some(decision) if reason == Reason::Decision => Some(decision.place.clone()),
            _ => self.inner.locate(thread, reason, post),
        }
    }
}

/// Finds the decision about a thread.
pub(super) fn of_thread<'d>(decisions: &'d [Decision], id: &str) -> Option<&'d Decision> {
    decisions.iter().find(|decision| decision.thread == id)
}

/// Marks the post; `false` when the thread has none with this id.
fn decide(thread: &mut Thread, post: &str) -> bool {
    // A chat has done so itself where it joined several messages into one post.
    if thread.solved.as_ref().is_some_and(|solved| solved.by == SolvedBy::Decision) {
        return true;
    }
    let Some(at) = thread.answers.iter().position(|answer| answer.id.0 == post) else {
        return false;
    };
    for (other, answer) in thread.answers.iter_mut().enumerate() {
        answer.accepted = other == at;
    }
    let id = thread.answers[at].id.clone();
    thread.accepted = Some(id.clone());
    thread.solved = Some(Solved { by: SolvedBy::Decision, answer: Some(id) });
    true
}
