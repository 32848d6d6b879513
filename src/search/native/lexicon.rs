//! The terms of the index as a query sees them.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use tantivy::DocSet;
use tantivy::SegmentReader;
use tantivy::postings::Postings;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Term;

use crate::search::lexicon::LanguageCount;
use crate::search::lexicon::Lexicon;
use crate::search::lexicon::Posting;
use crate::search::lexicon::TermCounts;
use crate::search::score::BODY;
use crate::search::score::SOLUTION;
use crate::search::score::TITLE;
use crate::text::Lang;
use crate::text::key_prefix;

use super::Index;
use super::statistics::Lengths;

/// Answers from an index, and remembers what one query asks twice.
pub(super) struct NativeLexicon<'a> {
    index: &'a Index,
    counts: Vec<LanguageCount>,
    known: FxHashMap<String, Rc<Found>>,
    /// The first thing that went wrong; then everything is empty.
    pub(super) error: Option<tantivy::TantivyError>,
}

/// The documents of a term.
#[derive(Default)]
pub(super) struct Found {
    pub(super) counts: TermCounts,
    pub(super) postings: Vec<Posting>,
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

    fn found(&mut self, key: &str) -> Rc<Found> {
        if let Some(known) = self.known.get(key) {
            return Rc::clone(known);
        }
        let found = Rc::new(found(self.index, key).unwrap_or_else(|error| {
            self.error.get_or_insert(error);
            Found::default()
        }));
        self.known.insert(key.to_owned(), Rc::clone(&found));
        found
    }

    fn range(&mut self, prefix: &str, see: &mut dyn FnMut(&str, u32)) {
        let fields = &self.index.fields;
        let fields = [fields.title, fields.question, fields.solution, fields.answer];
        match terms(self.index, prefix, fields) {
            Ok(terms) => terms.iter().for_each(|(term, n_with)| see(term, *n_with)),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
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

    fn synonyms(&mut self, key: &str) -> Vec<(String, f32)> {
        self.index.synonyms.of(key)
    }
}

/// Returns the terms that begin with a prefix, each with the number of documents
/// of the field in which most have it.
fn terms(
    index: &Index,
    prefix: &str,
    fields: [Field; 4],
) -> tantivy::Result<BTreeMap<String, u32>> {
    let mut all: BTreeMap<String, u32> = BTreeMap::new();
    for field in fields {
        let mut of_field: BTreeMap<String, u32> = BTreeMap::new();
        for segment in index.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted.terms().range().ge(prefix).into_stream()?;
            while let Some((key, info)) = stream.next() {
                let Ok(key) = std::str::from_utf8(key) else { continue };
                if !key.starts_with(prefix) {
                    break;
                }
                *of_field.entry(key.to_owned()).or_default() += info.doc_freq;
            }
        }
        for (key, n_with) in of_field {
            let known = all.entry(key).or_default();
            *known = n_with.max(*known);
        }
    }
    Ok(all)
}

fn found(index: &Index, key: &str) -> tantivy::Result<Found> {
    let mut found = Found::default();
    for (ordinal, segment) in index.searcher.segment_readers().iter().enumerate() {
        let mut parts = Vec::new();
        read(segment, index.fields.pair, key, |doc, _| parts.push((doc, 1.0, 0.0)))?;
        read(segment, index.fields.title, key, |doc, tf| parts.push((doc, tf, 0.0)))?;
        read(segment, index.fields.question, key, |doc, tf| parts.push((doc, 0.0, tf)))?;
        read(segment, index.fields.solution, key, |doc, tf| {
            parts.push((doc, 0.0, tf * SOLUTION));
        })?;
        read(segment, index.fields.answer, key, |doc, tf| parts.push((doc, 0.0, tf)))?;
        score_parts(index, ordinal, segment, key, parts, &mut found)?;
    }
    Ok(found)
}

fn read(
    segment: &SegmentReader,
    field: Field,
    key: &str,
    mut see: impl FnMut(u32, f32),
) -> tantivy::Result<()> {
    let term = Term::from_field_text(field, key);
    let read = segment.inverted_index(field)?.read_postings(&term, IndexRecordOption::WithFreqs)?;
    let Some(mut postings) = read else { return Ok(()) };
    let mut doc = postings.doc();
    while doc != tantivy::TERMINATED {
        see(doc, postings.term_freq() as f32);
        doc = postings.advance();
    }
    Ok(())
}

/// Joins what the fields say of each document, and scores it.
fn score_parts(
    index: &Index,
    ordinal: usize,
    segment: &SegmentReader,
    key: &str,
    mut parts: Vec<(u32, f32, f32)>,
    found: &mut Found,
) -> tantivy::Result<()> {
    parts.sort_unstable_by_key(|(doc, ..)| *doc);
    parts.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
            kept.2 += next.2;
        }
        same
    });
    let Some(means) = index.means_of(key) else { return Ok(()) };
    let titles = segment.get_fieldnorms_reader(index.fields.title)?;
    let bodies = Lengths::of_bodies(segment, &index.fields)?;
    for (doc, in_title, in_body) in parts {
        let number = index.numbers.of(ordinal, doc);
        let prior = index.numbers.priors[number as usize];
        let title = match key.contains(' ') {
            true => 1.0,
            false => TITLE.saturation(in_title, titles.fieldnorm(doc) as f32, means.title),
        };
        let body = BODY.saturation(in_body, bodies.of(doc) as f32, means.body);
        found.counts.in_title += u32::from(in_title > 0.0);
        found.counts.in_body += u32::from(in_body > 0.0);
        found.postings.push(Posting { doc: number, title: title * prior, body: body * prior });
    }
    Ok(())
}
