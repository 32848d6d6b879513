//! Cuts a sentence to the length of a title.

use super::cues;
use super::cues::Cue;
use super::names::nearby;
use super::token::tokens;
use super::worth::opens_question;

/// The longest title made, in characters.
pub(super) const MAX_LENGTH: usize = 90;

/// Shortens a sentence to the length of a title, and starts it with a capital.
pub(super) fn titled(sentence: &str) -> String {
    within(sentence, MAX_LENGTH)
}

/// Shortens a sentence to so many characters, and starts it with a capital.
pub(super) fn within(sentence: &str, room: usize) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let whole = without_lone_quote(words.join(" "));
    let whole = whole.trim_end_matches(['.', '!', ',', ';', ':', '…', ' ', '-', '–']);
    if whole.chars().count() <= room {
        return capital(whole);
    }
    let bare = without_asides(whole);
    if bare.chars().count() <= room {
        return capital(&bare);
    }
    if let Some(end) = asking_end(&bare, room).filter(|end| end.chars().count() <= room) {
        return capital(end);
    }
    match main_clause(&bare, room) {
        Some(clause) if bare.ends_with(['?', '？']) => capital(&format!("{clause}?")),
        Some(clause) => capital(clause),
        None => capital(&shortened(&bare, room)),
    }
}

/// Drops a quote or a bracket whose other half is in another sentence.
fn without_lone_quote(mut text: String) -> String {
    let pairs = [('"', '"'), ('(', ')'), ('[', ']'), ('“', '”'), ('«', '»'), ('„', '“')];
    for (open, close) in pairs {
        let (n_open, n_close) = (text.matches(open).count(), text.matches(close).count());
        let is_lone = if open == close { n_open % 2 == 1 } else { n_open != n_close };
        if is_lone
            && n_open + n_close <= 1
            && let Some(at) = text.find([open, close])
        {
            text.remove(at);
        }
    }
    text.trim().to_owned()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if is_plain(text) => first.to_uppercase().chain(chars).collect(),
        Some(_) | None => text.to_owned(),
    }
}

/// A word of code keeps its form: `iOS`, `read_csv()`, `npm.install`, `eGPU`.
fn is_plain(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default().trim_end_matches([',', ':', '?']);
    word.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, '\'' | '’' | 'ʼ' | '-'))
        || !word.is_ascii()
}

/// Drops what stands in brackets.
fn without_asides(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(" (") {
        let Some(close) = rest[open..].find(')').map(|at| open + at + 1) else { break };
        let is_aside = rest[close..].chars().next().is_none_or(|c| " ,.?!".contains(c));
        let end = if is_aside { open } else { close };
        out.push_str(&rest[..end]);
        rest = &rest[close..];
    }
    out.push_str(rest);
    out
}

/// Returns the question at the end of a long sentence: "…, how do I switch it off?"
pub(super) fn asking_end(text: &str, room: usize) -> Option<&str> {
    if !text.ends_with(['?', '？']) {
        return None;
    }
    let places = text.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | ':' | '–' | '—'));
    let mut ends = places.map(|(at, c)| text[at + c.len_utf8()..].trim_start());
    // A lead may still go from it.
    let most = room + LEAD;
    ends.find_map(|end| {
        if end.len() > most * 4 || end.chars().count() > most {
            return None;
        }
        let found = tokens(end);
        let skipped = found
            .first()
            .map_or(0, |token| usize::from(matches!(&*token.word, "and" | "so" | "but" | "then")));
        let end = &end[found.get(skipped)?.start..];
        let found = &found[skipped..];
        let n_lead = cues::longest(Cue::Filler, found);
        let rest = found.get(n_lead..)?;
        let len = end[rest.first()?.start - found[0].start..].chars().count();
        let n_telling = rest.iter().filter(|token| !cues::is(Cue::Small, token)).count();
        let asks = n_lead > 1 || opens_question(rest);
        (len <= room && n_telling >= 3 && asks).then_some(end)
    })
}

/// How many characters a lead such as "does anyone know" may have.
const LEAD: usize = 30;

/// Cuts a sentence that is too long before the clause that tells why, or gives an example.
pub(super) fn main_clause(text: &str, room: usize) -> Option<&str> {
    let mut longest: Option<&str> = None;
    for (n_chars, (at, c)) in text.char_indices().enumerate().take(room + 1) {
        if n_chars < SHORTEST_CLAUSE || !matches!(c, ',' | ';' | '–' | '—' | ' ') {
            continue;
        }
        let next = tokens(&text[at..at + nearby(&text[at..])]);
        // Without a comma "which" and "as" belong to the word before them.
        let is_cause = next.first().is_some_and(|token| CAUSES.contains(&&*token.word));
        let is_apart = c != ' ' || text[..at].ends_with('-');
        let is_tail = c == ';' || cues::longest(Cue::Tail, &next) > 0 && (is_apart || is_cause);
        // "…, largely because …" has one tail.
        let is_other = longest.is_none_or(|longest| tokens(&text[longest.len()..at]).len() > 2);
        if is_tail && is_other {
            longest = Some(text[..at].trim_end_matches([' ', ',', '-', '–', '—']));
        }
    }
    longest
}

/// Words that open a clause without a comma, too.
const CAUSES: [&str; 4] = ["because", "porque", "parce", "perché"];

/// A clause of fewer characters says too little.
const SHORTEST_CLAUSE: usize = 32;

/// Cuts at a word, and not behind one that leads to the next.
fn shortened(text: &str, room: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(room.saturating_sub(2)) else {
        return text.to_owned();
    };
    let asks = if text.ends_with(['?', '？']) { "?" } else { "" };
    let Some(space) = text[..end].rfind(' ').filter(|space| space * 2 > end) else {
        return format!("{}…{asks}", &text[..end]);
    };
    let mut cut = &text[..space];
    let marks = [',', ';', ':', '-', '–', '(', '.', '"'];
    for _ in 0..4 {
        cut = cut.trim_end_matches(marks).trim_end();
        let Some(last) = cut.rfind(' ').filter(|last| last * 2 > space) else { break };
        let word = tokens(&cut[last..]);
        if !word.first().is_some_and(|token| word.len() == 1 && cues::is(Cue::Small, token)) {
            break;
        }
        cut = &cut[..last];
    }
    format!("{} …{asks}", cut.trim_end_matches(marks).trim_end())
}
