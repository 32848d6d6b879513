//! Watches the files of a site, and tells when some may have changed and no more changes come.
//!
//! Whether a file really changed is decided by digests later, so telling too often costs
//! little. Telling too early costs a build of half an edit: editors write in several steps, and
//! tools in bursts. The times to wait are chosen by what has happened so far.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use notify::event::{ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing must happen before a build: editors save in several steps.
const QUIET: Duration = Duration::from_millis(12);

/// The same where many files change: tools write in bursts with pauses.
const QUIET_AFTER_MUCH: Duration = Duration::from_millis(80);

/// The same while files are away: some editors delete a file before they write it again, and a
/// folder that is emptied, perhaps on a slow machine, is mostly on its way to be filled again.
const QUIET_WHILE_AWAY: Duration = Duration::from_millis(300);

/// How many files change when one person saves; more are the work of a tool.
const FEW: usize = 8;

/// How long to wait for the end of a burst at most, such as a checkout of another branch.
const MAX_WAIT: Duration = Duration::from_millis(1500);

/// The same while several files are away.
const MAX_WAIT_WHILE_AWAY: Duration = Duration::from_millis(5000);

/// How often files are looked at where the system cannot watch them.
const POLL: Duration = Duration::from_millis(1000);

/// What has to be watched for a site, and what must not be.
pub(super) struct WatchTargets {
    /// Files, folders and patterns of sources, relative to the site.
    pub sources: Vec<String>,
    /// The published folder, relative to the site.
    pub output: String,
}

/// An event of the file system.
#[derive(Default)]
struct FileEvent {
    paths: Vec<PathBuf>,
    what: ChangeKind,
}

/// What an event says of its files.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum ChangeKind {
    Came,
    Went,
    #[default]
    Changed,
}

/// All events since the last build.
#[derive(Default)]
struct ChangeBurst {
    paths: BTreeSet<PathBuf>,
    came: BTreeSet<PathBuf>,
    /// What was removed, even if it was created again after that.
    went: BTreeSet<PathBuf>,
    /// What was removed and is not there again yet.
    away: BTreeSet<PathBuf>,
}

impl ChangeBurst {
    fn add(&mut self, heard: FileEvent) {
        for path in heard.paths {
            match heard.what {
                ChangeKind::Came => self.came(&path),
                ChangeKind::Went => {
                    self.went.insert(path.clone());
                    // Temporary files come and go.
                    if !self.came.contains(&path) {
                        self.away.insert(path.clone());
                    }
                }
                ChangeKind::Changed => {}
            }
            self.paths.insert(path);
        }
    }

    /// Records a new path. A folder that was moved here has files for which no event comes.
    fn came(&mut self, path: &Path) {
        self.came.insert(path.to_path_buf());
        let from = self.away.range(path.to_path_buf()..);
        let back: Vec<PathBuf> = from.take_while(|away| away.starts_with(path)).cloned().collect();
        for path in back {
            self.away.remove(&path);
        }
    }

    /// Returns how long nothing must happen for the burst to be over.
    fn quiet(&self) -> Duration {
        match self.away.len() {
            0 if self.paths.len() <= FEW => QUIET,
            0 => QUIET_AFTER_MUCH,
            _ => QUIET_WHILE_AWAY,
        }
    }

    /// Returns how long to wait for the end of the burst at most.
    fn longest(&self) -> Duration {
        if self.away.len() > 1 { MAX_WAIT_WHILE_AWAY } else { MAX_WAIT }
    }
}

/// Watches a site's folder and its sources.
pub(super) struct SiteWatcher {
    site: PathBuf,
    heard: Sender<FileEvent>,
    events: Receiver<FileEvent>,
    watcher: Option<RecommendedWatcher>,
    followed: BTreeSet<PathBuf>,
    /// The system cannot watch: files are looked at now and then.
    polls: bool,
    /// Somebody was told that folders cannot be watched.
    has_warned: bool,
    /// A folder has just begun to be watched: earlier changes in it had no event.
    is_late: bool,
}

impl SiteWatcher {
    /// Starts to watch the site's folder.
    pub(super) fn new(site: &Path) -> SiteWatcher {
        let (heard, events) = mpsc::channel();
        let watcher = watcher(heard.clone());
        let site = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
        let polls = watcher.is_none();
        SiteWatcher {
            site,
            heard,
            events,
            watcher,
            followed: BTreeSet::new(),
            polls,
            has_warned: false,
            is_late: false,
        }
    }

