//! Writes the index: many threads add documents, and the last step writes the segments out.
//!
//! Words become terms in the thread that adds a document, in parallel; Tantivy's own threads
//! only sort terms and write them. An index says of itself which content it has, by a digest
//! that the caller chooses, so that a later build can tell whether it is the one it left.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexBuilder, IndexMeta, IndexWriter, TantivyDocument, TantivyError, Term};

use crate::search::plan::pair_key;
use crate::text::{Analyzer, Lang};

use super::IndexError;
use super::passages::passages;
use super::queue::{Queue, Queued};
use super::schema::{Fields, TOKENIZER, TermTokenizer, schema};
use super::term_counter::TermCounter;
use super::unsynced::UnsyncedDirectory;

/// How many bytes each of Tantivy's threads may gather before it writes a segment.
///
/// 20 MB of text make one segment; 16 MB would make three times as many, and
/// 40 MB save nothing.
const BYTES_PER_THREAD: usize = 28_000_000;

/// The endings of the files that every segment has.
const PARTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Terms,
    SegmentComponent::Store,
];

/// A segment with more documents is not merged into another one.
const MAX_TO_MERGE: usize = 20_000;

/// A thread as a document of the index. All texts are plain text.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The source's own id of the thread.
    pub id: &'a str,
    /// The source's name.
    pub source: &'a str,
    /// The page's address.
    pub address: &'a str,
    /// The title.
    pub title: &'a str,
    /// Other titles of the same question: those of duplicates, and aliases.
    pub wordings: &'a [&'a str],
    /// The question's text.
    pub question: &'a str,
    /// The answers, the best one first.
    pub answers: &'a [Answer<'a>],
    /// Titles of the same answer in other languages, for those who mix them.
    pub elsewhere: &'a [&'a str],
    /// Tags.
    pub tags: &'a [&'a str],
    /// The products that it is about.
    pub products: &'a [&'a str],
    /// Their versions.
    pub versions: &'a [&'a str],
    /// The language in which the thread is written.
    pub language: Lang,
    /// When it was asked, seconds since 1970; 0 when unknown.
    pub created: i64,
    /// When it last changed, seconds since 1970; 0 when unknown.
    pub updated: i64,
    /// How well it is solved, in one word.
    pub grade: &'a str,
    /// The answer's first lines.
    pub teaser: &'a str,
}

/// An answer of a thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its first lines; empty when no search result should show it.
    pub start: &'a str,
    /// Its anchor on the page of the thread: `a-5`.
    pub anchor: &'a str,
    /// Whether it is accepted or official.
    pub is_solution: bool,
}

#[cfg(test)]
impl<'a> Answer<'a> {
    /// Makes an answer that no search result shows.
    pub(crate) fn plain(text: &'a str) -> Answer<'a> {
        Answer { text, ..Answer::default() }
    }
}

#[cfg(test)]
impl Document<'_> {
    /// Makes an empty document, of which tests fill in what they need.
    pub(crate) const PLAIN: Document<'static> = Document {
        id: "",
        source: "forum",
        address: "",
        title: "",
        wordings: &[],
        question: "",
        answers: &[],
        elsewhere: &[],
        tags: &[],
        products: &[],
        versions: &[],
        language: Lang::EN,
        created: 0,
        updated: 0,
        grade: "accepted",
        teaser: "",
    };
}

/// The size of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// The number of documents.
    pub documents: u64,
    /// The size of its files in bytes.
    pub bytes: u64,
}

/// Writes an index; see [`Writer::create`].
pub struct Writer {
    folder: PathBuf,
    fields: Fields,
    writer: IndexWriter<Queued>,
    queue: Arc<Queue>,
    pens: Mutex<Vec<DocumentWriter>>,
    n_documents: AtomicU64,
}

/// The analyzers and buffers with which one thread makes documents, reused for the next.
#[derive(Default)]
pub(super) struct DocumentWriter {
    /// Term counters for titles and for bodies, by language.
    analyzers: Vec<(Analyzer, TermCounter)>,
    pub(super) title: String,
    pub(super) pairs: Vec<String>,
    pub(super) question: String,
    pub(super) solution: String,
    /// The terms of all other answers.
    pub(super) answers: String,
    part: String,
    passages: Vec<u8>,
}

impl Writer {
    /// Starts an empty index in a folder, which is created when it is missing.
    ///
    /// `n_threads` is how many threads Tantivy starts to write segments, from one to eight,
    /// besides the threads that call [`Writer::add`].
    ///
    /// # Errors
    ///
    /// When the folder cannot be written or holds an index already.
    pub fn create(folder: &Path, n_threads: usize) -> Result<Writer, IndexError> {
        let failed = IndexError::engine(folder);
        fs::create_dir_all(folder).map_err(|error| failed(error.into()))?;
        let (schema, fields) = schema();
        let files = UnsyncedDirectory::open(folder).map_err(|error| failed(error.into()))?;
        if tantivy::Index::exists(&files).map_err(|error| failed(error.into()))? {
            return Err(failed(TantivyError::IndexAlreadyExists));
        }
        let index = IndexBuilder::new().schema(schema).open_or_create(files).map_err(&failed)?;
        index.tokenizers().register(TOKENIZER, TermTokenizer::default());
        let n_threads = n_threads.clamp(1, 8);
        let writer = index
            .writer_with_num_threads(n_threads, n_threads * BYTES_PER_THREAD)
            .map_err(&failed)?;
        // Merging would do the work twice; a reader copes with a few segments.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Writer::new(folder, fields, writer, 0))
    }

