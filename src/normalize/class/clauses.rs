//! A text in clauses, with the phrases found in each.

use std::ops::Range;

use super::cues;
use super::cues::{Cue, CuePosition};

/// A part of a text that says one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Its place in the folded text, in bytes.
    pub at: Range<usize>,
    /// It ends with a question mark.
    pub asks: bool,
    /// How many words it has.
    pub n_words: usize,
    /// What phrases in it tell, with their places in the folded text, in bytes.
    pub cues: Vec<(Cue, Range<usize>)>,
    /// Which kinds of phrases are in it.
    pub kinds: Kinds,
}

/// A set of kinds of phrases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// Adds a kind.
    pub(super) fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u32;
    }

    /// Adds all of another set.
    pub(super) fn join(&mut self, other: Kinds) {
        self.0 |= other.0;
    }

    /// Tells whether a kind is in the set.
    pub(super) fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u32) != 0
    }
}

impl Clause {
    /// Tells whether a phrase of this kind is in it.
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.kinds.has(cue)
    }

    /// Counts the phrases of this kind that do not overlap.
    pub(super) fn count(&self, cue: Cue) -> usize {
        if !self.has(cue) {
            return 0;
        }
        let (mut n, mut end) = (0, 0);
        for (_, at) in self.cues.iter().filter(|(found, _)| *found == cue) {
            if at.start >= end {
                n += 1;
                end = at.end;
            }
        }
        n
    }
}

/// Words that begin a clause of their own after a comma, or without one.
fn is_turn(word: &str) -> bool {
    matches!(
        word,
        "but"
            | "but,"
            | "however"
            | "although"
            | "though"
            | "але"
            | "проте"
            | "однак"
            | "но"
            | "однако"
            | "vendar"
            | "ampak"
            | "aber"
            | "pero"
    )
}

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: [&str; 34] = [
    "e.g",
    "i.e",
    "eg",
    "ie",
    "etc",
    "vs",
    "mr",
    "mrs",
    "ms",
    "dr",
    "st",
    "no",
    "approx",
    "cf",
    "z.b",
    "d.h",
    "bzw",
    "npr",
    "oz",
    "itd",
    "т.е",
    "т.п",
    "т.к",
    "тобто",
    "напр",
    "np",
    "itp",
    "tj",
    "nr",
    "p.ex",
    "ex",
    "p.ej",
    "ecc",
    "art",
];

/// Splits a folded text and finds the phrases in it.
pub(super) fn clauses(folded: &str) -> Vec<Clause> {
    let hits = cues::find(folded);
    let mut clauses = Vec::new();
    let (mut start, mut next) = (0, 0);
    for end in ends(folded) {
        let piece = &folded[start..end];
        let first = start + (piece.len() - piece.trim_start_matches(is_margin).len());
        let last = start + piece.trim_end_matches(is_margin).len();
        let (mut cues, mut kinds) = (Vec::new(), Kinds::default());
        while let Some(hit) = hits.get(next).filter(|hit| hit.start < end) {
            let is_in_place = || match hit.place {
                CuePosition::Anywhere => true,
                CuePosition::Start => hit.start == first,
                CuePosition::Whole => {
                    says_no_more(&folded[first.min(hit.start)..hit.start])
                        && says_no_more(&folded[hit.end..last.max(hit.end)])
                }
            };
            if hit.end <= end && is_in_place() {
                cues.push((hit.cue, hit.start..hit.end));
                kinds.add(hit.cue);
            }
            next += 1;
        }
        let n_words = count_words(piece);
        let asks =
            piece.trim_end_matches([' ', '\n', ')', '"', '!', '.']).ends_with(['?', '？', '؟']);
        if n_words > 0 || !cues.is_empty() {
            let asks = asks && n_words > 0;
            clauses.push(Clause { at: start..end, asks, n_words, cues, kinds });
        }
        start = end;
    }
    clauses
}

/// No thanks with a name have more bytes.
const MAX_REST: usize = 400;

/// Tells whether the rest of a clause is thanks or a name: "Solved, thx Kim".
fn says_no_more(rest: &str) -> bool {
    // This is asked at every phrase that may be all of a clause.
    if rest.len() > MAX_REST {
        return false;
    }
    let n_words = count_words(rest);
    let is_kind = |cue| matches!(cue, Cue::Thanks | Cue::Greeting | Cue::Cheer | Cue::Solved);
    n_words == 0 || n_words <= 3 && cues::find(rest).iter().any(|hit| is_kind(hit.cue))
}

