//! The words of a sentence, and where they stand.

use std::borrow::Cow;

/// A word, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub word: Cow<'t, str>,
    pub start: usize,
    pub end: usize,
}

/// Splits text into words. What is drawn together is taken apart: `I'm`, `l'application`.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let next = || text[at + c.len_utf8()..].chars().next();
        let in_word = c.is_alphanumeric()
            || is_mark(c)
            || (start.is_some() && is_apostrophe(c) && next().is_some_and(char::is_alphanumeric));
        match (start, in_word) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                push(text, from, at, &mut tokens);
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    tokens
}

/// Joins signs that follow a letter, as in Hindi or in decomposed letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}')
}

/// One apostrophe for all, and `е` for `ё`, since people write either.
fn folded(c: char) -> char {
    match c {
        '’' | 'ʼ' => '\'',
        'ё' => 'е',
        c => c,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn push<'t>(text: &'t str, start: usize, end: usize, tokens: &mut Vec<Token<'t>>) {
    let word = &text[start..end];
    let lower = match word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        true => Cow::Borrowed(word),
        false if word.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            Cow::Owned(word.to_ascii_lowercase())
        }
        false => Cow::Owned(word.chars().flat_map(char::to_lowercase).map(folded).collect()),
    };
    // Ukrainian words have it within, and `don't` is one word.
    let parts = lower.split_once('\'').filter(|(head, tail)| head.is_ascii() && *tail != "t");
    let (Some((head, tail)), Some(sign)) = (parts, word.find(is_apostrophe)) else {
        tokens.push(Token { word: lower, start, end });
        return;
    };
    let tail = match tail {
        "m" => "am",
        "re" => "are",
        "ve" => "have",
        "d" => "would",
        "ll" => "will",
        "s" => "is",
        tail => tail,
    };
    let after = sign + word[sign..].chars().next().map_or(0, char::len_utf8);
    let (head, tail) = (Cow::Owned(head.to_owned()), Cow::Owned(tail.to_owned()));
    tokens.push(Token { word: head, start, end: start + sign });
    tokens.push(Token { word: tail, start: start + after, end });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_they_were() {
        let text = "I'm at С++ п'ять, l'application don’t";
        let found = tokens(text);
        let words: Vec<&str> = found.iter().map(|token| &*token.word).collect();
        assert_eq!(words, ["i", "am", "at", "с", "п'ять", "l", "application", "don't"]);
        assert_eq!(&text[found[4].start..found[4].end], "п'ять");
    }
}
