//! Words that no document has: misspelt, run together, typed on the wrong
//! keyboard, or in Latin letters instead of Cyrillic ones.

use crate::text::{Analyzer, Lang, Script, key_prefix, other_layout, to_cyrillic, words};

use super::asked::is_framing;
use super::lexicon::Lexicon;
use super::near::NearSearch;
use super::plan::{Concept, Cover, Plan, Repair, Typed, WeightedKey, bare, relatives, small_terms};
use super::query::{Query, Wanted};
use super::score::SMALL_WORD;

/// How much a word counts that stands for another, by the number of slips.
const NEAR: [f32; 3] = [1.0, 0.7, 0.5];

/// How much a word counts that another keyboard or alphabet would have written.
const REWRITTEN: f32 = 0.9;

/// How much each half of a word counts that was cut in two, and its first half
/// when nobody has the second.
const HALF: f32 = 0.8;
const FIRST_HALF: f32 = 0.6;

/// The shortest word that is cut in two, and the shortest half.
const SHORTEST_WHOLE: usize = 6;
const SHORTEST_HALF: usize = 3;

/// A word with fewer letters is found on no other keyboard and in no other alphabet, unless it
/// frames a question there: any two letters are a word of some kind somewhere.
const SHORTEST_REWRITTEN: usize = 3;

/// No more near words than this are put in for one.
const MOST_NEAR: usize = 3;

/// A way to read a word, in one language.
struct Reading {
    language: Wanted,
    /// What another keyboard or alphabet would have written; none for as it stands.
    written: Option<String>,
    /// Its terms, with whether any document has them.
    keys: Vec<(String, bool)>,
    /// Searches for near words, for the terms that no document has.
    near: Vec<NearSearch>,
    /// Places where the word may be cut, each with which halves are known.
    cuts: Vec<Cut>,
}

/// A word cut in two: the terms of its halves, and how many documents have them.
struct Cut {
    left: Half,
    right: Half,
    /// Whether the left half is long enough to stand alone.
    is_left_long: bool,
}

struct Half {
    term: String,
    n_with: u32,
}

