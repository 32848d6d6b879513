//! What becomes of open pages from one build to the next: where a thread's page is now, and what
//! a build has to say of the file that it is made from.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diag::{Color, Diagnostic, Format, Severity, Sink, render};
use crate::model::ThreadId;
use crate::output::{Generation, SitePath};
use crate::pipeline::{ThreadList, ThreadRow};

/// Where pages of builds before are now.
pub(super) type MovedPages = BTreeMap<SitePath, SitePath>;

/// Adds the pages whose threads have another address since the build before.
pub(super) fn moved(
    known: &MovedPages,
    before: Option<&ThreadList>,
    now: Option<&ThreadList>,
) -> MovedPages {
    let (Some(before), Some(now)) = (before, now) else { return known.clone() };
    let name = |row: &'_ ThreadRow| -> (usize, ThreadId) { (row.source, row.id.clone()) };
    let addresses: HashMap<(usize, ThreadId), &SitePath> =
        now.rows.iter().filter_map(|row| Some((name(row), row.address()?))).collect();
    let living: HashMap<&SitePath, ()> = addresses.values().map(|path| (*path, ())).collect();
    let mut since: BTreeMap<&SitePath, &SitePath> = BTreeMap::new();
    for row in &before.rows {
        if let (Some(old), Some(new)) = (row.address(), addresses.get(&name(row)))
            && old != *new
        {
            since.insert(old, new);
        }
    }
    let further = |to: &SitePath| since.get(to).map_or_else(|| to.clone(), |to| (*to).clone());
    let mut moved: MovedPages =
        known.iter().map(|(from, to)| (from.clone(), further(to))).collect();
    moved.extend(since.iter().map(|(from, to)| ((*from).clone(), (*to).clone())));
    // Another thread may have the address now, or the same one again.
    moved.retain(|from, _| !living.contains_key(from));
    moved
}

/// Keeps the pages of the build before that this one has not: whoever has one open is told what
/// became of it when the build is done.
pub(super) fn keep_open_pages(files: &mut Generation, before: &Generation) {
    for (path, file) in before.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        if !files.contains_key(path) {
            files.insert(path.clone(), file.clone());
        }
    }
}

/// Remembers pages that went, and recognises those that come again as they were: nobody who has
/// one open need load it again.
pub(super) fn recognise(
    files: &mut Generation,
    before: &Generation,
    gone: &Arc<Generation>,
) -> Arc<Generation> {
    let went = before
        .iter()
        .filter(|(path, _)| path.as_str().ends_with(".html") && !files.contains_key(*path));
    let mut all: Generation = went.map(|(path, file)| (path.clone(), file.clone())).collect();
    for (path, old) in gone.iter() {
        match files.get_mut(path) {
            Some(file) if file.bytes == old.bytes => file.since = old.since,
            Some(_) => {}
            None => {
                all.entry(path.clone()).or_insert_with(|| old.clone());
            }
        }
    }
    Arc::new(all)
}

/// Returns what a build warns of, by the page whose file it is about, as the terminal shows it.
pub(super) fn warnings(sink: &Sink, threads: Option<&ThreadList>) -> BTreeMap<SitePath, String> {
    let warnings = sink.diagnostics().iter().filter(|d| d.severity == Severity::Warning);
    let mut by_file: HashMap<&str, Vec<&Diagnostic>> = HashMap::new();
    for warning in warnings {
        if let Some(label) = warning.labels.first() {
            by_file.entry(&label.place.path).or_default().push(warning);
        }
    }
    let mut told: BTreeMap<SitePath, String> = BTreeMap::new();
    if by_file.is_empty() {
        return told;
    }
    for row in threads.into_iter().flat_map(|threads| &threads.rows) {
        let Some(path) = row.address() else { continue };
        // Where a file has many threads, a line is one of them.
        let is_whole = row.origin.line <= 1;
        let about = by_file.get(row.origin.path.as_str()).into_iter().flatten();
        let about = about.filter(|warning| {
            is_whole || warning.labels.first().is_some_and(|l| l.place.line == row.origin.line)
        });
        let texts: Vec<String> =
            about.map(|warning| render(warning, Format::Human, Color::Never)).collect();
        if !texts.is_empty() {
            told.insert(path.clone(), texts.join("\n"));
        }
    }
    told
}
