//! The words of a language, for misspelt and run-together ones.
//!
//! ```text
//! words = n × (term after the term before, n documents,
//!              as most titles write it after the term; empty when none has it)
//! ```

#[cfg(feature = "cli")]
use super::bytes::Pen;
use super::bytes::Scan;

/// A term without its language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) term: String,
    pub(super) n_documents: u32,
    /// As most titles write it; empty when none has it.
    pub(super) written: String,
}

/// Writes words in the order of their terms.
#[cfg(feature = "cli")]
pub(super) fn write(words: impl Iterator<Item = Word>) -> Vec<u8> {
    let mut pen = Pen::default();
    let mut before = String::new();
    for word in words {
        pen.text_after(&before, &word.term);
        pen.number(u64::from(word.n_documents));
        pen.text_after(&word.term, &word.written);
        before = word.term;
    }
    pen.bytes
}

/// Calls with each word; stops where the bytes make no sense.
pub(super) fn each(bytes: &[u8], see: &mut dyn FnMut(&Word)) {
    let mut scan = Scan::new(bytes);
    let mut word = Word::default();
    while !scan.rest.is_empty() {
        if next(&mut scan, &mut word).is_none() {
            return;
        }
        see(&word);
    }
}

fn next(scan: &mut Scan<'_>, word: &mut Word) -> Option<()> {
    scan.text_after(&mut word.term)?;
    word.n_documents = scan.number()? as u32;
    word.written.clone_from(&word.term);
    scan.text_after(&mut word.written)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_in_their_order() {
        let word = |term: &str, n_documents, written: &str| Word {
            term: term.to_owned(),
            n_documents,
            written: written.to_owned(),
        };
        let words = [word("абетк", 2, "абетка"), word("абрис", 300, ""), word("б", 1, "в")];
        let bytes = write(words.iter().cloned());
        let mut seen = Vec::new();
        each(&bytes, &mut |word| seen.push(word.clone()));
        assert_eq!(seen, words);
        each(&bytes[..bytes.len() - 1], &mut |_| {});
    }
}
