//! Archives with a file for each post, which names its topic: `topic_id`, `topic_title` and
//! `post_number`, as `/posts.json` has them.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::diag::Place;
use crate::files::Files;
use crate::model::{PostId, Reason, ThreadId};
use crate::sources::values::{Name, without_mark};
use crate::sources::{Skip, SkipReason, problems};

use super::{Reading, locate, split, wire};

/// How much of a file tells that it is no post.
const HEAD: u64 = 1 << 10;

/// The topics whose posts have files of their own, with the paths of these, by their ids.
#[derive(Default)]
pub(super) struct Archive {
    topics: Vec<(u64, Vec<String>)>,
}

/// What tells a post from a topic.
#[derive(Deserialize)]
struct Mark {
    topic_id: Option<u64>,
    post_number: Option<u64>,
    post_stream: Option<IgnoredAny>,
}

/// What a post says of its topic.
#[derive(Deserialize)]
struct TopicOf<'a> {
    topic_id: u64,
    #[serde(borrow)]
    topic_title: Option<wire::Text<'a>>,
    #[serde(borrow)]
    topic_slug: Option<wire::Text<'a>>,
    #[serde(borrow)]
    topic_archetype: Option<wire::Text<'a>>,
    topic_posts_count: Option<usize>,
    #[serde(default)]
    category_id: Name,
}

impl Archive {
    /// Takes the files that are posts out of a list.
    pub fn of(files: &dyn Files, paths: &mut Vec<String>) -> Archive {
        let mut topics: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        paths.retain(|path| match topic_of(files, path) {
            Some(topic) => {
                topics.entry(topic).or_default().push(path.clone());
                false
            }
            None => true,
        });
        Archive { topics: topics.into_iter().collect() }
    }

    /// How many topics there are.
    pub fn len(&self) -> usize {
        self.topics.len()
    }

    /// Returns the files of a topic, by its place among them.
    pub fn get(&self, at: usize) -> Option<&[String]> {
        self.topics.get(at).map(|(_, paths)| paths.as_slice())
    }

    /// Finds the mark that a resolution rests on, in the file of the post that carries it.
    pub fn locate(
        &self,
        files: &dyn Files,
        thread: &ThreadId,
        reason: Reason,
        post: &PostId,
    ) -> Option<Place> {
        let id = thread.0.parse().ok()?;
        let at = self.topics.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.get(at)?.iter().find_map(|path| {
            let bytes = files.read(path).ok()?;
            let text = std::str::from_utf8(without_mark(&bytes)).ok()?;
            Some(Place::in_text(path, text, locate::in_post(text, reason, post)?))
        })
    }
}

/// The topic of a file that is one post; `None` for any other.
fn topic_of(files: &dyn Files, path: &str) -> Option<u64> {
    let mut head = Vec::new();
    files.stream(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let has = |name: &[u8]| memchr::memmem::find(&head, name).is_some();
    if has(b"\"post_stream\"") || !(has(b"\"username\"") || has(b"\"post_number\"")) {
        return None;
    }
    let mark: Mark = serde_json::from_slice(without_mark(&files.read(path).ok()?)).ok()?;
    mark.topic_id.filter(|_| mark.post_number.is_some() && mark.post_stream.is_none())
}

impl Reading<'_> {
    /// Reads a topic whose posts have files of their own.
    pub(super) fn archived(&mut self, files: &dyn Files, paths: &[String]) {
        let texts: Vec<(&str, Vec<u8>)> = paths
            .iter()
            .filter_map(|path| Some((path.as_str(), self.bytes(files, path)?)))
            .collect();
        let mut posts = Vec::with_capacity(texts.len());
        for (path, text) in &texts {
            match post(without_mark(text)) {
                Ok((of, post)) => posts.push((*path, of, post)),
                Err(error) => {
                    let message = "this post has not the form that Discourse gives it";
                    let problem =
                        problems::record_invalid(Place::file(*path), message.to_owned(), "");
                    self.batch.sink.push(problem.note(split::reason(&error)));
                }
            }
        }
        // Archives that are kept up to date have older copies of what was edited.
        posts.sort_by_key(|(path, _, post)| (post.post_number, Reverse(post.version), *path));
        let mut posts = posts.into_iter();
        let Some((path, of, first)) = posts.next() else {
            let (id, place) = (None, Place::file(self.path));
            return self.batch.skipped.push(Skip { id, reason: SkipReason::Invalid, place });
        };
        let all = std::iter::once(first).chain(posts.map(|(_, _, post)| post)).collect();
        let topic = wire::Topic {
            title: of.topic_title,
            slug: of.topic_slug,
            archetype: of.topic_archetype,
            posts_count: of.topic_posts_count,
            category_id: of.category_id,
            ..wire::Topic::new(of.topic_id, all)
        };
        let batch = std::mem::take(&mut self.batch);
        let mut reading = Reading { path, batch, ..*self };
        reading.topic(&topic, 1, || None);
        self.batch = reading.batch;
    }

    /// Reads a file of the topic; what cannot be read is told of.
    fn bytes(&mut self, files: &dyn Files, path: &str) -> Option<Vec<u8>> {
        match files.read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                let message = format!("`{path}` cannot be read");
                let told =
                    problems::export_unreadable(Place::file(path), message, error.to_string());
                self.batch.sink.push(told);
                None
            }
        }
    }
}

fn post(text: &[u8]) -> serde_json::Result<(TopicOf<'_>, wire::Post<'_>)> {
    Ok((serde_json::from_slice(text)?, serde_json::from_slice(text)?))
}
