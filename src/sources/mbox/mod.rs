//! A mailing list: mbox files, and the monthly archives of pipermail.
//!
//! Mails are joined by what they answer, and by their subject where that is lost. Of the
//! headers only the subject, the date, the name of the author and the ids are read; mail
//! addresses tell people apart and staff from others, and go no further. Files in a mail are
//! read out of the mbox file when a page shows them.

mod attached;
mod body;
mod charset;
mod convert;
mod flowed;
mod headers;
mod nesting_guard;
mod page;
mod parts;
mod raw;
mod scrubbed;
mod split;
mod text_part;
mod uuencoded;

#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};

use mail_parser::MessageParser;
use raw::LONGEST;

use crate::config::SourceSettings;
use crate::diag::{Code, Diagnostic, Place, Sink, join_names};
use crate::files::{Digest, Files};

use self::attached::Attached;
use self::convert::{Head, Mbox};
use self::split::Mail;
use super::chat::survey::Survey;
use super::chat::{Chat, Habit, Key, Note, Rooms, Span, State};
use super::sample::Sample;
use super::{SkipReason, attachment_paths, paths};

/// How many charsets that nobody knows are named.
const MAX_CHARSETS: usize = 20;

/// Tells whether a file is of this format.
pub(super) fn recognise(sample: &Sample<'_>) -> bool {
    let line = sample.head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    split::is_separator(line)
}

/// Finds and surveys the files of a source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Chat<'a, Mbox<'a>> {
    let mut paths = paths::files_of(settings, files, &["mbox", "mbx", "txt"], sink);
    // What was attached to a mail is no mail, whatever it looks like.
    paths.retain(|path| !attachment_paths::is_asset(settings, path, &[scrubbed::FOLDER]));
    let mut survey = Survey::new(files, sink);
    let mut found = MailFindings::default();
    for path in &paths {
        let file = survey.add(path);
        let tag = self::file(settings, &mut survey, &mut found, file, path);
        found.tags.push(tag);
    }
    let MailFindings { tags, mut attached, unknown } = found;
    unknown.into_iter().for_each(|unknown| survey.sink.push(charset_unknown(unknown)));
    attached.sort();
    let mbox = Mbox { settings, tags, paths, attached };
    Chat::new(settings, mbox, survey, Digest::default())
}

/// What the survey finds besides the mails.
#[derive(Default)]
struct MailFindings {
    /// By file: the tag that the list puts before subjects.
    tags: Vec<Option<String>>,
    attached: Attached,
    unknown: Option<Unknown>,
}

impl MailFindings {
    /// Notes the charsets that a mail names and nobody knows.
    fn charsets(&mut self, path: &str, mail: &Mail<'_>) {
        let labels = charset::labels(mail.head).into_iter();
        let labels: Vec<String> = labels.filter(|label| !charset::is_known(label)).collect();
        if labels.is_empty() {
            return;
        }
        let unknown = self.unknown.get_or_insert_with(|| Unknown {
            place: Place::line(path, mail.line),
            n_mails: 0,
            labels: BTreeSet::new(),
        });
        unknown.n_mails += 1;
        for label in labels.into_iter().take(MAX_CHARSETS - unknown.labels.len()) {
            let is_part = |c: &char| c.is_ascii_alphanumeric() || "-_.:".contains(*c);
            unknown.labels.insert(label.chars().filter(is_part).take(40).collect());
        }
    }
}

/// Charsets that nobody knows.
struct Unknown {
    /// The first mail that names one.
    place: Place,
    n_mails: usize,
    labels: BTreeSet<String>,
}

fn charset_unknown(unknown: Unknown) -> Diagnostic {
    let Unknown { place, n_mails, labels } = unknown;
    let message = match n_mails {
        1 => "1 mail names a charset that nobody knows".to_owned(),
        n => format!("{n} mails name charsets that nobody knows"),
    };
    let labels: Vec<String> = labels.into_iter().collect();
    Diagnostic::warning(Code::CharsetUnknown, message)
        .at(place, "the first one")
        .note(format!("named are {}; their charset is guessed", join_names(&labels)))
        .help(
            "read these mails on the site; correct the name of the charset where letters are wrong",
        )
}

