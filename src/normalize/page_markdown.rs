//! What a page shows of a post, as markdown: the same words, links, lists, tables and code.
//!
//! It is made of the HTML that stands on the page, piece by piece and in linear time, so nothing
//! is in it that was not sanitised, and nothing is parsed again. What markdown has no marks for
//! is written as the few elements that may stand in it. Read back as markdown of this site, it
//! shows the same words.

#[cfg(test)]
mod fuzz_tests;
mod marks;
mod table;
mod words;

use super::html::{Piece, Pieces, Start, decoded, pieces};
use marks::Mark;
use words::{fenced, starts_escaped};

pub use words::{heading_text, markdown_link, quoted};

/// How many quotes and lists are shown within each other. The marks of each stand on every line,
/// and deeper ones tell readers nothing.
const MAX_DEPTH: usize = 12;

/// The classes of alerts, and how they are written.
const ALERTS: [(&str, &str); 5] = [
    ("alert-note", "[!NOTE]"),
    ("alert-tip", "[!TIP]"),
    ("alert-important", "[!IMPORTANT]"),
    ("alert-warning", "[!WARNING]"),
    ("alert-caution", "[!CAUTION]"),
];

/// Writes the HTML of a post on its page as markdown. `address` is asked what each link leads to
/// from where the markdown is read.
pub fn page_markdown(html: &str, address: &dyn Fn(&str) -> String) -> String {
    let mut writer = Writer::new(html, address, Place::Text);
    writer.run();
    writer.out
}

/// Where the markdown stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// In a cell of a table: all is one line, and a `|` ends it.
    Cell,
}

/// What stands between a block and the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Nothing: the line has been begun.
    None,
    /// The end of a line.
    Line,
    /// A blank line.
    Blank,
}

/// An element that is open and holds blocks.
struct Block<'h> {
    name: &'h str,
    kind: BlockKind,
    /// How long the marks in front of lines were before it.
    n_prefix: usize,
    /// How long those of the first line were, where nothing stood on it yet.
    n_first: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Plain,
    Marked,
    /// A list: the number of its next item, where it has numbers.
    List(Option<u32>),
    Item {
        is_tight: bool,
    },
}

struct Writer<'h, 'a> {
    all: Pieces<'h>,
    address: &'a dyn Fn(&str) -> String,
    place: Place,
    out: String,
    /// The words of the paragraph that is open.
    line: String,
    /// The elements within it that are open.
    marks: Vec<(&'h str, usize, Mark)>,
    blocks: Vec<Block<'h>>,
    n_marked: usize,
    /// The marks in front of every line, and of the first one while nothing stands on it.
    prefix: String,
    first: Option<String>,
    gap: Gap,
    /// The level of the heading that is open; 0 for none.
    heading: usize,
}

impl<'h, 'a> Writer<'h, 'a> {
    fn new(html: &'h str, address: &'a dyn Fn(&str) -> String, place: Place) -> Writer<'h, 'a> {
        Writer {
            all: pieces(html),
            address,
            place,
            out: String::with_capacity(html.len()),
            line: String::new(),
            marks: Vec::new(),
            blocks: Vec::new(),
            n_marked: 0,
            prefix: String::new(),
            first: None,
            gap: Gap::None,
            heading: 0,
        }
    }

    fn run(&mut self) {
        while let Some(piece) = self.all.next() {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Start(tag) => self.start(&tag),
                Piece::End(name) => self.end(name),
            }
        }
        self.flush();
    }

