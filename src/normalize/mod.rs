//! From what people wrote to what may be shown.
//!
//! Floor 3. Decides how well a thread is solved and which answer comes first,
//! takes plain text out of markup, finds the language, and turns untrusted
//! markup into [`SafeHtml`], the only HTML that themes may show. Pure
//! functions; knows no format, no theme and no disk.

pub(crate) mod autolink;
mod class;
mod closings;
mod decided;
pub(crate) mod emoji;
mod html;
mod language;
mod marked;
mod markup;
mod plain;
mod resolution;
mod self_answer;
mod signature;
mod summary;
mod tags;
mod talk;
mod tidy;
mod title;
mod written;

pub use class::{Classed, Place as PostPlace, Reading, is_thanks};
pub use html::{Image, Link, Resolve, SafeHtml, Trust};
pub(crate) use html::{Layout, Piece, decoded, escape_text, pieces, sanitised};
pub use language::Languages;
pub use markup::{Dressed, dress};
pub use plain::{plain_text, text_of_html};
pub use resolution::{Assessment, assess, resolve};
pub(crate) use signature::without_signature;
pub use summary::{Credit, Standing, Summary, first_lines, summarize};
pub use tags::{Tag, TagKind, tags};
pub use tidy::tidy;
pub use title::made_title;
pub use written::{addresses, as_markdown};
