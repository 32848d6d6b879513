//! Discourse topics, as served by `/t/ID.json`: a file each, or several in one; or a file for
//! each post, as archives of `/posts.json` are.

mod archive;
mod archived;
mod categories;
mod convert;
mod locate;
mod polls;
mod split;
mod tidy;
mod wire;

#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::{Digest, Files};
use crate::model::{CategoryTree, PostId, Reason, Thread, ThreadId};

use self::archive::Archive;
use self::categories::Categories;
use self::split::BreakKind;
use super::beside::{OWN, Way};
use super::sample::Sample;
use super::values::without_mark;
use super::{
    Batch, LinkTarget, Reader, Skip, SkipReason, attachment_paths, links, paths, problems,
};

/// Uploads of a forum: below `/uploads/`, or by their digests wherever it keeps them. Previews
/// are made of originals, which do as well.
pub(super) const WAYS: &[Way] = &[
    Way { hosts: FORUM, path: "{above*}/uploads/short-url/{base62}.{ending}", copies: SHORT },
    Way {
        hosts: FORUM,
        path: "{above*}/uploads/{dirs*}/{name}",
        copies: &["uploads/{dirs}/{name}"],
    },
    Way {
        hosts: FORUM,
        path: "{above*}/uploads/{forum}/optimized/{dirs*}/{stem}_{size}.{ending}",
        copies: &["uploads/{forum}/original/{dirs}/{stem}.{ending}"],
    },
    Way {
        hosts: &["*"],
        path: "{above*}/original/{n}X/{dirs*}/{sha}.{ending}",
        copies: &[
            "uploads/default/original/{n}X/{dirs}/{sha}.{ending}",
            "original/{n}X/{dirs}/{sha}.{ending}",
        ],
    },
    Way {
        hosts: &["*"],
        path: "{above*}/optimized/{n}X/{dirs*}/{sha}_{size}.{ending}",
        copies: &[
            "uploads/default/optimized/{n}X/{dirs}/{sha}_{size}.{ending}",
            "uploads/default/original/{n}X/{dirs}/{sha}.{ending}",
            "optimized/{n}X/{dirs}/{sha}_{size}.{ending}",
            "original/{n}X/{dirs}/{sha}.{ending}",
        ],
    },
];

/// Hosted forums serve their files from another host, below the name of the forum.
const FORUM: &[&str] = &[OWN, ".discourse-cdn.com"];

const SHORT: &[&str] = &[
    "uploads/short-url/{base62}.{ending}",
    "uploads/default/original/1X/{sha}.{ending}",
    "uploads/default/original/2X/{sha1}/{sha}.{ending}",
    "uploads/default/original/3X/{sha1}/{sha2}/{sha}.{ending}",
];

/// Finds the topic files of a source; nothing is read yet.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Discourse<'a> {
    let mut paths = paths::files_of(settings, files, &["json", "jsonl", "ndjson"], sink);
    // What members have sent may be JSON, too.
    paths.retain(|path| !attachment_paths::is_asset(settings, path, &["uploads"]));
    let mut categories = Categories::default();
    paths.retain(|path| !categories.take(files, path));
    let archive = Archive::of(files, &mut paths);
    Discourse { settings, files, paths, archive, categories }
}

/// The topic files of one source, each a unit; then the topics whose posts have files.
pub struct Discourse<'a> {
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    paths: Vec<String>,
    archive: Archive,
    categories: Categories,
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let is_post = sample.has(&["topic_id", "topic_title", "post_number"]);
    sample.is_json() && (is_post || sample.has(&["post_stream", "posts"]))
}

impl Reader for Discourse<'_> {
    fn n_units(&self) -> usize {
        self.paths.len() + self.archive.len()
    }

    fn read(&self, unit: usize) -> Batch {
        let of_unit = self.of_unit(unit);
        let Some(path) = of_unit.first() else { return Batch::default() };
        let Categories { called: categories, tree, .. } = &self.categories;
        let batch = Batch::default();
        let mut reading = Reading { settings: self.settings, path, batch, categories, tree };
        if unit >= self.paths.len() {
            reading.archived(self.files, of_unit);
            return reading.batch;
        }
        match self.files.read(path) {
            Ok(bytes) => reading.file(without_mark(&bytes)),
            Err(error) => reading.unreadable(
                Place::file(path),
                format!("`{path}` cannot be read"),
                error.to_string(),
            ),
        }
        reading.batch
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        let mut parts = Vec::new();
        for path in self.of_unit(unit) {
            parts.extend_from_slice(path.as_bytes());
            parts.extend_from_slice(&self.files.digest(path).ok()?.0);
        }
        Some(Digest::of_parts([parts.as_slice(), &self.categories.digests]))
    }

    fn link_target(&self, url: &str) -> Option<LinkTarget> {
        link_target(links::below(self.settings.url.as_deref(), url)?)
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let archived =
            post.and_then(|post| self.archive.locate(self.files, &thread.id, reason, post));
        if archived.is_some() {
            return archived;
        }
        let path = &thread.origin.path;
        let bytes = self.files.read(path).ok()?;
        let text = std::str::from_utf8(without_mark(&bytes)).ok()?;
        let range = locate::locate(text, &thread.id, reason, post)?;
        Some(Place::in_text(path, text, range))
    }
}

