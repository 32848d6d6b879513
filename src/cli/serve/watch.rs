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
use notify::event::ModifyKind;
use notify::event::RenameMode;

/// Editors save in several steps: so long nothing must happen before a build.
const QUIET: Duration = Duration::from_millis(12);

/// The same where many files change, or one goes: tools write in bursts with pauses, and some
/// editors delete a file before they write it again.
const QUIET_AFTER_MUCH: Duration = Duration::from_millis(80);

/// So many files change when one person saves.
const FEW: usize = 8;

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

/// What the system tells of some paths.
#[derive(Default)]
struct Heard {
    paths: Vec<PathBuf>,
    what: What,
}

/// What may have become of files.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum What {
    Came,
    Went,
    #[default]
    Changed,
}

/// What has changed since a build.
#[derive(Default)]
struct Burst {
    paths: BTreeSet<PathBuf>,
    came: BTreeSet<PathBuf>,
    went: BTreeSet<PathBuf>,
}

impl Burst {
    fn add(&mut self, heard: Heard) {
        for path in heard.paths {
            match heard.what {
                What::Came => drop(self.came.insert(path.clone())),
                What::Went => drop(self.went.insert(path.clone())),
                What::Changed => {}
            }
            self.paths.insert(path);
        }
    }

    /// How long nothing must happen before the burst is over.
    fn quiet(&self) -> Duration {
        // Temporary files come and go.
        let is_away = self.went.difference(&self.came).next().is_some();
        if is_away || self.paths.len() > FEW { QUIET_AFTER_MUCH } else { QUIET }
    }
}

/// Watches a site's folder and its sources.
pub(super) struct Watch {
    site: PathBuf,
    events: Receiver<Heard>,
    watcher: Option<RecommendedWatcher>,
    followed: BTreeSet<PathBuf>,
    /// The system does not tell: look now and then.
    polls: bool,
    told: bool,
    /// A folder is watched since a moment ago: what changed there before was not heard.
    is_late: bool,
}

