//! The settings at the top of a markdown file, as YAML or as TOML.

mod toml;

use std::fmt;
use std::ops::Range;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::config::{Misform, Values, WrongKind, key_twice, syntax, yaml};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::Category;

use super::super::fields;
use super::details::Details;

/// The longest front matter that is read, in bytes. YAML takes more than
/// linear time for some hostile documents.
pub(super) const LONGEST: usize = 16 << 10;

/// Every key, for messages.
pub(super) const KEYS: [&str; 35] = [
    "title",
    "id",
    "slug",
    "tags",
    "category",
    "product",
    "version",
    "views",
    "likes",
    "language",
    "translation_of",
    "translated_from",
    "author",
    "verified_on",
    "verified_by",
    "expires",
    "source_url",
    "url",
    "aliases",
    "summary",
    "created",
    "updated",
    "licence",
    "duplicate_of",
    "accepted",
    "status",
    "kind",
    "score",
    "solved",
    "best",
    "publish",
    "draft",
    "published",
    "date",
    "post",
];

/// The settings as they are written. See [`KEYS`].
#[derive(Debug, Default, Deserialize)]
#[serde(default, expecting = "settings, one `key: value` a line")]
pub(super) struct Wire {
    pub title: Option<String>,
    pub id: Option<String>,
    pub slug: Option<String>,
    pub tags: Option<Words>,
    /// `Support > Billing`, or names from the top down.
    pub category: Option<Words>,
    pub product: Option<Words>,
    /// Several with commas between; as a number, `4.10` would be `4.1`.
    pub version: Option<String>,
    /// How often the original was read.
    pub views: Option<u64>,
    /// How many likes its posts have together.
    pub likes: Option<u64>,
    pub language: Option<String>,
    pub translation_of: Option<String>,
    /// What the original said: see [`SectionDigests`](crate::model::SectionDigests).
    pub translated_from: Option<String>,
    pub author: Option<String>,
    pub verified_on: Option<String>,
    pub verified_by: Option<String>,
    pub expires: Option<String>,
    pub source_url: Option<String>,
    pub url: Option<String>,
    pub aliases: Option<Words>,
    pub summary: Option<String>,
    pub created: Option<String>,
    pub updated: Option<String>,
    pub licence: Option<String>,
    pub duplicate_of: Option<String>,
    pub accepted: Option<String>,
    /// As in a thread record, for information; `draft` is one.
    pub status: Option<String>,
    /// `question`, where there may be no answer; `answer`.
    pub kind: Option<String>,
    pub score: Option<i64>,
    /// What else says that it is solved: `status`, or `reaction ID` of the answer.
    pub solved: Option<String>,
    /// The id of the answer that comes first.
    pub best: Option<String>,
    /// `yes` or `no`: whether it is published, whatever its grade is.
    pub publish: Option<String>,
    /// `true`: it is not published yet, as in Hugo and Zola.
    #[serde(alias = "Draft", alias = "DRAFT")]
    pub draft: Option<String>,
    /// `false`: the same in Jekyll.
    #[serde(alias = "Published", alias = "PUBLISHED")]
    pub published: Option<String>,
    /// What those programs call `created`.
    pub date: Option<String>,
    /// What machines know of the first text.
    pub post: Option<Details>,
    /// The community's name, in what a site published; for information.
    #[serde(rename = "source")]
    pub _source: Option<String>,
    /// Everyone who wrote in it, in what a site published; for information.
    #[serde(rename = "authors")]
    pub _authors: Option<Words>,
}

/// One text or a list of texts.
#[derive(Clone, Debug)]
pub(super) enum Words {
    /// `tags: hub, wi-fi`
    One(String),
    /// `tags: [hub, wi-fi]`
    Many(Vec<String>),
}

/// A file, cut into its settings and what follows.
#[derive(Debug)]
pub(super) struct Front<'a> {
    path: &'a str,
    text: &'a str,
    form: Form,
    range: Range<usize>,
    /// Where the rest of the file starts.
    pub body: usize,
}

