//! Where a name starts and ends as a word: no letters or digits stand beside it, but for what
//! scripts, languages and accounts write right there.

use std::ops::Range;

use super::fold::{Folded, is_unspaced};

/// A text in which names are looked for.
pub(super) struct NameText<'t> {
    /// As it was written.
    pub text: &'t str,
    /// As names are compared.
    pub folded: Folded,
    /// Where in the text elements start and end, in order: a page shows nothing there, and its
    /// HTML has a tag.
    pub edges: &'t [usize],
}

impl NameText<'_> {
    /// Tells whether a range of the folded text starts a word. A name of several words is one
    /// in `TihanaZupan`, `HiTihana Zupan` and `1tihanazupan`, too.
    pub(super) fn starts_word(&self, range: &Range<usize>, is_long: bool) -> bool {
        let before = &self.folded.text[..range.start];
        // In addresses a character may stand before it as `%3A`.
        let is_coded = || {
            let code = before.as_bytes().last_chunk::<3>();
            code.is_some_and(|c| c[0] == b'%' && c[1..].iter().all(u8::is_ascii_hexdigit))
        };
        let name = &self.folded.text[range.clone()];
        !before.ends_with(char::is_alphanumeric)
            || is_coded()
            || self.folded.has_picture(range.start)
            || name.starts_with(is_unspaced)
            || follows_particle(before, name)
            || self.is_edge(self.folded.source(range).start)
            || is_long && (before.ends_with(is_digit) || self.is_hump(range.start))
    }

    /// Tells whether a range of the folded text ends a word.
    pub(super) fn ends_word(&self, range: &Range<usize>, is_long: bool) -> bool {
        let after = &self.folded.text[range.end..];
        let name = &self.folded.text[range.clone()];
        !after.starts_with(char::is_alphanumeric)
            || self.folded.has_picture(range.end)
            || name.ends_with(is_unspaced)
            || takes_particles(name, after)
            || self.is_edge(self.folded.source(range).end)
            || is_long && (after.starts_with(is_digit) || self.is_hump(range.end))
    }

    fn is_edge(&self, at: usize) -> bool {
        self.edges.binary_search(&at).is_ok()
    }

    /// Tells whether a capital letter follows a small one at a place of the folded text.
    fn is_hump(&self, at: usize) -> bool {
        let at = self.folded.source(&(at..at)).start;
        self.text[..at].ends_with(char::is_lowercase)
            && self.text[at..].starts_with(char::is_uppercase)
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Tells whether a letter stands right before a name that is a word of its own in its language:
/// "and", "to", "of" in Arabic and Hebrew.
fn follows_particle(before: &str, name: &str) -> bool {
    let is_arabic = |c: char| ('\u{620}'..='\u{64a}').contains(&c);
    let is_hebrew = |c: char| ('\u{5d0}'..='\u{5ea}').contains(&c);
    let mut letters = before.chars().rev();
    let particle = letters.next();
    let is_particle = match particle {
        Some('و' | 'ف' | 'ب' | 'ل' | 'ك') => name.starts_with(is_arabic),
        Some('ו' | 'ה' | 'ב' | 'ל' | 'מ' | 'ש' | 'כ') => name.starts_with(is_hebrew),
        _ => false,
    };
    is_particle && !letters.next().is_some_and(char::is_alphanumeric)
}

/// Tells whether what follows a name is what Korean writes right behind it, and no end of its
/// last syllable: syllables are taken apart when they are folded.
fn takes_particles(name: &str, after: &str) -> bool {
    let is_korean = |c: char| ('\u{1100}'..='\u{11ff}').contains(&c);
    name.ends_with(is_korean)
        && !after.starts_with(|c: char| ('\u{11a8}'..='\u{11ff}').contains(&c))
}
