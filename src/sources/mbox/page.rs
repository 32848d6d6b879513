//! Mails that are pages: what their authors wrote, as plain markup.
//!
//! Mail programs mark quotes and signatures by classes of their own, or not at all. So a page
//! is read into lines, which the rules for plain text judge, and what is left is written anew:
//! paragraphs, lists, tables, code, links, and none of the looks. This is not the sanitiser:
//! what is written here is untrusted, as all markup is.

mod marks;
mod write;

use html_escape::decode_html_entities;
use marks::Mark;
use write::{Piece, Writer};

use crate::normalize::{Tag, TagKind, tags};
use crate::sources::chat::quotes::{Line, Stand, introduces, own_lines};

/// How much of a page is read, in bytes.
const LONGEST: usize = 1 << 20;

/// How much of a line is looked at to see what it is, in bytes.
const LINE: usize = 2_000;

/// How many elements may be open.
const DEEPEST: usize = 500;

/// What stands for an image in the words of a line, and for a rule.
const IMAGE: char = '\u{fffc}';
const RULE: &str = "____________________";

/// Leaves of a page what its author wrote.
pub(super) fn own_markup(html: &str, stand: Stand) -> String {
    let html = &html[..html.floor_char_boundary(LONGEST)];
    let mut page = Page::new(html);
    let mut at = 0;
    for tag in tags(html) {
        page.text(&html[at..tag.start]);
        page.tag(tag);
        at = tag.end;
    }
    page.text(&html[at..]);
    let kept = page.kept(stand);
    let mut writer = Writer::default();
    for (line, piece) in &page.pieces {
        writer.piece(piece, kept.get(*line).copied().unwrap_or_default());
    }
    writer.ended()
}

/// An element that is open.
struct Open<'h> {
    name: &'h str,
    mark: Mark,
}

/// A page, read into pieces and lines.
struct Page<'h> {
    pieces: Vec<(usize, Piece<'h>)>,
    lines: Vec<Line<'h>>,
    open: Vec<Open<'h>>,
    /// Where tables start that only arrange the page.
    layouts: Vec<usize>,
    tables: Vec<bool>,
    depth: usize,
    n_hidden: usize,
    n_verbatim: usize,
    /// The line at which a mail program says that the rest is history.
    history: Option<usize>,
}

