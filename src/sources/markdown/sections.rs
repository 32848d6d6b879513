//! The answers and comments of a thread that is written down in one file.
//!
//! A section starts with a heading such as `## Answer by Ann (staff, accepted)`
//! or `### Comment by Bo (2026-03-12)`, or without a name, `## Answer (accepted)`, at
//! exactly that level and in no quote, list or code. What stands above the first one is
//! the question.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::diag::{Diagnostic, Place, Sink};
use crate::model::{Role, Timestamp};
use crate::normalize::SITE_MARKDOWN;

use super::super::fields;

/// The words that a heading may have in its parentheses.
const WORDS: [&str; 10] = [
    "member",
    "expert",
    "moderator",
    "staff",
    "brand",
    "bot",
    "accepted",
    "official",
    "score",
    "id",
];

/// The parts of a file. All ranges are bytes of the whole file.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// The first heading of level 1, when nothing stands above it.
    pub title: Option<Title>,
    /// What stands above the first section.
    pub lead: Range<usize>,
    /// Answers and comments in the order of the file.
    pub sections: Vec<Section>,
}

/// A heading of level 1.
#[derive(Debug)]
pub(super) struct Title {
    /// Its text, without markup.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    /// It answers the question.
    Answer,
    /// It remarks on what stands above it.
    Comment,
}

/// An answer or a comment.
#[derive(Debug)]
pub(super) struct Section {
    /// What it is.
    pub part: SectionKind,
    /// Who wrote it; empty when nobody is named.
    pub name: String,
    /// Its heading.
    pub heading: Range<usize>,
    /// The words in parentheses, with their places.
    pub words: Vec<Word>,
    /// Its text.
    pub body: Range<usize>,
}

/// A word, or a few, between two commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The text, trimmed.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// What the words in parentheses say.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// `staff`
    pub role: Option<Role>,
    /// `accepted`
    pub accepted: bool,
    /// `official`
    pub official: bool,
    /// `2026-03-12`
    pub created: Option<Timestamp>,
    /// `score 14`
    pub score: i64,
    /// `id 214`
    pub id: Option<String>,
}

/// Cuts the part of a file below its settings.
pub(super) fn cut(text: &str, from: usize) -> Sections {
    let body = &text[from..];
    let mut result = Sections { lead: from..text.len(), ..Sections::default() };
    let first = from + body.len() - body.trim_start().len();
    // As where markdown is rendered, so that both see the same blocks.
    let mut depth = 0_usize;
    let mut heading: Option<(HeadingLevel, Range<usize>, String)> = None;
    for (event, range) in Parser::new_ext(body, SITE_MARKDOWN).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                heading = Some((level, from + range.start..from + range.end, String::new()));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, range, words)) = heading.take() {
                    result.heading(text, level, range, &words, first);
                }
            }
            Event::Start(
                Tag::BlockQuote(_)
                | Tag::List(_)
                | Tag::DefinitionList
                | Tag::FootnoteDefinition(_),
            ) => depth += 1,
            Event::End(
                TagEnd::BlockQuote(_)
                | TagEnd::List(_)
                | TagEnd::DefinitionList
                | TagEnd::FootnoteDefinition,
            ) => depth = depth.saturating_sub(1),
            Event::Text(words) | Event::Code(words) => {
                if let Some((.., heading)) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((.., heading)) = &mut heading {
                    heading.push(' ');
                }
            }
            _ => {}
        }
    }
    result
}

/// Tells whether a text may be a section's: it stays as it is, holds no heading of another
/// section, and does not swallow the next one.
pub(super) fn holds(text: &str) -> bool {
    let is_tidy = text.trim_end() == text
        && !text.contains('\r')
        && !text.starts_with('\n')
        && (text.is_empty() || text.lines().next().is_some_and(|line| !line.trim().is_empty()));
    let file = format!("{text}\n\n## Answer\n");
    let cut = cut(&file, 0);
    is_tidy
        && cut.title.is_none()
        && cut.sections.len() == 1
        && cut.sections[0].heading.start == text.len() + 2
}

