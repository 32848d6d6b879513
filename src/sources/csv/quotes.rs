//! Whether a row goes on behind a line: the state of its quotes.

/// What can stand between two fields.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// Where in a row one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A field starts.
    Start,
    Plain,
    Quoted,
    /// A quote within quotes: the end, or the first of two.
    Quote,
    /// Blanks behind the end of a quoted field.
    Blank,
}

/// Goes through the lines of a row.
pub(super) struct Quotes {
    delimiter: u8,
    state: State,
    /// How many delimiters there were between fields.
    n_delimiters: usize,
    /// The quoted field was opened on a line before.
    has_lines: bool,
    /// Words follow on the end of a quoted field of several lines: that quote opened another
    /// field, and the one that should close this field is missing.
    is_strange: bool,
}

impl Quotes {
    pub fn new(delimiter: u8) -> Quotes {
        let (has_lines, is_strange) = (false, false);
        Quotes { delimiter, state: State::Start, n_delimiters: 0, has_lines, is_strange }
    }

    /// Tells whether the row goes on behind what was passed.
    pub fn is_open(&self) -> bool {
        self.state == State::Quoted
    }

    /// Tells whether a quote is missing.
    pub fn is_strange(&self) -> bool {
        self.is_strange
    }

    /// How many fields were passed.
    pub fn n_fields(&self) -> usize {
        self.n_delimiters + 1
    }

    /// Passes over a line.
    pub fn pass(&mut self, line: &[u8]) {
        self.has_lines |= self.is_open();
        // The mark of the order of bytes that tables have which were put together of several.
        let is_first = self.state == State::Start && self.n_delimiters == 0;
        let mut at = if is_first && line.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
        while at < line.len() {
            let next = match self.state {
                State::Quoted => memchr::memchr(b'"', &line[at..]),
                State::Plain => memchr::memchr2(self.delimiter, b'\n', &line[at..]),
                State::Start | State::Quote | State::Blank => Some(0),
            };
            let Some(next) = next else { return };
            at += next;
            self.step(line[at]);
            at += 1;
        }
    }

    fn step(&mut self, byte: u8) {
        self.state = match (self.state, byte) {
            (State::Quoted, _) => State::Quote,
            (State::Start, b'"') => {
                self.has_lines = false;
                State::Quoted
            }
            (State::Quote, b'"') => State::Quoted,
            (_, b'\n') => State::Start,
            (_, byte) if byte == self.delimiter => {
                self.n_delimiters += 1;
                State::Start
            }
            (State::Quote | State::Blank, b' ' | b'\r') => State::Blank,
            (state, _) => {
                let is_behind = matches!(state, State::Quote | State::Blank);
                self.is_strange |= is_behind && self.has_lines;
                State::Plain
            }
        };
    }
}

/// Returns what separates the fields of a header: what it has most of outside of quotes; of
/// equals the first.
pub(super) fn delimiter(header: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut is_quoted = false;
    for byte in header {
        is_quoted ^= *byte == b'"';
        let known = DELIMITERS.iter().position(|delimiter| delimiter == byte);
        if let Some(at) = known.filter(|_| !is_quoted) {
            counts[at] += 1;
        }
    }
    let most = (0..counts.len()).rev().max_by_key(|at| counts[*at]);
    most.map_or(b',', |at| DELIMITERS[at])
}

/// Reads the line that spreadsheets write before the header to name the delimiter: `sep=;`.
pub(super) fn named_delimiter(line: &[u8]) -> Option<u8> {
    let rest = line.trim_ascii_start().strip_prefix(b"sep=")?;
    match rest.strip_suffix(b"\n").unwrap_or(rest) {
        [delimiter] | [delimiter, b'\r'] if DELIMITERS.contains(delimiter) => Some(*delimiter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_what_the_header_has_most_of() {
        assert_eq!(delimiter(b"a;b;c,d"), b';');
        assert_eq!(delimiter(b"a\tb"), b'\t');
        assert_eq!(delimiter(b"a|b|c;d"), b'|');
        assert_eq!(delimiter(b"\"a, b, c\";d"), b';');
        assert_eq!(delimiter(b"a"), b',');
        assert_eq!(named_delimiter(b"sep=;\r\n"), Some(b';'));
        assert_eq!(named_delimiter(b"sep=\t"), Some(b'\t'));
        assert_eq!(named_delimiter(b"sep=ab"), None);
    }

    #[test]
    fn a_field_that_should_have_ended_lines_before_is_strange() {
        #[track_caller]
        fn check(row: &str, expected: (bool, bool, usize)) {
            let mut quotes = Quotes::new(b',');
            row.split_inclusive('\n').for_each(|line| quotes.pass(line.as_bytes()));
            assert_eq!((quotes.is_open(), quotes.is_strange(), quotes.n_fields()), expected);
        }
        check("1,\"a\nb\",c\n", (false, false, 3));
        check("1,\"a\nb\" ,c\r\n", (false, false, 3));
        check("1,\"a\n\"\"b\"\" c\"\r\n", (false, false, 2));
        check("1,\"a\n2,\"b\",c\n", (false, true, 3));
        check("1,\"a\"b,c\n", (false, false, 3));
        check("1,\"a\nb", (true, false, 2));
        check("\"\" \"\"\"\n", (false, false, 1));
    }
}
