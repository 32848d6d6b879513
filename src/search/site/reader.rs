//! Answers queries from the files of a static index.
//!
//! The reader fetches nothing itself. QuerySense a query, it either answers or names
//! the files that it lacks; given those, it is asked again, and answers. So all
//! that a browser has to do is to fetch, and everything else is tested here.

use crate::search::Query;
use crate::search::confidence::{Signs, leave_out_strangers, of_answer, signs};
use crate::search::lexicon::{LanguageCount, Lexicon, Posting, TermCounts};
use crate::search::meaning::{BESIDE, DEPTH, QuerySense, Vector, beside, reorder};
use crate::search::plan::{Plan, plan};
use crate::search::rank::{Candidate, best, candidates};
use crate::text::Lang;
#[cfg(feature = "whole")]
use crate::text::lowercase;

use super::bytes::{Digest, Scan, card_name, is_named, name};
use super::card::Card;
use super::chunk::{Chunk, Postings};
use super::hot::{Hot, HotError};
use super::passage::Sought;
use super::words;

/// Letters in front of a file's name: what it holds.
pub(super) const TERMS: char = 't';
pub(super) const LIST: char = 'l';
pub(super) const WORDS: char = 'v';

/// A beginning of a word that spreads over more chunks than this is looked for in
/// the first of them only.
const MOST_CHUNKS: usize = 3;

/// Whether words that nobody has are compared with others; the reader for first
/// answers leaves that to the whole one.
const IS_WHOLE: bool = cfg!(feature = "whole");

/// A file that was asked for.
enum File {
    /// It could not be had; the rest answers without it.
    Lost,
    Chunk(Chunk),
    Bytes(Vec<u8>),
}

/// What a query leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<T> {
    /// These files are needed first, all at once.
    Fetch(Vec<String>),
    /// The answer.
    Done(T),
}

/// A static index, as far as it has been fetched.
pub struct Reader {
    hot: Hot,
    languages: Vec<LanguageCount>,
    files: Vec<(String, File)>,
    /// Files that the query at hand lacks.
    missing: Vec<String>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What was looked up.
    pub plan: Plan,
    /// The documents, the best first, as many as were asked for.
    pub best: Vec<Candidate>,
    /// What tells of the first of them whether they answer.
    pub signs: Vec<Signs>,
    /// How sure it is that they do.
    pub confidence: f32,
    /// All documents.
    pub all: Vec<Candidate>,
    /// Whether some words were left aside, since they take more than is at hand.
    pub is_unsure: bool,
}

impl Reader {
    /// Opens an index by its hot file.
    ///
    /// # Errors
    ///
    /// When the file is damaged or of another version.
    pub fn open(bytes: &[u8]) -> Result<Reader, HotError> {
        let hot = Hot::read(bytes)?;
        let languages = hot.languages.iter().map(|language| language.count).collect();
        Ok(Reader { hot, languages, files: Vec::new(), missing: Vec::new() })
    }

    /// Takes a file that was asked for, uncompressed; tells whether it is whole.
    /// One that is not counts as lost.
    pub fn put(&mut self, name_: &str, bytes: Vec<u8>) -> bool {
        let kind = name_.chars().next().unwrap_or_default();
        let file = match kind {
            _ if !is_named(name_, &bytes) => None,
            TERMS => Chunk::read(bytes).map(File::Chunk),
            _ => Some(File::Bytes(bytes)),
        };
        let is_fine = file.is_some();
        self.keep(name_, file.unwrap_or(File::Lost));
        is_fine
    }

    /// Goes on without a file that could not be had.
    pub fn lose(&mut self, name: &str) {
        self.keep(name, File::Lost);
    }

    /// Tells whether a file was lost, so that answers may lack something.
    pub fn is_incomplete(&self) -> bool {
        self.files.iter().any(|(_, file)| matches!(file, File::Lost))
    }

    /// Returns the files of words of some languages that are not there yet.
    pub fn vocabularies(&self, languages: &[Lang]) -> Vec<String> {
        let wanted = self.hot.languages.iter().filter(|language| {
            languages.iter().any(|lang| lang.same_language(language.count.lang))
        });
        let names = wanted.filter_map(|language| Some(name(WORDS, &language.vocabulary?)));
        names.filter(|name| self.known(name).is_none()).collect()
    }

