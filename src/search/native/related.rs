//! Finds the questions that a page offers as related, from titles, tags, teasers, and links
//! from one to another.
//!
//! Each question is compared with all others by the terms that they share, weighted by how
//! rare a term is. The postings are plain arrays in memory: for 5,046 questions they take a
//! tenth of the time of an index in Tantivy, which would be asked once for each of them.

use std::cmp::Ordering;
use std::sync::Mutex;

use rustc_hash::FxHashMap;

use crate::search::score::idf;
use crate::text::{Analyzer, Lang};

/// How much a term counts, by the part of the summary in which it stands.
const IN_TITLE: f32 = 2.0;
const IN_TAGS: f32 = 1.0;
const IN_TEASER: f32 = 0.6;

/// How much it counts that one item names another, beside texts that are the same, which count 1:
/// somebody has read both.
const LINKED: f32 = 0.5;

/// How many terms of an item are looked up at most; those with the highest weights are.
const MAX_TERMS: usize = 14;

/// A term that more items have is not looked up: it tells little and costs most.
const MAX_ITEMS: usize = 800;

/// The factor for an item in another language.
const OTHER_LANGUAGE: f32 = 0.3;

/// What questions are compared by.
#[derive(Clone, Copy, Debug)]
pub struct RelatedItem<'a> {
    /// The title.
    pub title: &'a str,
    /// The tags.
    pub tags: &'a [&'a str],
    /// The answer's first lines.
    pub teaser: &'a str,
    /// The language in which it is written.
    pub language: Lang,
    /// The other items that it names, each once.
    pub links: &'a [usize],
}

/// Postings from which related questions are found. Many threads may ask at once.
pub struct Related {
    /// The terms of each item that are looked up, the highest weight first.
    items: Vec<Vec<Weighted>>,
    /// The language of each item, expressed by the number of the first item in that language.
    languages: Vec<u32>,
    /// The items of each term, `of_term[starts[term]..starts[term + 1]]`.
    starts: Vec<u32>,
    of_term: Vec<Weighted>,
    idfs: Vec<f32>,
    /// The items that each item names, or is named by, with what that counts.
    linked: Vec<Vec<Weighted>>,
    /// Score boards that are not in use; there is at most one for each asking thread.
    boards: Mutex<Vec<ScoreBoard>>,
}

/// The memory in which one thread adds up scores, reused for its next question.
#[derive(Default)]
struct ScoreBoard {
    /// The scores of all items; all are 0 between uses.
    scores: Vec<f32>,
    /// The items that have a score.
    touched: Vec<u32>,
}

/// A term of an item, or an item that has a term, with the weight of the term in the item.
#[derive(Clone, Copy)]
pub(super) struct Weighted {
    pub(super) number: u32,
    pub(super) weight: f32,
}

