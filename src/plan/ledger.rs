//! The ledger: every address ever published, one a line, in a file that the team commits.
//!
//! ```text
//! # answerbook addresses, version 1
//! /questions/reset-hub-214.html thread:forum:214
//! /questions/hub-dead-9.html thread:forum:9 into thread:forum:214
//! /answers/recall-2019.html thread:handbook:recall gone
//! ```
//!
//! A line is an address, the permanent name of what it showed (see `identity`), and, where no
//! page has that name any more, what became of it. A redirect is found by looking the name up
//! among the pages of today, never by following an older redirect, so redirects cannot form
//! chains or rings.
//!
//! Lines are sorted by address, so that two branches of a repository rarely change the same
//! place.

use std::borrow::Cow;

use crate::percent;

/// The name of the file, which lies beside answerbook.yaml.
pub const LEDGER: &str = "addresses.txt";

const VERSION_LINE: &str = "# answerbook addresses, version ";

/// The version of the format that is written.
const VERSION: &str = "1";

const EXPLANATION: &str = "\
# Every address that was ever published, and what was there. Commit this file: `answerbook
# build` keeps it up, and turns what moved into redirects. Write `gone` at the end of a line
# whose page went on purpose; delete a line to forget an address. Other comments are not kept.
";

/// A line of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerLine<'a> {
    /// The address from the top of the site, with a `/` in front, as links write it.
    pub address: &'a str,
    /// The permanent name of what it showed.
    pub identity: &'a str,
    /// What became of the page, as far as the plan cannot tell.
    pub status: UrlStatus<'a>,
    /// The number of the line in the file, from 1.
    pub number: usize,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlStatus<'a> {
    /// It is there, or the plan says where it is now.
    Live,
    /// It was removed on purpose.
    Gone,
    /// Its answers are on another page, whose permanent name this is.
    Into(&'a str),
}

/// Why a ledger cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// It is not text.
    NotText,
    /// The first line does not name the version.
    NoVersion,
    /// Another version wrote it.
    OtherVersion(String),
    /// A line is a conflict marker that a merge of branches left: its number and text.
    Conflict(usize, String),
    /// A line is not an address, a name and perhaps a status: its number and text.
    Line(usize, String),
    /// Two lines have one address and differ: the number of the second, and the address.
    Twice(usize, String),
}

impl UrlStatus<'_> {
    /// Writes it as the end of a line.
    fn write(self, out: &mut String) {
        match self {
            UrlStatus::Live => {}
            UrlStatus::Gone => out.push_str(" gone"),
            UrlStatus::Into(identity) => {
                out.push_str(" into ");
                out.push_str(identity);
            }
        }
    }
}

/// Returns the first lines of a ledger: the version, and an explanation for people.
pub fn head() -> String {
    format!("{VERSION_LINE}{VERSION}\n{EXPLANATION}")
}

/// Adds a line.
pub fn push(out: &mut String, address: &str, identity: &str, status: UrlStatus<'_>) {
    out.push_str(address);
    out.push(' ');
    out.push_str(identity);
    status.write(out);
    out.push('\n');
}

/// Calls `take` with every line, in the order of addresses. Lines are only collected and
/// sorted where the file is not sorted already; a ledger of a large site is long.
pub fn read<'a>(bytes: &'a [u8], mut take: impl FnMut(LedgerLine<'a>)) -> Result<(), LedgerError> {
    let text = std::str::from_utf8(bytes).map_err(|_| LedgerError::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default().trim_end();
    match first.strip_prefix(VERSION_LINE) {
        Some(VERSION) => {}
        Some(other) => return Err(LedgerError::OtherVersion(other.to_owned())),
        // A merge may have put its marks above the first line.
        None if is_conflict(first) => return Err(LedgerError::Conflict(1, first.to_owned())),
        None => return Err(LedgerError::NoVersion),
    }
    let mut before = "";
    let mut is_sorted = true;
    for line in lines(text) {
        let line = line?;
        is_sorted &= before < line.address;
        before = line.address;
    }
    if is_sorted {
        lines(text).flatten().for_each(take);
        return Ok(());
    }
    let mut all: Vec<LedgerLine<'a>> = lines(text).flatten().collect();
    all.sort_by_key(|line| (line.address, line.number));
    all.dedup_by(|b, a| (a.address, a.identity, a.status) == (b.address, b.identity, b.status));
    if let Some(pair) = all.windows(2).find(|pair| pair[0].address == pair[1].address) {
        return Err(LedgerError::Twice(pair[1].number, pair[1].address.to_owned()));
    }
    all.into_iter().for_each(&mut take);
    Ok(())
}

fn lines(text: &str) -> impl Iterator<Item = Result<LedgerLine<'_>, LedgerError>> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end()));
    let filled = numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    filled.map(|(number, line)| parse(number, line))
}

