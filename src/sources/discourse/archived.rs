//! Makes a topic of posts that have files of their own.

use std::cmp::Reverse;

use serde::Deserialize;

use crate::diag::Place;
use crate::files::Files;
use crate::sources::values::{Name, without_mark};
use crate::sources::{Skip, SkipReason, problems};

use super::{Reading, split, wire};

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
