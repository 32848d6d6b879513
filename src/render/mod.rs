//! From the plan to bytes: themes, views, pages, and the files that all pages share.
//!
//! Floor 5. The only module that knows Tera and Fluent. A [`view::View`] is all
//! that a template sees; every page is rendered alone, from the site and its
//! own body.

mod assets;
mod badge;
mod cards;
mod context;
mod dates;
mod hashed_name;
mod href;
mod json_ld;
mod key_hasher;
mod lists;
mod page;
mod page_key;
mod page_parts;
mod scripts;
mod search_words;
mod strings;
mod template;
mod theme;
mod thread;
pub mod view;

pub use assets::{AssetNames, Assets};
pub use context::{Context, ContextOptions};
pub use page::{Rendered, list_page, thread_page};
pub use page_key::{is_same, thread_key};
pub use page_parts::PostText;
pub use strings::{MissingString, Strings};
pub use theme::{Theme, ThemeFile, embedded_themes};
