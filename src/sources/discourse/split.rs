//! Splits a file into topics: one topic, several one after another, or an array.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// The records of a file, each with its offset, and what ended them early.
#[derive(Debug, Default)]
pub(super) struct Records<'t> {
    /// Every complete JSON object at the top, or in an array at the top.
    pub records: Vec<(usize, &'t str)>,
    /// Why the rest could not be split.
    pub end: Option<Break>,
}

/// Where and why a file could not be split further.
#[derive(Debug)]
pub(super) struct Break {
    pub offset: usize,
    pub reason: String,
    pub kind: BreakKind,
}

/// What is wrong where a file cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// The text ends in a value.
    End,
    /// The text is not JSON.
    Syntax,
    /// The text is JSON, but not an object.
    NotObject,
}

/// Splits a text, and keeps all that came before the first problem.
pub(super) fn split(text: &str) -> Records<'_> {
    let mut found = Records::default();
    let mut at = 0;
    let mut in_array = false;
    loop {
        let skipped = |byte: u8| byte.is_ascii_whitespace() || (in_array && byte == b',');
        at += text[at..].bytes().take_while(|&byte| skipped(byte)).count();
        match text.as_bytes().get(at) {
            None if !in_array => break,
            Some(b'[') if !in_array && found.records.is_empty() => {
                in_array = true;
                at += 1;
                continue;
            }
            Some(b']') if in_array => {
                in_array = false;
                at += 1;
                continue;
            }
            None | Some(_) => {}
        }
        let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(value)) if value.get().starts_with('{') => {
                found.records.push((at, value.get()));
                at += values.byte_offset();
            }
            Some(Ok(_)) => {
                let reason = "a topic is an object".to_owned();
                found.end = Some(Break { offset: at, reason, kind: BreakKind::NotObject });
                break;
            }
            Some(Err(error)) => {
                let offset = at + offset_of(&text[at..], &error);
                let kind = if error.is_eof() { BreakKind::End } else { BreakKind::Syntax };
                found.end = Some(Break { offset, reason: reason(&error), kind });
                break;
            }
            None => {
                let reason = "the array has no end".to_owned();
                found.end = Some(Break { offset: at, reason, kind: BreakKind::End });
                break;
            }
        }
    }
    found
}

/// Tells whether a record looks like a topic, whatever is wrong inside.
pub(super) fn is_topic(record: &str) -> bool {
    #[derive(Deserialize)]
    struct Mark {
        post_stream: Option<IgnoredAny>,
    }
    serde_json::from_str::<Mark>(record).is_ok_and(|mark| mark.post_stream.is_some())
}

/// Returns where in the text an error is.
pub(super) fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column().saturating_sub(1)).min(text.len())
}

/// Returns what the JSON reader says, without its place and cut short, since it
/// repeats values of the file.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(&*text, |(text, _)| text);
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str], end: Option<(usize, BreakKind)>) {
        let found = split(text);
        let texts: Vec<&str> = found.records.iter().map(|(_, text)| *text).collect();
        assert_eq!(texts, expected);
        assert!(found.records.iter().all(|&(at, record)| text[at..].starts_with(record)));
        assert_eq!(found.end.map(|end| (end.offset, end.kind)), end);
    }

    #[test]
    fn files_hold_one_record_or_several() {
        check(" {\"a\":1}\n", &["{\"a\":1}"], None);
        check("{\"a\":1}\n{}{}", &["{\"a\":1}", "{}", "{}"], None);
        check("[{\"a\":[]}, {}]\n", &["{\"a\":[]}", "{}"], None);
        check("", &[], None);
        check("[]", &[], None);
    }

    #[test]
    fn what_comes_before_a_problem_is_kept() {
        check("{} {\"a\":", &["{}"], Some((7, BreakKind::End)));
        check("[{}, {\"a\"", &["{}"], Some((8, BreakKind::End)));
        check("[{},", &["{}"], Some((4, BreakKind::End)));
        check("[{}, 7]", &["{}"], Some((5, BreakKind::NotObject)));
        check("[{}, \"x\"]", &["{}"], Some((5, BreakKind::NotObject)));
        check("{}]", &["{}"], Some((2, BreakKind::Syntax)));
    }
}
