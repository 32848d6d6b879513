//! What is kept of a thread's answers so that a query can choose among them.

use std::collections::BTreeSet;

use crate::search::site::{Passage, number_of, packed};
use crate::text::Analyzer;

use super::writer::Answer;

/// So many answers beside the best one may take its place in a result.
const MOST_OTHERS: usize = 2;

/// So many words of an answer are kept, the first ones.
const MOST_WORDS: usize = 32;

/// No more of an answer is read for them, in characters.
const MOST_READ: usize = 4_096;

/// Returns the answers to choose from, packed; nothing when there is no choice. `title`
/// are the title's terms.
pub(super) fn passages(analyzer: &mut Analyzer, title: &str, answers: &[Answer<'_>]) -> Vec<u8> {
    let Some((best, others)) = answers.split_first() else { return Vec::new() };
    let others = others.iter().filter(|answer| !answer.start.is_empty()).take(MOST_OTHERS);
    let chosen: Vec<&Answer<'_>> = std::iter::once(best).chain(others).collect();
    if chosen.len() < 2 {
        return Vec::new();
    }
    let all: Vec<Vec<u16>> = chosen.iter().map(|answer| numbers(analyzer, answer.text)).collect();
    let in_title: BTreeSet<u16> = title.split_terminator(' ').map(number_of).collect();
    let in_all = |word: &u16| all.iter().all(|answer| answer.contains(word));
    let tells = |word: &u16| !in_title.contains(word) && !in_all(word);
    let mut passages = Vec::new();
    for (answer, words) in chosen.into_iter().zip(&all) {
        let telling = words.iter().copied().filter(tells);
        let mut words: Vec<u16> = telling.take(MOST_WORDS).collect();
        words.sort_unstable();
        let Answer { anchor, start: text, is_solution, text: _ } = *answer;
        passages.push(Passage { anchor, text, is_solution, words });
    }
    packed(&passages)
}

/// Returns the numbers of the words of a text, in the order of their first places.
fn numbers(analyzer: &mut Analyzer, text: &str) -> Vec<u16> {
    let mut terms = String::new();
    let end = text.char_indices().nth(MOST_READ).map_or(text.len(), |(at, _)| at);
    analyzer.analyze(&text[..end], &mut terms);
    let mut seen = BTreeSet::new();
    let all = terms.split_terminator(' ').map(number_of);
    all.filter(|word| seen.insert(*word)).collect()
}
