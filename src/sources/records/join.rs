//! Brings the records of each thread together, across files, by their places alone.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use crate::config::SourceSettings;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::diag::Sink;
use crate::files::Digest;
use crate::files::Files;
use crate::model::PostId;
use crate::model::Reason;
use crate::model::Thread;
use crate::model::ThreadId;

use super::super::Batch;
use super::super::LinkTarget;
use super::super::Reader;
use super::super::SkipReason;
use super::super::beside;
use super::super::links;
use super::super::paths;
use super::super::problems;
use super::Damage;
use super::Fault;
use super::Format;
use super::Found;
use super::Left;
use super::Part;
use super::Record;
use super::Spot;
use super::Whole;
use super::record_invalid;
use super::scan::LONGEST_RECORD;
use super::work::Opened;
use super::work::Work;

/// How many bytes of records make a unit, so that reading has little overhead and still
/// spreads over all cores.
const UNIT: u64 = 128 << 10;

/// How many replies to replies are followed; more are a circle.
const LONGEST_CHAIN: usize = 10_000;

/// A surveyed source of JSON records.
pub(in crate::sources) struct Joined<'a, F: Format> {
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    format: F,
    paths: Vec<String>,
    /// The threads, in the order of the records that start them.
    groups: Vec<Group<F::Kind>>,
    by_id: HashMap<Box<str>, u32, FxBuildHasher>,
    /// Replies of which the thread is not yet known, by their ids: what they reply to.
    replies: HashMap<Box<str>, Reply<F::Kind>, FxBuildHasher>,
    /// Runs of threads.
    units: Vec<Range<usize>>,
    /// What is no part of a thread.
    faults: Vec<(Spot, Trouble)>,
    /// A digest of all records that threads are made with.
    aside: Digest,
}

/// What a reply replies to, and the reply.
type Reply<K> = (Box<str>, K, Spot);

/// The records of one thread.
struct Group<K> {
    id: Box<str>,
    /// The record that starts it, and its version.
    root: Option<(K, Spot, u64)>,
    parts: Vec<(K, Spot)>,
}

/// Why something is left out before threads are read.
#[derive(Clone, Debug)]
enum Trouble {
    /// It is not a whole record.
    Damaged(Damage),
    /// It has not the form of one.
    Invalid(Fault),
    /// It is not text.
    NotText,
    /// Another record has its id: the id, and where that is. Told of unless the records
    /// have versions.
    Taken(Box<str>, Spot, bool),
    /// Nothing in the file is of this format.
    Foreign,
}

/// Finds and surveys the files of a source.
pub(in crate::sources) fn open<'a, F: Format>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
    format: F,
) -> Joined<'a, F> {
    let mut found = paths::files_of(settings, files, F::EXTENSIONS, sink);
    // What customers have sent may be JSON, too.
    found.retain(|path| !beside::is_asset(settings, path, &["attachments"]));
    let mut joined = Joined {
        settings,
        files,
        format,
        paths: Vec::with_capacity(found.len()),
        groups: Vec::new(),
        by_id: HashMap::default(),
        replies: HashMap::default(),
        units: Vec::new(),
        faults: Vec::new(),
        aside: Digest::default(),
    };
    for path in found {
        joined.survey(path);
    }
    joined.follow();
    joined.cut();
    joined
}

