//! Which answer of a thread speaks to a query.
//!
//! A result shows the first lines of one answer, usually of the best. Another one takes
//! its place when it has words of the query that neither the title nor the best answer
//! has: "without a phone" finds a thread on lost passwords, and in it the answer for
//! those who have none. For that, a thread with several answers tells of each which
//! words it has, as short numbers.

use crate::text::Lang;

use super::lexicon::Lexicon;
use super::plan::Plan;
use super::plan::bare;
use super::score::SOLUTION;
use super::score::idf;

/// What the words of the best answer count beside those of another. It keeps its place
/// unless the other fits clearly better.
const BEST: f32 = 1.25;

/// How many different numbers words have. Of two words every 2,048th pair shares one;
/// more would make the lists longer.
const N_NUMBERS: u32 = 1 << 11;

/// An answer of a thread with several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its place on the thread's page; empty for the best answer, which comes first there.
    pub anchor: String,
    /// Its first lines; empty for the best answer, whose lines the thread shows anyway.
    pub text: String,
    /// Whether it is accepted or official.
    pub is_solution: bool,
    /// The numbers of its words, sorted; those aside that tell nothing, since the title
    /// or all answers have them.
    pub words: Vec<u16>,
}

/// Returns the number of a term without its language: FNV-1a, folded.
pub fn number_of(term: &str) -> u16 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in term.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    ((hash ^ hash >> 16) % N_NUMBERS) as u16
}

/// The words that a query looks for, by their numbers.
pub struct Sought {
    /// For each word its language, and what may stand for it with what that counts.
    words: Vec<(Lang, Vec<(u16, f32)>)>,
}

impl Sought {
    /// Takes the words of a plan, each by how telling it is.
    pub fn new(lexicon: &mut dyn Lexicon, plan: &Plan) -> Sought {
        let mut words = Vec::new();
        for concept in &plan.concepts {
            let single = concept.options.iter().filter(|option| !option.key.contains(' '));
            let options = single.map(|option| {
                let in_body = lexicon.counts(&option.key).in_body;
                let idf = idf(u64::from(concept.n_documents), u64::from(in_body));
                (number_of(bare(&option.key)), option.weight * idf)
            });
            words.push((concept.lang, options.collect()));
        }
        Sought { words }
    }

    /// Returns the place of the answer that fits best; of equals, the first.
    pub fn best(&self, lang: Lang, passages: &[Passage]) -> usize {
        let (mut best, mut most) = (0, 0.0);
        for (at, passage) in passages.iter().enumerate() {
            let factor = match (at, passage.is_solution) {
                (0, _) => BEST,
                (_, true) => SOLUTION,
                (_, false) => 1.0,
            };
            let score = factor * self.score(lang, passage);
            if score > most {
                (best, most) = (at, score);
            }
        }
        best
    }

    fn score(&self, lang: Lang, passage: &Passage) -> f32 {
        let words = self.words.iter().filter(|(of, _)| of.same_language(lang));
        let best = |options: &Vec<(u16, f32)>| {
            let known =
                options.iter().filter(|(word, _)| passage.words.binary_search(word).is_ok());
            known.fold(0.0_f32, |best, (_, weight)| best.max(*weight))
        };
        words.map(|(_, options)| best(options)).sum()
    }
}
