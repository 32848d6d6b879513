//! A run of terms, with the documents that have them.
//!
//! ```text
//! chunk   = entry*
//! entry   = text after the key before, postings in the title, postings in the body
//! postings = n, bytes of all that follows,
//!            n × document (minus the one before), n × impact (a byte each)
//! ```
//!
//! Behind a term, its key with `BESIDE` has the titles with words that lie near it in meaning;
//! in place of a body's documents, of which it has none, lie the 32 bytes of its vector.
//!
//! An impact is what the term adds to a field's score before its rarity counts,
//! from 1 to 255 of the most that it can be.

use crate::search::lexicon::{Posting, TermCounts};
use crate::search::meaning::Vector;
use crate::search::score::{BODY, FieldWeights, TITLE};

#[cfg(feature = "cli")]
use super::bytes::Pen;
use super::bytes::Scan;

/// Terms in their order, each with its documents as a file holds them.
#[cfg(feature = "cli")]
#[derive(Default)]
pub struct Run {
    keys: String,
    postings: Pen,
    terms: Vec<RunTerm>,
}

/// A term of a run, and where its key and its documents end.
#[cfg(feature = "cli")]
struct RunTerm {
    key: usize,
    postings: usize,
    n_documents: u32,
    counts: TermCounts,
}

/// A term of a run.
#[cfg(feature = "cli")]
pub(super) struct Written<'a> {
    pub(super) key: &'a str,
    pub(super) n_documents: u32,
    pub(super) counts: TermCounts,
    pub(super) postings: &'a [u8],
}

#[cfg(feature = "cli")]
impl Run {
    /// Adds a term with its documents, in the order of their numbers.
    pub fn push(&mut self, key: &str, postings: &[Posting]) {
        let count = |is_in: fn(&Posting) -> bool| {
            postings.iter().filter(|posting| is_in(posting)).count() as u32
        };
        self.keys.push_str(key);
        write_postings(&mut self.postings, postings);
        self.terms.push(RunTerm {
            key: self.keys.len(),
            postings: self.postings.bytes.len(),
            n_documents: postings.len() as u32,
            counts: TermCounts {
                in_title: count(|posting| posting.title > 0.0),
                in_body: count(|posting| posting.body > 0.0),
            },
        });
    }

    /// Returns the terms.
    pub(super) fn terms(&self) -> impl Iterator<Item = Written<'_>> {
        let (mut key, mut postings) = (0, 0);
        self.terms.iter().map(move |term| {
            let written = Written {
                key: &self.keys[key..term.key],
                n_documents: term.n_documents,
                counts: term.counts,
                postings: &self.postings.bytes[postings..term.postings],
            };
            (key, postings) = (term.key, term.postings);
            written
        })
    }
}

/// What lies beside a term in meaning.
#[cfg(feature = "cli")]
pub struct Beside {
    /// The term's key, with [`BESIDE`](crate::search::meaning::BESIDE) behind it.
    pub key: String,
    /// The titles that have words near it, in the order of their numbers.
    pub titles: Vec<Posting>,
    /// The term's vector.
    pub vector: Vector,
}

#[cfg(feature = "cli")]
impl Beside {
    /// Returns what a file holds of it behind its key.
    pub(super) fn written(&self) -> Vec<u8> {
        let mut pen = Pen::default();
        write_field(&mut pen, &self.titles, TITLE, |posting| posting.title);
        pen.number(0);
        pen.number(self.vector.len() as u64);
        pen.bytes.extend(self.vector);
        pen.bytes
    }
}

/// Writes the documents of a term.
#[cfg(feature = "cli")]
fn write_postings(pen: &mut Pen, postings: &[Posting]) {
    write_field(pen, postings, TITLE, |posting| posting.title);
    write_field(pen, postings, BODY, |posting| posting.body);
}

