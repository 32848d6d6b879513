//! Places in files, with the one line that a message quotes.

use std::ops::Range;

/// How many characters round the quoted words a message shows of a long line.
const CONTEXT: usize = 70;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file, as the reader would type it.
    pub path: String,
    /// The line from 1; 0 when only the file is known.
    pub line: usize,
    /// The column from 1 in characters; 0 when only the line is known.
    pub column: usize,
    /// The quoted line, cut round the words meant.
    pub excerpt: Option<Excerpt>,
}

/// A line of a file, cut to a readable length.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Excerpt {
    /// The text without its line break.
    pub text: String,
    /// The bytes of `text` that are meant.
    pub range: Range<usize>,
}

impl Place {
    /// Names a file and nothing in it.
    pub fn file(path: impl Into<String>) -> Place {
        Place { path: path.into(), line: 0, column: 0, excerpt: None }
    }

    /// Names a line, without quoting it.
    pub fn line(path: impl Into<String>, line: usize) -> Place {
        Place { path: path.into(), line, column: 0, excerpt: None }
    }

    /// Names a line and a column, without quoting them: for text that must not be shown.
    pub fn column(path: impl Into<String>, line: usize, column: usize) -> Place {
        Place { path: path.into(), line, column, excerpt: None }
    }

    /// Finds a byte range in the whole text of a file and quotes its line.
    pub fn in_text(path: impl Into<String>, text: &str, range: Range<usize>) -> Place {
        Place::in_record(path, 1, text, range)
    }

    /// The same for a piece of a file whose first line has the number `first_line`.
    pub fn in_record(
        path: impl Into<String>,
        first_line: usize,
        text: &str,
        range: Range<usize>,
    ) -> Place {
        let start = text.floor_char_boundary(range.start);
        let end = text.floor_char_boundary(range.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = first_line + text[..line_start].matches('\n').count();
        let column = text[line_start..start].chars().count() + 1;
        let shown = text[line_start..line_end].trim_end_matches('\r');
        let within = start - line_start..end.min(line_end) - line_start;
        Place { path: path.into(), line, column, excerpt: Some(cut(shown, within)) }
    }

    /// What decides the order of messages: path, line, column.
    pub fn sort_key(&self) -> (&str, usize, usize) {
        (&self.path, self.line, self.column)
    }
}

/// Returns the part of a long line around `range`; `…` marks what was left out.
fn cut(line: &str, range: Range<usize>) -> Excerpt {
    let range = range.start.min(line.len())..range.end.min(line.len());
    let before = line[..range.start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let wanted = line[range.start..]
        .char_indices()
        .nth(CONTEXT)
        .map_or(line.len(), |(at, _)| range.start + at);
    let (head, tail) =
        (["", "…"][usize::from(before > 0)], ["", "…"][usize::from(wanted < line.len())]);
    let text = format!("{head}{}{tail}", &line[before..wanted]);
    let start = head.len() + range.start - before;
    let end = head.len() + range.end.min(wanted) - before;
    Excerpt { text, range: start..end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "мова: uk\nтитул: x\n";
        let at = text.find("титул").expect("it is there");
        let place = Place::in_text("a.yaml", text, at..at + "титул".len());
        assert_eq!((place.line, place.column), (2, 1));
        let at = text.find("uk").expect("it is there");
        let place = Place::in_text("a.yaml", text, at..at + 2);
        assert_eq!((place.line, place.column), (1, 7));
        assert_eq!(place.excerpt.map(|e| e.text[e.range].to_owned()), Some("uk".to_owned()));
    }

    #[test]
    fn long_lines_are_cut_round_the_words() {
        let text = format!("{}needle{}", "ж".repeat(500), "x".repeat(500));
        let at = text.find("needle").expect("it is there");
        let excerpt = Place::in_text("a.json", &text, at..at + 6).excerpt.expect("it quotes");
        assert!(excerpt.text.chars().count() <= 2 * CONTEXT + 2);
        assert_eq!(&excerpt.text[excerpt.range], "needle");
    }

    #[test]
    fn ranges_past_the_end_or_inside_a_character_do_not_panic() {
        for range in [0..0, 1..2, 5..900, 900..901] {
            let place = Place::in_text("a", "жж\n", range);
            assert!(place.line >= 1);
        }
    }
}
