//! Reads all terms of the index in alphabetical order, with their documents. The alphabet is
//! divided into spans, which several threads read at the same time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::termdict::TermStreamer;

use crate::search::site::Run;

use super::Index;
use super::segment::{FieldReader, Segment, TermPostings};

/// How many terms of the largest dictionary a span has.
const TERMS: usize = 4_096;

/// A range of terms: `from` is in it, `to` is not. An empty `from` is before all terms, and
/// `None` is behind all.
#[derive(Clone, Debug, Default)]
pub(super) struct Span {
    from: Vec<u8>,
    to: Option<Vec<u8>>,
}

/// A dictionary that is being read, at its current term.
struct Head<'a> {
    segment: &'a Segment,
    field: &'a FieldReader,
    stream: TermStreamer<'a>,
}

impl Index {
    /// Divides all terms into spans, in alphabetical order, so that each has about as many
    /// terms of the largest dictionary.
    pub(super) fn spans(&self) -> tantivy::Result<Vec<Span>> {
        let fields = self.segments.iter().flat_map(|segment| &segment.fields);
        let Some(largest) = fields.max_by_key(|field| field.inverted.terms().num_terms()) else {
            return Ok(Vec::new());
        };
        let terms = largest.inverted.terms();
        let mut spans = vec![Span::default()];
        for ordinal in (TERMS..terms.num_terms()).step_by(TERMS) {
            let mut term = Vec::new();
            terms.ord_to_term(ordinal as u64, &mut term)?;
            spans.last_mut().expect("one is there").to = Some(term.clone());
            spans.push(Span { from: term, to: None });
        }
        Ok(spans)
    }

    /// Merges the dictionaries of all fields and segments over a span, and scores the
    /// documents of every term.
    pub(super) fn run(&self, span: &Span) -> tantivy::Result<Run> {
        let mut heads = self.heads(span)?;
        let mut next = BinaryHeap::with_capacity(heads.len());
        for (at, head) in heads.iter_mut().enumerate() {
            if head.stream.advance() {
                next.push(Reverse((head.stream.key().to_vec(), at)));
            }
        }
        let mut run = Run::default();
        let (mut frequencies, mut found) = (Vec::new(), TermPostings::default());
        while let Some(Reverse((key, first))) = next.pop() {
            let text = std::str::from_utf8(&key).unwrap_or_default();
            let mut at = Some(first);
            while let Some(this) = at {
                // The dictionaries of one segment come one after another.
                let Head { segment, field, stream } = &mut heads[this];
                let segment = *segment;
                field.read(stream.value(), &mut frequencies)?;
                if stream.advance() {
                    next.push(Reverse((stream.key().to_vec(), this)));
                }
                let same = next.peek().is_some_and(|Reverse((other, _))| *other == key);
                at = same.then(|| next.pop().map(|Reverse((_, at))| at)).flatten();
                if at.is_none_or(|at| !std::ptr::eq(heads[at].segment, segment)) {
                    segment.score(self, text, &mut frequencies, &mut found);
                    frequencies.clear();
                }
            }
            // All documents that have the term may have been deleted.
            if !found.postings.is_empty() {
                found.postings.sort_unstable_by_key(|posting| posting.doc);
                run.push(text, &found.postings);
                found.postings.clear();
            }
        }
        Ok(run)
    }

    fn heads(&self, span: &Span) -> tantivy::Result<Vec<Head<'_>>> {
        let mut heads = Vec::new();
        for segment in &self.segments {
            for field in &segment.fields {
                let range = field.inverted.terms().range().ge(&span.from);
                let range = match &span.to {
                    Some(to) => range.lt(to),
                    None => range,
                };
                heads.push(Head { segment, field, stream: range.into_stream()? });
            }
        }
        Ok(heads)
    }
}
