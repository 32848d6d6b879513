//! Tables of messages: a file of threads and one of messages, or one file with all; and
//! tables of frequent questions, with an answer in each row.
//!
//! For every tool without an importer of its own: social care suites, reports of CRMs.
//! The settings say which column holds what, as far as their names do not.

mod charset;
mod convert;
mod dates;
mod faq;
mod fields;
#[cfg(test)]
mod fuzz_tests;
mod ids;
mod layout;
mod problems;
mod questions;
mod quotes;
mod rows;
#[cfg(test)]
mod tests;
mod unread;

pub(super) use charset::Charset;
pub(super) use fields::Splitter;
pub(super) use rows::{Kind as RowKind, find as find_rows};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::io::Read;
use std::ops::Range;

use convert::Csv;
use dates::Evidence;
use encoding_rs::Encoding;
use layout::Layout;
use problems::{AmbiguousDate, ColumnPair, MissingColumn};
use questions::Questions;
use rows::Kind;

use crate::config::{Audience, DateOrder, SourceSettings, TableSettings};
use crate::diag::{Place, Sink, join_names, nearest};
use crate::files::Files;
use crate::model::{PostId, Reason, Thread};
use crate::text::Lang;

use super::fields::short;
use super::records::{
    Damage, Fault, Format, Joined, Left, Lost, Record, RecordRole, Scanned, Shapes, Spot,
    ThreadRecords,
};
use super::sample::Sample;
use super::{LinkTarget, SkipReason, records};

/// How many names of columns are kept of a file, for messages.
const MAX_NAMES: usize = 100;

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Joined<'a, Csv> {
    let label = settings.table.encoding.as_deref().unwrap_or("utf-8");
    let csv = Csv {
        table: settings.table.clone(),
        encoding: Encoding::for_label(label.as_bytes()),
        layouts: BTreeMap::new(),
        headers: Vec::new(),
        found: BTreeSet::new(),
        evidence: BTreeMap::new(),
        languages: BTreeMap::new(),
        questions: Questions::default(),
        filled: BTreeSet::new(),
        has_threads: false,
        lacks_column: false,
        is_of_care: false,
    };
    records::open(settings, files, sink, csv)
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let (charset, n_mark) = Charset::of(sample.head);
    let head = charset.decode(&sample.head[n_mark..]);
    let end = if rows::ends_with_cr(&head) { b'\r' } else { b'\n' };
    let mut lines = head.split(|byte| *byte == end);
    let line = lines.find(|line| quotes::named_delimiter(line).is_none()).unwrap_or_default();
    let delimiter = quotes::delimiter(line);
    // Spreadsheets call tables with tabs texts.
    let is_text = sample.ends_with("txt") && delimiter == b'\t';
    let is_table = sample.ends_with("csv") || sample.ends_with("tsv") || is_text;
    let header = String::from_utf8_lossy(line);
    is_table && Layout::new(&header, delimiter, &TableSettings::default()).is_some()
}

impl Csv {
    /// Takes the names of a file's columns.
    fn header(&mut self, record: &Record<'_, Kind>, delimiter: u8) -> RecordRole {
        let names = layout::columns(&Splitter::new(delimiter).fields(record.text));
        for (holds, name) in &self.table.columns {
            if names.iter().any(|known| layout::is_same(known, name)) {
                self.found.insert(holds.clone());
            }
        }
        let shown = names.iter().take(MAX_NAMES).map(|name| short(name)).collect();
        self.headers.push((record.spot.file, shown));
        let Some(layout) = Layout::new(record.text, delimiter, &self.table) else {
            return RecordRole::Nothing;
        };
        self.has_threads |= layout.has_threads;
        self.layouts.insert(record.spot.file, layout);
        RecordRole::Aside
    }

    /// Says which columns that the settings name are nowhere.
    fn tell_missing(&mut self, paths: &[String], settings: &SourceSettings, sink: &mut Sink) {
        let missing = self.table.columns.iter().filter(|(holds, _)| !self.found.contains(*holds));
        for (holds, name) in missing {
            let names_it = |(_, names): &&(u32, Vec<String>)| {
                nearest(name, names.iter().map(String::as_str)).is_some()
            };
            let header = self.headers.iter().find(names_it).or(self.headers.first());
            let Some((file, known)) = header else { return };
            let path = paths.get(*file as usize).map_or("", String::as_str);
            let column = MissingColumn { holds, name, path, known };
            sink.push(problems::column_missing(settings, &column));
            self.lacks_column = true;
        }
    }

    /// Says which tables have a header alone.
    fn tell_empty(&self, paths: &[String], sink: &mut Sink) {
        for file in self.layouts.keys().filter(|file| !self.filled.contains(*file)) {
            if let Some(path) = paths.get(*file as usize) {
                sink.push(problems::table_empty(path));
            }
        }
    }

