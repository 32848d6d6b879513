//! Finds the rows of a table in a stream, and the fields of a row.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::sources::records::Damage;
use crate::sources::records::Found;
use crate::sources::records::Spot;

use super::Kind;

/// The longest row that is read. What is longer has lost a quote.
const LONGEST_ROW: usize = 4 << 20;

/// What can stand between two fields.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// Finds the rows of a file, the first one as its header.
pub(super) fn find(
    file: u32,
    stream: Box<dyn Read + Send>,
    each: &mut dyn FnMut(Spot, Found<'_, Kind>),
) {
    let mut rows = Rows {
        reader: BufReader::with_capacity(1 << 18, stream),
        bytes: Vec::new(),
        pending: Vec::new(),
        n_taken: 0,
        spot: Spot { file, line: 1, column: 1, ..Spot::default() },
        delimiter: None,
    };
    while let Some(found) = rows.next() {
        let is_header = rows.delimiter.is_none();
        let text = without_break(&rows.bytes);
        match found {
            Ok(_) if text.trim_ascii().is_empty() => {}
            Ok(spot) => {
                let kind = if is_header { Kind::Header } else { Kind::Row };
                let spot = Spot { length: text.len() as u64, ..spot };
                if is_header {
                    rows.delimiter = Some(delimiter(text));
                }
                let text = without_break(&rows.bytes);
                each(spot, Found::Record(kind, text));
            }
            Err((spot, damage)) => each(spot, Found::Damaged(damage)),
        }
    }
}

/// Leaves out the line break; a blank at the end may be an empty field.
fn without_break(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}

struct Rows {
    reader: BufReader<Box<dyn Read + Send>>,
    /// The row that was read last, with what is left of a damaged one before it.
    bytes: Vec<u8>,
    /// Lines that a damaged row had swallowed, and how much of them was read again.
    pending: Vec<u8>,
    n_taken: usize,
    /// Where the next row starts.
    spot: Spot,
    /// Known behind the header.
    delimiter: Option<u8>,
}

impl Rows {
    /// Reads a row: lines, until no quote is open.
    fn next(&mut self) -> Option<Result<Spot, (Spot, Damage)>> {
        let start = self.spot;
        self.bytes.clear();
        let mut quotes = Quotes::default();
        let mut n_lines = 0;
        loop {
            let before = self.bytes.len();
            let n_read = match self.line() {
                Ok(n_read) => n_read,
                Err(error) => return Some(Err((start, Damage::Io(error.kind())))),
            };
            n_lines += usize::from(self.bytes.last() == Some(&b'\n'));
            if n_read == 0 && before == 0 {
                return None;
            }
            if before == 0 && start.offset == 0 && self.bytes.starts_with(b"\xEF\xBB\xBF") {
                self.bytes.drain(..3);
                self.spot.offset += 3;
                return self.first(n_read);
            }
            quotes.pass(&self.bytes[before..], self.delimiter.unwrap_or(b','));
            let is_over = self.bytes.len() > LONGEST_ROW;
            if !quotes.is_open() || n_read == 0 || is_over {
                let is_whole = !quotes.is_open() && !is_over;
                return Some(self.end(start, n_lines, is_whole));
            }
        }
    }

    /// Reads a line, or a part of one that is too long.
    fn line(&mut self) -> std::io::Result<usize> {
        let before = self.bytes.len();
        let pending = &self.pending[self.n_taken..];
        let end = memchr::memchr(b'\n', pending).map_or(pending.len(), |at| at + 1);
        self.bytes.extend_from_slice(&pending[..end]);
        self.n_taken += end;
        if self.bytes.ends_with(b"\n") && end > 0 {
            return Ok(end);
        }
        let mut piece = self.reader.by_ref().take(LONGEST_ROW as u64 + 1);
        piece.read_until(b'\n', &mut self.bytes)?;
        Ok(self.bytes.len() - before)
    }

    /// The header behind a byte order mark; headers have no line breaks in quotes.
    fn first(&mut self, n_read: usize) -> Option<Result<Spot, (Spot, Damage)>> {
        let start = self.spot;
        self.spot.offset += n_read as u64 - 3;
        self.spot.line += 1;
        Some(Ok(start))
    }

    fn end(&mut self, start: Spot, n_lines: usize, is_whole: bool) -> Result<Spot, (Spot, Damage)> {
        if is_whole || n_lines <= 1 {
            self.spot.offset += self.bytes.len() as u64;
            self.spot.line += u32::try_from(n_lines).unwrap_or(0);
            return if is_whole { Ok(start) } else { Err((start, Damage::Syntax)) };
        }
        // A quote is missing, and the row has swallowed the lines behind it: go on with
        // the second of them.
        let first = memchr::memchr(b'\n', &self.bytes).map_or(self.bytes.len(), |at| at + 1);
        let rest = self.bytes.split_off(first);
        self.pending.drain(..self.n_taken);
        self.pending.splice(..0, rest);
        self.n_taken = 0;
        self.spot.offset += first as u64;
        self.spot.line += 1;
        Err((start, Damage::Syntax))
    }
}

/// Whether a quoted field is open.
#[derive(Default)]
struct Quotes {
    state: State,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Plain,
    Quoted,
    /// A quote within quotes: the end, or the first of two.
    Quote,
}

impl Quotes {
    fn is_open(&self) -> bool {
        self.state == State::Quoted
    }

    fn pass(&mut self, bytes: &[u8], delimiter: u8) {
        let mut at = 0;
        while at < bytes.len() {
            if self.state == State::Quoted {
                match memchr::memchr(b'"', &bytes[at..]) {
                    Some(found) => at += found,
                    None => return,
                }
            } else if self.state == State::Plain {
                match memchr::memchr2(delimiter, b'\n', &bytes[at..]) {
                    Some(found) => at += found,
                    None => return,
                }
            }
            let byte = bytes[at];
            self.state = match (self.state, byte) {
                (State::Quoted, _) => State::Quote,
                (State::Start | State::Quote, b'"') => State::Quoted,
                (_, b'\n') => State::Start,
                (_, byte) if byte == delimiter => State::Start,
                _ => State::Plain,
            };
            at += 1;
        }
    }
}

/// Returns what separates the fields of a header: what it has most of.
pub(super) fn delimiter(header: &[u8]) -> u8 {
    let n_of = |delimiter: &u8| memchr::memchr_iter(*delimiter, header).count();
    // Of equals the first.
    DELIMITERS.into_iter().rev().max_by_key(n_of).unwrap_or(b',')
}

/// Splits rows into fields.
pub(super) struct Splitter {
    delimiter: u8,
    /// Readers that nobody uses now. Making one costs more than reading ten rows does, and a
    /// clone of one does not know when a field ends.
    idle: Mutex<Vec<csv_core::Reader>>,
}

/// The fields of a row, in one text.
#[derive(Debug, Default)]
pub(super) struct Fields {
    text: String,
    /// Where each one ends.
    ends: Vec<usize>,
}

impl Fields {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a field.
    pub fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        self.text.get(start.unwrap_or(0)..*self.ends.get(at)?)
    }

    /// Returns all fields.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

impl Splitter {
    /// Makes one for rows with this between their fields.
    pub fn new(delimiter: u8) -> Splitter {
        Splitter { delimiter, idle: Mutex::default() }
    }

    /// Splits a row into its fields.
    pub fn fields(&self, row: &str) -> Fields {
        // A row is cut out already: what else could end one would lose the rest of it.
        let end = csv_core::Terminator::Any(b'\n');
        let make =
            || csv_core::ReaderBuilder::new().delimiter(self.delimiter).terminator(end).build();
        let mut reader = self.idle().pop().unwrap_or_else(make);
        let fields = self.split(row, &mut reader);
        self.idle().push(reader);
        fields
    }

    fn idle(&self) -> MutexGuard<'_, Vec<csv_core::Reader>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn split(&self, row: &str, reader: &mut csv_core::Reader) -> Fields {
        reader.reset();
        let row = row.strip_suffix('\n').unwrap_or(row);
        let row = row.strip_suffix('\r').unwrap_or(row);
        let mut output = vec![0; row.len() + 1];
        let n_most = memchr::memchr_iter(self.delimiter, row.as_bytes()).count() + 2;
        let mut ends = vec![0; n_most];
        let (_, _, n_out, n_ends) = reader.read_record(row.as_bytes(), &mut output, &mut ends);
        // An empty input tells the reader that the row has ended.
        let (_, _, more_out, more_ends) =
            reader.read_record(&[], &mut output[n_out..], &mut ends[n_ends..]);
        output.truncate(n_out + more_out);
        ends.truncate(n_ends + more_ends);
        // Of text only quotes and delimiters are taken out, so text stays.
        Fields { text: String::from_utf8(output).unwrap_or_default(), ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(row: &str, delimiter: u8) -> Vec<String> {
        Splitter::new(delimiter).fields(row).iter().map(str::to_owned).collect()
    }

    fn found(text: &str) -> Vec<String> {
        let mut seen = Vec::new();
        let stream = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
        find(0, stream, &mut |spot, found| match found {
            Found::Record(kind, bytes) => {
                let start = spot.offset as usize;
                assert_eq!(bytes, &text.as_bytes()[start..start + spot.length as usize]);
                let row = String::from_utf8_lossy(bytes);
                seen.push(format!("{} {kind:?} {:?}", spot.line, fields(&row, b',')));
            }
            Found::Damaged(damage) => seen.push(format!("{} {damage:?}", spot.line)),
        });
        seen
    }

    #[test]
    fn rows_may_have_many_lines_and_quotes() {
        assert_eq!(
            found("\u{feff}a,b\r\n1,\"x\ny \"\"z\"\"\"\r\n\n2,5\" disk\n3,"),
            [
                "1 Header [\"a\", \"b\"]",
                "2 Row [\"1\", \"x\\ny \\\"z\\\"\"]",
                "5 Row [\"2\", \"5\\\" disk\"]",
                "6 Row [\"3\", \"\"]",
            ]
        );
    }

    #[test]
    fn a_carriage_return_alone_ends_no_row() {
        // So that a row with two in one has too many fields, which is told.
        assert_eq!(fields("1,x\r2,y\r\n", b','), ["1", "x\r2", "y"]);
        assert_eq!(fields("1,\"x\ry\"\r\n", b','), ["1", "x\ry"]);
        assert_eq!(fields("\r\n", b','), [] as [&str; 0]);
    }

    #[test]
    fn a_missing_quote_costs_one_row() {
        assert_eq!(
            found("a,b\n1,\"x\n2,y\n3,z\n"),
            ["1 Header [\"a\", \"b\"]", "2 Syntax", "3 Row [\"2\", \"y\"]", "4 Row [\"3\", \"z\"]",]
        );
    }

    #[test]
    fn the_delimiter_is_what_the_header_has_most_of() {
        assert_eq!(delimiter(b"a;b;c,d"), b';');
        assert_eq!(delimiter(b"a\tb"), b'\t');
        assert_eq!(delimiter(b"a"), b',');
        assert_eq!(fields("1;\"x;y\"", b';'), ["1", "x;y"]);
    }
}
