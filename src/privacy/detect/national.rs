//! Numbers that states give people: in the countries of the languages served, their neighbours,
//! and the large ones of Europe; and the American one, which is in every English export.

use std::ops::{Range, RangeInclusive};

use super::{Number, PrivateKind, PrivateMatch, ScannedText, has_word};

/// What the Croatian number and the German one are called.
const MOD_11_10_WORDS: [&str; 8] = [
    "oib",
    "osobni identifikacijski",
    "steuer-id",
    "steuer id",
    "steuerid",
    "steuernummer",
    "idnr",
    "identifikationsnummer",
];

/// What the French one is called.
const FRENCH_WORDS: [&str; 7] =
    ["sécurité sociale", "securite sociale", "sécu", "secu", "n° ss", "nir", "insee"];

/// Judges a number as that of a person. Most have a check digit and no form of their own,
/// so somebody has to say what they are; those of Slovenia and SNILS speak for themselves.
pub(super) fn judge(text: &ScannedText<'_>, number: &Number) -> Option<PrivateMatch> {
    let (start, end) = (number.range.start, number.range.end);
    let touches = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    if let Some(hit) = spanish(text, number) {
        return Some(hit);
    }
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
        (13, [13]) => {
            emso(&digits, 50..=59)
                || (emso(&digits, 0..=99)
                    && says(&["jmbg", "јмбг", "matični broj", "maticni broj", "матични број"]))
        }
        (11, [3, 3, 3, 2]) => snils(&digits),
        (11, [11]) => {
            (snils(&digits) && says(&["снилс", "snils"]))
                || (mod_11_10(&digits) && says(&MOD_11_10_WORDS))
                || (pesel(&digits) && says(&["pesel", "numer ewidencyjny"]))
        }
        (11, [2, 3, 3, 3]) => mod_11_10(&digits) && says(&MOD_11_10_WORDS),
        (13 | 15, _) => nir(&digits) && says(&FRENCH_WORDS),
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

/// EMŠO and JMBG: the day of birth, a region (50 to 59 in Slovenia), a number and a check digit.
fn emso(digits: &[u32], regions: RangeInclusive<u32>) -> bool {
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let year = digits[4] * 100 + two(5);
    let is_born = (1..=31).contains(&two(0)) && (1..=12).contains(&two(2));
    let is_near = year >= 900 || year <= 40;
    let rest = weighed(digits, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    let check = if rest == 0 { 0 } else { 11 - rest };
    is_born && is_near && regions.contains(&two(7)) && check == digits[12]
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

/// ISO 7064 with moduli 11 and 10: the Croatian OIB and the German tax number.
fn mod_11_10(digits: &[u32]) -> bool {
    let rest = digits[..10].iter().fold(10, |rest, digit| {
        let sum = (rest + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - rest) % 10 == digits[10]
}

/// PESEL: the day of birth, with the century in the month, a number and a check digit.
fn pesel(digits: &[u32]) -> bool {
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let is_born = (1..=12).contains(&(two(2) % 20)) && (1..=31).contains(&two(4));
    let sum = weighed(digits, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
    is_born && (10 - sum % 10) % 10 == digits[10]
}

/// The French number of social security: a sex, the month of birth, a place, a number, and two
/// check digits, which may be left out.
fn nir(digits: &[u32]) -> bool {
    let month = digits[3] * 10 + digits[4];
    let is_born =
        matches!(digits[0], 1 | 2) && ((1..=12).contains(&month) || (20..=42).contains(&month));
    let number = digits[..13].iter().fold(0_u64, |number, digit| number * 10 + u64::from(*digit));
    let check = digits.get(13..15).map(|check| u64::from(check[0] * 10 + check[1]));
    is_born && check.is_none_or(|check| 97 - number % 97 == check)
}

/// DNI and NIE: digits and a letter that checks them; a NIE starts with a letter as well.
fn spanish(text: &ScannedText<'_>, number: &Number) -> Option<PrivateMatch> {
    const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let (start, end) = (number.range.start, number.range.end);
    let first = text.text[..start].trim_end_matches('-').bytes().next_back();
    let (lead, start) = match (number.digits.len(), first) {
        (7, Some(first @ (b'X'..=b'Z' | b'x'..=b'z'))) => {
            let trimmed = text.text[..start].trim_end_matches('-').len() - 1;
            (u32::from(first.to_ascii_uppercase() - b'X'), trimmed)
        }
        (8, _) if number.is_plain() || *number.groups == [2, 3, 3] => (0, start),
        _ => return None,
    };
    let rest = &text.text[end..];
    let letter = rest.trim_start_matches(['-', ' ']);
    let gap = rest.len() - letter.len();
    let mut letters = letter.chars();
    let check = letters.next().and_then(|c| u8::try_from(c).ok())?;
    let ends = gap <= 1 && !letters.next().is_some_and(char::is_alphanumeric);
    let value = number.digits.parse::<u32>().ok()? + lead * 10_000_000;
    let is_it = ends && LETTERS[value as usize % 23] == check.to_ascii_uppercase();
    let is_apart = !text.char_before(start).is_some_and(char::is_alphanumeric);
    let is_said = || {
        has_word(
            &text.before(start, 50),
            &["dni", "nie", "nif", "d.n.i", "n.i.e", "documento nacional"],
        )
    };
    (is_it && is_apart && is_said())
        .then(|| super::hit(start..end + gap + 1, PrivateKind::NationalId))
        .flatten()
}

/// The Italian codice fiscale at the start of a text: six letters of the names, the day of birth,
/// a place, and a letter that checks them.
pub(super) fn codice_fiscale(text: &str) -> Option<Range<usize>> {
    // What letters and digits at odd places count.
    const ODD: [u32; 26] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
        23,
    ];
    let code = text.get(..16)?.as_bytes();
    let is_form = code.iter().enumerate().all(|(at, byte)| match at {
        // Digits may be letters where two people would have one code.
        6 | 7 | 9 | 10 | 12..=14 => byte.is_ascii_alphanumeric(),
        _ => byte.is_ascii_alphabetic(),
    });
    if !is_form || text[16..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let value = |byte: u8| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        byte => u32::from(byte.to_ascii_uppercase() - b'A'),
    };
    let sum: u32 = code[..15]
        .iter()
        .enumerate()
        .map(|(at, byte)| if at % 2 == 0 { ODD[value(*byte) as usize] } else { value(*byte) })
        .sum();
    (sum % 26 == value(code[15])).then_some(0..16)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, one};
    use super::*;

    #[test]
    fn national_ids_are_checked_or_said() {
        one(PrivateKind::NationalId, "EMŠO {0101006500006}");
        one(PrivateKind::NationalId, "{112-233-445 95}");
        one(PrivateKind::NationalId, "ІПН: {3184710691}");
        one(PrivateKind::NationalId, "ИНН {7707083893}");
        one(PrivateKind::NationalId, "Here's my SSN: {054-28-6917}");
        for text in [
            "moj OIB je {69435151530}",
            "JMBG: {0101006710000}",
            "Steuer-ID {86095742719}",
            "meine IdNr. ist {86 095 742 719}",
            "PESEL {44051401359}",
            "numéro de sécurité sociale {2 55 08 14 168 025 38}",
            "NIR : {255081416802538}",
            "mi DNI es {12345678Z}",
            "NIF {12.345.678-Z}",
            "NIE: {X1234567L}",
            "codice fiscale: {RSSMRA85T10A562S}",
            "il mio C.F. {rssmra85t10a562s}",
            "CF: {RSSMRA85T10A562S}",
            "osobni identifikacijski broj: {69435151530}",
            "Steueridentifikationsnummer {86 095 742 719}",
            "Identifikationsnummer: {86095742719}",
            "ma securite sociale: {2 55 08 14 168 025 38}",
            "documento nacional de identidad {12345678-Z}",
            "maticni broj {0101006710000}",
            "ЈМБГ {0101006710000}",
        ] {
            one(PrivateKind::NationalId, text);
        }
        for text in [
            "69435151530",
            "OIB 69435151531",
            "JMBG 0101006710009",
            "PESEL 44051401358",
            "Steuer-ID 86095742710",
            "2 55 08 14 168 025 38",
            "DNI 12345678A",
            "NIE X1234567T",
            "codice fiscale RSSMRA85T10A562T",
            "RSSMRA85T10A562S",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for text in ["0101006500007", "3184710691", "7707083893", "054-28-6917"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
