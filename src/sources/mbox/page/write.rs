//! Writes what is left of a page: an element only when there are words in it.

use html_escape::decode_html_entities;

use super::marks;
use crate::normalize::Tag;
use crate::normalize::autolink::escape;
use crate::sources::links;

/// The longest address of a link, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

/// How far up an element's start is looked for.
const DEEPEST: usize = 100;

/// What stands between words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// An element that is written once there are words in it.
struct Wanted<'h> {
    tag: Tag<'h>,
    name: String,
    is_block: bool,
    is_written: bool,
}

/// Writes markup.
#[derive(Default)]
pub(super) struct Writer<'h> {
    html: String,
    wanted: Vec<Wanted<'h>>,
    gap: Gap,
    in_paragraph: bool,
    /// Words were written since a block started or ended.
    goes_on: bool,
}

impl<'h> Writer<'h> {
    /// Writes a piece, whose words may be none of the author's.
    pub(super) fn piece(&mut self, piece: &Piece<'h>, is_kept: bool) {
        match piece {
            Piece::Text(text) if is_kept => self.words(&decode_html_entities(text)),
            Piece::Verbatim(text) if is_kept => self.verbatim(&decode_html_entities(text)),
            Piece::Open(tag) if tag.is("img") => {
                if is_kept {
                    self.image(tag);
                }
            }
            Piece::Open(tag) => self.open(*tag),
            Piece::Close(tag) => self.close(tag, is_kept),
            Piece::Break => {
                self.gap = if self.gap < Gap::Line { Gap::Line } else { Gap::Paragraph };
            }
            Piece::Apart { paragraph: true } => self.gap = Gap::Paragraph,
            Piece::Apart { paragraph: false } => self.gap = self.gap.max(Gap::Line),
            Piece::Text(_) | Piece::Verbatim(_) => {}
        }
    }

    /// Ends all that is open, and returns the markup.
    pub(super) fn ended(mut self) -> String {
        while let Some(wanted) = self.wanted.pop() {
            self.end(&wanted);
        }
        self.end_paragraph();
        self.html.truncate(self.html.trim_end().len());
        self.html
    }

    fn words(&mut self, words: &str) {
        for (at, word) in words.split_whitespace().enumerate() {
            if at > 0 || words.starts_with(char::is_whitespace) {
                self.gap = self.gap.max(Gap::Space);
            }
            self.fill();
            escape(word, &mut self.html);
        }
        if words.ends_with(char::is_whitespace) {
            self.gap = self.gap.max(Gap::Space);
        }
    }

    fn verbatim(&mut self, words: &str) {
        if words.trim().is_empty() && !self.in_verbatim() {
            return;
        }
        self.gap = if self.gap == Gap::Space { Gap::None } else { self.gap };
        self.fill();
        escape(words, &mut self.html);
    }

    fn image(&mut self, img: &Tag<'_>) {
        self.fill();
        self.html.push_str("<img src=\"");
        escape(&decode_html_entities(img.get("src").unwrap_or_default().trim()), &mut self.html);
        self.html.push_str("\" alt=\"");
        escape(&decode_html_entities(img.get("alt").unwrap_or_default()), &mut self.html);
        self.html.push_str("\">");
    }

