//! Answers that contradict each other: proposed to people, never decided.

use std::collections::{BTreeMap, HashMap};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::files::Files;
use crate::model::{Grade, Reason, ThreadId};
use crate::normalize::Summary;
use crate::search::native::{ScoreBoard, Similarity};
use crate::text::lowercase;

use super::super::Progress;
use super::claims::{Claims, Difference, contradiction};
use super::pairs_of;
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
    let places: HashMap<(usize, &str), usize> =
        threads.iter().enumerate().map(|(at, thread)| (thread.name(), at)).collect();
    let apart = pairs_of(config, &places, |approved| approved == Some(false));
    let claims: Vec<Claims> = threads.par_iter().map(claims_of).collect();
    let of_one = |board: &mut ScoreBoard, at: usize| {
        progress.step();
        if claims[at].is_empty() {
            return Vec::new();
        }
        let near = likeness.nearest(at, N_NEAREST, board).into_iter();
        let near = near.filter(|(score, other)| *score >= LEAST && *other != at);
        let near = near.filter(|(_, other)| !apart.contains(&(at.min(*other), at.max(*other))));
        let side = |at: usize| (&threads[at], &claims[at]);
        near.filter_map(|(score, other)| of_pair(side(at), side(other), score)).collect()
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
        && (summary.resolution.grade <= Grade::Official
            || summary.resolution.reason == Reason::Decision)
}

/// What the first answer of a thread claims, where readers rely on it.
fn claims_of(thread: &QuestionProfile) -> Claims {
    let summary = &thread.summary;
    match is_sure(thread) {
        true => Claims::of(&summary.title, &thread.words, summary.lang),
        false => Claims::default(),
    }
}

fn of_pair(
    one: (&QuestionProfile, &Claims),
    other: (&QuestionProfile, &Claims),
    likeness: f32,
) -> Option<Contradiction> {
    let (a, b) = (one.0, other.0);
    let is_pair = a.summary.lang.same_language(b.summary.lang)
        && !a.title.differs(&b.title)
        && is_about_one(&a.summary.products, &b.summary.products)
        && is_about_one(&a.summary.versions, &b.summary.versions)
        && !(is_settled(&a.summary) && is_settled(&b.summary));
    if !is_pair {
        return None;
    }
    let (difference, mine, theirs) = contradiction(one.1, other.1)?;
    let age = |thread: &QuestionProfile| (thread.summary.answered, thread.summary.id.clone());
    let sides = [(a, mine), (b, theirs)];
    let [(older, old), (newer, new)] = match age(a) <= age(b) {
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

/// Tells whether two answers may be about one product, or one version.
fn is_about_one(one: &[String], other: &[String]) -> bool {
    let is_known = |name: &String| other.iter().any(|own| lowercase(own) == lowercase(name));
    one.is_empty() || other.is_empty() || one.iter().any(is_known)
}

/// Tells whether somebody has checked an answer since it was written: who has checked both of a
/// pair has read what they say.
fn is_settled(summary: &Summary) -> bool {
    summary.checked.is_some() && summary.checked == summary.answered
}
