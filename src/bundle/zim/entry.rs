//! Entries of an archive as the format writes them.

use std::cmp::Ordering;

use super::writer::Namespace;

/// An entry of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub namespace: Namespace,
    pub path: String,
    /// Empty where it is the path.
    pub title: String,
    /// Whether readers find it by its title.
    pub is_front: bool,
    pub leads: Leads,
}

/// What an entry leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// A file: its media type, its cluster and its number there.
    Blob(u16, u32, u32),
    /// The entry of a file, by its path.
    Entry(String),
}

impl Entry {
    /// Compares entries as the list by paths has them.
    pub(super) fn by_path(&self, other: &Entry) -> Ordering {
        let key = |entry: &Entry| entry.namespace.letter();
        key(self).cmp(&key(other)).then_with(|| self.path.as_bytes().cmp(other.path.as_bytes()))
    }

    /// What stands in lists by title.
    pub(super) fn shown(&self) -> &str {
        if self.title.is_empty() { &self.path } else { &self.title }
    }

    /// Writes the entry; `target` is the number of the entry that it leads to.
    pub(super) fn bytes(&self, target: u32) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(32 + self.path.len() + self.title.len());
        let kind = match self.leads {
            Leads::Blob(kind, ..) => kind,
            Leads::Entry(_) => 0xffff,
        };
        bytes.extend(kind.to_le_bytes());
        // No parameters, and no revisions.
        bytes.extend([0, self.namespace.letter(), 0, 0, 0, 0]);
        match self.leads {
            Leads::Blob(_, cluster, number) => {
                bytes.extend(cluster.to_le_bytes());
                bytes.extend(number.to_le_bytes());
            }
            Leads::Entry(_) => bytes.extend(target.to_le_bytes()),
        }
        for text in [&self.path, &self.title] {
            bytes.extend(text.bytes().filter(|byte| *byte != 0));
            bytes.push(0);
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_written_as_the_format_says() {
        let entry = |leads| Entry {
            namespace: Namespace::Content,
            path: "a.html".to_owned(),
            title: "Lamp".to_owned(),
            is_front: true,
            leads,
        };
        let file = entry(Leads::Blob(3, 7, 1)).bytes(0);
        assert_eq!(file, *b"\x03\0\0C\0\0\0\0\x07\0\0\0\x01\0\0\0a.html\0Lamp\0");
        let redirect = entry(Leads::Entry("b".to_owned())).bytes(9);
        assert_eq!(redirect, *b"\xff\xff\0C\0\0\0\0\x09\0\0\0a.html\0Lamp\0");
    }
}
