//! Reddit: submissions with their comments.
//!
//! As its API serves them, in listings and `/comments/ID.json` with what `morechildren`
//! adds, or as the dumps of Pushshift and Arctic Shift have them: a submission or a comment
//! a line, in files apart.

mod convert;
#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod long_tests;
mod media;
mod solved;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod wire;

use std::io::Read;
use std::ops::Range;

use convert::Reddit;
use solved::Words;
use wire::bare;

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{PostId, Reason, Thread, ThreadId};

use super::beside::Way;
use super::json_cursor::Step;
use super::json_cursor::Step::Key;
use super::records::{
    Format, Joined, Left, Record, RecordRole, Scanned, Shapes, Spot, ThreadRecords,
};
use super::sample::Sample;
use super::values::{Id, filled};
use super::{LinkTarget, json_cursor, links, records};

/// Pictures that people upload.
pub(super) const WAYS: &[Way] = &[Way {
    hosts: &["i.redd.it", "preview.redd.it"],
    path: "{picture}",
    copies: &["i.redd.it/{picture}", "preview.redd.it/{picture}", "images/{picture}"],
}];

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Joined<'a, Reddit> {
    let words = Words::new(&settings.solved.prefixes, &settings.solved.reactions);
    records::open(settings, files, sink, Reddit { words, bots: settings.bots, last: None })
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let is_submission = sample.has(&["subreddit", "title", "num_comments", "created_utc"]);
    let is_comment = sample.has(&["subreddit", "body", "link_id", "parent_id"]);
    sample.is_json() && (is_submission || is_comment)
}

impl Format for Reddit {
    type Kind = ();

    const SHAPES: Shapes<()> = Shapes {
        lists: &[
            (&["data"], ()),
            (&["data", "data"], ()),
            (&["data", "children", "data"], ()),
            (&["json", "data", "things", "data"], ()),
        ],
        alone: (),
        marks: &["author", "body", "created_utc", "link_id", "selftext", "subreddit"],
    };
    const EXTENSIONS: &'static [&'static str] = &["json", "jsonl", "ndjson"];
    const NAME: &'static str = "Reddit";
    const ONE_BY_ONE: bool = true;
    const WANTED: &'static str =
        "submissions have a `title` and `num_comments`, comments a `body` and a `link_id`";

    fn find(
        file: u32,
        open: &dyn Fn() -> std::io::Result<Box<dyn Read + Send>>,
        each: &mut dyn FnMut(Spot, Scanned<'_, ()>),
    ) {
        let mut is_empty = true;
        records::scan(file, open, &Self::SHAPES, &mut |spot, found| {
            is_empty = false;
            each(spot, found);
        });
        if is_empty && is_page(open) {
            let spot = Spot { file, line: 1, column: 1, ..Spot::default() };
            each(spot, Scanned::Record((), EMPTY));
        }
    }

    fn survey(&mut self, record: &Record<'_, ()>) -> RecordRole {
        if record.text.as_bytes() == EMPTY {
            return RecordRole::Aside;
        }
        let wire: wire::RecordHeader<'_> = match record.parse("record") {
            Ok(wire) => wire,
            Err(fault) => return RecordRole::Invalid(fault),
        };
        let here = (record.spot.file, record.spot.document);
        let is_submission =
            wire.title.is_some() && (wire.num_comments.is_some() || wire.selftext.is_some());
        match (&wire.link_id, &wire.id) {
            (Some(Id(link)), _) if wire.body.is_some() => {
                let link = bare(link).to_owned();
                self.last = Some((here.0, here.1, link.clone()));
                RecordRole::Of(link)
            }
            (_, Some(Id(id))) if is_submission => {
                RecordRole::Thread { id: bare(id).to_owned(), version: version(&wire) }
            }
            _ if wire.children.is_some() => {
                let parent = wire.parent_id.as_ref().map_or("", |id| id.0.as_str());
                let last = self.last.as_ref().filter(|last| (last.0, last.1) == here);
                match (parent.strip_prefix("t3_"), last) {
                    (Some(link), _) => RecordRole::Of(link.to_owned()),
                    (None, Some((_, _, link))) => RecordRole::Of(link.clone()),
                    (None, None) => RecordRole::Nothing,
                }
            }
            _ => RecordRole::Nothing,
        }
    }

    fn thread(
        &self,
        records: &ThreadRecords<'_, ()>,
        settings: &SourceSettings,
        sink: &mut Sink,
    ) -> Result<Thread, Left> {
        convert::thread(self, records, settings, sink)
    }

    fn link_target(&self, path: &str) -> Option<LinkTarget> {
        let (parts, _) = links::parts(path);
        let at = parts.iter().position(|part| *part == "comments")?;
        let is_id = |part: &&&str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let thread = parts.get(at + 1).filter(is_id)?.to_lowercase();
        let post = parts.get(at + 3).filter(is_id).map(|post| PostId(post.to_lowercase()));
        Some(LinkTarget { thread: Some(ThreadId(thread)), post })
    }

    fn mark(
        &self,
        records: &ThreadRecords<'_, ()>,
        _: &Thread,
        reason: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        let submission: wire::Thing<'_> = records.all[0].parse("submission").ok()?;
        let tree = tree::Tree::new(records, &submission);
        let find = |record: usize, path: &[Step<'_>]| {
            let found = json_cursor::find(records.all[record].text.as_bytes(), path)?;
            Some((record, found.whole))
        };
        let of = |at: usize, field: &'static str| {
            let path = [&tree.path(at)[..], &[Key(field)]].concat();
            find(tree.items[at].record as usize, &path)
        };
        let marks = convert::Marks::new(self, &submission.said(), &tree);
        let at = post.and_then(|post| tree.find(&post.0));
        match reason {
            Reason::AcceptedMark => of(marks.by(at?)?, "body"),
            Reason::Status => {
                let field = |name: &'static str| find(0, &[Key(name)]);
                let by_flair = || field("link_flair_text").or(field("link_flair_css_class"));
                marks.whole.map_or_else(by_flair, |at| of(at, "body"))
            }
            Reason::Votes | Reason::SplitVotes => of(at?, "score"),
            Reason::StaffAnswer => of(at?, "author"),
            _ => of(at?, "body"),
        }
    }
}

/// Stands for a page with nothing on it, which is no mistake.
const EMPTY: &[u8] = br#"{"kind":"Listing"}"#;

/// How much of a file without records is looked at.
const SAMPLE: u64 = 4 << 10;

/// Tells whether a file without records is an answer of the API.
fn is_page(open: &dyn Fn() -> std::io::Result<Box<dyn Read + Send>>) -> bool {
    let mut head = Vec::new();
    let read = open().and_then(|stream| stream.take(SAMPLE).read_to_end(&mut head));
    let has = |text: &[u8]| memchr::memmem::find(&head, text).is_some();
    read.is_ok() && (has(b"\"Listing\"") || has(b"\"things\""))
}

/// When a submission was last changed; nothing is newer than that it is gone.
fn version(wire: &wire::RecordHeader<'_>) -> u64 {
    let is_later = wire.meta.as_ref().is_some_and(wire::Meta::is_gone);
    let is_gone = filled(&wire.selftext).is_some_and(tree::says_gone);
    if is_gone || is_later || wire.removed_by_category.0 {
        return u64::MAX;
    }
    let time = wire.edited.0.max(wire.created_utc.0);
    time.and_then(|time| u64::try_from(time.0).ok()).unwrap_or(0).max(1)
}
