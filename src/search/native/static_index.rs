//! Writes the static index: the small files that the reader's browser fetches to search.
//!
//! They hold the same terms, documents and scores as the index in Tantivy, from which they
//! are made after every build. `search::site` defines their formats.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tantivy::columnar::Column;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, DocSet, InvertedIndexReader, TantivyDocument};

use crate::search::lexicon::{LanguageCount, Posting};
use crate::search::meaning::TitleVectors;
use crate::search::site::{Builder, Card, Cut, Put, Run, filter_key, language_key};
use crate::text::Lang;

use super::{Index, IndexError};

/// Makes the key of a filter from the name of a tag, a product or a grade.
type KeyOf = fn(&str) -> String;

/// How many spans of terms are in memory at once, before they are cut into files.
const SPANS_AT_ONCE: usize = 16;

/// A day in seconds.
const DAY: i64 = 86_400;

/// Why the static index was not written to its end.
#[derive(Debug)]
pub enum StaticIndexError<E> {
    /// The index could not be read.
    Index(IndexError),
    /// A file could not be written.
    Put(E),
}

impl Index {
    /// Writes the static index in about `most_files` files at most. Each is handed to `put`,
    /// which several threads may call at once.
    ///
    /// # Errors
    ///
    /// The first of the index or of `put`.
    pub fn write_static_index<E: Send>(
        &self,
        most_files: usize,
        put: Put<'_, E>,
    ) -> Result<(), StaticIndexError<E>> {
        let failed = IndexError::engine(&self.folder);
        let failed = |error| StaticIndexError::Index(failed(error));
        let count = |s: &super::statistics::LanguageStatistics| LanguageCount {
            lang: s.lang,
            n_documents: s.n_documents as u32,
        };
        let languages: Vec<LanguageCount> = self.languages.iter().map(count).collect();
        let cut = Cut::choose(self.numbers.len(), most_files);
        let mut builder = Builder::new(put, cut, &languages, self.synonyms.clone());
        let Builder { terms, cards, .. } = &mut builder;
        let write_cards = || {
            let mut vectors = TitleVectors::new(&self.meaning);
            for address in &self.numbers.addresses {
                let card = self.card(*address, &mut vectors).map_err(failed)?;
                cards.add(&card).map_err(StaticIndexError::Put)?;
            }
            Ok(())
        };
        let write_terms = || {
            // `#` comes before all letters.
            let mut run = Run::default();
            for (key, postings) in self.filters().map_err(failed)? {
                run.push(&key, &postings);
            }
            terms.add(&run).map_err(StaticIndexError::Put)?;
            terms.put_beside(self.all_beside().map_err(failed)?, &self.meaning);
            for spans in self.spans().map_err(failed)?.chunks(SPANS_AT_ONCE) {
                let runs: tantivy::Result<Vec<Run>> =
                    spans.par_iter().map(|span| self.run(span)).collect();
                for run in runs.map_err(failed)? {
                    terms.add(&run).map_err(StaticIndexError::Put)?;
                }
            }
            Ok(())
        };
        let (of_cards, of_terms) = rayon::join(write_cards, write_terms);
        of_cards.and(of_terms)?;
        builder.finish().map_err(StaticIndexError::Put)
    }

    /// Returns the numbers of the documents that each filter leaves.
    fn filters(&self) -> tantivy::Result<BTreeMap<String, Vec<Posting>>> {
        let mut filters: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        let mut keys: Vec<(Field, KeyOf)> = vec![
            (self.fields.tag, |name| filter_key("t", name)),
            (self.fields.product, |name| filter_key("p", name)),
            (self.fields.grade, |name| filter_key("g", name)),
        ];
        if self.languages.len() > 1 {
            keys.push((self.fields.language, |tag| {
                language_key(Lang::new(tag).unwrap_or(Lang::EN))
            }));
        }
        let mut docs = Vec::new();
        for (field, key_of) in keys {
            for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
                let inverted = segment.inverted_index(field)?;
                let mut stream = inverted.terms().stream()?;
                while stream.advance() {
                    let text = std::str::from_utf8(stream.key()).unwrap_or_default();
                    if text.is_empty() {
                        continue;
                    }
                    documents(&inverted, stream.value(), &mut docs)?;
                    let numbers = docs.drain(..).filter_map(|doc| self.numbers.of(ordinal, doc));
                    let postings = numbers.map(|doc| Posting { doc, title: 1.0, body: 0.0 });
                    filters.entry(key_of(text)).or_default().extend(postings);
                }
            }
        }
        self.years(&mut filters)?;
        // All documents of a tag may have been deleted.
        filters.retain(|_, postings| !postings.is_empty());
        for postings in filters.values_mut() {
            postings.sort_unstable_by_key(|posting| posting.doc);
            postings.dedup_by_key(|posting| posting.doc);
        }
        Ok(filters)
    }

    /// Adds the filters of the years in which documents last changed.
    fn years(&self, filters: &mut BTreeMap<String, Vec<Posting>>) -> tantivy::Result<()> {
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let columns = segment.fast_fields();
            let (created, updated) = (columns.i64("created")?, columns.i64("updated")?);
            for doc in segment.doc_ids_alive() {
                let seconds = |column: &Column<i64>| column.first(doc).unwrap_or_default();
                let (created, updated) = (day(seconds(&created)), day(seconds(&updated)));
                let year = Card { created, updated, ..Card::default() }.year();
                if !year.is_empty()
                    && let Some(doc) = self.numbers.of(ordinal, doc)
                {
                    let posting = Posting { doc, title: 1.0, body: 0.0 };
                    filters.entry(filter_key("y", &year)).or_default().push(posting);
                }
            }
        }
        Ok(())
    }

    fn card(&self, address: DocAddress, vectors: &mut TitleVectors<'_>) -> tantivy::Result<Card> {
        let record: TantivyDocument = self.searcher.doc(address)?;
        let fields = &self.fields;
        let text = |field: Field| {
            let value = record.get_first(field);
            value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        let day = |field: Field| {
            let seconds = record.get_first(field).and_then(|value| value.as_i64());
            day(seconds.unwrap_or_default())
        };
        let n_answers = record.get_first(fields.n_answers).and_then(|value| value.as_u64());
        let tags = record.get_all(fields.tag).filter_map(|tag| tag.as_str().map(str::to_owned));
        let (title, language) = (text(fields.heading), text(fields.language));
        let lang = Lang::new(&language).unwrap_or(Lang::EN);
        Ok(Card {
            vector: vectors.vector(&title, lang),
            title,
            address: text(fields.address),
            answer: text(fields.teaser),
            grade: text(fields.grade),
            language,
            created: day(fields.created),
            updated: day(fields.updated),
            n_answers: n_answers.unwrap_or_default() as u32,
            product: text(fields.product),
            tags: tags.collect(),
            passages: self.passages(&record).to_vec(),
        })
    }
}

/// Returns the day of a moment, in days since 1970; 0 before that.
fn day(seconds: i64) -> u32 {
    u32::try_from(seconds.div_euclid(DAY)).unwrap_or_default()
}

/// Appends the documents of a term.
fn documents(
    inverted: &InvertedIndexReader,
    term: &TermInfo,
    docs: &mut Vec<u32>,
) -> tantivy::Result<()> {
    let mut postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    let mut doc = postings.doc();
    while doc != tantivy::TERMINATED {
        docs.push(doc);
        doc = postings.advance();
    }
    Ok(())
}
