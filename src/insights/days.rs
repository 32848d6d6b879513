//! The days of a log, among those that only a clock that jumped knows.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use crate::model::Timestamp;

/// The seconds of a day.
pub const DAY: i64 = 24 * 60 * 60;

/// A day on which less happened than this share of what a usual day has is none of the log's.
const USUAL: f64 = 0.02;

/// How many days are kept: ten years. Beyond it those with least on them go.
const MOST_DAYS: usize = 3_660;

/// How many days are kept of one wording: the five weeks in which something can rise, and some
/// that a clock that jumped made up.
const MOST_KEPT: usize = 40;

/// When the requests of a day came.
#[derive(Clone, Copy, Debug)]
struct DayCount {
    n: u32,
    first: Timestamp,
    last: Timestamp,
}

/// On which days requests came.
#[derive(Debug, Default)]
pub struct Days {
    counts: FxHashMap<i64, DayCount>,
}

impl Days {
    /// Counts a request.
    pub fn note(&mut self, time: Timestamp) {
        let day = time.0.div_euclid(DAY);
        if self.counts.len() >= MOST_DAYS && !self.counts.contains_key(&day) {
            let mut counts: Vec<u32> = self.counts.values().map(|count| count.n).collect();
            let middle = counts.len() / 2;
            let least = *counts.select_nth_unstable(middle).1;
            self.counts.retain(|_, count| count.n > least);
        }
        let begun = DayCount { n: 0, first: time, last: time };
        let count = self.counts.entry(day).or_insert(begun);
        count.n = count.n.saturating_add(1);
        count.first = count.first.min(time);
        count.last = count.last.max(time);
    }

    /// Returns the first and the last moment of usual days.
    pub fn period(&self) -> Option<(Timestamp, Timestamp)> {
        let least = least_usual(self.counts.values().map(|count| f64::from(count.n)).collect());
        let usual = || self.counts.values().filter(|count| f64::from(count.n) >= least);
        let first = usual().map(|count| count.first).min()?;
        Some((first, usual().map(|count| count.last).max()?))
    }
}

/// On which days something came, of a thing of which there are many: the latest days alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Days since 1970 with their counts, in order.
    counts: Vec<(i32, u32)>,
}

impl DayCounts {
    /// Counts something so many times.
    pub fn add(&mut self, day: i64, n: u32) {
        let Ok(day) = i32::try_from(day) else { return };
        match self.counts.binary_search_by_key(&day, |(day, _)| *day) {
            Ok(at) => self.counts[at].1 = self.counts[at].1.saturating_add(n),
            Err(0) if self.counts.len() >= MOST_KEPT => {}
            Err(at) => {
                self.counts.insert(at, (day, n));
                if self.counts.len() > MOST_KEPT {
                    self.counts.remove(0);
                }
            }
        }
    }

    /// Adds what was counted of another one.
    pub fn merge(&mut self, other: &DayCounts) {
        other.counts.iter().for_each(|(day, n)| self.add(i64::from(*day), *n));
    }

    /// Returns what was counted on these days.
    pub fn within(&self, days: &RangeInclusive<i64>) -> u32 {
        let is_in = |(day, _): &&(i32, u32)| days.contains(&i64::from(*day));
        self.counts.iter().filter(is_in).map(|(_, n)| *n).sum()
    }
}

/// Returns how much a usual day has at least. What is usual tells the day in which the middle
/// one of all requests lies when days are laid side by side by their size: so many days with a
/// single request tell nothing.
pub fn least_usual(mut totals: Vec<f64>) -> f64 {
    totals.sort_by(|a, b| b.total_cmp(a));
    let half = totals.iter().sum::<f64>() / 2.0;
    let mut sum = 0.0;
    let middle = totals.iter().find(|total| {
        sum += **total;
        sum >= half
    });
    USUAL * middle.copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumped_is_no_part_of_the_period() {
        let mut days = Days::default();
        assert_eq!(days.period(), None);
        days.note(Timestamp(5));
        assert_eq!(days.period(), Some((Timestamp(5), Timestamp(5))), "all that there is");
        let start = 20_000 * DAY;
        for n in 0..2_000 {
            days.note(Timestamp(start + n * 100));
        }
        days.note(Timestamp(40_000 * DAY));
        let last = Timestamp(start + 1_999 * 100);
        assert_eq!(days.period(), Some((Timestamp(start), last)));
    }

    #[test]
    fn of_one_wording_the_latest_days_are_kept_in_whatever_order_they_come() {
        let mut counts = DayCounts::default();
        for day in (0..1_000).rev().chain(500..1_500) {
            counts.add(day, 1);
        }
        assert_eq!(counts.counts.len(), MOST_KEPT);
        assert_eq!(counts.within(&(1_460..=1_499)), 40);
        let mut both = DayCounts::default();
        both.add(1_499, 4);
        both.merge(&counts);
        assert_eq!((both.within(&(1_499..=1_499)), both.within(&(0..=1_459))), (5, 0));
    }

    #[test]
    fn many_days_take_no_more_memory() {
        let mut days = Days::default();
        for day in 0..20_000 {
            days.note(Timestamp(day * DAY));
        }
        assert!(days.counts.len() <= MOST_DAYS);
    }
}
