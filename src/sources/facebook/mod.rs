//! A Page of Facebook: its posts with the comments below them, as the Graph API gives them, in
//! pages or a page a line, posts and comments together or apart.
//!
//! A comment with its replies is a thread, with the first words of the post in front of it; what
//! a visitor posts on the page is a question itself. A download of the account holds its own
//! words alone, and makes no threads.

mod convert;
#[cfg(test)]
mod fuzz_tests;
mod paging;
#[cfg(test)]
mod tests;
mod text;
mod twins;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use self::convert::{Facebook, Post};
use self::paging::Pages;
use self::twins::{Twins, comment_key};
use self::wire::{Comments, Paging, Record, is_number, number, prefix};
use super::chat::survey::{Survey, Taken, reason};
use super::chat::{Chat, Inside, Key, Note, Promised, Span, State};
use super::records::Shapes;
use super::sample::Sample;
use super::{Skip, SkipReason, attachment_paths, paths, problems};
use crate::config::SourceSettings;
use crate::diag::{Place, Sink};
use crate::files::Files;

/// What lies where in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A post, a comment, or something else.
    Record,
    /// What is behind a page.
    Paging,
    /// A comment of a download.
    Own,
}

const SHAPES: Shapes<Kind> = Shapes {
    lists: &[
        (&["data"], Kind::Record),
        (&["paging"], Kind::Paging),
        (&["feed", "data"], Kind::Record),
        (&["feed", "paging"], Kind::Paging),
        (&["posts", "data"], Kind::Record),
        (&["posts", "paging"], Kind::Paging),
        (&["media", "data"], Kind::Record),
        (&["media", "paging"], Kind::Paging),
        // What `?ids=` answers, with ids for names.
        (&["#"], Kind::Record),
        (&["#", "data"], Kind::Record),
        (&["#", "paging"], Kind::Paging),
        (&["#", "feed", "data"], Kind::Record),
        (&["#", "feed", "paging"], Kind::Paging),
        (&["#", "media", "data"], Kind::Record),
        (&["#", "media", "paging"], Kind::Paging),
        (&["comments_v2"], Kind::Own),
        (&["group_comments_v2"], Kind::Own),
    ],
    alone: Kind::Record,
    marks: &["message", "created_time", "timestamp", "label_values"],
};

/// How deep replies to replies are read.
const DEEPEST: usize = 4;

const HELP: &str = "ask the Graph API for the page's feed with `comments.filter(stream)`, and for \
                    the pages behind it";

/// Tells whether a file is of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let marks = ["permalink_url", "comment_count", "is_hidden", "paging", "comments"];
    let is_graph = sample.has(&["created_time"]) && marks.iter().any(|mark| sample.has(&[mark]));
    let is_instagram = sample.has(&["timestamp", "username", "text"])
        || sample.has(&["timestamp", "caption", "comments"]);
    let is_download = sample.has(&["comments_v2"])
        || sample.has(&["timestamp", "data", "post"])
        || sample.has(&["timestamp", "data", "comment"]);
    sample.is_json() && (is_graph || is_instagram || is_download)
}

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Chat<'a, Facebook<'a>> {
    let mut found = paths::files_of(settings, files, &["json", "jsonl", "ndjson"], sink);
    // Conversations with customers lie beside posts in a download.
    found.retain(|path| !attachment_paths::is_asset(settings, path, &["messages", "inbox"]));
    let mut survey = Survey::new(files, sink);
    let mut pass = Pass::default();
    for path in &found {
        let file = survey.add(path);
        // The last page of a feed is empty.
        let wanted = if is_empty_page(&survey.head(file)) { None } else { Some(WANTED) };
        survey
            .json(file, &SHAPES, wanted, &mut |kind, span, _, text| pass.record(kind, span, text));
    }
    let facebook = pass.settle(settings, &mut survey);
    let around = facebook.digest();
    Chat::new(settings, facebook, survey, around)
}

const WANTED: &str = "posts or comments of Facebook";

fn is_empty_page(head: &[u8]) -> bool {
    let bare: Vec<u8> = head.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let has = |what: &[u8]| memchr::memmem::find(&bare, what).is_some();
    // Of `?ids=` each list may be empty.
    let is_whole = bare.last() == Some(&b'}') && !has(b"\"id\"") && !has(b"\"error\"");
    bare.starts_with(b"{\"data\":[]") || is_whole && has(b":{\"data\":[]")
}

