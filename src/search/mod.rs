//! Finding answers: the index that tantivy builds, and how answers are ranked.
//!
//! `native` writes and reads the index on this machine; `score` holds the
//! formula that every engine shares; `near` finds words that were misspelt;
//! `eval` measures an engine against questions whose answers are known.

pub mod eval;
#[cfg(test)]
mod eval_tests;
pub mod native;
mod near;
pub mod score;
