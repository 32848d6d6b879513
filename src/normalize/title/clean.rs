//! Takes out of a post what is no part of a title: whom it calls, addresses, emoji, marks.

use std::collections::HashSet;

use super::cues;
use super::cues::Cue;
use super::token::tokens;

/// Longer names are none.
const MOST_WORDS: usize = 8;

/// Everybody who writes in a thread, as mentions name them: words in small letters.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: HashSet<String>,
    most_words: usize,
}

impl Names {
    /// Gathers names.
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Names {
        let mut found = Names::default();
        for name in names {
            let words: Vec<String> = words(name).collect();
            if !words.is_empty() && words.len() <= MOST_WORDS {
                found.most_words = found.most_words.max(words.len());
                found.all.insert(words.join(" "));
            }
        }
        found
    }

    /// Returns how many bytes of the text, from its start, are somebody's name.
    pub(super) fn at_start(&self, text: &str) -> usize {
        if self.all.is_empty() {
            return 0;
        }
        let found = tokens(&text[..nearby(text)]);
        if found.first().is_none_or(|token| token.start > 0) {
            return 0;
        }
        let (mut name, mut longest) = (String::new(), 0);
        for token in found.iter().take(self.most_words) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&token.word);
            if self.all.contains(&name) {
                longest = token.end;
            }
        }
        longest
    }

    /// Tells whether a text is nothing but a name.
    pub(super) fn has(&self, text: &str) -> bool {
        self.all.contains(&words(text).collect::<Vec<String>>().join(" "))
    }
}

/// Names are short.
fn nearby(text: &str) -> usize {
    text.char_indices().nth(80).map_or(text.len(), |(at, _)| at)
}

fn words(name: &str) -> impl Iterator<Item = String> {
    tokens(name).into_iter().map(|token| token.word.into_owned())
}

/// Cleans the text of a post. Lines stay lines.
pub(super) fn cleaned(text: &str, names: &Names) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for line in text.split('\n') {
        // Fenced code; what stands on the line of a fence goes with it.
        let n_fences = line.matches("```").count();
        let before = line.split("```").next().unwrap_or_default();
        let kept = match (in_code, n_fences) {
            (false, 0) => line,
            (false, _) => before,
            (true, 0) => "",
            (true, _) => line.rsplit("```").next().unwrap_or_default(),
        };
        in_code ^= n_fences % 2 == 1;
        if n_fences > 1 && !in_code {
            let outside: Vec<&str> = line.split("```").step_by(2).collect();
            self::line(&outside.join(" "), names, &mut out);
        } else {
            self::line(kept, names, &mut out);
        }
        out.push('\n');
    }
    out
}

