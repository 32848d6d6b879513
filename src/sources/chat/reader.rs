//! The reader of all chats: a thread is a unit.

use std::collections::BTreeSet;

use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::Digest;
use crate::model::{Origin, PostId, Reason, Thread, ThreadId};
use crate::sources::channels::Channels;
use crate::sources::{Batch, LinkTarget, Packed, Reader, Skip, SkipReason};

use super::format::Format;
use super::group::{Group, GroupOptions, Groups, group};
use super::message::{Message, Note, Span};
use super::store::Store;
use super::survey::Survey;
use super::{bridges, survey, thread};

/// How many threads that are left out make up one unit.
const LEFT_PER_UNIT: usize = 1024;

/// How many problems of one thread are described.
const MAX_PROBLEMS: usize = 20;

/// A chat, surveyed.
pub(in crate::sources) struct Chat<'a, F> {
    settings: &'a SourceSettings,
    format: F,
    store: Store<'a>,
    groups: Groups,
    /// What could not be read at all.
    skipped: Vec<Skip>,
    /// The names of its channels, where the settings choose among them.
    channels: BTreeSet<String>,
    /// What decides, besides the messages, how they are read: people, channels.
    around: Digest,
}

impl<'a, F: Format> Chat<'a, F> {
    /// Groups what a survey noted. `around` is the digest of whatever else the format reads.
    pub(in crate::sources) fn new(
        settings: &'a SourceSettings,
        format: F,
        survey: Survey<'a, '_>,
        around: Digest,
    ) -> Chat<'a, F> {
        let Survey { store, notes, skipped, rooms, .. } = survey;
        let chosen = Channels::new(&settings.channels);
        let names = |room: u32| rooms.get(room).map_or(&[][..], |room| room.names.as_slice());
        let mut channels = BTreeSet::new();
        if !settings.channels.is_empty() {
            let private = |note: &&Note| note.fate != Err(SkipReason::Private);
            let open: BTreeSet<u32> = notes.iter().filter(private).map(|note| note.room).collect();
            channels.extend(open.into_iter().flat_map(names).cloned());
        }
        let options = GroupOptions {
            has_singles: format.has_singles(),
            rooms: &rooms,
            takes: &|room| chosen.take(names(room)),
            ranks: &if format.changes() { store.ranks() } else { Vec::new() },
        };
        let groups = group(notes, &options);
        // Who is a bridge, messages say that may be in other threads.
        let mut bridges: Vec<u64> = groups.bridges.iter().copied().collect();
        bridges.sort_unstable();
        let bridges: Vec<[u8; 8]> = bridges.into_iter().map(u64::to_le_bytes).collect();
        let around = Digest::of_parts([&around.0[..], bridges.as_flattened()]);
        Chat { settings, format, store, groups, skipped, channels, around }
    }

    fn members(&self, group: &Group) -> &[Span] {
        self.groups.members.get(group.start as usize..group.end as usize).unwrap_or_default()
    }

    /// Reads the messages of a thread that may be shown. Bytes that have changed since the
    /// survey are told of, as damage is.
    fn messages(&self, group: &Group, sink: &mut Sink) -> Vec<(Span, Message)> {
        let mut messages = Vec::new();
        for span in self.members(group) {
            let record = self.store.read(*span).map_err(|error| error.to_string());
            match record.and_then(|record| self.format.message(span.file, &record)) {
                Ok(Some(mut message)) => {
                    bridges::unwrap(&mut message, &self.groups.bridges);
                    messages.push((*span, message));
                }
                Ok(None) => {}
                Err(reason) if sink.diagnostics().len() < MAX_PROBLEMS => {
                    sink.push(survey::message_invalid(self.place(*span), &reason));
                }
                Err(_) => {}
            }
        }
        messages
    }

    fn thread(&self, group: &Group) -> Batch {
        let mut batch = Batch::default();
        let id = ThreadId(group.id.to_string());
        let members = self.members(group);
        let Some(&first) = members.first() else { return batch };
        let messages = self.messages(group, &mut batch.sink);
        let place = self.place(first);
        let is_damaged = batch.sink.n_errors() > 0;
        // A photo that did not come along leaves the opening to the words behind it.
        let opening = members.get(..group.n_opening as usize).unwrap_or_default();
        let starts = messages.first().is_some_and(|(span, _)| opening.contains(span));
        let reason = match (starts, messages.len()) {
            (false, _) if is_damaged => Some(SkipReason::Invalid),
            (false, _) => Some(SkipReason::Empty),
            (true, 1) if !self.format.has_singles() => Some(SkipReason::Single),
            (true, _) => None,
        };
        if let Some(reason) = reason {
            batch.skipped.push(Skip { id: Some(id), reason, place });
            return batch;
        }
        let origin = Origin { path: place.path, line: place.line };
        let messages = messages.into_iter().map(|(_, message)| message).collect();
        batch.threads.extend(thread::assemble(id, messages, origin, self.settings));
        batch
    }

    fn left(&self, unit: usize) -> Batch {
        let start = unit * LEFT_PER_UNIT;
        let chunk = self.groups.left.iter().skip(start).take(LEFT_PER_UNIT);
        let skipped = chunk.map(|left| Skip {
            id: Some(ThreadId(left.id.to_string())),
            reason: left.reason,
            place: self.place(left.span),
        });
        Batch { skipped: skipped.collect(), ..Batch::default() }
    }

    fn n_left_units(&self) -> usize {
        self.groups.left.len().div_ceil(LEFT_PER_UNIT)
    }

    fn place(&self, span: Span) -> Place {
        Place::line(self.store.path(span.file), span.line as usize)
    }
}

