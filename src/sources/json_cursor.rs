//! Finds values in the text of one JSON record, without parsing it into a tree.
//!
//! Lenient: whether a line is valid JSON is decided where it is read. A broken
//! line ends the walk, and never makes it loop or recurse.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

/// One step towards a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    /// Into an object's member.
    Key(&'a str),
    /// Into a list's item, from 0.
    At(usize),
}

/// Where a value stands.
pub(super) struct FoundValue {
    /// Its name, when it has one, and the value: `"accepted": true`.
    pub whole: Range<usize>,
    /// The value alone.
    pub value: Range<usize>,
}

/// Finds the value that a path means.
pub(super) fn find(line: &[u8], path: &[Step<'_>]) -> Option<FoundValue> {
    let mut cursor = Cursor::new(line);
    let mut start = None;
    for step in path {
        start = cursor.follow(*step)?;
    }
    cursor.space();
    let value = cursor.at;
    cursor.skip();
    Some(FoundValue { whole: start.unwrap_or(value)..cursor.at, value: value..cursor.at })
}

/// Counts the items of a list.
pub(super) fn length(line: &[u8], path: &[Step<'_>]) -> usize {
    let Some(list) = find(line, path) else { return 0 };
    let mut cursor = Cursor::new(&line[list.value]);
    let mut n = 0;
    if cursor.enter(b'[') {
        while cursor.next_item() {
            cursor.skip();
            n += 1;
        }
    }
    n
}

/// Finds the innermost member whose value a position is in or just behind: its
/// name, and the value within a list where there is one.
///
/// Goes down as deep as records are built.
pub(super) fn member_at(line: &[u8], at: usize) -> Option<(String, Range<usize>)> {
    const DEEPEST: usize = 6;
    let mut cursor = Cursor::new(line);
    let mut found: Option<(String, Range<usize>)> = None;
    for _ in 0..DEEPEST {
        let is_object = cursor.enter(b'{');
        if !is_object && !cursor.enter(b'[') {
            break;
        }
        let inner = loop {
            let key = if is_object { cursor.next_key() } else { None };
            if key.is_none() && (is_object || !cursor.next_item()) {
                return found;
            }
            cursor.space();
            let value = cursor.at;
            let name = key.map(|key| cursor.text(key).into_owned());
            cursor.skip();
            if at < cursor.at || at == cursor.at && line.get(at).is_none_or(|b| b",]}".contains(b))
            {
                break (name, value..cursor.at);
            }
        };
        let (name, value) = inner;
        if at < value.start {
            break;
        }
        cursor.at = value.start;
        let name = name.or_else(|| found.take().map(|(name, _)| name));
        found = name.map(|name| (name, value));
    }
    found
}

/// A place in a line of JSON, moving forwards only.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning of a line.
    pub fn new(bytes: &'a [u8]) -> Cursor<'a> {
        Cursor { bytes, at: 0 }
    }

    /// Enters an object (`{`) or a list (`[`), if one starts here.
    pub fn enter(&mut self, bracket: u8) -> bool {
        self.space();
        let entered = self.bytes.get(self.at) == Some(&bracket);
        self.at += usize::from(entered);
        entered
    }

    /// Moves to the value of the next member, and returns its name without
    /// the quotes; after the last one, leaves the object.
    pub fn next_key(&mut self) -> Option<Range<usize>> {
        self.separator();
        match self.bytes.get(self.at)? {
            b'"' => {
                let key = self.string();
                self.space();
                if self.bytes.get(self.at) != Some(&b':') {
                    self.at = self.bytes.len();
                    return None;
                }
                self.at += 1;
                Some(key)
            }
            b'}' => {
                self.at += 1;
                None
            }
            _ => {
                self.at = self.bytes.len();
                None
            }
        }
    }

    /// Moves to the next item of a list; after the last one, leaves the list.
    pub fn next_item(&mut self) -> bool {
        self.separator();
        match self.bytes.get(self.at) {
            Some(b']') => {
                self.at += 1;
                false
            }
            Some(_) => true,
            None => false,
        }
    }

    /// Moves past a value and returns its bytes.
    pub fn skip(&mut self) -> Range<usize> {
        self.space();
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match self.bytes.get(self.at) {
                None => break,
                Some(b'"') => {
                    self.string();
                }
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                Some(b'}' | b']') if depth == 0 => break,
                Some(b'}' | b']') => {
                    depth -= 1;
                    self.at += 1;
                }
                Some(_) if depth == 0 => self.scalar(),
                Some(_) => self.at += 1,
            }
            if depth == 0 {
                break;
            }
        }
        if self.at == start {
            // Nothing that could be a value: the line is broken, so stop here.
            self.at = self.bytes.len();
        }
        start..self.at
    }

    /// Returns the bytes of a value.
    pub fn raw(&self, value: Range<usize>) -> &'a [u8] {
        &self.bytes[value]
    }

    /// Decodes the inside of a string.
    pub fn text(&self, inside: Range<usize>) -> Cow<'a, str> {
        let raw = &self.bytes[inside.clone()];
        if !raw.contains(&b'\\') {
            return String::from_utf8_lossy(raw);
        }
        let quoted = self.bytes.get(inside.start - 1..inside.end + 1).unwrap_or_default();
        match serde_json::from_slice::<String>(quoted) {
            Ok(text) => Cow::Owned(text),
            Err(_) => String::from_utf8_lossy(raw),
        }
    }

    fn follow(&mut self, step: Step<'_>) -> Option<Option<usize>> {
        match step {
            Step::Key(name) => {
                self.enter(b'{').then_some(())?;
                while let Some(key) = self.next_key() {
                    if self.text(key.clone()) == name {
                        return Some(Some(key.start - 1));
                    }
                    self.skip();
                }
                None
            }
            Step::At(wanted) => {
                self.enter(b'[').then_some(())?;
                for _ in 0..wanted {
                    self.next_item().then_some(())?;
                    self.skip();
                }
                self.next_item().then_some(None)
            }
        }
    }

    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn separator(&mut self) {
        self.space();
        if self.bytes.get(self.at) == Some(&b',') {
            self.at += 1;
            self.space();
        }
    }

    /// Moves past a string that starts here, and returns what its quotes hold.
    fn string(&mut self) -> Range<usize> {
        let start = self.at + 1;
        let mut at = start;
        while let Some(offset) = self.bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
            at += offset;
            if self.bytes[at] == b'"' {
                self.at = at + 1;
                return start..at;
            }
            at += 2;
        }
        self.at = self.bytes.len();
        start.min(self.at)..self.at
    }

    fn scalar(&mut self) {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",:]}[{\"".contains(byte);
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        r#"{"a": [1, {"b\u0063": "x\"}"}, [2]], "accepted": true, "n": -1.5e3, "d": {"e": null}}"#;

    #[track_caller]
    fn check(path: &[Step<'_>], whole: Option<&str>) {
        let found = find(LINE.as_bytes(), path).map(|found| &LINE[found.whole]);
        assert_eq!(found, whole);
    }

    #[test]
    fn values_are_found_by_their_path() {
        check(&[Step::Key("accepted")], Some(r#""accepted": true"#));
        check(&[Step::Key("a"), Step::At(1), Step::Key("bc")], Some(r#""b\u0063": "x\"}""#));
        check(&[Step::Key("a"), Step::At(2), Step::At(0)], Some("2"));
        check(&[Step::Key("a"), Step::At(3)], None);
        check(&[Step::Key("d"), Step::Key("e")], Some(r#""e": null"#));
        check(&[Step::Key("accepted"), Step::Key("x")], None);
        check(&[], Some(LINE));
    }

    #[test]
    fn the_member_at_a_position_is_named() {
        let line = br#"{"id":1,"answers":[{"body":"x"},{"body":7}],"tags":[1]}"#;
        let member =
            |at: usize| member_at(line, at).map(|(name, value)| (name, line[value].to_vec()));
        let check = |at: usize, name: &str, value: &[u8]| {
            assert_eq!(member(at), Some((name.to_owned(), value.to_vec())), "{at}");
        };
        check(6, "id", b"1");
        let seven = line.iter().position(|byte| *byte == b'7').expect("it is there");
        check(seven, "body", b"7");
        check(line.len() - 3, "tags", b"1");
        for at in 0..line.len() + 2 {
            for end in 0..line.len() {
                let _ = member_at(&line[..end], at);
            }
        }
    }

    #[test]
    fn broken_lines_end_the_walk() {
        for end in 0..LINE.len() {
            for path in [[Step::Key("d"), Step::Key("e")], [Step::Key("a"), Step::At(2)]] {
                let _ = find(&LINE.as_bytes()[..end], &path);
            }
        }
        let mut cursor = Cursor::new(b"[}}}");
        assert!(cursor.enter(b'['));
        while cursor.next_item() {
            cursor.skip();
        }
    }
}
