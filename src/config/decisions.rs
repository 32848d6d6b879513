//! Reads decisions.yaml: what people decided about threads by hand, such as which answer
//! solved one, whether it is published, or that two questions are one.
//!
//! It is a file of its own because programs add to it (`duplicates --write`) and because no
//! import writes it: decisions stay when the same threads come again with the next export.

mod places;
mod verified;

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::diag::{Code, Diagnostic, Place, Sink, is_hidden, join_names, nearest};
use crate::files::Files;

use super::problems::{Misform, Values, WrongKind, at_both, key_twice, syntax};
use super::{SourceSettings, misnamed, yaml};

use places::NamePlaces;
use verified::WireCheck;

pub use verified::{Check, NEVER, NextCheck, with_check};

/// The name of the file.
pub const DECISIONS: &str = "decisions.yaml";

/// The keys of the file.
const KEYS: [&str; 8] =
    ["best", "duplicates", "not", "official", "publish", "solved", "title", "verified"];

/// The keys of a pair of `duplicates`.
const MERGE_KEYS: [&str; 3] = ["question", "of", "approved"];

/// What people decided about one thread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The post that solved it.
    pub solved: Option<Spanned<String>>,
    /// The answer that comes first, without saying that it is accepted.
    pub best: Option<Spanned<String>>,
    /// The answer that speaks for the brand.
    pub official: Option<Spanned<String>>,
    /// Whether it is published, whatever the settings say.
    pub publish: Option<Spanned<bool>>,
    /// A better title.
    pub title: Option<Spanned<String>>,
    /// That somebody has checked its answer.
    pub verified: Option<Spanned<Check>>,
}

/// A decided value, with its place in the file for messages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub place: Place,
}

impl Decision {
    /// Returns the places of all its values.
    pub fn places(&self) -> Vec<&Place> {
        let ids = [&self.solved, &self.best, &self.official, &self.title];
        let ids = ids.map(|said| said.as_ref());
        let mut places: Vec<&Place> = ids.into_iter().flatten().map(|said| &said.place).collect();
        places.extend(self.publish.as_ref().map(|said| &said.place));
        places.extend(self.verified.as_ref().map(|said| &said.place));
        places
    }

    /// Returns all that was decided, without where that is written.
    fn words(&self) -> String {
        let ids = [&self.solved, &self.best, &self.official, &self.title];
        let ids = ids.map(|said| said.as_ref().map(|said| &said.value));
        let publish = self.publish.as_ref().map(|said| said.value);
        format!("{ids:?} {publish:?} {:?}", self.verified.as_ref().map(|said| &said.value))
    }

    /// Adds those values of another decision that this one does not have.
    fn or(self, other: &Decision) -> Decision {
        Decision {
            solved: self.solved.or_else(|| other.solved.clone()),
            best: self.best.or_else(|| other.best.clone()),
            official: self.official.or_else(|| other.official.clone()),
            publish: self.publish.or_else(|| other.publish.clone()),
            title: self.title.or_else(|| other.title.clone()),
            verified: self.verified.or_else(|| other.verified.clone()),
        }
    }
}

/// Returns the decisions that may concern a source, by its own ids: the name or the type of the
/// source in front of an id is removed. A decision that names the source counts before one
/// that gives the id alone.
pub(super) fn within_source(
    decisions: &BTreeMap<String, Decision>,
    name: &str,
    kind: &str,
) -> BTreeMap<String, Decision> {
    let mut own: BTreeMap<String, Decision> = BTreeMap::new();
    for (thread, decision) in decisions {
        if let Some(id) = within(thread, name, kind) {
            let known = own.remove(id).unwrap_or_default();
            own.insert(id.to_owned(), known.or(decision));
        }
    }
    for (thread, decision) in decisions {
        if within(thread, name, kind).is_none() {
            let known = own.remove(thread).unwrap_or_default();
            own.insert(thread.clone(), known.or(decision));
        }
    }
    own
}

