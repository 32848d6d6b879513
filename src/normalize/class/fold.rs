//! Text as the tables of phrases write it, one character for one.

use unicode_normalization::UnicodeNormalization;

/// Returns the text in small letters, Latin ones without diacritics, with plain apostrophes
/// and spaces. Each character stays one character, so places can be found again in the
/// original by counting.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match c {
        '\n' => '\n',
        '\t' | '\r' | '\x0b' | '\x0c' => ' ',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
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
