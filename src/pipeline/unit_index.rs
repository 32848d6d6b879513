//! Where threads are read from, to find one again.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::ThreadId;

/// In which units threads are. A digest of an id is enough: who looks there and does not find
/// the thread looks everywhere.
#[derive(Debug, Default)]
pub(super) struct UnitIndex(FxHashMap<u64, u32>);

impl UnitIndex {
    pub fn put(&mut self, source: usize, id: &ThreadId, unit: usize) {
        if let Ok(unit) = u32::try_from(unit) {
            self.0.insert(FxBuildHasher.hash_one((source, id)), unit);
        }
    }

    pub fn get(&self, source: usize, id: &ThreadId) -> Option<usize> {
        self.0.get(&FxBuildHasher.hash_one((source, id))).map(|unit| *unit as usize)
    }
}
