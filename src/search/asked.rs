//! How much a question asks for, so that what is found can be held against it.
//!
//! A word asks for as much as it tells: its idf, and most when no document has it. Words that
//! only frame the question ask for nothing beside others. A document *covers* what it has of
//! that; see `confidence`.

use crate::text::{Lang, hexadecimal, lowercase, small_words};

use super::score::idf;

/// What the parts of a word cover together where the word itself is absent: those of
/// `wi-fi` nearly all, those of a code little, since `INVALID` is not `GL_INVALID_OPERATION`.
const PARTS: f32 = 0.8;
const PARTS_OF_CODE: f32 = 0.35;

/// How much a question asks for, by language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    languages: Vec<OfLanguage>,
    n_words: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct OfLanguage {
    lang: Lang,
    asked: f32,
    /// What a word asks for that no document has.
    rarest: f32,
}

impl Asked {
    /// Adds a language, in which nothing is asked for yet.
    pub(super) fn add_language(&mut self, lang: Lang, n_documents: u32) {
        let rarest = idf(u64::from(n_documents), 0);
        self.languages.push(OfLanguage { lang, asked: 0.0, rarest });
    }

    /// Adds a word of a language; returns the word's number.
    pub(super) fn add(&mut self, lang: Lang, weight: f32) -> usize {
        self.change(lang, weight);
        self.n_words += 1;
        self.n_words - 1
    }

    /// Asks for less: a word that nobody had turned out to frame the question.
    #[cfg(feature = "whole")]
    pub(super) fn ask_less(&mut self, lang: Lang, weight: f32) {
        self.change(lang, -weight);
    }

    fn change(&mut self, lang: Lang, weight: f32) {
        if let Some(known) = self.languages.iter_mut().find(|known| known.lang == lang) {
            known.asked = (known.asked + weight).max(0.0);
        }
    }

    /// Returns how much is asked for in a language, and what a word asks for that no document
    /// has.
    pub(super) fn of(&self, lang: Lang) -> (f32, f32) {
        let known = self.languages.iter().find(|known| known.lang == lang);
        known.map_or((0.0, 1.0), |known| (known.asked, known.rarest))
    }

    /// Returns how many words there are, over all languages.
    pub(super) fn n_words(&self) -> usize {
        self.n_words
    }
}

/// Returns what each of a word's parts covers of it.
pub(super) fn part_share(word: &str, n_parts: usize) -> f32 {
    let all = match hexadecimal(&word.to_ascii_lowercase()) {
        Some(_) => 1.0,
        None if is_code(word) => PARTS_OF_CODE,
        None => PARTS,
    };
    all / n_parts.max(1) as f32
}

/// Tells whether a word is an identifier, a version or a code, which is meant as a whole.
pub(super) fn is_code(word: &str) -> bool {
    word.bytes().any(|byte| byte == b'_' || byte == b'.' || byte.is_ascii_digit())
}

/// Tells whether a word only frames a question in a language that is known here, whatever
/// language is looked into.
pub(super) fn is_framing(word: &str) -> bool {
    let word = lowercase(word);
    let is_in = |lang| small_words(lang).split_ascii_whitespace().any(|small| small == word);
    [Lang::EN, Lang::RU, Lang::SL, Lang::UK].into_iter().any(is_in)
}

/// Tells whether a word has neither letters nor digits.
pub(super) fn is_sign(word: &str) -> bool {
    !word.contains(char::is_alphanumeric)
}
