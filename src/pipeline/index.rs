//! The index of a build: a new one, or the last one with what has changed.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{fs, io};

use crate::cache::BuildState;
use crate::files::Digest;
use crate::output::SitePath;
use crate::render::PostText;
use crate::search::native;
use crate::search::native::{Document, IndexError, StaticIndexError, Stats, Writer, keep};
use crate::search::site::is_content_named;
use crate::site::ThreadEntry;

use super::documents::with_document;
use super::{Failure, INDEX, Request, SEARCH};

/// An index that is not finished.
const NEW_INDEX: &str = "index.new";

/// How many of tantivy's threads write segments beside ours. They only sort and write: words
/// become terms in the thread that renders.
const INDEX_THREADS: usize = 1;

/// The index of one build.
pub(super) struct IndexBuild {
    writer: Writer,
    folder: PathBuf,
    /// It holds what the last build knew; else it is empty.
    pub is_resumed: bool,
    /// Something was taken out or added. A page that is the same but for what others told
    /// it, an image that has come say, has other texts under the same key.
    is_touched: AtomicBool,
}

impl IndexBuild {
    /// Goes on with the index that belongs to the state, or starts a new one.
    pub(super) fn start(work: &Path, state: &BuildState) -> Result<IndexBuild, Failure> {
        let folder = work.join(INDEX);
        if !state.pages.is_empty()
            && let Some(writer) = Writer::resume(&folder, &state.index.to_string())
        {
            return Ok(IndexBuild {
                writer,
                folder,
                is_resumed: true,
                is_touched: AtomicBool::new(false),
            });
        }
        let folder = work.join(NEW_INDEX);
        remove(&folder).map_err(|error| Failure::Work(folder.clone(), error))?;
        let writer = Writer::create(&folder, INDEX_THREADS).map_err(Failure::Index)?;
        Ok(IndexBuild { writer, folder, is_resumed: false, is_touched: AtomicBool::new(false) })
    }

    /// Takes a document out.
    pub(super) fn remove(&self, source: &str, id: &str) -> Result<(), Failure> {
        self.is_touched.store(true, Ordering::Relaxed);
        self.writer.remove(source, id).map_err(Failure::Index)
    }

    /// Adds a thread with its titles in other languages and the texts of its posts.
    pub(super) fn add(
        &self,
        request: &Request<'_>,
        entry: &ThreadEntry,
        elsewhere: &[&str],
        texts: &[PostText],
    ) -> Result<(), Failure> {
        self.is_touched.store(true, Ordering::Relaxed);
        let add = |document: &Document<'_>| self.writer.add(document).map_err(Failure::Index);
        with_document(request.config, entry, elsewhere, texts, add)
    }

    /// Writes the index out, and the files from which browsers search; returns how long the
    /// latter took. From now on it says that it holds `content`.
    pub(super) fn finish(
        self,
        request: &Request<'_>,
        state: &BuildState,
        content: Digest,
        learned: &[Vec<String>],
    ) -> Result<(Stats, Duration), Failure> {
        let IndexBuild { writer, folder, is_resumed, is_touched } = self;
        let is_same = is_resumed && !is_touched.into_inner();
        if is_same && content == state.index && take_over_search_files(request, state)? {
            return Ok((writer.stats().map_err(Failure::Index)?, Duration::ZERO));
        }
        let stats = writer.finish(&content.to_string()).map_err(Failure::Index)?;
        let start = Instant::now();
        keep(&folder, learned).map_err(|error| Failure::Work(folder.clone(), error))?;
        write_search_files(request, state, &folder)?;
        if !is_resumed {
            let current = request.work.join(INDEX);
            switch(&folder, &current).map_err(|error| Failure::Work(current, error))?;
        }
        Ok((stats, start.elapsed()))
    }
}

/// Tells whether the index of a state is there, for `answerbook search`.
pub(super) fn is_there(work: &Path, state: &BuildState) -> bool {
    Writer::holds(&work.join(INDEX), &state.index.to_string())
}

/// Takes over the files from which browsers search; `false` when one of them is missing.
fn take_over_search_files(request: &Request<'_>, state: &BuildState) -> Result<bool, Failure> {
    let folder = format!("{SEARCH}/");
    let of_search = state.published.iter().filter(|(path, _)| path.as_str().starts_with(&folder));
    let mut n_kept = 0;
    for (path, stamp) in of_search.filter(|(path, _)| path.as_str().ends_with(".bin")) {
        if !request.output.keep(path, *stamp).map_err(Failure::Output)? {
            return Ok(false);
        }
        n_kept += 1;
    }
    Ok(n_kept > 0)
}

/// Writes the files from which browsers search.
fn write_search_files(
    request: &Request<'_>,
    state: &BuildState,
    index: &Path,
) -> Result<(), Failure> {
    let put = |name: &str, bytes: &mut dyn FnMut() -> Vec<u8>| {
        let path = SitePath::new(format!("{SEARCH}/{name}")).expect("letters, digits and a dot");
        // Most files are those of the last build, and need not be compressed again.
        if let Some(stamp) = state.published.get(&path).filter(|_| is_content_named(name))
            && request.output.keep(&path, *stamp).map_err(Failure::Output)?
        {
            return Ok(());
        }
        request.output.put(&path, &bytes()).map_err(Failure::Output)
    };
    let config = request.config;
    let opened: Result<native::Index, IndexError> = native::Index::open(index);
    let index = opened
        .map_err(Failure::Index)?
        .with_synonyms(&config.synonyms)
        .with_meaning(config.meaning);
    index.write_static_index(config.max_search_files, &put).map_err(|error| match error {
        StaticIndexError::Index(error) => Failure::Index(error),
        StaticIndexError::Put(failure) => failure,
    })
}

fn switch(new: &Path, current: &Path) -> io::Result<()> {
    remove(current)?;
    fs::rename(new, current)
}

fn remove(folder: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(folder) {
        Ok(metadata) if !metadata.is_dir() => fs::remove_file(folder),
        _ => fs::remove_dir_all(folder),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
