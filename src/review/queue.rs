//! All answers that have a page, with what may be wrong with them.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use crate::config::Config;
use crate::model::{ThreadId, ThreadKind, Timestamp};
use crate::pipeline::Contradiction;
use crate::site::{AddressWriter, Site, ThreadEntry, newer_release};

use super::concern::{Concern, Health};

/// An answer that nobody has checked for so many years is old.
const OLD: usize = 2;

/// What is known of the readers of an answer, from the site's access logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    /// In how many sittings it was opened.
    pub reads: u64,
    /// How many said that it helped, and that it did not, where that is surely less than of
    /// other answers.
    pub helps_less: Option<(u32, u32)>,
}

/// Answers that somebody should look at, the most read first.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewQueue {
    /// The number of the form; it changes when a field changes its meaning.
    pub version: u32,
    /// How many answers are due, doubtful, old and good.
    pub n_due: usize,
    /// Readers or other answers say otherwise.
    pub n_doubtful: usize,
    /// Nobody has checked them for long.
    pub n_old: usize,
    /// Nothing is known against them.
    pub n_good: usize,
    /// Those that are not good.
    pub answers: Vec<ReviewRow>,
}

/// An answer that somebody should look at.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewRow {
    /// The position of its thread in the site.
    #[serde(skip)]
    pub at: usize,
    /// How `answerbook verify` knows it.
    pub id: String,
    /// Its page.
    pub address: String,
    /// Where it lies.
    pub file: String,
    /// Plain text.
    pub title: String,
    /// Its language.
    pub language: String,
    /// Who checked it last, or wrote it.
    pub owner: Option<String>,
    /// When somebody checked it.
    pub checked: Option<String>,
    /// When it was last written, changed or checked.
    pub answered: Option<String>,
    /// How often it was read: by the logs, else as its community counts.
    pub reads: Option<u64>,
    /// How it is.
    pub health: Health,
    /// Why, the worst first.
    pub concerns: Vec<Concern>,
}

/// What a queue is made by.
#[derive(Clone, Copy)]
pub struct ReviewRequest<'a> {
    /// The settings, with the releases.
    pub config: &'a Config,
    /// The moment.
    pub now: Timestamp,
    /// Answers that contradict others.
    pub contradictions: &'a [Contradiction],
    /// How people call a thread, by its source's position and its id.
    pub name: &'a dyn Fn(usize, &ThreadId) -> String,
    /// What is known of the readers of a page, by its address; empty where nothing is.
    pub readers: &'a HashMap<String, Readers>,
    /// Letters in the name of whose answers alone are wanted.
    pub owner: Option<&'a str>,
}

/// Makes the queue of a site.
pub fn review(site: &Site, request: &ReviewRequest<'_>) -> ReviewQueue {
    let maker = RowMaker {
        site,
        request,
        address: AddressWriter::new(request.config.addresses),
        contradicted: by_thread(request.contradictions),
    };
    let wanted = (0..site.threads.len()).filter(|at| maker.is_wanted(*at));
    let rows: Vec<Option<ReviewRow>> = wanted.map(|at| maker.row(at)).collect();
    let n_good = rows.iter().filter(|row| row.is_none()).count();
    let mut rows: Vec<ReviewRow> = rows.into_iter().flatten().collect();
    rows.sort_by_cached_key(|row| {
        let is_old = row.health >= Health::Old;
        (is_old, Reverse(row.reads), row.health, row.answered.clone(), row.address.clone())
    });
    let n = |health: Health| rows.iter().filter(|row| row.health == health).count();
    let (n_due, n_doubtful, n_old) = (n(Health::Due), n(Health::Doubtful), n(Health::Old));
    ReviewQueue { version: 1, n_due, n_doubtful, n_old, n_good, answers: rows }
}

type ThreadKey = (usize, ThreadId);

/// The older answer of each contradiction is the one to look at.
fn by_thread(contradictions: &[Contradiction]) -> HashMap<&ThreadKey, &Contradiction> {
    let mut found = HashMap::new();
    for one in contradictions {
        found.entry(&one.older).or_insert(one);
    }
    found
}

struct RowMaker<'a> {
    site: &'a Site,
    request: &'a ReviewRequest<'a>,
    address: AddressWriter,
    contradicted: HashMap<&'a ThreadKey, &'a Contradiction>,
}

