//! A file in parts, as it is merged, and parts as a file again.
//!
//! What nobody changed keeps the bytes that it has.

use std::ops::Range;

use serde_json::Value;

use crate::model::ThreadId;
use crate::normalize::heading_text;

use super::super::editable::{Document, Field, Post};
use super::super::fields;
use super::front::Front;
use super::page::unmarked;
use super::sections::{Section, SectionKind};
use super::write::list;
use super::{details, sections};
use crate::diag::Sink;

/// The settings that are lists of texts.
const LISTS: [&str; 2] = ["tags", "aliases"];

/// The setting that holds details of the first text.
const POST: &str = "post";

/// The detail with the files of a post.
const FILES: &str = "files";

/// The detail that says that others stand below the settings.
const DETAILS: &str = "details";

/// Starts the names of values that stand in the details of the first text.
const IN_POST: &str = "post.";

/// Returns the id that a file's settings give.
pub(in crate::sources) fn id(text: &str) -> Option<ThreadId> {
    let front = Front::find("", unmarked(text)).ok()?;
    let wire = front.read(&mut Sink::new()).ok()?;
    Some(ThreadId(fields::filled(wire.id.as_deref())?.to_owned()))
}

/// Tells whether a file's settings cannot be read.
pub(in crate::sources) fn is_broken(text: &str) -> bool {
    let front = Front::find("", unmarked(text));
    front.is_err() || front.is_ok_and(|front| front.read(&mut Sink::new()).is_err())
}

/// Cuts a file; `None` when its settings or details cannot be read, or are no YAML.
pub(in crate::sources) fn cut(text: &str) -> Option<Document> {
    let text = unmarked(text);
    let text = &text.replace("\r\n", "\n");
    let front = Front::find("", text).ok()?;
    let wire = front.read(&mut Sink::new()).ok()?;
    let cut = sections::cut(text, front.body);
    let mut fields = settings(front.settings()?)?;
    for field in &mut fields {
        field.items = match field.key.as_str() {
            "tags" => wire.tags.clone().map(super::front::Words::by_comma),
            "aliases" => wire.aliases.clone().map(super::front::Words::whole),
            _ => None,
        };
    }
    let mut document = Document { fields, ..Document::default() };
    take_post(&mut document)?;
    // A heading of level 1 is part of the text here, so that nothing of it is lost.
    let mut lead = front.body..cut.lead.end;
    if wire.post.is_some_and(|post| post.details.as_deref() == Some(details::BELOW)) {
        let (json, rest) = details::find(text, lead);
        if let Some(json) = json {
            let value: Value = serde_json::from_str(&text[json]).ok()?;
            let has_more = value.as_object()?.keys().any(|key| key != FILES);
            let files = value.get(FILES).filter(|_| !has_more)?;
            take_files(files, IN_POST, &mut document.fields)?;
        }
        lead = rest;
    }
    document.body = tidy(&text[lead]);
    for section in &cut.sections {
        let post = section_of(text, section)?;
        let answers = document.posts.last_mut().filter(|last| last.is_answer);
        match (post.is_answer, answers) {
            (false, Some(answer)) => answer.comments.push(post),
            _ => document.posts.push(post),
        }
    }
    Some(document)
}

/// Cuts settings by their keys. Comments and blank lines belong to the key below them. `None` where
/// a line looks like a key and is none: a value in braces may go on at the margin.
fn settings(text: &str) -> Option<Vec<Field>> {
    let mut fields: Vec<Field> = Vec::new();
    let mut before = String::new();
    for line in text.split_inclusive('\n') {
        let is_top = !line.starts_with([' ', '\t', '-', '#', '\n', ']', '}']);
        let key = line.split_once(':').map(|(key, _)| key.trim_matches(['"', '\'']));
        match (key.filter(|_| is_top), fields.last_mut()) {
            (Some(key), _) => {
                let raw = format!("{}{line}", std::mem::take(&mut before));
                fields.push(Field::new(key, raw));
            }
            (None, Some(last)) if !line.starts_with(['#', '\n']) => {
                last.raw.push_str(&std::mem::take(&mut before));
                last.raw.push_str(line);
            }
            (None, _) => before.push_str(line),
        }
    }
    let keys: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    let n_keys = keys.as_mapping().map_or(0, serde_yaml::Mapping::len);
    if fields.len() != n_keys {
        return None;
    }
    if !before.is_empty() {
        fields.push(Field::new("", before));
    }
    Some(fields)
}

