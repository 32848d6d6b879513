//! One mail as it lies in its file, before it is read.

use std::borrow::Cow;

use mail_parser::MessageParser;

/// The longest mail that is read; of longer ones the start is, where the text stands.
pub(super) const LONGEST: u64 = 16 << 20;

/// Reads a mail that is guarded by [`hide_nesting`](super::nesting_guard::hide_nesting).
pub(super) fn parsed(bytes: &[u8]) -> Option<mail_parser::Message<'_>> {
    MessageParser::default().parse(bytes)
}

/// Tells whether only the start of a mail was read.
pub(super) fn is_cut(record: &[u8]) -> bool {
    record.len() as u64 >= LONGEST
}

/// Undoes `>From`, by which mbox files protect lines of text.
pub(super) fn unescaped(record: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(record, b">From ").is_none() {
        return Cow::Borrowed(record);
    }
    let mut out = Vec::with_capacity(record.len());
    for line in record.split_inclusive(|byte| *byte == b'\n') {
        let marks = line.iter().take_while(|byte| **byte == b'>').count();
        let is_escaped = marks > 0 && line[marks..].starts_with(b"From ");
        out.extend_from_slice(&line[usize::from(is_escaped)..]);
    }
    Cow::Owned(out)
}