fn parse(number: usize, line: &str) -> Result<LedgerLine<'_>, LedgerError> {
    if is_conflict(line) {
        return Err(LedgerError::Conflict(number, line.to_owned()));
    }
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let mut next = || words.next();
    let status = |one: Option<&'_ str>| one.is_none();
    let parsed = match (next(), next(), next(), next()) {
        (Some(address), Some(identity), last, None) if status(last) || last == Some("gone") => {
            let status = if last.is_some() { UrlStatus::Gone } else { UrlStatus::Live };
            Some((address, identity, status))
        }
        (Some(address), Some(identity), Some("into"), Some(other)) if is_name(other) => {
            Some((address, identity, UrlStatus::Into(other)))
        }
        _ => None,
    };
    match parsed {
        Some((address, identity, status))
            if address.starts_with('/') && is_name(identity) && next().is_none() =>
        {
            Ok(LedgerLine { address, identity, status, number })
        }
        _ => Err(LedgerError::Line(number, line.to_owned())),
    }
}

/// Tells whether a word is a permanent name: three parts with `:` between them, of which the
/// last may contain more of these.
fn is_name(word: &str) -> bool {
    word.splitn(3, ':').filter(|part| !part.is_empty()).count() == 3
}

fn is_conflict(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark))
}

/// Escapes an id so that it is one word of a line.
pub fn escape(id: &str) -> Cow<'_, str> {
    let stays = |c: char| !c.is_whitespace() && !c.is_control() && c != '%' && c != '\u{feff}';
    if !id.is_empty() && id.chars().all(stays) {
        return Cow::Borrowed(id);
    }
    let mut escaped = String::with_capacity(id.len() + 8);
    for c in id.chars() {
        if stays(c) {
            escaped.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    // An empty id is a word too.
    if escaped.is_empty() { Cow::Borrowed("%") } else { Cow::Owned(escaped) }
}

/// Undoes [`escape`].
pub fn unescape(word: &str) -> Cow<'_, str> {
    if word == "%" {
        return Cow::Borrowed("");
    }
    percent::decoded(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<(String, String, usize)>, LedgerError> {
        let mut found = Vec::new();
        let text = format!("{VERSION_LINE}1\n{text}");
        read(text.as_bytes(), |line| {
            let mut rest = line.identity.to_owned();
            line.status.write(&mut rest);
            found.push((line.address.to_owned(), rest, line.number));
        })
        .map(|()| found)
    }

    #[test]
    fn lines_are_read_in_the_order_of_addresses() {
        let line = |a: &str, b: &str, n| (a.to_owned(), b.to_owned(), n);
        assert_eq!(
            all("# words\n/b t:f:2 gone\n\n/a t:f:1\r\n/c  t:f:3 into t:f:1\n/a t:f:1\n"),
            Ok(vec![
                line("/a", "t:f:1", 5),
                line("/b", "t:f:2 gone", 3),
                line("/c", "t:f:3 into t:f:1", 6)
            ])
        );
    }

    #[test]
    fn damage_is_named_with_its_line() {
        let conflict = "<<<<<<< HEAD\n/a t:f:1\n=======\n/a t:f:2\n>>>>>>> other\n";
        assert_eq!(all(conflict), Err(LedgerError::Conflict(2, "<<<<<<< HEAD".to_owned())));
        for bad in
            ["a t:f:1", "/a", "/a t:f", "/a t:f:1 lost", "/a t:f:1 into x", "/a t:f:1 gone x"]
        {
            assert_eq!(all(bad), Err(LedgerError::Line(2, bad.to_owned())), "{bad}");
        }
        assert_eq!(all("/a t:f:1\n/a t:f:2\n"), Err(LedgerError::Twice(3, "/a".to_owned())));
        assert_eq!(read(b"/a t:f:1\n", |_| ()), Err(LedgerError::NoVersion));
        assert_eq!(read(b"", |_| ()), Err(LedgerError::NoVersion));
        assert_eq!(read(b"\xff", |_| ()), Err(LedgerError::NotText));
        assert_eq!(
            read(b"# answerbook addresses, version 2\n", |_| ()),
            Err(LedgerError::OtherVersion("2".to_owned()))
        );
    }

    #[test]
    fn any_id_is_one_word_and_comes_back() {
        for id in ["214", "a b", "", "%", "100%", "a:b", "ж\t", "\u{a0}", "/x\n<<<<<<<"] {
            let word = escape(id).into_owned();
            assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word}");
            assert_eq!(unescape(&word), id);
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut text = head();
        push(&mut text, "/a", "t:f:1", UrlStatus::Into("t:f:2"));
        let mut n_lines = 0;
        assert_eq!(read(text.as_bytes(), |_| n_lines += 1), Ok(()));
        assert_eq!(n_lines, 1);
    }
}
