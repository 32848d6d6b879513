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
mod quick;
mod scripts;
mod sitemap;
mod strings;
mod template;
mod theme;
mod thread;
pub mod view;

pub use assets::AssetNames;
pub use assets::Assets;
pub use context::Context;
pub use context::Options;
pub use copies::Copies;
pub use copies::Origin;
pub use feed::feed;
pub use hosts::HostFiles;
pub use key::is_same;
pub use key::thread_key;
pub use originals::Originals;
pub use originals::Whose;
pub use page::PostText;
pub use page::Rendered;
pub use page::list_page;
pub use page::thread_page;

pub use sitemap::robots;
pub use sitemap::sitemaps;
pub use strings::Missing;
pub use strings::Strings;
pub use theme::Theme;
pub use theme::ThemeFile;
pub use theme::embedded_themes;
