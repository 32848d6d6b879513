//! What becomes of one thread: written, left alone, replaced, or merged.

use crate::diag::Sink;
use crate::output::{EditableFolder, OutputError, Turn};
use crate::privacy::Privacy;
use crate::site::file_name;
use crate::sources::editable::{Conflict, Merged, Sides, ThreadFormat, merge};

use super::problems;
use super::request::MEMORY;
use super::thread_store::{ThreadStore, ThreadToWrite};

/// What became of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportOutcome {
    /// It is new.
    Written,
    /// The source changed it, and nobody else.
    Updated,
    /// Nothing changed.
    Unchanged,
    /// People changed it, and the source did not.
    Edited,
    /// Both changed it; all of that is in it.
    Merged,
    /// Both changed the same in it: the hand's words stay.
    Conflict,
    /// It was deleted by hand, and stays so.
    Deleted,
    /// It cannot be read any more, and is left alone.
    Unreadable,
}

impl ImportOutcome {
    /// All of them, in their order.
    pub const ALL: [ImportOutcome; 8] = [
        ImportOutcome::Written,
        ImportOutcome::Updated,
        ImportOutcome::Unchanged,
        ImportOutcome::Edited,
        ImportOutcome::Merged,
        ImportOutcome::Conflict,
        ImportOutcome::Deleted,
        ImportOutcome::Unreadable,
    ];

    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            ImportOutcome::Written => "written",
            ImportOutcome::Updated => "updated",
            ImportOutcome::Unchanged => "unchanged",
            ImportOutcome::Edited => "edited",
            ImportOutcome::Merged => "merged",
            ImportOutcome::Conflict => "conflicts",
            ImportOutcome::Deleted => "deleted",
            ImportOutcome::Unreadable => "unreadable",
        }
    }
}

/// What became of a thread, with its problems.
pub(super) struct SettledThread {
    pub outcome: ImportOutcome,
    pub n_deleted: usize,
    pub n_gone: usize,
    pub sink: Sink,
}

impl SettledThread {
    fn simply(outcome: ImportOutcome) -> SettledThread {
        SettledThread { outcome, n_deleted: 0, n_gone: 0, sink: Sink::new() }
    }
}

/// Settles a thread.
///
/// The base is written behind the file: where an import is killed between the two, or the power
/// fails, the next one finds the same change on both sides, and nothing is lost.
pub(super) fn settle(
    ready: &ThreadToWrite,
    form: ThreadFormat,
    shown: &str,
    store: &dyn ThreadStore,
    folder: &EditableFolder,
    privacy: &Privacy<'_>,
) -> Result<SettledThread, OutputError> {
    let base = store.base(&ready.id)?.and_then(|bytes| String::from_utf8(bytes).ok());
    let (old, theirs) = (base.as_deref(), ready.text.as_str());
    let Some(file) = store.file(&ready.id)? else {
        let outcome = if old.is_some() { ImportOutcome::Deleted } else { ImportOutcome::Written };
        if outcome == ImportOutcome::Written {
            store.put(ready, theirs, None)?;
        }
        store.put_base(ready, old)?;
        return Ok(SettledThread::simply(outcome));
    };
    let by_hand = EditedThread { ready, form, shown, store, folder };
    let ours = match std::str::from_utf8(&file) {
        Ok(ours) => ours,
        Err(error) => return Ok(by_hand.not_text(error.valid_up_to(), &file)),
    };
    let is_untouched = old == Some(ours) || theirs == ours;
    if is_untouched {
        store.put(ready, theirs, Some(ours))?;
        store.put_base(ready, old)?;
        let is_same = theirs == ours;
        let outcome = if is_same { ImportOutcome::Unchanged } else { ImportOutcome::Updated };
        return Ok(SettledThread::simply(outcome));
    }
    let (mut settled, text) = by_hand.settle(old, ours)?;
    if !privacy.rules.is_empty() && privacy.names_person(&text) {
        settled.sink.push(problems::name_left(&by_hand.place()));
    }
    Ok(settled)
}

/// A thread that people changed.
struct EditedThread<'a> {
    ready: &'a ThreadToWrite,
    form: ThreadFormat,
    shown: &'a str,
    store: &'a dyn ThreadStore,
    folder: &'a EditableFolder,
}

