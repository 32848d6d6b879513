//! One pass over each file of a dump: where every record lies, and who is who.

use std::collections::hash_map::Entry;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::scan::{Ending, Row, Span};
use super::tex::MathSigns;
use super::{row, scan};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::{Files, join};
use crate::model::{Math, ThreadId};
use crate::sources::{Skip, SkipReason, problems};

/// What is known of a dump without its texts.
#[derive(Default)]
pub(super) struct Survey {
    /// The questions in the file's order.
    pub questions: Vec<Question>,
    /// The answers' rows, grouped by question, each group in the file's order.
    pub answers: Vec<Span>,
    /// The comments' rows by the post they stand under.
    pub comments: Vec<(i64, Span)>,
    /// Where a question stands in `questions`.
    pub by_id: FxHashMap<i64, u32>,
    /// The names of those who wrote posts or comments.
    pub names: FxHashMap<i64, Box<str>>,
    /// Duplicates with their originals.
    pub duplicates: FxHashMap<i64, i64>,
    /// Rows that cannot be imported.
    pub skipped: Vec<Skip>,
    /// How the posts of the site write math.
    pub math: Math,
}

/// A question's row and those of its answers.
pub(super) struct Question {
    /// Its row in Posts.xml.
    pub row: Span,
    /// Its answers in [`Survey::answers`].
    pub answers: Range<u32>,
}

impl Survey {
    /// Returns the comments' rows of one post, in the file's order.
    pub(super) fn comments_of(&self, post: i64) -> impl Iterator<Item = Span> {
        let start = self.comments.partition_point(|&(id, _)| id < post);
        self.comments[start..].iter().take_while(move |(id, _)| *id == post).map(|&(_, span)| span)
    }
}

/// Surveys the dump whose posts are at `posts`.
pub(super) fn survey(posts: &str, files: &dyn Files, sink: &mut Sink) -> Survey {
    let mut surveyor = Surveyor {
        files,
        sink,
        survey: Survey::default(),
        lines: FxHashMap::default(),
        answers: Vec::new(),
        people: FxHashSet::default(),
        signs: MathSigns::default(),
    };
    surveyor.posts(posts);
    surveyor.survey.math = surveyor.signs.math();
    let sibling = |name: &str| {
        let folder = posts.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(join(folder, name)).filter(|path| files.exists(path))
    };
    if let Some(path) = sibling("Comments.xml") {
        surveyor.comments(&path);
    }
    if let Some(path) = sibling("Users.xml") {
        surveyor.users(&path);
    }
    if let Some(path) = sibling("PostLinks.xml") {
        surveyor.links(&path);
    }
    surveyor.survey
}

struct Surveyor<'a> {
    files: &'a dyn Files,
    sink: &'a mut Sink,
    survey: Survey,
    /// The line of every question and answer by its id.
    lines: FxHashMap<i64, u32>,
    /// Answers by the id of their question.
    answers: Vec<(i64, Span)>,
    people: FxHashSet<i64>,
    signs: MathSigns,
}