/// A proposal or decision to show a question on the page of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The question that loses its page.
    pub question: ThreadName,
    /// The question on whose page it is shown from then on.
    pub into: ThreadName,
    /// What a person decided; nothing happens while it is `None`.
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

    /// Returns the id that it would have in a source.
    pub fn id_in(&self, source: &SourceSettings) -> &str {
        self.named_in(source).unwrap_or(&self.0)
    }
}

/// Removes the name or the type of a source from the front of a thread's name; `None` where
/// neither stands there.
fn within<'t>(thread: &'t str, name: &str, kind: &str) -> Option<&'t str> {
    let own = [name, kind].iter().find_map(|name| thread.strip_prefix(*name)?.strip_prefix(':'));
    own.map(str::trim)
}

/// Everything that decisions.yaml says.
#[derive(Default)]
pub(super) struct Decisions {
    /// Decisions about single threads, by the names as they are written.
    pub(super) threads: BTreeMap<String, Decision>,
    pub(super) merges: Vec<Merge>,
}

/// What people decided about threads: `decisions.yaml`, beside answerbook.yaml. A thread is named
/// as `answerbook threads` names it: its id, with the name of the source and `:` in front where
/// other sources have the id, too.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "decisions.yaml", deny_unknown_fields)]
#[serde(expecting = "decisions, such as `solved:` and then one `THREAD: POST` a line")]
struct WireDecisions {
    /// Threads with the post that solved each.
    #[schemars(with = "Option<BTreeMap<String, WireId>>")]
    solved: Option<BTreeMap<WireId, WireId>>,
    /// Threads with the answer that comes first, without saying that it is accepted.
    #[schemars(with = "Option<BTreeMap<String, WireId>>")]
    best: Option<BTreeMap<WireId, WireId>>,
    /// Threads with the answer that speaks for the brand, whoever wrote it.
    #[schemars(with = "Option<BTreeMap<String, WireId>>")]
    official: Option<BTreeMap<WireId, WireId>>,
    /// Threads that are not published.
    not: Option<Vec<WireId>>,
    /// Threads that are published whatever their grade is, `yes`, or are not, `no`.
    #[schemars(with = "Option<BTreeMap<String, YesOrNo>>")]
    publish: Option<BTreeMap<WireId, YesOrNo>>,
    /// Threads with better titles.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    title: Option<BTreeMap<WireId, String>>,
    /// Threads with the day on which somebody checked the answer, as `answerbook verify` adds.
    #[schemars(with = "Option<BTreeMap<String, WireCheck>>")]
    verified: Option<BTreeMap<WireId, WireCheck>>,
    /// Pairs of questions that one page could answer, as `answerbook duplicates --write` adds.
    duplicates: Option<Vec<WireMerge>>,
}

/// Two questions that one page could answer.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "`question: THREAD`, `of: THREAD` and `approved: yes` or `no`")]
struct WireMerge {
    /// The question that loses its page.
    question: WireId,
    /// The question on whose page it is shown then.
    of: WireId,
    /// `yes` or `no`; nothing happens while nobody has decided.
    approved: Option<YesOrNo>,
}

/// A value that must be `yes` or `no`, which YAML reads as a text or as a boolean.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum YesOrNo {
    /// `true` or `false`.
    Bool(bool),
    /// `yes` or `no`.
    Text(String),
}

/// An id, written with quotes or as a whole number.
#[derive(PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[schemars(extend("type" = ["string", "integer"]))]
struct WireId(String);

/// Returns the JSON Schema of decisions.yaml, pretty-printed.
pub fn decisions_schema() -> String {
    let schema = schemars::schema_for!(WireDecisions);
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON")
}

impl<'de> Deserialize<'de> for WireId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WireId, D::Error> {
        struct IdVisitor;
        impl Visitor<'_> for IdVisitor {
            type Value = WireId;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an id in quotes")
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<WireId, E> {
                Ok(WireId(id.to_owned()))
            }

            fn visit_u64<E: Error>(self, id: u64) -> Result<WireId, E> {
                Ok(WireId(id.to_string()))
            }

            fn visit_i64<E: Error>(self, id: i64) -> Result<WireId, E> {
                Ok(WireId(id.to_string()))
            }
        }
        // A number with a point would lose digits: it is refused.
        deserializer.deserialize_any(IdVisitor)
    }
}

