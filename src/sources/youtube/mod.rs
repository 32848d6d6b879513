//! Comments below the videos of a channel: pages of YouTube's Data API, what yt-dlp and
//! youtube-comment-downloader write, and the channel's own comments in a Google Takeout.
//!
//! A comment with its replies is a thread, with the video in front of it. Forms may be mixed:
//! own replies of a Takeout join the comments of others by their ids.

mod convert;
#[cfg(test)]
mod fuzz_tests;
mod pages;
mod takeout;
#[cfg(test)]
mod tests;
mod wire;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use self::convert::{Videos, Youtube};
use self::pages::Pages;
use self::takeout::{Columns, Row};
use self::wire::{Comment, Known, Thread, Video, info};
use super::chat::survey::{Survey, Taken, reason};
use super::chat::{Chat, Habit, Inside, Key, Note, Promised, Rooms, Span, State};
use super::records::Shapes;
use super::sample::Sample;
use super::{SkipReason, paths, problems};
use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::Files;

/// What lies where in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A thread, a comment, a video.
    Record,
    /// The name of the page behind this one.
    NextPage,
}

const SHAPES: Shapes<Kind> = Shapes {
    lists: &[
        (&["items"], Kind::Record),
        (&["comments"], Kind::Record),
        (&["=nextPageToken"], Kind::NextPage),
    ],
    alone: Kind::Record,
    marks: &["snippet", "cid"],
};

const WANTED: &str = "comments of YouTube";

const HELP: &str = "ask `comments.list` for the replies of each thread, by `parentId`, and keep \
                    its pages beside the others";

const OWN_HELP: &str = "ask the Data API for `commentThreads` of the channel's videos; own replies \
                        of the Takeout join them";

/// Tells whether a file is of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let head = String::from_utf8_lossy(&sample.head[..sample.head.len().min(LINE)]).to_lowercase();
    let line = head.lines().next().unwrap_or_default();
    let is_table = sample.ends_with("csv")
        && ["comment id", "video id", "comment text"].iter().all(|name| line.contains(name));
    let is_of_api = memchr::memmem::find(sample.head, b"youtube#comment").is_some();
    let is_line = sample.has(&["cid", "text", "votes"]);
    let is_ytdlp = sample.has(&["author_is_uploader", "parent", "text"]);
    is_table || sample.is_json() && (is_of_api || is_line || is_ytdlp || is_info(sample))
}

/// How long the names of columns may be.
const LINE: usize = 1 << 10;

/// Tells what yt-dlp writes of a video.
fn is_info(sample: &Sample<'_>) -> bool {
    sample.path.to_lowercase().ends_with(".info.json") && sample.has(&["id", "title"])
}

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Chat<'a, Youtube<'a>> {
    let found = paths::files_of(settings, files, &["json", "jsonl", "ndjson", "csv"], sink);
    let mut survey = Survey::new(files, sink);
    let mut pass = Pass::default();
    for path in &found {
        let file = survey.add(path);
        let head = survey.head(file);
        let sample = Sample { path, head: super::values::without_mark(&head) };
        if sample.ends_with("csv") {
            pass.table(&mut survey, file, found.len() == 1);
            continue;
        }
        if is_info(&sample)
            && let Some((video, n_comments)) = files.stream(path).ok().and_then(info)
        {
            pass.counted.extend(n_comments.map(|n| (file, n)));
            pass.videos.of_file.insert(file, video.id.clone());
            pass.videos.known.insert(video.id.clone(), video);
        } else if let Some(video) = named_after(path) {
            pass.videos.of_file.insert(file, video.to_owned());
        }
        // A video may have no comments.
        let wanted = if recognise(&sample) { None } else { Some(WANTED) };
        let mut rooms = std::mem::take(&mut survey.rooms);
        survey.json(file, &SHAPES, wanted, &mut |kind, span, document, text| match kind {
            Kind::Record => pass.record(&mut rooms, (span, document), text),
            Kind::NextPage => {
                pass.pages.goes_on(span, document);
                Taken::Aside
            }
        });
        survey.rooms = rooms;
    }
    pass.settle(&mut survey);
    let youtube = Youtube { settings, videos: pass.videos, tables: pass.tables };
    let around = youtube.digest();
    Chat::new(settings, youtube, survey, around)
}

/// The video that a file is called after, as those of youtube-comment-downloader are.
fn named_after(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    let has = |is_it: fn(&u8) -> bool| stem.bytes().any(|byte| is_it(&byte));
    let is_id = stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    // Words have no capitals among small letters.
    let is_mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    (stem.len() == 11 && is_id && is_mixed).then_some(stem)
}

/// What is found on the way.
#[derive(Default)]
struct Pass {
    videos: Videos,
    /// Files that are tables, and their rows.
    tables: BTreeMap<u32, Columns>,
    promised: Promised,
    /// Which lists of threads are whole.
    pages: Pages,
    /// How many comments files of yt-dlp say that a video has.
    counted: BTreeMap<u32, u64>,
    /// The channels of comments by their numbers among rooms.
    rooms: BTreeMap<u32, String>,
    /// Comments of tables: their files, lines, and what they reply to.
    own: Vec<(u32, u32, Option<Key>)>,
}

impl Pass {
    fn record(&mut self, rooms: &mut Rooms, (span, document): (Span, u32), text: &str) -> Taken {
        if text.contains("\"topLevelComment\"")
            && let Ok(thread) = serde_json::from_str::<Thread<'_>>(text)
            && thread.snippet.top_level_comment.is_some()
        {
            self.pages.holds(span, document, thread.snippet.video_id.0.as_deref());
            return self.thread(rooms, &thread, span, text);
        }
        match Known::of(text.as_bytes()) {
            Ok(Known::Comment(comment)) => Taken::Notes(vec![self.note(rooms, &comment, span)]),
            Ok(Known::Video(video)) => {
                self.video(video);
                Taken::Aside
            }
            Ok(Known::Other) => Taken::Aside,
            Ok(Known::Nothing) => Taken::Nothing,
            Err(error) => Taken::Invalid(reason(&error)),
        }
    }

