//! What all chats share: messages become threads, threads become questions.
//!
//! A format's survey looks at every message once and leaves a [`Note`] of it:
//! where it lies, its id, and what it replies to. [`group`] gathers the notes
//! into threads, each of which is a unit of [`Chat`], the reader of all chats;
//! [`assemble`](thread::assemble) makes a question of one. So memory grows with
//! the number of messages, not with their text, and a thread may be spread over
//! any number of files.
//!
//! A record, for the counts, is a thread with all its messages.

mod bridges;
mod cues;
mod draft;
mod format;
mod group;
pub(super) mod html;
mod index;
mod inside;
mod key;
mod message;
mod order;
mod parts;
mod promised;
pub(super) mod quotes;
mod reader;
mod relay;
mod rooms;
mod said;
mod store;
pub(super) mod survey;
pub(super) mod thread;
mod unmarked;
mod visible;

#[cfg(test)]
mod grouping_tests;
#[cfg(test)]
mod tests;

pub(super) use format::{Format, Marks, pair};
pub(super) use inside::Inside;
pub(super) use key::Key;
pub(super) use message::{Message, Note, Span, State, is_named, is_vote};
pub(super) use order::natural;
pub(super) use promised::Promised;
pub(super) use reader::Chat;
pub(super) use rooms::{Habit, Rooms};
pub(super) use said::{Said, SurveyedMessage};
pub(super) use store::{ChatFile, Store};
