//! Titles that a thread came with: tidied, and told from those that were only made.

use super::super::emoji;
use super::cues::Cue;
use super::marks::without_marks;
use super::names::Names;
use super::pick::Reading;
use super::sentence::sentences;
use super::token::{Token, tokens};
use super::{clean, cues, cut, pick};

/// How a given title stands to the opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It says nothing: "Help", "Question".
    Bare,
    /// It is the start of a sentence, or of the post, cut off.
    Cut,
    /// It is a sentence of the opening.
    Sentence,
}

/// By how much another sentence must say more than the one that makes the title.
const MARGIN: f32 = 3.0;

/// Longer titles say something.
const BARE_WORDS: usize = 6;

/// Takes out of a title what its author did not mean as a part of it; `None` when there is
/// nothing of the kind.
pub(super) fn tidied(title: &str) -> Option<String> {
    let shown = emoji::replace_shortcodes(title);
    let shown = shown.as_deref().unwrap_or(title).trim();
    let bare = without_marks(shown);
    let tidied = bare.as_deref().unwrap_or(shown);
    (tidied != title).then(|| tidied.to_owned())
}

/// Tells whether a title may come from a text in any markup: a first look, which costs little
/// and passes over most of the titles that somebody wrote.
pub(super) fn may_be_made<'t>(
    title: &str,
    mut texts: impl Iterator<Item = &'t str> + Clone,
) -> bool {
    let words = tokens(title);
    if words.len() <= BARE_WORDS && is_bare(&words) {
        return true;
    }
    words.iter().filter(|token| token.word.len() >= 5).all(|token| {
        // Without the first letter, which a title has in capital.
        let first = title[token.start..].chars().next().map_or(0, char::len_utf8);
        let word = &title.as_bytes()[token.start + first..token.end];
        let mut texts = texts.clone();
        texts.any(|text| memchr::memmem::find(text.as_bytes(), word).is_some())
    }) && texts.next().is_some()
}

/// Tells where a title comes from; `None` for one that somebody wrote.
pub(super) fn origin(title: &str, text: &str) -> Option<Origin> {
    let wanted = tokens(title);
    if wanted.is_empty() || is_bare(&wanted) {
        return Some(Origin::Bare);
    }
    let is_cut = title.ends_with('…') || title.ends_with("...");
    let found = tokens(text);
    let whole = run(&found, &wanted);
    // A long word may have been cut within.
    let most = || run(&found, &wanted[..wanted.len() - 1]);
    let is_long = wanted.len() > 3;
    // Some programs cut without a sign, at so many characters.
    let is_start = || title.chars().count() >= SHORTEST_CUT && starts(&found, &wanted);
    match (whole, is_cut) {
        (Some(_), true) => Some(Origin::Cut),
        (None, true) if is_long && most().is_some() => Some(Origin::Cut),
        (Some(at), false) if is_sentence(text, &found, at, wanted.len()) => Some(Origin::Sentence),
        (_, false) if is_start() => Some(Origin::Cut),
        (_, _) => None,
    }
}

/// Shorter titles are not taken for the start of a post that was cut off without a sign.
const SHORTEST_CUT: usize = 50;

/// Tells whether words start a text, the last of them perhaps cut within.
fn starts(found: &[Token<'_>], wanted: &[Token<'_>]) -> bool {
    let mut pairs = found.iter().zip(wanted);
    let n_same = pairs.by_ref().take_while(|(found, wanted)| found.word == wanted.word).count();
    let is_part = || found[n_same].word.starts_with(&*wanted[n_same].word);
    n_same == wanted.len() || n_same + 1 == wanted.len() && n_same < found.len() && is_part()
}

/// Finds words in a row.
fn run(found: &[Token<'_>], wanted: &[Token<'_>]) -> Option<usize> {
    let words =
        |tokens: &[Token<'_>]| tokens.iter().map(|t| t.word.to_string()).collect::<Vec<_>>();
    let (found, wanted) = (words(found), words(wanted));
    found.windows(wanted.len().max(1)).position(|window| window == wanted)
}

/// Tells whether words end where a sentence does; few words must start one, too.
fn is_sentence(text: &str, found: &[Token<'_>], at: usize, len: usize) -> bool {
    let last = at + len - 1;
    let after = found.get(last + 1).map_or(text.len(), |token| token.start);
    let gap = &text[found[last].end..after];
    let ends = gap.contains(['.', '!', '?', '…', '\n', ':', '。', '？']) || after == text.len();
    let before = if at == 0 { 0 } else { found[at - 1].end };
    let lead = &text[before..found[at].start];
    let starts = at == 0 || lead.contains(['.', '!', '?', '…', '\n', '。', '？']);
    ends && (starts || len > 3)
}

/// "Help", "Urgent question!!!", "Hi all": a title of nothing but such words.
fn is_bare(all: &[Token<'_>]) -> bool {
    let mut at = 0;
    while at < all.len() && all.len() <= BARE_WORDS {
        let kinds = [Cue::Empty, Cue::Greeting, Cue::Greeted, Cue::Thanks];
        let longest = kinds.iter().map(|&cue| cues::longest(cue, &all[at..])).max();
        match longest.filter(|&n| n > 0) {
            Some(n) => at += n,
            None => return false,
        }
    }
    at > 0 && at == all.len()
}

/// Returns a better title than one that was made, if the opening holds one.
pub(super) fn improved(
    title: &str,
    from: Origin,
    readings: &[Reading<'_>],
    names: &Names,
) -> Option<String> {
    let best = pick::best(readings)?;
    let made = || Some(cut::titled(&best.words)).filter(|made| !made.is_empty() && made != title);
    match from {
        Origin::Bare => made().filter(|_| best.worth > 0.0),
        Origin::Cut => made(),
        Origin::Sentence => {
            let own = own_reading(title, readings);
            // One that is a sentence is left, unless that says nothing.
            let is_hollow = own.is_some_and(|own| own.is_hollow && best.worth > own.worth + MARGIN);
            let cleaned = clean::cleaned(title, names);
            // "@Marko hi!"
            let words = tokens(&cleaned);
            if is_hollow || words.is_empty() || is_bare(&words) {
                return made();
            }
            if sentences(title).nth(1).is_some() {
                return None;
            }
            let own = own.map(|own| own.words.clone());
            let own = own.or_else(|| Some(pick::read(&cleaned, 0, names)?.words))?;
            // One with as many words differs in marks alone; a longer one would bring back what
            // was taken out, such as a mark in words.
            let is_shorter = tokens(&own).len() < tokens(title).len();
            Some(cut::titled(&own)).filter(|own| is_shorter && !own.is_empty())
        }
    }
}

/// Finds the reading of the sentence that the title is: the longest, where an older maker
/// took two lines for one sentence.
fn own_reading<'r, 't>(title: &str, readings: &'r [Reading<'t>]) -> Option<&'r Reading<'t>> {
    let wanted = tokens(title);
    let is_own = |reading: &&Reading<'_>| {
        let found = tokens(&reading.words);
        run(&wanted, &found).is_some() || run(&found, &wanted).is_some()
    };
    readings.iter().filter(is_own).max_by_key(|reading| reading.words.len())
}
