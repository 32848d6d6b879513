//! One pass over the files before anything is read: where the records lie,
//! which ids come twice, and which fields nobody knows.
//!
//! Those need the whole source in its order, so they are settled here once,
//! and reading in parallel gives the same messages every time. The pass looks
//! at keys and ids only; it builds no record.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;

use rustc_hash::FxBuildHasher;
use serde::de::IgnoredAny;

use crate::diag::{Place, Sink};
use crate::files::Files;

use super::super::fields;
use super::super::json_cursor::Cursor;
use super::wire::Id;

/// The longest line that is read, in bytes.
pub(super) const LONGEST_LINE: u64 = 32 << 20;

/// How many bytes of lines make a unit, so that reading has little overhead
/// and still spreads over all cores.
const UNIT: u64 = 128 << 10;

/// How many different unknown fields of one file are named.
const MAX_UNKNOWN: usize = 20;

/// What is known of the files before they are read.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The files, in order.
    pub paths: Vec<String>,
    /// Runs of lines, in the order of the files.
    pub units: Vec<Unit>,
    /// Records whose id an earlier record has: where, and where the earlier one is.
    pub taken: BTreeMap<Spot, Spot>,
}

/// A line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// The number of the file, from 0.
    pub file: usize,
    /// The line, from 1.
    pub line: usize,
}

/// A run of whole lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// What it holds.
    pub kind: UnitKind,
    /// Where its first line is.
    pub first: Spot,
    /// Where it starts in the file, in bytes.
    pub offset: u64,
    /// How many bytes it has, with the line breaks.
    pub length: u64,
    /// How many records it holds.
    pub n_records: usize,
}

/// What a run of lines holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Lines to be read.
    Lines,
    /// One JSON array over many lines, which is the whole file.
    Array,
    /// One line that is too long.
    TooLong,
    /// The rest of a file that could not be read.
    Unreadable(io::ErrorKind),
}

/// What an object of a record is, and so which fields it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Object {
    /// The record itself.
    Thread,
    /// Somebody who wrote a post.
    Author,
    /// The first post.
    Question,
    /// An answer.
    Answer,
    /// A comment.
    Comment,
    /// A file that came with one of them.
    Attachment,
}

/// Surveys the files; `is_record` tells whether a line would be imported.
pub(super) fn survey(
    paths: Vec<String>,
    files: &dyn Files,
    sink: &mut Sink,
    is_record: fn(&[u8]) -> bool,
) -> Survey {
    let (survey, holders) = (Survey::default(), HashMap::default());
    let mut surveyor = Surveyor { files, sink, is_record, survey, holders };
    for path in paths {
        surveyor.file(path);
    }
    surveyor.survey
}

/// Returns the record on a line, empty when there is none: without the line
/// break, and without the mark that some programs put at the start of a file.
pub(super) fn record_of(line: &[u8], is_first: bool) -> &[u8] {
    let mark = if is_first { "\u{feff}".as_bytes() } else { b"" };
    line.strip_prefix(mark).unwrap_or(line).trim_ascii_end()
}

/// The record that has an id.
struct Holder {
    spot: Spot,
    offset: u64,
    length: u64,
    /// It was read and would be imported.
    is_sure: bool,
}

struct Surveyor<'a> {
    files: &'a dyn Files,
    sink: &'a mut Sink,
    is_record: fn(&[u8]) -> bool,
    survey: Survey,
    holders: HashMap<Box<str>, Holder, FxBuildHasher>,
}

/// Where the survey of one file stands: at the start of a line.
struct Progress {
    spot: Spot,
    offset: u64,
    /// The unit that grows; it ends at `offset`.
    unit: Unit,
    /// The unknown fields that were named.
    unknown: HashSet<(Object, String)>,
}

