//! The terms of a text: what the index keeps of each word.
//!
//! | a word | its terms |
//! |---|---|
//! | of letters | its stem, accents folded |
//! | in parts, `foo_bar`, `e-mail` | the parts joined, then each part |
//! | a version, `v2.4.1` | itself without the `v`, then its beginnings, `2.4` |
//! | in humps, `getElementById` | itself, then each hump |
//! | `C++`, `C#` | itself |
//! | a number in base 16, `0x80070005` | itself, then its digits |
//! | a name with a known end, `node.js` | without the dot, then each part |
//! | `.NET`, and an operator, `&&` | itself, but not in bodies; then the name |
//! | of Han, Kana, Hangul, Thai … | each pair of neighbouring letters |
//!
//! A term never holds a space or a colon.

use super::Lang;
#[cfg(feature = "cli")]
use super::cache;
#[cfg(feature = "cli")]
use super::cache::Cache;
use super::fold;
use super::script::is_unspaced;
#[cfg(feature = "cli")]
use super::small_words;
use super::stem::Stemmer;
use super::words::{is_silent, words};

/// Longer terms are cut to this many bytes; nobody types them.
const LONGEST: usize = 64;

/// Turns texts of one language into terms.
///
/// Keeps the terms of the words seen lately, so it wants to live long and
/// belongs to one thread. The reader for browsers, which sees few words, does not.
pub struct Analyzer {
    maker: Maker,
    #[cfg(feature = "cli")]
    cache: Cache,
}

/// Makes the terms of one word.
struct Maker {
    lang: Lang,
    stemmer: Stemmer,
    prefix: String,
    /// Terms that are left out, sorted.
    left_out: Vec<String>,
    /// Whether terms that begin with a sign are left out: all code is full of them.
    without_signs: bool,
    lowered: String,
    piece: String,
}

impl Analyzer {
    /// Makes bare terms, `reset`.
    pub fn new(lang: Lang) -> Analyzer {
        Analyzer::with_prefix(lang, String::new())
    }

    /// Makes terms that begin with their language, `en:reset`.
    ///
    /// An index of several languages keeps their terms apart by it, so a
    /// language's frequencies come from its own texts alone.
    pub fn keyed(lang: Lang) -> Analyzer {
        Analyzer::with_prefix(lang, key_prefix(lang))
    }

    /// Leaves out the terms of the words that only frame a question, and of signs.
    ///
    /// They are a third of all text and tell documents hardly apart: without them
    /// in bodies an index is smaller and finds as well.
    #[cfg(feature = "cli")]
    pub fn without_small_words(mut self) -> Analyzer {
        let mut terms = String::new();
        self.analyze(small_words(self.lang()), &mut terms);
        self.maker.left_out = terms.split_terminator(' ').map(str::to_owned).collect();
        self.maker.left_out.sort_unstable();
        self.maker.without_signs = true;
        self.cache = Cache::default();
        self
    }

    fn with_prefix(lang: Lang, prefix: String) -> Analyzer {
        let stemmer = Stemmer::new(lang);
        let (left_out, lowered, piece) = (Vec::new(), String::new(), String::new());
        let without_signs = false;
        let maker = Maker { lang, stemmer, prefix, left_out, without_signs, lowered, piece };
        Analyzer {
            maker,
            #[cfg(feature = "cli")]
            cache: Cache::default(),
        }
    }

    /// Returns the language.
    pub fn lang(&self) -> Lang {
        self.maker.lang
    }

    /// Appends the terms of a text, each followed by one space.
    #[cfg(not(feature = "cli"))]
    pub fn analyze(&mut self, text: &str, out: &mut String) {
        words(text).for_each(|word| self.maker.make(word, out));
    }

    /// Appends the terms of a text, each followed by one space.
    #[cfg(feature = "cli")]
    pub fn analyze(&mut self, text: &str, out: &mut String) {
        for word in words(text) {
            if word.len() > cache::LONGEST {
                self.maker.make(word, out);
                continue;
            }
            let hash = cache::hash(word);
            if let Some(terms) = self.cache.get(word, hash) {
                out.push_str(terms);
                continue;
            }
            let start = out.len();
            self.maker.make(word, out);
            self.cache.put(word, hash, &out[start..]);
        }
    }
}

/// Returns what the keyed terms of a language begin with, `uk:`.
pub fn key_prefix(lang: Lang) -> String {
    [lang.primary(), ":"].concat()
}

impl Maker {
    fn make(&mut self, word: &str, out: &mut String) {
        let mut lowered = std::mem::take(&mut self.lowered);
        lowered.clear();
        fold::lower(word, &mut lowered);
        self.without_apostrophes(&mut lowered);
        // Unfolding ligatures can bring signs to light: `㏂` is `a.m.`, `ﷺ` four words.
        for piece in words(&lowered) {
            self.by_script(piece, out);
        }
        self.lowered = lowered;
        if word.is_ascii() {
            self.humps(word, out);
        }
    }

