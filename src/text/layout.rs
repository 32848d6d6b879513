//! Words typed with the keyboard switched to another language: `ghbdtn` for `привет`.

use super::Lang;

/// The keys of a Latin keyboard (US), without and with shift.
const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
/// What the same keys write on a Russian keyboard.
const RUSSIAN: &str = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ";
/// What the same keys write on a Ukrainian keyboard.
const UKRAINIAN: &str = "’йцукенгшщзхїфівапролджєячсмитьбю’ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ";

/// Returns what the keys of a text would have written in another language.
///
/// Latin letters become those of a Cyrillic keyboard, Cyrillic ones those of the
/// Latin keyboard. Nothing when the languages have no such keyboards, or when no
/// letter would change.
pub fn other_layout(text: &str, lang: Lang) -> Option<String> {
    let (from, to) = match lang.primary() {
        "uk" => (LATIN, UKRAINIAN),
        "ru" | "be" | "bg" | "kk" => (LATIN, RUSSIAN),
        _ if text.contains(['і', 'ї', 'є', 'І', 'Ї', 'Є']) => (UKRAINIAN, LATIN),
        _ => (RUSSIAN, LATIN),
    };
    let key = |c: char| from.chars().zip(to.chars()).find(|(key, _)| *key == c);
    let has_letters = text.chars().any(|c| c.is_alphabetic() && key(c).is_some());
    has_letters.then(|| text.chars().map(|c| key(c).map_or(c, |(_, other)| other)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, lang: Lang, expected: Option<&str>) {
        assert_eq!(other_layout(text, lang).as_deref(), expected);
    }

    #[test]
    fn keys_write_other_letters() {
        check("ghbdtn", Lang::RU, Some("привет"));
        check("regbnm ,bnrjby", Lang::RU, Some("купить биткоин"));
        check(",snrjqy", Lang::UK, Some("біткойн"));
        check("йк", Lang::EN, Some("qr"));
        check("зф|", Lang::EN, Some("pa|"));
        check("12 34", Lang::UK, None);
        check("пароль", Lang::UK, None);
        check("geslo", Lang::SL, None);
    }
}