impl Surveyor<'_> {
    fn file(&mut self, path: String) {
        let spot = Spot { file: self.survey.paths.len(), line: 1 };
        let stream = self.files.stream(&path);
        self.survey.paths.push(path);
        let unit = Unit { kind: UnitKind::Lines, first: spot, offset: 0, length: 0, n_records: 0 };
        let mut progress = Progress { spot, offset: 0, unit, unknown: HashSet::new() };
        let result = stream.and_then(|stream| {
            let mut reader = BufReader::with_capacity(1 << 20, stream);
            let mut line = Vec::new();
            let mut is_first = true;
            while let Some(length) = next_line(&mut reader, &mut line)? {
                let record = record_of(&line, progress.spot.line == 1).trim_ascii_start();
                if is_first && length <= LONGEST_LINE && starts_array(record) {
                    let unit = Unit { kind: UnitKind::Array, first: progress.spot, ..unit };
                    progress.unit = Unit { length, n_records: 1, ..unit };
                    break;
                }
                is_first &= record.is_empty();
                self.line(&mut progress, &line, length);
            }
            Ok(())
        });
        self.close(&mut progress);
        if let Err(error) = result {
            progress.unit.kind = UnitKind::Unreadable(error.kind());
            progress.unit.n_records = 1;
            self.close(&mut progress);
        }
    }

    fn line(&mut self, progress: &mut Progress, line: &[u8], length: u64) {
        let record = record_of(line, progress.spot.line == 1);
        let is_too_long = length > LONGEST_LINE;
        if is_too_long {
            self.close(progress);
            progress.unit.kind = UnitKind::TooLong;
        } else if !record.is_empty() {
            self.record(progress, record, length);
        }
        progress.unit.n_records += usize::from(is_too_long || !record.is_empty());
        progress.unit.length += length;
        progress.offset += length;
        progress.spot.line += 1;
        if is_too_long || progress.unit.length >= UNIT {
            self.close(progress);
        }
    }

    /// Ends the growing unit and starts the next one.
    fn close(&mut self, progress: &mut Progress) {
        let (first, offset) = (progress.spot, progress.offset);
        let next = Unit { kind: UnitKind::Lines, first, offset, length: 0, n_records: 0 };
        let unit = std::mem::replace(&mut progress.unit, next);
        if unit.n_records > 0 {
            self.survey.units.push(unit);
        }
    }

    fn record(&mut self, progress: &mut Progress, record: &[u8], length: u64) {
        let mut header =
            RecordHeader { cursor: Cursor::new(record), id: None, unknown: Vec::new() };
        header.object(Object::Thread);
        let (id, unknown) = (header.id, header.unknown);
        for (object, key) in unknown {
            self.unknown(progress, record, object, key);
        }
        let Some(id) = id else { return };
        let (spot, offset) = (progress.spot, progress.offset);
        let holder = Holder { spot, offset, length, is_sure: false };
        match self.holders.get(&*id.0).map(|earlier| earlier.spot) {
            Some(earlier) if self.keeps(&id) => {
                self.survey.taken.insert(spot, earlier);
            }
            _ => {
                self.holders.insert(id.0.into_boxed_str(), holder);
            }
        }
    }

    /// Tells whether the record that has an id will be imported. A record that
    /// is skipped for its own faults must not take the id from a good one.
    fn keeps(&mut self, id: &Id) -> bool {
        let Some(holder) = self.holders.get_mut(&*id.0) else { return false };
        if !holder.is_sure {
            let mut line = vec![0; usize::try_from(holder.length).unwrap_or(0)];
            let path = &self.survey.paths[holder.spot.file];
            let read = self.files.random(path).and_then(|f| f.read_at(holder.offset, &mut line));
            let record = record_of(&line, holder.spot.line == 1);
            holder.is_sure = read.is_ok() && (self.is_record)(record);
        }
        holder.is_sure
    }

    fn unknown(
        &mut self,
        progress: &mut Progress,
        record: &[u8],
        object: Object,
        key: Range<usize>,
    ) {
        let name = Cursor::new(record).text(key.clone()).into_owned();
        let n_known = progress.unknown.len();
        if n_known > MAX_UNKNOWN || !progress.unknown.insert((object, name.clone())) {
            return;
        }
        let path = &self.survey.paths[progress.spot.file];
        let place = match std::str::from_utf8(record) {
            Ok(text) => Place::in_record(path, progress.spot.line, text, key),
            Err(_) => Place::line(path, progress.spot.line),
        };
        let diagnostic = fields::key_unknown(place, &name, object.name(), object.keys());
        self.sink.push(match n_known == MAX_UNKNOWN {
            true => diagnostic.note("further unknown fields of this file are not listed"),
            false => diagnostic,
        });
    }
}

