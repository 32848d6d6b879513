//! Counts documents by language and measures their lengths, which the formula of scores needs.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader};

use crate::text::Lang;

use super::schema::Fields;

/// The number and the lengths of the documents of one language; regions do not matter.
#[derive(Clone, Copy, Debug)]
pub(super) struct LanguageStatistics {
    pub(super) lang: Lang,
    pub(super) n_documents: u64,
    title_terms: u64,
    body_terms: u64,
}

impl LanguageStatistics {
    /// Returns the mean number of terms in a title.
    pub(super) fn mean_title(&self) -> f32 {
        rounded(self.title_terms as f32 / self.n_documents.max(1) as f32)
    }

    /// Returns the mean number of terms in a body.
    pub(super) fn mean_body(&self) -> f32 {
        rounded(self.body_terms as f32 / self.n_documents.max(1) as f32)
    }
}

/// Rounds a mean length to a tenth. Otherwise every new document would change the scores of
/// all others a little, and with them nearly every file of the static index.
fn rounded(mean: f32) -> f32 {
    const STEP: f32 = 1.1;
    if mean < 1.0 { 1.0 } else { STEP.powf(mean.log(STEP).round()) }
}

/// Counts the documents of each language, sorted by tag.
pub(super) fn statistics(
    searcher: &Searcher,
    fields: &Fields,
) -> tantivy::Result<Vec<LanguageStatistics>> {
    let mut all = Vec::new();
    for segment in searcher.segment_readers() {
        count_segment(segment, fields, &mut all)?;
    }
    all.retain(|statistics: &LanguageStatistics| statistics.n_documents > 0);
    all.sort_by_key(|statistics| statistics.lang);
    Ok(all)
}

/// The lengths of the bodies of a segment's documents, in terms.
pub(super) struct Lengths {
    parts: [FieldNormReader; 3],
}

impl Lengths {
    pub(super) fn of_bodies(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<Lengths> {
        let part = |field: Field| segment.get_fieldnorms_reader(field);
        Ok(Lengths {
            parts: [part(fields.question)?, part(fields.solution)?, part(fields.answer)?],
        })
    }

    /// Returns the number of terms in a document's question and answers.
    #[inline]
    pub(super) fn of(&self, doc: u32) -> u32 {
        self.parts.iter().map(|part| part.fieldnorm(doc)).sum()
    }
}

fn count_segment(
    segment: &SegmentReader,
    fields: &Fields,
    all: &mut Vec<LanguageStatistics>,
) -> tantivy::Result<()> {
    let Some(column) = segment.fast_fields().str("language")? else { return Ok(()) };
    let titles = segment.get_fieldnorms_reader(fields.title)?;
    let bodies = Lengths::of_bodies(segment, fields)?;
    // The place in `all` of each tag that the segment's column numbers.
    let mut places = Vec::with_capacity(column.num_terms());
    for ordinal in 0..column.num_terms() as u64 {
        let mut tag = String::new();
        column.ord_to_str(ordinal, &mut tag)?;
        places.push(place(all, &tag));
    }
    for doc in segment.doc_ids_alive() {
        let ordinal = column.ords().first(doc);
        if let Some(&place) = ordinal.and_then(|ordinal| places.get(ordinal as usize)) {
            let statistics = &mut all[place];
            statistics.n_documents += 1;
            statistics.title_terms += u64::from(titles.fieldnorm(doc));
            statistics.body_terms += u64::from(bodies.of(doc));
        }
    }
    Ok(())
}

fn place(all: &mut Vec<LanguageStatistics>, tag: &str) -> usize {
    let full = Lang::new(tag).unwrap_or(Lang::EN);
    let lang = Lang::new(full.primary()).unwrap_or(full);
    let known = all.iter().position(|statistics| statistics.lang == lang);
    known.unwrap_or_else(|| {
        all.push(LanguageStatistics { lang, n_documents: 0, title_terms: 0, body_terms: 0 });
        all.len() - 1
    })
}
