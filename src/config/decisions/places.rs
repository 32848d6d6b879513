//! Finds the lines in which a section of decisions.yaml names threads, in one pass over it.
//!
//! The library that parses YAML does not tell where a key stands, and looking each of thousands
//! of names up would take time that grows with the square of their number.

use std::collections::HashMap;
use std::ops::Range;

use crate::diag::Place;

use super::DECISIONS;

/// The places of the names in one section of the file. Paths of keys would not do: they take
/// ids that are numbers for places of items.
pub(super) struct NamePlaces<'t> {
    text: &'t str,
    /// The number of the line, and the bytes.
    found: HashMap<String, (usize, Range<usize>)>,
}

impl<'t> NamePlaces<'t> {
    /// Finds the keys of a section that is a map.
    pub(super) fn of_keys(text: &'t str, section: &str) -> NamePlaces<'t> {
        NamePlaces::find(text, section, |scalar| scalar.is_key)
    }

    /// Finds the items of a section that is a list.
    pub(super) fn of_items(text: &'t str, section: &str) -> NamePlaces<'t> {
        NamePlaces::find(text, section, |scalar| !scalar.is_key)
    }

    fn find(text: &'t str, section: &str, is_meant: impl Fn(&Scalar) -> bool) -> NamePlaces<'t> {
        let mut found = HashMap::new();
        if let Some(range) = section_of(text, section) {
            let (mut line, mut counted) = (1, 0);
            for scalar in (Scalars { text, at: range.start, end: range.end }) {
                line += text[counted..scalar.range.start].matches('\n').count();
                counted = scalar.range.start;
                if is_meant(&scalar) {
                    found.entry(scalar.value).or_insert((line, scalar.range));
                }
            }
        }
        NamePlaces { text, found }
    }

    /// Returns where a name stands; the file where that is not known.
    pub(super) fn place(&self, name: &str) -> Place {
        let Some((line, range)) = self.found.get(name) else { return Place::file(DECISIONS) };
        let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let text = self.text[start..].lines().next().unwrap_or_default();
        Place::in_record(DECISIONS, *line, text, range.start - start..range.end - start)
    }
}

/// What follows a key at the top of the file, up to the next one.
fn section_of(text: &str, section: &str) -> Option<Range<usize>> {
    let is_top = |at: usize| at == 0 || text[..at].ends_with('\n');
    let is_key = |at: &usize| {
        let after = text[at + section.len()..].trim_start_matches([' ', '"', '\'']);
        let start = text[..*at].trim_end_matches(['"', '\'']).len();
        is_top(start) && after.starts_with(':')
    };
    let key = text.match_indices(section).map(|(at, _)| at).find(is_key)?;
    let start = key + text[key..].find(':')? + 1;
    let mut end = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let is_next = line.starts_with(|c: char| !c.is_whitespace() && !"#-]}".contains(c));
        if number > 0 && is_next {
            break;
        }
        end += line.len();
    }
    Some(start..end)
}

/// A name or a value, with the quotes around it taken off.
struct Scalar {
    value: String,
    range: Range<usize>,
    is_key: bool,
}

/// Walks over the names and values of a section.
struct Scalars<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Iterator for Scalars<'_> {
    type Item = Scalar;

    fn next(&mut self) -> Option<Scalar> {
        loop {
            let rest = &self.text[self.at..self.end];
            let first = rest.chars().next()?;
            let is_comment = first == '#' && self.text[..self.at].ends_with(char::is_whitespace);
            match first {
                '#' if is_comment => self.at += rest.find('\n').unwrap_or(rest.len()),
                '"' | '\'' => return Some(self.quoted(rest, first)),
                '-' if rest[1..].starts_with(char::is_whitespace) => self.at += 1,
                '{' | '}' | '[' | ']' | ',' | ':' => self.at += 1,
                c if c.is_whitespace() => self.at += c.len_utf8(),
                _ => return Some(self.plain(rest)),
            }
        }
    }
}

impl Scalars<'_> {
    fn quoted(&mut self, rest: &str, quote: char) -> Scalar {
        let mut is_escaped = false;
        let closes = |(_, c): &(usize, char)| {
            let closes = *c == quote && !is_escaped;
            is_escaped = quote == '"' && *c == '\\' && !is_escaped;
            closes
        };
        let len = rest.char_indices().skip(1).find(closes).map_or(rest.len(), |(at, _)| at + 1);
        let inner = rest[1..len].strip_suffix(quote).unwrap_or(&rest[1..len]);
        // What YAML escapes in an id, JSON does alike.
        let parsed = if quote == '"' { serde_json::from_str(&rest[..len]).ok() } else { None };
        let value = parsed.unwrap_or_else(|| inner.to_owned());
        let range = self.at + 1..self.at + 1 + inner.len();
        self.at += len;
        self.scalar(value, range)
    }

    fn plain(&mut self, rest: &str) -> Scalar {
        let ends = |(at, c): &(usize, char)| match c {
            '\n' | ',' | '}' | ']' => true,
            ':' => rest[at + 1..].chars().next().is_none_or(char::is_whitespace),
            '#' => rest[..*at].ends_with(char::is_whitespace),
            _ => false,
        };
        let len = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at).max(1);
        let value = rest[..len].trim_end().to_owned();
        let range = self.at..self.at + value.len();
        self.at += len;
        self.scalar(value, range)
    }

    fn scalar(&self, value: String, range: Range<usize>) -> Scalar {
        let after = self.text[self.at..self.end].trim_start_matches(' ');
        Scalar { value, range, is_key: after.starts_with(':') }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, section: &str, name: &str, expected: Option<(usize, usize)>) {
        let places = match section {
            "not" => NamePlaces::of_items(text, section),
            _ => NamePlaces::of_keys(text, section),
        };
        let place = places.place(name);
        let found = places.found.contains_key(name).then_some((place.line, place.column));
        assert_eq!(found, expected, "{name} in {section}");
    }

    #[test]
    fn names_are_found_in_their_section_alone() {
        let text = "# solved: 7\nnot: # 7\n- '7'\nsolved:\n  \"a\\\"b\": 7 # 8: 9\n  8: \"9:1\"\n\
                    title: {7: \"8: x\", C1-1.5: y}\n";
        check(text, "not", "7", Some((3, 4)));
        check(text, "solved", "7", None);
        check(text, "solved", "a\"b", Some((5, 4)));
        check(text, "solved", "8", Some((6, 3)));
        check(text, "solved", "9", None);
        check(text, "title", "7", Some((7, 9)));
        check(text, "title", "8", None);
        check(text, "title", "C1-1.5", Some((7, 20)));
        check(text, "best", "7", None);
    }

    #[test]
    fn nothing_of_the_file_can_stop_it() {
        for text in ["not: [\"", "not: [é, 'ї", "not:", "not: -", "not: #", "not: \"\\", "not: :"]
        {
            for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
                let _ = NamePlaces::of_items(&text[..end], "not");
                let _ = NamePlaces::of_keys(&text[..end], "not");
            }
        }
    }
}
