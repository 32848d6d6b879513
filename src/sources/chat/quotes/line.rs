//! Lines of mails, and whether a mail answers another.

use std::borrow::Cow;

/// What a mail is to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Stand {
    /// It starts a thread: there is nothing to be quoted, unless it says so.
    First,
    /// It answers another.
    Reply,
}

/// A line of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sources) struct Line<'t> {
    /// The words, without white space at their end.
    pub text: Cow<'t, str>,
    /// How many quotes it lies in, one within the other.
    pub depth: usize,
}
