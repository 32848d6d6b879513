//! What is read more now than in the weeks before.

use rustc_hash::FxHashMap;

use crate::site::{Site, TaxonomyKind, TermName};
use crate::text::Lang;

use super::days::least_usual;
use super::rise::{Weeks, is_sure, strength};
use super::tally::Tally;

/// What questions are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What readers call it.
    pub name: String,
    /// `tag`, `product` or `category`.
    pub kind: &'static str,
    /// In which language of the site.
    pub lang: Lang,
}

/// A topic that is read more than it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Rise {
    /// The topic, by its number.
    pub topic: usize,
    /// How often questions about it were opened in the last week.
    pub recent: u32,
    /// How often that was to be expected, as four weeks before have it.
    pub expected: f64,
}

/// Lists what questions are about; for each thread the numbers of its topics.
pub fn topics(site: &Site) -> (Vec<Topic>, Vec<Vec<u32>>) {
    let (mut topics, mut of_threads) = (Vec::new(), vec![Vec::new(); site.threads.len()]);
    for section in &site.sections {
        for kind in [TaxonomyKind::Product, TaxonomyKind::Category, TaxonomyKind::Tag] {
            for term in section.terms(kind) {
                let TermName::Text(name) = &term.name else { continue };
                for at in &term.threads {
                    of_threads[*at].push(topics.len() as u32);
                }
                let kind = kind.definition().one.kind;
                topics.push(Topic { name: name.clone(), kind, lang: section.lang });
            }
        }
    }
    (topics, of_threads)
}

/// Finds the topics that are read more in the last week than four weeks before let expect, that
/// of the largest rise first. Nothing rises in a log of less than two weeks.
pub fn rising(tally: &Tally) -> Vec<Rise> {
    let Some(last) = last_day(tally) else { return Vec::new() };
    let first = tally.days.keys().copied().filter(|day| Weeks::reaches(*day, last)).min();
    let Some(weeks) = Weeks::of(first.unwrap_or(last), last) else { return Vec::new() };
    let mut counts: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    let (mut recent_all, mut before_all) = (0.0, 0.0);
    for (day, of_day) in &tally.days {
        for (topic, n) in of_day {
            let (recent, before) = counts.entry(*topic).or_default();
            if weeks.recent.contains(day) {
                *recent += n;
                recent_all += f64::from(*n);
            } else if weeks.before.contains(day) {
                *before += n;
                before_all += f64::from(*n);
            }
        }
    }
    // When all of the site is read more, no topic rises by that.
    let growth = if before_all > 0.0 { recent_all / before_all } else { return Vec::new() };
    let rise = |(topic, (recent, before)): (u32, (u32, u32))| {
        let (topic, expected) = (topic as usize, f64::from(before) * growth);
        is_sure(recent, expected).then_some(Rise { topic, recent, expected })
    };
    let mut risen: Vec<Rise> = counts.into_iter().filter_map(rise).collect();
    let strength = |rise: &Rise| strength(rise.recent, rise.expected);
    risen.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(a.topic.cmp(&b.topic)));
    risen
}

/// The last day on which the site was read as usual.
fn last_day(tally: &Tally) -> Option<i64> {
    let total = |of_day: &FxHashMap<u32, u32>| of_day.values().map(|n| f64::from(*n)).sum::<f64>();
    let least = least_usual(tally.days.values().map(total).collect());
    tally.days.iter().filter(|(_, of_day)| total(of_day) >= least).map(|(day, _)| *day).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(days: i64, n: impl Fn(i64) -> [u32; 2]) -> Vec<Rise> {
        let mut tally = Tally::new(1);
        for day in 0..days {
            tally.days.insert(day, n(day).into_iter().zip(0..).map(|(n, at)| (at, n)).collect());
        }
        rising(&tally)
    }

    #[test]
    fn what_is_read_three_times_as_much_rises_and_nothing_else_does() {
        let risen = read(35, |day| [100, if day >= 28 { 15 } else { 5 }]);
        assert_eq!(risen.len(), 1);
        assert_eq!((risen[0].topic, risen[0].recent), (1, 105));
        assert!((30.0..40.0).contains(&risen[0].expected), "{risen:?}");
    }

    #[test]
    fn all_of_the_site_does_not_rise_and_chance_is_no_trend() {
        assert_eq!(read(35, |day| if day >= 28 { [200, 10] } else { [100, 5] }), []);
        assert_eq!(read(35, |day| [100, if day >= 28 { 6 } else { 5 }]), []);
        assert_eq!(read(9, |day| [100, if day >= 2 { 50 } else { 5 }]), [], "too short to tell");
    }

    #[test]
    fn a_clock_that_jumped_ends_no_week() {
        let mut days = Tally::new(1);
        for day in 0..35 {
            let n = if day >= 28 { 15 } else { 5 };
            days.days.insert(day, [(0, 100), (1, n)].into_iter().collect());
        }
        days.days.insert(900_000, [(0, 1)].into_iter().collect());
        assert_eq!(rising(&days).len(), 1);
    }
}