    /// Ranks the documents for a query, best first, after `tags` and the product
    /// have sifted them.
    pub fn rank(&mut self, query: &Query<'_>, sieves: &[String], limit: usize) -> Step<Found> {
        self.missing.clear();
        let mut plan = plan(self, query);
        let mut is_unsure = false;
        if plan.n_sure.is_some() && (!IS_WHOLE || query.hurried && !self.missing.is_empty()) {
            let mut sure = plan.clone();
            let is_enough = sure.keep_sure();
            is_unsure = is_enough || !IS_WHOLE;
            if is_unsure {
                plan = sure;
                self.missing.clear();
            }
            if !is_enough && !IS_WHOLE {
                plan.concepts.clear();
            }
        }
        for sieve in sieves {
            self.counts(sieve);
        }
        if !self.missing.is_empty() {
            return Step::Fetch(std::mem::take(&mut self.missing));
        }
        let n_documents = self.hot.n_documents as usize;
        let mut all = candidates(self, &plan, n_documents);
        self.sift(sieves, &mut all);
        if !self.missing.is_empty() {
            return Step::Fetch(std::mem::take(&mut self.missing));
        }
        leave_out_strangers(self, query, &plan, &mut all);
        let mut best = best(&all, limit.max(DEPTH));
        self.reorder(&plan, &mut best);
        if !self.missing.is_empty() {
            return Step::Fetch(std::mem::take(&mut self.missing));
        }
        best.truncate(limit);
        let signs = signs(self, &plan, &best);
        let confidence = of_answer(&signs);
        Step::Done(Found { plan, best, signs, confidence, all, is_unsure })
    }

    /// Returns all documents that have passed some sieves, the newest first.
    #[cfg(feature = "whole")]
    pub fn browse(&mut self, sieves: &[String], limit: usize) -> Step<Found> {
        self.missing.clear();
        let newest_first = (0..self.hot.n_documents).rev();
        let candidate = |doc| Candidate { doc, lang: Lang::EN, score: 1.0 };
        let mut all: Vec<Candidate> = newest_first.map(candidate).collect();
        self.sift(sieves, &mut all);
        if !self.missing.is_empty() {
            return Step::Fetch(std::mem::take(&mut self.missing));
        }
        let best = all.iter().take(limit).copied().collect();
        let (plan, signs) = (Plan::default(), Vec::new());
        Step::Done(Found { plan, best, signs, confidence: 1.0, all, is_unsure: false })
    }

    /// Puts the first hits in a better order, with the files of their cards.
    fn reorder(&mut self, plan: &Plan, best: &mut [Candidate]) {
        let sense = QuerySense::new(self, plan);
        if !sense.is_empty() {
            let first = best.iter().take(DEPTH);
            let titles: Vec<Option<Vector>> =
                first.map(|candidate| self.card(candidate.doc)?.vector).collect();
            reorder(best, &sense, &titles);
        }
    }

    fn sift(&mut self, sieves: &[String], all: &mut Vec<Candidate>) {
        for sieve in sieves {
            let mut passes = vec![false; self.hot.n_documents as usize];
            self.postings(sieve, &mut |posting| {
                if let Some(passes) = passes.get_mut(posting.doc as usize) {
                    *passes = true;
                }
            });
            all.retain(|candidate| passes[candidate.doc as usize]);
        }
    }

    /// Returns the cards of documents; none for those that were lost.
    pub fn cards(&mut self, documents: &[u32]) -> Step<Vec<Option<Card>>> {
        self.missing.clear();
        let cards: Vec<Option<Card>> = documents.iter().map(|doc| self.card(*doc)).collect();
        match std::mem::take(&mut self.missing) {
            missing if missing.is_empty() => Step::Done(cards),
            missing => Step::Fetch(missing),
        }
    }

    /// Lets cards show the answers that fit a plan best.
    pub fn choose(&mut self, plan: &Plan, cards: &mut [Option<Card>]) {
        let sought = Sought::new(self, plan);
        cards.iter_mut().flatten().for_each(|card| card.turn_to_best(&sought));
    }

