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

use super::SourceSettings;
use super::yaml;

/// The name of the file.
pub const DECISIONS: &str = "decisions.yaml";

/// The keys of the file.
const KEYS: [&str; 2] = ["duplicates", "solved"];

/// Which answer solved a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The thread's id; perhaps with the name or type of its source in front.
    pub thread: String,
    /// The id of the post that solved it.
    pub post: String,
    /// Where that is written.
    pub place: Place,
}

/// That one question is answered on another one's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The question that loses its page.
    pub question: ThreadName,
    /// The question on whose page it is shown from then on.
    pub into: ThreadName,
    /// What a person said; nothing happens while nobody did.
    pub approved: Option<bool>,
    /// Where that is written.
    pub place: Place,
}

/// A thread, as people name it: `forum:1234`, or `1234` where sources do not matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ThreadName(pub String);

impl ThreadName {
    /// Returns the id of the thread when the name begins with the source's name or type.
    pub fn named_in(&self, source: &SourceSettings) -> Option<&str> {
        within(&self.0, &source.name, source.kind.name())
    }

    /// Returns the id that it has if it is of a source.
    pub fn id_in(&self, source: &SourceSettings) -> &str {
        self.named_in(source).unwrap_or(&self.0)
    }
}

/// Takes a source's name or type away from the front of a thread's name.
fn within<'t>(thread: &'t str, name: &str, kind: &str) -> Option<&'t str> {
    let own = [name, kind].iter().find_map(|name| thread.strip_prefix(*name)?.strip_prefix(':'));
    own.map(str::trim)
}

/// All decisions.
#[derive(Default)]
pub(super) struct Decisions {
    pub(super) solved: Vec<Decision>,
    pub(super) merges: Vec<Merge>,
}

#[derive(Deserialize)]
#[serde(expecting = "decisions, `solved:` and then one `THREAD: POST` a line")]
struct Wire {
    solved: Option<BTreeMap<Id, Id>>,
    duplicates: Option<Vec<WireMerge>>,
}

#[derive(Deserialize)]
#[serde(expecting = "`question: THREAD`, `of: THREAD` and `approved: yes` or `no`")]
struct WireMerge {
    question: Id,
    of: Id,
    approved: Option<Word>,
}

/// `yes` or `no`, also as YAML's own words for it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Word {
    Bool(bool),
    Text(String),
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
pub(super) fn load(files: &dyn Files, sink: &mut Sink) -> Decisions {
    match files.read(DECISIONS) {
        Ok(bytes) => read(&String::from_utf8_lossy(&bytes), sink),
        Err(_) => Decisions::default(),
    }
}

/// Reads the merges of a text; `None` when it is damaged.
pub fn merges_of(text: &str) -> Option<Vec<Merge>> {
    let mut sink = Sink::new();
    let merges = read(text, &mut sink).merges;
    (sink.n_errors() == 0).then_some(merges)
}

fn read(text: &str, sink: &mut Sink) -> Decisions {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Decisions::default();
    }
    let parsed = match yaml::parse::<Wire>(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let place = Place::in_text(DECISIONS, text, error.range.clone());
            sink.push(unreadable(place, &error.message));
            return Decisions::default();
        }
    };
    for path in &parsed.unknown {
        sink.push(key_unknown(text, path));
    }
    let solved = parsed.value.solved.unwrap_or_default().into_iter();
    let merges = parsed.value.duplicates.unwrap_or_default().into_iter().enumerate();
    Decisions {
        solved: solved.map(|(thread, post)| decision(text, &thread.0, post.0)).collect(),
        merges: merges.map(|(at, wire)| merge(text, at, wire, sink)).collect(),
    }
}

fn merge(text: &str, at: usize, wire: WireMerge, sink: &mut Sink) -> Merge {
    let place_of = |key: &str| {
        let path = ["duplicates".to_owned(), at.to_string(), key.to_owned()];
        match yaml::find_key(text, &path) {
            Some(range) => Place::in_text(DECISIONS, text, range),
            None => Place::file(DECISIONS),
        }
    };
    let approved = match wire.approved {
        None => None,
        Some(Word::Bool(approved)) => Some(approved),
        Some(Word::Text(word)) => match word.to_lowercase().as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                sink.push(not_yes_or_no(place_of("approved"), &word));
                None
            }
        },
    };
    let place = place_of("question");
    let (question, into) = (ThreadName(wire.question.0), ThreadName(wire.of.0));
    Merge { question, into, approved, place }
}

fn not_yes_or_no(place: Place, word: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{word}` is not a value of `approved`"))
        .at(place, "")
        .help("write `yes` or `no`, or leave the line out while nobody has decided")
}

fn decision(text: &str, key: &str, post: String) -> Decision {
    // Ids may be numbers, which paths of keys take for the places of items.
    let is_key = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + key.len()..].trim_start_matches(['"', '\'', ' ']);
        after.starts_with(':') && before.is_none_or(|c| c.is_whitespace() || "\"'{,".contains(c))
    };
    let place = match text.match_indices(key).map(|(at, _)| at).find(is_key) {
        Some(at) => Place::in_text(DECISIONS, text, at..at + key.len()),
        None => Place::file(DECISIONS),
    };
    Decision { thread: key.to_owned(), post, place }
}

impl Decision {
    /// Returns the decision as a source sees it: without its name or type in front.
    pub(super) fn within(&self, name: &str, kind: &str) -> Decision {
        let thread = within(&self.thread, name, kind).unwrap_or(&self.thread);
        Decision { thread: thread.to_owned(), ..self.clone() }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Color;
    use crate::diag::Format;
    use crate::diag::render;
    use crate::files::MemoryFiles;

    fn read(text: &str) -> (Vec<Decision>, String) {
        let mut sink = Sink::new();
        let decisions = load(&MemoryFiles::new([(DECISIONS, text)]), &mut sink);
        let shown = |d| render(d, Format::Short, Color::Never);
        (decisions.solved, sink.into_sorted().iter().map(shown).collect())
    }

    #[test]
    fn ids_are_texts_or_whole_numbers() {
        let text = "# by hand\nsolved:\n  \"C1-1.5\": \"2.50\"\n  Help: 1: 7\n";
        assert!(read(text).1.contains("the decisions cannot be read"));
        let (decisions, said) =
            read("solved:\n  \"C1-1.5\": \"2.50\"\n  500: 9007199254740993\n  \"Help:7\": \"8\"\n");
        assert_eq!(said, "");
        let found: Vec<(&str, &str, usize)> =
            decisions.iter().map(|d| (&*d.thread, &*d.post, d.place.line)).collect();
        let expected = [("500", "9007199254740993", 3), ("C1-1.5", "2.50", 2), ("Help:7", "8", 4)];
        assert_eq!(found, expected);
        let within = |name| decisions[2].within(name, "slack").thread;
        assert_eq!((within("Help"), within("Care")), ("7".into(), "Help:7".into()));
    }

    #[test]
    fn what_is_unknown_or_would_lose_digits_is_named() {
        let (_, said) = read("solvd:\n  a: b\n");
        assert_eq!(
            said,
            "decisions.yaml:1:1: error[key-unknown]: `solvd` is not a key of decisions\n"
        );
        assert!(read("solved:\n  a: 1736554783.040199\n").1.contains("value-invalid"));
        assert!(read("- a\n").1.contains("value-invalid"));
        assert_eq!(read("# nothing yet\n"), (Vec::new(), String::new()));
    }
}
