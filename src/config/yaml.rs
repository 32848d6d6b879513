//! Parses YAML so that messages can quote it: with unknown keys and the places of keys, which
//! the library does not return.

use std::ops::Range;

use serde::Deserializer;
use serde::de::DeserializeOwned;

use crate::diag::{Code, Diagnostic, Place, nearest};

/// A parsed document, with the keys that the type does not have.
pub struct Parsed<T> {
    /// The value.
    pub value: T,
    /// Paths of unknown keys, outermost first: `["brand", "colurs"]`.
    pub unknown: Vec<Vec<String>>,
}

/// Why a document cannot be turned into a value.
pub struct YamlError {
    /// The library's words, without the place.
    pub message: String,
    /// The bytes of the document meant; empty at its end.
    pub range: Range<usize>,
}

/// Takes the bytes of a file of settings for text.
///
/// # Errors
///
/// When it is not UTF-8: letters that became others would be published.
pub fn text_of(path: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..end]);
        let place = Place::in_text(path, &before, end..end);
        let place = Place::column(path, place.line, place.column);
        Diagnostic::error(Code::ConfigSyntax, format!("`{path}` is not text in UTF-8"))
            .at(place, "")
            .note("a letter here is written in another encoding")
            .help("save the file as UTF-8, which editors offer beside the name of the file")
    })
}

/// Reads a document.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<Parsed<T>, YamlError> {
    // Some editors put a mark of the order of bytes in front.
    let document = text.strip_prefix('\u{feff}').unwrap_or(text);
    let n_before = text.len() - document.len();
    deserialize(serde_yaml::Deserializer::from_str(document))
        .map_err(|error| describe(text, n_before, &error))
}

/// Reads a value of any form, and notes the keys that nobody asked for.
pub fn deserialize<'de, T, D>(document: D) -> Result<Parsed<T>, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let mut unknown = Vec::new();
    let value = serde_ignored::deserialize(document, |path| {
        let mut parts = Vec::new();
        collect(&path, &mut parts);
        unknown.push(parts);
    })?;
    Ok(Parsed { value, unknown })
}

/// Writes a path out, outermost first; what is optional has no name of its own.
fn collect(path: &serde_ignored::Path<'_>, parts: &mut Vec<String>) {
    match path {
        serde_ignored::Path::Root => {}
        serde_ignored::Path::Seq { parent, index } => {
            collect(parent, parts);
            parts.push(index.to_string());
        }
        serde_ignored::Path::Map { parent, key } => {
            collect(parent, parts);
            parts.push(key.clone());
        }
        serde_ignored::Path::Some { parent }
        | serde_ignored::Path::NewtypeStruct { parent }
        | serde_ignored::Path::NewtypeVariant { parent } => collect(parent, parts),
    }
}

/// Finds the key that a path means, as the bytes of its name.
///
/// Follows block style, one key a line; for flow style (`{a: 1}`) it returns
/// the innermost key that it found.
pub fn find_key(text: &str, path: &[String]) -> Option<Range<usize>> {
    let mut from = 0;
    let mut found = None;
    let mut items = 0;
    for part in path {
        if let Ok(wanted) = part.parse::<usize>() {
            items = wanted + 1;
            continue;
        }
        for _ in 0..items {
            from = text[from..].find("- ").map_or(from, |at| from + at + 2);
        }
        items = 0;
        // A setting of the whole document starts its line, but where that is in `{}`.
        let at_start = if found.is_none() { find_line(text, part) } else { None };
        match at_start.or_else(|| find_name(text, from, part)) {
            Some(range) => {
                from = range.end;
                found = Some(range);
            }
            None => return found,
        }
    }
    found
}

