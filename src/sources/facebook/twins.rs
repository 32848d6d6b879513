//! Comments with several ids: the number of a comment stands behind that of its post, of a photo of
//! the post, or of the page. Two that share their number and nothing else are two.

use std::collections::{BTreeMap, BTreeSet};

use super::wire::number;
use crate::sources::chat::survey::Survey;
use crate::sources::chat::{Key, Note};

/// Which keys mean another comment's.
pub(super) struct Twins {
    own: BTreeMap<Key, Key>,
}

impl Twins {
    /// Finds the ids that mean one comment: they end in one number, and were written at one
    /// moment. `replied` are the ids that replies name, by their keys.
    pub(super) fn of(notes: &[Note], replied: &BTreeMap<Key, String>) -> Twins {
        let comments = notes.iter().filter(|note| note.key == comment_key(&note.thread));
        let mut by_number: BTreeMap<&str, BTreeSet<(i64, &str)>> = BTreeMap::new();
        for note in comments {
            by_number.entry(number(&note.thread)).or_default().insert((note.time, &note.thread));
        }
        let mut own = BTreeMap::new();
        for ids in by_number.values().filter(|ids| ids.len() > 1) {
            // What does not say when it was written comes first, and is the next one.
            let mut first: Option<(i64, Key)> = None;
            for (time, id) in ids {
                let key = comment_key(id);
                match first {
                    Some((known, of)) if known == *time || known == 0 => {
                        own.insert(key, of);
                        first = Some((*time, of));
                    }
                    _ => first = Some((*time, key)),
                }
            }
        }
        let known: BTreeSet<Key> = notes.iter().map(|note| note.key).collect();
        for (key, id) in replied.iter().filter(|(key, _)| !known.contains(key)) {
            let ids = by_number.get(number(id)).into_iter().flatten();
            let named = ids.map(|(_, id)| comment_key(id));
            let meant: BTreeSet<Key> =
                named.map(|key| own.get(&key).copied().unwrap_or(key)).collect();
            if let (1, Some(only)) = (meant.len(), meant.first()) {
                own.insert(*key, *only);
            }
        }
        Twins { own }
    }

    /// Returns the key by which a comment is known.
    pub(super) fn own(&self, key: Key) -> Key {
        self.own.get(&key).copied().unwrap_or(key)
    }

    /// Makes copies of a comment one, and replies lead to it.
    pub(super) fn join(&self, survey: &mut Survey<'_, '_>) {
        for note in &mut survey.notes {
            note.key = self.own(note.key);
            note.parents.iter_mut().for_each(|parent| *parent = self.own(*parent));
        }
    }
}

/// The key of a comment by one of its ids.
pub(super) fn comment_key(id: &str) -> Key {
    Key::new("comment", id)
}
