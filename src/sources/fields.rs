//! Checks of single values that the hand-written formats share.
//!
//! A value that cannot be used is dropped with a warning; the record stays.

use std::collections::{BTreeSet, HashSet};

use crate::diag::{Code, Diagnostic, Place, Sink, join_names, nearest};
use crate::model::{
    AttachmentDisplay, Dialect, Person, PersonId, Post, PostId, Role, SectionDigests, Solved,
    SolvedBy, Syntax, ThreadId, ThreadKind, ThreadOverrides, Timestamp,
};
use crate::text::Lang;

use super::problems;

/// How many warnings one record or file may cause; the rest is silent.
const MAX_WARNINGS: usize = 20;

/// How many characters of a wrong value a message shows.
const SHOWN: usize = 40;

/// The names of all roles, the most common first.
pub(super) const ROLES: [&str; 6] = ["member", "expert", "moderator", "staff", "brand", "bot"];

/// Pushes a warning, unless this record has caused enough of them.
pub(super) fn warn(sink: &mut Sink, diagnostic: impl FnOnce() -> Diagnostic) {
    if sink.diagnostics().len() < MAX_WARNINGS {
        sink.push(diagnostic());
    }
}

/// Reads digests of sections, as `answerbook verify` writes them; others are left out.
pub(super) fn sections(
    text: Option<&str>,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> Option<SectionDigests> {
    let text = filled(text)?;
    let sections = SectionDigests::parse(text);
    if sections.is_none() {
        warn(sink, || {
            value_invalid(place(), format!("`{}` says no state of an original", short(text)))
                .note("`translated_from` is left out")
                .help("`answerbook verify` writes it when the translation has been checked")
        });
    }
    sections
}

/// Reads a date; blank means absent.
pub(super) fn date(
    text: Option<&str>,
    key: &str,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> Option<Timestamp> {
    let text = filled(text)?;
    let moment = Timestamp::parse(text);
    if moment.is_none() {
        warn(sink, || {
            value_invalid(place(), format!("`{}` is not a date", short(text)))
                .note(format!("`{key}` is left out"))
                .help("write it as `2026-03-18` or `2026-03-18T10:00:00Z`")
        });
    }
    moment
}

/// Reads a language tag; blank means absent.
pub(super) fn language(
    tag: Option<&str>,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> Option<Lang> {
    let tag = filled(tag)?;
    let lang = Lang::new(tag);
    if lang.is_none() {
        warn(sink, || {
            value_invalid(place(), format!("`{}` is not a language tag", short(tag)))
                .help("use a BCP 47 tag such as `en`, `uk` or `pt-BR`")
        });
    }
    lang
}

/// Keeps a web address; anything else, `javascript:` above all, is dropped.
pub(super) fn web(
    url: Option<String>,
    key: &str,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> Option<String> {
    let url = url?;
    filled(Some(&url))?;
    let parsed = url::Url::parse(url.trim());
    if parsed.is_ok_and(|parsed| matches!(parsed.scheme(), "http" | "https")) {
        return Some(url.trim().to_owned());
    }
    warn(sink, || {
        value_invalid(place(), format!("`{key}` is not a web address: `{}`", short(&url)))
            .help("write it in full, `https://forum.example.org/t/214`")
    });
    None
}

/// Reads the name of a role.
pub(super) fn role(
    name: Option<&str>,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> Option<Role> {
    let name = filled(name)?;
    let role = Role::by_name(name);
    if role.is_none() {
        warn(sink, || not_one_of(place(), "role", name, &ROLES));
    }
    role
}

/// Reads where readers are told of a file; below its post when absent or unknown.
pub(super) fn shown(
    name: Option<&str>,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> AttachmentDisplay {
    let Some(name) = filled(name) else { return AttachmentDisplay::default() };
    let shown = AttachmentDisplay::by_name(name);
    if shown.is_none() {
        warn(sink, || {
            not_one_of(place(), "shown", name, &AttachmentDisplay::ALL.map(AttachmentDisplay::name))
        });
    }
    shown.unwrap_or_default()
}

/// Reads the name of a markup language; markdown when it is absent or unknown.
pub(super) fn syntax(name: Option<&str>, place: impl FnOnce() -> Place, sink: &mut Sink) -> Syntax {
    let Some(name) = filled(name) else { return Syntax::Markdown(Dialect::Site) };
    Syntax::by_name(name).unwrap_or_else(|| {
        let known = Syntax::NAMED.map(Syntax::name);
        warn(sink, || not_one_of(place(), "markup", name, &known));
        Syntax::Markdown(Dialect::Site)
    })
}

/// Reads what a record is; blank means that it does not say so.
pub(super) fn kind(
    name: Option<&str>,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> Option<ThreadKind> {
    match filled(name)? {
        "question" => Some(ThreadKind::Question),
        "answer" => Some(ThreadKind::Answer),
        other => {
            warn(sink, || not_one_of(place(), "kind", other, &["question", "answer"]));
            None
        }
    }
}

/// Reads what says that a thread is solved: `status`, or `reaction 4711` with an answer.
pub(super) fn solved(
    text: Option<&str>,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> Option<Solved> {
    let text = filled(text)?;
    let (word, answer) = text.split_once(' ').unwrap_or((text, ""));
    let by = SolvedBy::ALL.into_iter().find(|by| by.name() == word);
    if by.is_none() {
        let names = SolvedBy::ALL.map(SolvedBy::name);
        warn(sink, || not_one_of(place(), "solved", word, &names));
    }
    let answer = filled(Some(answer)).map(|id| PostId(id.to_owned()));
    by.map(|by| Solved { by, answer })
}

/// Reads what people decided, as an import wrote it: the answer that comes first, and whether
/// the thread is published, `yes` or `no`.
pub(super) fn decided(
    best: Option<&str>,
    publish: Option<&str>,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> ThreadOverrides {
    let publish = flag(filled(publish), "publish", place, sink);
    let best = filled(best).map(|id| PostId(id.to_owned()));
    ThreadOverrides { best, publish, ..ThreadOverrides::default() }
}

/// Reads `yes` or `no`, `true` or `false`.
pub(super) fn flag(
    word: Option<&str>,
    key: &str,
    place: impl FnOnce() -> Place,
    sink: &mut Sink,
) -> Option<bool> {
    match word?.to_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        other => {
            warn(sink, || not_one_of(place(), key, other, &["yes", "no"]));
            None
        }
    }
}

/// What the state of a ticket says. Which answer solved it, its words tell.
pub(super) fn by_status(is_solved: bool) -> Solved {
    let by = if is_solved { SolvedBy::Status } else { SolvedBy::Open };
    Solved { by, answer: None }
}

/// Writes what [`solved`] reads.
pub(super) fn solved_words(solved: &Solved) -> String {
    let by = solved.by.name();
    solved.answer.as_ref().map_or(by.to_owned(), |answer| format!("{by} {}", answer.0))
}

/// Makes a person; the settings may name them among the brand's own people.
pub(super) fn person(id: String, name: String, role: Role, staff: &BTreeSet<String>) -> Person {
    let named = staff.contains(&id) || staff.contains(&name);
    let role = if named { role.max(Role::Staff) } else { role };
    Person { id: PersonId(id), name, role, url: None }
}

/// Chooses an id for a thread's first post that no answer has.
pub(super) fn question_id(thread: &ThreadId, answers: &[Post]) -> PostId {
    let ids: BTreeSet<&str> = answers.iter().map(|answer| answer.id.0.as_str()).collect();
    let mut id = thread.0.clone();
    // Ends, since every turn makes the id longer.
    while ids.contains(id.as_str()) {
        id.insert_str(0, "q-");
    }
    PostId(id)
}

/// Makes an id unlike the others of its list; `at` is the number of its post there.
pub(super) fn unique_id(wanted: &str, at: usize, ids: &mut HashSet<String>) -> PostId {
    if ids.insert(wanted.to_owned()) {
        return PostId(wanted.to_owned());
    }
    let id = (at + 1..)
        .map(|n| format!("{wanted}-{n}"))
        .find(|id| !ids.contains(id))
        .expect("numbers do not end before posts do");
    ids.insert(id.clone());
    PostId(id)
}

/// Tells that two answers of a thread share an id.
pub(super) fn answer_id_taken(place: Place, wanted: &str, id: &PostId) -> Diagnostic {
    let message = format!("two answers of one thread have the id `{}`", short(wanted));
    Diagnostic::warning(Code::IdTaken, message)
        .at(place, "the second one")
        .note(format!("both are kept; the second becomes `{}`", short(&id.0)))
        .help("give each answer its own `id`, or leave all of them out")
}

/// Tells that a value is not one of those allowed.
pub(super) fn not_one_of(place: Place, key: &str, word: &str, known: &[&str]) -> Diagnostic {
    let help = nearest(word, known.iter().copied()).map(|name| format!("use `{name}`"));
    value_invalid(place, format!("`{}` is not a value of `{key}`", short(word)))
        .note(format!("the values are {}", join_names(known)))
        .help_if(help)
}

/// Tells that a marked answer is not there.
pub(super) fn accepted_missing(place: Place, wanted: &str, answers: &[Post]) -> Diagnostic {
    let ids: Vec<String> = answers.iter().map(|answer| short(&answer.id.0)).collect();
    let help = match ids.is_empty() {
        true => "remove the mark",
        false => "set `accepted` to one of these ids, or remove the mark",
    };
    let diagnostic = problems::accepted_missing(place, &short(wanted), &ids);
    Diagnostic { helps: vec![help.to_owned()], ..diagnostic }
}

/// Tells that a field's name is unknown; `of` says what it was found in.
pub(super) fn key_unknown(place: Place, key: &str, of: &str, known: &[&str]) -> Diagnostic {
    let message = format!("`{}` is not a field of {of}", short(key));
    let diagnostic = Diagnostic::warning(Code::KeyUnknown, message).at(place, "unknown field");
    match nearest(key, known.iter().copied()) {
        Some(name) => diagnostic.help(format!("use `{name}`")),
        None => diagnostic
            .note(format!("the fields here are {}", names(known)))
            .help("remove it, or use one of these fields"),
    }
}

/// Tells that a value cannot be used; the record stays.
pub(super) fn value_invalid(place: Place, message: String) -> Diagnostic {
    Diagnostic::warning(Code::ValueInvalid, message).at(place, "")
}

/// Returns text that is not blank, trimmed.
pub(super) fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Joins the words of a title with single spaces.
pub(super) fn one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts a value for a message.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

fn names(known: &[&str]) -> String {
    known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
