//! The language of a text whose export does not say.

use whatlang::Detector;

use super::{Lang, Script, words};

/// Enough to be sure; more only costs time.
const MOST_CHARS: usize = 600;

/// Returns the language of a text when it is beyond doubt.
///
/// Looks only among the given languages, or among all that are known when
/// none are given. Letters that only one of two neighbours has decide between
/// Ukrainian, Russian and Belarusian, and small words between English,
/// Slovenian and Croatian, so few words are enough there.
pub fn detect(text: &str, among: &[Lang]) -> Option<Lang> {
    let end = text.char_indices().nth(MOST_CHARS).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    for told in [by_letters(text), by_words(text)] {
        if let Some(known) = told.and_then(|lang| allowed(lang, among)) {
            return Some(known);
        }
    }
    let codes: Vec<whatlang::Lang> = among.iter().filter_map(|&lang| code(lang)).collect();
    let detector = match among {
        [] => Detector::new(),
        _ if codes.is_empty() => return None,
        _ => Detector::with_allowlist(codes),
    };
    let found = detector.detect(text).filter(whatlang::Info::is_reliable)?;
    let lang = Lang::new(tag(found.lang())?)?;
    allowed(lang, among)
}

fn allowed(lang: Lang, among: &[Lang]) -> Option<Lang> {
    match among {
        [] => Some(lang),
        _ => among.iter().copied().find(|known| known.same_language(lang)),
    }
}

/// Decides by letters that the neighbours lack, when they are all of one side.
fn by_letters(text: &str) -> Option<Lang> {
    let (mut ukrainian, mut russian, mut belarusian) = (0, 0, 0);
    for c in text.chars() {
        match c {
            'ї' | 'Ї' | 'є' | 'Є' | 'ґ' | 'Ґ' => ukrainian += 1,
            'ў' | 'Ў' => belarusian += 1,
            'ы' | 'Ы' | 'э' | 'Э' | 'ё' | 'Ё' => russian += 1,
            _ => {}
        }
    }
    match (ukrainian, russian, belarusian) {
        (2.., 0, 0) => Some(Lang::UK),
        // Kazakh, Kyrgyz and others share these letters and have more of their own.
        (0, 2.., 0) if text.chars().all(is_russian_or_not_cyrillic) => Some(Lang::RU),
        _ => None,
    }
}

/// Small words that only one of these languages has.
const TELLING: &[(&str, &[&str])] = &[
    ("en", &["the", "how", "my", "what", "does", "with", "this", "why", "cannot", "should", "and"]),
    (
        "sl",
        &[
            "kaj", "sem", "ki", "če", "tudi", "lahko", "ker", "še", "že", "zakaj", "kje", "moj",
            "nisem", "pri", "svoj", "naj", "ko", "ampak",
        ],
    ),
    (
        "hr",
        &[
            "sam", "što", "šta", "koji", "koja", "koje", "gdje", "zašto", "ako", "ću", "kada",
            "nisam", "nije", "ovo", "bih", "još", "već", "mogu",
        ],
    ),
];

/// Decides by small words, when one language has three times those of the others.
fn by_words(text: &str) -> Option<Lang> {
    let mut counts = [0; TELLING.len()];
    for word in words(text) {
        let word = word.to_lowercase();
        for (count, (_, telling)) in counts.iter_mut().zip(TELLING) {
            *count += usize::from(telling.contains(&word.as_str()));
        }
    }
    let total: usize = counts.iter().sum();
    let most = counts.iter().zip(TELLING).max_by_key(|(count, _)| **count)?;
    let (&count, &(tag, _)) = most;
    (count >= 2 && count >= 3 * (total - count)).then(|| Lang::new(tag))?
}

fn is_russian_or_not_cyrillic(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё') || Script::of(c) != Some(Script::Cyrillic)
}

