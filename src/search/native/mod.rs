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
pub use learned::Wordings;
pub use learned::keep;
pub use learned::learn;
pub use project::ProjectError;
pub use reader::Hit;
pub use reader::Index;
pub use related::Related;
pub use related::RelatedItem;
pub use similar::Board;
pub use similar::Likeness;
pub use similar::Parts;
pub use similar::Profile;
pub use similar::Profiler;
pub use writer::Answer;
pub use writer::Document;
pub use writer::Stats;
pub use writer::Writer;
