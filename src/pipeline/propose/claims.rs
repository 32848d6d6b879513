//! What answers claim, sentence by sentence, as far as two of them can contradict each other:
//! in a number, a version or a negation.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::text::{Analyzer, Lang, lowercase, words};

use super::cues::{CONDITIONS, NEGATIONS};

/// How many sentences of an answer are looked at.
const MAX_SENTENCES: usize = 60;

/// So many words that mean something two sentences must share at least…
const MIN_SHARED: usize = 3;

/// …and such a part of all that they have.
const ALIKE: f32 = 0.6;

/// A sentence with more numbers is a row of figures, which differ as they should.
const MAX_NUMBERS: usize = 2;

/// What two sentences differ in that say the same otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A number or a version.
    Number,
    /// One denies what the other says.
    Negation,
}

impl Difference {
    /// Returns the name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Difference::Number => "number",
            Difference::Negation => "negation",
        }
    }
}

/// A sentence of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// As it is written.
    pub text: String,
    /// Hashes of the terms of its words that mean something, sorted.
    terms: Vec<u32>,
    /// Its numbers and versions, sorted.
    numbers: Vec<String>,
    is_negated: bool,
    /// It says what holds in one case.
    is_conditional: bool,
}

/// Reads the sentences of an answer.
pub(super) fn claims(text: &str, lang: Lang) -> Vec<Claim> {
    let mut analyzer = Analyzer::new(lang).without_small_words();
    let found = sentences(text).take(MAX_SENTENCES);
    found.filter_map(|sentence| claim(sentence, &mut analyzer)).collect()
}

fn claim(text: &str, analyzer: &mut Analyzer) -> Option<Claim> {
    let (mut terms, mut numbers, mut n_negations) = (String::new(), Vec::new(), 0);
    let mut is_conditional = false;
    for word in words(text) {
        let lowered = lowercase(word);
        is_conditional |= CONDITIONS.contains(&lowered.as_str());
        if is_negation(&lowered) {
            n_negations += 1;
        } else if lowered.starts_with(|c: char| c.is_ascii_digit()) {
            numbers.push(number(&lowered));
        } else {
            analyzer.analyze(word, &mut terms);
        }
    }
    let hash = |term: &str| (FxBuildHasher.hash_one(term) >> 32) as u32;
    let mut terms: Vec<u32> = terms.split_terminator(' ').map(hash).collect();
    terms.sort_unstable();
    terms.dedup();
    numbers.sort();
    numbers.dedup();
    let is_negated = n_negations % 2 == 1;
    let text = text.to_owned();
    (terms.len() >= MIN_SHARED).then_some(Claim {
        text,
        terms,
        numbers,
        is_negated,
        is_conditional,
    })
}

/// A number without its unit, `10` for `10s`, and without zeros that say nothing: `5` for `5.0`.
fn number(word: &str) -> String {
    let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let bare = number.strip_suffix(".0").filter(|bare| !bare.contains('.'));
    bare.unwrap_or(number).to_owned()
}

fn is_negation(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t") || NEGATIONS.contains(&word)
}

/// Finds two sentences that say the same and differ in a number or a negation: those that are
/// most alike otherwise.
pub(super) fn contradiction<'a>(
    one: &'a [Claim],
    other: &'a [Claim],
) -> Option<(Difference, &'a Claim, &'a Claim)> {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    let found = pairs.filter_map(|(a, b)| {
        let likeness = likeness(a, b)?;
        Some((likeness, difference(a, b)?, a, b))
    });
    let best = found.max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, difference, a, b)| (difference, a, b))
}

/// The part of the words of two sentences that both have; `None` where it is too small.
fn likeness(a: &Claim, b: &Claim) -> Option<f32> {
    let shared = a.terms.iter().filter(|term| b.terms.binary_search(term).is_ok()).count();
    let all = a.terms.len() + b.terms.len() - shared;
    let likeness = shared as f32 / all as f32;
    (shared >= MIN_SHARED && likeness >= ALIKE).then_some(likeness)
}

