//! From what people wrote to what may be shown.
//!
//! Floor 3. Decides how well a thread is solved and which answer comes first,
//! takes plain text out of markup, finds the language, and turns untrusted
//! markup into [`SafeHtml`], the only HTML that themes may show. Pure
//! functions; knows no format, no theme and no disk.

pub(crate) mod autolink;
mod class;
mod closings;
pub(crate) mod emoji;
mod fragments;
#[cfg(test)]
mod fuzz_tests;
mod html;
mod language;
mod markup;
mod nesting;
mod overrides;
mod page_markdown;
mod plain;
mod platform_marks;
mod resolution;
mod sections;
mod self_answer;
mod shorten;
mod signature;
mod summary;
mod tags;
mod talk;
mod tidy;
mod title;
mod to_markdown;

pub use class::{ClassifiedPost, PostPosition as PostPlace, ThreadClasses, is_thanks};
pub use html::{
    AddressPlaces, Image, Link, MAX_FOOTNOTE_MARKS, MediaKind, PageIds, PostHeading, PostWord,
    Resolve, SafeHtml, Slip, Trust, for_each_address, has_too_many_footnotes, is_page_id,
    open_host, slips, spaced_addresses,
};
pub(crate) use html::{
    Layout, PICTURE_ENDINGS, Piece, Start, card_link, decoded, escape_text, formula,
    line_with_math, pieces, sanitised, wanted_ids,
};
pub use language::LanguageDetector;
pub(crate) use markup::{SITE_MARKDOWN, with_plain_lines};
pub use markup::{SafeMarkup, math_title, to_page_html, to_safe_html};
pub use page_markdown::{heading_text, markdown_link, page_markdown, quoted};
pub(crate) use plain::plain_lines;
pub use plain::{plain_text, text_of_html};
pub use resolution::{Grading, assess, resolve};
pub use sections::{TextSection, section_digests, text_sections};
pub use shorten::{MAX_POSTS, MAX_TAGS, n_shown, shorten, shorten_tags};
pub(crate) use signature::without_signature;
pub use summary::{Assessment, Credit, Summary, first_lines, summarize};
pub use tags::{Tag, TagKind, tags};
pub use tidy::{sanitise_posts, tidy};
pub use title::made_title;
pub use to_markdown::{addresses, as_markdown};
