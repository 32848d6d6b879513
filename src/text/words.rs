//! Where a word begins and ends.
//!
//! A word is a run of letters, digits and marks. Single apostrophes, hyphens,
//! underscores and dots between two of these stay inside, so `E-1042`, `2.4.1`,
//! `foo_bar`, `п’ять` and `config.yaml` are one word each; so do the signs at
//! the end of `C++` and `C#`, and the dot in front of `.NET`. Operators of
//! programming languages that stand alone, as `&&` does, are words too.
//! `terms` decides what is kept of such a word.

use super::marks::is_mark;

/// What a byte of text is, for the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a word.
    Word,
    /// Part of a word when it stands between two parts.
    Joiner,
    /// Not part of any word.
    Gap,
}

/// The kind of each ASCII byte.
const ASCII: [Kind; 128] = {
    let mut kinds = [Kind::Gap; 128];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        if b.is_ascii_alphanumeric() {
            kinds[byte] = Kind::Word;
        } else if matches!(b, b'\'' | b'-' | b'_' | b'.') {
            kinds[byte] = Kind::Joiner;
        }
        byte += 1;
    }
    kinds
};

/// Operators that people ask about by name, the longest first. Those that are punctuation
/// elsewhere are left out: `...`, `--`, `//`, and `::`, which terms cannot hold.
const OPERATORS: [&str; 16] = [
    "===", "!==", "&&", "||", "==", "!=", "->", "=>", "<<", ">>", "<=", ">=", "??", "**", "+=",
    "-=",
];

/// Returns the words of a text in their order, as they are written.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The words of a text; see [`words`].
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let start = self.start()?;
        let end = self.end(start);
        self.at = end;
        Some(&self.text[start..end])
    }
}

impl Words<'_> {
    fn start(&self) -> Option<usize> {
        let mut at = self.at;
        loop {
            let (kind, length) = self.kind(at)?;
            if kind == Kind::Word || self.is_dotted(at) || self.operator(at) > 0 {
                return Some(at);
            }
            at += length;
        }
    }

    /// Tells whether a name begins with the dot at a byte: `.NET`, `*.pak`.
    fn is_dotted(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        bytes[at] == b'.'
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
            && at
                .checked_sub(1)
                .is_none_or(|before| is_edge(bytes[before]) || bytes[before] == b'*')
    }

    /// Returns the length of the operator at a byte; 0 where none stands alone.
    fn operator(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if !matches!(bytes[at], b'&' | b'|' | b'=' | b'!' | b'-' | b'<' | b'>' | b'?' | b'*' | b'+')
        {
            return 0;
        }
        let is_alone = |length: usize| {
            at.checked_sub(1).is_none_or(|before| is_edge(bytes[before]))
                && bytes.get(at + length).is_none_or(|next| is_edge(*next))
        };
        let rest = &bytes[at..];
        let operator = OPERATORS.iter().find(|sign| rest.starts_with(sign.as_bytes()));
        operator.map_or(0, |sign| if is_alone(sign.len()) { sign.len() } else { 0 })
    }

    fn end(&self, start: usize) -> usize {
        let operator = self.operator(start);
        if operator > 0 {
            return start + operator;
        }
        let mut at = start + usize::from(self.text.as_bytes()[start] == b'.');
        while let Some((kind, length)) = self.kind(at) {
            match kind {
                Kind::Word => at += length,
                Kind::Joiner => match self.kind(at + length) {
                    Some((Kind::Word, next)) => at += length + next,
                    Some((Kind::Joiner | Kind::Gap, _)) | None => break,
                },
                Kind::Gap => break,
            }
        }
        at + self.sign(start, at)
    }

    /// Returns the length of `++`, or of `#` behind one letter, at a word's end.
    fn sign(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = &bytes[end..];
        let length = match rest {
            [b'+', b'+', ..] => 2,
            [b'#', ..] if end - start == 1 && bytes[start].is_ascii_alphabetic() => 1,
            _ => return 0,
        };
        match self.kind(end + length) {
            Some((Kind::Word, _)) => 0,
            Some((Kind::Joiner | Kind::Gap, _)) | None => length,
        }
    }

    /// Returns the kind and length of the character at a byte, unless at the end.
    #[inline]
    fn kind(&self, at: usize) -> Option<(Kind, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 128 {
            return Some((ASCII[byte as usize], 1));
        }
        let c = self.text[at..].chars().next()?;
        Some((kind_of(c), c.len_utf8()))
    }
}

/// Tells whether a byte may stand beside an operator, or in front of a name with a dot.
fn is_edge(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, b'(' | b')' | b'[' | b']' | b'`' | b'"' | b'\'' | b',' | b'/')
}

fn kind_of(c: char) -> Kind {
    match c {
        '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{100}'..='\u{24f}' => Kind::Word,
        c if is_silent(c) => Kind::Joiner,
        // A soft hyphen of another kind and the hyphen that forbids a break.
        '\u{2010}' | '\u{2011}' => Kind::Joiner,
        c if c.is_alphanumeric() || is_mark(c) => Kind::Word,
        _ => Kind::Gap,
    }
}

/// Apostrophes of all keyboards, soft hyphens and the joiners of Persian and
/// Indic scripts: they stand inside words and are not compared.
pub(super) fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}'
            | '\u{2bc}'
            | '\u{2b9}'
            | '\u{2018}'
            | '\u{ff07}'
            | '\u{ad}'
            | '\u{200c}'
            | '\u{200d}'
            | '\u{2060}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_end_at_spaces_and_signs() {
        check("How do I reset it?", &["How", "do", "I", "reset", "it"]);
        check("a,b;(c) <d> e/f", &["a", "b", "c", "d", "e", "f"]);
        check("", &[]);
        check("?! — … “”", &[]);
    }

    #[test]
    fn codes_and_identifiers_stay_whole() {
        check("Error E-1042, v2.4.1.", &["Error", "E-1042", "v2.4.1"]);
        check("foo_bar baz::qux", &["foo_bar", "baz", "qux"]);
        check("C++, C# and a+b #tag", &["C++", "C#", "and", "a", "b", "tag"]);
        check("-x --flag a--b _", &["x", "flag", "a", "b"]);
    }

    #[test]
    fn operators_and_dotted_names_are_words() {
        check("What does && do?", &["What", "does", "&&", "do"]);
        check("`||` a -> b != c", &["||", "a", "->", "b", "!=", "c"]);
        check("a&&b &&& ... -- //", &["a", "b"]);
        check(".NET and *.pak, e.g. this", &[".NET", "and", ".pak", "e.g", "this"]);
        check("end .. .5 foo.bar .", &["end", "5", "foo.bar"]);
    }

    #[test]
    fn apostrophes_stay_inside() {
        check("п’ять п'ять пʼять 'quoted'", &["п’ять", "п'ять", "пʼять", "quoted"]);
    }
}
