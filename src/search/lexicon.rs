//! What a query needs to know of an index, whichever engine holds it.

use crate::text::Lang;

use super::meaning::Vector;

/// The documents of one language, whatever the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageCount {
    /// The language, without region.
    pub lang: Lang,
    /// How many documents are written in it.
    pub n_documents: u32,
}

/// In how many documents a term stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermCounts {
    /// In how many titles, the other wordings of a question among them.
    pub in_title: u32,
    /// In how many bodies.
    pub in_body: u32,
}

impl TermCounts {
    /// Tells whether any document has the term.
    pub fn found(self) -> bool {
        self.in_title > 0 || self.in_body > 0
    }

    /// Returns a number of documents that have the term at least.
    pub fn most(self) -> u32 {
        self.in_title.max(self.in_body)
    }
}

/// A term's part in one document, before its rarity counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posting {
    /// The document's number.
    pub doc: u32,
    /// What the term adds to the title's score, by [`super::score::TITLE`].
    pub title: f32,
    /// What it adds to the body's.
    pub body: f32,
}

/// The terms of an index and the documents that have them.
///
/// A reader that fetches its files one by one answers as if what is missing were
/// empty, and notes what it lacked; asked again with that at hand, it answers in
/// full. So one and the same code plans and ranks on this machine, where all is
/// at hand, and in a browser.
pub trait Lexicon {
    /// Returns the languages of the documents, by tag.
    fn languages(&self) -> &[LanguageCount];

    /// Returns in how many documents a term stands.
    fn counts(&mut self, key: &str) -> TermCounts;

    /// Calls with each term that begins with some letters, in their order, and
    /// the number of documents that have it.
    fn beginning_with(&mut self, prefix: &str, see: &mut dyn FnMut(&str, u32));

    /// Calls with the words of a language, without the language's prefix, that
    /// slips and run-together words are compared with, in their order.
    fn vocabulary(&mut self, lang: Lang, see: &mut dyn FnMut(&str, u32));

    /// Calls with each document that has a term; a document comes once.
    fn postings(&mut self, key: &str, see: &mut dyn FnMut(Posting));

    /// Calls with each term that begins with some letters, as far as they are kept
    /// beside a term that is looked up anyway.
    fn beside(&mut self, key: &str, prefix: &str, see: &mut dyn FnMut(&str, u32)) {
        let _ = key;
        self.beginning_with(prefix, see);
    }

    /// Tells whether a term is in so many documents that looking it up costs more
    /// than it tells.
    fn is_costly(&self, key: &str) -> bool {
        let _ = key;
        false
    }

    /// Tells whether something is missing that was asked for, so that an absent
    /// word may yet be there.
    fn is_waiting(&self) -> bool {
        false
    }

    /// Returns what a term means, if that is known; see [`super::meaning`].
    fn vector(&mut self, key: &str) -> Option<Vector> {
        let _ = key;
        None
    }

    /// Returns what else is meant by a term, with how much it counts.
    fn synonyms(&mut self, key: &str) -> Vec<(String, f32)>;
}
