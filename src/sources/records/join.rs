//! Brings the records of each thread together, across files, by their places alone.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io;
use std::ops::Range;

use crate::config::{Audience, SourceSettings};
use crate::diag::{Diagnostic, Place, Sink};
use crate::files::{Digest, Files};
use crate::model::{PostId, Reason, Thread, ThreadId};

use super::super::{
    Batch, LinkTarget, Reader, SkipReason, attachment_paths, links, paths, problems,
};
use super::format::{Fault, Format, Left, Record, RecordRole, Rest, ThreadRecords, record_invalid};
use super::index::{RecordIndex, ThreadIndex, Twin};
use super::scan::{Damage, LONGEST_RECORD, Scanned, Spot};
use super::work::{Opened, Work};

/// How many bytes of records make a unit, so that reading has little overhead and still
/// spreads over all cores.
const UNIT: u64 = 128 << 10;

/// How many troubles make a unit, so that what is said of them is not in memory all at once.
const TROUBLES: usize = 10_000;

/// How many records of a source are described that have the wrong form; others are counted.
const MAX_DESCRIBED: usize = 1_000;

/// How many records of a thread are in memory at once where they need not be.
const MANY: usize = 1_000;

/// A surveyed source of JSON records.
pub(in crate::sources) struct Joined<'a, F: Format> {
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    format: F,
    paths: Vec<String>,
    /// The threads, in the order of the records that start them.
    threads: ThreadIndex<F::Kind>,
    /// Runs of threads.
    units: Vec<Range<usize>>,
    /// What is no part of a thread.
    faults: Vec<(Spot, Trouble)>,
    /// A digest of all records that threads are made with.
    aside: Digest,
}

/// Why something is left out before threads are read.
#[derive(Clone, Debug)]
enum Trouble {
    /// It is not a whole record.
    Damaged(Damage),
    /// It has not the form of one.
    Invalid(Box<Fault>),
    /// The same, behind very many.
    More,
    /// It is not text.
    NotText,
    /// Another record has its id.
    Taken(Box<Taken>),
    /// Nothing in the file is of this format.
    Foreign,
}

/// Whose id another record has.
#[derive(Clone, Debug)]
struct Taken {
    id: String,
    /// Where the other one is.
    stays: Spot,
    /// The records have no versions, so that one is not simply newer.
    is_told: bool,
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
    found.retain(|path| !attachment_paths::is_asset(settings, path, &["attachments"]));
    let mut survey = Survey {
        files,
        format,
        paths: Vec::with_capacity(found.len()),
        index: RecordIndex::new(),
        faults: Vec::new(),
        aside: Digest::default(),
    };
    for path in found {
        survey.file(path);
    }
    let Survey { mut format, paths, mut index, faults, mut aside, .. } = survey;
    let lost = F::PLAIN_NUMBER.map(|plain| index.settle(plain)).unwrap_or_default();
    let decided = format.surveyed(&paths, &lost, settings, sink);
    if !decided.is_empty() {
        aside = Digest::of_parts([&aside.0[..], decided.as_bytes()]);
    }
    let threads = index.gather();
    let units = cut(&threads);
    Joined { settings, files, format, paths, threads, units, faults, aside }
}

/// One pass over all files.
struct Survey<'a, F: Format> {
    files: &'a dyn Files,
    format: F,
    paths: Vec<String>,
    index: RecordIndex<F::Kind>,
    faults: Vec<(Spot, Trouble)>,
    aside: Digest,
}

impl<F: Format> Survey<'_, F> {
    fn file(&mut self, path: String) {
        let file = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        let (files, mut n_known, n_before) = (self.files, 0, self.faults.len());
        self.index.start_file();
        let open = || files.stream(&path);
        F::find(file, &open, &mut |spot, found| match found {
            Scanned::Record(kind, bytes) => n_known += self.record(&path, kind, spot, bytes),
            Scanned::Damaged(damage) => self.faults.push((spot, Trouble::Damaged(damage))),
        });
        // What is wrong with its records is beside the point where none of them can be read.
        let is_foreign = self.format.is_foreign(file);
        if is_foreign {
            self.faults.truncate(n_before);
        }
        if is_foreign || n_known == 0 && self.faults.len() == n_before {
            let spot = Spot { file, line: 1, ..Spot::default() };
            self.faults.push((spot, Trouble::Foreign));
        }
        self.paths.push(path);
    }

    /// Takes one record; returns 1 when it is of this format, else 0.
    fn record(&mut self, path: &str, kind: F::Kind, spot: Spot, bytes: &[u8]) -> usize {
        let Some(text) = self.format.text(kind, bytes) else {
            self.faults.push((spot, Trouble::NotText));
            return 1;
        };
        match self.format.survey(&Record { kind, spot, path, text: &text }) {
            RecordRole::Thread { id, version } => {
                let twin = self.index.root(&id, version, kind, spot);
                self.faults.extend(twin.map(|Twin { gone, stays, is_told }| {
                    (gone, Trouble::Taken(Box::new(Taken { id, stays, is_told })))
                }));
            }
            RecordRole::Of(id) => self.index.part(&id, kind, spot),
            RecordRole::Reply { id, to } => self.index.reply(&id, &to, kind, spot),
            RecordRole::Aside => self.aside = Digest::of_parts([&self.aside.0[..], bytes]),
            RecordRole::Nothing => return 0,
            RecordRole::Invalid(fault) => {
                let trouble = match self.faults.len() < MAX_DESCRIBED {
                    true => Trouble::Invalid(Box::new(fault)),
                    false => Trouble::More,
                };
                self.faults.push((spot, trouble));
            }
        }
        1
    }
}

