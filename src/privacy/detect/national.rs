//! Numbers that states give people, in the countries of the languages served, and the
//! American one, which is in every English export.

use super::{Number, PrivateKind, PrivateMatch, ScannedText, has_word};

/// Judges a number as that of a person. Most have a check digit and no form of their own,
/// so somebody has to say what they are; those of Slovenia and SNILS speak for themselves.
pub(super) fn judge(text: &ScannedText<'_>, number: &Number) -> Option<PrivateMatch> {
    let (start, end) = (number.range.start, number.range.end);
    let touches = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    if number.has_plus
        || text.char_before(start).is_some_and(touches)
        || text.char_after(end).is_some_and(|c| c.is_alphanumeric() || c == '_')
    {
        return None;
    }
    let digits = digits(&number.digits);
    let says = |words: &[&str]| {
        has_word(&text.before(start, 50), words) || has_word(&text.after(end, 20), words)
    };
    let is_one = match (digits.len(), &*number.groups) {
        (13, [13]) => emso(&digits),
        (11, [3, 3, 3, 2]) => snils(&digits),
        (11, [11]) => snils(&digits) && says(&["снилс", "snils"]),
        (10, [10]) => {
            (rnokpp(&digits) && says(&["рнокпп", "іпн", "ідентифікаційн", "инн", "rnokpp"]))
                || (inn_10(&digits) && says(&["инн", "inn"]))
        }
        (12, [12]) => inn_12(&digits) && says(&["инн", "inn", "іпн"]),
        (8, [8]) => {
            davcna(&digits) && says(&["davčn", "davcn", "id za ddv", "tax number", "tax id"])
        }
        (9, [3, 2, 4]) => {
            number.is_separated_by("-") && says(&["ssn", "social security", "social-security"])
        }
        _ => false,
    };
    is_one.then(|| super::hit(start..end, PrivateKind::NationalId)).flatten()
}

fn digits(text: &str) -> Vec<u32> {
    text.bytes().map(|byte| u32::from(byte - b'0')).collect()
}

fn weighed(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// EMŠO: the day of birth, a region (50 to 59 in Slovenia), a number and a check digit.
fn emso(digits: &[u32]) -> bool {
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let year = digits[4] * 100 + two(5);
    let is_born = (1..=31).contains(&two(0)) && (1..=12).contains(&two(2));
    let is_near = year >= 900 || year <= 40;
    let rest = weighed(digits, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    let check = if rest == 0 { 0 } else { 11 - rest };
    is_born && is_near && (50..=59).contains(&two(7)) && check == digits[12]
}

/// SNILS: nine digits, and their weighed sum modulo 101.
fn snils(digits: &[u32]) -> bool {
    let sum = weighed(digits, &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
    let number = digits[..9].iter().fold(0, |number, digit| number * 10 + digit);
    number > 1_001_998 && sum % 100 == digits[9] * 10 + digits[10]
}

fn rnokpp(digits: &[u32]) -> bool {
    // The first weight is minus one; a multiple of eleven keeps the sum above zero.
    let sum = weighed(&digits[1..], &[5, 7, 9, 4, 6, 10, 5, 7]) + 110 - digits[0];
    sum % 11 % 10 == digits[9]
}

fn inn_10(digits: &[u32]) -> bool {
    weighed(digits, &[2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == digits[9]
}

fn inn_12(digits: &[u32]) -> bool {
    weighed(digits, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == digits[10]
        && weighed(digits, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == digits[11]
}

/// The Slovenian tax number: seven digits and a check digit.
fn davcna(digits: &[u32]) -> bool {
    let rest = 11 - weighed(digits, &[8, 7, 6, 5, 4, 3, 2]) % 11;
    digits[0] != 0 && rest != 11 && rest % 10 == digits[7]
}
