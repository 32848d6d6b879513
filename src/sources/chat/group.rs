//! Gathers messages into threads by what they reply to.

use std::collections::BTreeMap;
use std::collections::HashMap;

use super::Key;
use super::Note;
use super::Span;
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
}

/// One thread.
#[derive(Debug)]
pub(super) struct Group {
    /// Its first message in [`Groups::members`], and the one after its last.
    pub start: u32,
    pub end: u32,
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

/// What a message leads up to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    /// A message in the export, by its number.
    Here(usize),
    /// One that is not.
    Missing(Key),
}

/// Gathers notes. Every thread is in the result once; messages that a thread's first one
/// takes along when it is not shown are counted with it.
pub(super) fn group(notes: &[Note], has_singles: bool) -> Groups {
    let mut by_key: HashMap<Key, usize> = HashMap::with_capacity(notes.len());
    for (at, note) in notes.iter().enumerate() {
        by_key.entry(note.key).or_insert(at);
    }
    for (at, note) in notes.iter().enumerate() {
        if let Some(alias) = note.alias {
            by_key.entry(alias).or_insert(at);
        }
    }
    let mut threads: BTreeMap<Root, Vec<usize>> = BTreeMap::new();
    let mut known: Vec<Option<Root>> = vec![None; notes.len()];
    for (at, note) in notes.iter().enumerate() {
        // Overlapping exports hold a message twice.
        if by_key.get(&note.key) == Some(&at) {
            let root = root_of(at, notes, &by_key, &mut known);
            threads.entry(root).or_default().push(at);
        }
    }
    let mut groups = Groups::default();
    let mut threads: Vec<(Root, Vec<usize>)> = threads.into_iter().collect();
    threads.sort_by_key(|(root, members)| first_of(*root, members));
    for (root, members) in threads {
        groups.add(root, members, notes, has_singles);
    }
    groups
}

fn first_of(root: Root, members: &[usize]) -> usize {
    match root {
        Root::Here(at) => at,
        Root::Missing(_) => members.first().copied().unwrap_or_default(),
    }
}

/// Follows replies upwards; a ring of them starts with its first message.
fn root_of(
    start: usize,
    notes: &[Note],
    by_key: &HashMap<Key, usize>,
    known: &mut [Option<Root>],
) -> Root {
    let mut path = Vec::new();
    let mut at = start;
    let root = loop {
        if let Some(root) = known[at] {
            break root;
        }
        path.push(at);
        // Until the end is known, a message that is met again closes a ring.
        known[at] = Some(Root::Here(start));
        let up = notes[at].ups.iter().find_map(|key| by_key.get(key));
        match (up, notes[at].ups.last()) {
            (Some(&up), _) if up != at => at = up,
            (None, Some(missing)) => break Root::Missing(*missing),
            (Some(_) | None, _) => break Root::Here(at),
        }
    };
    for at in path {
        known[at] = Some(root);
    }
    root
}

impl Groups {
    fn add(&mut self, root: Root, mut members: Vec<usize>, notes: &[Note], has_singles: bool) {
        let first = first_of(root, &members);
        let mut left = |reason| {
            let (span, id) = (notes[first].span, notes[first].thread.clone());
            self.left.push(Left { span, id, reason });
        };
        if let Root::Missing(_) = root {
            // A thread of nothing but private messages is private, whatever else is wrong.
            let shown = members.iter().find(|&&at| notes[at].fate.is_ok());
            return left(match (shown, notes[first].fate) {
                (None, Err(reason)) => reason,
                (_, _) => SkipReason::Orphan,
            });
        }
        if let Err(reason) = notes[first].fate {
            return left(reason);
        }
        members.retain(|&at| at == first || notes[at].fate.is_ok());
        if members.len() == 1 && !has_singles {
            return left(SkipReason::Single);
        }
        members.sort_by_key(|&at| (at != first, notes[at].time, at));
        let number = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        let start = number(self.members.len());
        self.members.extend(members.iter().map(|&at| notes[at].span));
        let (end, id) = (number(self.members.len()), notes[first].thread.clone());
        self.threads.push(Group { start, end, id });
    }
}
