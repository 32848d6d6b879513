//! Remembers what was made of the words seen lately.
//!
//! Most words of a text repeat, so nearly all of them cost one look-up here
//! instead of folding and stemming.

/// No more than this many words are kept; then the cache starts afresh.
const MOST_WORDS: usize = 1 << 15;

/// No more than this many bytes are kept.
const MOST_BYTES: usize = 1 << 20;

/// Words longer than this many bytes are not kept.
pub(super) const LONGEST: usize = 40;

/// A word, and the terms made of it, in one arena.
#[derive(Clone, Copy)]
struct Entry {
    hash: u32,
    start: u32,
    n_word: u16,
    n_terms: u16,
}

const EMPTY: Entry = Entry { hash: 0, start: 0, n_word: 0, n_terms: 0 };

/// A bounded map from words to terms.
#[derive(Default)]
pub(super) struct Cache {
    slots: Vec<Entry>,
    n_used: usize,
    arena: String,
}

impl Cache {
    /// Returns the terms of a word when they are known.
    #[inline]
    pub(super) fn get(&self, word: &str, hash: u32) -> Option<&str> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let entry = &self.slots[at];
            if entry.n_word == 0 {
                return None;
            }
            let start = entry.start as usize;
            let middle = start + entry.n_word as usize;
            if entry.hash == hash
                && entry.n_word as usize == word.len()
                && self.arena.as_bytes()[start..middle] == *word.as_bytes()
            {
                return Some(&self.arena[middle..middle + entry.n_terms as usize]);
            }
            at = (at + 1) & mask;
        }
    }

    /// Keeps the terms of a word that is not there yet.
    pub(super) fn put(&mut self, word: &str, hash: u32, terms: &str) {
        if word.is_empty() || word.len() > LONGEST || terms.len() > usize::from(u16::MAX) {
            return;
        }
        if self.n_used >= MOST_WORDS || self.arena.len() + terms.len() > MOST_BYTES {
            self.slots.fill(EMPTY);
            self.arena.clear();
            self.n_used = 0;
        }
        if self.n_used * 2 >= self.slots.len() {
            self.grow();
        }
        let start = self.arena.len() as u32;
        self.arena.push_str(word);
        self.arena.push_str(terms);
        let entry = Entry { hash, start, n_word: word.len() as u16, n_terms: terms.len() as u16 };
        self.insert(entry);
        self.n_used += 1;
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 4).max(256);
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        for entry in old.into_iter().filter(|entry| entry.n_word > 0) {
            self.insert(entry);
        }
    }

    fn insert(&mut self, entry: Entry) {
        let mask = self.slots.len() - 1;
        let mut at = entry.hash as usize & mask;
        while self.slots[at].n_word > 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = entry;
    }
}

/// Hashes a short word, eight bytes at a time.
#[inline]
pub(super) fn hash(word: &str) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = word.len() as u64;
    let mut chunks = word.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(chunk);
        state = (state.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(FACTOR);
    }
    let mut last = 0;
    for &byte in chunks.remainder() {
        last = last << 8 | u64::from(byte);
    }
    state = (state.rotate_left(5) ^ last).wrapping_mul(FACTOR);
    (state >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_until_the_bound() {
        let mut cache = Cache::default();
        for n in 0..100_000 {
            let word = format!("word{n}");
            assert_eq!(cache.get(&word, hash(&word)), None);
            cache.put(&word, hash(&word), &n.to_string());
            assert_eq!(cache.get(&word, hash(&word)), Some(n.to_string().as_str()));
            assert!(cache.arena.len() <= MOST_BYTES + 64 && cache.n_used <= MOST_WORDS);
        }
        assert_eq!(cache.get("word99999", hash("word99999")), Some("99999"));
        assert_eq!(cache.get("word1", hash("word1")), None);
    }
}