/// What is found on the way.
#[derive(Default)]
struct Pass {
    /// By their numbers.
    posts: BTreeMap<String, Post>,
    /// The posts of comments whose ids do not name them, by the comments' ids.
    below: BTreeMap<String, String>,
    /// The ids of replies that say nothing of it but by where they stand.
    nested: BTreeSet<String>,
    /// The ids of comments that others reply to, by their keys.
    replied: BTreeMap<Key, String>,
    /// The names of accounts of Instagram whose media these are.
    owners: BTreeSet<String>,
    /// The keys of all posts that comments are right below, here or not.
    tops: BTreeSet<Key>,
    /// What may be a visitor's post.
    candidates: Vec<Candidate>,
    /// Numbers that addresses start with: the page's, for the most part.
    hosts: BTreeSet<String>,
    promised: Promised,
    pages: Pages,
    /// What the owner of a download wrote.
    own: Vec<Span>,
}

/// A record that is a post as far as it shows.
struct Candidate {
    id: String,
    note: Note,
    from: Option<String>,
}

/// What comments stand below.
#[derive(Clone)]
struct Above {
    post: Option<String>,
    parent: Option<Key>,
    fate: Result<(), SkipReason>,
    depth: usize,
}

impl Pass {
    fn record(&mut self, kind: Kind, span: Span, text: &str) -> Taken {
        match kind {
            Kind::Paging => {
                if let Ok(paging) = serde_json::from_str::<Paging>(text) {
                    self.pages.add(&paging, span);
                }
                return Taken::Aside;
            }
            Kind::Own => {
                self.own.push(span);
                return Taken::Aside;
            }
            Kind::Record => {}
        }
        let record: Record<'_> = match serde_json::from_str(text) {
            Ok(record) => record,
            Err(_) if !text.contains("\"id\"") => return Taken::Nothing,
            Err(error) => return Taken::Invalid(reason(&error)),
        };
        if record.is_of_download() {
            self.own.push(span);
            return Taken::Aside;
        }
        let Some(id) = record.id().map(|id| id.into_owned()) else { return Taken::Nothing };
        if record.is_of_inbox() {
            let fate = Err(SkipReason::Private);
            return Taken::Notes(vec![note(&record, &id, Key::new("inbox", &id), span, fate)]);
        }
        let mut notes = Vec::new();
        let above = Above { post: None, parent: None, fate: Ok(()), depth: 0 };
        let mut inside = Inside::new(span, text);
        if record.is_comment() {
            notes.push(self.comment(&record, &id, span, &above));
            let replies = below_comment(&id, &above);
            self.comments(record.comments.or(record.replies), replies, &mut inside, &mut notes);
            return Taken::Notes(notes);
        }
        let fate = withheld_post(&record);
        let above = Above { post: Some(number(&id).to_owned()), fate, depth: 1, ..above };
        let own = note(&record, &id, post_key(number(&id)), span, fate);
        let from = record.from.as_ref().and_then(|from| from.id.0.clone());
        let post = Post::new(&record, fate);
        self.posts.insert(number(&id).to_owned(), post);
        match record.is_media() {
            true => self.owners.extend(record.username.0.clone()),
            false => self.candidates.push(Candidate { id, note: own, from }),
        }
        self.comments(record.comments, above, &mut inside, &mut notes);
        if notes.is_empty() { Taken::Aside } else { Taken::Notes(notes) }
    }

    /// Notes the comments of a list, and what replies to them.
    fn comments(
        &mut self,
        list: Option<Comments<'_>>,
        above: Above,
        inside: &mut Inside<'_>,
        notes: &mut Vec<Note>,
    ) {
        let Some(list) = list.filter(|_| above.depth <= DEEPEST) else { return };
        for raw in list.data {
            let span = inside.span(raw);
            let Ok(record) = serde_json::from_str::<Record<'_>>(raw.get()) else { continue };
            let Some(id) = record.id().map(|id| id.into_owned()) else { continue };
            notes.push(self.comment(&record, &id, span, &above));
            let replies = below_comment(&id, &above);
            self.comments(record.comments.or(record.replies), replies, inside, notes);
        }
        if let Some(paging) = list.paging {
            self.pages.add(&paging, inside.here());
        }
    }

    /// Notes one comment.
    fn comment(&mut self, record: &Record<'_>, id: &str, span: Span, above: &Above) -> Note {
        let key = comment_key(id);
        let link = record.permalink();
        let host = link.map(|link| link.page).filter(|page| is_number(page));
        self.hosts.extend(host.map(str::to_owned));
        let own = prefix(id).filter(|post| !post.is_empty());
        if let Some(post) = above.post.as_deref().filter(|post| Some(*post) != own) {
            self.below.insert(id.to_owned(), post.to_owned());
        }
        self.promised.add(key, record.comment_count.and_then(|n| n.0), span);
        let post = above.post.as_deref().or(own);
        let named = record.parent();
        if named.is_none() && above.parent.is_some() {
            self.nested.insert(id.to_owned());
        }
        if let Some(parent) = &named {
            self.replied.insert(comment_key(parent), parent.to_string());
        }
        let parent = named.map(|parent| comment_key(&parent)).or(above.parent);
        let top = post.map(post_key);
        self.tops.extend(top);
        let parent = parent.filter(|parent| *parent != key).or(top);
        let fate = match above.fate {
            Ok(()) if record.is_hidden.0 || record.hidden.0 => Err(SkipReason::Hidden),
            Ok(()) if record.is_private.is_some_and(|is_private| is_private.0) => {
                Err(SkipReason::Private)
            }
            fate => fate,
        };
        Note { parents: parent.into_iter().collect(), ..note(record, id, key, span, fate) }
    }
}

