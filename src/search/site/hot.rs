//! The one file with a name that stays: which files there are, and what each holds.
//!
//! ```text
//! hot       = "answ", version, digest of the rest, rest
//! rest      = n documents, cards per file,
//!             n languages × (tag, n documents, vocabulary),
//!             n chunks × (a text after the one before, digest),
//!             n long lists × (key after the one before, in titles, in bodies, digest),
//!             n card files × 3 bytes of the digest,
//!             n synonyms × (n × term)
//! vocabulary = digest of a file of words, zeros when there is none
//! ```
//!
//! The text of a chunk is the shortest beginning of its first key that sorts behind
//! the keys before it.

use std::fmt;

use crate::search::lexicon::{LanguageCount, TermCounts};
use crate::search::synonyms::Synonyms;
use crate::text::Lang;

#[cfg(feature = "cli")]
use super::bytes::Pen;
use super::bytes::{DIGEST, Digest};
use super::bytes::{Scan, ShortDigest, digest};

const MAGIC: &[u8; 4] = b"answ";

/// Counts up with every change of the format or of what terms are.
const VERSION: u8 = 4;

/// A term whose list of documents has a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Long {
    pub(super) key: String,
    pub(super) counts: TermCounts,
    pub(super) digest: Digest,
}

/// A language, and the digest of its file of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HotLanguage {
    pub(super) count: LanguageCount,
    pub(super) vocabulary: Option<Digest>,
}

/// The contents of the hot file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hot {
    pub(super) n_documents: u32,
    pub(super) cards_per_file: u32,
    pub(super) languages: Vec<HotLanguage>,
    /// The chunks in their order, each with a text that is no more than its first key,
    /// but more than the keys before.
    pub(super) chunks: Vec<(String, Digest)>,
    pub(super) long: Vec<Long>,
    pub(super) cards: Vec<ShortDigest>,
    pub(super) synonyms: Synonyms,
}

/// Why a hot file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HotError {
    /// It did not arrive as it was written.
    Damaged,
    /// Another version of answerbook wrote it: the site is to be built again.
    OtherVersion,
}

impl fmt::Display for HotError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            HotError::Damaged => "the search index is damaged",
            HotError::OtherVersion => "the search index is of another version",
        })
    }
}

impl std::error::Error for HotError {}

impl Hot {
    #[cfg(feature = "cli")]
    pub(super) fn write(&self) -> Vec<u8> {
        let mut pen = Pen::default();
        pen.number(u64::from(self.n_documents));
        pen.number(u64::from(self.cards_per_file));
        pen.number(self.languages.len() as u64);
        for language in &self.languages {
            pen.text(language.count.lang.as_str());
            pen.number(u64::from(language.count.n_documents));
            pen.bytes.extend(language.vocabulary.unwrap_or_default());
        }
        pen.number(self.chunks.len() as u64);
        let mut before = "";
        for (key, digest) in &self.chunks {
            pen.text_after(before, key);
            pen.bytes.extend(digest);
            before = key;
        }
        pen.number(self.long.len() as u64);
        before = "";
        for long in &self.long {
            pen.text_after(before, &long.key);
            pen.number(u64::from(long.counts.in_title));
            pen.number(u64::from(long.counts.in_body));
            pen.bytes.extend(long.digest);
            before = &long.key;
        }
        pen.number(self.cards.len() as u64);
        self.cards.iter().for_each(|digest| pen.bytes.extend(digest));
        pen.number(self.synonyms.groups.len() as u64);
        for group in &self.synonyms.groups {
            pen.number(group.len() as u64);
            group.iter().for_each(|term| pen.text(term));
        }
        let mut all = MAGIC.to_vec();
        all.push(VERSION);
        all.extend(digest(&pen.bytes));
        all.extend(pen.bytes);
        all
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Hot, HotError> {
        let mut scan = Scan::new(bytes);
        let head = (scan.take(MAGIC.len()), scan.byte());
        match head {
            (Some(magic), Some(version)) if magic == MAGIC && version != VERSION => {
                return Err(HotError::OtherVersion);
            }
            (Some(magic), Some(_)) if magic == MAGIC => {}
            _ => return Err(HotError::Damaged),
        }
        if scan.take(DIGEST).is_none_or(|known| known != digest(scan.rest)) {
            return Err(HotError::Damaged);
        }
        Hot::read_rest(&mut scan).ok_or(HotError::Damaged)
    }

    fn read_rest(scan: &mut Scan<'_>) -> Option<Hot> {
        let n_documents = scan.number()? as u32;
        let cards_per_file = (scan.number()? as u32).max(1);
        let mut hot = Hot { n_documents, cards_per_file, ..Hot::default() };
        for _ in 0..scan.count()? {
            let lang = Lang::new(scan.text()?)?;
            let n_documents = scan.number()? as u32;
            let words = read_digest(scan)?;
            let vocabulary = (words != Digest::default()).then_some(words);
            let count = LanguageCount { lang, n_documents };
            hot.languages.push(HotLanguage { count, vocabulary });
        }
        let mut key = String::new();
        for _ in 0..scan.count()? {
            scan.text_after(&mut key)?;
            hot.chunks.push((key.clone(), read_digest(scan)?));
        }
        key.clear();
        for _ in 0..scan.count()? {
            scan.text_after(&mut key)?;
            let [in_title, in_body] = [scan.number()? as u32, scan.number()? as u32];
            let counts = TermCounts { in_title, in_body };
            hot.long.push(Long { key: key.clone(), counts, digest: read_digest(scan)? });
        }
        for _ in 0..scan.count()? {
            hot.cards.push(scan.take(3)?.try_into().ok()?);
        }
        for _ in 0..scan.count()? {
            let n_terms = scan.count()?;
            let group = (0..n_terms).map(|_| scan.text().map(str::to_owned));
            hot.synonyms.groups.push(group.collect::<Option<Vec<String>>>()?);
        }
        Some(hot)
    }
}

fn read_digest(scan: &mut Scan<'_>) -> Option<Digest> {
    scan.take(DIGEST)?.try_into().ok()
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    fn hot() -> Hot {
        let count = LanguageCount { lang: Lang::UK, n_documents: 7 };
        let counts = TermCounts { in_title: 3, in_body: 4000 };
        Hot {
            n_documents: 7,
            cards_per_file: 32,
            languages: vec![HotLanguage { count, vocabulary: Some([1; DIGEST]) }],
            chunks: vec![("uk:а".to_owned(), [2; DIGEST]), ("uk:б".to_owned(), [3; DIGEST])],
            long: vec![Long { key: "uk:і".to_owned(), counts, digest: [4; DIGEST] }],
            cards: vec![[5; 3]],
            synonyms: Synonyms { groups: vec![vec!["uk:а".to_owned(), "uk:б".to_owned()]] },
        }
    }

    #[test]
    fn the_hot_file_comes_back_as_it_was() {
        assert_eq!(Hot::read(&hot().write()), Ok(hot()));
        assert_eq!(
            Hot::read(&Hot { cards_per_file: 1, ..Hot::default() }.write()).map(|h| h.long),
            Ok(vec![])
        );
    }

    #[test]
    fn damage_and_other_versions_are_told_apart() {
        let bytes = hot().write();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            let expected = if at == 4 { HotError::OtherVersion } else { HotError::Damaged };
            assert_eq!(Hot::read(&damaged), Err(expected), "byte {at}");
            assert_eq!(Hot::read(&bytes[..at]), Err(HotError::Damaged));
        }
    }
}
