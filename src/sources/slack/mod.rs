//! A Slack export: a zip file, or its folder unpacked.
//!
//! A thread's replies lie in the files of the days on which they were written, so
//! all files are surveyed before any thread is read. Only channels that
//! channels.json names as public are imported; private channels, direct messages
//! and folders that no list names are left out unread.

mod blocks;
mod convert;
mod lists;
mod mrkdwn;
mod people;
mod wire;

#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::{Digest, Files, join};

use self::convert::{InChannel, Slack};
use self::people::Workspace;
use super::archive::Archive;
use super::chat::survey::{Survey, Taken, reason};
use super::chat::{Chat, ChatFile, Habit, Key, Note, Span, natural};
use super::records::Shapes;
use super::sample::Sample;
use super::values::without_mark;
use super::{SkipReason, paths};

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

/// Finds and surveys the exports of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Chat<'a, Slack<'a>> {
    let found = paths::files_of(settings, files, &["json", "zip"], sink);
    let mut export = Export {
        settings,
        survey: Survey::new(files, sink),
        workspaces: Vec::new(),
        channels: Vec::new(),
        roots: Vec::new(),
        archives: Vec::new(),
        around: Vec::new(),
    };
    let (zips, plain): (Vec<String>, Vec<String>) =
        found.into_iter().partition(|path| path.to_ascii_lowercase().ends_with(".zip"));
    export.folder(files, plain);
    for path in zips {
        export.zip(files, &path);
    }
    export.close_private();
    let Export { survey, workspaces, channels, roots, archives, around, .. } = export;
    let slack = Slack { settings, workspaces, channels, roots, archives };
    Chat::new(settings, slack, survey, Digest::of(&around))
}

/// What is found on the way.
struct Export<'a, 's> {
    settings: &'a SourceSettings,
    survey: Survey<'a, 's>,
    workspaces: Vec<Workspace>,
    /// By file of the survey: the channel that it is a day of; of a list none.
    channels: Vec<Option<InChannel>>,
    /// By workspace: the folder that holds its channels.json, perhaps in a zip file.
    roots: Vec<String>,
    archives: Vec<(String, Arc<Archive>, Digest)>,
    /// The digests of the lists of channels and people.
    around: Vec<u8>,
}

/// The file of a day is a list of messages.
const SHAPES: Shapes<()> = Shapes { lists: &[], alone: (), marks: &[] };

/// A file of an export by its path within it.
struct ExportFile {
    below: String,
    held: ChatFile,
}

impl Export<'_, '_> {
    fn folder(&mut self, files: &dyn Files, paths: Vec<String>) {
        let parts = paths.into_iter().map(|path| ExportFile {
            below: path.clone(),
            held: ChatFile { digest: files.digest(&path).unwrap_or_default(), path, zipped: None },
        });
        let parts: Vec<ExportFile> = parts.collect();
        if !parts.is_empty() {
            self.exports(parts, &self.settings.path);
        }
    }

    fn zip(&mut self, files: &dyn Files, path: &str) {
        let archive = match Archive::open(files, path) {
            Ok(archive) => Arc::new(archive),
            Err(reason) => {
                let message = format!("`{path}` cannot be read");
                return self.survey.unreadable(Place::file(path), message, reason);
            }
        };
        let digest = files.digest(path).unwrap_or_default();
        self.archives.push((path.to_owned(), archive.clone(), digest));
        let parts = archive.entries().iter().enumerate().map(|(at, entry)| ExportFile {
            below: entry.path.clone(),
            held: ChatFile {
                path: format!("{path}/{}", entry.path),
                digest,
                zipped: Some((archive.clone(), at)),
            },
        });
        self.exports(parts.collect(), path);
    }

