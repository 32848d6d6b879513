//! Discord channels and threads, as DiscordChatExporter writes them: a JSON file each.
//!
//! A thread's file holds one thread; in other channels replies make threads. The format
//! knows neither the tags of forums nor what is solved: that is told by the thread's name,
//! by reactions, or by hand.

mod convert;
mod markdown;
mod wire;

#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Read;

use self::convert::{Discord, Here};
use super::chat::survey::{Survey, Taken, reason};
use super::chat::{Chat, Habit, Key, Note, Rooms, Span};
use super::json_cursor::Step;
use super::records::Shapes;
use super::sample::Sample;
use super::{SkipReason, attachment_paths, json_cursor, paths};
use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::{Digest, Files};
use crate::model::Timestamp;

/// What lies where in a file.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Guild,
    Channel,
    Message,
    Other,
}

const SHAPES: Shapes<Kind> = Shapes {
    lists: &[
        (&["guild"], Kind::Guild),
        (&["channel"], Kind::Channel),
        (&["messages"], Kind::Message),
    ],
    alone: Kind::Other,
    marks: &[],
};

/// How much of a file is read for when it was exported.
const HEAD: u64 = 16 << 10;

/// Tells whether a file is of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    sample.is_json() && sample.has(&["guild", "channel", "messages"])
}

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Chat<'a, Discord<'a>> {
    let mut paths = paths::files_of(settings, files, &["json"], sink);
    // What members have sent may be JSON, too.
    paths.retain(|path| !attachment_paths::is_asset(settings, path, &["*_Files"]));
    let mut survey = Survey::new(files, sink);
    let mut channels = Vec::new();
    for path in paths {
        let file = survey.add(&path);
        let rooms = std::mem::take(&mut survey.rooms);
        let mut pass = Pass { bots: settings.bots, here: BTreeMap::new(), rooms };
        survey.json(
            file,
            &SHAPES,
            Some("messages of DiscordChatExporter"),
            &mut |kind, span, at, text| pass.record(kind, span, at, text),
        );
        survey.rooms = pass.rooms;
        survey.store.set_made(file, exported(files, &path));
        let here = pass.here.into_values().next().unwrap_or_default();
        channels.push(Here { path, ..here });
    }
    let discord = Discord { settings, channels };
    Chat::new(settings, discord, survey, Digest::default())
}

/// When a file says that it was exported, in seconds since 1970.
fn exported(files: &dyn Files, path: &str) -> i64 {
    let mut head = Vec::new();
    let read = files.stream(path).and_then(|stream| stream.take(HEAD).read_to_end(&mut head));
    let found = read.ok().and_then(|_| json_cursor::find(&head, &[Step::Key("exportedAt")]));
    let text = found.and_then(|found| serde_json::from_slice::<String>(&head[found.value]).ok());
    text.and_then(|text| Timestamp::parse(&text)).map_or(0, |at| at.0)
}

/// One file on the way.
struct Pass {
    bots: bool,
    /// The channels of its documents; nearly always one.
    here: BTreeMap<u32, Here>,
    rooms: Rooms,
}

impl Pass {
    fn record(&mut self, kind: Kind, span: Span, document: u32, text: &str) -> Taken {
        let taken = match kind {
            Kind::Guild => serde_json::from_str::<wire::Guild>(text).map(|guild| {
                self.here.entry(document).or_default().guild = guild.id.0;
            }),
            Kind::Channel => serde_json::from_str::<wire::Channel>(text).map(|channel| {
                let here = self.here.entry(document).or_default();
                here.is_public = channel.is_public();
                here.is_thread = channel.is_thread();
                here.id = channel.id.0;
                here.name = channel.name.unwrap_or_default();
                here.category = channel.category.unwrap_or_default();
                here.category_id = channel.category_id.unwrap_or_default().0;
            }),
            Kind::Message => match serde_json::from_str::<wire::RecordHeader<'_>>(text) {
                Ok(header) => return Taken::Notes(vec![self.note(&header, span, document)]),
                Err(error) => Err(error),
            },
            Kind::Other => return Taken::Nothing,
        };
        match taken {
            Ok(()) => Taken::Aside,
            Err(error) => Taken::Invalid(reason(&error)),
        }
    }

    fn note(&mut self, header: &wire::RecordHeader<'_>, span: Span, document: u32) -> Note {
        let here = self.here.entry(document).or_default();
        let fate = convert::fate(header, here, self.bots);
        let key = Key::new("", &header.id.0);
        let (mut parents, mut alias) = (Vec::new(), None);
        if here.is_thread {
            // A thread has the id of the message that it starts with, which may lie in the
            // file of the channel above, or nowhere; then its first message stands in.
            parents.extend((header.id.0 != here.id).then(|| Key::new("", &here.id)));
            if !here.has_first && fate != Err(SkipReason::Service) {
                here.has_first = true;
                (parents, alias) = (Vec::new(), Some(Key::new("", &here.id)));
                parents.extend(header.is_starter().then(|| Key::new("", &here.id)));
            }
        } else {
            parents.extend(header.replied_to().map(|id| Key::new("", id)));
        }
        let (id, names) = (here.id.as_str(), here.names());
        let room = self.rooms.number(id, names, Habit::Mixed);
        let thread = header.id.0.as_str().into();
        let time = convert::number(&header.id.0);
        // In a thread everything replies to its first message.
        let said = (!here.is_thread && here.is_public).then(|| header.said());
        Note { span, thread, key, alias, parents, time, fate, room, state: header.state(), said }
    }
}
