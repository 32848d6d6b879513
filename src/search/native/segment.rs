//! The fields of a segment that make up a score.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader};

use crate::search::lexicon::{Posting, TermCounts};
use crate::search::score::{BODY, SOLUTION, TITLE};

use super::Index;
use super::schema::Fields;
use super::statistics::Lengths;

/// How many of a segment's fields hold words; the last one holds pairs of words.
pub(super) const N_WORD_FIELDS: usize = 4;

/// What scoring reads of a segment.
pub(super) struct Segment {
    /// The segment's place among the others.
    ordinal: usize,
    /// Whether documents were taken out of it.
    pub(super) has_deletes: bool,
    /// Title, question, solution, answer; then pairs.
    pub(super) fields: [FieldReader; N_WORD_FIELDS + 1],
    titles: FieldNormReader,
    bodies: Lengths,
}

/// The terms of a field of a segment.
pub(super) struct FieldReader {
    pub(super) field: Field,
    pub(super) inverted: Arc<InvertedIndexReader>,
    /// How much a term counts in the title and in the body.
    in_title: f32,
    in_body: f32,
}

/// A term in a document: how often in the title and in the body.
pub(super) type Part = (u32, f32, f32);

/// The documents of a term.
#[derive(Default)]
pub(super) struct Found {
    pub(super) counts: TermCounts,
    pub(super) postings: Vec<Posting>,
}

impl Segment {
    pub(super) fn open(
        ordinal: usize,
        segment: &SegmentReader,
        fields: &Fields,
    ) -> tantivy::Result<Segment> {
        let open = |field, in_title, in_body| {
            let inverted = segment.inverted_index(field)?;
            tantivy::Result::Ok(FieldReader { field, inverted, in_title, in_body })
        };
        Ok(Segment {
            ordinal,
            has_deletes: segment.has_deletes(),
            fields: [
                open(fields.title, 1.0, 0.0)?,
                open(fields.question, 0.0, 1.0)?,
                open(fields.solution, 0.0, SOLUTION)?,
                open(fields.answer, 0.0, 1.0)?,
                open(fields.pair, 1.0, 0.0)?,
            ],
            titles: segment.get_fieldnorms_reader(fields.title)?,
            bodies: Lengths::of_bodies(segment, fields)?,
        })
    }

    /// Tells whether a document is still part of the index.
    pub(super) fn is_alive(&self, index: &Index, doc: u32) -> bool {
        index.numbers.of(self.ordinal, doc).is_some()
    }

    /// Joins what the fields say of each document, and scores it.
    pub(super) fn score(&self, index: &Index, key: &str, parts: &mut Vec<Part>, found: &mut Found) {
        // A few lists in order, one behind the other: this kind of sorting joins them.
        parts.sort_by_key(|(doc, ..)| *doc);
        parts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
                kept.2 += next.2;
            }
            same
        });
        let Some(means) = index.means_of(key) else { return };
        let is_pair = key.contains(' ');
        for &mut (doc, in_title, in_body) in parts {
            let Some(number) = index.numbers.of(self.ordinal, doc) else { continue };
            let prior = index.numbers.priors[number as usize];
            let title = match is_pair {
                true => 1.0,
                false => TITLE.saturation(in_title, self.titles.fieldnorm(doc) as f32, means.title),
            };
            let body = match in_body > 0.0 {
                true => BODY.saturation(in_body, self.bodies.of(doc) as f32, means.body),
                false => 0.0,
            };
            found.counts.in_title += u32::from(in_title > 0.0);
            found.counts.in_body += u32::from(in_body > 0.0);
            found.postings.push(Posting { doc: number, title: title * prior, body: body * prior });
        }
    }
}

impl FieldReader {
    /// Appends the documents of a term.
    pub(super) fn read(&self, info: &TermInfo, parts: &mut Vec<Part>) -> tantivy::Result<()> {
        let record = IndexRecordOption::WithFreqs;
        let mut postings = self.inverted.read_postings_from_terminfo(info, record)?;
        let mut doc = postings.doc();
        while doc != tantivy::TERMINATED {
            let tf = postings.term_freq() as f32;
            parts.push((doc, tf * self.in_title, tf * self.in_body));
            doc = postings.advance();
        }
        Ok(())
    }
}
