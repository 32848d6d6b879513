//! Gathers messages into threads by what they reply to.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::relay::Bridges;
use super::rooms::Rooms;
use super::unmarked::Openings;
use super::{Key, Note, Span, relay, unmarked};
use crate::sources::SkipReason;

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

/// What groups are made with.
pub(super) struct With<'a> {
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

/// The messages by their keys: numbers alone, since there may be millions.
pub(super) struct Index {
    /// In the order of their keys, the newest copy of each.
    by_key: Vec<u32>,
    /// Those that have another key, in its order.
    by_alias: Vec<u32>,
}

impl Index {
    fn new(notes: &[Note], ranks: &[u32]) -> Index {
        let rank = |at: &u32| ranks.get(notes[*at as usize].span.file as usize).copied();
        // What any copy says is gone is gone.
        let newness = |at: &u32| (notes[*at as usize].is_withdrawn(), state(notes, *at), rank(at));
        let alias = |at: &u32| notes[*at as usize].alias;
        let key = |at: &u32| notes[*at as usize].key;
        let mut by_key: Vec<u32> = (0..number(notes.len())).collect();
        let mut by_alias: Vec<u32> =
            by_key.iter().copied().filter(|at| alias(at).is_some()).collect();
        // Overlapping exports hold a message twice, and one of them may have the answer's mark.
        by_key.sort_unstable_by_key(|at| (key(at), Reverse(newness(at)), *at));
        by_key.dedup_by_key(|at| key(at));
        by_alias.sort_unstable_by_key(|at| (alias(at), *at));
        by_alias.dedup_by_key(|at| alias(at));
        Index { by_key, by_alias }
    }

    /// Every message once.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> + '_ {
        self.by_key.iter().copied()
    }

    /// Finds a message by one of its keys.
    pub(super) fn find(&self, notes: &[Note], key: &Key) -> Option<u32> {
        let key_of = |at: &u32| notes[*at as usize].key;
        let own = self.by_key.binary_search_by_key(key, key_of).map(|place| self.by_key[place]);
        let alias_of = |at: &u32| notes[*at as usize].alias;
        let other = || self.by_alias.binary_search_by_key(&Some(*key), alias_of);
        own.or_else(|_| other().map(|place| self.by_alias[place])).ok()
    }
}

fn state(notes: &[Note], at: u32) -> super::State {
    notes[at as usize].state
}

/// What messages lead up to: the number of a message in the export, or, from the number of
/// messages on, one that is not there.
struct Roots {
    of: Vec<u32>,
    missing: HashMap<Key, u32>,
}

/// Nothing is known yet.
const UNKNOWN: u32 = u32::MAX;

/// Gathers notes. Every thread is in the result once; messages that a thread's first one
/// takes along when it is not shown are counted with it.
pub(super) fn group(mut notes: Vec<Note>, with: &With<'_>) -> Groups {
    let bridges = relay::give_back(&mut notes);
    let index = Index::new(&notes, with.ranks);
    let openings = unmarked::tie(&mut notes, &index, with.rooms);
    let mut roots = Roots { of: vec![UNKNOWN; notes.len()], missing: HashMap::new() };
    let mut order = index.by_key.clone();
    order.sort_unstable();
    let mut first_of_missing: Vec<u32> = Vec::new();
    for &at in &order {
        let root = roots.find(at, &notes, &index);
        // Numbers of those that are missing come in the order of their first messages.
        if root as usize == notes.len() + first_of_missing.len() {
            first_of_missing.push(at);
        }
    }
    drop(index);
    let n_notes = notes.len();
    let first = |at: u32| {
        let root = roots.of[at as usize];
        (root as usize).checked_sub(n_notes).map_or(root, |missing| first_of_missing[missing])
    };
    order.sort_unstable_by_key(|&at| (first(at), at));
    let mut groups = Groups { bridges, ..Groups::default() };
    for members in order.chunk_by(|&one, &other| first(one) == first(other)) {
        let is_missing = roots.of[members[0] as usize] as usize >= n_notes;
        let first = First { at: first(members[0]), is_missing };
        groups.add(first, members, &openings, &mut notes, with);
    }
    groups
}

impl Roots {
    /// Follows replies upwards; a ring of them starts with its first message.
    fn find(&mut self, start: u32, notes: &[Note], index: &Index) -> u32 {
        let mut path = Vec::new();
        let mut at = start;
        let root = loop {
            let known = self.of[at as usize];
            if known != UNKNOWN {
                break known;
            }
            path.push(at);
            // Until the end is known, a message that is met again closes a ring.
            self.of[at as usize] = start;
            let ups = &notes[at as usize].ups;
            let up = ups.iter().find_map(|key| index.find(notes, key));
            match (up, ups.last()) {
                (Some(up), _) if up != at => at = up,
                (None, Some(missing)) => {
                    let next = number(notes.len() + self.missing.len());
                    break *self.missing.entry(*missing).or_insert(next);
                }
                (Some(_) | None, _) => break at,
            }
        };
        for at in path {
            self.of[at as usize] = root;
        }
        root
    }
}

fn number(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(UNKNOWN)
}

/// The message that a thread starts with.
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
        with: &With<'_>,
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
        let reason = match (with.takes)(room) {
            false if !is_gone => Some(SkipReason::Channel),
            _ => reason,
        };
        if let Some(reason) = reason {
            return self.left.push(Left { span, id, reason });
        }
        let is_member = |at: &u32| *at == first || is_shown(at);
        let mut members: Vec<u32> = members.iter().copied().filter(is_member).collect();
        if members.len() == 1 && !with.has_singles {
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
