//! A Slack export: a zip file, or its folder unpacked.
//!
//! A thread's replies lie in the files of the days on which they were written, so
//! all files are surveyed before any thread is read. Only channels that
//! channels.json names as public are imported; private channels, direct messages
//! and folders that no list names are left out unread.

mod blocks;
mod convert;
mod mrkdwn;
mod people;
mod wire;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use self::convert::Slack;
use self::people::Workspace;
use super::archive::Archive;
use super::auto::Sample;
use super::chat::survey::{Surveyed, reason};
use super::chat::{Chat, Habit, Held, Key, Note, Rooms, Span, Store, natural};
use super::{Skip, SkipReason, paths, problems};
use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::{Digest, Files, join};

/// Tells whether a file is of an export.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    if sample.head.starts_with(b"PK\x03\x04") {
        return memchr::memmem::find(sample.head, b"channels.json").is_some();
    }
    let is_message = sample.has(&["type", "ts"]) && !sample.has(&["messages"]);
    let is_list = sample.path.ends_with("channels.json") && sample.has(&["id", "name", "creator"]);
    sample.is_json()
        && (is_list || (is_message && (sample.has(&["user"]) || sample.has(&["text"]))))
}

/// How many problems of one file are described.
const MOST_PROBLEMS: usize = 20;

/// Finds and surveys the exports of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Chat<'a, Slack<'a>> {
    let mut survey = Survey {
        settings,
        sink,
        store: Store::new(files),
        workspaces: Vec::new(),
        channels: Vec::new(),
        roots: Vec::new(),
        archives: Vec::new(),
        notes: Vec::new(),
        skipped: Vec::new(),
        rooms: Rooms::default(),
        around: Vec::new(),
    };
    let found = paths::files_of(settings, files, &["json", "zip"], survey.sink);
    let (zips, plain): (Vec<String>, Vec<String>) =
        found.into_iter().partition(|path| path.to_ascii_lowercase().ends_with(".zip"));
    survey.folder(files, plain);
    for path in zips {
        survey.zip(files, &path);
    }
    survey.close_private();
    let Survey { store, workspaces, channels, roots, archives, .. } = survey;
    let (notes, skipped, rooms, around) =
        (survey.notes, survey.skipped, survey.rooms, survey.around);
    let slack = Slack { settings, workspaces, channels, roots, archives };
    let surveyed = Surveyed { store, notes, skipped, rooms };
    Chat::new(settings, slack, surveyed, Digest::of(&around))
}

/// What is found on the way.
struct Survey<'a, 's> {
    settings: &'a SourceSettings,
    sink: &'s mut Sink,
    store: Store<'a>,
    workspaces: Vec<Workspace>,
    /// By file: its workspace, and its channel's id and name.
    channels: Vec<Option<convert::InChannel>>,
    /// By workspace: the folder that holds its channels.json, perhaps in a zip file.
    roots: Vec<String>,
    archives: Vec<(String, Arc<Archive>, Digest)>,
    notes: Vec<Note>,
    skipped: Vec<Skip>,
    rooms: Rooms,
    around: Vec<u8>,
}

/// A file of an export by its path within it.
struct Part {
    below: String,
    held: Held,
}

impl Survey<'_, '_> {
    fn folder(&mut self, files: &dyn Files, paths: Vec<String>) {
        let parts = paths.into_iter().map(|path| Part {
            below: path.clone(),
            held: Held { digest: files.digest(&path).unwrap_or_default(), path, zipped: None },
        });
        let parts: Vec<Part> = parts.collect();
        if !parts.is_empty() {
            self.exports(parts, &self.settings.path);
        }
    }

    fn zip(&mut self, files: &dyn Files, path: &str) {
        let archive = match Archive::open(files, path) {
            Ok(archive) => Arc::new(archive),
            Err(reason) => {
                let message = format!("`{path}` cannot be read");
                return self.unreadable(Place::file(path), message, reason);
            }
        };
        let digest = files.digest(path).unwrap_or_default();
        self.archives.push((path.to_owned(), archive.clone(), digest));
        let parts = archive.entries().iter().enumerate().map(|(at, entry)| Part {
            below: entry.path.clone(),
            held: Held {
                path: format!("{path}/{}", entry.path),
                digest,
                zipped: Some((archive.clone(), at)),
            },
        });
        self.exports(parts.collect(), path);
    }

