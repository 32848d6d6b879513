//! Where what is meant starts and ends within a sentence: without greeting, lead and thanks.

use super::cues;
use super::cues::Cue;
use super::names::Names;
use super::token::{Token, tokens};
use super::worth::{is_empty, n_content};

/// What stands before what is meant.
pub(super) struct Lead {
    /// The first word that counts.
    pub first: usize,
    /// What follows was to be told: "do you know if".
    pub is_told: bool,
    /// The whole says nothing.
    pub is_empty: bool,
}

/// Finds the first word that is no greeting and leads up to nothing.
pub(super) fn lead(sentence: &str, all: &[Token<'_>], names: &Names) -> Lead {
    let mut lead = Lead { first: 0, is_told: false, is_empty: false };
    // The number of an item.
    if let [number, _, ..] = all
        && number.end <= 2
        && number.word.chars().all(|c| c.is_ascii_digit())
        && sentence[number.end..].starts_with([')', '.'])
    {
        lead.first = 1;
    }
    while lead.first < all.len() {
        let rest = &all[lead.first..];
        lead.is_empty |= is_empty(rest);
        let n_greeting = cues::longest(Cue::Greeting, rest);
        let is_greeting = n_greeting > 0 && cues::longest(Cue::Small, rest) <= n_greeting;
        let n_filler = cues::longest(Cue::Filler, rest);
        let n_aside = cues::longest(Cue::Aside, rest);
        lead.is_empty |= n_aside > 1 && rest.len() <= n_aside + 1;
        // "Maybe a dumb question, but" leads up to the next line.
        lead.is_empty |= n_filler > 1 && rest.len() <= n_filler + 1;
        if is_greeting {
            let from = rest[n_greeting - 1].end;
            lead.first += n_greeting + greeted(sentence, &rest[n_greeting..], from, names);
        } else if n_aside > n_filler && is_aside(sentence, rest, n_aside) {
            lead.first += n_aside;
        } else if n_filler > 0 && says_enough(&rest[n_filler..]) {
            lead.is_told |= n_filler > 1;
            lead.first += n_filler;
        } else if lead.first == 0 && is_called(sentence, rest) {
            lead.first += cues::longest(Cue::Greeted, rest);
        } else if is_thanked(sentence, rest) {
            lead.first += cues::longest(Cue::Thanks, rest);
        } else {
            break;
        }
    }
    lead
}

/// Tells an aside from the same words in a sentence, by the mark or the "but" behind it.
fn is_aside(sentence: &str, rest: &[Token<'_>], n: usize) -> bool {
    if !says_enough(&rest[n..]) {
        return false;
    }
    let gap = &sentence[rest[n - 1].end..rest[n].start];
    gap.contains([',', '.', ':', ';', '!', '-', '–', '—', ')', '\n'])
        || cues::longest(Cue::Filler, &rest[n..]) > 0
}

fn says_enough(rest: &[Token<'_>]) -> bool {
    n_content(rest) >= 1 && rest.len() >= 2
}

/// "Guys, …"
fn is_called(sentence: &str, rest: &[Token<'_>]) -> bool {
    let n = cues::longest(Cue::Greeted, rest);
    n > 0 && sentence[rest[n - 1].end..].trim_start().starts_with([',', '!'])
}

/// "Thank you! …"
fn is_thanked(sentence: &str, rest: &[Token<'_>]) -> bool {
    let n = cues::longest(Cue::Thanks, rest);
    n > 0
        && n < rest.len()
        && sentence[rest[n - 1].end..].starts_with(['!', ',', '.', '-', ' '])
        && !sentence[rest[n - 1].end..].starts_with(char::is_whitespace)
}

/// Counts the words of who is greeted: "all", "dear Kafka experts,", "Olena,".
fn greeted(sentence: &str, rest: &[Token<'_>], from: usize, names: &Names) -> usize {
    let mut n = 0;
    while n < rest.len() {
        let here = if n == 0 { from } else { rest[n - 1].end };
        // Behind a comma or a stop the sentence itself starts.
        let gap = &sentence[here..rest[n].start];
        let more = cues::longest(Cue::Greeted, &rest[n..]);
        if more > 0 {
            n += more;
            continue;
        }
        if gap.contains([',', '.', '!', '\n', '-', '–', ':']) {
            break;
        }
        let name = names.at_start(&sentence[rest[n].start..]);
        if name > 0 {
            let end = rest[n].start + name;
            n += rest[n..].iter().take_while(|token| token.end <= end).count();
            continue;
        }
        break;
    }
    n + called(sentence, rest, if n == 0 { from } else { rest[n - 1].end }, n)
}

/// Counts capitalised words up to a comma: whoever is greeted by name.
fn called(sentence: &str, rest: &[Token<'_>], from: usize, n: usize) -> usize {
    let gap = |at: usize| {
        let here = if at == 0 { from } else { rest[at - 1].end };
        &sentence[here..rest.get(at).map_or(sentence.len(), |token| token.start)]
    };
    for more in 0..=3 {
        let at = n + more;
        let marks = gap(at);
        if marks.contains([',', '!', '\n', ':']) || at == rest.len() {
            return more;
        }
        let token = &rest[at];
        let is_name = sentence[token.start..].starts_with(char::is_uppercase);
        let is_group = cues::longest(Cue::Greeted, &rest[at..]) > 0;
        if !is_group && (!is_name || cues::is(Cue::Small, token)) {
            return 0;
        }
    }
    0
}

/// Finds the end of what is meant: thanks, farewells, and the initials of an agent go.
pub(super) fn tail(sentence: &str, all: &[Token<'_>], first: usize) -> usize {
    let mut last = all.len();
    if let Some(token) = all.last().filter(|_| last > first + 1) {
        let before = sentence[..token.start].chars().next_back();
        let initials = &sentence[token.start..token.end];
        let is_signed = before.is_some_and(|c| matches!(c, '^' | '*'))
            && initials.len() <= 3
            && initials.chars().all(char::is_uppercase);
        last -= usize::from(is_signed);
    }
    while let Some(at) = (first + 1..last).rev().take(6).find(|&at| thanks(sentence, all, at, last))
    {
        last = at;
    }
    last
}

/// Tells whether thanks, or a farewell, stand between two words: "please", "Thanks, John".
fn thanks(sentence: &str, all: &[Token<'_>], at: usize, last: usize) -> bool {
    let n = cues::longest(Cue::Thanks, &all[at..last]);
    let gap = &sentence[all[at - 1].end..all[at].start];
    let is_apart = gap.chars().any(|c| !c.is_whitespace() && !"'\"-(".contains(c));
    if n == 0 || n == last - at {
        return n > 0 && (is_apart || n > 1 || all[at].word.chars().count() >= 5);
    }
    let is_name = |token: &Token<'_>| sentence[token.start..].starts_with(char::is_uppercase);
    is_apart && last - at - n <= 2 && all[at + n..last].iter().all(is_name)
}

/// Tells a sentence that only takes leave.
pub(super) fn is_farewell(sentence: &str, names: &Names) -> bool {
    let all = tokens(sentence);
    let n = cues::longest(Cue::Thanks, &all);
    n > 0 && all.len() <= n + 3 || names.has(sentence)
}

/// Brackets, quotes and signs that belong to the first word.
pub(super) fn with_marks_before(sentence: &str, start: usize, is_first: bool) -> usize {
    let before = &sentence[..start];
    let is_mark = |c: char| {
        !c.is_whitespace() && !c.is_alphanumeric() && !",;:!?.。、-–—·•*>|…)]}".contains(c)
    };
    let kept = before.trim_end_matches(is_mark).len();
    // `.NET`, `--debugger`, `-v` at the start.
    let dotted = before[..kept].ends_with(['.', '-']) && !before.ends_with(' ');
    let sign = before[..kept].trim_end_matches(['.', '-']).len();
    let is_option = sign == 0 || before[..sign].ends_with(char::is_whitespace);
    if is_first && dotted && is_option && kept - sign <= 2 { sign } else { kept }
}

/// Marks that belong to the last word: a `?`, a bracket that was opened, `C++`, `()`.
pub(super) fn with_marks_after(sentence: &str, end: usize) -> usize {
    let after = &sentence[end..];
    let len = after.find(char::is_whitespace).unwrap_or(after.len());
    let marks =
        after[..len].trim_end_matches(['.', '!', ',', ';', ':', '…', '-', '–', '。', '！', '^']);
    end + marks.len()
}