/// How settings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `key: value`, between lines of `---`.
    Yaml,
    /// `key = value`, between lines of `+++`.
    Toml,
}

impl Form {
    /// The line above and below the settings.
    fn fence(self) -> &'static str {
        match self {
            Form::Yaml => "---",
            Form::Toml => "+++",
        }
    }

    /// What stands between a key and its value.
    pub(super) fn sign(self) -> char {
        match self {
            Form::Yaml => ':',
            Form::Toml => '=',
        }
    }

    fn of(line: &str) -> Option<Form> {
        [Form::Yaml, Form::Toml].into_iter().find(|form| line.trim_end() == form.fence())
    }
}

/// Returns where settings may start: blank lines above them are none of the text, as in Hugo.
fn start(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let mut lines = text[start..].splitn(2, '\n');
    let form = lines.next().and_then(Form::of);
    let is_one = form.is_some_and(|form| starts_with_key(lines.next().unwrap_or_default(), form));
    if is_one || is_json(&text[start..]) { start } else { 0 }
}

/// Tells whether the first line is `key: value`.
fn starts_with_key(text: &str, form: Form) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.split_once(form.sign()).is_some_and(|(key, _)| {
        let key = if form == Form::Toml { key.trim() } else { key };
        !key.is_empty() && !key.contains(' ')
    })
}

/// Tells whether a text starts with settings between `{` and `}`, as Hugo reads them, too.
fn is_json(text: &str) -> bool {
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.trim_end() == "{")
        && lines.next().is_some_and(|line| line.trim_start().starts_with('"'))
        && lines.any(|line| line.trim_end() == "}")
}

