//! The pictures of a book: each once, of kinds that every reader shows.

use std::collections::BTreeMap;

/// The pictures of a book.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// By their paths in the site: the name in the book and the media type, or nothing where
    /// readers do not show such pictures.
    known: BTreeMap<String, Option<(String, &'static str)>>,
}

impl Pictures {
    pub(super) fn knows(&self, path: &str) -> bool {
        self.known.contains_key(path)
    }

    /// Takes a picture; returns its name in the book, where readers show its kind.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> Option<&str> {
        let number = self.len() + 1;
        let named =
            kind(bytes).map(|(media_type, ending)| (format!("i{number:05}.{ending}"), media_type));
        self.known.insert(path.to_owned(), named);
        self.name(path)
    }

    /// Returns the name of a picture in the book.
    pub(super) fn name(&self, path: &str) -> Option<&str> {
        self.known.get(path)?.as_ref().map(|(name, _)| name.as_str())
    }

    /// Returns the names and media types of all that are in the book, in the order of names.
    pub(super) fn all(&self) -> Vec<(&str, &'static str)> {
        let mut all: Vec<(&str, &'static str)> =
            self.known.values().flatten().map(|(name, kind)| (name.as_str(), *kind)).collect();
        all.sort_unstable();
        all
    }

    /// Counts them.
    pub(super) fn len(&self) -> usize {
        self.known.values().flatten().count()
    }

    /// Counts those that were left out.
    pub(super) fn n_left_out(&self) -> usize {
        self.known.len() - self.len()
    }
}

/// Tells the media type and the ending of a picture by its first bytes: a book may have those
/// that all readers know.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let kinds: [(&[u8], &str, &str); 3] = [
        (b"\xff\xd8\xff", "image/jpeg", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
        (b"GIF8", "image/gif", "gif"),
    ];
    let found = kinds.into_iter().find(|(start, ..)| bytes.starts_with(start));
    found.map(|(_, media_type, ending)| (media_type, ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_named_once_and_by_what_it_is() {
        let mut pictures = Pictures::default();
        assert_eq!(pictures.add("files/a.jpg", b"\x89PNG\r\n\x1a\n..."), Some("i00001.png"));
        assert_eq!(pictures.add("files/b.webp", b"RIFF....WEBP"), None);
        assert_eq!(pictures.name("files/a.jpg"), Some("i00001.png"));
        assert!(pictures.knows("files/b.webp"));
        assert_eq!((pictures.len(), pictures.n_left_out()), (1, 1));
        assert_eq!(pictures.all(), [("i00001.png", "image/png")]);
    }
}