    fn new(folder: &Path, fields: Fields, writer: IndexWriter<Queued>, n_kept: u64) -> Writer {
        let (pens, n_documents) = (Mutex::default(), AtomicU64::new(n_kept));
        let (folder, queue) = (folder.to_owned(), Arc::default());
        Writer { folder, fields, writer, queue, pens, n_documents }
    }

    /// Opens an index to change it, if it says that its content is `content`; `None` when
    /// there is none, it has another content, or it cannot be read.
    ///
    /// Small segments are merged now and then, so that many small edits do not slow queries.
    pub fn resume(folder: &Path, content: &str) -> Option<Writer> {
        let index = tantivy::Index::open(UnsyncedDirectory::open(folder).ok()?).ok()?;
        let (expected, fields) = schema();
        let metas = index.load_metas().ok()?;
        if index.schema() != expected || metas.payload.as_deref() != Some(content) {
            return None;
        }
        // The disk was not waited for: after a power failure a file may be there and hold nothing.
        let is_whole =
            |file: &PathBuf| index.directory().validate_checksum(file).ok() == Some(true);
        if !files_of(&metas).par_iter().all(is_whole) {
            return None;
        }
        index.tokenizers().register(TOKENIZER, TermTokenizer::default());
        let n_kept = metas.segments.iter().map(|segment| u64::from(segment.num_docs())).sum();
        let writer = index.writer_with_num_threads(1, BYTES_PER_THREAD).ok()?;
        let mut policy = LogMergePolicy::default();
        policy.set_max_docs_before_merge(MAX_TO_MERGE);
        writer.set_merge_policy(Box::new(policy));
        Some(Writer::new(folder, fields, writer, n_kept))
    }

    /// Tells whether a folder has an index that says that its content is `content`, and all
    /// files of its segments.
    pub fn holds(folder: &Path, content: &str) -> bool {
        let files = UnsyncedDirectory::open(folder).ok();
        let index = files.and_then(|files| tantivy::Index::open(files).ok());
        let metas = index.and_then(|index| index.load_metas().ok());
        metas.is_some_and(|metas| {
            let is_there = |file: &PathBuf| folder.join(file).is_file();
            metas.payload.as_deref() == Some(content) && files_of(&metas).iter().all(is_there)
        })
    }

