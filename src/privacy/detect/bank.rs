//! Payment cards (Luhn) and bank accounts (IBAN, modulo 97).

use super::{Number, PrivateKind, PrivateMatch, ScannedText, has_word};

/// Words that speak of a card, in the languages served.
const CARD_WORDS: [&str; 18] = [
    "card",
    "cc ",
    "cc:",
    "cc#",
    "visa",
    "mastercard",
    "maestro",
    "amex",
    "american express",
    "diners",
    "discover",
    "jcb",
    "kartic",
    "карт",
    "картк",
    "pan ",
    "kreditn",
    "debetn",
];

/// How long an IBAN is in each country that has them.
const IBANS: [(&str, usize); 79] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("UA", 29),
];

/// Others that came later, or under another state's name.
const MORE_IBANS: [(&str, usize); 6] =
    [("TR", 26), ("VA", 22), ("VG", 24), ("XK", 20), ("BI", 27), ("DJ", 27)];

/// Judges a number as that of a card.
pub(super) fn judge_card(text: &ScannedText<'_>, number: &Number) -> Option<PrivateMatch> {
    let digits = number.digits.as_bytes();
    if number.has_plus || !is_written_as_card(number) || !luhn(digits) {
        return None;
    }
    let (start, end) = (number.range.start, number.range.end);
    let touches = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '#' | '-' | '=');
    let is_part = text.char_before(start).is_some_and(|c| touches(c) && c != '#')
        || text.text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
        || is_decimal(&text.text[end..]);
    if is_part || digits.iter().all(|digit| *digit == digits[0]) {
        return None;
    }
    let is_said = || {
        has_word(&text.before(start, 60), &CARD_WORDS)
            || has_word(&text.after(end, 30), &CARD_WORDS)
    };
    let is_grouped = number.groups.len() >= 3;
    let issued = issuer(&number.digits);
    let is_clear = match issued {
        Issuer::Known => !text.is_code(start) || is_grouped,
        Issuer::Perhaps | Issuer::None => false,
    };
    (is_clear || (issued != Issuer::None && is_said()))
        .then(|| super::hit(start..end, PrivateKind::Card))
        .flatten()
}

fn is_decimal(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('.' | ',')) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// One run, or groups of four (Amex and Diners: 4-6-5 and 4-6-4) with one separator.
fn is_written_as_card(number: &Number) -> bool {
    if !(12..=19).contains(&number.digits.len()) {
        return false;
    }
    let fours = |groups: &[usize]| {
        let (last, first) = groups.split_last().expect("a number has a group");
        first.iter().all(|n| *n == 4) && (1..=4).contains(last)
    };
    let is_spaced = || number.separators.iter().all(|between| between.trim().is_empty());
    let is_grouped = || is_spaced() || number.is_separated_by("-");
    number.is_plain()
        || (is_grouped()
            && (fours(&number.groups) || matches!(*number.groups, [4, 6, 4] | [4, 6, 5])))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Issuer {
    /// The first digits and the length are a card's.
    Known,
    /// They can be, where somebody says so.
    Perhaps,
    /// They are not.
    None,
}

fn issuer(digits: &str) -> Issuer {
    let start = |n: usize| digits[..n].parse::<u32>().unwrap_or_default();
    let is_known = match digits.len() {
        16 => {
            matches!(start(1), 4)
                || matches!(start(2), 51..=55 | 65)
                || matches!(start(3), 644..=649)
                || matches!(start(4), 2221..=2720 | 3528..=3589 | 6011 | 6221..=6229)
        }
        15 => matches!(start(2), 34 | 37),
        _ => false,
    };
    let is_possible = matches!(start(1), 3..=6)
        || matches!(start(4), 1800 | 2131)
        || (digits.len() == 16 && start(1) == 2);
    match (is_known, is_possible) {
        (true, _) => Issuer::Known,
        (false, true) => Issuer::Perhaps,
        (false, false) => Issuer::None,
    }
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(digit - b'0');
            match at % 2 {
                0 => digit,
                _ if digit > 4 => 2 * digit - 9,
                _ => 2 * digit,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Finds all account numbers.
pub(super) fn find_ibans(text: &ScannedText<'_>, hits: &mut Vec<PrivateMatch>) {
    let bytes = text.text.as_bytes();
    let is_start = |window: &[u8]| {
        window[0].is_ascii_alphabetic()
            && window[1].is_ascii_alphabetic()
            && window[0].is_ascii_uppercase() == window[1].is_ascii_uppercase()
            && window[2].is_ascii_digit()
            && window[3].is_ascii_digit()
    };
    for (at, _) in bytes.windows(4).enumerate().filter(|(_, window)| is_start(window)) {
        let is_word = at == 0 || !text.text[..at].ends_with(|c: char| c.is_alphanumeric());
        if let Some(end) = is_word.then(|| end_of_iban(text.text, at)).flatten() {
            hits.extend(super::hit(at..end, PrivateKind::Iban));
        }
    }
}

/// So many characters an account has at most, with all that may stand between them.
const MAX_WRITTEN: usize = 100;

fn end_of_iban(text: &str, start: usize) -> Option<usize> {
    let country = &text[start..start + 2];
    let is_it = |known: &str| known.eq_ignore_ascii_case(country);
    let length = IBANS.iter().chain(&MORE_IBANS).find(|(known, _)| is_it(known))?.1;
    let mut written = String::with_capacity(length);
    let mut end = start;
    let mut is_new_line = false;
    for (at, c) in text[start..].char_indices().take(MAX_WRITTEN) {
        match c {
            c if c.is_ascii_alphanumeric() => {
                written.push(c);
                is_new_line = false;
            }
            ' ' | '\u{a0}' | '-' => {}
            // An account goes on behind the end of a line, and behind the quote marks of a mail.
            '\n' | '\r' => is_new_line = true,
            '>' | '|' if is_new_line => {}
            _ => break,
        }
        end = start + at + c.len_utf8();
        if written.len() == length {
            break;
        }
    }
    let is_whole = !text[end..].starts_with(|c: char| c.is_alphanumeric());
    (written.len() == length && is_whole && mod_97(&written)).then_some(end)
}

fn mod_97(iban: &str) -> bool {
    let moved = iban[4..].chars().chain(iban[..4].chars());
    let rest = moved.fold(0_u32, |rest, c| {
        let value = c.to_digit(36).unwrap_or_default();
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    rest == 1
}