    /// Returns in how many of some documents each of a set of terms stands; nothing for one that
    /// more documents have than stand beside it, and for which a file would have to be fetched.
    #[cfg(feature = "whole")]
    pub fn count_among(
        &mut self,
        keys: &[(String, u32)],
        among: &[Candidate],
    ) -> Step<Vec<Option<u32>>> {
        self.missing.clear();
        let mut is_among = vec![false; self.hot.n_documents as usize];
        for candidate in among {
            is_among[candidate.doc as usize] = true;
        }
        let mut counts = Vec::new();
        for (key, most) in keys {
            let mut n = 0;
            if self.is_dear(key, *most) {
                counts.push(None);
                continue;
            }
            self.postings(key, &mut |posting| {
                n += u32::from(is_among.get(posting.doc as usize) == Some(&true));
            });
            counts.push(Some(n));
        }
        match std::mem::take(&mut self.missing) {
            missing if missing.is_empty() => Step::Done(counts),
            missing => Step::Fetch(missing),
        }
    }

    /// Tells whether more than `most` documents have a term, in a file that is not there yet.
    #[cfg(feature = "whole")]
    fn is_dear(&self, key: &str, most: u32) -> bool {
        let long = self.hot.long.binary_search_by(|long| long.key.as_str().cmp(key));
        long.is_ok_and(|at| {
            let long = &self.hot.long[at];
            long.counts.most() > most && self.known(&name(LIST, &long.digest)).is_none()
        })
    }

    /// Returns how most titles write a term, as far as its language's words are
    /// there.
    #[cfg(feature = "whole")]
    pub fn written(&self, key: &str) -> Option<String> {
        let (tag, term) = key.split_once(':')?;
        let language = self.hot.languages.iter().find(|l| l.count.lang.as_str() == tag)?;
        let Some(File::Bytes(bytes)) = self.known(&name(WORDS, &language.vocabulary?)) else {
            return None;
        };
        let mut written = None;
        words::each(bytes, &mut |word| {
            if word.term == term && !word.written.is_empty() {
                written = Some(word.written.clone());
            }
        });
        written
    }

    /// Returns words of titles that look a little like one that nothing was found
    /// for, the likest first.
    #[cfg(feature = "whole")]
    pub fn near(&mut self, typed: &str, lang: Lang, n: usize) -> Step<Vec<String>> {
        self.missing.clear();
        let mut near: Vec<(usize, u32, String)> = Vec::new();
        let typed = lowercase(typed);
        let language = self.hot.languages.iter().find(|l| l.count.lang.same_language(lang));
        if let Some(digest) = language.and_then(|language| language.vocabulary)
            && let Some(File::Bytes(bytes)) = self.file(name(WORDS, &digest))
        {
            words::each(bytes, &mut |word| {
                let pairs = typed.chars().zip(word.written.chars());
                let n_shared = pairs.take_while(|(left, right)| left == right).count();
                if n_shared >= 2 {
                    near.push((n_shared, word.n_documents, word.written.clone()));
                }
            });
        }
        if !self.missing.is_empty() {
            return Step::Fetch(std::mem::take(&mut self.missing));
        }
        near.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| a.2.cmp(&b.2)));
        near.truncate(n);
        Step::Done(near.into_iter().map(|(_, _, written)| written).collect())
    }

    fn card(&mut self, doc: u32) -> Option<Card> {
        let (file, at) = (doc / self.hot.cards_per_file, doc % self.hot.cards_per_file);
        let file = card_name(file as usize, self.hot.cards.get(file as usize)?);
        let Some(File::Bytes(bytes)) = self.file(file) else { return None };
        let mut scan = Scan::new(bytes);
        let mut card = None;
        for _ in 0..=at {
            card = Some(Card::read(&mut scan)?);
        }
        card
    }

    /// Returns a file, or notes that it is missing.
    fn file(&mut self, name: String) -> Option<&File> {
        let at = self.files.iter().position(|(known, _)| *known == name);
        if at.is_none() && !self.missing.contains(&name) {
            self.missing.push(name);
        }
        Some(&self.files[at?].1)
    }

    fn known(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|(known, _)| known == name).map(|(_, file)| file)
    }

    fn keep(&mut self, name: &str, file: File) {
        self.files.retain(|(known, _)| known != name);
        self.files.push((name.to_owned(), file));
    }

    fn chunk(&mut self, digest: Digest) -> Option<&Chunk> {
        match self.file(name(TERMS, &digest)) {
            Some(File::Chunk(chunk)) => Some(chunk),
            _ => None,
        }
    }

    /// Returns the place of the chunk that a key is in, if it is anywhere.
    fn place(&self, key: &str) -> Option<usize> {
        self.hot.chunks.partition_point(|(first, _)| first.as_str() <= key).checked_sub(1)
    }

    fn with_postings(&mut self, key: &str, see: &mut dyn FnMut(Postings<'_>)) {
        let long = self.hot.long.binary_search_by(|long| long.key.as_str().cmp(key));
        if let Ok(at) = long {
            let file = name(LIST, &self.hot.long[at].digest);
            if let Some(File::Bytes(bytes)) = self.file(file)
                && let Some(postings) = Postings::read(&mut Scan::new(bytes))
            {
                see(postings);
            }
            return;
        }
        let Some(place) = self.place(key) else { return };
        // What is beside a word lies behind it, or is not worth a file.
        if let Some((left, _)) = key.split_once([' ', BESIDE]).filter(|_| !key.starts_with('#'))
            && (self.is_costly(left) || self.place(left) != Some(place))
        {
            return;
        }
        let digest = self.hot.chunks[place].1;
        if let Some(postings) = self.chunk(digest).and_then(|chunk| chunk.get(key)) {
            see(postings);
        }
    }
}

