//! Reads the index and answers queries.
//!
//! The postings are walked here, not by tantivy's scorer: frequencies and
//! lengths are those of a language over all segments, so neither the number of
//! threads that wrote the index nor the site's other languages move a hit.

use std::path::Path;
use std::path::PathBuf;

use tantivy::DocAddress;
use tantivy::DocSet;
use tantivy::Searcher;
use tantivy::SegmentReader;
use tantivy::TantivyDocument;
use tantivy::TantivyError;
use tantivy::postings::Postings;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Term;
use tantivy::schema::Value;

use crate::text::Lang;

use super::IndexError;
use super::plan::Plan;
use super::plan::PlannedTerm;
use super::schema::Fields;
use super::schema::TOKENIZER;
use super::schema::TermTokenizer;
use super::schema::schema;
use super::statistics::LanguageStatistics;
use super::statistics::statistics;

/// A question to the index.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// What was typed.
    pub text: &'a str,
    /// In which languages to look, the page's own first; empty for all that are
    /// written in the query's letters.
    pub languages: &'a [Lang],
    /// How many hits are wanted at most.
    pub limit: usize,
}

/// A thread that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The source's own id of the thread.
    pub id: String,
    /// The source's name.
    pub source: String,
    /// The page's address.
    pub address: String,
    /// The title.
    pub title: String,
    /// The language in which it is written.
    pub language: Lang,
    /// How well it is solved.
    pub grade: String,
    /// The answer's first lines.
    pub teaser: String,
    /// How well it fits; comparable within one query only.
    pub score: f32,
}

/// An index that is open for reading. May be asked from many threads at once.
pub struct Index {
    folder: PathBuf,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    languages: Vec<LanguageStatistics>,
}

/// A document and its score.
#[derive(Clone, Copy)]
struct Candidate {
    score: f32,
    address: DocAddress,
}

impl Index {
    /// Opens the index in a folder.
    ///
    /// # Errors
    ///
    /// [`IndexError::Missing`] when there is none, [`IndexError::Foreign`] when
    /// another version wrote it.
    pub fn open(folder: &Path) -> Result<Index, IndexError> {
        let failed = IndexError::engine(folder);
        if !folder.join("meta.json").is_file() {
            return Err(IndexError::Missing(folder.to_owned()));
        }
        let index = tantivy::Index::open_in_dir(folder).map_err(|error| match error {
            TantivyError::IncompatibleIndex(_) => IndexError::Foreign(folder.to_owned()),
            error => failed(error),
        })?;
        let (schema, fields) = schema();
        if index.schema() != schema {
            return Err(IndexError::Foreign(folder.to_owned()));
        }
        index.tokenizers().register(TOKENIZER, TermTokenizer::default());
        let builder = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual);
        let searcher = builder.try_into().map_err(&failed)?.searcher();
        let languages = statistics(&searcher, &fields).map_err(&failed)?;
        Ok(Index { folder: folder.to_owned(), searcher, fields, languages })
    }

    /// Tells how many documents there are.
    pub fn n_documents(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Returns the languages of the documents, without regions, by tag.
    pub fn languages(&self) -> Vec<Lang> {
        self.languages.iter().map(|language| language.lang).collect()
    }

    /// Returns the best hits, best first; of equals, the smaller id first.
    ///
    /// A document needs only one of the words. A word that no document has is
    /// looked for by its nearest spelling.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn search(&self, query: &Query<'_>) -> Result<Vec<Hit>, IndexError> {
        self.ranked(query).map_err(IndexError::engine(&self.folder))
    }

    fn ranked(&self, query: &Query<'_>) -> tantivy::Result<Vec<Hit>> {
        if query.limit == 0 {
            return Ok(Vec::new());
        }
        let mut plan = Plan::new(self, &self.languages, query)?;
        let mut candidates = self.candidates(&plan)?;
        if candidates.is_empty() && plan.widen(self, &self.languages, query)? {
            candidates = self.candidates(&plan)?;
        }
        self.best(candidates, query.limit)
    }

    fn candidates(&self, plan: &Plan) -> tantivy::Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let mut scores = vec![0.0; segment.max_doc() as usize];
            for term in &plan.terms {
                self.add_term(segment, term, &mut scores)?;
            }
            let found = scores.iter().enumerate().filter(|(_, score)| **score > 0.0);
            candidates.extend(found.map(|(doc, &score)| {
                let address = DocAddress::new(ordinal as u32, doc as u32);
                Candidate { score, address }
            }));
        }
        Ok(candidates)
    }

    fn add_term(
        &self,
        segment: &SegmentReader,
        term: &PlannedTerm,
        scores: &mut [f32],
    ) -> tantivy::Result<()> {
        for (field, scorer) in [(self.fields.title, &term.title), (self.fields.body, &term.body)] {
            let Some(scorer) = scorer else { continue };
            let inverted = segment.inverted_index(field)?;
            let key = Term::from_field_text(field, &term.key);
            let read = inverted.read_postings(&key, IndexRecordOption::WithFreqs)?;
            let Some(mut postings) = read else { continue };
            let lengths = segment.get_fieldnorms_reader(field)?;
            let mut doc = postings.doc();
            while doc != tantivy::TERMINATED {
                scores[doc as usize] += scorer.score(postings.term_freq(), lengths.fieldnorm(doc));
                doc = postings.advance();
            }
        }
        Ok(())
    }

    /// Sorts the best candidates; ids are read for those alone.
    fn best(&self, mut candidates: Vec<Candidate>, limit: usize) -> tantivy::Result<Vec<Hit>> {
        if candidates.len() > limit {
            candidates.select_nth_unstable_by(limit - 1, |a, b| b.score.total_cmp(&a.score));
            let least = candidates[limit - 1].score;
            candidates.retain(|candidate| candidate.score >= least);
        }
        let mut named = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let key = (self.column("id", candidate)?, self.column("source", candidate)?);
            named.push((candidate, key));
        }
        named.sort_by(|(a, a_key), (b, b_key)| {
            b.score.total_cmp(&a.score).then_with(|| a_key.cmp(b_key))
        });
        named.truncate(limit);
        named.into_iter().map(|(candidate, (id, source))| self.hit(candidate, id, source)).collect()
    }

    fn column(&self, name: &str, candidate: Candidate) -> tantivy::Result<String> {
        let segment = self.searcher.segment_reader(candidate.address.segment_ord);
        let mut text = String::new();
        if let Some(column) = segment.fast_fields().str(name)?
            && let Some(ordinal) = column.ords().first(candidate.address.doc_id)
        {
            column.ord_to_str(ordinal, &mut text)?;
        }
        Ok(text)
    }

    fn hit(&self, candidate: Candidate, id: String, source: String) -> tantivy::Result<Hit> {
        let record: TantivyDocument = self.searcher.doc(candidate.address)?;
        let text = |field: Field| {
            let value = record.get_first(field);
            value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        Ok(Hit {
            id,
            source,
            address: text(self.fields.address),
            title: text(self.fields.heading),
            language: Lang::new(&text(self.fields.language)).unwrap_or(Lang::EN),
            grade: text(self.fields.grade),
            teaser: text(self.fields.teaser),
            score: candidate.score,
        })
    }
}
