//! The words of a post as readers see them, with the way back to its markup.
//!
//! Private text must be found whatever tags and character references it is written with:
//! `jane&#64;<b>mail</b>.si`. What is found is then taken out of the markup.

use std::ops::Range;

use crate::model::Syntax;
use crate::normalize::{Tag, TagKind, tags};

/// Plain text, and where its pieces come from.
#[derive(Debug, Default)]
pub(super) struct Projection {
    /// The words.
    pub text: String,
    /// Ranges of the words that are code.
    pub code: Vec<Range<usize>>,
    pieces: Vec<Piece>,
}

/// A run of words that comes from a run of markup.
#[derive(Debug)]
struct Piece {
    at: usize,
    source: Range<usize>,
    /// The words are those of the markup, byte by byte.
    is_exact: bool,
}

/// Elements that words on both sides of are not joined through.
const APART: [&str; 28] = [
    "p",
    "br",
    "li",
    "ul",
    "ol",
    "div",
    "hr",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "pre",
    "aside",
    "section",
    "figure",
    "img",
];

impl Projection {
    /// Projects markup.
    pub(super) fn of(syntax: Syntax, markup: &str) -> Projection {
        let mut projection = Projection::default();
        match syntax {
            Syntax::Html => projection.html(markup),
            Syntax::Markdown => projection.markdown(markup),
            Syntax::Text => projection.push(markup, 0..markup.len()),
        }
        projection
    }

    /// Finds the markup of words.
    pub(super) fn sources(&self, words: &Range<usize>) -> Vec<Range<usize>> {
        let first = self.pieces.partition_point(|piece| piece.at <= words.start).saturating_sub(1);
        let mut found: Vec<Range<usize>> = Vec::new();
        for (number, piece) in self.pieces.iter().enumerate().skip(first) {
            let end = self.pieces.get(number + 1).map_or(self.text.len(), |next| next.at);
            if piece.at >= words.end {
                break;
            }
            let (from, to) = (words.start.max(piece.at), words.end.min(end));
            if from >= to || piece.source.is_empty() {
                continue;
            }
            let source = match piece.is_exact {
                true => {
                    let start = piece.source.start;
                    start + from - piece.at..start + to - piece.at
                }
                false => piece.source.clone(),
            };
            match found.last_mut() {
                Some(last) if last.end == source.start => last.end = source.end,
                _ => found.push(source),
            }
        }
        found
    }

    fn html(&mut self, html: &str) {
        let mut at = 0;
        let mut is_silent = false;
        let mut code: Vec<usize> = Vec::new();
        for tag in tags(html) {
            if !is_silent {
                self.decoded(html, at..tag.start);
            }
            at = tag.end;
            is_silent = tag.kind == TagKind::Start && (tag.is("script") || tag.is("style"));
            self.note(&tag, &mut code);
        }
        if !is_silent {
            self.decoded(html, at..html.len());
        }
        if let Some(start) = code.first() {
            self.code.push(*start..self.text.len());
        }
    }

    fn note(&mut self, tag: &Tag<'_>, code: &mut Vec<usize>) {
        let is_apart = |tag: &Tag<'_>| tag.name.len() <= 10 && APART.iter().any(|n| tag.is(n));
        if tag.kind != TagKind::Comment && is_apart(tag) {
            self.apart("\n", tag.start);
        }
        if !(tag.is("code") || tag.is("pre")) {
            return;
        }
        match tag.kind {
            TagKind::Start => code.push(self.text.len()),
            TagKind::End => {
                if let (Some(start), true) = (code.pop(), code.is_empty()) {
                    self.code.push(start..self.text.len());
                }
            }
            TagKind::Comment => {}
        }
    }