fn below_comment(id: &str, above: &Above) -> Above {
    Above { parent: Some(comment_key(id)), depth: above.depth + 1, ..above.clone() }
}

fn post_key(number: &str) -> Key {
    Key::new("post", number)
}

fn note(record: &Record<'_>, id: &str, key: Key, span: Span, fate: Result<(), SkipReason>) -> Note {
    let n_marks = record.like_count.0.unwrap_or_default().max(0);
    Note {
        span,
        thread: id.into(),
        key,
        alias: None,
        parents: Vec::new(),
        time: record.created().map_or(0, |time| time.0),
        room: 0,
        state: State { edited: 0, n_marks },
        said: None,
        fate,
    }
}

/// Tells why a post is not public.
fn withheld_post(record: &Record<'_>) -> Result<(), SkipReason> {
    let is_public = record.privacy.as_ref().is_none_or(|privacy| privacy.is_public());
    match () {
        () if record.is_hidden.0 || record.is_published == Some(false) => Err(SkipReason::Hidden),
        () if !is_public => Err(SkipReason::Private),
        () => Ok(()),
    }
}

impl Pass {
    /// Decides what is a question, once all files were seen, and tells what is missing.
    fn settle<'a>(
        mut self,
        settings: &'a SourceSettings,
        survey: &mut Survey<'_, '_>,
    ) -> Facebook<'a> {
        // Nobody is named where nobody was asked for.
        let asks_who = self.candidates.iter().any(|candidate| candidate.from.is_some());
        let mut pages: BTreeSet<String> = BTreeSet::new();
        let ids = self.candidates.iter().map(|candidate| candidate.id.as_str());
        let ids = ids.map(|id| (number(id).to_owned(), prefix(id).unwrap_or_default().to_owned()));
        let ids: BTreeMap<String, String> = ids.collect();
        for Candidate { id, mut note, from } in std::mem::take(&mut self.candidates) {
            let page = prefix(&id).unwrap_or_default();
            if ids.get(page).is_some_and(|above| above != page) {
                // It is a comment, of which nothing else was asked for.
                self.posts.remove(number(&id));
                (note.key, note.parents) = (comment_key(&id), vec![post_key(page)]);
                survey.notes.push(note);
                continue;
            }
            pages.insert(page.to_owned());
            let is_visitor = asks_who && from.as_deref() != Some(page);
            if let Some(post) = self.posts.get_mut(number(&id)).filter(|_| is_visitor) {
                post.is_question = true;
                survey.notes.push(note);
            }
        }
        let twins = Twins::of(&survey.notes, &self.replied);
        twins.join(survey);
        self.promised.rename(|key| twins.own(key));
        self.answer_posts(survey);
        self.tell(survey);
        if pages.is_empty() && self.hosts.len() == 1 {
            pages = std::mem::take(&mut self.hosts);
        }
        pages.retain(|page| is_number(page));
        let Pass { posts, below, nested, owners, .. } = self;
        Facebook { settings, posts, below, nested, pages, owners }
    }

    /// Comments on what is no question are threads of their own; what is below a post that is
    /// not public is none.
    fn answer_posts(&self, survey: &mut Survey<'_, '_>) {
        let known = self.posts.iter().map(|(number, post)| (post_key(number), post));
        let known: BTreeMap<Key, &Post> = known.collect();
        for note in &mut survey.notes {
            let Some(parent) = note.parents.first().copied() else { continue };
            match known.get(&parent) {
                Some(post) if post.is_question => {}
                Some(post) => {
                    note.fate = note.fate.and(post.fate);
                    note.parents.clear();
                }
                None if self.tops.contains(&parent) => note.parents.clear(),
                None => {}
            }
        }
    }

    fn tell(&mut self, survey: &mut Survey<'_, '_>) {
        std::mem::take(&mut self.promised).tell(survey, HELP);
        self.pages.tell(survey);
        let mut files: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        for span in &self.own {
            files.entry(span.file).or_insert((span.line, 0)).1 += 1;
            let place = Place::line(survey.store.path(span.file), span.line as usize);
            survey.skipped.push(Skip { id: None, reason: SkipReason::Orphan, place });
        }
        for (file, (line, n)) in files {
            let path = survey.store.path(file).to_owned();
            let place = Place::line(&*path, line as usize);
            survey.sink.push(problems::own_words_alone(place, &path, n, HELP));
        }
    }
}
