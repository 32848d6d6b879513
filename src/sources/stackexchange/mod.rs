//! A Stack Exchange data dump: Posts.xml, with Users, Comments and PostLinks
//! beside it.
//!
//! The survey notes where every row lies; a question is then put together from
//! its own row and those of its answers and comments, wherever they are in the
//! files. So memory grows with the number of posts, not with their text.

mod convert;
mod locate;
mod row;
mod scan;
mod survey;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use self::scan::Span;
use self::survey::Survey;
use super::auto::Sample;
use super::{Batch, LinkTarget, Reader, links, paths};
use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::{Digest, Files, RandomAccess};
use crate::model::{PostId, Reason, Thread, ThreadId};

/// Finds and surveys the dumps of a source: usually one.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> StackExchange<'a> {
    let found = paths::files_of(settings, files, &["xml"], sink);
    let is_posts = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or(path);
        path == &settings.path || name.eq_ignore_ascii_case("posts.xml")
    };
    let n_found = found.len();
    let posts: Vec<String> = found.into_iter().filter(is_posts).collect();
    if posts.is_empty() && n_found > 0 {
        let message = format!("`{}` holds no Posts.xml", settings.path);
        sink.push(paths::source_missing(settings, message));
    }
    let digests = digests(&posts, files);
    let dumps = posts.into_iter().map(|posts| Dump::open(settings, posts, files, sink)).collect();
    StackExchange { settings, dumps, files: digests }
}

/// Digests all files of the dumps.
fn digests(posts: &[String], files: &dyn Files) -> Vec<u8> {
    let mut all = Vec::new();
    for posts in posts {
        let folder = posts.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = ["Comments.xml", "PostLinks.xml", "Tags.xml", "Users.xml"];
        let beside = beside.map(|name| crate::files::join(folder, name));
        for path in std::iter::once(posts).chain(&beside) {
            all.extend_from_slice(path.as_bytes());
            all.extend_from_slice(&files.digest(path).unwrap_or_default().0);
        }
    }
    all
}

/// How far before a row its line is looked for.
const LONGEST_INDENT: u64 = 256;

/// The dumps of one source.
pub struct StackExchange<'a> {
    settings: &'a SourceSettings,
    dumps: Vec<Dump<'a>>,
    /// The files with their digests.
    files: Vec<u8>,
}

/// One dump: a Posts.xml and what lies beside it.
struct Dump<'a> {
    settings: &'a SourceSettings,
    survey: Survey,
    posts: Source,
    comments: Source,
}

/// A file of rows.
struct Source {
    path: String,
    /// `None` when it is not there or cannot be read, which the survey has reported.
    file: Option<Box<dyn RandomAccess>>,
}

impl Source {
    fn open(path: String, files: &dyn Files) -> Source {
        let file = files.random(&path).ok();
        Source { path, file }
    }

    /// Reads a row; bytes that are no UTF-8 were counted by the survey.
    fn row(&self, span: Span) -> Option<String> {
        let mut bytes = vec![0; span.len as usize];
        self.file.as_ref()?.read_at(span.offset, &mut bytes).ok()?;
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Some(String::from_utf8(bytes).unwrap_or_else(|error| lossy(error.as_bytes())))
    }

    /// Quotes a part of a row; real dumps indent their rows, which counts as columns.
    fn place(&self, span: Span, row: &str, range: Range<usize>) -> Place {
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

    fn line(&self, span: Span) -> Place {
        Place::line(&self.path, span.line as usize)
    }
}

impl<'a> Dump<'a> {
    fn open(
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
    fn n_units(&self) -> usize {
        self.survey.questions.len() + usize::from(!self.survey.skipped.is_empty())
    }

    fn read(&self, unit: usize) -> Batch {
        match self.survey.questions.get(unit) {
            Some(question) => convert::question(self, question),
            None => Batch { skipped: self.survey.skipped.clone(), ..Batch::default() },
        }
    }

    fn address(&self, kind: &str, id: impl std::fmt::Display) -> Option<String> {
        self.settings.url.as_ref().map(|url| format!("{url}/{kind}/{id}"))
    }
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    sample.ends_with("xml") && memchr::memmem::find(sample.head, b"<row ").is_some()
}

impl Reader for StackExchange<'_> {
    fn n_units(&self) -> usize {
        self.dumps.iter().map(Dump::n_units).sum()
    }

    fn read(&self, mut unit: usize) -> Batch {
        for dump in &self.dumps {
            match unit.checked_sub(dump.n_units()) {
                Some(later) => unit = later,
                None => return dump.read(unit),
            }
        }
        Batch::default()
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        // Names, comments and links of one question lie in several files.
        Some(Digest::of_parts([self.files.as_slice(), &unit.to_le_bytes()]))
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        link_target(links::below(self.settings.url.as_deref(), url)?)
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let dump = self.dumps.iter().find(|dump| dump.posts.path == thread.origin.path)?;
        locate::locate(dump, thread, reason, post)
    }
}

/// Reads `/questions/7/slug/9#9`, `/q/7`, `/a/9`, and `#comment3_9` behind any of them.
fn link_target(path: &str) -> Option<LinkTarget> {
    let (parts, fragment) = links::parts(path);
    let number = |text: &str| links::is_number(text).then(|| text.to_owned());
    let named = fragment.and_then(|fragment| match fragment.strip_prefix("comment") {
        Some(comment) => comment.split_once('_').and_then(|(_, post)| number(post)),
        None => number(fragment),
    });
    let (thread, post) = match *parts.as_slice() {
        ["questions", id, _, answer, ..] => (Some(number(id)?), named.or_else(|| number(answer))),
        ["questions" | "q", id, ..] => (Some(number(id)?), named),
        ["a", id, ..] => (None, Some(number(id)?)),
        _ => return None,
    };
    // A question's own id as the post means the question.
    Some(LinkTarget { thread: thread.map(ThreadId), post: post.map(PostId) })
}

/// Splits `<a><b>` and `|a|b|`, the notations before and since 2024.
fn tags(text: &str) -> Vec<String> {
    let parts = text.split(['<', '>', '|']).map(str::trim);
    parts.filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// Turns decoded text into an owned one, `None` when nothing is in it.
fn filled(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(Cow::into_owned).filter(|text| !text.trim().is_empty())
}
