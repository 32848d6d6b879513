//! Words, names and values, so that no sign in them means anything.

use super::super::to_markdown::plain_address;
use super::Place;

/// Writes words for a heading, or a line of a list, so that it shows them as they are.
pub fn heading_text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for (at, word) in words.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        for c in word.chars() {
            if "\\`*_[]<>&~#!|".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Writes a link on one line; no sign in its words or its address means anything.
pub fn markdown_link(words: &str, address: &str) -> String {
    format!("[{}]({})", heading_text(words), plain_address(address))
}

/// Quotes a text so that JSON and YAML read it alike, and no comment ends in it.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '>'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Appends words to a line: white space as readers see it, signs as characters. `is_before_link`
/// tells that a link follows.
pub(super) fn push_words(words: &str, place: Place, is_before_link: bool, line: &mut String) {
    let mut all = words.chars().peekable();
    while let Some(c) = all.next() {
        if c.is_ascii_whitespace() {
            if !line.is_empty() && !line.ends_with([' ', '\n']) {
                line.push(' ');
            }
            continue;
        }
        let next = all.peek().copied();
        let is_sign = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '|' => place == Place::Cell,
            // Within words it marks nothing.
            '_' => {
                let is_within = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !(is_within(line.chars().next_back()) && is_within(next))
            }
            '&' => next.is_none_or(|next| next == '#' || next.is_ascii_alphabetic()),
            // An amount is no math.
            '$' => next.is_none_or(|next| !next.is_ascii_digit() && !next.is_ascii_whitespace()),
            // It would make a picture of the link.
            '!' => is_before_link && next.is_none(),
            _ => false,
        };
        if is_sign {
            line.push('\\');
        }
        line.push(c);
    }
}

/// Cuts white space and ends of lines off both ends of a paragraph.
pub(super) fn without_breaks(line: &str) -> &str {
    let (_, words, _) = cut(line);
    words
}

/// Cuts a text into its words, and what stands before and behind that shows nothing.
pub(super) fn cut(text: &str) -> (&str, &str, &str) {
    let mut words = text;
    loop {
        let rest = words.trim_start_matches([' ', '\n']);
        let rest = rest.strip_prefix("\\\n").unwrap_or(rest);
        if rest.len() == words.len() {
            break;
        }
        words = rest;
    }
    let n_before = text.len() - words.len();
    loop {
        let rest = words.trim_end_matches(' ');
        let rest = rest.strip_suffix("\\\n").unwrap_or(rest);
        if rest.len() == words.len() {
            break;
        }
        words = rest;
    }
    (&text[..n_before], words, &text[n_before + words.len()..])
}

/// Takes the meaning from signs that have one at the start of a line.
pub(super) fn starts_escaped(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len() + 8);
    for (at, line) in paragraph.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let line = line.trim_start_matches(' ');
        let sign = sign_at_start(line).unwrap_or(line.len());
        out.push_str(&line[..sign]);
        if sign < line.len() {
            out.push('\\');
            out.push_str(&line[sign..]);
        }
    }
    out
}

/// Finds the sign that would make a line a heading, a list, a quote, a rule or part of a table.
fn sign_at_start(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let after = line.trim_start_matches(first);
    let is_apart = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\\']);
    let is_rule = line.chars().all(|c| "-=:|+ \t\\".contains(c));
    let is_sign = match first {
        '>' | '|' => true,
        '#' => is_apart(after),
        '-' | '+' => is_rule || is_apart(&line[1..]),
        ':' => is_rule || is_apart(&line[1..]),
        '=' => is_rule,
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let rest = &line[digits..];
            let is_item = rest.starts_with(['.', ')']) && is_apart(&rest[1..]);
            return is_item.then_some(digits);
        }
        _ => false,
    };
    is_sign.then_some(0)
}

/// Tells whether a heading would begin a remark of a thread that is written in one file.
pub(super) fn starts_section(heading: &str) -> bool {
    let start = heading.get(.."comment".len());
    start.is_some_and(|start| start.eq_ignore_ascii_case("comment"))
}

/// Writes a block of code; its fence is longer than any within.
pub(super) fn fenced(language: &str, code: &str) -> String {
    let longest = code.lines().map(|line| {
        let line = line.trim_start();
        line.len() - line.trim_start_matches('`').len()
    });
    let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
    format!("{fence}{language}\n{code}\n{fence}")
}

/// Writes code within a line.
pub(super) fn code(words: &str, place: Place) -> String {
    let mut words = words.replace(['\n', '\r', '\t'], " ");
    if place == Place::Cell {
        words = words.replace('|', "\\|");
    }
    let mut longest = 0;
    for run in words.split(|c| c != '`') {
        longest = longest.max(run.len());
    }
    let fence = "`".repeat(longest + 1);
    let is_spaced = words.starts_with(' ') && words.ends_with(' ');
    let pad = if words.starts_with('`') || words.ends_with('`') || is_spaced { " " } else { "" };
    format!("{fence}{pad}{words}{pad}{fence}")
}
