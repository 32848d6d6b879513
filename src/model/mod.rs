//! Threads, posts, people: plain data in the field's own words.
//!
//! Floor 1. No serde, no markup conversion, no disk: formats have their wire
//! structs in `sources`, themes have their views in `render`.

mod attachment;
mod class;
mod resolution;
mod thread;
mod time;

pub use attachment::Attachment;
pub use attachment::Shown;
pub use class::Opening;
pub use class::PostClass;
pub use resolution::Confidence;
pub use resolution::Grade;
pub use resolution::Reason;
pub use resolution::Resolution;
pub use resolution::Solved;
pub use resolution::SolvedBy;
pub use thread::Comment;
pub use thread::Decided;
pub use thread::Kind;
pub use thread::Markup;
pub use thread::Origin;
pub use thread::Person;
pub use thread::PersonId;
pub use thread::Post;
pub use thread::PostId;
pub use thread::Role;
pub use thread::Syntax;
pub use thread::Thread;
pub use thread::ThreadId;
pub use thread::Verified;
pub use time::Timestamp;
