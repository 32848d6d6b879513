//! Phone numbers: by their country's code, by a national form that nothing else has, or by
//! the words around them.

use super::phone_words::{COMMON, EVERYDAY, OTHERS, STRONG, UNITS, WEAK, WHOLE};
use super::{Number, PrivateKind, PrivateMatch, ScannedText};

/// What is a year where dates are written.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;

/// Judges a number as that of a phone.
pub(super) fn judge(text: &ScannedText<'_>, number: &Number) -> Option<PrivateMatch> {
    let (start, end) = (number.range.start, number.range.end);
    if !(7..=15).contains(&number.digits.len()) || is_date(number) {
        return None;
    }
    let surroundings = Surroundings::of(text, number);
    let is_said = surroundings.says == PhoneContext::Phone;
    if surroundings.is_part
        || !is_written_out(number) && is_amount(number, &text.after(end, 12))
        || !is_said && (is_sum(&text.text[..start], number) || is_codes(number))
    {
        return None;
    }
    let is_code = text.is_code(start);
    let is_one = match surroundings.says {
        _ if is_international(number) => number.has_plus || !(is_code && number.is_plain()),
        PhoneContext::Phone => is_dialled(number) && !(is_code && number.is_plain()),
        PhoneContext::Perhaps => is_shaped(number) && !is_code,
        PhoneContext::Hardly => is_shaped(number) && !is_code && !number.is_plain(),
        PhoneContext::Nothing => is_national(number) && !is_code,
        PhoneContext::Everyday => is_national(number) && !is_code && !number.is_plain(),
        PhoneContext::Other => false,
    };
    let end = end + extension(&text.text[end..]);
    is_one.then(|| super::hit(start..end, PrivateKind::Phone)).flatten()
}

/// An amount of something, or a moment in milliseconds.
fn is_amount(number: &Number, behind: &str) -> bool {
    let behind = behind.strip_prefix([' ', '\u{a0}']).unwrap_or(behind);
    let is_moment = number.is_plain() && number.digits.len() == 13;
    is_moment && number.digits.starts_with('1')
        || UNITS.iter().any(|unit| starts_with_word(behind, unit))
}

/// `f(x)+4412345678`, `+48.856614`, `+550000000`: what is added, a decimal or a round number.
fn is_sum(before: &str, number: &Number) -> bool {
    let is_closed = |before: &str| before.ends_with([')', ']', '}']);
    let is_quoted = || {
        let inner = before.strip_suffix(['"', '\'', '`']);
        inner.is_some_and(|inner| is_closed(inner) || inner.ends_with(char::is_alphanumeric))
    };
    let is_added = || number.is_plain() && (is_closed(before) || is_quoted());
    let is_decimal = || number.groups.len() == 2 && number.is_separated_by(".");
    number.has_plus && (is_added() || is_decimal() || number.digits.ends_with("000000"))
}

/// `0069 0307 0301`, `01 02 03 04 05`: characters or bytes as programs write them, and numbers
/// in a row.
fn is_codes(number: &Number) -> bool {
    let values = number.values();
    let (_, first) = number.groups.split_last().expect("a number has a group");
    let is_padded = first.len() >= 2 && first.iter().all(|n| *n == 4);
    let in_row =
        values.len() >= 4 && values.windows(2).all(|two| two[0].checked_add(1) == Some(two[1]));
    is_padded && values.iter().all(|value| *value < 1000) || in_row
}

/// What the words around a number say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PhoneContext {
    Phone,
    Perhaps,
    /// The words are used for other things, too.
    Hardly,
    Nothing,
    /// They say that it may name something else: `in any case, 555-234-5678`.
    Everyday,
    /// They say that it names something else.
    Other,
}

struct Surroundings {
    /// The number is a part of something longer.
    is_part: bool,
    says: PhoneContext,
}