    /// Deletes a document that the index had when it was opened.
    ///
    /// # Errors
    ///
    /// When one of tantivy's threads failed to write.
    pub fn remove(&self, source: &str, id: &str) -> Result<(), IndexError> {
        let is = |field, text| -> Box<dyn Query> {
            let term = Term::from_field_text(field, text);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        let both = vec![is(self.fields.source, source), is(self.fields.id, id)];
        let query = Box::new(BooleanQuery::intersection(both));
        self.writer.delete_query(query).map_err(IndexError::engine(&self.folder))?;
        self.n_documents.fetch_sub(1, Ordering::Relaxed);
        Ok(())
    }

    /// Adds a document. May be called from many threads at once.
    ///
    /// # Errors
    ///
    /// When one of tantivy's threads failed to write.
    pub fn add(&self, document: &Document<'_>) -> Result<(), IndexError> {
        let mut pen =
            self.pens.lock().map(|mut pens| pens.pop()).ok().flatten().unwrap_or_default();
        pen.write(document);
        let record = self.record(document, &pen);
        let n_bytes = pen.n_bytes();
        if let Ok(mut pens) = self.pens.lock() {
            pens.push(pen);
        }
        let queued = self.queue.enter(record, n_bytes);
        self.writer.add_document(queued).map_err(IndexError::engine(&self.folder))?;
        self.n_documents.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Writes what is left, and closes the index, which from now on says that its content is
    /// `content`.
    ///
    /// # Errors
    ///
    /// When the disk is full or tantivy failed.
    pub fn finish(mut self, content: &str) -> Result<Stats, IndexError> {
        let failed = IndexError::engine(&self.folder);
        let mut commit = self.writer.prepare_commit().map_err(&failed)?;
        commit.set_payload(content);
        commit.commit().map_err(&failed)?;
        self.writer.wait_merging_threads().map_err(&failed)?;
        let bytes = size_of(&self.folder).map_err(|error| failed(error.into()))?;
        Ok(Stats { documents: self.n_documents.into_inner(), bytes })
    }

    /// Measures an index that was not changed.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn stats(&self) -> Result<Stats, IndexError> {
        let failed = IndexError::engine(&self.folder);
        let bytes = size_of(&self.folder).map_err(|error| failed(error.into()))?;
        Ok(Stats { documents: self.n_documents.load(Ordering::Relaxed), bytes })
    }

    fn record(&self, document: &Document<'_>, pen: &DocumentWriter) -> TantivyDocument {
        let fields = &self.fields;
        let mut record = TantivyDocument::new();
        record.add_text(fields.title, &pen.title);
        for pair in &pen.pairs {
            record.add_text(fields.pair, pair);
        }
        record.add_text(fields.question, &pen.question);
        for (field, terms) in [(fields.solution, &pen.solution), (fields.answer, &pen.answers)] {
            if !terms.is_empty() {
                record.add_text(field, terms);
            }
        }
        record.add_u64(fields.n_answers, document.answers.len() as u64);
        for tag in document.tags {
            record.add_text(fields.tag, tag);
        }
        for product in document.products {
            record.add_text(fields.product, product);
        }
        for version in document.versions {
            record.add_text(fields.version, version);
        }
        record.add_text(fields.language, document.language.as_str());
        record.add_text(fields.grade, document.grade);
        record.add_text(fields.source, document.source);
        record.add_text(fields.id, document.id);
        record.add_i64(fields.created, document.created);
        record.add_i64(fields.updated, document.updated);
        record.add_text(fields.address, document.address);
        record.add_text(fields.heading, document.title);
        record.add_text(fields.teaser, document.teaser);
        if !pen.passages.is_empty() {
            record.add_bytes(fields.passages, &pen.passages);
        }
        record
    }
}

impl DocumentWriter {
    /// Makes the Tantivy document of a thread, all of its texts turned into terms.
    pub(super) fn write(&mut self, document: &Document<'_>) {
        let at = self.analyzer(document.language);
        let (of_titles, of_bodies) = &mut self.analyzers[at];
        let DocumentWriter { title, question, solution, answers, .. } = self;
        [title, question, solution, answers].into_iter().for_each(String::clear);
        of_titles.analyze(document.title, &mut self.title);
        // Some exports repeat the title as the question's text.
        if document.question != document.title {
            of_bodies.add(document.question);
        }
        // What a thread is about is found by name, also where its words do not say it.
        let names = [document.elsewhere, document.tags, document.products];
        names.into_iter().flatten().for_each(|name| of_bodies.add(name));
        of_bodies.drain_into(&mut self.question);
        for (are_solutions, terms) in [(true, solution), (false, answers)] {
            let of_kind = document.answers.iter().filter(|a| a.is_solution == are_solutions);
            of_kind.for_each(|answer| of_bodies.add(answer.text));
            of_bodies.drain_into(terms);
        }
        self.part.clear();
        of_bodies.analyzer.analyze(document.title, &mut self.part);
        self.pairs.clear();
        let neighbours = self.part.split_terminator(' ').zip(self.part.split(' ').skip(1));
        self.pairs
            .extend(neighbours.filter(|(_, right)| !right.is_empty()).map(|(a, b)| pair_key(a, b)));
        let mut known = HashSet::new();
        for wording in document.wordings {
            self.part.clear();
            of_titles.analyze(wording, &mut self.part);
            add_missing(&mut self.title, &self.part, &mut known);
        }
        self.passages = passages(&mut of_bodies.analyzer, &self.title, document.answers);
    }

    fn n_bytes(&self) -> usize {
        self.title.len() + self.question.len() + self.solution.len() + self.answers.len()
    }

    /// Returns the position of the term counters of a language.
    fn analyzer(&mut self, lang: Lang) -> usize {
        let known = self.analyzers.iter().position(|(analyzer, _)| analyzer.lang() == lang);
        known.unwrap_or_else(|| {
            let of_bodies = Analyzer::keyed(lang).without_small_words();
            self.analyzers.push((Analyzer::keyed(lang), TermCounter::new(of_bodies)));
            self.analyzers.len() - 1
        })
    }
}

/// Appends those terms of another wording that the title does not have yet: a wording makes a
/// thread findable by more words, but must not count a word twice. `known` holds the terms of the
/// title, or nothing yet: a thread may have wordings by the thousand.
fn add_missing(title: &mut String, terms: &str, known: &mut HashSet<String>) {
    if known.is_empty() {
        known.extend(title.split_terminator(' ').map(str::to_owned));
    }
    for term in terms.split_terminator(' ') {
        if known.insert(term.to_owned()) {
            title.push_str(term);
            title.push(' ');
        }
    }
}

/// Returns the files of all segments.
fn files_of(metas: &IndexMeta) -> Vec<PathBuf> {
    let of_segment = |segment: &SegmentMeta| {
        let deletes = segment.has_deletes().then_some(SegmentComponent::Delete);
        let parts = PARTS.into_iter().chain(deletes);
        parts.map(|part| segment.relative_path(part)).collect::<Vec<PathBuf>>()
    };
    metas.segments.iter().flat_map(of_segment).collect()
}

fn size_of(folder: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}
