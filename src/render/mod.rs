//! From the plan to bytes: themes, views and pages.
//!
//! Floor 5. The only module that knows Tera and Fluent. A [`view::View`] is all
//! that a template sees, and a pure function of a page's inputs and of what all pages are
//! shown with, [`Context`]: rendering asks nothing of the site.

mod asset_paths;
mod badge;
mod blocked;
mod cards;
mod contact;
mod contents;
mod context;
mod dates;
mod direction;
mod feedback;
mod file_view;
mod freshness;
mod json_ld;
mod licence;
mod link_problems;
mod list_view;
mod lists;
mod loaded_theme;
mod long_thread;
mod missing_texts;
mod nav;
mod notices;
mod numbers;
mod own_links;
mod page;
mod page_key;
mod page_parts;
mod posts_markdown;
mod record;
mod replaced_sheet;
mod settings;
mod social_card;
mod strings;
mod template;
mod theme;
mod theme_file;
mod theme_problems;
mod thread;
mod thread_problems;
mod tree;
mod tree_view;
mod twin;
mod unclosed;
mod unused;
pub mod view;

pub use asset_paths::{AssetPaths, FontFile, SocialPicture, SocialPictures};
pub use cards::term_name;
pub use context::{Context, ContextOptions};
pub use direction::direction;
pub use loaded_theme::{LoadedTheme, ThemeCache};
pub use missing_texts::{
    blank_texts, tell as tell_missing_texts, unsigned_languages, unsigned_texts,
};
pub use page::{Rendered, listing_key, listing_page, thread_key, thread_page, thread_texts};
pub use page_parts::PostText;
pub use record::{API_VERSION, ThreadRecord};
pub use social_card::SocialCard;
pub use strings::{MissingString, Strings, language_name};
pub use theme::Theme;
pub use theme_file::{ThemeFile, embedded_themes};
pub use thread_problems::ThreadProblems;
pub use unused::tell as tell_unused;