fn line(line: &str, names: &Names, out: &mut String) {
    let line = without_bridge(line.trim());
    let mut rest = line;
    let start = out.len();
    while let Some(c) = rest.chars().next() {
        let before = out[start..].chars().next_back();
        let taken = match c {
            '@' | '＠' => {
                let taken = mention(rest, before, names);
                if taken > 0 {
                    without_preposition(start, &rest[taken..], out);
                }
                taken
            }
            '<' => bracketed(rest, out),
            'h' | 'H' | 'w' | 'W' if before.is_none_or(|c| !c.is_alphanumeric()) => {
                address(rest, out)
            }
            ':' => shortcode(rest, before),
            '#' => hash(rest, before),
            '`' => 1,
            '*' | '_' | '~' => emphasis(rest, before),
            c if is_emoji(c) => c.len_utf8(),
            _ => 0,
        };
        if taken > 0 {
            if c != '`' && c != '#' && !matches!(c, '*' | '_' | '~') {
                push_space(start, out);
            }
            rest = &rest[taken..];
            continue;
        }
        match c.is_whitespace() {
            true => push_space(start, out),
            false => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    let kept = start + out[start..].trim_end().len();
    out.truncate(kept);
    without_hashtags(line, start, out);
}

fn push_space(start: usize, out: &mut String) {
    if out.len() > start && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Cuts `[discord] <nick>` off, by which a bridge says who writes, and `<nick>` alone.
fn without_bridge(line: &str) -> &str {
    let inner = |text: &str, open: char, close: char| {
        let end = text.strip_prefix(open)?.find(close)? + 1;
        (end <= 40 && text.is_char_boundary(end))
            .then(|| (text[1..end].to_owned(), end + close.len_utf8()))
    };
    let bracket = inner(line, '[', ']').filter(|(name, _)| name.chars().all(char::is_alphanumeric));
    let rest = bracket.as_ref().map_or(line, |(_, end)| line[*end..].trim_start());
    let is_nick = |name: &str| {
        !name.contains("://")
            && !name.starts_with(['@', '#', '/', '!'])
            && !name.contains(['=', '('])
    };
    match inner(rest, '<', '>').filter(|(name, _)| is_nick(name)) {
        Some((_, end)) if bracket.is_some() => rest[end..].trim_start(),
        Some(_) | None => line,
    }
}

/// Returns the length of a mention, with the rest of a name and a `:` or `,` behind it.
fn mention(text: &str, before: Option<char>, names: &Names) -> usize {
    let sign = text.chars().next().map_or(0, char::len_utf8);
    let name = &text[sign..];
    let is_in_word = before.is_some_and(|c| c.is_alphanumeric() || "./_-\"'".contains(c));
    if is_in_word || !name.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return 0;
    }
    let known = names.at_start(name);
    let handle = name.find(|c: char| !(c.is_alphanumeric() || "_-.".contains(c)));
    let handle = name[..handle.unwrap_or(name.len())].trim_end_matches(['.', '-']);
    let after = &name[handle.len().max(known)..];
    // A package, a call: `@angular/core`, `@Input()`.
    if known == 0 && after.starts_with(['/', '(', '=', '@']) {
        return 0;
    }
    let end = match known {
        0 => handle.len() + surname(handle, &name[handle.len()..]),
        known => known,
    };
    let after = &name[end..];
    let owns = ["'s", "’s"].iter().find(|own| after.starts_with(**own)).map_or(0, |own| own.len());
    let sign_after = after[owns..].starts_with([':', ',']);
    sign + end + owns + usize::from(sign_after)
}

/// Drops what led to a mention: `cc`, "the new version *of* @lumo".
fn without_preposition(start: usize, after: &str, out: &mut String) {
    const LEAD: [&str; 21] = [
        "cc", "of", "at", "to", "from", "via", "with", "by", "for", "ask", "tagging", "від", "до",
        "для", "от", "для", "od", "za", "von", "de", "di",
    ];
    let written = out[start..].trim_end();
    let last = written.rsplit(' ').next().unwrap_or_default();
    let is_lead = LEAD.contains(&last.trim_end_matches(':').to_lowercase().as_str());
    if is_lead && !after.trim_start().starts_with("and ") {
        out.truncate(start + written.len() - last.len());
    }
}

/// Returns the length of the second word of a name that nobody in the thread has: only
/// where what follows shows that it is none of the sentence.
fn surname(handle: &str, after: &str) -> usize {
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && word.chars().count() > 1
            && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
    };
    let Some(rest) = after.strip_prefix(' ').filter(|_| is_name(handle)) else { return 0 };
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "-'’".contains(c)));
    let (word, later) = rest.split_at(end.unwrap_or(rest.len()));
    let found = tokens(word);
    let says = |cue| found.first().is_some_and(|token| cues::is(cue, token));
    if !is_name(word)
        || says(Cue::Small)
        || says(Cue::Ask)
        || says(Cue::Greeting)
        || says(Cue::Thanks)
    {
        return 0;
    }
    let next = tokens(&later[..nearby(later)]);
    let starts = |cue| cues::longest(cue, &next) > 0;
    let pronoun = next.first().is_some_and(|token| {
        matches!(
            &*token.word,
            "i" | "we" | "my" | "our" | "please" | "maybe" | "you" | "я" | "ми" | "мы"
        )
    });
    let calls_on =
        later.trim_start().starts_with(['@', ',', ':', '!', '?']) || later.trim().is_empty();
    let opens = pronoun || starts(Cue::Greeting) || starts(Cue::Filler) || starts(Cue::Thanks);
    let asks = next.first().is_some_and(|token| {
        matches!(&*token.word, "how" | "why" | "what" | "where" | "when" | "which" | "who" | "as")
    });
    if calls_on || opens || asks { 1 + word.len() } else { 0 }
}

/// `<@U123>`, `<#C1|help>`, `<https://…|label>`, `<https://…>`: of links with a label that.
fn bracketed(text: &str, out: &mut String) -> usize {
    let Some(end) = text.find('>').filter(|&end| end <= 400) else { return 0 };
    let inner = &text[1..end];
    if inner.starts_with(['@', '!', '#']) && !inner.contains(char::is_whitespace) {
        return end + 1;
    }
    if !inner.starts_with("http") || inner.contains(char::is_whitespace) {
        return 0;
    }
    match inner.split_once('|') {
        Some((_, label)) => out.push_str(label),
        None => {
            address(inner, out);
        }
    }
    end + 1
}

