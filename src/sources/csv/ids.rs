//! Ids as data tools write them: whole numbers that became fractions.

use std::collections::HashMap;

/// The longest number that is written out.
const MAX_DIGITS: usize = 40;

/// Returns a whole number without fraction and exponent: `1` for `1.0`, `100000` for `1e5`;
/// `None` when it is no number, or has neither.
pub(in crate::sources) fn plain_number(id: &str) -> Option<String> {
    let is_number = |byte: u8| byte.is_ascii_digit() || b".,eE+-".contains(&byte);
    if !id.bytes().all(is_number) || !id.bytes().any(|byte| b".,eE".contains(&byte)) {
        return None;
    }
    let (number, exponent) = match id.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<usize>().ok()?),
        None => (id, 0),
    };
    if exponent > MAX_DIGITS || number.len() > MAX_DIGITS {
        return None;
    }
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", number),
    };
    // Behind a comma there may be thousands; only one zero is surely a fraction.
    let number = number.strip_suffix(",0").unwrap_or(number);
    let (before, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction = fraction.trim_end_matches('0');
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let n_zeros = exponent.checked_sub(fraction.len())?;
    if before.is_empty() || !is_digits(before) || !is_digits(fraction) {
        return None;
    }
    let digits = format!("{before}{fraction}{}", "0".repeat(n_zeros));
    let digits = digits.trim_start_matches('0');
    match digits {
        "" => Some("0".to_owned()),
        digits => Some(format!("{sign}{digits}")),
    }
}

/// Tells whether a word means that there is no id: how programs write that a cell is empty.
pub(super) fn is_none(word: &str) -> bool {
    let words = ["nan", "null", "none", "<na>", "n/a", "\\n", "nil"];
    words.iter().any(|none| word.eq_ignore_ascii_case(none))
}

/// Finds the ids that others mean.
pub(super) struct Known<'a> {
    /// By what they are as whole numbers, and as they are.
    ids: HashMap<String, &'a str>,
}

impl<'a> Known<'a> {
    pub fn new(ids: impl Iterator<Item = &'a str> + Clone) -> Known<'a> {
        let mut known = HashMap::new();
        for id in ids.clone() {
            known.insert(id.to_owned(), id);
        }
        for id in ids {
            if let Some(number) = plain_number(id) {
                known.entry(number).or_insert(id);
            }
        }
        Known { ids: known }
    }

    /// Returns the id that is written so, or that is the same number; else what was asked.
    pub fn find<'b>(&self, wanted: &'b str) -> &'b str
    where
        'a: 'b,
    {
        let as_number = || self.ids.get(&plain_number(wanted)?).copied();
        self.ids.get(wanted).copied().or_else(as_number).unwrap_or(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_found_in_any_form() {
        #[track_caller]
        fn check(id: &str, expected: Option<&str>) {
            assert_eq!(plain_number(id).as_deref(), expected, "{id}");
        }
        check("1.0", Some("1"));
        check("1.", Some("1"));
        check("1,0", Some("1"));
        check("0.0", Some("0"));
        check("-1.0", Some("-1"));
        check("1e5", Some("100000"));
        check("1E+05", Some("100000"));
        check("1.25e2", Some("125"));
        check("1.509487847000e9", Some("1509487847"));
        check("925734287345938432.0", Some("925734287345938432"));
        for id in [
            "1",
            "1.5",
            "1.25e1",
            "a.0",
            "e5",
            "1e",
            "1e-5",
            "1e99",
            "1e18446744073709551615",
            "1,000",
            ".",
            "4.10.0",
            "",
        ] {
            check(id, None);
        }
    }

    #[test]
    fn what_is_written_so_is_meant_first() {
        let known = Known::new(["1", "1.0", "2.0", "x"].into_iter());
        let found = ["1", "1.0", "1e0", "2", "2.0", "x", "3.0"].map(|id| known.find(id));
        assert_eq!(found, ["1", "1.0", "1", "2.0", "2.0", "x", "3.0"]);
    }
}
