//! Copies of files that came with posts, in a folder beside the threads that name them.
//!
//! A copy is named by its bytes, so one is stored once, and the next import finds it again.
//! It is written before any thread that names it. What imports wrote is listed in their
//! memory, and nothing else is ever removed. A name goes into a second list before its file
//! is written or removed: what an import that was killed had begun is known by it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, BufReader};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diag::Sink;
use crate::files::Files;
use crate::media::{FileResolver, PublishableFile, Refusal};
use crate::model::{Attachment, PostId, Thread};
use crate::output::{EditableFolder, OutputError, Turn};
use crate::sources::Reader;
use crate::sources::editable::ThreadFormat;

use super::request::MEMORY;
use super::thread_store::ThreadStore;

/// The folder of copies. `PublishableFile` names them so, and a build publishes them so.
const FOLDER: &str = "files/";

/// How many digits of a digest a name has.
const DIGITS: usize = 16;

/// Files that may name copies.
const TEXTS: [&str; 8] = ["html", "json", "jsonl", "markdown", "md", "ndjson", "txt", "yaml"];

/// Whose a file is: a comment or another post, its id, what the file is called, and how many
/// before it are called so.
type FileKey = (bool, PostId, String, usize);

/// What became of an original: where its copy lies, or why there is none; `None` where it is
/// not there itself.
type CopyResult = Option<Result<String, Refusal>>;

/// The copies of one folder.
pub(super) struct FileCopies<'a> {
    pub resolver: FileResolver<'a>,
    pub reader: &'a dyn Reader,
    pub source: usize,
    pub folder: &'a EditableFolder,
    pub form: ThreadFormat,
    memory: ImportMemory,
    state: Mutex<CopiesState>,
}

/// What earlier imports wrote.
#[derive(Default)]
pub(super) struct ImportMemory {
    listed: BTreeSet<String>,
    /// Of one that did not come to its end; they may be there or not.
    begun: BTreeSet<String>,
}

#[derive(Default)]
struct CopiesState {
    known: HashMap<String, CopyResult>,
    written: BTreeSet<String>,
    refused: BTreeMap<Refusal, BTreeSet<String>>,
    n_copied: usize,
}

/// How a file was taken over last time, and what became of it since.
struct LastImport<'b> {
    /// What the thread's file says now; `None` when there is none.
    text: Option<&'b str>,
    /// The thread was deleted by hand.
    is_deleted: bool,
    paths: HashMap<FileKey, String>,
}