impl<'a> Front<'a> {
    /// Finds the settings of a file; those that never end are a problem.
    pub fn find(path: &'a str, text: &'a str) -> Result<Front<'a>, Diagnostic> {
        let none = Front { path, text, form: Form::Yaml, range: 0..0, body: 0 };
        let start = start(text);
        let mut lines = text[start..].split_inclusive('\n');
        let first = lines.next().unwrap_or_default();
        if is_json(&text[start..]) {
            return Err(json(Place::in_text(path, text, start..start + 1)));
        }
        let Some(form) = Form::of(first) else { return Ok(none) };
        let none = Front { form, ..none };
        let first_end = start + first.len();
        let mut at = first_end;
        for line in lines {
            let line_end = line.trim_end();
            if line_end == form.fence() || form == Form::Yaml && line_end == "..." {
                return Ok(Front { range: first_end..at, body: at + line.len(), ..none });
            }
            at += line.len();
        }
        // A rule that happens to stand on the first line opens nothing.
        match starts_with_key(&text[first_end..], form) {
            true => Err(unclosed(Place::in_text(path, text, start..start + 3), form)),
            false => Ok(none),
        }
    }

    /// Reads the settings, and warns of the unknown ones.
    pub fn read(&self, sink: &mut Sink) -> Result<Wire, Diagnostic> {
        let text = &self.text[self.range.clone()];
        if text.len() > LONGEST {
            return Err(too_long(self.place(0..0), self.form));
        }
        if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
            return Ok(Wire::default());
        }
        let parsed = match self.form {
            Form::Yaml => yaml::parse::<Wire>(text),
            Form::Toml => toml::parse::<Wire>(text),
        };
        let parsed = parsed.map_err(|error| self.invalid(text, &error))?;
        for path in &parsed.unknown {
            let key = path.first().map_or("", String::as_str);
            fields::warn(sink, || key_unknown(self.key(key), key));
        }
        let mut wire = parsed.value;
        wire.created = wire.created.or(wire.date.take());
        Ok(wire)
    }

    /// Describes why the settings cannot be read.
    fn invalid(&self, text: &str, error: &yaml::YamlError) -> Diagnostic {
        let place = self.place(error.range.clone());
        if let Some(key) = key_twice(&error.message).or_else(|| toml_twice(text, error)) {
            let message = format!("the setting `{key}` is there twice");
            return front_matter(self.second(key).unwrap_or(place), message)
                .help("keep one of the two");
        }
        if let Some(wrong) = WrongKind::of(&error.message, Values::Shown) {
            let place = wrong.keys.first().map_or(place, |key| self.value(key));
            let help = match self.form {
                Form::Yaml => wrong.help,
                Form::Toml => {
                    let key = wrong.keys.last().map_or("", String::as_str);
                    wrong.help.replace(&format!("{key}: "), &format!("{key} = "))
                }
            };
            return front_matter(place, wrong.message).help(help);
        }
        let line_start = text[..error.range.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        match self.form {
            Form::Yaml => {
                let Misform { note, help } = syntax(text, error);
                not_valid(place, "YAML", &note, help)
            }
            Form::Toml if line.contains(':') && !line.contains('=') => not_valid(
                place,
                "TOML",
                "this line is `key: value`, as in YAML",
                "write `---` in place of both lines of `+++`",
            ),
            Form::Toml => {
                let note: String = error.message.chars().take(200).collect();
                let help = "put quotes round texts: `title = \"Reset the hub\"`";
                not_valid(place, "TOML", &note, help)
            }
        }
    }

    /// Quotes a setting where it stands for the second time.
    fn second(&self, key: &str) -> Option<Place> {
        let text = &self.text[self.range.clone()];
        let mut at = 0;
        let starts = text.split_inclusive('\n').filter_map(|line| {
            let start = at;
            at += line.len();
            let rest = line.strip_prefix(key)?;
            rest.trim_start().starts_with(self.form.sign()).then_some(start)
        });
        let start = starts.collect::<Vec<_>>().get(1).copied()?;
        Some(self.place(start..start + key.len()))
    }

    /// Returns the settings as they are written, where that is YAML.
    pub fn settings(&self) -> Option<&'a str> {
        (self.form == Form::Yaml).then(|| &self.text[self.range.clone()])
    }

    /// Returns how the settings are written, and where.
    pub fn form(&self) -> (Form, Range<usize>) {
        (self.form, self.range.clone())
    }

    /// Quotes the name of a setting.
    pub fn key(&self, key: &str) -> Place {
        self.place(self.name(key).unwrap_or(0..0))
    }

    /// Quotes the value of a setting.
    pub fn value(&self, key: &str) -> Place {
        self.find_value(key).unwrap_or_else(|| self.key(key))
    }

    /// Quotes the value of a setting, if it is there.
    pub fn find_value(&self, key: &str) -> Option<Place> {
        let text = &self.text[self.range.clone()];
        let name = self.name(key)?;
        let rest = text[name.end..].lines().next()?;
        let value = rest.find(self.form.sign()).map(|at| &rest[at + 1..])?;
        let start = name.end + rest.len() - value.trim_start().len();
        Some(self.place(start..start + value.trim().len()))
    }

    fn name(&self, key: &str) -> Option<Range<usize>> {
        let text = &self.text[self.range.clone()];
        // A line that starts with the key, before any mention within a value.
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            // A table of TOML: `[extra]`.
            let name = line.trim_start_matches('[');
            let is_table = name.len() < line.len();
            let sign = if is_table { ']' } else { self.form.sign() };
            let is_key = name.strip_prefix(key).is_some_and(|l| l.trim_start().starts_with(sign));
            if is_key {
                let start = at + line.len() - name.len();
                return Some(start..start + key.len());
            }
            at += line.len();
        }
        yaml::find_key(text, &[key.to_owned()])
    }

    fn place(&self, range: Range<usize>) -> Place {
        let start = self.range.start;
        Place::in_text(self.path, self.text, start + range.start..start + range.end)
    }
}

impl Words {
    /// Returns the list; a single text is cut at its commas.
    pub fn by_comma(self) -> Vec<String> {
        match self {
            Words::One(text) => tidy(text.split(',').map(str::to_owned)),
            Words::Many(list) => tidy(list),
        }
    }

