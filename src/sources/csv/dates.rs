//! Times as tables have them, and what comes first in dates of three numbers.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config::DateOrder;
use crate::model::Timestamp;

use super::unread::Unread;

/// Seconds of the year 5138: what is more was counted in thousandths.
const LATEST_SECOND: f64 = 1e11;

/// Times with words in them.
const WORDY: [&str; 2] = ["%a %b %d %H:%M:%S %z %Y", "%a, %d %b %Y %H:%M:%S %z"];

/// What the dates of a column say of their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    n_day_first: usize,
    n_month_first: usize,
    /// How many can be read both ways.
    n_both: usize,
    /// The first of these: its file, its line, and what is written there.
    pub both: Option<(u32, u32, String)>,
    /// Those that are written, and no date.
    pub unread: Unread,
}

impl Evidence {
    /// Takes what a row has in the column.
    pub fn add(&mut self, text: &str, file: u32, line: u32) {
        let Some(numbers) = Numbers::read(text) else {
            return self.check(moment(text, DateOrder::DayFirst).is_some(), text, file, line);
        };
        let [day_first, month_first, year_first] =
            DateOrder::ALL.map(|order| numbers.date(order).is_some());
        self.check(day_first || month_first || year_first, text, file, line);
        match (day_first, month_first) {
            (true, false) => self.n_day_first += 1,
            (false, true) => self.n_month_first += 1,
            (true, true) if numbers.is_open() => {
                self.n_both += 1;
                self.both.get_or_insert_with(|| (file, line, text.to_owned()));
            }
            _ => {}
        }
    }

    fn check(&mut self, is_date: bool, text: &str, file: u32, line: u32) {
        if !is_date {
            self.unread.add(text, file, line);
        }
    }

    /// Returns the order that most dates have which can be read one way alone.
    pub fn order(&self) -> DateOrder {
        match self.n_month_first > self.n_day_first {
            true => DateOrder::MonthFirst,
            false => DateOrder::DayFirst,
        }
    }

    /// Tells whether dates can be read both ways and no other ones decide.
    pub fn is_open(&self) -> bool {
        self.n_both > 0 && (self.n_day_first > 0) == (self.n_month_first > 0)
    }

    /// Tells whether some dates can only be read one way, and some only the other way.
    pub fn is_mixed(&self) -> bool {
        self.n_day_first > 0 && self.n_month_first > 0
    }
}

/// Reads a time: RFC 3339, seconds or milliseconds since 1970, three numbers in this order
/// or else the only one that makes a date, `Tue Oct 31 22:10:47 +0000 2017`.
pub(super) fn moment(text: &str, order: DateOrder) -> Option<Timestamp> {
    if let Some(moment) = Timestamp::parse(text) {
        return Some(moment);
    }
    if let Ok(number) = text.parse::<f64>() {
        let seconds = if number.abs() > LATEST_SECOND { number / 1000.0 } else { number };
        let is_moment = seconds.abs() < LATEST_SECOND;
        return is_moment.then_some(Timestamp(seconds as i64))?.of_four_digits();
    }
    if let Some(numbers) = Numbers::read(text) {
        let orders = [order, DateOrder::DayFirst, DateOrder::MonthFirst];
        let date = orders.into_iter().find_map(|order| numbers.date(order))?;
        let midnight = date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second();
        return Some(Timestamp(midnight + numbers.seconds));
    }
    let wordy = WORDY.iter().find_map(|form| jiff::Timestamp::strptime(form, text).ok())?;
    Some(Timestamp(wordy.as_second()))
}

/// A date of three numbers, with a time or without.
struct Numbers {
    numbers: [u16; 3],
    /// What stands between them.
    separator: u8,
    /// The year has four digits and stands first.
    is_year_first: bool,
    /// The time of the day, in UTC.
    seconds: i64,
}

impl Numbers {
    fn read(text: &str) -> Option<Numbers> {
        let text = text.trim();
        let separator = *text.as_bytes().iter().find(|byte| !byte.is_ascii_digit())?;
        if !b"/.-".contains(&separator) {
            return None;
        }
        let mut parts = text.splitn(3, char::from(separator));
        let (first, second) = (parts.next()?.trim(), parts.next()?.trim());
        let rest = parts.next()?.trim_start();
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (third, time) = rest.split_at(n_digits);
        let lengths = [first, second, third].map(str::len);
        let fits =
            lengths[1] <= 2 && matches!((lengths[0], lengths[2]), (4, 1..=2) | (1..=2, 2 | 4));
        if !fits {
            return None;
        }
        let number = |text: &str| text.parse::<u16>().ok();
        let numbers = [number(first)?, number(second)?, number(third)?];
        let is_year_first = lengths[0] == 4;
        Some(Numbers { numbers, separator, is_year_first, seconds: seconds(time)? })
    }

    /// Returns the date that this order makes.
    fn date(&self, order: DateOrder) -> Option<Date> {
        let [a, b, c] = self.numbers;
        let order = if self.is_year_first { DateOrder::YearFirst } else { order };
        let (year, month, day) = match order {
            DateOrder::DayFirst => (c, b, a),
            DateOrder::MonthFirst => (c, a, b),
            DateOrder::YearFirst => (a, b, c),
        };
        // As two digits are read elsewhere: 69 is 1969, 68 is 2068.
        let year = match year {
            0..=68 => year + 2000,
            69..=99 => year + 1900,
            year => year,
        };
        let [month, day] = [month, day].map(|number| i8::try_from(number).ok());
        Date::new(i16::try_from(year).ok()?, month?, day?).ok()
    }

