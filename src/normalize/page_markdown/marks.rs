//! What stands within words: emphasis, links, code, pictures, formulas.

use super::super::html::{Piece, Start, decoded};
use super::super::to_markdown::plain_address;
use super::words::{code, cut, push_words};
use super::{Place, Writer};

/// What an element becomes when it closes.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// Signs around its words.
    Signs(&'static str),
    /// Itself: markdown has no signs for it.
    Element,
    /// A link with this address.
    Link(String),
    /// Its words.
    None,
}

impl<'h> Writer<'h, '_> {
    pub(super) fn text(&mut self, text: &str) {
        let is_before_link = text.ends_with('!') && self.is_before_link();
        push_words(&decoded(text), self.place, is_before_link, &mut self.line);
    }

    /// Tells whether a link comes before any other words.
    fn is_before_link(&self) -> bool {
        let tags = self.all.clone().take_while(|piece| !matches!(piece, Piece::Text(_)));
        tags.into_iter().any(|piece| matches!(piece, Piece::Start(Start { name: "a", .. })))
    }

    /// Takes an element that stands within words; `false` for one that holds blocks.
    pub(super) fn inline(&mut self, tag: &Start<'h>) -> bool {
        let mark = match tag.name {
            "b" | "strong" => Mark::Signs("**"),
            "i" | "em" => Mark::Signs("*"),
            "del" | "s" | "strike" => Mark::Signs("~~"),
            "cite" | "kbd" | "sub" | "sup" | "ins" | "u" | "mark" | "q" => Mark::Element,
            "a" => match self.link(tag) {
                Some(mark) => mark,
                None => return true,
            },
            // What the page says of a card is no word of anybody.
            "span" if tag.has_class("place") => return self.skip("span"),
            "abbr" | "bdi" | "bdo" | "dfn" | "samp" | "small" | "span" | "var" => Mark::None,
            "br" => return self.push(if self.place == Place::Cell { "<br>" } else { "\\\n" }),
            "wbr" => return true,
            "img" => return self.image(tag),
            "input" => {
                let is_done = tag.get("checked").is_some();
                return self.push(if is_done { "[x] " } else { "[ ] " });
            }
            "code" => return self.inline_code(),
            "math" => return self.math(tag),
            _ => return false,
        };
        self.marks.push((tag.name, self.line.len(), mark));
        true
    }

    fn push(&mut self, text: &str) -> bool {
        self.line.push_str(text);
        true
    }

    /// Returns what a link becomes; `None` for the way back from a footnote, which is passed
    /// over.
    fn link(&mut self, tag: &Start<'h>) -> Option<Mark> {
        if tag.has_class("footnote-back") {
            self.skip("a");
            return None;
        }
        let href = tag.get("href").filter(|_| !tag.has_class("footnote"));
        Some(href.map_or(Mark::None, |href| Mark::Link((self.address)(&href))))
    }

    /// Passes over all up to the end of an element.
    fn skip(&mut self, name: &str) -> bool {
        self.all.by_ref().take_while(|piece| *piece != Piece::End(name)).for_each(drop);
        true
    }

    fn image(&mut self, tag: &Start<'h>) -> bool {
        let src = (self.address)(&tag.get("src").unwrap_or_default());
        self.line.push_str("![");
        let alt = tag.get("alt").unwrap_or_default();
        push_words(&alt, self.place, false, &mut self.line);
        self.line.push_str(&format!("]({})", plain_address(&src)));
        true
    }

    fn inline_code(&mut self) -> bool {
        let mut words = String::new();
        for piece in self.all.by_ref() {
            match piece {
                Piece::Text(text) => words.push_str(&decoded(text)),
                Piece::End("code") => break,
                Piece::Start(_) | Piece::End(_) => {}
            }
        }
        if !words.trim().is_empty() {
            self.line.push_str(&code(&words, self.place));
        }
        true
    }

    /// Writes a formula as its TeX, which stands beside it.
    pub(super) fn math(&mut self, tag: &Start<'h>) -> bool {
        let (inner, rest) = self.all.rest.split_once("</math>").unwrap_or((self.all.rest, ""));
        self.all.rest = rest;
        let tex = inner.rsplit_once("encoding=\"application/x-tex\">").map_or("", |(_, tex)| tex);
        let tex = tex.split_once("</annotation>").map_or(tex, |(tex, _)| tex);
        let mut tex = decoded(tex).replace(['\n', '\r'], " ");
        if self.place == Place::Cell {
            tex = tex.replace('|', "\\vert ");
        }
        let is_display = tag.get("display").as_deref() == Some("block");
        let signs = if is_display { "$$" } else { "$" };
        self.push(&format!("{signs}{}{signs}", tex.trim()))
    }

    /// Closes an element within words; `false` when that is no such element.
    pub(super) fn end_of_mark(&mut self, name: &str) -> bool {
        let Some((_, start, mark)) = self.marks.pop_if(|(known, ..)| *known == name) else {
            return false;
        };
        self.wrap(name, start, &mark, false);
        true
    }

    /// Writes what elements become that go on in the next paragraph.
    pub(super) fn close_marks(&mut self) {
        let mut marks = std::mem::take(&mut self.marks);
        for (name, start, mark) in marks.iter_mut().rev() {
            self.wrap(name, *start, mark, true);
            *start = 0;
        }
        self.marks = marks;
    }

    fn wrap(&mut self, name: &str, start: usize, mark: &Mark, ends_line: bool) {
        let inner = self.line.split_off(start.min(self.line.len()));
        let (before, words, behind) = cut(&inner);
        self.line.push_str(before);
        if words.is_empty() {
            return self.line.push_str(behind);
        }
        match mark {
            Mark::None => self.line.push_str(words),
            Mark::Signs(signs) if self.takes_signs(ends_line || !behind.is_empty()) => {
                self.line.extend([signs, words, signs]);
            }
            Mark::Signs(_) | Mark::Element => {
                self.line.extend(["<", name, ">", words, "</", name, ">"]);
            }
            Mark::Link(address) if is_same(words, address) => {
                self.line.extend(["<", address, ">"]);
            }
            Mark::Link(address) => {
                self.line.extend(["[", words, "](", &plain_address(address), ")"]);
            }
        }
        self.line.push_str(behind);
    }

    /// Tells whether signs mean emphasis between what stands before and behind them, where a
    /// space or the end of the line may be known to come. Where they might not, the element
    /// itself is written.
    fn takes_signs(&self, is_space_behind: bool) -> bool {
        let is_apart = |c: char| !c.is_alphanumeric() && !"*~`_\\".contains(c);
        let is_before = self.line.chars().next_back().is_none_or(is_apart);
        let rest = self.all.rest;
        let is_end = rest.starts_with("</") || rest.starts_with("<br");
        let is_behind = || match rest.chars().next() {
            Some('<') => is_end,
            next => next.is_none_or(is_apart),
        };
        is_before && (is_space_behind || is_behind())
    }
}

/// Tells whether a link's words are its address, which is then written once.
fn is_same(words: &str, address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = !address.contains(|c: char| c.is_whitespace() || "<>\\".contains(c));
    is_web && is_plain && words.replace('\\', "") == address
}