/// Splits `Name (word, word)`; `text` starts at `offset` of the file.
pub(super) fn credit(text: &str, offset: usize) -> (String, Vec<Word>) {
    let trimmed = text.trim_end();
    let open = trimmed.ends_with(')').then(|| trimmed.rfind('(')).flatten();
    let Some(open) = open else { return (fields::one_line(text), Vec::new()) };
    let mut words = Vec::new();
    let mut at = open + 1;
    for piece in trimmed[open + 1..trimmed.len() - 1].split(',') {
        let start = offset + at + piece.len() - piece.trim_start().len();
        let word = piece.trim();
        if !word.is_empty() {
            words.push(Word { text: word.to_owned(), range: start..start + word.len() });
        }
        at += piece.len() + 1;
    }
    (fields::one_line(&trimmed[..open]), words)
}

/// Reads the words; `place` quotes one that cannot be used.
pub(super) fn marks(
    words: &[Word],
    place: impl Fn(Range<usize>) -> Place,
    sink: &mut Sink,
) -> Marks {
    let mut marks = Marks::default();
    for Word { text, range } in words {
        let place = || place(range.clone());
        let lower = text.to_lowercase();
        let (key, value) = lower.split_once([' ', ':', '=']).unwrap_or((&lower, ""));
        let value = value.trim();
        match key {
            "accepted" if value.is_empty() => marks.accepted = true,
            "official" if value.is_empty() => marks.official = true,
            "score" if value.parse::<i64>().is_ok() => {
                marks.score = value.parse().unwrap_or_default();
            }
            "id" if !value.is_empty() => {
                // As it was written: ids may have capital letters.
                marks.id = text.get(key.len() + 1..).map(|id| id.trim().to_owned());
            }
            _ if text.starts_with(|c: char| c.is_ascii_digit()) => {
                marks.created = fields::date(Some(text), "created", place, sink);
            }
            _ => match Role::by_name(&lower) {
                Some(role) => marks.role = Some(role),
                None => fields::warn(sink, || {
                    let word = fields::short(text);
                    let told = fields::not_one_of(place(), "", text, &WORDS)
                        .note("a date, `score 14` and `id 214` are understood, too");
                    let message = format!("`{word}` means nothing behind the name in a heading");
                    Diagnostic { message, ..told }
                }),
            },
        }
    }
    marks
}

impl Sections {
    fn heading(
        &mut self,
        text: &str,
        level: HeadingLevel,
        range: Range<usize>,
        words: &str,
        first: usize,
    ) {
        let start = range.start;
        let end = range.start + text[range.clone()].trim_end().len();
        let part = match level {
            HeadingLevel::H1 if start == first && self.sections.is_empty() => {
                self.lead.start = range.end;
                let text = fields::one_line(words);
                self.title = (!text.is_empty()).then_some(Title { text, range: start..end });
                return;
            }
            HeadingLevel::H2 => credit_of(words, "answer").map(|rest| (SectionKind::Answer, rest)),
            HeadingLevel::H3 => {
                credit_of(words, "comment").map(|rest| (SectionKind::Comment, rest))
            }
            _ => None,
        };
        let Some((part, rest)) = part else { return };
        match self.sections.last_mut() {
            Some(last) => last.body.end = start,
            None => self.lead.end = start,
        }
        let (name, words) = credit(rest, 0);
        // Markup in the heading moves the words; each is looked for in turn.
        let mut at = start;
        let words = words.into_iter().map(|word| {
            let found = text[at..end]
                .find(&word.text)
                .map_or(start..end, |offset| at + offset..at + offset + word.text.len());
            at = if found.start == start { at } else { found.end };
            Word { range: found, ..word }
        });
        let words = words.collect();
        let body = range.end..text.len();
        self.sections.push(Section { part, name, heading: start..end, words, body });
    }
}

/// Returns what follows `Answer by`, or `Answer` alone when that is nothing but
/// marks in parentheses; other headings are part of a text.
fn credit_of<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let text = text.trim();
    let (start, rest) = (text.get(..word.len())?, &text[word.len()..]);
    if !start.eq_ignore_ascii_case(word) {
        return None;
    }
    let marks = rest.trim_start();
    if marks.is_empty() || marks.starts_with('(') && marks.ends_with(')') {
        return Some(rest);
    }
    let by = rest.get(..3).filter(|by| by.eq_ignore_ascii_case(" by"));
    let name = by.map(|_| &rest[3..])?;
    (name.is_empty() || name.starts_with([' ', '('])).then_some(name)
}
