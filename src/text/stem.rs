//! The stem of a word, per language.

use frostem::Algorithm;

use super::Lang;
use super::Script;
use super::stem_sl;

/// Words longer than this many bytes are not words of a language.
const LONGEST: usize = 48;

/// Takes the endings off the words of one language.
#[derive(Clone, Copy)]
pub(super) struct Stemmer {
    script: Script,
    own: Rules,
    /// Words in Latin letters within a text of another script are mostly English.
    latin: Rules,
}

#[derive(Clone, Copy)]
enum Rules {
    None,
    Slovenian,
    Snowball(frostem::Stemmer),
}

/// Returns the name under which frostem knows a language's stemmer.
fn name(tag: &str) -> &str {
    match tag {
        "hr" | "bs" | "sh" => "serbian",
        "nb" | "nn" => "norwegian",
        tag => tag,
    }
}

/// Tells whether some of these languages have stemmers that the smaller of the
/// two readers for browsers lacks.
#[cfg(feature = "cli")]
pub fn needs_all_stemmers(languages: &[Lang]) -> bool {
    let is_small = |tag: &str| matches!(tag, "en" | "ru" | "uk" | "sl");
    let known = |tag: &str| frostem::Stemmer::try_from_name(name(tag)).is_ok();
    languages.iter().map(Lang::primary).any(|tag| !is_small(tag) && known(tag))
}

impl Stemmer {
    /// Takes the rules of a language; none are known for some.
    pub(super) fn new(lang: Lang) -> Stemmer {
        let script = Script::of_language(lang);
        let own = match lang.primary() {
            "sl" => Rules::Slovenian,
            tag => match frostem::Stemmer::try_from_name(name(tag)) {
                Ok(stemmer) => Rules::Snowball(stemmer),
                Err(_unknown) => Rules::None,
            },
        };
        let latin = match script {
            Script::Latin => own,
            _other => Rules::Snowball(frostem::Stemmer::new(Algorithm::English)),
        };
        Stemmer { script, own, latin }
    }

    /// Appends the stem of a lowercase word, accents folded.
    pub(super) fn stem(&self, word: &str, out: &mut String) {
        let rules = match word.chars().next().and_then(Script::of) {
            _ if word.len() > LONGEST || word.len() < 3 => Rules::None,
            Some(Script::Latin) => self.latin,
            Some(script) if script == self.script => self.own,
            Some(_) | None => Rules::None,
        };
        let start = out.len();
        match rules {
            Rules::Snowball(stemmer) if word.chars().all(char::is_alphabetic) => {
                super::fold(&stemmer.stem(word), out);
            }
            Rules::None | Rules::Snowball(_) => super::fold(word, out),
            Rules::Slovenian => {
                let mut folded = String::with_capacity(word.len());
                super::fold(word, &mut folded);
                stem_sl::push_stem(&folded, out);
            }
        }
        if out.len() == start {
            super::fold(word, out);
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn sites_in_other_languages_need_the_larger_reader() {
        let french = Lang::new("fr").expect("a tag");
        let japanese = Lang::new("ja").expect("a tag");
        assert!(!needs_all_stemmers(&[Lang::EN, Lang::UK, Lang::SL, Lang::RU, japanese]));
        assert!(needs_all_stemmers(&[Lang::EN, french]));
    }
}