/// Makes values of their own of the details of the first text.
fn take_post(document: &mut Document) -> Option<()> {
    let Some(at) = document.fields.iter().position(|field| field.key == POST) else {
        return Some(());
    };
    let field = document.fields.remove(at);
    // Comments above it stay, as those below the last setting do.
    let is_above = |line: &&str| line.starts_with(['#', '\n']);
    let above: String = field.raw.split_inclusive('\n').take_while(is_above).collect();
    let (_, value) = field.raw[above.len()..].split_once(':')?;
    match document.fields.iter_mut().find(|field| field.key.is_empty()) {
        Some(last) => last.raw.insert_str(0, &above),
        None if above.is_empty() => {}
        None => document.fields.push(Field::new("", above)),
    }
    let value: Value = serde_yaml::from_str(value).ok()?;
    for (key, value) in value.as_object()? {
        match (key.as_str(), value.as_str()) {
            ("markup", Some(markup)) => document.markup = Some(markup.to_owned()),
            (FILES, None) => take_files(value, IN_POST, &mut document.fields)?,
            (DETAILS, Some(details::BELOW)) => {}
            _ => {
                let raw = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                document.fields.push(Field::new(format!("{IN_POST}{key}"), raw));
            }
        }
    }
    Some(())
}

/// Makes a value of its own of each file.
fn take_files(files: &Value, prefix: &str, fields: &mut Vec<Field>) -> Option<()> {
    let mut own: Vec<Field> = Vec::new();
    for (name, raw) in details::files(files)? {
        own.push(Field::file(&name, raw, &own));
    }
    fields
        .extend(own.into_iter().map(|file| Field { key: format!("{prefix}{}", file.key), ..file }));
    Some(())
}

/// Returns the files among values, as they are written.
fn files(fields: &[Field]) -> Vec<String> {
    fields.iter().filter(|field| field.is_file).map(|field| field.raw.clone()).collect()
}

fn section_of(text: &str, section: &Section) -> Option<Post> {
    let (json, body) = details::find(text, section.body.clone());
    let mut post = Post { is_answer: section.part == SectionKind::Answer, ..Post::default() };
    post.fields.push(Field::new("name", section.name.as_str()));
    for word in &section.words {
        post.fields.push(mark(&word.text));
    }
    if let Some(json) = &json {
        let value: Value = serde_json::from_str(&text[json.clone()]).ok()?;
        for (key, value) in value.as_object()? {
            match (key.as_str(), value.as_str()) {
                ("id", Some(id)) => post.id = Some(id.to_owned()),
                ("markup", Some(markup)) => post.markup = Some(markup.to_owned()),
                (FILES, None) => take_files(value, "", &mut post.fields)?,
                (_, Some(value)) => post.fields.push(Field::new(format!("{IN_POST}{key}"), value)),
                (_, None) => return None,
            }
        }
    }
    let by_hand = post.fields.iter().find(|field| field.key == "id");
    let by_hand = by_hand.and_then(|field| field.raw.get(3..)).map(|id| id.trim().to_owned());
    post.id = post.id.or(by_hand);
    post.heading = Some(text[section.heading.start..heading_end(text, section, &body)].to_owned());
    post.body = tidy(&text[body]);
    Some(post)
}

/// A heading with its details, up to the end of their last line.
fn heading_end(text: &str, section: &Section, body: &Range<usize>) -> usize {
    let heading = section.heading.start..body.start.max(section.heading.end);
    heading.start + text[heading].trim_end().len()
}

