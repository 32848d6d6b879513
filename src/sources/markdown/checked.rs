//! That somebody has checked an answer: read from the settings of its file, and written into
//! them. All else in the file stays as it is.

use serde_json::{Map, Value};

use crate::diag::{Diagnostic, Place, Sink};
use crate::model::{SectionDigests, Verified};
use crate::normalize::quoted;

use super::super::fields::{self, filled};
use super::front::{Form, Front, Wire};
use super::page::unmarked;

/// Reads who checked the answer, and when.
pub(super) fn verified(front: &Front<'_>, wire: &Wire, sink: &mut Sink) -> Option<Verified> {
    let by = filled(wire.verified_by.as_deref()).map(str::to_owned);
    let on = wire.verified_on.as_deref();
    if by.is_some() && filled(on).is_none() {
        let place = front.key("verified_by");
        fields::warn(sink, || verified_without_date(place));
    }
    let on = fields::date(on, "verified_on", || front.value("verified_on"), sink)?;
    Some(Verified { on, by })
}

/// Reads what the original said when the translation was checked.
pub(super) fn translated_from(
    front: &Front<'_>,
    wire: &Wire,
    sink: &mut Sink,
) -> Option<SectionDigests> {
    let written = wire.translated_from.as_deref();
    fields::sections(written, || front.value("translated_from"), sink)
}

fn verified_without_date(place: Place) -> Diagnostic {
    fields::value_invalid(place, "`verified_by` has no `verified_on`".to_owned())
        .note("the check is left out")
        .help("add `verified_on:` with the day of the check")
}

/// Sets settings of a file to texts, or takes them out where there is none. `None` when that
/// would not change just these: the settings then have a form in which a person should do it.
pub(in crate::sources) fn with_settings(
    text: &str,
    settings: &[(&str, Option<String>)],
) -> Option<String> {
    let (mark, text) = text.split_at(text.len() - unmarked(text).len());
    let front = Front::find("", text).ok()?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (form, own) = front.form();
    let lines: Vec<&str> = text[own.clone()].split_inclusive('\n').collect();
    let is_set = |line: &str| settings.iter().any(|(key, _)| starts_with_key(line, key, form));
    // In TOML what stands behind the head of a table belongs to it.
    let (mut kept, mut tables) = (String::new(), String::new());
    let mut is_inside = false;
    for line in lines {
        if form == Form::Toml && (line.starts_with('[') || !tables.is_empty()) {
            tables.push_str(line);
            continue;
        }
        let goes_on = is_inside && line.starts_with([' ', '\t']);
        is_inside = goes_on || is_set(line);
        if !is_inside {
            kept.push_str(line);
        }
    }
    for (key, value) in settings {
        if let Some(value) = value {
            let sign = if form == Form::Toml { " =" } else { ":" };
            kept.push_str(&format!("{key}{sign} {}{newline}", quoted(value)));
        }
    }
    kept.push_str(&tables);
    let new = match own.is_empty() && front.body == 0 {
        true => format!("---{newline}{kept}---{newline}{text}"),
        false => format!("{}{kept}{}", &text[..own.start], &text[own.end..]),
    };
    is_just_that(text, &new, settings).then(|| format!("{mark}{new}"))
}

fn starts_with_key(line: &str, key: &str, form: Form) -> bool {
    let rest = line.strip_prefix(['"', '\'']).unwrap_or(line).strip_prefix(key);
    let rest =
        rest.map(|rest| rest.trim_start_matches(['"', '\'']).trim_start_matches([' ', '\t']));
    rest.is_some_and(|rest| rest.starts_with(form.sign()))
}

/// Tells whether two texts differ in these settings alone, and the new one has them.
fn is_just_that(old: &str, new: &str, settings: &[(&str, Option<String>)]) -> bool {
    let (Some((mut before, old_body)), Some((mut after, new_body))) = (read(old), read(new)) else {
        return false;
    };
    let is_written = settings.iter().all(|(key, value)| {
        before.remove(*key);
        after.remove(*key) == value.clone().map(Value::String)
    });
    is_written && before == after && old_body == new_body
}

/// Reads the settings of a file, and what follows.
fn read(text: &str) -> Option<(Map<String, Value>, &str)> {
    let front = Front::find("", text).ok()?;
    // What a build would not read is not written either.
    front.read(&mut Sink::new()).ok()?;
    let (form, range) = front.form();
    let settings: Option<Map<String, Value>> = match form {
        Form::Yaml => serde_yaml::from_str(&text[range]).ok()?,
        Form::Toml => toml::from_str(&text[range]).ok()?,
    };
    Some((settings.unwrap_or_default(), &text[front.body..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, expected: &str) {
        let settings = [
            ("verified_on", Some("2026-06-01".to_owned())),
            ("verified_by", None),
            ("expires", None),
        ];
        assert_eq!(with_settings(old, &settings).as_deref(), Some(expected), "{old}");
    }

    #[test]
    fn settings_are_set_and_all_else_stays() {
        check(
            "---\ntitle: A # one\nverified_on: 2025-01-01\nverified_by: >\n  Bo\n# last\n---\nB\n",
            "---\ntitle: A # one\n# last\nverified_on: \"2026-06-01\"\n---\nB\n",
        );
        check("Words.\n", "---\nverified_on: \"2026-06-01\"\n---\nWords.\n");
        check(
            "---\r\ntitle: A\r\n---\r\nB\r\n",
            "---\r\ntitle: A\r\nverified_on: \"2026-06-01\"\r\n---\r\nB\r\n",
        );
        check(
            "\u{feff}---\ntitle: A\n---\nB\n",
            "\u{feff}---\ntitle: A\nverified_on: \"2026-06-01\"\n---\nB\n",
        );
        check(
            "+++\ntitle = \"A\"\n\n[extra]\nx = 1\n+++\nB\n",
            "+++\ntitle = \"A\"\n\nverified_on = \"2026-06-01\"\n[extra]\nx = 1\n+++\nB\n",
        );
        check(
            "+++\ntitle = \"A\"\nexpires = 2026-01-01\n+++\nB\n",
            "+++\ntitle = \"A\"\nverified_on = \"2026-06-01\"\n+++\nB\n",
        );
    }

    #[test]
    fn a_form_that_is_not_understood_is_left_alone() {
        let settings = [("verified_on", Some("2026-06-01".to_owned()))];
        for text in ["---\n{title: A}\n---\nB\n", "---\ntitle: [\n---\nB\n", "---\ntitle: A\nB\n"] {
            assert_eq!(with_settings(text, &settings), None, "{text}");
        }
    }
}