/// Reads the decisions; none when the file is not there.
pub(super) fn load(files: &dyn Files, sink: &mut Sink) -> Decisions {
    match files.read(DECISIONS) {
        Ok(bytes) => match yaml::text_of(DECISIONS, bytes) {
            Ok(text) => read(&text, sink),
            Err(diagnostic) => {
                sink.push(diagnostic);
                Decisions::default()
            }
        },
        Err(error) => {
            if error.kind() == std::io::ErrorKind::NotFound {
                misnamed(files, DECISIONS).into_iter().for_each(|told| sink.push(told));
            }
            Decisions::default()
        }
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
    let parsed = match yaml::parse::<WireDecisions>(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            sink.push(unreadable(text, &error));
            return Decisions::default();
        }
    };
    for path in &parsed.unknown {
        sink.push(key_unknown(text, path));
    }
    let WireDecisions { solved, best, official, not, publish, title, verified, duplicates } =
        parsed.value;
    let mut threads = DecisionCollector { text, threads: BTreeMap::new(), sink };
    threads.posts("solved", solved, |decision| &mut decision.solved);
    threads.posts("best", best, |decision| &mut decision.best);
    threads.posts("official", official, |decision| &mut decision.official);
    threads.not(not.unwrap_or_default());
    threads.publish(publish.unwrap_or_default());
    threads.titles(title.unwrap_or_default());
    threads.verified(verified.unwrap_or_default());
    let threads = threads.threads;
    let merges = duplicates.unwrap_or_default().into_iter().enumerate();
    Decisions { threads, merges: merges.map(|(at, wire)| merge(text, at, wire, sink)).collect() }
}

/// Collects the decisions about each thread from all sections of the file.
struct DecisionCollector<'a> {
    text: &'a str,
    threads: BTreeMap<String, Decision>,
    sink: &'a mut Sink,
}

impl DecisionCollector<'_> {
    fn of(&mut self, thread: String) -> &mut Decision {
        self.threads.entry(thread).or_default()
    }

    /// A section that names a post of each thread.
    fn posts(
        &mut self,
        section: &str,
        posts: Option<BTreeMap<WireId, WireId>>,
        of: fn(&mut Decision) -> &mut Option<Spanned<String>>,
    ) {
        let Some(posts) = posts else { return };
        let places = NamePlaces::of_keys(self.text, section);
        for (WireId(thread), WireId(what)) in posts {
            let place = places.place(&thread);
            *of(self.of(thread)) = Some(Spanned { value: what, place });
        }
    }

    fn not(&mut self, not: Vec<WireId>) {
        let places = NamePlaces::of_items(self.text, "not");
        for WireId(thread) in not {
            let place = places.place(&thread);
            self.of(thread).publish = Some(Spanned { value: false, place });
        }
    }

    fn publish(&mut self, publish: BTreeMap<WireId, YesOrNo>) {
        let places = NamePlaces::of_keys(self.text, "publish");
        for (WireId(thread), word) in publish {
            let place = places.place(&thread);
            let what = match word.yes_or_no() {
                Ok(what) => what,
                Err(word) => {
                    self.sink.push(not_yes_or_no(place, "publish", &word));
                    continue;
                }
            };
            let known = self.of(thread.clone()).publish.replace(Spanned { value: what, place });
            if let Some(known) = known.filter(|known| known.value != what) {
                let said = self.of(thread.clone()).publish.as_ref().map(|said| said.place.clone());
                let here = said.unwrap_or_else(|| known.place.clone());
                self.sink.push(decided_twice(&thread, here, known.place));
            }
        }
    }

    fn titles(&mut self, titles: BTreeMap<WireId, String>) {
        let places = NamePlaces::of_keys(self.text, "title");
        for (WireId(thread), title) in titles {
            let place = places.place(&thread);
            let what = title.split_whitespace().collect::<Vec<&str>>().join(" ");
            if what.is_empty() || what.chars().all(is_unseen) {
                self.sink.push(title_empty(place, &thread, what.is_empty()));
                continue;
            }
            self.of(thread).title = Some(Spanned { value: what, place });
        }
    }
}

