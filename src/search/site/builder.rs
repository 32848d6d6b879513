//! Cuts the terms and cards of a site into the files of its static index.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::vec;

use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use crate::search::lexicon::{LanguageCount, TermCounts};
use crate::search::meaning::{BESIDE, Meaning, beside};
use crate::search::synonyms::Synonyms;
use crate::text::{Analyzer, Lang};

use super::bytes::{CARDS, Digest, Pen, ShortDigest, card_name, digest, name, short};
use super::card::Card;
use super::chunk::{Beside, Run, Written};
use super::hot::{Hot, HotLanguage, Long};
use super::reader::{LIST, TERMS, WORDS};
use super::words;
use super::words::Word;

/// The name of the hot file.
pub const HOT: &str = "index.bin";

/// How many words of a language are compared with misspelt ones, those that most
/// documents have: 41 KB compressed.
const MAX_WORDS: usize = 20_000;

/// A small site has so many, and one more for every second document.
const FEWEST_WORDS: usize = 3_000;

/// How hard files are compressed: the next level takes twice as long for 1 %.
const LEVEL: u32 = 6;

/// No more files than this are gathered before they are compressed and written.
const BATCH: usize = 256;

/// How a site of some size is cut into files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// About how many bytes of terms a chunk has.
    pub chunk_bytes: usize,
    /// How many cards a file has.
    pub cards_per_file: usize,
}

impl Cut {
    /// Chooses by the number of documents: a reader fetches a chunk for each word
    /// and a file of cards for each hit, so on a small site both are small, and on
    /// a large one as large as the budget of files makes them.
    ///
    /// Steps are powers of two, so that one more thread does not cut a site anew.
    pub fn choose(n_documents: usize, most_files: usize) -> Cut {
        let thousands = (n_documents / 1_000).max(1);
        let step = thousands.ilog2();
        let chunk_bytes = match step {
            0 => 512,
            step => 1_024 << step.div_ceil(3).min(2),
        };
        // About 240 bytes of terms a document, in half of the files.
        let half = (most_files / 2).max(8);
        let least_bytes = match n_documents * 240 / half {
            0..=2_048 => 0,
            bytes => bytes.next_multiple_of(2_048),
        };
        let cards = match step {
            0 => 2,
            step => 4 << step.div_ceil(3).min(2),
        };
        let least_cards = n_documents.div_ceil(half * 4 / 5).next_power_of_two();
        Cut { chunk_bytes: chunk_bytes.max(least_bytes), cards_per_file: cards.max(least_cards) }
    }
}

/// Tells whether a file of this name holds the same bytes in every build. The hot file has
/// a name of its own, and too little of a digest is in the names of cards.
pub fn is_content_named(name: &str) -> bool {
    name != HOT && !name.starts_with(CARDS)
}

/// Takes files, each with its name and what makes its bytes; called from many threads. Who
/// has a file [that is named by what is in it](is_content_named) need not ask for the bytes.
pub type Put<'a, E> = &'a (dyn Fn(&str, &mut dyn FnMut() -> Vec<u8>) -> Result<(), E> + Sync);

/// Gathers a static index; see [`Builder::new`].
pub struct Builder<'a, E> {
    hot: Hot,
    /// Terms and their documents.
    pub terms: Terms<'a, E>,
    /// What results show of documents.
    pub cards: Cards<'a, E>,
}

/// Gathers terms into chunks.
pub struct Terms<'a, E> {
    chunk_bytes: usize,
    chunk: Pen,
    /// The shortest text that is no more than the chunk's first key, but more than the
    /// last one before it.
    first: String,
    last: String,
    chunks: Vec<(String, Digest)>,
    long: Vec<Long>,
    words: BTreeMap<String, Vec<(String, u32)>>,
    /// What is still to come between the terms.
    beside: Peekable<vec::IntoIter<Beside>>,
    /// What terms mean.
    meaning: Option<&'a Meaning>,
    files: Files<'a, E>,
}

