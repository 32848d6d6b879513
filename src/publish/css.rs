//! The parts of a style sheet, and the same sheet in fewer bytes.

use std::ops::Range;

/// A part of a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CssPart {
    /// White space.
    Space,
    /// A comment.
    Comment,
    /// A text in quotes.
    Quoted,
    /// `url(…)`, with where its address is.
    Url(Range<usize>),
    /// One of the signs `{ } ; : , > ( ) !`.
    Sign,
    /// Anything else, up to the next of these.
    Word,
}

/// Splits a style sheet, in linear time; whatever it is, all of it is in the parts.
pub(super) fn parts(text: &str) -> Vec<(Range<usize>, CssPart)> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (end, part) = part(text, at);
        parts.push((at..end, part));
        at = end;
    }
    parts
}

fn part(text: &str, at: usize) -> (usize, CssPart) {
    let rest = &text[at..];
    let end_of = |found: Option<usize>| found.map_or(text.len(), |length| at + length);
    let first = rest.chars().next().unwrap_or_default();
    match first {
        _ if is_space(first) => (end_of(rest.find(|c| !is_space(c))), CssPart::Space),
        '/' if rest.starts_with("/*") => {
            (end_of(rest[2..].find("*/").map(|length| length + 4)), CssPart::Comment)
        }
        '"' | '\'' => (quoted(text, at), CssPart::Quoted),
        _ if is_sign(first) => (at + 1, CssPart::Sign),
        _ if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) => {
            let (end, address) = url(text, at + 4);
            (end, CssPart::Url(address))
        }
        _ => (word(text, at), CssPart::Word),
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn is_sign(c: char) -> bool {
    matches!(c, '{' | '}' | ';' | ':' | ',' | '>' | '(' | ')' | '!')
}

/// Returns where a text in quotes ends: behind its quote, or before the end of its line.
fn quoted(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    while end < bytes.len() {
        match bytes[end] {
            b'\\' => end += 1,
            b'\n' => return end,
            quote if quote == bytes[at] => return end + 1,
            _ => {}
        }
        end += 1;
    }
    text.len()
}

/// Returns where `url(` ends whose address starts here, and where the address is.
fn url(text: &str, from: usize) -> (usize, Range<usize>) {
    let rest = &text[from..];
    let start = from + (rest.len() - rest.trim_start().len());
    let (address, behind) = match text[start..].chars().next() {
        Some('"' | '\'') => {
            let end = quoted(text, start);
            (start + 1..(end - 1).max(start + 1), end)
        }
        _ => {
            let end = text[start..].find(')').map_or(text.len(), |length| start + length);
            (start..start + text[start..end].trim_end().len(), end)
        }
    };
    // What an escape hides at the end of a text in quotes is no place to cut.
    let address = if text.is_char_boundary(address.end) { address } else { start..start };
    (text[behind..].find(')').map_or(text.len(), |length| behind + length + 1), address)
}

/// Returns where a word ends. A sign behind `\` belongs to it.
fn word(text: &str, at: usize) -> usize {
    let mut chars = text[at..].char_indices();
    let mut is_first = true;
    while let Some((length, c)) = chars.next() {
        let rest = &text[at + length..];
        let ends = is_space(c) || is_sign(c) || matches!(c, '"' | '\'') || rest.starts_with("/*");
        if ends && !is_first {
            return at + length;
        }
        is_first = false;
        if c == '\\' {
            chars.next();
        }
    }
    text.len()
}

/// Leaves out what browsers do not need: comments, and white space between signs.
pub(super) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut space, mut comment) = (false, false);
    for (range, part) in parts(text) {
        let piece = &text[range];
        match part {
            CssPart::Space => space = true,
            CssPart::Comment => comment = true,
            CssPart::Quoted | CssPart::Url(_) | CssPart::Sign | CssPart::Word => {
                let is_apart = part == CssPart::Sign && "{};,>)!".contains(piece);
                let follows = out.ends_with(['{', '}', ';', ':', ',', '>', '(']);
                if space && !is_apart && !follows && !out.is_empty() {
                    out.push(' ');
                } else if comment && !space && !is_apart && !follows && !out.is_empty() {
                    // Two words that nothing else keeps apart.
                    out.push_str("/**/");
                }
                (space, comment) = (false, false);
                if piece == "}" && part == CssPart::Sign && out.ends_with(';') {
                    out.pop();
                }
                out.push_str(piece);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(squeezed(text), expected);
        assert_eq!(squeezed(expected), expected);
    }

    #[test]
    fn white_space_stays_where_it_means_something() {
        check("a :hover > b, c + d {\n  color : red;\n}\n", "a :hover>b,c + d{color :red}");
        check(
            "@media (width >= 40rem) and (height > 3em) { a { b: c } }",
            "@media (width>= 40rem) and (height>3em){a{b:c}}",
        );
        check(
            "a { margin: calc(1rem - (2px + 3px)) auto !important; }",
            "a{margin:calc(1rem - (2px + 3px)) auto!important}",
        );
        check(":root { --a: ; --b:  x  y ; }", ":root{--a:;--b:x y}");
    }

    #[test]
    fn what_is_in_quotes_and_addresses_stays() {
        check("a::after { content: \" ;  } /* no */ \" }", "a::after{content:\" ;  } /* no */ \"}");
        check("a { b: url( x;/*y*/z.png ) c }", "a{b:url( x;/*y*/z.png ) c}");
        check("a { b: \"\\\"  ;\" }", "a{b:\"\\\"  ;\"}");
        check(".a\\:b  .c { d: e }", ".a\\:b .c{d:e}");
    }

    #[test]
    fn comments_go_and_keep_apart_what_they_kept() {
        check("/* Why. */ a { b: c /* d */; }", "a{b:c}");
        check("a/* x */.b, a /* x */ .b { c: d }", "a/**/.b,a .b{c:d}");
        check("a {} /* never ends", "a{}");
    }

    #[test]
    fn addresses_are_found_with_and_without_quotes() {
        for text in ["url(a.png)", "URL( 'a.png' )", "url(\"a.png\")"] {
            let found = parts(text);
            let CssPart::Url(address) = &found[0].1 else { panic!("{found:?}") };
            assert_eq!((&text[address.clone()], found.len()), ("a.png", 1));
        }
        assert_eq!(parts("a-url(x)").len(), 4);
    }

    #[test]
    fn whatever_it_is_no_part_of_it_is_lost() {
        for text in
            ["url(", "url('", "url(\"\\", "\"\\", "a\\", "/*", "\\\u{e9}", "url(\"\u{e9}", "'é"]
        {
            let whole: String = parts(text).into_iter().map(|(range, _)| &text[range]).collect();
            assert_eq!(whole, text);
            squeezed(text);
        }
    }
}