impl<'a> FileCopies<'a> {
    /// Reads what earlier imports wrote.
    pub(super) fn open(
        resolver: FileResolver<'a>,
        source: usize,
        reader: &'a dyn Reader,
        folder: &'a EditableFolder,
        form: ThreadFormat,
    ) -> Result<FileCopies<'a>, OutputError> {
        let names = |path: String| {
            let bytes = folder.read(&path)?.unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let names = text.lines().filter(|line| names(line).any(|name| name == *line));
            Ok(names.map(str::to_owned).collect())
        };
        let memory = ImportMemory { listed: names(list())?, begun: names(begun())? };
        let state = Mutex::default();
        Ok(FileCopies { resolver, reader, source, folder, form, memory, state })
    }

    fn state(&self) -> MutexGuard<'_, CopiesState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Copies what came with a thread, and names the copies in it. Returns these, and those
    /// that it named last time, for a thread that `erases` posts.
    pub(super) fn take(
        &self,
        thread: &mut Thread,
        erases: bool,
        store: &dyn ThreadStore,
    ) -> Result<(BTreeSet<String>, BTreeSet<String>), OutputError> {
        let has_files = posts(thread).iter().any(|(_, _, files)| !files.is_empty());
        if !has_files && !erases {
            return Ok(Default::default());
        }
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
        let base = store.base(&thread.id)?.map(text);
        let paths = base.as_deref().map(|base| self.named_in(base)).unwrap_or_default();
        let old = paths.values().cloned().collect();
        if !has_files {
            return Ok((BTreeSet::new(), old));
        }
        let file = store.file(&thread.id)?.map(text);
        let is_deleted = base.is_some() && file.is_none();
        let before = LastImport { text: file.as_deref(), is_deleted, paths };
        let mut new = BTreeSet::new();
        for (is_comment, id, files) in posts_mut(thread) {
            let keys = keys(is_comment, id, files);
            for (file, key) in files.iter_mut().zip(keys) {
                let path = self.copy(file, before.paths.get(&key), &before)?;
                new.extend(path.clone());
                file.paths = path.into_iter().collect();
            }
        }
        Ok((new, old))
    }

    /// Finds which copies a thread names, as it was written.
    fn named_in(&self, text: &str) -> HashMap<FileKey, String> {
        if names(text).next().is_none() {
            return HashMap::new();
        }
        let path = match self.form {
            ThreadFormat::Markdown => "thread.md",
            ThreadFormat::Jsonl => "threads.jsonl",
        };
        let Some(thread) = self.form.read(path, text, &mut Sink::new()) else {
            return HashMap::new();
        };
        let of_post = |(is_comment, id, files): FilesOfPost<'_>| {
            let paths = files.iter().map(|file| file.paths.first().cloned());
            keys(is_comment, id, files).into_iter().zip(paths).collect::<Vec<_>>()
        };
        let all = posts(&thread).into_iter().flat_map(of_post);
        all.filter_map(|(key, path)| Some((key, path?))).collect()
    }

    /// Decides where the copy of a file lies, and writes it where it must be.
    fn copy(
        &self,
        file: &Attachment,
        old: Option<&String>,
        before: &LastImport<'_>,
    ) -> Result<Option<String>, OutputError> {
        let wanted = |new: &str| match old {
            _ if before.is_deleted => false,
            None => true,
            // What a hand took out of the thread stays away.
            Some(old) if old == new => before.text.is_some_and(|text| text.contains(new)),
            Some(old) => !self.is_touched(old),
        };
        let mut found = None;
        for path in &file.paths {
            found = self.find(path, &wanted)?;
            if found.is_some() {
                break;
            }
        }
        Ok(match (found, old) {
            // A file that a hand replaced, renamed or deleted stays so.
            (Some(Ok(new)), Some(old)) if new != *old && self.is_touched(old) => Some(old.clone()),
            (Some(Ok(new)), _) => Some(new),
            (Some(Err(_)), _) => None,
            // An export without its files takes none away.
            (None, old) => old.filter(|old| self.memory.listed.contains(*old)).cloned(),
        })
    }

    fn find(&self, path: &str, wanted: &dyn Fn(&str) -> bool) -> Result<CopyResult, OutputError> {
        let known = self.state().known.get(path).cloned();
        match known {
            Some(Some(Ok(name))) if wanted(&name) && !self.is_written(&name) => {}
            Some(known) => return Ok(known),
            None => {}
        }
        let media = self.resolver.media(Some((self.source, self.reader)), path);
        let found = media.as_ref().map(|media| match media {
            Ok(media) => Ok(media.path.to_string()),
            Err(refusal) => Err(*refusal),
        });
        let mut state = self.state();
        state.known.insert(path.to_owned(), found.clone());
        if let Some(Err(refusal)) = &found {
            state.refused.entry(*refusal).or_default().insert(path.to_owned());
        }
        drop(state);
        match media {
            Some(Ok(media)) if wanted(media.path.as_str()) => self.put(&media)?,
            _ => {}
        }
        Ok(found)
    }

    fn is_written(&self, name: &str) -> bool {
        self.memory.listed.contains(name) || self.state().written.contains(name)
    }

    fn put(&self, media: &PublishableFile) -> Result<(), OutputError> {
        let name = media.path.as_str();
        // What was written once and is not there was deleted by hand.
        if self.memory.listed.contains(name) || !self.state().written.insert(name.to_owned()) {
            return Ok(());
        }
        if self.folder.exists(name) {
            // An import that was killed wrote it, or somebody else has this name.
            if !self.is_ours(name)? {
                self.state().written.remove(name);
            }
            return Ok(());
        }
        self.folder.append(&begun(), format!("{name}\n").as_bytes())?;
        self.folder.write(name, &media.bytes, Turn::First)?;
        self.state().n_copied += 1;
        Ok(())
    }

    /// Tells whether a file has the bytes that its name promises.
    fn is_ours(&self, name: &str) -> Result<bool, OutputError> {
        let bytes = self.folder.read(name)?;
        Ok(bytes.is_some_and(|bytes| {
            let digest = blake3::hash(&bytes).to_hex();
            name.strip_prefix(FOLDER).is_some_and(|name| name.starts_with(&digest[..DIGITS]))
        }))
    }

    /// Tells whether a hand replaced or deleted a file.
    fn is_touched(&self, name: &str) -> bool {
        self.memory.listed.contains(name) && !self.is_ours(name).unwrap_or(false)
    }

    /// Removes copies that nobody names any more; those in `erased` also where a hand changed
    /// them. `named` are named for sure. Returns how many were written, and how many went.
    pub(super) fn finish(
        &self,
        named: &BTreeSet<String>,
        erased: &BTreeSet<String>,
        existing: &dyn Files,
    ) -> Result<(usize, usize), OutputError> {
        let state = self.state();
        let mut all: BTreeSet<String> = self.memory.listed.union(&state.written).cloned().collect();
        for name in &self.memory.begun {
            if self.is_ours(name)? {
                all.insert(name.clone());
            }
        }
        let mut unnamed: BTreeSet<String> = all.difference(named).cloned().collect();
        if !unnamed.is_empty() {
            let named = named_below(existing, &unnamed);
            unnamed.retain(|name| !named.contains(name));
        }
        let lines =
            |names: &BTreeSet<String>| names.iter().map(|name| format!("{name}\n")).collect();
        if !unnamed.is_empty() {
            let lines: String = lines(&unnamed);
            self.folder.append(&begun(), lines.as_bytes())?;
        }
        all.retain(|name| !unnamed.contains(name));
        if all != self.memory.listed {
            let lines: String = lines(&all);
            self.folder.write(&list(), lines.as_bytes(), Turn::First)?;
        }
        let mut n_removed = 0;
        for name in unnamed {
            if erased.contains(&name) || self.is_ours(&name)? {
                n_removed += usize::from(self.folder.exists(&name));
                self.folder.remove(&name, Turn::Behind);
            }
        }
        self.folder.commit()?;
        // Until here the copies that go are known by it.
        self.folder.remove(&begun(), Turn::First);
        self.folder.commit()?;
        Ok((state.n_copied, n_removed))
    }

    /// Returns the originals that were not copied, by the reason.
    pub(super) fn refused(&self) -> BTreeMap<Refusal, BTreeSet<String>> {
        self.state().refused.clone()
    }
}

