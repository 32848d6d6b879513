//! Opens the index and answers queries.
//!
//! Scores are computed here from Tantivy's postings, not by Tantivy's own scorer. It takes
//! word frequencies and lengths from each segment, and from all languages together; here they
//! are those of one language over all segments. So the order of hits depends neither on how
//! many threads wrote the index nor on what the site has in other languages.

use std::path::{Path, PathBuf};

use tantivy::schema::{Field, Value};
use tantivy::{Searcher, TantivyDocument, TantivyError};

use crate::search::confidence::{FLOOR, Signs, leave_out_strangers, of_answer, signs};
use crate::search::meaning::{
    DEPTH, Meaning, MeaningMode, QuerySense, TitleVectors, Vector, reorder,
};
use crate::search::plan::plan;
use crate::search::rank::{Candidate, best, candidates};
use crate::search::site::Sought;
use crate::search::{Query, Synonyms};
use crate::text::Lang;

use super::IndexError;
use super::document_numbers::DocumentNumbers;
use super::learned_synonyms::recall;
use super::lexicon::NativeLexicon;
use super::schema::{Fields, TOKENIZER, TermTokenizer, schema};
use super::segment::Segment;
use super::statistics::{LanguageStatistics, statistics};
use super::unsynced::UnsyncedDirectory;

/// A search result: a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The source's own id of the thread.
    pub id: String,
    /// The source's name.
    pub source: String,
    /// The address of its page, with a fragment where another answer than the first fits best.
    pub address: String,
    /// The title.
    pub title: String,
    /// The language in which it is written.
    pub language: Lang,
    /// How well it is solved.
    pub grade: String,
    /// The first lines of the answer that fits best.
    pub teaser: String,
    /// How well its words fit; comparable within the hits of one query only. Titles that mean
    /// what is asked come first, so scores need not fall from hit to hit.
    pub score: f32,
    /// What tells whether it answers; of the first ten hits.
    pub signs: Option<Signs>,
}

/// An open index. Many threads may search in it at once.
pub struct Index {
    pub(super) folder: PathBuf,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) languages: Vec<LanguageStatistics>,
    pub(super) segments: Vec<Segment>,
    pub(super) numbers: DocumentNumbers,
    pub(super) synonyms: Synonyms,
    pub(super) meaning: Meaning,
}

/// The mean lengths of a language's documents, in terms.
#[derive(Clone, Copy)]
pub(super) struct Means {
    pub(super) title: f32,
    pub(super) body: f32,
}

