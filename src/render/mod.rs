//! From the plan to bytes: themes, views, pages, and what machines read.
//!
//! Floor 5. The only module that knows Tera and Fluent. A [`view::View`] is all
//! that a template sees; every page is rendered alone, from the site and its
//! own body.

mod assets;
mod badge;
mod cards;
mod context;
mod dates;
mod feed;
mod file_resolver;
mod file_view;
mod hashed_name;
mod hosts;
mod href;
mod json_ld;
mod lists;
mod loaded_theme;
mod nav;
mod page;
mod page_key;
mod page_parts;
mod published_files;
mod scripts;
mod search_words;
mod settings;
mod sitemap;
mod strings;
mod template;
mod theme;
mod thread;
mod thread_problems;
pub mod view;

pub use assets::{AssetNames, Assets};
pub use context::{Context, ContextOptions};
pub use feed::feed;
pub use file_resolver::{FileOwner, FileResolver};
pub use hosts::HostFiles;
pub use loaded_theme::{LoadedTheme, ThemeCache};
pub use page::{Rendered, listing_key, listing_page, thread_key, thread_page};
pub use page_parts::PostText;
pub use published_files::{FileOrigin, PublishedFiles};
pub use sitemap::{robots, sitemaps};
pub use strings::{MissingString, Strings};
pub use theme::{Theme, ThemeFile, embedded_themes};
pub use thread_problems::ThreadProblems;
