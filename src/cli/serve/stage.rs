//! What the building thread and the serving ones share.

use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

use crate::output::Generation;
use crate::search::native::Index;

use super::threads::Listed;

/// The state of the preview.
#[derive(Clone, Default)]
pub(super) struct Scene {
    /// A name for this run: numbers of an earlier one, which open pages remember, say nothing.
    pub run: Arc<str>,
    /// Counts changes of anything here.
    pub number: u64,
    /// The number of the last good site: files that changed with it have it.
    pub generation: u64,
    /// The last good site.
    pub files: Arc<Generation>,
    /// The one before: pages that are open may still ask for its search files.
    pub before: Arc<Generation>,
    /// Its index.
    pub index: Option<Arc<Index>>,
    /// What is wrong now, as the terminal shows it; empty when nothing is.
    pub problems: String,
    /// The path that the site will have on its host, with a `/` at both ends.
    pub base: String,
    /// The folder with the index, for messages.
    pub work: PathBuf,
    /// The folder of the site.
    pub site: PathBuf,
    /// What was decided about each thread.
    pub threads: Option<Listed>,
}

/// Holds the state, and tells those who wait when it changes.
pub(super) struct Stage {
    scene: RwLock<Scene>,
    changes: watch::Sender<u64>,
}

impl Default for Stage {
    fn default() -> Stage {
        let (changes, _) = watch::channel(0);
        // The keys of a hash are random: clocks may stand still between two runs.
        let run = format!("{:x}", RandomState::new().hash_one(std::process::id()));
        Stage { scene: RwLock::new(Scene { run: run.into(), ..Scene::default() }), changes }
    }
}

impl Stage {
    /// Returns the state of this moment.
    pub(super) fn now(&self) -> Scene {
        self.scene.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the state and tells everyone.
    pub(super) fn change(&self, change: impl FnOnce(&mut Scene)) {
        let number = {
            let mut scene = self.scene.write().unwrap_or_else(PoisonError::into_inner);
            change(&mut scene);
            scene.number
        };
        self.changes.send_replace(number);
    }

    /// Waits until there is something to show.
    pub(super) async fn first(&self) {
        // It ends early only with the program.
        let _ = self.changes().wait_for(|number| *number > 0).await;
    }

    /// Returns what tells of changes.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}
