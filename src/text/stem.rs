//! The stem of a word, per language.

use frostem::Algorithm;

#[cfg(feature = "slavic")]
use super::stem_sl;
use super::{Lang, Script};

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
    #[cfg(feature = "slavic")]
    Slovenian,
    Snowball(frostem::Stemmer),
}

/// Returns the rules of a language; none are known for some.
#[cfg(not(feature = "slavic"))]
fn rules(tag: &str) -> Rules {
    match tag {
        "en" => Rules::Snowball(frostem::Stemmer::new(Algorithm::English)),
        _ => Rules::None,
    }
}

/// Returns the rules of a language; none are known for some.
#[cfg(feature = "slavic")]
fn rules(tag: &str) -> Rules {
    match tag {
        "sl" => Rules::Slovenian,
        tag => match frostem::Stemmer::try_from_name(name(tag)) {
            Ok(stemmer) => Rules::Snowball(stemmer),
            Err(_unknown) => Rules::None,
        },
    }
}

/// Returns the name under which frostem knows a language's stemmer.
#[cfg(feature = "slavic")]
fn name(tag: &str) -> &str {
    match tag {
        "hr" | "bs" | "sh" => "serbian",
        "nb" | "nn" => "norwegian",
        tag => tag,
    }
}

/// The stemmers that a reader for browsers comes with: the fewer, the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stemmers {
    /// That of English; enough for languages that have none, too.
    English,
    /// Those of Slovenian, Russian and Ukrainian as well.
    Slavic,
    /// All.
    All,
}

impl Stemmers {
    /// Returns the fewest that some languages need.
    #[cfg(feature = "cli")]
    pub fn needed(languages: &[Lang]) -> Stemmers {
        let needed = |tag: &str| match tag {
            "en" => Stemmers::English,
            "sl" | "ru" | "uk" => Stemmers::Slavic,
            tag if frostem::Stemmer::try_from_name(name(tag)).is_ok() => Stemmers::All,
            _ => Stemmers::English,
        };
        let needed = languages.iter().map(|lang| needed(lang.primary()));
        needed.max().unwrap_or(Stemmers::English)
    }
}

impl Stemmer {
    /// Takes the rules of a language.
    pub(super) fn new(lang: Lang) -> Stemmer {
        let script = Script::of_language(lang);
        let own = rules(lang.primary());
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
            #[cfg(feature = "slavic")]
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
    fn readers_come_with_the_stemmers_that_a_site_needs() {
        let lang = |tag| Lang::new(tag).expect("a tag");
        assert_eq!(Stemmers::needed(&[Lang::EN, lang("ja")]), Stemmers::English);
        assert_eq!(Stemmers::needed(&[Lang::EN, Lang::SL]), Stemmers::Slavic);
        assert_eq!(Stemmers::needed(&[Lang::UK, lang("fr")]), Stemmers::All);
    }
}
