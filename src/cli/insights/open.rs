//! The team's own threads that nobody has solved yet, in any form that sources have.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::config;
use crate::diag::{Diagnostic, Sink};
use crate::files::{DiskFiles, MemoryFiles};
use crate::insights::OpenThread;
use crate::privacy::Privacy;
use crate::sources;

use super::log_unreadable;

/// Reads ids and titles. A title of which nothing may be shown is left out.
pub(super) fn threads(
    path: &Path,
    privacy: &Privacy<'_>,
) -> Result<Vec<OpenThread>, Box<Diagnostic>> {
    let unreadable =
        |reason: &str| {
            Box::new(log_unreadable(path, "these threads cannot be read", reason).help(
                "any export that a source reads will do; a table needs `id`, `title` and `body`",
            ))
        };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| unreadable("it has no name"))?;
    // Settings of a source are made by reading them alone, so that all are checked.
    let settings = format!(
        "title: x\nsources:\n  - {{type: auto, path: {}}}\n",
        serde_json::Value::from(name)
    );
    let mut sink = Sink::new();
    let config = config::load(&MemoryFiles::new([(config::FILE, settings.as_str())]), &mut sink);
    let config = config.ok_or_else(|| unreadable("its name cannot stand in settings"))?;
    let files = DiskFiles::new(folder.map_or_else(|| PathBuf::from("."), Path::to_owned));
    let reader = sources::open(&config.sources[0], &files, &mut sink);
    let mut open = Vec::new();
    let mut skipped = BTreeMap::<&str, usize>::new();
    for batch in (0..reader.n_units()).map(|unit| reader.read(unit)) {
        batch.skipped.iter().for_each(|skip| *skipped.entry(skip.reason.name()).or_default() += 1);
        open.extend(batch.threads.iter().filter_map(|thread| {
            Some(OpenThread {
                title: privacy.line(&thread.title)?,
                id: privacy.line(&thread.id.0)?,
            })
        }));
    }
    if open.is_empty() {
        let problem = sink.diagnostics().first().map(|problem| problem.message.clone());
        let left_out: Vec<String> =
            skipped.iter().map(|(reason, n)| format!("{reason} {n}")).collect();
        let reason = problem.unwrap_or_else(|| match left_out.is_empty() {
            true => "no thread is in it".to_owned(),
            false => format!("not imported: {}", left_out.join(", ")),
        });
        return Err(unreadable(&reason));
    }
    Ok(open)
}
