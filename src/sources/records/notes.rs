//! Where records lie and which threads they belong to, in numbers alone: there may be
//! millions of them.
//!
//! Ids are kept once, in one text. A record costs some 30 bytes, however it is called.

mod settle;

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;

use super::Spot;

/// No record, no id.
const NONE: u32 = u32::MAX;

/// Ids by their numbers, each once.
#[derive(Default)]
struct Ids {
    text: String,
    /// Where each id ends in the text.
    ends: Vec<usize>,
    numbers: HashTable<u32>,
}

impl Ids {
    fn number(&mut self, id: &str) -> u32 {
        let Ids { text, ends, numbers } = self;
        let is_it = |number: &u32| nth(text, ends, *number) == id;
        let again = |number: &u32| hash(nth(text, ends, *number));
        match numbers.entry(hash(id), is_it, again) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let number = *free.insert(number(ends.len())).get();
                text.push_str(id);
                ends.push(text.len());
                number
            }
        }
    }

    fn find(&self, id: &str) -> Option<u32> {
        self.numbers.find(hash(id), |number| self.get(*number) == id).copied()
    }

    fn get(&self, number: u32) -> &str {
        nth(&self.text, &self.ends, number)
    }
}

fn nth<'t>(text: &'t str, ends: &[usize], number: u32) -> &'t str {
    let at = number as usize;
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(at).and_then(|end| text.get(start..*end)).unwrap_or_default()
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

/// Where a record lies, in the file that is known from its number.
#[derive(Clone, Copy)]
struct Note {
    offset: u64,
    /// Records have [`super::scan::LONGEST_RECORD`] bytes at most.
    length: u32,
    line: u32,
    column: u32,
    /// The number of the id that it names: of a thread, or its own if it is a reply.
    id: u32,
}

/// How many notes lie in one piece of memory.
const BLOCK: usize = 1 << 16;

/// A list that grows without being copied, which would take its memory twice.
struct Blocks {
    blocks: Vec<Vec<Note>>,
}

impl Blocks {
    fn push(&mut self, note: Note) {
        match self.blocks.last_mut().filter(|block| block.len() < BLOCK) {
            Some(block) => block.push(note),
            None => {
                // A small source takes no more than it needs.
                let n = if self.blocks.is_empty() { 0 } else { BLOCK };
                let mut block = Vec::with_capacity(n);
                block.push(note);
                self.blocks.push(block);
            }
        }
    }

    fn len(&self) -> usize {
        let last = self.blocks.last().map_or(0, Vec::len);
        self.blocks.len().saturating_sub(1) * BLOCK + last
    }

    fn get(&self, at: u32) -> Option<&Note> {
        self.blocks.get(at as usize / BLOCK)?.get(at as usize % BLOCK)
    }

    fn get_mut(&mut self, at: u32) -> Option<&mut Note> {
        self.blocks.get_mut(at as usize / BLOCK)?.get_mut(at as usize % BLOCK)
    }

    fn iter(&self) -> impl Iterator<Item = &Note> {
        self.blocks.iter().flatten()
    }
}

/// The records of a survey, in their order.
pub(super) struct Notes<K> {
    ids: Ids,
    /// The first record of each file.
    files: Vec<u32>,
    notes: Blocks,
    kinds: Vec<K>,
    /// The record that starts a thread, by its id.
    roots: Vec<u32>,
    /// Its version, by its id, once there are any.
    versions: Vec<u64>,
    /// What a reply replies to, by its id, once there are any.
    ups: Vec<u32>,
    /// The replies.
    replies: Vec<u32>,
}

/// A record that has another one's id.
pub(super) struct Twin {
    /// The one that is left out.
    pub gone: Spot,
    /// The one that stays.
    pub stays: Spot,
    /// They have no versions, so that one is not simply newer.
    pub is_told: bool,
}

/// The records, thread by thread.
pub(super) struct Groups<K> {
    notes: Notes<K>,
    /// The numbers of the records: each thread's together, the one that starts it first.
    members: Vec<u32>,
    /// Ids of the threads, with the first of their `members`.
    threads: Vec<(u32, u32)>,
    /// The thread of each id.
    by_id: Vec<u32>,
}

impl<K: Copy> Notes<K> {
    pub fn new() -> Notes<K> {
        Notes {
            ids: Ids::default(),
            files: Vec::new(),
            notes: Blocks { blocks: Vec::new() },
            kinds: Vec::new(),
            roots: Vec::new(),
            versions: Vec::new(),
            ups: Vec::new(),
            replies: Vec::new(),
        }
    }

    /// Goes on to the next file.
    pub fn start_file(&mut self) {
        self.files.push(number(self.notes.len()));
    }