    fn open(&mut self, tag: Tag<'h>) {
        let is_block = marks::is_block(&tag);
        let name = match tag.name.to_ascii_lowercase().as_str() {
            "tt" => "code".to_owned(),
            name => name.to_owned(),
        };
        // Items, cells and rows end where the next one starts.
        let (same, around): (&[&str], &[&str]) = match &*name {
            "li" => (&["li"], &["ul", "ol"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table", "tbody", "thead", "tfoot"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            _ => (&[], &[]),
        };
        let inner = self.wanted.iter().rev().take(DEEPEST);
        let inner = inner.take_while(|wanted| !around.contains(&&*wanted.name));
        let n_inner = inner.clone().count();
        if let Some(up) = inner.take(n_inner).position(|wanted| same.contains(&&*wanted.name)) {
            self.end_down_to(self.wanted.len() - 1 - up);
        }
        if self.wanted.len() < DEEPEST {
            self.wanted.push(Wanted { tag, name, is_block, is_written: false });
        }
    }

    fn close(&mut self, tag: &Tag<'_>, is_kept: bool) {
        let name = if tag.is("tt") { "code" } else { tag.name };
        let found = self.wanted.iter().rposition(|wanted| name.eq_ignore_ascii_case(&wanted.name));
        let Some(at) = found else { return };
        // Cells without words keep the others in their columns.
        if is_kept && matches!(&*self.wanted[at].name, "td" | "th") && !self.wanted[at].is_written {
            self.start_wanted();
        }
        self.end_down_to(at);
    }

    fn end_down_to(&mut self, at: usize) {
        while self.wanted.len() > at {
            let Some(wanted) = self.wanted.pop() else { break };
            self.end(&wanted);
        }
    }

    fn end(&mut self, wanted: &Wanted<'_>) {
        if !wanted.is_written {
            return;
        }
        if wanted.is_block {
            self.end_paragraph();
            if wanted.name == "pre" {
                self.html.truncate(self.html.trim_end().len());
            }
            self.gap = Gap::None;
            self.goes_on = false;
        }
        self.html.push_str("</");
        self.html.push_str(&wanted.name);
        self.html.push('>');
        if wanted.is_block {
            self.html.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        if self.in_paragraph {
            self.html.push_str("</p>\n");
            self.in_paragraph = false;
        }
    }

    /// Writes what stands before words: breaks, and the elements that they are in.
    fn fill(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        let starts_block = self.wanted.iter().any(|wanted| wanted.is_block && !wanted.is_written);
        let gap = if starts_block { Gap::None } else { gap };
        let in_verbatim = self.in_verbatim();
        match gap {
            _ if in_verbatim && gap > Gap::Space => self.html.push('\n'),
            Gap::Paragraph if self.in_paragraph => self.end_paragraph(),
            Gap::Paragraph if self.goes_on && !self.is_flow() => self.html.push_str("<br><br>"),
            Gap::Line if self.goes_on => self.html.push_str("<br>"),
            Gap::Space if self.goes_on => self.html.push(' '),
            Gap::None | Gap::Space | Gap::Line | Gap::Paragraph => {}
        }
        self.start_wanted();
        if self.is_flow() && !self.in_paragraph {
            self.html.push_str("<p>");
            self.in_paragraph = true;
        }
        self.goes_on = true;
    }

    fn start_wanted(&mut self) {
        for at in 0..self.wanted.len() {
            if self.wanted[at].is_written {
                continue;
            }
            if self.wanted[at].is_block {
                self.end_paragraph();
                self.goes_on = false;
            } else if self.is_flow() && !self.in_paragraph {
                self.html.push_str("<p>");
                self.in_paragraph = true;
            }
            let Wanted { tag, name, .. } = &self.wanted[at];
            start(tag, name, &mut self.html);
            self.wanted[at].is_written = true;
        }
    }

    /// Tells whether words here are in paragraphs, and not in a cell or an item.
    fn is_flow(&self) -> bool {
        let mut blocks =
            self.wanted.iter().rev().filter(|wanted| wanted.is_block && wanted.is_written);
        blocks.next().is_none_or(|block| block.name == "blockquote")
    }

    fn in_verbatim(&self) -> bool {
        self.wanted.iter().any(|wanted| wanted.name == "pre" && wanted.is_written)
    }
}

/// Writes a start tag with no attributes but the address of a link.
fn start(tag: &Tag<'_>, name: &str, html: &mut String) {
    html.push('<');
    html.push_str(name);
    if name == "a"
        && let Some(address) = tag.get("href").map(|href| decode_html_entities(href.trim()))
        && address.len() <= LONGEST_ADDRESS
    {
        html.push_str(" href=\"");
        escape(&links::unwrapped(&address), html);
        html.push('"');
    }
    html.push('>');
}

/// A piece of a page.
pub(super) enum Piece<'h> {
    /// Words, as written.
    Text(&'h str),
    /// Words whose white space counts, as written.
    Verbatim(&'h str),
    Open(Tag<'h>),
    Close(Tag<'h>),
    /// A line ends.
    Break,
    /// An element that is written as none starts or ends: a line, or a paragraph.
    Apart {
        paragraph: bool,
    },
}
