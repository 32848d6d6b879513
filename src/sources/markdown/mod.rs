//! Answers written by hand, and whole threads written down in one file each.
//!
//! Floor 3. `front` reads the settings at the top, `sections` finds answers and
//! comments by their headings, `convert` makes a thread of both. A file is a
//! unit. Links to other files stay as they are: where they lead depends on the
//! file, which the thread's origin names.

mod advice;
pub(super) mod checked;
mod convert;
pub(super) mod details;
mod front;
#[cfg(test)]
mod fuzz_tests;
mod known;
mod page;
pub(super) mod parts;
mod sections;
mod talk;
#[cfg(test)]
mod tests;
pub(super) mod write;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::io::Read;
use std::ops::Range;

use crate::config::SourceSettings;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Digest, Files};
use crate::model::{PostId, Reason, Thread, ThreadId, ThreadKind};

use super::paths::files_of;
use super::{Batch, LinkTarget, Reader, Skip, SkipReason, fields, problems};
use front::Front;
use page::{Page, unmarked};
use sections::{Section, SectionKind};

/// The largest file that is read. Its text is cut by the parser of markdown, which takes 80 times
/// as much memory, and a book of 400,000 words is no larger.
const LARGEST: usize = 2 << 20;

/// The largest file that `import` wrote: a thread of a thousand answers. The parser cuts it as a
/// whole, too, and what people write takes less of its memory than what nobody writes.
const LARGEST_IMPORTED: usize = 8 << 20;

/// A surveyed folder of markdown files.
pub struct Markdown<'a> {
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    paths: Vec<String>,
    /// Units whose id an earlier unit has: the id, and the earlier unit.
    taken: BTreeMap<usize, (ThreadId, usize)>,
}

/// Finds the files of a source and the ids that come twice.
///
/// Files whose name starts with `_` are drafts and notes, and no part of it; nor is a
/// README without settings, which tells of a folder, unless it alone is the source.
pub fn open<'a>(
    settings: &'a SourceSettings,
    files: &'a dyn Files,
    sink: &mut Sink,
) -> Markdown<'a> {
    let mut paths = files_of(settings, files, &["md", "markdown"], sink);
    paths.retain(|path| !file_name(path).starts_with(['_', '.']));
    paths.retain(|path| *path == settings.path || !is_about_folder(files, path));
    let mut markdown = Markdown { settings, files, paths, taken: BTreeMap::new() };
    markdown.survey();
    markdown
}

impl Reader for Markdown<'_> {
    fn n_units(&self) -> usize {
        self.paths.len()
    }

    fn read(&self, unit: usize) -> Batch {
        let mut batch = Batch::default();
        let mut skip = |id, reason| {
            let place = Place::file(&self.paths[unit]);
            batch.skipped.push(Skip { id, reason, place });
        };
        if let Some((id, earlier)) = self.taken.get(&unit) {
            let text = self.text(unit).unwrap_or_default();
            let first = &self.paths[*earlier];
            batch.sink.push(id_taken(self.id_place(unit, &text), id, first));
            skip(Some(id.clone()), SkipReason::IdTaken);
            return batch;
        }
        match self.thread(unit, &mut batch.sink) {
            Ok(thread) => batch.threads.push(thread),
            Err(reason) => skip(Some(self.id(unit)), reason),
        }
        batch
    }

    fn digest(&self, unit: usize) -> Option<Digest> {
        let path = self.paths.get(unit)?;
        let bytes = self.files.digest(path).ok()?;
        let earlier = self.taken.get(&unit).map(|(_, earlier)| self.paths[*earlier].as_bytes());
        Some(Digest::of_parts([path.as_bytes(), &bytes.0, earlier.unwrap_or_default()]))
    }

    fn link_target(&self, _: &str) -> Option<LinkTarget> {
        // Links between files are relative, and are resolved from their origins.
        None
    }

    fn locate(&self, thread: &Thread, reason: Reason, post: Option<&PostId>) -> Option<Place> {
        let path = &thread.origin.path;
        let unit = self.paths.iter().position(|known| known == path)?;
        let text = self.text(unit).ok()?;
        let front = Front::find(path, &text).ok()?;
        if thread.decided.draft {
            let said =
                ["draft", "published", "status"].iter().find_map(|key| front.find_value(key));
            return said.or(Some(Place::line(path, 1)));
        }
        if thread.kind == ThreadKind::Answer {
            return Some(front.find_value("author").unwrap_or(Place::line(path, 1)));
        }
        let sections = sections::cut(&text, front.body).sections;
        let found = post.and_then(|post| section(thread, &sections, reason, post));
        let Some(section) = found else { return Some(Place::line(path, 1)) };
        let word = word(section, reason);
        if reason == Reason::AcceptedMark && word.is_none() {
            return Some(front.find_value("accepted").unwrap_or(Place::line(path, 1)));
        }
        let range = word.unwrap_or_else(|| section.heading.clone());
        Some(Place::in_text(path, &text, range))
    }
}

