//! Finds private text: pure functions over plain text.
//!
//! libphonenumber can only judge a number whose country is known, and text in exports has
//! none: `358 0594` and `0494 92 82 32` are numbers because of the word before them. So
//! numbers are found by their form and their surroundings; those with a country's code by
//! the code and their length. Everything with a check digit is checked.

mod bank;
mod cues;
mod digests;
mod email;
mod national;
mod numbers;
mod phone;
mod phone_words;
mod said;
mod sample;
mod secret;
mod secret_starts;
mod spelt;
mod triggers;

use std::collections::BTreeMap;
use std::ops::Range;

use numbers::Number;

pub(super) use numbers::MIN_DIGITS as FEWEST_DIGITS;
pub(super) use spelt::plain as dialled;

/// What kind of private text something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrivateKind {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// The number of a payment card.
    Card,
    /// An international bank account number.
    Iban,
    /// A password in an address, a key, a token.
    Secret,
    /// A number that a state gave somebody.
    NationalId,
}

impl PrivateKind {
    /// All kinds.
    pub const ALL: [PrivateKind; 6] = [
        PrivateKind::Email,
        PrivateKind::Phone,
        PrivateKind::Card,
        PrivateKind::Iban,
        PrivateKind::Secret,
        PrivateKind::NationalId,
    ];

    /// Returns the name used in messages, for one and for many.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            PrivateKind::Email => ("e-mail address", "e-mail addresses"),
            PrivateKind::Phone => ("phone number", "phone numbers"),
            PrivateKind::Card => ("card number", "card numbers"),
            PrivateKind::Iban => ("IBAN", "IBANs"),
            PrivateKind::Secret => ("secret", "secrets"),
            PrivateKind::NationalId => ("national id", "national ids"),
        }
    }
}

/// A piece of private text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateMatch {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: PrivateKind,
}

/// Tells whether text can hold something private at all. Most text cannot, and is looked
/// at no further: one pass over its bytes.
pub(super) fn may_hold(text: &str) -> bool {
    memchr::memchr(b'@', text.as_bytes()).is_some()
        || numbers::may_hold(text)
        || triggers::any(text)
}

/// Tells whether text holds the start of a token, or a word that says that one follows.
pub(super) fn secret_may_be(text: &str) -> bool {
    triggers::any_secret(text)
}

/// Finds private text, in order and without overlaps. In `code` numbers need more to be
/// taken for private: samples are full of digits.
pub fn detect(text: &str, code: &[Range<usize>]) -> Vec<PrivateMatch> {
    let mut hits = Vec::new();
    let text = &ScannedText { text, code };
    secret::find(text, &mut hits);
    said::find(text, &mut hits);
    email::find(text, &mut hits);
    spelt::find(text, &mut hits);
    if numbers::may_hold(text.text) {
        bank::find_ibans(text, &mut hits);
        for number in numbers::all(text.text) {
            if text.is_in_address(number.range.start) {
                continue;
            }
            match judge(text, &number) {
                Some(hit) => hits.push(hit),
                // Two numbers may stand side by side.
                None => {
                    let words = number.words(text.text);
                    let first = number.beginnings().find_map(|n| phone::judge(text, &n));
                    hits.extend(words.iter().filter_map(|n| judge(text, n)).chain(first));
                }
            }
        }
    }
    resolve(hits)
}

fn judge(text: &ScannedText<'_>, number: &Number) -> Option<PrivateMatch> {
    let checked = national::judge(text, number).or_else(|| bank::judge_card(text, number));
    checked.or_else(|| phone::judge(text, number))
}

/// Of hits that overlap, the one that was found first stays: those that are checked are
/// looked for before those that are not.
fn resolve(hits: Vec<PrivateMatch>) -> Vec<PrivateMatch> {
    let mut kept: BTreeMap<usize, PrivateMatch> = BTreeMap::new();
    for hit in hits {
        let before = kept.range(..hit.range.end).next_back();
        if before.is_none_or(|(_, other)| other.range.end <= hit.range.start) {
            kept.insert(hit.range.start, hit);
        }
    }
    kept.into_values().collect()
}

/// Text with what is known of it.
struct ScannedText<'a> {
    text: &'a str,
    code: &'a [Range<usize>],
}

impl ScannedText<'_> {
    fn is_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|range| range.end <= at);
        self.code.get(next).is_some_and(|range| range.contains(&at))
    }

    /// Tells whether a place is within a web address or a path, whose digits name things.
    fn is_in_address(&self, at: usize) -> bool {
        let word = word_before(self.text, at);
        word.contains("://") || word.contains("www.")
    }

    /// The words before a place, in small letters, as far as they can be about it.
    fn before(&self, at: usize, n: usize) -> String {
        let from = floor(self.text, at.saturating_sub(n));
        self.text[from..at].to_lowercase()
    }

    /// The words behind a place on its line, in small letters.
    fn after(&self, at: usize, n: usize) -> String {
        let to = floor(self.text, (at + n).min(self.text.len()));
        let words = self.text[at..to].split('\n').next().unwrap_or_default();
        words.to_lowercase()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn char_after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

/// Tells whether a place lies in an address, where only a word without spaces can stand.
pub(super) fn in_address(text: &str, at: usize) -> bool {
    let word = word_before(text, at);
    ["://", "www.", "](", "mailto:"].iter().any(|mark| word.contains(mark))
}

/// What stands between the last white space or quote and a place.
fn word_before(text: &str, at: usize) -> &str {
    let before = &text[floor(text, at.saturating_sub(2000))..at];
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '`');
    let start = before.rfind(ends).map_or(0, |at| at + 1);
    before.get(start..).unwrap_or_default()
}

/// Tells whether one of some words stands in a text, or starts a word there.
fn has_word(context: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let starts_word = |at: usize| !context[..at].ends_with(char::is_alphanumeric);
        context.match_indices(word).any(|(at, _)| starts_word(at))
    })
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn hit(range: Range<usize>, kind: PrivateKind) -> Option<PrivateMatch> {
    Some(PrivateMatch { range, kind })
}

#[cfg(test)]
mod tests;
