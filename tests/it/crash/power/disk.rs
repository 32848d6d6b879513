//! A disk that has only what was waited for, and perhaps some of the rest.
//!
//! It knows no order: of all names that were changed since their folder was flushed, any may
//! have changed and any may not, each change by itself (a rename as a whole). A file that was
//! written since it was flushed has its old bytes, the new ones, some of the new ones, nothing,
//! or zeros. Real file systems are kinder, each in its own way.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::crash::Tree;

/// A file or a folder, by its number.
pub type Node = usize;

/// What something holds.
#[derive(Clone)]
enum Content {
    File { flushed: Rc<Vec<u8>>, now: Rc<Vec<u8>>, changed: Option<usize> },
    Folder { flushed: BTreeMap<String, Node>, now: BTreeMap<String, Node> },
}

/// A change of names that the disk may not have yet.
#[derive(Clone)]
struct Change {
    names: Vec<(Node, String, Option<Node>)>,
    /// The folders that were not flushed since.
    waits_for: Vec<Node>,
    when: usize,
}

/// See the module.
#[derive(Clone)]
pub struct Disk {
    nodes: Vec<Content>,
    changes: Vec<Change>,
    /// How many changes there were ever.
    pub n_changes: usize,
    /// The number of the call that is replayed.
    pub clock: usize,
}

/// What comes of what the disk was not asked to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nothing of it is there.
    Lost,
    /// All names are, and no bytes.
    Names,
    /// All names are, with zeros.
    Zeros,
    /// Any.
    Any(u64),
}

/// A random number of a sequence.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

impl Disk {
    /// An empty disk.
    pub fn new() -> Disk {
        let mut disk = Disk { nodes: Vec::new(), changes: Vec::new(), n_changes: 0, clock: 0 };
        disk.new_folder();
        disk
    }

    pub fn root(&self) -> Node {
        0
    }

    pub fn new_folder(&mut self) -> Node {
        self.nodes.push(Content::Folder { flushed: BTreeMap::new(), now: BTreeMap::new() });
        self.nodes.len() - 1
    }

    pub fn new_file(&mut self) -> Node {
        let (flushed, now) = Default::default();
        self.nodes.push(Content::File { flushed, now, changed: None });
        self.nodes.len() - 1
    }

    pub fn get(&self, folder: Node, name: &str) -> Option<Node> {
        match &self.nodes[folder] {
            Content::Folder { now, .. } if !name.is_empty() => now.get(name).copied(),
            Content::Folder { .. } => Some(folder),
            Content::File { .. } => None,
        }
    }

    /// The folder that a path ends in, and the last name.
    pub fn find(&self, folder: Node, path: &str) -> Option<(Node, String)> {
        let path = path.trim_matches('/');
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut parts = folders.split('/').filter(|part| !matches!(*part, "" | "."));
        let folder = parts.try_fold(folder, |folder, part| self.get(folder, part))?;
        Some((folder, if name == "." { String::new() } else { name.to_owned() }))
    }

    pub fn bytes(&self, file: Node) -> &[u8] {
        match &self.nodes[file] {
            Content::File { now, .. } => now,
            Content::Folder { .. } => &[],
        }
    }

    /// Names or unnames things, in one step.
    pub fn name(&mut self, names: Vec<(Node, String, Option<Node>)>) {
        for (folder, name, node) in &names {
            if let Content::Folder { now, .. } = &mut self.nodes[*folder] {
                set(now, name, *node);
            }
        }
        let mut waits_for: Vec<Node> = names.iter().map(|(folder, ..)| *folder).collect();
        waits_for.dedup();
        self.changes.push(Change { names, waits_for, when: self.clock });
        self.n_changes += 1;
    }

    pub fn write(&mut self, file: Node, offset: usize, bytes: &[u8]) {
        let clock = self.clock;
        if let Content::File { now, changed, .. } = &mut self.nodes[file] {
            let now = Rc::make_mut(now);
            now.resize(now.len().max(offset + bytes.len()), 0);
            now[offset..offset + bytes.len()].copy_from_slice(bytes);
            *changed = Some(clock);
            self.n_changes += 1;
        }
    }

    pub fn resize(&mut self, file: Node, length: usize) {
        let clock = self.clock;
        if let Content::File { now, changed, .. } = &mut self.nodes[file]
            && now.len() != length
        {
            Rc::make_mut(now).resize(length, 0);
            *changed = Some(clock);
            self.n_changes += 1;
        }
    }

    /// Writes a file that the disk has from the start.
    pub fn put(&mut self, path: &str, bytes: &[u8]) {
        let mut folder = self.root();
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        for part in folders.split('/').filter(|part| !part.is_empty()) {
            folder = self.get(folder, part).unwrap_or_else(|| {
                let new = self.new_folder();
                self.have(folder, part, Some(new));
                new
            });
        }
        let bytes = Rc::new(bytes.to_vec());
        let file = Content::File { flushed: Rc::clone(&bytes), now: bytes, changed: None };
        self.nodes.push(file);
        self.have(folder, name, Some(self.nodes.len() - 1));
    }

