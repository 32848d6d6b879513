//! Hears that something may have changed. What has, digests decide.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::time::Duration;
use std::time::Instant;

use notify::Event;
use notify::EventKind;
use notify::RecommendedWatcher;
use notify::RecursiveMode;
use notify::Watcher;

/// Editors save in several steps: so long nothing must happen before a build.
const QUIET: Duration = Duration::from_millis(12);

/// A checkout of another branch takes its time; no longer than this is waited for its end.
const LONGEST: Duration = Duration::from_millis(1500);

/// How often is looked where nobody tells.
const POLL: Duration = Duration::from_millis(1000);

/// What a site is made of, and what is made of it.
pub(super) struct Watched {
    /// Files, folders and patterns of sources, relative to the site.
    pub sources: Vec<String>,
    /// The published folder, relative to the site.
    pub output: String,
}

/// Watches a site's folder and its sources.
pub(super) struct Watch {
    site: PathBuf,
    events: Receiver<Vec<PathBuf>>,
    watcher: Option<RecommendedWatcher>,
    followed: BTreeSet<PathBuf>,
    /// The system does not tell: look now and then.
    polls: bool,
    told: bool,
}

impl Watch {
    /// Starts to watch the site's folder.
    pub(super) fn new(site: &Path) -> Watch {
        let (send, events) = mpsc::channel();
        let handler = move |event: notify::Result<Event>| {
            // A failure of the watcher is a reason to look, too.
            let paths = match event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) => event.paths,
                Err(_) => Vec::new(),
            };
            let _ = send.send(paths);
        };
        let watcher = notify::recommended_watcher(handler).ok();
        let site = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
        let polls = watcher.is_none();
        Watch { site, events, watcher, followed: BTreeSet::new(), polls, told: false }
    }

    /// Watches what is there now; a problem is returned once.
    pub(super) fn follow(&mut self, watched: &Watched) -> Option<String> {
        let mut wanted: BTreeSet<(PathBuf, bool)> = BTreeSet::new();
        wanted.insert((self.site.clone(), false));
        let output = self.site.join(&watched.output);
        for entry in std::fs::read_dir(&self.site).into_iter().flatten().filter_map(Result::ok) {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if path.is_dir() && !hidden && !output.starts_with(&path) {
                wanted.insert((path, true));
            }
        }
        for source in &watched.sources {
            let plain = source.split('*').next().unwrap_or_default();
            let path = self.site.join(plain);
            let folder = if path.is_dir() { path } else { path.parent()?.to_owned() };
            if !folder.starts_with(&self.site) || output.starts_with(&folder) {
                wanted.insert((folder, true));
            }
        }
        let mut failed = None;
        for (path, deep) in wanted {
            if self.followed.contains(&path) {
                continue;
            }
            let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match self.watcher.as_mut().map(|watcher| watcher.watch(&path, mode)) {
                Some(Ok(())) => drop(self.followed.insert(path)),
                Some(Err(error)) => failed = Some((path, error.to_string())),
                None => failed = Some((path, "this system does not offer it".to_owned())),
            }
        }
        // What was deleted and made again must be watched again.
        self.followed.retain(|path| path.exists());
        let (path, reason) = failed?;
        self.polls = true;
        (!std::mem::replace(&mut self.told, true)).then(|| not_watched(&path, &reason))
    }

    /// Returns when something may have changed, and has settled.
    pub(super) fn wait(&self) {
        loop {
            let first = match self.polls {
                true => self.events.recv_timeout(POLL).unwrap_or_default(),
                false => self.events.recv().unwrap_or_default(),
            };
            let mut concerns = self.polls || self.concerns(&first);
            let started = Instant::now();
            while started.elapsed() < LONGEST {
                match self.events.recv_timeout(QUIET) {
                    Ok(paths) => concerns |= self.concerns(&paths),
                    Err(_) => break,
                }
            }
            if concerns {
                return;
            }
        }
    }

    /// What lies in hidden folders of the site is ours, or of no concern.
    fn concerns(&self, paths: &[PathBuf]) -> bool {
        let is_hidden = |path: &PathBuf| {
            let below = path.strip_prefix(&self.site).unwrap_or(path);
            let first = below.components().next();
            first.is_some_and(|part| part.as_os_str().to_string_lossy().starts_with('.'))
        };
        paths.is_empty() || !paths.iter().all(is_hidden)
    }
}

fn not_watched(path: &Path, reason: &str) -> String {
    let path = path.display();
    format!(
        "`{path}` cannot be watched ({reason}): it is looked at once a second; on Linux, a higher \
         `fs.inotify.max_user_watches` may help"
    )
}
