//! Numbers as people write them: groups of digits with spaces, dots and dashes between.

use std::ops::Range;

/// So many digits a number has at least to be private: a phone number without its area.
pub(in crate::privacy) const MIN_DIGITS: usize = 7;

/// Digits with what separates them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// The bytes of the text, from a `+` or `(` to the last digit.
    pub range: Range<usize>,
    /// The digits alone.
    pub digits: String,
    /// How many digits each group has.
    pub groups: Vec<usize>,
    /// Where each of them ends in the text.
    pub ends: Vec<usize>,
    /// What stands between the groups.
    pub separators: Vec<String>,
    /// It starts with a `+`.
    pub has_plus: bool,
    /// The `+` stands apart.
    pub is_apart: bool,
}

impl Number {
    /// Tells whether all separators are this one.
    pub fn is_separated_by(&self, separator: &str) -> bool {
        !self.separators.is_empty() && self.separators.iter().all(|known| known == separator)
    }

    /// Returns what each group counts.
    pub fn values(&self) -> Vec<u32> {
        let starts = self.groups.iter().scan(0, |end, n| {
            *end += n;
            Some(*end - n..*end)
        });
        starts.map(|group| self.digits[group].parse().unwrap_or(u32::MAX)).collect()
    }

    /// Splits a number at its spaces, where it has other separators, too.
    pub fn words(&self, text: &str) -> Vec<Number> {
        let is_space = |separator: &String| separator == " ";
        if !self.separators.iter().any(is_space) || self.is_separated_by(" ") {
            return Vec::new();
        }
        let mut from = self.range.start;
        let mut found = Vec::new();
        for word in text[self.range.clone()].split(' ') {
            if let Some(first) = word.find(|c: char| c.is_ascii_digit()) {
                let number = read(&text[..from + word.len()], from + first);
                if number.digits.len() >= MIN_DIGITS {
                    found.push(number);
                }
            }
            from += word.len() + 1;
        }
        found
    }

    /// The same number without its last groups, as long as there may be another one in them.
    pub fn beginnings(&self) -> impl Iterator<Item = Number> + '_ {
        let fewest = if self.has_plus { 3 } else { self.groups.len() };
        (fewest..self.groups.len()).rev().map(|n_groups| {
            let n_digits = self.groups[..n_groups].iter().sum::<usize>();
            Number {
                range: self.range.start..self.ends[n_groups - 1],
                digits: self.digits[..n_digits].to_owned(),
                groups: self.groups[..n_groups].to_vec(),
                separators: self.separators[..n_groups - 1].to_vec(),
                ends: self.ends[..n_groups].to_vec(),
                ..*self
            }
        })
    }

    /// Tells whether it is one run of digits.
    pub fn is_plain(&self) -> bool {
        self.groups.len() == 1
    }
}

/// Tells whether there are digits enough anywhere for a number. Every byte of a site comes
/// through here, so what is plainly a part of a name or an address does not count.
pub(super) fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut n_digits, mut gap) = (0, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        match CLASS[usize::from(byte)] {
            DIGIT => {
                let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                if n_digits > 0 || !is_part(bytes, at, run) {
                    n_digits += run;
                    gap = 0;
                }
                if n_digits >= MIN_DIGITS {
                    return true;
                }
                at += run;
                continue;
            }
            BETWEEN if gap < 6 => gap += 1,
            // A tag or a character reference within a number.
            MARK if n_digits > 0 => {
                let rest = &bytes[at..bytes.len().min(at + 12)];
                let end = rest.iter().position(|byte| matches!(byte, b'>' | b';'));
                at += end.unwrap_or(0);
                gap += 1;
            }
            _ => n_digits = 0,
        }
        at += 1;
    }
    false
}

/// Tells digits that start within a word or an address. An IBAN starts with capital letters.
fn is_part(bytes: &[u8], at: usize, run: usize) -> bool {
    match at.checked_sub(1).map(|before| bytes[before]) {
        // `Tel.041234567`
        Some(b'.') => !bytes[..at - 1].last().is_some_and(|b| b.is_ascii_alphabetic() || *b > 0x7f),
        Some(b'_' | b'=' | b'-') => true,
        // An account in small letters: `si56…`.
        Some(b'a'..=b'z' | b'/' | b'#') => run < 12,
        _ => false,
    }
}