fn difference(a: &Claim, b: &Claim) -> Option<Difference> {
    let lacks = |a: &Claim, b: &Claim| a.numbers.iter().any(|n| !b.numbers.contains(n));
    let is_claim = a.numbers.len().max(b.numbers.len()) <= MAX_NUMBERS;
    if is_claim && lacks(a, b) && lacks(b, a) {
        return Some(Difference::Number);
    }
    // What holds in one case and what holds in the other go together.
    let is_plain = !a.is_conditional && !b.is_conditional;
    (is_plain && a.is_negated != b.is_negated).then_some(Difference::Negation)
}

/// Cuts a text into sentences. A full stop within a word, as in `4.2`, ends none; a number that
/// counts the items of a list is none of the first.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines();
    lines
        .flat_map(|line| {
            let mut rest = line.trim();
            std::iter::from_fn(move || {
                if rest.is_empty() {
                    return None;
                }
                let ends = |(at, c): &(usize, char)| {
                    let after = rest[at + c.len_utf8()..].chars().next();
                    matches!(c, '.' | '!' | '?' | ';' | '…')
                        && after.is_none_or(char::is_whitespace)
                        || matches!(c, '。' | '！' | '？')
                };
                let end =
                    rest.char_indices().find(ends).map_or(rest.len(), |(at, c)| at + c.len_utf8());
                let sentence = rest[..end].trim();
                rest = rest[end..].trim_start();
                Some(sentence)
            })
        })
        .filter(|sentence| {
            !sentence.trim_end_matches(['.', ')']).bytes().all(|b| b.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: &str, one: &str, other: &str, expected: Option<Difference>) {
        let lang = Lang::new(lang).expect("a language");
        let (one, other) = (claims(one, lang), claims(other, lang));
        let found = contradiction(&one, &other).map(|(difference, ..)| difference);
        assert_eq!(found, expected, "{one:?} {other:?}");
    }

    const NUMBER: Option<Difference> = Some(Difference::Number);
    const NEGATION: Option<Difference> = Some(Difference::Negation);

    #[test]
    fn numbers_and_negations_contradict_each_other() {
        let held = "Open the lid. Hold the reset button for 10 seconds until the ring blinks.";
        check("en", held, "Hold the reset button for 15s until the ring blinks!", NUMBER);
        check("en", held, "Hold the reset button for 10 seconds, until the ring blinks.", None);
        check("en", held, "The ring blinks.", None);
        check(
            "en",
            "The hub works with repeaters of other brands.",
            "Sadly the hub doesn't work with repeaters of other brands.",
            NEGATION,
        );
        check("en", held, "Hold the reset button for 10.0 seconds until the ring blinks.", None);
        check(
            "en",
            "If the ring of the hub blinks, press the button.",
            "If the ring of the hub does not blink, press the button.",
            None,
        );
        let figures = "Net score of the site: 7 (fine: 0, satisfactory: 3, needs work: 4)";
        check("en", figures, &figures.replace('7', "2").replace('4', "1"), None);
        check(
            "uk",
            "Лампа працює з вимикачем на стіні.",
            "Лампа не працює з вимикачем на стіні.",
            NEGATION,
        );
        check("ru", "Кнопку сброса держите 5 секунд.", "Держите кнопку сброса 20 секунд.", NUMBER);
        check(
            "sl",
            "Gumb za ponastavitev držite 5 sekund.",
            "Gumb za ponastavitev držite 12 sekund.",
            NUMBER,
        );
    }

    #[test]
    fn lists_and_versions_are_read_as_what_they_are() {
        let found: Vec<&str> = sentences("1. Open it. 2) Get 4.2 now! Done").collect();
        assert_eq!(found, ["Open it.", "2) Get 4.2 now!", "Done"]);
        check(
            "en",
            "Since version 4.2 the bridge keeps its schedule.",
            "Since version 4.10 the bridge keeps its schedule.",
            NUMBER,
        );
    }
}
