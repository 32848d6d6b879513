//! What opens a thread.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::model::Opening;

use super::TitleSigns;
use super::clauses::Clause;
use super::cues::Cue;
use super::fold::fold;
use super::turn::Turn;

/// What a thread opens with, and how plainly it asks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OpeningKind {
    /// What it is.
    pub kind: Opening,
    /// How plainly it asks something that others could ask: above 0 for a question.
    pub points: f64,
    /// The clause that decided, in bytes of the folded words.
    pub clause: Option<Range<usize>>,
}

/// What the form of an opening is worth: how short it is, and how much of it asks.
fn of_form(opening: &Turn, n_words: usize, n_questions: usize, goes_on: bool) -> f64 {
    let n_asking: usize = opening.clauses.iter().filter(|c| c.asks).map(|c| c.n_words).sum();
    let is_plain = n_asking >= 4 && n_asking * 2 >= n_words && n_words < 25 && !goes_on;
    // People in a hurry leave the question mark out.
    let is_bare = n_questions == 0 && opening.clauses.iter().any(begins_asking);
    let short = match n_words {
        0..5 if n_questions > 0 || is_bare => -0.4,
        0..5 => -0.8,
        _ => 0.0,
    };
    short + if is_plain { PLAIN } else { 0.0 } + if is_bare { BARE } else { 0.0 }
}

/// What it is worth that an opening is little else than a question.
const PLAIN: f64 = 0.6;

/// What it is worth that a clause begins like a question, where nothing ends like one.
const BARE: f64 = 0.5;

/// Reads what an opening is, with what its author added before anybody replied.
pub(super) fn kind_of(opening: &Turn, more: &[Turn], title: TitleSigns) -> OpeningKind {
    let all = || std::iter::once(opening).chain(more);
    let count = |cue: Cue| all().map(|turn| turn.count(cue)).sum::<usize>() as f64;
    let n_words = all().map(|turn| turn.n_words).sum::<usize>() + title.n_words;
    let n_questions: usize = all().map(Turn::n_questions).sum();
    let has_code = all().any(|turn| turn.prose.n_code > 0);
    let goes_on =
        !title.is_own && opening.clauses.first().is_some_and(|clause| clause.has(Cue::GoesOn));
    let asks = count(Cue::Question) + title.questions;
    let problem = count(Cue::Problem) + title.problems;
    let (news, task, cheer) = (count(Cue::News), count(Cue::Task), count(Cue::Cheer));
    let mut points = -0.9;
    points += (n_questions.min(2) as f64) * 0.8;
    points += asks.min(3.0) * 0.55;
    points +=
        problem.min(3.0) * 0.35 + if problem > 0.0 && !goes_on && n_words >= 5 { 0.3 } else { 0.0 };
    points += if has_code { 0.5 } else { 0.0 };
    points += if title.is_own { 0.6 } else { 0.0 };
    points += if title.asks { 0.6 } else { 0.0 };
    points += (n_words as f64 / 15.0).min(2.0) * 0.4;
    points -= if goes_on { 1.5 } else { 0.0 };
    points += of_form(opening, n_words, n_questions, goes_on);
    let is_news =
        opening.clauses.first().is_some_and(|clause| clause.has(Cue::News) && !clause.asks);
    points -= news.min(3.0) * 0.5 + if is_news { 0.6 } else { 0.0 };
    points -= task.min(3.0) * 0.6;
    points -= cheer.min(2.0) * 0.15;
    let kind = match () {
        () if points > 0.0 => Opening::Question,
        () if news >= 1.0 && news >= task => Opening::Announcement,
        () if task >= 1.0 => Opening::Task,
        () if goes_on || n_words < 6 && cheer == 0.0 && !opening.has(Cue::Greeting) => {
            Opening::Fragment
        }
        () => Opening::Chatter,
    };
    let cue = match kind {
        Opening::Question => Cue::Question,
        Opening::Announcement => Cue::News,
        Opening::Task => Cue::Task,
        Opening::Fragment => Cue::GoesOn,
        Opening::Chatter => Cue::Cheer,
    };
    let clause = opening
        .clauses
        .iter()
        .find(|clause| clause.has(cue) || (kind == Opening::Question && clause.asks));
    OpeningKind {
        kind,
        points,
        clause: clause.or(opening.clauses.first()).map(|clause| clause.at.clone()),
    }
}

fn begins_asking(clause: &Clause) -> bool {
    clause.cues.iter().any(|(cue, at)| *cue == Cue::Question && at.start <= clause.at.start + 1)
}

/// The words of a title and an opening that carry content.
pub(super) fn subject(title: &str, opening: &Turn) -> FxHashSet<String> {
    let title = fold(title);
    content_words(&title).chain(content_words(&opening.folded)).map(str::to_owned).collect()
}

/// The words of a folded text that carry content: longer ones, and those with digits or
/// signs in them.
pub(super) fn content_words(folded: &str) -> impl Iterator<Item = &str> {
    let is_gap =
        |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.');
    folded
        .split(is_gap)
        .map(|word| word.trim_matches(['.', '-', '…']))
        .filter(|word| word.len() >= 4 && word.chars().nth(3).is_some())
}
