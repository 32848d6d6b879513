//! The index of a survey: where records lie, and which threads they belong to, in numbers
//! alone, since there may be millions of them.
//!
//! Ids are kept once, in one text. A record costs some 30 bytes, however it is called.

mod settle;

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;

use crate::sources::reply_forest::{Conversations, NONE, ReplyForest, number, set};

use super::scan::Spot;

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

/// Where a record lies, in the file that is known from the record's number.
#[derive(Clone, Copy)]
struct RecordEntry {
    offset: u64,
    /// Records have [`super::scan::LONGEST_RECORD`] bytes at most.
    length: u32,
    line: u32,
    column: u32,
    /// The number of the id that it names: of a thread, or its own if it is a reply.
    id: u32,
}

/// How many entries lie in one piece of memory.
const BLOCK: usize = 1 << 16;

/// A list that grows without being copied, which would take its memory twice.
struct Blocks {
    blocks: Vec<Vec<RecordEntry>>,
}

impl Blocks {
    fn push(&mut self, entry: RecordEntry) {
        match self.blocks.last_mut().filter(|block| block.len() < BLOCK) {
            Some(block) => block.push(entry),
            None => {
                // A small source takes no more than it needs.
                let n = if self.blocks.is_empty() { 0 } else { BLOCK };
                let mut block = Vec::with_capacity(n);
                block.push(entry);
                self.blocks.push(block);
            }
        }
    }

    fn len(&self) -> usize {
        let last = self.blocks.last().map_or(0, Vec::len);
        self.blocks.len().saturating_sub(1) * BLOCK + last
    }

    fn get(&self, at: u32) -> Option<&RecordEntry> {
        self.blocks.get(at as usize / BLOCK)?.get(at as usize % BLOCK)
    }

    fn get_mut(&mut self, at: u32) -> Option<&mut RecordEntry> {
        self.blocks.get_mut(at as usize / BLOCK)?.get_mut(at as usize % BLOCK)
    }

    fn iter(&self) -> impl Iterator<Item = &RecordEntry> {
        self.blocks.iter().flatten()
    }
}

/// The records of a survey, in their order.
pub(super) struct RecordIndex<K> {
    ids: Ids,
    /// The first record of each file.
    files: Vec<u32>,
    entries: Blocks,
    kinds: Vec<K>,
    /// The record that starts a thread, by its id.
    roots: Vec<u32>,
    /// Its version, by its id, once there are any.
    versions: Vec<u64>,
    /// What a reply replies to, by the numbers of their ids.
    parents: ReplyForest,
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
pub(super) struct ThreadIndex<K> {
    records: RecordIndex<K>,
    /// The numbers of the records, in the order of those that start threads.
    threads: Conversations,
    /// The thread of each id.
    by_id: Vec<u32>,
}

impl<K: Copy> RecordIndex<K> {
    pub fn new() -> RecordIndex<K> {
        RecordIndex {
            ids: Ids::default(),
            files: Vec::new(),
            entries: Blocks { blocks: Vec::new() },
            kinds: Vec::new(),
            roots: Vec::new(),
            versions: Vec::new(),
            parents: ReplyForest::default(),
            replies: Vec::new(),
        }
    }

    /// Goes on to the next file.
    pub fn start_file(&mut self) {
        self.files.push(number(self.entries.len()));
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
            set(&mut self.roots, at, number(self.entries.len()), NONE);
            self.add(id, kind, spot);
            if version > 0 {
                set(&mut self.versions, at, version, 0);
            }
        }
        let other = other?;
        let there = self.spot(other);
        let (gone, stays) = if is_newer { (there, spot) } else { (spot, there) };
        if let Some(entry) = self.entries.get_mut(other).filter(|_| is_newer) {
            entry.id = NONE;
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
        if self.parents.parent(id).is_none() {
            self.parents.set_parent(id, Some(to));
            self.replies.push(number(self.entries.len()));
            self.add(id, kind, spot);
        }
    }

    fn add(&mut self, id: u32, kind: K, spot: Spot) {
        let Spot { offset, line, column, .. } = spot;
        let length = u32::try_from(spot.length).unwrap_or(u32::MAX);
        self.entries.push(RecordEntry { offset, length, line, column, id });
        self.kinds.push(kind);
    }

    fn spot(&self, at: u32) -> Spot {
        let Some(entry) = self.entries.get(at) else { return Spot::default() };
        let file = self.files.partition_point(|first| *first <= at).saturating_sub(1);
        let RecordEntry { offset, length, line, column, .. } = *entry;
        let (file, length) = (number(file), u64::from(length));
        Spot { file, line, column, offset, length, ..Spot::default() }
    }

