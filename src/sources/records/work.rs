//! The reading of one unit: open files, and what comes of it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;

use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::files::Files;
use crate::files::RandomAccess;
use crate::model::ThreadId;
use crate::sources::Batch;
use crate::sources::Skip;
use crate::sources::SkipReason;

use super::Spot;

/// How many problems of one unit are described; the rest is counted.
const MOST_PROBLEMS: usize = 50;

/// Files that are open for one unit.
#[derive(Default)]
pub(super) struct Opened {
    files: BTreeMap<u32, Box<dyn RandomAccess>>,
}

impl Opened {
    /// Reads a record.
    pub(super) fn read(
        &mut self,
        files: &dyn Files,
        paths: &[String],
        spot: Spot,
    ) -> io::Result<Vec<u8>> {
        let path = paths.get(spot.file as usize).ok_or(io::ErrorKind::NotFound)?;
        let file = match self.files.entry(spot.file) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(files.random(path)?),
        };
        let mut bytes = vec![0; usize::try_from(spot.length).unwrap_or_default()];
        file.read_at(spot.offset, &mut bytes)?;
        Ok(bytes)
    }
}

/// The reading of one unit.
#[derive(Default)]
pub(super) struct Work {
    /// What was read so far.
    pub(super) batch: Batch,
    /// How many problems there are in all.
    n_problems: usize,
    problems: Vec<Diagnostic>,
}

impl Work {
    /// Takes a problem; of too many, it counts the rest.
    pub(super) fn problem(&mut self, diagnostic: Diagnostic) {
        self.n_problems += 1;
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(diagnostic);
        }
    }

    /// Takes something that is left out.
    pub(super) fn skip(&mut self, id: Option<ThreadId>, reason: SkipReason, place: Place) {
        self.batch.skipped.push(Skip { id, reason, place });
    }

    /// Gives back what was read.
    pub(super) fn finish(mut self) -> Batch {
        let n_more = self.n_problems - self.problems.len();
        if n_more > 0
            && let Some(last) = self.problems.pop()
        {
            let note = format!("{n_more} more problems follow in the next records");
            self.problems.push(last.note(note));
        }
        self.problems.into_iter().for_each(|diagnostic| self.batch.sink.push(diagnostic));
        self.batch
    }
}
