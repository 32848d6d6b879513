//! Scores the documents of one segment of the index.
//!
//! A score is made of five fields: title, question, solution, other answers, and pairs of
//! words. They are added up into a title and a body first, whose lengths and word
//! frequencies are then weighed by the formula in `search::score`.

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

/// How many of the fields hold single words. The one behind them holds pairs of words.
pub(super) const N_WORD_FIELDS: usize = 4;

/// One segment of the index, open for scoring.
pub(super) struct Segment {
    /// The position of the segment in the index.
    ordinal: usize,
    /// Whether documents of it were deleted.
    pub(super) has_deletes: bool,
    /// Title, question, solution, other answers; then pairs of words.
    pub(super) fields: [FieldReader; N_WORD_FIELDS + 1],
    titles: FieldNormReader,
    bodies: Lengths,
}

/// One field of a segment, with its dictionary and its postings.
pub(super) struct FieldReader {
    pub(super) field: Field,
    pub(super) inverted: Arc<InvertedIndexReader>,
    /// How much a term of this field counts as one of the title: 1 or 0.
    in_title: f32,
    /// How much it counts as one of the body.
    in_body: f32,
}

/// How often a term stands in one document, as one field of it says; scoring adds the fields of
/// a document up.
pub(super) struct TermFrequency {
    /// Tantivy's number of the document within its segment.
    pub(super) doc: u32,
    /// How often in the title.
    in_title: f32,
    /// How often in the body, weighted by the kind of answer.
    in_body: f32,
}

/// All documents that have a term, with what each adds to a score.
#[derive(Default)]
pub(super) struct TermPostings {
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

    /// Adds up what the fields say of each document, scores it, and appends it to `found`.
    pub(super) fn score(
        &self,
        index: &Index,
        key: &str,
        frequencies: &mut Vec<TermFrequency>,
        found: &mut TermPostings,
    ) {
        // The vector is a few sorted runs, which a merge sort only has to join.
        frequencies.sort_by_key(|frequency| frequency.doc);
        frequencies.dedup_by(|next, kept| {
            let same = next.doc == kept.doc;
            if same {
                kept.in_title += next.in_title;
                kept.in_body += next.in_body;
            }
            same
        });
        let Some(means) = index.means_of(key) else { return };
        let is_pair = key.contains(' ');
        for &mut TermFrequency { doc, in_title, in_body } in frequencies {
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
    /// Appends the documents that have a term in this field.
    pub(super) fn read(
        &self,
        info: &TermInfo,
        frequencies: &mut Vec<TermFrequency>,
    ) -> tantivy::Result<()> {
        let record = IndexRecordOption::WithFreqs;
        let mut postings = self.inverted.read_postings_from_terminfo(info, record)?;
        let mut doc = postings.doc();
        while doc != tantivy::TERMINATED {
            let tf = postings.term_freq() as f32;
            let (in_title, in_body) = (tf * self.in_title, tf * self.in_body);
            frequencies.push(TermFrequency { doc, in_title, in_body });
            doc = postings.advance();
        }
        Ok(())
    }
}