#[cfg(feature = "cli")]
fn write_field(
    pen: &mut Pen,
    postings: &[Posting],
    weights: FieldWeights,
    part: impl Fn(&Posting) -> f32,
) {
    let mut documents = Pen::default();
    let mut impacts = Vec::new();
    let mut before = 0;
    for posting in postings {
        let part = part(posting);
        if part > 0.0 {
            documents.number(u64::from(posting.doc - before));
            before = posting.doc;
            impacts.push((part / weights.ceiling() * 255.0).round().clamp(1.0, 255.0) as u8);
        }
    }
    pen.number(impacts.len() as u64);
    pen.number((documents.bytes.len() + impacts.len()) as u64);
    pen.bytes.extend(documents.bytes);
    pen.bytes.extend(impacts);
}

/// The documents of a term, as they lie in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Postings<'a> {
    title: Field<'a>,
    body: Field<'a>,
}

#[derive(Clone, Copy, Debug)]
struct Field<'a> {
    n: usize,
    bytes: &'a [u8],
}

impl<'a> Postings<'a> {
    /// Reads where the postings of both fields lie.
    pub(super) fn read(scan: &mut Scan<'a>) -> Option<Postings<'a>> {
        let mut field = || {
            let n = scan.number()? as usize;
            let length = scan.count()?;
            Some(Field { n, bytes: scan.take(length)? })
        };
        Some(Postings { title: field()?, body: field()? })
    }

    pub(super) fn counts(&self) -> TermCounts {
        TermCounts { in_title: self.title.n as u32, in_body: self.body.n as u32 }
    }

    /// Returns the vector that lies in place of a body's documents.
    pub(super) fn vector(&self) -> Option<Vector> {
        self.body.bytes.try_into().ok().filter(|_| self.body.n == 0)
    }

    /// Calls with each document, those of the title first; nothing for nonsense.
    pub(super) fn each(&self, see: &mut dyn FnMut(Posting)) {
        let mut titles = self.title.decoded(TITLE).into_iter().peekable();
        for (doc, body) in self.body.decoded(BODY) {
            while let Some((doc, title)) = titles.next_if(|(other, _)| *other < doc) {
                see(Posting { doc, title, body: 0.0 });
            }
            let title = titles.next_if(|(other, _)| *other == doc).map_or(0.0, |(_, t)| t);
            see(Posting { doc, title, body });
        }
        titles.for_each(|(doc, title)| see(Posting { doc, title, body: 0.0 }));
    }
}

impl Field<'_> {
    fn decoded(&self, weights: FieldWeights) -> Vec<(u32, f32)> {
        let Some(split) = self.bytes.len().checked_sub(self.n) else { return Vec::new() };
        let (documents, impacts) = self.bytes.split_at(split);
        let mut scan = Scan::new(documents);
        let mut doc = 0_u32;
        let unit = weights.ceiling() / 255.0;
        let mut decoded = Vec::with_capacity(self.n);
        for &impact in impacts {
            let Some(step) = scan.number() else { break };
            doc = doc.saturating_add(step as u32);
            decoded.push((doc, f32::from(impact) * unit));
        }
        decoded
    }
}

/// The terms of a chunk, sorted, and where their postings begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    bytes: Vec<u8>,
    keys: Vec<(String, usize)>,
}

impl Chunk {
    /// Reads the keys; nothing when the bytes make no sense.
    pub(super) fn read(bytes: Vec<u8>) -> Option<Chunk> {
        let mut scan = Scan::new(&bytes);
        let mut keys = Vec::new();
        let mut key = String::new();
        while !scan.rest.is_empty() {
            scan.text_after(&mut key)?;
            keys.push((key.clone(), bytes.len() - scan.rest.len()));
            Postings::read(&mut scan)?;
        }
        Some(Chunk { bytes, keys })
    }

