//! Numbers of a sentence, with what they count where that is a known unit: 90 minutes are 1.5
//! hours, and 1,000 is 1000.

use crate::text::lowercase;

/// A number or a version.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// Its digits, without zeros that say nothing: `5` for `5.0`.
    digits: String,
    /// How much it is, where a known unit stands behind it.
    amount: Option<(Dimension, f64)>,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    /// In seconds. A month has 30 days, and a year twelve of them.
    Time,
    /// In millimetres.
    Length,
    /// In grams.
    Mass,
}

impl Dimension {
    fn name(self) -> &'static str {
        match self {
            Time => "#time",
            Length => "#length",
            Mass => "#mass",
        }
    }
}

use Dimension::{Length, Mass, Time};

const DAY: f64 = 86_400.0;

/// How units begin, in four languages; with a full stop behind it, the whole unit.
const UNITS: &[(&str, Dimension, f64)] = &[
    ("s.|sec|sek|с.|сек", Time, 1.0),
    ("min|хв|мин", Time, 60.0),
    ("h.|hour|hr|годин|час|ur.|ura.|uri.|ure.|uro.", Time, 3_600.0),
    ("day|день|ден|дн|dan|dn", Time, DAY),
    ("week|тиж|недел|teden|tedn", Time, 7.0 * DAY),
    ("month|міс|меся|mesec", Time, 30.0 * DAY),
    ("year|рік|рок|год.|года.|годы.|лет|let", Time, 360.0 * DAY),
    ("mm.|millim|мм.|мілім|миллим|milim", Length, 1.0),
    ("cm.|centim|см.|сантим", Length, 10.0),
    ("m.|met|м.|мет", Length, 1_000.0),
    ("km.|kilom|км.|кілом|килом", Length, 1_000_000.0),
    ("g.|gram|г.|грам", Mass, 1.0),
    ("kg.|kilog|кг.|кілог|килог", Mass, 1_000.0),
];

impl Figure {
    /// Tells whether two say the same.
    pub(super) fn is_same(&self, other: &Figure) -> bool {
        match (self.amount, other.amount) {
            (Some(a), Some(b)) => a.0 == b.0 && (a.1 - b.1).abs() <= a.1.abs() * 1e-6,
            _ => self.digits == other.digits,
        }
    }
}

/// Tells whether a word is a number.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Reads the numbers among the words of a text, which are parts of it. `unit` hears the places of
/// words that are units, and what they measure.
pub(super) fn figures(
    text: &str,
    words: &[&str],
    unit: &mut dyn FnMut(usize, &'static str),
) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if !is_number(word) {
            continue;
        }
        let mut number = (*word).to_owned();
        // `1,5` and `1 000` are one number.
        while let Some(next) = words.get(at).filter(|next| is_number(next)) {
            match between(text, words[at - 1], next) {
                Some(",") => number = format!("{number},{next}"),
                Some(space) if space.trim().is_empty() && is_group(next) && is_start(&number) => {
                    number.push_str(next);
                }
                _ => break,
            }
            at += 1;
        }
        let (digits, own_unit) = split(&number);
        let digits = bare(digits);
        let next = words.get(at).map(|next| lowercase(next)).unwrap_or_default();
        let is_own = !own_unit.is_empty();
        let measure = measure(&lowercase(if is_own { own_unit } else { &next }));
        if let Some((dimension, _)) = measure.filter(|_| !is_own) {
            unit(at, dimension.name());
        }
        let value = digits.parse::<f64>().ok();
        let amount = measure.zip(value).map(|((dimension, size), value)| (dimension, value * size));
        found.push(Figure { digits, amount });
    }
    found
}

/// Splits `10s`.
fn split(word: &str) -> (&str, &str) {
    let end = word.rfind(|c: char| c.is_ascii_digit()).map_or(word.len(), |at| at + 1);
    word.split_at(end)
}

/// `1000` for `1,000`, `1.5` for `1,5`, and `5` for `5.0`.
fn bare(number: &str) -> String {
    let mut parts = number.split([',', '.']);
    let first = parts.next().unwrap_or_default();
    let parts: Vec<&str> = parts.collect();
    let is_grouped = (1..=3).contains(&first.len()) && first != "0";
    if is_grouped && !parts.is_empty() && parts.iter().all(|part| is_group(part)) {
        return first.to_owned() + &parts.concat();
    }
    let number = number.replace(',', ".");
    let short = number.strip_suffix(".0").filter(|short| !short.contains('.'));
    short.map(str::to_owned).unwrap_or(number)
}

fn is_group(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether three more digits may follow.
fn is_start(number: &str) -> bool {
    number.bytes().all(|byte| byte.is_ascii_digit()) && matches!(number.len(), 1..=3 | 6)
}

/// What stands between two parts of a text.
fn between<'t>(text: &'t str, one: &str, next: &str) -> Option<&'t str> {
    let at = |part: &str| (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    text.get(at(one)? + one.len()..at(next)?)
}

/// What a unit measures, and how much it is.
fn measure(unit: &str) -> Option<(Dimension, f64)> {
    let is_it = |known: &str| match known.strip_suffix('.') {
        Some(whole) => unit == whole,
        None => unit.starts_with(known),
    };
    let found = UNITS.iter().find(|(names, ..)| names.split('|').any(is_it));
    found.map(|(_, dimension, size)| (*dimension, *size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    fn read(text: &str) -> Vec<Figure> {
        figures(text, &words(text).collect::<Vec<&str>>(), &mut |_, _| ())
    }

    #[track_caller]
    fn check(one: &str, other: &str, is_same: bool) {
        let (one, other) = (read(one), read(other));
        assert_eq!((one.len(), other.len()), (1, 1), "{one:?} {other:?}");
        assert_eq!(one[0].is_same(&other[0]), is_same, "{one:?} {other:?}");
    }

    #[test]
    fn an_amount_is_the_same_in_any_unit_and_any_spelling() {
        check("90 minutes", "1.5 hours", true);
        check("1,5 часа", "90 минут", true);
        check("24 місяці", "2 роки", true);
        check("2 metra", "200 cm", true);
        check("10s", "10 seconds", true);
        check("1,000 GB", "1000 GB", true);
        check("1 000 ГБ", "1.000 ГБ", true);
        check("5.0", "5", true);
        check("10 seconds", "10", true);
        check("5 minutes", "5 hours", false);
        check("version 4.2", "version 4.10", false);
        check("2 uri", "5 ur", false);
        check("2 года", "24 месяца", true);
    }

    #[test]
    fn numbers_side_by_side_are_several() {
        assert_eq!(read("12 lamps, 100 switches").len(), 2);
        assert_eq!(read("1.12.2").len(), 1);
        assert_eq!(read("from 10, 200 and 3000").len(), 3);
    }
}