    /// Brings the records of each thread together: those that are made by replies start with
    /// what all of these lead to.
    pub fn gather(mut self) -> ThreadIndex<K> {
        for at in std::mem::take(&mut self.replies) {
            if let Some(entry) = self.entries.get_mut(at) {
                entry.id = self.parents.root(entry.id);
            }
        }
        // The record that starts a thread, or else the first one, by the thread's id.
        let mut firsts = self.roots.clone();
        firsts.resize(self.ids.ends.len(), NONE);
        for (at, entry) in self.entries.iter().enumerate() {
            match firsts.get_mut(entry.id as usize) {
                Some(first) if *first == NONE => *first = number(at),
                Some(_) | None => {}
            }
        }
        let first = |at: u32| firsts.get(self.entries.get(at)?.id as usize).copied();
        let threads = Conversations::of(self.entries.len(), first);
        let mut by_id = vec![NONE; self.ids.ends.len()];
        for (thread, records) in threads.iter().enumerate() {
            let id = records.first().and_then(|at| self.entries.get(*at)).map(|entry| entry.id);
            id.into_iter().for_each(|id| by_id[id as usize] = number(thread));
        }
        ThreadIndex { records: self, threads, by_id }
    }
}

impl<K: Copy> ThreadIndex<K> {
    /// How many threads there are.
    pub fn len(&self) -> usize {
        self.threads.len()
    }

    /// Returns a thread's id.
    pub fn id(&self, thread: usize) -> &str {
        self.id_number(thread).map_or("", |id| self.records.ids.get(id))
    }

    /// Finds a thread by its id.
    pub fn find(&self, id: &str) -> Option<usize> {
        let number = self.records.ids.find(id)?;
        self.by_id.get(number as usize).filter(|thread| **thread != NONE).map(|at| *at as usize)
    }

    /// Tells whether a thread has the record that starts it.
    pub fn has_root(&self, thread: usize) -> bool {
        let root = self.id_number(thread).and_then(|id| self.records.roots.get(id as usize));
        root.is_some() && root == self.threads.get(thread).first()
    }

    /// Returns the records of a thread, the one that starts it first.
    pub fn records(&self, thread: usize) -> impl ExactSizeIterator<Item = (K, Spot)> + '_ {
        let records = self.threads.get(thread).iter();
        records.map(|at| (self.records.kinds[*at as usize], self.records.spot(*at)))
    }

    fn id_number(&self, thread: usize) -> Option<u32> {
        let first = self.threads.get(thread).first()?;
        self.records.entries.get(*first).map(|entry| entry.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(file: u32, line: u32) -> Spot {
        Spot { file, line, column: 1, offset: u64::from(line) * 10, length: 9, ..Spot::default() }
    }

    /// Threads as `id: file.line …`, with a star where their first record is.
    fn told(index: RecordIndex<char>) -> Vec<String> {
        let threads = index.gather();
        let thread = |at: usize| {
            let star = if threads.has_root(at) { "*" } else { "" };
            let records = threads.records(at);
            let records: Vec<String> =
                records.map(|(kind, spot)| format!("{kind}{}.{}", spot.file, spot.line)).collect();
            assert_eq!(threads.find(threads.id(at)), Some(at));
            format!("{}:{star} {}", threads.id(at), records.join(" "))
        };
        (0..threads.len()).map(thread).collect()
    }

    #[test]
    fn records_come_together_across_files_in_their_order() {
        let mut index = RecordIndex::new();
        index.start_file();
        index.part("b", 'p', spot(0, 1));
        index.part("a", 'p', spot(0, 2));
        index.start_file();
        index.start_file();
        assert!(index.root("a", 0, 'r', spot(2, 1)).is_none());
        index.part("", 'p', spot(2, 2));
        index.part("a", 'p', spot(2, 3));
        assert_eq!(told(index), ["b: p0.1", "a:* r2.1 p0.2 p2.3", ": p2.2"]);
    }

    #[test]
    fn of_equal_threads_the_newest_stays_or_else_the_first() {
        let mut index = RecordIndex::new();
        index.start_file();
        let twin = |index: &mut RecordIndex<char>, version, line| {
            let twin = index.root("a", version, 'r', spot(0, line));
            twin.map(|twin| (twin.gone.line, twin.stays.line, twin.is_told))
        };
        assert_eq!(twin(&mut index, 0, 1), None);
        assert_eq!(twin(&mut index, 0, 2), Some((2, 1, true)));
        assert_eq!(twin(&mut index, 5, 3), Some((1, 3, false)));
        assert_eq!(twin(&mut index, 4, 4), Some((4, 3, false)));
        assert_eq!(twin(&mut index, 5, 5), Some((5, 3, false)));
        assert_eq!(told(index), ["a:* r0.3"]);
    }

    #[test]
    fn replies_lead_to_their_thread_in_any_order_and_rings_end() {
        let mut index = RecordIndex::new();
        index.start_file();
        let replies =
            [("3", "2"), ("2", "1"), ("2", "9"), ("4", "3"), ("x", "y"), ("y", "x"), ("z", "z")];
        for (line, (id, to)) in (1..).zip(replies) {
            index.reply(id, to, 'a', spot(0, line));
        }
        index.root("1", 0, 'r', spot(0, 8));
        index.reply("w", "y", 'a', spot(0, 9));
        index.reply("v", "gone", 'a', spot(0, 10));
        assert_eq!(
            told(index),
            ["x: a0.5 a0.6 a0.9", "z: a0.7", "1:* r0.8 a0.1 a0.2 a0.4", "gone: a0.10"]
        );
        // A long chain, from its end: each is looked at a few times.
        let mut index = RecordIndex::new();
        index.start_file();
        for at in (1..100_000_u32).rev() {
            index.reply(&at.to_string(), &(at - 1).to_string(), 'a', spot(0, 100_000 - at));
        }
        let threads = index.gather();
        assert_eq!((threads.len(), threads.id(0), threads.records(0).len()), (1, "0", 99_999));
    }
}
