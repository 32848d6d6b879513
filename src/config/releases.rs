//! Reads releases.yaml: what came out when, so that answers which were last checked before are
//! known to be due.

use std::io::ErrorKind;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::{Code, Diagnostic, Place, Sink, join_names, nearest};
use crate::files::Files;
use crate::model::Timestamp;

use super::check::language_invalid;
use super::home::{LocalText, WireText, local_text};
use super::problems::{Misform, Values, WrongKind, at_both, key_twice, syntax};
use super::{misnamed, yaml};

/// The name of the file.
pub const RELEASES: &str = "releases.yaml";

/// The keys of a release.
const KEYS: [&str; 5] = ["product", "version", "date", "changed", "notes"];

/// A version of a product that came out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Release {
    /// The product, as answers name it; `None` for whatever the site is about.
    pub product: Option<String>,
    /// The version.
    pub version: String,
    /// The day on which it came out.
    pub date: Timestamp,
    /// What changed, as tags and titles have it; empty when that may be anything.
    pub changed: Vec<String>,
    /// What changed, for readers, by language.
    pub notes: LocalText,
    /// Where it is written: the line in the file.
    pub line: usize,
}

impl Release {
    /// Returns the product and the version.
    pub fn name(&self) -> String {
        let product = self.product.as_deref().unwrap_or_default();
        format!("{product} {}", self.version).trim().to_owned()
    }
}

/// What came out when: `releases.yaml`, beside answerbook.yaml.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "releases.yaml", deny_unknown_fields)]
#[serde(expecting = "`releases:`, and then one `- product: …` after another")]
struct WireReleases {
    /// The releases, in any order.
    releases: Option<Vec<WireRelease>>,
}

/// A version of a product that came out.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "`product`, `version`, `date`, `changed` and `notes`")]
struct WireRelease {
    /// The product, as answers name it; all answers are meant when it is absent.
    product: Option<String>,
    /// The version; in quotes, since `4.10` is a number otherwise.
    version: String,
    /// The day on which it came out: `2026-06-01`.
    date: String,
    /// What changed: tags or words of titles. Only answers that have one of them are due;
    /// all answers about the product when it is absent.
    changed: Option<Vec<String>>,
    /// What changed, in a sentence for readers: one for all languages, or one for each,
    /// `{en: …, uk: …}`.
    notes: Option<WireText>,
}

/// Returns the JSON Schema of releases.yaml, pretty-printed.
pub fn releases_schema() -> String {
    let schema = schemars::schema_for!(WireReleases);
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON")
}

/// Reads the releases; none when the file is not there.
pub(super) fn load(files: &dyn Files, sink: &mut Sink) -> Vec<Release> {
    let bytes = match files.read(RELEASES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            misnamed(files, RELEASES).into_iter().for_each(|told| sink.push(told));
            return Vec::new();
        }
        Err(error) => {
            let message = format!("`{RELEASES}` cannot be read: {}", error.kind());
            sink.push(
                Diagnostic::error(Code::FileUnreadable, message).at(Place::file(RELEASES), ""),
            );
            return Vec::new();
        }
    };
    match yaml::text_of(RELEASES, bytes) {
        Ok(text) => read(&text, sink),
        Err(diagnostic) => {
            sink.push(diagnostic);
            Vec::new()
        }
    }
}

fn read(text: &str, sink: &mut Sink) -> Vec<Release> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Vec::new();
    }
    let parsed = match yaml::parse::<WireReleases>(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            sink.push(unreadable(text, &error));
            return Vec::new();
        }
    };
    for path in &parsed.unknown {
        sink.push(key_unknown(text, path));
    }
    let releases = parsed.value.releases.unwrap_or_default().into_iter().enumerate();
    releases.filter_map(|(at, wire)| release(text, at, wire, sink)).collect()
}

fn release(text: &str, at: usize, wire: WireRelease, sink: &mut Sink) -> Option<Release> {
    let filled = |words: String| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let Some(date) = Timestamp::parse(wire.date.trim()) else {
        sink.push(date_invalid(place(text, at, "date"), &wire.date));
        return None;
    };
    let Some(version) = filled(wire.version) else {
        sink.push(version_empty(place(text, at, "version")));
        return None;
    };
    Some(Release {
        product: wire.product.and_then(filled),
        version,
        date,
        changed: wire.changed.unwrap_or_default().into_iter().filter_map(filled).collect(),
        notes: wire.notes.map_or_else(LocalText::default, |notes| {
            local_text(notes, &mut |tag| {
                let path = ["releases", &at.to_string(), "notes", tag].map(str::to_owned);
                let place = yaml::find_key(text, &path);
                let place = place.map(|range| Place::in_text(RELEASES, text, range));
                sink.push(language_invalid(place.unwrap_or(Place::file(RELEASES)), tag));
            })
        }),
        line: place(text, at, "version").line,
    })
}

fn place(text: &str, at: usize, key: &str) -> Place {
    let path = ["releases".to_owned(), at.to_string(), key.to_owned()];
    match yaml::find_key(text, &path) {
        Some(range) => Place::in_text(RELEASES, text, range),
        None => Place::file(RELEASES),
    }
}

