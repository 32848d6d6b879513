//! Questions that look alike, for a person to decide whether one page can answer both.
//!
//! Two threads are compared by the words of their titles, of their questions and of their
//! answers. A pair is proposed when each is among the nearest of the other, and ranked by how
//! much nearer they are than their surroundings: in a community with fifty questions about one
//! device, all fifty share its name.

mod claims;
mod contradictions;
mod cues;
mod figures;
mod read;
mod titles;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::config::{Config, ThreadName};
use crate::files::Files;
use crate::model::{Grade, ThreadKind};
use crate::search::native::{ScoreBoard, Similarity};

use super::Progress;

use read::{LinkedPage, QuestionProfile, bare, read};

pub use claims::Difference;
pub use contradictions::{Contradiction, contradictions};
pub use read::NamedThread;

/// How many threads around one make up its surroundings, beside the very nearest.
const N_AROUND: usize = 10;

/// How many of the nearest are looked at; some of them cannot be a pair.
const N_NEAREST: usize = 20;

/// Each of a pair must be among so many of the nearest of the other.
const MUTUAL: usize = 3;

/// How much of the mean likeness of the surroundings is taken off.
const CROWDED: f32 = 0.7;

/// What is added where somebody else has linked the two, and taken off where one asks why and
/// the other who.
const HINT: f32 = 0.05;

/// Two questions that look alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The one that would lose its page.
    pub question: NamedThread,
    /// The one on whose page it would be shown.
    pub into: NamedThread,
    /// How likely one page can answer both, from 0 to 1: no share, but what they are ranked by.
    pub score: f32,
    /// Both have an accepted answer, and these begin differently: somebody should read them.
    pub disagree: bool,
}

/// Finds pairs of questions of which one page may answer both, the best first, with a score of
/// at least so much. Pairs about which somebody has decided, duplicates that the sources know,
/// threads that ask nothing, and titles that come every week are left out. Problems of the
/// sources are `build`'s to tell.
pub fn propose(
    config: &Config,
    files: &dyn Files,
    least: f32,
    progress: &dyn Progress,
) -> Vec<Proposal> {
    let (questions, profiles) = read(config, files, false, progress);
    let likeness = Similarity::new(profiles);
    let places: HashMap<(usize, &str), usize> =
        questions.iter().enumerate().map(|(at, question)| (question.name(), at)).collect();
    let pairs = Pairs {
        questions: &questions,
        decided: pairs_of(config, &places, |approved| approved.is_some()),
        linked: linked(&questions, &places),
    };
    progress.start("comparing", questions.len());
    let nearest = |board: &mut ScoreBoard, at: usize| {
        progress.step();
        likeness.nearest(at, N_NEAREST, board)
    };
    let nearest: Vec<Vec<(f32, usize)>> =
        (0..questions.len()).into_par_iter().map_init(ScoreBoard::default, nearest).collect();
    let mut scored = pairs.mutual(&nearest);
    scored.retain(|(score, ..)| *score >= least);
    let proposal = |(score, question, into): (f32, usize, usize)| Proposal {
        question: questions[question].named(config),
        into: questions[into].named(config),
        score,
        disagree: disagree(&questions[question], &questions[into]),
    };
    let waiting = pairs_of(config, &places, |approved| approved.is_none());
    let mut best = best_targets(&questions, scored);
    best.retain(|(_, a, b)| !waiting.contains(&(*a.min(b), *a.max(b))));
    best.into_iter().map(proposal).collect()
}

/// What is known of pairs, each with the smaller number first.
struct Pairs<'a> {
    questions: &'a [QuestionProfile],
    /// Somebody has said yes or no.
    decided: HashSet<(usize, usize)>,
    /// Linked by one of the askers, who then knows that it is another question: `true`.
    /// Linked by somebody else, who may mean that it is the same: `false`.
    linked: HashMap<(usize, usize), bool>,
}

impl Pairs<'_> {
    /// Returns pairs of which each is among the nearest of the other, with their scores.
    fn mutual(&self, nearest: &[Vec<(f32, usize)>]) -> Vec<(f32, usize, usize)> {
        let fit = |(at, near): (usize, &Vec<(f32, usize)>)| {
            let others = near.iter().filter(|(_, other)| self.may_be_one(at, *other));
            others.take(MUTUAL).map(|(_, other)| *other).collect::<Vec<usize>>()
        };
        let fit: Vec<Vec<usize>> = nearest.iter().enumerate().map(fit).collect();
        let mut pairs = Vec::new();
        for (a, near) in nearest.iter().enumerate() {
            let is_mutual = |b: usize| a < b && fit[a].contains(&b) && fit[b].contains(&a);
            for &(likeness, b) in near.iter().filter(|(_, b)| is_mutual(*b)) {
                let score = standing_out(likeness, near, &nearest[b]) + self.hints(a, b);
                pairs.push((score.clamp(0.0, 1.0), a, b));
            }
        }
        pairs
    }

    fn may_be_one(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.questions[a], &self.questions[b]);
        let pair = (a.min(b), a.max(b));
        let (summary, beside) = (&one.summary, &other.summary);
        // A page written by hand is nobody's duplicate.
        (summary.kind != ThreadKind::Answer || beside.kind != ThreadKind::Answer)
            && (one.has_page || other.has_page)
            && summary.lang.same_language(beside.lang)
            && !one.title.differs(&other.title)
            && !self.decided.contains(&pair)
            && self.linked.get(&pair) != Some(&true)
    }

    fn hints(&self, a: usize, b: usize) -> f32 {
        let linked = self.linked.contains_key(&(a.min(b), a.max(b)));
        let otherwise = self.questions[a].title.asks_otherwise(&self.questions[b].title);
        f32::from(u8::from(linked)) * HINT - f32::from(u8::from(otherwise)) * HINT
    }
}

