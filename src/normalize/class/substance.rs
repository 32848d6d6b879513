//! How much a post says that could help somebody.

use std::ops::Range;

use super::clauses::Clause;
use super::context::Context;
use super::cues::Cue;
use super::opening::content_words;
use super::said::{is_asking, is_yes_or_no, says_yes_or_no, tells};
use super::turn::Turn;

/// Weighs what a post says that could help somebody: code, steps, links, advice, length, and
/// words of the opening; what it only asks, wishes or promises counts for nothing.
pub(super) fn substance(turn: &Turn, context: &Context) -> f64 {
    let telling: Vec<&Clause> = turn.clauses.iter().filter(|clause| tells(turn, clause)).collect();
    let n_words: usize = telling.iter().map(|clause| clause.n_words).sum();
    let count = |cue| telling.iter().map(|clause| clause.count(cue)).sum::<usize>();
    let prose = &turn.prose;
    let mut points = 0.0;
    points += (prose.n_code.min(2) as f64) * 0.9;
    points += (prose.n_inline_code.min(3) as f64) * 0.3;
    points += if prose.n_code == 0 { (turn.n_codey.min(4) as f64) * 0.2 } else { 0.0 };
    points += (prose.n_links.min(2) as f64) * 0.5;
    points += (prose.n_items.min(3) as f64) * 0.2;
    points += (count(Cue::Advice).min(5) as f64) * 0.35;
    points += (count(Cue::Suggests).min(2) as f64) * 0.9;
    // "Hold the button": a sentence that begins with what to do.
    points += if turn.n_words <= 25 && telling.iter().any(|clause| orders(turn, clause)) {
        0.6
    } else {
        0.0
    };
    points += (n_words as f64 / 12.0).min(2.0) * 0.5;
    let n_shared = shared(turn, context);
    points += (n_shared.min(3) as f64) * 0.15;
    points -= (turn.count(Cue::Hedge).min(3) as f64) * 0.4;
    points -= if turn.has(Cue::Same) { 0.9 } else { 0.0 };
    if n_words > 0 && context.asks && !context.has_help && !turn.by_asker && !is_only_cheer(turn) {
        // What is said first after a question is said to it.
        points += 0.6;
        if turn.n_words >= 2 && says_yes_or_no(turn) {
            points += 1.1;
        }
    }
    let ends_open = turn.prose.text.ends_with(':')
        && prose.n_code + prose.n_links + prose.n_pictures + prose.n_quotes + prose.n_items == 0;
    // What it leads up to has been lost.
    points -= if ends_open { 0.9 } else { 0.0 };
    // A post that mostly asks says little besides.
    let n_asking: usize = turn.clauses.iter().filter(|c| is_asking(c)).map(|c| c.n_words).sum();
    if n_asking * 2 > turn.n_words && points > 0.0 {
        points *= 0.6;
    }
    let to_others = !turn.mentioned.is_empty() && !turn.mentioned.contains(&0);
    if to_others && !turn.by_asker {
        points -= 0.8;
    }
    points
}

/// Tells whether a clause begins with what to do: a single word of advice, as imperatives are.
fn orders(turn: &Turn, clause: &Clause) -> bool {
    let is_start = |at: &Range<usize>| at.start <= clause.at.start + 1;
    let is_one_word =
        |at: &Range<usize>| turn.folded[at.clone()].chars().all(char::is_alphanumeric);
    clause.n_words >= 3
        && clause.cues.iter().any(|(cue, at)| {
            matches!(cue, Cue::Advice | Cue::Suggests) && is_start(at) && is_one_word(at)
        })
}

fn is_only_cheer(turn: &Turn) -> bool {
    turn.clauses.iter().all(|clause| {
        (clause.has(Cue::Cheer) || clause.has(Cue::Thanks) || clause.n_words == 0)
            && clause.n_words <= 9
            && clause.count(Cue::Advice) == 0
            && !(clause.n_words >= 2 && is_yes_or_no(turn, clause))
    })
}

/// So many words of the opening are counted.
const MAX_SHARED: usize = 3;

/// Counts words of the opening that a post takes up.
pub(super) fn shared(turn: &Turn, context: &Context) -> usize {
    let mut found: [&str; MAX_SHARED] = [""; MAX_SHARED];
    let mut n = 0;
    for word in content_words(&turn.folded).filter(|word| context.subject.contains(*word)) {
        if !found[..n].contains(&word) {
            found[n] = word;
            n += 1;
            if n == MAX_SHARED {
                break;
            }
        }
    }
    n
}
