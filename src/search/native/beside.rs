//! What lies beside words in meaning: the titles that have words near them.

use std::collections::BTreeMap;

use tantivy::schema::Term;

use crate::search::lexicon::Posting;
use crate::search::meaning::beside;
use crate::search::site::Beside;
use crate::text::{Lang, key_prefix};

use super::Index;
use super::segment::TermPostings;

/// A near word that more titles have tells little of any of them, when these are more than a
/// sixteenth of all.
const MOST_TITLES: usize = 64;

/// Titles that lie beside a word, each with what it counts by the nearest of its words.
#[derive(Default)]
struct NearTitles(BTreeMap<u32, f32>);

impl Index {
    /// Returns the titles that have words near a term.
    pub(super) fn beside(&self, key: &str) -> tantivy::Result<TermPostings> {
        let prefix = &key[..key.find(':').map_or(0, |at| at + 1)];
        let mut titles = NearTitles::default();
        for near in self.meaning.near(key) {
            let key = [prefix, near.term].concat();
            titles.add(self, &self.titles_with(&key)?, near.share);
        }
        let mut found = TermPostings { postings: titles.postings(), ..TermPostings::default() };
        found.counts.in_title = found.postings.len() as u32;
        Ok(found)
    }

    /// Returns what lies beside all words, in the order of keys.
    pub(super) fn all_beside(&self) -> tantivy::Result<Vec<Beside>> {
        let mut all = Vec::new();
        for lang in self.languages() {
            self.add_beside_of(lang, &mut all)?;
        }
        // Words are sorted, but not with the sign behind them.
        all.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(all)
    }

    fn add_beside_of(&self, lang: Lang, all: &mut Vec<Beside>) -> tantivy::Result<()> {
        let Some(table) = self.meaning.table(lang) else { return Ok(()) };
        let prefix = key_prefix(lang);
        let mut with_word: Vec<Vec<Posting>> = vec![Vec::new(); table.len()];
        for segment in &self.segments {
            let terms = segment.fields[0].inverted.terms();
            let mut stream = terms.range().ge(&prefix).into_stream()?;
            while let Some((key, info)) = stream.next() {
                let Ok(key) = std::str::from_utf8(key) else { continue };
                let Some(term) = key.strip_prefix(&prefix) else { break };
                let Some(at) = table.find(term) else { continue };
                let (mut frequencies, mut found) = (Vec::new(), TermPostings::default());
                segment.fields[0].read(info, &mut frequencies)?;
                segment.score(self, key, &mut frequencies, &mut found);
                with_word[at].append(&mut found.postings);
            }
        }
        for at in 0..table.len() {
            let mut titles = NearTitles::default();
            for (near, share) in table.near(at) {
                titles.add(self, &with_word[near], share);
            }
            let titles = titles.postings();
            if !titles.is_empty() {
                let key = beside(&[&prefix, table.word(at)].concat());
                all.push(Beside { key, titles, vector: table.vector(at) });
            }
        }
        Ok(())
    }

    fn titles_with(&self, key: &str) -> tantivy::Result<Vec<Posting>> {
        let mut found = TermPostings::default();
        for segment in &self.segments {
            let field = &segment.fields[0];
            let term = Term::from_field_text(field.field, key);
            if let Some(info) = field.inverted.get_term_info(&term)? {
                let mut frequencies = Vec::new();
                field.read(&info, &mut frequencies)?;
                segment.score(self, key, &mut frequencies, &mut found);
            }
        }
        Ok(found.postings)
    }
}

impl NearTitles {
    fn add(&mut self, index: &Index, with_word: &[Posting], share: f32) {
        if with_word.len() > MOST_TITLES && with_word.len() > index.numbers.len() / 16 {
            return;
        }
        for posting in with_word {
            let title = self.0.entry(posting.doc).or_default();
            *title = title.max(posting.title * share);
        }
    }

    fn postings(self) -> Vec<Posting> {
        self.0.into_iter().map(|(doc, title)| Posting { doc, title, body: 0.0 }).collect()
    }
}