/// Names what a word in parentheses says: its key, and the word as it was written.
fn mark(word: &str) -> Field {
    let lower = word.to_lowercase();
    let first = lower.split([' ', ':', '=']).next().unwrap_or_default();
    let key = match first {
        "member" | "expert" | "moderator" | "staff" | "brand" | "bot" => "role",
        "accepted" | "official" | "score" | "id" => first,
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => "created",
        _ => return Field::new(word, word),
    };
    Field::new(key, word)
}

/// Cuts blank lines off both ends, as where the file is read.
fn tidy(text: &str) -> String {
    let text = text.trim_end();
    let start = text.len() - text.trim_start().len();
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    text[line..].to_owned()
}

/// Puts a file together.
pub(in crate::sources) fn join(document: &Document) -> String {
    let mut out = String::from("---\n");
    let mut post = Vec::new();
    for field in document.fields.iter().filter(|field| !field.is_file) {
        match (field.key.strip_prefix(IN_POST), &field.items) {
            (Some(key), _) => post.push((key, field.raw.clone())),
            (None, Some(items)) if LISTS.contains(&field.key.as_str()) => {
                push_list(field, items, &mut out);
            }
            (None, _) => push_line(&field.raw, &mut out),
        }
    }
    post.extend(document.markup.clone().map(|markup| ("markup", markup)));
    let files = files(&document.fields);
    if !files.is_empty() {
        post.push((DETAILS, details::BELOW.to_owned()));
    }
    if !post.is_empty() {
        out.push_str(&format!("{POST}: {}\n", details::json(&post)));
    }
    out.push_str("---\n");
    out.push_str(&details::comment(&[], &files));
    push_text(&document.body, &mut out);
    for answer in &document.posts {
        push_post(answer, &mut out);
        answer.comments.iter().for_each(|comment| push_post(comment, &mut out));
    }
    out
}

/// Writes a list: as it stands where it says the same, else on one line.
fn push_list(field: &Field, items: &[String], out: &mut String) {
    let own = settings(&field.raw).unwrap_or_default();
    let lines: String =
        own.into_iter().find(|own| own.key == field.key).map_or(String::new(), |own| own.raw);
    let read: Option<super::front::Wire> = serde_yaml::from_str(&lines).ok();
    let known = read.and_then(|wire| match field.key.as_str() {
        "tags" => wire.tags.map(super::front::Words::by_comma),
        _ => wire.aliases.map(super::front::Words::whole),
    });
    if known.as_deref() == Some(items) {
        return push_line(&field.raw, out);
    }
    // Comments above it stay.
    let above = field.raw.lines().take_while(|line| line.starts_with('#') || line.is_empty());
    above.for_each(|line| push_line(line, out));
    push_line(&format!("{}: {}", field.key, list(items)), out);
}

fn push_line(line: &str, out: &mut String) {
    out.push_str(line);
    if !line.ends_with('\n') {
        out.push('\n');
    }
}

fn push_text(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push('\n');
        push_line(text, out);
    }
}

fn push_post(post: &Post, out: &mut String) {
    out.push('\n');
    match &post.heading {
        Some(heading) => push_line(heading, out),
        None => push_heading(post, out),
    }
    push_text(&post.body, out);
}

fn push_heading(post: &Post, out: &mut String) {
    out.push_str(if post.is_answer { "## Answer" } else { "### Comment" });
    let (mut marks, mut known) = (Vec::new(), Vec::new());
    known.extend(post.id.clone().map(|id| ("id", id)));
    let mut name = "";
    for field in post.fields.iter().filter(|field| !field.is_file) {
        match (field.key.strip_prefix(IN_POST), field.key.as_str()) {
            (Some(key), _) => known.push((key, field.raw.clone())),
            (None, "name") => name = &field.raw,
            (None, _) => marks.push(field.raw.as_str()),
        }
    }
    known.extend(post.markup.clone().map(|markup| ("markup", markup)));
    if !name.is_empty() {
        out.push_str(" by ");
        out.push_str(&heading_text(name));
    }
    if marks.is_empty() && name.ends_with(')') {
        marks.push("member");
    }
    if !marks.is_empty() {
        out.push_str(&format!(" ({})", marks.join(", ")));
    }
    out.push('\n');
    out.push_str(&details::comment(&known, &files(&post.fields)));
}
