//! One file of a source that is written by hand.

use crate::config::SourceSettings;

/// A file whose text could be read.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    /// The file, relative to the site.
    pub path: &'a str,
    /// Its path within the source, without the ending.
    pub name: &'a str,
    /// Its text, without the mark that some programs put at the start.
    pub text: &'a str,
    /// The settings of the source.
    pub settings: &'a SourceSettings,
}

/// A text without the mark of the order of bytes that some programs put at the start.
pub(super) fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