impl RowMaker<'_> {
    /// Tells whether a thread has an answer, of whom it is asked for.
    fn is_wanted(&self, at: usize) -> bool {
        let summary = &self.site.threads[at].summary;
        let is_theirs = |wanted: &str| {
            let owner = summary.owner.as_ref().map(|owner| owner.to_lowercase());
            owner.is_some_and(|owner| owner.contains(&wanted.to_lowercase()))
        };
        summary.best.is_some() && self.request.owner.is_none_or(is_theirs)
    }

    fn row(&self, at: usize) -> Option<ReviewRow> {
        let entry = &self.site.threads[at];
        let summary = &entry.summary;
        let address = self.address.href(&entry.path);
        let readers = self.request.readers.get(&address);
        let mut concerns = self.concerns(entry);
        concerns.extend(readers.and_then(|readers| {
            readers.helps_less.map(|(yes, no)| Concern::HelpsLess { yes, no })
        }));
        concerns.sort_by_key(Concern::health);
        let health = concerns.first()?.health();
        Some(ReviewRow {
            at,
            id: (self.request.name)(summary.source, &summary.id),
            file: summary.origin.path.clone(),
            title: summary.title.clone(),
            language: summary.lang.to_string(),
            owner: summary.owner.clone(),
            checked: summary.checked.map(Timestamp::day),
            answered: summary.answered.map(Timestamp::day),
            reads: match self.request.readers.is_empty() {
                true => summary.popularity.views,
                false => Some(readers.map_or(0, |readers| readers.reads)),
            },
            address,
            health,
            concerns,
        })
    }

    fn concerns(&self, entry: &ThreadEntry) -> Vec<Concern> {
        let summary = &entry.summary;
        let expired = summary.expires.filter(|expires| expires.end_of_day() < self.request.now);
        let expired = expired.map(|expires| Concern::Expired { by: expires.day() });
        let release = newer_release(summary, &self.request.config.releases, self.request.now);
        let release = release.map(|release| Concern::Release {
            name: release.name(),
            on: release.date.day(),
            notes: release.notes.of(summary.lang).map(str::to_owned),
        });
        let key = (summary.source, summary.id.clone());
        let contradicted = self.contradicted.get(&key).map(|one| self.contradicted(one));
        let years = summary.answered.map_or(0, |then| then.whole_years_until(self.request.now));
        let old = (years >= OLD).then_some(Concern::Old { years });
        let votes = summary.votes;
        let downvoted = (votes < 0).then_some(Concern::Downvoted { votes });
        let found = [expired, release, self.drift(entry), contradicted, downvoted, old];
        found.into_iter().flatten().collect()
    }

    /// What is to be said of the original of a translation.
    fn drift(&self, entry: &ThreadEntry) -> Option<Concern> {
        let original = |at: usize| &self.site.threads[at];
        let address = |at: usize| self.address.href(&original(at).path);
        if let Some(at) = entry.changed_original {
            let then = entry.summary.translated_from.as_ref()?;
            let now = &original(at).summary.sections;
            let n_sections = now.missing_in(then).len().max(then.missing_in(now).len());
            return Some(Concern::OriginalChanged {
                original: address(at),
                n_sections,
                changes: Vec::new(),
            });
        }
        let is_article = entry.summary.kind == ThreadKind::Answer;
        if !is_article || entry.summary.translated_from.is_some() {
            return None;
        }
        entry.summary.translation_of.as_ref()?;
        let is_original = |at: &&usize| original(**at).summary.translation_of.is_none();
        let at = *entry.translations.iter().find(is_original)?;
        let theirs = &original(at).summary;
        // Where its last day is that of a check, nobody knows when it was written.
        if theirs.checked == theirs.answered {
            return None;
        }
        let (mine, theirs) = (entry.summary.answered?, theirs.answered?);
        let is_newer = theirs > mine;
        is_newer.then(|| Concern::OriginalNewer { original: address(at), on: theirs.day() })
    }

    fn contradicted(&self, one: &Contradiction) -> Concern {
        let (source, id) = &one.newer;
        let other = self.site.by_id(*source, id).map(|at| &self.site.threads[at]);
        Concern::Contradicted {
            by: other
                .map_or_else(|| (self.request.name)(*source, id), |e| self.address.href(&e.path)),
            difference: one.difference.name(),
            own: one.old_words.clone(),
            other: one.new_words.clone(),
        }
    }
}