/// The languages that whatlang knows, by our tags.
const KNOWN: &[(&str, whatlang::Lang)] = &[
    ("af", whatlang::Lang::Afr),
    ("ar", whatlang::Lang::Ara),
    ("be", whatlang::Lang::Bel),
    ("bg", whatlang::Lang::Bul),
    ("bn", whatlang::Lang::Ben),
    ("ca", whatlang::Lang::Cat),
    ("cs", whatlang::Lang::Ces),
    ("da", whatlang::Lang::Dan),
    ("de", whatlang::Lang::Deu),
    ("el", whatlang::Lang::Ell),
    ("en", whatlang::Lang::Eng),
    ("eo", whatlang::Lang::Epo),
    ("es", whatlang::Lang::Spa),
    ("et", whatlang::Lang::Est),
    ("fa", whatlang::Lang::Pes),
    ("fi", whatlang::Lang::Fin),
    ("fr", whatlang::Lang::Fra),
    ("he", whatlang::Lang::Heb),
    ("hi", whatlang::Lang::Hin),
    ("hr", whatlang::Lang::Hrv),
    ("hu", whatlang::Lang::Hun),
    ("hy", whatlang::Lang::Hye),
    ("id", whatlang::Lang::Ind),
    ("it", whatlang::Lang::Ita),
    ("ja", whatlang::Lang::Jpn),
    ("ka", whatlang::Lang::Kat),
    ("ko", whatlang::Lang::Kor),
    ("lt", whatlang::Lang::Lit),
    ("lv", whatlang::Lang::Lav),
    ("mk", whatlang::Lang::Mkd),
    ("nb", whatlang::Lang::Nob),
    ("nl", whatlang::Lang::Nld),
    ("no", whatlang::Lang::Nob),
    ("pl", whatlang::Lang::Pol),
    ("pt", whatlang::Lang::Por),
    ("ro", whatlang::Lang::Ron),
    ("ru", whatlang::Lang::Rus),
    ("sk", whatlang::Lang::Slk),
    ("sl", whatlang::Lang::Slv),
    ("sr", whatlang::Lang::Srp),
    ("sv", whatlang::Lang::Swe),
    ("ta", whatlang::Lang::Tam),
    ("th", whatlang::Lang::Tha),
    ("tr", whatlang::Lang::Tur),
    ("uk", whatlang::Lang::Ukr),
    ("ur", whatlang::Lang::Urd),
    ("vi", whatlang::Lang::Vie),
    ("yi", whatlang::Lang::Yid),
    ("zh", whatlang::Lang::Cmn),
];

fn code(lang: Lang) -> Option<whatlang::Lang> {
    KNOWN.iter().find(|(tag, _)| *tag == lang.primary()).map(|&(_, code)| code)
}

fn tag(code: whatlang::Lang) -> Option<&'static str> {
    KNOWN.iter().find(|&&(_, known)| known == code).map(|&(tag, _)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, among: &[&str], expected: Option<&str>) {
        let among: Vec<Lang> =
            among.iter().map(|tag| Lang::new(tag).expect("a valid tag")).collect();
        let found = detect(text, &among).map(|lang| lang.to_string());
        assert_eq!(found.as_deref(), expected);
    }

    const SLOVENIAN: &str = "Pozabil sem geslo za prijavo in ne dobim sporočila za ponastavitev. \
        Kaj naj naredim, da bi lahko spet uporabljal svoj račun?";
    const CROATIAN: &str = "Zaboravio sam lozinku za prijavu i ne dobivam poruku za ponovno \
        postavljanje. Što trebam učiniti da bih opet mogao koristiti svoj račun?";
    const ENGLISH: &str = "I forgot my password and the message with the link never arrives. \
        What should I do to use my account again?";

    #[test]
    fn neighbours_are_told_apart() {
        check("Не можу увійти, її пароль не діє.", &["uk", "ru", "en"], Some("uk"));
        check("Не могу войти, это старый пароль.", &["uk", "ru", "en"], Some("ru"));
        check(SLOVENIAN, &["sl", "hr", "en"], Some("sl"));
        check(CROATIAN, &["sl", "hr", "en"], Some("hr"));
        check(ENGLISH, &["sl", "hr", "en"], Some("en"));
    }

    #[test]
    fn short_questions_are_told_by_their_small_words() {
        check("How do I reset my password?", &["sl", "en"], Some("en"));
        check("Kje lahko zamenjam geslo?", &["sl", "hr", "en"], Some("sl"));
        check("Gdje mogu promijeniti lozinku?", &["sl", "hr", "en"], Some("hr"));
    }

    #[test]
    fn all_languages_are_candidates_when_none_are_given() {
        check(ENGLISH, &[], Some("en"));
        check("Як змінити пароль, якщо її пошта не діє?", &[], Some("uk"));
    }

    #[test]
    fn doubt_finds_nothing() {
        check("OK", &["en", "sl"], None);
        check("", &[], None);
        check("12345 !!!", &["en"], None);
        check(ENGLISH, &["xx"], None);
    }

    #[test]
    fn the_answer_is_one_of_the_given_tags() {
        check(ENGLISH, &["en-GB", "sl"], Some("en-GB"));
    }
}
