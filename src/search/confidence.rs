//! How sure it is that what was found answers the question.
//!
//! Scores compare hits of one query; they do not say whether the best of them is any good. For
//! that, each of the first hits is held against what was asked (`asked`): how much of it the
//! title covers, how much the whole text, how much of that only through repaired words. These
//! signs make up one number, and below [`FLOOR`] nothing is close. Whoever ranks by more than
//! words sorts the hits first, and adds a sign here.

use crate::text::Lang;

use super::lexicon::Lexicon;
use super::plan::{Cover, Plan};
use super::query::Query;
use super::rank::{Candidate, best, coverage};

/// So many of the first hits are looked at, and so many decide whether anything is close.
const LOOKED_AT: usize = 10;
const DECIDING: usize = 3;

/// What the signs count. `tests/bench/floor` finds these numbers by logistic regression over
/// the queries in `tests/search`, and says how well they do on the half that it does not see.
/// The last was lowered by hand: to call an answer nothing is worse than to show a stranger.
const WEIGHTS: Signs =
    Signs { in_title: 1.24, in_all: 0.23, repaired: -2.0, units: 3.65, score: 1.24 };
const BIAS: f32 = -3.0;

/// The least sum where all that was asked is there.
const SURE: f32 = 1.0;

/// Below this confidence nothing is close.
pub const FLOOR: f32 = 0.5;

/// What tells of a hit whether it answers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signs {
    /// How much of what was asked the title covers, from 0 to 1.
    pub in_title: f32,
    /// How much title and text cover together.
    pub in_all: f32,
    /// How much they cover through words that are guessed for others which nobody has.
    pub repaired: f32,
    /// How much they cover in words as rare as can be, at most 3.
    pub units: f32,
    /// The score, over what was asked.
    pub score: f32,
}

impl Signs {
    /// Returns the confidence, from 0 to 1.
    pub fn confidence(&self) -> f32 {
        let sum = BIAS
            + WEIGHTS.in_title * self.in_title
            + WEIGHTS.in_all * self.in_all
            + WEIGHTS.repaired * self.repaired
            + WEIGHTS.units * self.units
            + WEIGHTS.score * self.score;
        let sum = match (self.is_whole(), self.is_slight()) {
            (true, _) => sum.max(SURE),
            (false, true) => sum.min(-0.1),
            (false, false) => sum,
        };
        // As steep at its middle as half a logistic curve, without an exponential function.
        0.5 + 0.5 * sum / (1.0 + sum.abs())
    }

    /// Tells whether all that was asked is there: in the title, with a slip in it perhaps; or
    /// anywhere, where that is no more than a word or some frequent ones, `curl`. A word that
    /// all documents have tells nothing, and still is what was looked for.
    fn is_whole(&self) -> bool {
        let is_little = self.units < 0.9 && self.repaired == 0.0;
        self.in_title > 0.695 || self.in_all > 0.99 && is_little
    }

    /// Tells whether a third of what was asked at most is there, and no rare word: that happens
    /// by chance, whatever the score.
    fn is_slight(&self) -> bool {
        self.in_all < 0.34 && self.units < 0.8
    }

    /// Tells whether the hit is close.
    pub fn is_close(&self) -> bool {
        self.confidence() >= FLOOR
    }
}

/// Returns the confidence in an answer with such first hits.
pub fn of_answer(signs: &[Signs]) -> f32 {
    signs.iter().take(DECIDING).map(Signs::confidence).fold(0.0, f32::max)
}

/// Leaves out a language other than the page's that has nothing close among the first hits: it
/// would pad the results with what nobody asked for.
pub fn leave_out_strangers(
    lexicon: &mut dyn Lexicon,
    query: &Query<'_>,
    plan: &Plan,
    all: &mut Vec<Candidate>,
) {
    let is_own =
        |candidate: &Candidate| query.page.is_none_or(|page| page.same_language(candidate.lang));
    if query.only.is_some() || all.iter().all(is_own) {
        return;
    }
    let first = best(all, LOOKED_AT);
    let signs = signs(lexicon, plan, &first);
    let strangers = strangers(query, &first, &signs);
    all.retain(|candidate| !strangers.contains(&candidate.lang));
}

