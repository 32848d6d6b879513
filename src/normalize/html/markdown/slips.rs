//! Markup of a text written by hand that means nothing, so that it is shown as it is written:
//! footnotes that are nowhere, tables that are none, marks on lines that the code does not have.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::highlight::Language;

use super::super::code::ranges;
use super::fences::Fence;
use super::{SITE, has_too_many_footnotes};

/// What means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A footnote is called and not written.
    NoteMissing,
    /// The row of `---` has so many cells, and the head of the table has others.
    TableWidth(usize, usize),
    /// What looks like the row of `---` of a table makes none.
    TableRow,
    /// Rows without one of `---` below the first.
    TableHead,
    /// A fence marks this line, and its code has so many.
    LineBeyond(usize, usize),
    /// Nobody knows the language of a fence; a name that is near.
    LanguageUnknown(Option<&'static str>),
}

/// Finds what means nothing, in the order of the text.
pub fn slips(text: &str) -> Vec<(Range<usize>, Slip)> {
    if !["[^", "|", "```", "~~~"].iter().any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let mut finder = Finder { text, ..Finder::default() };
    for (event, range) in Parser::new_ext(text, SITE).into_offset_iter() {
        finder.take(&event, range);
    }
    finder.finish()
}

/// The longest name of a footnote that is looked for, in characters.
const MAX_NAME: usize = 60;

#[derive(Default)]
struct Finder<'t> {
    text: &'t str,
    found: Vec<(Range<usize>, Slip)>,
    /// Where words stand together; the parser hands them out in pieces.
    words: Range<usize>,
    /// Calls of footnotes, whether they are written or not, with their names.
    calls: Vec<(Range<usize>, String)>,
    notes: HashSet<String>,
    /// Where the block of code starts that is open, what its fence says, and its lines so far.
    code: Option<(usize, String, usize)>,
}

impl Finder<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(code) if self.code.is_some() => {
                if let Some((_, _, n_lines)) = &mut self.code {
                    *n_lines += code.matches('\n').count();
                }
            }
            Event::Text(_) if range.start == self.words.end => self.words.end = range.end,
            Event::Text(_) => {
                self.calls_in_words();
                self.words = range;
            }
            Event::FootnoteReference(name) => self.calls.push((range, name.to_lowercase())),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.notes.insert(name.to_lowercase());
            }
            Event::Start(Tag::Paragraph) => self.table(range),
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((range.start, info, 0));
            }
            Event::End(TagEnd::CodeBlock) => self.fence(),
            _ => {}
        }
    }

    fn finish(mut self) -> Vec<(Range<usize>, Slip)> {
        self.calls_in_words();
        if !has_too_many_footnotes(self.text) {
            let is_missing = |(_, name): &&(Range<usize>, String)| !self.notes.contains(name);
            let missing = self.calls.iter().filter(is_missing);
            self.found.extend(missing.map(|(range, _)| (range.clone(), Slip::NoteMissing)));
        }
        self.found.sort_by_key(|(range, _)| range.start);
        self.found
    }

    /// What calls a note that is not there is text to the parser.
    fn calls_in_words(&mut self) {
        let range = std::mem::take(&mut self.words);
        let words = &self.text[range.clone()];
        for (at, mark) in words.match_indices("[^") {
            let from = at + mark.len();
            let end = words[from..].char_indices().take(MAX_NAME).find(|(_, c)| *c == ']');
            let Some((length, _)) = end else { continue };
            let (name, after) = (&words[from..from + length], &words[from + length + 1..]);
            let start = range.start + at;
            let is_escaped = self.text[..start].ends_with('\\');
            // `[^a-z]+` is a pattern, and no footnote.
            let is_pattern = after.starts_with(['*', '+', '?', '{', '$', '\\', '[', '(']);
            if is_name(name) && !is_escaped && !is_pattern {
                self.calls.push((start..range.start + from + length + 1, name.to_lowercase()));
            }
        }
    }

    /// Finds the rows of a table in what is a paragraph.
    fn table(&mut self, paragraph: Range<usize>) {
        let text = &self.text[paragraph.clone()];
        if !text.contains('|') {
            return;
        }
        let mut start = paragraph.start;
        let mut lines: Vec<(Range<usize>, &str)> = Vec::new();
        for line in text.split_inclusive('\n') {
            let row = line.trim_start_matches([' ', '\t', '>']);
            let at = start + line.len() - row.len();
            let row = row.trim_end();
            lines.push((at..at + row.len(), row));
            start += line.len();
        }
        for pair in lines.windows(2) {
            let [(_, head), (range, row)] = pair else { continue };
            if head.contains('|') && is_delimiter(row) {
                let slip = match (n_cells(head), n_cells(row)) {
                    (of_head, of_row) if of_head == of_row => Slip::TableRow,
                    (of_head, of_row) => Slip::TableWidth(of_row, of_head),
                };
                return self.found.push((range.clone(), slip));
            }
        }
        let is_row = |(_, row): &(Range<usize>, &str)| {
            row.len() > 2 && row.starts_with('|') && row.ends_with('|')
        };
        if lines.len() > 1 && lines.iter().all(is_row) {
            self.found.push((lines[0].0.clone(), Slip::TableHead));
        }
    }

    fn fence(&mut self) {
        let Some((start, info, n_lines)) = self.code.take() else { return };
        let line = self.text[start..].lines().next().unwrap_or_default();
        let place_of = |word: &str| {
            let at = line.find(word).map_or(start, |at| start + at);
            at..at + word.len()
        };
        let language = info.trim_start().split(|c: char| c.is_whitespace() || c == '{' || c == ',');
        let language = language.into_iter().next().unwrap_or_default();
        if !language.contains('=') && !Language::is_known(language) {
            let slip = Slip::LanguageUnknown(Language::near(language));
            self.found.push((place_of(language), slip));
        }
        let Some(fence) = Fence::read(&info) else { return };
        let beyond = ranges(fence.lines).into_iter().find(|range| *range.end() > n_lines);
        if let Some(range) = beyond {
            let slip = Slip::LineBeyond(*range.end(), n_lines);
            self.found.push((place_of(fence.lines), slip));
        }
    }
}

