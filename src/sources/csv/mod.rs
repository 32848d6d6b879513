//! Tables of messages: a file of threads and one of messages, or one file with all.
//!
//! For every tool without an importer of its own: social care suites, reports of CRMs.
//! The settings say which column holds what, as far as their names do not.

mod convert;
mod layout;
mod rows;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::io::Read;
use std::ops::Range;

use encoding_rs::Encoding;

use crate::config::SourceSettings;
use crate::config::Table;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::PostId;
use crate::model::Reason;
use crate::model::Thread;

use super::LinkTarget;
use super::SkipReason;
use super::auto::Sample;
use super::records;
use super::records::Damage;
use super::records::Fault;
use super::records::Format;
use super::records::Found;
use super::records::Joined;
use super::records::Left;
use super::records::Part;
use super::records::Record;
use super::records::Shapes;
use super::records::Spot;
use super::records::Whole;
use layout::Layout;

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
        has_threads: false,
    };
    records::open(settings, files, sink, csv)
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let is_table = sample.ends_with("csv") || sample.ends_with("tsv");
    let line = sample.head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = rows::delimiter(line);
    let header = String::from_utf8_lossy(line);
    is_table && Layout::new(&header, delimiter, &Table::default()).is_some()
}

/// What rows need of headers.
pub(super) struct Csv {
    table: Table,
    encoding: Option<&'static Encoding>,
    /// By the number of the file.
    layouts: BTreeMap<u32, Layout>,
    /// There is a file of threads, so what is not in it is not wanted.
    has_threads: bool,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The names of the columns.
    Header,
    Row,
}

impl Format for Csv {
    type Kind = Kind;

    const SHAPES: Shapes<Kind> = Shapes { lists: &[], alone: Kind::Row, marks: &[] };
    const EXTENSIONS: &'static [&'static str] = &["csv", "tsv"];
    const NAME: &'static str = "a known table";
    const DAMAGED: &'static str = "has a quote that is not closed here, or a row that is too long";
    const WANTED: &'static str =
        "messages have columns for `body`, and `thread` or `id`; name them in `columns`";
    const ROOTLESS: bool = true;

    fn find(
        file: u32,
        open: &dyn Fn() -> io::Result<Box<dyn Read + Send>>,
        each: &mut dyn FnMut(Spot, Found<'_, Kind>),
    ) {
        match open() {
            Ok(stream) => rows::find(file, stream, each),
            Err(error) => {
                let spot = Spot { file, line: 1, ..Spot::default() };
                each(spot, Found::Damaged(Damage::Io(error.kind())));
            }
        }
    }

    fn text<'b>(&self, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Some(Cow::Borrowed(text));
        }
        let encoding = self.encoding.filter(|encoding| *encoding != encoding_rs::UTF_8)?;
        encoding.decode_without_bom_handling_and_without_replacement(bytes)
    }

    fn glance(&mut self, record: &Record<'_, Kind>) -> Part {
        if record.kind == Kind::Header {
            let delimiter = rows::delimiter(record.text.as_bytes());
            let Some(layout) = Layout::new(record.text, delimiter, &self.table) else {
                return Part::Nothing;
            };
            self.has_threads |= layout.has_threads;
            self.layouts.insert(record.spot.file, layout);
            return Part::Aside;
        }
        let Some(layout) = self.layouts.get(&record.spot.file) else { return Part::Nothing };
        let row = layout.splitter.fields(record.text);
        if row.len() != layout.n_fields {
            let (n, of) = (row.len(), layout.n_fields);
            let message = format!("this row has {n} fields, and the first row {of}");
            let note = "a quote or a delimiter is missing, or there is one too many";
            return Part::Invalid(Fault { message, note: Some(note.to_owned()), at: 0 });
        }
        let get = |column| layout.get(&row, column).map(str::to_owned);
        let part = match layout.has_threads {
            true => get("thread_id").map(|id| Part::Thread { id, version: 0 }),
            false if layout.has("thread") => get("thread").map(Part::Of),
            false => get("id").map(|id| match get("parent") {
                Some(to) => Part::Reply { id, to },
                None => Part::Thread { id, version: 0 },
            }),
        };
        part.unwrap_or_else(|| {
            let message = "this row does not say its thread".to_owned();
            Part::Invalid(Fault { message, note: None, at: 0 })
        })
    }

    fn thread(
        &self,
        whole: &Whole<'_, Kind>,
        settings: &SourceSettings,
        _: &mut Sink,
    ) -> Result<Thread, Left> {
        let layout = self.layouts.get(&whole.records[0].spot.file);
        let is_listed = layout.is_some_and(|layout| layout.has_threads);
        if self.has_threads && !is_listed {
            return Err(Left::Skip(SkipReason::Orphan));
        }
        convert::thread(self, whole, settings)
    }

    fn link_target(&self, _: &str) -> Option<LinkTarget> {
        // Rows name their own address, and exact matches are found from there.
        None
    }

    fn mark(
        &self,
        whole: &Whole<'_, Kind>,
        _: &Thread,
        _: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        let wanted = post?.0.as_str();
        let at = whole.records.iter().position(|record| {
            let Some(layout) = self.layouts.get(&record.spot.file) else { return false };
            let row = layout.splitter.fields(record.text);
            !layout.has_threads && layout.get(&row, "id") == Some(wanted)
        })?;
        let end = whole.records[at].text.find('\n');
        Some((at, 0..end.unwrap_or(whole.records[at].text.len())))
    }
}
