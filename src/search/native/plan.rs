//! Turns what was typed into the terms to look up.

use std::collections::BTreeMap;

use tantivy::schema::Term;

use crate::search::near::Slips;
use crate::search::near::most_slips;
use crate::search::score::BODY;
use crate::search::score::SMALL_WORD;
use crate::search::score::TITLE;
use crate::search::score::TermScorer;
use crate::text::Analyzer;
use crate::text::Lang;
use crate::text::Script;
use crate::text::key_prefix;
use crate::text::small_words;

use super::Index;
use super::Query;
use super::statistics::LanguageStatistics;

/// How much a document in another language than the page's counts.
const OTHER_LANGUAGE: f32 = 0.5;

/// How much a word counts that was put in for one that no document has, by the
/// number of slips between the two.
const NEAR: [f32; 3] = [1.0, 0.7, 0.5];

/// No more near words than this are put in for one.
const MOST_NEAR: usize = 3;

/// Longer queries are cut to this many characters, and to this many terms.
const MOST_CHARS: usize = 2_000;
const MOST_TERMS: usize = 128;

/// The terms of a query, in the languages looked into.
pub(super) struct Plan {
    pub(super) terms: Vec<PlannedTerm>,
    looked_into: Vec<Lang>,
}

/// A term, and what it adds in each field that has it.
pub(super) struct PlannedTerm {
    pub(super) key: String,
    pub(super) title: Option<TermScorer>,
    pub(super) body: Option<TermScorer>,
}

impl Plan {
    /// Plans a query.
    pub(super) fn new(
        index: &Index,
        languages: &[LanguageStatistics],
        query: &Query<'_>,
    ) -> tantivy::Result<Plan> {
        let mut plan = Plan { terms: Vec::new(), looked_into: Vec::new() };
        for (language, factor) in wanted(languages, query) {
            plan.add_language(index, language, factor, query)?;
        }
        Ok(plan)
    }

    /// Adds the languages not looked into yet, for a query that found nothing;
    /// tells whether there were any.
    pub(super) fn widen(
        &mut self,
        index: &Index,
        languages: &[LanguageStatistics],
        query: &Query<'_>,
    ) -> tantivy::Result<bool> {
        let n_before = self.looked_into.len();
        for language in languages {
            if !self.looked_into.contains(&language.lang) {
                self.add_language(index, language, 1.0, query)?;
            }
        }
        Ok(self.looked_into.len() > n_before)
    }

    fn add_language(
        &mut self,
        index: &Index,
        language: &LanguageStatistics,
        factor: f32,
        query: &Query<'_>,
    ) -> tantivy::Result<()> {
        self.looked_into.push(language.lang);
        let mut absent = Vec::new();
        let keys = keys(query.text, language.lang);
        let small = terms(small_words(language.lang), language.lang);
        let is_small = |key: &String| small.split(' ').any(|word| word == key);
        for key in keys {
            let weight = if is_small(&key) { SMALL_WORD } else { 1.0 };
            match planned(index, language, &key, factor * weight)? {
                Some(term) => self.terms.push(term),
                None => absent.push(key),
            }
        }
        for (key, slips) in near_keys(index, language.lang, &absent)? {
            let near = NEAR.get(slips).copied().unwrap_or(0.0);
            self.terms.extend(planned(index, language, &key, factor * near)?);
        }
        Ok(())
    }
}

/// Returns the languages to look into, each with how much its documents count.
fn wanted<'a>(
    languages: &'a [LanguageStatistics],
    query: &Query<'_>,
) -> Vec<(&'a LanguageStatistics, f32)> {
    if query.languages.is_empty() {
        let scripts = Script::all_in(query.text);
        let shares = |lang| scripts.is_empty() || scripts.contains(&Script::of_language(lang));
        return languages.iter().filter(|l| shares(l.lang)).map(|l| (l, 1.0)).collect();
    }
    let mut wanted: Vec<(&LanguageStatistics, f32)> = Vec::new();
    for (at, lang) in query.languages.iter().enumerate() {
        let factor = if at == 0 { 1.0 } else { OTHER_LANGUAGE };
        let known = languages.iter().find(|language| language.lang.same_language(*lang));
        if let Some(language) = known
            && !wanted.iter().any(|(other, _)| other.lang == language.lang)
        {
            wanted.push((language, factor));
        }
    }
    wanted
}