/// Finds the second of two keys of one name that stand in one group, a line each, and the first
/// one. What stands in `{}` has no lines of its own.
pub fn find_twice(text: &str, key: &str) -> Option<[Range<usize>; 2]> {
    // Of the groups that are open: how far their keys are indented, and where the key stands.
    let mut open: Vec<(usize, Option<Range<usize>>)> = Vec::new();
    let (mark, body) = text.split_at(if text.starts_with('\u{feff}') { 3 } else { 0 });
    let mut start = mark.len();
    for line in body.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '-']);
        let column = line.len() - words.len();
        let is_item = line[..column].contains('-');
        let at = start + column;
        start += line.len();
        if words.trim().is_empty() || words.starts_with('#') {
            continue;
        }
        // An item of a list starts a group of its own, as deep as the one before it.
        while open.last().is_some_and(|(depth, _)| *depth > column || is_item && *depth == column) {
            open.pop();
        }
        if open.last().is_none_or(|(depth, _)| *depth < column) {
            open.push((column, None));
        }
        let name = words.trim_start_matches(['"', '\'']);
        let rest = name.strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
        if !rest.is_some_and(|rest| rest.starts_with(':')) {
            continue;
        }
        let here = at + words.len() - name.len();
        let here = here..here + key.len();
        if let Some((_, known)) = open.last_mut() {
            match known.take() {
                Some(first) => return Some([first, here]),
                None => *known = Some(here),
            }
        }
    }
    None
}

/// Finds the value that a path means: `word` where the file writes it so, else
/// the rest of the key's line, else the key.
pub fn find_value(text: &str, path: &[String], word: &str) -> Option<Range<usize>> {
    let key = find_key(text, path)?;
    if let Some(range) = find_item(text, path) {
        return Some(range);
    }
    let Some(colon) = text[key.end..].find(':') else { return Some(key) };
    let from = key.end + colon + 1;
    // Lists have other words before this one, but no other key.
    let written = text[from..].find(word).filter(|&at| !text[from..from + at].contains(": "));
    if let Some(at) = written.filter(|_| !word.is_empty()) {
        return Some(from + at..from + at + word.len());
    }
    let line = text[from..].lines().next().unwrap_or_default();
    let line = line.split(" #").next().unwrap_or_default();
    let start = from + line.len() - line.trim_start().len();
    let value = line.trim();
    Some(if value.is_empty() { key } else { start..start + value.len() })
}

/// Finds the item of a list that a path ends with: `["hosts", "1"]` is the second host.
fn find_item(text: &str, path: &[String]) -> Option<Range<usize>> {
    let numbers: Vec<usize> = path.iter().rev().map_while(|part| part.parse().ok()).collect();
    let list = find_key(text, path).filter(|_| !numbers.is_empty())?;
    let mut from = list.end + text[list.end..].find(':')? + 1;
    let mut found = None;
    for number in numbers.into_iter().rev() {
        let range = items(text, from).into_iter().nth(number)?;
        from = range.start;
        found = Some(range);
    }
    found
}

/// Returns the items of the list that starts behind `from`: `[a, b]`, or lines with a `-`.
fn items(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut rest = text[from..].trim_start();
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, below)| below).trim_start();
    }
    let start = text.len() - rest.len();
    match text[start..].chars().next() {
        Some('[') => flow_items(text, start + 1),
        Some('-') => block_items(text, start),
        _ => Vec::new(),
    }
}

fn flow_items(text: &str, start: usize) -> Vec<Range<usize>> {
    let (mut depth, mut quote, mut item) = (0_usize, None, start);
    let mut found = Vec::new();
    for (at, c) in text[start..].char_indices().map(|(at, c)| (start + at, c)) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') if depth > 0 => depth -= 1,
            (None, ',' | ']') if depth == 0 => {
                found.extend(trimmed(text, item..at));
                item = at + 1;
                if c == ']' {
                    break;
                }
            }
            (None, _) => {}
        }
    }
    found
}