/// Gathers cards into files.
pub struct Cards<'a, E> {
    per_file: usize,
    cards: Pen,
    n_cards: usize,
    digests: Vec<ShortDigest>,
    /// How people write each term in titles, `en:password`, and how often.
    written: FxHashMap<String, BTreeMap<String, u32>>,
    analyzers: Vec<Analyzer>,
    files: Files<'a, E>,
}

/// Compresses and writes files, many at once.
struct Files<'a, E> {
    put: Put<'a, E>,
    /// Files that are not written yet.
    batch: Vec<(String, Vec<u8>)>,
}

impl<'a, E: Send> Builder<'a, E> {
    /// Starts an index; its files go to `put`. Terms and cards may come at the same time.
    pub fn new(
        put: Put<'a, E>,
        cut: Cut,
        languages: &[LanguageCount],
        synonyms: Synonyms,
    ) -> Builder<'a, E> {
        let language = |count: &LanguageCount| HotLanguage { count: *count, vocabulary: None };
        let hot = Hot {
            cards_per_file: cut.cards_per_file as u32,
            languages: languages.iter().map(language).collect(),
            synonyms,
            ..Hot::default()
        };
        let terms = Terms {
            chunk_bytes: cut.chunk_bytes,
            chunk: Pen::default(),
            first: String::new(),
            last: String::new(),
            chunks: Vec::new(),
            long: Vec::new(),
            words: BTreeMap::new(),
            beside: Vec::new().into_iter().peekable(),
            meaning: None,
            files: Files { put, batch: Vec::new() },
        };
        let cards = Cards {
            per_file: cut.cards_per_file,
            cards: Pen::default(),
            n_cards: 0,
            digests: Vec::new(),
            written: FxHashMap::default(),
            analyzers: Vec::new(),
            files: Files { put, batch: Vec::new() },
        };
        Builder { hot, terms, cards }
    }

    /// Writes what is left, the hot file last.
    ///
    /// # Errors
    ///
    /// When a file could not be put.
    pub fn finish(self) -> Result<(), E> {
        let Builder { mut hot, mut terms, mut cards } = self;
        terms.add_beside(None)?;
        terms.end_chunk()?;
        cards.end_file()?;
        for language in &mut hot.languages {
            let tag = language.count.lang.to_string();
            if let Some(words) = terms.words.remove(&tag) {
                let most = MAX_WORDS.min(FEWEST_WORDS + cards.n_cards / 2);
                let words = most_frequent(words, most).into_iter().map(|(term, n_documents)| {
                    let written = cards.written.remove(&format!("{tag}:{term}"));
                    Word { written: written.map(most_often).unwrap_or_default(), term, n_documents }
                });
                let bytes = words::write(words);
                language.vocabulary = Some(cards.files.keep(WORDS, bytes)?);
            }
        }
        terms.files.batch.append(&mut cards.files.batch);
        terms.files.flush()?;
        hot.n_documents = cards.n_cards as u32;
        (hot.chunks, hot.long, hot.cards) = (terms.chunks, terms.long, cards.digests);
        (terms.files.put)(HOT, &mut || deflated(&hot.write()))
    }
}

impl<'a, E: Send> Terms<'a, E> {
    /// Adds terms with their documents. Runs come in the order of their terms too.
    ///
    /// # Errors
    ///
    /// When a file could not be put.
    pub fn add(&mut self, run: &Run) -> Result<(), E> {
        run.terms().try_for_each(|term| {
            self.add_beside(Some(term.key))?;
            self.term(&term)?;
            self.add_vector(term.key)
        })
    }

    /// Takes what lies beside terms in meaning, in the order of their keys, to put it between
    /// the terms that come, and what all terms mean.
    pub fn put_beside(&mut self, beside: Vec<Beside>, meaning: &'a Meaning) {
        self.meaning = Some(meaning);
        self.beside = beside.into_iter().peekable();
    }