    /// Watches these places as they are now. Returns a problem, but the same one only once.
    pub(super) fn follow(&mut self, watched: &WatchTargets) -> Option<String> {
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
                // It went a moment ago: where it is now, or that it is not, is for a look.
                Some(Err(_)) if !path.exists() => self.is_late = true,
                Some(Err(error)) => failed = Some((path, error.to_string())),
                None => failed = Some((path, "this system does not offer it".to_owned())),
            }
        }
        let (path, reason) = failed?;
        self.polls = true;
        (!std::mem::replace(&mut self.has_warned, true)).then(|| not_watched(&path, &reason))
    }

    /// Waits until files may have changed and the burst is over; returns which files, as far as
    /// that is known.
    pub(super) fn wait(&mut self) -> Vec<PathBuf> {
        loop {
            // What changed before a folder was watched may still go on.
            let first = match (std::mem::take(&mut self.is_late), self.polls) {
                (true, _) => FileEvent::default(),
                (false, true) => self.events.recv_timeout(POLL).unwrap_or_default(),
                (false, false) => self.events.recv().unwrap_or_default(),
            };
            let mut concerns = self.polls || self.concerns(&first.paths);
            let mut burst = ChangeBurst::default();
            burst.add(first);
            let started = Instant::now();
            while started.elapsed() < burst.longest() {
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
    ///
    /// The system watches folders, and a watcher knows them by names: of a folder that has two
    /// for a moment, as one that is renamed, it would forget both with the old one. So all are
    /// watched anew, by a watcher that never heard of it.
    fn forget(&mut self, went: &BTreeSet<PathBuf>) {
        let is_gone = |path: &PathBuf| went.contains(path) || !path.exists();
        if self.watcher.is_some() && self.followed.iter().any(is_gone) {
            self.followed.clear();
            self.watcher = None;
            self.watcher = watcher(self.heard.clone());
        }
    }

    /// Tells whether an event matters. Hidden folders of the site are ours, or no inputs.
    fn concerns(&self, paths: &[PathBuf]) -> bool {
        let is_hidden = |path: &PathBuf| {
            let below = path.strip_prefix(&self.site).unwrap_or(path);
            let first = below.components().next();
            first.is_some_and(|part| part.as_os_str().to_string_lossy().starts_with('.'))
        };
        paths.is_empty() || !paths.iter().all(is_hidden)
    }
}

/// Starts a watcher that sends its events.
fn watcher(heard: Sender<FileEvent>) -> Option<RecommendedWatcher> {
    let handler = move |event: notify::Result<Event>| {
        // A failure of the watcher is a reason to look, too.
        let news = match event {
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) => FileEvent { what: what(event.kind), paths: event.paths },
            Err(_) => FileEvent::default(),
        };
        let _ = heard.send(news);
    };
    notify::recommended_watcher(handler).ok()
}

fn what(kind: EventKind) -> ChangeKind {
    match kind {
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => {
            ChangeKind::Came
        }
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
            ChangeKind::Went
        }
        _ => ChangeKind::Changed,
    }
}

/// Resolves links and `..`, where that is possible.
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

    fn burst(heard: &[(&str, ChangeKind)]) -> ChangeBurst {
        let mut burst = ChangeBurst::default();
        for (path, what) in heard {
            burst.add(FileEvent { paths: vec![PathBuf::from(path)], what: *what });
        }
        burst
    }

    #[test]
    fn an_edit_is_shown_soon_and_a_checkout_when_it_is_over() {
        let saved = burst(&[
            ("a.tmp", ChangeKind::Came),
            ("a.tmp", ChangeKind::Went),
            ("a", ChangeKind::Came),
        ]);
        assert_eq!(saved.quiet(), QUIET);
        assert_eq!(burst(&[("a", ChangeKind::Changed), ("a", ChangeKind::Changed)]).quiet(), QUIET);
        assert_eq!(burst(&[("a", ChangeKind::Went)]).quiet(), QUIET_WHILE_AWAY);
        let mut many = ChangeBurst::default();
        let paths = (0..=FEW).map(|at| PathBuf::from(at.to_string())).collect();
        many.add(FileEvent { paths, what: ChangeKind::Changed });
        assert_eq!(many.quiet(), QUIET_AFTER_MUCH);
    }

    #[test]
    fn a_folder_that_is_emptied_is_waited_for_until_another_takes_its_place() {
        let mut emptied =
            burst(&[("a/1", ChangeKind::Went), ("a/2", ChangeKind::Went), ("a", ChangeKind::Went)]);
        assert_eq!(emptied.quiet(), QUIET_WHILE_AWAY);
        emptied.add(FileEvent { paths: vec![PathBuf::from("b")], what: ChangeKind::Came });
        assert_eq!(emptied.quiet(), QUIET_WHILE_AWAY);
        emptied.add(FileEvent { paths: vec![PathBuf::from("a")], what: ChangeKind::Came });
        assert_eq!(emptied.quiet(), QUIET);
        assert!(emptied.went.contains(Path::new("a")));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_with_two_names_is_watched_when_one_of_them_goes() {
        let site = tempfile::tempdir().expect("a folder");
        let (answers, link) = (site.path().join("answers"), site.path().join("link"));
        std::fs::create_dir(&answers).expect("a folder");
        std::os::unix::fs::symlink(&answers, &link).expect("a link");
        let mut watch = SiteWatcher::new(site.path());
        let watched =
            WatchTargets { sources: vec!["answers".to_owned()], output: "public".to_owned() };
        assert_eq!(watch.follow(&watched), None);
        std::fs::remove_file(&link).expect("a link");
        watch.forget(&BTreeSet::from([link]));
        assert_eq!(watch.follow(&watched), None);
        std::fs::write(answers.join("reset.md"), "New.").expect("a file");
        let is_it = |heard: &FileEvent| heard.paths.iter().any(|path| path.ends_with("reset.md"));
        let mut events = std::iter::from_fn(|| watch.events.recv_timeout(MAX_WAIT).ok());
        assert!(events.any(|heard| is_it(&heard)));
    }

    #[test]
    fn a_folder_that_was_made_again_is_watched_again() {
        let site = tempfile::tempdir().expect("a folder");
        let answers = site.path().join("answers");
        std::fs::create_dir(&answers).expect("a folder");
        let mut watch = SiteWatcher::new(site.path());
        let watched =
            WatchTargets { sources: vec!["answers".to_owned()], output: "public".to_owned() };
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
        let mut watch = SiteWatcher::new(&site);
        let source = "../exports/forum".to_owned();
        let watched = WatchTargets { sources: vec![source], output: "public".to_owned() };
        assert_eq!(watch.follow(&watched), None);
        assert_eq!(watch.followed.len(), 2, "{:?}", watch.followed);
    }
}
