//! Text as names are compared in it: as a reader reads it, not as it was typed.
//!
//! One form for all spellings of a name: white space of every kind and the quote marks of
//! mails are one space; so are a hyphen, dot, underscore, plus or slash between letters;
//! what is written as `%C4%8D`, `&#269;` or `\u010d` is that character;
//! characters that do not show are nothing; fullwidth and other compatible letters are the
//! usual ones; case and accents do not count. Between letters of scripts that set no spaces
//! between words a space is nothing.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Folded text, with the way back.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The text.
    pub text: String,
    /// For each byte of it, and for its end: where in the source the character starts that
    /// the byte comes from.
    places: Vec<usize>,
    /// Where in it pictures stand, which keep words apart.
    pictures: Vec<usize>,
}

/// Stands for a picture among words (U+FFFC, the object replacement character). It is nothing
/// within a word, and the end of a word beside it.
pub(super) const PICTURE: char = '\u{fffc}';

impl Folded {
    /// Folds text.
    pub(super) fn of(text: &str) -> Folded {
        let mut folded = Folded::default();
        folded.text.reserve(text.len());
        folded.places.reserve(text.len() + 1);
        let mut at = 0;
        // At the start of a line, where a mail has its quote marks.
        let mut is_at_start = false;
        while let Some((c, len)) = first(&text[at..]) {
            // On one line what is left of a quoted line end is ` > `.
            let is_mark = matches!(c, '>' | '|');
            let is_apart = || {
                let next = text[at + len..].chars().next();
                let is_space = |c: char| c.is_whitespace() || matches!(c, '>' | '|');
                folded.text.ends_with(' ') && next.is_none_or(is_space)
            };
            let is_quote_mark = is_mark && (is_at_start || is_apart());
            is_at_start = c == '\n' || is_at_start && (c.is_whitespace() || is_quote_mark);
            if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase(), at);
            } else if c.is_whitespace() || is_quote_mark {
                folded.space(at);
            } else if is_joiner(c)
                && folded.ends_in_word()
                && let Some(gap) = gap_before_word(&text[at + len..])
            {
                folded.space(at);
                at += gap;
            } else if c == PICTURE {
                folded.pictures.push(folded.text.len());
            } else if !is_ignorable(c) {
                if is_unspaced(c) {
                    folded.close_gap();
                }
                letters(c).for_each(|letter| folded.push(letter, at));
            }
            at += len;
        }
        folded.places.push(at);
        folded
    }

    /// Folds text for those who look for addresses and numbers: white space within a line is a
    /// space, compatible forms of ASCII are ASCII, what does not show is nothing, `%40` is an
    /// `@`, and `%2E` a dot. `None` for text that is so already.
    pub(super) fn of_signs(text: &str) -> Option<Folded> {
        // Every text of a site comes through here, most of it ASCII: only what may be written
        // in another way is looked at.
        let is_usual = |byte: u8| matches!(byte, b' '..=b'$' | b'&'..=b'~' | b'\n' | b'\r');
        if text.bytes().fold(true, |all, byte| all & is_usual(byte)) {
            return None;
        }
        let may_be_odd = |(_, byte): &(usize, u8)| !is_usual(*byte);
        let is_odd = |(at, _)| {
            let here = text.get(at..).unwrap_or_default();
            coded_sign(here).is_some() || here.chars().next().is_some_and(|c| sign(c) != Some(c))
        };
        if !text.bytes().enumerate().filter(may_be_odd).any(is_odd) {
            return None;
        }
        let mut folded = Folded::default();
        folded.text.reserve(text.len());
        folded.places.reserve(text.len() + 1);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let (c, len) = coded_sign(&text[at..]).unwrap_or((c, c.len_utf8()));
            sign(c).into_iter().for_each(|c| folded.push(c, at));
            at += len;
        }
        folded.places.push(at);
        Some(folded)
    }

    /// Finds where a range of the source went.
    pub(super) fn target(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| self.places.partition_point(|place| *place < at);
        let end = self.text.len();
        place(range.start).min(end)..place(range.end).min(end)
    }

    /// Finds where in the source a range of the folded text comes from, with all that was
    /// left out within and behind it.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.places[range.start]..self.places[range.end]
    }

    /// Tells whether a picture stands at a place of the folded text.
    pub(super) fn has_picture(&self, at: usize) -> bool {
        self.pictures.binary_search(&at).is_ok()
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.places.extend(std::iter::repeat_n(at, c.len_utf8()));
    }

    fn space(&mut self, at: usize) {
        if !self.text.ends_with(' ') {
            self.push(' ', at);
        }
    }

    /// Takes away a space that stands behind a letter of a script without spaces.
    fn close_gap(&mut self) {
        if self.text.strip_suffix(' ').is_some_and(|before| before.ends_with(is_unspaced)) {
            self.text.pop();
            self.places.pop();
            let end = self.text.len();
            self.pictures.iter_mut().rev().take_while(|at| **at > end).for_each(|at| *at = end);
        }
    }

    fn ends_in_word(&self) -> bool {
        self.text.ends_with(char::is_alphanumeric)
    }
}

