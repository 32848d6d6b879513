//! The comments of a submission, from all pages that hold some, as one tree.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::diag::Place;
use crate::sources::json_cursor::Step;
use crate::sources::json_cursor::Step::{At, Key};
use crate::sources::records::{Fault, ThreadRecords};
use crate::sources::values::{Id, filled};

use super::text::{Form, Signs};
use super::wire::{Said, Thing, bare};

/// A comment.
pub(super) struct Item {
    /// What it says.
    pub said: Said,
    /// Its id.
    pub id: Rc<str>,
    /// What it replies to, as it is written: `t1_cu5pebp`.
    parent: Option<Box<str>>,
    /// The number of its record.
    pub record: u32,
    /// The comment whose list of replies it stands in, and its number there.
    inside: Option<(u32, u32)>,
    /// It is gone, here or in another copy.
    pub is_gone: bool,
    /// Another copy of it is used.
    is_copy: bool,
}

/// All comments that are here.
#[derive(Default)]
pub(super) struct Tree {
    /// In the order of the pages.
    pub items: Vec<Item>,
    /// What stands for comments that are not here.
    mores: Vec<More>,
    by_id: HashMap<Rc<str>, u32>,
    /// The file of each record, and what its texts say of how they are written.
    signs: Vec<(u32, Signs)>,
    /// How they are written.
    forms: Vec<Form>,
    /// Records that could not be read.
    pub faults: Vec<(Place, Fault)>,
}

/// What stands for comments that are not here.
struct More {
    parent: String,
    /// How many, with those below them.
    count: Option<i64>,
    ids: Vec<Id>,
}

impl Tree {
    /// Reads the records of a thread; the first is the submission.
    pub fn new(records: &ThreadRecords<'_, ()>, submission: &Thing<'_>) -> Tree {
        let mut tree = Tree::default();
        let mut signs = Signs::default();
        signs.look(submission);
        tree.signs.push((records.all[0].spot.file, signs));
        records.others(&mut |record| {
            let at = tree.signs.len();
            tree.signs.push((record.spot.file, Signs::default()));
            match record.parse("comment") {
                Ok(thing) => tree.add(thing, at),
                Err(fault) => tree.faults.push((record.silent(fault.at), fault)),
            }
        });
        tree.decide();
        tree
    }

    /// Decides how the texts of each record are written: it tells itself, or the first of
    /// its file that does.
    fn decide(&mut self) {
        let mut of_files: HashMap<u32, Form> = HashMap::new();
        for (file, signs) in &self.signs {
            if let Some(form) = signs.form() {
                of_files.entry(*file).or_insert(form);
            }
        }
        let of_file = |file: &u32| of_files.get(file).copied().unwrap_or(Form::Escaped);
        let decided = self.signs.iter();
        self.forms =
            decided.map(|(file, signs)| signs.form().unwrap_or_else(|| of_file(file))).collect();
    }

    /// How the texts of a record are written.
    pub fn form(&self, record: u32) -> Form {
        self.forms.get(record as usize).copied().unwrap_or(Form::Escaped)
    }

    /// Adds a comment and the replies within it.
    fn add(&mut self, thing: Thing<'_>, record: usize) {
        let mut waiting = vec![(thing, None)];
        while let Some((mut thing, inside)) = waiting.pop() {
            if thing.body.is_none()
                && let Some(ids) = thing.children
            {
                let parent = thing.parent_id.map(|id| id.0).unwrap_or_default();
                self.mores.push(More { parent, count: thing.count.0, ids });
                continue;
            }
            let at = self.items.len();
            let replies = std::mem::take(&mut thing.replies.0).into_iter().enumerate().rev();
            waiting.extend(replies.map(|(n, child)| (child.data, Some((number(at), number(n))))));
            self.signs[record].1.look(&thing);
            let id = thing.id.take().map(|id| Rc::from(bare(&id.0)));
            let id = id.unwrap_or_else(|| Rc::from(format!("c{}", at + 1)));
            let parent = thing.parent_id.take().map(|id| id.0.into_boxed_str());
            let (is_gone, record) = (thing.is_gone(), number(record));
            let said = thing.said();
            self.keep(Item { said, id, parent, record, inside, is_gone, is_copy: false }, at);
        }
    }