/// Returns how much more alike two threads are than those around each of them.
fn standing_out(likeness: f32, near: &[(f32, usize)], near_other: &[(f32, usize)]) -> f32 {
    likeness - CROWDED * (surroundings(near) + surroundings(near_other)) / 2.0
}

/// Returns the mean likeness of the threads around one, the very nearest left out.
fn surroundings(near: &[(f32, usize)]) -> f32 {
    let around = near.iter().skip(1).take(N_AROUND);
    around.map(|(likeness, _)| likeness).sum::<f32>() / N_AROUND as f32
}

/// Of each question's pairs keeps the one that is most alike.
fn best_targets(
    questions: &[QuestionProfile],
    mut pairs: Vec<(f32, usize, usize)>,
) -> Vec<(f32, usize, usize)> {
    for (_, question, into) in &mut pairs {
        if stays(&questions[*question]) < stays(&questions[*into]) {
            std::mem::swap(question, into);
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken = HashSet::new();
    pairs.retain(|(_, question, _)| {
        questions[*question].summary.kind != ThreadKind::Answer && taken.insert(*question)
    });
    pairs
}

/// Of two questions the one that sorts first keeps its page: one that has a page, the better
/// solved one, the one with more answers, the older one.
fn stays(thread: &QuestionProfile) -> impl Ord + use<> {
    let summary = &thread.summary;
    (
        !thread.has_page,
        summary.kind != ThreadKind::Answer,
        summary.resolution.grade,
        Reverse(summary.n_answers),
        summary.created,
        summary.source,
        summary.id.clone(),
    )
}

/// Pairs in the decisions file, each with the smaller number first.
fn pairs_of(
    config: &Config,
    places: &HashMap<(usize, &str), usize>,
    is_meant: impl Fn(Option<bool>) -> bool,
) -> HashSet<(usize, usize)> {
    let find = |name: &ThreadName| {
        let mut sources = config.sources.iter().enumerate();
        sources.find_map(|(at, source)| places.get(&(at, name.id_in(source))).copied())
    };
    let merges = config.merges.iter().filter(|merge| is_meant(merge.approved));
    merges
        .filter_map(|merge| Some((find(&merge.question)?, find(&merge.into)?)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect()
}

/// Pairs that are linked, and whether one of the askers did it.
fn linked(
    questions: &[QuestionProfile],
    places: &HashMap<(usize, &str), usize>,
) -> HashMap<(usize, usize), bool> {
    let known = questions.iter().enumerate();
    let addresses: HashMap<&str, usize> = known
        .filter_map(|(at, question)| Some((bare(question.summary.url.as_ref()?), at)))
        .collect();
    let mut linked = HashMap::new();
    for (at, question) in questions.iter().enumerate() {
        for (target, by_asker) in &question.links {
            let other = match target {
                LinkedPage::Thread(source, id) => places.get(&(*source, id.0.as_str())),
                LinkedPage::Address(address) => addresses.get(address.as_str()),
            };
            if let Some(&other) = other {
                *linked.entry((at.min(other), at.max(other))).or_default() |= *by_asker;
            }
        }
    }
    linked
}

fn disagree(a: &QuestionProfile, b: &QuestionProfile) -> bool {
    let is_accepted = |thread: &QuestionProfile| thread.summary.resolution.grade == Grade::Accepted;
    is_accepted(a) && is_accepted(b) && a.answered != b.answered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_in_a_crowd_stands_out_less() {
        let alone = [(0.6, 1)];
        let crowd: Vec<(f32, usize)> = (0..15).map(|at| (0.5, at)).collect();
        assert_eq!(standing_out(0.6, &alone, &alone), 0.6);
        let half = standing_out(0.6, &alone, &crowd);
        assert!((half - (0.6 - CROWDED * 0.25)).abs() < 1e-6, "{half}");
        assert!(standing_out(0.6, &crowd, &crowd) < half);
    }
}
