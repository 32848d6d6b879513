//! Finds the rows of a dump in one pass, with flat memory.
//!
//! A dump file is `<posts>`, one `<row …/>` per record, `</posts>`. Rows are
//! found by their quotes and brackets, never by their lines, so that a file in
//! one line or a row over several is read alike. Nothing is expanded, and a
//! document type is refused.

use std::io;
use std::io::Read;

use memchr::{memchr, memchr2, memchr3, memmem};

/// How many bytes are read at once.
const BLOCK: usize = 1 << 18;

/// The longest row that is accepted. The longest post of any community has
/// 30,000 characters; this is a limit for hostile files.
const LONGEST_ROW: usize = 1 << 25;

/// A row as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row<'b> {
    /// Where it is.
    pub span: Span,
    /// Its text, from `<row` to its end.
    pub bytes: &'b [u8],
    /// A `<` follows before the row ends: a quote or the end is missing.
    pub broken: bool,
}

/// Where a row lies in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    /// The offset of `<row` in bytes.
    pub offset: u64,
    /// The length in bytes.
    pub len: u32,
    /// The line from 1.
    pub line: u32,
}

/// How a file ends.
#[derive(Debug)]
pub(super) enum Ending {
    /// As it should.
    Closed,
    /// Before the closing tag. A row that was begun is kept for its id.
    Early { line: u32, row: Option<Vec<u8>> },
    /// It is not a dump of this kind.
    Foreign { line: u32 },
    /// It declares a document type, which dumps never do.
    Doctype { line: u32 },
    /// A row is longer than is accepted.
    TooLong { line: u32 },
    /// Reading failed.
    Failed(io::Error),
}

/// Hands over every row between `<root>` and `</root>`, in the file's order.
pub(super) fn scan(stream: &mut dyn Read, root: &str, mut each: impl FnMut(Row<'_>)) -> Ending {
    let mut window = Window::new(stream);
    let mut inside = false;
    loop {
        match step(window.rest(), root.as_bytes(), inside) {
            Step::Skip(n_bytes) => window.advance(n_bytes),
            Step::Open(n_bytes) => {
                inside = true;
                window.advance(n_bytes);
            }
            Step::Row { len, broken } => {
                each(window.row(len, broken));
                window.advance(len);
            }
            Step::Close => return Ending::Closed,
            Step::Foreign => return Ending::Foreign { line: window.line },
            Step::Doctype => return Ending::Doctype { line: window.line },
            Step::More => match window.fill() {
                Ok(Filled::Some) => {}
                Ok(Filled::End) => return window.ending(inside),
                Ok(Filled::Full) => return Ending::TooLong { line: window.line },
                Err(error) => return Ending::Failed(error),
            },
        }
    }
}

/// What the next bytes are.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Skip(usize),
    Open(usize),
    Row { len: usize, broken: bool },
    Close,
    Foreign,
    Doctype,
    More,
}

fn step(rest: &[u8], root: &[u8], inside: bool) -> Step {
    let text_end = memchr(b'<', rest).unwrap_or(rest.len());
    if !inside && !is_blank(&rest[..text_end]) {
        return Step::Foreign;
    }
    if rest.is_empty() {
        return Step::More;
    }
    if text_end > 0 {
        return Step::Skip(text_end);
    }
    let tag = rest;
    if tag.len() < 4 {
        return Step::More;
    }
    match &tag[..2] {
        b"<?" => past(tag, b"?>"),
        b"<!" if tag.starts_with(b"<!--") => past(tag, b"-->"),
        b"<!" => Step::Doctype,
        b"</" => close(tag, root),
        _ => element(tag, root, inside),
    }
}

/// Blank space and a byte order mark may stand before the root.
fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_whitespace() || [0xEF, 0xBB, 0xBF].contains(byte))
}

fn past(tag: &[u8], end: &[u8]) -> Step {
    memmem::find(tag, end).map_or(Step::More, |at| Step::Skip(at + end.len()))
}

fn close(tag: &[u8], root: &[u8]) -> Step {
    match memchr(b'>', tag) {
        Some(end) if tag[2..end].trim_ascii() == root => Step::Close,
        Some(end) => Step::Skip(end + 1),
        None => Step::More,
    }
}

fn element(tag: &[u8], root: &[u8], inside: bool) -> Step {
    let (len, broken) = match edge(tag) {
        Edge::At(len) => (len, false),
        Edge::Broken(len) => (len, true),
        Edge::More => return Step::More,
    };
    let name_end = tag[1..len]
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte))
        .map_or(len, |at| at + 1);
    let name = &tag[1..name_end];
    match (inside, name == root) {
        (false, false) => Step::Foreign,
        (false, true) if tag[..len].ends_with(b"/>") => Step::Close,
        (false, true) => Step::Open(len),
        (true, _) if name == b"row" => Step::Row { len, broken },
        (true, _) => Step::Skip(len),
    }
}

enum Edge {
    /// The tag has this length.
    At(usize),
    /// Another `<` stands there, which no tag may contain.
    Broken(usize),
    More,
}

fn edge(tag: &[u8]) -> Edge {
    let mut at = 1;
    loop {
        let Some(next) = next_mark(&tag[at..]) else { return Edge::More };
        at += next;
        let quote = match tag[at] {
            b'>' => return Edge::At(at + 1),
            b'<' => return Edge::Broken(at),
            quote => quote,
        };
        match memchr2(quote, b'<', &tag[at + 1..]) {
            Some(end) if tag[at + 1 + end] == b'<' => return Edge::Broken(at + 1 + end),
            Some(end) => at += end + 2,
            None => return Edge::More,
        }
    }
}