impl Discourse<'_> {
    /// The files that a unit is read from.
    fn of_unit(&self, unit: usize) -> &[String] {
        let whole = self.paths.get(unit).map(std::slice::from_ref);
        let archived = || self.archive.get(unit.checked_sub(self.paths.len())?);
        whole.or_else(archived).unwrap_or_default()
    }
}

/// Reads `/t/slug/7/3`, `/t/slug/7`, `/t/7/3`, and `/t/7`.
fn link_target(path: &str) -> Option<LinkTarget> {
    let (parts, _) = links::parts(path);
    let number = |part: &&str| links::is_number(part);
    let (id, post) = match parts.as_slice() {
        ["t", id, rest @ ..] if number(id) => (id, rest.first()),
        ["t", _, id, rest @ ..] if number(id) => (id, rest.first()),
        _ => return None,
    };
    let id = id.strip_suffix(".json").unwrap_or(id);
    let post = post.filter(|part| number(part)).map(|part| PostId((*part).to_owned()));
    Some(LinkTarget { thread: Some(ThreadId(id.to_owned())), post })
}

/// One file while it is read.
struct Reading<'a> {
    settings: &'a SourceSettings,
    path: &'a str,
    batch: Batch,
    /// How categories are called, by their ids.
    categories: &'a BTreeMap<String, Vec<String>>,
    /// The same as a tree.
    tree: &'a CategoryTree,
}

impl Reading<'_> {
    fn file(&mut self, bytes: &[u8]) {
        // Nearly every file is one whole topic.
        match std::str::from_utf8(bytes) {
            Ok(text) => match serde_json::from_str::<wire::Topic<'_>>(text) {
                Ok(topic) => self.topic(&topic, 1, || Some(text)),
                Err(_) => self.records(text),
            },
            Err(error) => {
                // What is not UTF-8 may lie where nobody reads.
                if let Ok(topic) = serde_json::from_slice::<wire::Topic<'_>>(bytes) {
                    return self.topic(&topic, 1, || None);
                }
                let n_lines = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
                let place = Place::line(self.path, n_lines + 1);
                let message = format!("`{}` is not UTF-8 text", self.path);
                self.unreadable(place, message, "JSON is always UTF-8".to_owned());
            }
        }
    }

    fn records(&mut self, text: &str) {
        let split::Records { records, end } = split::split(text);
        let has_topic = records.iter().any(|(_, record)| split::is_topic(record));
        if has_topic {
            for (offset, record) in records {
                self.record(text, offset, record);
            }
        } else if end.as_ref().is_none_or(|end| end.kind == BreakKind::NotObject) {
            return self.not_a_topic(records.first().map_or(0, |(offset, _)| *offset), text);
        }
        let Some(end) = end else { return };
        let place = self.place(text, end.offset);
        let what = match end.kind {
            BreakKind::End => "ends in the middle of a value",
            BreakKind::Syntax => "is not valid JSON",
            BreakKind::NotObject => {
                return self.invalid(None, place, "this record is not a topic", &end.reason);
            }
        };
        self.unreadable(place, format!("`{}` {what}", self.path), end.reason);
    }

    fn record(&mut self, text: &str, offset: usize, record: &str) {
        match serde_json::from_str::<wire::Topic<'_>>(record) {
            Ok(topic) => self.topic(&topic, line_of(text, offset), || Some(record)),
            Err(error) => {
                let at = offset + split::offset_of(record, &error);
                let place = self.place(text, at);
                let message = "this topic has not the form that Discourse gives it";
                self.invalid(None, place, message, &split::reason(&error));
            }
        }
    }

    fn not_a_topic(&mut self, offset: usize, text: &str) {
        let message = format!("`{}` holds no Discourse topic", self.path);
        let place = self.place(text, offset);
        let problem = problems::record_invalid(place.clone(), message, "")
            .note("a topic has its posts in `post_stream`")
            .help("lists such as `latest.json` name topics, and may be left out of the folder");
        self.batch.sink.push(problem);
        self.batch.skipped.push(Skip { id: None, reason: SkipReason::Invalid, place });
    }

    /// Names a place and quotes nothing: the record may be private.
    fn place(&self, text: &str, offset: usize) -> Place {
        let Place { path, line, column, .. } = Place::in_text(self.path, text, offset..offset);
        Place::column(path, line, column)
    }

    fn invalid(&mut self, id: Option<ThreadId>, place: Place, message: &str, note: &str) {
        let problem = problems::record_invalid(place.clone(), message.to_owned(), "");
        self.batch.sink.push(problem.note(note));
        self.batch.skipped.push(Skip { id, reason: SkipReason::Invalid, place });
    }

    fn unreadable(&mut self, place: Place, message: String, note: String) {
        self.batch.sink.push(problems::export_unreadable(place.clone(), message, note));
        self.batch.skipped.push(Skip { id: None, reason: SkipReason::Unreadable, place });
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..offset]).count()
}