    /// Takes the exports among some files: folders with a channels.json.
    fn exports(&mut self, parts: Vec<Part>, path: &str) {
        let mut exports: BTreeMap<String, Vec<Part>> = BTreeMap::new();
        let root_of = |below: &str| below.strip_suffix("channels.json").map(str::to_owned);
        let is_root = |root: &String| root.is_empty() || root.ends_with('/');
        let roots: Vec<String> =
            parts.iter().filter_map(|part| root_of(&part.below)).filter(is_root).collect();
        if roots.is_empty() {
            let message = format!("`{path}` holds no channels.json");
            let note = "without it nothing says which channels are public";
            self.unreadable(Place::file(path), message, note.to_owned());
        }
        for part in parts {
            let root = roots.iter().filter(|root| part.below.starts_with(*root));
            if let Some(root) = root.max_by_key(|root| root.len()) {
                let below = part.below[root.len()..].to_owned();
                exports.entry(root.clone()).or_default().push(Part { below, ..part });
            }
        }
        for (root, parts) in exports {
            let is_packed = parts.iter().any(|part| part.held.zipped.is_some());
            let root = if is_packed { join(path, &root) } else { root };
            self.roots.push(root.trim_end_matches('/').to_owned());
            self.export(parts);
        }
    }

    fn export(&mut self, parts: Vec<Part>) {
        let mut workspace = Workspace::default();
        let (days, lists): (Vec<Part>, Vec<Part>) =
            parts.into_iter().partition(|part| part.below.contains('/'));
        for part in lists {
            let name = part.below.as_str();
            if name == "channels.json" {
                workspace.add_channels(self.list(part).unwrap_or_default());
            } else if matches!(name, "users.json" | "org_users.json") {
                workspace.add_users(self.list(part).unwrap_or_default(), self.settings);
            }
        }
        let number = self.workspaces.len();
        self.workspaces.push(workspace);
        for part in days {
            if let Some(folder) = folder_of_day(&part.below) {
                let folder = folder.to_owned();
                self.day(number, &folder, part.held);
            }
        }
    }

    /// Reads channels.json or users.json.
    fn list<T: DeserializeOwned>(&mut self, part: Part) -> Option<Vec<T>> {
        self.around.extend_from_slice(&part.held.digest.0);
        let path = part.held.path.clone();
        let file = self.add(part.held, None);
        let read = self.store.whole(file).map_err(|error| error.to_string());
        let list = read.and_then(|bytes| {
            serde_json::from_slice(without_mark(&bytes)).map_err(|error| reason(&error))
        });
        list.map_err(|note| {
            self.unreadable(Place::file(&*path), format!("`{path}` cannot be read"), note);
        })
        .ok()
    }

    fn add(&mut self, held: Held, channel: Option<convert::InChannel>) -> u32 {
        self.channels.push(channel);
        self.store.add(held)
    }

