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
mod language;
mod marked;
mod markup;
mod plain;
mod resolution;
mod rewrite;
mod safe;
mod self_answer;
mod signature;
mod summary;
mod tags;
mod tidy;
mod title;
mod written;

pub use class::Classed;
pub use class::Place as PostPlace;
pub use class::Reading;
pub use class::is_thanks;
pub use language::Languages;
pub use markup::Dressed;
pub use markup::dress;
pub use plain::plain_text;
pub use plain::text_of_html;
pub use resolution::Assessment;
pub use resolution::assess;
pub use resolution::resolve;
pub use rewrite::Image;
pub use rewrite::Link;
pub use rewrite::Resolve;
pub use safe::SafeHtml;
pub use safe::Trust;
pub(crate) use signature::without_signature;
pub use summary::Credit;
pub use summary::Standing;
pub use summary::Summary;
pub use summary::first_lines;
pub use summary::summarize;
pub use tags::Tag;
pub use tags::TagKind;
pub use tags::tags;
pub use tidy::tidy;
pub use title::made_title;
pub use written::addresses;
pub use written::as_markdown;
