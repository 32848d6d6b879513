//! Puts the best hits of a query in the order of what they mean.
//!
//! ```text
//! score = lexical score + MEANING · best lexical score · cos(query, title)
//! ```
//!
//! A query's vector is the sum of its words' vectors, which are the longer the more telling
//! the words are; a title's is made in the same way when the site is built. Words without a
//! vector take no part, and where nothing has one, the order stays.

use crate::search::lexicon::Lexicon;
use crate::search::plan::Plan;
use crate::search::rank::Candidate;
use crate::text::Lang;

use super::vector::{Sum, Vector};

/// How many of the best hits are looked at: of fifty, the ones behind never came to the front.
pub const DEPTH: usize = 10;

/// How much the meaning of a title counts beside the score of the best hit.
///
/// On development queries .3 to .5 gain in English, Russian and Ukrainian, and more alone on
/// StackFAQ; Slovenian, whose table is the poorest, loses from .8 on.
const MEANING: f32 = 0.4;

/// What is asked, as a vector in each language that is looked into.
pub struct QuerySense(Vec<(Lang, Sum)>);

impl QuerySense {
    /// Adds up the words of a plan.
    pub fn new(lexicon: &mut dyn Lexicon, plan: &Plan) -> QuerySense {
        let mut sums: Vec<(Lang, Sum)> = Vec::new();
        for concept in &plan.concepts {
            let Some(option) = concept.options.first() else { continue };
            let Some(vector) = lexicon.vector(&option.key) else { continue };
            match sums.iter_mut().find(|(lang, _)| *lang == concept.lang) {
                Some((_, sum)) => sum.add(&vector, option.weight),
                None => {
                    let mut sum = Sum::default();
                    sum.add(&vector, option.weight);
                    sums.push((concept.lang, sum));
                }
            }
        }
        QuerySense(sums)
    }

    /// Returns how near a title in some language is to what is asked, from 0 to 1.
    fn closeness(&self, lang: Lang, title: &Vector) -> f32 {
        let sum = self.0.iter().find(|(known, _)| *known == lang);
        sum.map_or(0.0, |(_, sum)| sum.cosine(title).max(0.0))
    }

    /// Tells whether no word has a vector, so that no order can be better.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Puts hits, the best first, in a better order; `titles` has the vectors of the first ones.
/// They keep their scores, which tell what their words alone are worth.
pub fn reorder(best: &mut [Candidate], sense: &QuerySense, titles: &[Option<Vector>]) {
    let most = best.first().map_or(0.0, |best| best.score);
    let mut first = Vec::with_capacity(titles.len());
    for (candidate, title) in best.iter().zip(titles) {
        let closeness = title.as_ref().map_or(0.0, |title| sense.closeness(candidate.lang, title));
        first.push((candidate.score + MEANING * most * closeness, *candidate));
    }
    // The sort is stable: equals stay as they are, the older document first.
    first.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (place, (_, candidate)) in best.iter_mut().zip(first) {
        *place = candidate;
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    fn candidate(doc: u32, lang: Lang, score: f32) -> Candidate {
        Candidate { doc, lang, score }
    }

    fn order(sense: &QuerySense, titles: &[Option<Vector>]) -> Vec<u32> {
        let mut best = [
            candidate(1, Lang::EN, 10.0),
            candidate(2, Lang::EN, 9.0),
            candidate(3, Lang::UK, 8.0),
        ];
        reorder(&mut best, sense, titles);
        best.iter().map(|candidate| candidate.doc).collect()
    }

    #[test]
    fn a_title_that_means_what_is_asked_comes_first() {
        let (one, other) = ([0x19; 32], [0x91; 32]);
        let mut sum = Sum::default();
        sum.add(&one, 1.0);
        let sense = QuerySense(vec![(Lang::EN, sum)]);
        assert_eq!(order(&sense, &[Some(other), Some(one), Some(one)]), [2, 1, 3]);
        assert_eq!(order(&sense, &[Some(one), Some(other), None]), [1, 2, 3]);
        // Of other languages nothing is known; of equals the first stays first.
        assert_eq!(order(&sense, &[None, None, Some(one)]), [1, 2, 3]);
        assert_eq!(order(&QuerySense(Vec::new()), &[Some(one); 3]), [1, 2, 3]);
        assert_eq!(order(&sense, &[]), [1, 2, 3]);
    }
}
