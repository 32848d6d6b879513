//! answerbook's own thread record, one a line.
//!
//! Floor 3. `survey` looks at every line once and cuts the files into runs of
//! lines; a run is a unit. So memory depends on the number of runs, and any
//! run can be read alone. `wire` holds the record and its JSON Schema.

mod convert;
mod order;
mod survey;
#[cfg(test)]
mod tests;
mod wire;
pub(super) mod write;

use std::io;

use crate::config::SourceSettings;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Digest, Files};
use crate::model::{PostId, Reason, Thread, ThreadId};

use super::json_cursor::Step::{At, Key};
use super::json_cursor::{Cursor, Step};
use super::paths::files_of;
use super::sample::Sample;
use super::{Batch, LinkTarget, Reader, Skip, SkipReason, json_cursor, problems};
use convert::Record;
use survey::{LONGEST_LINE, Spot, Survey, Unit, UnitKind, record_of};
use wire::Id;

pub(super) use wire::Id as JsonId;
pub use wire::thread_schema;

/// How many problems of one unit are described; the rest is counted.
const MAX_PROBLEMS: usize = 50;

/// A surveyed source of thread records.
pub struct Jsonl<'a> {
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    survey: Survey,
}

/// Finds and surveys the files of a source.
pub fn open<'a>(settings: &'a SourceSettings, files: &'a dyn Files, sink: &mut Sink) -> Jsonl<'a> {
    let paths = files_of(settings, files, &["jsonl", "ndjson"], sink);
    let is_record =
        |line: &[u8]| std::str::from_utf8(line).is_ok_and(|text| convert::parse(text).is_ok());
    Jsonl { settings, files, survey: survey::survey(paths, files, sink, is_record) }
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    sample.is_json() && sample.has(&["id", "title", "answers"])
}

impl Reader for Jsonl<'_> {
    fn n_units(&self) -> usize {
        self.survey.units.len()
    }

    fn read(&self, unit: usize) -> Batch {
        let unit = self.survey.units[unit];
        let mut work = Work { jsonl: self, batch: Batch::default(), problems: Vec::new(), n: 0 };
        match unit.kind {
            UnitKind::Lines => work.lines(unit),
            UnitKind::Array => work.array(unit),
            UnitKind::TooLong => work.too_long(unit),
            UnitKind::Unreadable(kind) => work.unreadable(unit, kind),
        }
        work.finish()
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        let unit = self.survey.units[unit];
        let bytes = self.bytes(unit).ok()?;
        let path = self.survey.paths[unit.first.file].as_bytes();
        let place = [unit.first.line as u64, unit.length, unit.n_records as u64];
        let place: Vec<u8> = place.iter().flat_map(|number| number.to_le_bytes()).collect();
        // Which ids are taken depends on the records before.
        let end = Spot { file: unit.first.file + 1, line: 0 };
        let within = |spot: &Spot| {
            spot.line < unit.first.line + 1 + memchr::memchr_iter(b'\n', &bytes).count()
        };
        let taken = self.survey.taken.range(unit.first..end).take_while(|(spot, _)| within(spot));
        let taken: Vec<u8> = taken
            .flat_map(|(spot, first)| [spot.line, first.file, first.line])
            .flat_map(usize::to_le_bytes)
            .collect();
        Some(Digest::of_parts([path, &place, &bytes, &taken]))
    }

    fn link_target(&self, _: &str) -> Option<LinkTarget> {
        // Records name their own address, and exact matches are found from there.
        None
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let origin = &thread.origin;
        let file = self.survey.paths.iter().position(|path| *path == origin.path)?;
        let spot = Spot { file, line: origin.line };
        let after = self.survey.units.partition_point(|unit| unit.first <= spot);
        let unit = self.survey.units[after.checked_sub(1)?];
        let bytes = self.bytes(unit).ok()?;
        let line = bytes.split(|byte| *byte == b'\n').nth(spot.line - unit.first.line)?;
        let text = std::str::from_utf8(record_of(line, spot.line == 1)).ok()?;
        let record = Record { path: &origin.path, line: spot.line, text };
        let found = post.and_then(|post| mark(thread, text, reason, post));
        Some(found.map_or(Place::line(&origin.path, spot.line), |range| record.at(range)))
    }
}

impl Jsonl<'_> {
    fn bytes(&self, unit: Unit) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(unit.length).unwrap_or_default()];
        let file = self.files.random(&self.survey.paths[unit.first.file])?;
        file.read_at(unit.offset, &mut bytes)?;
        Ok(bytes)
    }
}

