//! From a post's markup to HTML that may be published, with one reading of it.
//!
//! [`sanitised`] parses a post once, as a browser would, and writes only harmless elements.
//! Everything that wants to know what a post says reads that with [`pieces`]: plain words,
//! classes, private text. [`SafeHtml`] is written from the same pieces, with links, images and
//! headings made to fit the page. So nothing can be seen that was not looked at.

mod addresses;
mod code;
mod embeds;
mod ids;
mod markdown;
mod pieces;
mod placeholders;
mod rewrite;
mod safe;
mod sanitise;
mod sign_rows;
mod tex;
mod words;

pub use addresses::for_each_address;
pub use embeds::MediaKind;
pub(crate) use embeds::{card_link, film, media_kind};
pub(crate) use ids::wanted_ids;
pub use ids::{PageIds, is_page_id};
pub(crate) use markdown::SITE;
pub use markdown::{
    AddressPlaces, MAX_FOOTNOTE_MARKS, Slip, has_too_many_footnotes, slips, spaced_addresses,
};
pub(super) use markdown::{
    GITHUB, markdown, with_brackets, with_escaped_dollars, with_few_footnotes,
};
pub(crate) use pieces::{Layout, Piece, Pieces, Start, decoded, escape_text, pieces};
#[cfg(test)]
pub(super) use rewrite::tests::Fixed;
pub use rewrite::{Image, Link, Resolve};
pub(crate) use safe::PICTURE_ENDINGS;
pub(super) use safe::is_listed;
pub use safe::{PostHeading, SafeHtml, Trust, open_host};
pub(crate) use sanitise::{sanitised, sanitised_with_math};
pub(in crate::normalize) use tex::{START, rule_of};
pub(crate) use tex::{formula, is_marked, line_with_math};
pub use words::PostWord;