    /// Takes the exports among some files: folders with a channels.json.
    fn exports(&mut self, parts: Vec<ExportFile>, path: &str) {
        let mut exports: BTreeMap<String, Vec<ExportFile>> = BTreeMap::new();
        let root_of = |below: &str| below.strip_suffix("channels.json").map(str::to_owned);
        let is_root = |root: &String| root.is_empty() || root.ends_with('/');
        let roots: Vec<String> =
            parts.iter().filter_map(|part| root_of(&part.below)).filter(is_root).collect();
        if roots.is_empty() {
            let message = format!("`{path}` holds no channels.json");
            let note = "without it nothing says which channels are public";
            self.survey.unreadable(Place::file(path), message, note.to_owned());
        }
        for part in parts {
            let root = roots.iter().filter(|root| part.below.starts_with(*root));
            if let Some(root) = root.max_by_key(|root| root.len()) {
                let below = part.below[root.len()..].to_owned();
                exports.entry(root.clone()).or_default().push(ExportFile { below, ..part });
            }
        }
        for (root, parts) in exports {
            let is_packed = parts.iter().any(|part| part.held.zipped.is_some());
            let root = if is_packed { join(path, &root) } else { root };
            self.roots.push(root.trim_end_matches('/').to_owned());
            self.export(parts);
        }
    }

    fn export(&mut self, parts: Vec<ExportFile>) {
        let mut workspace = Workspace::default();
        let (days, lists): (Vec<ExportFile>, Vec<ExportFile>) =
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
    fn list<T: DeserializeOwned>(&mut self, part: ExportFile) -> Option<Vec<T>> {
        self.around.extend_from_slice(&part.held.digest.0);
        let path = part.held.path.clone();
        let file = self.survey.store.add(part.held);
        self.channels.push(None);
        let read = self.survey.store.whole(file).map_err(|error| error.to_string());
        let list = read.and_then(|bytes| {
            serde_json::from_slice(without_mark(&bytes)).map_err(|error| reason(&error))
        });
        list.map_err(|note| {
            self.survey.unreadable(Place::file(&*path), format!("`{path}` cannot be read"), note);
        })
        .ok()
    }

    /// Notes the messages of one day of a channel.
    fn day(&mut self, workspace: usize, folder: &str, held: ChatFile) {
        let public = self.workspaces[workspace].public(folder).cloned();
        let is_public = public.is_some();
        let (id, name) =
            public.map_or_else(|| (folder.to_owned(), String::new()), |c| (c.id, c.name));
        let folder = folder.to_owned();
        let channel = InChannel { workspace, id, name, folder, is_public };
        let room = self.survey.rooms.number(&channel.id, channel.names(), Habit::Threads);
        let file = self.survey.store.add(held);
        let (of, bots) = (&self.workspaces[workspace], self.settings.bots);
        self.survey.json(
            file,
            &SHAPES,
            None,
            &mut |(), span, _, text| match serde_json::from_str::<wire::RecordHeader<'_>>(text) {
                Ok(header) => Taken::Notes(vec![note(&header, span, room, &channel, of, bots)]),
                Err(error) => Taken::Invalid(reason(&error)),
            },
        );
        self.channels.push(Some(channel));
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
        for note in &mut self.survey.notes {
            let channel = self.channels[note.span.file as usize].as_ref();
            if channel.is_some_and(|channel| !channel.is_public) {
                note.fate = Err(SkipReason::Private);
            }
        }
        let private: Vec<&str> = private.iter().map(String::as_str).collect();
        self.around.extend_from_slice(private.join(" ").as_bytes());
    }
}

/// Notes a message; `workspace` is the one that its channel is of.
fn note(
    header: &wire::RecordHeader<'_>,
    span: Span,
    room: u32,
    channel: &InChannel,
    workspace: &Workspace,
    bots: bool,
) -> Note {
    let (id, is_public) = (channel.id.as_str(), channel.is_public);
    let parent = header.thread_ts.as_ref().filter(|thread| **thread != header.ts);
    let fate = match is_public {
        true => convert::fate(header, Some(workspace), bots),
        false => Err(SkipReason::Private),
    };
    let may_speak = matches!(fate, Ok(()) | Err(SkipReason::Bot));
    let said = may_speak.then(|| convert::said(header, Some(workspace)));
    Note {
        span,
        thread: format!("{id}-{}", header.ts).into(),
        key: Key::new(id, &header.ts),
        alias: None,
        parents: parent.map(|thread| Key::new(id, thread)).into_iter().collect(),
        time: convert::micros(&header.ts),
        room,
        state: convert::state(header),
        said,
        fate,
    }
}

/// Returns the channel's folder of `CHANNEL/2026-03-01.json`.
fn folder_of_day(below: &str) -> Option<&str> {
    let (folder, name) = below.rsplit_once('/')?;
    let day = name.strip_suffix(".json")?;
    let is_day = day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (is_day && !folder.contains('/')).then_some(folder)
}
