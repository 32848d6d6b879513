//! Reads decisions.yaml: what people decided about threads by hand, such as which answer
//! solved one, whether it is published, or that two questions are one.
//!
//! It is a file of its own because programs add to it (`duplicates --write`) and because no
//! import writes it: decisions stay when the same threads come again with the next export.

mod places;

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::diag::{Code, Diagnostic, Place, Sink, is_hidden, join_names, nearest};
use crate::files::Files;

use super::{SourceSettings, yaml};

use places::NamePlaces;

/// The name of the file.
pub const DECISIONS: &str = "decisions.yaml";

/// The keys of the file.
const KEYS: [&str; 6] = ["best", "duplicates", "not", "publish", "solved", "title"];

/// What people decided about one thread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The post that solved it.
    pub solved: Option<Spanned<String>>,
    /// The answer that comes first, without saying that it is accepted.
    pub best: Option<Spanned<String>>,
    /// Whether it is published, whatever the settings say.
    pub publish: Option<Spanned<bool>>,
    /// A better title.
    pub title: Option<Spanned<String>>,
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
        let ids = [&self.solved, &self.best, &self.title].map(|said| said.as_ref());
        let mut places: Vec<&Place> = ids.into_iter().flatten().map(|said| &said.place).collect();
        places.extend(self.publish.as_ref().map(|said| &said.place));
        places
    }

    /// Adds those values of another decision that this one does not have.
    fn or(self, other: &Decision) -> Decision {
        Decision {
            solved: self.solved.or_else(|| other.solved.clone()),
            best: self.best.or_else(|| other.best.clone()),
            publish: self.publish.or_else(|| other.publish.clone()),
            title: self.title.or_else(|| other.title.clone()),
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

#[derive(Deserialize)]
#[serde(expecting = "decisions, such as `solved:` and then one `THREAD: POST` a line")]
struct WireDecisions {
    solved: Option<BTreeMap<WireId, WireId>>,
    best: Option<BTreeMap<WireId, WireId>>,
    not: Option<Vec<WireId>>,
    publish: Option<BTreeMap<WireId, YesOrNo>>,
    title: Option<BTreeMap<WireId, String>>,
    duplicates: Option<Vec<WireMerge>>,
}

#[derive(Deserialize)]
#[serde(expecting = "`question: THREAD`, `of: THREAD` and `approved: yes` or `no`")]
struct WireMerge {
    question: WireId,
    of: WireId,
    approved: Option<YesOrNo>,
}

/// A value that must be `yes` or `no`, which YAML reads as a text or as a boolean.
#[derive(Deserialize)]
#[serde(untagged)]
enum YesOrNo {
    Bool(bool),
    Text(String),
}

/// An id, written with quotes or as a whole number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct WireId(String);

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
    let parsed = match yaml::parse::<WireDecisions>(text) {
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
    let WireDecisions { solved, best, not, publish, title, duplicates } = parsed.value;
    let mut threads = DecisionCollector { text, threads: BTreeMap::new(), sink };
    threads.solved(solved.unwrap_or_default());
    threads.best(best.unwrap_or_default());
    threads.not(not.unwrap_or_default());
    threads.publish(publish.unwrap_or_default());
    threads.titles(title.unwrap_or_default());
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

    fn solved(&mut self, solved: BTreeMap<WireId, WireId>) {
        let places = NamePlaces::of_keys(self.text, "solved");
        for (WireId(thread), WireId(what)) in solved {
            let place = places.place(&thread);
            self.of(thread).solved = Some(Spanned { value: what, place });
        }
    }

    fn best(&mut self, best: BTreeMap<WireId, WireId>) {
        let places = NamePlaces::of_keys(self.text, "best");
        for (WireId(thread), WireId(what)) in best {
            let place = places.place(&thread);
            self.of(thread).best = Some(Spanned { value: what, place });
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
    match nearest(key, KEYS) {
        Some(name) => diagnostic.help(format!("use `{name}`")),
        None => diagnostic
            .note(format!("the keys are {}", join_names(&KEYS)))
            .help("write such as `solved:`, and below it one `\"THREAD\": \"POST\"` a line"),
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
    use crate::diag::{Color, Format, render};
    use crate::files::MemoryFiles;

    fn read(text: &str) -> (BTreeMap<String, Decision>, String) {
        let mut sink = Sink::new();
        let decisions = load(&MemoryFiles::new([(DECISIONS, text)]), &mut sink);
        let shown = |d| render(d, Format::Short, Color::Never);
        (decisions.threads, sink.into_sorted().iter().map(shown).collect())
    }

    #[test]
    fn ids_are_texts_or_whole_numbers() {
        let text = "# by hand\nsolved:\n  \"C1-1.5\": \"2.50\"\n  Help: 1: 7\n";
        assert!(read(text).1.contains("the decisions cannot be read"));
        let (decisions, said) =
            read("solved:\n  \"C1-1.5\": \"2.50\"\n  500: 9007199254740993\n  \"Help:7\": \"8\"\n");
        assert_eq!(said, "");
        let solved = decisions.iter().filter_map(|(id, one)| Some((&**id, one.solved.as_ref()?)));
        let found: Vec<(&str, &str, usize)> =
            solved.map(|(id, said)| (id, &*said.value, said.place.line)).collect();
        let expected = [("500", "9007199254740993", 3), ("C1-1.5", "2.50", 2), ("Help:7", "8", 4)];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_source_sees_its_own_ids_and_its_name_counts_first() {
        let (decisions, _) = read("title: {7: Seven, \"Help:7\": Help, \"Care:7\": Care}\n");
        let title = |name: &str, id: &str| {
            let own = within_source(&decisions, name, "slack");
            own.get(id).and_then(|one| one.title.clone()).map(|said| said.value)
        };
        assert_eq!(title("Help", "7").as_deref(), Some("Help"));
        assert_eq!(title("Forum", "7").as_deref(), Some("Seven"));
        assert_eq!(title("Forum", "Care:7").as_deref(), Some("Care"));
    }

    #[test]
    fn everything_that_a_team_decides_has_its_place() {
        let text = "best:\n  \"1\": \"4\"\nnot:\n  - \"2\"\n  - 3\npublish: {\"4\": yes, 5: no}\n\
                    title:\n  \"1\": \"  The hub\n    is deaf \"\n";
        let (decisions, said) = read(text);
        assert_eq!(said, "");
        let one = &decisions["1"];
        let lines: Vec<usize> = one.places().iter().map(|place| place.line).collect();
        assert_eq!(lines, [2, 8]);
        assert_eq!(one.title.as_ref().map(|said| said.value.as_str()), Some("The hub is deaf"));
        let published = |id: &str| {
            let said = decisions[id].publish.as_ref().expect("a decision");
            (said.value, said.place.line, said.place.column)
        };
        let all = ["2", "3", "4", "5"].map(published);
        assert_eq!(all, [(false, 4, 6), (false, 5, 5), (true, 6, 12), (false, 6, 21)]);
    }

    #[test]
    fn what_cannot_be_both_is_told() {
        let (decisions, said) = read("not: [a]\npublish: {a: yes}\n");
        let expected = "decisions.yaml:2:11: error[value-invalid]: `a` is to be published, \
                        and is not\n";
        assert_eq!(said, expected);
        assert_eq!(decisions["a"].publish.as_ref().map(|said| said.value), Some(true));
        assert_eq!(read("not: [a]\npublish: {a: no}\n").1, "");
        assert!(
            read("publish: {a: perhaps}\n").1.contains("`perhaps` is not a value of `publish`")
        );
        assert!(read("title: {a: \" \"}\n").1.contains("the title of `a` is empty"));
        for unseen in ["\u{200b}", "\u{2060} \u{ad}\u{fe0f}", "\u{3164}", "\u{e0041}", "\u{feff}"] {
            let (decisions, said) = read(&format!("title: {{a: \"{unseen}\"}}\n"));
            assert!(said.contains("the title of `a` has nothing that can be seen"), "{said}");
            assert_eq!(decisions.len(), 0, "{unseen:?}");
        }
        assert_eq!(read("title: {a: \"\u{200f}👋\u{fe0f}\"}\n").1, "");
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
        assert_eq!(read("# nothing yet\n"), (BTreeMap::new(), String::new()));
    }
}