/// Folds a name or a piece of one.
pub(super) fn fold(text: &str) -> String {
    Folded::of(text).text
}

/// Measures what joins a word to the one before it, behind the first such character; `None`
/// where no word follows.
fn gap_before_word(text: &str) -> Option<usize> {
    let (mut gap, mut is_joined) = (0, true);
    while let Some((c, len)) = first(&text[gap..]) {
        if !is_ignorable(c) {
            // `Ana_>_Kos` is what accounts and addresses make of a quoted line end.
            if !is_joiner(c) && !matches!(c, '>' | '|') {
                return (is_joined && c.is_alphanumeric()).then_some(gap);
            }
            is_joined = is_joiner(c);
        }
        gap += len;
    }
    None
}

/// Returns the first character of a text, and how many bytes it takes: addresses write it as
/// `%C4%8D`, or as `%25C4%258D`, HTML that is shown as text as `&#269;`, and JSON as `\u010d`.
fn first(text: &str) -> Option<(char, usize)> {
    let c = text.chars().next()?;
    let written = match c {
        '%' => coded(text),
        '&' => referenced(text),
        '\\' => escaped(text),
        _ => None,
    };
    Some(written.unwrap_or((c, c.len_utf8())))
}

/// `\u010d`, as JSON and code have it.
fn escaped(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let value = is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()?;
    char::from_u32(value).map(|c| (c, "\\u".len() + digits.len()))
}

/// The longest character reference that is read as one, in bytes, without zeros in front of its
/// number: `&CounterClockwiseContourIntegral;`.
const MAX_REFERENCE: usize = 33;

fn referenced(text: &str) -> Option<(char, usize)> {
    let mut rest = text.strip_prefix('&')?;
    while let Some(inner) = rest.strip_prefix("amp;") {
        rest = inner;
    }
    let mark = ["#x", "#X", "#"].into_iter().find(|mark| rest.starts_with(mark)).unwrap_or("");
    let digits = &rest[mark.len()..];
    let name = if mark.is_empty() { digits } else { digits.trim_start_matches('0') };
    let end = name.bytes().take(MAX_REFERENCE).position(|byte| byte == b';')?;
    let written = format!("&{mark}{};", &name[..end]);
    let rest = name;
    let read = html_escape::decode_html_entities(&written);
    let mut chars = read.chars();
    let c = chars.next().filter(|_| chars.next().is_none())?;
    Some((c, text.len() - rest.len() + end + 1))
}

fn coded(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    let mut rest = text;
    for n in 0..bytes.len() {
        rest = rest.strip_prefix('%')?;
        while let Some(inner) = rest.strip_prefix("25").filter(|inner| is_hex(inner)) {
            rest = inner;
        }
        let digits = rest.get(..2).filter(|digits| is_hex(digits))?;
        bytes[n] = u8::from_str_radix(digits, 16).ok()?;
        rest = &rest[2..];
        if let Ok(c) = std::str::from_utf8(&bytes[..=n]) {
            return Some((c.chars().next()?, text.len() - rest.len()));
        }
    }
    None
}

/// Tells whether a text starts with two hexadecimal digits.
fn is_hex(text: &str) -> bool {
    text.as_bytes().first_chunk::<2>().is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
}

