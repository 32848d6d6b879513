//! Every imported thread with what a build decides about it, for people who go through them.

mod look;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::config::Config;
use crate::diag::Sink;
use crate::model::{Confidence, Origin, PostId, Reason, Resolution, ThreadId};
use crate::normalize::Summary;
use crate::output::SitePath;
use crate::privacy::{Decisions, Form, Privacy, closure};
use crate::site::{Site, Withheld, natural};
use crate::sources::{Reader, Skip};

use super::load::load;
use super::{Progress, ROUNDS};

pub use look::{Classed, Look};

/// Every imported thread, the doubtful ones first.
#[derive(Debug)]
pub struct Listing {
    /// The threads: first those about which nobody has decided, the nearest to
    /// `publish.confidence` first; then by source and id.
    pub rows: Vec<Row>,
    /// Why other records were not imported, with counts.
    pub skipped: BTreeMap<&'static str, usize>,
    forms: BTreeSet<Form>,
    places: Places,
}

/// A thread in a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The position of its source in the settings.
    pub source: usize,
    /// Its id there.
    pub id: ThreadId,
    /// Plain text.
    pub title: String,
    /// How well it is solved.
    pub resolution: Resolution,
    /// The answer that comes first.
    pub first: Option<First>,
    /// How many answers it has.
    pub n_answers: usize,
    /// Whether a person decided that it is published, or is not.
    pub decided: Option<bool>,
    /// What becomes of it.
    pub fate: Fate,
    /// Where it starts.
    pub origin: Origin,
}

/// An answer that comes first.
#[derive(Clone, Debug)]
pub struct First {
    /// Its id.
    pub post: PostId,
    /// Its first words.
    pub words: String,
}

/// What becomes of a thread.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It has a page.
    Published(SitePath),
    /// It has none of its own.
    Withheld(Withheld),
}

impl Row {
    fn new(summary: &Summary, fate: Fate) -> Row {
        let first = summary.first.clone();
        Row {
            source: summary.source,
            id: summary.id.clone(),
            title: summary.title.clone(),
            resolution: summary.resolution.clone(),
            first: first.map(|post| First { post, words: summary.teaser.clone() }),
            n_answers: summary.n_answers,
            decided: summary.publish,
            fate,
            origin: summary.origin.clone(),
        }
    }

    /// Returns where its page is.
    pub fn address(&self) -> Option<&SitePath> {
        match &self.fate {
            Fate::Published(path) => Some(path),
            Fate::Withheld(_) => None,
        }
    }

    /// Returns the name of what keeps it back.
    pub fn withheld(&self) -> Option<&'static str> {
        match &self.fate {
            Fate::Published(_) => None,
            Fate::Withheld(why) => Some(why.name(self.resolution.reason)),
        }
    }

    /// How far it is from being doubtful: people's decisions are not, then hundredths.
    fn certainty(&self, floor: Confidence) -> (bool, u8) {
        let is_decided = self.decided.is_some() || self.resolution.reason == Reason::Decision;
        let share = self.resolution.confidence.in_hundredths();
        (is_decided, share.abs_diff(floor.in_hundredths()))
    }
}

impl Listing {
    /// Reads all threads of a site and decides about them as a build does. What each source
    /// leaves out is told to `hear`, by the position of the source, perhaps more than once.
    /// Problems go to the sink.
    pub fn read(
        (config, decisions): (&Config, &Decisions),
        readers: &[Box<dyn Reader + '_>],
        hear: &(dyn Fn(usize, &Skip) + Sync),
        progress: &dyn Progress,
        sink: &mut Sink,
    ) -> Listing {
        let mut forms = closure(decisions, &[]);
        // Somebody's account may bear another name elsewhere: see `pipeline::protected`.
        let mut round = 1;
        loop {
            let privacy = Privacy::new(config, decisions, forms);
            let mut own = Sink::new();
            let loaded = load((config, &privacy), readers, None, hear, progress, &mut own);
            let loaded = loaded.expect("no body is written, and nothing else can fail");
            let names = closure(decisions, &loaded.seen);
            if names != privacy.forms && round < ROUNDS {
                forms = names;
                round += 1;
                continue;
            }
            sink.append(own);
            let (mut told, skipped, places) = (Told::new(true), loaded.skipped, loaded.places);
            let site = Site::resolve(loaded.threads, config, &mut told.withhold(), sink);
            let rows = told.rows.unwrap_or_default();
            let listing = Listing::new(rows, &site, (config, &privacy), places);
            return Listing { skipped, ..listing };
        }
    }

    /// Adds the threads that have pages to those that have none.
    pub(super) fn new(
        mut rows: Vec<Row>,
        site: &Site,
        (config, privacy): (&Config, &Privacy<'_>),
        places: Places,
    ) -> Listing {
        let published = site.threads.iter();
        rows.extend(published.map(|e| Row::new(&e.summary, Fate::Published(e.path.clone()))));
        let floor = config.publish.confidence;
        rows.sort_by_cached_key(|row| (row.certainty(floor), row.source, natural(&row.id.0)));
        Listing { rows, skipped: BTreeMap::new(), forms: privacy.forms.clone(), places }
    }
}

/// What a build hears of threads that have no page of their own.
pub(super) struct Told {
    /// How many there are, by why.
    pub counts: BTreeMap<&'static str, usize>,
    /// The threads, where a list is wanted.
    pub rows: Option<Vec<Row>>,
}

impl Told {
    pub fn new(wants_rows: bool) -> Told {
        Told { counts: BTreeMap::new(), rows: wants_rows.then(Vec::new) }
    }

    /// Returns what writes it down.
    pub fn withhold(&mut self) -> impl FnMut(&Summary, Withheld) {
        |summary, why| {
            *self.counts.entry(why.name(summary.resolution.reason)).or_default() += 1;
            if let Some(rows) = &mut self.rows {
                rows.push(Row::new(summary, Fate::Withheld(why)));
            }
        }
    }
}

/// In which units threads are. A digest of an id is enough: who looks there and does not find
/// the thread looks everywhere.
#[derive(Debug, Default)]
pub(super) struct Places(FxHashMap<u64, u32>);

impl Places {
    pub fn put(&mut self, source: usize, id: &ThreadId, unit: usize) {
        if let Ok(unit) = u32::try_from(unit) {
            self.0.insert(FxBuildHasher.hash_one((source, id)), unit);
        }
    }

    fn get(&self, source: usize, id: &ThreadId) -> Option<usize> {
        self.0.get(&FxBuildHasher.hash_one((source, id))).map(|unit| *unit as usize)
    }
}
