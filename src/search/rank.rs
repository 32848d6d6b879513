//! Adds up what the words of a query find.

use crate::text::Lang;

use super::lexicon::Lexicon;
use super::plan::Plan;
use super::score::idf;

/// A document and how well it fits; scores compare within one query only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The document's number.
    pub doc: u32,
    /// The language in which it is written.
    pub lang: Lang,
    /// The score, above nought.
    pub score: f32,
}

/// Returns all documents that have any of a plan's words, in no order.
///
/// `n_documents` is above every document's number.
pub fn candidates(lexicon: &mut dyn Lexicon, plan: &Plan, n_documents: usize) -> Vec<Candidate> {
    let mut board = vec![0.0; n_documents];
    let mut best = vec![0.0; n_documents];
    let mut touched: Vec<u32> = Vec::new();
    let mut found: Vec<(u32, Lang)> = Vec::new();
    for concept in &plan.concepts {
        for option in &concept.options {
            let counts = lexicon.counts(&option.key);
            let n = u64::from(concept.n_documents);
            let in_title = option.weight * idf(n, u64::from(counts.in_title));
            let in_body = option.weight * idf(n, u64::from(counts.in_body));
            lexicon.postings(&option.key, &mut |posting| {
                let score = in_title * posting.title + in_body * posting.body;
                if let Some(best) = best.get_mut(posting.doc as usize) {
                    if *best == 0.0 {
                        touched.push(posting.doc);
                    }
                    *best = score.max(*best);
                }
            });
        }
        for doc in touched.drain(..) {
            let score: &mut f32 = &mut board[doc as usize];
            if *score == 0.0 {
                found.push((doc, concept.lang));
            }
            *score += std::mem::take(&mut best[doc as usize]);
        }
    }
    let scored = |(doc, lang): (u32, Lang)| Candidate { doc, lang, score: board[doc as usize] };
    found.into_iter().map(scored).filter(|candidate| candidate.score > 0.0).collect()
}

/// Returns the best `limit` candidates, the best first; of equals the lower number
/// first. Few are wanted of many, so each is put in its place or left.
pub fn best(candidates: &[Candidate], limit: usize) -> Vec<Candidate> {
    let is_before =
        |a: &Candidate, b: &Candidate| a.score > b.score || (a.score == b.score && a.doc < b.doc);
    let mut best: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let is_full = best.len() >= limit;
        if is_full && best.last().is_none_or(|last| !is_before(candidate, last)) {
            continue;
        }
        let at = best.partition_point(|better| is_before(better, candidate));
        best.insert(at, *candidate);
        best.truncate(limit);
    }
    best
}