/// Returns the languages of first hits that are not the page's and have nothing close.
fn strangers(query: &Query<'_>, first: &[Candidate], signs: &[Signs]) -> Vec<Lang> {
    let mut strangers: Vec<Lang> = Vec::new();
    let mut close: Vec<Lang> = query.page.into_iter().collect();
    for (candidate, signs) in first.iter().zip(signs) {
        let group = if signs.is_close() { &mut close } else { &mut strangers };
        group.push(candidate.lang);
    }
    strangers.retain(|lang| close.iter().all(|close| !close.same_language(*lang)));
    strangers
}

/// What a document covers of one word: itself, and its parts together; in the title, in all.
#[derive(Clone, Copy, Default)]
struct Covered {
    whole: [f32; 2],
    parts: [f32; 2],
    repaired: f32,
}

/// Returns the signs of the first hits.
pub fn signs(lexicon: &mut dyn Lexicon, plan: &Plan, hits: &[Candidate]) -> Vec<Signs> {
    let hits = &hits[..hits.len().min(LOOKED_AT)];
    let n_words = plan.asked.n_words();
    let mut covered = vec![Covered::default(); hits.len() * n_words];
    for concept in &plan.concepts {
        let Some(cover) = concept.cover.filter(|cover| cover.weight > 0.0) else { continue };
        let mut shares = vec![[0.0_f32; 2]; hits.len()];
        for option in &concept.options {
            let share = option.weight / concept.factor;
            lexicon.postings(&option.key, &mut |posting| {
                if let Some(at) = hits.iter().position(|hit| hit.doc == posting.doc) {
                    let [in_title, in_all] = &mut shares[at];
                    *in_all = in_all.max(share);
                    if posting.title > 0.0 {
                        *in_title = in_title.max(share);
                    }
                }
            });
        }
        for (at, share) in shares.into_iter().enumerate() {
            if let Some(covered) = covered.get_mut(at * n_words + cover.word) {
                covered.add(share, cover);
            }
        }
    }
    let of_hit = |(at, hit): (usize, &Candidate)| {
        let covered = &covered[at * n_words..(at + 1) * n_words];
        let concept = plan.concepts.iter().find(|concept| concept.lang == hit.lang);
        let factor = concept.map_or(1.0, |concept| concept.factor);
        summed(covered, hit.score / (factor * coverage(factor)), plan.asked.of(hit.lang))
    };
    hits.iter().enumerate().map(of_hit).collect()
}

impl Covered {
    fn add(&mut self, share: [f32; 2], cover: Cover) {
        for (field, share) in share.into_iter().enumerate() {
            let weight = share * cover.weight;
            if cover.is_part {
                self.parts[field] += weight;
            } else {
                self.whole[field] = self.whole[field].max(weight);
            }
            if cover.is_repaired {
                self.repaired = self.repaired.max(weight);
            }
        }
    }

    fn of(&self, field: usize) -> f32 {
        self.whole[field].max(self.parts[field])
    }
}

fn summed(covered: &[Covered], score: f32, (asked, rarest): (f32, f32)) -> Signs {
    if asked <= 0.0 {
        return Signs::default();
    }
    let sum = |of: fn(&Covered) -> f32| covered.iter().map(of).sum::<f32>();
    let in_all = sum(|word| word.of(1));
    Signs {
        in_title: (sum(|word| word.of(0)) / asked).min(1.0),
        in_all: (in_all / asked).min(1.0),
        repaired: (sum(|word| word.repaired) / asked).min(1.0),
        units: (in_all / rarest).min(3.0),
        score: score / (asked * coverage(asked)),
    }
}