/// Tells whether any of some hits, the best first, is close to what was asked.
pub fn is_close(hits: &[Hit]) -> bool {
    let signs: Vec<Signs> = hits.iter().filter_map(|hit| hit.signs).collect();
    of_answer(&signs) >= FLOOR
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
        let files = UnsyncedDirectory::open(folder).map_err(TantivyError::from);
        let index = files.and_then(tantivy::Index::open).map_err(|error| match error {
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
        let numbers = DocumentNumbers::read(&searcher).map_err(&failed)?;
        let numbered = searcher.segment_readers().iter().enumerate();
        let segments: tantivy::Result<Vec<Segment>> =
            numbered.map(|(at, segment)| Segment::open(at, segment, &fields)).collect();
        let segments = segments.map_err(&failed)?;
        let (folder, synonyms) = (folder.to_owned(), Synonyms::default());
        let meaning = Meaning::default();
        Ok(Index { folder, searcher, fields, languages, segments, numbers, synonyms, meaning })
    }

    /// Adds synonyms: these groups, and those that were learned when the index was written.
    pub fn with_synonyms(self, groups: &[Vec<String>]) -> Index {
        let all: Vec<Vec<String>> = [groups, &recall(&self.folder)].concat();
        let synonyms = Synonyms::new(&all, &self.languages());
        Index { synonyms, ..self }
    }

    /// Adds what words mean, in the languages of which that is known.
    pub fn with_meaning(self, mode: MeaningMode) -> Index {
        let meaning = match mode {
            MeaningMode::Off => Meaning::default(),
            MeaningMode::Words => Meaning::of(&self.languages()),
        };
        Index { meaning, ..self }
    }

    /// Returns the number of documents.
    pub fn n_documents(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Returns the languages of the documents, without regions, by tag.
    pub fn languages(&self) -> Vec<Lang> {
        self.languages.iter().map(|language| language.lang).collect()
    }

    /// Returns the best hits, best first; of equals, the older document first.
    ///
    /// A document is found when it has one of the words. A word that no document has is
    /// replaced by the words with the nearest spelling.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn search(&self, query: &Query<'_>, limit: usize) -> Result<Vec<Hit>, IndexError> {
        self.ranked(query, limit).map_err(IndexError::engine(&self.folder))
    }

    fn ranked(&self, query: &Query<'_>, limit: usize) -> tantivy::Result<Vec<Hit>> {
        let mut lexicon = NativeLexicon::new(self);
        let plan = plan(&mut lexicon, query);
        let mut found = candidates(&mut lexicon, &plan, self.numbers.len());
        leave_out_strangers(&mut lexicon, query, &plan, &mut found);
        let mut best = best(&found, limit.max(DEPTH));
        let sense = QuerySense::new(&mut lexicon, &plan);
        if !sense.is_empty() {
            let titles: tantivy::Result<Vec<Option<Vector>>> = self.title_vectors(&best);
            reorder(&mut best, &sense, &titles?);
        }
        best.truncate(limit);
        let signs = signs(&mut lexicon, &plan, &best);
        let sought = Sought::new(&mut lexicon, &plan);
        if let Some(error) = lexicon.error {
            return Err(error);
        }
        let mut signs = signs.into_iter();
        let hit = |candidate: &Candidate| {
            let hit = self.hit(candidate, Some(&sought))?;
            Ok(Hit { signs: signs.next(), ..hit })
        };
        best.iter().map(hit).collect()
    }

    /// Returns the hits for documents that were found by this index or by the static one,
    /// which has the same numbers; each shows its best answer.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn hits(&self, found: &[Candidate]) -> Result<Vec<Hit>, IndexError> {
        let known = found.iter().filter(|found| (found.doc as usize) < self.numbers.len());
        let hits: tantivy::Result<Vec<Hit>> = known.map(|found| self.hit(found, None)).collect();
        hits.map_err(IndexError::engine(&self.folder))
    }

    /// Returns what the titles of the first hits mean.
    fn title_vectors(&self, best: &[Candidate]) -> tantivy::Result<Vec<Option<Vector>>> {
        let mut vectors = TitleVectors::new(&self.meaning);
        let vector = |candidate: &Candidate| {
            let hit = self.hit(candidate, None)?;
            Ok(vectors.vector(&hit.title, hit.language))
        };
        best.iter().take(DEPTH).map(vector).collect()
    }

    /// Returns the mean lengths of documents in the language of a term.
    pub(super) fn means_of(&self, key: &str) -> Option<Means> {
        let (lang, _) = key.split_once(':')?;
        let language = self.languages.iter().find(|language| language.lang.as_str() == lang)?;
        Some(Means { title: language.mean_title(), body: language.mean_body() })
    }

    fn hit(&self, candidate: &Candidate, sought: Option<&Sought>) -> tantivy::Result<Hit> {
        let address = self.numbers.addresses[candidate.doc as usize];
        let record: TantivyDocument = self.searcher.doc(address)?;
        let text = |field: Field| {
            let value = record.get_first(field);
            value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        let mut hit = Hit {
            id: text(self.fields.id),
            source: text(self.fields.source),
            address: text(self.fields.address),
            title: text(self.fields.heading),
            language: Lang::new(&text(self.fields.language)).unwrap_or(Lang::EN),
            grade: text(self.fields.grade),
            teaser: text(self.fields.teaser),
            score: candidate.score,
            signs: None,
        };
        if let Some((anchor, text)) = sought.and_then(|s| s.choose(self.passages(&record))) {
            hit.address.extend(["#a-", anchor]);
            text.clone_into(&mut hit.teaser);
        }
        Ok(hit)
    }

    /// Returns the packed answers of a document to choose from; empty when there is only one.
    pub(super) fn passages<'a>(&self, record: &'a TantivyDocument) -> &'a [u8] {
        let bytes = record.get_first(self.fields.passages);
        bytes.and_then(|value| value.as_bytes()).unwrap_or_default()
    }
}
