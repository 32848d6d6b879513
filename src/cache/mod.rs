//! What a build leaves for the next one, in the site's `.answerbook/cache/` folder.
//!
//! Floor 4. A build reads its threads once, writes their bodies into a file of the cache and
//! reads each back when its page is rendered. So memory grows with the number of threads and
//! not with the length of their text.
//!
//! Beside the bodies lies the state of the last build: what each unit of a source yielded,
//! what each page depended on, and which files were read. Every entry is found by the digest
//! of its inputs, so an entry cannot be out of date: when an input changes, the digest does,
//! and nothing is found. Entries are checked when they are read. The whole folder may be
//! deleted at any time, since what is missing, damaged or written by another version of the
//! program is computed again.

mod bodies;
mod bytes;
#[cfg(test)]
mod fuzz_tests;
mod page;
mod problems;
mod state;
mod summary;
mod thread;
mod unit;
mod units;

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::disk;
use crate::files::{Digest, Stamp};

pub use bodies::{Bodies, BodyHandle};
pub use page::PageRecord;
pub use state::BuildState;
pub use unit::{LoadedThread, UnitRecord};
pub use units::UnitStore;

/// The folder within the one for everything that may be deleted.
const FOLDER: &str = "cache";

/// The first letters of files with bodies.
const BODIES: &str = "bodies-";

/// How many bytes of bodies may be out of use before the file is rewritten without them.
const SLACK: u64 = 64 << 20;

/// The cache of one site.
pub struct Cache {
    folder: PathBuf,
    /// What the last build left.
    pub state: BuildState,
    /// The bodies of threads.
    pub bodies: Bodies,
    /// When this build started, by the clock of the file system, in nanoseconds since 1970.
    pub started: u64,
}

impl Cache {
    /// Opens the cache in a work folder, which is created when it is missing. A cache that
    /// another build of the program wrote (another `made_by`) is emptied.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn open(work: &Path, made_by: Digest) -> io::Result<Cache> {
        let folder = work.join(FOLDER);
        fs::create_dir_all(&folder)?;
        let state =
            BuildState::load(&folder.join("state")).filter(|state| state.made_by == made_by);
        let mut state = state.unwrap_or_default();
        let (number, end) = (state.bodies_number, state.bodies_len);
        let (bodies, is_whole) = Bodies::open(&body_file(&folder, number), end)?;
        if !is_whole {
            state = BuildState::default();
        }
        state.made_by = made_by;
        let started = file_clock(&folder)?;
        Ok(Cache { folder, state, bodies, started })
    }

    /// Starts another build: takes the time again.
    pub fn tick(&mut self) {
        self.started = self.clock();
    }

    /// Returns the time by the clock of the file system, in nanoseconds since 1970. The
    /// file system is asked, since its clock makes the stamps that this is compared with.
    pub fn clock(&self) -> u64 {
        // A clock that stands still makes files be read once more, nothing worse.
        file_clock(&self.folder).unwrap_or(0)
    }

    /// Empties the cache, because something in it has turned out to be damaged.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn forget(&mut self) -> io::Result<()> {
        self.state = BuildState { made_by: self.state.made_by, ..BuildState::default() };
        self.bodies = Bodies::open(&body_file(&self.folder, 0), 0)?.0;
        Ok(())
    }

    /// Writes the state to disk for the next build, and makes room where much is out of use.
    ///
    /// # Errors
    ///
    /// When the disk is full; the next build then starts from nothing.
    pub fn save(&mut self) -> io::Result<()> {
        if self.needs_compaction() {
            self.compact()?;
        }
        self.state.bodies_len = self.bodies.end();
        self.state.save(&self.folder.join("state"))?;
        self.started = file_clock(&self.folder)?;
        self.remove_other_bodies();
        Ok(())
    }

    /// Writes the next state to disk while the current one is still in use.
    ///
    /// # Errors
    ///
    /// When the disk is full; the next start then knows less.
    pub fn save_ahead(&self, next: &BuildState) -> io::Result<()> {
        next.save(&self.folder.join("state"))
    }

    /// Tells whether so many bodies are out of use that [`Cache::save`] will rewrite the file.
    pub fn needs_compaction(&self) -> bool {
        self.bodies.end() > self.state.units.n_body_bytes() * 2 + SLACK
    }

    /// Removes the bodies that the state just written does not name: those before the last
    /// copy, and those of builds that were killed or whose state was lost.
    fn remove_other_bodies(&self) {
        let current = body_file(&self.folder, self.state.bodies_number);
        let entries = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        for path in entries.map(|entry| entry.path()).filter(|path| *path != current) {
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(|name| name.starts_with(BODIES)) {
                let _ = fs::remove_file(path);
            }
        }
    }

    /// Copies the bodies that are still needed into a new file.
    fn compact(&mut self) -> io::Result<()> {
        let number = self.state.bodies_number + 1;
        let (fresh, _) = Bodies::open(&body_file(&self.folder, number), 0)?;
        self.state.units = self.state.units.moved(&self.bodies, &fresh)?;
        self.bodies = fresh;
        self.state.bodies_number = number;
        Ok(())
    }
}

fn body_file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{BODIES}{number}"))
}

/// Asks the file system for the time, in the form of its stamps.
fn file_clock(folder: &Path) -> io::Result<u64> {
    let path = folder.join("clock");
    disk::write(&path, b"the moment of the last build\n")?;
    Ok(Stamp::of(&fs::metadata(&path)?).modified)
}
