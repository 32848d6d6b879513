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

use std::collections::HashMap;
use std::sync::LazyLock;

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
    Empty,
    Ask,
    Want,
    Problem,
    Thanks,
    Small,
}

/// All cues as a tree of words.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// Returns how many of the tokens, from the first on, are a cue of a kind: the longest that fits.
pub(super) fn longest(cue: Cue, tokens: &[Token<'_>]) -> usize {
    LEXICON.longest(cue, tokens)
}

/// Tells whether a word is a cue of a kind by itself.
pub(super) fn is(cue: Cue, token: &Token<'_>) -> bool {
    longest(cue, std::slice::from_ref(token)) == 1
}

#[derive(Default)]
struct Node {
    next: HashMap<String, usize>,
    /// Starts of words, for `*`.
    starts: Vec<(String, usize)>,
    /// The kinds of cue that end here, a bit each.
    ends: u16,
}

struct Lexicon {
    nodes: Vec<Node>,
}

impl Lexicon {
    fn new() -> Lexicon {
        let mut lexicon = Lexicon { nodes: vec![Node::default()] };
        for cues in ALL {
            let tables = [
                (Cue::Greeting, cues.greetings),
                (Cue::Greeted, cues.greeted),
                (Cue::Filler, cues.fillers),
                (Cue::Empty, cues.empty),
                (Cue::Ask, cues.asks),
                (Cue::Want, cues.wants),
                (Cue::Problem, cues.problems),
                (Cue::Thanks, cues.thanks),
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
        let mut ends = vec![0];
        for place in pattern.split_whitespace() {
            let (place, is_optional) = match place.strip_suffix('?') {
                Some(place) => (place, true),
                None => (place, false),
            };
            let before = ends.clone();
            ends.clear();
            for choice in place.split('/') {
                ends.extend(before.iter().map(|&end| self.follow(end, choice)));
            }
            if is_optional {
                ends.extend(before);
            }
            ends.sort_unstable();
            ends.dedup();
        }
        for end in ends.into_iter().filter(|&end| end > 0) {
            self.nodes[end].ends |= bit(cue);
        }
    }

    /// Returns where a word leads, which may be two as in `what's`.
    fn follow(&mut self, from: usize, word: &str) -> usize {
        let starts = word.ends_with('*');
        let mut at = from;
        for token in tokens(word) {
            let known = match starts {
                true => self.nodes[at].starts.iter().find(|(w, _)| *w == token.word).map(|s| s.1),
                false => self.nodes[at].next.get(&*token.word).copied(),
            };
            let to = known.unwrap_or(self.nodes.len());
            if known.is_none() {
                self.nodes.push(Node::default());
                match starts {
                    true => self.nodes[at].starts.push((token.word.into_owned(), to)),
                    false => {
                        self.nodes[at].next.insert(token.word.into_owned(), to);
                    }
                }
            }
            at = to;
        }
        at
    }

    fn longest(&self, cue: Cue, tokens: &[Token<'_>]) -> usize {
        let (mut longest, mut open) = (0, vec![0]);
        for (at, token) in tokens.iter().enumerate() {
            let mut next: Vec<usize> = Vec::new();
            for node in open.iter().map(|&node| &self.nodes[node]) {
                next.extend(node.next.get(&*token.word));
                let starts = node.starts.iter().filter(|(w, _)| token.word.starts_with(w.as_str()));
                next.extend(starts.map(|(_, to)| *to));
            }
            if next.is_empty() {
                break;
            }
            if next.iter().any(|&node| self.nodes[node].ends & bit(cue) != 0) {
                longest = at + 1;
            }
            open = next;
        }
        longest
    }
}

fn bit(cue: Cue) -> u16 {
    1 << cue as u16
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
            let more = [cues.wants, cues.problems, cues.thanks, cues.small];
            assert!(tables.iter().chain(&more).all(|table| table.split(',').count() >= 8));
        }
    }
}
