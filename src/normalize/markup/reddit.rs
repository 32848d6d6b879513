//! What Reddit has beyond CommonMark: spoilers, pictures of its keyboard, raised words.
//!
//! Spoilers are shown. A raised word, `x^2` or `^(so small)`, has marks in the place of its
//! signs, which are elements once the parser has written its HTML. Linear in the text.

use std::borrow::Cow;

use crate::normalize::emoji;

/// Stand for `^`, for the brackets that hold what is raised, and for the end of a raised word:
/// [`clean`](super::clean) takes such characters out of every post.
const RAISED: char = '\u{5}';
const OPEN: char = '\u{6}';
const CLOSE: char = '\u{7}';
const END: char = '\u{8}';

/// Words are raised no higher than this, each sign above the one before it.
const HIGHEST: usize = 8;

/// Hosts of pictures that people put into their posts.
const PICTURES: [&str; 2] = ["https://preview.redd.it/", "https://i.redd.it/"];

/// Makes CommonMark of Reddit's markdown: spoilers would become quotes, headings need no space,
/// pictures have names of their own, and its editor writes empty paragraphs as the number of
/// a character without width.
pub(super) fn commonmark(text: &str) -> Cow<'_, str> {
    let is_own = |sign: &&str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if ![">!", "![", "#", "redd.it/"].iter().any(is_own) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&#x200B;", "");
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    for (line, is_code) in with_code(&text) {
        lines.push(if is_code { Cow::Borrowed(line) } else { shown(&with_space(line)).into() });
    }
    Cow::Owned(lines.join("\n"))
}

