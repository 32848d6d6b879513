//! From the plan to bytes: themes, views, pages, and what machines read.
//!
//! Floor 5. The only module that knows Tera and Fluent. A [`view::View`] is all
//! that a template sees; every page is rendered alone, from the site and its
//! own body.

mod assets;
mod badge;
mod context;
mod copies;
mod dates;
mod feed;
mod hosts;
mod json_ld;
mod key;
mod lists;
mod originals;
mod page;
mod scripts;
mod sitemap;
mod strings;
mod template;
mod theme;
mod thread;
pub mod view;

pub use assets::{AssetNames, Assets};
pub use context::{Context, Options};
pub use copies::{Copies, Origin};
pub use feed::feed;
pub use hosts::HostFiles;
pub use key::{is_same, thread_key};
pub use originals::{Originals, Whose};
pub use page::{PostText, Rendered, list_page, thread_page};

pub use sitemap::{robots, sitemaps};
pub use strings::{Missing, Strings};
pub use theme::{Theme, ThemeFile, embedded_themes};
