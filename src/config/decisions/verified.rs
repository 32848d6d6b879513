//! The section `verified` of decisions.yaml: who has checked which answer, and when.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::{Code, Diagnostic, Place, Sink, escaped_json};
use crate::model::{SectionDigests, Timestamp};

use super::places::NamePlaces;
use super::{DecisionCollector, Spanned, WireId};

/// That somebody has checked an answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Check {
    /// The day of it.
    pub on: Timestamp,
    /// Who did.
    pub by: Option<String>,
    /// When it is to be checked again.
    pub expires: NextCheck,
    /// What the original said, of translations.
    pub from: Option<SectionDigests>,
}

/// When an answer is to be checked again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NextCheck {
    /// As its own record says.
    #[default]
    AsWritten,
    /// Never, whatever the record says.
    Never,
    /// By this day.
    By(Timestamp),
}

/// Says that an answer need not be checked again.
pub const NEVER: &str = "never";

/// A day, or a day and more.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a day such as `2026-06-01`, or `{on: 2026-06-01, by: Ann}`")]
pub(super) enum WireCheck {
    /// The day.
    Day(String),
    /// The day and more.
    Whole(WireWholeCheck),
}

/// Who has checked an answer, and when.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(deny_unknown_fields)]
pub(super) struct WireWholeCheck {
    /// The day: `2026-06-01`.
    on: String,
    /// Who did.
    by: Option<String>,
    /// The day by which it is to be checked again, or `never`.
    expires: Option<String>,
    /// What the original said, of translations, as `answerbook verify` writes it.
    from: Option<String>,
}

impl DecisionCollector<'_> {
    pub(super) fn verified(&mut self, verified: BTreeMap<WireId, WireCheck>) {
        let places = NamePlaces::of_keys(self.text, "verified");
        for (WireId(thread), wire) in verified {
            let place = places.place(&thread);
            if let Some(value) = check(wire, &place, self.sink) {
                self.of(thread).verified = Some(Spanned { value, place });
            }
        }
    }
}

fn check(wire: WireCheck, place: &Place, sink: &mut Sink) -> Option<Check> {
    let WireWholeCheck { on, by, expires, from } = match wire {
        WireCheck::Day(on) => WireWholeCheck { on, by: None, expires: None, from: None },
        WireCheck::Whole(whole) => whole,
    };
    let mut day = |text: &str| {
        let day = Timestamp::parse(text.trim());
        if day.is_none() {
            sink.push(not_a_day(place.clone(), text));
        }
        day
    };
    let on = day(&on);
    let expires = match expires.as_deref() {
        None => NextCheck::AsWritten,
        Some(NEVER) => NextCheck::Never,
        Some(text) => day(text).map_or(NextCheck::AsWritten, NextCheck::By),
    };
    let is_state = |text: &String| SectionDigests::parse(text).is_some();
    if let Some(text) = from.as_ref().filter(|text| !is_state(text)) {
        sink.push(not_a_state(place.clone(), text));
    }
    let by = by.map(|by| by.trim().to_owned()).filter(|by| !by.is_empty());
    let from = from.as_deref().and_then(SectionDigests::parse);
    Some(Check { on: on?, by, expires, from })
}

fn not_a_day(place: Place, text: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{text}` is not a day"))
        .at(place, "")
        .help("write the day as `2026-06-01`, or let `answerbook verify` write it")
}

fn not_a_state(place: Place, text: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{text}` says no state of an original"))
        .at(place, "")
        .help("take `from` out, and run `answerbook verify` when the translation is checked")
}

/// Adds to the text of decisions.yaml that an answer was checked, or changes what it says of it.
/// `None` where that would not change just this: a person should do it then.
pub fn with_check(old: &str, thread: &str, check: &Check) -> Option<String> {
    let entry = format!("  {}: {}", quoted(thread), check.as_yaml());
    let newline = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<&str> = old.lines().collect();
    let head = lines.iter().position(|line| line.trim_end() == HEAD);
    let new = match head {
        None if old.trim().is_empty() => format!("{FIRST}{HEAD}\n{entry}\n"),
        None => [old.trim_end(), "", HEAD, &entry, ""].join(newline),
        Some(head) => {
            let is_inside =
                |line: &&&str| line.starts_with([' ', '\t', '#']) || line.trim().is_empty();
            let n_inside = lines[head + 1..].iter().take_while(is_inside).count();
            let inside = head + 1..head + 1 + n_inside;
            let known = inside.clone().find(|at| names(lines[*at], thread));
            // A comment at the margin may be about what comes below.
            let is_own =
                |at: &usize| lines[*at].starts_with([' ', '\t']) && !lines[*at].trim().is_empty();
            match known {
                Some(at) => lines[at] = &entry,
                None => {
                    let last = inside.rev().find(is_own).unwrap_or(head);
                    lines.insert(last + 1, &entry);
                }
            }
            lines.join(newline) + newline
        }
    };
    is_just_that(old, &new, thread, check).then_some(new)
}

