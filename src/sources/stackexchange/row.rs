//! The attributes of one row, decoded without expanding anything.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use quick_xml::events::attributes::Attributes;

/// The attributes of one row, still escaped.
pub(super) struct Fields<'r> {
    row: &'r str,
    fields: Vec<(&'r str, Range<usize>)>,
}

/// What is wrong with a row: where in its text, and a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    /// The bytes meant.
    pub range: Range<usize>,
    /// For the message: "`Score` is not a number".
    pub message: String,
}

impl Flaw {
    fn new(range: Range<usize>, message: String) -> Flaw {
        Flaw { range, message }
    }
}

/// Splits a row into its attributes, for the survey: no checks, no decoding.
///
/// Stops at the first thing that is no attribute.
pub(super) fn quick_fields(row: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut attributes = Attributes::new(inner(row), 0);
    attributes.with_checks(false);
    attributes.map_while(Result::ok).filter_map(|attribute| {
        let Cow::Borrowed(value) = attribute.value else { return None };
        Some((attribute.key.into_inner(), value))
    })
}

/// Returns what stands between `<row` and its end.
fn inner(row: &str) -> &str {
    let row = row.strip_prefix("<row").unwrap_or(row);
    row.strip_suffix('>').map_or(row, |row| row.strip_suffix('/').unwrap_or(row))
}

impl<'r> Fields<'r> {
    /// Splits a row, from `<row` to its end.
    ///
    /// # Errors
    ///
    /// When something between the attributes is none, or one stands twice.
    pub(super) fn parse(row: &'r str) -> Result<Fields<'r>, Flaw> {
        let mut fields = Vec::with_capacity(24);
        for attribute in Attributes::new(inner(row), 0) {
            let attribute = attribute
                .map_err(|error| Flaw::new(0..4, format!("a row cannot be read: {error}")))?;
            let Cow::Borrowed(value) = attribute.value else { continue };
            let start = value.as_ptr() as usize - row.as_ptr() as usize;
            fields.push((attribute.key.into_inner(), start..start + value.len()));
        }
        Ok(Fields { row, fields })
    }

    /// Finds the value of an attribute in the row's text.
    pub(super) fn range(&self, name: &str) -> Option<Range<usize>> {
        self.fields.iter().find(|(key, _)| *key == name).map(|(_, range)| range.clone())
    }

    /// Decodes an attribute.
    pub(super) fn text(&self, name: &str) -> Result<Option<Cow<'r, str>>, Flaw> {
        let Some(range) = self.range(name) else { return Ok(None) };
        let decoded = unescape(&self.row[range.clone()]).map_err(|bad| {
            let at = range.start + bad.start..range.start + bad.end;
            Flaw::new(at, format!("`{name}` has an unknown entity"))
        })?;
        Ok(Some(decoded))
    }

    /// Decodes an attribute that the row must have.
    pub(super) fn required(&self, name: &str) -> Result<Cow<'r, str>, Flaw> {
        self.text(name)?.ok_or_else(|| Flaw::new(0..4, format!("a row has no `{name}`")))
    }

    /// Reads an attribute through `read`, which returns `None` for a wrong value.
    pub(super) fn value<T>(
        &self,
        name: &str,
        kind: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Flaw> {
        let Some(range) = self.range(name) else { return Ok(None) };
        match read(&self.row[range.clone()]) {
            Some(value) => Ok(Some(value)),
            None => Err(Flaw::new(range, format!("`{name}` is not {kind}"))),
        }
    }

    /// Reads a whole number.
    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, Flaw> {
        self.value(name, "a number", |text| text.trim().parse().ok())
    }
}

