//! Threads as lines of one file, sorted, and beside it what was written last time.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::io::{BufRead, BufReader, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::diag::Sink;
use crate::files::{Files, RandomAccess};
use crate::model::ThreadId;
use crate::output::{EditableFolder, OutputError, SpillFile, Turn};
use crate::site::key_of;
use crate::sources::editable::ThreadFormat;

use super::problems;
use super::request::{ImportRequest, MEMORY};
use super::thread_store::{ThreadStore, ThreadToWrite};

/// The file with all threads, within the folder.
const NAME: &str = "threads.jsonl";

/// A file of threads, and the one with what was written last time.
pub(super) struct JsonlStore<'a> {
    folder: &'a EditableFolder,
    files: LineTable,
    bases: LineTable,
}

impl<'a> JsonlStore<'a> {
    /// Finds the threads that are there.
    pub(super) fn open(
        request: &ImportRequest<'a>,
        sink: &mut Sink,
    ) -> Result<JsonlStore<'a>, OutputError> {
        let base = format!("{MEMORY}/{NAME}");
        let files = LineTable::open(NAME.to_owned(), request)?;
        let shown = format!("{}/{NAME}", request.shown.trim_end_matches('/'));
        for line in &files.strange {
            sink.push(problems::strange_line(&shown, line.number, line.why));
        }
        Ok(JsonlStore { folder: request.folder, files, bases: LineTable::open(base, request)? })
    }
}

impl ThreadStore for JsonlStore<'_> {
    fn file(&self, id: &ThreadId) -> Result<Option<Vec<u8>>, OutputError> {
        self.files.get(id)
    }

    fn base(&self, id: &ThreadId) -> Result<Option<Vec<u8>>, OutputError> {
        self.bases.get(id)
    }

    fn put(&self, ready: &ThreadToWrite, text: &str, old: Option<&str>) -> Result<(), OutputError> {
        self.files.put(&ready.id, text, old)
    }

    fn put_base(&self, ready: &ThreadToWrite, old: Option<&str>) -> Result<(), OutputError> {
        self.bases.put(&ready.id, &ready.text, old)
    }

    fn path(&self, _: &ThreadId) -> String {
        NAME.to_owned()
    }

    fn line(&self, id: &ThreadId) -> Option<usize> {
        self.files.numbers.get(id).copied()
    }

    fn known(&self) -> Vec<ThreadId> {
        self.bases.old.keys().cloned().collect()
    }

    fn remove(&self, id: &ThreadId) -> Result<(), OutputError> {
        self.files.remove(id);
        self.bases.remove(id);
        Ok(())
    }

    fn set_aside(&self, id: &ThreadId) -> Result<(), OutputError> {
        let Some(line) = self.files.get(id)? else { return Ok(()) };
        let path = format!("{MEMORY}/aside/{}.jsonl", key_of(&id.0));
        self.folder.write(&path, &line, Turn::BehindOf(NAME))
    }

    fn finish(&self) -> Result<(), OutputError> {
        self.files.finish(self.folder, Turn::First)?;
        self.bases.finish(self.folder, Turn::BehindOf(NAME))
    }
}

/// Where a line starts, and how long it is.
type LineRange = (u64, usize);

/// The lines of a file by their ids.
struct LineTable {
    path: String,
    file: Option<Box<dyn RandomAccess>>,
    old: HashMap<ThreadId, LineRange>,
    numbers: HashMap<ThreadId, usize>,
    strange: Vec<UnreadableLine>,
    new: Mutex<PendingLines>,
}

/// A line that stays as it is, whatever it means.
struct UnreadableLine {
    number: usize,
    spot: LineRange,
    why: &'static str,
}

/// What a table will hold.
struct PendingLines {
    spill: SpillFile,
    /// By id: a line of the spill, or `None` for one that goes.
    lines: HashMap<ThreadId, Option<LineRange>>,
    is_changed: bool,
}

