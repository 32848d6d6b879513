//! Threads, posts, people: plain data in the field's own words.
//!
//! Floor 1. No serde, no markup conversion, no disk: formats have their wire
//! structs in `sources`, themes have their views in `render`.

mod attachment;
mod category;
mod class;
mod math;
mod reference;
mod resolution;
mod sections;
mod thread;
mod time;

pub use attachment::{Attachment, AttachmentDisplay};
pub use category::{Category, CategoryTree, Popularity};
pub use class::{Opening, PostClass};
pub use math::Math;
pub use reference::Reference;
pub use resolution::{Confidence, Grade, Reason, Resolution, Solved, SolvedBy};
pub use sections::SectionDigests;
pub use thread::{
    Comment, Dialect, Markup, Origin, Person, PersonId, Post, PostId, Role, Syntax, Thread,
    ThreadId, ThreadKind, ThreadOverrides, Verified,
};
pub use time::Timestamp;
