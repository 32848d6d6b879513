//! The static index: small files that a browser fetches as it needs them.
//!
//! One file, `index.bin`, keeps its name; all others are named by their digest,
//! so they can be cached for ever and an edit changes few of them. All are
//! compressed as raw DEFLATE, which browsers undo by themselves.
//!
//! | file | holds | described in |
//! |---|---|---|
//! | `index.bin` | which files there are | `hot` |
//! | `t-….bin` | a run of terms with their documents | `chunk` |
//! | `l-….bin` | the documents of a frequent term | `chunk` |
//! | `v-….bin` | the words of a language | `words` |
//! | `c-….bin` | what results show of some documents | `card` |
//!
//! `builder` writes them, `reader` answers from them, on this machine (`local`) as
//! in a browser, where `page` speaks with the script.

#[cfg(feature = "cli")]
mod builder;
mod bytes;
mod card;
mod chunk;
mod hot;
mod json;
#[cfg(feature = "cli")]
mod local;
mod page;
mod passage;
mod reader;
#[cfg(all(test, feature = "cli"))]
mod tests;
mod words;

#[cfg(feature = "cli")]
pub use builder::Builder;
#[cfg(feature = "cli")]
pub use builder::Cut;
#[cfg(feature = "cli")]
pub use builder::HOT;
#[cfg(feature = "cli")]
pub use builder::Put;
#[cfg(feature = "cli")]
pub use builder::is_content_named;
pub use card::Card;
#[cfg(feature = "cli")]
pub use chunk::{Beside, Run};
pub use hot::HotError;
#[cfg(feature = "cli")]
pub use local::LocalSite;
pub use page::{Page, terms_of_lines};
#[cfg(feature = "cli")]
pub(crate) use page::{filter_key, language_key};
#[cfg(feature = "cli")]
pub(crate) use passage::Passage;
#[cfg(feature = "cli")]
pub(crate) use passage::Sought;
#[cfg(feature = "cli")]
pub(crate) use passage::number_of;
#[cfg(feature = "cli")]
pub(crate) use passage::packed;
pub use reader::{Found, Reader, Step};