    /// Of several copies of a comment the one that was edited last stays; what is gone in
    /// any of them is gone.
    fn keep(&mut self, mut item: Item, at: usize) {
        match self.by_id.entry(item.id.clone()) {
            Entry::Vacant(free) => {
                free.insert(number(at));
            }
            Entry::Occupied(mut known) => {
                let other = &mut self.items[*known.get() as usize];
                let is_gone = other.is_gone || item.is_gone;
                (other.is_gone, item.is_gone) = (is_gone, is_gone);
                item.is_copy = item.said.edited <= other.said.edited;
                if !item.is_copy {
                    other.is_copy = true;
                    known.insert(number(at));
                }
            }
        }
        self.items.push(item);
    }

    /// Takes the texts of all comments, so that each can be let go of.
    pub fn take_bodies(&mut self) -> Vec<Option<Box<str>>> {
        self.items.iter_mut().map(|item| item.said.body.take()).collect()
    }

    /// The comment that a comment replies to, where it is here.
    pub fn parent(&self, at: usize) -> Option<usize> {
        let parent = self.items[at].parent.as_deref()?;
        let parent = self.by_id.get(parent.strip_prefix("t1_")?).map(|at| *at as usize);
        parent.filter(|parent| *parent != at)
    }

    /// The comments that reply to none that is here, and for each comment its replies.
    pub fn families(&self) -> (Vec<usize>, HashMap<usize, Vec<usize>>) {
        let (mut tops, mut replies) = (Vec::new(), HashMap::<usize, Vec<usize>>::new());
        for at in (0..self.items.len()).filter(|at| !self.items[*at].is_copy) {
            match self.parent(at) {
                Some(parent) => replies.entry(parent).or_default().push(at),
                None => tops.push(at),
            }
        }
        (tops, replies)
    }

    /// How many comments are here, and how many at least are not.
    pub fn n_here_and_missing(&self) -> (usize, usize) {
        if self.mores.is_empty() {
            return (self.by_id.len(), 0);
        }
        let parents: HashSet<&str> =
            self.items.iter().filter_map(|item| item.parent.as_deref()).collect();
        let mut seen = HashSet::new();
        let mut n_missing = 0;
        for more in &self.mores {
            let (parent, ids) = (more.parent.as_str(), &more.ids);
            if ids.is_empty() {
                // "Continue this thread": it does not say how many.
                n_missing += usize::from(!parents.contains(parent) && seen.insert(parent));
                continue;
            }
            let is_absent = |id: &&str| !self.by_id.contains_key(*id);
            let absent = ids.iter().map(|id| bare(&id.0)).filter(is_absent);
            let n_absent = absent.filter(|id| seen.insert(*id)).count();
            let n_all = more.count.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            n_missing += if n_absent == ids.len() { n_all.max(n_absent) } else { n_absent };
        }
        (self.by_id.len(), n_missing)
    }

    /// The way to a comment in the text of its record.
    pub fn path(&self, mut at: usize) -> Vec<Step<'static>> {
        let mut steps = Vec::new();
        while let Some((parent, n)) = self.items[at].inside {
            steps.extend([
                Key("data"),
                At(n as usize),
                Key("children"),
                Key("data"),
                Key("replies"),
            ]);
            at = parent as usize;
        }
        steps.reverse();
        steps
    }

    /// Finds a comment by its id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).map(|at| *at as usize)
    }
}

impl Thing<'_> {
    /// Tells whether a comment or a submission was deleted or removed.
    pub fn is_gone(&self) -> bool {
        let text = filled(&self.body).or(filled(&self.selftext));
        let by_moderator = self.removed.0 || self.spam.0 || self.banned_by.0;
        let by_others = self.removal_reason.0 || filled(&self.removed_by_category).is_some();
        let later = self.meta.as_ref().is_some_and(super::wire::Meta::is_gone);
        text.is_some_and(says_gone) || by_moderator || by_others || later
    }
}

impl super::wire::Meta<'_> {
    /// Tells whether it was gone when it was looked at once more.
    pub fn is_gone(&self) -> bool {
        self.was_deleted_later.0 || filled(&self.removal_type).is_some()
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Tells whether a text stands in the place of one that is gone.
pub(super) fn says_gone(text: &str) -> bool {
    let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    inside.is_some_and(|inside| {
        let inside = inside.trim().to_lowercase();
        let known = ["deleted", "removed", "deleted by user"];
        known.contains(&inside.as_str()) || inside.starts_with("removed by reddit")
    })
}
