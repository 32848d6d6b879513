//! One module per export format; nothing else knows a format.
//!
//! Floor 3. A [`Reader`] surveys its files once (people, links, where each
//! record lies) and then reads one unit at a time: a file, a line, or the
//! scattered rows of one question. Units are read in parallel, in any order,
//! and each yields threads, skips and problems. Nothing read is ever lost
//! without a count: imported + skipped = present.

mod archive;
mod arrange;
mod auto;
mod beside;
mod channels;
mod chat;
mod csv;
mod decided;
mod discord;
mod discourse;
pub mod editable;
mod fields;
mod freshdesk;
mod github;
mod intercom;
mod jsonl;
mod khoros;
mod links;
mod markdown;
mod mbox;
mod paths;
mod problems;
mod records;
mod reddit;
mod settled;
mod skim;
mod slack;
mod stackexchange;
mod telegram;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod values;
mod x;
mod zendesk;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use crate::config::{SourceSettings, SourceType};
use crate::diag::{Place, Sink};
use crate::files::{Digest, Files};
use crate::model::{PostId, Reason, Thread, ThreadId};

use channels::Channels;
use settled::Settled;

pub use channels::tell_unknown as tell_unknown_channels;
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

    /// Finds a file that came with a post in an archive of the source, or in a mail.
    fn packed(&self, _path: &str) -> Option<Packed<'_>> {
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
    held: Held<'a>,
}

enum Held<'a> {
    Entry(&'a archive::Archive, usize),
    Bytes(Arc<[u8]>),
}

impl<'a> Packed<'a> {
    /// Takes a file of a zip file.
    fn of_entry(archive: &'a archive::Archive, digest: Digest, entry: usize) -> Option<Packed<'a>> {
        let len = archive.entries().get(entry)?.len;
        Some(Packed { digest, len, held: Held::Entry(archive, entry) })
    }

    /// Takes a file that had to be read to be found.
    fn of_bytes(bytes: Arc<[u8]>) -> Packed<'a> {
        let (digest, len) = (Digest::of(&bytes), bytes.len() as u64);
        Packed { digest, len, held: Held::Bytes(bytes) }
    }

    /// Unpacks it.
    ///
    /// # Errors
    ///
    /// When the archive is damaged.
    pub fn read(&self) -> io::Result<Arc<[u8]>> {
        match &self.held {
            Held::Entry(archive, entry) => archive.read(*entry),
            Held::Bytes(bytes) => Ok(bytes.clone()),
        }
    }
}

/// A source that holds nothing.
struct Nothing;

impl Reader for Nothing {
    fn n_units(&self) -> usize {
        0
    }

    fn read(&self, _: usize) -> Batch {
        Batch::default()
    }

    fn digest(&self, _: usize) -> Option<Digest> {
        None
    }

    fn link_target(&self, _: &str) -> Option<LinkTarget> {
        None
    }

    fn locate(&self, _: &Thread, _: Reason, _: Option<&PostId>) -> Option<Place> {
        None
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

/// Opens a source: finds its files and surveys them.
///
/// Problems that leave nothing to read are pushed, and the reader has no units.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Box<dyn Reader + 'a> {
    let is_open = settings.kind == SourceType::Auto;
    let taken_for = if is_open { auto::recognise(settings, files) } else { None };
    let kind = taken_for.unwrap_or(settings.kind);
    let inner = open_as(kind, settings, files, sink);
    // A chat leaves messages out before they are threads.
    let chooses = !settings.channels.is_empty() && !kind.is_chat();
    if taken_for.is_none() && !chooses && settings.decisions.is_empty() {
        return inner;
    }
    let channels = chooses.then(|| Channels::new(&settings.channels));
    Box::new(Settled { inner, settings, channels, taken_for })
}

fn open_as<'a>(
    kind: SourceType,
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Box<dyn Reader + 'a> {
    match kind {
        SourceType::Auto => {
            sink.push(auto::nothing_known(settings));
            Box::new(Nothing)
        }
        SourceType::Csv => Box::new(csv::open(settings, files, sink)),
        SourceType::Discord => Box::new(discord::open(settings, files, sink)),
        SourceType::Discourse => Box::new(discourse::open(settings, files, sink)),
        SourceType::Freshdesk => Box::new(freshdesk::open(settings, files, sink)),
        SourceType::Github => Box::new(github::open(settings, files, sink)),
        SourceType::Intercom => Box::new(intercom::open(settings, files, sink)),
        SourceType::Jsonl => Box::new(jsonl::open(settings, files, sink)),
        SourceType::Khoros => Box::new(khoros::open(settings, files, sink)),
        SourceType::Markdown => Box::new(markdown::open(settings, files, sink)),
        SourceType::Mbox => Box::new(mbox::open(settings, files, sink)),
        SourceType::Reddit => Box::new(reddit::open(settings, files, sink)),
        SourceType::Slack => Box::new(slack::open(settings, files, sink)),
        SourceType::Stackexchange => Box::new(stackexchange::open(settings, files, sink)),
        SourceType::Telegram => Box::new(telegram::open(settings, files, sink)),
        SourceType::X => Box::new(x::open(settings, files, sink)),
        SourceType::Zendesk => Box::new(zendesk::open(settings, files, sink)),
    }
}