    /// Says which dates cannot be read, and which can be read in two ways.
    fn tell_dates(&self, paths: &[String], sink: &mut Sink) {
        for (name, evidence) in &self.evidence {
            let Some((file, line, text)) = &evidence.unread.first else { continue };
            let path = paths.get(*file as usize).map_or("", String::as_str);
            let place = Place::line(path, *line as usize);
            sink.push(problems::dates_unread(place, name, text, evidence.unread.n));
        }
        let is_open = |evidence: &Evidence| self.table.dates.is_none() && evidence.is_open();
        for (name, evidence) in self.evidence.iter().filter(|(_, evidence)| is_open(evidence)) {
            let Some((file, line, text)) = &evidence.both else { continue };
            let path = paths.get(*file as usize).map_or("", String::as_str);
            let place = Place::line(path, *line as usize);
            let (order, is_mixed) = (evidence.order(), evidence.is_mixed());
            let date = AmbiguousDate { text, order, is_mixed };
            sink.push(problems::dates_ambiguous(place, name, &date));
        }
    }

    /// Says which languages cannot be read.
    fn tell_languages(&self, paths: &[String], sink: &mut Sink) {
        for (name, unread) in &self.languages {
            let Some((file, line, text)) = &unread.first else { continue };
            let path = paths.get(*file as usize).map_or("", String::as_str);
            let place = Place::line(path, *line as usize);
            sink.push(problems::languages_unread(place, name, text, unread.n));
        }
    }

    /// Says of a file that most of its rows name others that are not there.
    fn tell_lost(&self, paths: &[String], lost: &Lost, sink: &mut Sink) {
        let Some(layout) = self.layouts.get(&lost.file) else { return };
        let listed = || self.layouts.values().find(|layout| layout.has_threads);
        let columns = match lost.is_reply {
            true => Some(ColumnPair { wanted: layout.name("parent"), known: layout.name("id") }),
            false => listed().map(|listed| ColumnPair {
                wanted: layout.name("thread"),
                known: listed.name("thread_id"),
            }),
        };
        if let Some(columns) = columns.filter(|_| lost.n_lost * 2 > lost.n) {
            let path = paths.get(lost.file as usize).map_or("", String::as_str);
            sink.push(problems::parents_unknown(Place::line(path, 1), &columns, lost));
        }
    }

    /// What comes first in the dates of a file.
    fn date_order(&self, layout: &Layout) -> DateOrder {
        let found = || self.evidence.get(layout.name("created")).map(Evidence::order);
        self.table.dates.or_else(found).unwrap_or(DateOrder::DayFirst)
    }
}

impl Format for Csv {
    type Kind = Kind;

