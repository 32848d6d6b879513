//! Text as the tables of phrases write it, one character for one.

use unicode_normalization::UnicodeNormalization;

/// Returns the text in small letters, Latin ones without diacritics, with plain apostrophes
/// and spaces. Each character stays one character, so places can be found again in the
/// original by counting.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let is_plain = |byte: u8| byte.is_ascii() && !matches!(byte, b'\t' | 0x0b..=b'\r');
        let plain = rest.bytes().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        let from = folded.len();
        folded.push_str(&rest[..plain]);
        folded[from..].make_ascii_lowercase();
        let mut chars = rest[plain..].chars();
        let Some(c) = chars.next() else { return folded };
        folded.push(fold_char(c));
        rest = chars.as_str();
    }
}

fn fold_char(c: char) -> char {
    match c {
        '\n' => '\n',
        '\t' | '\r' | '\x0b' | '\x0c' => ' ',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        // Most letters of Russian and Ukrainian, which are what they are.
        'а'..='я' | 'є' | 'і' | 'ї' | 'ґ' => c,
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' => 'd',
        'ø' | 'Ø' => 'o',
        'ß' => 's',
        'ё' | 'Ё' => 'е',
        '…' | '。' | '！' | '？' | '؟' => c,
        // Quotes, dashes and emoji separate words as spaces do.
        _ if !c.is_alphanumeric() => ' ',
        _ => folded_letter(c),
    }
}

/// A Latin letter without its diacritics; any other in small form.
fn folded_letter(c: char) -> char {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match std::iter::once(lower).nfd().next() {
        Some(base) if base.is_ascii_alphabetic() => base,
        _ => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
        assert_eq!(text.chars().count(), expected.chars().count());
    }

    #[test]
    fn case_diacritics_and_apostrophes_do_not_matter() {
        check("It’s FIXED", "it's fixed");
        check("Rešeno, hvala!", "reseno, hvala!");
        check("Ще не працює, дякую", "ще не працює, дякую");
        check("Всё ещё", "все еще");
        check("Größe Łódź", "grose lodz");
        check("a\u{a0}b\tc\nd", "a b c\nd");
        check("¿Qué? «да» — 👍…", " que?  да     …");
    }
}
