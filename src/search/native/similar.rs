//! Measures how similar two threads are, for proposals of duplicates.
//!
//! A thread has three parts: title, question and answers. Each part is a vector of terms,
//! weighted by how rare they are, and the similarity of two threads is the mean of the cosines
//! of their parts.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::search::score::idf;
use crate::text::{Analyzer, Lang, small_words};

use super::related::{Weighted, postings};

/// How many parts of a thread are compared, each with the same part of the other.
const N_PARTS: usize = 3;

/// The power of the idf by which terms of each part are weighted. It is lower for long texts,
/// in which rare words often stand by chance.
const RARITY: [f32; N_PARTS] = [1.0, 0.75, 0.75];

/// Mixed into the hashes of terms, so that equal words of different parts differ.
const SEEDS: [u32; N_PARTS] = [0, 0x9e37_79b9, 0x7f4a_7c15];

/// The position of the part with the answers.
const ANSWERS: usize = 2;

/// By how many of its terms with the highest weights a question looks for candidates.
const MAX_TERMS: usize = 48;

/// A term that more questions have is not looked up: it tells little and costs most.
const MAX_ITEMS: u64 = 800;

/// How many candidates are compared in full, for each of the nearest that is asked for.
const N_CANDIDATES: usize = 3;

/// The texts of a thread that are compared, as plain text.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThreadTexts<'a> {
    /// The title.
    pub title: &'a str,
    /// The question.
    pub question: &'a str,
    /// The answers.
    pub answers: &'a str,
}

/// The terms of a thread, as hashes: the texts of all threads would not fit into memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The terms of each part, each once and sorted, with their weights.
    parts: [Vec<(u32, f32)>; N_PARTS],
}

/// Makes profiles of threads. It belongs to one thread of the program.
#[derive(Default)]
pub struct Profiler {
    tongues: Vec<LanguageTerms>,
    terms: String,
}

/// The analyzer of one language.
struct LanguageTerms {
    analyzer: Analyzer,
    /// The terms of words that frame a question but do not tell what it is about.
    small: FxHashSet<u32>,
}

impl Profiler {
    /// Makes the profile of a thread. In a title a word counts once, elsewhere by the
    /// logarithm of its frequency. Small words count only in a title that has no others.
    pub fn read(&mut self, parts: ThreadTexts<'_>, lang: Lang) -> Profile {
        let texts = [parts.title, parts.question, parts.answers];
        let mut counted: [Vec<(u32, f32)>; N_PARTS] = Default::default();
        for (part, text) in texts.into_iter().enumerate() {
            let mut counts: FxHashMap<u32, f32> = FxHashMap::default();
            for term in self.terms(text, lang, part == 0) {
                *counts.entry(term).or_default() += 1.0;
            }
            let weight = |n: f32| if part == 0 { 1.0 } else { 1.0 + n.ln() };
            let terms = &mut counted[part];
            terms.extend(counts.into_iter().map(|(term, n)| (term, weight(n))));
            terms.sort_unstable_by_key(|(term, _)| *term);
        }
        Profile { parts: counted }
    }

    fn terms(&mut self, text: &str, lang: Lang, is_title: bool) -> Vec<u32> {
        let known = self.tongues.iter().position(|tongue| tongue.analyzer.lang() == lang);
        let at = known.unwrap_or_else(|| {
            self.tongues.push(LanguageTerms::new(lang));
            self.tongues.len() - 1
        });
        let tongue = &mut self.tongues[at];
        self.terms.clear();
        tongue.analyzer.analyze(text, &mut self.terms);
        let all = || self.terms.split_terminator(' ').map(hash);
        let telling: Vec<u32> = all().filter(|term| !tongue.small.contains(term)).collect();
        if telling.is_empty() && is_title { all().collect() } else { telling }
    }
}

impl LanguageTerms {
    fn new(lang: Lang) -> LanguageTerms {
        let mut analyzer = Analyzer::new(lang);
        let mut terms = String::new();
        analyzer.analyze(small_words(lang), &mut terms);
        LanguageTerms { analyzer, small: terms.split_terminator(' ').map(hash).collect() }
    }
}

fn hash(term: &str) -> u32 {
    (FxBuildHasher.hash_one(term) >> 32) as u32
}

