//! Links and images that are none, since the name of their file has spaces.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::SITE;

/// Finds addresses of files with spaces, which CommonMark takes as text: `![x](my ring.png)`.
pub fn spaced_addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Where words stand together; the parser hands them out in pieces.
    let mut words = 0..0;
    for (event, range) in Parser::new_ext(text, SITE).into_offset_iter() {
        match event {
            Event::Text(_) if range.start == words.end => words.end = range.end,
            Event::Text(_) => {
                find_in(text, std::mem::replace(&mut words, range), &mut found);
            }
            _ => {}
        }
    }
    find_in(text, words, &mut found);
    found
}

fn find_in(text: &str, words: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[words.clone()];
    for (at, mark) in part.match_indices("](") {
        let start = at + mark.len();
        let Some(len) = part[start..].find([')', '\n']) else { continue };
        let address = &part[start..start + len];
        let is_closed = part[start + len..].starts_with(')');
        if is_closed && part[..at].contains('[') && is_file(address) {
            found.push(words.start + start..words.start + start + len);
        }
    }
}

/// Tells whether an address looks like that of a file whose name has spaces.
fn is_file(address: &str) -> bool {
    let path = address.split('#').next().unwrap_or_default().trim_end();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    path.contains(' ')
        && !path.contains(['<', '>', '"'])
        && (2..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = spaced_addresses(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_with_spaces_are_found_where_they_are_text() {
        check("![x](my ring.png) and\n[y *z*](a b/c.md#d)", &["my ring.png"]);
        check("- [y](a b/c.md#d)\n\n> ![](é f.jpeg)", &["a b/c.md#d", "é f.jpeg"]);
        check("[a](<b c.png>) [a](b%20c.png) [a](b.png \"c d.png\")", &[]);
        check("`![x](my ring.png)` and f[1](see the note)", &[]);
    }
}
