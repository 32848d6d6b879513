//! What is kept of a thread's answers so that a query can choose among them.

use std::collections::BTreeSet;

use crate::search::passage::Passage;
use crate::search::passage::number_of;
use crate::search::plan::bare;
use crate::text::Analyzer;

use super::writer::Answer;

/// So many answers beside the best one may take its place in a result.
const MOST_OTHERS: usize = 2;

/// So many words of an answer are kept, the first ones.
const MOST_WORDS: usize = 32;

/// No more of an answer is read for them, in bytes.
const MOST_READ: usize = 4_096;

/// Returns the answers to choose from; none when there is no choice.
pub(super) fn passages(
    analyzer: &mut Analyzer,
    title: &str,
    answers: &[Answer<'_>],
) -> Vec<Passage> {
    let Some((best, others)) = answers.split_first() else { return Vec::new() };
    let others = others.iter().filter(|answer| !answer.start.is_empty()).take(MOST_OTHERS);
    let chosen: Vec<&Answer<'_>> = std::iter::once(best).chain(others).collect();
    if chosen.len() < 2 {
        return Vec::new();
    }
    let all: Vec<Vec<u16>> = chosen.iter().map(|answer| numbers(analyzer, answer.text)).collect();
    let in_title: BTreeSet<u16> = title.split_terminator(' ').map(bare).map(number_of).collect();
    let tells =
        |word: &u16| !in_title.contains(word) && !all.iter().all(|answer| answer.contains(word));
    let passage = |(at, answer): (usize, &&Answer<'_>)| {
        let mut words: Vec<u16> = all[at].iter().copied().filter(tells).take(MOST_WORDS).collect();
        words.sort_unstable();
        let (anchor, text) = if at == 0 { ("", "") } else { (answer.anchor, answer.start) };
        Passage {
            anchor: anchor.to_owned(),
            text: text.to_owned(),
            is_solution: answer.is_solution,
            words,
        }
    };
    chosen.iter().enumerate().map(passage).collect()
}

/// Returns the numbers of the words of a text, in the order of their first places.
fn numbers(analyzer: &mut Analyzer, text: &str) -> Vec<u16> {
    let mut terms = String::new();
    analyzer.analyze(&text[..text.floor_char_boundary(MOST_READ)], &mut terms);
    let mut seen = BTreeSet::new();
    let all = terms.split_terminator(' ').map(bare).map(number_of);
    all.filter(|word| seen.insert(*word)).collect()
}
