//! One module per export format; nothing else knows a format.
//!
//! Floor 3. A [`Reader`] surveys its files once (people, links, where each
//! record lies) and then reads one unit at a time: a file, a line, or the
//! scattered rows of one question. Units are read in parallel, in any order,
//! and each yields threads, skips and problems. Nothing read is ever lost
//! without a count: imported + skipped = present.

mod archive;
mod attachment_paths;
mod beside;
mod categories;
mod channels;
mod chat;
mod csv;
mod discord;
mod discourse;
pub mod editable;
mod facebook;
mod fields;
mod formats;
mod freshdesk;
#[cfg(test)]
mod fuzz_tests;
mod github;
mod intercom;
mod json_cursor;
mod jsonl;
mod khoros;
mod links;
mod markdown;
mod mbox;
mod nest_replies;
mod overrides;
mod paths;
mod poll;
mod problems;
mod reader;
mod records;
mod reddit;
mod reply_forest;
mod sample;
mod slack;
mod stackexchange;
mod telegram;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod values;
mod x;
mod youtube;
mod zendesk;

pub use categories::UnnamedCategories;
pub use channels::tell_unknown as tell_unknown_channels;
pub use formats::open;
pub use jsonl::thread_schema;
pub use problems::source_empty;
pub use reader::{Batch, LinkTarget, Packed, Reader, Skip, SkipReason};
