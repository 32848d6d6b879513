//! Related questions of all threads: found together, and kept while no summary changes and no
//! thread comes to name another.

use std::collections::HashMap;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::files::Digest;
use crate::model::Reference;
use crate::plan::inputs::thread_of;
use crate::search::native::{Related, RelatedItem};
use crate::site::{Site, ThreadEntry};
use crate::sources::Reader;

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
    pub(super) fn find(
        site: &Site,
        readers: &[Box<dyn Reader + '_>],
        known: &(Digest, Vec<u32>),
    ) -> RelatedLists {
        let links = links(site, readers);
        let threads = site.threads.par_iter().zip(&links);
        let digests: Vec<Digest> = threads.map(|(entry, links)| digest(entry, links)).collect();
        let made_of = Digest::of_parts(digests.iter().map(|digest| &digest.0[..]));
        if known.0 == made_of && known.1.len() == site.threads.len() * N_RELATED {
            return RelatedLists { made_of, lists: known.1.clone() };
        }
        let tags: Vec<Vec<&str>> = site.threads.iter().map(tags).collect();
        let threads = site.threads.iter().zip(tags.iter().zip(&links));
        let items: Vec<RelatedItem<'_>> =
            threads.map(|(entry, (tags, links))| item(entry, tags, links)).collect();
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

/// Returns the other threads that the posts of each thread lead to, each once.
fn links(site: &Site, readers: &[Box<dyn Reader + '_>]) -> Vec<Vec<usize>> {
    let pages = || site.threads.iter().enumerate().map(|(at, entry)| (entry.path.as_str(), at));
    // Only answers written by hand name pages by their place on the site.
    let has_path = site.references().any(|reference| matches!(reference, Reference::Path(_)));
    let pages: HashMap<&str, usize> = if has_path { pages().collect() } else { HashMap::new() };
    let found = |reference: &Reference| match reference {
        Reference::Path(path) => {
            let page = pages.get(path.as_str());
            page.or_else(|| pages.get(format!("{path}index.html").as_str())).copied()
        }
        Reference::Address(_) | Reference::Origin(_) | Reference::Part(..) => {
            thread_of(site, readers, reference)
        }
        Reference::File(..) => None,
    };
    let of_entry = |(at, entry): (usize, &ThreadEntry)| {
        let folded = entry.answering().flat_map(|duplicate| &duplicate.references);
        let named = entry.references.iter().chain(folded).filter_map(found);
        let mut links: Vec<usize> = named.filter(|other| *other != at).collect();
        links.sort_unstable();
        links.dedup();
        links
    };
    site.threads.par_iter().enumerate().map(of_entry).collect()
}

/// Digests what related questions are found by.
fn digest(entry: &ThreadEntry, links: &[usize]) -> Digest {
    let summary = &entry.summary;
    let texts = [summary.title.as_str(), summary.teaser.as_str(), summary.lang.as_str()];
    let links: Vec<u8> = links.iter().flat_map(|other| other.to_le_bytes()).collect();
    let tags = summary.tags.iter().map(String::as_str);
    let texts = texts.into_iter().chain(tags).map(str::as_bytes);
    Digest::of_parts(std::iter::once(links.as_slice()).chain(texts))
}

fn tags(entry: &ThreadEntry) -> Vec<&str> {
    entry.summary.tags.iter().map(String::as_str).collect()
}

fn item<'a>(entry: &'a ThreadEntry, tags: &'a [&'a str], links: &'a [usize]) -> RelatedItem<'a> {
    let summary = &entry.summary;
    let (title, teaser, language) = (&summary.title, &summary.teaser, summary.lang);
    RelatedItem { title, tags, teaser, language, links }
}