impl<F: Format> Joined<'_, F> {
    fn survey(&mut self, path: String) {
        let file = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        let (files, mut n_known, n_before) = (self.files, 0, self.faults.len());
        let open = || files.stream(&path);
        F::find(file, &open, &mut |spot, found| match found {
            Found::Record(kind, bytes) => n_known += self.record(&path, kind, spot, bytes),
            Found::Damaged(damage) => self.faults.push((spot, Trouble::Damaged(damage))),
        });
        if n_known == 0 && self.faults.len() == n_before {
            let spot = Spot { file, line: 1, ..Spot::default() };
            self.faults.push((spot, Trouble::Foreign));
        }
        self.paths.push(path);
    }

    /// Takes one record; returns 1 when it is of this format, else 0.
    fn record(&mut self, path: &str, kind: F::Kind, spot: Spot, bytes: &[u8]) -> usize {
        let Some(text) = self.format.text(bytes) else {
            self.faults.push((spot, Trouble::NotText));
            return 1;
        };
        match self.format.glance(&Record { kind, spot, path, text: &text }) {
            Part::Thread { id, version } => self.root(id, kind, spot, version),
            Part::Of(id) => {
                let at = self.group(id);
                self.groups[at].parts.push((kind, spot));
            }
            Part::Reply { id, to } => {
                let reply = (to.into_boxed_str(), kind, spot);
                self.replies.entry(id.into_boxed_str()).or_insert(reply);
            }
            Part::Aside => self.aside = Digest::of_parts([&self.aside.0[..], bytes]),
            Part::Nothing => return 0,
            Part::Invalid(fault) => self.faults.push((spot, Trouble::Invalid(fault))),
        }
        1
    }

    /// Finds the threads of replies, by what they reply to.
    fn follow(&mut self) {
        let mut found: Vec<(Spot, F::Kind, Box<str>)> = Vec::with_capacity(self.replies.len());
        let replies = std::mem::take(&mut self.replies);
        for (to, kind, spot) in replies.values() {
            let (mut at, mut n_steps) = (to, 0);
            while let Some((next, _, _)) = replies.get(at).filter(|_| n_steps < LONGEST_CHAIN) {
                (at, n_steps) = (next, n_steps + 1);
            }
            found.push((*spot, *kind, at.clone()));
        }
        // The order of a map is no order.
        found.sort_by_key(|(spot, _, _)| *spot);
        for (spot, kind, id) in found {
            let at = self.group(id.into());
            self.groups[at].parts.push((kind, spot));
        }
    }

    fn root(&mut self, id: String, kind: F::Kind, spot: Spot, version: u64) {
        let at = self.group(id);
        let group = &mut self.groups[at];
        let Some((_, first, known)) = group.root else {
            group.root = Some((kind, spot, version));
            return;
        };
        let (gone, stays) = if version > known { (first, spot) } else { (spot, first) };
        if version > known {
            group.root = Some((kind, spot, version));
        }
        let is_told = version == 0 && known == 0;
        self.faults.push((gone, Trouble::Taken(group.id.clone(), stays, is_told)));
    }

    fn group(&mut self, id: String) -> usize {
        let next = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        match self.by_id.entry(id.into_boxed_str()) {
            Entry::Occupied(known) => *known.get() as usize,
            Entry::Vacant(free) => {
                let id = free.key().clone();
                free.insert(next);
                self.groups.push(Group { id, root: None, parts: Vec::new() });
                next as usize
            }
        }
    }

    /// Puts the threads in their order and cuts them into units.
    fn cut(&mut self) {
        self.groups.sort_by_key(Group::spot);
        for (at, group) in self.groups.iter().enumerate() {
            if let Some(known) = self.by_id.get_mut(&group.id) {
                *known = u32::try_from(at).unwrap_or(u32::MAX);
            }
        }
        let (mut start, mut length) = (0, 0);
        for (at, group) in self.groups.iter().enumerate() {
            length += group.spots().map(|(_, spot)| spot.length).sum::<u64>();
            if length >= UNIT || at + 1 == self.groups.len() {
                self.units.push(start..at + 1);
                (start, length) = (at + 1, 0);
            }
        }
    }

    /// Whether the first unit tells what is no part of a thread.
    fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    fn unit(&self, unit: usize) -> &[Group<F::Kind>] {
        let at = unit.checked_sub(usize::from(self.has_faults()));
        let run = at.and_then(|at| self.units.get(at)).cloned();
        run.map_or(&[], |run| &self.groups[run])
    }

    /// Reads all records of a thread; those that cannot be read are given back apart.
    fn texts(
        &self,
        group: &Group<F::Kind>,
        open: &mut Opened,
    ) -> Vec<(F::Kind, Spot, io::Result<Vec<u8>>)> {
        let read =
            |(kind, spot): (F::Kind, Spot)| (kind, spot, open.read(self.files, &self.paths, spot));
        group.spots().map(read).collect()
    }

    fn path(&self, spot: Spot) -> &str {
        self.paths.get(spot.file as usize).map_or("", String::as_str)
    }

    fn place(&self, spot: Spot) -> Place {
        Place::column(self.path(spot), spot.line.max(1) as usize, spot.column as usize)
    }

    /// Describes one trouble; `None` when it needs no word.
    fn describe(&self, spot: Spot, trouble: &Trouble) -> Option<Diagnostic> {
        let place = self.place(spot);
        let path = self.path(spot);
        let name = F::NAME;
        Some(match trouble {
            Trouble::Damaged(Damage::Ends) => {
                let note = "a download or an export that stopped early looks like this";
                let message = format!("`{path}` ends in the middle of a value");
                problems::export_unreadable(place, message, note.to_owned())
            }
            Trouble::Damaged(Damage::Syntax) => {
                let message = format!("`{path}` {}", F::DAMAGED);
                let note = "reading goes on where the next record starts".to_owned();
                problems::export_unreadable(place, message, note)
            }
            Trouble::Damaged(Damage::Io(kind)) => {
                let message = format!("`{path}` cannot be read");
                problems::export_unreadable(place, message, kind.to_string())
            }
            Trouble::Damaged(Damage::NotObject) => {
                let message = "this is not a JSON object".to_owned();
                problems::record_invalid(place, message, "")
            }
            Trouble::Damaged(Damage::TooLong) => {
                let message = format!("this record is too long: {} MB", spot.length >> 20);
                problems::record_invalid(place, message, "")
                    .note(format!("a record may have {} MB", LONGEST_RECORD >> 20))
            }
            Trouble::Invalid(fault) => record_invalid(place, fault.clone()),
            Trouble::NotText => not_text(place),
            Trouble::Taken(id, stays, true) => {
                let id = super::super::fields::short(id);
                problems::id_taken(place, "the record", &id, self.place(*stays))
            }
            Trouble::Taken(_, _, false) => return None,
            Trouble::Foreign => {
                let message = format!("`{path}` holds no records of {name}");
                problems::export_unreadable(place, message, F::WANTED.to_owned())
            }
        })
    }

    fn faults(&self) -> Batch {
        let mut work = Work::default();
        for (spot, trouble) in &self.faults {
            if let Some(diagnostic) = self.describe(*spot, trouble) {
                work.problem(diagnostic);
            }
            let (id, reason) = match trouble {
                Trouble::Damaged(Damage::NotObject | Damage::TooLong)
                | Trouble::Invalid(_)
                | Trouble::NotText => (None, SkipReason::Invalid),
                Trouble::Damaged(_) | Trouble::Foreign => (None, SkipReason::Unreadable),
                Trouble::Taken(id, _, _) => (Some(ThreadId(id.to_string())), SkipReason::IdTaken),
            };
            work.skip(id, reason, self.place(*spot));
        }
        work.finish()
    }

    fn group_read(&self, group: &Group<F::Kind>, open: &mut Opened, work: &mut Work) {
        let id = || Some(ThreadId(group.id.to_string()));
        let first = self.place(group.spot());
        if group.root.is_none() && !F::ROOTLESS {
            return work.skip(id(), SkipReason::Orphan, first);
        }
        let texts = self.texts(group, open);
        let mut records = Vec::with_capacity(texts.len());
        let read: Vec<io::Result<Option<Cow<'_, str>>>> =
            texts.iter().map(|(_, _, bytes)| text_of(&self.format, bytes)).collect();
        for (at, ((kind, spot, _), text)) in texts.iter().zip(&read).enumerate() {
            let (kind, spot, path) = (*kind, *spot, self.path(*spot));
            match text {
                Ok(Some(text)) => records.push(Record { kind, spot, path, text }),
                Ok(None) => work.problem(not_text(self.place(spot))),
                Err(error) => {
                    let trouble = Trouble::Damaged(Damage::Io(error.kind()));
                    self.describe(spot, &trouble).into_iter().for_each(|d| work.problem(d));
                }
            }
            if at == 0 && records.is_empty() {
                return work.skip(id(), SkipReason::Unreadable, first);
            }
        }
        let whole = Whole { id: &group.id, records };
        let mut sink = Sink::new();
        let result = self.format.thread(&whole, self.settings, &mut sink);
        sink.into_sorted().into_iter().for_each(|diagnostic| work.problem(diagnostic));
        match result {
            Ok(thread) => work.batch.threads.push(thread),
            Err(Left::Skip(reason)) => work.skip(id(), reason, first),
            Err(Left::Invalid(fault)) => {
                work.problem(record_invalid(whole.records[0].silent(fault.at), fault));
                work.skip(id(), SkipReason::Invalid, first);
            }
        }
    }
}