    const SHAPES: Shapes<Kind> =
        Shapes { lists: &[], alone: Kind::Row(Charset::Bytes), marks: &[] };
    const EXTENSIONS: &'static [&'static str] = &["csv", "tsv"];
    const NAME: &'static str = "a known table";
    const DAMAGED: &'static str = "has a quote that is not closed here, or a row that is too long";
    const MEND: Option<&'static str> =
        Some("close the quote in this row, and double quotes that are part of its words");
    const WANTED: &'static str = "messages have columns for `body`, and `thread` or `id`, and \
        frequent questions for `question` and `answer`; name them in `columns`";
    const NOT_TEXT: &'static str = "say how the file is written, such as `encoding: windows-1252` \
        (western Europe), `windows-1250` (central) or `windows-1251` (Cyrillic), in the source";
    const ROOTLESS: bool = true;
    const PLAIN_NUMBER: Option<fn(&str) -> Option<String>> = Some(ids::plain_number);

    fn find(
        file: u32,
        open: &dyn Fn() -> io::Result<Box<dyn Read + Send>>,
        each: &mut dyn FnMut(Spot, Scanned<'_, Kind>),
    ) {
        match open() {
            Ok(stream) => rows::find(file, stream, each),
            Err(error) => {
                let spot = Spot { file, line: 1, ..Spot::default() };
                each(spot, Scanned::Damaged(Damage::Io(error.kind())));
            }
        }
    }

    fn text<'b>(&self, kind: Kind, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
        if let Cow::Owned(bytes) = kind.charset().decode(bytes) {
            return String::from_utf8(bytes).ok().map(Cow::Owned);
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Some(Cow::Borrowed(text));
        }
        // Of UTF-16 the charset is known.
        let encoding = self.encoding.filter(|encoding| encoding.is_ascii_compatible())?;
        let encoding = Some(encoding).filter(|encoding| *encoding != encoding_rs::UTF_8)?;
        encoding.decode_without_bom_handling_and_without_replacement(bytes)
    }

    fn survey(&mut self, record: &Record<'_, Kind>) -> RecordRole {
        if let Kind::Header(_, delimiter) = record.kind {
            return self.header(record, delimiter);
        }
        let Some(layout) = self.layouts.get(&record.spot.file) else { return RecordRole::Nothing };
        self.filled.insert(record.spot.file);
        let row = layout.splitter.fields(record.text);
        if row.len() != layout.n_fields {
            let (n, of) = (row.len(), layout.n_fields);
            let message = format!("this row has {n} fields, and the first row {of}");
            let note = "a quote or a delimiter is missing, or there is one too many";
            return RecordRole::Invalid(Fault { message, note: Some(note.to_owned()), at: 0 });
        }
        if let Some(text) = layout.get(&row, "created") {
            let Spot { file, line, .. } = record.spot;
            match self.evidence.get_mut(layout.name("created")) {
                Some(evidence) => evidence.add(text, file, line),
                None => {
                    let evidence = self.evidence.entry(layout.name("created").to_owned());
                    evidence.or_default().add(text, file, line);
                }
            }
        }
        let language = layout.get(&row, "language");
        if let Some(text) = language.filter(|text| Lang::new(text).is_none()) {
            let unread = self.languages.entry(layout.name("language").to_owned());
            unread.or_default().add(text, record.spot.file, record.spot.line);
        }
        if layout.has_answers {
            return self.questions.role(layout, &row);
        }
        self.is_of_care = self.is_of_care || layout.is_of_care(&row);
        let part = part(layout, &row, record.spot);
        part.unwrap_or_else(|| {
            let message = "this row does not say its thread".to_owned();
            RecordRole::Invalid(Fault { message, note: None, at: 0 })
        })
    }

    fn surveyed(
        &mut self,
        paths: &[String],
        lost: &[Lost],
        settings: &SourceSettings,
        sink: &mut Sink,
    ) -> String {
        self.tell_missing(paths, settings, sink);
        self.tell_dates(paths, sink);
        self.tell_languages(paths, sink);
        self.tell_empty(paths, sink);
        lost.iter().for_each(|lost| self.tell_lost(paths, lost, sink));
        let orders = self.layouts.values().map(|layout| self.date_order(layout).name());
        orders.collect::<Vec<_>>().join(" ")
    }

    fn is_foreign(&self, file: u32) -> bool {
        !self.layouts.contains_key(&file) && self.headers.iter().any(|(of, _)| *of == file)
    }

    fn found_instead(&self, file: u32) -> Option<String> {
        let (_, names) = self.headers.iter().find(|(of, _)| *of == file)?;
        let names: Vec<&String> = names.iter().filter(|name| !name.trim().is_empty()).collect();
        Some(match names.is_empty() {
            true => "its first row names no columns".to_owned(),
            false => format!("its first row has {}", join_names(&names)),
        })
    }

    fn is_told(&self) -> bool {
        self.lacks_column
    }

    fn audience(&self) -> Option<Audience> {
        // Where rows say what is public, only that is read.
        let says = self.layouts.values().any(|layout| layout.has("public"));
        (self.is_of_care && !says).then_some(Audience::Members)
    }

    fn thread(
        &self,
        records: &ThreadRecords<'_, Kind>,
        settings: &SourceSettings,
        _: &mut Sink,
    ) -> Result<Thread, Left> {
        let layout = self.layouts.get(&records.all[0].spot.file);
        if let Some(layout) = layout.filter(|layout| layout.has_answers) {
            return faq::thread(self, layout, records, settings);
        }
        let is_listed = layout.is_some_and(|layout| layout.has_threads);
        if self.has_threads && !is_listed {
            return Err(Left::Skip(SkipReason::Orphan));
        }
        convert::thread(self, records, settings)
    }

    fn link_target(&self, _: &str) -> Option<LinkTarget> {
        // Rows name their own address, and exact matches are found from there.
        None
    }

    fn mark(
        &self,
        records: &ThreadRecords<'_, Kind>,
        _: &Thread,
        _: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        let wanted = post?.0.as_str();
        let at = records.all.iter().position(|record| {
            let Some(layout) = self.layouts.get(&record.spot.file) else { return false };
            let row = layout.splitter.fields(record.text);
            !layout.has_threads && layout.get(&row, "id") == Some(wanted)
        })?;
        let end = records.all[at].text.find('\n');
        Some((at, 0..end.unwrap_or(records.all[at].text.len())))
    }
}

/// Tells what a row is to its thread.
fn part(layout: &Layout, row: &fields::Fields, spot: Spot) -> Option<RecordRole> {
    let get = |column| layout.id(row, column).map(str::to_owned);
    if layout.has_threads {
        return get("thread_id").map(|id| RecordRole::Thread { id, version: 0 });
    }
    if layout.has("thread") {
        return get("thread").map(RecordRole::Of);
    }
    match (get("id"), get("parent")) {
        (Some(id), Some(to)) => Some(RecordRole::Reply { id, to }),
        (Some(id), None) => Some(RecordRole::Thread { id, version: 0 }),
        // Nobody names it, so any id will do that no row has.
        (None, Some(to)) => {
            let id = format!("\0{} {}", spot.file, spot.offset);
            Some(RecordRole::Reply { id, to })
        }
        (None, None) => None,
    }
}