const HEAD: &str = "verified:";

const FIRST: &str = "# What people decided by hand. No import changes it.\n";

/// Tells whether a line of the section is about a thread.
fn names(line: &str, thread: &str) -> bool {
    let text = format!("{HEAD}\n{line}\n");
    let parsed: Option<BTreeMap<String, serde_yaml::Mapping>> = serde_yaml::from_str(&text).ok();
    let wanted = [serde_yaml::Value::from(thread)];
    let number = thread.parse::<i64>().ok().map(serde_yaml::Value::from);
    parsed.is_some_and(|parsed| {
        let mut keys = parsed.values().flat_map(serde_yaml::Mapping::keys);
        keys.any(|key| wanted.contains(key) || Some(key) == number.as_ref())
    })
}

fn is_just_that(old: &str, new: &str, thread: &str, check: &Check) -> bool {
    let read = |text: &str| {
        let mut sink = Sink::new();
        let read = super::read(text, &mut sink);
        (sink.n_errors() == 0).then_some(read)
    };
    let (Some(before), Some(after)) = (read(old), read(new)) else { return false };
    let values = |read: &super::Decisions, is_new: bool| {
        let mut threads = read.threads.clone();
        let own = threads.entry(thread.to_owned()).or_default();
        let said = own.verified.take().map(|said| said.value);
        let is_said = !is_new || said.as_ref() == Some(check);
        let all: Vec<String> = threads
            .iter()
            .filter(|(_, decision)| !decision.places().is_empty())
            .map(|(name, decision)| format!("{name} {}", decision.words()))
            .collect();
        is_said.then_some(all)
    };
    let merges = |read: &super::Decisions| read.merges.len();
    values(&after, true).is_some_and(|now| Some(now) == values(&before, false))
        && merges(&before) == merges(&after)
}

impl Check {
    /// Writes it as a value of YAML, on one line.
    fn as_yaml(&self) -> String {
        let mut out = format!("{{on: {}", self.on.day());
        if let Some(by) = &self.by {
            out.push_str(&format!(", by: {}", quoted(by)));
        }
        match self.expires {
            NextCheck::AsWritten => {}
            NextCheck::Never => out.push_str(&format!(", expires: {NEVER}")),
            NextCheck::By(expires) => out.push_str(&format!(", expires: {}", expires.day())),
        }
        if let Some(from) = &self.from {
            out.push_str(&format!(", from: \"{from}\""));
        }
        out.push('}');
        out
    }
}

/// Quotes a text as YAML does, what YAML forbids raw as well.
fn quoted(text: &str) -> String {
    escaped_json(&serde_json::json!(text).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_check() -> Check {
        let on = Timestamp::parse("2026-06-01").expect("a day");
        Check { on, by: Some("Ann \"A\"".to_owned()), expires: NextCheck::AsWritten, from: None }
    }

    #[track_caller]
    fn check(old: &str, expected: &str) {
        assert_eq!(with_check(old, "forum:7", &a_check()).as_deref(), Some(expected), "{old}");
    }

    const ENTRY: &str = "  \"forum:7\": {on: 2026-06-01, by: \"Ann \\\"A\\\"\"}\n";

    #[test]
    fn a_check_is_added_or_changed_and_all_else_stays() {
        check("", &format!("{FIRST}verified:\n{ENTRY}"));
        check("not: [8]\n", &format!("not: [8]\n\nverified:\n{ENTRY}"));
        let old = "verified:\n  8: 2026-01-01 # mine\n\ntitle:\n  8: T\n";
        let new = format!("verified:\n  8: 2026-01-01 # mine\n{ENTRY}\ntitle:\n  8: T\n");
        check(old, &new);
        check("verified:\n  'forum:7': 2026-01-01\n", &format!("verified:\n{ENTRY}"));
        check(&format!("verified:\n{ENTRY}"), &format!("verified:\n{ENTRY}"));
    }

    #[test]
    fn a_file_of_another_form_is_left_alone() {
        for old in
            ["verified: {}\n", "verified: {8: 2026-01-01}\n", "verified:\n  8: soon\n", "a\n"]
        {
            assert_eq!(with_check(old, "forum:7", &a_check()), None, "{old}");
        }
    }
}