fn date_invalid(place: Place, date: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{date}` is not a date"))
        .at(place, "")
        .note("the release is left out")
        .help("write the day as `2026-06-01`")
}

fn version_empty(place: Place) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, "a release has no version")
        .at(place, "")
        .note("the release is left out")
        .help("write what readers call it, in quotes: `version: \"4.3\"`")
}

fn key_unknown(text: &str, path: &[String]) -> Diagnostic {
    let key = path.last().map_or("", String::as_str);
    let place = match yaml::find_key(text, path) {
        Some(range) => Place::in_text(RELEASES, text, range),
        None => Place::file(RELEASES),
    };
    let known = if path.len() > 1 { &KEYS[..] } else { &["releases"] };
    let near = nearest(key, known.iter().copied()).map(|near| format!("use `{near}`"));
    Diagnostic::error(Code::KeyUnknown, format!("`{key}` is not a key of releases"))
        .at(place, "unknown key")
        .note(format!("the keys here are {}", join_names(known)))
        .help_if(near)
}

fn unreadable(text: &str, error: &yaml::YamlError) -> Diagnostic {
    let place = Place::in_text(RELEASES, text, error.range.clone());
    let diagnostic = Diagnostic::error(Code::ValueInvalid, "the releases cannot be read");
    let usual = "write one after another: `- version: \"4.3\"`, `date: 2026-06-01`, `product: …`";
    if let Some(key) = key_twice(&error.message) {
        let note = format!("`{key}` is there twice");
        return at_both(diagnostic, RELEASES, text, key, place).note(note).help("keep one of them");
    }
    if let Some(wrong) = WrongKind::of(&error.message, Values::Shown) {
        return diagnostic.at(place, "").note(wrong.message).help(wrong.help).help(usual);
    }
    if error.message.contains("missing field") {
        let note = "a release has `version:` and `date:`";
        return diagnostic.at(place, "").note(note).help(usual);
    }
    let Misform { note, help } = syntax(text, error);
    diagnostic.at(place, "").note(note).help(help)
}

#[cfg(test)]
mod tests {
    use crate::diag::{Color, Format, render};
    use crate::text::Lang;

    use super::*;

    #[track_caller]
    fn check(text: &str, n_releases: usize, told: &[&str]) -> Vec<Release> {
        let mut sink = Sink::new();
        let releases = read(text, &mut sink);
        let shown: String =
            sink.into_sorted().iter().map(|d| render(d, Format::Human, Color::Never)).collect();
        assert_eq!(releases.len(), n_releases, "{shown}");
        for words in told {
            assert!(shown.contains(words), "{words} in {shown}");
        }
        assert_eq!(told.is_empty(), shown.is_empty(), "{shown}");
        releases
    }

    #[test]
    fn releases_are_read() {
        let text = "releases:\n  - {product: Hub 2, version: \"4.10\", date: 2026-06-01}\n  \
                    - version: Spring\n    date: 2026-03-01\n    changed: [wi-fi, \"\"]\n    \
                    notes: New menus.\n";
        let releases = check(text, 2, &[]);
        assert_eq!(releases[0].version, "4.10");
        assert_eq!((&*releases[1].changed, releases[1].line), (&["wi-fi".to_owned()][..], 3));
        check("# nothing yet\n", 0, &[]);
        check("releases:\n", 0, &[]);
    }

    #[test]
    fn notes_may_be_in_each_language() {
        let text = "releases:\n  - version: a\n    date: 2026-06-01\n    notes:\n      \
                    en: New menus.\n      uk: Нові меню.\n";
        let releases = check(text, 1, &[]);
        let notes = |lang| releases[0].notes.of(Lang::new(lang).expect("a language"));
        assert_eq!(
            (notes("en"), notes("uk"), notes("sl")),
            (Some("New menus."), Some("Нові меню."), None)
        );
        check(
            &text.replace("uk:", "1uk:"),
            1,
            &["`1uk` is not a language tag", "releases.yaml:6:"],
        );
        check(&text.replace("en: New menus.", "- x"), 0, &["the releases cannot be read"]);
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        check(
            "releases:\n  - {version: a, date: soon}\n  - {version: b, date: 2026-01-02}\n",
            1,
            &["`soon` is not a date", "releases.yaml:2:"],
        );
        check("releases:\n  - {version: \" \", date: 2026-01-02}\n", 0, &["has no version"]);
        let releases = check("releases:\n  - {version: 4.10, date: 2026-01-02}\n", 1, &[]);
        assert_eq!(releases[0].version, "4.10");
        check("releases:\n  - {date: 2026-01-02}\n", 0, &["a release has `version:` and `date:`"]);
        check("release: []\n", 0, &["use `releases`"]);
        check(
            "releases:\n  - {version: a, date: 2026-01-02, note: b}\n",
            1,
            &["`note` is not a key of releases", "use `notes`"],
        );
    }
}
