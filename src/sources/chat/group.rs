//! Gathers messages into threads by what they reply to.

use std::collections::HashMap;

use crate::sources::SkipReason;
use crate::sources::reply_forest::{Conversations, NONE, ReplyForest, number};

use super::bridges::Bridges;
use super::index::{MessageIndex, Parent};
use super::key::Key;
use super::message::{Note, Span};
use super::rooms::Rooms;
use super::unmarked::Openings;
use super::{bridges, unmarked};

/// The threads of a chat.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The messages of all threads, each thread's together, its first message first.
    pub members: Vec<Span>,
    /// The threads: where their messages start and end, and how they are called.
    pub threads: Vec<Group>,
    /// The threads that are not imported.
    pub left: Vec<Left>,
    /// The accounts through which others speak.
    pub bridges: Bridges,
}

/// How messages are gathered into threads.
pub(super) struct GroupOptions<'a> {
    /// A message that nobody replied to is a thread.
    pub has_singles: bool,
    /// The channels.
    pub rooms: &'a Rooms,
    /// Tells which of them are wanted.
    pub takes: &'a dyn Fn(u32) -> bool,
    /// By file: its place in the order in which they were made.
    pub ranks: &'a [u32],
}

/// One thread.
#[derive(Debug)]
pub(super) struct Group {
    /// Its first message in [`Groups::members`], and the one after its last.
    pub start: u32,
    pub end: u32,
    /// How many messages, the first ones, make up its opening.
    pub n_opening: u32,
    /// Its id.
    pub id: Box<str>,
}

/// A thread that is not imported.
#[derive(Debug)]
pub(super) struct Left {
    /// Its first message that is there.
    pub span: Span,
    /// Its id.
    pub id: Box<str>,
    /// Why.
    pub reason: SkipReason,
}

/// Gathers notes. Every thread is in the result once; messages that a thread's first one
/// takes along when it is not shown are counted with it.
pub(super) fn group(mut notes: Vec<Note>, options: &GroupOptions<'_>) -> Groups {
    let bridges = bridges::give_back(&mut notes);
    let index = MessageIndex::new(&notes, options.ranks);
    let openings = unmarked::tie(&mut notes, &index, options.rooms);
    let (mut forest, n_missing) = replies(&notes, &index);
    let n_notes = number(notes.len());
    let mut messages: Vec<u32> = index.all().collect();
    messages.sort_unstable();
    drop(index);
    let mut firsts = vec![NONE; notes.len()];
    let mut first_of_missing = vec![NONE; n_missing];
    for at in messages {
        let root = forest.root(at);
        firsts[at as usize] = match root.checked_sub(n_notes) {
            None => root,
            Some(missing) => {
                let first = &mut first_of_missing[missing as usize];
                *first = at.min(*first);
                *first
            }
        };
    }
    let first = |at: u32| Some(firsts[at as usize]).filter(|first| *first != NONE);
    let mut groups = Groups { bridges, ..Groups::default() };
    for members in Conversations::of(notes.len(), first).iter() {
        let is_missing = forest.root(members[0]) >= n_notes;
        let first = First { at: firsts[members[0] as usize], is_missing };
        groups.add(first, members, &openings, &mut notes, options);
    }
    groups
}

/// Tells what every message replies to. What is not in the export has a number behind those
/// of all messages; with it comes how many of these there are.
fn replies(notes: &[Note], index: &MessageIndex) -> (ReplyForest, usize) {
    let mut forest = ReplyForest::default();
    let mut missing: HashMap<Key, u32> = HashMap::new();
    for at in 0..number(notes.len()) {
        let parent = match index.parent(notes, at) {
            Parent::Nothing => None,
            Parent::Message(parent) => Some(parent),
            Parent::Missing(key) => {
                let next = number(notes.len() + missing.len());
                Some(*missing.entry(key).or_insert(next))
            }
        };
        forest.set_parent(at, parent);
    }
    (forest, missing.len())
}

/// The message that a thread starts options.
struct First {
    at: u32,
    /// It is not in the export; the first that leads up to it stands in.
    is_missing: bool,
}

impl Groups {
    fn add(
        &mut self,
        First { at: first, is_missing }: First,
        members: &[u32],
        openings: &Openings,
        notes: &mut [Note],
        options: &GroupOptions<'_>,
    ) {
        let id = std::mem::take(&mut notes[first as usize].thread);
        let Note { span, room, fate, .. } = notes[first as usize];
        let is_shown = |at: &u32| notes[*at as usize].fate.is_ok();
        let reason = match fate {
            // A thread of nothing but private messages is private, whatever else is wrong.
            Err(reason) if !is_missing || !members.iter().any(is_shown) => Some(reason),
            _ if is_missing => Some(SkipReason::Orphan),
            _ => None,
        };
        let is_gone = notes[first as usize].is_withdrawn();
        let reason = match (options.takes)(room) {
            false if !is_gone => Some(SkipReason::Channel),
            _ => reason,
        };
        if let Some(reason) = reason {
            return self.left.push(Left { span, id, reason });
        }
        let is_member = |at: &u32| *at == first || is_shown(at);
        let mut members: Vec<u32> = members.iter().copied().filter(is_member).collect();
        if members.len() == 1 && !options.has_singles {
            return self.left.push(Left { span, id, reason: SkipReason::Single });
        }
        let opens = |at: u32| at == first || openings.get(&at) == Some(&first);
        members.sort_by_key(|&at| (at != first, !opens(at), notes[at as usize].time, at));
        let start = number(self.members.len());
        let n_opening = number(members.iter().take_while(|at| opens(**at)).count());
        self.members.extend(members.iter().map(|&at| notes[at as usize].span));
        self.threads.push(Group { start, end: number(self.members.len()), n_opening, id });
    }
}