    /// Takes a record that starts the thread with this id; tells when there is another one.
    pub fn root(&mut self, id: &str, version: u64, kind: K, spot: Spot) -> Option<Twin> {
        let id = self.ids.number(id);
        let at = id as usize;
        let known = self.versions.get(at).copied().unwrap_or(0);
        let other = self.roots.get(at).copied().filter(|root| *root != NONE);
        let is_newer = version > known;
        let stays = other.filter(|_| !is_newer);
        if stays.is_none() {
            set(&mut self.roots, at, number(self.notes.len()), NONE);
            self.add(id, kind, spot);
            if version > 0 {
                set(&mut self.versions, at, version, 0);
            }
        }
        let other = other?;
        let there = self.spot(other);
        let (gone, stays) = if is_newer { (there, spot) } else { (spot, there) };
        if let Some(note) = self.notes.get_mut(other).filter(|_| is_newer) {
            note.id = NONE;
        }
        Some(Twin { gone, stays, is_told: version == 0 && known == 0 })
    }

    /// Takes a record of the thread with this id.
    pub fn part(&mut self, id: &str, kind: K, spot: Spot) {
        let id = self.ids.number(id);
        self.add(id, kind, spot);
    }

    /// Takes a record that replies to another one; of several with one id the first.
    pub fn reply(&mut self, id: &str, to: &str, kind: K, spot: Spot) {
        let (id, to) = (self.ids.number(id), self.ids.number(to));
        if self.ups.get(id as usize).is_none_or(|up| *up == NONE) {
            set(&mut self.ups, id as usize, to, NONE);
            self.replies.push(number(self.notes.len()));
            self.add(id, kind, spot);
        }
    }

    fn add(&mut self, id: u32, kind: K, spot: Spot) {
        let Spot { offset, line, column, .. } = spot;
        let length = u32::try_from(spot.length).unwrap_or(u32::MAX);
        self.notes.push(Note { offset, length, line, column, id });
        self.kinds.push(kind);
    }

    fn spot(&self, at: u32) -> Spot {
        let Some(note) = self.notes.get(at) else { return Spot::default() };
        let file = self.files.partition_point(|first| *first <= at).saturating_sub(1);
        let Note { offset, length, line, column, .. } = *note;
        let (file, length) = (number(file), u64::from(length));
        Spot { file, line, column, offset, length, ..Spot::default() }
    }

    /// Brings the records of each thread together.
    pub fn gather(mut self) -> Groups<K> {
        self.follow();
        let n_ids = self.ids.ends.len();
        let (mut firsts, mut counts) = (vec![NONE; n_ids], vec![0_u32; n_ids]);
        for (at, note) in self.notes.iter().enumerate() {
            let Some(first) = firsts.get_mut(note.id as usize) else { continue };
            *first = (*first).min(number(at));
            counts[note.id as usize] += 1;
        }
        let roots = self.roots.iter().enumerate().filter(|(_, root)| **root != NONE);
        roots.for_each(|(id, root)| firsts[id] = *root);
        // In the order of what starts them; where each one's next record goes.
        let (mut threads, mut by_id, mut n) = (Vec::new(), vec![NONE; n_ids], 0);
        for (at, note) in self.notes.iter().enumerate() {
            if firsts.get(note.id as usize) == Some(&number(at)) {
                by_id[note.id as usize] = number(threads.len());
                threads.push((note.id, n));
                n += counts[note.id as usize];
                counts[note.id as usize] = n - counts[note.id as usize] + 1;
            }
        }
        let mut members = vec![NONE; n as usize];
        for (at, note) in self.notes.iter().enumerate() {
            let Some(next) = counts.get_mut(note.id as usize) else { continue };
            if firsts[note.id as usize] == number(at) {
                members[threads[by_id[note.id as usize] as usize].1 as usize] = number(at);
            } else {
                members[*next as usize] = number(at);
                *next += 1;
            }
        }
        Groups { notes: self, members, threads, by_id }
    }

    /// Finds the threads of replies, by what they reply to; a ring of replies is a thread
    /// that its first one starts.
    fn follow(&mut self) {
        let mut path = Vec::new();
        let replies = std::mem::take(&mut self.replies);
        for at in replies {
            let Some(note) = self.notes.get_mut(at) else { continue };
            let start = note.id;
            let mut top = start;
            while let Some(up) = self.ups.get(top as usize).copied().filter(|up| *up != NONE) {
                path.push(top);
                // Until the end is known, a reply that is met again closes a ring.
                self.ups[top as usize] = start;
                let has_ended = up == start || up == top;
                top = up;
                if has_ended {
                    break;
                }
            }
            // What is known is not walked again.
            path.drain(..).for_each(|id| self.ups[id as usize] = top);
            note.id = top;
        }
    }
}

impl<K: Copy> Groups<K> {
    /// How many threads there are.
    pub fn len(&self) -> usize {
        self.threads.len()
    }

    /// Returns a thread's id.
    pub fn id(&self, thread: usize) -> &str {
        self.threads.get(thread).map_or("", |(id, _)| self.notes.ids.get(*id))
    }

