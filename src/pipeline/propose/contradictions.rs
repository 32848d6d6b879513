//! Answers that contradict each other: proposed to people, never decided.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::config::Config;
use crate::files::Files;
use crate::model::{Grade, Reason, ThreadId};
use crate::search::native::{ScoreBoard, Similarity};

use super::super::Progress;
use super::claims::{Claim, Difference, claims, contradiction};
use super::read::{QuestionProfile, read};

/// How many of the threads most like one are compared with it.
const N_NEAREST: usize = 8;

/// How alike two threads must be at least.
const LEAST: f32 = 0.2;

/// Two answers that say different things about what seems the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The thread of the older answer: its source, by position, and its id.
    pub older: (usize, ThreadId),
    /// The thread of the newer one.
    pub newer: (usize, ThreadId),
    /// What the two differ in.
    pub difference: Difference,
    /// What the older one says.
    pub old_words: String,
    /// What the newer one says.
    pub new_words: String,
    /// How alike the threads are, from 0 to 1.
    pub likeness: f32,
}

/// Finds published threads that are alike, whose first answers are accepted or official, and
/// contradict each other in a number, a version or a negation; the most alike first. Problems of
/// the sources are `build`'s to tell.
pub fn contradictions(
    config: &Config,
    files: &dyn Files,
    progress: &dyn Progress,
) -> Vec<Contradiction> {
    let (threads, profiles) = read(config, files, true, progress);
    let likeness = Similarity::new(profiles);
    progress.start("comparing", threads.len());
    let of_one = |board: &mut ScoreBoard, at: usize| {
        progress.step();
        if !is_sure(&threads[at]) {
            return Vec::new();
        }
        let own = claims_of(&threads[at]);
        let near = likeness.nearest(at, N_NEAREST, board).into_iter();
        let near = near.filter(|(score, other)| *score >= LEAST && *other != at);
        near.filter_map(|(score, other)| of_pair(&threads[at], &own, &threads[other], score))
            .collect()
    };
    let found: Vec<Vec<Contradiction>> =
        (0..threads.len()).into_par_iter().map_init(ScoreBoard::default, of_one).collect();
    let named = |one: Contradiction| ((one.older.clone(), one.newer.clone()), one);
    let found: BTreeMap<_, Contradiction> = found.into_iter().flatten().map(named).collect();
    let mut found: Vec<Contradiction> = found.into_values().collect();
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    found
}

/// Tells whether the first answer of a thread is one that readers rely on.
fn is_sure(thread: &QuestionProfile) -> bool {
    let summary = &thread.summary;
    thread.has_page
        && !thread.words.is_empty()
        && (summary.resolution.grade <= Grade::Official
            || summary.resolution.reason == Reason::Decision)
}

fn claims_of(thread: &QuestionProfile) -> Vec<Claim> {
    claims(&thread.words, thread.summary.lang)
}

fn of_pair(
    one: &QuestionProfile,
    own: &[Claim],
    other: &QuestionProfile,
    likeness: f32,
) -> Option<Contradiction> {
    let is_pair = is_sure(other)
        && one.summary.lang.same_language(other.summary.lang)
        && !one.title.differs(&other.title);
    if !is_pair {
        return None;
    }
    let theirs = claims_of(other);
    let (difference, mine, their) = contradiction(own, &theirs)?;
    let age = |thread: &QuestionProfile| (thread.summary.answered, thread.summary.id.clone());
    let sides = [(one, mine), (other, their)];
    let [(older, old), (newer, new)] = match age(one) <= age(other) {
        true => sides,
        false => [sides[1], sides[0]],
    };
    let name = |thread: &QuestionProfile| (thread.summary.source, thread.summary.id.clone());
    Some(Contradiction {
        older: name(older),
        newer: name(newer),
        difference,
        old_words: old.text.clone(),
        new_words: new.text.clone(),
        likeness,
    })
}
