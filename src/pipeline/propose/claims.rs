//! What answers claim, sentence by sentence, as far as two of them can contradict each other:
//! in a number, a version or a negation.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::text::{Analyzer, Lang, lowercase, words};

use super::cues::{BOUNDS, CONDITIONS, FILLERS, NEGATIONS, ONLY, UNTIL, WITHOUT};
use super::figures::{Figure, figures, is_number};

/// How many sentences of an answer are looked at.
const MAX_SENTENCES: usize = 60;

/// So many words that mean something two sentences must share at least…
const MIN_SHARED: usize = 3;

/// …and such a part of all that they have.
const ALIKE: f32 = 0.6;

/// Where each has words that the other lacks, one may stand for the other, `upper` and `lower`:
/// then they must share so much.
const ALIKE_BUT_FOR_WORDS: f32 = 0.75;

/// A sentence with more numbers is a row of figures, which differ as they should.
const MAX_NUMBERS: usize = 2;

/// How far behind a negation `only` may stand, in words: `ne vidi le`.
const NEAR: usize = 2;

/// How far behind "until" a negation may stand that denies nothing, in words.
const SOON: usize = 4;

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

/// What an answer claims, and what it was asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Claims {
    /// Hashes of the terms of the question's title, sorted.
    title: Vec<u32>,
    sentences: Vec<Claim>,
}

/// A sentence of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Claim {
    /// As it is written.
    pub text: String,
    /// Hashes of the terms of its words that mean something, sorted.
    terms: Vec<u32>,
    /// Its numbers and versions.
    numbers: Vec<Figure>,
    is_negated: bool,
    /// It says what holds in one case.
    is_conditional: bool,
    /// It does so, or says without what.
    is_case: bool,
    /// It says how much something is at most or at least: "not more than 20" denies nothing.
    is_bound: bool,
}

impl Claims {
    /// Reads an answer, and the title of its question.
    pub(super) fn of(title: &str, text: &str, lang: Lang) -> Claims {
        let mut analyzer = Analyzer::new(lang).without_small_words();
        let mut terms = String::new();
        analyzer.analyze(title, &mut terms);
        let found = sentences(text).filter(|sentence| !sentence.ends_with('?'));
        let found = found.take(MAX_SENTENCES);
        let sentences = found.filter_map(|sentence| claim(sentence, &mut analyzer)).collect();
        Claims { title: hashes(&terms), sentences }
    }

    /// Tells whether it claims nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }
}

/// The hashes of terms, sorted, each once.
fn hashes(terms: &str) -> Vec<u32> {
    let hash = |term: &str| (FxBuildHasher.hash_one(term) >> 32) as u32;
    let mut hashes: Vec<u32> = terms.split_terminator(' ').map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn claim(text: &str, analyzer: &mut Analyzer) -> Option<Claim> {
    let words: Vec<&str> = words(text).collect();
    let lowered: Vec<String> = words.iter().map(|word| lowercase(word)).collect();
    let has = |list: &[&str]| lowered.iter().any(|word| list.contains(&word.as_str()));
    let (mut terms, mut units) = (String::new(), BTreeMap::new());
    let numbers = figures(text, &words, &mut |at, name| {
        units.insert(at, name);
    });
    for (at, (word, lowered)) in words.iter().zip(&lowered).enumerate() {
        if let Some(unit) = units.get(&at) {
            terms.push_str(unit);
            terms.push(' ');
        } else if !is_negation(lowered) && !is_number(word) && !FILLERS.contains(&lowered.as_str())
        {
            analyzer.analyze(word, &mut terms);
        }
    }
    let terms = hashes(&terms);
    (terms.len() >= MIN_SHARED).then(|| Claim {
        text: text.to_owned(),
        terms,
        numbers,
        is_negated: is_denied(&lowered) != has(WITHOUT),
        is_conditional: has(CONDITIONS),
        is_case: has(CONDITIONS) || has(WITHOUT),
        is_bound: has(BOUNDS),
    })
}

/// Tells whether a sentence denies something. Two words that deny are one denial (`ніколи не`,
/// `not, not even`), and neither "not only" is one nor what follows on "until" (`поки не`).
fn is_denied(words: &[String]) -> bool {
    let denies = |(at, word): (usize, &String)| {
        let behind = words[at + 1..].iter().take(NEAR);
        let before = words[at.saturating_sub(SOON)..at].iter();
        is_negation(word)
            && !WITHOUT.contains(&word.as_str())
            && !before.into_iter().any(|word| UNTIL.contains(&word.as_str()))
            && !behind.into_iter().any(|word| ONLY.contains(&word.as_str()))
    };
    words.iter().enumerate().any(denies)
}

fn is_negation(word: &str) -> bool {
    let is_short = word.ends_with("n't") || word.ends_with("n’t");
    is_short || NEGATIONS.contains(&word) || WITHOUT.contains(&word)
}

/// Finds two sentences that say the same and differ in a number or a negation: those that are
/// most alike otherwise.
pub(super) fn contradiction<'a>(
    one: &'a Claims,
    other: &'a Claims,
) -> Option<(Difference, &'a Claim, &'a Claim)> {
    let pairs = one.sentences.iter().flat_map(|a| other.sentences.iter().map(move |b| (a, b)));
    let found = pairs.filter_map(|(a, b)| {
        let likeness = likeness((a, &one.title), (b, &other.title))?;
        Some((likeness, difference(a, b)?, a, b))
    });
    let best = found.max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, difference, a, b)| (difference, a, b))
}

