//! Which script a letter, a text or a language is written in.

use super::Lang;

/// A script, as far as search tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Arabic letters, also those of Persian and Urdu.
    Arabic,
    /// Hebrew letters.
    Hebrew,
    /// Devanagari letters.
    Devanagari,
    /// Han, Kana, Hangul, Thai, Lao, Khmer and Myanmar: words without spaces
    /// around them, or with endings grown on.
    Unspaced,
    /// All others, taken as one.
    Other,
}

impl Script {
    /// Returns the script of a letter; nothing for digits, marks and signs.
    pub fn of(c: char) -> Option<Script> {
        match c {
            'a'..='z' | 'A'..='Z' => Some(Script::Latin),
            '\0'..='\u{7f}' => None,
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' => Some(Script::Cyrillic),
            '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if c.is_alphabetic() => {
                Some(Script::Latin)
            }
            c if is_unspaced(c) => Some(Script::Unspaced),
            c if !c.is_alphabetic() => None,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
            '\u{590}'..='\u{5ff}' => Some(Script::Hebrew),
            '\u{600}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Some(Script::Arabic),
            '\u{900}'..='\u{97f}' => Some(Script::Devanagari),
            '\u{250}'..='\u{2af}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' => {
                Some(Script::Latin)
            }
            '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Some(Script::Latin),
            _ => Some(Script::Other),
        }
    }

    /// Returns the script in which a language is usually written.
    pub fn of_language(lang: Lang) -> Script {
        match lang.primary() {
            "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky" | "mn" | "tg" | "tt" | "ba" => {
                Script::Cyrillic
            }
            "sr" if !lang.as_str().ends_with("Latn") => Script::Cyrillic,
            "el" => Script::Greek,
            "ar" | "arc" | "ckb" | "dv" | "fa" | "ps" | "sd" | "ug" | "ur" => Script::Arabic,
            "he" | "yi" => Script::Hebrew,
            "hi" | "mr" | "ne" | "sa" => Script::Devanagari,
            "zh" | "ja" | "ko" | "th" | "lo" | "km" | "my" => Script::Unspaced,
            "am" | "bn" | "gu" | "hy" | "ka" | "kn" | "ml" | "pa" | "si" | "ta" | "te" | "ti" => {
                Script::Other
            }
            _ => Script::Latin,
        }
    }

    /// Returns the scripts of a text's letters, each once, sorted.
    pub fn all_in(text: &str) -> Vec<Script> {
        let mut scripts = Vec::new();
        for script in text.chars().filter_map(Script::of) {
            if !scripts.contains(&script) {
                scripts.push(script);
            }
        }
        scripts.sort_unstable();
        scripts
    }
}

/// Tells whether a letter belongs to a script that is cut into pairs of letters.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3130}'..='\u{318f}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ffdc}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_script() {
        assert_eq!(Script::of('ї'), Some(Script::Cyrillic));
        assert_eq!(Script::of('č'), Some(Script::Latin));
        assert_eq!(Script::of('密'), Some(Script::Unspaced));
        assert_eq!(Script::of('7'), None);
        assert_eq!(Script::of('×'), None);
        assert_eq!(Script::all_in("wi-fi не працює"), [Script::Latin, Script::Cyrillic]);
    }

    #[test]
    fn languages_know_their_script() {
        assert_eq!(Script::of_language(Lang::UK), Script::Cyrillic);
        assert_eq!(Script::of_language(Lang::SL), Script::Latin);
    }
}
