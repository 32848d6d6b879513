//! Threads as text that people edit, and that is merged with what a source says later.
//!
//! Floor 3. A [`Document`] is a thread cut into the parts that are merged each on its own:
//! settings by key, posts by id, texts by line. `merge` knows of parts alone, `markdown`
//! and `jsonl` cut files into them and put them together again. Pure functions.

mod document;
pub(super) mod files;
#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod hostile_tests;
mod lines;
mod merge;
#[cfg(test)]
mod tests;

pub use document::{Document, Field, Post};
pub use merge::{Conflict, Merged, Sides, merge};

use crate::config::{SourceSettings, SourceType};
use crate::diag::Sink;
use crate::files::MemoryFiles;
use crate::model::{Thread, ThreadId};

use super::{jsonl, markdown};

/// How threads are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadFormat {
    /// A file a thread.
    Markdown,
    /// A line a thread.
    Jsonl,
}

impl ThreadFormat {
    /// Writes a thread; relative addresses in it are below `base` where it has no address.
    pub fn write(self, thread: &Thread, base: Option<&str>) -> String {
        match self {
            ThreadFormat::Markdown => markdown::write::write(thread, base),
            ThreadFormat::Jsonl => jsonl::write::write(thread),
        }
    }

    /// Sets settings of a file to texts, or takes them out; `None` where that would change more,
    /// or where a thread has no file of its own.
    pub fn with_settings(self, text: &str, settings: &[(&str, Option<String>)]) -> Option<String> {
        match self {
            ThreadFormat::Markdown => markdown::checked::with_settings(text, settings),
            ThreadFormat::Jsonl => None,
        }
    }

    /// Cuts what was written into parts; `None` when it cannot be read any more.
    pub fn cut(self, text: &str) -> Option<Document> {
        match self {
            ThreadFormat::Markdown => markdown::parts::cut(text),
            ThreadFormat::Jsonl => jsonl::write::cut(text),
        }
    }

    /// Puts parts together.
    pub fn join(self, document: &Document) -> String {
        match self {
            ThreadFormat::Markdown => markdown::parts::join(document),
            ThreadFormat::Jsonl => jsonl::write::join(document),
        }
    }

    /// Returns the id of a thread that was written, by as little reading as it takes.
    pub fn id(self, text: &str) -> Option<ThreadId> {
        match self {
            ThreadFormat::Markdown => markdown::parts::id(text),
            ThreadFormat::Jsonl => jsonl::write::id(text),
        }
    }

    /// Tells whether what was written lost its id to a fault that a hand made.
    pub fn is_broken(self, text: &str) -> bool {
        match self {
            ThreadFormat::Markdown => markdown::parts::is_broken(text),
            ThreadFormat::Jsonl => jsonl::write::id(text).is_none(),
        }
    }

    /// Reads what people made of a thread as a source of its own would, and says what is
    /// wrong with it. `path` is where it stands, for messages.
    pub fn read(self, path: &str, text: &str, sink: &mut Sink) -> Option<Thread> {
        let kind = match self {
            ThreadFormat::Markdown => SourceType::Markdown,
            ThreadFormat::Jsonl => SourceType::Jsonl,
        };
        let files = MemoryFiles::new([(path, text)]);
        let settings = SourceSettings::of(kind, path);
        let mut own = Sink::new();
        let reader = super::open(&settings, &files, &mut own);
        let mut batch = reader.read(0);
        own.append(batch.sink);
        let thread = batch.threads.pop();
        if thread.is_none() {
            sink.append(own);
        }
        thread
    }
}