    /// Adds what comes before a term, or all that is left.
    fn add_beside(&mut self, before: Option<&str>) -> Result<(), E> {
        let comes = |beside: &Beside| before.is_none_or(|key| beside.key.as_str() < key);
        while let Some(beside) = self.beside.next_if(comes) {
            self.write_beside(&beside)?;
        }
        Ok(())
    }

    /// Adds the vector of a term that has nothing else beside it.
    fn add_vector(&mut self, key: &str) -> Result<(), E> {
        if let Some(meaning) = self.meaning
            && let Some(vector) = meaning.vector(key)
        {
            let key = beside(key);
            if self.beside.peek().is_none_or(|next| next.key != key) {
                return self.write_beside(&Beside { key, titles: Vec::new(), vector });
            }
        }
        Ok(())
    }

    fn write_beside(&mut self, beside: &Beside) -> Result<(), E> {
        let (key, postings) = (beside.key.as_str(), &beside.written());
        let n_documents = beside.titles.len() as u32;
        let counts = TermCounts { in_title: n_documents, in_body: 0 };
        self.term(&Written { key, n_documents, counts, postings })
    }

    fn term(&mut self, term: &Written<'_>) -> Result<(), E> {
        let key = term.key;
        self.note_word(key, term.n_documents);
        // Small chunks hold as long lists, and as many relatives, as larger ones do.
        let roomy = self.chunk_bytes.max(1_024);
        // At two bytes a document and more, a long list would fill a chunk alone.
        if term.n_documents as usize * 2 > roomy * 2 {
            let digest = self.files.keep(LIST, term.postings.to_vec())?;
            self.long.push(Long { key: key.to_owned(), counts: term.counts, digest });
            return Ok(());
        }
        let n_bytes = self.chunk.bytes.len();
        let is_full = n_bytes >= self.chunk_bytes && is_boundary(&self.last, key);
        let is_overfull = n_bytes >= roomy * 2 && !key.contains([' ', BESIDE]);
        if is_full || is_overfull || n_bytes >= roomy * 4 {
            self.end_chunk()?;
        }
        if self.chunk.bytes.is_empty() {
            self.first = between(&self.last, key).to_owned();
            self.last.clear();
        }
        self.chunk.text_after(&self.last, key);
        self.chunk.bytes.extend_from_slice(term.postings);
        key.clone_into(&mut self.last);
        Ok(())
    }

    /// Remembers words that misspelt ones may be compared with.
    fn note_word(&mut self, key: &str, n_documents: u32) {
        let Some((tag, word)) = key.split_once(':') else { return };
        if word.chars().nth(1).is_some() && word.chars().all(char::is_alphabetic) {
            if !self.words.contains_key(tag) {
                self.words.insert(tag.to_owned(), Vec::new());
            }
            let words = self.words.get_mut(tag).expect("it was inserted");
            words.push((word.to_owned(), n_documents));
        }
    }

    fn end_chunk(&mut self) -> Result<(), E> {
        if self.chunk.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.chunk.bytes);
        let digest = self.files.keep(TERMS, bytes)?;
        self.chunks.push((std::mem::take(&mut self.first), digest));
        Ok(())
    }
}

impl<E: Send> Cards<'_, E> {
    /// Adds the card of the next document.
    ///
    /// # Errors
    ///
    /// When a file could not be put.
    pub fn add(&mut self, card: &Card) -> Result<(), E> {
        card.write(&mut self.cards);
        self.note_title(&card.title, Lang::new(&card.language).unwrap_or(Lang::EN));
        self.n_cards += 1;
        if self.n_cards.is_multiple_of(self.per_file) {
            self.end_file()?;
        }
        Ok(())
    }

    /// Remembers how the words of a title are written.
    fn note_title(&mut self, title: &str, lang: Lang) {
        let known = self.analyzers.iter().position(|analyzer| analyzer.lang() == lang);
        let at = known.unwrap_or_else(|| {
            self.analyzers.push(Analyzer::keyed(lang));
            self.analyzers.len() - 1
        });
        let mut term = String::new();
        for word in crate::text::words(title) {
            term.clear();
            self.analyzers[at].analyze(word, &mut term);
            if let Some(key) = term.strip_suffix(' ').filter(|key| !key.contains(' ')) {
                if !self.written.contains_key(key) {
                    self.written.insert(key.to_owned(), BTreeMap::new());
                }
                let forms = self.written.get_mut(key).expect("it was inserted");
                *forms.entry(word.to_lowercase()).or_default() += 1;
            }
        }
    }

    fn end_file(&mut self) -> Result<(), E> {
        if self.cards.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.cards.bytes);
        let digest = short(&digest(&bytes));
        let name = card_name(self.digests.len(), &digest);
        self.digests.push(digest);
        self.files.write(name, bytes)
    }
}

