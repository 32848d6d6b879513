//! How alike two short texts are: questions as people type them, and titles.

use rustc_hash::FxHashMap;

use crate::search::meaning::{Meaning, Sum, TitleVectors, Vector};
use crate::text::{Analyzer, Lang, lowercase, words};

/// How much of the likeness is that of the words themselves; the rest is that of what they mean.
const OF_WORDS: f32 = 0.6;

/// A short text, ready to be compared.
#[derive(Clone, Debug)]
pub struct Sense {
    /// The numbers of its telling terms, sorted.
    pub terms: Vec<u32>,
    vector: Option<Vector>,
    lang: Lang,
    /// The numbers in it.
    numbers: Vec<String>,
}

/// The words of a text that have digits, sorted: error 17 is not error 42, however alike the rest
/// is.
pub fn numbers(text: &str) -> Vec<String> {
    let has_digit = |word: &&str| word.bytes().any(|byte| byte.is_ascii_digit());
    let mut numbers: Vec<String> = words(text).filter(has_digit).map(lowercase).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Makes texts ready to be compared, and compares them. Small words count nothing; a term
/// counts the less, the more texts have it.
pub struct Likeness<'a> {
    vectors: TitleVectors<'a>,
    analyzers: Vec<Analyzer>,
    numbers: FxHashMap<String, u32>,
    /// In how many texts each term is.
    n_with: Vec<u32>,
    n_texts: u32,
}

impl<'a> Likeness<'a> {
    /// Takes what words mean.
    pub fn new(meaning: &'a Meaning) -> Likeness<'a> {
        let vectors = TitleVectors::new(meaning);
        let (analyzers, numbers, n_with) = (Vec::new(), FxHashMap::default(), Vec::new());
        Likeness { vectors, analyzers, numbers, n_with, n_texts: 0 }
    }

    /// Reads a text in a language.
    pub fn sense(&mut self, text: &str, lang: Lang) -> Sense {
        let known = self.analyzers.iter().position(|analyzer| analyzer.lang() == lang);
        let at = known.unwrap_or_else(|| {
            self.analyzers.push(Analyzer::keyed(lang).without_small_words());
            self.analyzers.len() - 1
        });
        let mut keys = String::new();
        self.analyzers[at].analyze(text, &mut keys);
        let mut terms: Vec<u32> = keys.split_terminator(' ').map(|key| self.number(key)).collect();
        terms.sort_unstable();
        terms.dedup();
        self.n_texts += 1;
        for term in &terms {
            self.n_with[*term as usize] += 1;
        }
        let vector = self.vectors.vector(text, lang);
        Sense { terms, vector, lang, numbers: numbers(text) }
    }

    /// Returns how alike two texts are, from 0 to 1; 0 for texts of two languages, and where each
    /// has a number that the other lacks.
    pub fn of(&self, a: &Sense, b: &Sense) -> f32 {
        let lacks = |a: &Sense, b: &Sense| a.numbers.iter().any(|n| !b.numbers.contains(n));
        if !a.lang.same_language(b.lang) || lacks(a, b) && lacks(b, a) {
            return 0.0;
        }
        let weight = |terms: &[u32]| terms.iter().map(|term| self.idf(*term)).sum::<f32>();
        let shared: f32 = a
            .terms
            .iter()
            .filter(|term| b.terms.binary_search(term).is_ok())
            .map(|term| self.idf(*term))
            .sum();
        let all = weight(&a.terms) + weight(&b.terms);
        // Twice what they share of what both have (Dice).
        let words = if all > 0.0 { 2.0 * shared / all } else { 0.0 };
        match (&a.vector, &b.vector) {
            (Some(a), Some(b)) => {
                let mut sum = Sum::default();
                sum.add(a, 1.0);
                OF_WORDS * words + (1.0 - OF_WORDS) * sum.cosine(b).max(0.0)
            }
            _ => words,
        }
    }

    fn number(&mut self, key: &str) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(key.to_owned(), number);
        self.n_with.push(0);
        number
    }

    fn idf(&self, term: u32) -> f32 {
        (1.0 + self.n_texts as f32 / (1.0 + self.n_with[term as usize] as f32)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_one_question_are_more_alike_than_two_questions() {
        let meaning = Meaning::of(&[Lang::EN, Lang::UK]);
        let mut likeness = Likeness::new(&meaning);
        let mut sense = |text: &str| likeness.sense(text, Lang::EN);
        let [a, b, c] = [
            sense("how do i pair the lamp with a wall switch"),
            sense("pairing a lamp and wall switch"),
            sense("lamp flickers at night"),
        ];
        let same = likeness.of(&a, &b);
        assert!(same > 0.6 && likeness.of(&a, &c) < 0.4, "{same} {}", likeness.of(&a, &c));
        let ukrainian = likeness.sense("pairing a lamp and wall switch", Lang::UK);
        assert_eq!(likeness.of(&a, &ukrainian), 0.0);
    }

    #[test]
    fn one_error_is_not_another() {
        let meaning = Meaning::of(&[Lang::EN]);
        let mut likeness = Likeness::new(&meaning);
        let mut sense = |text: &str| likeness.sense(text, Lang::EN);
        let [a, b, c] = [
            sense("error 17 while updating the hub"),
            sense("error 42 while updating the hub"),
            sense("error while updating the hub"),
        ];
        assert_eq!(likeness.of(&a, &b), 0.0);
        assert!(likeness.of(&a, &c) > 0.5);
    }

    #[test]
    fn nothing_is_like_nothing() {
        let meaning = Meaning::default();
        let mut likeness = Likeness::new(&meaning);
        let [a, b] = [likeness.sense("the", Lang::EN), likeness.sense("?!", Lang::EN)];
        assert_eq!(likeness.of(&a, &b), 0.0);
    }
}
