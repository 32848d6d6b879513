//! A redirect as hosts are told of it.

use std::fmt;

/// The folder of what servers include.
pub(super) const FOLDER: &str = "_hosts";

/// A redirect as servers see it.
pub(super) struct Rule<'a> {
    /// The path asked for, decoded, without the `/` at its start.
    pub from: &'a str,
    /// Where visitors go; `None` when it is gone.
    pub to: Option<Target>,
}

/// Where visitors of a redirect go: from the top of the host, or in full.
pub(super) struct Target {
    /// All in front of the `#`; with a query of its own where it leads to another site.
    pub address: String,
    /// `#part`, or nothing.
    pub part: String,
}

impl Target {
    /// Takes an address apart.
    pub fn new(address: &str) -> Target {
        let (address, part) = address.split_at(address.find('#').unwrap_or(address.len()));
        Target { address: address.to_owned(), part: part.to_owned() }
    }

    /// Tells whether what visitors ask for behind `?` is handed on: not where the target asks
    /// for something itself.
    pub fn takes_query(&self) -> bool {
        !self.address.contains('?')
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.address, self.part)
    }
}

/// Percent-encodes a path so that it may stand in a header: letters of all scripts too.
pub(super) fn ascii(path: &str) -> String {
    let stays = |b: u8| b.is_ascii_alphanumeric() || b"-._~/!()+,@".contains(&b);
    let mut written = String::with_capacity(path.len());
    for byte in path.bytes() {
        match stays(byte) {
            true => written.push(char::from(byte)),
            false => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}

/// The same for `#part`, which is encoded in parts already.
pub(super) fn ascii_part(part: &str) -> String {
    let mut written = String::with_capacity(part.len());
    for (at, byte) in part.bytes().enumerate() {
        let stays = byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        match stays || at == 0 {
            true => written.push(char::from(byte)),
            false => written.push_str(&format!("%{byte:02X}")),
        }
    }
    written
}

/// A word that is made of a folder and of no other one: a part of the names of a server.
pub(super) fn word(base: &str) -> String {
    ascii(base).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

/// The forms of an address that a host may be asked for: `uk/` and `uk/index.html`.
pub(super) fn forms(from: &str) -> impl Iterator<Item = &str> {
    let folder = from.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
    folder.into_iter().chain(std::iter::once(from))
}

/// A path as a regular expression.
pub(super) fn pattern(path: &str) -> String {
    let mut written = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '_' | ' ') {
            written.push('\\');
        }
        written.push(c);
    }
    written
}
