//! The reading of one unit: open files, and what comes of it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;

use crate::diag::{Diagnostic, Place};
use crate::files::{Files, RandomAccess};
use crate::model::ThreadId;
use crate::sources::{Batch, Skip, SkipReason};

use super::scan::Spot;

/// How many problems of one unit are described; the rest is counted.
const MAX_PROBLEMS: usize = 50;

/// The longest stretch of a file that is read at once, for all records that lie in it.
const LONGEST_STRETCH: u64 = 1 << 20;

/// Files that are open for one unit.
pub(super) struct Opened {
    files: BTreeMap<u32, Box<dyn RandomAccess>>,
    /// Where the records of a file lie close together: where they start, and all bytes.
    stretches: BTreeMap<u32, (u64, Vec<u8>)>,
}

/// How the records of one file lie.
#[derive(Clone, Copy)]
struct Extent {
    start: u64,
    end: u64,
    n_bytes: u64,
}

impl Opened {
    /// Opens what these records lie in.
    pub(super) fn new(
        files: &dyn Files,
        paths: &[String],
        spots: impl Iterator<Item = Spot>,
    ) -> Opened {
        let mut extents: BTreeMap<u32, Extent> = BTreeMap::new();
        for Spot { file, offset, length, .. } in spots {
            let new = Extent { start: offset, end: offset, n_bytes: 0 };
            let extent = extents.entry(file).or_insert(new);
            extent.start = extent.start.min(offset);
            extent.end = extent.end.max(offset + length);
            extent.n_bytes += length;
        }
        let mut opened = Opened { files: BTreeMap::new(), stretches: BTreeMap::new() };
        for (file, Extent { start, end, n_bytes }) in extents {
            let length = end - start;
            // Threads that are spread over a file are read record by record.
            if length > LONGEST_STRETCH || length > 2 * n_bytes {
                continue;
            }
            let spot = Spot { file, offset: start, length, ..Spot::default() };
            if let Ok(bytes) = opened.read(files, paths, spot) {
                opened.stretches.insert(file, (start, bytes));
            }
        }
        opened
    }

    /// Reads a record.
    pub(super) fn read(
        &mut self,
        files: &dyn Files,
        paths: &[String],
        spot: Spot,
    ) -> io::Result<Vec<u8>> {
        let length = usize::try_from(spot.length).unwrap_or_default();
        if let Some((start, bytes)) = self.stretches.get(&spot.file) {
            let at = spot.offset.checked_sub(*start).and_then(|at| usize::try_from(at).ok());
            if let Some(bytes) = at.and_then(|at| bytes.get(at..at.checked_add(length)?)) {
                return Ok(bytes.to_vec());
            }
        }
        let path = paths.get(spot.file as usize).ok_or(io::ErrorKind::NotFound)?;
        let file = match self.files.entry(spot.file) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(files.random(path)?),
        };
        let mut bytes = vec![0; length];
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
        if self.problems.len() < MAX_PROBLEMS {
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
