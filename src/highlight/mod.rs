//! Which words of a piece of code are keywords, strings, comments.
//!
//! Floor 0. Knows code and nothing of pages: a text and the name of a language go in, ranges
//! with classes come out, and what becomes of them is decided by who asked. Languages are
//! never guessed.
//!
//! Code is as untrusted as any text. Grammars are full of expressions that look ahead, so what
//! they may look at is bounded: long lines, lines of many `<`, and whatever nests too deep have
//! no classes, and neither has what follows the first [`MAX_CODE`] bytes.

mod class;
#[cfg(test)]
mod fuzz_tests;
mod language;

use std::ops::Range;

use syntaxmate::{Tokenizer, TokenizerOptions};

pub use class::Class;
pub use language::Language;

/// So many bytes of a block of code are looked at; the rest has no classes.
pub const MAX_CODE: usize = 32 * 1024;

/// A line that is longer has no classes. One line in 2,000 of real code is.
const MAX_LINE: usize = 400;

/// Neither has one with more of these: grammars try to read each as the start of a list of
/// types, and each of them to the end of the line.
const MAX_ANGLES: usize = 32;

/// Code that nests deeper has no classes from there on. Real code stays below 20.
const MAX_DEPTH: usize = 64;

/// Some bytes of a piece of code, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where they stand. Within one line.
    pub range: Range<usize>,
    /// What they are.
    pub class: Class,
}

impl Language {
    /// Finds the tokens of a piece of code that are of some class, in their order.
    pub fn tokens(&self, code: &str) -> Vec<Token> {
        let Some(grammar) = self.grammar() else { return Vec::new() };
        let options = TokenizerOptions { max_line_bytes: MAX_LINE, line_cache_entries: 0 };
        let mut tokenizer = Tokenizer::from_prepared(&grammar, options);
        let mut state = tokenizer.initial_state();
        let mut tokens: Vec<Token> = Vec::new();
        let mut start = 0;
        for line in code.split_inclusive('\n') {
            if start + line.len() > MAX_CODE || state.depth() > MAX_DEPTH {
                break;
            }
            let words = line.trim_end_matches(['\n', '\r']);
            if memchr::memchr_iter(b'<', words.as_bytes()).count() <= MAX_ANGLES {
                let sink = |token: syntaxmate::Token| add(start, words, &token, &mut tokens);
                if tokenizer.tokenize_line_with(words, &mut state, sink).is_err() {
                    break;
                }
            }
            start += line.len();
        }
        tokens
    }
}

/// Adds a token of a line, or makes the one before it longer.
fn add(start: usize, line: &str, token: &syntaxmate::Token, tokens: &mut Vec<Token>) {
    let range = token.range();
    let Some(words) = line.get(range.clone()) else { return };
    let Some(class) = Class::of(token.scopes(), words) else { return };
    let range = start + range.start..start + range.end;
    match tokens.last_mut() {
        Some(last) if last.class == class && last.range.end == range.start => {
            last.range.end = range.end;
        }
        _ => tokens.push(Token { range, class }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(language: &str, code: &str) -> String {
        let language = Language::named(language).expect("it is known");
        let (mut out, mut at) = (String::new(), 0);
        for Token { range, class } in language.tokens(code) {
            out.push_str(&code[at..range.start]);
            out.push_str(&format!("[{} {}]", class.name(), &code[range.clone()]));
            at = range.end;
        }
        out + &code[at..]
    }

    #[track_caller]
    fn check(language: &str, code: &str, expected: &str) {
        assert_eq!(marked(language, code), expected);
    }

    #[test]
    fn words_of_common_languages_have_their_classes() {
        check(
            "rust",
            "fn main() { // Hi\n    let n = 5;\n}",
            "[keyword fn] [function main]() { [comment // Hi]\n    [keyword let] n = \
             [number 5];\n}",
        );
    }
}
