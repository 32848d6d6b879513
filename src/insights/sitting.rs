//! Requests of one visitor without a long pause: a sitting.
//!
//! A visitor is a number that is made anew for each run of the program from an address and a
//! browser's name; it is forgotten with the sitting. Whoever shares both with others is one
//! visitor, and whoever changes networks is two: so shares are counted, never people.

use std::hash::{BuildHasher, RandomState};

use rustc_hash::FxHashMap;

use crate::model::Timestamp;

use super::log::LogRequest;
use super::queries::QueryKey;

/// A pause that ends a sitting, in seconds: half an hour, as analytics of the web have it.
pub const PAUSE: i64 = 30 * 60;

/// How many sittings are open at once at most; beyond it those that were idle longest end.
const MOST_OPEN: usize = 200_000;

/// How many steps of a sitting are kept: who makes more in one go is a machine without a name.
pub const MOST_STEPS: usize = 64;

/// What a visitor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Opens a question with its answers, by its position among the threads.
    Question(u32),
    /// Opens another page.
    Page,
    /// Searches on the page of results.
    Search(QueryKey),
    /// Searches in the box, which finds nothing.
    NothingFound(QueryKey),
    /// Says of the answers on a page whether they helped.
    Vote(u32, bool),
}

/// What one visitor did, one step after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// When it began.
    pub first: Timestamp,
    /// When the last step was made.
    pub last: Timestamp,
    /// The first [`MOST_STEPS`] steps.
    pub steps: Vec<Step>,
    /// How many steps there were.
    pub n_steps: u32,
}

/// The sittings that have not ended yet.
pub struct Sittings {
    visitors: RandomState,
    open: FxHashMap<u64, Sitting>,
    most_open: usize,
    /// The latest moment so far.
    now: Timestamp,
    /// When those that are idle were looked for last.
    swept: Timestamp,
}

impl Default for Sittings {
    fn default() -> Sittings {
        Sittings::with_most(MOST_OPEN)
    }
}

impl Sittings {
    fn with_most(most_open: usize) -> Sittings {
        Sittings {
            visitors: RandomState::new(),
            open: FxHashMap::default(),
            most_open,
            now: Timestamp(i64::MIN),
            swept: Timestamp(i64::MIN),
        }
    }

    /// Adds a step of a request, and gives the sittings that have ended by now to `ended`.
    pub fn add(&mut self, request: &LogRequest<'_>, step: Step, ended: &mut dyn FnMut(Sitting)) {
        let visitor = self.visitors.hash_one((&request.address, &request.agent));
        let time = request.time;
        self.now = self.now.max(time);
        let is_over = |sitting: &Sitting| (time.0 - sitting.last.0).abs() > PAUSE;
        if self.open.get(&visitor).is_some_and(is_over)
            && let Some(over) = self.open.remove(&visitor)
        {
            ended(over);
        }
        let begun = Sitting { first: time, last: time, steps: Vec::new(), n_steps: 0 };
        let sitting = self.open.entry(visitor).or_insert(begun);
        sitting.n_steps = sitting.n_steps.saturating_add(1);
        // Servers write a line when an answer ends, so lines may be a little out of order.
        sitting.first = sitting.first.min(time);
        sitting.last = sitting.last.max(time);
        if sitting.steps.len() < MOST_STEPS {
            sitting.steps.push(step);
        }
        if self.now.0.saturating_sub(self.swept.0) > PAUSE || self.open.len() > self.most_open {
            self.sweep(ended);
        }
    }

    /// Ends all sittings.
    pub fn finish(self, ended: &mut dyn FnMut(Sitting)) {
        self.open.into_values().for_each(ended);
    }

    /// Ends those that are idle; where too many are open, the half that was idle longest.
    fn sweep(&mut self, ended: &mut dyn FnMut(Sitting)) {
        self.swept = self.now;
        let mut least = self.now.0.saturating_sub(PAUSE);
        if self.open.len() > self.most_open {
            let mut ends: Vec<i64> = self.open.values().map(|sitting| sitting.last.0).collect();
            let middle = ends.len() / 2;
            least = least.max(*ends.select_nth_unstable(middle).1 + 1);
        }
        self.open.retain(|_, sitting| {
            let stays = sitting.last.0 >= least;
            if !stays {
                let steps = std::mem::take(&mut sitting.steps);
                ended(Sitting { steps, ..*sitting });
            }
            stays
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(address: &'static str, at: i64) -> LogRequest<'static> {
        LogRequest {
            time: Timestamp(at),
            method: "GET".into(),
            target: "/".into(),
            status: 200,
            agent: "Firefox".into(),
            referrer: "".into(),
            address: address.into(),
        }
    }

    fn sittings(most: usize, requests: &[(&'static str, i64)]) -> Vec<(i64, i64, u32)> {
        let mut found = Vec::new();
        let mut ended = |sitting: Sitting| {
            assert_eq!(sitting.steps.len(), MOST_STEPS.min(sitting.n_steps as usize));
            found.push((sitting.first.0, sitting.last.0, sitting.n_steps));
        };
        let mut all = Sittings::with_most(most);
        for (address, at) in requests {
            all.add(&request(address, *at), Step::Page, &mut ended);
        }
        all.finish(&mut ended);
        found.sort_unstable();
        found
    }

    #[test]
    fn a_pause_ends_a_sitting_and_another_visitor_has_one_of_their_own() {
        let steps = [("a", 0), ("b", 10), ("a", 20), ("a", 20 + PAUSE), ("a", 21 + 2 * PAUSE)];
        let expected = [(0, 20 + PAUSE, 3), (10, 10, 1), (21 + 2 * PAUSE, 21 + 2 * PAUSE, 1)];
        assert_eq!(sittings(9, &steps), expected);
    }

    #[test]
    fn clocks_may_jump() {
        assert_eq!(sittings(9, &[("a", 100), ("a", 99), ("a", 101)]), [(99, 101, 3)]);
        let far = 40 * PAUSE;
        assert_eq!(sittings(9, &[("a", far), ("a", 5), ("a", far)]).len(), 3);
        assert_eq!(sittings(9, &[("a", i64::MAX / 4), ("a", 0)]).len(), 2);
    }

    #[test]
    fn neither_many_visitors_nor_many_steps_take_more_memory() {
        let names: Vec<&'static str> = "abcdefghijklmnop".split("").collect();
        let all: Vec<(&str, i64)> = names.iter().zip(0..).map(|(name, at)| (*name, at)).collect();
        assert_eq!(sittings(4, &all).len(), all.len());
        assert_eq!(sittings(4, &[("a", 7); 100]), [(7, 7, 100)]);
    }
}
