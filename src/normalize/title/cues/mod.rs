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

use std::borrow::Cow;
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

/// The cues by kind.
static LEXICON: LazyLock<[Patterns; 9]> = LazyLock::new(|| {
    let mut lexicon: [Patterns; 9] = Default::default();
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
            table.split(',').for_each(|pattern| lexicon[cue as usize].add(pattern));
        }
    }
    lexicon
});

/// Returns how many of the tokens, from the first on, are a cue of a kind: the longest that fits.
pub(super) fn longest(cue: Cue, tokens: &[Token<'_>]) -> usize {
    LEXICON[cue as usize].longest(tokens)
}

/// Tells whether a word is a cue of a kind by itself.
pub(super) fn is(cue: Cue, token: &Token<'_>) -> bool {
    longest(cue, std::slice::from_ref(token)) == 1
}

/// The patterns of one kind: a state for each place within one, so that a pattern takes as much
/// room as it is long, however many forms it stands for.
#[derive(Default)]
struct Patterns {
    /// Where the first words lead.
    first: FxHashMap<Cow<'static, str>, Vec<usize>>,
    /// Where starts of first words lead, for `*`.
    first_starts: Vec<Step>,
    states: Vec<State>,
}

/// What may follow at a place within a pattern.
#[derive(Default)]
struct State {
    next: Vec<Step>,
    /// A cue ends here.
    ends: bool,
}

/// A word, and the state that it leads to.
struct Step {
    word: Cow<'static, str>,
    /// It is the start of a word, for `*`.
    goes_on: bool,
    to: usize,
}

impl Step {
    fn fits(&self, word: &str) -> bool {
        if self.goes_on { word.starts_with(&*self.word) } else { word == self.word }
    }
}

impl Patterns {
    /// Adds all that a pattern stands for.
    fn add(&mut self, pattern: &'static str) {
        // Where its words may go on from; `None` is its beginning.
        let mut open = vec![None];
        for place in pattern.split_whitespace() {
            let (place, mut is_optional) = match place.strip_suffix('?') {
                Some(place) => (place, true),
                None => (place, false),
            };
            let to = self.state();
            for word in place.split('/') {
                // A sign such as `&` is no word.
                is_optional |= !self.lead(&open, word, to);
            }
            if !is_optional {
                open.clear();
            }
            open.push(Some(to));
        }
        for end in open.into_iter().flatten() {
            self.states[end].ends = true;
        }
    }

    fn state(&mut self) -> usize {
        self.states.push(State::default());
        self.states.len() - 1
    }

    /// Lets a word lead from some states to another. It may be two, as in `what's`, or none.
    fn lead(&mut self, open: &[Option<usize>], word: &'static str, to: usize) -> bool {
        let goes_on = word.ends_with('*');
        let tokens = tokens(word);
        let mut from = open.to_vec();
        for (at, token) in tokens.iter().enumerate() {
            let to = if at + 1 == tokens.len() { to } else { self.state() };
            for from in from {
                self.step(from, Step { word: token.word.clone(), goes_on, to });
            }
            from = vec![Some(to)];
        }
        !tokens.is_empty()
    }

    fn step(&mut self, from: Option<usize>, step: Step) {
        match from {
            Some(from) => self.states[from].next.push(step),
            None if step.goes_on => self.first_starts.push(step),
            None => self.first.entry(step.word).or_default().push(step.to),
        }
    }

    fn longest(&self, tokens: &[Token<'_>]) -> usize {
        let Some((first, rest)) = tokens.split_first() else { return 0 };
        let mut open = self.first.get(&*first.word).cloned().unwrap_or_default();
        let starts = self.first_starts.iter().filter(|step| step.fits(&first.word));
        open.extend(starts.map(|step| step.to));
        let (mut longest, mut n) = (0, 1);
        for token in rest.iter().map(Some).chain([None]) {
            if open.iter().any(|&state| self.states[state].ends) {
                longest = n;
            }
            let Some(token) = token.filter(|_| !open.is_empty()) else { break };
            let steps = open.iter().flat_map(|&state| &self.states[state].next);
            let mut next: Vec<usize> =
                steps.filter(|step| step.fits(&token.word)).map(|step| step.to).collect();
            // Several words may lead to the same place.
            next.sort_unstable();
            next.dedup();
            open = next;
            n += 1;
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
    fn places_are_left_out_and_words_are_parts_of_words() {
        let mut patterns = Patterns::default();
        patterns.add("can/could you? please? help");
        patterns.add("what's new & old");
        patterns.add("crash*");
        let longest = |text: &str| patterns.longest(&tokens(text));
        for (text, n_words) in [
            ("can help", 2),
            ("Could you please help me", 4),
            ("can please you help", 0),
            ("could you", 0),
            ("what is new old", 4),
            ("crashed", 1),
            ("cras", 0),
            ("", 0),
        ] {
            assert_eq!(longest(text), n_words, "{text}");
        }
    }

    #[test]
    fn a_pattern_takes_as_much_room_as_it_is_long() {
        let n_states: usize = LEXICON.iter().map(|patterns| patterns.states.len()).sum();
        let of_cues = |cues: &Cues| {
            let first = [cues.greetings, cues.greeted, cues.fillers, cues.empty, cues.asks];
            let tables = first.into_iter().chain([cues.wants, cues.problems]);
            let tables = tables.chain([cues.thanks, cues.small]);
            tables.map(|table| table.split([' ', ',', '/', '\'']).count()).sum::<usize>()
        };
        assert!(n_states <= ALL.iter().map(|cues| of_cues(cues)).sum::<usize>());
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
