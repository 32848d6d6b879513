//! Which answer of a thread speaks to a query.
//!
//! A result shows the first lines of one answer, usually of the best. Another one takes
//! its place when it has words of the query that neither the title nor the best answer
//! has: "without a phone" finds a thread on lost passwords, and in it the answer for
//! those who have none. For that, the card of a thread with several answers tells of each
//! which words it has, as short numbers.
//!
//! ```text
//! passages = n × (anchor without `a-`, first lines, n words × 2, plus 1 for a solution,
//!                 n words × number minus the one before)
//! ```
//!
//! The first is the best answer; its anchor and lines are left out, since its page begins
//! with it and its card shows it anyway.

use crate::search::lexicon::Lexicon;
use crate::search::plan::Plan;
use crate::search::score::{SOLUTION, idf};

#[cfg(feature = "cli")]
use super::bytes::Pen;
use super::bytes::Scan;

/// What the words of the best answer count beside those of another. It keeps its place
/// unless the other fits clearly better.
const BEST: f32 = 1.25;

/// How many different numbers words have. Of two words every 2,048th pair shares one;
/// more would make the lists longer.
const N_NUMBERS: usize = 1 << 11;

/// Returns the number of a term, `en:reset`: FNV-1a, folded.
pub(crate) fn number_of(key: &str) -> u16 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in key.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ hash >> 16) as u16 % N_NUMBERS as u16
}

/// An answer of a thread with several.
#[cfg(feature = "cli")]
pub(crate) struct Passage<'a> {
    /// Its place on the thread's page, `a-5`.
    pub(crate) anchor: &'a str,
    /// Its first lines.
    pub(crate) text: &'a str,
    /// Whether it is accepted or official.
    pub(crate) is_solution: bool,
    /// The numbers of its words, sorted; those aside that tell nothing, since the title
    /// or all answers have them.
    pub(crate) words: Vec<u16>,
}

/// Writes the answers of a thread as its card has them, the best one first.
#[cfg(feature = "cli")]
pub(crate) fn packed(passages: &[Passage<'_>]) -> Vec<u8> {
    let mut pen = Pen::default();
    for (at, Passage { anchor, text, is_solution, words }) in passages.iter().enumerate() {
        let (anchor, text) = if at == 0 { ("", "") } else { (*anchor, *text) };
        pen.text(anchor.strip_prefix("a-").unwrap_or(anchor));
        pen.text(text);
        pen.number(words.len() as u64 * 2 + u64::from(*is_solution));
        let mut before = 0;
        for &word in words {
            pen.number(u64::from(word - before));
            before = word;
        }
    }
    pen.bytes
}

/// The words that a query looks for: which word of the query, its number, what it counts.
pub(crate) struct Sought(Vec<(usize, u16, f32)>);

impl Sought {
    /// Takes the words of a plan, each by how telling it is.
    pub(crate) fn new(lexicon: &mut dyn Lexicon, plan: &Plan) -> Sought {
        let mut sought = Vec::new();
        for (at, concept) in plan.concepts.iter().enumerate() {
            for option in &concept.options {
                let in_body = lexicon.counts(&option.key).in_body;
                let idf = idf(u64::from(concept.n_documents), u64::from(in_body));
                sought.push((at, number_of(&option.key), option.weight * idf));
            }
        }
        Sought(sought)
    }

    /// Returns anchor and first lines of the answer that fits best, unless it is the best
    /// one anyway.
    pub(crate) fn choose<'a>(&self, passages: &'a [u8]) -> Option<(&'a str, &'a str)> {
        let mut scan = Scan::new(passages);
        let (mut chosen, mut most) = (None, 0.0);
        let mut is_best = true;
        while !scan.rest.is_empty() {
            let (anchor, text, number) = (scan.text()?, scan.text()?, scan.number()?);
            let mut has = [false; N_NUMBERS];
            let mut word = 0;
            for _ in 0..number / 2 {
                word += scan.number()? as usize;
                *has.get_mut(word)? = true;
            }
            let factor = match (is_best, number % 2) {
                (true, _) => BEST,
                (false, 0) => 1.0,
                (false, _) => SOLUTION,
            };
            let score = factor * self.score(&has);
            if score > most {
                most = score;
                chosen = (!is_best).then_some((anchor, text));
            }
            is_best = false;
        }
        chosen
    }

    /// Adds up the words, each by the best of what may stand for it.
    fn score(&self, has: &[bool; N_NUMBERS]) -> f32 {
        let (mut score, mut best, mut of) = (0.0, 0.0_f32, 0);
        for &(at, number, weight) in &self.0 {
            if at != of {
                (score, best, of) = (score + best, 0.0, at);
            }
            if has[usize::from(number)] {
                best = best.max(weight);
            }
        }
        score + best
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn damaged_passages_choose_nothing_or_something() {
        let passage = |anchor, words| Passage { anchor, text: "So.", is_solution: true, words };
        let bytes = packed(&[passage("a-1", vec![5]), passage("a-2", vec![0, 7, 2_047])]);
        let sought = Sought(vec![(0, 7, 1.0), (1, 2_047, 0.5), (1, 0, 0.2)]);
        assert_eq!(sought.choose(&bytes), Some(("2", "So.")));
        assert_eq!(Sought(vec![(0, 7, 1.0), (1, 5, 1.0)]).choose(&bytes), None);
        for at in 0..bytes.len() {
            sought.choose(&bytes[..at]);
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] = byte;
                sought.choose(&damaged);
            }
        }
    }
}
