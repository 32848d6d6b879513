//! Numbers documents by age, the oldest first.
//!
//! Tantivy's own numbers depend on which of its threads took a document. Numbers by date,
//! source and id are the same in every build, and a new document gets the last one, so files
//! of the static index that do not mention it stay as they are.

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, Searcher, SegmentReader};

use crate::search::score::prior;

/// Stands for the number of a document that was deleted.
const NONE: u32 = u32::MAX;

/// The numbers of all documents.
#[derive(Debug, Default)]
pub(super) struct DocumentNumbers {
    /// The numbers of the documents of each segment, by Tantivy's own.
    of_segment: Vec<Vec<u32>>,
    /// Tantivy's address of each document, by number.
    pub(super) addresses: Vec<DocAddress>,
    /// The factor of each document's score, by number; see `search::score::prior`.
    pub(super) priors: Vec<f32>,
}

/// What documents are sorted by to be numbered.
struct DocumentAge {
    created: i64,
    source: String,
    id: String,
    address: DocAddress,
    prior: f32,
}

impl DocumentNumbers {
    /// Numbers the documents of an index.
    pub(super) fn read(searcher: &Searcher) -> tantivy::Result<DocumentNumbers> {
        let mut births = Vec::with_capacity(searcher.num_docs() as usize);
        let mut of_segment = Vec::new();
        for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
            of_segment.push(vec![NONE; segment.max_doc() as usize]);
            read_segment(segment, ordinal as u32, &mut births)?;
        }
        births.sort_by(|a, b| {
            (a.created, &a.source, &a.id, a.address).cmp(&(b.created, &b.source, &b.id, b.address))
        });
        for (number, birth) in births.iter().enumerate() {
            let segment = &mut of_segment[birth.address.segment_ord as usize];
            segment[birth.address.doc_id as usize] = number as u32;
        }
        let addresses = births.iter().map(|birth| birth.address).collect();
        let priors = births.iter().map(|birth| birth.prior).collect();
        Ok(DocumentNumbers { of_segment, addresses, priors })
    }

    /// Returns the number of a segment's document; `None` when it was taken out.
    #[inline]
    pub(super) fn of(&self, segment: usize, doc: u32) -> Option<u32> {
        let number = self.of_segment[segment][doc as usize];
        (number != NONE).then_some(number)
    }

    /// Tells how many documents there are.
    pub(super) fn len(&self) -> usize {
        self.addresses.len()
    }
}

fn read_segment(
    segment: &SegmentReader,
    ordinal: u32,
    births: &mut Vec<DocumentAge>,
) -> tantivy::Result<()> {
    let columns = segment.fast_fields();
    let created = columns.i64("created")?;
    let (source, id, grade) = (columns.str("source")?, columns.str("id")?, columns.str("grade")?);
    let (source, id, grade) =
        (ColumnTexts::read(source)?, ColumnTexts::read(id)?, ColumnTexts::read(grade)?);
    // Deleted documents get no number.
    for doc in segment.doc_ids_alive() {
        births.push(DocumentAge {
            created: created.first(doc).unwrap_or_default(),
            source: source.of(doc).to_owned(),
            id: id.of(doc).to_owned(),
            address: DocAddress::new(ordinal, doc),
            prior: prior(grade.of(doc)),
        });
    }
    Ok(())
}

/// All values of a text column, read at once instead of one by one.
struct ColumnTexts {
    column: Option<StrColumn>,
    all: Vec<String>,
}

impl ColumnTexts {
    fn read(column: Option<StrColumn>) -> tantivy::Result<ColumnTexts> {
        let mut all = Vec::new();
        if let Some(column) = &column {
            let mut stream = column.dictionary().stream()?;
            while stream.advance() {
                all.push(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(ColumnTexts { column, all })
    }

    fn of(&self, doc: u32) -> &str {
        let term = self.column.as_ref().and_then(|column| column.ords().first(doc));
        let text = term.and_then(|term| self.all.get(usize::try_from(term).ok()?));
        text.map_or("", String::as_str)
    }
}
