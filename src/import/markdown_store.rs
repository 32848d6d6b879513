//! Threads as markdown files, and beside them what was written last time.

use std::collections::HashMap;
use std::io::Read;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::files::Files;
use crate::model::ThreadId;
use crate::output::{EditableFolder, OutputError, Turn};
use crate::site::file_name;
use crate::sources::editable::ThreadFormat;

use super::request::MEMORY;
use super::thread_store::{ThreadStore, ThreadToWrite};

/// How much of a file is read for its id: all settings that it may have.
const HEAD: u64 = 17 << 10;

/// A folder of threads.
pub(super) struct MarkdownStore<'a> {
    folder: &'a EditableFolder,
    files: HashMap<ThreadId, String>,
    bases: HashMap<ThreadId, String>,
    /// The names of new files.
    chosen: Mutex<HashMap<ThreadId, String>>,
}

impl<'a> MarkdownStore<'a> {
    /// Finds the threads that are there, under whatever names.
    pub(super) fn open(folder: &'a EditableFolder, existing: &dyn Files) -> MarkdownStore<'a> {
        let under = format!("{MEMORY}/base");
        let (bases, _) = scan(existing, &under);
        let (mut files, broken) = scan(existing, "");
        // What cannot be read any more is known by its name.
        for path in broken {
            let base = format!("{under}/{path}");
            let known = bases.iter().find(|(_, own)| **own == base);
            if let Some((id, _)) = known {
                files.entry(id.clone()).or_insert(path);
            }
        }
        MarkdownStore { folder, files, bases, chosen: Mutex::default() }
    }

    fn chosen(&self) -> MutexGuard<'_, HashMap<ThreadId, String>> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Chooses a name that no file of somebody else has.
    fn free(&self, ready: &ThreadToWrite) -> String {
        let name = file_name(&ready.title, &ready.id.0);
        let numbered = (2..).map(|n| format!("{name}-{n}.md"));
        std::iter::once(format!("{name}.md"))
            .chain(numbered)
            .find(|path| !self.folder.exists(path))
            .expect("numbers do not end before files do")
    }
}

/// Finds the ids of all threads below a folder, and files whose settings cannot be read.
fn scan(files: &dyn Files, under: &str) -> (HashMap<ThreadId, String>, Vec<String>) {
    let mut paths = files.list(under);
    let is_thread = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.ends_with(".md") && !name.starts_with('_')
    };
    paths.retain(is_thread);
    let head = |path: &String| {
        let mut head = Vec::new();
        files.stream(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
        let head = String::from_utf8_lossy(&head);
        let id = ThreadFormat::Markdown.id(&head);
        Some((ThreadFormat::Markdown.is_broken(&head), id))
    };
    let ids: Vec<Option<(bool, Option<ThreadId>)>> = paths.par_iter().map(head).collect();
    let (mut known, mut broken) = (HashMap::with_capacity(ids.len()), Vec::new());
    for (path, id) in paths.into_iter().zip(ids) {
        match id {
            // Of two files with one id the first by name is the one that a build takes.
            Some((_, Some(id))) => {
                known.entry(id).or_insert(path);
            }
            None | Some((true, None)) => broken.push(path),
            Some((false, None)) => {}
        }
    }
    (known, broken)
}

impl ThreadStore for MarkdownStore<'_> {
    fn file(&self, id: &ThreadId) -> Result<Option<Vec<u8>>, OutputError> {
        self.files.get(id).map_or(Ok(None), |path| self.folder.read(path))
    }

    fn base(&self, id: &ThreadId) -> Result<Option<Vec<u8>>, OutputError> {
        self.bases.get(id).map_or(Ok(None), |path| self.folder.read(path))
    }

    fn put(&self, ready: &ThreadToWrite, text: &str, old: Option<&str>) -> Result<(), OutputError> {
        if old == Some(text) {
            return Ok(());
        }
        if let Some(path) = self.files.get(&ready.id) {
            return self.folder.write(path, text.as_bytes(), Turn::First);
        }
        let path = self.free(ready);
        self.folder.watch(&path);
        self.folder.write(&path, text.as_bytes(), Turn::First)?;
        self.chosen().insert(ready.id.clone(), path);
        Ok(())
    }

    fn put_base(&self, ready: &ThreadToWrite, old: Option<&str>) -> Result<(), OutputError> {
        if old == Some(&ready.text) {
            return Ok(());
        }
        let chosen = self.chosen().get(&ready.id).cloned();
        let usual = || format!("{}.md", file_name(&ready.title, &ready.id.0));
        let file = self.files.get(&ready.id).cloned().or(chosen).unwrap_or_else(usual);
        // As the file, so that one that cannot be read any more is known by its name.
        let named = || format!("{MEMORY}/base/{file}");
        let path = self.bases.get(&ready.id).cloned().unwrap_or_else(named);
        self.folder.write(&path, ready.text.as_bytes(), Turn::BehindOf(&file))
    }

    fn path(&self, id: &ThreadId) -> String {
        self.files.get(id).cloned().unwrap_or_default()
    }

    fn line(&self, _: &ThreadId) -> Option<usize> {
        None
    }

    fn known(&self) -> Vec<ThreadId> {
        self.bases.keys().cloned().collect()
    }

    fn remove(&self, id: &ThreadId) -> Result<(), OutputError> {
        let (file, base) = (self.files.get(id), self.bases.get(id));
        file.into_iter().for_each(|path| self.folder.remove(path, Turn::First));
        let turn = file.map_or(Turn::Behind, |file| Turn::BehindOf(file));
        base.into_iter().for_each(|path| self.folder.remove(path, turn));
        Ok(())
    }

    fn set_aside(&self, id: &ThreadId) -> Result<(), OutputError> {
        let Some(path) = self.files.get(id) else { return Ok(()) };
        let (folder, name) = match path.rsplit_once('/') {
            Some((folder, name)) => (format!("{folder}/"), name),
            None => (String::new(), path.as_str()),
        };
        // An older draft of that name stays, too.
        let mut drafts = (1..).map(|n| format!("{folder}{}{name}", "_".repeat(n)));
        let draft = drafts.find(|draft| !self.folder.exists(draft));
        self.folder.rename(path, &draft.expect("numbers do not end before files do"))
    }

    fn finish(&self) -> Result<(), OutputError> {
        Ok(())
    }
}
