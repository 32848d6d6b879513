//! `comments.csv` of Google Takeout: what a channel itself has written.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Deserialize;

use crate::model::Timestamp;
use crate::sources::chat::Span;
use crate::sources::csv::{Charset, RowKind, Splitter, find_rows};
use crate::sources::records::{Damage, Scanned, Spot};

use super::wire::{Author, Comment, Words};

/// The columns of a table, by their names in small letters.
pub(super) struct Columns {
    charset: Charset,
    splitter: Splitter,
    places: BTreeMap<String, usize>,
}

/// What the rows of a table are.
pub(super) enum Row {
    Comment(Span, Box<Comment>),
    /// Its place, and what is wrong with it.
    Damaged(u32, &'static str),
}

/// The columns that a table of comments has.
const NEEDED: [&str; 3] = ["comment id", "video id", "comment text"];

impl Columns {
    /// Reads the names of columns; `None` when it is another table.
    fn of(header: &[u8], charset: Charset, delimiter: u8) -> Option<Columns> {
        let splitter = Splitter::new(delimiter);
        let header = charset.decode(header);
        let names = splitter.fields(std::str::from_utf8(&header).ok()?);
        let names = names.iter().map(|name| name.trim().to_lowercase()).enumerate();
        let places: BTreeMap<String, usize> = names.map(|(at, name)| (name, at)).collect();
        let has_all = NEEDED.iter().all(|name| places.contains_key(*name));
        has_all.then_some(Columns { charset, splitter, places })
    }

    /// Reads a row.
    ///
    /// # Errors
    ///
    /// What is wrong with it, without its values.
    pub fn comment(&self, row: &[u8]) -> Result<Comment, &'static str> {
        let row = self.charset.decode(row);
        let row = std::str::from_utf8(&row).map_err(|_| "the text is not UTF-8")?;
        let fields = self.splitter.fields(row);
        let field = |name: &str| {
            let text = self.places.get(name).and_then(|at| fields.get(*at)).map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let id = field("comment id").ok_or("it has no `Comment ID`")?;
        let text = field("comment text").unwrap_or_default();
        let words = words(&text).ok_or("its `Comment Text` cannot be read")?;
        let author = Author { id: field("channel id"), ..Author::default() };
        // Older tables have `2019-03-28 11:33:46 UTC`.
        let created = field("comment create timestamp");
        let created = created.as_deref().map(|time| time.strip_suffix(" UTC").unwrap_or(time));
        Ok(Comment {
            parent: field("parent comment id").or_else(|| field("top-level comment id")),
            video: field("video id"),
            created: created.and_then(Timestamp::parse),
            ..Comment::new(id, Words::Text(words), author)
        })
    }
}

/// Goes through the rows of a table; returns its columns, unless it is another table.
pub(super) fn rows(
    file: u32,
    stream: Box<dyn Read + Send>,
    each: &mut dyn FnMut(Row),
) -> Option<Columns> {
    let mut columns = None;
    find_rows(file, stream, &mut |spot, found| match (found, &columns) {
        (Scanned::Record(RowKind::Header(charset, delimiter), header), None) => {
            columns = Columns::of(header, charset, delimiter);
        }
        (Scanned::Record(_, row), Some(table)) => match table.comment(row) {
            Ok(comment) => each(Row::Comment(span(spot), Box::new(comment))),
            Err(reason) => each(Row::Damaged(spot.line, reason)),
        },
        (Scanned::Damaged(Damage::Io(_)), _) => each(Row::Damaged(spot.line, "the disk refused")),
        (Scanned::Damaged(_), Some(_)) => {
            each(Row::Damaged(spot.line, "a quote or a field of this row is missing"));
        }
        (Scanned::Record(..) | Scanned::Damaged(_), None) => {}
    });
    columns
}

fn span(spot: Spot) -> Span {
    let len = u32::try_from(spot.length).unwrap_or(u32::MAX);
    Span { file: spot.file, line: spot.line, offset: spot.offset, len }
}

/// A piece of a text, or all pieces of it.
#[derive(Deserialize)]
struct Segment {
    text: Option<String>,
    #[serde(rename = "takeoutSegments", default)]
    segments: Vec<Segment>,
}

/// Puts a text together: `{"takeoutSegments": [{"text": "…"}]}`, or such pieces with commas
/// between them and no brackets around; older tables have it as it is.
pub(super) fn words(text: &str) -> Option<String> {
    if !text.starts_with('{') {
        return Some(text.to_owned());
    }
    let list = |text: &str| serde_json::from_str::<Vec<Segment>>(&format!("[{text}]")).ok();
    // Some tables have line breaks as they are, which JSON forbids.
    let list = list(text).or_else(|| list(&text.replace('\n', "\\n").replace('\r', "")))?;
    let inner = |segment: Segment| {
        let pieces = segment.segments.into_iter().filter_map(|piece| piece.text);
        segment.text.into_iter().chain(pieces).collect::<String>()
    };
    Some(list.into_iter().map(inner).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_put_together_in_all_their_forms() {
        for (text, expected) in [
            (r#"{"takeoutSegments":[{"text":"Držite "},{"text":"gumb"}]}"#, "Držite gumb"),
            (r#"{"text":"Hold"},{"text":"\n"},{"text":"it \u003e 10 s"}"#, "Hold\nit > 10 s"),
            ("{\"text\":\"Hold\"},{\"text\":\"\r\n\"},{\"text\":\"it\"}", "Hold\nit"),
            (r#"{"text":"one","mention":{"externalChannelId":"UC1"}},{"emoji":1}"#, "one"),
            ("as it is, {so}", "as it is, {so}"),
            ("", ""),
        ] {
            assert_eq!(words(text).as_deref(), Some(expected));
        }
        for text in ["{", r#"{"text":"a"}}"#, r#"{"text":7}"#] {
            assert_eq!(words(text), None, "{text}");
        }
    }
}