impl Surroundings {
    fn of(text: &ScannedText<'_>, number: &Number) -> Surroundings {
        let (start, end) = (number.range.start, number.range.end);
        let says = said(text, start, end);
        let before = text.char_before(start);
        let rest = &text.text[end..];
        let is_extended = extension(rest) > 0;
        // The seconds of a time, or the time of a day: `2017-08-04 01-06-50-290`.
        let is_time = follows_day(&text.text[..start])
            || text.text[..start]
                .strip_suffix(':')
                .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        let touches_before = is_time
            || before.is_some_and(|c| {
                c.is_alphanumeric()
                    || "_#$€£=-/\\%^*@&~+[{<".contains(c)
                    || (matches!(c, ',' | '.') && says != PhoneContext::Phone)
            });
        let touches_after = match rest.chars().next() {
            Some('-' | '/') => {
                matches!(says, PhoneContext::Nothing | PhoneContext::Everyday | PhoneContext::Other)
                    && rest[1..].starts_with(char::is_alphanumeric)
            }
            // The name of a file.
            Some('.') => {
                says != PhoneContext::Phone && rest[1..].starts_with(char::is_alphanumeric)
            }
            Some(':') => rest[1..].starts_with(|c: char| c.is_ascii_digit()),
            Some(',') => {
                rest[1..].starts_with(|c: char| c.is_ascii_digit()) && says != PhoneContext::Phone
            }
            // A letter may touch what can be nothing else.
            Some(c) if c.is_alphabetic() && is_written_out(number) => false,
            Some(c) => !is_extended && (c.is_alphanumeric() || "_%°=^*#$€]}".contains(c)),
            None => false,
        };
        Surroundings { is_part: touches_before || touches_after, says }
    }
}

/// Words are about a number that they stand right before, with no other number or the end of
/// a sentence between, or right behind.
fn said(text: &ScannedText<'_>, start: usize, end: usize) -> PhoneContext {
    let before = text.before(start, 44);
    let own = before.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let before = &before[own..];
    let sentence = before.rfind([';', '!', '?']).map_or(0, |at| at + 1);
    let before = &before[sentence..];
    let words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // `lon` is no London, and `id` no idea.
    let names_other = |word: &str| {
        OTHERS.iter().any(|other| {
            let rest = word.strip_prefix(other);
            rest.is_some_and(|rest| other.len() > 5 || matches!(rest, "" | "s"))
        })
    };
    let mut words = words.rev();
    if let Some(word) = words.next().filter(|word| names_other(word)) {
        // `order 555-123-4567` has that number; `In order, 555-123-4567` is somebody's.
        let is_apart = before.trim_end().ends_with(',');
        let is_everyday = is_apart || EVERYDAY.contains(&word.trim_end_matches('s'));
        return if is_everyday { PhoneContext::Everyday } else { PhoneContext::Other };
    }
    if words.next().is_some_and(names_other) {
        return PhoneContext::Nothing;
    }
    let behind = text.after(end, 16);
    let behind = behind.trim_start_matches([' ', '-', '(', ')']);
    let starts = |words: &[&str]| words.iter().any(|word| starts_with_word(behind, word));
    // After a dash or in the words right behind: `416 60 039 office`.
    if near(before, &STRONG) || starts(&STRONG[..10]) {
        return PhoneContext::Phone;
    }
    if near(before, &WEAK) || starts(&["office", "desk", "home", "work"]) {
        return PhoneContext::Perhaps;
    }
    if near(before, &COMMON) {
        return PhoneContext::Hardly;
    }
    PhoneContext::Nothing
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Tells whether a word stands at most four others before the end.
fn near(before: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        before.match_indices(word).any(|(at, _)| {
            let starts = !before[..at].ends_with(char::is_alphanumeric);
            let ends = !WHOLE.contains(word)
                || !before[at + word.len()..].starts_with(char::is_alphabetic);
            let between = &before[at + word.len()..];
            let ends_a_sentence = between.contains(". ") && !between.trim_start().starts_with(". ");
            starts && ends && !ends_a_sentence && between.split_whitespace().count() <= 4
        })
    })
}

/// `+386 40 …`: a country's code, and as many digits as may follow it.
fn is_international(number: &Number) -> bool {
    let digits = number.digits.as_str();
    let is_long = |digits: &str| (8..=15).contains(&digits.len());
    if number.has_plus {
        // In sums there are spaces behind it.
        return is_long(digits) && has_country(digits) && !number.is_apart;
    }
    let is_split = number.groups.len() >= 3 && !number.is_separated_by(".");
    let first = number.groups[0];
    match digits.strip_prefix("00") {
        Some(digits) if is_split && (2..=6).contains(&first) => {
            is_long(digits) && has_country(digits) && !digits.starts_with('0')
        }
        // `0038640123456`: most numbers with two zeros in front are padded, so it is one of the
        // countries in which it is dialled so.
        Some(digits) if number.is_plain() => {
            (10..=13).contains(&digits.len())
                && matches!(digits.as_bytes(), [b'3' | b'4', b'1'..=b'9', ..])
                && has_country(digits)
        }
        _ => false,
    }
}

