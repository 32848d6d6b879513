//! Projects the index into the static one: its terms in their order, its documents
//! by their numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BinaryHeap;

use tantivy::DocAddress;
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use tantivy::schema::Value;

use crate::search::lexicon::LanguageCount;
use crate::search::lexicon::Posting;
use crate::search::site::Builder;
use crate::search::site::Card;
use crate::search::site::Cut;
use crate::search::site::Put;
use crate::search::site::language_key;
use crate::search::site::product_key;
use crate::search::site::tag_key;
use crate::text::Lang;

use super::Index;
use super::IndexError;
use super::segment::Found;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Why a projection stopped: the index could not be read, or a file not be put.
#[derive(Debug)]
pub enum ProjectError<E> {
    /// The index could not be read.
    Index(IndexError),
    /// A file could not be put.
    Put(E),
}

impl Index {
    /// Writes the static index, in at most about `most_files` files; each goes to
    /// `put`, maybe from several threads.
    ///
    /// # Errors
    ///
    /// The first of the index or of `put`.
    pub fn project<E: Send>(
        &self,
        most_files: usize,
        put: Put<'_, E>,
    ) -> Result<(), ProjectError<E>> {
        let failed = IndexError::engine(&self.folder);
        let failed = |error| ProjectError::Index(failed(error));
        let count = |s: &super::statistics::LanguageStatistics| LanguageCount {
            lang: s.lang,
            n_documents: s.n_documents as u32,
        };
        let languages: Vec<LanguageCount> = self.languages.iter().map(count).collect();
        let cut = Cut::choose(self.numbers.len(), most_files);
        let mut builder = Builder::new(put, cut, &languages, self.synonyms.clone());
        let mut sieves: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        for (number, address) in self.numbers.addresses.iter().enumerate() {
            let card = self.card(*address).map_err(failed)?;
            let keys = card.tags.iter().map(|tag| tag_key(tag));
            let product = (!card.product.is_empty()).then(|| product_key(&card.product));
            let is_one_of_many = |_: &Lang| languages.len() > 1;
            let language = Lang::new(&card.language).filter(is_one_of_many).map(language_key);
            for key in keys.chain(product).chain(language) {
                let posting = Posting { doc: number as u32, title: 1.0, body: 0.0 };
                sieves.entry(key).or_default().push(posting);
            }
            builder.card(&card).map_err(ProjectError::Put)?;
        }
        // `#` comes before all letters.
        for (key, mut postings) in sieves {
            postings.dedup_by_key(|posting| posting.doc);
            builder.term(&key, &postings).map_err(ProjectError::Put)?;
        }
        self.each_term(|key, postings| builder.term(key, postings))
            .map_err(failed)?
            .map_err(ProjectError::Put)?;
        builder.finish().map_err(ProjectError::Put)
    }

    fn card(&self, address: DocAddress) -> tantivy::Result<Card> {
        let record: TantivyDocument = self.searcher.doc(address)?;
        let fields = &self.fields;
        let text = |field: Field| {
            let value = record.get_first(field);
            value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
        };
        let day = |field: Field| {
            let seconds = record.get_first(field).and_then(|value| value.as_i64());
            u32::try_from(seconds.unwrap_or_default().div_euclid(DAY)).unwrap_or_default()
        };
        let n_answers = record.get_first(fields.n_answers).and_then(|value| value.as_u64());
        let tags = record.get_all(fields.tag).filter_map(|tag| tag.as_str().map(str::to_owned));
        Ok(Card {
            title: text(fields.heading),
            address: text(fields.address),
            answer: text(fields.teaser),
            grade: text(fields.grade),
            language: text(fields.language),
            created: day(fields.created),
            updated: day(fields.updated),
            n_answers: n_answers.unwrap_or_default() as u32,
            product: text(fields.product),
            tags: tags.collect(),
        })
    }

    /// Calls with each term, in their order, and its documents, by number; stops
    /// at the first error of the callee.
    fn each_term<E>(
        &self,
        mut see: impl FnMut(&str, &[Posting]) -> Result<(), E>,
    ) -> tantivy::Result<Result<(), E>> {
        let readers: Vec<(usize, usize)> = (0..self.segments.len())
            .flat_map(|segment| (0..self.segments[0].fields.len()).map(move |f| (segment, f)))
            .collect();
        let mut streams = Vec::new();
        let mut heads = BinaryHeap::new();
        for (at, (segment, field)) in readers.iter().enumerate() {
            let mut stream = self.segments[*segment].fields[*field].inverted.terms().stream()?;
            if stream.advance() {
                heads.push(Reverse((stream.key().to_vec(), at)));
            }
            streams.push(stream);
        }
        let mut parts = Vec::new();
        while let Some(Reverse((key, first))) = heads.pop() {
            let text = std::str::from_utf8(&key).unwrap_or_default();
            let mut found = Found::default();
            let mut next = Some(first);
            while let Some(at) = next {
                // The streams of one segment come one after another.
                let segment = readers[at].0;
                let stream = &mut streams[at];
                let field = &self.segments[segment].fields[readers[at].1];
                field.read(stream.value(), &mut parts)?;
                if stream.advance() {
                    heads.push(Reverse((stream.key().to_vec(), at)));
                }
                let same = heads.peek().is_some_and(|Reverse((other, _))| *other == key);
                next = same.then(|| heads.pop().map(|Reverse((_, at))| at)).flatten();
                if next.is_none_or(|at| readers[at].0 != segment) {
                    self.segments[segment].score(self, text, &mut parts, &mut found);
                    parts.clear();
                }
            }
            found.postings.sort_unstable_by_key(|posting| posting.doc);
            if let Err(error) = see(text, &found.postings) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }
}
