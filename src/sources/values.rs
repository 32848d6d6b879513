//! Values as JSON exports write them: ids, texts, times, people.

use std::borrow::Cow;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::config::SourceSettings;
use crate::model::{Markup, Person, PersonId, Post, Role, Syntax, Thread, Timestamp};

use super::json_cursor;
use super::json_cursor::Step;

pub(super) use super::jsonl::JsonId as Id;

/// Text that is borrowed from the file where it has no escapes.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// A name or an id: text, or a number; anything else is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name(pub Option<String>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
        let found = match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) => Some(text.trim().to_owned()),
            serde_json::Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        Ok(Name(found.filter(|text| !text.is_empty())))
    }
}

/// Collects the names that are there.
pub(super) fn names<const N: usize>(names: [&Name; N]) -> Vec<String> {
    names.into_iter().filter_map(|name| name.0.clone()).collect()
}

/// A number, or its digits in quotes; anything else is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number(pub Option<i64>);

impl Number {
    /// How long a file is, where something says it.
    pub fn bytes(self) -> Option<u64> {
        u64::try_from(self.0?).ok().filter(|bytes| *bytes > 0)
    }
}

/// A moment: seconds since 1970, or thousandths of them, in quotes or not, or a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(pub Option<Timestamp>);

/// Whether something is so, or is said at all: `false`, `null`, 0 and `""` say no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flag(pub bool);

/// Any value, as far as these three need it.
#[derive(Clone, Copy, Default)]
struct Loose {
    number: Option<i64>,
    moment: Option<Timestamp>,
    is_set: bool,
}

impl Loose {
    fn of(number: i64) -> Loose {
        Loose { number: Some(number), is_set: number != 0, moment: None }
    }
}

struct AnyValue;