    /// Tells whether it makes a difference what comes first, and nothing else says it: where
    /// dates are written with dots, days come first.
    fn is_open(&self) -> bool {
        !self.is_year_first && self.separator != b'.' && self.numbers[0] != self.numbers[1]
    }
}

/// Reads the time behind a date, in seconds: `22:10`, `, 4:45:07 PM`, `T22:10:47.5Z`,
/// ` 10:10 +0200`; blank is midnight.
fn seconds(text: &str) -> Option<i64> {
    let text = text.trim_start_matches([',', 'T', ' ', '\u{a0}']).trim_end();
    if text.is_empty() {
        return Some(0);
    }
    let is_clock = |c: char| c.is_ascii_digit() || ":.".contains(c);
    let end = text.find(|c| !is_clock(c)).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let mut parts = clock.split(':');
    let mut part = |most: i64| {
        let whole = parts.next().unwrap_or("0").split('.').next()?;
        whole.parse::<i64>().ok().filter(|number| *number <= most)
    };
    let (hours, minutes, seconds) = (part(23)?, part(59)?, part(60)?);
    let rest = rest.replace(['.', ' ', '\u{a0}', '\u{202f}', ':'], "").to_ascii_lowercase();
    let (half, zone) = match rest.get(..2) {
        Some(half @ ("am" | "pm")) => (Some(half), &rest[2..]),
        _ => (None, rest.as_str()),
    };
    let hours = match half {
        Some("pm") if hours < 12 => hours + 12,
        Some("am") if hours == 12 => 0,
        _ => hours,
    };
    Some(hours * 3600 + minutes * 60 + seconds - zone_seconds(zone)?)
}

/// Reads how much a place is ahead of UTC: `z`, `utc`, `+0200`.
fn zone_seconds(zone: &str) -> Option<i64> {
    let digits = match zone {
        "" | "z" | "utc" | "gmt" => return Some(0),
        zone => zone.strip_prefix(['+', '-']).filter(|digits| digits.len() == 4)?,
    };
    let (hours, minutes) = (digits.get(..2)?.parse::<i64>().ok()?, digits.get(2..)?);
    let ahead = hours * 3600 + minutes.parse::<i64>().ok()? * 60;
    Some(if zone.starts_with('-') { -ahead } else { ahead })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, order: DateOrder, expected: Option<&str>) {
        let moment = moment(text, order).map(Timestamp::rfc3339);
        assert_eq!(moment.as_deref(), expected, "{text}");
    }

    #[test]
    fn times_of_all_forms_are_read() {
        for text in [
            "2017-10-31T22:10:47Z",
            "Tue Oct 31 22:10:47 +0000 2017",
            "1509487847",
            "1509487847000",
            "31/10/2017 22:10:47",
            "31.10.2017 22:10:47",
            "31. 10. 2017 22:10:47",
            "31-10-2017 22:10:47.553",
            "31/10/17, 10:10:47 PM",
            "31/10/2017 10:10:47\u{202f}p.m.",
            "2017/10/31 22:10:47 UTC",
            "31/10/2017 23:10:47 +01:00",
            "31/10/2017 20:40:47-0130",
            "10/31/2017 22:10:47",
            "Tue, 31 Oct 2017 22:10:47 +0000",
        ] {
            check(text, DateOrder::DayFirst, Some("2017-10-31T22:10:47Z"));
        }
        check("1/2/2024 12:05 AM", DateOrder::DayFirst, Some("2024-02-01T00:05:00Z"));
        for text in
            ["soon", "", "31/31/2024", "1/2", "1/2/3", "1/2/2024 25:00", "1/2/2024 x", "////"]
        {
            check(text, DateOrder::DayFirst, None);
        }
    }

    #[test]
    fn the_order_decides_where_a_date_can_be_read_both_ways() {
        check("03/04/2024", DateOrder::DayFirst, Some("2024-04-03T00:00:00Z"));
        check("03/04/2024", DateOrder::MonthFirst, Some("2024-03-04T00:00:00Z"));
        check("03/04/05", DateOrder::YearFirst, Some("2003-04-05T00:00:00Z"));
        check("2024/03/04", DateOrder::MonthFirst, Some("2024-03-04T00:00:00Z"));
        check("23/09/2024", DateOrder::MonthFirst, Some("2024-09-23T00:00:00Z"));
    }

    #[test]
    fn one_date_that_can_be_read_one_way_decides_for_its_column() {
        #[track_caller]
        fn check(column: &[&str], order: DateOrder, is_open: bool) {
            let mut evidence = Evidence::default();
            column.iter().for_each(|text| evidence.add(text, 0, 1));
            assert_eq!((evidence.order(), evidence.is_open()), (order, is_open), "{column:?}");
        }
        check(&["03/04/2024", "3/13/2024"], DateOrder::MonthFirst, false);
        check(&["03/04/2024", "13/3/2024"], DateOrder::DayFirst, false);
        check(&["03/04/2024", "05/06/2024"], DateOrder::DayFirst, true);
        check(&["03/04/2024", "13/3/2024", "3/13/2024", "3/14/24"], DateOrder::MonthFirst, true);
        check(&["03/03/2024", "03.04.2024", "2024-03-04", "soon"], DateOrder::DayFirst, false);
    }

    #[test]
    fn what_is_no_date_is_counted() {
        let mut evidence = Evidence::default();
        let column = ["2024-03-04", "31.31.2024", "1509487847", "soon", "13/3/2024", "24.12.31"];
        column.iter().enumerate().for_each(|(at, text)| evidence.add(text, 0, at as u32));
        assert_eq!(evidence.unread.n, 2);
        assert_eq!(evidence.unread.first, Some((0, 1, "31.31.2024".to_owned())));
    }
}
