//! The search index in `.answerbook/`, written and read with Tantivy.
//!
//! A build either starts an empty index or goes on with that of the last build, and then
//! deletes and adds only the documents of pages that changed. Tantivy stores dictionaries and
//! postings. Everything else is done here: what a term is (`text`), how documents are numbered
//! and scored, and how a query is planned. So the static files for browsers, which `project`
//! writes from this index, give the same answers.

mod bag;
mod error;
#[cfg(test)]
mod figures_tests;
mod learned;
mod lexicon;
mod numbers;
mod passages;
mod project;
mod queue;
mod reader;
mod related;
mod schema;
mod segment;
mod similar;
mod spans;
mod statistics;
#[cfg(test)]
mod tests;
mod unsynced;
mod writer;

pub use error::IndexError;
pub use learned::{Wordings, keep, learn};
pub use project::ProjectError;
pub use reader::{Hit, Index};
pub use related::{Related, RelatedItem};
pub use similar::{Board, Likeness, Parts, Profile, Profiler};
pub use writer::{Answer, Document, Stats, Writer};
