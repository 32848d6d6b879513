//! A group or channel as Telegram Desktop exports it: `result.json`.
//!
//! Replies make threads. The topics of a forum are channels within it: what replies to
//! the notice that opened one starts a thread. Only public groups and channels are read.
//! Each numbers its messages from 1 on: of several in one source all but the first, by the
//! paths of their files, have their own id in front of those of their threads.

mod convert;
mod wire;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Read;

use self::convert::{Group, Telegram};
use super::chat::survey::{Survey, Taken, reason};
use super::chat::{Chat, Habit, Key, Note, Rooms, Span};
use super::json_cursor::Step;
use super::records::Shapes;
use super::sample::Sample;
use super::{SkipReason, attachment_paths, json_cursor, paths};
use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::{Digest, Files};

/// What lies where in a file.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Message,
    /// A message of an export of all chats, which are mostly private.
    Private,
    Other,
}

const SHAPES: Shapes<Kind> = Shapes {
    lists: &[(&["messages"], Kind::Message), (&["chats", "list", "messages"], Kind::Private)],
    alone: Kind::Other,
    marks: &[],
};

/// How much of a file is read for its name and type, which come first.
const HEAD: u64 = 16 << 10;

/// Tells whether a file is of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let is_chat = sample.has(&["name", "type", "id", "messages"]) || sample.has(&["chats"]);
    sample.is_json() && is_chat && (sample.has(&["from_id"]) || sample.has(&["date_unixtime"]))
}

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Chat<'a, Telegram<'a>> {
    let mut paths = paths::files_of(settings, files, &["json"], sink);
    // What members have sent may be JSON, too.
    paths.retain(|path| !attachment_paths::is_asset(settings, path, &["files"]));
    let mut survey = Survey::new(files, sink);
    let mut groups = Vec::new();
    for path in paths {
        let file = survey.add(&path);
        let mut group = head(files, &path);
        let mut public = groups.iter().filter(|group: &&Group| group.is_public);
        group.is_first = public.next().is_none_or(|first| first.id == group.id);
        let wanted = "messages of Telegram Desktop";
        let mut rooms = std::mem::take(&mut survey.rooms);
        survey.json(file, &SHAPES, Some(wanted), &mut |kind, span, _, text| {
            record(&mut group, &mut rooms, kind, span, text)
        });
        survey.rooms = rooms;
        groups.push(group);
    }
    let telegram = Telegram { settings, groups };
    Chat::new(settings, telegram, survey, Digest::default())
}

/// Reads what a group says of itself.
fn head(files: &dyn Files, path: &str) -> Group {
    let mut head = Vec::new();
    let read = files.stream(path).and_then(|stream| stream.take(HEAD).read_to_end(&mut head));
    let head = if read.is_ok() { head.as_slice() } else { &[] };
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = |key: &str| {
        let found = json_cursor::find(head, &[Step::Key(key)])?;
        serde_json::from_slice::<wire::Id>(&head[found.value]).ok().map(|id| id.0)
    };
    Group {
        path: path.to_owned(),
        name: text("name").unwrap_or_default(),
        id: text("id").unwrap_or_default(),
        is_public: text("type").is_some_and(|kind| kind.starts_with("public_")),
        is_first: true,
        topics: BTreeMap::new(),
    }
}

fn record(group: &mut Group, rooms: &mut Rooms, kind: Kind, span: Span, text: &str) -> Taken {
    if matches!(kind, Kind::Other) {
        return Taken::Nothing;
    }
    let header: wire::RecordHeader = match serde_json::from_str(text) {
        Ok(header) => header,
        Err(error) => return Taken::Invalid(reason(&error)),
    };
    let id = header.id.to_string();
    if header.action.as_deref() == Some("topic_created") {
        group.topics.insert(header.id, header.title.clone().unwrap_or_default());
    }
    let fate = match (kind, header.kind.as_deref()) {
        (Kind::Private, _) => Err(SkipReason::Private),
        _ if !group.is_public => Err(SkipReason::Private),
        (_, Some("message")) => Ok(()),
        _ => Err(SkipReason::Service),
    };
    // What replies to a notice that opened a topic starts a thread there.
    let topic = header.reply_to_message_id.and_then(|up| group.topics.get(&up));
    let up = header.reply_to_message_id.filter(|_| topic.is_none());
    let names = [&group.name, &group.id].into_iter().chain(topic).map(String::as_str);
    Taken::Notes(vec![Note {
        span,
        key: Key::new(&group.id, &id),
        alias: None,
        parents: up.map(|up| Key::new(&group.id, &up.to_string())).into_iter().collect(),
        time: header.id,
        room: rooms.number(&group.path, names, Habit::Mixed),
        state: header.state(),
        said: fate.is_ok().then(|| header.said()),
        thread: group.thread(&id).into(),
        fate,
    }])
}
