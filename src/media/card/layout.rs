//! Lines: how many a text has at which size, and where they are.

use std::ops::Range;

use resvg::tiny_skia::{Path, PathBuilder, Transform};

use crate::text::{Direction, Lang};

use super::fonts::{Faces, Measured};
use super::shape::shape;

/// From line to line, and from the top of one to where its letters stand, in parts of the size.
const LINE: f32 = 1.24;
const ASCENT: f32 = 0.98;

/// Letters may come out a little wider side by side than each by itself.
const SAFE: f32 = 0.98;

/// The longest text that is looked at, in characters. No card has room for more.
const MAX_LETTERS: usize = 400;

/// Where words may be, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// Words in their place.
pub(super) struct Block {
    pub path: Option<Path>,
    /// The longest line, and the end of the last one.
    pub width: f32,
    pub bottom: f32,
}

impl Block {
    pub(super) fn moved(self, right: f32, down: f32) -> Block {
        let by = Transform::from_translate(right, down);
        Block { path: self.path.and_then(|path| path.transform(by)), ..self }
    }
}

/// Writes texts of one language.
pub(super) struct Writer<'a> {
    pub faces: &'a Faces,
    pub lang: Lang,
    pub way: Direction,
}

impl Writer<'_> {
    /// Lays a text out, as large as it fits; what does not fit at the smallest size is cut.
    pub(super) fn block(&self, text: &str, area: Area, sizes: &[f32]) -> Block {
        let start: String = text.chars().take(MAX_LETTERS).collect();
        let letters = self.faces.measured(&start);
        let mut fitting = sizes.iter().map(|size| (*size, Lines::of(&letters, area.width / size)));
        let is_good = |(size, lines): &(f32, Lines)| {
            !lines.is_torn && lines.ranges.len() <= n_lines(area.height, *size)
        };
        let (size, lines) =
            fitting.clone().find(is_good).or_else(|| fitting.next_back()).unwrap_or_default();
        let lines = lines.balanced(&letters, area.width / size);
        let most = n_lines(area.height, size).max(1);
        let mut words: Vec<String> =
            lines.ranges.iter().take(most).map(|range| text_of(&letters[range.clone()])).collect();
        let is_cut = lines.ranges.len() > most || text.len() > start.len();
        if let (true, Some(last)) = (is_cut, lines.ranges.get(words.len().saturating_sub(1))) {
            words.pop();
            words.push(self.shortened(&letters[last.clone()], area.width / size));
        }
        let mut path = PathBuilder::new();
        let (mut longest, mut bottom) = (0.0_f32, area.y);
        for line in &words {
            let shaped = shape(self.faces, line, self.way, self.lang, size);
            let x = match self.way {
                Direction::Ltr => area.x,
                Direction::Rtl => area.x + area.width - shaped.width,
            };
            shaped.draw(self.faces, &mut path, x, bottom + size * ASCENT);
            longest = longest.max(shaped.width);
            bottom += size * LINE;
        }
        Block { path: path.finish(), width: longest, bottom }
    }

    /// Cuts a line so that it ends with three points.
    fn shortened(&self, letters: &[Measured], width: f32) -> String {
        let points: f32 = self.faces.measured("…").iter().map(|point| point.width).sum();
        let mut room = width * SAFE - points;
        let fits = |letter: &&Measured| {
            room -= letter.width;
            room >= 0.0
        };
        let kept: Vec<Measured> = letters.iter().take_while(fits).copied().collect();
        let kept = text_of(&kept);
        format!("{}…", kept.trim_end_matches([' ', '.', ',', '…', '-', ':']))
    }
}

fn text_of(letters: &[Measured]) -> String {
    letters.iter().map(|letter| letter.letter).collect()
}

fn n_lines(height: f32, size: f32) -> usize {
    (height / (size * LINE)) as usize
}

/// The lines of a text.
#[derive(Default)]
struct Lines {
    ranges: Vec<Range<usize>>,
    /// A word is longer than a line.
    is_torn: bool,
}

