//! Finds messages by their keys, the newest copy of each.

use std::cmp::Reverse;

use crate::sources::reply_forest::number;

use super::key::Key;
use super::message::{Note, State};

/// The messages by their keys: numbers alone, since there may be millions.
pub(super) struct MessageIndex {
    /// In the order of their keys, the newest copy of each.
    by_key: Vec<u32>,
    /// Those that have another key, in its order.
    by_alias: Vec<u32>,
}

/// What a message replies to.
pub(super) enum Parent {
    /// Nothing.
    Nothing,
    /// A message of the export, by its number.
    Message(u32),
    /// A message that is not in the export.
    Missing(Key),
}

impl MessageIndex {
    pub(super) fn new(notes: &[Note], ranks: &[u32]) -> MessageIndex {
        let rank = |at: &u32| ranks.get(notes[*at as usize].span.file as usize).copied();
        // What any copy says is gone is gone.
        let newness = |at: &u32| (notes[*at as usize].is_withdrawn(), state(notes, *at), rank(at));
        let alias = |at: &u32| notes[*at as usize].alias;
        let key = |at: &u32| notes[*at as usize].key;
        let mut by_key: Vec<u32> = (0..number(notes.len())).collect();
        let mut by_alias: Vec<u32> =
            by_key.iter().copied().filter(|at| alias(at).is_some()).collect();
        // Overlapping exports hold a message twice, and one of them may have the answer's mark.
        by_key.sort_unstable_by_key(|at| (key(at), Reverse(newness(at)), *at));
        by_key.dedup_by_key(|at| key(at));
        by_alias.sort_unstable_by_key(|at| (alias(at), *at));
        by_alias.dedup_by_key(|at| alias(at));
        MessageIndex { by_key, by_alias }
    }

    /// Every message once.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> + '_ {
        self.by_key.iter().copied()
    }

    /// Finds a message by one of its keys.
    pub(super) fn find(&self, notes: &[Note], key: &Key) -> Option<u32> {
        let key_of = |at: &u32| notes[*at as usize].key;
        let own = self.by_key.binary_search_by_key(key, key_of).map(|place| self.by_key[place]);
        let alias_of = |at: &u32| notes[*at as usize].alias;
        let other = || self.by_alias.binary_search_by_key(&Some(*key), alias_of);
        own.or_else(|_| other().map(|place| self.by_alias[place])).ok()
    }

    /// Tells what a message replies to: the first of its parents that is in the export.
    pub(super) fn parent(&self, notes: &[Note], at: u32) -> Parent {
        let keys = &notes[at as usize].parents;
        match (keys.iter().find_map(|key| self.find(notes, key)), keys.last()) {
            (Some(parent), _) => Parent::Message(parent),
            (None, Some(missing)) => Parent::Missing(*missing),
            (None, None) => Parent::Nothing,
        }
    }
}

fn state(notes: &[Note], at: u32) -> State {
    notes[at as usize].state
}
