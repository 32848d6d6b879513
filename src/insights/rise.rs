//! When something rises: more in the last week than the four before let expect.

use std::ops::RangeInclusive;

/// How many days are now, and how many before them are the measure.
const RECENT: i64 = 7;
const BEFORE: i64 = 28;

/// What rises came at least so often.
const LEAST: u32 = 10;

/// How far above what was expected it must be, in deviations of a count (Poisson): so far it
/// comes by chance once in a thousand, and a site has hundreds of topics.
const SURE: f64 = 3.09;

/// The last week of a log, and the weeks before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// The days of the last week.
    pub recent: RangeInclusive<i64>,
    /// Up to four weeks before it.
    pub before: RangeInclusive<i64>,
}

impl Weeks {
    /// Takes the first and the last day of a log; `None` where it has less than two weeks, which
    /// tell nothing.
    pub fn of(first: i64, last: i64) -> Option<Weeks> {
        let recent = last - RECENT + 1..=last;
        let before = first.max(last - RECENT - BEFORE + 1)..=last - RECENT;
        (before.end() - before.start() + 1 >= RECENT).then_some(Weeks { recent, before })
    }

    /// Tells whether a day can be one of those before the last one that are looked at.
    pub fn reaches(day: i64, last: i64) -> bool {
        day > last - RECENT - BEFORE
    }

    /// Returns what a week has for each that the time before it had.
    pub fn share(&self) -> f64 {
        RECENT as f64 / (self.before.end() - self.before.start() + 1) as f64
    }
}

/// Tells whether it came so much more often than was to be expected that chance is out of
/// question.
pub fn is_sure(recent: u32, expected: f64) -> bool {
    recent >= LEAST && f64::from(recent) > expected + SURE * expected.max(1.0).sqrt()
}

/// Returns how far it is above what was to be expected, in deviations.
pub fn strength(recent: u32, expected: f64) -> f64 {
    (f64::from(recent) - expected) / expected.max(1.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_than_two_weeks_tell_nothing_and_five_are_enough() {
        assert_eq!(Weeks::of(1, 13), None);
        let weeks = Weeks::of(1, 14).expect("two weeks");
        assert_eq!((weeks.recent.clone(), weeks.before.clone()), (8..=14, 1..=7));
        assert_eq!((weeks.share(), Weeks::of(0, 99).expect("weeks").before), (1.0, 65..=92));
    }
}
