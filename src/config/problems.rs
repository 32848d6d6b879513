//! The messages about a settings file that cannot be read at all. The library's own words are
//! translated into those of people who write settings, not programs.

use serde_yaml::Value;

use crate::diag::{Code, Diagnostic, Place};

use super::wire::known_keys;
use super::{FILE, yaml};

/// Describes why the settings cannot be read.
pub(super) fn unreadable(text: &str, error: &yaml::YamlError) -> Diagnostic {
    let place = Place::in_text(FILE, text, error.range.clone());
    let message = error.message.as_str();
    if let Some(key) = quoted_after(message, "missing field `") {
        return Diagnostic::error(Code::KeyMissing, format!("the setting `{key}` is missing"))
            .at(place, "")
            .help(format!("add `{key}:` with a value"));
    }
    if let Some(key) = key_twice(message) {
        let message = format!("the setting `{key}` is there twice");
        let told = Diagnostic::error(Code::ConfigSyntax, message);
        return at_both(told, FILE, text, key, place).help("keep one of the two");
    }
    if let Some(wrong) = WrongKind::of(message, Values::Shown) {
        let place = match wrong.keys.is_empty() {
            true => place,
            false => super::check::value_place(text, &wrong.keys, ""),
        };
        return Diagnostic::error(Code::ValueInvalid, wrong.message)
            .at(place, "")
            .help(wrong.help)
            .help("compare with the commented file that `answerbook init` writes");
    }
    let Misform { note, help } = syntax(text, error);
    Diagnostic::error(Code::ConfigSyntax, "the settings are not valid YAML")
        .at(place, "")
        .note(note)
        .help(help)
}

/// Finds unknown keys in settings that could not be read, since one of them may be the reason.
///
/// It descends only into keys that hold settings of their own, which are three levels.
pub(super) fn unknown_keys(text: &str) -> Vec<Vec<String>> {
    let mut unknown = Vec::new();
    if let Ok(value) = serde_yaml::from_str::<Value>(text) {
        collect(&value, &mut Vec::new(), &mut unknown);
    }
    unknown
}