/// Finds what a resolution rests on.
fn mark(
    thread: &Thread,
    text: &str,
    reason: Reason,
    post: &PostId,
) -> Option<std::ops::Range<usize>> {
    let line = text.as_bytes();
    let find = |path: &[Step<'_>]| json_cursor::find(line, path).map(|found| found.whole);
    if matches!(reason, Reason::Thanks | Reason::StaffThanked)
        && let Some(at) = comment_at(line, post)
    {
        return find(&[Key("comments"), At(at)]);
    }
    let at = thread.answers.iter().position(|answer| answer.id == *post)?;
    let answer = |keys: &[Step<'_>]| find(&[&[Key("answers"), At(at)], keys].concat());
    let found = match reason {
        Reason::AcceptedMark => answer(&[Key("accepted")])
            .filter(|range| text[range.clone()].ends_with("true"))
            .or_else(|| find(&[Key("accepted")])),
        Reason::OfficialMark => answer(&[Key("official")]),
        Reason::StaffAnswer => {
            answer(&[Key("author"), Key("role")]).or_else(|| answer(&[Key("author")]))
        }
        Reason::Votes | Reason::SplitVotes => answer(&[Key("score")]),
        _ => None,
    };
    found.or_else(|| answer(&[]))
}

/// Finds the number of the comment with an id.
fn comment_at(line: &[u8], wanted: &PostId) -> Option<usize> {
    let comments = json_cursor::find(line, &[Key("comments")])?.value;
    let mut cursor = Cursor::new(&line[comments]);
    if !cursor.enter(b'[') {
        return None;
    }
    let mut at = 0;
    while cursor.next_item() {
        let comment = cursor.skip();
        let comment = cursor.raw(comment);
        let id = json_cursor::find(comment, &[Key("id")]).map(|found| &comment[found.value]);
        let id: Option<Id> = id.and_then(|id| serde_json::from_slice(id).ok());
        if convert::post_id(id.as_ref(), "c", at) == wanted.0 {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The reading of one unit.
struct Work<'a> {
    jsonl: &'a Jsonl<'a>,
    batch: Batch,
    /// The first problems, and how many there are in all.
    problems: Vec<Diagnostic>,
    n: usize,
}

impl Work<'_> {
    fn lines(&mut self, unit: Unit) {
        let bytes = match self.jsonl.bytes(unit) {
            Ok(bytes) => bytes,
            Err(error) => return self.unreadable(unit, error.kind()),
        };
        let mut spot = unit.first;
        for line in bytes.split(|byte| *byte == b'\n') {
            let record = record_of(line, spot.line == 1);
            if !record.is_empty() {
                self.record(spot, record);
            }
            spot.line += 1;
        }
    }

    fn record(&mut self, spot: Spot, bytes: &[u8]) {
        let path = self.jsonl.survey.paths[spot.file].as_str();
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                let place = Place::column(path, spot.line, before.chars().count() + 1);
                self.problem(|| not_utf8(place.clone()));
                return self.skip(None, SkipReason::Invalid, place);
            }
        };
        let record = Record { path, line: spot.line, text };
        let wire = match convert::parse(text) {
            Ok(wire) => wire,
            Err(fault) => {
                self.problem(|| convert::record_invalid(record, fault));
                let id = json_cursor::find(bytes, &[Key("id")]).map(|found| &bytes[found.value]);
                let id: Option<Id> = id.and_then(|id| serde_json::from_slice(id).ok());
                let id = id.map(|id| ThreadId(id.0));
                return self.skip(id, SkipReason::Invalid, Place::line(path, spot.line));
            }
        };
        if let Some(earlier) = self.jsonl.survey.taken.get(&spot) {
            let id = ThreadId(wire.id.0);
            let first = Place::line(&self.jsonl.survey.paths[earlier.file], earlier.line);
            self.problem(|| id_taken(record, &id, first));
            return self.skip(Some(id), SkipReason::IdTaken, Place::line(path, spot.line));
        }
        let mut sink = Sink::new();
        self.batch.threads.push(convert::thread(wire, record, self.jsonl.settings, &mut sink));
        for diagnostic in sink.into_sorted() {
            self.problem(|| diagnostic);
        }
    }

    fn array(&mut self, unit: Unit) {
        let path = &self.jsonl.survey.paths[unit.first.file];
        let place = Place::column(path, unit.first.line, 1);
        self.problem(|| array(place.clone()));
        self.skip(None, SkipReason::Invalid, place);
    }

    fn too_long(&mut self, unit: Unit) {
        let path = &self.jsonl.survey.paths[unit.first.file];
        let place = Place::line(path, unit.first.line);
        self.problem(|| too_long(place.clone(), unit.length));
        self.skip(None, SkipReason::Invalid, place);
    }

    fn unreadable(&mut self, unit: Unit, kind: io::ErrorKind) {
        let path = &self.jsonl.survey.paths[unit.first.file];
        let place = Place::line(path, unit.first.line);
        self.problem(|| unreadable(place.clone(), path, kind));
        for _ in 0..unit.n_records {
            self.skip(None, SkipReason::Unreadable, place.clone());
        }
    }

    fn skip(&mut self, id: Option<ThreadId>, reason: SkipReason, place: Place) {
        self.batch.skipped.push(Skip { id, reason, place });
    }

    fn problem(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        self.n += 1;
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(diagnostic());
        }
    }

    fn finish(mut self) -> Batch {
        let n_more = self.n - self.problems.len();
        if n_more > 0
            && let Some(last) = self.problems.pop()
        {
            let note = format!("{n_more} more problems follow in the next lines");
            self.problems.push(last.note(note));
        }
        for diagnostic in self.problems {
            self.batch.sink.push(diagnostic);
        }
        self.batch
    }
}

fn not_utf8(place: Place) -> Diagnostic {
    problems::record_invalid(place, "this line is not text in UTF-8".to_owned(), "")
}

fn array(place: Place) -> Diagnostic {
    let message = "this file is a JSON array, not one record a line".to_owned();
    Diagnostic::error(Code::RecordInvalid, message)
        .at(place, "")
        .note("the whole file is left out")
        .help("write each record on a line of its own: `jq -c '.[]' file.json > file.jsonl`")
}

fn too_long(place: Place, length: u64) -> Diagnostic {
    let message = format!("this line is too long: {} MB", length >> 20);
    problems::record_invalid(place, message, "")
        .note(format!("a record may have {} MB", LONGEST_LINE >> 20))
}

fn id_taken(record: Record<'_>, id: &ThreadId, first: Place) -> Diagnostic {
    let id = super::fields::short(&id.0);
    problems::id_taken(record.value(&[Key("id")]), "the record", &id, first)
}

fn unreadable(place: Place, path: &str, kind: io::ErrorKind) -> Diagnostic {
    let note = kind.to_string();
    problems::export_unreadable(place, format!("`{path}` cannot be read"), note)
}