    /// Returns the postings of a term.
    pub(super) fn get(&self, key: &str) -> Option<Postings<'_>> {
        let at = self.keys.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()?;
        self.postings(at)
    }

    fn postings(&self, at: usize) -> Option<Postings<'_>> {
        Postings::read(&mut Scan::new(self.bytes.get(self.keys[at].1..)?))
    }

    /// Calls with each term that begins with some letters, and its counts.
    pub(super) fn beginning_with(&self, prefix: &str, see: &mut dyn FnMut(&str, TermCounts)) {
        let start = self.keys.partition_point(|(key, _)| key.as_str() < prefix);
        for at in start..self.keys.len() {
            let key = &self.keys[at].0;
            if !key.starts_with(prefix) {
                break;
            }
            if let Some(postings) = self.postings(at) {
                see(key, postings.counts());
            }
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back_nearly_as_they_were() {
        let postings = [
            Posting { doc: 3, title: 1.0, body: 0.0 },
            Posting { doc: 4, title: 2.0, body: 1.5 },
            Posting { doc: 900, title: 0.0, body: 0.001 },
        ];
        let mut pen = Pen::default();
        for key in ["en:a", "en:ab"] {
            pen.text_after(if key == "en:a" { "" } else { "en:a" }, key);
            write_postings(&mut pen, &postings);
        }
        let chunk = Chunk::read(pen.bytes).expect("what was written");
        let read = chunk.get("en:ab").expect("a known key");
        assert_eq!(read.counts(), TermCounts { in_title: 2, in_body: 2 });
        let mut seen = Vec::new();
        read.each(&mut |posting| seen.push(posting));
        assert_eq!(seen.iter().map(|p| p.doc).collect::<Vec<_>>(), [3, 4, 900]);
        for (was, is) in postings.iter().zip(&seen) {
            assert!((was.title - is.title).abs() < 0.01 && (was.body - is.body).abs() < 0.01);
        }
        assert!(seen[2].body > 0.0);
        assert!(chunk.get("en:b").is_none());
        let mut keys = Vec::new();
        chunk.beginning_with("en:a", &mut |key, _| keys.push(key.to_owned()));
        assert_eq!(keys, ["en:a", "en:ab"]);
    }

    #[test]
    fn a_vector_lies_in_place_of_a_bodys_documents() {
        let titles = vec![Posting { doc: 3, title: 1.0, body: 0.0 }];
        let beside = Beside { key: "en:a\u{1f}".to_owned(), titles, vector: [9; 32] };
        let mut pen = Pen::default();
        pen.text_after("", &beside.key);
        pen.bytes.extend(beside.written());
        let chunk = Chunk::read(pen.bytes.clone()).expect("what was written");
        let read = chunk.get("en:a\u{1f}").expect("a known key");
        assert_eq!(read.counts(), TermCounts { in_title: 1, in_body: 0 });
        assert_eq!(read.vector(), Some([9; 32]));
        // A vector of another length is that of another version.
        pen.bytes.pop();
        let at = pen.bytes.len() - 32;
        pen.bytes[at] = 31;
        let chunk = Chunk::read(pen.bytes).expect("it makes sense");
        assert_eq!(chunk.get("en:a\u{1f}").and_then(|read| read.vector()), None);
    }

    #[test]
    fn damaged_chunks_are_nothing_and_never_panic() {
        let mut pen = Pen::default();
        pen.text_after("", "en:a");
        write_postings(&mut pen, &[Posting { doc: 3, title: 1.0, body: 1.0 }]);
        for cut in 1..pen.bytes.len() {
            assert!(Chunk::read(pen.bytes[..cut].to_vec()).is_none());
        }
        for at in 0..pen.bytes.len() {
            let mut bytes = pen.bytes.clone();
            bytes[at] ^= 0xff;
            if let Some(chunk) = Chunk::read(bytes) {
                chunk.beginning_with("", &mut |_, _| {});
                chunk.get("en:a").inspect(|postings| postings.each(&mut |_| {}));
            }
        }
    }
}
