//! What lies beside words in meaning: the titles that have words near them.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tantivy::schema::Term;

use crate::search::lexicon::Posting;
use crate::search::meaning::{Near, beside};
use crate::search::site::Beside;
use crate::text::key_prefix;

use super::Index;
use super::segment::TermPostings;

/// A near word that more titles have tells little of any of them, when these are more than a
/// sixteenth of all.
const MOST_TITLES: usize = 64;

impl Index {
    /// Returns the titles that have words near a term; a title counts by the nearest.
    pub(super) fn beside(&self, key: &str) -> tantivy::Result<TermPostings> {
        let prefix = &key[..key.find(':').map_or(0, |at| at + 1)];
        self.titles_with(prefix, self.meaning.near(key))
    }

    /// Returns what lies beside all words that have a vector: those of the site, and those
    /// that are near words of its titles.
    pub(super) fn all_beside(&self) -> tantivy::Result<Vec<Beside>> {
        let mut all = Vec::new();
        for lang in self.languages() {
            let prefix = key_prefix(lang);
            let words: Vec<&str> = self.meaning.words(lang).collect();
            let found: tantivy::Result<Vec<Option<Beside>>> =
                words.par_iter().map(|word| self.beside_word(&prefix, word)).collect();
            all.extend(found?.into_iter().flatten());
        }
        // Words are sorted, but not with the sign behind them.
        all.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(all)
    }

    fn beside_word(&self, prefix: &str, word: &str) -> tantivy::Result<Option<Beside>> {
        let key = [prefix, word].concat();
        let titles = self.beside(&key)?.postings;
        if titles.is_empty() && !self.has(&key)? {
            return Ok(None);
        }
        let vector = self.meaning.vector(&key);
        Ok(vector.map(|vector| Beside { key: beside(&key), titles, vector }))
    }

    /// Tells whether any document has a term.
    fn has(&self, key: &str) -> tantivy::Result<bool> {
        for field in self.segments.iter().flat_map(|segment| &segment.fields) {
            let term = Term::from_field_text(field.field, key);
            if field.inverted.get_term_info(&term)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn titles_with<'a>(
        &self,
        prefix: &str,
        near: impl Iterator<Item = Near<'a>>,
    ) -> tantivy::Result<TermPostings> {
        let mut titles: BTreeMap<u32, f32> = BTreeMap::new();
        let mut found = TermPostings::default();
        for Near { term, share } in near {
            let key = [prefix, term].concat();
            for segment in &self.segments {
                let field = &segment.fields[0];
                let term = Term::from_field_text(field.field, &key);
                if let Some(info) = field.inverted.get_term_info(&term)? {
                    let mut frequencies = Vec::new();
                    field.read(&info, &mut frequencies)?;
                    segment.score(self, &key, &mut frequencies, &mut found);
                }
            }
            let n_titles = found.postings.len();
            if n_titles > MOST_TITLES && n_titles > self.numbers.len() / 16 {
                found.postings.clear();
            }
            for posting in found.postings.drain(..) {
                let title = titles.entry(posting.doc).or_default();
                *title = title.max(posting.title * share);
            }
        }
        found.counts.in_title = titles.len() as u32;
        let posting = |(doc, title)| Posting { doc, title, body: 0.0 };
        found.postings.extend(titles.into_iter().map(posting));
        Ok(found)
    }
}