impl Lines {
    /// Returns as many lines that are about as long as each other.
    fn balanced(self, letters: &[Measured], width: f32) -> Lines {
        let narrower = (1..=8).map(|part| Lines::of(letters, width * (1.0 - part as f32 * 0.05)));
        let is_as_good = |lines: &Lines| !lines.is_torn && lines.ranges.len() == self.ranges.len();
        match self.is_torn || self.ranges.len() < 2 {
            true => self,
            false => narrower.take_while(is_as_good).last().unwrap_or(self),
        }
    }

    /// Breaks a text into lines of a width, in parts of the size.
    fn of(letters: &[Measured], width: f32) -> Lines {
        let mut lines = Lines::default();
        let mut start = 0;
        loop {
            start += letters[start..].iter().take_while(|letter| letter.is_space()).count();
            if start == letters.len() {
                return lines;
            }
            let (mut end, mut used, mut last) = (start, 0.0, None);
            while let Some(letter) = letters.get(end) {
                used += letter.width;
                if used > width * SAFE && end > start && !letter.is_space() {
                    break;
                }
                end += 1;
                if letters.get(end).is_some_and(|next| may_break(letter.letter, next.letter)) {
                    last = Some(end);
                }
            }
            if end < letters.len() {
                lines.is_torn |= last.is_none();
                end = last.unwrap_or_else(|| before_marks(letters, start, end));
            }
            let n_spaces = letters[start..end].iter().rev().take_while(|l| l.is_space()).count();
            lines.ranges.push(start..end - n_spaces);
            start = end;
        }
    }
}

/// Goes back so that no mark is parted from its letter.
fn before_marks(letters: &[Measured], start: usize, end: usize) -> usize {
    let is_mark = |at: &usize| letters[*at].width == 0.0;
    (start + 1..=end).rev().find(|at| !is_mark(at)).unwrap_or(end)
}

/// Tells whether a line may end between two letters.
fn may_break(before: char, after: char) -> bool {
    if before == ' ' {
        return true;
    }
    if matches!(before, '-' | '–' | '—' | '/') {
        return after.is_alphabetic();
    }
    let is_free = |c: char| {
        matches!(c,
            '\u{2e80}'..='\u{2fff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    };
    let begins_none = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                'ー' | 'ゃ' | 'ゅ' | 'ょ' | 'っ' | 'ャ' | 'ュ' | 'ョ' | 'ッ' | 'ぁ' | 'ァ'
            )
            || !c.is_alphanumeric() && !ends_none(c)
    };
    (is_free(before) || is_free(after) || is_point(before) && is_free(after))
        && !begins_none(after)
        && !ends_none(before)
}

/// The ends of sentences where no space follows.
fn is_point(c: char) -> bool {
    matches!(c, '、' | '。' | '，' | '！' | '？' | '：' | '；')
}

/// What opens something: no line ends with it.
fn ends_none(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '「' | '『' | '（' | '【' | '〈' | '《')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters that are all as wide as the size.
    fn broken(text: &str, width: f32) -> Vec<String> {
        let letter = |letter: char| Measured {
            letter,
            face: 0,
            width: if letter == '\u{301}' { 0.0 } else { SAFE },
        };
        let letters: Vec<Measured> = text.chars().map(letter).collect();
        let lines = Lines::of(&letters, width);
        lines.ranges.into_iter().map(|range| text_of(&letters[range])).collect()
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(broken("to be or not", 5.0), ["to be", "or", "not"]);
        assert_eq!(broken("to be", 5.0), ["to be"]);
        assert_eq!(broken("well-known a/b", 6.0), ["well-", "known", "a/b"]);
        assert_eq!(broken("", 5.0), [""; 0]);
    }

    #[test]
    fn words_longer_than_a_line_are_torn_between_letters() {
        assert_eq!(broken("abcdefgh", 3.0), ["abc", "def", "gh"]);
        assert_eq!(broken("abce\u{301}f", 3.0), ["abc", "e\u{301}f"]);
        assert_eq!(broken("ab", 0.5), ["a", "b"]);
    }

    #[test]
    fn scripts_without_spaces_break_between_signs_and_keep_points_together() {
        assert_eq!(broken("密码重置。不行", 4.0), ["密码重", "置。不行"]);
        assert_eq!(broken("重置「密码」", 3.0), ["重置", "「密", "码」"]);
    }
}
