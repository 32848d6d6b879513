//! Moments, in whole seconds.

/// A moment in UTC, in seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads the forms that exports use: RFC 3339 (`2026-03-03T10:00:00Z`, with
    /// any offset and fraction), the same without a zone (read as UTC, as in
    /// Stack Exchange dumps), and a date alone (its midnight).
    pub fn parse(text: &str) -> Option<Timestamp> {
        let text = text.trim();
        if let Ok(moment) = text.parse::<jiff::Timestamp>() {
            return Timestamp(moment.as_second()).of_four_digits();
        }
        let civil = text
            .parse::<jiff::civil::DateTime>()
            .or_else(|_| text.parse::<jiff::civil::Date>().map(|date| date.at(0, 0, 0, 0)));
        let zoned = civil.ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Timestamp(zoned.timestamp().as_second()).of_four_digits()
    }

    /// Returns the moment if its year has four digits: RFC 3339 has no others, and what comes
    /// to another was no date.
    pub fn of_four_digits(self) -> Option<Timestamp> {
        const YEARS: std::ops::Range<i64> = -62_167_219_200..253_402_300_800;
        YEARS.contains(&self.0).then_some(self)
    }

    /// Returns the last second of a day that was written without a time; other moments as they are.
    pub fn end_of_day(self) -> Timestamp {
        const DAY: i64 = 86_400;
        Timestamp(if self.0.rem_euclid(DAY) == 0 { self.0 + DAY - 1 } else { self.0 })
    }

    /// Returns the day as RFC 3339 writes it: `2026-06-01`.
    pub fn day(self) -> String {
        self.rfc3339()[..10].to_owned()
    }

    /// Returns `2026-03-03T10:00:00Z`.
    pub fn rfc3339(self) -> String {
        let time = jiff::tz::TimeZone::UTC.to_datetime(self.moment());
        let Ok(year) = u16::try_from(time.year()) else {
            return self.moment().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        };
        // Thousands of times are written in a build, and general formatting is slow.
        let mut text = *b"0000-00-00T00:00:00Z";
        let mut put = |at: usize, number: u8| {
            text[at] += number / 10;
            text[at + 1] += number % 10;
        };
        put(0, (year / 100) as u8);
        put(2, (year % 100) as u8);
        let parts = [time.month(), time.day(), time.hour(), time.minute(), time.second()];
        for (at, part) in [5, 8, 11, 14, 17].into_iter().zip(parts) {
            put(at, part.unsigned_abs());
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    /// Returns how many whole years lie between this day and a later one.
    pub fn whole_years_until(self, now: Timestamp) -> usize {
        let ((year, month, day), (this_year, this_month, this_day)) = (self.date(), now.date());
        let is_before_its_day = (this_month, this_day) < (month, day);
        let years = i64::from(this_year) - i64::from(year) - i64::from(is_before_its_day);
        usize::try_from(years).unwrap_or(0)
    }

    /// Returns year, month and day in UTC.
    pub fn date(self) -> (i16, i8, i8) {
        let date = self.moment().to_zoned(jiff::tz::TimeZone::UTC).date();
        (date.year(), date.month(), date.day())
    }

    fn moment(self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Timestamp::parse(text).map(Timestamp::rfc3339).as_deref(), expected);
    }

    #[test]
    fn years_are_whole_on_their_day() {
        let check = |then: &str, now: &str, expected: usize| {
            let time = |text: &str| Timestamp::parse(text).expect("a date");
            assert_eq!(time(then).whole_years_until(time(now)), expected, "{then} to {now}");
        };
        check("2014-03-12", "2026-03-11", 11);
        check("2014-03-12", "2026-03-12", 12);
        check("2024-02-29", "2025-02-28", 0);
        check("2024-02-29", "2025-03-01", 1);
        check("2030-01-01", "2026-01-01", 0);
    }

    #[test]
    fn times_are_written_as_the_library_writes_them() {
        for seconds in [0, -1, 951_782_399, 1_709_164_800, 4_102_444_799, 253_402_207_200] {
            let time = Timestamp(seconds);
            let expected = time.moment().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            assert_eq!(time.rfc3339(), expected);
        }
        assert_eq!(Timestamp(-377_705_023_201).rfc3339(), "-9999-01-02T01:59:59Z");
    }

    #[test]
    fn the_forms_of_exports_are_understood() {
        check("2021-04-27T15:06:44.553", Some("2021-04-27T15:06:44Z"));
        check("2020-05-03T12:37:18.311-07:00", Some("2020-05-03T19:37:18Z"));
        check("2026-02-11", Some("2026-02-11T00:00:00Z"));
        check("2026-02-11 08:30:00", Some("2026-02-11T08:30:00Z"));
        check("-000953-03-26T02:07:12Z", None);
        check("yesterday", None);
        check("", None);
    }
}
