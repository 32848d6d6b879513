//! Turns texts into terms with counts, before Tantivy sees them.
//!
//! Tantivy looks up every token of a document in a table of all terms, which is slow when the
//! table does not fit into the processor's cache. So equal tokens of a document are put side
//! by side: only the first of them is a slow look-up. And since stemming is costly and words
//! repeat, the terms of each word are remembered.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::text::{Analyzer, words};

use super::schema::REPEATED;

/// How many words are remembered; when there are more, all are forgotten.
const MAX_WORDS: usize = 1 << 16;

/// Words of more bytes than this are rare, and not remembered.
const MAX_LENGTH: usize = 40;

/// Counts the terms of texts in one language.
///
/// It remembers the terms of every word, so it pays to use one for many texts. It belongs to
/// one thread.
pub(super) struct TermCounter {
    /// Makes the terms of a word that is not remembered.
    pub(super) analyzer: Analyzer,
    /// A hash table of words, at most half full.
    slots: Vec<Slot>,
    n_words: usize,
    written: String,
    /// The terms of those words that do not have exactly one.
    many: Vec<u32>,
    numbers: FxHashMap<String, u32>,
    terms: Vec<Term>,
    spelled: String,
    /// The terms counted since the last `drain_into`, in the order in which they first came.
    seen: Vec<u32>,
    piece: String,
}

/// A word in the table, and its terms.
#[derive(Clone, Copy, Default)]
struct Slot {
    hash: u32,
    start: u32,
    /// The number of its only term, or the position of the first of several in `many`.
    term: u32,
    /// The length of the word in bytes; 0 where the slot is free.
    n_bytes: u8,
    n_terms: u8,
}

/// A term: where its letters lie in `spelled`, and how often it was counted.
#[derive(Clone, Copy)]
struct Term {
    start: u32,
    end: u32,
    count: u32,
}

impl TermCounter {
    /// Counts the terms that this analyzer makes.
    pub(super) fn new(analyzer: Analyzer) -> TermCounter {
        TermCounter {
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

    /// Adds the terms of a text to the counts.
    pub(super) fn add(&mut self, text: &str) {
        if self.seen.is_empty() && (self.n_words > MAX_WORDS || self.terms.len() > MAX_WORDS) {
            self.forget();
        }
        for word in words(text) {
            if word.len() > MAX_LENGTH {
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

    /// Appends all counted terms to `out`, in the form that the tokenizer of the index reads,
    /// and sets the counts back to nothing.
    pub(super) fn drain_into(&mut self, out: &mut String) {
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

    /// Counts the terms of a word that is too long to be remembered: a page of Chinese may be
    /// one word.
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

    /// Returns the terms of a word, and remembers them.
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
        debug_assert!(word.len() <= MAX_LENGTH);
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
    fn check(bag: &mut TermCounter, texts: &[&str], expected: &str) {
        texts.iter().for_each(|text| bag.add(text));
        let mut out = String::new();
        bag.drain_into(&mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn terms_are_counted_over_texts_until_they_are_poured() {
        let mut bag = TermCounter::new(Analyzer::new(Lang::EN));
        check(&mut bag, &["reset it", "Resets foo_bar"], "reset\t2 it foobar foo bar ");
        check(&mut bag, &[], "");
        check(&mut bag, &["reset"], "reset ");
        let long = "x".repeat(MAX_LENGTH + 5);
        check(&mut bag, &[&long, &long], &format!("{long}\t2 "));
        check(&mut bag, &[&"a ".repeat(345)], "a\t345 ");
    }

    #[test]
    fn words_beyond_the_bound_are_forgotten() {
        let mut bag = TermCounter::new(Analyzer::new(Lang::EN));
        for n in 0..3 * MAX_WORDS {
            check(&mut bag, &[&format!("q{n} same")], &format!("q{n} same "));
            assert!(bag.n_words <= MAX_WORDS + 2 && bag.slots.len() <= 8 * MAX_WORDS);
        }
    }
}
