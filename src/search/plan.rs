//! Turns what was typed into the terms to look up.
//!
//! Every word becomes one [`Concept`] in each language looked into: its term, and
//! what else may stand for it, each counting less than the term itself. A
//! document needs only one of the words.

use crate::text::{Analyzer, Lang, Script, fold, key_prefix, lowercase, small_words, words};

use super::asked::{Asked, is_code, is_framing, is_sign, part_share};
use super::lexicon::Lexicon;
use super::meaning::beside;
use super::query::{Query, Wanted, wanted};
#[cfg(feature = "whole")]
use super::repair;
use super::score::{FAMILY, MIXED, NEAR_MEANING, PAIR, PART_OF_CODE, SMALL_WORD, UNFINISHED, idf};

/// Longer queries are cut to this many characters, and to this many words.
const MOST_CHARS: usize = 2_000;
const MOST_WORDS: usize = 40;

/// No more relatives of a word, or ends of an unfinished one, are looked up.
const MOST_RELATIVES: usize = 6;
const MOST_ENDS: usize = 8;

/// So many telling words do without those that nearly all documents have.
const ENOUGH: usize = 3;

/// The shortest stem that has relatives, and the shortest beginning with ends.
/// Snowball leaves less of Slavic words: `ран` of `ранний`.
const SHORTEST_STEM: usize = 4;
const SHORTEST_CYRILLIC_STEM: usize = 3;
const SHORTEST_BEGINNING: usize = 2;

/// A term to look up, and how much it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedKey {
    /// The term with its language, `en:reset`.
    pub key: String,
    /// From 0 to 1.
    pub weight: f32,
}

/// A word that was typed, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// The language.
    pub lang: Lang,
    /// How many documents it has.
    pub n_documents: u32,
    /// The terms that may stand for it; a document scores by its best.
    pub options: Vec<WeightedKey>,
    /// How much documents in its language count; the options' weights have it in them.
    pub factor: f32,
    /// What a document that has it covers of the question; none for two neighbouring words,
    /// which are covered one by one.
    pub cover: Option<Cover>,
}

/// What a concept covers of the question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cover {
    /// The number of the word that was typed. Of several concepts for one word the best
    /// counts.
    pub word: usize,
    /// How much of what was asked it is.
    pub weight: f32,
    /// Whether it is a part of the word, which counts together with the other parts.
    pub is_part: bool,
    /// Whether it is a guess: a word near one that nobody has, or a half of it.
    pub is_repaired: bool,
}

/// A word for which another was looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// What was typed.
    pub typed: String,
    /// A word, when it is known how it is written.
    pub written: Option<String>,
    /// The terms that were looked up for it, best first.
    pub keys: Vec<String>,
}

/// What to look up for a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The words, as far as any document has them or something like them.
    pub concepts: Vec<Concept>,
    /// The words that no document has as they were typed.
    pub repairs: Vec<Repair>,
    /// How many of the concepts stand for words as they were typed, when there are
    /// other words as well.
    pub n_sure: Option<usize>,
    /// How much the question asks for, in each language that was looked into.
    pub asked: Asked,
}

impl Plan {
    /// Goes back to the words that were found as they were typed; tells whether
    /// they say what the question is about.
    pub(super) fn keep_sure(&mut self) -> bool {
        self.concepts.truncate(self.n_sure.unwrap_or(self.concepts.len()));
        self.repairs.clear();
        let mut options = self.concepts.iter().flat_map(|concept| &concept.options);
        options.any(|option| option.weight > SMALL_WORD)
    }
}

/// A word between spaces, as it was typed.
pub(super) struct Typed<'a> {
    /// With the signs around it, which other keyboards have letters on.
    pub(super) raw: &'a str,
    /// Whether any document has it.
    pub(super) found: bool,
    /// Whether any document has a word of it, where signs may have been typed for letters.
    pub(super) in_part: bool,
    /// Its number; its words in each language share it.
    pub(super) number: usize,
    /// Its first word in each language, by the number that covers know it by.
    pub(super) words: Vec<(Lang, usize)>,
}

