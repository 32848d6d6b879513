//! One module per export format; nothing else knows a format.
//!
//! Floor 3. A [`Reader`] surveys its files once (people, links, where each
//! record lies) and then reads one unit at a time: a file, a line, or the
//! scattered rows of one question. Units are read in parallel, in any order,
//! and each yields threads, skips and problems. Nothing read is ever lost
//! without a count: imported + skipped = present.

mod discourse;
mod fields;
mod jsonl;
mod links;
mod markdown;
mod paths;
mod problems;
mod stackexchange;
#[cfg(test)]
mod testing;

use crate::config::SourceSettings;
use crate::config::SourceType;
use crate::diag::Place;
use crate::diag::Sink;
use crate::files::Digest;
use crate::files::Files;
use crate::model::PostId;
use crate::model::Reason;
use crate::model::Thread;
use crate::model::ThreadId;

pub use jsonl::thread_schema;

/// A source, surveyed and ready to be read.
pub trait Reader: Sync {
    /// How many units there are; they are numbered from 0 in the source's order.
    fn n_units(&self) -> usize;

    /// Reads one unit.
    fn read(&self, unit: usize) -> Batch;

    /// Digests all that decides what a unit yields, beside the settings: while it is the
    /// same, the unit need not be read. `None` when it must be.
    fn digest(&self, unit: usize) -> Option<Digest>;

    /// Tells which thread an absolute address of the community means.
    fn link_target(&self, url: &str) -> Option<LinkTarget>;

    /// Finds, in the thread's file, the mark that a resolution rests on:
    /// the reason and the post that carries it.
    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place>;
}

/// What one unit yields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The threads, in the order of the unit.
    pub threads: Vec<Thread>,
    /// What was left out, and why.
    pub skipped: Vec<Skip>,
    /// The problems met.
    pub sink: Sink,
}

/// A record that is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Its id, where it could be read.
    pub id: Option<ThreadId>,
    /// Why.
    pub reason: SkipReason,
    /// Where it starts. Never quotes private text.
    pub place: Place,
}

/// Why a record is not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkipReason {
    /// The file cannot be read, or is not of this format.
    Unreadable,
    /// The record lacks a required field, or a field has the wrong type.
    Invalid,
    /// Its id is taken by an earlier record.
    IdTaken,
    /// It is a private message.
    Private,
    /// It is hidden or unlisted in the community.
    Hidden,
    /// It was deleted in the community.
    Deleted,
    /// Nothing that may be shown is left of it.
    Empty,
    /// privacy.yaml takes it out.
    TakenDown,
}

/// A thread, and perhaps a post in it, that a link means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    /// The thread, when the address names it.
    pub thread: Option<ThreadId>,
    /// The post, when the address names one.
    pub post: Option<PostId>,
}

impl SkipReason {
    /// All reasons.
    pub const ALL: [SkipReason; 8] = [
        SkipReason::Unreadable,
        SkipReason::Invalid,
        SkipReason::IdTaken,
        SkipReason::Private,
        SkipReason::Hidden,
        SkipReason::Deleted,
        SkipReason::Empty,
        SkipReason::TakenDown,
    ];

    /// Finds a reason by its name.
    pub fn by_name(name: &str) -> Option<SkipReason> {
        SkipReason::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            SkipReason::Unreadable => "unreadable",
            SkipReason::Invalid => "invalid",
            SkipReason::IdTaken => "id-taken",
            SkipReason::Private => "private",
            SkipReason::Hidden => "hidden",
            SkipReason::Deleted => "deleted",
            SkipReason::Empty => "empty",
            SkipReason::TakenDown => "taken-down",
        }
    }
}

/// Opens a source: finds its files and surveys them.
///
/// Problems that leave nothing to read are pushed, and the reader has no units.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Box<dyn Reader + 'a> {
    match settings.kind {
        SourceType::Discourse => Box::new(discourse::open(settings, files, sink)),
        SourceType::Jsonl => Box::new(jsonl::open(settings, files, sink)),
        SourceType::Markdown => Box::new(markdown::open(settings, files, sink)),
        SourceType::Stackexchange => Box::new(stackexchange::open(settings, files, sink)),
    }
}
