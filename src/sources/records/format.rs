//! What an importer of JSON records says of them, and the threads that it makes of them.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use crate::config::{Audience, SourceSettings};
use crate::diag::{Diagnostic, Place, Sink};
use crate::model::{PostId, Reason, Thread};
use crate::sources::{LinkTarget, SkipReason, problems};

use super::scan::{Scanned, Shapes, Spot, scan};

/// An export format that is made of JSON records.
///
/// While a source is surveyed, `survey` sees every record once, in order, and may keep
/// what threads need of others: names of people, of categories. Then `thread` is asked,
/// in parallel and in any order.
pub(in crate::sources) trait Format: Sync {
    /// What a record is by the place where it was found.
    type Kind: Copy + Send + Sync + std::fmt::Debug + 'static;

    /// Where records are.
    const SHAPES: Shapes<Self::Kind>;

    /// The endings of files in a folder that are read.
    const EXTENSIONS: &'static [&'static str];

    /// Whose records they are, as messages say it: `Zendesk`.
    const NAME: &'static str;

    /// What is wrong where a file is damaged, after its name.
    const DAMAGED: &'static str = "is not valid JSON here";

    /// How a damaged file is mended, where a new export is not the way.
    const MEND: Option<&'static str> = None;

    /// By what its records are known, for files that hold none.
    const WANTED: &'static str;

    /// What to do where a record is not UTF-8.
    const NOT_TEXT: &'static str = "export it again as UTF-8";

    /// Whether records that name a thread make one without a record that starts it.
    const ROOTLESS: bool = false;

    /// Whether a thread of very many records is made of them one by one, so that they are
    /// not all in memory.
    const ONE_BY_ONE: bool = false;

    /// Writes an id that is a whole number in its plainest form, `1` for `1.0`; `None` when it
    /// is plain already. Set where programs write one number in several ways.
    const PLAIN_NUMBER: Option<fn(&str) -> Option<String>> = None;

    /// Finds the records of a file; JSON unless a format has other ones.
    fn find(
        file: u32,
        open: &dyn Fn() -> std::io::Result<Box<dyn std::io::Read + Send>>,
        each: &mut dyn FnMut(Spot, Scanned<'_, Self::Kind>),
    ) {
        scan(file, open, &Self::SHAPES, each);
    }

    /// Makes text of a record's bytes; `None` when they are not in the right encoding.
    fn text<'b>(&self, _: Self::Kind, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
        std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
    }

    /// Tells what a record is to its thread.
    fn survey(&mut self, record: &Record<'_, Self::Kind>) -> RecordRole;

    /// Told once when all records were seen, with what they name that is not there. What it
    /// returns decides how threads are made, and is part of their keys.
    fn surveyed(
        &mut self,
        _paths: &[String],
        _lost: &[Lost],
        _settings: &SourceSettings,
        _sink: &mut Sink,
    ) -> String {
        String::new()
    }

    /// Tells who could read the threads, where the records say more than their format does.
    fn audience(&self) -> Option<Audience> {
        None
    }

    /// Tells whether something said by `surveyed` is why files hold nothing of this format.
    fn is_told(&self) -> bool {
        false
    }

    /// Tells whether a file is surely of another format, whatever is wrong with its records.
    fn is_foreign(&self, _file: u32) -> bool {
        false
    }

    /// Says what a file holds in which no record is known; nothing where nobody can tell.
    fn found_instead(&self, _file: u32) -> Option<String> {
        None
    }

    /// Makes a thread of its records.
    ///
    /// # Errors
    ///
    /// Why there is none.
    fn thread(
        &self,
        records: &ThreadRecords<'_, Self::Kind>,
        settings: &SourceSettings,
        sink: &mut Sink,
    ) -> Result<Thread, Left>;

    /// Tells which thread a path below the community's address means.
    fn link_target(&self, path: &str) -> Option<LinkTarget>;

    /// Finds the mark that a resolution rests on: the number of the record in `records`,
    /// and the bytes of its text. Where there is none, the start of the thread is shown.
    fn mark(
        &self,
        _records: &ThreadRecords<'_, Self::Kind>,
        _thread: &Thread,
        _reason: Reason,
        _post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        None
    }
}