/// A set of threads that can be compared with each other.
pub struct Similarity {
    /// The terms of each thread, sorted. The weights of each part make a vector of length 1.
    threads: Vec<Vec<(u32, f32)>>,
    /// The terms of each thread with the highest weights, as numbers.
    telling: Vec<Vec<Weighted>>,
    /// The threads that have a term among these, `of_term[starts[term]..starts[term + 1]]`.
    starts: Vec<u32>,
    of_term: Vec<Weighted>,
}

/// The memory in which one thread of the program adds up scores, reused for the next search.
#[derive(Default)]
pub struct ScoreBoard {
    /// The scores of all threads; all are 0 between uses.
    scores: Vec<f32>,
    /// The threads that have a score.
    touched: Vec<u32>,
}

impl Similarity {
    /// Weights the terms of all profiles by how rare they are. Terms of titles and questions
    /// are counted over titles and questions, those of answers over answers.
    pub fn new(profiles: Vec<Profile>) -> Similarity {
        let (mut asking, mut answering) = (FxHashMap::default(), FxHashMap::default());
        for Profile { parts: [title, question, answers] } in &profiles {
            let has = |term: u32| question.binary_search_by_key(&term, |(term, _)| *term).is_ok();
            let only_title = title.iter().filter(|(term, _)| !has(*term));
            count(only_title.chain(question), &mut asking);
            count(answers.iter(), &mut answering);
        }
        let n = profiles.len() as u64;
        let weighed = |profile: Profile| {
            let mut all: Vec<(u32, f32)> = Vec::new();
            for (part, mut terms) in profile.parts.into_iter().enumerate() {
                let n_with = if part == ANSWERS { &answering } else { &asking };
                for (term, weight) in &mut terms {
                    *weight *= idf(n, n_with[term]).powf(RARITY[part]);
                }
                let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
                let length = length.max(f32::MIN_POSITIVE);
                all.extend(terms.into_iter().map(|(term, w)| (term ^ SEEDS[part], w / length)));
            }
            all.sort_unstable_by_key(|(term, _)| *term);
            all
        };
        let threads: Vec<Vec<(u32, f32)>> = profiles.into_iter().map(weighed).collect();
        let mut n_with = FxHashMap::default();
        threads.iter().for_each(|terms| count(terms.iter(), &mut n_with));
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        let telling: Vec<Vec<Weighted>> =
            threads.iter().map(|terms| telling(terms, &n_with, &mut numbers)).collect();
        let (starts, of_term) = postings(&telling, numbers.len());
        Similarity { threads, telling, starts, of_term }
    }

    /// Returns how alike two threads are, from 0 to 1: the mean of the cosines of their titles,
    /// of their questions and of their answers. A thread that does not exist is like none.
    pub fn of(&self, a: usize, b: usize) -> f32 {
        let (Some(a), Some(b)) = (self.threads.get(a), self.threads.get(b)) else { return 0.0 };
        let (mut at, mut sum) = (0, 0.0);
        for (term, weight) in a {
            while b.get(at).is_some_and(|(other, _)| other < term) {
                at += 1;
            }
            match b.get(at) {
                Some((other, in_b)) if other == term => sum += weight * in_b,
                Some(_) => {}
                None => break,
            }
        }
        sum / N_PARTS as f32
    }

    /// Returns at most `n` threads that are most like this one, with how alike they are, best
    /// first; of equals, the earlier first.
    pub fn nearest(&self, thread: usize, n: usize, board: &mut ScoreBoard) -> Vec<(f32, usize)> {
        let Some(terms) = self.telling.get(thread) else { return Vec::new() };
        let ScoreBoard { scores, touched } = board;
        scores.resize(self.threads.len(), 0.0);
        for term in terms {
            let number = term.number as usize;
            let range = self.starts[number] as usize..self.starts[number + 1] as usize;
            for other in &self.of_term[range] {
                let score = &mut scores[other.number as usize];
                if *score == 0.0 {
                    touched.push(other.number);
                }
                *score += term.weight * other.weight;
            }
        }
        let mut found: Vec<(f32, usize)> = touched
            .drain(..)
            .map(|other| (std::mem::take(&mut scores[other as usize]), other as usize))
            .filter(|(_, other)| *other != thread)
            .collect();
        let best_first =
            |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        let n_compared = n.saturating_mul(N_CANDIDATES);
        if found.len() > n_compared {
            found.select_nth_unstable_by(n_compared, best_first);
            found.truncate(n_compared);
        }
        found.iter_mut().for_each(|(score, other)| *score = self.of(thread, *other));
        found.sort_unstable_by(best_first);
        found.truncate(n);
        found
    }
}