/// Shortens an address to its host, where it stands within a sentence; else it goes.
fn address(text: &str, out: &mut String) -> usize {
    let lower = text.get(..8.min(text.len())).map(str::to_ascii_lowercase).unwrap_or_default();
    let bare = ["https://", "http://", "www."].iter().find(|start| lower.starts_with(**start));
    let Some(start) = bare else { return 0 };
    let len = text.find(|c: char| c.is_whitespace() || "<>\"|".contains(c)).unwrap_or(text.len());
    let len = text[..len].trim_end_matches(['.', ',', ')', '?', '!', ':', ';', '\'']).len();
    if len <= start.len() {
        return 0;
    }
    let host = text[start.len()..len].split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let rest = text[len..].trim_start();
    let is_within = out.ends_with(|c: char| c == ' ' || c == '(')
        && !out.trim_end().ends_with([':', '.', '!', '?', '-', '>'])
        && rest.starts_with(char::is_alphanumeric);
    if is_within {
        out.push_str(host);
    }
    len
}

/// `:wave:`, in no word and no number.
fn shortcode(text: &str, before: Option<char>) -> usize {
    if before.is_some_and(|c| c.is_alphanumeric() || c == ':') {
        return 0;
    }
    let Some(end) = text[1..].find(':').map(|at| at + 1).filter(|&end| end <= 48) else { return 0 };
    let name = &text[1..end];
    let is_name = name.len() > 1
        && name.bytes().any(|b| b.is_ascii_alphabetic() || b == b'+')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-+".contains(&b));
    let after = text[end + 1..].chars().next();
    let is_apart = after.is_none_or(|c| c.is_whitespace() || c == ':' || c.is_ascii_punctuation());
    if is_name && is_apart { end + 1 } else { 0 }
}

/// The sign of a hashtag, whose word stays; not that of `#1` or `C#`.
fn hash(text: &str, before: Option<char>) -> usize {
    let is_apart = before.is_none_or(char::is_whitespace);
    usize::from(is_apart && text[1..].starts_with(char::is_alphabetic))
}

/// Marks around words: `*bold*`, `_so_`, `~gone~`.
fn emphasis(text: &str, before: Option<char>) -> usize {
    let mark = &text[..1];
    let rest = text[..nearby(text)].trim_start_matches(mark);
    let len = nearby(text) - rest.len();
    let apart = |c: char| !c.is_alphanumeric() && !"_*/".contains(c);
    let opens = before.is_none_or(apart)
        && rest.starts_with(char::is_alphanumeric)
        && rest.match_indices(mark).any(|(at, _)| {
            let after = rest[at..].trim_start_matches(mark).chars().next();
            rest[..at].ends_with(|c: char| !c.is_whitespace()) && after.is_none_or(apart)
        });
    let closes = before.is_some_and(|c| !c.is_whitespace() && c != '(' && c != '/')
        && rest.chars().next().is_none_or(|c| c.is_whitespace() || ",.!?:;)".contains(c));
    let is_word_sign = mark == "_" && rest.starts_with('(');
    if len <= 3 && (opens || closes) && !is_word_sign { len } else { 0 }
}

/// Drops a run of hashtags at the end: behind a finished sentence, or of two or more.
fn without_hashtags(line: &str, start: usize, out: &mut String) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_tag = |word: &&&str| {
        word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic))
            || word.starts_with("http")
    };
    let n_last = words.iter().rev().take_while(is_tag).count();
    let tags = words[words.len() - n_last..].iter().filter(|word| word.starts_with('#'));
    let n_tags = tags.clone().count();
    let before = words[..words.len() - n_last].last().copied().unwrap_or_default();
    let is_finished = before.ends_with(['.', '!', '?', '…']);
    if n_tags == 0 || n_last == words.len() || (n_tags < 2 && !is_finished) {
        return;
    }
    for tag in tags.rev() {
        let kept =
            out[start..].trim_end().strip_suffix(&tag[1..]).map(|rest| rest.trim_end().len());
        if let Some(kept) = kept {
            out.truncate(start + kept);
        }
    }
}

/// Tells pictures and the signs that colour and join them.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}'
        | '\u{2b00}'..='\u{2bff}' | '\u{e0020}'..='\u{e007f}' | '\u{20e3}')
}