/// What a record is to its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) enum RecordRole {
    /// It starts the thread with this id. Of several records with one id the one with the
    /// highest version stays, without a word; among equal ones the first.
    Thread {
        /// The id that the thread will have.
        id: String,
        /// Such as the moment of the last change; 0 when records have none.
        version: u64,
    },
    /// It belongs to the thread with this id.
    Of(String),
    /// It replies to the record with the id `to`, and belongs to the thread of that.
    Reply {
        /// Its own id.
        id: String,
        /// What it replies to.
        to: String,
    },
    /// Threads are made with what was kept of it.
    Aside,
    /// It is nothing that threads are made of.
    Nothing,
    /// It should be a part of a thread, and cannot be.
    Invalid(Fault),
}

/// How many records of a file name others, and do not find them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Lost {
    /// The number of the file.
    pub file: u32,
    /// They reply to records; else they name threads.
    pub is_reply: bool,
    /// How many there are.
    pub n: usize,
    /// How many find nothing.
    pub n_lost: usize,
    /// The first ids that are not found.
    pub wanted: Vec<String>,
    /// The first ids that are there.
    pub known: Vec<String>,
}

/// Why there is no thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Left {
    /// It is left out as it should be.
    Skip(SkipReason),
    /// A record is damaged.
    Invalid(Fault),
}

/// What is wrong with a record. Never quotes its values, which may be private.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Fault {
    /// What is wrong, as the message says it.
    pub message: String,
    /// What was expected.
    pub note: Option<String>,
    /// Where in the record's text.
    pub at: usize,
}

/// A record, read.
#[derive(Clone, Copy, Debug)]
pub(in crate::sources) struct Record<'r, K> {
    /// What it is by its place.
    pub kind: K,
    /// Where it lies.
    pub spot: Spot,
    /// Its file.
    pub path: &'r str,
    /// Its text.
    pub text: &'r str,
}

/// All records of one thread: the one that starts it, then the others in their order.
pub(in crate::sources) struct ThreadRecords<'r, K> {
    /// The id that all of them named.
    pub id: &'r str,
    /// The records, one at least.
    pub all: Vec<Record<'r, K>>,
    /// Reads those that come behind them, where they come one by one.
    pub(super) rest: Option<Rest<'r, K>>,
}

/// Goes through records that are read one after another.
pub(super) type Rest<'r, K> = &'r dyn Fn(&mut dyn FnMut(&Record<'_, K>));

impl<K> ThreadRecords<'_, K> {
    /// Goes through all records but the first one.
    pub fn others(&self, each: &mut dyn FnMut(&Record<'_, K>)) {
        self.all.iter().skip(1).for_each(&mut *each);
        if let Some(rest) = self.rest {
            rest(each);
        }
    }
}

impl<'r, K> Record<'r, K> {
    /// Reads the record.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or not of this form; `what` is what the message calls it.
    pub fn parse<T: Deserialize<'r>>(&self, what: &str) -> Result<T, Fault> {
        serde_json::from_str(self.text).map_err(|error| fault(self.text, &error, what))
    }

    /// Quotes a range of the record.
    pub fn place(&self, range: Range<usize>) -> Place {
        let place = Place::in_record(self.path, self.spot.line as usize, self.text, range);
        self.shifted(place)
    }

    /// Names a place in the record and quotes nothing.
    pub fn silent(&self, at: usize) -> Place {
        let Place { path, line, column, .. } = self.place(at..at);
        Place::column(path, line, column)
    }

    /// The record may start behind other text of its line.
    fn shifted(&self, place: Place) -> Place {
        let is_first = place.line == self.spot.line as usize;
        let before = if is_first { self.spot.column.saturating_sub(1) } else { 0 };
        Place { column: place.column + before as usize, ..place }
    }
}

/// Says what is wrong, without the values that the parser quotes.
fn fault(text: &str, error: &serde_json::Error, what: &str) -> Fault {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(text.len());
    let words = error.to_string();
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
    let field = words.strip_prefix("missing field ");
    let message = match field {
        Some(field) => format!("this {what} has no {field}"),
        None if error.is_data() => format!("this {what} has a value of another type"),
        None => format!("this {what} is not valid JSON"),
    };
    let note = words.rsplit_once("expected ").map(|(_, wanted)| format!("expected {wanted}"));
    let at = if field.is_some() { 0 } else { at };
    Fault { message, note, at }
}

/// Tells that a record is left out.
pub(super) fn record_invalid(place: Place, fault: Fault) -> Diagnostic {
    let mut diagnostic = problems::record_invalid(place, fault.message, "");
    diagnostic.notes.extend(fault.note);
    diagnostic
}
