//! One dump: a Posts.xml, what lies beside it, and where its rows are.

use std::ops::Range;

use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::{Files, RandomAccess};

use super::scan::Span;
use super::survey;
use super::survey::Survey;

/// One dump: a Posts.xml and what lies beside it.
pub(super) struct Dump<'a> {
    pub(super) settings: &'a SourceSettings,
    pub(super) survey: Survey,
    pub(super) posts: Source,
    pub(super) comments: Source,
}

impl<'a> Dump<'a> {
    pub(super) fn open(
        settings: &'a SourceSettings,
        posts: String,
        files: &'a dyn Files,
        sink: &mut Sink,
    ) -> Dump<'a> {
        let survey = survey::survey(&posts, files, sink);
        let folder = posts.rsplit_once('/').map_or("", |(folder, _)| folder);
        let comments = Source::open(crate::files::join(folder, "Comments.xml"), files);
        Dump { settings, survey, posts: Source::open(posts, files), comments }
    }

    /// The questions, and one unit more for what the survey had to leave out.
    pub(super) fn n_units(&self) -> usize {
        self.survey.questions.len() + usize::from(!self.survey.skipped.is_empty())
    }

    pub(super) fn address(&self, kind: &str, id: impl std::fmt::Display) -> Option<String> {
        self.settings.url.as_ref().map(|url| format!("{url}/{kind}/{id}"))
    }
}

/// How far before a row its line is looked for.
const LONGEST_INDENT: u64 = 256;

/// A file of rows.
pub(super) struct Source {
    pub(super) path: String,
    /// `None` when it is not there or cannot be read, which the survey has reported.
    file: Option<Box<dyn RandomAccess>>,
}

impl Source {
    pub(super) fn open(path: String, files: &dyn Files) -> Source {
        let file = files.random(&path).ok();
        Source { path, file }
    }

    /// Reads a row; bytes that are no UTF-8 were counted by the survey.
    pub(super) fn row(&self, span: Span) -> Option<String> {
        let mut bytes = vec![0; span.len as usize];
        self.file.as_ref()?.read_at(span.offset, &mut bytes).ok()?;
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Some(String::from_utf8(bytes).unwrap_or_else(|error| lossy(error.as_bytes())))
    }

    /// Quotes a part of a row; real dumps indent their rows, which counts as columns.
    pub(super) fn place(&self, span: Span, row: &str, range: Range<usize>) -> Place {
        let place = Place::in_record(&self.path, span.line as usize, row, range);
        let indent = if place.line == span.line as usize { self.indent(span) } else { 0 };
        Place { column: place.column + indent, ..place }
    }

    /// How many characters stand before a row on its line.
    fn indent(&self, span: Span) -> usize {
        let mut before = vec![0; span.offset.min(LONGEST_INDENT) as usize];
        let start = span.offset - before.len() as u64;
        let read = self.file.as_ref().map(|file| file.read_at(start, &mut before));
        match (read, memchr::memrchr(b'\n', &before)) {
            (Some(Ok(())), Some(at)) => String::from_utf8_lossy(&before[at + 1..]).chars().count(),
            _ => 0,
        }
    }

    pub(super) fn line(&self, span: Span) -> Place {
        Place::line(&self.path, span.line as usize)
    }
}
