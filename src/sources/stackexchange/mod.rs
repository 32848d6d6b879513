//! A Stack Exchange data dump: Posts.xml, with Users, Comments and PostLinks
//! beside it.
//!
//! The survey notes where every row lies; a question is then put together from
//! its own row and those of its answers and comments, wherever they are in the
//! files. So memory grows with the number of posts, not with their text.

mod comment;
mod convert;
mod dump;
mod locate;
mod row;
mod scan;
mod survey;
mod tex;

/// Reads a question of a dump, or behind them all what its survey had to leave out.
fn read(dump: &Dump<'_>, unit: usize) -> Batch {
    match dump.survey.questions.get(unit) {
        Some(question) => convert::question(dump, question),
        None => Batch { skipped: dump.survey.skipped.clone(), ..Batch::default() },
    }
}

#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod tests;

use dump::Dump;

use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::{Digest, Files};
use crate::model::{PostId, Reason, Thread, ThreadId};

use super::beside::Way;
use super::sample::Sample;
use super::{Batch, LinkTarget, Reader, links, paths};

/// Pictures that people upload; small ones have a letter behind the name of the whole.
pub(super) const WAYS: &[Way] = &[
    Way {
        hosts: UPLOADS,
        path: "{picture}",
        copies: &["i.stack.imgur.com/{picture}", "i.sstatic.net/{picture}", "images/{picture}"],
    },
    Way {
        hosts: UPLOADS,
        path: "{thumb}",
        copies: &["i.stack.imgur.com/{thumb}", "i.sstatic.net/{thumb}", "images/{thumb}"],
    },
];

const UPLOADS: &[&str] = &["i.stack.imgur.com", "i.sstatic.net"];

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

/// The dumps of one source.
pub struct StackExchange<'a> {
    settings: &'a SourceSettings,
    dumps: Vec<Dump<'a>>,
    /// The files with their digests.
    files: Vec<u8>,
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
                None => return read(dump, unit),
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
