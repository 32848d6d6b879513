//! What is said of a text written by hand that shows something else than its author expects.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::Thread;
use crate::normalize::{Slip, has_too_many_footnotes, slips, spaced_addresses};

use super::super::{fields, problems};
use super::page::Page;

/// Looks at the texts of a file; `untitled` is its thread, where the file gives it no title.
pub(super) fn advise(
    page: Page<'_>,
    texts: Vec<Range<usize>>,
    untitled: Option<&Thread>,
    sink: &mut Sink,
) {
    texts.into_iter().for_each(|text| look_at(page, text, sink));
    if let Some(thread) = untitled.filter(|thread| !thread.decided.draft) {
        sink.push(title_missing(page, &thread.title));
    }
}

/// Looks at a text, a part of a file.
fn look_at(page: Page<'_>, range: Range<usize>, sink: &mut Sink) {
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
    for (at, slip) in slips(text) {
        sink.push(unread(&slip, &fields::short(&text[at.clone()]), place(at)));
    }
    if has_too_many_footnotes(text) {
        let first = text.find("[^").unwrap_or_default();
        sink.push(problems::footnotes_many(place(first..first + 2)));
    }
}

/// A file says nowhere what its thread is called.
fn title_missing(page: Page<'_>, title: &str) -> Diagnostic {
    let file = page.path.rsplit('/').next().unwrap_or(page.path);
    Diagnostic::warning(Code::TitleMissing, format!("`{file}` has no title"))
        .at(Place::line(page.path, 1), "")
        .note(format!("its page is called `{}`, as the file is", fields::short(title)))
        .help("write `title: …` between two lines of `---` at its top, or `# …` as its first line")
}

/// What stands in a text means nothing. Of a language that nobody knows, the message is the same
/// in all files: it is told once.
fn unread(slip: &Slip, words: &str, place: Place) -> Diagnostic {
    let as_written = "published as it is written";
    let unread = Code::MarkupUnread;
    let (code, message, note, help) = match slip {
        Slip::NoteMissing => (
            unread,
            format!("the footnote `{words}` is not written"),
            as_written,
            format!("write it on a line of its own, `{words}: …`"),
        ),
        Slip::TableWidth(of_row, of_head) => (
            unread,
            format!("this row has {of_row} cells, and the head of its table {of_head}"),
            as_written,
            "write one `---` for each column of the head, with `|` between them".to_owned(),
        ),
        Slip::TableRow => (
            unread,
            "this row does not make a table of what is around it".to_owned(),
            as_written,
            "write it as `|---|---|`, and leave a line empty above the head".to_owned(),
        ),
        Slip::TableHead => (
            unread,
            "these rows are no table: below the first there is no row of `---`".to_owned(),
            as_written,
            "write `|---|---|` below it, one `---` for each column".to_owned(),
        ),
        Slip::LineBeyond(line, n_lines) => (
            unread,
            format!("line {line} is to be marked, and the code has {n_lines}"),
            "only lines that are there are marked",
            "correct the numbers between `{` and `}`".to_owned(),
        ),
        Slip::LanguageUnknown(near) => (
            Code::LanguageUnknown,
            format!("`{words}` is no language of code that is known"),
            "code in it is published without colours",
            match near {
                Some(near) => format!("use `{near}`"),
                None => "write `text` where it is in no language".to_owned(),
            },
        ),
    };
    Diagnostic::warning(code, message).at(place, "").note(note).help(help)
}

fn spaced(address: &str, place: Place) -> Diagnostic {
    Diagnostic::warning(Code::LinkBroken, format!("`{address}` has spaces, so it is no link"))
        .at(place, "published as it is written")
        .note("markdown ends an address at the first space")
        .help(format!("write `<{address}>`, or `{}`", address.replace(' ', "%20")))
}
