//! The problems that several formats can have; one function builds each.

use crate::config::SourceSettings;
use crate::diag::{Code, Diagnostic, Place, Sink, join_names};
use crate::model::{Markup, Syntax, Thread};
use crate::normalize::{MAX_FOOTNOTE_MARKS, has_too_many_footnotes};

/// A source is there, and holds nothing.
pub fn source_empty(settings: &SourceSettings) -> Diagnostic {
    Diagnostic::warning(Code::SourceEmpty, format!("`{}` holds no record", settings.path))
        .at(settings.place.clone(), "nothing in here")
        .note("its files can be read, and have nothing in them")
        .help("export it again, or take the source out of the settings")
}

/// A thread names a solution that it does not have; `known` are its posts.
pub(super) fn accepted_missing(place: Place, wanted: &str, known: &[String]) -> Diagnostic {
    let message = format!("accepted answer `{wanted}` is not in this thread");
    let note = match known {
        [] => "the thread has no answers".to_owned(),
        known => format!("the thread has answers {}", join_names(known)),
    };
    Diagnostic::error(Code::AcceptedMissing, message)
        .at(place, "no answer has this id")
        .note(note)
        .help("export again with all posts, or remove the mark")
}

/// A record lacks a field or has one of another kind than expected.
pub(super) fn record_invalid(place: Place, message: String, label: &str) -> Diagnostic {
    Diagnostic::error(Code::RecordInvalid, message)
        .at(place, label)
        .note("the record is left out; the rest of the file is imported")
        .help("correct the record, or export it again")
}

/// A file ends early, cannot be read, or is of another format.
pub(super) fn export_unreadable(place: Place, message: String, note: String) -> Diagnostic {
    Diagnostic::error(Code::ExportUnreadable, message)
        .at(place, "")
        .note(note)
        .help("export the file again, or correct the `type` and `path` of the source")
}

/// A record has the id of an earlier one, which stays.
pub(super) fn id_taken(place: Place, what: &str, id: &str, first: Place) -> Diagnostic {
    Diagnostic::error(Code::IdTaken, format!("{what} `{id}` is there twice"))
        .at(place, "this one is left out")
        .at(first, "the first one")
        .help("keep only the newer export of the two")
}

/// A thread has fewer posts than it says; `n_here` and `n_all` count them.
pub(super) fn truncated(
    place: Place,
    (what, id): (&str, &str),
    (n_here, n_all): (usize, usize),
    note: &str,
    help: String,
) -> Diagnostic {
    let n_missing = n_all - n_here;
    let message =
        format!("{what} `{id}` has {n_here} of its {n_all} posts: {n_missing} are missing");
    Diagnostic::warning(Code::TopicTruncated, message).at(place, "").note(note).help(help)
}

/// Lists of a file have pages that are not there; `note` and `help` say how to get them.
pub(super) fn pages_missing(
    place: Place,
    path: &str,
    n: usize,
    note: &str,
    help: &str,
) -> Diagnostic {
    let message = match n {
        1 => format!("1 list of `{path}` goes on in a page that is not here"),
        n => format!("{n} lists of `{path}` go on in pages that are not here"),
    };
    Diagnostic::warning(Code::TopicTruncated, message)
        .at(place, "the first of them")
        .note(note)
        .help(help)
}

/// A file holds what its owner wrote, and nothing of what that answers.
pub(super) fn own_words_alone(place: Place, path: &str, n: usize, help: &str) -> Diagnostic {
    let message = match n {
        1 => format!("`{path}` holds 1 comment of its owner without what it answers"),
        n => format!("`{path}` holds {n} comments of its owner without what they answer"),
    };
    Diagnostic::warning(Code::PostOrphaned, message)
        .at(place, "the first of them")
        .note("a download of an account has what its owner wrote, and no customer's question")
        .help(help)
}

/// Tells of posts in markdown whose footnotes are text, since there are too many.
pub(super) fn tell_footnotes(thread: &Thread, place: &Place, sink: &mut Sink) {
    let is_over = |body: &Markup| {
        matches!(body.syntax, Syntax::Markdown(_)) && has_too_many_footnotes(&body.text)
    };
    let bodies = thread.posts().flat_map(|post| {
        std::iter::once(&post.body).chain(post.comments.iter().map(|comment| &comment.body))
    });
    for _ in bodies.filter(|body| is_over(body)) {
        sink.push(footnotes_many(place.clone()));
    }
}

/// A post has more footnotes than are made.
pub(super) fn footnotes_many(place: Place) -> Diagnostic {
    let message = format!("a post has more than {MAX_FOOTNOTE_MARKS} marks of footnotes, `[^`");
    Diagnostic::warning(Code::FootnotesMany, message)
        .at(place, "")
        .note("its footnotes are published as they are written")
        .help("divide the text, or write the notes where they belong")
}
