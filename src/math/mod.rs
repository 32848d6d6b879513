//! Math in TeX: where it stands in a text, and what it is as MathML and as plain words.
//!
//! Floor 0. Pure functions over text. What is not understood is left to whoever asked: a post
//! then shows the TeX that somebody wrote.

mod dollars;
mod find;
#[cfg(test)]
mod fuzz_tests;
mod inner;
mod mathjax;
mod mathml;
mod tex;
mod words;

pub use find::{Expression, Rule, expressions};
pub use inner::is_tex;
pub use mathml::mathml;
pub use tex::{Tex, unwrapped};
pub use words::{in_words, spellings, words};