/// Adds what the words that were not found may mean.
pub(super) fn add(
    lexicon: &mut dyn Lexicon,
    languages: &[Wanted],
    query: &Query<'_>,
    typed: &[Typed<'_>],
    plan: &mut Plan,
) {
    let others = others(lexicon, languages, query);
    for other in &others {
        plan.asked.add_language(other.lang, other.n_documents);
    }
    let mut repairs: Vec<(&Typed<'_>, Vec<Reading>)> = Vec::new();
    for typed in typed.iter().filter(|typed| !typed.found) {
        let mut readings = Vec::new();
        for language in languages {
            readings.extend(rewritten(lexicon, language, typed.raw));
        }
        // What was typed for a page in another language is taken at its word there.
        let mut of_others = Vec::new();
        for language in &others {
            of_others.extend(rewritten(lexicon, language, typed.raw));
            let (_, rarest) = plan.asked.of(language.lang);
            if !is_framing(typed.raw) {
                plan.asked.add(language.lang, rarest * n_words(typed.raw));
            }
        }
        readings.extend(of_others.into_iter().filter(Reading::is_found));
        let any_found = readings.iter().any(|reading: &Reading| reading.is_found());
        if any_found {
            readings.retain(Reading::is_found);
        } else if typed.in_part {
            readings.clear();
        } else {
            let as_typed = languages.iter().map(|l| Reading::new(lexicon, l, typed.raw, None));
            readings.extend(as_typed);
            readings.retain(|reading| may_guess(query, reading.language.lang, typed.raw));
            for reading in &mut readings {
                reading.look_around(typed.raw);
            }
        }
        repairs.push((typed, readings));
    }
    read_vocabulary(lexicon, &mut repairs);
    for (typed, readings) in repairs {
        conclude(lexicon, typed, readings, plan);
    }
}

/// Tells whether near words of a language may be put in for one: those of the page's language,
/// and where the word is in other letters than that, those of languages that have them.
fn may_guess(query: &Query<'_>, lang: Lang, raw: &str) -> bool {
    let Some(page) = query.page else { return true };
    if query.only.is_some() || lang.same_language(page) {
        return true;
    }
    let scripts = Script::all_in(raw);
    !scripts.contains(&Script::of_language(page)) && scripts.contains(&Script::of_language(lang))
}

fn n_words(raw: &str) -> f32 {
    words(raw).count().max(1) as f32
}

/// Returns the languages that were not looked into and are written in other
/// letters: their keyboard may have been meant.
fn others(lexicon: &dyn Lexicon, languages: &[Wanted], query: &Query<'_>) -> Vec<Wanted> {
    if query.only.is_some() {
        return Vec::new();
    }
    let all = lexicon.languages().iter();
    let unknown = all.filter(|other| languages.iter().all(|known| known.lang != other.lang));
    let wanted = |l: &super::lexicon::LanguageCount| Wanted {
        lang: l.lang,
        n_documents: l.n_documents,
        factor: 1.0,
    };
    unknown.map(wanted).collect()
}

/// Returns what a word would be on another keyboard, and in Cyrillic letters.
fn rewritten(lexicon: &mut dyn Lexicon, language: &Wanted, raw: &str) -> Vec<Reading> {
    let scripts = Script::all_in(raw);
    let is_cyrillic = Script::of_language(language.lang) == Script::Cyrillic;
    let forms = if scripts == [Script::Cyrillic] {
        // A Latin word may stand in a text of any language.
        [other_layout(raw, Lang::EN), None]
    } else if scripts == [Script::Latin] && is_cyrillic {
        let word = words(raw).next();
        [other_layout(raw, language.lang), word.and_then(|word| to_cyrillic(word, language.lang))]
    } else {
        [None, None]
    };
    let n_letters = |form: &str| form.chars().filter(|c| c.is_alphabetic()).count();
    let may_be = |form: &String| n_letters(form) >= SHORTEST_REWRITTEN || is_framing(form);
    let forms = forms.into_iter().flatten().filter(may_be);
    forms.map(|form| Reading::new(lexicon, language, &form, Some(form.clone()))).collect()
}

impl Reading {
    fn new(
        lexicon: &mut dyn Lexicon,
        language: &Wanted,
        text: &str,
        written: Option<String>,
    ) -> Reading {
        let mut terms = String::new();
        Analyzer::keyed(language.lang).analyze(text, &mut terms);
        let known = |key: &str| (key.to_owned(), lexicon.counts(key).found());
        let keys = terms.split_terminator(' ').map(known).collect();
        Reading { language: *language, written, keys, near: Vec::new(), cuts: Vec::new() }
    }

    fn is_found(&self) -> bool {
        !self.keys.is_empty() && self.keys.iter().any(|(_, found)| *found)
    }

    /// Prepares to compare the terms with all words of the language.
    fn look_around(&mut self, raw: &str) {
        for (key, found) in &self.keys {
            if !found {
                let typed = self.written.as_deref().unwrap_or(raw);
                self.near.extend(NearSearch::new(bare(key), typed));
            }
        }
        if self.written.is_none() {
            self.cuts = words(raw).flat_map(|word| cuts(word, self.language.lang)).collect();
        }
    }

    fn concept(&self, options: Vec<WeightedKey>, cover: Cover) -> Concept {
        let Wanted { lang, n_documents, factor } = self.language;
        let share = if self.written.is_some() { REWRITTEN } else { 1.0 } * factor;
        let options =
            options.into_iter().map(|o| WeightedKey { weight: o.weight * share, ..o }).collect();
        Concept { lang, n_documents, options, factor, cover: Some(cover) }
    }

    fn key(&self, word: &str) -> String {
        [key_prefix(self.language.lang).as_str(), word].concat()
    }
}

/// Returns the ways to cut a word in two.
fn cuts(word: &str, lang: Lang) -> Vec<Cut> {
    let n_letters = word.chars().count();
    if n_letters < SHORTEST_WHOLE || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let mut analyzer = Analyzer::new(lang);
    let mut half = |text: &str| {
        let mut terms = String::new();
        analyzer.analyze(text, &mut terms);
        Half { term: terms.trim_end().to_owned(), n_with: 0 }
    };
    let n_cuts = n_letters + 1 - 2 * SHORTEST_HALF;
    let places = word.char_indices().enumerate().skip(SHORTEST_HALF).take(n_cuts);
    let cut = |(n_left, (at, _)): (usize, (usize, char))| {
        let (left, right) = word.split_at(at);
        let is_left_long = n_left > SHORTEST_HALF && n_left * 2 >= n_letters;
        Cut { left: half(left), right: half(right), is_left_long }
    };
    places.map(cut).collect()
}

/// Shows every word of each language to all who look for one, in one pass.
fn read_vocabulary(lexicon: &mut dyn Lexicon, repairs: &mut [(&Typed<'_>, Vec<Reading>)]) {
    let mut languages: Vec<Lang> = Vec::new();
    for reading in repairs.iter().flat_map(|(_, readings)| readings) {
        let looks = !reading.near.is_empty() || !reading.cuts.is_empty();
        if looks && !languages.contains(&reading.language.lang) {
            languages.push(reading.language.lang);
        }
    }
    for lang in languages {
        let mut looking: Vec<&mut Reading> = repairs
            .iter_mut()
            .flat_map(|(_, readings)| readings)
            .filter(|reading| reading.language.lang == lang)
            .collect();
        lexicon.vocabulary(lang, &mut |word, n_with| {
            for reading in &mut looking {
                reading.near.iter_mut().for_each(|near| near.see(word, n_with));
                for cut in &mut reading.cuts {
                    for half in [&mut cut.left, &mut cut.right] {
                        if half.term == word {
                            half.n_with = n_with;
                        }
                    }
                }
            }
        });
    }
}

/// Adds the readings of one word that lead to something.
fn conclude(lexicon: &mut dyn Lexicon, typed: &Typed<'_>, readings: Vec<Reading>, plan: &mut Plan) {
    let mut repair = Repair { typed: typed.raw.to_owned(), written: None, keys: Vec::new() };
    let mut numbers = typed.words.clone();
    for mut reading in readings {
        let concepts = if reading.is_found() {
            repair.written = repair.written.or(reading.written.clone());
            reading.as_found(lexicon)
        } else {
            let near = reading.as_near();
            if near.is_empty() { reading.as_cut() } else { near }
        };
        let lang = reading.language.lang;
        let (_, rarest) = plan.asked.of(lang);
        let weight = rarest * n_words(typed.raw) / concepts.len().max(1) as f32;
        // All readings of a word in one language are of that one word.
        let known = numbers.iter().find(|(known, _)| *known == lang);
        let word = known.map_or_else(|| plan.asked.add(lang, 0.0), |(_, number)| *number);
        numbers.push((lang, word));
        let is_part = concepts.len() > 1;
        for options in concepts {
            // Asked now, so that files that are missing are fetched before ranking.
            options.iter().for_each(|option| _ = lexicon.counts(&option.key));
            repair.keys.extend(options.iter().take(1).map(|option| option.key.clone()));
            let first = options.first().filter(|_| reading.is_found());
            let is_small = first.is_some_and(|option| option.weight <= SMALL_WORD);
            // Words that frame the question as they were typed ask for nothing.
            let is_framing = is_framing(typed.raw);
            if is_small && !is_framing {
                plan.asked.ask_less(lang, weight);
            }
            let weight = if is_small || is_framing { 0.0 } else { weight };
            let is_repaired = !reading.is_found();
            let cover = Cover { word, weight, is_part, is_repaired };
            plan.concepts.push(reading.concept(options, cover));
        }
    }
    if !repair.keys.is_empty() {
        plan.repairs.push(repair);
    }
}

impl Reading {
    fn as_found(&self, lexicon: &mut dyn Lexicon) -> Vec<Vec<WeightedKey>> {
        let small = small_terms(self.language.lang);
        let mut concepts = Vec::new();
        for (key, _) in self.keys.iter().filter(|(_, found)| *found) {
            let is_small = small.split_terminator(' ').any(|word| word == key);
            let weight = if is_small { SMALL_WORD } else { 1.0 };
            let mut options = vec![WeightedKey { key: key.clone(), weight }];
            if !is_small {
                options.extend(relatives(lexicon, key));
            }
            concepts.push(options);
        }
        concepts
    }

    fn as_near(&mut self) -> Vec<Vec<WeightedKey>> {
        let mut concepts = Vec::new();
        for near in std::mem::take(&mut self.near) {
            let (n_slips, near_words) = near.best(MOST_NEAR);
            let weight = NEAR.get(n_slips).copied().unwrap_or(0.0);
            let option = |word: &String| WeightedKey { key: self.key(word), weight };
            let options: Vec<WeightedKey> = near_words.iter().map(option).collect();
            if !options.is_empty() {
                concepts.push(options);
            }
        }
        concepts
    }

    fn as_cut(&self) -> Vec<Vec<WeightedKey>> {
        let alone = |half: &Half, weight| vec![WeightedKey { key: self.key(&half.term), weight }];
        let both = |cut: &&Cut| cut.left.n_with.min(cut.right.n_with);
        if let Some(cut) = self.cuts.iter().max_by_key(both).filter(|cut| both(cut) > 0) {
            return vec![alone(&cut.left, HALF), alone(&cut.right, HALF)];
        }
        let first = self.cuts.iter().rev().find(|cut| cut.is_left_long && cut.left.n_with > 0);
        first.map(|cut| vec![alone(&cut.left, FIRST_HALF)]).unwrap_or_default()
    }
}
