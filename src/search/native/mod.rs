//! The index on this machine, written and read with tantivy.
//!
//! Rebuilt from nothing in every build: no deletes, no merges, no state.

mod bag;
mod error;
#[cfg(test)]
mod figures_tests;
mod lexicon;
mod numbers;
mod project;
mod queue;
mod reader;
mod related;
mod schema;
mod segment;
mod statistics;
#[cfg(test)]
mod tests;
mod unsynced;
mod writer;

pub use error::IndexError;
pub use project::ProjectError;
pub use reader::Hit;
pub use reader::Index;
pub use related::Related;
pub use related::RelatedItem;
pub use writer::Document;
pub use writer::Stats;
pub use writer::Writer;
