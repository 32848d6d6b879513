//! The project's own tables of words, one a language, made by `.ci/vectors`.
//!
//! ```text
//! file   = raw DEFLATE of: n (2 bytes), bytes of the words (4 bytes), words with a line feed
//!          between each two, n × vector (32 bytes),
//!          n × number of near words (1 byte), near words (2 bytes each), shares (1 byte each)
//! word   = a stem as `text` makes it, without its language; sorted
//! share  = how near a near word is, 255 for the same
//! ```
//!
//! Numbers are little-endian. A table that is damaged is as good as none.

use std::io::Read;

use flate2::read::DeflateDecoder;

use crate::text::Lang;

use super::BESIDE;
use super::vector::{BYTES, Vector};

/// The tables, by language.
const TABLES: [(Lang, &[u8]); 4] = [
    (Lang::EN, include_bytes!("tables/en.bin")),
    (Lang::RU, include_bytes!("tables/ru.bin")),
    (Lang::SL, include_bytes!("tables/sl.bin")),
    (Lang::UK, include_bytes!("tables/uk.bin")),
];

/// No table grows beyond this: what claims to is damaged.
const MAX_BYTES: u64 = 16_000_000;

/// What words mean in some languages.
#[derive(Debug, Default)]
pub struct Meaning {
    tables: Vec<(Lang, Table)>,
}

/// A word that lies near another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near<'a> {
    /// The word's stem.
    pub term: &'a str,
    /// How near it is, above 0 and at most 1.
    pub share: f32,
}

/// The words of a language, by number.
#[derive(Debug, Default)]
pub struct Table {
    /// The words with a line feed behind each.
    words: String,
    /// Where each word begins, and where the last one ends.
    starts: Vec<u32>,
    vectors: Vec<Vector>,
    /// Where the near words of each word begin, and where those of the last one end.
    near_starts: Vec<u32>,
    near: Vec<(u16, u8)>,
}

impl Meaning {
    /// Takes the tables of some languages, as far as there are any.
    pub fn of(languages: &[Lang]) -> Meaning {
        let wanted =
            TABLES.iter().filter(|(lang, _)| languages.iter().any(|l| l.same_language(*lang)));
        let read = |(lang, bytes): &(Lang, &[u8])| Some((*lang, Table::read(bytes)?));
        Meaning { tables: wanted.filter_map(read).collect() }
    }

    /// Tells whether none of the languages has a table.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Returns the vector of a term, `en:reset`, or of [what is beside it](super::beside).
    pub fn vector(&self, key: &str) -> Option<Vector> {
        let (table, at) = self.place(key)?;
        Some(table.vectors[at])
    }

    /// Returns the words that are nearest to a term, nearest first.
    pub fn near(&self, key: &str) -> impl Iterator<Item = Near<'_>> {
        let found = self.place(key);
        found.into_iter().flat_map(|(table, at)| {
            table.near(at).map(move |(near, share)| Near { term: table.word(near), share })
        })
    }

    /// Returns the table of a language.
    pub fn table(&self, lang: Lang) -> Option<&Table> {
        let mut tables = self.tables.iter();
        tables.find(|(known, _)| known.same_language(lang)).map(|(_, table)| table)
    }

    fn place(&self, key: &str) -> Option<(&Table, usize)> {
        let (tag, term) = key.split_once(':')?;
        let (_, table) = self.tables.iter().find(|(lang, _)| lang.as_str() == tag)?;
        Some((table, table.find(term.strip_suffix(BESIDE).unwrap_or(term))?))
    }
}

impl Table {
    fn read(bytes: &[u8]) -> Option<Table> {
        let mut whole = Vec::new();
        DeflateDecoder::new(bytes).take(MAX_BYTES).read_to_end(&mut whole).ok()?;
        let (n, rest) = whole.split_first_chunk()?;
        let n = usize::from(u16::from_le_bytes(*n));
        let (n_bytes, rest) = rest.split_first_chunk()?;
        let (words, rest) = rest.split_at_checked(u32::from_le_bytes(*n_bytes) as usize)?;
        let (vectors, rest) = rest.split_at_checked(n * BYTES)?;
        let (counts, rest) = rest.split_at_checked(n)?;
        let mut table = Table {
            words: std::str::from_utf8(words).ok()?.to_owned() + "\n",
            starts: vec![0],
            vectors: vectors.as_chunks().0.to_vec(),
            near_starts: vec![0],
            near: Vec::new(),
        };
        table.starts.extend(table.words.match_indices('\n').map(|(at, _)| at as u32 + 1));
        let mut n_near = 0;
        for count in counts {
            n_near += u32::from(*count);
            table.near_starts.push(n_near);
        }
        let (near, shares) = rest.split_at_checked(n_near as usize * 2)?;
        let near = near.as_chunks().0.iter().map(|number| u16::from_le_bytes(*number));
        table.near.extend(near.zip(shares.iter().copied()));
        let is_whole = table.starts.len() == n + 1
            && table.near.len() == n_near as usize
            && table.near.iter().all(|(at, _)| usize::from(*at) < n);
        is_whole.then_some(table)
    }

    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.vectors.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.vectors.is_empty()
    }

    /// Returns a word.
    pub fn word(&self, at: usize) -> &str {
        &self.words[self.starts[at] as usize..self.starts[at + 1] as usize - 1]
    }

    /// Returns the vector of a word.
    pub fn vector(&self, at: usize) -> Vector {
        self.vectors[at]
    }

    /// Returns the number of a word.
    pub fn find(&self, term: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.vectors.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.word(middle).cmp(term) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Returns the numbers of the words near a word, the nearest first, each with how near.
    pub fn near(&self, at: usize) -> impl Iterator<Item = (usize, f32)> {
        let range = self.near_starts[at] as usize..self.near_starts[at + 1] as usize;
        let near = self.near[range].iter();
        near.map(|(number, share)| (usize::from(*number), f32::from(*share) / 255.0))
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn all_tables_can_be_read_and_are_sorted() {
        for (lang, bytes) in TABLES {
            let table = Table::read(bytes).expect("a whole table");
            let n = table.vectors.len();
            assert!(n > 5_000, "{lang} {n}");
            assert!((1..n).all(|at| table.word(at - 1) < table.word(at)), "{lang}");
            assert!((0..n).all(|at| table.find(table.word(at)) == Some(at)), "{lang}");
        }
    }

    #[test]
    fn words_that_mean_alike_are_near() {
        let meaning = Meaning::of(&[Lang::EN, Lang::RU]);
        let near = |key: &str| -> Vec<String> {
            meaning.near(key).map(|near| near.term.to_owned()).collect()
        };
        assert!(near("en:delet").contains(&"remov".to_owned()), "{:?}", near("en:delet"));
        assert!(near("ru:стерет").contains(&"удал".to_owned()), "{:?}", near("ru:стерет"));
        assert_eq!(near("uk:стерт"), [""; 0]);
        assert!(meaning.vector("en:refund").is_some() && meaning.vector("en:qqqq").is_none());
        assert_eq!(meaning.vector("en:refund\u{1f}"), meaning.vector("en:refund"));
    }

    #[test]
    fn damaged_tables_are_none_and_never_panic() {
        let bytes = TABLES[2].1;
        assert!(Table::read(&bytes[..bytes.len() / 2]).is_none());
        for at in (0..bytes.len()).step_by(bytes.len() / 40) {
            let mut damaged = bytes.to_vec();
            damaged[at] ^= 0x55;
            if let Some(table) = Table::read(&damaged) {
                (0..table.len()).for_each(|at| _ = table.near(at).count());
            }
        }
    }
}
