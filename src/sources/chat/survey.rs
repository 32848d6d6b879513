//! One pass over the JSON files of a chat, which leaves notes of their messages.

use std::io::Read;

use crate::diag::{Diagnostic, Place, Sink};
use crate::files::Files;
use crate::sources::records::{Damage, Scanned, Shapes, Spot, scan};
use crate::sources::{Skip, SkipReason, problems};

use super::message::{Note, Span};
use super::rooms::Rooms;
use super::store::{ChatFile, Store};

/// How many problems of one file are described.
const MAX_PROBLEMS: usize = 20;

/// How much of a file is its head.
const HEAD: u64 = 16 << 10;

/// What a format makes of a record.
pub(in crate::sources) enum Taken {
    /// Messages.
    Notes(Vec<Note>),
    /// Something that messages are read with.
    Aside,
    /// Nothing of this format.
    Nothing,
    /// What should be a message and is none; the reason quotes no values.
    Invalid(String),
}

/// What a survey has found so far.
pub(in crate::sources) struct Survey<'a, 's> {
    pub files: &'a dyn Files,
    pub sink: &'s mut Sink,
    pub store: Store<'a>,
    pub notes: Vec<Note>,
    pub skipped: Vec<Skip>,
    pub rooms: Rooms,
}

impl<'a, 's> Survey<'a, 's> {
    pub(in crate::sources) fn new(files: &'a dyn Files, sink: &'s mut Sink) -> Survey<'a, 's> {
        let store = Store::new(files);
        let rooms = Rooms::default();
        Survey { files, sink, store, notes: Vec::new(), skipped: Vec::new(), rooms }
    }

    /// Adds a file, and returns its number.
    pub(in crate::sources) fn add(&mut self, path: &str) -> u32 {
        let digest = self.files.digest(path).unwrap_or_default();
        self.store.add(ChatFile { path: path.to_owned(), digest, zipped: None })
    }

    /// Reads the first bytes of a file that was added; nothing where it cannot be read.
    pub(in crate::sources) fn head(&self, file: u32) -> Vec<u8> {
        let mut head = Vec::new();
        let open = self.store.opener(file);
        let read = open().and_then(|stream| stream.take(HEAD).read_to_end(&mut head));
        read.map(|_| head).unwrap_or_default()
    }

    /// Passes over the records of a file that was added. `wanted` says what every file of this
    /// format holds, for one that does not; `None` where it may hold nothing.
    pub(in crate::sources) fn json<K: Copy>(
        &mut self,
        file: u32,
        shapes: &Shapes<K>,
        wanted: Option<&str>,
        each: &mut dyn FnMut(K, Span, u32, &str) -> Taken,
    ) {
        let path = self.store.path(file).to_owned();
        let open = self.store.opener(file);
        if let Err(error) = open() {
            let message = format!("`{path}` cannot be read");
            return self.unreadable(Place::file(path), message, error.to_string());
        }
        let (mut n_known, mut n_problems) = (0_usize, 0_usize);
        scan(file, open, shapes, &mut |spot, found| {
            let taken = match found {
                Scanned::Damaged(damage) => {
                    n_problems += 1;
                    return self.damaged(&path, spot, damage, n_problems);
                }
                Scanned::Record(kind, bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => each(kind, span(spot), spot.document, text),
                    Err(_) => Taken::Invalid("the text is not UTF-8".to_owned()),
                },
            };
            n_known += usize::from(!matches!(taken, Taken::Nothing));
            match taken {
                Taken::Notes(notes) => self.notes.extend(notes),
                Taken::Aside | Taken::Nothing => {}
                Taken::Invalid(reason) => {
                    n_problems += 1;
                    let place = Place::line(&*path, spot.line as usize);
                    self.invalid(place, &reason, n_problems);
                }
            }
        });
        if let Some(wanted) = wanted
            && n_known == 0
            && n_problems == 0
        {
            let message = format!("`{path}` holds no {wanted}");
            self.foreign(Place::file(path), message);
        }
    }

    fn damaged(&mut self, path: &str, spot: Spot, damage: Damage, n: usize) {
        let place = Place::column(path, spot.line as usize, spot.column as usize);
        let (what, note) = match damage {
            Damage::Ends => ("ends in the middle of a value", "downloads that stop early do so"),
            Damage::Syntax => ("is not valid JSON", "the rest of the file is read on"),
            Damage::NotObject => ("holds a value that is no record", "a record is an object"),
            Damage::TooLong => ("holds a record that is too long", "it is left out"),
            Damage::Io(_) => ("cannot be read", "the disk refused"),
        };
        if n <= MAX_PROBLEMS {
            let message = format!("`{path}` {what}");
            let problem = problems::export_unreadable(place.clone(), message, note.to_owned());
            self.sink.push(problem);
        }
        self.skipped.push(Skip { id: None, reason: SkipReason::Unreadable, place });
    }

    /// Leaves out a record that is damaged.
    pub(in crate::sources) fn invalid(&mut self, place: Place, reason: &str, n: usize) {
        if n <= MAX_PROBLEMS {
            self.sink.push(message_invalid(place.clone(), reason));
        }
        self.skipped.push(Skip { id: None, reason: SkipReason::Invalid, place });
    }

    /// Leaves out a file of another format.
    pub(in crate::sources) fn foreign(&mut self, place: Place, message: String) {
        let note = "the file is of another format, or empty".to_owned();
        self.sink.push(problems::export_unreadable(place.clone(), message, note));
        self.skipped.push(Skip { id: None, reason: SkipReason::Invalid, place });
    }

    /// Leaves out a file that cannot be read.
    pub(in crate::sources) fn unreadable(&mut self, place: Place, message: String, note: String) {
        self.sink.push(problems::export_unreadable(place.clone(), message, note));
        self.skipped.push(Skip { id: None, reason: SkipReason::Unreadable, place });
    }
}

/// Tells that a message is damaged; the reason quotes no values.
pub(super) fn message_invalid(place: Place, reason: &str) -> Diagnostic {
    let message = "this message has not the form that it should have".to_owned();
    problems::record_invalid(place, message, "").note(reason)
}

fn span(spot: Spot) -> Span {
    Span {
        file: spot.file,
        line: spot.line,
        offset: spot.offset,
        len: u32::try_from(spot.length).unwrap_or(u32::MAX),
    }
}

/// Returns what the JSON reader says, without its place and without values of the file.
pub(in crate::sources) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(&*text, |(text, _)| text);
    match text.split_once(": ") {
        Some((kind, rest)) if kind.starts_with("invalid") => {
            let wanted = rest.rsplit_once(", expected ").map_or("another", |(_, wanted)| wanted);
            format!("{kind}, where {wanted} is expected")
        }
        _ => text.to_owned(),
    }
}
