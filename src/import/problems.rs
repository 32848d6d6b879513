//! What imports have to say.

use crate::diag::{Code, Diagnostic, Place, Sink, join_names};
use crate::model::Thread;
use crate::sources::SkipReason;
use crate::sources::editable::Conflict;

use super::thread_store::ThreadToWrite;

/// Tells where somebody and the source changed the same.
pub(super) fn conflict(path: &str, text: &str, conflicts: &[Conflict], beside: &str) -> Diagnostic {
    let named: Vec<String> = conflicts.iter().map(named).collect();
    let place = conflicts.first().map_or(Place::file(path), |first| place(path, text, first));
    Diagnostic::warning(Code::ImportConflict, "the source changed what was edited here, too")
        .at(place, "the edit stays")
        .note(format!("both changed {}", join_names(&named)))
        .help(format!("take over from `{beside}` what is right, then delete that file"))
}

/// Tells of a file that somebody saved, or deleted, between its reading and its writing.
pub(super) fn overtaken(folder: &str, path: &str) -> Diagnostic {
    let path = format!("{}/{path}", folder.trim_end_matches('/'));
    Diagnostic::warning(Code::ImportOvertaken, "a file was changed while the import ran")
        .at(Place::file(path), "left as it is now")
        .note("what the source has new for it was not written")
        .help("import again: then both are brought together")
}

/// Names what both changed: `post 4711, text`.
pub(super) fn named(conflict: &Conflict) -> String {
    match &conflict.post {
        Some(post) => format!("post {post}, {}", conflict.what),
        None => conflict.what.clone(),
    }
}

/// Finds the line that a conflict is about.
fn place(path: &str, text: &str, conflict: &Conflict) -> Place {
    if path.ends_with(".jsonl") {
        return Place::file(path);
    }
    let line_of = |wanted: String| {
        let line = text.lines().position(|line| line.contains(&wanted))?;
        Some(Place::line(path, line + 1))
    };
    let found = match &conflict.post {
        // The heading stands above its details.
        Some(post) => line_of(format!("\"id\": \"{post}\""))
            .map(|below| Place { line: below.line.saturating_sub(1).max(1), ..below }),
        None => line_of(format!("{}:", conflict.what)),
    };
    found.unwrap_or(Place::line(path, 1))
}

/// Tells of a file that cannot be read any more; the first reason stands for all.
pub(super) fn unreadable(path: &str, line: Option<usize>, reasons: Sink) -> Diagnostic {
    let reason = reasons.into_sorted().into_iter().next();
    let place = reason.as_ref().and_then(|reason| reason.labels.first());
    let place = place.map_or(Place::file(path), |label| label.place.clone());
    let place = line.map_or(place, |line| Place::line(path, line));
    let diagnostic = unreadable_at(place);
    let Some(reason) = reason else { return diagnostic };
    let diagnostic = diagnostic.note(reason.message);
    reason.helps.into_iter().fold(diagnostic, Diagnostic::help)
}

/// Tells of a file that is no text.
pub(super) fn not_text(path: &str, before: &str) -> Diagnostic {
    let line = before.matches('\n').count() + 1;
    unreadable_at(Place::line(path, line))
        .note("it is not text in UTF-8")
        .help("save the file as UTF-8")
}

fn unreadable_at(place: Place) -> Diagnostic {
    Diagnostic::error(Code::ImportUnreadable, "an edited thread cannot be read any more")
        .at(place, "left as it is")
}

/// Tells of a line that is kept, whatever it means.
pub(super) fn strange_line(path: &str, number: usize, why: &str) -> Diagnostic {
    unreadable_at(Place::line(path, number))
        .note(format!("the line is {why}"))
        .help("mend it, or delete it; `answerbook schema thread` prints the form of a record")
}

/// Tells that a thread is not public any more, and that its edits were kept.
pub(super) fn set_aside(folder: &str, path: &str, reason: SkipReason) -> Diagnostic {
    let path = format!("{}/{path}", folder.trim_end_matches('/'));
    let message = format!("an edited thread is {} in the community now", reason.name());
    Diagnostic::warning(Code::ImportWithdrawn, message)
        .at(Place::file(path), "not published any more")
        .note("what was edited is kept as a draft, whose name starts with `_`")
        .help("delete the draft, or publish it as an answer of your own under another id")
}

/// Tells that a folder is another source's.
pub(super) fn other_source(folder: &str, known: &str, own: &str) -> Diagnostic {
    // `markdown of discourse Forum`
    let is_alike = known.split(' ').take(3).eq(own.split(' ').take(3));
    let name = known.splitn(4, ' ').nth(3).filter(|_| is_alike);
    let same = name.map(|name| format!("if it is the same one, call it so: `--name \"{name}\"`"));
    Diagnostic::error(Code::ImportFolder, format!("`{folder}` holds threads of another source"))
        .note(format!("it holds {known}; this is {own}"))
        .help_if(same)
        .help("choose another folder with `--to`; sources are told apart by type and `--name`")
}

/// Tells that what is said of a thread does not fit into the settings of a file.
pub(super) fn too_long(thread: &Thread) -> Diagnostic {
    let (path, line) = (&thread.origin.path, thread.origin.line.max(1));
    let message = "the id, tags and other settings of this thread are too long for a file";
    Diagnostic::error(Code::RecordInvalid, message)
        .at(Place::line(path, line), "this record was skipped")
        .help("shorten them, or import with `--form jsonl`")
}

/// Tells that two records have one id.
pub(super) fn id_taken(ready: &ThreadToWrite) -> Diagnostic {
    let (path, line) = (&ready.origin.path, ready.origin.line.max(1));
    let message = format!("the id `{}` is taken by another record", ready.id.0);
    Diagnostic::error(Code::IdTaken, message)
        .at(Place::line(path, line), "this record was skipped")
        .help("keep the newer of the two")
}

/// Tells that an edit still names somebody who opted out.
pub(super) fn name_left(path: &str) -> Diagnostic {
    let message = "an edited thread names somebody of `privacy.yaml`";
    Diagnostic::warning(Code::PrivateText, message)
        .at(Place::file(path), "")
        .note("a build takes the name out; the file itself keeps it")
        .help("take it out of the lines that were written by hand")
}