impl<'h> Page<'h> {
    fn new(html: &'h str) -> Page<'h> {
        Page {
            pieces: Vec::new(),
            lines: vec![Line { text: "".into(), depth: 0 }],
            open: Vec::new(),
            layouts: marks::layouts(html),
            tables: Vec::new(),
            depth: 0,
            n_hidden: 0,
            n_verbatim: 0,
            history: None,
        }
    }

    fn push(&mut self, piece: Piece<'h>) {
        self.pieces.push((self.lines.len() - 1, piece));
    }

    fn text(&mut self, text: &'h str) {
        if self.n_hidden > 0 || text.is_empty() {
            return;
        }
        if self.n_verbatim == 0 {
            self.words(text);
            return self.push(Piece::Text(text));
        }
        for line in text.split_inclusive('\n') {
            self.words(line);
            self.push(Piece::Verbatim(line));
            if line.ends_with('\n') {
                self.end_line();
            }
        }
    }

    /// Adds words to the line that is read.
    fn words(&mut self, text: &str) {
        let line = self.lines.last_mut().expect("a page has a line from its start on");
        let words = decode_html_entities(text);
        if line.text.is_empty() {
            line.depth = self.depth;
        }
        for (at, word) in words.split_whitespace().enumerate() {
            if line.text.len() > LINE {
                break;
            }
            let known = line.text.to_mut();
            if !known.is_empty() && (at > 0 || words.starts_with(char::is_whitespace)) {
                known.push(' ');
            }
            known.push_str(word);
        }
    }

    /// Starts a line, unless the one that is read is still empty.
    fn apart(&mut self, paragraph: bool) {
        self.apart_line();
        self.push(Piece::Apart { paragraph });
    }

    fn end_line(&mut self) {
        self.lines.push(Line { text: "".into(), depth: self.depth });
    }

    fn tag(&mut self, tag: Tag<'h>) {
        match tag.kind {
            TagKind::Comment => {}
            TagKind::Start => self.start(tag),
            TagKind::End => self.end(tag),
        }
    }

    fn start(&mut self, tag: Tag<'h>) {
        if tag.is("br") {
            self.push(Piece::Break);
            return self.end_line();
        }
        let is_told = || self.lines.iter().rev().take(3).any(|line| introduces(&line.text));
        let is_quote = tag.is("blockquote") && is_told();
        let mark = if is_quote { Mark::Quote } else { marks::of(&tag) };
        if mark == Mark::History && self.n_hidden == 0 {
            self.apart(true);
            self.history.get_or_insert(self.lines.len() - 1);
        }
        if tag.is("hr") && self.n_hidden == 0 {
            self.apart(true);
            self.words(RULE);
            return self.end_line();
        }
        if tag.is("img") && self.n_hidden == 0 && marks::is_shown(&tag) {
            self.words(&String::from(IMAGE));
            return self.push(Piece::Open(tag));
        }
        let is_layout = tag.is("table") && self.layouts.binary_search(&tag.start).is_ok();
        if tag.is("table") {
            self.tables.push(is_layout);
        }
        self.place(tag, true);
        if !tag.is_void() && !marks::ends_by_itself(&tag, mark) && self.open.len() < DEEPEST {
            self.open.push(Open { name: tag.name, mark });
            self.count(mark, true);
            self.n_verbatim += usize::from(tag.is("pre"));
        }
    }

    fn end(&mut self, tag: Tag<'h>) {
        let found = self.open.iter().rposition(|open| tag.is(open.name));
        // What was left open within it ends here, too.
        for open in self.open.split_off(found.unwrap_or(self.open.len())).iter().rev() {
            self.count(open.mark, false);
            let is_verbatim = open.name.eq_ignore_ascii_case("pre");
            self.n_verbatim = self.n_verbatim.saturating_sub(usize::from(is_verbatim));
        }
        self.place(tag, false);
        if tag.is("table") {
            self.tables.pop();
        }
    }

    /// Leaves an element to the writer, or what it means for lines.
    fn place(&mut self, tag: Tag<'h>, is_start: bool) {
        if self.n_hidden > 0 {
            return;
        }
        let in_layout = self.tables.last().copied().unwrap_or_default();
        match marks::role(&tag) {
            marks::Role::Written if !(in_layout && marks::is_of_table(&tag)) => {
                if marks::is_block(&tag) {
                    self.apart_line();
                }
                self.push(if is_start { Piece::Open(tag) } else { Piece::Close(tag) });
            }
            marks::Role::Written | marks::Role::Line => self.apart(false),
            marks::Role::Paragraph => self.apart(true),
            marks::Role::None => {}
        }
    }

    fn apart_line(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text.is_empty()) {
            self.end_line();
        }
    }

    fn count(&mut self, mark: Mark, is_start: bool) {
        let step = |n: &mut usize| *n = if is_start { *n + 1 } else { n.saturating_sub(1) };
        match mark {
            Mark::Quote => {
                step(&mut self.depth);
                self.apart_line();
            }
            Mark::Hidden => step(&mut self.n_hidden),
            Mark::History | Mark::None => {}
        }
    }

    /// Tells which lines stay.
    fn kept(&mut self, stand: Stand) -> Vec<bool> {
        let mut follows = false;
        for line in self.lines.iter_mut().filter(|line| !line.text.is_empty()) {
            // Pages made of plain text keep its marks.
            let is_marked = line.text.starts_with('>') && stand == Stand::Reply;
            line.depth += usize::from(is_marked && follows);
            follows = line.depth > 0 || introduces(&line.text);
        }
        let end = self.history.filter(|end| {
            self.lines[..*end].iter().any(|line| line.depth == 0 && !line.text.is_empty())
        });
        let mut kept = own_lines(&self.lines[..end.unwrap_or(self.lines.len())], stand);
        kept.resize(self.lines.len(), false);
        for (line, kept) in self.lines.iter().zip(&mut kept) {
            *kept &= line.text != RULE;
        }
        kept
    }
}

#[cfg(test)]
mod tests;
