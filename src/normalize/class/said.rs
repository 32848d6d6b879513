//! What a clause does: it asks back, wants something, tells something.

use std::ops::Range;

use super::clauses::Clause;
use super::cues::Cue;
use super::turn::Turn;

/// Tells whether a clause asks something back.
pub(super) fn is_asking(clause: &Clause) -> bool {
    // "Tell us what you have tried" wants to know; "have you tried to tell it" suggests.
    let suggests = || match (first(clause, Cue::Suggests), first(clause, Cue::Wants)) {
        (Some(suggests), Some(wants)) => suggests <= wants,
        (suggests, _) => suggests.is_some(),
    };
    (clause.asks || is_wanting(clause)) && !suggests()
}

/// Where the first phrase of a kind begins.
fn first(clause: &Clause, cue: Cue) -> Option<usize> {
    clause.cues.iter().filter(|(found, _)| *found == cue).map(|(_, at)| at.start).min()
}

/// Tells whether something is wanted of the asker, and not promised in the same breath.
pub(super) fn is_wanting(clause: &Clause) -> bool {
    // "If you still face any issue, let us know": manners at the end of an answer.
    let doubt = first(clause, Cue::Doubt).filter(|_| !clause.asks);
    let is_manner = doubt.is_some_and(|doubt| Some(doubt) < first(clause, Cue::Wants));
    clause.has(Cue::Wants) && (clause.asks || !clause.has(Cue::Holding)) && !is_manner
}

/// Tells whether a clause says something by itself: it neither asks nor thanks nor puts off.
pub(super) fn tells(turn: &Turn, clause: &Clause) -> bool {
    let n_advice = clause.count(Cue::Advice) + clause.count(Cue::Suggests);
    let merry = clause.has(Cue::Cheer) || clause.has(Cue::Greeting);
    let idle = clause.has(Cue::Thanks) || clause.has(Cue::Later);
    // "No, just the value of X": a yes or no with more behind it.
    let is_small = merry && n_advice == 0 && !(clause.n_words >= 2 && is_yes_or_no(turn, clause))
        || idle && n_advice < 2;
    let leads_away = clause.has(Cue::Elsewhere) || clause.has(Cue::Holding);
    let says_little =
        is_small && clause.n_words <= 9 || leads_away && n_advice < 3 && clause.n_words <= 25;
    !says_little && !is_asking(clause)
}

/// Tells whether a post begins with a yes or a no, be it behind a greeting: "Hi Kim, no, ...".
pub(super) fn says_yes_or_no(turn: &Turn) -> bool {
    turn.clauses.first().is_some_and(|clause| is_yes_or_no(turn, clause))
}

/// Words that answer by themselves.
const YES_OR_NO: [&str; 30] = [
    "yes",
    "no",
    "yep",
    "yup",
    "yeah",
    "nope",
    "так",
    "ні",
    "неа",
    "немає",
    "нема",
    "ніяк",
    "никак",
    "да",
    "нет",
    "нету",
    "ja",
    "ne",
    "nein",
    "doch",
    "si",
    "oui",
    "non",
    "sim",
    "nao",
    "tak",
    "nie",
    "ni",
    "jep",
    "jap",
];

pub(super) fn is_yes_or_no(turn: &Turn, clause: &Clause) -> bool {
    let n_greeted = if clause.has(Cue::Greeting) { 3 } else { 0 };
    let mut words = super::words_of(&turn.folded[clause.at.clone()]).take(1 + n_greeted);
    let Some(word) = words.find(|word| YES_OR_NO.contains(word)) else { return false };
    // "No idea", "no problem" and their like are phrases of their own.
    let is_phrase = |at: &Range<usize>| {
        let mut words = super::words_of(&turn.folded[at.clone()]);
        words.next() == Some(word) && words.next().is_some()
    };
    let is_idle = |cue| matches!(cue, Cue::Hedge | Cue::Cheer | Cue::Thanks);
    !clause.cues.iter().any(|(cue, at)| is_idle(*cue) && is_phrase(at))
}
