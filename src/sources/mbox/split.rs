//! Cuts an mbox file into mails, in one pass and in little memory.

use std::io;
use std::io::{BufRead, BufReader, Read};

/// How much of a mail is kept for its headers, and of a line to see what it is.
const HEAD: usize = 64 << 10;
const LINE: usize = 4 << 10;

/// Where a mail lies, without the line that separates it from the one before.
pub(super) struct Mail<'b> {
    pub offset: u64,
    pub len: u64,
    /// The line of its first header, from 1.
    pub line: usize,
    /// The start of it: the headers, and what comes after them.
    pub head: &'b [u8],
}

/// Hands on each mail of a file.
///
/// # Errors
///
/// When the file cannot be read on.
pub(super) fn mails(stream: impl Read, each: &mut dyn FnMut(Mail<'_>)) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(256 << 10, stream);
    let mut cut = Cut { each, offset: 0, line: 0, open: None, head: Vec::new(), blank: true };
    let mut line = Vec::with_capacity(LINE);
    let mut len = 0_u64;
    loop {
        let buffer = reader.fill_buf()?;
        let end = memchr::memchr(b'\n', buffer).map(|at| at + 1);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        line.extend_from_slice(&part[..part.len().min(LINE - line.len())]);
        let n_read = part.len();
        len += n_read as u64;
        if end.is_some() || (n_read == 0 && len > 0) {
            cut.line(&line, len);
            line.clear();
            len = 0;
        }
        reader.consume(n_read);
        if n_read == 0 {
            cut.close();
            return Ok(());
        }
    }
}

struct Cut<'e> {
    each: &'e mut dyn FnMut(Mail<'_>),
    offset: u64,
    line: usize,
    /// Where the mail starts that is read: offset and line.
    open: Option<(u64, usize)>,
    head: Vec<u8>,
    /// The line before is empty, or there is none.
    blank: bool,
}

impl Cut<'_> {
    fn line(&mut self, line: &[u8], len: u64) {
        self.line += 1;
        let bare = line.strip_prefix(b"\xEF\xBB\xBF").filter(|_| self.line == 1);
        let starts = self.blank && is_separator(bare.unwrap_or(line));
        if starts {
            self.close();
        }
        self.offset += len;
        if starts {
            self.open = Some((self.offset, self.line + 1));
            self.head.clear();
        } else if self.open.is_some() && self.head.len() < HEAD {
            self.head.extend_from_slice(line);
        }
        self.blank = line.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
    }

    fn close(&mut self) {
        if let Some((offset, line)) = self.open.take() {
            let len = self.offset - offset;
            (self.each)(Mail { offset, len, line, head: &self.head });
        }
    }
}

const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

/// Tells `From ann@example.org Mon Nov  2 10:00:00 2015`, and the numbers of Google Groups.
/// Sentences that start with the word have no day, time and year behind it.
pub(super) fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let words: Vec<&[u8]> =
        rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&&[u8]| word.iter().all(u8::is_ascii_digit);
    let has_time = words.iter().any(|word| word.contains(&b':') && word[0].is_ascii_digit());
    let has_year = words.iter().rev().take(3).filter(is_number).any(|word| word.len() == 4);
    let has_day = words.iter().any(|word| DAYS.contains(word));
    (has_time && has_day && has_year)
        || matches!(words.as_slice(), [id] if is_number(&id) && id.len() > 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str)]) {
        let mut found = Vec::new();
        let mut each = |mail: Mail<'_>| {
            let start = mail.offset as usize;
            let all = &text[start..start + mail.len as usize];
            assert!(all.as_bytes().starts_with(mail.head));
            found.push((mail.line, all.to_owned()));
        };
        mails(text.as_bytes(), &mut each).expect("memory can be read");
        let found: Vec<(usize, &str)> = found.iter().map(|(at, text)| (*at, &**text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn mails_start_behind_an_empty_line_with_a_date() {
        let one = "From a@b.c Mon Nov  2 10:00:00 2015\nSubject: x\n\nFrom what I know\n\n";
        let two = "From 1486394158930287112\nSubject: y\n\nFrom here to 10:00 it is 2015 m\n";
        check(
            &format!("{one}{two}"),
            &[
                (2, "Subject: x\n\nFrom what I know\n\n"),
                (7, "Subject: y\n\nFrom here to 10:00 it is 2015 m\n"),
            ],
        );
        let marked = format!("\u{feff}{one}");
        check(&marked, &[(2, "Subject: x\n\nFrom what I know\n\n")]);
        check("Subject: x\n\ny\n", &[]);
        check("", &[]);
        let at_the_end = "From a Mon Nov  2 10:00:00 2015";
        check(at_the_end, &[(2, "")]);
    }

    #[test]
    fn long_lines_take_no_memory() {
        let long =
            format!("From a Mon Nov  2 10:00:00 2015\nSubject: x\n\n{}", "y".repeat(1 << 20));
        let mut sizes = Vec::new();
        let mut each = |mail: Mail<'_>| sizes.push((mail.len, mail.head.len()));
        mails(long.as_bytes(), &mut each).expect("memory can be read");
        assert_eq!(sizes, [((1 << 20) + 12, LINE + 12)]);
    }
}