fn block_items(text: &str, start: usize) -> Vec<Range<usize>> {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = start - line_start;
    let (mut found, mut at) = (Vec::new(), line_start);
    for line in text[line_start..].split_inclusive('\n') {
        let own = line.len() - line.trim_start().len();
        let words = line.trim();
        let is_item = own == indent && words.starts_with('-');
        if !is_item && own <= indent && !words.is_empty() && !words.starts_with('#') {
            break;
        }
        if is_item {
            let end = line.find(" #").unwrap_or(line.len());
            found.extend(trimmed(text, at + own + 1..at + end));
        }
        at += line.len();
    }
    found
}

/// A range without the blanks at its ends; `None` where nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    let start = range.start + words.len() - words.trim_start().len();
    (!words.trim().is_empty()).then(|| start..start + words.trim().len())
}

/// Says which known name an unknown key most likely means.
pub fn suggestion<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(key, known).map(|name| format!("use `{name}`"))
}

/// Finds the line that starts with a key.
fn find_line(text: &str, name: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.trim_start_matches(['"', '\'']);
        let rest = key.strip_prefix(name).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
        if rest.is_some_and(|rest| rest.starts_with(':')) && !name.is_empty() {
            let start = at + line.len() - key.len();
            return Some(start..start + name.len());
        }
        at += line.len();
    }
    None
}

fn find_name(text: &str, from: usize, name: &str) -> Option<Range<usize>> {
    if name.is_empty() {
        return None;
    }
    let mut at = from;
    while let Some(offset) = text[at..].find(name) {
        let range = at + offset..at + offset + name.len();
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].trim_start_matches(['"', '\'', ' ']).starts_with(':');
        if after && before.is_none_or(|c| c.is_whitespace() || "\"'{,".contains(c)) {
            return Some(range);
        }
        at = range.end;
    }
    None
}

fn describe(text: &str, n_before: usize, error: &serde_yaml::Error) -> YamlError {
    let full = error.to_string();
    let message = match full.find(" at line ") {
        Some(at) => full[..at].to_owned(),
        None => full,
    };
    let start = error.location().map_or(text.len(), |location| n_before + location.index());
    // A quote that is not closed is where it opens, not where the file ends.
    let opened = error.to_string();
    let opened = opened.split_once("while scanning a quoted scalar at line ");
    let opened = opened.and_then(|(_, place)| offset(&text[n_before..], place));
    let start = opened.map_or(start, |at| n_before + at).min(text.len());
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find(['\n', ':', ',']).unwrap_or(rest.len());
    YamlError { message, range: start..start + length }
}

