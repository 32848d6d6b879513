//! The records of all units, found by the digest of the bytes and settings that they were
//! made from.
//!
//! The file of the last build stays in memory as it was read, and records are decoded when
//! somebody asks for one: most builds ask for few of them.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use crate::files::Digest;

use super::bodies::Bodies;
use super::bytes::{Decoder, Encoder};
use super::unit::UnitRecord;

/// Encoded records of units by their keys.
#[derive(Default)]
pub struct UnitStore {
    /// The state file of the last build, which holds the records that were there then.
    old: Arc<Vec<u8>>,
    /// The records that this build added.
    new: Vec<u8>,
    places: HashMap<Digest, StoredRange>,
    n_body_bytes: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct StoredRange {
    is_new: bool,
    start: usize,
    end: usize,
}

impl UnitStore {
    /// Returns the record of a unit; `None` where there is none or it is damaged.
    pub fn get(&self, key: Digest) -> Option<UnitRecord> {
        UnitRecord::decode(self.bytes(self.places.get(&key)?))
    }

    /// Tells whether it holds no record.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Adds the record of a unit.
    pub fn put(&mut self, key: Digest, unit: &UnitRecord) {
        self.n_body_bytes += unit.n_body_bytes();
        self.put_bytes(key, &unit.encode());
    }

    /// Takes a record over from another store without decoding it. `n_body_bytes` is how many bytes
    /// of bodies it names.
    pub fn keep(&mut self, key: Digest, from: &UnitStore, n_body_bytes: u64) {
        let Some(place) = from.places.get(&key) else { return };
        self.n_body_bytes += n_body_bytes;
        if self.old.is_empty() {
            self.old = Arc::clone(&from.old);
        }
        match !place.is_new && Arc::ptr_eq(&self.old, &from.old) {
            true => drop(self.places.insert(key, place.clone())),
            false => self.put_bytes(key, from.bytes(place)),
        }
    }

    /// Returns how many bytes of bodies all records together name.
    pub(super) fn n_body_bytes(&self) -> u64 {
        self.n_body_bytes
    }

    /// Copies all bodies to another file, and returns the records with the new places.
    pub(super) fn moved(&self, from: &Bodies, to: &Bodies) -> io::Result<UnitStore> {
        let mut units = UnitStore::default();
        let mut keys: Vec<&Digest> = self.places.keys().collect();
        keys.sort();
        for key in keys {
            let Some(mut unit) = self.get(*key) else { continue };
            for body in unit.threads.iter_mut().filter_map(|thread| thread.body.as_mut()) {
                *body = to.copy(from, *body)?;
            }
            units.put(*key, &unit);
        }
        Ok(units)
    }

    pub(super) fn encode(&self) -> Encoder {
        let mut places: Vec<(&StoredRange, &Digest)> =
            self.places.iter().map(|(key, place)| (place, key)).collect();
        places.sort_unstable();
        let length: usize = places.iter().map(|(place, _)| place.end - place.start + 20).sum();
        let mut out = Encoder(Vec::with_capacity(length + 12));
        out.number(self.n_body_bytes);
        out.count(places.len());
        for (place, key) in places {
            out.digest(*key);
            out.bytes(self.bytes(place));
        }
        out
    }

    /// Reads the list of records in a part of a state file. The records themselves are left
    /// encoded.
    pub(super) fn decode(file: &Arc<Vec<u8>>, part: Range<usize>) -> Option<UnitStore> {
        let mut input = Decoder(file.get(part.clone())?);
        let n_body_bytes = input.number()?;
        let n_units = input.length()?;
        let mut places = HashMap::with_capacity(n_units.min(input.0.len() / 20));
        for _ in 0..n_units {
            let key = input.digest()?;
            let length = input.length()?;
            input.take(length)?;
            let end = part.end - input.0.len();
            places.insert(key, StoredRange { is_new: false, start: end - length, end });
        }
        let units = UnitStore { old: Arc::clone(file), new: Vec::new(), places, n_body_bytes };
        input.0.is_empty().then_some(units)
    }

    fn put_bytes(&mut self, key: Digest, bytes: &[u8]) {
        let start = self.new.len();
        self.new.extend_from_slice(bytes);
        self.places.insert(key, StoredRange { is_new: true, start, end: self.new.len() });
    }

    fn bytes(&self, place: &StoredRange) -> &[u8] {
        let all = if place.is_new { &self.new } else { &*self.old };
        &all[place.start..place.end]
    }
}
