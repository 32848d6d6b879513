//! Posts of X: pages of its API and lines of them, as twarc keeps them, flattened or not;
//! and `tweets.js` of an archive.
//!
//! A conversation is a thread. Its first post may be missing among the posts themselves
//! and stand beside them, in `includes`; then it is taken from there.

mod convert;
mod text;
mod wire;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use self::convert::{Account, X};
use super::chat::survey::{Survey, Taken, reason};
use super::chat::{Chat, Key, Note, Span, State};
use super::poll::Poll;
use super::records::Shapes;
use super::sample::Sample;
use super::{SkipReason, paths};
use crate::config::SourceSettings;
use crate::diag::Sink;
use crate::files::{Digest, Files};

/// What lies where in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Post,
    User,
    Poll,
    /// Whose archive it is.
    Owner,
    /// A line of a flattened file, or nothing.
    Line,
}

const SHAPES: Shapes<Kind> = Shapes {
    lists: &[
        (&["data"], Kind::Post),
        (&["includes", "tweets"], Kind::Post),
        (&["includes", "users"], Kind::User),
        (&["includes", "polls"], Kind::Poll),
        (&["tweet"], Kind::Post),
        (&["account"], Kind::Owner),
    ],
    alone: Kind::Line,
    marks: &["text", "author_id", "conversation_id"],
};

/// Tells whether a file is of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let of_archive = sample.head.starts_with(b"window.YTD.") && sample.has(&["full_text"]);
    let marks = ["conversation_id", "edit_history_tweet_ids", "referenced_tweets"];
    let of_api = sample.has(&["author_id", "text"]) && marks.iter().any(|mark| sample.has(&[mark]));
    sample.is_json() && (of_archive || of_api)
}

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Chat<'a, X<'a>> {
    let found = paths::files_of(settings, files, &["json", "jsonl", "ndjson", "js"], sink);
    let mut survey = Survey::new(files, sink);
    let mut pass = Pass::default();
    for path in found.iter().filter(|path| found.len() == 1 || is_wanted(path)) {
        let file = survey.add(path);
        survey.json(file, &SHAPES, Some("posts of X"), &mut |kind, span, _, text| {
            pass.record(kind, span, text)
        });
    }
    let around: Vec<String> = pass
        .users
        .iter()
        .chain(pass.owner.as_ref().map(|owner| (&owner.id, owner)))
        .map(|(id, account)| format!("{id} {} {}", account.username, account.name))
        .chain(pass.polls.iter().filter_map(|(id, poll)| Some(format!("{id} {}", poll.html()?))))
        .collect();
    let around = Digest::of_parts(around.iter().map(|line| line.as_bytes()));
    let x = X { settings, users: pass.users, polls: pass.polls, owner: pass.owner };
    Chat::new(settings, x, survey, around)
}

/// An archive has many other scripts beside those with posts.
fn is_wanted(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let Some(stem) = name.strip_suffix(".js") else { return true };
    let number = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
    stem == "account"
        || ["tweets", "tweet"].iter().any(|start| {
            stem.strip_prefix(start).is_some_and(|rest| {
                rest.is_empty() || rest.strip_prefix("-part").is_some_and(number)
            })
        })
}

/// What is found on the way.
#[derive(Default)]
struct Pass {
    users: BTreeMap<String, Account>,
    polls: BTreeMap<String, Poll>,
    owner: Option<Account>,
}

impl Pass {
    fn record(&mut self, kind: Kind, span: Span, text: &str) -> Taken {
        match kind {
            Kind::User => match serde_json::from_str::<wire::User>(text) {
                Ok(user) => {
                    let account = Account::of(user);
                    self.users.insert(account.id.clone(), account);
                    Taken::Aside
                }
                Err(error) => Taken::Invalid(reason(&error)),
            },
            Kind::Poll => {
                let value = serde_json::from_str(text).ok();
                self.polls.extend(value.as_ref().and_then(wire::poll));
                Taken::Aside
            }
            Kind::Owner => match serde_json::from_str::<wire::Owner>(text) {
                Ok(owner) => {
                    self.owner = Some(Account {
                        id: owner.account_id.unwrap_or_default(),
                        name: owner.account_display_name.unwrap_or_default(),
                        username: owner.username.unwrap_or_default(),
                    });
                    Taken::Aside
                }
                Err(error) => Taken::Invalid(reason(&error)),
            },
            Kind::Post | Kind::Line => self.post(span, text),
        }
    }

    fn post(&mut self, span: Span, text: &str) -> Taken {
        let header: wire::RecordHeader<'_> = match serde_json::from_str(text) {
            Ok(header) => header,
            // Lists, counts and other answers of the API lie in the same places.
            Err(_) if !text.contains("\"text\"") && !text.contains("\"full_text\"") => {
                return Taken::Nothing;
            }
            Err(error) => return Taken::Invalid(reason(&error)),
        };
        let mut notes: Vec<Note> = note(&header, span).into_iter().collect();
        if notes.is_empty() {
            return Taken::Nothing;
        }
        if let Some(author) = header.author {
            self.add_author(author);
        }
        // Flattening puts the posts that one refers to into it.
        for raw in header.referenced_tweets.iter().flatten() {
            notes.extend(self.referenced(raw, span, text));
        }
        Taken::Notes(notes)
    }

    fn referenced(&mut self, raw: &RawValue, span: Span, text: &str) -> Option<Note> {
        let header: wire::RecordHeader<'_> = serde_json::from_str(raw.get()).ok()?;
        let offset = raw.get().as_ptr() as usize - text.as_ptr() as usize;
        let len = u32::try_from(raw.get().len()).ok()?;
        let note = note(&header, Span { offset: span.offset + offset as u64, len, ..span })?;
        if let Some(author) = header.author {
            self.add_author(author);
        }
        Some(note)
    }

    fn add_author(&mut self, author: &RawValue) {
        if let Ok(user) = serde_json::from_str::<wire::User>(author.get()) {
            let account = Account::of(user);
            self.users.insert(account.id.clone(), account);
        }
    }
}

/// Notes a post; `None` when it is none.
fn note(header: &wire::RecordHeader<'_>, span: Span) -> Option<Note> {
    let id = header.id()?;
    if header.text.is_none() && header.full_text.is_none() {
        return None;
    }
    let mut parents: Vec<Key> =
        header.replied_to().map(|up| Key::new("", &up)).into_iter().collect();
    let conversation = header.conversation_id.as_deref().filter(|up| *up != id);
    parents.extend(conversation.map(|up| Key::new("", up)));
    Some(Note {
        span,
        thread: id.into(),
        key: Key::new("", id),
        alias: None,
        parents,
        time: id.parse().unwrap_or_default(),
        room: 0,
        state: State { edited: 0, n_marks: header.n_marks() },
        said: None,
        fate: match header.withheld {
            Some(_) => Err(SkipReason::Hidden),
            None => Ok(()),
        },
    })
}