fn is_margin(c: char) -> bool {
    c.is_whitespace()
        || (c.is_ascii_punctuation() && !matches!(c, ':' | '+' | ')' | '('))
        || c == '…'
}

/// Counts the words of a text; of scripts without spaces two characters are one.
pub(super) fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut n_words = 0;
    let mut piece = Piece::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        let kind = BYTES[usize::from(byte)];
        // Nearly all bytes are letters: one branch that is foreseen.
        piece.is_word |= kind == Byte::Letter;
        if kind <= Byte::Sign {
            continue;
        }
        match kind {
            Byte::Letter | Byte::Sign => {}
            Byte::Space => n_words += std::mem::take(&mut piece).n_words(),
            Byte::Colon => piece.is_address |= bytes[at..].starts_with(b"//"),
            Byte::Other => {
                let Some(c) = text[at - 1..].chars().next() else { break };
                if c.is_whitespace() {
                    n_words += std::mem::take(&mut piece).n_words();
                }
                piece.is_word = piece.is_word || c.is_alphanumeric();
                piece.n_unspaced += usize::from(is_unspaced(c));
                at += c.len_utf8() - 1;
            }
        }
    }
    n_words + piece.n_words()
}

/// What a byte of a text is: of a character beyond ASCII the first one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Byte {
    Letter,
    Sign,
    Space,
    Colon,
    Other,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Other; 256];
    let mut at = 0;
    while at < 128 {
        bytes[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Byte::Letter,
            b' ' | b'\t'..=b'\r' => Byte::Space,
            b':' => Byte::Colon,
            _ => Byte::Sign,
        };
        at += 1;
    }
    bytes
};

/// What stands between two spaces.
#[derive(Clone, Copy, Default)]
struct Piece {
    /// It has a letter or a digit.
    is_word: bool,
    /// It is a web address.
    is_address: bool,
    /// How many characters it has of scripts without spaces.
    n_unspaced: usize,
}

impl Piece {
    fn n_words(self) -> usize {
        if self.is_word && !self.is_address { (self.n_unspaced / 2).max(1) } else { 0 }
    }
}

/// Thai and its neighbours, and all of East Asia but Korean letters.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
        || matches!(c, '\u{20000}'..='\u{3ffff}')
}

/// Finds where clauses end, in bytes, the end of the text last.
fn ends(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut ends = Vec::new();
    // Where the line starts, and the word behind the last space.
    let (mut line, mut word) = (0, None);
    for (at, &byte) in bytes.iter().enumerate() {
        let after = at + 1;
        let next = bytes.get(after);
        let is_end = match byte {
            b'!' | b'?' => next.is_none_or(|b| !is_sign(*b)),
            b';' => next == Some(&b' '),
            b'.' => is_full_stop(text, at),
            // A line that ends early ends what it says; one that is full is only wrapped.
            b'\n' => {
                let is_short = text[line..at].chars().count() < 58 || next == Some(&b'\n');
                line = after;
                is_short
            }
            b' ' => {
                let turn = word.replace(after).filter(|word| is_turn(&text[*word..at]));
                ends.extend(turn);
                false
            }
            0xe2 | 0xe3 | 0xef if text[at..].starts_with(['。', '！', '？', '…']) => {
                ends.push(at + '…'.len_utf8());
                false
            }
            _ => false,
        };
        if is_end {
            ends.push(after);
        }
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    ends
}

/// Signs that may stand side by side at the end of a sentence, or within an address.
fn is_sign(byte: u8) -> bool {
    byte == b'!' || byte == b'?' || byte == b'.' || byte.is_ascii_alphanumeric() || byte == b'='
}

/// More characters than an abbreviation has.
const LONGEST_WORD: usize = 12;

fn is_full_stop(text: &str, at: usize) -> bool {
    let ends_here =
        text[at + 1..].chars().next().is_none_or(|c| c.is_whitespace() || "\"')]".contains(c));
    if !ends_here {
        return false;
    }
    // No further than any abbreviation has characters: a text may have no space.
    let from = text[..at].char_indices().rev().take(LONGEST_WORD).last().map_or(at, |(at, _)| at);
    let before = &text[from..at];
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    !is_initial && !ABBREVIATIONS.contains(&word)
}
