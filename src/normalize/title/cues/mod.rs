//! Words that tell greetings from questions and questions from reports, per language.
//!
//! Pattern by pattern: `a/one quick? question` stands for "a question", "one quick question" and
//! so on, and a word that ends with `*` for all words with that start. The tables of all
//! languages are read as one, since people mix them and short posts do not tell theirs.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod pl;
mod pt;
mod ru;
mod sl;
mod uk;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::token::{Token, tokens};

pub(super) use en::{AUXILIARIES, SUBJECTS, WHETHER};

/// The cues of a language.
struct Cues {
    /// Greetings.
    greetings: &'static str,
    /// Who is greeted; such words go with a greeting.
    greeted: &'static str,
    /// What leads up to a question and may go without loss.
    fillers: &'static str,
    /// What is said to be polite, or of oneself, and leads up to nothing.
    asides: &'static str,
    /// Sentences that say nothing of the problem.
    empty: &'static str,
    /// How questions start.
    asks: &'static str,
    /// How wishes start.
    wants: &'static str,
    /// Words that name a problem.
    problems: &'static str,
    /// Thanks and farewells at the end.
    thanks: &'static str,
    /// What opens a clause that a title can do without: why, and such as.
    tails: &'static str,
    /// Words that say little.
    small: &'static str,
}

const ALL: [&Cues; 10] = [
    &en::ENGLISH,
    &uk::UKRAINIAN,
    &ru::RUSSIAN,
    &sl::SLOVENIAN,
    &de::GERMAN,
    &es::SPANISH,
    &fr::FRENCH,
    &pt::PORTUGUESE,
    &pl::POLISH,
    &it::ITALIAN,
];

/// What words may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Greeting,
    Greeted,
    Filler,
    Aside,
    Empty,
    Ask,
    Want,
    Problem,
    Thanks,
    Tail,
    Small,
}

/// How many kinds there are.
const KINDS: usize = Cue::Small as usize + 1;

/// All cues, by their first words.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// Returns how many of the tokens, from the first on, are a cue of a kind: the longest that fits.
pub(super) fn longest(cue: Cue, tokens: &[Token<'_>]) -> usize {
    LEXICON.longest(cue, tokens)
}

/// Tells whether a word is a cue of a kind by itself.
pub(super) fn is(cue: Cue, token: &Token<'_>) -> bool {
    longest(cue, std::slice::from_ref(token)) == 1
}

/// A place within a pattern: the words that lead on from it.
#[derive(Default)]
struct Node {
    next: Vec<Step>,
    /// A cue ends here.
    ends: bool,
}

struct Step {
    word: String,
    /// Any word with this start will do.
    is_start: bool,
    to: usize,
}

impl Step {
    fn takes(&self, word: &str) -> bool {
        if self.is_start { word.starts_with(&*self.word) } else { word == self.word }
    }
}

/// The patterns, each a chain of places. They are found by kind and first word.
#[derive(Default)]
struct Lexicon {
    nodes: Vec<Node>,
    first: [FxHashMap<String, Vec<usize>>; KINDS],
    /// First words of which only the start is given, by their first letter.
    starts: [FxHashMap<char, Vec<(String, usize)>>; KINDS],
}

impl Lexicon {
    fn new() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for cues in ALL {
            let tables = [
                (Cue::Greeting, cues.greetings),
                (Cue::Greeted, cues.greeted),
                (Cue::Filler, cues.fillers),
                (Cue::Aside, cues.asides),
                (Cue::Empty, cues.empty),
                (Cue::Ask, cues.asks),
                (Cue::Want, cues.wants),
                (Cue::Problem, cues.problems),
                (Cue::Thanks, cues.thanks),
                (Cue::Tail, cues.tails),
                (Cue::Small, cues.small),
            ];
            for (cue, table) in tables {
                table.split(',').for_each(|pattern| lexicon.add(cue, pattern));
            }
        }
        lexicon
    }

    /// Adds all that a pattern stands for.
    fn add(&mut self, cue: Cue, pattern: &str) {
        // `None` is before the first word.
        let mut ends = vec![None];
        for place in pattern.split_whitespace() {
            let (place, is_optional) = match place.strip_suffix('?') {
                Some(place) => (place, true),
                None => (place, false),
            };
            let to = self.node();
            for choice in place.split('/') {
                ends.iter().for_each(|&end| self.lead(cue, end, choice, to));
            }
            if !is_optional {
                ends.clear();
            }
            ends.push(Some(to));
        }
        for end in ends.into_iter().flatten() {
            self.nodes[end].ends = true;
        }
    }

    fn node(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    /// Leads from one place to the next by a word, which may be two as in `what's`.
    fn lead(&mut self, cue: Cue, from: Option<usize>, choice: &str, to: usize) {
        let is_start = choice.ends_with('*');
        let words = tokens(choice);
        let mut from = from;
        for (at, token) in words.iter().enumerate() {
            let to = if at + 1 == words.len() { to } else { self.node() };
            let word = token.word.to_string();
            match from {
                Some(from) => self.nodes[from].next.push(Step { word, is_start, to }),
                None if is_start => {
                    let first = word.chars().next().unwrap_or_default();
                    self.starts[cue as usize].entry(first).or_default().push((word, to));
                }
                None => self.first[cue as usize].entry(word).or_default().push(to),
            }
            from = Some(to);
        }
    }

    fn longest(&self, cue: Cue, tokens: &[Token<'_>]) -> usize {
        let Some(first) = tokens.first() else { return 0 };
        let whole = self.first[cue as usize].get(&*first.word).into_iter().flatten().copied();
        let letter = first.word.chars().next().unwrap_or_default();
        let starts = self.starts[cue as usize].get(&letter).into_iter().flatten();
        let starts = starts.filter(|(start, _)| first.word.starts_with(start.as_str()));
        let mut open: Vec<usize> = whole.chain(starts.map(|(_, to)| *to)).collect();
        let mut longest = 0;
        for at in 1..=tokens.len() {
            if open.iter().any(|&node| self.nodes[node].ends) {
                longest = at;
            }
            let Some(token) = tokens.get(at).filter(|_| !open.is_empty()) else { break };
            let steps = open.iter().flat_map(|&node| &self.nodes[node].next);
            let mut next: Vec<usize> =
                steps.filter(|step| step.takes(&token.word)).map(|step| step.to).collect();
            next.sort_unstable();
            next.dedup();
            open = next;
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cue: Cue, text: &str, n_words: usize) {
        assert_eq!(longest(cue, &tokens(text)), n_words, "{text}");
    }

    #[test]
    fn patterns_stand_for_all_their_forms() {
        check(Cue::Filler, "a question about lamps", 2);
        check(Cue::Filler, "One quick question: where", 3);
        check(Cue::Empty, "What's the problem", 4);
        check(Cue::Problem, "не працює", 2);
        check(Cue::Problem, "napako javlja", 1);
        check(Cue::Greeting, "highlight", 0);
    }

    #[test]
    fn every_language_has_every_kind() {
        for cues in ALL {
            let tables = [cues.greetings, cues.greeted, cues.fillers, cues.empty, cues.asks];
            let more =
                [cues.asides, cues.tails, cues.wants, cues.problems, cues.thanks, cues.small];
            assert!(tables.iter().chain(&more).all(|table| table.split(',').count() >= 8));
        }
    }
}
