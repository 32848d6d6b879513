//! The characters of a markup that readers see, each with the bytes that make it, so that
//! words can be taken out of it.

use std::ops::Range;

use crate::model::{Markup, Syntax};

/// Stands for where bold words start or end.
pub(super) const BOLD: char = '\u{1}';

/// A character that is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub c: char,
    /// Its bytes in the markup.
    pub bytes: Range<usize>,
}

/// Returns the first characters of a markup that are seen, `most` of them.
///
/// Lines are ended by `\n`. Of markdown only escapes and bold words are read.
pub(super) fn shown(markup: &Markup, most: usize) -> Vec<Shown> {
    let text = markup.text.as_str();
    let (mut chars, mut at) = (Vec::new(), 0);
    while let Some(c) = text[at..].chars().next().filter(|_| chars.len() < most) {
        let (seen, len) = match (markup.syntax, c) {
            (Syntax::Html, '<') => tag(&text[at..]),
            (Syntax::Html | Syntax::Markdown(_), '&') => entity(&text[at..]),
            (Syntax::Markdown(_), '\\') => match text[at + 1..].chars().next() {
                Some(next) if next.is_ascii_punctuation() => (Some(next), 2),
                _ => (Some('\\'), 1),
            },
            (Syntax::Markdown(_), '*') if text[at..].starts_with("**") => (Some(BOLD), 2),
            _ => (Some(c), c.len_utf8()),
        };
        if let Some(c) = seen {
            chars.push(Shown { c, bytes: at..at + len });
        }
        at += len;
    }
    chars
}

/// Returns the markup's text without some of its characters.
pub(super) fn cut(markup: &Markup, taken: &[Shown]) -> String {
    let text = markup.text.as_str();
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for shown in taken {
        rest.push_str(&text[at..shown.bytes.start]);
        at = shown.bytes.end;
    }
    rest.push_str(&text[at..]);
    rest
}

/// Reads a tag: what is seen of it, and how many bytes it has.
fn tag(text: &str) -> (Option<char>, usize) {
    let Some(end) = text.find('>') else { return (Some('<'), 1) };
    let seen = match &text[..=end] {
        "<strong>" | "</strong>" | "<b>" | "</b>" => Some(BOLD),
        "<br>" | "</p>" | "</li>" | "</pre>" | "</blockquote>" => Some('\n'),
        _ => None,
    };
    (seen, end + 1)
}

/// Reads an entity that our own conversions write: by number, or one of four names.
fn entity(text: &str) -> (Option<char>, usize) {
    const NAMED: [(&str, char); 4] = [("lt", '<'), ("gt", '>'), ("amp", '&'), ("quot", '"')];
    let end = text.bytes().take(10).position(|byte| byte == b';');
    let Some((end, name)) = end.and_then(|end| Some((end, text.get(1..end)?))) else {
        return (Some('&'), 1);
    };
    let by_number = || {
        let digits = name.strip_prefix('#')?;
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        char::from_u32(number.ok()?)
    };
    let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    named.or_else(by_number).map_or((Some('&'), 1), |c| (Some(c), end + 1))
}
