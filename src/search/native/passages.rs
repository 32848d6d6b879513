//! Stores the first words of a thread's best answers, so that a search result can show the
//! answer that fits the query and not always the best one.

use std::collections::BTreeSet;

use crate::search::site::{Passage, number_of, packed};
use crate::text::Analyzer;

use super::writer::Answer;

/// How many answers besides the best one may be shown in its place.
const MAX_OTHERS: usize = 2;

/// How many words of each answer are stored, from its start.
const MAX_WORDS: usize = 32;

/// How many characters of an answer are read for them at most.
const MAX_READ: usize = 4_096;

/// Returns the answers of a thread to choose from, in the packed form of
/// `search::site::passage`; empty when there is only one. `title` are the terms of the title.
pub(super) fn passages(analyzer: &mut Analyzer, title: &str, answers: &[Answer<'_>]) -> Vec<u8> {
    let Some((best, others)) = answers.split_first() else { return Vec::new() };
    let others = others.iter().filter(|answer| !answer.start.is_empty()).take(MAX_OTHERS);
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
        let mut words: Vec<u16> = telling.take(MAX_WORDS).collect();
        words.sort_unstable();
        let Answer { anchor, start: text, is_solution, text: _ } = *answer;
        passages.push(Passage { anchor, text, is_solution, words });
    }
    packed(&passages)
}

/// Returns the numbers of the words of a text, each once, in the order in which they come.
fn numbers(analyzer: &mut Analyzer, text: &str) -> Vec<u16> {
    let mut terms = String::new();
    let end = text.char_indices().nth(MAX_READ).map_or(text.len(), |(at, _)| at);
    analyzer.analyze(&text[..end], &mut terms);
    let mut seen = BTreeSet::new();
    let all = terms.split_terminator(' ').map(number_of);
    all.filter(|word| seen.insert(*word)).collect()
}
