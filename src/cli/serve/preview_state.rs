//! The state that the building thread and the serving threads share.
//!
//! The builder replaces it as a whole; a request takes a copy of it, which is cheap, and is
//! answered from that copy. So no request sees half of a new site.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

use crate::config::BasePath;
use crate::output::{Generation, SitePath};
use crate::search::native::Index;

use super::page_changes::MovedPages;
use super::threads::ServedThreads;

/// The state of the preview at one moment. Copies share their files.
#[derive(Clone, Default)]
pub(super) struct Snapshot {
    /// A random name of this run of the program. An open page of an earlier run remembers
    /// numbers that mean nothing now.
    pub run: Arc<str>,
    /// Counts the changes of this state.
    pub number: u64,
    /// The number of the last good build. Files that it changed carry the same number.
    pub generation: u64,
    /// The files of the last good build.
    pub files: Arc<Generation>,
    /// The files of the build before: open pages may still ask for its search files.
    pub before: Arc<Generation>,
    /// Pages that went, as they were last.
    pub gone: Arc<Generation>,
    /// Where pages of earlier builds are now.
    pub moved: Arc<MovedPages>,
    /// What the last good build warns of, by page.
    pub warnings: Arc<BTreeMap<SitePath, String>>,
    /// The search index of the last good build.
    pub index: Option<Arc<Index>>,
    /// The new errors of the last build, as the terminal shows them; empty when it is good.
    pub problems: String,
    /// The path that the site will have on its host, with a `/` at both ends.
    pub base: BasePath,
    /// The folder with the index, for messages.
    pub work: PathBuf,
    /// The folder of the site.
    pub site: PathBuf,
    /// The list of all threads with what was decided about each.
    pub threads: Option<ServedThreads>,
}

/// Holds the state, and wakes requests that wait for a change of it.
pub(super) struct PreviewState {
    snapshot: RwLock<Snapshot>,
    changes: watch::Sender<u64>,
}

impl Default for PreviewState {
    fn default() -> PreviewState {
        let (changes, _) = watch::channel(0);
        // The random keys of a hash map serve as the name: two runs may start at the same time.
        let run = format!("{:x}", RandomState::new().hash_one(std::process::id()));
        PreviewState {
            snapshot: RwLock::new(Snapshot { run: run.into(), ..Snapshot::default() }),
            changes,
        }
    }
}

impl PreviewState {
    /// Returns a copy of the current state.
    pub(super) fn now(&self) -> Snapshot {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the state, and wakes everyone who waits.
    pub(super) fn change(&self, change: impl FnOnce(&mut Snapshot)) {
        let number = {
            let mut snapshot = self.snapshot.write().unwrap_or_else(PoisonError::into_inner);
            change(&mut snapshot);
            snapshot.number
        };
        self.changes.send_replace(number);
    }

    /// Waits for the first good build.
    pub(super) async fn first(&self) {
        // It ends early only with the program.
        let _ = self.changes().wait_for(|number| *number > 0).await;
    }

    /// Returns a receiver that is told of every change.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}
