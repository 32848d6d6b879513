//! The vectors of titles, which builds make.

use crate::text::{Analyzer, Lang};

use super::table::Meaning;
use super::vector::{Sum, Vector};

/// Makes the vectors of titles; it belongs to one thread.
pub struct TitleVectors<'a> {
    meaning: &'a Meaning,
    analyzers: Vec<Analyzer>,
    terms: String,
}

impl TitleVectors<'_> {
    /// Makes them of these tables.
    pub fn new(meaning: &Meaning) -> TitleVectors<'_> {
        TitleVectors { meaning, analyzers: Vec::new(), terms: String::new() }
    }

    /// Adds up the words of a title, each as telling as it is in general, so that what other
    /// titles a site has changes nothing. None when no word has a vector.
    pub fn vector(&mut self, title: &str, lang: Lang) -> Option<Vector> {
        let known = self.analyzers.iter().position(|analyzer| analyzer.lang() == lang);
        let at = known.unwrap_or_else(|| {
            self.analyzers.push(Analyzer::keyed(lang));
            self.analyzers.len() - 1
        });
        self.terms.clear();
        self.analyzers[at].analyze(title, &mut self.terms);
        let mut sum = Sum::default();
        for key in self.terms.split_terminator(' ') {
            if let Some(vector) = self.meaning.vector(key) {
                sum.add(&vector, 1.0);
            }
        }
        sum.vector()
    }
}
