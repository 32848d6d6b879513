//! What all sittings add up to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::days::DAY;
use super::queries::Queries;
use super::sitting::{MOST_STEPS, Sitting, Step};

/// How many days are kept for the trend; a clock that jumps makes no more.
const MOST_DAYS: usize = 800;

/// What is known of the answers of a thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerTally {
    /// In how many sittings its page was opened.
    pub n_reads: u32,
    /// In how many of these somebody said that it helped.
    pub n_yes: u32,
    /// In how many somebody said that it did not.
    pub n_no: u32,
}

/// What all sittings add up to.
#[derive(Debug)]
pub struct Tally {
    /// By the position of the thread.
    pub answers: Vec<AnswerTally>,
    /// How many sittings there were.
    pub n_sittings: u64,
    /// How many of them were those of machines, by what they asked for: they count nowhere else.
    pub n_machines: u64,
    /// In how many a question was opened.
    pub n_with_question: u64,
    /// In how many just one was, without a search, and without somebody saying no.
    pub n_single: u64,
    /// How often somebody searched.
    pub n_searches: u64,
    /// How often nothing was opened after it.
    pub n_failed: u64,
    /// How often questions of a topic were opened, by day since 1970.
    pub days: FxHashMap<i64, FxHashMap<u32, u32>>,
}

impl Tally {
    /// Begins with nothing, for so many threads.
    pub fn new(n_threads: usize) -> Tally {
        Tally {
            answers: vec![AnswerTally::default(); n_threads],
            n_sittings: 0,
            n_machines: 0,
            n_with_question: 0,
            n_single: 0,
            n_searches: 0,
            n_failed: 0,
            days: FxHashMap::default(),
        }
    }

    /// Adds a sitting. `topics` tells what a thread is about, by the numbers of topics.
    pub fn add(&mut self, sitting: &Sitting, topics: &[Vec<u32>], queries: &mut Queries<'_>) {
        self.n_sittings += 1;
        if sitting.n_steps as usize > MOST_STEPS {
            self.n_machines += 1;
            return;
        }
        let opened = self.count_reads(sitting, topics);
        let n_no = self.count_votes(sitting);
        let n_searches = self.count_searches(sitting, queries);
        self.n_with_question += u64::from(!opened.is_empty());
        self.n_single += u64::from(opened.len() == 1 && n_searches == 0 && n_no == 0);
    }

    fn count_reads(&mut self, sitting: &Sitting, topics: &[Vec<u32>]) -> FxHashSet<u32> {
        let questions = sitting.steps.iter().filter_map(|step| match step {
            Step::Question(at) => Some(*at),
            _ => None,
        });
        let opened: FxHashSet<u32> = questions.collect();
        if opened.is_empty() {
            return opened;
        }
        let day = sitting.first.0.div_euclid(DAY);
        if !self.days.contains_key(&day) && self.days.len() >= MOST_DAYS {
            self.forget_days();
        }
        let of_day = self.days.entry(day).or_default();
        for at in &opened {
            self.answers[*at as usize].n_reads += 1;
            for topic in &topics[*at as usize] {
                *of_day.entry(*topic).or_default() += 1;
            }
        }
        opened
    }

    /// The last word of a sitting counts. Returns how many say no.
    fn count_votes(&mut self, sitting: &Sitting) -> usize {
        let votes = sitting.steps.iter().filter_map(|step| match step {
            Step::Vote(at, is_yes) => Some((*at, *is_yes)),
            _ => None,
        });
        let last: FxHashMap<u32, bool> = votes.collect();
        for (at, is_yes) in &last {
            let answer = &mut self.answers[*at as usize];
            *(if *is_yes { &mut answer.n_yes } else { &mut answer.n_no }) += 1;
        }
        last.values().filter(|is_yes| !**is_yes).count()
    }

    /// A search fails when no question is opened after it. Returns how many there were.
    fn count_searches(&mut self, sitting: &Sitting, queries: &mut Queries<'_>) -> usize {
        let mut counted = FxHashSet::default();
        let day = sitting.first.0.div_euclid(DAY);
        let (mut is_after, mut is_last) = (false, true);
        for step in sitting.steps.iter().rev() {
            let (key, has_failed) = match step {
                Step::Question(_) => {
                    is_after = true;
                    continue;
                }
                Step::Search(key) => (*key, !is_after),
                Step::NothingFound(key) => (*key, true),
                Step::Page | Step::Vote(..) => continue,
            };
            if counted.insert(key) {
                queries.count(key, day, has_failed, is_last);
                self.n_searches += 1;
                self.n_failed += u64::from(has_failed);
                is_last = false;
            }
        }
        counted.len()
    }

    /// Forgets the days with least on them, half of all.
    fn forget_days(&mut self) {
        let total = |of_day: &FxHashMap<u32, u32>| of_day.values().sum::<u32>();
        let mut totals: Vec<u32> = self.days.values().map(total).collect();
        let middle = totals.len() / 2;
        let least = *totals.select_nth_unstable(middle).1;
        self.days.retain(|_, of_day| total(of_day) > least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    #[test]
    fn days_of_jumping_clocks_take_no_more_memory() {
        let mut tally = Tally::new(1);
        for n in 0..5_000 {
            let first = Timestamp(i64::from(n) * DAY);
            let steps = vec![Step::Question(0)];
            let sitting = Sitting { first, last: first, steps, n_steps: 1 };
            tally.count_reads(&sitting, &[vec![0]]);
        }
        assert!(tally.days.len() <= MOST_DAYS);
        assert_eq!(tally.answers[0].n_reads, 5_000);
    }
}
