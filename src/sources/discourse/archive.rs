//! Archives with a file for each post, which names its topic: `topic_id`, `topic_title` and
//! `post_number`, as `/posts.json` has them.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::diag::Place;
use crate::files::Files;
use crate::model::{PostId, Reason, ThreadId};
use crate::sources::values::without_mark;

use super::locate;

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
