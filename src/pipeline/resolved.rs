//! A site as a build resolves it, for commands that ask about it and render nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Sink;
use crate::files::Files;
use crate::normalize::Summary;
use crate::output::SitePath;
use crate::plan::AddressHolders;
use crate::privacy::{NamePattern, Privacy, PrivacyRules, expand_aliases};
use crate::site::Site;
use crate::sources::{Reader, Skip};

use super::Progress;
use super::failure::ROUNDS;
use super::load::load;
use super::thread_row::{ThreadRow, WithheldRecorder};
use super::unit_index::UnitIndex;

/// What is published of the sources, and what is not.
#[derive(Debug)]
pub struct ResolvedSite {
    /// All that has a page.
    pub site: Site,
    /// The threads without a page of their own.
    pub withheld: Vec<ThreadRow>,
    /// Why other records were not imported, with counts.
    pub skipped: BTreeMap<&'static str, usize>,
    /// The names that must not stand anywhere.
    pub names: BTreeSet<NamePattern>,
    pub(super) places: UnitIndex,
}

impl ResolvedSite {
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
    ) -> ResolvedSite {
        let mut names = expand_aliases(rules, &[]);
        // Somebody's account may bear another name elsewhere: see
        // `pipeline::build_until_names_settle`.
        let mut round = 1;
        loop {
            let privacy = Privacy::new(config, rules, names);
            let mut own = Sink::new();
            let loaded = load(config, &privacy, readers, None, on_skip, progress, &mut own);
            let loaded = loaded.expect("no body is written, and nothing else can fail");
            let found = expand_aliases(rules, &loaded.sightings);
            if found != privacy.names && round < ROUNDS {
                names = found;
                round += 1;
                continue;
            }
            sink.append(own);
            let (skipped, places) = (loaded.skipped, loaded.places);
            let mut withheld = WithheldRecorder::new(true);
            let holders = AddressHolders::new(config, files);
            let had = |summary: &Summary, path: &SitePath| holders.holds(summary, path);
            let site = Site::resolve(loaded.threads, config, &had, &mut withheld.withhold(), sink);
            let withheld = withheld.rows.unwrap_or_default();
            return ResolvedSite { site, withheld, skipped, names: privacy.names, places };
        }
    }
}