/// `+386 41 555 782`: nothing else is written so.
fn is_written_out(number: &Number) -> bool {
    number.groups.len() >= 3 && number.digits.len() >= 10 && is_international(number)
}

/// The codes of the ITU's list E.164, with the lengths of the two plans that have one.
fn has_country(digits: &str) -> bool {
    let start = |n: usize| digits.get(..n).and_then(|d| d.parse::<u32>().ok()).unwrap_or(0);
    match start(1) {
        1 => digits.len() == 11 && digits[1..].starts_with(|c| matches!(c, '2'..='9')),
        7 => digits.len() == 11 && digits[1..].starts_with(|c| matches!(c, '3' | '4' | '6'..='9')),
        _ => {
            matches!(
                start(2),
                20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81 | 82 | 84
                    | 86 | 90..=95 | 98
            ) || matches!(
                start(3),
                211..=213 | 216 | 218 | 220..=269 | 290 | 291 | 297..=299 | 350..=359 | 370..=389
                    | 420 | 421 | 423 | 500..=509 | 590..=599 | 670..=692 | 800 | 808 | 850..=856
                    | 870 | 878 | 880..=888 | 960..=979 | 992..=998
            )
        }
    }
}

/// Where somebody says that it is one: seven digits or more, but no version or address.
fn is_dialled(number: &Number) -> bool {
    let n = number.groups.len();
    let is_dotted = number.is_separated_by(".");
    let is_short = || number.groups.iter().all(|g| *g <= 3);
    // `1.555.234.5678` starts with the code of a country.
    let has_one = || number.groups.contains(&1) && number.groups != [1, 3, 3, 4];
    let is_version = is_dotted && (n == 2 || n <= 4 && (is_short() || has_one()));
    // Years, sizes of pictures, and lists of numbers.
    let is_listed = n >= 7 || (n >= 2 && number.groups.iter().all(|g| *g == 1));
    let is_range = n == 2 && number.groups == [4, 4] && {
        let halves = (&number.digits[..4], &number.digits[4..]);
        let year = |half: &str| half.parse().is_ok_and(|year: u32| YEARS.contains(&year));
        year(halves.0) && year(halves.1)
    };
    !is_version && !is_listed && !is_range && number.digits.len() <= 13
}

/// Where somebody may say so: in groups, or with the zero that leads out of a town.
fn is_shaped(number: &Number) -> bool {
    let n = number.groups.len();
    let fits = (2..=5).contains(&n) && number.groups.iter().skip(1).all(|g| (2..=7).contains(g));
    let is_split = fits && is_dialled(number) && number.groups.iter().any(|g| *g >= 2);
    let is_plain = n == 1 && (9..=12).contains(&number.digits.len());
    is_split && !number.is_separated_by("/") || is_plain
}

/// Forms that are written for phone numbers and hardly anything else.
fn is_national(number: &Number) -> bool {
    is_north_american(number) || is_russian(number) || has_town(number)
}

/// `(555) 234-5678`, `555-234-5678`, `555.234.5678`, `1-555-234-5678`.
fn is_north_american(number: &Number) -> bool {
    let (digits, groups, separators) = match (&*number.groups, number.digits.len()) {
        ([3, 3, 4], 10) => (&number.digits[..], 0, &number.separators[..]),
        ([1, 3, 3, 4], 11) if number.digits.starts_with('1') => {
            (&number.digits[1..], 1, &number.separators[1..])
        }
        _ => return false,
    };
    let is_code = |at: usize| matches!(digits.as_bytes()[at], b'2'..=b'9');
    let last = separators.last().map_or("", String::as_str);
    let first = separators.first().map_or("", String::as_str);
    let is_written = match (first, last) {
        ("-", "-") => true,
        (")" | ") " | ")-", "-" | " " | ".") => groups == 1 || number.digits.len() == 10,
        _ => false,
    };
    is_code(0) && is_code(3) && is_written && !digits.ends_with("0000000")
}

/// `8 (912) 345-67-89`, `8 912 345 67 89`, `8-912-345-67-89`.
fn is_russian(number: &Number) -> bool {
    *number.groups == [1, 3, 3, 2, 2]
        && number.digits.starts_with('8')
        && matches!(number.digits.as_bytes()[1], b'3' | b'4' | b'8' | b'9')
}

