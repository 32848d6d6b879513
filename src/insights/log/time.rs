//! Moments as logs write them.

use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::model::Timestamp;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads `10/Oct/2000:13:55:36 -0700`, the time of the Common form; without an offset, as UTC.
pub(super) fn clf(text: &str) -> Option<Timestamp> {
    let (date, offset) = text.split_once(' ').unwrap_or((text, "+0000"));
    let (day, rest) = date.split_once('/')?;
    let (month, rest) = rest.split_once('/')?;
    let month = MONTHS.iter().position(|name| *name == month)? as i8 + 1;
    let mut parts = rest.split(':');
    let mut number = || parts.next()?.parse::<i16>().ok();
    let (year, hour, minute, second) = (number()?, number()?, number()?, number()?);
    // A leap second is the last one of its minute.
    let (hour, minute, second) =
        (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second.min(59)).ok()?);
    let time = DateTime::new(year, month, day.parse().ok()?, hour, minute, second, 0).ok()?;
    let (sign, digits) = offset.split_at_checked(1)?;
    let (hours, minutes) = digits.split_at_checked(2)?;
    // Two digits each, so nothing can be too large.
    let number = |two: &str| two.parse::<u8>().ok().filter(|_| two.len() == 2).map(i32::from);
    let seconds = number(hours)? * 3600 + number(minutes)? * 60;
    let seconds = if sign == "-" { -seconds } else { seconds };
    let moment = Offset::from_seconds(seconds).ok()?.to_timestamp(time).ok()?;
    Timestamp(moment.as_second()).of_four_digits()
}

/// Reads a number since 1970: of seconds, or of thousandths, millionths or billionths of them,
/// as its size tells (until the year 5138).
pub(super) fn since_1970(number: f64) -> Option<Timestamp> {
    let seconds = match number {
        n if !n.is_finite() || n < 0.0 => return None,
        n if n < 1e11 => n,
        n if n < 1e14 => n / 1e3,
        n if n < 1e17 => n / 1e6,
        n => n / 1e9,
    };
    Timestamp(seconds as i64).of_four_digits()
}

/// Reads any form that logs use.
pub(super) fn any(text: &str) -> Option<Timestamp> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match text.parse().ok().filter(|_| is_number && !text.is_empty()) {
        Some(number) => since_1970(number),
        None => Timestamp::parse(text).or_else(|| clf(text)),
    }
}
