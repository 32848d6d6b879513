//! What a build did.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::plan::redirects::RedirectPlan;
use crate::privacy::{EntriesMet, PrivacyRules};
use crate::search::native::Stats;
use crate::site::Site;
use crate::sources::Reader;

use super::load::LoadedSources;

/// What a build did.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// What sources whose format is left open were taken for, by their names; those with the name
    /// of another by name and path.
    #[serde(default)]
    pub recognised: BTreeMap<String, String>,
    /// How many HTML pages the site has.
    pub n_pages: usize,
    /// How many of them were rendered; the others are those of the last build.
    pub n_rendered: usize,
    /// How many threads there are in the sources.
    pub n_present: usize,
    /// How many of them were read.
    pub n_imported: usize,
    /// Why others were not, with counts.
    pub skipped: BTreeMap<String, usize>,
    /// Whom and what privacy.yaml takes out of them.
    #[serde(default)]
    pub privacy: EntriesMet,
    /// How many threads have a page.
    pub n_published: usize,
    /// Why others have none, with counts.
    pub withheld: BTreeMap<String, usize>,
    /// How many answers the published threads have.
    pub n_answers: usize,
    /// Languages of published threads, with counts.
    pub languages: BTreeMap<String, usize>,
    /// What the index holds.
    pub index: Option<Stats>,
    /// What became of addresses that have no page any more, and the new ledger.
    #[serde(skip)]
    pub redirects: RedirectPlan,
    /// Milliseconds by stage, in order.
    pub timings: Vec<(String, u64)>,
}

impl Report {
    /// Writes the report down for the next build, which may have nothing to do.
    pub(super) fn encode(&self) -> Vec<u8> {
        let lasting = Report { timings: Vec::new(), n_rendered: 0, ..self.clone() };
        serde_json::to_vec(&lasting).expect("counts are valid JSON")
    }

    /// Counts what was read, and whom and what privacy.yaml takes out of it.
    pub(super) fn count_sources(&mut self, loaded: &LoadedSources, rules: &PrivacyRules) {
        self.n_present = loaded.n_present();
        self.n_imported = loaded.threads.len();
        self.privacy = rules.met(&loaded.sightings);
    }

    /// Counts what the site publishes.
    pub(super) fn count(&mut self, site: &Site) {
        self.n_published = site.threads.len();
        for (at, entry) in site.threads.iter().enumerate() {
            self.n_answers += site.n_answers(at);
            *self.languages.entry(entry.summary.lang.to_string()).or_default() += 1;
        }
    }

    /// Reads it back.
    pub(super) fn decode(bytes: &[u8]) -> Option<Report> {
        serde_json::from_slice(bytes).ok()
    }
}

/// Tells what sources whose format is left open were taken for.
pub(super) fn recognised(
    config: &Config,
    readers: &[Box<dyn Reader + '_>],
) -> BTreeMap<String, String> {
    let sources = config.sources.iter().zip(readers.iter());
    sources
        .filter_map(|(source, reader)| {
            let taken_for = reader.taken_for()?.name().to_owned();
            let n_named = config.sources.iter().filter(|other| other.name == source.name).count();
            let name = match n_named {
                1 => source.name.clone(),
                _ => format!("{} ({})", source.name, source.path),
            };
            Some((name, taken_for))
        })
        .collect()
}
