//! From a post's markup to HTML that may be published, with one reading of it.
//!
//! [`sanitised`] parses a post once, as a browser would, and writes only harmless elements.
//! Everything that wants to know what a post says reads that with [`pieces`]: plain words,
//! classes, private text. [`SafeHtml`] is written from the same pieces, with links, images and
//! headings made to fit the page. So nothing can be seen that was not looked at.

mod pieces;
mod rewrite;
mod safe;
mod sanitise;

pub(crate) use pieces::{Layout, Piece, Start, decoded, escape_text, pieces};
pub(crate) use rewrite::file_name;
#[cfg(test)]
pub(super) use rewrite::tests::Fixed;
pub use rewrite::{Image, Link, Resolve};
pub use safe::{SafeHtml, Trust};
pub(crate) use sanitise::sanitised;