/// The lines of a text, and whether each is code.
fn with_code(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut fence = None;
    text.split('\n').map(move |line| {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        let is_code = fence.is_some() || line.starts_with("    ") || line.starts_with('\t');
        match (fence, mark) {
            (None, Some(_)) if !is_code => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        (line, is_code || mark.is_some())
    })
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

/// Takes the marks of spoilers out of a line, and puts pictures, addresses and words in the
/// place of names of pictures; what is in backticks stays.
fn shown(line: &str) -> String {
    if let Some(picture) = lone_picture(line.trim()) {
        return picture;
    }
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

/// A line that is the address of a picture, or a link to one, shows it.
fn lone_picture(line: &str) -> Option<String> {
    let (words, address) = match line.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(')')?.split_once("](")?,
        None => ("", line),
    };
    let is_one = PICTURES.iter().any(|start| address.starts_with(start));
    let is_plain = !address.contains(|c: char| c.is_whitespace() || "<>()[]".contains(c));
    let words = if words.contains("://") { "" } else { words };
    (is_one && is_plain && !words.contains(['[', ']'])).then(|| format!("![{words}]({address})"))
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

/// Puts marks in the place of the signs that raise words.
pub(super) fn with_marks(text: &str) -> Cow<'_, str> {
    if !text.contains('^') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (at, (line, is_code)) in with_code(text).enumerate() {
        if at > 0 {
            out.push('\n');
        }
        match is_code || !line.contains('^') {
            true => out.push_str(line),
            false => mark(line, &mut out),
        }
    }
    Cow::Owned(out)
}

/// A piece of a line that is looked at as a whole.
fn step(line: &str, at: usize) -> usize {
    let rest = &line[at..];
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let starts_word = || !line[..at].ends_with(|c: char| c.is_alphanumeric());
    match rest.as_bytes() {
        [b'\\', ..] => first + rest[first..].chars().next().map_or(0, char::len_utf8),
        [b'`', ..] => rest[1..].find('`').map_or(1, |len| len + 2),
        [b']', b'(', ..] => 2 + target(&rest[2..]),
        [b'h', b't', b't', b'p', ..] if starts_word() && is_address(rest) => target(rest),
        _ => first,
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The length of an address: up to white space, or a bracket that it does not open.
fn target(text: &str) -> usize {
    let mut n_open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => n_open += 1,
            ')' if n_open == 0 => return at,
            ')' => n_open -= 1,
            c if c.is_whitespace() || c == '<' => return at,
            _ => {}
        }
    }
    text.len()
}

/// Finds the ends of the brackets of a line.
fn brackets(line: &str) -> Vec<(usize, usize)> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < line.len() {
        match line.as_bytes()[at] {
            b'(' => open.push(at),
            b')' => pairs.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
        at += step(line, at);
    }
    pairs.sort_unstable();
    pairs
}

/// Marks what is raised in a line.
fn mark(line: &str, out: &mut String) {
    let pairs = brackets(line);
    let end_of = |start: usize| {
        pairs.binary_search_by_key(&start, |(start, _)| *start).ok().map(|found| pairs[found].1)
    };
    // Where what is raised in brackets ends, and how many words are raised in there.
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let (mut n_words, mut at) = (0_usize, 0);
    while at < line.len() {
        let len = step(line, at);
        let piece = &line[at..at + len];
        let next = line[at + len..].chars().next();
        let is_low = n_words + groups.len() < HIGHEST;
        match piece {
            "^" if is_low && next == Some('(') => match end_of(at + 1) {
                Some(end) => {
                    out.extend([RAISED, OPEN]);
                    groups.push((end, std::mem::take(&mut n_words)));
                    at += 1;
                }
                None => out.push('^'),
            },
            "^" if is_low && next.is_some_and(|c| !c.is_whitespace()) => {
                out.push(RAISED);
                n_words += 1;
            }
            ")" if groups.last().is_some_and(|(end, _)| *end == at) => {
                out.extend(std::iter::repeat_n(END, n_words));
                out.push(CLOSE);
                n_words = groups.pop().map_or(0, |(_, outer)| outer);
            }
            piece if piece.starts_with(char::is_whitespace) => {
                out.extend(std::iter::repeat_n(END, std::mem::take(&mut n_words)));
                out.push_str(piece);
            }
            piece => out.push_str(piece),
        }
        at += len;
    }
    out.extend(std::iter::repeat_n(END, n_words));
}

/// Returns a character as it was typed; for those that find expressions of math in a text, which
/// has as many bytes then.
pub(super) fn typed(c: char) -> char {
    match c {
        RAISED => '^',
        OPEN => '(',
        CLOSE => ')',
        c => c,
    }
}

/// Writes elements in the place of marks; what is code, math or an attribute gets its signs back.
pub(super) fn raised(html: String) -> String {
    if !html.contains(RAISED) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    // The element whose words are as they were typed, and how many raised ones are open.
    let (mut verbatim, mut n_open) = (None, 0_usize);
    for (at, piece) in html.split('<').enumerate() {
        let (tag, words) = match piece.split_once('>') {
            Some((tag, words)) if at > 0 => (Some(tag), words),
            _ => (None, piece),
        };
        if at > 0 {
            out.push('<');
        }
        if let Some(tag) = tag {
            out.extend(tag.chars().filter(|c| *c != END).map(typed));
            out.push('>');
            let name = tag.split([' ', '/']).next().unwrap_or_default();
            match verbatim {
                None if name == "code" || tag.starts_with("span class=\"tex") => {
                    verbatim = Some(if name == "code" { "/code" } else { "/span" });
                }
                Some(end) if tag == end => verbatim = None,
                _ => {}
            }
        }
        if verbatim.is_some() {
            out.extend(words.chars().filter(|c| *c != END).map(typed));
            continue;
        }
        for c in words.chars() {
            match c {
                RAISED => {
                    n_open += 1;
                    out.push_str("<sup>");
                }
                OPEN => {}
                CLOSE | END if n_open > 0 => {
                    n_open -= 1;
                    out.push_str("</sup>");
                }
                CLOSE => out.push(')'),
                END => {}
                c => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::model::{Dialect, Math};
    use crate::normalize::markup::markdown;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let html = markdown(text, Dialect::Reddit, Math::None);
        assert_eq!(html.trim_end(), format!("<p>{expected}</p>"), "{text}");
    }

    #[test]
    fn words_are_raised_up_to_a_space_or_in_brackets() {
        check(
            "x^2 and 2^10, ^(so small)!",
            "x<sup>2</sup> and 2<sup>10,</sup> <sup>so small</sup>!",
        );
        check("a^b^c d", "a<sup>b<sup>c</sup></sup> d");
        check("^(as *they* say (or so)) x", "<sup>as <em>they</em> say (or so)</sup> x");
        check("^(in ^two steps)", "<sup>in <sup>two</sup> steps</sup>");
        check(
            "^[here](https://a.example/x)",
            "<sup><a href=\"https://a.example/x\">here</a></sup>",
        );
    }

    #[test]
    fn signs_that_raise_nothing_and_those_in_code_and_addresses_stay() {
        for text in ["^ this", "so^", "^(never closed", ":^ )"] {
            check(text, text);
        }
        check("\\^x", "^x");
        check("`a^b` ``c^d``", "<code>a^b</code> <code>c^d</code>");
        check(
            "[a](https://b.example/c^d \"e^f\")",
            "<a href=\"https://b.example/c^d\" title=\"e^f\">a</a>",
        );
        let code = markdown("    a^b ^(c)\n", Dialect::Reddit, Math::None);
        assert_eq!(code, "<pre><code>a^b ^(c)\n</code></pre>\n");
    }

    #[test]
    fn many_signs_take_linear_time() {
        for text in ["^", "^(", "^a", "](^", "`^", "^)", "https://^"] {
            let text = text.repeat(400_000 / text.len());
            assert!(raised(with_marks(&text).into_owned()).len() > 100_000);
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
            assert_eq!(commonmark(text), expected);
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
            assert_eq!(commonmark(text), expected);
        }
    }

    #[test]
    fn a_line_that_is_a_picture_shows_it() {
        let address = "https://preview.redd.it/lamp-v0-ab1.jpg?width=640&s=0f";
        assert_eq!(commonmark(address), format!("![]({address})"));
        assert_eq!(commonmark(&format!("a\n[Hum]({address})")), format!("a\n![Hum]({address})"));
        for text in [format!("see {address}"), "https://v.redd.it/ab1".to_owned()] {
            assert_eq!(commonmark(&text), text);
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
            assert_eq!(commonmark(text), expected);
        }
    }
}