impl Typed<'_> {
    fn new(number: usize, raw: &str) -> Typed<'_> {
        let found = words(raw).next().is_none();
        Typed { raw, found, in_part: false, number, words: Vec::new() }
    }

    /// Tells whether signs stand in front of letters or between them, as they do where another
    /// keyboard has letters: `[f,` is `хаб`.
    fn has_keys(&self) -> bool {
        let is_key = |c: char| matches!(c, ',' | '.' | ';' | '[' | ']' | '\'' | '`' | '<' | '>');
        let inside = self.raw.trim_end_matches(is_key);
        inside.is_ascii() && inside.contains(is_key)
    }
}

/// Plans a query.
pub fn plan(lexicon: &mut dyn Lexicon, query: &Query<'_>) -> Plan {
    let end = query.text.char_indices().nth(MOST_CHARS).map_or(query.text.len(), |(at, _)| at);
    let text = &query.text[..end];
    let mut typed: Vec<Typed<'_>> = text
        .split_whitespace()
        .take(MOST_WORDS)
        .enumerate()
        .map(|(number, raw)| Typed::new(number, raw))
        .collect();
    let languages = wanted(lexicon.languages(), query);
    let mut plan = Plan::default();
    let mut known = Vec::new();
    for language in &languages {
        let is_open = query.typing && text.ends_with(char::is_alphanumeric);
        plan.asked.add_language(language.lang, language.n_documents);
        let mut words = InLanguage::new(lexicon, language);
        words.add_all(&mut typed, is_open, &mut plan);
        known.push((language.lang, words.known));
    }
    follow_page(query, &known, &mut plan);
    if typed.iter().any(|typed| !typed.found) && !lexicon.is_waiting() {
        plan.n_sure = Some(plan.concepts.len());
        #[cfg(feature = "whole")]
        repair::add(lexicon, &languages, query, &typed, &mut plan);
    }
    plan
}

/// Lets a query of mixed languages follow the page: another language that lacks a word which
/// the page's own has counts less. `known` has a bit for each word that a language has.
fn follow_page(query: &Query<'_>, known: &[(Lang, u64)], plan: &mut Plan) {
    let Some(page) = query.page else { return };
    let of_page = known.iter().find(|(lang, _)| lang.same_language(page));
    let Some((_, of_page)) = of_page else { return };
    for concept in &mut plan.concepts {
        let own = known.iter().find(|(lang, _)| *lang == concept.lang);
        if own.is_some_and(|(_, own)| of_page & !own != 0) {
            concept.factor *= MIXED;
            concept.options.iter_mut().for_each(|option| option.weight *= MIXED);
        }
    }
}

/// The words of a query in one language.
struct InLanguage<'a> {
    lexicon: &'a mut dyn Lexicon,
    language: &'a Wanted,
    analyzer: Analyzer,
    small: String,
    /// How many words of the query say what it is about, at no great cost.
    n_telling: usize,
    /// Whether any word says what the query is about.
    is_telling: bool,
    /// The terms that were looked up, and the last of them that is not small.
    seen: Vec<String>,
    last: Option<String>,
    /// The words that documents have, small ones aside: a bit each.
    known: u64,
}