/// `041 234 567`, `01/234-56-78`, `(067) 123-45-67`: a zero, a town, and the rest.
fn has_town(number: &Number) -> bool {
    let (first, rest) = number.groups.split_first().expect("a number has a group");
    let digits = number.digits.as_bytes();
    let starts = digits[0] == b'0' && matches!(digits[1], b'1'..=b'9');
    let is_even = rest.iter().all(|group| (2..=4).contains(group));
    let same = number.separators.windows(2).all(|pair| pair[0] == pair[1]);
    let paren = number.separators.first().is_some_and(|first| first.starts_with(')'));
    let slash = number.separators.first().is_some_and(|first| first.trim() == "/");
    let is_dotted = number.is_separated_by(".");
    starts
        && (2..=5).contains(first)
        && (2..=4).contains(&rest.len())
        && is_even
        && (9..=11).contains(&number.digits.len())
        && !is_dotted
        && *number.groups != [3, 2, 4]
        && (same || paren || slash)
}

/// Dates and times, and what follows them on the line.
fn is_date(number: &Number) -> bool {
    let values = number.values();
    let day = |value: u32| (1..=31).contains(&value);
    let starts = |values: &[u32], groups: &[usize]| match (values, groups) {
        ([y, m, d, ..], [4, 1 | 2, 1 | 2, ..]) => {
            YEARS.contains(y) && day(*m) && day(*d) && (*m <= 12 || *d <= 12)
        }
        ([d, m, y, ..], [1 | 2, 1 | 2, 4, ..]) => {
            YEARS.contains(y) && day(*m) && day(*d) && (*m <= 12 || *d <= 12)
        }
        _ => false,
    };
    let plain = number.is_plain() && number.digits.len() == 8 && {
        let n = |from: usize, to: usize| number.digits[from..to].parse::<u32>().unwrap_or(0);
        let forth = YEARS.contains(&n(0, 4)) && (1..=12).contains(&n(4, 6)) && day(n(6, 8));
        let back = YEARS.contains(&n(4, 8)) && (1..=12).contains(&n(2, 4)) && day(n(0, 2));
        forth || back
    };
    plain || starts(&values, &number.groups)
}

/// Tells whether a text ends with a day, as names of files and logs have it, and one sign.
fn follows_day(before: &str) -> bool {
    let Some(day) = before.strip_suffix([' ', '_', 'T', '-']) else { return false };
    let bytes = day.as_bytes();
    let Some(last) = bytes.len().checked_sub(10).map(|at| &bytes[at..]) else { return false };
    let is_form = |(at, byte): (usize, &u8)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    last.iter().enumerate().all(is_form) && matches!(&last[..2], b"19" | b"20")
}

/// Measures ` ext. 123` and `x123` behind a number.
fn extension(rest: &str) -> usize {
    let trimmed = rest.trim_start_matches([' ', ',']);
    let space = rest.len() - trimmed.len();
    let words = ["ext. ", "ext.", "ext ", "x"];
    let Some(word) = words.into_iter().find(|word| trimmed.starts_with(word)) else { return 0 };
    let tail = &trimmed[word.len()..];
    let n = tail.bytes().take_while(u8::is_ascii_digit).count();
    let ends = !tail[n..].starts_with(|c: char| c.is_alphanumeric());
    // `1280 x720` is the size of a picture.
    let is_one = (1..=6).contains(&n) && ends && space <= 2 && (word != "x" || space == 0);
    if is_one { space + word.len() + n } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, one};
    use super::PrivateKind;

    #[test]
    fn numbers_behind_everyday_words_are_found_where_their_form_is_that_of_a_phone() {
        for text in [
            "In any case, {555-234-5678} is mine.",
            "Just in case: {(555) 234-5678}.",
            "In this order, {555-234-5678} and then the desk",
            "on my page: {041 234 567}",
            "for the account {8 (912) 345-67-89}",
        ] {
            one(PrivateKind::Phone, text);
        }
        for text in [
            "order 5552345678",
            "order, 5552345678",
            "order 555-234-5678",
            "uid 5552345678",
            "gtin 5552345678901",
            "block 5552345678",
            "in any case, 5552345678",
            "case 1234-5678",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn codes_of_characters_and_numbers_in_a_row_are_no_phones() {
        for text in [
            "0069 0307 0301",
            "FB03; 0046 0066 0069; 0046 0066 006C",
            "<Buffer 01 02 03 04 05>",
            "05 06 07 08 09",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for text in ["{01 42 68 53 00}", "call {0046 8123 4567}", "Tel. {01 02 03 04 05}"] {
            one(PrivateKind::Phone, text);
        }
    }
}
