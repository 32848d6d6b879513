//! The problems of the page of one thread, and the messages about them.

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Files;
use crate::model::{Origin, Timestamp};
use crate::site::LinkProblem;

use super::link_problems;

/// What is wrong with the page of a thread.
#[derive(Clone, Debug, Default)]
pub struct ThreadProblems {
    /// The day by which the answer was to be checked, when that is over.
    pub expired: Option<Timestamp>,
    /// The ids of posts that are published as plain text.
    pub too_complex: Vec<String>,
    /// How many expressions of math are published as their source.
    pub n_unread_math: usize,
    /// The first of them, without the signs round it.
    pub unread_math: Option<String>,
    /// Addresses that lead nowhere.
    pub of_links: Vec<LinkProblem>,
}

impl ThreadProblems {
    /// Tells of them, for a thread that lies in `origin`; `files` are asked for its lines.
    pub fn tell(&self, origin: &Origin, files: &dyn Files, sink: &mut Sink) {
        self.too_complex.iter().for_each(|id| sink.push(too_complex(origin, id)));
        if self.n_unread_math > 0 {
            let first = self.unread_math.as_deref().unwrap_or_default();
            sink.push(math_unread(origin, self.n_unread_math, first, files));
        }
        if let Some(day) = self.expired {
            sink.push(answer_expired(origin, &day.rfc3339()[..10]));
        }
        link_problems::tell(&self.of_links, origin, files, sink);
    }
}

fn answer_expired(origin: &Origin, day: &str) -> Diagnostic {
    Diagnostic::warning(Code::AnswerExpired, format!("this answer was to be checked by {day}"))
        .at(Place::line(&origin.path, origin.line.max(1)), "")
        .help("check it, then run `answerbook verify` for it, with a later `--expires`")
}

fn too_complex(origin: &Origin, id: &str) -> Diagnostic {
    let message = format!("post `{id}` is too long or too deeply nested to be converted");
    Diagnostic::warning(Code::MarkupTooComplex, message)
        .at(Place::line(&origin.path, origin.line.max(1)), "")
        .note("its words are published as plain text")
}

fn math_unread(origin: &Origin, n_unread: usize, first: &str, files: &dyn Files) -> Diagnostic {
    let expressions = if n_unread == 1 { "expression" } else { "expressions" };
    let message = format!("{n_unread} {expressions} of math cannot be read");
    let shown: String = first.chars().take(MAX_TEX).collect();
    let note = match n_unread {
        1 => format!("`{shown}` is published as it is written"),
        n => format!("`{shown}` and {} more are published as they are written", n - 1),
    };
    Diagnostic::warning(Code::MathUnread, message)
        .at(math_place(origin, first, files), "")
        .note(note)
        .help("correct the TeX, or say `math: off` where `$` means no math")
}

/// So many characters of an expression are shown.
const MAX_TEX: usize = 60;

/// Quotes an expression where a file of markdown holds it; an export is named with its line.
fn math_place(origin: &Origin, tex: &str, files: &dyn Files) -> Place {
    let line = Place::line(&origin.path, origin.line.max(1));
    if tex.is_empty() || !(origin.path.ends_with(".md") || origin.path.ends_with(".markdown")) {
        return line;
    }
    let text = files.read(&origin.path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    match text.find(tex) {
        Some(at) => Place::in_text(&origin.path, &text, at..at + tex.len()),
        None => line,
    }
}