/// Seconds of the year 5138: what is more was counted in thousandths.
const LATEST_SECOND: i64 = 100_000_000_000;

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        deserializer.deserialize_any(AnyValue).map(|loose| Number(loose.number))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let loose = deserializer.deserialize_any(AnyValue)?;
        let seconds = |number: i64| match number.unsigned_abs() > LATEST_SECOND.unsigned_abs() {
            true => number / 1000,
            false => number,
        };
        // 0 is how programs say that there is none.
        let number = loose.number.filter(|number| *number != 0);
        let by_number = number.and_then(|number| Timestamp(seconds(number)).of_four_digits());
        Ok(Moment(loose.moment.or(by_number)))
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Flag, D::Error> {
        deserializer.deserialize_any(AnyValue).map(|loose| Flag(loose.is_set))
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Loose;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, is_set: bool) -> Result<Loose, E> {
        Ok(Loose { is_set, ..Loose::default() })
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose::of(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
        Ok(Loose::of(i64::try_from(number).unwrap_or(i64::MAX)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
        // A cast of what is too large gives the largest.
        Ok(Loose::of(number as i64))
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        let text = text.trim();
        let number = text.parse::<i64>().ok();
        let number = number.or_else(|| {
            let fraction = text.parse::<f64>().ok().filter(|number| number.is_finite());
            fraction.map(|number| number as i64)
        });
        let moment = if number.is_some() { None } else { Timestamp::parse(text) };
        let is_set = !matches!(text, "" | "false" | "0" | "null");
        Ok(Loose { number, moment, is_set })
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Loose, A::Error> {
        let mut is_set = false;
        while items.next_element::<IgnoredAny>()?.is_some() {
            is_set = true;
        }
        Ok(Loose { is_set, ..Loose::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Loose, A::Error> {
        let mut is_set = false;
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            is_set = true;
        }
        Ok(Loose { is_set, ..Loose::default() })
    }
}

/// Returns text that says something, trimmed.
pub(super) fn filled<'t>(text: &'t Option<Text<'_>>) -> Option<&'t str> {
    text.as_ref().map(|text| text.0.trim()).filter(|text| !text.is_empty())
}

/// Reads a moment.
pub(super) fn time(text: &Option<Text<'_>>) -> Option<Timestamp> {
    filled(text).and_then(Timestamp::parse)
}

/// Returns the moment of a record's last change as its version; 0 when it has none.
pub(super) fn version(text: &Option<Text<'_>>) -> u64 {
    time(text).and_then(|time| u64::try_from(time.0).ok()).unwrap_or(0)
}

/// Returns an address that is one of the web.
pub(super) fn web(text: &Option<Text<'_>>) -> Option<String> {
    let text = filled(text)?;
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web.then(|| text.to_owned())
}

/// Takes HTML, or else plain text; `None` when neither says anything.
pub(super) fn html_or_text(html: Option<&str>, text: Option<&str>) -> Option<Markup> {
    let markup = |syntax, text: &str| Markup { syntax, text: text.to_owned() };
    html.map(|html| markup(Syntax::Html, html))
        .or_else(|| text.map(|text| markup(Syntax::Text, text)))
}

/// Makes a person; the settings may name them among the brand's own people. Somebody of
/// whom only the id is known is called by it.
pub(super) fn person(
    id: &str,
    name: Option<&str>,
    role: Role,
    settings: &SourceSettings,
) -> Person {
    let name = name.unwrap_or(id);
    let is_named = settings.staff.contains(id) || settings.staff.contains(name);
    let role = if is_named { role.max(Role::Staff) } else { role };
    Person { id: PersonId(id.to_owned()), name: name.to_owned(), role, url: None }
}

/// Marks a post of a thread as its solution.
pub(super) fn accept(thread: &mut Thread, is_it: impl Fn(&Post) -> bool) {
    if let Some(post) = thread.answers.iter_mut().find(|post| is_it(post)) {
        post.accepted = true;
        thread.accepted = Some(post.id.clone());
    }
}

/// Returns when anything of a thread was last written.
pub(super) fn last_change(thread: &Thread) -> Option<Timestamp> {
    let comments = thread.posts().flat_map(|post| &post.comments);
    let times = thread.posts().flat_map(|post| [post.created, post.edited]);
    times.chain(comments.map(|comment| comment.created)).flatten().max()
}

/// Leaves out a byte order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Tells whether the value that a path leads to is an id, and this one.
pub(super) fn is_id(text: &[u8], path: &[Step<'_>], wanted: &str) -> bool {
    let found = json_cursor::find(text, path).map(|found| &text[found.value]);
    let id: Option<Id> = found.and_then(|id| serde_json::from_slice(id).ok());
    id.is_some_and(|Id(id)| id == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_moments_and_flags_are_read_in_any_form() {
        let number = |json: &str| serde_json::from_str::<Number>(json).expect("any value").0;
        let moment = |json: &str| {
            let moment = serde_json::from_str::<Moment>(json).expect("any value").0;
            moment.map(|moment| moment.0)
        };
        let flag = |json: &str| serde_json::from_str::<Flag>(json).expect("any value").0;
        for json in ["7", "7.9", "\"7\"", "\" 7.0 \""] {
            assert_eq!(number(json), Some(7), "{json}");
        }
        for json in ["null", "true", "\"seven\"", "[7]", "{\"a\":{\"b\":7}}", "\"NaN\""] {
            assert_eq!(number(json), None, "{json}");
        }
        for json in ["1439797480", "1439797480.5", "\"1439797480\"", "1439797480123"] {
            assert_eq!(moment(json), Some(1_439_797_480), "{json}");
        }
        assert_eq!(moment("\"2015-08-17T07:44:40Z\""), Some(1_439_797_480));
        for json in ["null", "false", "true", "0", "\"\"", "\"soon\""] {
            assert_eq!(moment(json), None, "{json}");
        }
        for json in ["true", "1", "\"Ann\"", "[1]", "{\"a\":1}"] {
            assert!(flag(json), "{json}");
        }
        for json in ["false", "0", "null", "\"\"", "[]", "{}"] {
            assert!(!flag(json), "{json}");
        }
    }
}
