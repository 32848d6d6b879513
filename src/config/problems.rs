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
    if let Some(key) = quoted_after(message, "duplicate field `") {
        return Diagnostic::error(
            Code::ConfigSyntax,
            format!("the setting `{key}` is there twice"),
        )
        .at(place, "")
        .help("keep one of the two");
    }
    if let Some((path, kinds)) = message.split_once("invalid type: ") {
        return wrong_kind(text, place, path.trim_end_matches(": "), kinds);
    }
    Diagnostic::error(Code::ConfigSyntax, "the settings are not valid YAML")
        .at(place, "")
        .note(syntax(message))
        .help("indent with spaces")
        .help("put quotes round values that hold `: ` or start with `{`, `[` or `@`")
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

/// Describes a value of the wrong kind. `path` is as the library writes it, `sources[0].path`,
/// and so is `kinds`: ``sequence, expected a string``.
fn wrong_kind(text: &str, place: Place, path: &str, kinds: &str) -> Diagnostic {
    let (found, wanted) = kinds.split_once(", expected ").unwrap_or((kinds, "another value"));
    let found = match found {
        "sequence" => "a list".to_owned(),
        "map" => "a group of settings".to_owned(),
        "unit value" => "empty".to_owned(),
        _ => match found.find(['`', '"']) {
            Some(at) => format!("`{}`", found[at..].trim_matches(['`', '"'])),
            None => format!("a {found}"),
        },
    };
    let wanted = match wanted {
        "a string" => "a text is",
        "a sequence" => "a list is",
        "a boolean" => "`true` or `false` is",
        wanted if wanted.starts_with("settings") => "settings of its own are",
        wanted => &format!("{wanted} is"),
    };
    let keys: Vec<String> =
        path.split(['.', '[', ']']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (what, place) = match keys.iter().rfind(|key| key.parse::<usize>().is_err()) {
        Some(key) => (format!("`{key}`"), super::check::value_place(text, &keys, "")),
        None => ("the file".to_owned(), place),
    };
    Diagnostic::error(Code::ValueInvalid, format!("{what} is {found} where {wanted} expected"))
        .at(place, "")
        .help("compare with the commented file that `answerbook init` writes")
}

/// Explains the most common syntax errors; the others keep the words of the library.
fn syntax(message: &str) -> String {
    let words = [
        ("expected ',' or ']'", "a list that starts with `[` has no `]`"),
        ("expected ',' or '}'", "a group that starts with `{` has no `}`"),
        ("mapping values are not allowed", "a value holds `: ` and has no quotes round it"),
        ("cannot start any token", "a tab indents, or a value starts with a special character"),
        ("unexpected end of stream", "a quoted value has no closing quote"),
    ];
    let known = words.iter().find(|(part, _)| message.contains(part));
    known.map_or(message, |(_, words)| words).to_owned()
}

fn quoted_after<'a>(message: &'a str, start: &str) -> Option<&'a str> {
    message.split(start).nth(1)?.split('`').next()
}
