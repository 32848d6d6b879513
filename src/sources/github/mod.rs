//! GitHub Discussions, as `gh api graphql` gives them: pages one after another, a list of
//! pages (`--slurp`), or a discussion a line.

mod convert;
#[cfg(test)]
mod tests;
mod wire;

use std::ops::Range;

use wire::post_id;

use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::Files;
use crate::model::{PostId, Reason, Thread, ThreadId};

use super::beside::Way;
use super::json_cursor::Step;
use super::json_cursor::Step::{At, Key};
use super::records::{Format, Joined, Left, Record, RecordRole, Shapes, ThreadRecords};
use super::sample::Sample;
use super::values::{Id, Text, filled, version};
use super::{LinkTarget, json_cursor, links, records};

/// What people upload into comments.
pub(super) const WAYS: &[Way] = &[
    Way {
        hosts: &["user-images.githubusercontent.com"],
        path: "{user}/{name}",
        copies: &["user-images.githubusercontent.com/{user}/{name}", "user-images/{user}/{name}"],
    },
    Way {
        hosts: &["github.com"],
        path: "user-attachments/assets/{id}",
        copies: &["user-attachments/assets/{id}.*", "assets/{id}.*"],
    },
    Way {
        hosts: &["github.com"],
        path: "user-attachments/files/{id}/{name}",
        copies: &["user-attachments/files/{id}/{name}", "files/{id}/{name}"],
    },
];

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Joined<'a, Github> {
    records::open(settings, files, sink, Github::default())
}

/// Tells whether a file looks like one of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let is_node = sample.has(&["number", "title", "comments"])
        && memchr::memmem::find(sample.head, b"/discussions/").is_some();
    sample.is_json() && (sample.has(&["discussions", "nodes"]) || is_node)
}

/// What threads need of others.
#[derive(Default)]
pub(super) struct Github {
    /// The repository of the first discussion: its numbers are ids, those of others come
    /// with their repository.
    repository: Option<String>,
}

impl Format for Github {
    type Kind = ();

    const SHAPES: Shapes<()> = Shapes {
        lists: &[
            (&["data", "*", "discussions", "nodes"], ()),
            (&["data", "*", "discussions", "edges", "node"], ()),
            (&["data", "*", "discussion"], ()),
            (&["data", "search", "nodes"], ()),
            (&["data", "node"], ()),
            (&["repository", "discussions", "nodes"], ()),
            (&["discussions", "nodes"], ()),
            (&["discussions"], ()),
            (&["nodes"], ()),
        ],
        alone: (),
        marks: &["number", "title", "body"],
    };
    const EXTENSIONS: &'static [&'static str] = &["json", "jsonl", "ndjson"];
    const NAME: &'static str = "GitHub Discussions";
    const WANTED: &'static str = "a discussion has a `number` and a `title`";

    fn survey(&mut self, record: &Record<'_, ()>) -> RecordRole {
        let wire: wire::RecordHeader<'_> = match record.parse("discussion") {
            Ok(wire) => wire,
            Err(fault) => return RecordRole::Invalid(fault),
        };
        let (Some(Id(number)), Some(_)) = (wire.number, wire.title) else {
            return RecordRole::Nothing;
        };
        let version = version(&wire.updated_at);
        let repository = filled(&wire.url).and_then(repository).unwrap_or_default();
        let first = self.repository.get_or_insert_with(|| repository.to_owned());
        let id = match repository.is_empty() || first == repository {
            true => number,
            false => format!("{}-{number}", repository.rsplit('/').next().unwrap_or_default()),
        };
        RecordRole::Thread { id, version }
    }

    fn thread(
        &self,
        records: &ThreadRecords<'_, ()>,
        settings: &SourceSettings,
        sink: &mut Sink,
    ) -> Result<Thread, Left> {
        convert::thread(records, settings, sink)
    }

    fn link_target(&self, path: &str) -> Option<LinkTarget> {
        let (parts, fragment) = links::parts(path);
        let (number, of) = match parts.as_slice() {
            ["discussions" | "issues", number] => (number, None),
            [owner, name, "discussions" | "issues", number] => {
                (number, Some(format!("{owner}/{name}")))
            }
            _ => return None,
        };
        let is_other = of.filter(|of| self.repository.as_ref() != Some(of));
        let thread = match is_other.as_deref().and_then(|of| of.rsplit('/').next()) {
            Some(name) => format!("{name}-{number}"),
            None => (*number).to_owned(),
        };
        let post = fragment.and_then(|name| name.strip_prefix("discussioncomment-"));
        let post = post.map(|post| PostId(post.to_owned()));
        links::is_number(number).then_some(LinkTarget { thread: Some(ThreadId(thread)), post })
    }

    fn mark(
        &self,
        records: &ThreadRecords<'_, ()>,
        _: &Thread,
        reason: Reason,
        post: Option<&PostId>,
    ) -> Option<(usize, Range<usize>)> {
        mark(records.all[0].text.as_bytes(), reason, &post?.0).map(|range| (0, range))
    }
}

/// Returns `owner/name` of a discussion's address.
fn repository(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1.split_once('/')?.1;
    rest.split_once("/discussions/").map(|(repository, _)| repository)
}

fn mark(text: &[u8], reason: Reason, wanted: &str) -> Option<Range<usize>> {
    let whole = |path: &[Step<'_>]| json_cursor::find(text, path).map(|found| found.whole);
    let value = |path: &[Step<'_>]| {
        let found = json_cursor::find(text, path)?;
        serde_json::from_slice::<Text<'_>>(&text[found.value]).ok().map(|text| text.0)
    };
    let is_wanted = |path: &[Step<'_>]| {
        let (url, id) =
            (value(&[path, &[Key("url")]].concat()), value(&[path, &[Key("id")]].concat()));
        post_id(url.as_deref(), id.as_deref()) == Some(wanted)
    };
    let nodes = [Key("comments"), Key("nodes")];
    let n_comments = json_cursor::length(text, &nodes);
    let mut paths: Vec<Vec<Step<'_>>> = Vec::new();
    for at in 0..n_comments {
        let comment = [&nodes[..], &[At(at)]].concat();
        let replies = [&comment[..], &[Key("replies"), Key("nodes")]].concat();
        let n_replies = json_cursor::length(text, &replies);
        paths.push(comment);
        paths.extend((0..n_replies).map(|at| [&replies[..], &[At(at)]].concat()));
    }
    let path = paths.into_iter().find(|path| is_wanted(path));
    let field = |name: &'static str| {
        path.as_ref().and_then(|path| whole(&[&path[..], &[Key(name)]].concat()))
    };
    let found = match reason {
        Reason::AcceptedMark => field("isAnswer").or_else(|| whole(&[Key("answer")])),
        Reason::StaffAnswer | Reason::OfficialMark => field("authorAssociation"),
        Reason::Votes | Reason::SplitVotes => field("upvoteCount"),
        _ => None,
    };
    found.or_else(|| whole(path.as_ref()?))
}