    fn start(&mut self, tag: &Start<'h>) {
        if self.inline(tag) || self.place == Place::Cell {
            return;
        }
        match tag.name {
            "p" | "summary" | "caption" | "figcaption" | "dt" => self.flush(),
            "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = usize::from(tag.name.as_bytes()[1] - b'0');
            }
            "div" if tag.has_class("alert") => self.alert(tag),
            "blockquote" => self.open_quote(tag.name),
            "ul" => self.open(tag.name, BlockKind::List(None)),
            "ol" => {
                let start = tag.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.open(tag.name, BlockKind::List(Some(start)));
            }
            "li" => self.item(),
            "dd" => {
                self.flush();
                self.line_only();
                self.open_marked(tag.name, ": ", BlockKind::Marked);
            }
            "pre" => self.code(),
            "table" => self.table(),
            "hr" => {
                self.flush();
                self.block("---");
            }
            "div" | "figure" | "details" | "dl" => self.open(tag.name, BlockKind::Plain),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.end_of_mark(name) || self.place == Place::Cell {
            return;
        }
        match name {
            "p" | "summary" | "caption" | "figcaption" | "dt" => self.flush(),
            "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = 0;
            }
            _ if self.blocks.last().is_some_and(|block| block.name == name) => self.close(),
            _ => {}
        }
    }

    /// Opens an element that holds blocks and marks no lines.
    fn open(&mut self, name: &'h str, kind: BlockKind) {
        let is_in_words = !self.line.trim().is_empty();
        self.flush();
        // A list within an item without paragraphs follows its words.
        if matches!(kind, BlockKind::List(_)) && is_in_words && self.is_tight() {
            self.line_only();
        }
        let n_first = self.first.as_ref().map(String::len);
        self.blocks.push(Block { name, kind, n_prefix: self.prefix.len(), n_first });
    }

    /// Opens one whose lines start with a mark: the first one so, the others as far in.
    fn open_marked(&mut self, name: &'h str, mark: &str, kind: BlockKind) {
        self.flush();
        if self.n_marked >= MAX_DEPTH {
            return self.open(name, BlockKind::Plain);
        }
        self.separate();
        let n_first = self.first.as_ref().map(String::len);
        self.blocks.push(Block { name, kind, n_prefix: self.prefix.len(), n_first });
        self.n_marked += 1;
        let first = self.first.get_or_insert_with(|| self.prefix.clone());
        first.push_str(mark);
        match mark {
            "> " => self.prefix.push_str(mark),
            mark => self.prefix.extend(std::iter::repeat_n(' ', mark.len())),
        }
    }

    fn open_quote(&mut self, name: &'h str) {
        self.open_marked(name, "> ", BlockKind::Marked);
    }

    fn item(&mut self) {
        self.flush();
        let mut mark = "- ".to_owned();
        if let Some(Block { kind: BlockKind::List(Some(number)), .. }) = self.blocks.last_mut() {
            mark = format!("{number}. ");
            *number = number.saturating_add(1);
        }
        let is_tight = !self.all.rest.trim_start().starts_with("<p");
        self.open_marked("li", &mark, BlockKind::Item { is_tight });
    }

    fn is_tight(&self) -> bool {
        let block = self.blocks.iter().rev().find(|block| block.kind != BlockKind::Plain);
        block.is_some_and(|block| block.kind == BlockKind::Item { is_tight: true })
    }

    /// Closes the element that was opened last.
    fn close(&mut self) {
        self.flush();
        let Some(block) = self.blocks.pop() else { return };
        match block.kind {
            BlockKind::Plain => return,
            // What follows is no part of its last item.
            BlockKind::List(_) if self.gap == Gap::Line => return self.gap = Gap::Blank,
            BlockKind::List(_) => return,
            BlockKind::Marked | BlockKind::Item { .. } => {}
        }
        self.n_marked -= 1;
        let is_empty = self.first.is_some();
        if let (true, BlockKind::Item { .. }) = (is_empty, block.kind) {
            // An item that says nothing is one, too.
            let first = self.first.take().unwrap_or_default();
            self.out.push_str(first.trim_end());
            self.gap = Gap::Blank;
        } else if is_empty {
            match block.n_first {
                Some(n_first) => self.first.iter_mut().for_each(|first| first.truncate(n_first)),
                None => self.first = None,
            }
        }
        self.prefix.truncate(block.n_prefix);
        if block.kind == (BlockKind::Item { is_tight: true }) {
            self.line_only();
        }
    }

    /// Lets the next block follow on the next line.
    fn line_only(&mut self) {
        if self.gap == Gap::Blank {
            self.gap = Gap::Line;
        }
    }

    /// Opens an alert, which is a quote with a sign where readers know it: in no other block.
    fn alert(&mut self, tag: &Start<'h>) {
        let sign = ALERTS.into_iter().find(|(class, _)| tag.has_class(class));
        let sign = sign.filter(|_| self.n_marked == 0);
        self.open_quote(tag.name);
        let title = self.all.rest.strip_prefix("<p class=\"alert-title\">");
        let after = title.and_then(|title| Some(title.split_once("</p>")?.1));
        if let (Some((_, sign)), Some(after)) = (sign, after) {
            self.all.rest = after;
            self.block(sign);
            self.gap = Gap::Line;
        }
    }

    fn code(&mut self) {
        self.flush();
        let (mut text, mut language) = (String::new(), None);
        for piece in self.all.by_ref() {
            match piece {
                Piece::Text(words) => text.push_str(&decoded(words)),
                Piece::Start(tag) if tag.name == "br" => text.push('\n'),
                Piece::Start(tag) if tag.name == "code" => {
                    let class = tag.get("class").unwrap_or_default();
                    language = class.strip_prefix("language-").map(str::to_owned);
                }
                Piece::End("pre") => break,
                Piece::Start(_) | Piece::End(_) => {}
            }
        }
        let text = text.trim_end_matches('\n');
        self.block(&fenced(language.as_deref().unwrap_or_default(), text));
    }

    /// Ends the paragraph or the heading that is open.
    fn flush(&mut self) {
        if self.place == Place::Cell {
            return;
        }
        self.close_marks();
        let line = std::mem::take(&mut self.line);
        let line = words::without_breaks(&line);
        if line.is_empty() {
            return;
        }
        match self.heading {
            0 => self.block(&starts_escaped(line)),
            level => {
                // Below this level such words are the heading of a remark.
                let is_section = level == 3 && words::starts_section(line);
                let marks = "#".repeat(level + usize::from(is_section));
                let mut line = line.replace("\\\n", " ");
                // Signs at its end would close it.
                if line.ends_with('#') {
                    line.insert(line.len() - 1, '\\');
                }
                self.block(&format!("{marks} {line}"));
            }
        }
    }

    /// Writes a block of lines.
    fn block(&mut self, text: &str) {
        self.separate();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            match self.first.take() {
                Some(first) => self.out.push_str(&first),
                None if line.is_empty() => self.out.push_str(self.prefix.trim_end()),
                None => self.out.push_str(&self.prefix),
            }
            self.out.push_str(line);
        }
        self.gap = Gap::Blank;
    }

    fn separate(&mut self) {
        match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::None => {}
            Gap::Line => self.out.push('\n'),
            Gap::Blank => {
                self.out.push('\n');
                self.out.push_str(self.prefix.trim_end());
                self.out.push('\n');
            }
        }
    }
}

#[cfg(test)]
mod tests;
