//! What words mean: a vector for each of the usual words of a language, near those of
//! words that mean alike.
//!
//! `vector` adds up vectors and compares them, natively as in a browser. `table` holds
//! the project's own vectors and knows each word's nearest ones; a build takes from it
//! what a site needs. `rerank` puts the best hits of a query in a better order: a title
//! that means what was asked counts more than its words alone.

mod rerank;
#[cfg(feature = "cli")]
mod table;
#[cfg(feature = "cli")]
mod titles;
mod vector;

pub use rerank::{DEPTH, QuerySense, reorder};
#[cfg(feature = "cli")]
pub use table::{Meaning, Near, Table};
#[cfg(feature = "cli")]
pub use titles::TitleVectors;
#[cfg(feature = "cli")]
pub use vector::Sum;
pub use vector::{BYTES, Vector};

/// Whether answers are found by what words mean, beside the words themselves.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MeaningMode {
    /// By the words alone.
    Off,
    /// By the vectors of words, in the languages that have a table of them.
    #[default]
    Words,
}

/// Stands behind a term for what lies near it in meaning: `en:erase` and this sign is the key of
/// the titles that have `delete`. It sorts before everything that goes on behind the term.
pub const BESIDE: char = '\u{1f}';

/// Returns the key of what lies near a term in meaning.
pub fn beside(key: &str) -> String {
    let mut beside = String::from(key);
    beside.push(BESIDE);
    beside
}