impl Surveyor<'_> {
    fn posts(&mut self, path: &str) {
        let ending = self.pass(path, "posts", Repairs::Count, |this, row, text| {
            this.post(path, row, text);
        });
        let (line, id) = match ending {
            Some(Ending::Closed | Ending::Early { row: None, .. }) => (0, None),
            Some(Ending::Early { line, row: Some(row) }) => {
                (line, post_of(&String::from_utf8_lossy(&row)).id)
            }
            Some(
                Ending::Foreign { line } | Ending::Doctype { line } | Ending::TooLong { line },
            ) => (line, None),
            Some(Ending::Failed(_)) | None => (1, None),
        };
        if line > 0 {
            self.skip(path, line, id, SkipReason::Unreadable);
        }
        self.group_answers(path);
    }

    fn post(&mut self, path: &str, row: Row<'_>, text: &str) {
        let post = post_of(text);
        let line = row.span.line;
        let flaw = match (post.id, post.kind) {
            (_, _) if row.broken => Some("a row has no end"),
            (None, _) => Some("a row has no `Id` that is a number"),
            (_, None) => Some("a row has no `PostTypeId` that is a number"),
            (Some(id), Some(1)) if self.is_new(path, line, id, Counted::AsThread) => {
                let at = u32::try_from(self.survey.questions.len()).unwrap_or(u32::MAX);
                self.survey.by_id.insert(id, at);
                self.survey.questions.push(Question { row: row.span, answers: 0..0 });
                None
            }
            (Some(id), Some(2)) => match post.parent {
                None => Some("an answer has no `ParentId` that is a number"),
                Some(parent) => {
                    if self.is_new(path, line, id, Counted::No) {
                        self.answers.push((parent, row.span));
                    }
                    None
                }
            },
            // Tag descriptions and other texts that are no thread.
            (Some(_), Some(_)) => None,
        };
        self.people.extend(post.owner);
        self.signs.count(text);
        if let Some(message) = flaw {
            let place = Place::in_record(path, line as usize, text, 0..4);
            self.sink.push(problems::record_invalid(place, message.to_owned(), "this row"));
            if post.kind.is_none_or(|kind| kind == 1) {
                self.skip(path, line, post.id, SkipReason::Invalid);
            }
        }
    }

    /// Takes note of a post's id; reports one that was seen before.
    fn is_new(&mut self, path: &str, line: u32, id: i64, counted: Counted) -> bool {
        let first = match self.lines.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(line);
                return true;
            }
            Entry::Occupied(entry) => *entry.get(),
        };
        let at = |line: u32| Place::line(path, line as usize);
        self.sink.push(problems::id_taken(at(line), "post", &id.to_string(), at(first)));
        if counted == Counted::AsThread {
            self.skip(path, line, Some(id), SkipReason::IdTaken);
        }
        false
    }

    fn skip(&mut self, path: &str, line: u32, id: Option<i64>, reason: SkipReason) {
        let id = id.map(|id| ThreadId(id.to_string()));
        self.survey.skipped.push(Skip { id, reason, place: Place::line(path, line as usize) });
    }

    fn group_answers(&mut self, path: &str) {
        let by_id = &self.survey.by_id;
        let (mut known, orphans): (Vec<_>, Vec<_>) = std::mem::take(&mut self.answers)
            .into_iter()
            .map(|(parent, span)| (by_id.get(&parent).copied(), parent, span))
            .partition(|(question, _, _)| question.is_some());
        if let Some((_, parent, span)) = orphans.first() {
            let place = Place::line(path, span.line as usize);
            let example = format!("the first belongs to question `{parent}`");
            self.sink.push(post_orphaned(place, orphans.len(), "answer", &example));
        }
        known.sort_by_key(|&(question, _, span)| (question, span.offset));
        for (at, (question, _, span)) in (0_u32..).zip(known) {
            let Some(question) = question else { continue };
            let answers = &mut self.survey.questions[question as usize].answers;
            *answers =
                if answers.start == answers.end { at..at + 1 } else { answers.start..at + 1 };
            self.survey.answers.push(span);
        }
    }

    fn comments(&mut self, path: &str) {
        let mut orphans = (0, None);
        self.pass(path, "comments", Repairs::Count, |this, row, text| {
            let (mut post, mut person) = (None, None);
            for (name, value) in row::quick_fields(text) {
                match name {
                    "PostId" => post = value.parse::<i64>().ok(),
                    "UserId" => person = value.parse::<i64>().ok(),
                    _ => {}
                }
            }
            match post {
                Some(post) if !row.broken && this.lines.contains_key(&post) => {
                    this.survey.comments.push((post, row.span));
                    this.people.extend(person);
                }
                Some(post) if !row.broken => {
                    orphans.0 += 1;
                    orphans.1.get_or_insert((row.span.line, post));
                }
                Some(_) | None => {
                    let place = Place::in_record(path, row.span.line as usize, text, 0..4);
                    let message = "a comment has no `PostId` that is a number".to_owned();
                    this.sink.push(problems::record_invalid(place, message, "this row"));
                }
            }
        });
        if let (n_orphans, Some((line, post))) = orphans {
            let place = Place::line(path, line as usize);
            let example = format!("the first belongs to post `{post}`");
            self.sink.push(post_orphaned(place, n_orphans, "comment", &example));
        }
        self.survey.comments.sort_by_key(|&(post, span)| (post, span.offset));
    }

    fn users(&mut self, path: &str) {
        self.pass(path, "users", Repairs::Ignore, |this, _, text| {
            let mut id = None;
            for (name, value) in row::quick_fields(text) {
                match name {
                    "Id" => id = value.parse::<i64>().ok().filter(|id| this.people.contains(id)),
                    "DisplayName" => {
                        if let (Some(id), Ok(name)) = (id, row::unescape(value)) {
                            this.survey.names.insert(id, name.trim().into());
                        }
                        return;
                    }
                    _ => {}
                }
            }
        });
    }

    fn links(&mut self, path: &str) {
        self.pass(path, "postlinks", Repairs::Ignore, |this, _, text| {
            let (mut post, mut related, mut is_duplicate) = (None, None, false);
            for (name, value) in row::quick_fields(text) {
                match name {
                    "PostId" => post = value.parse::<i64>().ok(),
                    "RelatedPostId" => related = value.parse::<i64>().ok(),
                    "LinkTypeId" => is_duplicate = value == "3",
                    _ => {}
                }
            }
            let Survey { by_id, duplicates, .. } = &mut this.survey;
            let (Some(post), Some(related), true) = (post, related, is_duplicate) else { return };
            if !by_id.contains_key(&post) || post == related {
                return;
            }
            // The first original that the dump holds, or else the first.
            let original = duplicates.entry(post).or_insert(related);
            if !by_id.contains_key(original) && by_id.contains_key(&related) {
                *original = related;
            }
        });
    }

    /// Reads a file row by row and reports how it ends.
    fn pass(
        &mut self,
        path: &str,
        root: &str,
        repairs: Repairs,
        mut each: impl FnMut(&mut Self, Row<'_>, &str),
    ) -> Option<Ending> {
        let mut stream = match self.files.stream(path) {
            Ok(stream) => stream,
            Err(error) => {
                self.sink.push(unreadable(path, root, &Ending::Failed(error), 0));
                return None;
            }
        };
        let (mut n_rows, mut n_repairs, mut first_repair) = (0, 0, 0);
        let ending = scan::scan(&mut *stream, root, |row| {
            n_rows += 1;
            if repairs == Repairs::Count {
                let n_in_row = row::n_repairs(row.bytes);
                if n_in_row > 0 && n_repairs == 0 {
                    first_repair = row.span.line;
                }
                n_repairs += n_in_row;
            }
            each(self, row, &String::from_utf8_lossy(row.bytes));
        });
        if n_repairs > 0 {
            self.sink.push(text_repaired(Place::line(path, first_repair as usize), n_repairs));
        }
        if !matches!(ending, Ending::Closed) {
            self.sink.push(unreadable(path, root, &ending, n_rows));
        }
        Some(ending)
    }
}

