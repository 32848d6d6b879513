//! Text as names are compared in it: as a reader reads it, not as it was typed.
//!
//! One form for all spellings of a name: white space of every kind and the quote marks of
//! mails are one space; so are a hyphen, dot, underscore, plus or slash between letters;
//! characters that do not show are nothing; fullwidth and other compatible letters are the
//! usual ones; case and accents do not count.

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
}

impl Folded {
    /// Folds text.
    pub(super) fn of(text: &str) -> Folded {
        let mut folded = Folded::default();
        folded.text.reserve(text.len());
        folded.places.reserve(text.len() + 1);
        let mut at = 0;
        // At the start of a line, where a mail has its quote marks.
        let mut is_at_start = false;
        while let Some(c) = text[at..].chars().next() {
            let len = c.len_utf8();
            let is_quote_mark = is_at_start && matches!(c, '>' | '|');
            is_at_start = c == '\n' || is_at_start && (c.is_whitespace() || is_quote_mark);
            if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase(), at);
            } else if c.is_whitespace() || is_quote_mark {
                folded.space(at);
            } else if c == '%' && text[at..].starts_with("%20") {
                folded.space(at);
                at += "%20".len();
                continue;
            } else if is_joiner(c) && folded.ends_in_word() && starts_word(&text[at + len..]) {
                folded.space(at);
            } else if !is_ignorable(c) {
                letters(c).for_each(|letter| folded.push(letter, at));
            }
            at += len;
        }
        folded.places.push(at);
        folded
    }

    /// Finds where in the source a range of the folded text comes from, with all that was
    /// left out within and behind it.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.places[range.start]..self.places[range.end]
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

    fn ends_in_word(&self) -> bool {
        self.text.ends_with(char::is_alphanumeric)
    }
}

/// Text without the characters that do not show, with the way back.
pub(super) struct Shown {
    /// The text.
    pub text: String,
    /// Where in it something was left out, and how many bytes up to there.
    gaps: Vec<(usize, usize)>,
}

impl Shown {
    /// Leaves out what does not show; `None` where all shows.
    pub(super) fn of(text: &str) -> Option<Shown> {
        if text.is_ascii() || !text.chars().any(is_ignorable) {
            return None;
        }
        let mut shown = Shown { text: String::with_capacity(text.len()), gaps: Vec::new() };
        let mut n_left_out = 0;
        for c in text.chars() {
            if is_ignorable(c) {
                n_left_out += c.len_utf8();
                shown.gaps.push((shown.text.len(), n_left_out));
            } else {
                shown.text.push(c);
            }
        }
        Some(shown)
    }

    /// Finds where in the source a range comes from, with what was left out within it.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let before = |place: usize, counts: fn(&usize, &usize) -> bool| {
            let n = self.gaps.partition_point(|(at, _)| counts(at, &place));
            n.checked_sub(1).map_or(0, |last| self.gaps[last].1)
        };
        let start = range.start + before(range.start, usize::le);
        start..(range.end + before(range.end, usize::lt)).max(start)
    }

    /// Finds a range of the source in the text.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let n = self.gaps.partition_point(|(gap, n_left_out)| gap + n_left_out <= at);
            at - n.checked_sub(1).map_or(0, |last| self.gaps[last].1).min(at)
        };
        let (start, end) = (place(range.start), place(range.end));
        start.min(self.text.len())..end.min(self.text.len())
    }
}

/// Folds a name or a piece of one.
pub(super) fn fold(text: &str) -> String {
    Folded::of(text).text
}

fn starts_word(text: &str) -> bool {
    text.chars().find(|c| !is_ignorable(*c)).is_some_and(char::is_alphanumeric)
}

/// What may stand between the parts of a name in addresses, files and handles.
fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | '+' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(c, '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{ff3f}' | '\u{b7}')
        || matches!(c, '\u{2024}' | '\u{ff0b}' | '\u{ff0e}' | '\u{ff0f}')
}

/// Characters that do not show (Unicode's `Default_Ignorable_Code_Point`, and controls).
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    ) || c.is_control() && !c.is_whitespace()
}

/// The usual letters that a character stands for, in small letters and without accents.
fn letters(c: char) -> impl Iterator<Item = char> {
    let same = match c {
        'ß' | 'ẞ' => "ss",
        'ς' => "σ",
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
            "Ti\u{200b}na Zu\u{ad}pan",
            "Tina\u{3000}Zupan",
            "Ｔｉｎａ　Ｚｕｐａｎ",
            "Tína Župan",
            "Tina\u{2011}Zupan",
            "Ti\u{301}na Zupan",
            "𝐓𝐢𝐧𝐚 Zupan",
            "Tina \u{200b} Zupan",
            "Tina\u{2060}-\u{2060}Zupan",
            "Tina\u{ff0e}Zupan",
            "Tina\u{2024}Zupan",
            "T\u{20dd}ina Zupan",
        ] {
            check(text, "tina zupan");
        }
        check("АНДРІЙ Ґонта", "андріи ґонта");
        check("O’Neil Straße", "o'neil strasse");
        check("＠tina", "@tina");
    }

    #[test]
    fn what_shows_leads_back_to_its_source() {
        let text = "a\u{200b}\u{ad} ja\u{200b}ne@m\u{2060}.si\u{200b}, b";
        let shown = Shown::of(text).expect("something does not show");
        assert_eq!(shown.text, "a jane@m.si, b");
        assert_eq!(&text[shown.source(&(2..11))], "ja\u{200b}ne@m\u{2060}.si");
        let start = text.find("ja").expect("it is there");
        assert_eq!(shown.place(&(start..text.len())), 2..14);
        assert!(Shown::of("jane").is_none() && Shown::of("Ґ").is_none());
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
