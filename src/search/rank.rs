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
    let mut covered = vec![0.0; n_documents];
    let mut touched: Vec<u32> = Vec::new();
    let mut found: Vec<(u32, Lang)> = Vec::new();
    for concept in &plan.concepts {
        let mut telling = 0.0_f32;
        for option in &concept.options {
            let counts = lexicon.counts(&option.key);
            let n = u64::from(concept.n_documents);
            let in_title = option.weight * idf(n, u64::from(counts.in_title));
            let in_body = option.weight * idf(n, u64::from(counts.in_body));
            telling = telling.max(in_title.min(in_body));
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
            covered[doc as usize] += telling;
        }
    }
    let scored = |(doc, lang): (u32, Lang)| {
        let at = doc as usize;
        Candidate { doc, lang, score: board[at] * coverage(covered[at]) }
    };
    found.into_iter().map(scored).filter(|candidate| candidate.score > 0.0).collect()
}

/// Returns what a score is multiplied with when a document has words of the query that
/// tell so much together: of two with the same score, the one that has more of them fits
/// better than the one that repeats a few.
///
/// The power is 3/8, made of roots, which processors have. It gains in all four languages of
/// the development queries; with 1/2 short questions lose as much.
pub(super) fn coverage(telling: f32) -> f32 {
    let root = telling.sqrt().sqrt();
    root * root.sqrt()
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