impl LineTable {
    fn open(path: String, request: &ImportRequest<'_>) -> Result<LineTable, OutputError> {
        let spill = request
            .folder
            .spill(&format!("{MEMORY}/.answerbook-new-{}", path.replace('/', "-")))?;
        let new = Mutex::new(PendingLines { spill, lines: HashMap::new(), is_changed: false });
        let (old, numbers, strange, file) = Default::default();
        let mut table = LineTable { path, file, old, numbers, strange, new };
        request.folder.watch(&table.path);
        let failed = |table: &LineTable, error| OutputError::Io(table.path.clone().into(), error);
        match table.scan(request.existing) {
            Ok(()) => Ok(table),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(table),
            Err(error) => Err(failed(&table, error)),
        }
    }

    fn scan(&mut self, files: &dyn Files) -> io::Result<()> {
        let mut reader = BufReader::new(files.stream(&self.path)?);
        self.file = Some(files.random(&self.path)?);
        let (mut line, mut start) = (Vec::new(), 0);
        for number in 1.. {
            line.clear();
            let length = reader.read_until(b'\n', &mut line)?;
            if length == 0 {
                break;
            }
            let end = line.trim_ascii_end().len();
            let spot = (start, end);
            start += length as u64;
            if end == 0 {
                continue;
            }
            let id = std::str::from_utf8(&line[..end])
                .ok()
                .and_then(|line| ThreadFormat::Jsonl.id(line));
            let why = match id {
                None => "no record with an `id`",
                Some(id) if self.old.contains_key(&id) => "a second record with this id",
                Some(id) => {
                    self.numbers.insert(id.clone(), number);
                    self.old.insert(id, spot);
                    continue;
                }
            };
            self.strange.push(UnreadableLine { number, spot, why });
        }
        Ok(())
    }

    fn at(&self, (start, length): LineRange) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        match &self.file {
            Some(file) => file.read_at(start, &mut bytes)?,
            None => return Err(io::ErrorKind::NotFound.into()),
        }
        Ok(bytes)
    }

    fn get(&self, id: &ThreadId) -> Result<Option<Vec<u8>>, OutputError> {
        let Some(spot) = self.old.get(id) else { return Ok(None) };
        self.at(*spot).map(Some).map_err(|error| OutputError::Io(self.path.clone().into(), error))
    }

    fn put(&self, id: &ThreadId, text: &str, old: Option<&str>) -> Result<(), OutputError> {
        // What stays is taken from the old file.
        if old == Some(text) && self.old.contains_key(id) {
            return Ok(());
        }
        let mut new = self.state();
        let start = new.spill.push(text.as_bytes())?;
        new.lines.insert(id.clone(), Some((start, text.len())));
        new.is_changed = true;
        Ok(())
    }

    fn remove(&self, id: &ThreadId) {
        if self.old.contains_key(id) {
            let mut new = self.state();
            new.lines.insert(id.clone(), None);
            new.is_changed = true;
        }
    }

    /// Writes the file anew, when anything in it changed.
    fn finish(&self, folder: &EditableFolder, turn: Turn<'_>) -> Result<(), OutputError> {
        let mut new = self.state();
        let PendingLines { spill, lines, is_changed } = &mut *new;
        if !*is_changed {
            return Ok(());
        }
        let kept = self.old.iter().filter(|(id, _)| !lines.contains_key(id));
        let kept = kept.map(|(id, spot)| (id, (false, *spot)));
        let fresh = lines.iter().filter_map(|(id, spot)| Some((id, (true, (*spot)?))));
        let sorted: BTreeMap<_, _> =
            kept.chain(fresh).map(|(id, line)| (order(id), line)).collect();
        folder.write_with(&self.path, turn, |out: &mut dyn Write| {
            for (is_fresh, spot) in sorted.values() {
                let line = if *is_fresh { spill.get(spot.0, spot.1)? } else { self.at(*spot)? };
                out.write_all(&line)?;
                out.write_all(b"\n")?;
            }
            for strange in &self.strange {
                out.write_all(&self.at(strange.spot)?)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })
    }

    fn state(&self) -> MutexGuard<'_, PendingLines> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Numbers come by their value, before all else.
fn order(id: &ThreadId) -> (bool, usize, &str) {
    let is_number = id.0.bytes().all(|byte| byte.is_ascii_digit());
    (!is_number, if is_number { id.0.len() } else { 0 }, &id.0)
}