    /// Code between backticks and fences; references and escapes outside of it.
    fn markdown(&mut self, text: &str) {
        let mut fence: Option<&str> = None;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim_start();
            let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
            let is_indented = line.starts_with("    ") || line.starts_with('\t');
            let start = self.text.len();
            match (fence, mark) {
                (Some(open), Some(mark)) if open == mark => fence = None,
                (None, Some(mark)) => fence = Some(mark),
                (Some(_), _) => {
                    self.push(text, at..at + line.len());
                    self.code.push(start..self.text.len());
                }
                (None, None) if is_indented => {
                    self.push(text, at..at + line.len());
                    self.code.push(start..self.text.len());
                }
                (None, None) => self.markdown_line(text, at..at + line.len()),
            }
            if mark.is_some() {
                self.apart("\n", at);
            }
            at += line.len();
        }
    }

    fn markdown_line(&mut self, text: &str, line: Range<usize>) {
        let mut at = line.start;
        let mut is_code = false;
        for (tick, _) in text[line.clone()].match_indices('`') {
            let tick = line.start + tick;
            self.span(text, at..tick, is_code);
            self.push(text, tick..tick + 1);
            is_code = !is_code;
            at = tick + 1;
        }
        self.span(text, at..line.end, false);
    }

    fn span(&mut self, text: &str, range: Range<usize>, is_code: bool) {
        let start = self.text.len();
        if is_code {
            self.push(text, range);
            return self.code.push(start..self.text.len());
        }
        let mut at = range.start;
        for (mark, _) in text[range.clone()].match_indices(['\\', '<', '*']) {
            let mark = range.start + mark;
            if mark < at {
                continue;
            }
            let length = length_of_mark(&text[..mark], &text[mark..range.end]);
            if length > 0 {
                self.decoded(text, at..mark);
                at = mark + length;
            }
        }
        self.decoded(text, at.min(range.end)..range.end);
    }

    /// Adds text whose character references stand for characters.
    fn decoded(&mut self, markup: &str, range: Range<usize>) {
        let mut at = range.start;
        for (offset, _) in markup[range.clone()].match_indices('&') {
            let open = range.start + offset;
            if open < at {
                continue;
            }
            let tail = &markup.as_bytes()[open..range.end.min(open + 34)];
            let Some(length) = memchr::memchr(b';', tail) else { continue };
            let reference = &markup[open..=open + length];
            let decoded = html_escape::decode_html_entities(reference);
            if decoded != reference {
                self.push(markup, at..open);
                self.pieces.push(Piece {
                    at: self.text.len(),
                    source: open..open + length + 1,
                    is_exact: false,
                });
                self.text.push_str(&decoded);
                at = open + length + 1;
            }
        }
        self.push(markup, at..range.end);
    }

    fn push(&mut self, markup: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), source: range.clone(), is_exact: true });
            self.text.push_str(&markup[range]);
        }
    }

    fn apart(&mut self, between: &str, at: usize) {
        self.pieces.push(Piece { at: self.text.len(), source: at..at, is_exact: false });
        self.text.push_str(between);
    }
}

/// Measures what is none of the words of markdown: a backslash before punctuation, a tag, the
/// stars of an emphasis.
fn length_of_mark(before: &str, mark: &str) -> usize {
    let next = mark[1..].chars().next();
    match mark.as_bytes()[0] {
        b'\\' => usize::from(next.is_some_and(|c| c.is_ascii_punctuation())),
        b'<' => {
            let name = mark[1..].trim_start_matches('/');
            let n = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            // `<jane@lumo.si>` and `<https://…>` are links.
            let is_tag = n > 0 && name[n..].starts_with([' ', '>', '/']);
            if is_tag { mark.find('>').map_or(0, |end| end + 1) } else { 0 }
        }
        _ => {
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            usize::from(!(is_digit(before.chars().next_back()) && is_digit(next)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(syntax: Syntax, markup: &str, words: &str, sources: &[&str]) {
        let projection = Projection::of(syntax, markup);
        let at = projection.text.find(words).unwrap_or_else(|| panic!("{}", projection.text));
        let found = projection.sources(&(at..at + words.len()));
        let found: Vec<&str> = found.into_iter().map(|range| &markup[range]).collect();
        assert_eq!(found, sources);
    }

    #[test]
    fn words_lead_back_to_their_markup() {
        check(Syntax::Html, "<p>a <b>b</b>c</p>", "bc", &["b", "c"]);
        check(Syntax::Html, "x jane&#64;<i>a</i>.si", "jane@a.si", &["jane&#64;", "a", ".si"]);
        check(Syntax::Html, "<p>1</p><p>2</p>", "1\n\n2", &["1", "2"]);
        check(Syntax::Html, "a<script>b</script>c<!-- d -->e", "ace", &["a", "c", "e"]);
        check(
            Syntax::Markdown,
            "a jane\\@b.si `x&amp;`",
            "jane@b.si `x&amp;`",
            &["jane", "@b.si `x&amp;`"],
        );
        check(
            Syntax::Markdown,
            "<b>a</b> **b** c <a@b.si>",
            "a b c <a@b.si>",
            &["a", " ", "b", " c <a@b.si>"],
        );
        check(Syntax::Text, "a&#64;b", "a&#64;b", &["a&#64;b"]);
    }

    #[test]
    fn code_is_known() {
        let code = |syntax, markup: &str| {
            let projection = Projection::of(syntax, markup);
            let found = projection.code.iter().map(|range| projection.text[range.clone()].trim());
            found.filter(|code| !code.is_empty()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(code(Syntax::Html, "a <pre><code>b</code></pre> c <code>d</code>"), "b|d");
        assert_eq!(code(Syntax::Markdown, "a `b` c\n```\nd\n```\n    e\n"), "b|d|e");
    }
}