impl Watch {
    /// Starts to watch the site's folder.
    pub(super) fn new(site: &Path) -> Watch {
        let (send, events) = mpsc::channel();
        let handler = move |event: notify::Result<Event>| {
            // A failure of the watcher is a reason to look, too.
            let heard = match event {
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) => Heard { what: what(event.kind), paths: event.paths },
                Err(_) => Heard::default(),
            };
            let _ = send.send(heard);
        };
        let watcher = notify::recommended_watcher(handler).ok();
        let site = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
        let polls = watcher.is_none();
        Watch {
            site,
            events,
            watcher,
            followed: BTreeSet::new(),
            polls,
            told: false,
            is_late: false,
        }
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
            // Where there is no such folder yet, the one in which it will be.
            let there = path.ancestors().find(|path| path.is_dir()).unwrap_or(&self.site);
            let is_deep = there == path || plain.len() < source.len();
            // `..` in a setting leads out of the site, though its path begins with it.
            let (there, site) = (real(there), real(&self.site));
            if !there.starts_with(&site) || output.starts_with(&there) {
                wanted.insert((there.clone(), is_deep && there != site));
            }
        }
        let mut failed = None;
        for (path, deep) in wanted {
            if self.followed.contains(&path) {
                continue;
            }
            let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match self.watcher.as_mut().map(|watcher| watcher.watch(&path, mode)) {
                Some(Ok(())) => self.is_late |= self.followed.insert(path),
                Some(Err(error)) => failed = Some((path, error.to_string())),
                None => failed = Some((path, "this system does not offer it".to_owned())),
            }
        }
        let (path, reason) = failed?;
        self.polls = true;
        (!std::mem::replace(&mut self.told, true)).then(|| not_watched(&path, &reason))
    }

    /// Returns when something may have changed, and has settled: what, as far as it is known.
    pub(super) fn wait(&mut self) -> Vec<PathBuf> {
        if std::mem::take(&mut self.is_late) {
            return Vec::new();
        }
        loop {
            let first = match self.polls {
                true => self.events.recv_timeout(POLL).unwrap_or_default(),
                false => self.events.recv().unwrap_or_default(),
            };
            let mut concerns = self.polls || self.concerns(&first.paths);
            let mut burst = Burst::default();
            burst.add(first);
            let started = Instant::now();
            while started.elapsed() < LONGEST {
                let Ok(heard) = self.events.recv_timeout(burst.quiet()) else { break };
                concerns |= self.concerns(&heard.paths);
                burst.add(heard);
            }
            self.forget(&burst.went);
            if concerns {
                return burst.paths.into_iter().collect();
            }
        }
    }

    /// A folder that went must be watched anew when it is there again: it is another one.
    fn forget(&mut self, went: &BTreeSet<PathBuf>) {
        let gone = |path: &PathBuf| went.contains(path) || !path.exists();
        let gone: Vec<PathBuf> = self.followed.iter().filter(|path| gone(path)).cloned().collect();
        for path in gone {
            self.followed.remove(&path);
            // It is gone already, in most cases.
            let _ = self.watcher.as_mut().map(|watcher| watcher.unwatch(&path));
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

fn what(kind: EventKind) -> What {
    match kind {
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => What::Came,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => What::Went,
        _ => What::Changed,
    }
}

/// Follows links and `..`, where that can be done.
pub(super) fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn not_watched(path: &Path, reason: &str) -> String {
    let path = path.display();
    format!(
        "`{path}` cannot be watched ({reason}): it is looked at once a second; on Linux, a higher \
         `fs.inotify.max_user_watches` may help"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn burst(heard: &[(&str, What)]) -> Burst {
        let mut burst = Burst::default();
        for (path, what) in heard {
            burst.add(Heard { paths: vec![PathBuf::from(path)], what: *what });
        }
        burst
    }

    #[test]
    fn an_edit_is_shown_soon_and_a_checkout_when_it_is_over() {
        let saved = burst(&[("a.tmp", What::Came), ("a.tmp", What::Went), ("a", What::Came)]);
        assert_eq!(saved.quiet(), QUIET);
        assert_eq!(burst(&[("a", What::Changed), ("a", What::Changed)]).quiet(), QUIET);
        assert_eq!(burst(&[("a", What::Went)]).quiet(), QUIET_AFTER_MUCH);
        let mut many = Burst::default();
        let paths = (0..=FEW).map(|at| PathBuf::from(at.to_string())).collect();
        many.add(Heard { paths, what: What::Changed });
        assert_eq!(many.quiet(), QUIET_AFTER_MUCH);
    }

    #[test]
    fn a_folder_that_was_made_again_is_watched_again() {
        let site = tempfile::tempdir().expect("a folder");
        let answers = site.path().join("answers");
        std::fs::create_dir(&answers).expect("a folder");
        let mut watch = Watch::new(site.path());
        let watched = Watched { sources: vec!["answers".to_owned()], output: "public".to_owned() };
        assert_eq!(watch.follow(&watched), None);
        assert!(watch.followed.contains(&answers));
        watch.forget(&BTreeSet::from([answers.clone()]));
        assert!(!watch.followed.contains(&answers));
        assert_eq!(watch.follow(&watched), None);
        assert!(watch.followed.contains(&answers));
    }

    #[test]
    fn of_a_source_that_is_not_there_its_next_folder_is_watched_alone() {
        let outside = tempfile::tempdir().expect("a folder");
        let site = outside.path().join("site");
        std::fs::create_dir(&site).expect("a folder");
        let mut watch = Watch::new(&site);
        let source = "../exports/forum".to_owned();
        let watched = Watched { sources: vec![source], output: "public".to_owned() };
        assert_eq!(watch.follow(&watched), None);
        assert_eq!(watch.followed.len(), 2, "{:?}", watch.followed);
    }
}