/// Cuts the threads into units.
fn cut<K: Copy>(threads: &ThreadIndex<K>) -> Vec<Range<usize>> {
    let (mut units, mut start, mut length) = (Vec::new(), 0, 0);
    for thread in 0..threads.len() {
        length += threads.records(thread).map(|(_, spot)| spot.length).sum::<u64>();
        if length >= UNIT || thread + 1 == threads.len() {
            units.push(start..thread + 1);
            (start, length) = (thread + 1, 0);
        }
    }
    units
}

impl<F: Format> Joined<'_, F> {
    /// What a unit at the start tells that is no part of a thread.
    fn faults_of(&self, unit: usize) -> Option<&[(Spot, Trouble)]> {
        self.faults.chunks(TROUBLES).nth(unit)
    }

    /// The threads of a unit.
    fn unit(&self, unit: usize) -> Range<usize> {
        let at = unit.checked_sub(self.faults.len().div_ceil(TROUBLES));
        at.and_then(|at| self.units.get(at)).cloned().unwrap_or_default()
    }

    /// Opens what a unit is read from.
    fn opened(&self, unit: Range<usize>) -> Opened {
        let spots = unit.flat_map(|thread| self.threads.records(thread)).map(|(_, spot)| spot);
        Opened::new(self.files, &self.paths, spots)
    }

    /// Reads records of a thread, one after another, but for the first `n_before`.
    fn texts<'t>(
        &'t self,
        thread: usize,
        n_before: usize,
        open: &'t mut Opened,
    ) -> impl Iterator<Item = (F::Kind, Spot, io::Result<Vec<u8>>)> + 't {
        let read =
            |(kind, spot): (F::Kind, Spot)| (kind, spot, open.read(self.files, &self.paths, spot));
        self.threads.records(thread).skip(n_before).map(read)
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
                let told = problems::export_unreadable(place, message, note);
                match F::MEND {
                    Some(help) => Diagnostic { helps: vec![help.to_owned()], ..told },
                    None => told,
                }
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
            Trouble::Invalid(fault) => record_invalid(place, Fault::clone(fault)),
            Trouble::NotText => not_text(place, F::NOT_TEXT),
            Trouble::Taken(taken) if taken.is_told => {
                let id = super::super::fields::short(&taken.id);
                problems::id_taken(place, "the record", &id, self.place(taken.stays))
            }
            Trouble::Taken(_) | Trouble::More => return None,
            Trouble::Foreign if self.format.is_told() => return None,
            Trouble::Foreign => {
                let message = format!("`{path}` holds no records of {name}");
                let told = problems::export_unreadable(place, message, F::WANTED.to_owned());
                match self.format.found_instead(spot.file) {
                    Some(found) => told.note(found),
                    None => told,
                }
            }
        })
    }

    fn faults(&self, faults: &[(Spot, Trouble)]) -> Batch {
        let mut work = Work::default();
        for (spot, trouble) in faults {
            if let Some(diagnostic) = self.describe(*spot, trouble) {
                work.problem(diagnostic);
            }
            let (id, reason) = match trouble {
                Trouble::Damaged(Damage::NotObject | Damage::TooLong)
                | Trouble::Invalid(_)
                | Trouble::More
                | Trouble::NotText => (None, SkipReason::Invalid),
                Trouble::Damaged(_) | Trouble::Foreign => (None, SkipReason::Unreadable),
                Trouble::Taken(taken) => (Some(ThreadId(taken.id.clone())), SkipReason::IdTaken),
            };
            work.skip(id, reason, self.place(*spot));
        }
        work.finish()
    }

    /// Why a record has no text.
    fn unread(&self, spot: Spot, text: &io::Result<Option<Cow<'_, str>>>) -> Option<Diagnostic> {
        match text {
            Ok(_) => Some(not_text(self.place(spot), F::NOT_TEXT)),
            Err(error) => self.describe(spot, &Trouble::Damaged(Damage::Io(error.kind()))),
        }
    }

    fn thread(&self, thread: usize, open: &mut Opened, work: &mut Work) {
        let id = || Some(ThreadId(self.threads.id(thread).to_owned()));
        let first = self.threads.records(thread).next().map(|(_, spot)| spot);
        let first = self.place(first.unwrap_or_default());
        if !self.threads.has_root(thread) && !F::ROOTLESS {
            return work.skip(id(), SkipReason::Orphan, first);
        }
        let is_long = F::ONE_BY_ONE && self.threads.records(thread).len() > MANY;
        let n_now = if is_long { 1 } else { usize::MAX };
        let texts: Vec<(F::Kind, Spot, io::Result<Vec<u8>>)> =
            self.texts(thread, 0, open).take(n_now).collect();
        let read: Vec<io::Result<Option<Cow<'_, str>>>> =
            texts.iter().map(|(kind, _, bytes)| text_of(&self.format, *kind, bytes)).collect();
        let mut records = Vec::with_capacity(texts.len());
        for (at, ((kind, spot, _), text)) in texts.iter().zip(&read).enumerate() {
            let (kind, spot, path) = (*kind, *spot, self.path(*spot));
            match text {
                Ok(Some(text)) => records.push(Record { kind, spot, path, text }),
                text => self.unread(spot, text).into_iter().for_each(|d| work.problem(d)),
            }
            if at == 0 && records.is_empty() {
                return work.skip(id(), SkipReason::Unreadable, first);
            }
        }
        let unread = RefCell::new(Vec::new());
        let open = RefCell::new(open);
        let rest = |each: &mut dyn FnMut(&Record<'_, F::Kind>)| {
            for (kind, spot, bytes) in self.texts(thread, 1, &mut open.borrow_mut()) {
                match text_of(&self.format, kind, &bytes) {
                    Ok(Some(text)) => {
                        each(&Record { kind, spot, path: self.path(spot), text: &text });
                    }
                    text => unread.borrow_mut().extend(self.unread(spot, &text)),
                }
            }
        };
        let rest = is_long.then_some(&rest as Rest<'_, F::Kind>);
        let records = ThreadRecords { id: self.threads.id(thread), all: records, rest };
        let mut sink = Sink::new();
        let result = self.format.thread(&records, self.settings, &mut sink);
        let problems = sink.into_sorted().into_iter().chain(unread.take());
        problems.for_each(|diagnostic| work.problem(diagnostic));
        match result {
            Ok(thread) => work.batch.threads.push(thread),
            Err(Left::Skip(reason)) => work.skip(id(), reason, first),
            Err(Left::Invalid(fault)) => {
                work.problem(record_invalid(records.all[0].silent(fault.at), fault));
                work.skip(id(), SkipReason::Invalid, first);
            }
        }
    }
}