fn list() -> String {
    format!("{MEMORY}/files")
}

fn begun() -> String {
    format!("{MEMORY}/files-begun")
}

/// Finds the names of copies in a text, wherever it says that they lie.
pub(super) fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = rest.bytes().position(is_digit)?;
            let run = rest[at..].bytes().take_while(|byte| is_digit(*byte)).count();
            let (name, after) = rest[at..].split_at(run);
            rest = after;
            let ending = after.strip_prefix('.').unwrap_or_default();
            let end = ending.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if run == DIGITS && end > 0 {
                return Some(format!("{FOLDER}{name}.{}", &ending[..end]));
            }
        }
    })
}

/// Finds which of some names the texts in a folder have, those that imports remember for the
/// next merge left out.
fn named_below(existing: &dyn Files, wanted: &BTreeSet<String>) -> BTreeSet<String> {
    let base = [format!("{MEMORY}/base/"), format!("{MEMORY}/threads.jsonl")];
    let mut paths = existing.list_all("");
    paths.retain(|path| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_base = base.iter().any(|base| path.starts_with(base.as_str()));
        !is_base && TEXTS.contains(&ending.to_ascii_lowercase().as_str())
    });
    let of_file = |path: &String| {
        let mut found = BTreeSet::new();
        let Ok(stream) = existing.stream(path) else { return found };
        let (mut reader, mut line) = (BufReader::new(stream), Vec::new());
        while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let text = String::from_utf8_lossy(&line);
            found.extend(names(&text).filter(|name| wanted.contains(name)));
            line.clear();
        }
        found
    };
    let found: Vec<BTreeSet<String>> = paths.par_iter().map(of_file).collect();
    found.into_iter().flatten().collect()
}

/// A post or, where that is true, a comment, with its files.
type FilesOfPost<'t> = (bool, &'t PostId, &'t [Attachment]);

/// The posts and comments of a thread with their files.
fn posts(thread: &Thread) -> Vec<FilesOfPost<'_>> {
    let mut all = Vec::new();
    for post in thread.posts() {
        all.push((false, &post.id, &post.attachments[..]));
        all.extend(post.comments.iter().map(|one| (true, &one.id, &one.attachments[..])));
    }
    all
}

/// The same, to be changed.
fn posts_mut(thread: &mut Thread) -> Vec<(bool, &PostId, &mut Vec<Attachment>)> {
    let mut all = Vec::new();
    for post in std::iter::once(&mut thread.question).chain(&mut thread.answers) {
        all.push((false, &post.id, &mut post.attachments));
        let comments = post.comments.iter_mut();
        all.extend(comments.map(|one| (true, &one.id, &mut one.attachments)));
    }
    all
}

fn keys(is_comment: bool, id: &PostId, files: &[Attachment]) -> Vec<FileKey> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let key = |file: &Attachment, number| (is_comment, id.clone(), file.name.clone(), number);
    let numbered = files.iter().map(|file| {
        let number = numbers.entry(&file.name).or_default();
        *number += 1;
        key(file, *number)
    });
    numbered.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_wherever_they_stand() {
        let text = "![x](../files/0123456789abcdef.png) \"files\\/0123456789abcde0.jpg\" \
            0123456789abcdef0.png 0123456789ABCDEF.png ж0123456789abcdee.pdf. 0123456789abcded";
        let found: Vec<String> = names(text).collect();
        let of = |name: &str| format!("files/{name}");
        let expected = ["0123456789abcdef.png", "0123456789abcde0.jpg", "0123456789abcdee.pdf"];
        assert_eq!(found, expected.map(of));
    }
}
