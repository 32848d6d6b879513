//! Readable pieces of addresses.

use unicode_normalization::UnicodeNormalization;

/// How many characters a slug may have; longer titles are cut between words.
const LONGEST: usize = 60;

/// Turns a title into a piece of an address.
///
/// Keeps letters, marks and digits of every script, lowercase and composed
/// (NFC); everything else becomes a single `-`. May be empty.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.nfkc().flat_map(char::to_lowercase).nfc() {
        if c.is_alphanumeric() || (is_mark(c) && !slug.is_empty() && !slug.ends_with('-')) {
            slug.push(c);
        } else if !is_silent(c) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    shorten(slug.trim_end_matches('-'))
}

/// Combining marks that have no composed form, as in Devanagari or Hebrew.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Apostrophes join what they stand between: `don't` is one word.
fn is_silent(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{200b}'..='\u{200f}')
}

fn shorten(slug: &str) -> String {
    let Some((end, _)) = slug.char_indices().nth(LONGEST) else {
        return slug.to_owned();
    };
    let cut = &slug[..end];
    match cut.rfind('-') {
        Some(at) if at * 2 > end && !slug[end..].starts_with('-') => cut[..at].to_owned(),
        _ => cut.trim_end_matches('-').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        assert_eq!(slug(title), expected);
    }

    #[test]
    fn slugs_keep_their_script() {
        check("Reset my password", "reset-my-password");
        check("Не працює вхід", "не-працює-вхід");
        check("Kako zamenjam ščitnik?", "kako-zamenjam-ščitnik");
        check("密码 重置", "密码-重置");
    }

    #[test]
    fn two_forms_of_one_title_make_one_slug() {
        check("cafe\u{301} ＡＢＣ", "café-abc");
        check("CAFÉ abc", "café-abc");
        check("İstanbul", &slug("İstanbul".to_lowercase().as_str()));
    }

    #[test]
    fn nothing_dangerous_survives() {
        check("../../etc/passwd", "etc-passwd");
        check("<b>C++ & \"C#\"</b>\n\t", "b-c-c-b");
        check("don't п’ять", "dont-пять");
        check("???", "");
        check("a\u{202e}b", "a-b");
    }

    #[test]
    fn long_titles_end_between_words() {
        let long = slug(&"several words ".repeat(20));
        assert!(long.chars().count() <= LONGEST);
        assert!(long.ends_with("words") || long.ends_with("several"), "{long}");
        assert_eq!(slug(&"x".repeat(90)).len(), LONGEST);
    }
}
