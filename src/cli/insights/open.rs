//! The team's own threads that nobody has solved yet, in any form that sources have.

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
    let unreadable = |reason: &str| {
        Box::new(
            log_unreadable(path, "these threads cannot be read", reason)
                .help("any export that a source reads will do; a table needs `id` and `title`"),
        )
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| unreadable("it has no name"))?;
    let settings = format!(
        "title: x\nsources:\n  - {{type: auto, path: {}}}\n",
        serde_json::Value::from(name)
    );
    let mut sink = Sink::new();
    let config = config::load(&MemoryFiles::new([(config::FILE, settings.as_str())]), &mut sink);
    let config = config.ok_or_else(|| unreadable("its name cannot stand in settings"))?;
    let files = DiskFiles::new(folder.map_or_else(|| PathBuf::from("."), Path::to_owned));
    let reader = sources::open(&config.sources[0], &files, &mut sink);
    let read = (0..reader.n_units()).flat_map(|unit| reader.read(unit).threads);
    let open = read.filter_map(|thread| {
        Some(OpenThread { title: privacy.line(&thread.title)?, id: privacy.line(&thread.id.0)? })
    });
    let open: Vec<OpenThread> = open.collect();
    if open.is_empty() {
        let reason = sink.diagnostics().first().map(|problem| problem.message.clone());
        return Err(unreadable(reason.as_deref().unwrap_or("no thread is in it")));
    }
    Ok(open)
}
