//! What a word is: languages, folding, stems.
//!
//! Floor 0. Imports nothing else of ours, so the very same code runs natively
//! and, compiled to wasm, in the reader's browser.

mod lang;
mod slug;

pub use lang::Direction;
pub use lang::Lang;
pub use slug::slug;
// stopgap
#[cfg(feature = "cli")]
pub fn detect(_: &str, _: &[Lang]) -> Option<Lang> {
    None
}