/// Finds the next quote or bracket outside quotes.
fn next_mark(text: &[u8]) -> Option<usize> {
    let mark = memchr3(b'"', b'\'', b'>', text);
    let bracket = memchr(b'<', &text[..mark.unwrap_or(text.len())]);
    bracket.or(mark)
}

/// The part of a file that is in memory.
struct Window<'s> {
    stream: &'s mut dyn Read,
    buffer: Vec<u8>,
    start: usize,
    filled: usize,
    /// The offset of `start` in the file.
    offset: u64,
    /// The line of `start`, from 1.
    line: u32,
}

enum Filled {
    Some,
    End,
    Full,
}

impl Window<'_> {
    fn new(stream: &mut dyn Read) -> Window<'_> {
        Window { stream, buffer: vec![0; BLOCK], start: 0, filled: 0, offset: 0, line: 1 }
    }

    fn rest(&self) -> &[u8] {
        &self.buffer[self.start..self.filled]
    }

    fn row(&self, len: usize, broken: bool) -> Row<'_> {
        let bytes = &self.rest()[..len];
        let len = u32::try_from(len).expect("`fill` limits the length of a row");
        Row { span: Span { offset: self.offset, len, line: self.line }, bytes, broken }
    }

    fn advance(&mut self, n_bytes: usize) {
        let passed = &self.buffer[self.start..self.start + n_bytes];
        let n_lines = memchr::memchr_iter(b'\n', passed).count();
        self.line = self.line.saturating_add(u32::try_from(n_lines).unwrap_or(u32::MAX));
        self.start += n_bytes;
        self.offset += n_bytes as u64;
    }

    /// Reads until the buffer is full or the file ends; grows it when a row fills it.
    fn fill(&mut self) -> io::Result<Filled> {
        self.buffer.copy_within(self.start..self.filled, 0);
        self.filled -= self.start;
        self.start = 0;
        if self.filled == self.buffer.len() {
            if self.filled >= LONGEST_ROW {
                return Ok(Filled::Full);
            }
            self.buffer.resize(self.filled * 2, 0);
        }
        let before = self.filled;
        while self.filled < self.buffer.len() {
            match self.stream.read(&mut self.buffer[self.filled..]) {
                Ok(0) => break,
                Ok(n_bytes) => self.filled += n_bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(if self.filled == before { Filled::End } else { Filled::Some })
    }

    fn ending(&self, inside: bool) -> Ending {
        let rest = self.rest();
        let row = rest.starts_with(b"<row").then(|| rest.to_vec());
        match inside {
            true => Ending::Early { line: self.line, row },
            false => Ending::Foreign { line: self.line },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a few bytes at a time, as pipes do.
    struct Slow<'t>(&'t [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n_bytes = self.0.len().min(buffer.len()).min(7);
            buffer[..n_bytes].copy_from_slice(&self.0[..n_bytes]);
            self.0 = &self.0[n_bytes..];
            Ok(n_bytes)
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str], ending: &str) {
        let mut rows = Vec::new();
        let end = scan(&mut Slow(text.as_bytes()), "posts", |row| {
            let at = usize::try_from(row.span.offset).expect("a short text");
            assert_eq!(&text.as_bytes()[at..at + row.bytes.len()], row.bytes);
            let text = String::from_utf8_lossy(row.bytes);
            rows.push(format!("{}{} {text}", row.span.line, if row.broken { "!" } else { "" }));
        });
        assert_eq!(rows, expected);
        assert_eq!(format!("{end:?}").split(['(', ' ']).next(), Some(ending), "{end:?}");
    }

    #[test]
    fn rows_are_found_by_their_quotes() {
        check(
            "\u{feff}<?xml version=\"1.0\"?>\r\n<posts>\r\n  <row a=\"x>y'\" />\r\n</posts>",
            &["3 <row a=\"x>y'\" />"],
            "Closed",
        );
        check(
            "<posts><row a='1'/><row\nb='\"\n'/><row/></posts> <row/>",
            &["1 <row a='1'/>", "1 <row\nb='\"\n'/>", "3 <row/>"],
            "Closed",
        );
        check("<!-- <row/> --><posts>\n<x/><rows/></posts>", &[], "Closed");
        check("<posts/>", &[], "Closed");
    }

    #[test]
    fn a_row_without_its_quote_does_not_swallow_the_next() {
        check(
            "<posts>\n<row a=\"1 />\n<row b=\"2\"/>\n<row c <row d=''/></posts>",
            &["2! <row a=\"1 />\n", "3 <row b=\"2\"/>", "4! <row c ", "4 <row d=''/>"],
            "Closed",
        );
    }

    #[test]
    fn early_ends_and_other_files_are_told_apart() {
        check("<posts>\n<row a='1'/>\n", &["2 <row a='1'/>"], "Early");
        check("<posts>\n<row a='1'/>\n<row a='", &["2 <row a='1'/>"], "Early");
        check("<users><row/></users>", &[], "Foreign");
        check("{\"a\": 1}", &[], "Foreign");
        check("", &[], "Foreign");
        check("<!DOCTYPE x [<!ENTITY a 'b'>]><posts/>", &[], "Doctype");
    }

    #[test]
    fn a_row_longer_than_a_block_is_found_and_an_endless_one_refused() {
        let body = "x".repeat(3 * BLOCK);
        let text = format!("<posts><row a='{body}'/><row/></posts>");
        let mut n_bytes = 0;
        let end = scan(&mut text.as_bytes(), "posts", |row| n_bytes += row.bytes.len());
        assert!(matches!(end, Ending::Closed));
        assert_eq!(n_bytes, text.len() - "<posts></posts>".len());
        let mut endless = io::Cursor::new(b"<posts><row a='").chain(io::repeat(b'x'));
        assert!(matches!(scan(&mut endless, "posts", |_| ()), Ending::TooLong { line: 1 }));
    }
}