/// A sentence, and the terms of the title of its question.
type Titled<'a> = (&'a Claim, &'a [u32]);

/// The part of the words of two sentences that both have; `None` where it is too small, or where
/// each speaks of what its own question is about.
fn likeness(a: Titled<'_>, b: Titled<'_>) -> Option<f32> {
    let own = |a: Titled<'_>, b: Titled<'_>| -> Vec<u32> {
        let lacks = |term: &&u32| b.0.terms.binary_search(term).is_err();
        a.0.terms.iter().filter(lacks).copied().collect()
    };
    let (own_a, own_b) = (own(a, b), own(b, a));
    let shared = a.0.terms.len() - own_a.len();
    let likeness = shared as f32 / (shared + own_a.len() + own_b.len()) as f32;
    let is_either = !own_a.is_empty() && !own_b.is_empty();
    let asked = |own: &[u32], mine: &[u32], others: &[u32]| {
        let is_asked = |term: &u32| mine.binary_search(term).is_ok();
        own.iter().any(|term| is_asked(term) && others.binary_search(term).is_err())
    };
    if asked(&own_a, a.1, b.1) && asked(&own_b, b.1, a.1) {
        return None;
    }
    let least = if is_either { ALIKE_BUT_FOR_WORDS } else { ALIKE };
    (shared >= MIN_SHARED && likeness >= least).then_some(likeness)
}

fn difference(a: &Claim, b: &Claim) -> Option<Difference> {
    let has = |a: &Claim, n: &Figure| a.numbers.iter().any(|other| other.is_same(n));
    let lacks = |a: &Claim, b: &Claim| a.numbers.iter().any(|n| !has(b, n));
    let (fewest, most) =
        (a.numbers.len().min(b.numbers.len()), a.numbers.len().max(b.numbers.len()));
    // Two that differ in all of several numbers speak of several things.
    let shares = fewest < 2 || a.numbers.iter().any(|n| has(b, n));
    let is_number = most <= MAX_NUMBERS && shares && lacks(a, b) && lacks(b, a);
    match (is_number, a.is_negated != b.is_negated) {
        (false, false) => None,
        // "1 kg without the stand, 2 kg with it" are two cases.
        (true, true) => (!a.is_case && !b.is_case).then_some(Difference::Number),
        (true, false) => Some(Difference::Number),
        // What holds in one case and what holds in the other go together.
        (false, true) => {
            let is_plain = |claim: &Claim| !claim.is_conditional && !claim.is_bound;
            (is_plain(a) && is_plain(b)).then_some(Difference::Negation)
        }
    }
}

/// Cuts a text into sentences. A full stop within a word, as in `4.2`, ends none, nor does one
/// behind a number that a small letter follows, `3. marca`; a number that counts the items of a
/// list is none of the first.
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
                    let (before, after) = (&rest[..*at], &rest[at + c.len_utf8()..]);
                    let is_ordinal = *c == '.'
                        && before.ends_with(|c: char| c.is_ascii_digit())
                        && after.trim_start().starts_with(char::is_lowercase);
                    matches!(c, '.' | '!' | '?' | ';' | '…')
                        && after.chars().next().is_none_or(char::is_whitespace)
                        && !is_ordinal
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
        let (one, other) = (Claims::of("", one, lang), Claims::of("", other, lang));
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
    fn what_only_looks_like_a_denial_is_none() {
        for (lang, one, other) in [
            ("en", "The sensor not only sees people and dogs.", "The sensor sees people and dogs."),
            (
                "uk",
                "Тримайте кнопку мосту, поки лампа не блимне.",
                "Тримайте кнопку мосту, поки лампа блимне.",
            ),
            (
                "ru",
                "Держите кнопку моста, пока лампа не мигнёт.",
                "Держите кнопку моста, пока лампа мигнёт.",
            ),
            ("sl", "Senzor ne vidi le ljudi in psov.", "Senzor vidi ljudi in psov."),
            ("en", "Are you sure that the plug does not dim the lamp?", "The plug dims the lamp."),
            (
                "en",
                "A room cannot have more than 20 scenes in the app.",
                "A room can have 20 scenes in the app.",
            ),
            (
                "en",
                "The lamp weighs 2 kg without its glass stand.",
                "The lamp weighs 3 kg with its glass stand.",
            ),
            (
                "sl",
                "Oblak je bil v vzdrževanju 3. marca zjutraj.",
                "Oblak je bil v vzdrževanju 3. marca zjutraj.",
            ),
        ] {
            check(lang, one, other, None);
        }
        let never = "Запис камери ніколи не зникає з картки.";
        check("uk", never, "Запис камери зникає з картки.", NEGATION);
        let even = "The strip cannot be cut at its marks, not even once.";
        check("en", even, "The strip can be cut at its marks once.", NEGATION);
    }

    #[test]
    fn what_each_question_is_about_differs_as_it_should() {
        let lang = Lang::EN;
        let of = |title: &str, text: &str| Claims::of(title, text, lang);
        let vienna = of("Delivery to Vienna", "Delivery to Vienna takes 3 days on the road.");
        let oslo = of("Delivery to Oslo", "Delivery to Oslo takes 8 days on the road.");
        assert_eq!(contradiction(&vienna, &oslo).map(|found| found.0), None);
        let again = of("When does it come?", "Delivery to Vienna takes 8 days on the road.");
        assert_eq!(contradiction(&vienna, &again).map(|found| found.0), NUMBER);
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