/// Returns the sign of a mail address that a text starts with as addresses write it, and how many
/// bytes it takes: `%40`, or `%2540` within another address.
fn coded_sign(text: &str) -> Option<(char, usize)> {
    let mut rest = text.strip_prefix('%')?;
    while let Some(inner) = rest.strip_prefix("25").filter(|inner| is_hex(inner)) {
        rest = inner;
    }
    let sign = match rest.as_bytes().first_chunk::<2>()? {
        b"40" => '@',
        b"2e" | b"2E" => '.',
        _ => return None,
    };
    Some((sign, text.len() - rest.len() + 2))
}

/// Returns the character that one looks like to those who search for addresses and numbers;
/// `None` for what does not show.
fn sign(c: char) -> Option<char> {
    match c {
        '\n' | '\r' => Some(c),
        // Accents that stand alone are drawn over a space.
        '\u{2d8}'..='\u{2dd}' => Some(' '),
        c if c.is_whitespace() => Some(' '),
        c if is_ignorable(c) || is_drawn_over(c) => None,
        '\u{2212}' | '\u{2043}' | '\u{fe63}' => Some('-'),
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(u32::from(c) - 0x6f0, 10),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21),
        '\u{fe6b}' => Some('@'),
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((u32::from(c) - 0x1d7ce) % 10, 10),
        c => Some(c),
    }
}

/// Marks that are drawn over the sign before them, such as accents. Every letter beyond ASCII
/// comes through here, so scripts without such marks need no look into a table.
fn is_drawn_over(c: char) -> bool {
    match c {
        '\0'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{590}' => false,
        '\u{488}' | '\u{489}' | '\u{20d0}'..='\u{20ff}' => true,
        '\u{1100}'..='\u{1aaf}' | '\u{1e00}'..='\u{20cf}' | '\u{2100}'..='\u{2cee}' => false,
        '\u{3100}'..='\u{a66e}' | '\u{ac00}'..='\u{fb1d}' => false,
        c => canonical_combining_class(c) != 0,
    }
}

/// What may stand between the parts of a name in addresses, files and handles.
fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | '+' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(c, '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{ff3f}' | '\u{b7}')
        || matches!(c, '\u{2024}' | '\u{ff0b}' | '\u{ff0e}' | '\u{ff0f}')
        || matches!(c, '\u{30a0}' | '\u{30fb}' | '\u{ff65}')
}

/// Tells letters of scripts that set no spaces between words: Chinese, Japanese, Thai, Lao,
/// Tibetan, Burmese and Khmer. A name there has letters right beside it.
pub(super) fn is_unspaced(c: char) -> bool {
    match c {
        '\0'..='\u{dff}' => false,
        '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => c.is_alphanumeric(),
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' => true,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}' => true,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => true,
        '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{323af}' => true,
        _ => false,
    }
}

/// Characters that do not show (Unicode's `Default_Ignorable_Code_Point`, and controls).
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | PICTURE | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    ) || c.is_control() && !c.is_whitespace()
}