    /// Returns the category of these names; a single text is the way to it.
    pub fn into_category(self) -> Category {
        match self {
            Words::One(text) => Category::written(&text),
            Words::Many(list) => Category { path: tidy(list), id: None },
        }
    }

    /// Returns the list; a single text is its only item.
    pub fn whole(self) -> Vec<String> {
        match self {
            Words::One(text) => tidy([text]),
            Words::Many(list) => tidy(list),
        }
    }
}

fn tidy(list: impl IntoIterator<Item = String>) -> Vec<String> {
    list.into_iter().filter_map(|item| Some(fields::filled(Some(&item))?.to_owned())).collect()
}

// Written out, since serde's `untagged` would hide what is wrong with a list.
impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        struct WordsVisitor;
        impl<'de> Visitor<'de> for WordsVisitor {
            type Value = Words;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<Words, E> {
                Ok(Words::One(text.to_owned()))
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Words, E> {
                Ok(Words::One(flag.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Words, E> {
                Ok(Words::One(number.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Words, E> {
                Ok(Words::One(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Words, E> {
                Ok(Words::One(number.to_string()))
            }

            fn visit_unit<E>(self) -> Result<Words, E> {
                Ok(Words::Many(Vec::new()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Words, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = items.next_element::<Option<String>>()? {
                    words.extend(word);
                }
                Ok(Words::Many(words))
            }
        }
        deserializer.deserialize_any(WordsVisitor)
    }
}

fn unclosed(place: Place, form: Form) -> Diagnostic {
    front_matter(place, "the settings at the top have no end".to_owned())
        .help(format!("write a line of `{}` below the last setting", form.fence()))
}

fn json(place: Place) -> Diagnostic {
    front_matter(place, "the settings at the top are JSON".to_owned())
        .help("write them as YAML between two lines of `---`: `title: Reset the hub`")
}

fn too_long(place: Place, form: Form) -> Diagnostic {
    front_matter(place, format!("the settings at the top are longer than {} KB", LONGEST >> 10))
        .help(format!("move the text below the second line of `{}`", form.fence()))
}

fn not_valid(place: Place, name: &str, note: &str, help: &str) -> Diagnostic {
    front_matter(place, format!("the settings at the top are not valid {name}"))
        .note(note)
        .help(help)
}

/// Returns the key that the library for TOML says is there twice.
fn toml_twice<'t>(text: &'t str, error: &yaml::YamlError) -> Option<&'t str> {
    let key = text.get(error.range.clone())?.split('=').next()?.trim();
    (error.message.contains("duplicate key") && !key.is_empty()).then_some(key)
}

/// What other programs call our settings.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("summary", &["description", "excerpt", "abstract", "subtitle"]),
    ("tags", &["keywords", "categories", "category", "topics", "labels", "tag"]),
    ("language", &["lang", "locale"]),
    ("slug", &["permalink"]),
    ("updated", &["lastmod", "last_modified_at", "modified", "last_updated"]),
    ("author", &["authors", "by", "creator"]),
    ("aliases", &["redirect_from", "redirects", "alias"]),
    ("source_url", &["source", "canonical", "canonical_url"]),
    ("licence", &["license"]),
    ("verified_on", &["reviewed_on", "reviewed", "verified", "checked_on"]),
    ("verified_by", &["reviewed_by", "reviewer", "checked_by"]),
    ("expires", &["expiryDate", "expiry", "valid_until"]),
    ("score", &["votes"]),
];

fn key_unknown(place: Place, key: &str) -> Diagnostic {
    let unknown = fields::key_unknown(place, key, "an answer", &KEYS);
    let same = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(key));
    match ELSEWHERE.iter().find(|(_, names)| same(names)) {
        Some((ours, _)) => {
            let (notes, helps) = (Vec::new(), vec![format!("use `{ours}`")]);
            Diagnostic { notes, helps, ..unknown }
        }
        None => unknown,
    }
}

fn front_matter(place: Place, message: String) -> Diagnostic {
    Diagnostic::error(Code::FrontMatter, message).at(place, "the file is skipped")
}