    /// Finds a thread by its id.
    pub fn find(&self, id: &str) -> Option<usize> {
        let number = self.notes.ids.find(id)?;
        self.by_id.get(number as usize).filter(|thread| **thread != NONE).map(|at| *at as usize)
    }

    /// Tells whether a thread has the record that starts it.
    pub fn has_root(&self, thread: usize) -> bool {
        let Some((id, first)) = self.threads.get(thread) else { return false };
        self.notes.roots.get(*id as usize) == self.members.get(*first as usize)
    }

    /// Returns the records of a thread, the one that starts it first.
    pub fn records(&self, thread: usize) -> impl ExactSizeIterator<Item = (K, Spot)> + '_ {
        let start = |thread: usize| self.threads.get(thread).map(|(_, start)| *start as usize);
        let end = start(thread + 1).unwrap_or(self.members.len());
        let members = &self.members[start(thread).unwrap_or(end)..end];
        members.iter().map(|at| (self.notes.kinds[*at as usize], self.notes.spot(*at)))
    }
}

/// Sets a value of a list that grows as it must.
fn set<T: Clone>(list: &mut Vec<T>, at: usize, value: T, empty: T) {
    if list.len() <= at {
        list.resize(at + 1, empty);
    }
    list[at] = value;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(file: u32, line: u32) -> Spot {
        Spot { file, line, column: 1, offset: u64::from(line) * 10, length: 9, ..Spot::default() }
    }

    /// Threads as `id: file.line …`, with a star where their first record is.
    fn told(notes: Notes<char>) -> Vec<String> {
        let groups = notes.gather();
        let thread = |at: usize| {
            let star = if groups.has_root(at) { "*" } else { "" };
            let records = groups.records(at);
            let records: Vec<String> =
                records.map(|(kind, spot)| format!("{kind}{}.{}", spot.file, spot.line)).collect();
            assert_eq!(groups.find(groups.id(at)), Some(at));
            format!("{}:{star} {}", groups.id(at), records.join(" "))
        };
        (0..groups.len()).map(thread).collect()
    }

    #[test]
    fn records_come_together_across_files_in_their_order() {
        let mut notes = Notes::new();
        notes.start_file();
        notes.part("b", 'p', spot(0, 1));
        notes.part("a", 'p', spot(0, 2));
        notes.start_file();
        notes.start_file();
        assert!(notes.root("a", 0, 'r', spot(2, 1)).is_none());
        notes.part("", 'p', spot(2, 2));
        notes.part("a", 'p', spot(2, 3));
        assert_eq!(told(notes), ["b: p0.1", "a:* r2.1 p0.2 p2.3", ": p2.2"]);
    }

    #[test]
    fn of_equal_threads_the_newest_stays_or_else_the_first() {
        let mut notes = Notes::new();
        notes.start_file();
        let twin = |notes: &mut Notes<char>, version, line| {
            let twin = notes.root("a", version, 'r', spot(0, line));
            twin.map(|twin| (twin.gone.line, twin.stays.line, twin.is_told))
        };
        assert_eq!(twin(&mut notes, 0, 1), None);
        assert_eq!(twin(&mut notes, 0, 2), Some((2, 1, true)));
        assert_eq!(twin(&mut notes, 5, 3), Some((1, 3, false)));
        assert_eq!(twin(&mut notes, 4, 4), Some((4, 3, false)));
        assert_eq!(twin(&mut notes, 5, 5), Some((5, 3, false)));
        assert_eq!(told(notes), ["a:* r0.3"]);
    }

    #[test]
    fn replies_lead_to_their_thread_in_any_order_and_rings_end() {
        let mut notes = Notes::new();
        notes.start_file();
        let replies =
            [("3", "2"), ("2", "1"), ("2", "9"), ("4", "3"), ("x", "y"), ("y", "x"), ("z", "z")];
        for (line, (id, to)) in (1..).zip(replies) {
            notes.reply(id, to, 'a', spot(0, line));
        }
        notes.root("1", 0, 'r', spot(0, 8));
        notes.reply("w", "y", 'a', spot(0, 9));
        notes.reply("v", "gone", 'a', spot(0, 10));
        assert_eq!(
            told(notes),
            ["x: a0.5 a0.6 a0.9", "z: a0.7", "1:* r0.8 a0.1 a0.2 a0.4", "gone: a0.10"]
        );
        // A long chain, from its end: each is looked at a few times.
        let mut notes = Notes::new();
        notes.start_file();
        for at in (1..100_000_u32).rev() {
            notes.reply(&at.to_string(), &(at - 1).to_string(), 'a', spot(0, 100_000 - at));
        }
        let groups = notes.gather();
        assert_eq!((groups.len(), groups.id(0), groups.records(0).len()), (1, "0", 99_999));
    }
}