    /// Names something at once.
    fn have(&mut self, folder: Node, name: &str, node: Option<Node>) {
        if let Content::Folder { flushed, now } = &mut self.nodes[folder] {
            set(flushed, name, node);
            set(now, name, node);
        }
    }

    /// Makes the disk hold these files and no others: people were at work, and saved.
    pub fn adopt(&mut self, tree: &Tree) {
        let known = self.tree("").unwrap_or_default();
        for path in known.keys().filter(|path| !tree.contains_key(*path)) {
            let (folder, name) = self.find(self.root(), path).expect("it is there");
            self.have(folder, &name, None);
        }
        for (path, bytes) in tree.iter().filter(|(path, bytes)| known.get(*path) != Some(bytes)) {
            self.put(path, bytes);
        }
    }

    /// Flushes a file or a folder: what was done to it before the call `began`.
    pub fn sync(&mut self, node: Node, began: usize) {
        self.n_changes += 1;
        self.flush(node, began);
    }

    fn flush(&mut self, node: Node, began: usize) {
        match &mut self.nodes[node] {
            // Bytes that come while it waits may be there or not, as if they came later.
            Content::File { flushed, now, changed } => {
                if changed.take_if(|when| *when < began).is_some() {
                    *flushed = Rc::clone(now);
                }
            }
            Content::Folder { .. } => {
                let before = self.changes.iter_mut().filter(|change| change.when < began);
                before.for_each(|change| change.waits_for.retain(|folder| *folder != node));
                self.settle();
            }
        }
    }

    /// Flushes everything that was done before the call `began`.
    pub fn sync_all(&mut self, began: usize) {
        self.n_changes += 1;
        for node in 0..self.nodes.len() {
            self.flush(node, began);
        }
    }

    /// Takes over the changes that wait for nothing.
    fn settle(&mut self) {
        let all = std::mem::take(&mut self.changes);
        for change in all {
            match change.waits_for.is_empty() {
                true => self.persist(&change.names),
                false => self.changes.push(change),
            }
        }
    }

    /// Takes over changes of names.
    fn persist(&mut self, names: &[(Node, String, Option<Node>)]) {
        for (folder, name, node) in names {
            if let Content::Folder { flushed, .. } = &mut self.nodes[*folder] {
                set(flushed, name, *node);
            }
        }
    }

    /// What the disk holds when the power comes back.
    pub fn after_failure(&self, rest: Rest) -> Disk {
        let mut disk = self.clone();
        let mut random = match rest {
            Rest::Any(seed) => seed | 1,
            Rest::Lost | Rest::Names | Rest::Zeros => 1,
        };
        for change in std::mem::take(&mut disk.changes) {
            let is_there = match rest {
                Rest::Lost => false,
                Rest::Names | Rest::Zeros => true,
                Rest::Any(_) => next(&mut random).is_multiple_of(2),
            };
            if is_there {
                disk.persist(&change.names);
            }
        }
        for node in &mut disk.nodes {
            match node {
                Content::Folder { flushed, now } => now.clone_from(flushed),
                Content::File { flushed, now, changed } => {
                    if changed.take().is_some() {
                        *now = Rc::new(rest_of(flushed, now, rest, &mut random));
                        *flushed = Rc::clone(now);
                    }
                }
            }
        }
        disk
    }

    /// The files below a folder, by their paths; `None` where nothing is.
    pub fn tree(&self, path: &str) -> Option<Tree> {
        let (folder, name) = self.find(self.root(), path)?;
        let mut tree = Tree::new();
        self.gather(self.get(folder, &name)?, "", &mut tree);
        Some(tree)
    }

    fn gather(&self, node: Node, path: &str, tree: &mut Tree) {
        match &self.nodes[node] {
            Content::File { now, .. } => drop(tree.insert(path.to_owned(), now.to_vec())),
            Content::Folder { now, .. } => {
                let join = |name| if path.is_empty() { name } else { format!("{path}/{name}") };
                now.iter().for_each(|(name, node)| self.gather(*node, &join(name.clone()), tree));
            }
        }
    }
}

fn set(names: &mut BTreeMap<String, Node>, name: &str, node: Option<Node>) {
    match node {
        Some(node) => drop(names.insert(name.to_owned(), node)),
        None => drop(names.remove(name)),
    }
}

/// What is left of bytes that were not flushed.
fn rest_of(flushed: &[u8], now: &[u8], rest: Rest, random: &mut u64) -> Vec<u8> {
    let kind = match rest {
        Rest::Lost => 0,
        Rest::Names => 1,
        Rest::Zeros => 2,
        Rest::Any(_) => next(random) % 6,
    };
    let cut = next(random) as usize % (now.len() + 1);
    match kind {
        0 => flushed.to_vec(),
        1 => Vec::new(),
        2 => vec![0; now.len()],
        3 => now.to_vec(),
        4 => now[..cut].to_vec(),
        _ => [&now[..cut], &vec![0; now.len() - cut]].concat(),
    }
}
