//! What is said of a text written by hand that shows something else than its author expects.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::normalize::{has_too_many_footnotes, spaced_addresses};

use super::super::problems;
use super::page::Page;

/// Looks at a text, a part of a file.
pub(super) fn advise(page: Page<'_>, range: Range<usize>, sink: &mut Sink) {
    let text = &page.text[range.clone()];
    let place = |at: Range<usize>| {
        let (start, end) = (range.start + at.start, range.start + at.end);
        Place::in_text(page.path, page.text, start..end)
    };
    if text.contains("](") {
        for at in spaced_addresses(text) {
            sink.push(spaced(&text[at.clone()], place(at)));
        }
    }
    if has_too_many_footnotes(text) {
        let first = text.find("[^").unwrap_or_default();
        sink.push(problems::footnotes_many(place(first..first + 2)));
    }
}

fn spaced(address: &str, place: Place) -> Diagnostic {
    Diagnostic::warning(Code::LinkBroken, format!("`{address}` has spaces, so it is no link"))
        .at(place, "published as it is written")
        .note("markdown ends an address at the first space")
        .help(format!("write `<{address}>`, or `{}`", address.replace(' ', "%20")))
}