impl<F: Format> Reader for Chat<'_, F> {
    fn n_units(&self) -> usize {
        let n_skipped = usize::from(!self.skipped.is_empty() || !self.channels.is_empty());
        self.groups.threads.len() + self.n_left_units() + n_skipped
    }

    fn read(&self, unit: usize) -> Batch {
        if let Some(group) = self.groups.threads.get(unit) {
            return self.thread(group);
        }
        let unit = unit - self.groups.threads.len();
        match unit < self.n_left_units() {
            true => self.left(unit),
            false => Batch {
                skipped: self.skipped.clone(),
                channels: self.channels.clone(),
                ..Batch::default()
            },
        }
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        // What is left out costs nothing to tell anew.
        let group = self.groups.threads.get(unit)?;
        let mut parts = self.around.0.to_vec();
        parts.extend_from_slice(&group.n_opening.to_le_bytes());
        let mut last = None;
        for span in self.members(group) {
            if last != Some(span.file) {
                parts.extend_from_slice(&self.store.digest(span.file).0);
                parts.extend_from_slice(self.store.path(span.file).as_bytes());
                last = Some(span.file);
            }
            parts.extend_from_slice(&span.offset.to_le_bytes());
        }
        Some(Digest::of_parts([parts.as_slice(), group.id.as_bytes()]))
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        self.format.link_target(url)
    }

    fn packed(&self, path: &str) -> Option<Packed<'_>> {
        self.format.packed(&self.store, path)
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let group = self.groups.threads.iter().find(|group| *group.id == *thread.id.0)?;
        let messages = self.messages(group, &mut Sink::new());
        let of_post = messages.iter().find(|(_, message)| Some(&message.id) == post.map(|p| &p.0));
        let (span, _) = of_post.or(messages.first())?;
        let record = self.store.read(*span).ok()?;
        let marked = String::from_utf8(record).ok().and_then(|record| {
            let range = self.format.mark(&record, reason)?;
            let path = self.store.path(span.file);
            Some(Place::in_record(path, span.line as usize, &record, range))
        });
        Some(marked.unwrap_or_else(|| self.place(*span)))
    }
}