/// Decodes the five entities and character references of XML; leaves out
/// characters that XML forbids, written plainly or as a reference.
///
/// # Errors
///
/// The bytes of a reference that is none of these.
pub(super) fn unescape(raw: &str) -> Result<Cow<'_, str>, Range<usize>> {
    let is_plain = |text: &str| !text.bytes().any(is_forbidden_byte);
    if memchr::memchr(b'&', raw.as_bytes()).is_none() && is_plain(raw) {
        return Ok(Cow::Borrowed(raw));
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        let start = raw.len() - rest.len() + at;
        let (meaning, len) =
            reference(&rest[at..]).ok_or_else(|| start..raw.len().min(start + 1))?;
        text.extend(meaning);
        rest = &rest[at + len..];
    }
    text.push_str(rest);
    if !is_plain(&text) {
        text.retain(is_allowed);
    }
    Ok(Cow::Owned(text))
}

/// Reads `&…;` at the start: its character, `None` when XML forbids it, and its length.
fn reference(text: &str) -> Option<(Option<char>, usize)> {
    // The longest is `&#x10FFFF;`; leading zeros are allowed, within reason.
    let end = text.bytes().take(16).position(|byte| byte == b';')?;
    let meaning = match &text[1..end] {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u64::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            u32::try_from(code).ok().and_then(char::from_u32).filter(|&c| is_allowed(c))
        }
    };
    Some((meaning, end + 1))
}

/// Tells whether XML 1.0 allows a character (its production 2, `Char`).
fn is_allowed(character: char) -> bool {
    let is_control = matches!(character, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F');
    !is_control && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

fn is_forbidden_byte(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Counts what must be repaired in a row: forbidden characters and their
/// references, and bytes that are not UTF-8.
pub(super) fn n_repairs(row: &[u8]) -> usize {
    let n_plain = row.iter().filter(|&&byte| is_forbidden_byte(byte)).count();
    let forbidden = |at: &usize| {
        let piece = &row[*at..row.len().min(at + 16)];
        let text = piece.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        matches!(reference(text), Some((None, _)))
    };
    let n_references = memmem::find_iter(row, b"&#").filter(forbidden).count();
    let n_invalid = match std::str::from_utf8(row) {
        Ok(_) => 0,
        Err(_) => row.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count(),
    };
    n_plain + n_references + n_invalid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str, n_expected: usize) {
        assert_eq!(unescape(raw).as_deref(), Ok(expected));
        assert_eq!(n_repairs(raw.as_bytes()), n_expected);
    }

    #[test]
    fn references_are_decoded_once_and_forbidden_ones_removed() {
        check("plain", "plain", 0);
        check("&lt;p&gt;&amp;amp;&quot;&apos;&#xA;&#169;&#x1F600;", "<p>&amp;\"'\n©😀", 0);
        check("a&#x0E;b&#0;c&#xD800;d&#x110000;e", "abcde", 4);
        check("a\u{1}b\tc", "ab\tc", 1);
    }

    #[test]
    fn other_entities_are_refused() {
        for raw in ["a&xxe;", "a&", "a&#xZ;", "a&#;", "a&nbsp;b", "a &&amp;"] {
            assert!(unescape(raw).is_err(), "{raw}");
        }
        assert_eq!(unescape("ab&nbsp;"), Err(2..3));
    }

    #[test]
    fn bytes_that_are_no_text_are_counted() {
        assert_eq!(n_repairs(b"a\xFFb\xC3\x28&#x\xFF;"), 3);
    }

    #[test]
    fn attributes_are_found_with_their_place() {
        let row = "<row Id=\"7\" Score='-2' Title=\"a &amp; b\" />";
        let fields = Fields::parse(row).map_err(|flaw| flaw.message).expect("it is a row");
        assert_eq!(fields.number("Id"), Ok(Some(7)));
        assert_eq!(fields.number("Score"), Ok(Some(-2)));
        assert_eq!(fields.text("Title"), Ok(Some("a & b".into())));
        assert_eq!(fields.text("Body"), Ok(None));
        assert_eq!(&row[fields.range("Score").expect("it is there")], "-2");
        assert_eq!(fields.number("Title").map_err(|f| f.range), Err(30..39));
        assert!(Fields::parse("<row Id=\"7\" Id=\"8\"/>").is_err());
        assert!(Fields::parse("<row Id=7/>").is_err());
        assert_eq!(quick_fields(row).collect::<Vec<_>>().len(), 3);
    }
}