    /// Notes a comment and the replies that come with it.
    fn thread(&mut self, rooms: &mut Rooms, thread: &Thread<'_>, span: Span, text: &str) -> Taken {
        let snippet = &thread.snippet;
        let mut inside = Inside::new(span, text);
        let replies = thread.replies.iter().flat_map(|replies| &replies.comments);
        let mut notes = Vec::new();
        for raw in snippet.top_level_comment.iter().chain(replies) {
            let here = inside.span(raw);
            let mut comment = match Known::of(raw.get().as_bytes()) {
                Ok(Known::Comment(comment)) => comment,
                Ok(_) => continue,
                Err(error) => return Taken::Invalid(reason(&error)),
            };
            comment.video = comment.video.or_else(|| snippet.video_id.0.clone());
            comment.channel = comment.channel.or_else(|| snippet.channel_id.0.clone());
            if snippet.is_public == Some(false) {
                comment.fate = Err(SkipReason::Private);
            }
            let is_first = notes.is_empty();
            let note = self.note(rooms, &comment, here);
            if is_first {
                self.promised.add(note.key, snippet.total_reply_count.0, here);
            }
            notes.push(note);
        }
        Taken::Notes(notes)
    }

    fn video(&mut self, video: Video) {
        let of_comments = self.videos.known.remove(&video.id).and_then(|known| known.channel);
        let channel = video.channel.or(of_comments);
        self.videos.known.insert(video.id.clone(), Video { channel, ..video });
    }

    fn note(&mut self, rooms: &mut Rooms, comment: &Comment, span: Span) -> Note {
        let video = self.videos.id_of(span.file, comment).map(str::to_owned);
        if let (Some(video), None) = (&video, comment.parent()) {
            self.videos.of_comment.insert(comment.id.clone(), video.clone());
        }
        if let (Some(video), Some(channel)) = (&video, &comment.channel) {
            self.videos.owned(video, channel);
        }
        if let Some(author) = &comment.author
            && let (Some(id), Some(name)) = (&author.id, &author.name)
            && (author.is_owner || comment.channel.as_ref() == Some(id))
        {
            self.videos.names.insert(id.clone(), name.clone());
        }
        let room = rooms.number("", video.clone(), Habit::Threads);
        self.rooms.extend(video.map(|video| (room, video)));
        let seconds = |time: Option<crate::model::Timestamp>| time.map_or(0, |time| time.0);
        Note {
            span,
            thread: comment.id.as_str().into(),
            key: Key::new("", &comment.id),
            alias: None,
            parents: comment.parent().map(|parent| Key::new("", parent)).into_iter().collect(),
            time: seconds(comment.created),
            room,
            state: State { edited: seconds(comment.edited), n_marks: comment.n_likes.max(0) },
            said: None,
            fate: comment.fate,
        }
    }

    /// Notes the comments of a table.
    fn table(&mut self, survey: &mut Survey<'_, '_>, file: u32, is_alone: bool) {
        let path = survey.store.path(file).to_owned();
        let stream = match survey.files.stream(&path) {
            Ok(stream) => stream,
            Err(error) => {
                let message = format!("`{path}` cannot be read");
                return survey.unreadable(Place::file(path), message, error.to_string());
            }
        };
        let mut rooms = std::mem::take(&mut survey.rooms);
        let (mut notes, mut damaged) = (Vec::new(), Vec::new());
        let columns = takeout::rows(file, stream, &mut |row| match row {
            Row::Comment(span, comment) => {
                let note = self.note(&mut rooms, &comment, span);
                self.own.push((file, span.line, note.parents.first().copied()));
                notes.push(note);
            }
            Row::Damaged(line, why) => damaged.push((line, why)),
        });
        survey.rooms = rooms;
        survey.notes.extend(notes);
        for (n, (line, why)) in (1..).zip(damaged) {
            survey.invalid(Place::line(&*path, line as usize), why, n);
        }
        match columns {
            Some(columns) => {
                self.tables.insert(file, columns);
            }
            // Others lie beside it in a Takeout.
            None if is_alone => {
                survey.foreign(Place::file(&*path), format!("`{path}` holds no {WANTED}"))
            }
            None => {}
        }
    }

    /// Leaves out what is below private videos, and tells what is missing.
    fn settle(&mut self, survey: &mut Survey<'_, '_>) {
        let is_private = |room: u32| {
            let video = self.rooms.get(&room).and_then(|video| self.videos.known.get(video));
            video.is_some_and(|video| video.is_private)
        };
        for note in survey.notes.iter_mut().filter(|note| is_private(note.room)) {
            note.fate = Err(SkipReason::Private);
        }
        std::mem::take(&mut self.promised).tell(survey, HELP);
        self.pages.tell(survey);
        pages::tell_counted(&self.counted, survey);
        let known = survey.notes.iter().filter(|note| !self.tables.contains_key(&note.span.file));
        let known: BTreeSet<Key> = known.map(|note| note.key).collect();
        let mut files: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        for (file, line, to) in &self.own {
            if to.is_none_or(|to| !known.contains(&to)) {
                files.entry(*file).or_insert((*line, 0)).1 += 1;
            }
        }
        for (file, (line, n)) in files {
            let path = survey.store.path(file).to_owned();
            let place = Place::line(&*path, line as usize);
            survey.sink.push(problems::own_words_alone(place, &path, n, OWN_HELP));
        }
    }
}
