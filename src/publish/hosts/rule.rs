//! A redirect as hosts are told of it.

/// The folder of what servers include.
pub(super) const FOLDER: &str = "_hosts";

/// A redirect as servers see it.
pub(super) struct Rule<'a> {
    /// The path asked for, decoded, without the `/` at its start.
    pub from: &'a str,
    /// Where visitors go: from the top of the host, or in full; `None` when it is gone.
    pub to: Option<String>,
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

/// The forms of an address that a host may be asked for: `uk/` and `uk/index.html`.
pub(super) fn forms(from: &str) -> impl Iterator<Item = &str> {
    let folder = from.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
    folder.into_iter().chain(std::iter::once(from))
}
