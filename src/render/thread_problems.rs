//! The problems of the page of one thread, and the messages about them.

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Files;
use crate::model::{Origin, Timestamp};
use crate::normalize::AddressPlaces;
use crate::site::LinkProblem;

/// What is wrong with the page of a thread.
#[derive(Clone, Debug, Default)]
pub struct ThreadProblems {
    /// The day by which the answer was to be checked, when that is over.
    pub expired: Option<Timestamp>,
    /// The ids of posts that are published as plain text.
    pub too_complex: Vec<String>,
    /// How many expressions of math are published as their source.
    pub n_unread_math: usize,
    /// Addresses that lead nowhere.
    pub of_links: Vec<LinkProblem>,
}

impl ThreadProblems {
    /// Tells of them, for a thread that lies in `origin`; `files` are asked for its lines.
    pub fn tell(&self, origin: &Origin, files: &dyn Files, sink: &mut Sink) {
        self.too_complex.iter().for_each(|id| sink.push(too_complex(origin, id)));
        if self.n_unread_math > 0 {
            sink.push(math_unread(origin, self.n_unread_math));
        }
        if let Some(day) = self.expired {
            sink.push(answer_expired(origin, &day.rfc3339()[..10]));
        }
        if self.of_links.is_empty() {
            return;
        }
        let text = files.read(&origin.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mut places = AddressPlaces::of(&text);
        let mut quoted = |address: &str| match places.next(address) {
            Some(range) => Place::in_text(&origin.path, &text, range),
            None => Place::file(&origin.path),
        };
        for problem in &self.of_links {
            sink.push(match problem {
                LinkProblem::LinkBroken(href) => link_broken(href, quoted(href)),
                LinkProblem::PartMissing(href, name) => part_missing(href, name, quoted(href)),
                LinkProblem::ImageMissing(src) => image_missing(src, quoted(src)),
            });
        }
    }
}

fn answer_expired(origin: &Origin, day: &str) -> Diagnostic {
    Diagnostic::warning(Code::AnswerExpired, format!("this answer was to be checked by {day}"))
        .at(Place::line(&origin.path, origin.line.max(1)), "")
        .help("check it, then set `verified_on` and a later `expires`")
}

fn too_complex(origin: &Origin, id: &str) -> Diagnostic {
    let message = format!("post `{id}` is too long or too deeply nested to be converted");
    Diagnostic::warning(Code::MarkupTooComplex, message)
        .at(Place::line(&origin.path, origin.line.max(1)), "")
        .note("its words are published as plain text")
}

fn math_unread(origin: &Origin, n_unread: usize) -> Diagnostic {
    let expressions = if n_unread == 1 { "expression" } else { "expressions" };
    let message = format!("{n_unread} {expressions} of math cannot be read");
    Diagnostic::warning(Code::MathUnread, message)
        .at(Place::line(&origin.path, origin.line.max(1)), "in this thread")
        .note("their TeX is published as it is written")
}

fn link_broken(href: &str, place: Place) -> Diagnostic {
    Diagnostic::warning(Code::LinkBroken, format!("the link to `{href}` leads nowhere"))
        .at(place, "no page has this address")
        .note("the words are published without the link")
        .help("link to the source file, such as `../threads/214.md`: the address is filled in")
}

fn part_missing(href: &str, name: &str, place: Place) -> Diagnostic {
    let href = percent_encoding::percent_decode_str(href).decode_utf8_lossy();
    let message = format!("the link to `{href}` names no part of its page");
    Diagnostic::warning(Code::FragmentBroken, message)
        .at(place, "no heading has this id")
        .note(format!("the link leads to the top of the page, since nothing there is `{name}`"))
        .help("write the heading in small letters with `-` for spaces: `b.md#reset-the-hub`")
}

fn image_missing(src: &str, place: Place) -> Diagnostic {
    Diagnostic::warning(Code::ImageMissing, format!("there is no image `{src}`"))
        .at(place, "")
        .note("its description is published in its place; PNG, JPEG, GIF, WebP and AVIF are shown")
        .help("put the file beside the answer, or into `static/` and write `/name.png`")
}