impl Markdown<'_> {
    /// Settles which file has an id that two of them want: the first by path
    /// that can be imported.
    fn survey(&mut self) {
        let mut holders: HashMap<ThreadId, (usize, bool)> = HashMap::new();
        for unit in 0..self.paths.len() {
            let id = self.id(unit);
            match holders.get(&id).copied() {
                Some((earlier, is_sure))
                    if is_sure || self.thread(earlier, &mut Sink::new()).is_ok() =>
                {
                    holders.insert(id.clone(), (earlier, true));
                    self.taken.insert(unit, (id, earlier));
                }
                _ => {
                    holders.insert(id, (unit, false));
                }
            }
        }
    }

    /// Reads as little of a file as its id takes.
    fn id(&self, unit: usize) -> ThreadId {
        let path = &self.paths[unit];
        let mut head = Vec::new();
        let most = front::LONGEST as u64 + 16;
        let read = self.files.stream(path).and_then(|s| s.take(most).read_to_end(&mut head));
        let text = String::from_utf8_lossy(&head);
        let front = read.is_ok().then(|| Front::find(path, unmarked(&text)).ok()).flatten();
        let wire = front.and_then(|front| front.read(&mut Sink::new()).ok());
        convert::id(&wire.unwrap_or_default(), self.name(unit))
    }

    fn thread(&self, unit: usize, sink: &mut Sink) -> Result<Thread, SkipReason> {
        let text = match self.text(unit) {
            Ok(text) => text,
            Err((reason, diagnostic)) => {
                sink.push(*diagnostic);
                return Err(reason);
            }
        };
        let (path, name) = (self.paths[unit].as_str(), self.name(unit));
        convert::thread(Page { path, name, text: &text, settings: self.settings }, sink)
    }

    fn text(&self, unit: usize) -> Result<String, (SkipReason, Box<Diagnostic>)> {
        let path = &self.paths[unit];
        let mut bytes = Vec::new();
        let most = LARGEST_IMPORTED as u64 + 1;
        let read = self.files.stream(path).and_then(|s| s.take(most).read_to_end(&mut bytes));
        if let Err(error) = read {
            return Err((SkipReason::Unreadable, Box::new(unreadable(path, error.kind()))));
        }
        let largest = if is_imported(&bytes) { LARGEST_IMPORTED } else { LARGEST };
        if bytes.len() > largest {
            return Err((SkipReason::Invalid, Box::new(too_large(path, largest))));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(match text.strip_prefix('\u{feff}').unwrap_or(&text) {
                // Lines of old editors for the Mac.
                rest if rest.contains('\r') && !rest.contains('\n') => rest.replace('\r', "\n"),
                rest if rest.len() < text.len() => rest.to_owned(),
                _ => text,
            }),
            Err(error) => {
                let end = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..end]).into_owned();
                Err((SkipReason::Unreadable, Box::new(not_utf8(path, &before))))
            }
        }
    }

    /// Returns the path within the source, without the ending.
    fn name(&self, unit: usize) -> &str {
        let path = self.paths[unit].as_str();
        let base = base(&self.settings.path, path);
        let below = path.strip_prefix(base).unwrap_or(path).trim_start_matches('/');
        below.rsplit_once('.').map_or(below, |(name, _)| name)
    }

    fn id_place(&self, unit: usize, text: &str) -> Place {
        let path = &self.paths[unit];
        let front = Front::find(path, text).ok();
        front.and_then(|front| front.find_value("id")).unwrap_or(Place::file(path))
    }
}

