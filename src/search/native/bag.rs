//! The terms of a text, counted.
//!
//! Tantivy looks every token up in a table of all terms. The tokens of a document
//! reach it with equal ones side by side, so only the first of them is looked for
//! far away; and words become terms once, not in every text.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::text::{Analyzer, words};

use super::schema::REPEATED;

/// No more than this many words are kept; then all are forgotten.
const MOST_WORDS: usize = 1 << 16;

/// Longer words are rare, and not kept.
const LONGEST: usize = 40;

/// Turns texts of one language into counted terms.
///
/// Keeps what was made of each word, so it wants to live long and belongs to one thread.
pub(super) struct Bag {
    /// Makes terms of words that are not known.
    pub(super) analyzer: Analyzer,
    /// Words by their hash, at most half of the places taken.
    slots: Vec<Slot>,
    n_words: usize,
    written: String,
    /// The terms of the words that make more or less than one.
    many: Vec<u32>,
    numbers: FxHashMap<String, u32>,
    terms: Vec<Term>,
    spelled: String,
    /// The terms of the text that is being counted, in the order of their first word.
    seen: Vec<u32>,
    piece: String,
}

/// A word and the terms that it makes.
#[derive(Clone, Copy, Default)]
struct Slot {
    hash: u32,
    start: u32,
    /// The only term, or the place of the first of several in `many`.
    term: u32,
    /// How long the word is; 0 in a free place.
    n_bytes: u8,
    n_terms: u8,
}

/// A term, where it is spelled, and how often it was counted.
#[derive(Clone, Copy)]
struct Term {
    start: u32,
    end: u32,
    count: u32,
}

impl Bag {
    /// Counts terms that an analyzer makes.
    pub(super) fn new(analyzer: Analyzer) -> Bag {
        Bag {
            analyzer,
            slots: Vec::new(),
            n_words: 0,
            written: String::new(),
            many: Vec::new(),
            numbers: FxHashMap::default(),
            terms: Vec::new(),
            spelled: String::new(),
            seen: Vec::new(),
            piece: String::new(),
        }
    }

    /// Counts the terms of a text, beside those that were counted before.
    pub(super) fn add(&mut self, text: &str) {
        if self.seen.is_empty() && (self.n_words > MOST_WORDS || self.terms.len() > MOST_WORDS) {
            self.forget();
        }
        for word in words(text) {
            if word.len() > LONGEST {
                self.count_long(word);
                continue;
            }
            let slot = self.slot(word);
            match slot.n_terms {
                0 => {}
                1 => self.count(slot.term),
                n_terms => {
                    for at in slot.term..slot.term + u32::from(n_terms) {
                        self.count(self.many[at as usize]);
                    }
                }
            }
        }
    }

    /// Writes the terms that were counted, for the tokenizer of the index, and starts anew.
    pub(super) fn pour(&mut self, out: &mut String) {
        let mut seen = std::mem::take(&mut self.seen);
        for number in seen.drain(..) {
            let term = &mut self.terms[number as usize];
            out.push_str(&self.spelled[term.start as usize..term.end as usize]);
            if term.count > 1 {
                out.push(REPEATED);
                push_number(out, term.count);
            }
            out.push(' ');
            term.count = 0;
        }
        self.seen = seen;
    }

    #[inline]
    fn count(&mut self, number: u32) {
        let term = &mut self.terms[number as usize];
        if term.count == 0 {
            self.seen.push(number);
        }
        term.count += 1;
    }

    /// Counts what a word makes that is not kept: a page of Chinese may be one word.
    fn count_long(&mut self, word: &str) {
        let mut piece = std::mem::take(&mut self.piece);
        piece.clear();
        self.analyzer.analyze(word, &mut piece);
        for term in piece.split_terminator(' ') {
            let number = self.number(term);
            self.count(number);
        }
        self.piece = piece;
    }

    /// Returns what a word makes, and keeps it.
    #[inline]
    fn slot(&mut self, word: &str) -> Slot {
        let hash = hash(word);
        if let Some(mask) = self.slots.len().checked_sub(1) {
            let mut at = hash as usize & mask;
            while self.slots[at].n_bytes > 0 {
                let slot = self.slots[at];
                let start = slot.start as usize;
                if slot.hash == hash
                    && usize::from(slot.n_bytes) == word.len()
                    && self.written.as_bytes()[start..start + word.len()] == *word.as_bytes()
                {
                    return slot;
                }
                at = (at + 1) & mask;
            }
        }
        let slot = self.make(word, hash);
        if (self.n_words + 1) * 2 > self.slots.len() {
            self.grow();
        }
        self.written.push_str(word);
        self.insert(slot);
        self.n_words += 1;
        slot
    }

    #[cold]
    fn make(&mut self, word: &str, hash: u32) -> Slot {
        debug_assert!(word.len() <= LONGEST);
        let mut piece = std::mem::take(&mut self.piece);
        piece.clear();
        self.analyzer.analyze(word, &mut piece);
        let first = self.many.len();
        for term in piece.split_terminator(' ') {
            let number = self.number(term);
            self.many.push(number);
        }
        self.piece = piece;
        let n_terms = self.many.len() - first;
        let term = match n_terms {
            1 => self.many.pop().expect("one was pushed"),
            _ => first as u32,
        };
        // Each byte makes two terms at most.
        let (n_bytes, n_terms) = (word.len() as u8, n_terms as u8);
        Slot { hash, start: self.written.len() as u32, term, n_bytes, n_terms }
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let (number, start) = (self.terms.len() as u32, self.spelled.len() as u32);
        self.spelled.push_str(term);
        self.terms.push(Term { start, end: self.spelled.len() as u32, count: 0 });
        self.numbers.insert(term.to_owned(), number);
        number
    }

    fn insert(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = slot.hash as usize & mask;
        while self.slots[at].n_bytes > 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 4).max(256);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.n_bytes > 0) {
            self.insert(slot);
        }
    }

    fn forget(&mut self) {
        self.slots.fill(Slot::default());
        self.n_words = 0;
        self.written.clear();
        self.many.clear();
        self.numbers.clear();
        self.terms.clear();
        self.spelled.clear();
    }
}

fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

fn push_number(out: &mut String, number: u32) {
    match u8::try_from(number) {
        Ok(digit @ 0..10) => out.push(char::from(b'0' + digit)),
        _ => out.push_str(&number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::text::Lang;

    #[track_caller]
    fn check(bag: &mut Bag, texts: &[&str], expected: &str) {
        texts.iter().for_each(|text| bag.add(text));
        let mut out = String::new();
        bag.pour(&mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn terms_are_counted_over_texts_until_they_are_poured() {
        let mut bag = Bag::new(Analyzer::new(Lang::EN));
        check(&mut bag, &["reset it", "Resets foo_bar"], "reset\t2 it foobar foo bar ");
        check(&mut bag, &[], "");
        check(&mut bag, &["reset"], "reset ");
        let long = "x".repeat(LONGEST + 5);
        check(&mut bag, &[&long, &long], &format!("{long}\t2 "));
        check(&mut bag, &[&"a ".repeat(345)], "a\t345 ");
    }

    #[test]
    fn words_beyond_the_bound_are_forgotten() {
        let mut bag = Bag::new(Analyzer::new(Lang::EN));
        for n in 0..3 * MOST_WORDS {
            check(&mut bag, &[&format!("q{n} same")], &format!("q{n} same "));
            assert!(bag.n_words <= MOST_WORDS + 2 && bag.slots.len() <= 8 * MOST_WORDS);
        }
    }
}
