//! Cuts a sentence to the length of a title.

use super::cues;
use super::cues::Cue;
use super::token::tokens;
use super::worth::opens_question;

/// The longest title made, in characters.
pub(super) const LONGEST: usize = 90;

/// Shortens a sentence to the length of a title, and starts it with a capital.
pub(super) fn titled(sentence: &str) -> String {
    within(sentence, LONGEST)
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
    match asking_end(&bare, room) {
        Some(end) => capital(end),
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
fn asking_end(text: &str, room: usize) -> Option<&str> {
    if !text.ends_with(['?', '？']) {
        return None;
    }
    let places = text.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | ':' | '–' | '—'));
    places.map(|(at, c)| text[at + c.len_utf8()..].trim_start()).find_map(|end| {
        let found = tokens(end);
        let skipped = found
            .first()
            .map_or(0, |token| usize::from(matches!(&*token.word, "and" | "so" | "but" | "then")));
        let end = &end[found.get(skipped)?.start..];
        let found = &found[skipped..];
        let n_telling = found.iter().filter(|token| !cues::is(Cue::Small, token)).count();
        let fits = end.chars().count() <= room && n_telling >= 3;
        (fits && opens_question(found)).then_some(end)
    })
}

/// Cuts at a word, and not behind one that leads to the next.
fn shortened(text: &str, room: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(room.saturating_sub(2)) else { return text.to_owned() };
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