impl<F: Format> Reader for Joined<'_, F> {
    fn n_units(&self) -> usize {
        self.units.len() + self.faults.len().div_ceil(TROUBLES)
    }

    fn read(&self, unit: usize) -> Batch {
        if let Some(faults) = self.faults_of(unit) {
            return self.faults(faults);
        }
        let (mut open, mut work) = (self.opened(self.unit(unit)), Work::default());
        for thread in self.unit(unit) {
            self.thread(thread, &mut open, &mut work);
        }
        work.finish()
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        let mut hasher = blake3::Hasher::new();
        if let Some(faults) = self.faults_of(unit) {
            hasher.update(format!("{:?}", self.paths).as_bytes());
            for fault in faults {
                hasher.update(format!("{fault:?}").as_bytes());
            }
            return Some(Digest::from_hasher(&hasher));
        }
        let mut open = self.opened(self.unit(unit));
        hasher.update(&self.aside.0);
        for thread in self.unit(unit) {
            hasher.update(self.threads.id(thread).as_bytes());
            for (_, spot, bytes) in self.texts(thread, 0, &mut open) {
                hasher.update(self.path(spot).as_bytes());
                hasher.update(&spot.line.to_le_bytes());
                hasher.update(&spot.column.to_le_bytes());
                hasher.update(&spot.length.to_le_bytes());
                hasher.update(&bytes.ok()?);
            }
        }
        Some(Digest::from_hasher(&hasher))
    }

    fn audience(&self) -> Option<Audience> {
        self.format.audience()
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        self.format.link_target(links::below(self.settings.url.as_deref(), url)?)
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let at = self.threads.find(thread.id.0.as_str())?;
        let mut open = self.opened(at..at + 1);
        let text = |(kind, spot, bytes): (F::Kind, Spot, io::Result<Vec<u8>>)| {
            let text = text_of(&self.format, kind, &bytes).ok()??.into_owned();
            Some((kind, spot, text))
        };
        let texts = self.texts(at, 0, &mut open).filter_map(text);
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
        let records = ThreadRecords { id: &thread.id.0, all: records, rest: None };
        let found = self.format.mark(&records, thread, reason, post);
        let (at, range) = found.unwrap_or((0, 0..1));
        Some(records.all.get(at)?.place(range))
    }
}

fn text_of<'b, F: Format>(
    format: &F,
    kind: F::Kind,
    bytes: &'b io::Result<Vec<u8>>,
) -> io::Result<Option<Cow<'b, str>>> {
    match bytes {
        Ok(bytes) => Ok(format.text(kind, bytes)),
        Err(error) => Err(error.kind().into()),
    }
}

fn not_text(place: Place, help: &str) -> Diagnostic {
    let message = "this record is not text in UTF-8".to_owned();
    let told = problems::record_invalid(place, message, "");
    Diagnostic { helps: vec![help.to_owned()], ..told }
}
