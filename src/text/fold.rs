//! Which spellings count as one: case, width, accents, apostrophes.

use super::Script;
use super::marks::is_mark;
use super::normal::{compatible, decomposed};
use super::script::is_unspaced;

/// Appends a word in lowercase and in one width (NFKC), accents kept.
pub(super) fn lower(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    out.push_str(&compatible(word));
}

/// Returns a text in lowercase and in one width (NFKC), accents kept.
pub fn lowercase(text: &str) -> String {
    let mut lowered = String::new();
    lower(text, &mut lowered);
    lowered
}

/// Appends a word without the accents that people leave out.
///
/// Latin and Greek letters lose theirs (`č` is `c`), `ё` is `е`, stress marks
/// and the vowel points of Arabic and Hebrew go. `й` and `ї` are letters of
/// their own and stay, as do the marks of Indic scripts.
pub fn fold(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.push_str(word);
        return;
    }
    for c in word.chars() {
        fold_char(c, out);
    }
}

fn fold_char(c: char, out: &mut String) {
    match c {
        '\0'..='\u{7f}' => out.push(c),
        'ё' => out.push('е'),
        'ѐ' => out.push('е'),
        'ѝ' => out.push('и'),
        '\u{400}'..='\u{52f}' => out.push(c),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ł' => out.push('l'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'þ' => out.push_str("th"),
        'ς' => out.push('σ'),
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {}
        c if is_unspaced(c) => out.push(c),
        c => match Script::of(c) {
            Some(Script::Latin | Script::Greek | Script::Arabic | Script::Hebrew) => {
                out.extend(decomposed(c).chars().filter(|part| !is_mark(*part)));
            }
            Some(Script::Cyrillic | Script::Devanagari | Script::Unspaced | Script::Other)
            | None => out.push(c),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &str) {
        let mut lowered = String::new();
        lower(word, &mut lowered);
        let mut folded = String::new();
        fold(&lowered, &mut folded);
        assert_eq!(folded, expected);
    }

    #[test]
    fn accents_that_people_leave_out_go() {
        check("Ščitnik", "scitnik");
        check("ŽELVA", "zelva");
        check("Ёлка", "елка");
        check("за\u{301}мок", "замок");
        check("Straße", "strasse");
        check("CAFE\u{301}", "cafe");
        check("İstanbul", "istanbul");
        check("ＡＢＣ１", "abc1");
        check("Tiếng", "tieng");
    }

    #[test]
    fn letters_of_their_own_stay() {
        check("йод", "йод");
        check("їжак", "їжак");
        check("ґанок", "ґанок");
        check("हिन्दी", "हिन्दी");
    }
}