/// Reads a place as the library writes it, `3 column 8`, as an offset into the document.
fn offset(document: &str, place: &str) -> Option<usize> {
    let (line, column) = place.split_once(" column ")?;
    let line: usize = line.parse().ok()?;
    let column: usize = column.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    let start: usize =
        document.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &document[start..];
    Some(start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &[&str], expected: Option<usize>) {
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        assert_eq!(find_key(text, &path).map(|range| range.start), expected);
    }

    #[test]
    fn a_mark_of_the_order_of_bytes_is_no_part_of_a_document() {
        let parsed = parse::<std::collections::BTreeMap<String, String>>("\u{feff}a: b\n");
        assert!(parsed.is_ok_and(|parsed| parsed.value["a"] == "b"));
        let text = "\u{feff}a: [b\n";
        let error = parse::<std::collections::BTreeMap<String, String>>(text).err();
        assert!(error.is_some_and(|error| text.get(error.range).is_some()));
    }

    #[test]
    fn keys_are_found_by_their_path() {
        let text =
            "title: name\nbrand:\n  name: x\nsources:\n  - type: a\n  - type: b\n    typ: c\n";
        check(text, &["title"], Some(0));
        check(text, &["brand", "name"], text.find("name: x"));
        check(text, &["sources", "1", "typ"], text.find("typ: c"));
        check(text, &["absent"], None);
        check(text, &[""], None);
        check("{titel: x}", &["titel"], Some(1));
        let text = "sources:\n  - {type: a, path: b}\npath: c\n";
        check(text, &["path"], text.find("path: c"));
    }

    #[test]
    fn values_are_found_by_their_path() {
        let text = "title: ''  # none\nlanguages:\n  - en\n  - xx-\nbrand:\n  name: \"a\"\n";
        let value = |path: &[&str], word: &str| {
            let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
            find_value(text, &path, word).map(|range| &text[range])
        };
        assert_eq!(value(&["title"], ""), Some("''"));
        assert_eq!(value(&["languages"], "xx-"), Some("xx-"));
        assert_eq!(value(&["languages"], "absent"), Some("languages"));
        assert_eq!(value(&["brand", "name"], "a"), Some("a"));
        assert_eq!(value(&["absent"], "a"), None);
    }

    #[test]
    fn items_of_lists_are_found_by_their_number() {
        let text = "a:\n  b: [x, 'y, z', [u, v]] # w\n  c:\n  # said\n  - one\n  - {d: 2} # e\n\n  \
                    - three\nf: [g]\n";
        let item = |path: &[&str]| {
            let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
            find_item(text, &path).map(|range| &text[range])
        };
        assert_eq!(item(&["a", "b", "1"]), Some("'y, z'"));
        assert_eq!(item(&["a", "b", "2", "1"]), Some("v"));
        assert_eq!(item(&["a", "b", "3"]), None);
        assert_eq!(item(&["a", "b"]), None);
        assert_eq!(item(&["f", "0"]), Some("g"));
        let all = ["0", "1", "2", "3"].map(|at| item(&["a", "c", at]));
        assert_eq!(all, [Some("one"), Some("{d: 2}"), Some("three"), None]);
    }

    #[test]
    fn a_key_is_there_twice_where_one_group_has_it_twice() {
        #[track_caller]
        fn check(text: &str, expected: Option<[usize; 2]>) {
            let line = |range: Range<usize>| text[..range.start].matches('\n').count() + 1;
            assert_eq!(find_twice(text, "name").map(|both| both.map(line)), expected);
        }
        check("name: a\n# name: c\nb: c\nname: d\n", Some([1, 4]));
        check("name: a\nbrand:\n  name: b\nnames: c\n", None);
        check("a:\n  - name: b\n  - name: c\n    d: e\n    name: f\n", Some([3, 5]));
        check("a:\n- name: b\n- name: c\n", None);
        check("a:\n  name: b\nc:\n  name: d\n", None);
        check("\u{feff}'name' : b\n\"name\": d\n", Some([1, 2]));
        check("{name: a, name: b}\n", None);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_where_it_opens() {
        let text = "a: b\nc: \"d\ne: f\n";
        let error = parse::<std::collections::BTreeMap<String, String>>(text).err();
        assert_eq!(error.map(|error| error.range.start), Some(8));
    }

    #[test]
    fn unknown_keys_are_all_collected() {
        #[derive(serde::Deserialize)]
        struct Known {
            title: String,
        }
        let parsed =
            parse::<Known>("title: x\na: 1\nb: 2\n").unwrap_or_else(|_| panic!("it reads"));
        assert_eq!(parsed.value.title, "x");
        assert_eq!(parsed.unknown, vec![vec!["a".to_owned()], vec!["b".to_owned()]]);
    }

    #[test]
    fn optional_parts_and_dots_do_not_hide_an_unknown_key() {
        #[derive(serde::Deserialize)]
        struct Outer {
            inner: Option<Vec<Inner>>,
        }
        #[derive(serde::Deserialize)]
        struct Inner {
            name: String,
        }
        let text = "inner:\n  - name: x\n    a.b: 1\n";
        let parsed = parse::<Outer>(text).unwrap_or_else(|_| panic!("it reads"));
        assert_eq!(parsed.value.inner.map(|list| list[0].name.clone()).as_deref(), Some("x"));
        assert_eq!(parsed.unknown, vec![["inner", "0", "a.b"].map(str::to_owned).to_vec()]);
    }
}