/// Returns the folder that ids are relative to.
fn base<'a>(setting: &'a str, path: &str) -> &'a str {
    let fixed = match setting.find('*') {
        Some(star) => &setting[..star],
        None if setting == path => setting,
        None => return setting,
    };
    fixed.rfind('/').map_or("", |slash| &fixed[..slash])
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Tells whether a file is a README that says nothing of itself.
fn is_about_folder(files: &dyn Files, path: &str) -> bool {
    let name = file_name(path).rsplit_once('.').map_or("", |(name, _)| name);
    let mut head = [0; 6];
    let mut read = || files.stream(path).and_then(|mut stream| stream.read_exact(&mut head));
    name.eq_ignore_ascii_case("readme")
        && (read().is_err()
            || !["---", "+++"]
                .iter()
                .any(|fence| unmarked(&String::from_utf8_lossy(&head)).starts_with(fence)))
}

/// Finds the section of a post: for thanks the comment, else the answer.
fn section<'s>(
    thread: &Thread,
    sections: &'s [Section],
    reason: Reason,
    post: &PostId,
) -> Option<&'s Section> {
    let of = |part| sections.iter().filter(move |section| section.part == part);
    if matches!(reason, Reason::Thanks | Reason::StaffThanked) {
        // Comments come in the order of the file: the question's, then each answer's.
        let comments = thread.posts().flat_map(|post| &post.comments);
        let at = comments.map(|comment| &comment.id).position(|id| id == post);
        if let Some(at) = at {
            return of(SectionKind::Comment).nth(at);
        }
    }
    let at = thread.answers.iter().position(|answer| answer.id == *post)?;
    of(SectionKind::Answer).nth(at)
}

/// Finds the word of a heading that a reason rests on.
fn word(section: &Section, reason: Reason) -> Option<Range<usize>> {
    let wanted: &[&str] = match reason {
        Reason::AcceptedMark => &["accepted"],
        Reason::OfficialMark => &["official"],
        Reason::StaffAnswer => &["staff", "brand"],
        Reason::Votes | Reason::SplitVotes => &["score"],
        _ => &[],
    };
    let is_wanted = |text: &str| {
        let text = text.to_lowercase();
        wanted.iter().any(|word| text.split([' ', ':', '=']).next() == Some(word))
    };
    let word = section.words.iter().find(|word| is_wanted(&word.text))?;
    Some(word.range.clone())
}

fn id_taken(place: Place, id: &ThreadId, first: &str) -> Diagnostic {
    let id = fields::short(&id.0);
    let diagnostic = problems::id_taken(place, "the id", &id, Place::file(first));
    let help = "give one of them another `id`, or leave it out".to_owned();
    Diagnostic { helps: vec![help], ..diagnostic }
}

fn unreadable(path: &str, kind: io::ErrorKind) -> Diagnostic {
    let message = format!("`{path}` cannot be read");
    problems::export_unreadable(Place::file(path), message, kind.to_string())
}

fn not_utf8(path: &str, before: &str) -> Diagnostic {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let place = Place::column(path, line, column);
    let message = format!("`{path}` is not text in UTF-8");
    let note = "the file is left out".to_owned();
    let diagnostic = problems::export_unreadable(place, message, note);
    Diagnostic { helps: vec!["save the file as UTF-8".to_owned()], ..diagnostic }
}

/// Tells whether a file has the details that `import` writes: of its first text, in its settings,
/// or of another.
fn is_imported(text: &[u8]) -> bool {
    let has = |sign: &[u8]| memchr::memmem::find(text, sign);
    has(b"<!-- {\"id\"").is_some()
        || has(b"\npost: {").is_some_and(|at| has(b"\n---\n").is_none_or(|end| at < end))
}

fn too_large(path: &str, largest: usize) -> Diagnostic {
    let message = format!("`{path}` is larger than {} MB", largest >> 20);
    Diagnostic::error(Code::RecordInvalid, message)
        .at(Place::file(path), "")
        .note("the file is left out")
        .help("split it, or write what is imported with `--form jsonl`")
}