fn collect(value: &Value, path: &mut Vec<String>, unknown: &mut Vec<Vec<String>>) {
    match value {
        Value::Mapping(members) => {
            for (key, value) in members {
                let Some(key) = key.as_str() else { continue };
                path.push(key.to_owned());
                if !known_keys(path).contains(&key) {
                    unknown.push(path.clone());
                } else if [
                    "brand",
                    "colours",
                    "columns",
                    "sources",
                    "publish",
                    "policy",
                    "community",
                    "search",
                    "solved",
                ]
                .contains(&key)
                {
                    collect(value, path, unknown);
                }
                path.pop();
            }
        }
        Value::Sequence(items) if path.len() == 1 && path[0] == "sources" => {
            for (at, item) in items.iter().enumerate().filter(|(_, item)| item.is_mapping()) {
                path.push(at.to_string());
                collect(item, path, unknown);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Whether a message may say what stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    /// It may.
    Shown,
    /// It may not: names are on it, and messages go to logs.
    Hidden,
}

/// A value of the wrong kind, in words of people who write settings.
pub(crate) struct WrongKind {
    /// What is wrong.
    pub message: String,
    /// The keys that lead to it, outermost first, and numbers of items.
    pub keys: Vec<String>,
    /// What to write.
    pub help: String,
}

impl WrongKind {
    /// Reads the words of the library: ``sources[0].path: invalid type: sequence, expected a
    /// string``. `None` for those that tell of something else.
    pub(crate) fn of(message: &str, values: Values) -> Option<WrongKind> {
        let (path, kinds) = message.split_once("invalid type: ")?;
        let (found, wanted) = kinds.split_once(", expected ").unwrap_or((kinds, "another value"));
        let keys: Vec<String> = path
            .trim_end_matches(": ")
            .split(['.', '[', ']'])
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        let value = value_of(found, values);
        let found = match (found, &value) {
            ("sequence", _) => "a list".to_owned(),
            ("map", _) => "a group of settings".to_owned(),
            ("unit value" | "null", _) => "empty".to_owned(),
            (_, Some(value)) => format!("`{value}`"),
            (found, None) => match found.split([' ', '`']).next() {
                Some("string") => "a text".to_owned(),
                Some("integer" | "floating") => "a number".to_owned(),
                Some(word) => format!("a {word}"),
                None => "another value".to_owned(),
            },
        };
        let named = keys.iter().rfind(|key| key.parse::<usize>().is_err());
        let is_item = keys.last().is_some_and(|key| key.parse::<usize>().is_ok());
        let what = match named {
            Some(key) if is_item => format!("an item of `{key}`"),
            Some(key) => format!("`{key}`"),
            None => "the file".to_owned(),
        };
        let message = format!("{what} is {found} where {} expected", wanted_words(wanted));
        let key = named.map_or("key", String::as_str);
        Some(WrongKind { message, help: help_of(&found, wanted, key, value), keys })
    }
}

/// The value that the library quotes, where it may be shown.
fn value_of(found: &str, values: Values) -> Option<String> {
    let at = found.find(['`', '"']).filter(|_| values == Values::Shown)?;
    Some(found[at..].trim_matches(['`', '"']).chars().take(60).collect())
}

/// What was expected, with its verb.
fn wanted_words(wanted: &str) -> String {
    match wanted {
        "a string" => "a text is".to_owned(),
        "a sequence" => "a list is".to_owned(),
        "a map" => "one `key: value` a line is".to_owned(),
        "a boolean" => "`true` or `false` is".to_owned(),
        "f32" | "f64" => "a number is".to_owned(),
        "i64" | "u32" | "u64" | "usize" => "a whole number is".to_owned(),
        wanted if wanted.starts_with("settings") => "settings of its own are".to_owned(),
        wanted if wanted.starts_with("decisions") => "sections such as `solved:` are".to_owned(),
        wanted => format!("{wanted} is"),
    }
}

/// What to write instead.
fn help_of(found: &str, wanted: &str, key: &str, value: Option<String>) -> String {
    let is_group = found == "a group of settings";
    match (wanted, value) {
        ("a sequence", Some(value)) => format!("write a list: `{key}: [{value}]`"),
        ("a sequence", None) if is_group => {
            format!("start each item below `{key}:` with `- `: its first line, and no other")
        }
        ("a sequence", None) => format!("write a list: `{key}: [one, two]`"),
        ("a string", _) if found == "a list" => {
            format!("write one text, without `[` or `- `: `{key}: …`")
        }
        ("a string", _) => format!("write one text, in quotes if it holds `: `: `{key}: \"…\"`"),
        ("a boolean", _) => format!("write `{key}: true`, or `{key}: false`"),
        ("i64" | "u32" | "u64" | "usize", _) => format!("write digits alone: `{key}: 3`"),
        ("f32" | "f64", _) => format!("write a number without other signs: `{key}: 0.5`"),
        _ if found == "a list" => {
            format!("write one `key: value` a line below `{key}:`, without `- ` in front")
        }
        _ => format!("write its settings below `{key}:`, one `key: value` a line"),
    }
}

/// What is wrong with the form of a file, and what to do.
pub(crate) struct Misform {
    /// Why.
    pub note: String,
    /// How it is mended.
    pub help: &'static str,
}

const QUOTES: &str = "put quotes round the value: `title: \"Lumo: answers\"`";
const INDENT: &str = "indent with spaces, as many for all lines of a group";

/// Explains the most common errors of form; the others keep the words of the library.
pub(crate) fn syntax(text: &str, error: &yaml::YamlError) -> Misform {
    let start = error.range.start.min(text.len());
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let is_tab = line.trim_start_matches(' ').starts_with('\t');
    let words: &[(&str, &str, &str)] = &[
        (
            "expected ',' or ']'",
            "a list that starts with `[` has no `]`",
            "close the list with `]`",
        ),
        (
            "expected ',' or '}'",
            "a group that starts with `{` has no `}`",
            "close the group with `}`",
        ),
        ("mapping values are not allowed", "a value holds `: ` and has no quotes round it", QUOTES),
        ("cannot start any token", "a value starts with `@`, a backtick or `%`", QUOTES),
        ("unknown anchor", "a value starts with `*`", QUOTES),
        ("expected alphabetic", "a value starts with `&` or `*`", QUOTES),
        ("end of stream", "a quoted value has no closing quote", "close it with the same quote"),
        (
            "expected '-' indicator",
            "this line is indented otherwise than the items above it",
            INDENT,
        ),
        ("expected key", "this line is indented otherwise than those above it", INDENT),
        ("expected ':'", "a key on this line, or on the one above, has no `:` behind it", INDENT),
        ("block end", "this line is indented otherwise than those above it", INDENT),
        ("more than one document", "a line of `---` starts a second document", "remove that line"),
    ];
    if is_tab {
        let note = "a tab indents this line, and YAML takes spaces alone".to_owned();
        return Misform { note, help: INDENT };
    }
    match words.iter().find(|(part, ..)| error.message.contains(part)) {
        Some((_, note, help)) => Misform { note: (*note).to_owned(), help },
        None => Misform { note: error.message.clone(), help: QUOTES },
    }
}

fn quoted_after<'a>(message: &'a str, start: &str) -> Option<&'a str> {
    message.split(start).nth(1)?.split('`').next()
}

/// Adds where a key stands that is there twice; `place` is what the library says, which names the
/// group that both stand in.
pub(crate) fn at_both(
    told: Diagnostic,
    path: &str,
    text: &str,
    key: &str,
    place: Place,
) -> Diagnostic {
    match yaml::find_twice(text, key) {
        Some([first, second]) => told
            .at(Place::in_text(path, text, second), "")
            .at(Place::in_text(path, text, first), "and here"),
        None => told.at(place, ""),
    }
}

/// Returns the key that the library says is there twice.
pub(crate) fn key_twice(message: &str) -> Option<&str> {
    quoted_after(message, "duplicate field `")
}
