//! How long the same input gives the same pages: until time alone changes what one says.

use crate::config::Release;
use crate::model::Timestamp;
use crate::site::Site;

/// The last moment at which the same input gives the same pages: then an answer expires, one is
/// a year older, or a version comes out.
pub(super) fn next_change(site: &Site, releases: &[Release], now: Timestamp) -> Timestamp {
    let expires = site.threads.iter().filter_map(|entry| entry.summary.expires);
    let expires = expires.map(Timestamp::end_of_day);
    let expires = expires.filter(|expires| *expires >= now).min();
    let answered = site.threads.iter().filter_map(|entry| entry.summary.answered);
    let released = releases.iter().map(|release| release.date).filter(|date| *date > now).min();
    let released = released.map(|date| Timestamp(date.0 - 1));
    let older = next_birthday(answered, now).map(|day| Timestamp(day.0 - 1));
    expires.into_iter().chain(older).chain(released).min().unwrap_or(Timestamp(i64::MAX))
}

/// The first moment of the next day on which one of these is a year older.
fn next_birthday(times: impl Iterator<Item = Timestamp>, now: Timestamp) -> Option<Timestamp> {
    let (year, this_month, this_day) = now.date();
    let day = |time: Timestamp| {
        let (_, month, day) = time.date();
        ((month, day) <= (this_month, this_day), month, day)
    };
    let (is_next_year, month, day) = times.map(day).min()?;
    let year = year + i16::from(is_next_year);
    let start = |month: i8, day: i8| Timestamp::parse(&format!("{year:04}-{month:02}-{day:02}"));
    // The year may have no 29th of February: age then changes on the day after.
    start(month, day).or_else(|| start(3, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birthdays_come_in_their_order() {
        let time = |text: &str| Timestamp::parse(text).expect("a date");
        let check = |times: &[&str], now: &str, expected: &str| {
            let found = next_birthday(times.iter().map(|text| time(text)), time(now));
            assert_eq!(found, Some(time(expected)), "{now}");
        };
        check(&["2014-03-12"], "2026-03-11T23:59:59Z", "2026-03-12");
        check(&["2014-03-12"], "2026-03-12", "2027-03-12");
        check(&["2014-03-12", "2020-11-02"], "2026-06-01", "2026-11-02");
        check(&["2024-02-29"], "2026-02-28", "2026-03-01");
        assert_eq!(next_birthday(std::iter::empty(), time("2026-06-01")), None);
    }
}
