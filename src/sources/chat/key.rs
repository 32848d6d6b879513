//! Numbers that stand for ids and names: there may be millions of them.

/// Stands for an id: equal for equal ids of one scope, and for no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::sources) struct Key([u8; 16]);

impl Key {
    /// Makes the key of an id within a scope, such as a channel.
    pub(in crate::sources) fn new(scope: &str, id: &str) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(scope.len() as u64).to_le_bytes());
        hasher.update(scope.as_bytes());
        hasher.update(id.as_bytes());
        let mut key = [0; 16];
        key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Key(key)
    }

    /// Returns half of it, as a number.
    pub(super) fn number(self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

/// A number for an id or a name; 0 for none.
pub(super) fn number_of(id: &str) -> u64 {
    match id {
        "" => 0,
        id => Key::new("", id).number().max(1),
    }
}
