//! Finds the rows of a table in a stream.
//!
//! Where a quote is missing, a row would swallow all that follows. Then its first line is
//! damaged, with the lines behind it that are no whole rows, and the search goes on at the
//! next line that is one, or that starts a row and has lost a quote as well. Time is linear
//! whatever the quotes do: what may be looked at again grows with what was passed.

use std::io;
use std::io::Read;
use std::ops::Range;

use crate::sources::records::{Damage, Scanned, Spot};

use super::charset;
use super::charset::Charset;
use super::quotes::{Quotes, delimiter, named_delimiter};

/// The longest row that is read. What is longer has lost a quote.
const LONGEST_ROW: usize = 4 << 20;

/// How much is read at once.
const CHUNK: usize = 256 << 10;

/// How often all bytes may be looked at again, when quotes are missing.
const MAX_AGAIN: usize = 4;

/// Finds the rows of a file, the first one as its header.
pub(in crate::sources) fn find(
    file: u32,
    stream: Box<dyn Read + Send>,
    each: &mut dyn FnMut(Spot, Scanned<'_, Kind>),
) {
    let mut rows = Rows::new(file, stream);
    if let Err(error) = rows.all(each) {
        each(rows.spot, Scanned::Damaged(Damage::Io(error.kind())));
    }
}

/// A row that was looked at, as places in [`Rows::bytes`].
struct Tried {
    /// The row with its line break.
    row: Range<usize>,
    /// Where its first line ends.
    first: usize,
    n_fields: usize,
    /// It ends where a row should.
    is_whole: bool,
}

struct Rows {
    stream: Box<dyn Read + Send>,
    charset: Charset,
    /// What was read and has not passed, as UTF-8 where it was UTF-16.
    bytes: Vec<u8>,
    /// The bytes of a character of which more is to come.
    cut: Vec<u8>,
    /// Where the next row starts in `bytes`.
    at: usize,
    has_ended: bool,
    /// Where the next row starts in the file.
    spot: Spot,
    /// Known behind the header.
    delimiter: Option<u8>,
    n_fields: usize,
    /// How many bytes may still be looked at again.
    again: usize,
    /// Lines that are no rows belong to a damaged row before them.
    is_lost: bool,
    /// A line feed stands nowhere, as old spreadsheets for the Mac save tables.
    ends_with_cr: bool,
}

impl Rows {
    fn new(file: u32, stream: Box<dyn Read + Send>) -> Rows {
        Rows {
            stream,
            charset: Charset::Bytes,
            bytes: Vec::new(),
            cut: Vec::new(),
            at: 0,
            has_ended: false,
            spot: Spot { file, line: 1, column: 1, ..Spot::default() },
            delimiter: None,
            n_fields: 0,
            again: LONGEST_ROW,
            is_lost: false,
            ends_with_cr: false,
        }
    }

    fn all(&mut self, each: &mut dyn FnMut(Spot, Scanned<'_, Kind>)) -> io::Result<()> {
        self.start()?;
        self.header(each)?;
        while let Some(tried) = self.next()? {
            let is_row = tried.n_fields == self.n_fields;
            let is_blank = self.bytes[tried.row.clone()].trim_ascii().is_empty();
            if is_blank {
                self.pass(tried.row.end);
            } else if tried.is_whole && (is_row || !self.is_lost) {
                self.is_lost = false;
                self.found(Kind::Row(self.charset), &tried, each);
            } else {
                if !self.is_lost || self.starts_row(&tried) {
                    each(self.spot, Scanned::Damaged(Damage::Syntax));
                }
                self.is_lost = true;
                self.pass_line(&tried)?;
            }
        }
        Ok(())
    }

    /// Finds out how the file is written, and passes its byte order mark.
    fn start(&mut self) -> io::Result<()> {
        let mut head = Vec::new();
        self.stream.by_ref().take(charset::SAMPLE as u64).read_to_end(&mut head)?;
        let (charset, n_mark) = Charset::of(&head);
        self.charset = charset;
        self.ends_with_cr = ends_with_cr(&charset.decode(&head[n_mark..]));
        self.spot.offset += n_mark as u64;
        self.take(&head[n_mark..]);
        Ok(())
    }

    /// Finds the header, which may stand behind a line that names the delimiter.
    fn header(&mut self, each: &mut dyn FnMut(Spot, Scanned<'_, Kind>)) -> io::Result<()> {
        loop {
            let end = self.line_end(self.at)?;
            let line = &self.bytes[self.at..end];
            if line.is_empty() {
                return Ok(());
            }
            let named = named_delimiter(line);
            if named.is_none() && !line.trim_ascii().is_empty() {
                self.delimiter = Some(self.delimiter.unwrap_or_else(|| delimiter(line)));
                break;
            }
            self.delimiter = named.or(self.delimiter);
            self.pass(end);
        }
        let Some(tried) = self.next()? else { return Ok(()) };
        let separator = self.delimiter.unwrap_or(b',');
        self.n_fields = tried.n_fields;
        if tried.is_whole {
            self.found(Kind::Header(self.charset, separator), &tried, each);
        } else {
            each(self.spot, Scanned::Damaged(Damage::Syntax));
            self.pass_line(&tried)?;
        }
        Ok(())
    }

    /// Looks at the next row: lines, until no quote is open.
    fn next(&mut self) -> io::Result<Option<Tried>> {
        self.let_go();
        let start = self.at;
        let mut quotes = Quotes::new(self.delimiter.unwrap_or(b','));
        let (mut first, mut end) = (None, start);
        loop {
            let next = self.line_end(end)?;
            let line = &self.bytes[end..next];
            let has_ended = line.is_empty();
            if has_ended && end == start {
                return Ok(None);
            }
            quotes.pass(line);
            let is_line = line.ends_with(b"\n") || self.has_ended;
            end = next;
            let first = *first.get_or_insert(end);
            let is_whole = is_line && !quotes.is_open() && !quotes.is_strange();
            let is_over = end - start >= LONGEST_ROW.min(self.again) || !is_line;
            if is_whole || quotes.is_strange() || has_ended || is_over {
                let n_fields = quotes.n_fields();
                return Ok(Some(Tried { row: start..end, first, n_fields, is_whole }));
            }
        }
    }

    /// Tells whether a line among those that a quote has swallowed is the start of a row that
    /// has lost a quote itself: read alone, it has several fields and leaves one open.
    fn starts_row(&self, tried: &Tried) -> bool {
        let mut quotes = Quotes::new(self.delimiter.unwrap_or(b','));
        quotes.pass(&self.bytes[tried.row.start..tried.first]);
        quotes.is_open() && (2..=self.n_fields).contains(&quotes.n_fields())
    }

    /// Hands a row over and passes it.
    fn found(&mut self, kind: Kind, tried: &Tried, each: &mut dyn FnMut(Spot, Scanned<'_, Kind>)) {
        let text = without_break(&self.bytes[tried.row.clone()]);
        let bytes = self.charset.encode(text);
        let spot = Spot { length: bytes.len() as u64, ..self.spot };
        each(spot, Scanned::Record(kind, &bytes));
        self.pass(tried.row.end);
    }

    /// Passes the first line of what is no row, however long it is.
    fn pass_line(&mut self, tried: &Tried) -> io::Result<()> {
        self.again = self.again.saturating_sub(tried.row.end - tried.first);
        self.pass(tried.first);
        let is_passed = |rows: &Rows| {
            let has_ended = rows.has_ended && rows.at == rows.bytes.len();
            has_ended || rows.at == 0 || rows.bytes[rows.at - 1] == b'\n'
        };
        while !is_passed(self) {
            self.let_go();
            let end = self.line_end(self.at)?;
            self.pass(end);
        }
        Ok(())
    }

    /// Goes on behind what was looked at.
    fn pass(&mut self, end: usize) {
        let passed = &self.bytes[self.at..end];
        let n_lines = memchr::memchr_iter(b'\n', passed).count();
        self.again = self.again.saturating_add(MAX_AGAIN * passed.len());
        self.spot.offset += self.charset.n_bytes(passed) as u64;
        self.spot.line = self.spot.line.saturating_add(u32::try_from(n_lines).unwrap_or(u32::MAX));
        self.at = end;
    }

    /// Lets go of what has passed, but for its last byte, once that is most of all.
    fn let_go(&mut self) {
        if self.at > CHUNK && self.at > self.bytes.len() / 2 {
            self.bytes.drain(..self.at - 1);
            self.at = 1;
        }
    }

    /// Returns where the line that starts at a place ends, or the part of it that is read of
    /// one that is too long.
    fn line_end(&mut self, start: usize) -> io::Result<usize> {
        let mut seen = start;
        loop {
            if let Some(at) = memchr::memchr(b'\n', &self.bytes[seen..]) {
                return Ok(seen + at + 1);
            }
            seen = self.bytes.len();
            if self.has_ended || seen - start > LONGEST_ROW {
                return Ok(seen);
            }
            let mut chunk = Vec::with_capacity(CHUNK);
            self.stream.by_ref().take(CHUNK as u64).read_to_end(&mut chunk)?;
            self.has_ended = chunk.is_empty();
            self.take(&chunk);
        }
    }

    /// Takes what was read.
    fn take(&mut self, chunk: &[u8]) {
        let start = self.bytes.len();
        if self.charset == Charset::Bytes {
            self.bytes.extend_from_slice(chunk);
        } else {
            self.cut.extend_from_slice(chunk);
            let n_cut = self.cut.len();
            let n_whole = if self.has_ended { n_cut } else { self.charset.n_whole(&self.cut) };
            self.bytes.extend_from_slice(&self.charset.decode(&self.cut[..n_whole]));
            self.cut.drain(..n_whole);
        }
        if self.ends_with_cr {
            let returns = self.bytes[start..].iter_mut().filter(|byte| **byte == b'\r');
            returns.for_each(|byte| *byte = b'\n');
        }
    }
}

/// Tells whether the lines of a file end with a carriage return alone, by how it starts.
pub(super) fn ends_with_cr(head: &[u8]) -> bool {
    head.contains(&b'\r') && !head.contains(&b'\n')
}

/// Leaves out the line break; a blank at the end may be an empty field.
fn without_break(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Kind {
    /// The names of the columns, and what stands between them.
    Header(Charset, u8),
    Row(Charset),
}

impl Kind {
    pub(super) fn charset(self) -> Charset {
        match self {
            Kind::Header(charset, _) | Kind::Row(charset) => charset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::Splitter;
    use super::*;

    fn found(bytes: &[u8]) -> Vec<String> {
        let mut seen = Vec::new();
        let mut separator = b',';
        let stream = Box::new(io::Cursor::new(bytes.to_vec()));
        find(0, stream, &mut |spot, found| match found {
            Scanned::Record(kind, row) => {
                let start = spot.offset as usize;
                assert_eq!(row, &bytes[start..start + spot.length as usize]);
                let (name, charset) = match kind {
                    Kind::Header(charset, by) => {
                        separator = by;
                        ("Header", charset)
                    }
                    Kind::Row(charset) => ("Row", charset),
                };
                let row = charset.decode(row).into_owned();
                let row = String::from_utf8_lossy(&row);
                let row = Splitter::new(separator).fields(&row);
                let row: Vec<&str> = row.iter().collect();
                seen.push(format!("{} {name} {row:?}", spot.line));
            }
            Scanned::Damaged(damage) => seen.push(format!("{} {damage:?}", spot.line)),
        });
        seen
    }

    #[test]
    fn rows_may_have_many_lines_and_quotes() {
        let text = "\u{feff}a,b\r\n1,\"x\ny \"\"z\"\"\"\r\n\n2,5\" disk\n3,";
        let expected = [
            "1 Header [\"a\", \"b\"]",
            "2 Row [\"1\", \"x\\ny \\\"z\\\"\"]",
            "5 Row [\"2\", \"5\\\" disk\"]",
            "6 Row [\"3\", \"\"]",
        ];
        assert_eq!(found(text.as_bytes()), expected);
        for (charset, mark) in [(Charset::Utf16Le, "\u{feff}"), (Charset::Utf16Be, "")] {
            let text = text.replacen('\u{feff}', mark, 1);
            assert_eq!(found(&charset.encode(text.as_bytes())), expected);
        }
    }

    #[test]
    fn a_missing_quote_costs_one_row() {
        assert_eq!(
            found(b"a,b\n1,\"x\n2,y\n3,z\n"),
            ["1 Header [\"a\", \"b\"]", "2 Syntax", "3 Row [\"2\", \"y\"]", "4 Row [\"3\", \"z\"]",]
        );
        // The next quote does not close it, and its own lines are no rows.
        assert_eq!(
            found(b"a,b\n1,\"x\nand more\n2,\"y\"\n3,\"z\n\"\n"),
            [
                "1 Header [\"a\", \"b\"]",
                "2 Syntax",
                "4 Row [\"2\", \"y\"]",
                "5 Row [\"3\", \"z\\n\"]"
            ]
        );
    }

    #[test]
    fn each_row_that_has_lost_a_quote_is_counted() {
        let lost = |lines: &[u32]| -> Vec<String> {
            let damaged = lines.iter().map(|line| format!("{line} Syntax"));
            std::iter::once("1 Header [\"a\", \"b\", \"c\"]".to_owned()).chain(damaged).collect()
        };
        assert_eq!(found(b"a,b,c\n1,1,\"x\n2,2,\"y\n3,3,\"z\n"), lost(&[2, 3, 4]));
        assert_eq!(found(b"a,b,c\n1,\"x,1\n2,\"y,2\n3,\"z,3\n"), lost(&[2, 3, 4]));
        // Lines of a swallowed text that end in a quotation of one field are no rows.
        assert_eq!(found(b"a,b,c\n1,1,\"x\n\"and so on\n2,2,\"y\n"), lost(&[2, 4]));
    }

    #[test]
    fn tables_that_were_put_together_keep_their_rows() {
        assert_eq!(
            found("a,b\n1,x\n\u{feff}\"a\",\"b, c\"\n".as_bytes()),
            ["1 Header [\"a\", \"b\"]", "2 Row [\"1\", \"x\"]", "3 Row [\"a\", \"b, c\"]"]
        );
    }

    #[test]
    fn a_line_may_name_the_delimiter() {
        assert_eq!(
            found(b"sep=;\r\na,b;c\r\n1;2\r\n"),
            ["2 Header [\"a,b\", \"c\"]", "3 Row [\"1\", \"2\"]"]
        );
        assert_eq!(found(b"\n\na\n"), ["3 Header [\"a\"]"]);
        assert_eq!(found(b"sep=;\n"), [] as [&str; 0]);
    }

    #[test]
    fn a_row_that_is_too_long_is_passed_over() {
        let long = "x".repeat(2 * LONGEST_ROW + 3);
        let text = format!("a,b\n1,{long}\n2,y\n");
        let expected = ["1 Header [\"a\", \"b\"]", "2 Syntax", "3 Row [\"2\", \"y\"]"];
        assert_eq!(found(text.as_bytes()), expected);
        assert_eq!(found(&Charset::Utf16Le.encode(text.as_bytes())), expected);
    }

    #[test]
    fn quotes_that_never_close_take_linear_time() {
        // Each line leaves a quote open, whether one was open before it or not.
        let text = format!("a,b,c,d\n{}", "x,\"y\",z,\"\n".repeat(300_000));
        let start = std::time::Instant::now();
        assert_eq!(found(text.as_bytes()).len(), 300_001);
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
        // Two million lines that a quote has swallowed are one damage.
        let text = format!("a,b,c\n1,1,\"{}2,2,y\n", "x,\n".repeat(2_000_000));
        assert_eq!(
            found(text.as_bytes()),
            ["1 Header [\"a\", \"b\", \"c\"]", "2 Syntax", "2000002 Row [\"2\", \"2\", \"y\"]"]
        );
    }
}
