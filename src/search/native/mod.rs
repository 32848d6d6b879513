//! The index on this machine, written and read with tantivy.
//!
//! Rebuilt from nothing in every build: no deletes, no merges, no state.

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
