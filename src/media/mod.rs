//! Files that came with posts: found, made fit to be published, copied, and refused in words.
//!
//! Floor 4. [`FileResolver`] reads what a post names from where its source lies, and nowhere
//! else; [`PublishableFile`] says what a file is by its bytes, and names it by them;
//! pictures lose what cameras and programs wrote into them. [`PublishedFiles`] remembers for a
//! build which pages show what. Nothing is fetched, and nobody who writes a post can name a
//! file: see `sources/attachment_paths.rs`.
//!
//! Knows no page, no address of one, and of posts only what their files are called.

mod attachments;
mod card;
mod file_resolver;
mod image;
mod mark;
mod png;
mod publishable_file;
mod published_files;

pub use attachments::{publish, tell_refused};
pub use card::{
    CARD_HEIGHT, CARD_WIDTH, CardBadge, CardLogo, CardLook, CardPainter, CardText, card_font,
};
pub use file_resolver::{FileOwner, FileResolver};
pub use image::without_metadata;
pub use mark::mark_png;
pub use publishable_file::{FileContent, PublishableFile, Refusal, download_name};
pub use published_files::{FileOrigin, PageFile, PublishedFile, PublishedFiles};