/// Notes the mails of one file, and those that may have files; returns the tag that the list
/// puts before subjects.
fn file(
    settings: &SourceSettings,
    survey: &mut Survey<'_, '_>,
    found: &mut MailFindings,
    file: u32,
    path: &str,
) -> Option<String> {
    let (mut n_mails, mut n_invalid) = (0, 0);
    let mut tags: HashMap<String, usize> = HashMap::new();
    let stream = match survey.files.stream(path) {
        Ok(stream) => stream,
        Err(error) => {
            let message = format!("`{path}` cannot be read");
            survey.unreadable(Place::file(path), message, error.to_string());
            return None;
        }
    };
    // `[SOLVED]` is no name of a list.
    let is_mark = |tag: &str| {
        let tag = format!("[{}]", tag.to_lowercase());
        settings.solved.prefixes.iter().any(|prefix| prefix.to_lowercase() == tag)
    };
    let ended = split::mails(stream, &mut |mail| {
        n_mails += 1;
        let len = u32::try_from(mail.len.min(LONGEST)).unwrap_or(u32::MAX);
        let line = u32::try_from(mail.line).unwrap_or(u32::MAX);
        let span = Span { file, line, offset: mail.offset, len };
        found.charsets(path, &mail);
        match head(&mail) {
            Some(head) => {
                if let Some(tag) = convert::tag(&head.subject).filter(|tag| !is_mark(tag)) {
                    *tags.entry(tag.to_lowercase()).or_default() += 1;
                }
                let note = note(&head, span, room(&mut survey.rooms, &head, path));
                if head.has_parts && note.fate.is_ok() {
                    found.attached.add(file, &note.thread, span);
                }
                survey.notes.push(note);
            }
            None => {
                n_invalid += 1;
                let place = Place::line(path, mail.line);
                survey.invalid(place, "a mail starts with headers, one at least", n_invalid);
            }
        }
    });
    if let Err(error) = ended {
        let message = format!("`{path}` cannot be read");
        survey.unreadable(Place::file(path), message, error.to_string());
    } else if n_mails == 0 {
        let message = format!("`{path}` holds no mails");
        let note = "in an mbox file each mail starts with a line such as \
                    `From ann@example.org Mon Nov  2 10:00:00 2015`";
        survey.unreadable(Place::file(path), message, note.to_owned());
    }
    // Of two as frequent, the first by name, on every run.
    let mut tags: Vec<(String, usize)> = tags.into_iter().collect();
    tags.sort_by_key(|(tag, count)| (std::cmp::Reverse(*count), tag.clone()));
    tags.into_iter().next().filter(|(_, count)| count * 2 >= n_mails).map(|(tag, _)| tag)
}

fn head(mail: &Mail<'_>) -> Option<Head> {
    let readable = headers::readable(mail.head, convert::country(mail.head).as_deref());
    let message = MessageParser::default().parse_headers(&*readable)?;
    (!message.headers().is_empty()).then(|| Head::of(&message, mail.head))
}

/// The list of a mail: by its id, and by where its mails lie, `r-help/2012-January.txt`.
fn room(rooms: &mut Rooms, head: &Head, path: &str) -> u32 {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
    let folder = folder.rsplit('/').next().unwrap_or_default();
    rooms.number("", [&*head.list, stem, file, folder], Habit::Threads)
}

fn note(head: &Head, span: Span, room: u32) -> Note {
    let key = Key::new("mail", &head.id);
    let by_subject = Key::new("subject", &convert::bare_subject(&head.subject));
    let has_subject = !convert::bare_subject(&head.subject).is_empty();
    let is_reply = !head.parents.is_empty() || convert::is_reply(&head.subject);
    let mut parents: Vec<Key> = head.parents.iter().map(|id| Key::new("mail", id)).collect();
    // What a mail answers may be lost on the way, or never have been named.
    if is_reply && has_subject {
        let missing = parents.last().copied();
        parents.push(by_subject);
        // The first mail of the thread stands for it where nothing is found.
        parents.extend(missing);
    }
    Note {
        span,
        thread: convert::short_id(&head.id).into(),
        key,
        alias: (has_subject && !is_reply).then_some(by_subject),
        parents,
        time: head.time.map_or(i64::MAX, |time| time.0),
        room,
        state: State::default(),
        said: None,
        fate: match (head.no_archive, head.automatic) {
            (true, _) => Err(SkipReason::Hidden),
            (false, true) => Err(SkipReason::Bot),
            (false, false) => Ok(()),
        },
    }
}