impl Lexicon for Reader {
    fn languages(&self) -> &[LanguageCount] {
        &self.languages
    }

    fn counts(&mut self, key: &str) -> TermCounts {
        let mut counts = TermCounts::default();
        self.with_postings(key, &mut |postings| counts = postings.counts());
        counts
    }

    fn beginning_with(&mut self, prefix: &str, see: &mut dyn FnMut(&str, u32)) {
        let long = &self.hot.long;
        let start = long.partition_point(|long| long.key.as_str() < prefix);
        let found = long[start..].iter().take_while(|long| long.key.starts_with(prefix));
        let words = found.filter(|long| is_word(&long.key));
        words.for_each(|long| see(&long.key, long.counts.most()));
        let start = self.place(prefix).unwrap_or(0);
        let after = self.hot.chunks[start..]
            .iter()
            .skip(1)
            .take_while(|(first, _)| first.starts_with(prefix))
            .count();
        let n_chunks = if after < MOST_CHUNKS { after + 1 } else { 1 };
        let digests: Vec<Digest> =
            self.hot.chunks[start..].iter().take(n_chunks).map(|(_, digest)| *digest).collect();
        for digest in digests {
            if let Some(chunk) = self.chunk(digest) {
                chunk.beginning_with(prefix, &mut |key, counts| {
                    if is_word(key) {
                        see(key, counts.most());
                    }
                });
            }
        }
    }

    fn beside(&mut self, key: &str, prefix: &str, see: &mut dyn FnMut(&str, u32)) {
        let long = &self.hot.long;
        let start = long.partition_point(|long| long.key.as_str() < prefix);
        let found = long[start..].iter().take_while(|long| long.key.starts_with(prefix));
        let words = found.filter(|long| is_word(&long.key));
        words.for_each(|long| see(&long.key, long.counts.most()));
        if self.is_costly(key) {
            return;
        }
        let Some(place) = self.place(key) else { return };
        let digest = self.hot.chunks[place].1;
        if let Some(chunk) = self.chunk(digest) {
            chunk.beginning_with(prefix, &mut |key, counts| {
                if is_word(key) {
                    see(key, counts.most());
                }
            });
        }
    }

    fn is_costly(&self, key: &str) -> bool {
        self.hot.long.binary_search_by(|long| long.key.as_str().cmp(key)).is_ok()
    }

    fn is_waiting(&self) -> bool {
        !self.missing.is_empty()
    }

    fn vocabulary(&mut self, lang: Lang, see: &mut dyn FnMut(&str, u32)) {
        let language = self.hot.languages.iter().find(|l| l.count.lang == lang);
        let Some(digest) = language.and_then(|language| language.vocabulary) else { return };
        if let Some(File::Bytes(bytes)) = self.file(name(WORDS, &digest)) {
            words::each(bytes, &mut |word| see(&word.term, word.n_documents));
        }
    }

    fn postings(&mut self, key: &str, see: &mut dyn FnMut(Posting)) {
        self.with_postings(key, &mut |postings| postings.each(see));
    }

    fn vector(&mut self, key: &str) -> Option<Vector> {
        let beside = if key.ends_with(BESIDE) { key.to_owned() } else { beside(key) };
        let mut vector = None;
        self.with_postings(&beside, &mut |postings| vector = postings.vector());
        vector
    }

    fn synonyms(&mut self, key: &str) -> Vec<(String, f32)> {
        self.hot.synonyms.of(key)
    }
}

/// Tells whether a key is that of a single word.
fn is_word(key: &str) -> bool {
    !key.contains([' ', BESIDE])
}