    /// Takes the apostrophes out, and with them what they only glue on:
    /// `user's` is `user`, French `l'hôtel` is `hôtel`, `п’ять` is `пять`.
    fn without_apostrophes(&self, word: &mut String) {
        let Some(at) = word.find(is_silent) else { return };
        let length = word[at..].chars().next().map_or(0, char::len_utf8);
        let (left, right) = (&word[..at], &word[at + length..]);
        let elided = match self.lang.primary() {
            "fr" | "ca" | "oc" => left.chars().count() <= 2,
            "it" => left.chars().count() <= 5,
            _ => false,
        };
        if elided && right.chars().count() > 1 {
            word.drain(..at + length);
        } else if right == "s" && left.is_ascii() {
            word.truncate(at);
        }
        word.retain(|c| !is_silent(c));
    }

    /// Cuts what is written without spaces into pairs, and leaves the rest whole.
    fn by_script(&mut self, word: &str, out: &mut String) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let unspaced = is_unspaced(first);
            let end = rest.find(|c| is_unspaced(c) != unspaced).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            if unspaced {
                self.pairs(piece, out);
            } else {
                self.parts(piece, out);
            }
            rest = after;
        }
    }

    fn pairs(&mut self, piece: &str, out: &mut String) {
        let ends = piece.char_indices().map(|(at, _)| at).skip(2).chain([piece.len()]);
        for (start, end) in piece.char_indices().map(|(at, _)| at).zip(ends) {
            self.emit(&piece[start..end], out);
        }
    }

    /// Handles a word with hyphens, underscores or dots inside.
    fn parts(&mut self, word: &str, out: &mut String) {
        let is_sign = !word.contains(char::is_alphanumeric);
        if is_sign || word.starts_with('.') {
            self.emit(word, out);
        }
        if is_sign {
            return;
        }
        let word = word.trim_matches(is_joint);
        if let Some(digits) = hexadecimal(word) {
            self.emit(word, out);
            self.emit(digits, out);
            return;
        }
        if !word.contains(is_joint) {
            self.plain(word, out);
            return;
        }
        let version = word.strip_prefix('v').unwrap_or(word);
        if version.split('.').all(is_number) {
            self.version(version, out);
            return;
        }
        self.whole(word, out);
        for part in word.split(is_joint).filter(|part| part.len() > 1) {
            self.plain(part, out);
        }
    }

    fn version(&mut self, version: &str, out: &mut String) {
        self.emit(version, out);
        for (at, _) in version.match_indices('.').skip(1) {
            self.emit(&version[..at], out);
        }
    }

    /// Joins the parts: `e-mail` is `email`; between digits a hyphen counts.
    fn whole(&mut self, word: &str, out: &mut String) {
        let mut whole = String::with_capacity(word.len());
        let mut left = ' ';
        let name = word.rsplit_once('.').filter(|(_, end)| NAME_ENDS.contains(end));
        let is_name = name.is_some_and(|(name, _)| name.chars().all(char::is_alphabetic));
        for (at, c) in word.char_indices() {
            let right = word[at + c.len_utf8()..].chars().next().unwrap_or(' ');
            let between_digits = left.is_ascii_digit() && right.is_ascii_digit();
            match c {
                '-' | '_' | '\u{2010}' if !between_digits => {}
                '.' if is_name => {}
                '\u{2010}' => whole.push('-'),
                c => whole.push(c),
            }
            left = c;
        }
        self.plain(&whole, out);
    }

    fn plain(&mut self, word: &str, out: &mut String) {
        let mut piece = std::mem::take(&mut self.piece);
        piece.clear();
        self.stemmer.stem(word, &mut piece);
        self.emit(&piece, out);
        self.piece = piece;
    }

    /// Adds the humps of `getElementById`, but none of `GitHub`: two capitals
    /// are the writing of a name, more or a small first letter that of code.
    fn humps(&mut self, word: &str, out: &mut String) {
        let bytes = word.as_bytes();
        let is_bound = |at: &usize| {
            let (left, here) = (bytes[at - 1], bytes[*at]);
            let next_is_small = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
            here.is_ascii_uppercase()
                && (left.is_ascii_lowercase() || (left.is_ascii_uppercase() && next_is_small))
        };
        let bounds: Vec<usize> = (1..bytes.len()).filter(is_bound).collect();
        let few = if bytes[0].is_ascii_lowercase() { 1 } else { 2 };
        if bounds.len() < few || word.contains(is_joint) {
            return;
        }
        let ends = bounds.iter().copied().chain([word.len()]);
        for (start, end) in std::iter::once(0).chain(bounds.iter().copied()).zip(ends) {
            if end - start > 1 {
                let hump = word[start..end].to_ascii_lowercase();
                self.plain(&hump, out);
            }
        }
    }

    fn emit(&self, term: &str, out: &mut String) {
        if self.without_signs && term.starts_with(|c: char| c.is_ascii_punctuation()) {
            return;
        }
        let mut end = term.len().min(LONGEST);
        while !term.is_char_boundary(end) {
            end -= 1;
        }
        if end > 0 {
            let start = out.len();
            out.push_str(&self.prefix);
            out.push_str(&term[..end]);
            let term = &out[start..];
            if self.left_out.binary_search_by(|other| other.as_str().cmp(term)).is_ok() {
                out.truncate(start);
            } else {
                out.push(' ');
            }
        }
    }
}

/// Ends of names that are written with and without their dot.
const NAME_ENDS: [&str; 4] = ["js", "net", "io", "ai"];

/// Returns the digits of a number in base 16 that says so, from four on.
pub(crate) fn hexadecimal(word: &str) -> Option<&str> {
    let digits = word.strip_prefix("0x")?;
    (digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digits)
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | '\u{2010}')
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}
