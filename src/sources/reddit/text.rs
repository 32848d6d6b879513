//! Texts as Reddit writes them: escaped or not, in its own markdown.

use std::borrow::Cow;

use crate::normalize::emoji;
use crate::sources::values::filled;

use super::wire::Thing;

/// How texts are written in a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As they were typed: `raw_json=1`.
    Plain,
    /// With `&amp;`, `&lt;` and `&gt;`, once, as Reddit does by itself.
    Escaped,
}

/// What the texts of one record say of how they are written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// How the HTML beside a text is written: that tells.
    by_html: Option<Form>,
    /// A text has what escaping would have replaced.
    has_plain: bool,
}

impl Signs {
    /// Looks at the texts of one thing.
    pub fn look(&mut self, thing: &Thing<'_>) {
        let html = filled(&thing.body_html).or(filled(&thing.selftext_html));
        let form = html.and_then(|html| match html {
            html if html.starts_with('<') => Some(Form::Plain),
            html if html.starts_with("&lt;") => Some(Form::Escaped),
            _ => None,
        });
        self.by_html = self.by_html.or(form);
        let texts = [&thing.title, &thing.selftext, &thing.body, &thing.link_flair_text];
        self.has_plain |= texts.into_iter().flatten().any(|text| has_plain(&text.0));
    }

    /// What they tell; `None` when nothing does.
    pub fn form(self) -> Option<Form> {
        self.by_html.or(self.has_plain.then_some(Form::Plain))
    }
}

impl Form {
    /// Returns a text as it was typed.
    ///
    /// One pass, so that `&amp;lt;` becomes `&lt;` and no more.
    pub fn typed(self, text: &str) -> Cow<'_, str> {
        if self == Form::Plain || memchr::memchr(b'&', text.as_bytes()).is_none() {
            return Cow::Borrowed(text);
        }
        let mut typed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            typed.push_str(&rest[..at]);
            let (name, sign) = entity(&rest[at..]).unwrap_or(("&", '&'));
            typed.push(sign);
            rest = &rest[at + name.len()..];
        }
        typed.push_str(rest);
        Cow::Owned(typed)
    }
}

/// The characters that Reddit escapes, at the start of a text.
fn entity(text: &str) -> Option<(&'static str, char)> {
    let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')];
    known.into_iter().find(|(name, _)| text.starts_with(name))
}

fn has_plain(text: &str) -> bool {
    let found = memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes());
    found.into_iter().any(|at| !text[at..].starts_with('&') || entity(&text[at..]).is_none())
}

/// Makes CommonMark of Reddit's markdown: spoilers would become quotes, headings need no space,
/// pictures of its keyboard have names of their own, and its editor writes empty paragraphs as
/// the number of a character without width.
pub(super) fn markdown(text: &str) -> String {
    let text = text.replace("&#x200B;", "");
    let is_own = [">!", "![", "#"].iter().any(|sign| text.contains(sign));
    if !is_own {
        return text;
    }
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    let mut fence = None;
    for line in text.split('\n') {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        let is_code = fence.is_some() || line.starts_with("    ") || line.starts_with('\t');
        match (fence, mark) {
            (None, Some(_)) if !is_code => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let is_code = is_code || mark.is_some();
        lines.push(if is_code { Cow::Borrowed(line) } else { shown(&with_space(line)).into() });
    }
    lines.join("\n")
}

/// Sets the signs of a heading apart from its words: `#Fix`.
fn with_space(line: &str) -> Cow<'_, str> {
    let words = line.trim_start_matches('#');
    let n_signs = line.len() - words.len();
    let is_close = (1..=6).contains(&n_signs) && words.starts_with(|c: char| !c.is_whitespace());
    match is_close {
        true => Cow::Owned(format!("{} {words}", &line[..n_signs])),
        false => Cow::Borrowed(line),
    }
}