fn count<'a>(terms: impl Iterator<Item = &'a (u32, f32)>, n_with: &mut FxHashMap<u32, u64>) {
    terms.for_each(|(term, _)| *n_with.entry(*term).or_default() += 1);
}

/// Returns the terms of a thread with the highest weights, with a number for each.
fn telling(
    terms: &[(u32, f32)],
    n_with: &FxHashMap<u32, u64>,
    numbers: &mut FxHashMap<u32, u32>,
) -> Vec<Weighted> {
    let is_shared = |(term, _): &&(u32, f32)| (2..=MAX_ITEMS).contains(&n_with[term]);
    let mut shared: Vec<(u32, f32)> = terms.iter().filter(is_shared).copied().collect();
    shared.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    shared.truncate(MAX_TERMS);
    let number = |(term, weight): (u32, f32)| {
        let next = numbers.len() as u32;
        Weighted { number: *numbers.entry(term).or_insert(next), weight }
    };
    shared.into_iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(threads: &[[&str; 3]]) -> Similarity {
        let mut profiler = Profiler::default();
        // Among many others, words are worth what they are worth in a community.
        let others = ["How do I mend a lamp?", "My garden is dry", "It is late", "How do I sing?"];
        let others = others.iter().cycle().take(40).map(|title| [*title, "", ""]);
        let read = |[title, question, answers]: [&str; 3]| {
            profiler.read(ThreadTexts { title, question, answers }, Lang::EN)
        };
        Similarity::new(threads.iter().copied().chain(others).map(read).collect())
    }

    #[test]
    fn rare_words_that_both_have_make_threads_alike() {
        let all = likeness(&[
            ["How do I reset the hub?", "It blinks red.", "Hold the button."],
            ["How can I reset my hub", "A red light blinks.", "Press the button long."],
            ["How do I paint the wall?", "It is grey.", "With a brush."],
            ["Where is the hub?", "Nobody told me.", "In the attic."],
        ]);
        assert!(all.of(0, 1) > 0.7, "{}", all.of(0, 1));
        assert!(all.of(0, 2) < 0.05, "{}", all.of(0, 2));
        assert!((0.1..0.4).contains(&all.of(0, 3)), "{}", all.of(0, 3));
        assert_eq!(all.of(0, 1), all.of(1, 0));
        assert!(all.of(2, 2) > 0.999 && all.of(0, 99) == 0.0);
    }

    #[test]
    fn answers_tell_as_much_as_titles() {
        let all = likeness(&[
            ["Light is red", "", "Hold the reset button for ten seconds."],
            ["It does not connect", "", "Hold the reset button for ten seconds."],
        ]);
        assert!((all.of(0, 1) - 1.0 / 3.0).abs() < 0.01, "{}", all.of(0, 1));
    }

    #[test]
    fn small_words_count_where_there_are_no_others() {
        let all =
            likeness(&[["What is it?", "", ""], ["What is it", "", ""], ["What hub?", "", ""]]);
        assert!(all.of(0, 1) > 0.3, "{}", all.of(0, 1));
        assert_eq!(all.of(0, 2), 0.0);
    }

    #[test]
    fn the_nearest_come_first() {
        let all = likeness(&[
            ["Reset the hub", "It blinks.", ""],
            ["Hub attic", "", ""],
            ["Reset my hub", "It blinks red.", ""],
            ["Reset the hub", "It blinks.", ""],
        ]);
        let mut board = ScoreBoard::default();
        let mut nearest = |n| {
            let found = all.nearest(0, n, &mut board);
            found.into_iter().map(|(_, other)| other).collect::<Vec<usize>>()
        };
        assert_eq!(nearest(9), [3, 2, 1]);
        assert_eq!(nearest(1), [3]);
        assert_eq!(nearest(0), [0; 0]);
        assert_eq!(all.nearest(99, 9, &mut board), []);
    }

    #[test]
    fn what_very_many_have_finds_nobody() {
        let nearest = |n: usize| {
            let all = likeness(&vec![["Reset the hub", "It blinks.", "Hold the button."]; n]);
            all.nearest(0, 9, &mut ScoreBoard::default()).len()
        };
        assert_eq!((nearest(400), nearest(MAX_ITEMS as usize + 1)), (9, 0));
    }
}
