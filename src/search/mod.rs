//! Finding answers: the indexes, and how answers are ranked.
//!
//! `plan` turns what was typed into terms, `repair` finds what misspelt or
//! mistyped words mean, `rank` adds up what they find by the formula in `score`, and
//! `confidence` holds the best of it against what was `asked`.
//! All of these ask a `lexicon`, of which there are two: `native`, the index that
//! tantivy keeps on this machine, and `site`, its projection into small files for
//! the reader's browser. `eval` measures them against questions whose answers are
//! known.

mod asked;
pub mod confidence;
#[cfg(feature = "cli")]
pub mod eval;
#[cfg(all(test, feature = "cli"))]
mod eval_tests;
pub mod lexicon;
pub mod meaning;
#[cfg(feature = "cli")]
pub mod native;
#[cfg(feature = "whole")]
mod near;
pub mod plan;
mod query;
pub mod rank;
#[cfg(feature = "whole")]
mod repair;
pub mod score;
pub mod site;
mod synonyms;

pub use query::Query;
pub use synonyms::Synonyms;
