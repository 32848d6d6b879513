//! The search index in `.answerbook/`, written and read with Tantivy.
//!
//! A build either starts an empty index or goes on with that of the last build, and then
//! deletes and adds only the documents of pages that changed. Tantivy stores dictionaries and
//! postings. Everything else is done here: what a term is (`text`), how documents are numbered
//! and scored, and how a query is planned. So the static files for browsers, which `static_index`
//! writes from this index, give the same answers.

mod beside;
mod document_numbers;
mod document_terms;
mod error;
#[cfg(test)]
mod figures_tests;
#[cfg(test)]
mod floor_tests;
#[cfg(test)]
mod fuzz_tests;
mod learned_synonyms;
mod lexicon;
mod passages;
mod queue;
mod reader;
mod related;
mod schema;
mod segment;
mod similar;
mod spans;
mod static_index;
mod statistics;
mod term_counter;
#[cfg(test)]
mod tests;
mod unsynced;
mod writer;

pub use document_terms::{DocumentTerms, PAIRED, TermWriter};
pub use error::IndexError;
pub use learned_synonyms::{WordingPair, keep, learn};
pub use reader::{Hit, Index, is_close};
pub use related::{Related, RelatedItem};
pub use similar::{Profile, Profiler, ScoreBoard, Similarity, ThreadTexts};
pub use static_index::StaticIndexError;
pub use writer::{Answer, Document, Stats, Writer};
