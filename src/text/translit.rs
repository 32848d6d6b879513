//! Cyrillic words typed in Latin letters: `parol` for `пароль`.
//!
//! People follow no standard, so this takes the spellings that they mix: those
//! of passports (ICAO 9303, BGN/PCGN, the Ukrainian rules of 2010) and those of
//! chats. What is still a letter off is found as a misspelt word is.

use super::Lang;

/// What a group of Latin letters stands for, longest groups first.
const GROUPS: &[(&str, &str, &str)] = &[
    // Latin, Russian, Ukrainian
    ("shch", "щ", "щ"),
    ("sch", "щ", "щ"),
    ("zgh", "зг", "зг"),
    ("iia", "ия", "ія"),
    ("iya", "ия", "ія"),
    ("iyu", "ию", "ію"),
    ("yya", "ыя", "ия"),
    ("yi", "ы", "ї"),
    ("ji", "ы", "ї"),
    ("zh", "ж", "ж"),
    ("kh", "х", "х"),
    ("ch", "ч", "ч"),
    ("sh", "ш", "ш"),
    ("ts", "ц", "ц"),
    ("yu", "ю", "ю"),
    ("iu", "ю", "ю"),
    ("ju", "ю", "ю"),
    ("ya", "я", "я"),
    ("ia", "я", "я"),
    ("ja", "я", "я"),
    ("yo", "ё", "йо"),
    ("jo", "ё", "йо"),
    ("ye", "е", "є"),
    ("ie", "ие", "є"),
    ("je", "е", "є"),
    ("a", "а", "а"),
    ("b", "б", "б"),
    ("c", "ц", "ц"),
    ("d", "д", "д"),
    ("e", "е", "е"),
    ("f", "ф", "ф"),
    ("g", "г", "г"),
    ("h", "х", "г"),
    ("i", "и", "і"),
    ("j", "й", "й"),
    ("k", "к", "к"),
    ("l", "л", "л"),
    ("m", "м", "м"),
    ("n", "н", "н"),
    ("o", "о", "о"),
    ("p", "п", "п"),
    ("q", "к", "к"),
    ("r", "р", "р"),
    ("s", "с", "с"),
    ("t", "т", "т"),
    ("u", "у", "у"),
    ("v", "в", "в"),
    ("w", "в", "в"),
    ("x", "кс", "кс"),
    ("y", "ы", "и"),
    ("z", "з", "з"),
    ("'", "ь", "ь"),
];

/// Returns a lowercase Latin word in Cyrillic letters, for the languages whose
/// habits are known.
pub fn to_cyrillic(word: &str, lang: Lang) -> Option<String> {
    let ukrainian = match lang.primary() {
        "uk" => true,
        "ru" | "be" | "bg" | "kk" => false,
        _ => return None,
    };
    let lower = word.to_ascii_lowercase();
    if !lower.bytes().any(|byte| byte.is_ascii_alphabetic()) || !lower.is_ascii() {
        return None;
    }
    let mut out = String::new();
    let mut rest = lower.as_str();
    while let Some(c) = rest.chars().next() {
        let group = GROUPS.iter().find(|(latin, ..)| rest.starts_with(latin));
        let Some(&(latin, ru, uk)) = group else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let after_vowel =
            out.ends_with(['а', 'е', 'и', 'о', 'у', 'ю', 'я', 'ы', 'э', 'ё', 'і', 'є']);
        let soft = matches!(latin, "yu" | "ya" | "ye" | "yo") && ends_hard(&out);
        match latin {
            "y" | "i" | "j" if after_vowel && (ukrainian || latin != "i") => out.push('й'),
            _ if soft && !ukrainian => {
                out.push('ь');
                out.push_str(ru);
            }
            _ => out.push_str(if ukrainian { uk } else { ru }),
        }
        rest = &rest[latin.len()..];
    }
    Some(out)
}

/// Tells whether a soft sign is likely before a vowel: `kompyuter`, but `klyuch`.
fn ends_hard(text: &str) -> bool {
    text.ends_with(['б', 'в', 'м', 'п', 'т', 'ф'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, lang: Lang, expected: Option<&str>) {
        assert_eq!(to_cyrillic(word, lang).as_deref(), expected);
    }

    #[test]
    fn russian_in_latin_letters() {
        check("chego", Lang::RU, Some("чего"));
        check("maynery", Lang::RU, Some("майнеры"));
        check("kompyuter", Lang::RU, Some("компьютер"));
        check("vyklyuchen", Lang::RU, Some("выключен"));
        check("zaplatil", Lang::RU, Some("заплатил"));
        check("Moy", Lang::RU, Some("мой"));
    }

    #[test]
    fn ukrainian_in_latin_letters() {
        check("potriben", Lang::UK, Some("потрібен"));
        check("maininh", Lang::UK, Some("майнінг"));
        check("shtuchno", Lang::UK, Some("штучно"));
        check("bitkoin", Lang::UK, Some("біткойн"));
        check("tsina", Lang::UK, Some("ціна"));
    }

    #[test]
    fn other_languages_have_no_habits_here() {
        check("geslo", Lang::SL, None);
        check("пароль", Lang::RU, None);
        check("42", Lang::RU, None);
    }
}
