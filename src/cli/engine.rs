//! The two engines that answer a query, behind one door.

use std::path::{Path, PathBuf};

use crate::config;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::disk;
use crate::files::DiskFiles;
use crate::pipeline::{INDEX, SEARCH, WORK};
use crate::search::Query;
use crate::search::native::{Hit, Index, IndexError};
use crate::search::site::{Card, LocalSite};

use super::args::EngineArg;
use super::build::target;
use super::console::typed;

/// An engine that is open.
pub(super) struct Engine {
    index: Index,
    /// The published files, when these are to answer; the index then only tells
    /// which documents they mean.
    site: Option<LocalSite>,
}

/// Why an engine does not answer.
pub(super) enum EngineError {
    Index(IndexError),
    Site(PathBuf, std::io::Error),
}

impl Engine {
    /// Opens what the last build left of a site.
    pub(super) fn open(site: &Path, name: EngineArg) -> Result<Engine, EngineError> {
        let index = Index::open(&site.join(WORK).join(INDEX)).map_err(EngineError::Index)?;
        // Settings that cannot be read are `build`'s to speak of.
        let settings = config::load(&DiskFiles::new(site), &mut Sink::new());
        let (synonyms, meaning) = match &settings {
            Some(config) => (config.synonyms.clone(), config.meaning),
            None => Default::default(),
        };
        let index = index.with_synonyms(&synonyms).with_meaning(meaning);
        let site = match (name, settings) {
            (EngineArg::Native, _) => None,
            (EngineArg::Site, settings) => {
                let output = settings.map(|config| target(site, None, &config));
                let folder = output.unwrap_or_else(|| site.to_owned()).join(SEARCH);
                let failed = |error| EngineError::Site(folder.clone(), error);
                Some(LocalSite::open(&folder, disk::read).map_err(failed)?)
            }
        };
        Ok(Engine { index, site })
    }

    /// Returns the index, in which many threads may search at once.
    pub(super) fn into_index(self) -> Index {
        self.index
    }

    /// Returns the best hits, best first.
    pub(super) fn search(
        &mut self,
        query: &Query<'_>,
        limit: usize,
    ) -> Result<Vec<Hit>, EngineError> {
        let Some(site) = &mut self.site else {
            return self.index.search(query, limit).map_err(EngineError::Index);
        };
        let mut hits = Vec::new();
        for (found, signs, card) in site.search(query, limit) {
            for hit in self.index.hits(&[found]).map_err(EngineError::Index)? {
                hits.push(match card.clone() {
                    Some(Card { address, answer: teaser, .. }) => {
                        Hit { address, teaser, signs, ..hit }
                    }
                    None => Hit { signs, ..hit },
                });
            }
        }
        Ok(hits)
    }
}

impl EngineError {
    pub(super) fn diagnostic(&self, site: &Path) -> Diagnostic {
        let build = match site.to_string_lossy().as_ref() {
            "." => "run `answerbook build` first".to_owned(),
            _ => format!("run `answerbook build {}` first", typed(site)),
        };
        let (message, folder, reason) = match self {
            EngineError::Index(error) => {
                let message = match error {
                    IndexError::Missing(_) => "there is no search index yet",
                    IndexError::Foreign(_) => "the search index was made by another version",
                    IndexError::Engine { .. } => "the search index cannot be read",
                };
                (message, error.folder(), error.to_string())
            }
            EngineError::Site(folder, error) => {
                ("the published search cannot be read", folder.as_path(), error.to_string())
            }
        };
        Diagnostic::error(Code::IndexMissing, message)
            .at(Place::file(folder.display().to_string()), "")
            .note(reason)
            .help(build)
    }
}
