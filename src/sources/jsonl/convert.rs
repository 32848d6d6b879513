//! From a line to a [`Thread`]: every value checked, every fault named.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::config::SourceSettings;
use crate::diag::{Diagnostic, Place, Sink};
use crate::model::{
    Attachment, Comment, Markup, Math, Origin, Person, Popularity, Post, PostId, Role,
    SectionDigests, Thread, ThreadId, ThreadKind, ThreadOverrides, Timestamp, Verified,
};

use super::super::fields::filled;
use super::super::json_cursor::Step;
use super::super::json_cursor::Step::{At, Key};
use super::super::{attachment_paths, fields, json_cursor, problems};
use super::order::Order;
use super::wire::{
    Id, Loose, Several, WireAnswer, WireAttachment, WireAuthor, WireComment, WireQuestion,
    WireThread,
};

/// A line of a file that holds a record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    /// The file.
    pub path: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The line's text.
    pub text: &'a str,
}

/// Why a line is not a record.
pub(super) struct Fault {
    /// What is wrong, as the message says it.
    message: String,
    /// What the parser expected.
    note: Option<String>,
    /// Where in the line.
    range: Range<usize>,
}

impl<'a> Record<'a> {
    /// Quotes a range of the line.
    pub fn at(&self, range: Range<usize>) -> Place {
        Place::in_record(self.path, self.line, self.text, range)
    }

    /// Quotes the value that a path means, or the start of the line.
    pub fn value(&self, path: &[Step<'_>]) -> Place {
        let found = json_cursor::find(self.text.as_bytes(), path);
        self.at(found.map_or(0..0, |found| found.value))
    }
}

/// Reads a line.
pub(super) fn parse(text: &str) -> Result<WireThread, Fault> {
    if !text.trim_ascii_start().starts_with('{') {
        let message = "this line is not a JSON object".to_owned();
        return Err(Fault { message, note: None, range: 0..text.len().min(1) });
    }
    let wire: WireThread = serde_json::from_str(text).map_err(|error| fault(text, &error))?;
    for (key, value) in [("id", &wire.id.0), ("title", &wire.title)] {
        if value.trim().is_empty() {
            let found = json_cursor::find(text.as_bytes(), &[Key(key)]);
            let range = found.map_or(0..0, |found| found.whole);
            let message = format!("the record's `{key}` is empty");
            return Err(Fault { message, note: None, range });
        }
    }
    Ok(wire)
}

/// Turns a record into a thread.
pub(super) fn thread(
    wire: WireThread,
    record: Record<'_>,
    settings: &SourceSettings,
    sink: &mut Sink,
) -> Thread {
    Converter { record, settings, sink }.thread(wire)
}

/// Tells why a line is skipped.
pub(super) fn record_invalid(record: Record<'_>, fault: Fault) -> Diagnostic {
    let mut diagnostic = problems::record_invalid(record.at(fault.range), fault.message, "");
    diagnostic.notes.extend(fault.note);
    let start = record.text.trim_start();
    if start.starts_with('[') {
        let help = "write each record on a line of its own: `jq -c '.[]' file.json > file.jsonl`";
        return diagnostic.help(help);
    }
    // The first lines of JSON that is written for people.
    if matches!(start.trim_end(), "{" | "}" | "},") || start.starts_with('"') {
        let help = "write each record on one line: `jq -c . file.json > file.jsonl`";
        return diagnostic.help(help);
    }
    diagnostic.help("`answerbook schema thread` prints the form of a record")
}

/// Returns the id of the `at`th answer or comment: its own, or its number.
pub(super) fn post_id(id: Option<&Id>, prefix: &str, at: usize) -> String {
    match id.and_then(|id| filled(Some(&id.0))) {
        Some(id) => id.to_owned(),
        None => format!("{prefix}{}", at + 1),
    }
}

fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let at = error.column().saturating_sub(1).min(text.len().saturating_sub(1));
    let range = at..text.len().min(at + 1);
    let words = error.to_string();
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
    if error.is_eof() {
        let message = "the record ends in the middle of a value".to_owned();
        let note = "a download or an export that stopped early looks like this".to_owned();
        return Fault { message, note: Some(note), range };
    }
    if let Some(field) = words.strip_prefix("missing field ") {
        return Fault { message: format!("the record has no {field}"), note: None, range: 0..1 };
    }
    if let Some(field) = words.strip_prefix("duplicate field ") {
        return Fault { message: format!("the record has {field} twice"), note: None, range };
    }
    // Only what was expected: the parser also quotes what it found, however long.
    let note = words.rsplit_once("expected ").map(|(_, wanted)| format!("expected {wanted}"));
    if !error.is_data() {
        let message = "this line is not valid JSON".to_owned();
        let is_comma = words == "trailing characters" && text[at..].starts_with(',');
        let note = note.or(is_comma.then(|| "a comma stands behind the record".to_owned()));
        return Fault { message, note: Some(note.unwrap_or_else(|| words.to_owned())), range };
    }
    match json_cursor::member_at(text.as_bytes(), at) {
        Some((name, value)) => {
            let name = fields::short(&name);
            Fault { message: format!("`{name}` has a value of another type"), note, range: value }
        }
        None => Fault { message: "a field has a value of another type".to_owned(), note, range },
    }
}

