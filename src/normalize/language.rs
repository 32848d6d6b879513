//! The language of a thread.

use crate::text::{Lang, detect};

/// Decides languages: what the record says, else what its words show.
#[derive(Clone, Debug)]
pub struct LanguageDetector {
    main: Lang,
    /// The languages that detection may answer with; empty for any.
    known: Vec<Lang>,
}

/// How much text detection looks at, in bytes.
const SAMPLE_LENGTH: usize = 800;

impl LanguageDetector {
    /// Takes the site's languages, the main one first.
    pub fn new(languages: &[Lang]) -> LanguageDetector {
        let main = languages.first().copied().unwrap_or(Lang::EN);
        LanguageDetector { main, known: languages.to_vec() }
    }

    /// Returns the language of a text.
    ///
    /// `said` is the record's own word and final; `usual` is the source's
    /// usual language, which clear evidence overrules.
    pub fn of(&self, said: Option<Lang>, usual: Option<Lang>, text: &str) -> Lang {
        if let Some(lang) = said {
            return lang;
        }
        let usual = usual.unwrap_or(self.main);
        if self.known.len() < 2 && !is_foreign_script(usual, text) {
            return usual;
        }
        let end = text.floor_char_boundary(SAMPLE_LENGTH);
        let among: &[Lang] = if self.known.len() < 2 { &[] } else { &self.known };
        detect(&text[..end], among).unwrap_or(usual)
    }
}

/// How much text a post needs for its language to be told from its thread's, in bytes.
const ENOUGH: usize = 80;

impl LanguageDetector {
    /// Returns the language of one post of a thread: people answer in their own.
    pub fn of_post(&self, thread: Lang, text: &str) -> Lang {
        if self.known.len() < 2 || text.len() < ENOUGH {
            return thread;
        }
        self.of(None, Some(thread), text)
    }
}

/// Cyrillic text on an English site, or the reverse: worth asking.
fn is_foreign_script(usual: Lang, text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let latin = text.chars().filter(|c| c.is_ascii_alphabetic()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_latin_language = matches!(
        usual.primary(),
        "en" | "sl"
            | "de"
            | "fr"
            | "es"
            | "it"
            | "pt"
            | "nl"
            | "pl"
            | "cs"
            | "sk"
            | "hr"
            | "sv"
            | "da"
            | "fi"
    );
    letters > 20 && is_latin_language && latin * 3 < letters
}
