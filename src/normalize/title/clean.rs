//! Takes out of a post what is no part of a title: whom it calls, addresses, emoji, marks.

use super::address::{address, bracketed};
use super::marks;
use super::mention::{Mentions, is_subject, without_preposition};
use super::names::{Names, nearby};

/// Cleans the text of a post. Lines stay lines; what is fenced as code goes.
pub(super) fn cleaned(text: &str, names: &Names) -> String {
    let mut out = String::with_capacity(text.len());
    let mut mentions = Mentions::new(names);
    for (at, part) in text.split("```").enumerate() {
        if at % 2 == 0 {
            for line in part.split('\n') {
                self::line(line, &mut mentions, &mut out);
                out.push('\n');
            }
        }
    }
    out
}

fn line(line: &str, mentions: &mut Mentions<'_>, out: &mut String) {
    let line = without_mark(without_bridge(line.trim()));
    let mut rest = line;
    let start = out.len();
    while let Some(c) = rest.chars().next() {
        let before = out[start..].chars().next_back();
        let taken = match c {
            '@' | '＠' => {
                let taken = mentions.at_start(rest, before);
                if taken > 0 && is_subject(&out[start..], &rest[..taken]) {
                    out.push_str(&rest[c.len_utf8()..taken]);
                } else if taken > 0 && !rest[taken..].starts_with(" and ") {
                    without_preposition(start, out);
                }
                taken
            }
            '<' => bracketed(rest, out),
            c if c.is_ascii_alphanumeric() && before.is_none_or(|c| c == ' ' || c == '(') => {
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

/// Cuts `[SOLVED]` off, and the like.
fn without_mark(line: &str) -> &str {
    if line.starts_with(['[', '(', '{']) {
        marks::without_bracket(line).unwrap_or(line)
    } else {
        line
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
