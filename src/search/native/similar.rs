//! How much two questions say the same: what proposals of duplicates are ranked by.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;
use rustc_hash::FxHashMap;

use crate::search::score::idf;
use crate::text::Analyzer;
use crate::text::Lang;

/// The words of a question, by their hashes: the texts of all questions would not fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Each term once, in order, and how much it counts.
    terms: Vec<(u64, f32)>,
    /// The words of the title with a digit in them, sorted.
    numbers: Vec<u64>,
}

/// Makes profiles.
#[derive(Default)]
pub struct Profiler {
    analyzers: Vec<Analyzer>,
}

impl Profiler {
    /// Reads a question. A word counts once in the title and, by the logarithm of how often
    /// it stands there, in the text.
    pub fn read(&mut self, title: &str, text: &str, lang: Lang) -> Profile {
        let mut counts: FxHashMap<u64, (f32, f32)> = FxHashMap::default();
        for term in self.terms(title, lang) {
            counts.entry(term).or_default().0 = 1.0;
        }
        for term in self.terms(text, lang) {
            counts.entry(term).or_default().1 += 1.0;
        }
        let weight =
            |(in_title, n): (f32, f32)| in_title + if n > 0.0 { 1.0 + n.ln() } else { 0.0 };
        let mut terms: Vec<(u64, f32)> =
            counts.into_iter().map(|(term, counts)| (term, weight(counts))).collect();
        terms.sort_unstable_by_key(|(term, _)| *term);
        let has_digit = |word: &&str| word.chars().any(char::is_numeric);
        let mut numbers: Vec<u64> = crate::text::words(title)
            .filter(has_digit)
            .map(|word| hash(&word.to_lowercase()))
            .collect();
        numbers.sort_unstable();
        Profile { terms, numbers }
    }

    fn terms(&mut self, text: &str, lang: Lang) -> Vec<u64> {
        let known = self.analyzers.iter().position(|analyzer| analyzer.lang() == lang);
        let at = known.unwrap_or_else(|| {
            self.analyzers.push(Analyzer::new(lang));
            self.analyzers.len() - 1
        });
        let mut terms = String::new();
        self.analyzers[at].analyze(text, &mut terms);
        terms.split_terminator(' ').map(hash).collect()
    }
}

fn hash(term: &str) -> u64 {
    FxBuildHasher.hash_one(term)
}

/// Profiles that can be compared.
pub struct Likeness {
    profiles: Vec<Profile>,
}

impl Likeness {
    /// Weighs words by how rare they are among all questions.
    pub fn new(mut profiles: Vec<Profile>) -> Likeness {
        let mut n_with: FxHashMap<u64, u64> = FxHashMap::default();
        for (term, _) in profiles.iter().flat_map(|profile| &profile.terms) {
            *n_with.entry(*term).or_default() += 1;
        }
        let n = profiles.len() as u64;
        for profile in &mut profiles {
            let terms = &mut profile.terms;
            terms.iter_mut().for_each(|(term, weight)| *weight *= idf(n, n_with[term]));
            let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            terms.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
        }
        Likeness { profiles }
    }

    /// Returns how alike two questions are, from 0 to 1: the cosine of their words' weights.
    /// Titles that differ in a number ask about different things: of 2019 and of 2020.
    pub fn of(&self, a: usize, b: usize) -> f32 {
        let (Some(a), Some(b)) = (self.profiles.get(a), self.profiles.get(b)) else { return 0.0 };
        if a.numbers != b.numbers {
            return 0.0;
        }
        let weight_in_b = |term: u64| {
            let at = b.terms.binary_search_by_key(&term, |(term, _)| *term).ok()?;
            Some(b.terms[at].1)
        };
        a.terms.iter().filter_map(|(term, weight)| Some(weight * weight_in_b(*term)?)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(questions: &[(&str, &str)]) -> Likeness {
        let mut profiler = Profiler::default();
        // Among many others, words are worth what they are worth in a community.
        let others = ["How do I mend a lamp?", "My garden is dry", "It is late", "How do I sing?"];
        let others = others.iter().cycle().take(40).map(|title| (*title, ""));
        let all = questions.iter().copied().chain(others);
        let read = |(title, text): (&str, &str)| profiler.read(title, text, Lang::EN);
        Likeness::new(all.map(read).collect())
    }

    #[test]
    fn rare_words_that_both_have_make_questions_alike() {
        let all = likeness(&[
            ("How do I reset the hub?", "It blinks red."),
            ("How can I reset my hub", "A red light blinks."),
            ("How do I paint the wall?", "It is grey."),
            ("Blinking red", "My hub does, how do I reset it?"),
        ]);
        assert!(all.of(0, 1) > 0.5, "{}", all.of(0, 1));
        assert!(all.of(0, 3) > 0.2, "{}", all.of(0, 3));
        assert!(all.of(0, 2) < 0.3, "{}", all.of(0, 2));
        assert_eq!(all.of(0, 1), all.of(1, 0));
        assert!(all.of(2, 2) > 0.999 && all.of(0, 99) == 0.0);
    }

    #[test]
    fn other_numbers_are_other_questions() {
        let all = likeness(&[("News of 2019", ""), ("News of 2020", ""), ("2020: news", "")]);
        assert_eq!(all.of(0, 1), 0.0);
        assert!(all.of(1, 2) > 0.6, "{}", all.of(1, 2));
    }
}