/// The usual letters that a character stands for, in small letters and without accents.
fn letters(c: char) -> impl Iterator<Item = char> {
    let same = match c {
        'ß' | 'ẞ' => "ss",
        'ς' => "σ",
        // Letters with a stroke have no accent that could be taken off.
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        // Arabic and Persian keyboards write the same letters in their own ways.
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        'ٱ' => "ا",
        '’' | '‘' | 'ʼ' | '`' | '´' | 'ʹ' => "'",
        _ => "",
    };
    let own = if same.is_empty() { Some(c) } else { None };
    let folded = own.into_iter().nfkd().flat_map(char::to_lowercase);
    // Accents, and what is drawn round a letter.
    let is_mark = |c: &char| {
        canonical_combining_class(*c) != 0
            || matches!(c, '\u{488}' | '\u{489}' | '\u{20d0}'..='\u{20ff}')
    };
    same.chars().chain(folded.filter(move |c| !is_mark(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
    }

    #[test]
    fn all_spellings_of_a_name_are_one() {
        for text in [
            "Tina Zupan",
            "TINA  ZUPAN",
            "tina\u{a0}zupan",
            "Tina\tZupan",
            "Tina\r\nZupan",
            "Tina\n> > Zupan",
            "tina-zupan",
            "Tina.Zupan",
            "tina_zupan",
            "Tina+Zupan",
            "Tina/Zupan",
            "Tina%20Zupan",
            "%54ina%2D%5aupan",
            "Tina%2520Zupan",
            "Tina--Zupan",
            "Tina > > Zupan",
            "Tina-%2D.Zupan",
            "T&#105;na&#x20;Zupan",
            "Tina&amp;nbsp;&#x17d;upan",
            "Tina%E2%80%8B%20%C5%BDupan",
            "Ti\u{200b}na Zu\u{ad}pan",
            "Tina\u{3000}Zupan",
            "Ｔｉｎａ　Ｚｕｐａｎ",
            "Tína Župan",
            "Tina\u{2011}Zupan",
            "Ti\u{301}na Zupan",
            "𝐓𝐢𝐧𝐚 Zupan",
            "Tina \u{200b} Zupan",
            "Tina\u{2060}-\u{2060}Zupan",
            "Tina_>_Zupan",
            "Tina->>-Zupan",
            "Tina_\u{200b}&gt;_Zupan",
            "Tina\u{ff0e}Zupan",
            "Tina\u{2024}Zupan",
            "T\u{20dd}ina Zupan",
            r"T\u0069na\u0020\u017Dupan",
        ] {
            check(text, "tina zupan");
        }
        check("Łucja Đorđević Ødegård Þór", "lucja dordevic odegard thor");
        check("محم\u{640}ـد عل\u{649}", "محمد عل\u{64a}");
        check("АНДРІЙ Ґонта", "андріи ґонта");
        check("O’Neil Straße", "o'neil strasse");
        check("＠tina", "@tina");
    }

    #[test]
    fn a_space_is_nothing_where_scripts_set_none() {
        for text in
            ["山田 太郎", "山田太郎", "山田\u{3000}太郎", "山田・太郎", "山田%20太郎", "山田-太郎"]
        {
            check(text, "山田太郎");
        }
        check("Kim 山田 to", "kim 山田 to");
        check("김 철수", "\u{1100}\u{1175}\u{11b7} \u{110e}\u{1165}\u{11af}\u{1109}\u{116e}");
        let folded = Folded::of("a 山 \u{fffc}田b");
        assert_eq!((&*folded.text, folded.source(&(2..8))), ("a 山田b", 2..12));
        assert!(folded.has_picture(5));
    }

    #[test]
    fn arrows_join_no_words() {
        for text in ["tina->zupan", "tina-> zupan", "tina_>zupan", "tina->"] {
            check(text, text);
        }
    }

    #[test]
    fn what_is_no_code_stays() {
        check("5% a%zz %e2%28 %", "5% a%zz %e2( %");
        check("a & b &; &x; &amp;amp &#;", "a & b &; &x; &amp;amp &#;");
        check("%25", "%");
        check("%č", "%c");
    }

    #[test]
    fn signs_are_those_that_readers_see() {
        let text = "č a\u{200b}n\u{ad}a＠mail%40x\tＳ１\u{1d7d7}";
        let folded = Folded::of_signs(text).expect("it is odd");
        assert_eq!(folded.text, "č ana@mail@x S19");
        assert_eq!(&text[folded.source(&(3..7))], "a\u{200b}n\u{ad}a＠");
        assert_eq!(&folded.text[folded.target(&(text.len() - 4..text.len()))], "9");
        assert!(Folded::of_signs("Ґанок č, 5 %\nx").is_none());
        let folded = Folded::of_signs("4\u{301}1 \u{665}\u{20dd}5\u{6f7}\u{2212}2").expect("odd");
        assert_eq!(folded.text, "41 557-2");
    }

    #[test]
    fn marks_of_sentences_stay() {
        check("Tina. Zupan", "tina. zupan");
        check("Tina.\nZupan", "tina. zupan");
        check("Tina - Zupan", "tina - zupan");
        check("-a -> b", "-a -> b");
    }

    #[test]
    fn the_way_back_takes_in_what_was_left_out() {
        let text = "a Ti\u{ad}na\n> Zu\u{301}\u{200b}, b";
        let folded = Folded::of(text);
        assert_eq!(folded.text, "a tina zu, b");
        assert_eq!(&text[folded.source(&(2..9))], "Ti\u{ad}na\n> Zu\u{301}\u{200b}");
        assert_eq!(folded.source(&(0..folded.text.len())), 0..text.len());
    }
}
