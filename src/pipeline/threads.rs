//! Every imported thread with what a build decides about it, for people who go through them.

mod detail;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Sink;
use crate::files::Files;
use crate::privacy::{NamePattern, PrivacyRules};
use crate::site::{Site, natural};
use crate::sources::{Reader, Skip};

use super::Progress;
use super::resolved::ResolvedSite;
use super::thread_row::{Publication, ThreadRow};
use super::unit_index::UnitIndex;

pub use detail::{PostClassification, ThreadDetail};

/// Every imported thread, the doubtful ones first.
#[derive(Debug)]
pub struct ThreadList {
    /// The threads: first those about which nobody has decided, the nearest to
    /// `publish.confidence` first; then by source and id.
    pub rows: Vec<ThreadRow>,
    /// Why other records were not imported, with counts.
    pub skipped: BTreeMap<&'static str, usize>,
    names: BTreeSet<NamePattern>,
    places: UnitIndex,
}

impl ThreadList {
    /// Reads all threads of a site and decides about them as a build does. What each source
    /// leaves out is told to `on_skip`, by the position of the source, perhaps more than once.
    /// Problems go to the sink.
    pub fn read(
        config: &Config,
        rules: &PrivacyRules,
        readers: &[Box<dyn Reader + '_>],
        files: &dyn Files,
        on_skip: &(dyn Fn(usize, &Skip) + Sync),
        progress: &dyn Progress,
        sink: &mut Sink,
    ) -> ThreadList {
        let read = ResolvedSite::read(config, rules, readers, files, on_skip, progress, sink);
        let ResolvedSite { site, withheld, skipped, names, places } = read;
        ThreadList { skipped, ..ThreadList::new(withheld, &site, config, names, places) }
    }

    /// Adds the threads that have pages to those that have none.
    pub(super) fn new(
        mut rows: Vec<ThreadRow>,
        site: &Site,
        config: &Config,
        names: BTreeSet<NamePattern>,
        places: UnitIndex,
    ) -> ThreadList {
        let published = site.threads.iter();
        rows.extend(
            published.map(|e| ThreadRow::new(&e.summary, Publication::Published(e.path.clone()))),
        );
        let floor = config.publish.confidence;
        rows.sort_by_cached_key(|row| (row.certainty(floor), row.source, natural(&row.id.0)));
        ThreadList { rows, skipped: BTreeMap::new(), names, places }
    }
}