const OTHER: u8 = 0;
const DIGIT: u8 = 1;
const BETWEEN: u8 = 2;
const MARK: u8 = 3;

/// What a byte is to a number. The bytes of spaces and dashes beyond ASCII count as between.
const CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'0'..=b'9' => DIGIT,
            b' ' | b'-' | b'.' | b'/' | b'(' | b')' | b'+' => BETWEEN,
            // The end of a line, and the quote marks of a mail.
            b'\n' | b'\r' | b'>' => BETWEEN,
            0xc2 | 0xe2 | 0x80..=0x93 | 0xa0 | 0xaf => BETWEEN,
            b'<' | b'&' => MARK,
            _ => OTHER,
        };
        at += 1;
    }
    table
};

/// Finds all numbers of a text that have digits enough.
pub(super) fn all(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let number = read(text, at + offset);
        at = number.range.end;
        if number.digits.len() >= MIN_DIGITS {
            found.push(number);
        }
    }
    found
}

/// Reads the number whose first digit is at `first`.
fn read(text: &str, first: usize) -> Number {
    let (start, has_plus) = start_of(text, first);
    let is_apart = has_plus && text[..first].ends_with(' ');
    let mut number = Number {
        range: start..first,
        digits: String::new(),
        groups: Vec::new(),
        ends: Vec::new(),
        separators: Vec::new(),
        has_plus,
        is_apart,
    };
    let mut at = first;
    loop {
        let n_digits = text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        number.digits.push_str(&text[at..at + n_digits]);
        number.groups.push(n_digits);
        at += n_digits;
        number.ends.push(at);
        number.range.end = at;
        let separator = separator(&text[at..]).or_else(|| wrapped(&number, &text[at..]));
        let Some(separator) = separator else { return number };
        // What can be no part of one number is another one.
        if number.digits.len() >= 19 {
            return number;
        }
        let between = &text[at..at + separator];
        let is_wrap = between.contains('\n');
        number.separators.push(if is_wrap {
            " ".to_owned()
        } else {
            between.replace('\u{a0}', " ")
        });
        at += separator;
    }
}

/// A `+` or an open parenthesis before the first digit belongs to the number.
fn start_of(text: &str, first: usize) -> (usize, bool) {
    let before = &text[..first];
    let trimmed = before.strip_suffix('(').unwrap_or(before);
    let bare = trimmed.strip_suffix(' ').filter(|bare| bare.ends_with('+')).unwrap_or(trimmed);
    match bare.strip_suffix('+') {
        Some(start) => (start.len(), true),
        None => (trimmed.len(), false),
    }
}

/// The fewest digits of a number with a country's code.
const MIN_INTERNATIONAL: usize = 8;

/// Measures the end of a line within a number, with the quote marks of a mail: what has a
/// country's code and too few digits, or groups of a card, goes on there.
fn wrapped(number: &Number, rest: &str) -> Option<usize> {
    let line = rest.trim_start_matches([' ', '\u{a0}']);
    let line = line.strip_prefix("\r\n").or_else(|| line.strip_prefix('\n'))?;
    let next = line.trim_start_matches([' ', '>', '|']);
    let n_digits = next.bytes().take(20).take_while(u8::is_ascii_digit).count();
    let is_country = number.has_plus
        && !number.is_apart
        && number.groups[0] > 1
        && number.digits.len() < MIN_INTERNATIONAL
        && n_digits > 1;
    let is_card =
        number.digits.len() < 16 && number.groups.iter().all(|n| *n == 4) && n_digits == 4;
    let length = rest.len() - next.len();
    (length <= MAX_WRAP && (is_country || is_card)).then_some(length)
}

/// So many bytes the end of a line and its quote marks have at most.
const MAX_WRAP: usize = 12;

/// Measures what stands between two groups of digits: three characters at most.
fn separator(rest: &str) -> Option<usize> {
    let mut n = 0;
    for (n_chars, c) in rest.chars().enumerate() {
        if c.is_ascii_digit() {
            return (n > 0).then_some(n);
        }
        let fits =
            matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '-' | '\u{2010}'..='\u{2013}')
                || matches!(c, '.' | '/' | '(' | ')');
        if !fits || n_chars == 3 {
            return None;
        }
        n += c.len_utf8();
    }
    None
}
