//! decisions.yaml: what people decided by hand, beside the settings.
//!
//! An export never writes this file, so what is in it outlives every import.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;
use serde::de::Visitor;

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Place;
use crate::diag::Sink;
use crate::diag::nearest;
use crate::files::Files;

use super::yaml;

/// The name of the file.
pub const DECISIONS: &str = "decisions.yaml";

/// The keys of the file.
const KEYS: [&str; 1] = ["solved"];

/// Which answer solved a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The source, by name or type; any when absent.
    pub source: Option<String>,
    /// The thread's id in its source.
    pub thread: String,
    /// The id of the post that solved it.
    pub post: String,
    /// Where that is written.
    pub place: Place,
}

#[derive(Deserialize)]
#[serde(expecting = "decisions, `solved:` and then one `THREAD: POST` a line")]
struct Wire {
    solved: Option<BTreeMap<Id, Id>>,
}

/// An id, written with quotes or as a whole number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        struct Ids;
        impl Visitor<'_> for Ids {
            type Value = Id;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an id in quotes")
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<Id, E> {
                Ok(Id(id.to_owned()))
            }

            fn visit_u64<E: Error>(self, id: u64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }

            fn visit_i64<E: Error>(self, id: i64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }
        }
        // A number with a point would lose digits: it is refused.
        deserializer.deserialize_any(Ids)
    }
}

/// Reads the decisions; none when the file is not there.
pub(super) fn load(files: &dyn Files, sink: &mut Sink) -> Vec<Decision> {
    let Ok(bytes) = files.read(DECISIONS) else { return Vec::new() };
    let text = String::from_utf8_lossy(&bytes);
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Vec::new();
    }
    let parsed = match yaml::parse::<Wire>(&text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let place = Place::in_text(DECISIONS, &text, error.range.clone());
            sink.push(unreadable(place, &error.message));
            return Vec::new();
        }
    };
    for path in &parsed.unknown {
        sink.push(key_unknown(&text, path));
    }
    let solved = parsed.value.solved.unwrap_or_default().into_iter();
    solved.map(|(thread, post)| decision(&text, &thread.0, post.0)).collect()
}

fn decision(text: &str, key: &str, post: String) -> Decision {
    let place = match yaml::find_key(text, &["solved".to_owned(), key.to_owned()]) {
        Some(range) => Place::in_text(DECISIONS, text, range),
        None => Place::file(DECISIONS),
    };
    let (source, thread) = match key.split_once(':') {
        Some((source, thread)) => (Some(source.trim().to_owned()), thread.trim()),
        None => (None, key),
    };
    Decision { source, thread: thread.to_owned(), post, place }
}

fn key_unknown(text: &str, path: &[String]) -> Diagnostic {
    let key = path.last().map_or("", String::as_str);
    let place = match yaml::find_key(text, path) {
        Some(range) => Place::in_text(DECISIONS, text, range),
        None => Place::file(DECISIONS),
    };
    let diagnostic =
        Diagnostic::error(Code::KeyUnknown, format!("`{key}` is not a key of decisions"))
            .at(place, "unknown key");
    match nearest(key, KEYS) {
        Some(name) => diagnostic.help(format!("use `{name}`")),
        None => diagnostic.help("write `solved:`, and below it one `\"THREAD\": \"POST\"` a line"),
    }
}

fn unreadable(place: Place, message: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, "the decisions cannot be read")
        .at(place, "")
        .note(message)
        .help("write `solved:`, and below it one `\"THREAD\": \"POST\"` a line, ids in quotes")
}