impl<F: Format> Reader for Joined<'_, F> {
    fn n_units(&self) -> usize {
        self.units.len() + usize::from(self.has_faults())
    }

    fn read(&self, unit: usize) -> Batch {
        if unit == 0 && self.has_faults() {
            return self.faults();
        }
        let (mut open, mut work) = (Opened::default(), Work::default());
        for group in self.unit(unit) {
            self.group_read(group, &mut open, &mut work);
        }
        work.finish()
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        if unit == 0 && self.has_faults() {
            let told = format!("{:?}{:?}", self.paths, self.faults);
            return Some(Digest::of(told.as_bytes()));
        }
        let mut open = Opened::default();
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.aside.0);
        for group in self.unit(unit) {
            hasher.update(group.id.as_bytes());
            for (_, spot, bytes) in self.texts(group, &mut open) {
                hasher.update(self.path(spot).as_bytes());
                hasher.update(&spot.line.to_le_bytes());
                hasher.update(&spot.column.to_le_bytes());
                hasher.update(&spot.length.to_le_bytes());
                hasher.update(&bytes.ok()?);
            }
        }
        Some(Digest::from_hasher(&hasher))
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        self.format.link_target(links::below(self.settings.url.as_deref(), url)?)
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let at = *self.by_id.get(thread.id.0.as_str())?;
        let group = self.groups.get(at as usize)?;
        let mut open = Opened::default();
        let text = |(kind, spot, bytes): (F::Kind, Spot, io::Result<Vec<u8>>)| {
            let text = text_of(&self.format, &bytes).ok()??.into_owned();
            Some((kind, spot, text))
        };
        let texts = self.texts(group, &mut open).into_iter().filter_map(text);
        let texts: Vec<(F::Kind, Spot, String)> = texts.collect();
        let records = texts
            .iter()
            .map(|(kind, spot, text)| Record {
                kind: *kind,
                spot: *spot,
                path: self.path(*spot),
                text,
            })
            .collect();
        let whole = Whole { id: &group.id, records };
        let found = self.format.mark(&whole, thread, reason, post);
        let (at, range) = found.unwrap_or((0, 0..1));
        Some(whole.records.get(at)?.place(range))
    }
}

fn text_of<'b, F: Format>(
    format: &F,
    bytes: &'b io::Result<Vec<u8>>,
) -> io::Result<Option<Cow<'b, str>>> {
    match bytes {
        Ok(bytes) => Ok(format.text(bytes)),
        Err(error) => Err(error.kind().into()),
    }
}

impl<K: Copy> Group<K> {
    /// Where it starts.
    fn spot(&self) -> Spot {
        let root = self.root.as_ref().map(|(_, spot, _)| *spot);
        root.or_else(|| self.parts.first().map(|(_, spot)| *spot)).unwrap_or_default()
    }

    /// Its records, the one that starts it first.
    fn spots(&self) -> impl Iterator<Item = (K, Spot)> + '_ {
        let root = self.root.iter().map(|(kind, spot, _)| (*kind, *spot));
        root.chain(self.parts.iter().copied())
    }
}

fn not_text(place: Place) -> Diagnostic {
    problems::record_invalid(place, "this record is not text in UTF-8".to_owned(), "")
}
