//! Reads the words of a thread from the cache, and the files that they name, when its page is
//! rendered.

use std::collections::BTreeMap;
use std::io;

use crate::cache::Bodies;
use crate::media::PublishedFiles;
use crate::model::{Post, Reference, Thread};
use crate::normalize::MAX_POSTS;
use crate::plan::inputs::ThreadContents;
use crate::site::{Target, ThreadEntry};

/// Reads the words of a thread and of its duplicates, and the files that they name.
///
/// # Errors
///
/// When the words cannot be read.
pub(super) fn read_contents(
    entry: &ThreadEntry,
    bodies: &Bodies,
    copies: &PublishedFiles<'_>,
) -> io::Result<ThreadContents> {
    with_duplicates(bodies.get(entry.body)?, entry, bodies, copies)
}

/// The same, for a thread whose own words are at hand.
///
/// # Errors
///
/// When the words of a duplicate cannot be read.
pub(super) fn with_duplicates(
    mut thread: Thread,
    entry: &ThreadEntry,
    bodies: &Bodies,
    copies: &PublishedFiles<'_>,
) -> io::Result<ThreadContents> {
    let (mut n_folded, mut references) = (Vec::new(), vec![&entry.references]);
    for duplicate in entry.answering() {
        let mut answers = bodies.get(duplicate.body)?.answers;
        // However many threads are duplicates of this one, its page can be read.
        answers.truncate(MAX_POSTS.saturating_sub(thread.answers.len()));
        n_folded.push(answers.len());
        // What was accepted there answered another wording.
        thread.answers.extend(answers.into_iter().map(|post| Post { accepted: false, ..post }));
        references.push(&duplicate.references);
    }
    let mut files = BTreeMap::new();
    for reference in references.into_iter().flatten() {
        if let Reference::File(source, path) = reference {
            let target = copies.find(&(*source, path.clone())).map(|found| match found {
                Ok(copy) => Target::File(copy),
                Err(refusal) => Target::Refused(refusal),
            });
            files.insert(reference.clone(), target);
        }
    }
    Ok(ThreadContents { thread, n_folded, files })
}