/// Whether a row left out is a thread that somebody may miss.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    AsThread,
    No,
}

/// Whether a file's text is used, so that what was repaired in it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repairs {
    Count,
    Ignore,
}

/// What the survey needs of a row in Posts.xml.
#[derive(Default)]
struct PostFields {
    id: Option<i64>,
    kind: Option<u32>,
    parent: Option<i64>,
    owner: Option<i64>,
}

fn post_of(text: &str) -> PostFields {
    let mut post = PostFields::default();
    for (name, value) in row::quick_fields(text) {
        match name {
            "Id" => post.id = value.parse().ok(),
            "PostTypeId" => post.kind = value.parse().ok(),
            "ParentId" => post.parent = value.parse().ok(),
            "OwnerUserId" => post.owner = value.parse().ok(),
            _ => {}
        }
    }
    post
}

fn unreadable(path: &str, root: &str, ending: &Ending, n_rows: usize) -> Diagnostic {
    let (line, message) = match ending {
        Ending::Closed => (0, format!("`{path}` is whole")),
        Ending::Early { line, row: None } => (*line, format!("`{path}` ends before `</{root}>`")),
        Ending::Early { line, row: Some(_) } => {
            (*line, format!("`{path}` ends in the middle of a row"))
        }
        Ending::Foreign { line } => (*line, format!("`{path}` does not begin with `<{root}>`")),
        Ending::Doctype { line } => (*line, format!("`{path}` declares a document type")),
        Ending::TooLong { line } => (*line, format!("`{path}` has a row of more than 32 MB")),
        Ending::Failed(_) => (0, format!("`{path}` cannot be read")),
    };
    let note = match ending {
        Ending::Failed(error) => error.to_string(),
        Ending::Foreign { .. } | Ending::Doctype { .. } => {
            format!("this file of a Stack Exchange dump is `<{root}>` with a `<row/>` per record")
        }
        Ending::Closed | Ending::Early { .. } | Ending::TooLong { .. } => {
            format!(
                "{n_rows} rows before that place were read; a download that stops looks like this"
            )
        }
    };
    problems::export_unreadable(Place::line(path, line as usize), message, note)
}

fn post_orphaned(place: Place, n_posts: usize, what: &str, example: &str) -> Diagnostic {
    let (ending, verb) = if n_posts == 1 { ("", "belongs") } else { ("s", "belong") };
    let message = format!("{n_posts} {what}{ending} {verb} to posts that are not in the dump");
    Diagnostic::warning(Code::PostOrphaned, message)
        .at(place, "the first of them")
        .note(example)
        .help("export the missing questions too, if they should be on the site")
}

fn text_repaired(place: Place, n_repairs: usize) -> Diagnostic {
    let message = match n_repairs {
        1 => "1 character that XML forbids was removed".to_owned(),
        n_repairs => format!("{n_repairs} characters that XML forbids were removed"),
    };
    Diagnostic::warning(Code::TextRepaired, message)
        .at(place, "the first of them")
        .note("the records are imported; control characters such as `&#x0E;` show nothing")
}
