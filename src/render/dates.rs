//! Dates in words.

use fluent_bundle::FluentArgs;

use crate::model::Timestamp;
use crate::text::Lang;

use super::strings::Strings;
use super::view::DateView;

/// Writes the day in the language's words: `3 March 2026`, `3. marec 2026`.
pub(super) fn date(strings: &Strings, lang: Lang, time: Timestamp) -> DateView {
    let (year, month, day) = time.date();
    let (text, year) = strings.day(lang, (year, month, day), || {
        let mut args = args(strings, lang, year, month);
        args.set("day", i64::from(day));
        (strings.format(lang, "date-long", &args), strings.digits(lang, &year.to_string()))
    });
    DateView { iso: time.rfc3339(), text, year }
}

/// Writes a month: `March 2026`.
pub(super) fn month(strings: &Strings, lang: Lang, year: i16, month: i8) -> String {
    strings.format(lang, "month-year", &args(strings, lang, year, month))
}

fn args(strings: &Strings, lang: Lang, year: i16, month: i8) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    args.set("month", i64::from(month));
    // As text: a year takes no thousands separator.
    args.set("year", strings.digits(lang, &year.to_string()));
    args
}