impl InLanguage<'_> {
    fn new<'a>(lexicon: &'a mut dyn Lexicon, language: &'a Wanted) -> InLanguage<'a> {
        let (analyzer, small) = (Analyzer::keyed(language.lang), small_terms(language.lang));
        InLanguage {
            lexicon,
            language,
            analyzer,
            small,
            n_telling: 0,
            is_telling: false,
            seen: Vec::new(),
            last: None,
            known: 0,
        }
    }

    fn add_all(&mut self, typed: &mut [Typed<'_>], is_open: bool, plan: &mut Plan) {
        let mut all = String::new();
        typed.iter().for_each(|typed| self.analyzer.analyze(typed.raw, &mut all));
        let big: Vec<&str> = all.split_terminator(' ').filter(|key| !self.is_small(key)).collect();
        self.is_telling = !big.is_empty();
        self.n_telling = big.iter().filter(|key| !self.lexicon.is_costly(key)).count();
        let n_typed = typed.len();
        for (at, typed) in typed.iter_mut().enumerate() {
            let (mut any, mut all, has_keys) = (false, true, typed.has_keys());
            for word in words(typed.raw) {
                let open = is_open && at + 1 == n_typed;
                let found = self.add_word(typed, word, open, plan);
                any |= found;
                all &= found && (!has_keys || word.len() > 1);
            }
            typed.in_part |= any && has_keys;
            typed.found |= if has_keys { all } else { any };
        }
    }

    /// Adds a word, which may have several terms; tells whether any document has one of them.
    fn add_word(
        &mut self,
        typed: &mut Typed<'_>,
        word: &str,
        is_open: bool,
        plan: &mut Plan,
    ) -> bool {
        let mut terms = String::new();
        self.analyzer.analyze(word, &mut terms);
        let keys: Vec<&str> = terms.split_terminator(' ').collect();
        // Pairs of letters are words of their own, not a word and its parts.
        let are_words = word.chars().any(|c| Script::of(c) == Some(Script::Unspaced));
        let (mut found, mut is_whole_code) = (false, false);
        let mut number = 0;
        let mut weight = 0.0;
        for (nth, key) in keys.iter().copied().enumerate() {
            let is_new = !self.seen.iter().any(|known| known == key);
            if !self.is_small(key)
                && let Some(last) = self.last.replace(key.to_owned())
            {
                self.add_pair(&last, key, plan);
            }
            self.seen.push(key.to_owned());
            let mut options = Vec::new();
            let mut is_there = self.add_term(key, &mut options);
            is_whole_code |= nth == 0 && is_there && is_code(word);
            if is_open {
                is_there |= self.add_ends(key, typed.raw, &mut options);
            }
            found |= is_there;
            if !is_new {
                continue;
            }
            if nth == 0 || are_words {
                weight = self.weight(key, word);
                number = plan.asked.add(self.language.lang, weight);
                typed.words.push((self.language.lang, number));
            }
            let is_part = nth > 0 && !are_words;
            if is_part && is_whole_code {
                options.iter_mut().for_each(|option| option.weight *= PART_OF_CODE);
            }
            let share = if is_part { part_share(word, keys.len() - 1) } else { 1.0 };
            let weight = weight * share;
            let cover = Cover { word: number, weight, is_part, is_repaired: false };
            plan.concepts.extend(self.concept(options, Some(cover)));
        }
        if found && !keys.iter().all(|key| self.is_small(key)) {
            self.known |= 1 << typed.number;
        }
        found
    }

    /// Returns how much a word tells of what the question is about.
    fn weight(&mut self, key: &str, word: &str) -> f32 {
        if self.is_spare(key) || self.is_small(key) && self.is_telling {
            return 0.0;
        }
        let counts = self.lexicon.counts(key);
        if !counts.found() && self.is_telling && (is_framing(word) || is_sign(word)) {
            return 0.0;
        }
        idf(u64::from(self.language.n_documents), u64::from(counts.most()))
    }

    fn concept(&self, options: Vec<WeightedKey>, cover: Option<Cover>) -> Option<Concept> {
        let Wanted { lang, n_documents, factor } = *self.language;
        let scaled = options.into_iter().map(|o| WeightedKey { weight: o.weight * factor, ..o });
        let options: Vec<WeightedKey> = scaled.collect();
        (!options.is_empty()).then_some(Concept { lang, n_documents, options, factor, cover })
    }

    /// Adds a term, its synonyms and its relatives; tells whether any document
    /// has the term itself.
    fn add_term(&mut self, key: &str, options: &mut Vec<WeightedKey>) -> bool {
        let is_small = self.is_small(key);
        if self.is_spare(key) {
            return true;
        }
        let weight = if is_small { SMALL_WORD } else { 1.0 };
        let found = self.lexicon.counts(key).found();
        if found {
            options.push(WeightedKey { key: key.to_owned(), weight });
        }
        for (other, share) in self.lexicon.synonyms(key) {
            if self.lexicon.counts(&other).found() {
                options.push(WeightedKey { key: other, weight: weight * share });
            }
        }
        if is_small {
            return found;
        }
        options.extend(relatives(self.lexicon, key));
        let beside = beside(key);
        let is_near = self.lexicon.counts(&beside).found();
        if is_near {
            options.push(WeightedKey { key: beside, weight: weight * NEAR_MEANING });
        }
        found || is_near
    }

    /// Tells whether a word is left aside: where nearly all have a word that says little, only
    /// its absence would tell.
    fn is_spare(&self, key: &str) -> bool {
        let is_little = (self.is_small(key) && self.n_telling > 0) || self.n_telling >= ENOUGH;
        is_little && self.lexicon.is_costly(key)
    }

    /// Adds the words that an unfinished one may become.
    fn add_ends(&mut self, key: &str, raw: &str, options: &mut Vec<WeightedKey>) -> bool {
        let stem = bare(key);
        let mut typed = String::new();
        fold(&lowercase(raw), &mut typed);
        let start = if typed.starts_with(stem) { stem } else { typed.as_str() };
        if start.chars().count() < SHORTEST_BEGINNING {
            return false;
        }
        let prefix = [key_prefix(self.language.lang).as_str(), start].concat();
        let mut ends: Vec<(String, u32)> = Vec::new();
        self.lexicon.beginning_with(&prefix, &mut |end, n_with| {
            if end != key && !end.contains(' ') {
                ends.push((end.to_owned(), n_with));
            }
        });
        ends.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ends.truncate(MOST_ENDS);
        let any = !ends.is_empty();
        for (key, _) in ends {
            match options.iter_mut().find(|option| option.key == key) {
                Some(known) => known.weight = known.weight.max(UNFINISHED),
                None => options.push(WeightedKey { key, weight: UNFINISHED }),
            }
        }
        any
    }

    fn is_small(&self, key: &str) -> bool {
        self.small.split_terminator(' ').any(|word| word == key)
    }

    /// Adds two words that follow each other, small words aside, for titles that
    /// have them side by side.
    fn add_pair(&mut self, left: &str, right: &str, plan: &mut Plan) {
        let key = pair_key(left, right);
        if self.lexicon.counts(&key).found() {
            plan.concepts.extend(self.concept(vec![WeightedKey { key, weight: PAIR }], None));
        }
    }
}