/// Tells whether a footnote would be called so, and no class of a pattern.
fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let is_range = name.chars().count() == 3 && name.chars().nth(1) == Some('-');
    !name.is_empty() && name.chars().all(is_letter) && !is_range
}

/// Tells whether a line is meant to end the head of a table.
fn is_delimiter(row: &str) -> bool {
    let dashes = ['-', '\u{2013}', '\u{2014}', '='];
    let is_sign = |c: char| dashes.contains(&c) || "|:+ \t".contains(c);
    row.contains(['|', '+']) && row.contains(dashes) && row.chars().all(is_sign)
}

/// Counts the cells of a row.
fn n_cells(row: &str) -> usize {
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(row);
    let pipes = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\'));
    pipes.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Slip)]) {
        let found = slips(text);
        let found: Vec<(&str, Slip)> =
            found.into_iter().map(|(range, slip)| (&text[range], slip)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn footnotes_that_are_nowhere_are_found() {
        check("Hold[^9] it[^b].\n\n[^b]: Ten seconds.", &[("[^9]", Slip::NoteMissing)]);
        check(
            "> a[^top-one] *b[^x]*",
            &[("[^top-one]", Slip::NoteMissing), ("[^x]", Slip::NoteMissing)],
        );
        check("`a[^9]` and \\[^9] and [^a-z] and [^ab]+ and [^9](b.md)\n\n    [^9]", &[]);
        check("a[^B]\n\n[^b]: One.", &[]);
    }

    #[test]
    fn tables_that_are_none_are_found() {
        check("| a | b |\n|---|\n| 1 | 2 |", &[("|---|", Slip::TableWidth(1, 2))]);
        check("| a | b |\n|---+---|\n| 1 | 2 |", &[("|---+---|", Slip::TableWidth(1, 2))]);
        check("> | a | b |\n> |—|—|\n> | 1 | 2 |", &[("|—|—|", Slip::TableRow)]);
        check("| a | b |\n| 1 | 2 |", &[("| a | b |", Slip::TableHead)]);
        check("| a | b |\n|---|---|\n| 1 | 2 |", &[]);
        check("a \\| b | c\n--|:-:\n1 | 2", &[]);
        check("a | b\nc | d", &[]);
        check("ls | wc -l\n\n`a|b`", &[]);
        check("```\n| a | b |\n|---|\n```", &[]);
    }

    #[test]
    fn marks_on_lines_that_are_not_there_are_found() {
        check("```js {1,4-9}\na\nb\n```", &[("1,4-9", Slip::LineBeyond(9, 2))]);
        check("```js {1-2}\na\nb\n```\n\n~~~ {3}\na\n\nb\n~~~", &[]);
    }

    #[test]
    fn languages_that_nobody_knows_are_found() {
        check("```jsom\n{}\n```", &[("jsom", Slip::LanguageUnknown(Some("json")))]);
        check("~~~ klingonese {1}\na\n~~~", &[("klingonese", Slip::LanguageUnknown(None))]);
        check(
            "```\na\n```\n\n```text\na\n```\n\n```mermaid\na\n```\n\n```title=\"x\"\na\n```",
            &[],
        );
        check("```rust,ignore\na\n```\n\n```C++\na\n```\n\n```{.python}\na\n```", &[]);
    }

    #[test]
    fn any_text_is_looked_at_in_linear_time() {
        for part in ["[^", "[^a", "|", "|\n", "|-|\n", "```x\n", "[^1]", "| a |\n"] {
            let _ = slips(&part.repeat((256 << 10) / part.len()));
        }
    }
}