/// Whether a line starts a JSON array that goes on in the next lines.
fn starts_array(record: &[u8]) -> bool {
    record.starts_with(b"[") && serde_json::from_slice::<IgnoredAny>(record).is_err()
}

/// Reads a line with its break into `line`, and returns its length; of a line
/// that is too long, `line` holds the start only.
fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<u64>> {
    line.clear();
    let mut length = reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', line)? as u64;
    if length > LONGEST_LINE && line.last() != Some(&b'\n') {
        length += reader.skip_until(b'\n')? as u64;
    }
    Ok((length > 0).then_some(length))
}

/// Walks through a record and keeps what the survey needs.
struct RecordHeader<'a> {
    cursor: Cursor<'a>,
    id: Option<Id>,
    unknown: Vec<(Object, Range<usize>)>,
}

impl RecordHeader<'_> {
    /// Recurses as deep as a record is built, four levels.
    fn object(&mut self, object: Object) {
        if !self.cursor.enter(b'{') {
            self.cursor.skip();
            return;
        }
        while let Some(key) = self.cursor.next_key() {
            let name = self.cursor.text(key.clone());
            if object == Object::Thread && name == "id" {
                let value = self.cursor.skip();
                self.id = serde_json::from_slice(self.cursor.raw(value)).ok();
            } else if let Some(inner) = object.member(&name) {
                self.inner(inner);
            } else {
                if !object.keys().contains(&&*name) && self.unknown.len() <= MAX_UNKNOWN {
                    self.unknown.push((object, key));
                }
                self.cursor.skip();
            }
        }
    }

    /// One object, or a list of them.
    fn inner(&mut self, object: Object) {
        if self.cursor.enter(b'[') {
            while self.cursor.next_item() {
                self.object(object);
            }
        } else {
            self.object(object);
        }
    }
}

/// The fields of a thread.
const THREAD: &[&str] = &[
    "id",
    "title",
    "kind",
    "url",
    "language",
    "created",
    "updated",
    "tags",
    "category",
    "product",
    "version",
    "status",
    "duplicate_of",
    "translation_of",
    "translated_from",
    "licence",
    "slug",
    "aliases",
    "summary",
    "solved",
    "best",
    "publish",
    "likes",
    "verified_on",
    "verified_by",
    "expires",
    "views",
    "author",
    "question",
    "answers",
    "accepted",
    "comments",
];

impl Object {
    /// Returns the fields that it may have.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Object::Thread => THREAD,
            Object::Author => &["id", "name", "role", "url"],
            Object::Question => &[
                "id",
                "body",
                "markup",
                "score",
                "created",
                "edited",
                "url",
                "licence",
                "attachments",
            ],
            Object::Answer => &[
                "id",
                "author",
                "body",
                "markup",
                "created",
                "edited",
                "score",
                "accepted",
                "official",
                "url",
                "licence",
                "attachments",
            ],
            Object::Comment => {
                &["id", "parent", "author", "body", "markup", "created", "attachments"]
            }
            Object::Attachment => &["name", "path", "url", "size", "shown"],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Object::Thread => "a thread",
            Object::Author => "an author",
            Object::Question => "a question",
            Object::Answer => "an answer",
            Object::Comment => "a comment",
            Object::Attachment => "an attachment",
        }
    }

    /// Returns what a field holds, when that is an object with fields of its own.
    fn member(self, key: &str) -> Option<Object> {
        match (self, key) {
            (Object::Thread | Object::Answer | Object::Comment, "author") => Some(Object::Author),
            (Object::Thread, "question") => Some(Object::Question),
            (Object::Thread, "answers") => Some(Object::Answer),
            (Object::Thread, "comments") => Some(Object::Comment),
            (Object::Question | Object::Answer | Object::Comment, "attachments") => {
                Some(Object::Attachment)
            }
            _ => None,
        }
    }
}