impl YesOrNo {
    /// Returns the value.
    ///
    /// # Errors
    ///
    /// Any other word, as it was written.
    fn yes_or_no(self) -> Result<bool, String> {
        match self {
            YesOrNo::Bool(said) => Ok(said),
            YesOrNo::Text(word) => match word.to_lowercase().as_str() {
                "yes" => Ok(true),
                "no" => Ok(false),
                _ => Err(word),
            },
        }
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
    let approved = match wire.approved.map(YesOrNo::yes_or_no) {
        None => None,
        Some(Ok(approved)) => Some(approved),
        Some(Err(word)) => {
            sink.push(not_yes_or_no(place_of("approved"), "approved", &word));
            None
        }
    };
    let place = place_of("question");
    let (question, into) = (ThreadName(wire.question.0), ThreadName(wire.of.0));
    Merge { question, into, approved, place }
}

fn not_yes_or_no(place: Place, key: &str, word: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, format!("`{word}` is not a value of `{key}`"))
        .at(place, "")
        .help("write `yes` or `no`, or leave the line out while nobody has decided")
}

fn decided_twice(thread: &str, here: Place, there: Place) -> Diagnostic {
    let message = format!("`{thread}` is to be published, and is not");
    Diagnostic::error(Code::ValueInvalid, message)
        .at(here, "this counts")
        .at(there, "and this does not")
        .help("remove one of the two lines")
}

/// Tells whether nothing of a character can be seen on a page: blanks, signs of direction,
/// joiners, fillers of Hangul and Braille, selectors of variants.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || is_hidden(c)
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(c, '\u{180b}'..='\u{180f}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{fffc}' | '\u{1d173}'..='\u{1d17a}')
}

fn title_empty(place: Place, thread: &str, is_empty: bool) -> Diagnostic {
    let what = if is_empty { "is empty" } else { "has nothing that can be seen" };
    Diagnostic::error(Code::ValueInvalid, format!("the title of `{thread}` {what}"))
        .at(place, "")
        .note("the thread keeps the title that it has")
        .help("write the title in quotes, or remove the line")
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
    let is_merge = path.len() > 1;
    let known: &[&str] = if is_merge { &MERGE_KEYS } else { &KEYS };
    match nearest(key, known.iter().copied()) {
        Some(name) => diagnostic.help(format!("use `{name}`")),
        None if is_merge => {
            diagnostic.note(format!("a pair has {}", join_names(known))).help("remove the line")
        }
        None => diagnostic
            .note(format!("the keys are {}", join_names(known)))
            .help("write such as `solved:`, and below it one `\"THREAD\": \"POST\"` a line"),
    }
}

fn unreadable(text: &str, error: &yaml::YamlError) -> Diagnostic {
    let place = Place::in_text(DECISIONS, text, error.range.clone());
    let diagnostic = Diagnostic::error(Code::ValueInvalid, "the decisions cannot be read");
    let usual = "write `solved:`, and below it one `\"THREAD\": \"POST\"` a line, ids in quotes";
    if let Some(key) = key_twice(&error.message) {
        let note = format!("`{key}` is there twice");
        return at_both(diagnostic, DECISIONS, text, key, place)
            .note(note)
            .help("put what both say below one of them");
    }
    if let Some(wrong) = WrongKind::of(&error.message, Values::Shown) {
        let help = match wrong.message.ends_with("an id in quotes is expected") {
            true => "put quotes round the id: digits behind a point would be lost".to_owned(),
            false => wrong.help,
        };
        return diagnostic.at(place, "").note(wrong.message).help(help).help(usual);
    }
    if error.message.contains("missing field") {
        let note = "a pair of `duplicates` has `question:` and `of:`";
        return diagnostic.at(place, "").note(note).help("add what is missing, or remove the pair");
    }
    let Misform { note, help } = syntax(text, error);
    diagnostic.at(place, "").note(note).help(help)
}

#[cfg(test)]
mod tests;