struct Converter<'a> {
    record: Record<'a>,
    settings: &'a SourceSettings,
    sink: &'a mut Sink,
}

impl Converter<'_> {
    fn thread(mut self, wire: WireThread) -> Thread {
        let record = self.record;
        let id = ThreadId(wire.id.0);
        let author = self.author(wire.author, &[]);
        let created = self.date(wire.created, "created", &[]);
        let mut answers = self.answers(wire.answers.unwrap_or_default());
        let accepted = wire.accepted.map(|id| PostId(id.0));
        self.accept(accepted.as_ref(), &mut answers);
        let question = wire.question.unwrap_or_default();
        let own_id = question.id.as_ref().and_then(|id| filled(Some(&id.0)));
        let question_id = match own_id {
            Some(id) => PostId(id.to_owned()),
            None => fields::question_id(&id, &answers),
        };
        let mut question = self.question(question, question_id);
        question.author = author;
        let value = |key| move || record.value(&[Key(key)]);
        let kind = fields::kind(wire.kind.as_deref(), value("kind"), self.sink);
        let kind = kind.unwrap_or(ThreadKind::Question);
        // An article has no question that somebody asked.
        question.created = question.created.or(created.filter(|_| kind == ThreadKind::Question));
        self.comments(wire.comments.unwrap_or_default(), &id, &mut question, &mut answers);
        let verified = self.verified(wire.verified_on, wire.verified_by);
        Thread {
            kind,
            title: fields::one_line(&wire.title),
            url: fields::web(wire.url, "url", value("url"), self.sink),
            language: fields::language(wire.language.as_deref(), value("language"), self.sink),
            created,
            updated: self.date(wire.updated, "updated", &[]),
            tags: texts(wire.tags),
            channels: Vec::new(),
            category: wire.category.map(Several::into_category).unwrap_or_default(),
            products: wire.product.map(Several::into_texts).unwrap_or_default(),
            versions: wire.version.map(Several::into_texts).unwrap_or_default(),
            popularity: Popularity::counted(wire.views.map(|n| n.0), wire.likes.map(|n| n.0)),
            licence: text(wire.licence),
            duplicate_of: text(wire.duplicate_of.map(|id| id.0)).map(ThreadId),
            translation_of: text(wire.translation_of.map(|id| id.0)),
            translated_from: self.sections(wire.translated_from),
            slug: text(wire.slug),
            aliases: texts(wire.aliases),
            summary: text(wire.summary),
            verified,
            expires: self.date(wire.expires, "expires", &[]),
            solved: fields::solved(wire.solved.as_deref(), value("solved"), self.sink),
            decided: ThreadOverrides {
                best: text(wire.best.map(|id| id.0)).map(PostId),
                publish: wire.publish,
                title: false,
                draft: false,
            },
            id,
            question,
            answers,
            accepted,
            math: Math::Likely,
            origin: Origin { path: record.path.to_owned(), line: record.line },
        }
    }

    /// Marks the answer that the thread names as its solution.
    fn accept(&mut self, wanted: Option<&PostId>, answers: &mut [Post]) {
        let Some(wanted) = wanted else { return };
        match answers.iter_mut().find(|answer| answer.id == *wanted) {
            Some(answer) => answer.accepted = true,
            None => {
                let place = self.record.value(&[Key("accepted")]);
                self.sink.push(fields::accepted_missing(place, &wanted.0, answers));
            }
        }
    }

    fn question(&mut self, wire: WireQuestion, id: PostId) -> Post {
        let path = [Key("question")];
        let url = || self.record.value(&[Key("question"), Key("url")]);
        let (url, edited) = (fields::web(wire.url, "url", url, self.sink), wire.edited);
        let created = self.date(wire.created, "created", &path);
        Post {
            created,
            body: self.markup(wire.body, wire.markup, &path),
            edited: self.date(edited, "edited", &path),
            votes: wire.score.unwrap_or_default().0,
            licence: text(wire.licence),
            url,
            attachments: self.attachments(wire.attachments, &path),
            ..Post::new(id, Markup::default())
        }
    }

    fn answers(&mut self, wires: Vec<WireAnswer>) -> Vec<Post> {
        let mut ids = HashSet::new();
        let mut answers = Vec::with_capacity(wires.len());
        for (at, wire) in wires.into_iter().enumerate() {
            let wanted = post_id(wire.id.as_ref(), "", at);
            let id = fields::unique_id(&wanted, at, &mut ids);
            if id.0 != wanted && wire.id.is_some() {
                let place = || self.record.value(&[Key("answers"), At(at), Key("id")]);
                fields::warn(self.sink, || fields::answer_id_taken(place(), &wanted, &id));
            }
            answers.push(self.answer(wire, id, &[Key("answers"), At(at)]));
        }
        answers
    }

    fn answer(&mut self, wire: WireAnswer, id: PostId, path: &[Step<'_>]) -> Post {
        let record = self.record;
        let url = || record.value(&[path, &[Key("url")]].concat());
        Post {
            id,
            author: self.author(wire.author, path),
            body: self.markup(wire.body, wire.markup, path),
            created: self.date(wire.created, "created", path),
            edited: self.date(wire.edited, "edited", path),
            votes: wire.score.unwrap_or_default().0,
            accepted: wire.accepted.unwrap_or_default(),
            official: wire.official.unwrap_or_default(),
            licence: text(wire.licence),
            url: fields::web(wire.url, "url", url, self.sink),
            attachments: self.attachments(wire.attachments, path),
            by_hand: false,
            comments: Vec::new(),
        }
    }

    /// Hangs every comment on the post that it is about.
    fn comments(
        &mut self,
        wires: Vec<WireComment>,
        thread: &ThreadId,
        question: &mut Post,
        answers: &mut [Post],
    ) {
        // `None` is the question. Answers win over a thread with the same id.
        let mut targets: HashMap<String, Option<usize>> =
            answers.iter().enumerate().map(|(at, post)| (post.id.0.clone(), Some(at))).collect();
        for id in [&thread.0, &question.id.0] {
            targets.entry(id.clone()).or_insert(None);
        }
        let order = Order::new(question, answers);
        let mut ids = HashSet::new();
        for (at, wire) in wires.into_iter().enumerate() {
            let path = [Key("comments"), At(at)];
            let parent = text(wire.parent.as_ref().map(|id| id.0.clone()));
            let author = self.author(wire.author, &path);
            let created = self.date(wire.created, "created", &path);
            let target = match &parent {
                None => order.before(author.as_ref(), created),
                Some(parent) => targets.get(parent).copied().unwrap_or_else(|| {
                    let place = || self.record.value(&[Key("comments"), At(at), Key("parent")]);
                    fields::warn(self.sink, || parent_unknown(place(), parent));
                    None
                }),
            };
            let wanted = post_id(wire.id.as_ref(), "c", at);
            let id = fields::unique_id(&wanted, at, &mut ids);
            targets.entry(wanted).or_insert(target);
            let comment = Comment {
                id,
                author,
                body: self.markup(wire.body, wire.markup, &path),
                created,
                attachments: self.attachments(wire.attachments, &path),
                by_hand: false,
            };
            let post = match target {
                Some(answer) => &mut answers[answer],
                None => &mut *question,
            };
            post.comments.push(comment);
        }
    }

    fn attachments(
        &mut self,
        wires: Option<Vec<WireAttachment>>,
        path: &[Step<'_>],
    ) -> Vec<Attachment> {
        let record = self.record;
        let mut files = Vec::new();
        for (at, wire) in wires.into_iter().flatten().enumerate() {
            let place =
                || record.value(&[path, &[Key("attachments"), At(at), Key("shown")]].concat());
            let shown = fields::shown(wire.shown.as_deref(), place, self.sink);
            let (path, url) = (text(wire.path), text(wire.url));
            let (name, path, url) = (wire.name.as_deref(), path.as_deref(), url.as_deref());
            let size = wire.size.and_then(|size| u64::try_from(size.0).ok());
            let said = attachment_paths::FileMention { name, path, url, size, shown };
            files.extend(attachment_paths::mentioned(self.settings, record.path, &said));
        }
        files
    }

    fn author(&mut self, wire: Option<WireAuthor>, path: &[Step<'_>]) -> Option<Person> {
        let wire = wire?;
        let record = self.record;
        let place = |key| record.value(&[path, &[Key("author"), Key(key)]].concat());
        let (id, name) = (text(wire.id.map(|id| id.0)), text(wire.name));
        let name = name.or_else(|| id.clone())?;
        let id = id.unwrap_or_else(|| name.clone());
        let role = fields::role(wire.role.as_deref(), || place("role"), self.sink);
        let url = fields::web(wire.url, "url", || place("url"), self.sink);
        let person = fields::person(id, name, role.unwrap_or(Role::Member), &self.settings.staff);
        Some(Person { url, ..person })
    }

    fn markup(&mut self, body: Option<String>, name: Option<String>, path: &[Step<'_>]) -> Markup {
        let record = self.record;
        let place = || record.value(&[path, &[Key("markup")]].concat());
        let syntax = fields::syntax(name.as_deref(), place, self.sink);
        Markup { syntax, text: body.unwrap_or_default() }
    }

    fn date(&mut self, date: Option<Loose>, key: &str, path: &[Step<'_>]) -> Option<Timestamp> {
        let record = self.record;
        let place = || record.value(&[path, &[Key(key)]].concat());
        fields::date(date.as_ref().map(|date| date.0.as_str()), key, place, self.sink)
    }

    fn verified(&mut self, on: Option<Loose>, by: Option<String>) -> Option<Verified> {
        let on = self.date(on, "verified_on", &[])?;
        Some(Verified { on, by: text(by) })
    }

    fn sections(&mut self, sections: Option<String>) -> Option<SectionDigests> {
        let record = self.record;
        let place = || record.value(&[Key("translated_from")]);
        fields::sections(sections.as_deref(), place, self.sink)
    }
}

fn parent_unknown(place: Place, parent: &str) -> Diagnostic {
    let parent = fields::short(parent);
    fields::value_invalid(place, format!("no answer of this thread has the id `{parent}`"))
        .note("the comment is shown below the question")
        .help("set `parent` to the id of an answer, or leave it out")
}

/// Keeps text that is not blank.
fn text(text: Option<String>) -> Option<String> {
    filled(text.as_deref()).map(str::to_owned)
}

fn texts(list: Option<Vec<String>>) -> Vec<String> {
    list.into_iter().flatten().filter_map(|item| text(Some(item))).collect()
}
