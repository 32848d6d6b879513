//! What is said of privacy.yaml. There are names in it, and messages go to logs: of a line the
//! keys are quoted, and of values only those that the message itself repeats.

use std::io;
use std::ops::Range;

use crate::config::{Misform, Values, WrongKind, key_twice, syntax, yaml};
use crate::diag::{Code, Diagnostic, Excerpt, Place, nearest};

use super::rules::FILE;
use super::wire::known_keys;

/// A place of the file, with the key of its line that is meant: `  - name: …`.
pub(super) fn at(text: &str, range: Option<Range<usize>>) -> Place {
    let Some(range) = range else { return Place::file(FILE) };
    let place = Place::in_text(FILE, text, range.clone());
    let (line, at) = line_of(text, &range);
    Place { excerpt: key_at(line, at).map(|key| shown(line, key, ": …")), ..place }
}

/// The same, with words that the message repeats in any case.
fn at_words(text: &str, range: Option<Range<usize>>) -> Place {
    let Some(range) = range else { return Place::file(FILE) };
    let place = Place::in_text(FILE, text, range.clone());
    let (line, at) = line_of(text, &range);
    let end = line.len().min(at + range.len());
    Place { excerpt: Some(shown(line, at..end, " …")), ..place }
}

/// The line that a range starts in, and where it starts there.
fn line_of<'t>(text: &'t str, range: &Range<usize>) -> (&'t str, usize) {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    (text[start..].lines().next().unwrap_or_default(), range.start - start)
}

/// Finds the key whose value starts at a place in a line, or the key that starts there, if it is
/// one of the file's.
fn key_at(line: &str, at: usize) -> Option<Range<usize>> {
    let before = line.get(..at)?;
    let key = match before.rfind(':') {
        Some(colon) => before[..colon].rfind([' ', '{', ',']).map_or(0, |at| at + 1)..colon,
        None => at..at + line[at..].find(':')?,
    };
    let lists = ["people", "threads"].map(|list| known_keys(&[list, ""].map(str::to_owned)));
    let all = lists.iter().copied().chain([known_keys(&[String::new()])]);
    all.flatten().any(|known| *known == &line[key.clone()]).then_some(key)
}

/// Shows some words of a line, marked, and of what stands in front of them the indentation alone.
fn shown(line: &str, words: Range<usize>, end: &str) -> Excerpt {
    let before = &line[..words.start];
    let is_bare = before.chars().all(|c| " -{".contains(c));
    let blank = &before[..before.len() - before.trim_start().len()];
    let start = if is_bare { before.to_owned() } else { format!("{blank}… ") };
    let range = start.len()..start.len() + words.len();
    Excerpt { text: format!("{start}{}{end}", &line[words]), range }
}

/// The file cannot be read.
pub(super) fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::ConfigSyntax, format!("`{FILE}` cannot be read"))
        .at(Place::file(FILE), "")
        .note(error.kind().to_string())
        .help("allow reading it: without it nothing is published")
}

/// The file is no YAML, or a value in it is of another kind.
pub(super) fn invalid_yaml(text: &str, error: &yaml::YamlError) -> Diagnostic {
    let place = at(text, Some(error.range.clone()));
    if let Some(key) = key_twice(&error.message) {
        let second = yaml::find_twice(text, key).map(|[_, second]| second);
        let place = second.map_or(place, |second| at(text, Some(second)));
        let message = format!("`{key}` is there twice in one entry");
        return Diagnostic::error(Code::ConfigSyntax, message)
            .at(place, "")
            .help("start another entry with `- `, or keep one of the two");
    }
    if let Some(wrong) = WrongKind::of(&error.message, Values::Hidden) {
        let range = yaml::find_value(text, &wrong.keys, "");
        let place = if wrong.keys.is_empty() { place } else { at(text, range) };
        let list = wrong.keys.iter().rfind(|key| key.parse::<usize>().is_err());
        let help = match list.map(String::as_str) {
            Some("people") => "start each person with `- name: …`, or with `- id: …`".to_owned(),
            Some("threads") => "start each thread with `- id: …`".to_owned(),
            Some("public") => "write a list: `public: [help@lumo.example]`".to_owned(),
            Some(_) => wrong.help,
            None => "write `people:`, `threads:` or `public:`, and below it a list".to_owned(),
        };
        return Diagnostic::error(Code::ConfigSyntax, wrong.message).at(place, "").help(help);
    }
    if error.message.contains("missing field `id`") {
        return Diagnostic::error(Code::ConfigSyntax, "a thread has no `id`")
            .at(place, "")
            .help("start each thread with `- id: …`, as `answerbook threads` shows it");
    }
    // What the library says may hold words of the file.
    let Misform { note, help } = syntax(text, error);
    let note = if note == error.message { "it is not valid YAML here".to_owned() } else { note };
    Diagnostic::error(Code::ConfigSyntax, format!("`{FILE}` cannot be understood"))
        .at(place, "")
        .note(note)
        .help(help)
}

/// A key means nothing.
pub(super) fn key_unknown(text: &str, path: &[String]) -> Diagnostic {
    let key = path.last().map_or("", String::as_str);
    let known = known_keys(path);
    let place = at_words(text, yaml::find_key(text, path));
    let diagnostic = Diagnostic::error(Code::KeyUnknown, format!("`{key}` is no key of `{FILE}`"))
        .at(place, "unknown key");
    match nearest(key, known.iter().copied()) {
        Some(name) => diagnostic.help(format!("use `{name}`")),
        None => diagnostic
            .note(format!("the keys here are {}", known.join(", ")))
            .help("remove the line"),
    }
}

/// An entry means nobody.
pub(super) fn nobody(place: Place) -> Diagnostic {
    Diagnostic::error(Code::KeyMissing, "a person has neither a name nor an id")
        .at(place, "")
        .help("add `name:` as the community shows it, or `id:` of the account")
}

/// An entry, the `number`th of `threads`, means nothing in the sources.
pub(super) fn no_thread(place: Place, number: usize) -> Diagnostic {
    unmatched(place, format!("entry {number} of `threads` is no thread of the sources"))
        .help("use the id that `answerbook threads` shows")
}

/// An entry, the `number`th of `people`, means nobody in the sources. A thread is named in which
/// somebody has nearly the name: that name itself is nobody's business.
pub(super) fn no_person(place: Place, number: usize, near: Option<&str>) -> Diagnostic {
    let told = unmatched(place, format!("entry {number} of `people` is nobody in the sources"));
    match near {
        Some(thread) => told
            .note(format!("somebody in `{thread}` has a name that differs in a letter or two"))
            .help(format!("write the name as it stands in the thread `{thread}`, if it is meant")),
        None => told.help("write the name as the community shows it, or the account's `id`"),
    }
}

fn unmatched(place: Place, what: String) -> Diagnostic {
    Diagnostic::warning(Code::PrivacyUnmatched, what).at(place, "this entry").note(
        "it stays in force for exports to come; whom an import took out is not there any more",
    )
}
