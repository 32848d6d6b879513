//! Learns synonyms from questions that people merged.
//!
//! Two titles of one question often differ in a single word. When the same two words replace
//! each other in several merged pairs, and rarely replace any other word, they mean the same
//! in this community.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use crate::disk;
use crate::text::{Analyzer, Lang, words};

/// The file with the learned synonyms, in the folder of the index.
const FILE: &str = "learned.json";

/// How many merged pairs must show two words in each other's place; fewer may be chance.
const MIN_COUNT: usize = 3;

/// Titles that differ in more words than this tell nothing about any of them.
const MAX_WORDS: usize = 3;

/// How many pairs of words are learned at most; the most frequent ones are taken.
const MAX_PAIRS: usize = 200;

/// Two titles of one question, and their language.
#[derive(Clone, Copy, Debug)]
pub struct WordingPair<'a> {
    /// The title of the thread that stays.
    pub title: &'a str,
    /// The title of the merged one.
    pub other: &'a str,
    /// The language of both.
    pub lang: Lang,
}

/// Returns pairs of words that mean the same, the most frequent first; of equals, in
/// alphabetical order.
pub fn learn<'a>(wordings: impl Iterator<Item = WordingPair<'a>>) -> Vec<Vec<String>> {
    let mut analyzers: Vec<Analyzer> = Vec::new();
    let mut forms: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let mut alone: BTreeMap<String, usize> = BTreeMap::new();
    let mut together: BTreeMap<(String, String), usize> = BTreeMap::new();
    for WordingPair { title, other, lang } in wordings {
        let known = analyzers.iter().position(|analyzer| analyzer.lang() == lang);
        let at = known.unwrap_or_else(|| {
            analyzers.push(Analyzer::keyed(lang).without_small_words());
            analyzers.len() - 1
        });
        let mut terms = |text: &str| terms_of(&mut analyzers[at], text, &mut forms);
        let (one, two) = (terms(title), terms(other));
        let here: Vec<&String> = one.difference(&two).collect();
        let there: Vec<&String> = two.difference(&one).collect();
        let is_telling = |words: &[&String]| (1..=MAX_WORDS).contains(&words.len());
        if one.is_disjoint(&two) || !is_telling(&here) || !is_telling(&there) {
            continue;
        }
        for term in here.iter().chain(&there) {
            *alone.entry((*term).clone()).or_default() += 1;
        }
        for (a, b) in here.iter().flat_map(|a| there.iter().map(move |b| (a, b))) {
            *together.entry(((*a.min(b)).clone(), (*a.max(b)).clone())).or_default() += 1;
        }
    }
    let mut pairs: Vec<(usize, [String; 2])> = together
        .into_iter()
        .filter(|((a, b), n)| *n >= MIN_COUNT && n * 2 > alone[a].max(alone[b]))
        .map(|((a, b), n)| (n, [usual(&forms[&a]), usual(&forms[&b])]))
        .collect();
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    pairs.truncate(MAX_PAIRS);
    pairs.into_iter().map(|(_, pair)| pair.to_vec()).collect()
}

/// Returns the terms of a title, and counts in `forms` how each is written.
fn terms_of(
    analyzer: &mut Analyzer,
    text: &str,
    forms: &mut BTreeMap<String, BTreeMap<String, usize>>,
) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut term = String::new();
    for word in words(text) {
        term.clear();
        analyzer.analyze(word, &mut term);
        let Some(key) = term.strip_suffix(' ').filter(|key| !key.contains(' ')) else { continue };
        *forms.entry(key.to_owned()).or_default().entry(word.to_lowercase()).or_default() += 1;
        terms.insert(key.to_owned());
    }
    terms
}

/// Returns the form that is written most often; of equals, the first in the alphabet.
fn usual(forms: &BTreeMap<String, usize>) -> String {
    let most = forms.values().max().copied().unwrap_or(0);
    forms.iter().find(|(_, n)| **n == most).map_or_else(String::new, |(form, _)| form.clone())
}

/// Writes the learned synonyms beside the index.
///
/// # Errors
///
/// When the file cannot be written.
pub fn keep(folder: &Path, learned: &[Vec<String>]) -> io::Result<()> {
    disk::write(&folder.join(FILE), &serde_json::to_vec(learned)?)
}

/// Reads the synonyms that were learned when the index in a folder was written.
pub(super) fn recall(folder: &Path) -> Vec<Vec<String>> {
    let bytes = disk::read(&folder.join(FILE)).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair<'a>(title: &'a str, other: &'a str) -> WordingPair<'a> {
        WordingPair { title, other, lang: Lang::EN }
    }

    #[test]
    fn words_that_take_each_others_place_again_and_again_are_learned() {
        let merged = [
            pair("Reset the hub", "Reset the bridge"),
            pair("The bridge is offline", "Why is my hub offline?"),
            pair("Update hubs", "How to update the bridge"),
            pair("Reset the lamp", "Reset the bulb"),
        ];
        assert_eq!(learn(merged.into_iter()), [["bridge", "hub"]]);
    }

    #[test]
    fn a_word_that_takes_any_place_is_not() {
        let others = ["lamp", "sensor", "socket", "camera", "plug", "switch", "bridge"];
        let titles: Vec<String> = others.iter().map(|word| format!("Reset the {word}")).collect();
        let merged = titles.iter().flat_map(|title| vec![pair("Reset the hub", title); 3]);
        assert_eq!(learn(merged), [[""; 2]; 0]);
    }

    #[test]
    fn titles_with_nothing_in_common_teach_nothing() {
        let merged = vec![pair("Forgot my password", "Locked out"); 9];
        assert_eq!(learn(merged.into_iter()), [[""; 2]; 0]);
    }
}
