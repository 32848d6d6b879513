//! Finds what records mean whose ids are written otherwise, and counts what is not found.

use std::collections::{BTreeMap, HashMap};

use crate::sources::records::Lost;
use crate::sources::reply_forest::{NONE, number, set};

use super::RecordIndex;

/// How many ids are named of those that are found, and of those that are not.
const SAMPLE: usize = 3;

/// How programs say that there is nothing to reply to, where no record has these ids.
const NOTHING: [&str; 2] = ["0", "-1"];

/// Returns a whole number in its plainest form, unless it has that.
type PlainNumber = fn(&str) -> Option<String>;

impl<K: Copy> RecordIndex<K> {
    /// Lets records find others whose ids are the same numbers, where none is written so;
    /// tells file by file how many find nothing.
    pub fn settle(&mut self, plain_number: PlainNumber) -> Vec<Lost> {
        self.settle_replies(plain_number);
        self.settle_threads(plain_number);
        let mut all = self.lost_parts();
        all.extend(self.lost_replies());
        all
    }

    /// Whether a record has this id.
    fn is_there(&self, id: u32) -> bool {
        let has = |list: &[u32]| list.get(id as usize).is_some_and(|at| *at != NONE);
        has(&self.roots) || self.parents.parent(id).is_some()
    }

    fn has_root(&self, id: u32) -> bool {
        self.roots.get(id as usize).is_some_and(|root| *root != NONE)
    }

    /// What a reply replies to: the id; `None` where that is settled to be nothing.
    fn parent(&self, reply: u32) -> Option<u32> {
        self.parents.parent(self.entries.get(reply)?.id)
    }

    fn settle_replies(&mut self, plain_number: PlainNumber) {
        let is_lost = |at: &&u32| self.parent(**at).is_some_and(|parent| !self.is_there(parent));
        let lost: Vec<u32> = self.replies.iter().filter(is_lost).copied().collect();
        if lost.is_empty() {
            return;
        }
        let mut by_number: HashMap<String, u32> = HashMap::new();
        for id in (0..number(self.ids.ends.len())).filter(|id| self.is_there(*id)) {
            if let Some(plain) = plain_number(self.ids.get(id)) {
                by_number.entry(plain).or_insert(id);
            }
        }
        for at in lost {
            let (Some(parent), Some(entry)) = (self.parent(at), self.entries.get(at)) else {
                continue;
            };
            let id = entry.id;
            let wanted = plain_number(self.ids.get(parent))
                .unwrap_or_else(|| self.ids.get(parent).to_owned());
            let exact = self.ids.find(&wanted).filter(|id| self.is_there(*id));
            if let Some(parent) = exact.or_else(|| by_number.get(&wanted).copied()) {
                self.parents.set_parent(id, Some(parent));
            } else if NOTHING.contains(&wanted.as_str()) {
                self.parents.set_parent(id, None);
                set(&mut self.roots, id as usize, at, NONE);
            }
        }
    }

    /// The records that name a thread or start one, with their numbers.
    fn parts(&self) -> impl Iterator<Item = u32> + '_ {
        let mut replies = self.replies.iter().peekable();
        (0..number(self.entries.len())).filter(move |at| replies.next_if_eq(&at).is_none())
    }

    /// Of several ways to write a thread's id as a number, that of the record that starts it
    /// stands for all, or else the plainest.
    fn settle_threads(&mut self, plain_number: PlainNumber) {
        let mut is_named = vec![false; self.ids.ends.len()];
        for at in self.parts() {
            let id = self.entries.get(at).map_or(NONE, |entry| entry.id);
            if let Some(is_named) = is_named.get_mut(id as usize) {
                *is_named = true;
            }
        }
        let named = |id: &u32| is_named.get(*id as usize).is_some_and(|is_named| *is_named);
        let mut alike: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for id in (0..number(is_named.len())).filter(named) {
            if let Some(plain) = plain_number(self.ids.get(id)) {
                alike.entry(plain).or_default().push(id);
            }
        }
        let mut renamed: HashMap<u32, u32> = HashMap::new();
        for (plain, others) in alike {
            let plain = self.ids.find(&plain).filter(named);
            let all = || plain.iter().chain(&others).copied();
            let Some(stays) = all().find(|id| self.has_root(*id)).or_else(|| all().next()) else {
                continue;
            };
            let gone = all().filter(|id| *id != stays && !self.has_root(*id));
            renamed.extend(gone.map(|id| (id, stays)));
        }
        if renamed.is_empty() {
            return;
        }
        let parts: Vec<u32> = self.parts().collect();
        for at in parts {
            if let Some(entry) = self.entries.get_mut(at)
                && let Some(stays) = renamed.get(&entry.id)
            {
                entry.id = *stays;
            }
        }
    }

    fn lost_replies(&self) -> Vec<Lost> {
        let mut files = Files::default();
        for at in &self.replies {
            let Some(parent) = self.parent(*at) else { continue };
            let wanted = (!self.is_there(parent)).then(|| self.ids.get(parent));
            files.add(self.spot(*at).file, wanted);
        }
        let known = |file: u32| {
            let first = self.files.get(file as usize).copied().unwrap_or(NONE);
            let own = (first..number(self.entries.len())).filter_map(|at| self.entries.get(at));
            let ids = own.map(|entry| self.ids.get(entry.id)).filter(|id| !id.starts_with('\0'));
            ids.take(SAMPLE).map(str::to_owned).collect()
        };
        files.lost(true, known)
    }

    fn lost_parts(&self) -> Vec<Lost> {
        let mut files = Files::default();
        for at in self.parts() {
            let id = self.entries.get(at).map_or(NONE, |entry| entry.id);
            if self.roots.get(id as usize) == Some(&at) || id == NONE {
                continue;
            }
            let wanted = (!self.has_root(id)).then(|| self.ids.get(id));
            files.add(self.spot(at).file, wanted);
        }
        let roots = || (0..number(self.ids.ends.len())).filter(|id| self.has_root(*id));
        let known = |_| roots().take(SAMPLE).map(|id| self.ids.get(id).to_owned()).collect();
        files.lost(false, known)
    }
}

/// What is counted of each file.
#[derive(Default)]
struct Files {
    /// How many, how many lost, and the first of those.
    files: BTreeMap<u32, (usize, usize, Vec<String>)>,
}

impl Files {
    /// Counts a record, and what it does not find.
    fn add(&mut self, file: u32, wanted: Option<&str>) {
        let (n, n_lost, first) = self.files.entry(file).or_default();
        *n += 1;
        let Some(wanted) = wanted else { return };
        *n_lost += 1;
        if first.len() < SAMPLE && first.iter().all(|known| known != wanted) {
            first.push(wanted.to_owned());
        }
    }

    fn lost(self, is_reply: bool, known: impl Fn(u32) -> Vec<String>) -> Vec<Lost> {
        let lost = self.files.into_iter().filter(|(_, (_, n_lost, _))| *n_lost > 0);
        lost.map(|(file, (n, n_lost, wanted))| Lost {
            file,
            is_reply,
            n,
            n_lost,
            wanted,
            known: known(file),
        })
        .collect()
    }
}
