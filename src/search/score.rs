//! How well a thread answers a query.
//!
//! Two fields, the title and the body, each scored by BM25 (Robertson and
//! Zaragoza, 2009) with its own frequencies and its own mean length, and added
//! up with a weight:
//!
//! ```text
//! score = Σ over terms, Σ over fields:  w · idf · tf · (k1 + 1)
//!                                       ───────────────────────────────────
//!                                       tf + k1 · (1 - b + b · length / mean)
//!
//! idf   = ln(1 + (n_documents - n_with_term + 0.5) / (n_with_term + 0.5))
//! ```
//!
//! Documents, frequencies and lengths are those of one language, over the whole
//! index: how the index is cut into segments changes nothing, nor do a site's
//! other languages.

/// The weights of one field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldWeights {
    /// How much the field counts beside the other.
    pub weight: f32,
    /// How soon more of the same word stops counting.
    pub k1: f32,
    /// How much a long field is held against it, 0 to 1.
    pub b: f32,
}

/// The title, and the titles of questions folded into it.
///
/// These weights and those of the body were chosen on StackFAQ's development
/// queries, where each of five folds gained over the usual 1.2 and 0.75; the
/// neighbouring values do as well.
pub const TITLE: FieldWeights = FieldWeights { weight: 1.2, k1: 1.2, b: 0.75 };

/// The question and its answers as one text.
pub const BODY: FieldWeights = FieldWeights { weight: 1.0, k1: 1.4, b: 0.8 };

/// What a word counts that only frames the question, as in "how do I".
pub const SMALL_WORD: f32 = 0.5;

/// What one term adds to the score of the documents that have it.
#[derive(Clone, Copy, Debug)]
pub struct TermScorer {
    top: f32,
    base: f32,
    slope: f32,
}

impl TermScorer {
    /// Prepares a term of a field.
    ///
    /// `n_documents` of the language, `n_with_term` of them with this term in
    /// this field, `mean_length` the field's mean number of terms.
    pub fn new(
        field: FieldWeights,
        n_documents: u64,
        n_with_term: u64,
        mean_length: f32,
    ) -> TermScorer {
        let top = field.weight * idf(n_documents, n_with_term) * (field.k1 + 1.0);
        let slope = field.k1 * field.b / mean_length.max(1.0);
        TermScorer { top, base: field.k1 * (1.0 - field.b), slope }
    }

    /// Makes the term count for less or more.
    pub fn times(self, factor: f32) -> TermScorer {
        TermScorer { top: self.top * factor, ..self }
    }

    /// Scores a field of `length` terms that has this one `tf` times.
    #[inline]
    pub fn score(&self, tf: u32, length: u32) -> f32 {
        let tf = tf as f32;
        self.top * tf / (tf + self.base + self.slope * length as f32)
    }
}

/// Returns how telling a term is: the fewer documents have it, the more.
pub fn idf(n_documents: u64, n_with_term: u64) -> f32 {
    let without = n_documents.saturating_sub(n_with_term) as f32;
    (1.0 + (without + 0.5) / (n_with_term as f32 + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_terms_and_short_fields_count_more() {
        assert!(idf(100, 1) > idf(100, 50));
        assert!(idf(100, 100) > 0.0);
        let term = TermScorer::new(BODY, 1_000, 10, 100.0);
        assert!(term.score(2, 100) > term.score(1, 100));
        assert!(term.score(1, 50) > term.score(1, 100));
        assert!((term.times(2.0).score(1, 50) - 2.0 * term.score(1, 50)).abs() < 1e-5);
    }

    #[test]
    fn the_formula_is_the_one_above() {
        let (k1, b) = (BODY.k1, BODY.b);
        let by_hand = idf(1_000, 10) * 3.0 * (k1 + 1.0) / (3.0 + k1 * (1.0 - b + b * 80.0 / 100.0));
        let score = TermScorer::new(BODY, 1_000, 10, 100.0).score(3, 80);
        assert!((score - BODY.weight * by_hand).abs() < 1e-4);
    }
}
