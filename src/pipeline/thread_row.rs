//! A thread with what a build decides about it.

use std::collections::BTreeMap;

use crate::model::{Confidence, Origin, PostId, Reason, Resolution, ThreadId};
use crate::normalize::Summary;
use crate::output::SitePath;
use crate::site::WithheldReason;

/// A thread in a list.
#[derive(Clone, Debug)]
pub struct ThreadRow {
    /// The position of its source in the settings.
    pub source: usize,
    /// Its id there.
    pub id: ThreadId,
    /// Plain text.
    pub title: String,
    /// How well it is solved.
    pub resolution: Resolution,
    /// The answer that comes first.
    pub first: Option<FirstAnswer>,
    /// How many answers it has.
    pub n_answers: usize,
    /// Whether a person decided that it is published, or is not.
    pub decided: Option<bool>,
    /// What becomes of it.
    pub publication: Publication,
    /// Where it starts.
    pub origin: Origin,
}

/// An answer that comes first.
#[derive(Clone, Debug)]
pub struct FirstAnswer {
    /// Its id.
    pub post: PostId,
    /// Its first words.
    pub words: String,
}

/// What becomes of a thread.
#[derive(Clone, Debug)]
pub enum Publication {
    /// It has a page.
    Published(SitePath),
    /// It has none of its own.
    Withheld(WithheldReason),
}

impl ThreadRow {
    pub(super) fn new(summary: &Summary, publication: Publication) -> ThreadRow {
        let first = summary.first.clone();
        ThreadRow {
            source: summary.source,
            id: summary.id.clone(),
            title: summary.title.clone(),
            resolution: summary.resolution.clone(),
            first: first.map(|post| FirstAnswer { post, words: summary.teaser.clone() }),
            n_answers: summary.n_answers,
            decided: summary.publish,
            publication,
            origin: summary.origin.clone(),
        }
    }

    /// Returns where its page is.
    pub fn address(&self) -> Option<&SitePath> {
        match &self.publication {
            Publication::Published(path) => Some(path),
            Publication::Withheld(_) => None,
        }
    }

    /// Returns what keeps it back.
    pub fn withheld_for(&self) -> Option<&WithheldReason> {
        match &self.publication {
            Publication::Published(_) => None,
            Publication::Withheld(why) => Some(why),
        }
    }

    /// Returns the name of what keeps it back.
    pub fn withheld(&self) -> Option<&'static str> {
        match &self.publication {
            Publication::Published(_) => None,
            Publication::Withheld(why) => Some(why.name(self.resolution.reason)),
        }
    }

    /// How far it is from being doubtful: people's decisions are not, then hundredths.
    pub(super) fn certainty(&self, floor: Confidence) -> (bool, u8) {
        let is_decided = self.decided.is_some() || self.resolution.reason == Reason::Decision;
        let share = self.resolution.confidence.in_hundredths();
        (is_decided, share.abs_diff(floor.in_hundredths()))
    }
}

/// What a build hears of threads that have no page of their own.
pub(super) struct WithheldRecorder {
    /// How many there are, by why.
    pub counts: BTreeMap<&'static str, usize>,
    /// The threads, where a list is wanted.
    pub rows: Option<Vec<ThreadRow>>,
}

impl WithheldRecorder {
    pub fn new(wants_rows: bool) -> WithheldRecorder {
        WithheldRecorder { counts: BTreeMap::new(), rows: wants_rows.then(Vec::new) }
    }

    /// Returns what writes it down.
    pub fn withhold(&mut self) -> impl FnMut(&Summary, WithheldReason) {
        |summary, why| {
            *self.counts.entry(why.name(summary.resolution.reason)).or_default() += 1;
            if let Some(rows) = &mut self.rows {
                rows.push(ThreadRow::new(summary, Publication::Withheld(why)));
            }
        }
    }
}