impl Related {
    /// Reads the summaries and builds the postings.
    pub fn build(items: &[RelatedItem<'_>]) -> Related {
        let mut terms = Terms::default();
        let mut items_terms: Vec<Vec<Weighted>> =
            items.iter().map(|item| terms.of_item(item)).collect();
        let (starts, of_term) = postings(&items_terms, terms.numbers.len());
        let n_items = items.len() as u64;
        let n_with = |term: usize| u64::from(starts[term + 1] - starts[term]);
        let idfs: Vec<f32> =
            (0..terms.numbers.len()).map(|term| idf(n_items, n_with(term))).collect();
        for item in &mut items_terms {
            item.retain(|term| (2..=MAX_ITEMS as u64).contains(&n_with(term.number as usize)));
            let gain = |term: &Weighted| term.weight * idfs[term.number as usize];
            item.sort_by(|a, b| descending(gain(a), gain(b)).then(a.number.cmp(&b.number)));
            item.truncate(MAX_TERMS);
        }
        let languages = numbered(items);
        let boards = Mutex::default();
        let linked = linked(items);
        Related { items: items_terms, languages, starts, of_term, idfs, linked, boards }
    }

    fn board(&self) -> ScoreBoard {
        let kept = self.boards.lock().ok().and_then(|mut boards| boards.pop());
        let none = || ScoreBoard { scores: vec![0.0; self.items.len()], touched: Vec::new() };
        kept.unwrap_or_else(none)
    }

    /// Returns at most `n` items that are most like this one, the best first; of equals, the
    /// earlier first. Returns nothing for an item that does not exist.
    pub fn of(&self, item: usize, n: usize) -> Vec<usize> {
        let Some(terms) = self.items.get(item) else { return Vec::new() };
        let mut board = self.board();
        let ScoreBoard { scores, touched } = &mut board;
        for other in &self.linked[item] {
            scores[other.number as usize] = other.weight;
            touched.push(other.number);
        }
        for term in terms {
            let number = term.number as usize;
            let gain = term.weight * self.idfs[number] * self.idfs[number];
            let range = self.starts[number] as usize..self.starts[number + 1] as usize;
            for other in &self.of_term[range] {
                let score = &mut scores[other.number as usize];
                if *score == 0.0 {
                    touched.push(other.number);
                }
                *score += gain * other.weight;
            }
        }
        let factor = |other: u32| match self.languages[other as usize] == self.languages[item] {
            true => 1.0,
            false => OTHER_LANGUAGE,
        };
        let order = |a: &(f32, u32), b: &(f32, u32)| descending(a.0, b.0).then(a.1.cmp(&b.1));
        let mut best: Vec<(f32, u32)> = Vec::with_capacity(n + 1);
        for other in touched.drain(..) {
            let found = (std::mem::take(&mut scores[other as usize]) * factor(other), other);
            let is_worse =
                best.len() >= n && best.last().is_none_or(|last| order(last, &found).is_lt());
            if other as usize == item || is_worse {
                continue;
            }
            let at = best.partition_point(|better| order(better, &found).is_lt());
            best.insert(at, found);
            best.truncate(n);
        }
        if let Ok(mut boards) = self.boards.lock() {
            boards.push(board);
        }
        best.into_iter().map(|(_, other)| other as usize).collect()
    }
}

/// Returns the items that each item names or is named by. What is named by many, or names many,
/// tells as little as a term that many have.
fn linked(items: &[RelatedItem<'_>]) -> Vec<Vec<Weighted>> {
    let mut n_naming = vec![0_usize; items.len()];
    items.iter().flat_map(|item| item.links).for_each(|&other| n_naming[other] += 1);
    let mut linked: Vec<Vec<Weighted>> = vec![Vec::new(); items.len()];
    for (at, item) in items.iter().enumerate() {
        for &other in item.links.iter().filter(|other| **other != at) {
            let n_linked = n_naming[other].max(item.links.len());
            if n_linked >= MAX_ITEMS {
                continue;
            }
            let idf = idf(items.len() as u64, n_linked as u64 + 1);
            let weight = LINKED * idf * idf;
            linked[at].push(Weighted { number: other as u32, weight });
            linked[other].push(Weighted { number: at as u32, weight });
        }
    }
    for others in &mut linked {
        // Of two that name each other, the link that tells more.
        others.sort_by(|a, b| a.number.cmp(&b.number).then(descending(a.weight, b.weight)));
        others.dedup_by_key(|other| other.number);
    }
    linked
}

/// Returns a number for the language of each item; regions do not matter.
fn numbered(items: &[RelatedItem<'_>]) -> Vec<u32> {
    let mut known: Vec<(Lang, u32)> = Vec::new();
    let number = |(at, item): (usize, &RelatedItem<'_>)| {
        let found = known.iter().find(|(lang, _)| lang.same_language(item.language));
        found.map(|(_, number)| *number).unwrap_or_else(|| {
            known.push((item.language, at as u32));
            at as u32
        })
    };
    items.iter().enumerate().map(number).collect()
}

fn descending(a: f32, b: f32) -> Ordering {
    b.total_cmp(&a)
}

/// Inverts the terms of items into the items of terms.
pub(super) fn postings(items: &[Vec<Weighted>], n_terms: usize) -> (Vec<u32>, Vec<Weighted>) {
    let mut starts = vec![0; n_terms + 1];
    for term in items.iter().flatten() {
        starts[term.number as usize + 1] += 1;
    }
    for term in 0..n_terms {
        starts[term + 1] += starts[term];
    }
    let mut ends = starts.clone();
    let total = starts.last().copied().unwrap_or_default() as usize;
    let mut of_term = vec![Weighted { number: 0, weight: 0.0 }; total];
    for (item, terms) in items.iter().enumerate() {
        for term in terms {
            let end = &mut ends[term.number as usize];
            of_term[*end as usize] = Weighted { number: item as u32, weight: term.weight };
            *end += 1;
        }
    }
    (starts, of_term)
}

/// Gives terms numbers, in the order in which they come.
#[derive(Default)]
struct Terms {
    numbers: FxHashMap<String, u32>,
    analyzers: Vec<Analyzer>,
    text: String,
}

impl Terms {
    /// Returns the terms of a summary, each once. Weights are divided by the length of the
    /// summary, so that long summaries are not similar to everything.
    fn of_item(&mut self, item: &RelatedItem<'_>) -> Vec<Weighted> {
        let mut terms: Vec<Weighted> = Vec::new();
        self.add(item.title, IN_TITLE, item.language, &mut terms);
        for tag in item.tags {
            self.add(tag, IN_TAGS, item.language, &mut terms);
        }
        self.add(item.teaser, IN_TEASER, item.language, &mut terms);
        terms.sort_by_key(|term| term.number);
        terms.dedup_by(|next, kept| {
            let same = next.number == kept.number;
            if same {
                kept.weight = (kept.weight + next.weight).min(IN_TITLE + IN_TEASER);
            }
            same
        });
        let length: f32 = terms.iter().map(|term| term.weight * term.weight).sum::<f32>().sqrt();
        for term in &mut terms {
            term.weight /= length.max(1.0);
        }
        terms
    }

    fn add(&mut self, text: &str, weight: f32, lang: Lang, terms: &mut Vec<Weighted>) {
        let at = self.analyzers.iter().position(|analyzer| analyzer.lang() == lang);
        let at = at.unwrap_or_else(|| {
            self.analyzers.push(Analyzer::new(lang));
            self.analyzers.len() - 1
        });
        self.text.clear();
        self.analyzers[at].analyze(text, &mut self.text);
        for term in self.text.split_terminator(' ') {
            let number = match self.numbers.get(term) {
                Some(&number) => number,
                None => {
                    let number = self.numbers.len() as u32;
                    self.numbers.insert(term.to_owned(), number);
                    number
                }
            };
            terms.push(Weighted { number, weight });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: RelatedItem<'_> =
        RelatedItem { title: "", tags: &[], teaser: "", language: Lang::EN, links: &[] };

    #[track_caller]
    fn check(items: &[RelatedItem<'_>], item: usize, expected: &[usize]) {
        assert_eq!(Related::build(items).of(item, 2), expected);
    }

    #[test]
    fn like_titles_belong_together() {
        let items = [
            RelatedItem { title: "Reset my password", ..PLAIN },
            RelatedItem { title: "Printer on fire", ..PLAIN },
            RelatedItem { title: "Password reset by mail", ..PLAIN },
            RelatedItem { title: "My printer is silent", teaser: "Reset it.", ..PLAIN },
        ];
        check(&items, 0, &[2, 3]);
        check(&items, 1, &[3]);
        check(&items, 9, &[]);
        assert_eq!(Related::build(&items).of(0, 0), [0; 0]);
        check(&[], 0, &[]);
    }

    #[test]
    fn what_names_each_other_belongs_together() {
        let items = [
            RelatedItem { title: "Reset my password", links: &[3], ..PLAIN },
            RelatedItem { title: "Printer on fire", ..PLAIN },
            RelatedItem { title: "Reset the hub", ..PLAIN },
            RelatedItem { title: "Two factors", ..PLAIN },
        ];
        check(&items, 0, &[3, 2]);
        check(&items, 3, &[0]);
        check(&items, 1, &[]);
    }

    #[test]
    fn what_many_name_is_no_closer_than_what_few_do() {
        let filler = RelatedItem { title: "Filler", links: &[1], ..PLAIN };
        let mut items = vec![filler; 40];
        items[0] = RelatedItem { title: "Dim the lamp", links: &[1, 2], ..PLAIN };
        items[1] = RelatedItem { title: "House rules", ..PLAIN };
        items[2] = RelatedItem { title: "Two factors", ..PLAIN };
        check(&items, 0, &[2, 1]);
        // Of two that name each other, a link counts once.
        items[2].links = &[0];
        check(&items, 2, &[0]);
    }

    #[test]
    fn the_same_language_comes_first() {
        let items = [
            RelatedItem { title: "iPhone", ..PLAIN },
            RelatedItem { title: "iPhone", language: Lang::UK, ..PLAIN },
            RelatedItem { title: "iPhone", ..PLAIN },
        ];
        check(&items, 0, &[2, 1]);
    }
}