    /// Notes the messages of one day of a channel.
    fn day(&mut self, workspace: usize, folder: &str, held: Held) {
        let path = held.path.clone();
        let public = self.workspaces[workspace].public(folder).cloned();
        let is_public = public.is_some();
        let (id, name) =
            public.map_or_else(|| (folder.to_owned(), String::new()), |c| (c.id, c.name));
        let folder = folder.to_owned();
        let channel = convert::InChannel { workspace, id, name, folder, is_public };
        let room = self.rooms.number(&channel.id, channel.names(), Habit::Threads);
        let file = self.add(held, Some(channel));
        let bytes = match self.store.whole(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("`{path}` cannot be read");
                return self.unreadable(Place::file(path), message, error.to_string());
            }
        };
        let Ok(text) = std::str::from_utf8(without_mark(&bytes)) else {
            let message = format!("`{path}` is not UTF-8 text");
            return self.unreadable(Place::file(path), message, "JSON is always UTF-8".to_owned());
        };
        let before = bytes.len() - text.len();
        let (records, end) = split(text);
        let (mut line, mut counted, mut n_invalid) = (1, 0, 0);
        for (offset, record) in records {
            line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..offset]).count();
            counted = offset;
            let span = Span {
                file,
                line: u32::try_from(line).unwrap_or(u32::MAX),
                offset: (before + offset) as u64,
                len: u32::try_from(record.len()).unwrap_or(u32::MAX),
            };
            match serde_json::from_str::<wire::Glance<'_>>(record) {
                Ok(glance) => self.note(&glance, span, room),
                Err(error) => {
                    n_invalid += 1;
                    self.invalid(Place::line(&*path, line), &reason(&error), n_invalid);
                }
            }
        }
        if let Some(error) = end {
            let place = Place::line(&*path, error.line());
            let what =
                if error.is_eof() { "ends in the middle of a value" } else { "is not valid JSON" };
            self.unreadable(place, format!("`{path}` {what}"), reason(&error));
        }
    }

    /// A channel has one id in all runs of an exporter; the newest run that lists it knows
    /// whether all may read it now.
    fn close_private(&mut self) {
        let mut order: Vec<usize> = (0..self.workspaces.len()).collect();
        order.sort_by_cached_key(|at| natural(&self.roots[*at]));
        let mut private = BTreeSet::new();
        for workspace in order.into_iter().map(|at| &self.workspaces[at]) {
            private.retain(|id: &String| workspace.public(id).is_none());
            private.extend(workspace.private().cloned());
        }
        for channel in self.channels.iter_mut().flatten() {
            channel.is_public &= !private.contains(&channel.id);
        }
        for note in &mut self.notes {
            let channel = self.channels[note.span.file as usize].as_ref();
            if channel.is_some_and(|channel| !channel.is_public) {
                note.fate = Err(SkipReason::Private);
            }
        }
        let private: Vec<&str> = private.iter().map(String::as_str).collect();
        self.around.extend_from_slice(private.join(" ").as_bytes());
    }

    fn note(&mut self, glance: &wire::Glance<'_>, span: Span, room: u32) {
        let channel = self.channels[span.file as usize].as_ref();
        let (id, is_public) = channel.map_or(("", false), |c| (c.id.as_str(), c.is_public));
        let workspace = channel.and_then(|channel| self.workspaces.get(channel.workspace));
        let up = glance.thread_ts.as_ref().filter(|thread| **thread != glance.ts);
        let fate = match is_public {
            true => convert::fate(glance, workspace, self.settings.bots),
            false => Err(SkipReason::Private),
        };
        let may_speak = matches!(fate, Ok(()) | Err(SkipReason::Bot));
        let said = may_speak.then(|| convert::said(glance, workspace));
        self.notes.push(Note {
            span,
            thread: format!("{id}-{}", glance.ts).into(),
            key: Key::new(id, &glance.ts),
            alias: None,
            ups: up.map(|thread| Key::new(id, thread)).into_iter().collect(),
            time: convert::micros(&glance.ts),
            room,
            state: convert::state(glance),
            said,
            fate,
        });
    }

    fn invalid(&mut self, place: Place, reason: &str, n: usize) {
        if n <= MOST_PROBLEMS {
            let message = "this message has not the form that Slack gives it".to_owned();
            let problem = problems::record_invalid(place.clone(), message, "");
            self.sink.push(problem.note(reason));
        }
        self.skipped.push(Skip { id: None, reason: SkipReason::Invalid, place });
    }

    fn unreadable(&mut self, place: Place, message: String, note: String) {
        self.sink.push(problems::export_unreadable(place.clone(), message, note));
        self.skipped.push(Skip { id: None, reason: SkipReason::Unreadable, place });
    }
}

/// Returns the channel's folder of `CHANNEL/2026-03-01.json`.
fn folder_of_day(below: &str) -> Option<&str> {
    let (folder, name) = below.rsplit_once('/')?;
    let day = name.strip_suffix(".json")?;
    let is_day = day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (is_day && !folder.contains('/')).then_some(folder)
}

/// Cuts an array into its records, with their offsets; keeps those before an error.
fn split(text: &str) -> (Vec<(usize, &str)>, Option<serde_json::Error>) {
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let mut records = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let items = Items { each: &mut |record| records.push((offset(record), record)) };
    let read = serde::de::DeserializeSeed::deserialize(items, &mut reader);
    let end = read.and_then(|()| reader.end()).err();
    (records, end)
}

/// Hands on each item of an array as it comes.
struct Items<'f, 'de> {
    each: &'f mut dyn FnMut(&'de str),
}

impl<'de> serde::de::DeserializeSeed<'de> for Items<'_, 'de> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> serde::de::Visitor<'de> for Items<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a list of messages")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<&RawValue>()? {
            (self.each)(item.get());
        }
        Ok(())
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}
