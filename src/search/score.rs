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
//! The body is the question and all answers as one text, in which an accepted or
//! official answer counts more (`SOLUTION`). Each word of the query counts by the
//! best of the terms that may stand for it.
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

/// What a term counts that shares most of its stem with a word of the query.
///
/// 0.7 gains on all folds of the development queries, in every language; from
/// 0.3 to 0.8 it does no harm.
pub const FAMILY: f32 = 0.7;

/// What a word counts that the site takes for another.
pub const SYNONYM: f32 = 0.7;

/// What a title counts that has words near the word in meaning, times how near they are.
///
/// .6 to .8 find most; with 1 such words outdo the word itself.
pub const NEAR_MEANING: f32 = 0.7;

/// What a word counts that an unfinished one may become.
pub const UNFINISHED: f32 = 0.8;

/// What a part counts of an identifier, a version or a code that some document has as a whole:
/// who looks for `LUMO_TOKEN` means no other token.
pub const PART_OF_CODE: f32 = 0.3;

/// What two neighbouring words count that a title has side by side.
pub const PAIR: f32 = 0.1;

/// What a document counts in another language than the page's that lacks a word of the query
/// which the page's language has.
pub const MIXED: f32 = 0.4;

/// What a word in an accepted or official answer counts, beside one elsewhere in
/// the body.
pub const SOLUTION: f32 = 1.2;

/// Returns what a thread's score is multiplied with, by how well it is solved:
/// of two that fit alike, the one that helps comes first.
pub fn prior(grade: &str) -> f32 {
    match grade {
        "accepted" | "official" => 1.0,
        "corroborated" => 0.98,
        "answered" => 0.97,
        _ => 0.95,
    }
}

impl FieldWeights {
    /// Scores a field of `length` terms that has a term `tf` times, before the
    /// term's idf; `mean` is the field's mean length in the language.
    #[inline]
    pub fn saturation(&self, tf: f32, length: f32, mean: f32) -> f32 {
        let norm = 1.0 - self.b + self.b * length / mean.max(1.0);
        self.weight * tf * (self.k1 + 1.0) / (tf + self.k1 * norm)
    }

    /// Returns what [`FieldWeights::saturation`] never reaches.
    pub const fn ceiling(&self) -> f32 {
        self.weight * (self.k1 + 1.0)
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
        assert!(BODY.saturation(2.0, 100.0, 100.0) > BODY.saturation(1.0, 100.0, 100.0));
        assert!(BODY.saturation(1.0, 50.0, 100.0) > BODY.saturation(1.0, 100.0, 100.0));
        assert!(BODY.saturation(1e6, 1.0, 100.0) < BODY.ceiling());
        let grades = ["accepted", "corroborated", "answered", "contested"];
        assert!(grades.windows(2).all(|pair| prior(pair[0]) > prior(pair[1])));
    }

    #[test]
    fn the_formula_is_the_one_above() {
        let (k1, b) = (BODY.k1, BODY.b);
        let by_hand = 3.0 * (k1 + 1.0) / (3.0 + k1 * (1.0 - b + b * 80.0 / 100.0));
        assert!((BODY.saturation(3.0, 80.0, 100.0) - BODY.weight * by_hand).abs() < 1e-4);
    }
}
