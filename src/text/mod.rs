//! What a word is: languages, folding, stems.
//!
//! Floor 0. Imports nothing else of ours, so the very same code runs natively
//! and, compiled to wasm, in the reader's browser.

#[cfg(feature = "cli")]
mod cache;
#[cfg(feature = "cli")]
mod detect;
mod fold;
mod lang;
#[cfg(feature = "whole")]
mod layout;
mod marks;
mod normal;
mod script;
#[cfg(feature = "cli")]
mod slug;
mod small;
mod stem;
#[cfg(feature = "slavic")]
mod stem_sl;
mod terms;
#[cfg(test)]
mod terms_tests;
#[cfg(feature = "whole")]
mod translit;
mod words;

#[cfg(feature = "cli")]
pub use detect::detect;
pub use fold::{fold, lowercase};
pub use lang::{Direction, Lang};
#[cfg(feature = "whole")]
pub use layout::other_layout;
pub use script::Script;
#[cfg(feature = "cli")]
pub use slug::slug;
pub use small::small_words;
pub use stem::Stemmers;
pub(crate) use terms::hexadecimal;
pub use terms::{Analyzer, key_prefix};
#[cfg(feature = "whole")]
pub use translit::to_cyrillic;
pub use words::{Words, words};
