//! What every importer gives: a [`Reader`] of units, each a [`Batch`] of threads.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use crate::config::{Audience, SourceType};
use crate::diag::{Place, Sink};
use crate::files::Digest;
use crate::model::{PostId, Reason, Thread, ThreadId};

use super::archive::Archive;

/// A source, surveyed and ready to be read.
pub trait Reader: Sync {
    /// How many units there are; they are numbered from 0 in the source's order.
    fn n_units(&self) -> usize;

    /// Reads one unit.
    fn read(&self, unit: usize) -> Batch;

    /// Digests all that decides what a unit yields, beside the settings: while it is the
    /// same, the unit need not be read. `None` when it must be.
    fn digest(&self, unit: usize) -> Option<Digest>;

    /// Tells which thread an absolute address of the community means. Whether it means one
    /// depends on the address and the settings alone, which one on the survey, too.
    fn link_target(&self, url: &str) -> Option<LinkTarget>;

    /// Finds, in the thread's file, the mark that a resolution rests on:
    /// the reason and the post that carries it.
    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place>;

    /// Finds a file that came with a post in an archive of the source, or in a mail.
    fn packed(&self, _path: &str) -> Option<Packed<'_>> {
        None
    }

    /// Tells who could read its threads, where its files say more than its format does.
    fn audience(&self) -> Option<Audience> {
        None
    }

    /// Tells what the source was taken for, when the settings leave it open.
    fn taken_for(&self) -> Option<SourceType> {
        None
    }
}

/// A file in an archive, or in a mail.
pub struct Packed<'a> {
    /// The digest of what it is read from: of its bytes, or of the archive.
    pub digest: Digest,
    /// How long it is, as the archive says.
    pub len: u64,
    held: PackedSource<'a>,
}

enum PackedSource<'a> {
    Entry(&'a Archive, usize),
    Bytes(Arc<[u8]>),
}

impl<'a> Packed<'a> {
    /// Takes a file of a zip file.
    pub(super) fn of_entry(
        archive: &'a Archive,
        digest: Digest,
        entry: usize,
    ) -> Option<Packed<'a>> {
        let len = archive.entries().get(entry)?.len;
        Some(Packed { digest, len, held: PackedSource::Entry(archive, entry) })
    }

    /// Takes a file that had to be read to be found.
    pub(super) fn of_bytes(bytes: Arc<[u8]>) -> Packed<'a> {
        let (digest, len) = (Digest::of(&bytes), bytes.len() as u64);
        Packed { digest, len, held: PackedSource::Bytes(bytes) }
    }

    /// Unpacks it.
    ///
    /// # Errors
    ///
    /// When the archive is damaged.
    pub fn read(&self) -> io::Result<Arc<[u8]>> {
        match &self.held {
            PackedSource::Entry(archive, entry) => archive.read(*entry),
            PackedSource::Bytes(bytes) => Ok(bytes.clone()),
        }
    }
}

/// What one unit yields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The threads, in the order of the unit.
    pub threads: Vec<Thread>,
    /// What was left out, and why.
    pub skipped: Vec<Skip>,
    /// The names of the channels met, where the settings choose among them.
    pub channels: BTreeSet<String>,
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
    /// It is a notice of the platform: somebody joined, a topic was changed.
    Service,
    /// A program wrote it.
    Bot,
    /// It is a single message, to which nobody replied.
    Single,
    /// The record that starts its thread is not in the export.
    Orphan,
    /// The settings leave its channel, list or category out.
    Channel,
    /// privacy.yaml takes it out.
    TakenDown,
    /// A name or private text cannot be taken out of it.
    Unsafe,
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
    pub const ALL: [SkipReason; 14] = [
        SkipReason::Unreadable,
        SkipReason::Invalid,
        SkipReason::IdTaken,
        SkipReason::Private,
        SkipReason::Hidden,
        SkipReason::Deleted,
        SkipReason::Empty,
        SkipReason::Service,
        SkipReason::Bot,
        SkipReason::Single,
        SkipReason::Orphan,
        SkipReason::Channel,
        SkipReason::TakenDown,
        SkipReason::Unsafe,
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
            SkipReason::Service => "notice",
            SkipReason::Bot => "bot",
            SkipReason::Single => "single-message",
            SkipReason::Orphan => "orphan",
            SkipReason::Channel => "channel",
            SkipReason::TakenDown => "taken-down",
            SkipReason::Unsafe => "unsafe",
        }
    }
}
