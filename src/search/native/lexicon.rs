//! The index as the query planner asks for it: Tantivy's dictionaries and postings behind the
//! trait [`Lexicon`], which the files for browsers implement as well.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use tantivy::postings::TermInfo;
use tantivy::schema::Term;

use crate::search::lexicon::{LanguageCount, Lexicon, Posting, TermCounts};
use crate::search::meaning::{BESIDE, Vector};
use crate::text::{Lang, key_prefix};

use super::Index;
use super::segment::{N_WORD_FIELDS, Segment, TermPostings};

/// Answers the questions of one query from an index. A term is read once, since planning,
/// repairing and ranking all ask for it.
pub(super) struct NativeLexicon<'a> {
    index: &'a Index,
    counts: Vec<LanguageCount>,
    known: FxHashMap<String, Rc<TermPostings>>,
    /// The first error. The trait has no way to return it, so everything is empty after it,
    /// and whoever asked looks here.
    pub(super) error: Option<tantivy::TantivyError>,
}

impl NativeLexicon<'_> {
    pub(super) fn new(index: &Index) -> NativeLexicon<'_> {
        let count = |s: &super::statistics::LanguageStatistics| LanguageCount {
            lang: s.lang,
            n_documents: s.n_documents as u32,
        };
        let counts = index.languages.iter().map(count).collect();
        NativeLexicon { index, counts, known: FxHashMap::default(), error: None }
    }

    fn found(&mut self, key: &str) -> Rc<TermPostings> {
        if let Some(known) = self.known.get(key) {
            return Rc::clone(known);
        }
        let found = match key.strip_suffix(BESIDE) {
            Some(term) => self.index.beside(term),
            None => found(self.index, key),
        };
        let found = Rc::new(found.unwrap_or_else(|error| {
            self.error.get_or_insert(error);
            TermPostings::default()
        }));
        self.known.insert(key.to_owned(), Rc::clone(&found));
        found
    }

    fn range(&mut self, prefix: &str, see: &mut dyn FnMut(&str, u32)) {
        match terms(self.index, prefix) {
            Ok(terms) => terms.iter().for_each(|(term, n_with)| see(term, *n_with)),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }
}

impl Index {
    /// Counts the documents of a term without those that were deleted.
    fn n_alive(&self, segment: &Segment, field: usize, info: &TermInfo) -> tantivy::Result<u32> {
        if !segment.has_deletes {
            return Ok(info.doc_freq);
        }
        let mut frequencies = Vec::new();
        segment.fields[field].read(info, &mut frequencies)?;
        let alive = frequencies.iter().filter(|frequency| segment.is_alive(self, frequency.doc));
        Ok(alive.count() as u32)
    }
}

impl Lexicon for NativeLexicon<'_> {
    fn languages(&self) -> &[LanguageCount] {
        &self.counts
    }

    fn counts(&mut self, key: &str) -> TermCounts {
        self.found(key).counts
    }

    fn beginning_with(&mut self, prefix: &str, see: &mut dyn FnMut(&str, u32)) {
        self.range(prefix, see);
    }

    fn vocabulary(&mut self, lang: Lang, see: &mut dyn FnMut(&str, u32)) {
        let prefix = key_prefix(lang);
        self.range(&prefix, &mut |key, n_with| see(&key[prefix.len()..], n_with));
    }

    fn postings(&mut self, key: &str, see: &mut dyn FnMut(Posting)) {
        self.found(key).postings.iter().for_each(|posting| see(*posting));
    }

    fn vector(&mut self, key: &str) -> Option<Vector> {
        self.index.meaning.vector(key)
    }

    fn synonyms(&mut self, key: &str) -> Vec<(String, f32)> {
        self.index.synonyms.of(key)
    }
}

/// Returns the terms that begin with a prefix, each with the number of documents
/// of the field in which most have it.
fn terms(index: &Index, prefix: &str) -> tantivy::Result<BTreeMap<String, u32>> {
    let mut all: BTreeMap<String, u32> = BTreeMap::new();
    for at in 0..N_WORD_FIELDS {
        let mut of_field: BTreeMap<String, u32> = BTreeMap::new();
        for segment in &index.segments {
            let terms = segment.fields[at].inverted.terms();
            let mut stream = terms.range().ge(prefix).into_stream()?;
            while let Some((key, info)) = stream.next() {
                let Ok(key) = std::str::from_utf8(key) else { continue };
                if !key.starts_with(prefix) {
                    break;
                }
                let n_with = index.n_alive(segment, at, info)?;
                if n_with > 0 {
                    *of_field.entry(key.to_owned()).or_default() += n_with;
                }
            }
        }
        for (key, n_with) in of_field {
            let known = all.entry(key).or_default();
            *known = n_with.max(*known);
        }
    }
    Ok(all)
}

fn found(index: &Index, key: &str) -> tantivy::Result<TermPostings> {
    let mut found = TermPostings::default();
    for segment in &index.segments {
        let mut frequencies = Vec::new();
        for field in &segment.fields {
            let term = Term::from_field_text(field.field, key);
            if let Some(info) = field.inverted.get_term_info(&term)? {
                field.read(&info, &mut frequencies)?;
            }
        }
        segment.score(index, key, &mut frequencies, &mut found);
    }
    Ok(found)
}