impl EditedThread<'_> {
    /// Where the thread lies, as the reader would type it.
    fn place(&self) -> String {
        format!("{}/{}", self.shown.trim_end_matches('/'), self.store.path(&self.ready.id))
    }

    fn not_text(&self, valid: usize, bytes: &[u8]) -> SettledThread {
        let mut sink = Sink::new();
        let before = String::from_utf8_lossy(&bytes[..valid]);
        sink.push(problems::not_text(&self.place(), &before));
        SettledThread { sink, ..SettledThread::simply(ImportOutcome::Unreadable) }
    }

    fn settle(
        &self,
        old: Option<&str>,
        ours: &str,
    ) -> Result<(SettledThread, String), OutputError> {
        let (ready, store, place) = (self.ready, self.store, self.place());
        let mut sink = Sink::new();
        let left_alone = |outcome, sink| {
            store.put(ready, ours, Some(ours))?;
            Ok((SettledThread { sink, ..SettledThread::simply(outcome) }, ours.to_owned()))
        };
        let cut = self.form.cut(ours);
        let read = self.form.read(&place, ours, &mut sink);
        let (Some(own), Some(_)) = (cut, read) else {
            let mut problem = Sink::new();
            problem.push(problems::unreadable(&place, store.line(&ready.id), sink));
            return left_alone(ImportOutcome::Unreadable, problem);
        };
        if old == Some(&ready.text) {
            store.put_base(ready, old)?;
            return left_alone(ImportOutcome::Edited, Sink::new());
        }
        // Without what was written last time nobody knows who changed what.
        let parts = old.and_then(|old| self.form.cut(old)).zip(self.form.cut(&ready.text));
        let Some((base, theirs)) = parts else {
            return self.keep(ours);
        };
        let erases = ready.erases;
        let merged = merge(Sides { base: &base, ours: &own, theirs: &theirs, erases });
        let is_same = merged.document == own;
        let text = if is_same { ours.to_owned() } else { self.form.join(&merged.document) };
        if self.form.read(&place, &text, &mut Sink::new()).is_none() {
            return self.keep(ours);
        }
        store.put(ready, &text, Some(ours))?;
        store.put_base(ready, old)?;
        Ok((self.merge_result(merged, &text)?, text))
    }

    /// Keeps the hand's version whole, beside the source's.
    fn keep(&self, ours: &str) -> Result<(SettledThread, String), OutputError> {
        self.store.put(self.ready, ours, Some(ours))?;
        self.store.put_base(self.ready, None)?;
        let post = None;
        let whole = Conflict { post, what: "all".to_owned(), theirs: self.ready.text.clone() };
        let merged = Merged { conflicts: vec![whole], ..Merged::default() };
        Ok((self.merge_result(merged, ours)?, ours.to_owned()))
    }

    /// Says what came of it, and writes down what the source says where both changed.
    fn merge_result(&self, merged: Merged, text: &str) -> Result<SettledThread, OutputError> {
        let Merged { conflicts, n_deleted, n_gone, .. } = merged;
        let mut sink = Sink::new();
        let mut outcome = ImportOutcome::Merged;
        if !conflicts.is_empty() {
            outcome = ImportOutcome::Conflict;
            let beside = self.write_source_version(&conflicts)?;
            let beside = format!("{}/{beside}", self.shown.trim_end_matches('/'));
            sink.push(problems::conflict(&self.place(), text, &conflicts, &beside));
        }
        Ok(SettledThread { outcome, n_deleted, n_gone, sink })
    }

    /// Adds to the file that holds the source's words for this thread.
    fn write_source_version(&self, conflicts: &[Conflict]) -> Result<String, OutputError> {
        let ThreadToWrite { id, title, .. } = self.ready;
        let path = format!("{MEMORY}/conflicts/{}.md", file_name(title, &id.0));
        let old = self.folder.read(&path)?;
        let old = old.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let mut text = old.clone().unwrap_or_else(|| {
            format!(
                "What the source says of `{}`, where somebody changed the same.\n\
                 Take over what is right, then delete this file.\n",
                self.store.path(id)
            )
        });
        for conflict in conflicts {
            let theirs = match conflict.theirs.is_empty() {
                true => "(The source does not have it any more.)",
                false => conflict.theirs.trim_end(),
            };
            let section = format!("\n# {}\n\n{theirs}\n", problems::named(conflict));
            if !text.contains(&section) {
                text.push_str(&section);
            }
        }
        if old.as_deref() != Some(&text) {
            // What stays as somebody made it meanwhile is compared by the next import.
            self.folder.write(&path, text.as_bytes(), Turn::BehindOf(&self.store.path(id)))?;
        }
        Ok(path)
    }
}