/// Returns the key of two neighbouring words of a title, `en:reset password`.
pub fn pair_key(left: &str, right: &str) -> String {
    [left, " ", bare(right)].concat()
}

/// Returns the terms of a language's framing words.
pub(super) fn small_terms(lang: Lang) -> String {
    let mut terms = String::new();
    Analyzer::keyed(lang).analyze(small_words(lang), &mut terms);
    terms
}

/// Returns a term without its language.
pub(super) fn bare(key: &str) -> &str {
    key.split_once(':').map_or(key, |(_, term)| term)
}

/// Returns the terms that share most of a stem: `regist` for `register`,
/// `анонимен` for `анонимн`. Stemmers are cautious, people are not.
pub(super) fn relatives(lexicon: &mut dyn Lexicon, key: &str) -> Vec<WeightedKey> {
    let stem = bare(key);
    let n_letters = stem.chars().count();
    let is_cyrillic = stem.chars().next().and_then(Script::of) == Some(Script::Cyrillic);
    let shortest = if is_cyrillic { SHORTEST_CYRILLIC_STEM } else { SHORTEST_STEM };
    let needed = shortest.max((n_letters * 3).div_ceil(5));
    if n_letters < needed || !stem.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let end = stem.char_indices().nth(needed).map_or(stem.len(), |(at, _)| at);
    let prefix = &key[..key.len() - stem.len() + end];
    let mut found: Vec<WeightedKey> = Vec::new();
    lexicon.beside(key, prefix, &mut |other, _| {
        let term = bare(other);
        let n_other = term.chars().count();
        let n_shared = stem.chars().zip(term.chars()).take_while(|(a, b)| a == b).count();
        let is_like = n_shared * 20 >= n_other * 11 || n_shared == n_letters;
        if other != key && is_like {
            let weight = FAMILY * n_shared as f32 / n_other.max(n_letters) as f32;
            found.push(WeightedKey { key: other.to_owned(), weight });
        }
    });
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.key.cmp(&b.key)));
    found.truncate(MOST_RELATIVES);
    found
}