fn terms(text: &str, lang: Lang) -> String {
    let mut terms = String::new();
    Analyzer::keyed(lang).analyze(text, &mut terms);
    terms
}

/// Returns the terms of a query in one language, each once, in their order.
fn keys(text: &str, lang: Lang) -> Vec<String> {
    let end = text.char_indices().nth(MOST_CHARS).map_or(text.len(), |(at, _)| at);
    let mut keys: Vec<String> = Vec::new();
    for term in terms(&text[..end], lang).split_terminator(' ').take(MOST_TERMS) {
        if !keys.iter().any(|key| key == term) {
            keys.push(term.to_owned());
        }
    }
    keys
}

/// Prepares a term, unless no document has it.
fn planned(
    index: &Index,
    language: &LanguageStatistics,
    key: &str,
    factor: f32,
) -> tantivy::Result<Option<PlannedTerm>> {
    let n_documents = language.n_documents;
    let scorer = |weights, n_with: u64, mean| {
        (n_with > 0).then(|| TermScorer::new(weights, n_documents, n_with, mean).times(factor))
    };
    let fields = &index.fields;
    let in_title = index.searcher.doc_freq(&Term::from_field_text(fields.title, key))?;
    let in_body = index.searcher.doc_freq(&Term::from_field_text(fields.body, key))?;
    let title = scorer(TITLE, in_title, language.mean_title());
    let body = scorer(BODY, in_body, language.mean_body());
    let found = title.is_some() || body.is_some();
    Ok(found.then(|| PlannedTerm { key: key.to_owned(), title, body }))
}

/// Finds the words of the index that are nearest to words it does not have.
///
/// Of equally near ones, those that most documents have. Returns keys with
/// their slips, in a fixed order.
fn near_keys(
    index: &Index,
    lang: Lang,
    absent: &[String],
) -> tantivy::Result<Vec<(String, usize)>> {
    let prefix = key_prefix(lang);
    let mut searches: Vec<NearSearch> =
        absent.iter().filter_map(|key| NearSearch::new(key.strip_prefix(&prefix)?)).collect();
    if searches.is_empty() {
        return Ok(Vec::new());
    }
    let end = format!("{};", prefix.trim_end_matches(':'));
    for segment in index.searcher.segment_readers() {
        for field in [index.fields.title, index.fields.body] {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted.terms().range().ge(&prefix).lt(&end).into_stream()?;
            while let Some((key, info)) = stream.next() {
                let Ok(word) = std::str::from_utf8(&key[prefix.len()..]) else { continue };
                for search in &mut searches {
                    search.see(word, info.doc_freq);
                }
            }
        }
    }
    let near = searches.into_iter().flat_map(NearSearch::best);
    Ok(near.map(|(word, slips)| (format!("{prefix}{word}"), slips)).collect())
}

/// The nearest words to one that the index lacks.
struct NearSearch {
    slips: Slips,
    most: usize,
    /// Documents per word, for the words with the fewest slips so far.
    found: BTreeMap<String, u32>,
}

impl NearSearch {
    fn new(word: &str) -> Option<NearSearch> {
        let most = most_slips(word);
        (most > 0).then(|| NearSearch { slips: Slips::new(word), most, found: BTreeMap::new() })
    }

    fn see(&mut self, word: &str, n_with: u32) {
        let Some(slips) = self.slips.count(word, self.most) else { return };
        if slips < self.most {
            self.most = slips;
            self.found.clear();
        }
        *self.found.entry(word.to_owned()).or_default() += n_with;
    }

    fn best(self) -> Vec<(String, usize)> {
        let slips = self.most;
        let mut found: Vec<(String, u32)> = self.found.into_iter().collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.into_iter().take(MOST_NEAR).map(|(word, _)| (word, slips)).collect()
    }
}
