//! Related questions of all threads: found together, and kept while no summary changes.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::files::Digest;
use crate::search::native::{Related, RelatedItem};
use crate::site::{Site, ThreadEntry};

/// How many are found for each thread.
const N_RELATED: usize = 8;

/// In place of a thread: there are no more.
const NONE: u32 = u32::MAX;

/// The related threads of each thread, by position.
#[derive(Clone, Debug, Default)]
pub(super) struct RelatedLists {
    /// What they were found from.
    made_of: Digest,
    /// [`N_RELATED`] for each thread.
    lists: Vec<u32>,
}

impl RelatedLists {
    /// Returns what is kept for the next build.
    pub(super) fn into_parts(self) -> (Digest, Vec<u32>) {
        (self.made_of, self.lists)
    }

    /// Finds them anew, or takes those that are `known` when nothing has changed.
    pub(super) fn find(site: &Site, known: &(Digest, Vec<u32>)) -> RelatedLists {
        let digests: Vec<Digest> = site.threads.par_iter().map(digest).collect();
        let made_of = Digest::of_parts(digests.iter().map(|digest| &digest.0[..]));
        if known.0 == made_of && known.1.len() == site.threads.len() * N_RELATED {
            return RelatedLists { made_of, lists: known.1.clone() };
        }
        let tags: Vec<Vec<&str>> = site.threads.iter().map(tags).collect();
        let items: Vec<RelatedItem<'_>> =
            site.threads.iter().zip(&tags).map(|(entry, tags)| item(entry, tags)).collect();
        let found = Related::build(&items);
        let mut lists = vec![NONE; items.len() * N_RELATED];
        lists.par_chunks_mut(N_RELATED).enumerate().for_each(|(at, list)| {
            for (place, other) in list.iter_mut().zip(found.of(at, N_RELATED)) {
                *place = u32::try_from(other).unwrap_or(NONE);
            }
        });
        RelatedLists { made_of, lists }
    }

    /// Returns those of a thread, the nearest first.
    pub(super) fn of(&self, at: usize) -> Vec<usize> {
        let list = self.lists.chunks_exact(N_RELATED).nth(at).unwrap_or_default();
        list.iter().filter(|other| **other != NONE).map(|other| *other as usize).collect()
    }
}

/// Digests what related questions are found by.
fn digest(entry: &ThreadEntry) -> Digest {
    let summary = &entry.summary;
    let texts = [summary.title.as_str(), summary.teaser.as_str(), summary.lang.as_str()];
    let tags = summary.tags.iter().map(String::as_str);
    Digest::of_parts(texts.into_iter().chain(tags).map(str::as_bytes))
}

fn tags(entry: &ThreadEntry) -> Vec<&str> {
    entry.summary.tags.iter().map(String::as_str).collect()
}

fn item<'a>(entry: &'a ThreadEntry, tags: &'a [&'a str]) -> RelatedItem<'a> {
    let summary = &entry.summary;
    let (title, teaser, language) = (&summary.title, &summary.teaser, summary.lang);
    RelatedItem { title, tags, teaser, language }
}
