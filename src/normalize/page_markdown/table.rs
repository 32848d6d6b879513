//! Tables: by the signs of markdown where these can say it all, else as elements.

use std::borrow::Cow;

use super::super::html::{Layout, Piece, Start, decoded, escape_text, pieces};
use super::words::starts_escaped;
use super::{Place, Writer};

/// A table whose start tag has been read.
#[derive(Default)]
struct Table<'h> {
    caption: &'h str,
    rows: Vec<Vec<Cell<'h>>>,
    /// It has what the signs of markdown cannot say.
    is_complex: bool,
    /// All that stands in it.
    inner: &'h str,
}

struct Cell<'h> {
    html: &'h str,
    is_head: bool,
    sign: &'static str,
}

impl<'h> Writer<'h, '_> {
    pub(super) fn table(&mut self) {
        self.flush();
        let (table, rest) = Table::read(self.all.rest);
        self.all.rest = rest;
        if table.is_complex || table.rows.is_empty() {
            let raw = self.raw(table.inner);
            return self.block(&raw);
        }
        let caption = self.cell(table.caption);
        if !caption.is_empty() {
            self.block(&starts_escaped(&caption));
        }
        let lines = self.lines(&table);
        self.block(&lines);
    }

    fn lines(&self, table: &Table<'h>) -> String {
        let n_columns = table.rows.iter().map(Vec::len).max().unwrap_or_default();
        let first = &table.rows[0];
        let has_head = first.iter().all(|cell| cell.is_head);
        let line = |row: &[Cell<'h>]| {
            let words = row.iter().map(|cell| self.cell(cell.html));
            let none = std::iter::repeat_with(String::new);
            let cells = words.chain(none).take(n_columns).map(|words| format!(" {words} |"));
            format!("|{}", cells.collect::<String>())
        };
        let signs = first.iter().map(|cell| cell.sign).chain(std::iter::repeat("---"));
        let signs: String = signs.take(n_columns).map(|sign| format!(" {sign} |")).collect();
        let (head, body) = table.rows.split_at(usize::from(has_head));
        let head = line(head.first().map_or(&[], Vec::as_slice));
        let mut lines = vec![head, format!("|{signs}")];
        lines.extend(body.iter().map(|row| line(row)));
        lines.join("\n")
    }

    /// Writes what stands in a cell.
    fn cell(&self, html: &'h str) -> String {
        let mut cell = Writer::new(html, self.address, Place::Cell);
        cell.run();
        cell.close_marks();
        cell.line.trim().to_owned()
    }

    /// Writes elements as they are, on one line, with the attributes that say something.
    fn raw(&self, html: &'h str) -> String {
        let mut out = String::from("<table>");
        let mut n_pre = 0_usize;
        let mut all = pieces(html);
        while let Some(piece) = all.next() {
            match piece {
                Piece::Text(text) if n_pre > 0 => out.push_str(&text.replace('\n', "&#10;")),
                Piece::Text(text) => out.push_str(&text.replace(['\n', '\r'], " ")),
                Piece::Start(tag) if tag.name == "math" => {
                    let mut formula = Writer::new(all.rest, self.address, Place::Text);
                    formula.math(&tag);
                    all.rest = formula.all.rest;
                    escape_text(&formula.line, &mut out);
                }
                Piece::Start(Start { name: "span", .. }) | Piece::End("span") => {}
                Piece::Start(tag) => {
                    n_pre += usize::from(tag.name == "pre");
                    tag.write(|name, value| self.attribute(name, value), &mut out);
                }
                Piece::End(name) => {
                    n_pre = n_pre.saturating_sub(usize::from(name == "pre"));
                    piece.write(&mut out);
                }
            }
        }
        out.push_str("</table>");
        out
    }

    fn attribute<'v>(&self, name: &str, value: Cow<'v, str>) -> Option<Cow<'v, str>> {
        match name {
            "href" | "src" => Some(Cow::Owned((self.address)(&value))),
            "alt" | "colspan" | "rowspan" | "start" => {
                Some(Cow::Owned(value.replace(['\n', '\r'], " ")))
            }
            _ => None,
        }
    }
}

impl<'h> Table<'h> {
    /// Reads a table, and returns what follows.
    fn read(html: &'h str) -> (Table<'h>, &'h str) {
        let mut table = Table::default();
        let mut all = pieces(html);
        let mut depth = 0_usize;
        let mut cell: Option<(Start<'h>, &'h str)> = None;
        loop {
            let before = all.rest;
            table.inner = &html[..html.len() - before.len()];
            let Some(piece) = all.next() else { break };
            match piece {
                Piece::End("table") if depth == 0 => break,
                Piece::End("table") => depth -= 1,
                Piece::Start(tag) if tag.name == "table" => {
                    (depth, table.is_complex) = (depth + 1, true);
                }
                _ if depth > 0 => {}
                Piece::Start(tag) => match tag.name {
                    "tr" => table.rows.push(Vec::new()),
                    "td" | "th" | "caption" => {
                        table.is_complex |=
                            ["colspan", "rowspan"].iter().any(|n| tag.get(n).is_some());
                        cell = Some((tag, all.rest));
                    }
                    name if cell.is_some() => table.is_complex |= is_block(name),
                    _ => {}
                },
                Piece::End("td" | "th" | "caption") => {
                    if let Some((tag, start)) = cell.take() {
                        table.take(&tag, &start[..start.len() - before.len()]);
                    }
                }
                Piece::Text(text) => {
                    table.is_complex |= cell.is_none() && !decoded(text).trim().is_empty();
                }
                Piece::End(_) => {}
            }
        }
        table.rows.retain(|row| !row.is_empty());
        (table, all.rest)
    }

    fn take(&mut self, tag: &Start<'h>, html: &'h str) {
        if tag.name == "caption" {
            self.caption = html;
            return;
        }
        let signs = [("align-left", ":--"), ("align-center", ":-:"), ("align-right", "--:")];
        let sign = signs.into_iter().find(|(class, _)| tag.has_class(class));
        let cell = Cell { html, is_head: tag.name == "th", sign: sign.map_or("---", |(_, s)| s) };
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.is_complex = true,
        }
    }
}

fn is_block(name: &str) -> bool {
    name != "br" && Layout::of(name) != Layout::Inline
}