impl<E: Send> Files<'_, E> {
    fn keep(&mut self, kind: char, bytes: Vec<u8>) -> Result<Digest, E> {
        let digest = digest(&bytes);
        self.write(name(kind, &digest), bytes)?;
        Ok(digest)
    }

    fn write(&mut self, name: String, bytes: Vec<u8>) -> Result<(), E> {
        self.batch.push((name, bytes));
        match self.batch.len() {
            BATCH.. => self.flush(),
            _ => Ok(()),
        }
    }

    fn flush(&mut self) -> Result<(), E> {
        let put = self.put;
        let batch = std::mem::take(&mut self.batch);
        batch.into_par_iter().try_for_each_init(deflater, |deflater, (name, bytes)| {
            put(&name, &mut || deflated_by(deflater, &bytes))
        })
    }
}

/// Returns the shortest beginning of a key that sorts behind the one before it.
fn between<'k>(before: &str, key: &'k str) -> &'k str {
    let mut ends = key.char_indices().map(|(at, _)| at).chain([key.len()]);
    ends.find(|end| key[..*end] > *before).map_or(key, |end| &key[..end])
}

/// How many letters words of one chunk share that are each other's relatives.
const SHARED: usize = 4;

/// Tells whether a chunk may end between two terms: where their first letters
/// differ, so that relatives stay together; and only at half of these places, which
/// ones the letters decide, so that an added term moves no ends but those near it.
fn is_boundary(last: &str, key: &str) -> bool {
    let letters = |key: &str| {
        // Two words side by side belong to the first one, however short it is.
        let word = key.split([' ', BESIDE]).next().unwrap_or_default();
        let start = word.find(':').map_or(0, |at| at + 1);
        let end = word[start..].char_indices().nth(SHARED).map_or(word.len(), |(at, _)| start + at);
        word[..end].to_owned()
    };
    let next = letters(key);
    letters(last) != next && digest(next.as_bytes())[0].is_multiple_of(2)
}

/// Returns the form that is written most often; of equals, the first.
fn most_often(forms: BTreeMap<String, u32>) -> String {
    let most = forms.into_iter().rev().max_by_key(|(_, n)| *n);
    most.map(|(form, _)| form).unwrap_or_default()
}

/// Keeps the words that most documents have, in their order.
fn most_frequent(mut words: Vec<(String, u32)>, most: usize) -> Vec<(String, u32)> {
    if words.len() > most {
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        words.truncate(most);
        words.sort_unstable();
    }
    words
}

/// Compresses a file, as browsers can undo by themselves (raw DEFLATE): most
/// hosts would not compress it.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    deflated_by(&mut deflater(), bytes)
}

fn deflater() -> Compress {
    Compress::new(Compression::new(LEVEL), false)
}

/// Compresses with what compressed before: to make it takes longer than a small file.
fn deflated_by(deflater: &mut Compress, bytes: &[u8]) -> Vec<u8> {
    deflater.reset();
    let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
    loop {
        let rest = &bytes[deflater.total_in() as usize..];
        let status = deflater.compress_vec(rest, &mut out, FlushCompress::Finish);
        if status.expect("a fresh state takes all bytes") == Status::StreamEnd {
            return out;
        }
        out.reserve(out.capacity() / 2);
    }
}