/// Takes the marks of spoilers out of a line, and puts addresses and words in the place of
/// names of pictures; what is in backticks stays.
fn shown(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for (at, part) in line.split('`').enumerate() {
        if at > 0 {
            text.push('`');
        }
        match at % 2 {
            0 => pictures(&part.replace(">!", "").replace("!<", ""), &mut text),
            _ => text.push_str(part),
        }
    }
    text
}

/// `![gif](giphy|abc123)` is a picture at Giphy, `![img](emote|t5_2qh0y|laughing)` an emoji.
fn pictures(part: &str, text: &mut String) {
    let mut rest = part;
    while let Some(at) = rest.find("![") {
        let (before, picture) = rest.split_at(at);
        text.push_str(before);
        let Some((words, target, after)) = named_picture(&picture[2..]) else {
            text.push_str("![");
            rest = &picture[2..];
            continue;
        };
        let names: Vec<&str> = target.split('|').collect();
        match names.as_slice() {
            ["giphy", id, ..] => text.push_str(&format!("[{words}](https://giphy.com/gifs/{id})")),
            [.., name] => match emoji::from_shortcode(name) {
                shown if shown == *name => text.push_str(words),
                shown => text.push_str(&shown),
            },
            [] => text.push_str(words),
        }
        rest = after;
    }
    text.push_str(rest);
}

/// Splits `gif](giphy|abc123)…` into its words, its name, and what follows.
fn named_picture(text: &str) -> Option<(&str, &str, &str)> {
    let (words, target) = text.split_at(text.find(['[', ']'])?);
    let target = target.strip_prefix("](")?;
    let ends = |c: char| !c.is_ascii_alphanumeric() && !"|_-".contains(c);
    let (name, after) = target.split_at(target.find(ends)?);
    let after = after.strip_prefix(')').filter(|_| name.contains('|'))?;
    Some((words, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_text_is_read_once_and_typed_text_not_at_all() {
        for (text, typed) in [
            ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&amp;amp;", "&amp;"),
            ("&copy; & &ampx &lt", "&copy; & &ampx &lt"),
            ("&ампер", "&ампер"),
            ("", ""),
        ] {
            assert_eq!(Form::Escaped.typed(text), typed);
            assert_eq!(Form::Plain.typed(text), text);
        }
    }

    #[test]
    fn only_typed_text_has_what_escaping_replaces() {
        for text in ["a < b", "x > y", "R&D", "&copy;", "&", "&lt; >"] {
            assert!(has_plain(text), "{text}");
        }
        for text in ["a &lt; b", "R&amp;D", "&amp;copy;", ""] {
            assert!(!has_plain(text), "{text}");
        }
    }

    #[test]
    fn spoilers_are_shown_and_code_stays_as_it_is() {
        for (text, expected) in [
            (">!hold it for ten seconds!<", "hold it for ten seconds"),
            ("So: >!this!< and `a >! b`", "So: this and `a >! b`"),
            ("    a >! b", "    a >! b"),
            ("```\na >!b!<\n```\n>!c!<", "```\na >!b!<\n```\nc"),
            ("> a quote\n\nnext", "> a quote\n\nnext"),
            ("one\n\n&#x200B;\n\ntwo", "one\n\n\n\ntwo"),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }

    #[test]
    fn pictures_of_its_keyboard_are_addresses_and_words() {
        for (text, expected) in [
            ("So ![gif](giphy|ab1|downsized)!", "So [gif](https://giphy.com/gifs/ab1)!"),
            ("![img](emote|t5_2qh0y|heart_eyes) ![img](emote|t5_x|4271)", "😍 img"),
            (
                "![a](https://b.example/c) `![gif](giphy|d)` ![",
                "![a](https://b.example/c) `![gif](giphy|d)` ![",
            ),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }

    #[test]
    fn a_heading_needs_no_space() {
        for (text, expected) in [
            ("#Fix\nHold it.", "# Fix\nHold it."),
            ("###A #b", "### A #b"),
            ("# A\n\\#b\n#######c", "# A\n\\#b\n#######c"),
            ("```\n#!/bin/sh\n```", "```\n#!/bin/sh\n```"),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }
}
