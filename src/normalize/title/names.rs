//! Who writes in a thread, to know their names in what is written.

use std::collections::HashSet;

use super::token::tokens;

/// Longer names are none.
const MAX_WORDS: usize = 8;

/// Everybody who writes in a thread, as mentions name them: words in small letters.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: HashSet<String>,
    most_words: usize,
}

impl Names {
    /// Gathers names.
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Names {
        let mut found = Names::default();
        for name in names {
            let words: Vec<String> = words(name).collect();
            if !words.is_empty() && words.len() <= MAX_WORDS {
                found.most_words = found.most_words.max(words.len());
                found.all.insert(words.join(" "));
            }
        }
        found
    }

    /// Returns how many bytes of the text, from its start, are somebody's name.
    pub(super) fn at_start(&self, text: &str) -> usize {
        if self.all.is_empty() {
            return 0;
        }
        let found = tokens(&text[..nearby(text)]);
        if found.first().is_none_or(|token| token.start > 0) {
            return 0;
        }
        let (mut name, mut longest) = (String::new(), 0);
        for token in found.iter().take(self.most_words) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&token.word);
            if self.all.contains(&name) {
                longest = token.end;
            }
        }
        longest
    }

    /// Tells whether a text is nothing but a name.
    pub(super) fn has(&self, text: &str) -> bool {
        self.all.contains(&words(text).collect::<Vec<String>>().join(" "))
    }
}

/// Names are short: what is looked at to find one.
pub(super) fn nearby(text: &str) -> usize {
    text.char_indices().nth(80).map_or(text.len(), |(at, _)| at)
}

fn words(name: &str) -> impl Iterator<Item = String> {
    tokens(name).into_iter().map(|token| token.word.into_owned())
}
