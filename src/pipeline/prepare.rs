//! One thread made ready for everything that follows: tidied, erased, graded, redacted.

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::{Origin, Thread, ThreadId};
use crate::normalize::{Assessment, MAX_TAGS, tidy};
use crate::privacy::{Privacy, PrivacyFindings, Takedown};
use crate::sources::SkipReason;

/// Prepares a thread and finds out how it stands. What it says of people `look` sees before
/// their names go: whoever asked is known by name.
///
/// # Errors
///
/// Why it may not be shown: it was taken down, or cannot be made safe.
pub(super) fn prepare_thread(
    privacy: &Privacy<'_>,
    source: usize,
    thread: &mut Thread,
    findings: &mut PrivacyFindings,
    look: impl FnOnce(&Thread, &Assessment),
) -> Result<Assessment, SkipReason> {
    redact_thread(privacy, source, thread, findings, |thread| {
        let assessment = Assessment::of(thread);
        look(thread, &assessment);
        assessment
    })
}

/// Tidies a thread and takes out what may not be shown; `before` sees it while names are in it.
///
/// # Errors
///
/// Why it may not be shown: it was taken down, or cannot be made safe.
pub(crate) fn redact_thread<T>(
    privacy: &Privacy<'_>,
    source: usize,
    thread: &mut Thread,
    findings: &mut PrivacyFindings,
    before: impl FnOnce(&mut Thread) -> T,
) -> Result<T, SkipReason> {
    tidy(thread);
    if privacy.erase(thread, source, findings) == Takedown::Taken {
        return Err(SkipReason::TakenDown);
    }
    let known = before(thread);
    match privacy.redact(thread, source, findings) {
        Takedown::Stays => Ok(known),
        Takedown::Taken => Err(SkipReason::TakenDown),
        Takedown::Withheld => Err(SkipReason::Unsafe),
    }
}

/// Tells of a thread that cannot be made safe; nothing of it is quoted.
pub(crate) fn tell_withheld(thread: &Thread, reason: SkipReason, sink: &mut Sink) {
    if reason != SkipReason::Unsafe {
        return;
    }
    sink.push(
        withheld(&thread.id, &thread.origin)
            .note("what takes the place of a name or an address in it makes up another one, or")
            .note("a name stands in the number of a post, or in two texts that a page joins")
            .help("choose another pseudonym in `privacy.yaml`, or edit the post in the community"),
    );
}

/// Tells of a thread with more tags than it may have.
pub(crate) fn tags_left_out(id: &ThreadId, origin: &Origin, n_left_out: usize) -> Diagnostic {
    let message = match n_left_out {
        1 => format!("1 tag of `{}` is left out", id.0),
        n => format!("{n} tags of `{}` are left out", id.0),
    };
    Diagnostic::warning(Code::ThreadLong, message)
        .at(Place::line(&origin.path, origin.line.max(1)), "the thread")
        .note(format!("a thread has {MAX_TAGS} tags, the first ones: each of them is a page"))
        .help("take off those that do not matter, in the community or in the file")
}

/// Starts the message about a thread that is withheld.
pub(super) fn withheld(id: &ThreadId, origin: &Origin) -> Diagnostic {
    let message = format!("the thread `{}` is withheld", id.0);
    Diagnostic::warning(Code::PrivacyWithheld, message)
        .at(Place::line(&origin.path, origin.line.max(1)), "the thread")
}
