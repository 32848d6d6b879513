//! What is said of links and images of answers written by hand that lead nowhere, and why they
//! do: their file is not there, is called otherwise, or has no page.

use crate::diag::{Code, Diagnostic, Place, Sink, nearest};
use crate::files::Files;
use crate::media::Refusal;
use crate::model::Origin;
use crate::normalize::AddressPlaces;
use crate::percent;
use crate::site::{LinkProblem, beside};

/// Tells of links and images of a thread that lies in `origin`; `files` are asked for its lines,
/// and for what lies there.
pub(super) fn tell(problems: &[LinkProblem], origin: &Origin, files: &dyn Files, sink: &mut Sink) {
    if problems.is_empty() {
        return;
    }
    let text = files.read(&origin.path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut places = AddressPlaces::of(&text);
    let mut quoted = |address: &str| match places.next(address) {
        Some(range) => Place::in_text(&origin.path, &text, range),
        None => Place::file(&origin.path),
    };
    let found = |address: &str| Whereabouts::of(address, origin, files);
    for problem in problems {
        sink.push(match problem {
            LinkProblem::LinkBroken(href) => link_broken(href, quoted(href), &found(href)),
            LinkProblem::PartMissing(href, name, near) => {
                part_missing(href, name, near.as_deref(), quoted(href))
            }
            LinkProblem::ImageMissing(src) => image_missing(src, quoted(src), &found(src)),
            LinkProblem::ImageRefused(src, refusal) => image_refused(src, *refusal, quoted(src)),
        });
    }
}

/// What lies where an address leads, in the folder of the site.
enum Whereabouts {
    /// Nothing that anybody could mean.
    Nothing,
    /// The file that is meant, by its path.
    There(String),
    /// A file whose name differs in upper and lower case: its name.
    OtherCase(String),
    /// A file with nearly the same name.
    Near(String),
}

impl Whereabouts {
    /// Looks for what a relative address in a file means.
    fn of(address: &str, origin: &Origin, files: &dyn Files) -> Whereabouts {
        let address = address.split(['#', '?']).next().unwrap_or_default();
        let path = percent::decoded(address);
        let path = match path.strip_prefix('/') {
            // From the top of the published site, where `static/` lies.
            Some(from_top) => Some(format!("static/{from_top}")),
            None => beside(&origin.path, &path),
        };
        let Some(path) = path.filter(|path| !path.is_empty()) else { return Whereabouts::Nothing };
        let (folder, _) = path.rsplit_once('/').unwrap_or((".", &path));
        let listed = files.list(folder);
        if listed.contains(&path) {
            return Whereabouts::There(path);
        }
        let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let same = |known: &&String| known.to_lowercase() == path.to_lowercase();
        if let Some(other) = listed.iter().find(same) {
            return Whereabouts::OtherCase(name(other));
        }
        let own = name(&path);
        let beside = listed.iter().filter(|known| {
            let is_same_kind = ending(known) == ending(&path);
            is_same_kind && known.rfind('/') == path.rfind('/') && **known != origin.path
        });
        let stems = beside.filter_map(|known| known.rsplit('/').next()?.rsplit_once('.'));
        let near = own.rsplit_once('.').and_then(|(stem, _)| nearest(stem, stems.map(|(s, _)| s)));
        match near {
            Some(near) => Whereabouts::Near(format!("{near}{}", ending(&path))),
            None => Whereabouts::Nothing,
        }
    }

    /// How the address is mended, where that is known.
    fn help(&self) -> Option<String> {
        match self {
            Whereabouts::There(path) if is_markdown(path) => {
                Some(format!("run `answerbook why {path}`, which tells why it has no page"))
            }
            Whereabouts::There(path) if path.starts_with("static/") => None,
            Whereabouts::There(path) => {
                let name = path.rsplit('/').next().unwrap_or(path);
                Some(format!("put the file into `static/`, and link to `/{name}`"))
            }
            Whereabouts::OtherCase(name) => {
                Some(format!("write `{name}`: upper and lower case are different names"))
            }
            Whereabouts::Near(name) => Some(format!("use `{name}`")),
            Whereabouts::Nothing => None,
        }
    }
}

/// Returns the end of a name, with its dot.
fn ending(path: &str) -> &str {
    path.rfind('.').map_or("", |at| &path[at..])
}

fn is_markdown(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".markdown")
}

fn link_broken(href: &str, place: Place, found: &Whereabouts) -> Diagnostic {
    let label = match found {
        Whereabouts::There(path) if is_markdown(path) => "this file has no page",
        Whereabouts::There(_) => "this file is not published",
        _ => "no page has this address",
    };
    let usual = "link to the source file, such as `../threads/214.md`: the address is filled in";
    Diagnostic::error(Code::LinkBroken, format!("the link to `{href}` leads nowhere"))
        .at(place, label)
        .note("the words are published without the link")
        .help(found.help().unwrap_or_else(|| usual.to_owned()))
}

fn part_missing(href: &str, name: &str, near: Option<&str>, place: Place) -> Diagnostic {
    let href = percent::decoded(href);
    let message = format!("the link to `{href}` names no part of its page");
    Diagnostic::error(Code::FragmentBroken, message)
        .at(place, "no heading has this id")
        .note(format!("the link leads to the top of the page, since nothing there is `{name}`"))
        .help(match near {
            Some(near) => format!("use `#{near}`"),
            None => "write the heading in small letters with `-` for spaces: `b.md#reset-the-hub`"
                .into(),
        })
}

fn image_missing(src: &str, place: Place, found: &Whereabouts) -> Diagnostic {
    let src = percent::decoded(src);
    let usual = "put the file beside the answer, or into `static/` and write `/name.png`";
    Diagnostic::error(Code::ImageMissing, format!("there is no image `{src}`"))
        .at(place, "")
        .note("its description is published in its place")
        .help(found.help().unwrap_or_else(|| usual.to_owned()))
}

fn image_refused(src: &str, refusal: Refusal, place: Place) -> Diagnostic {
    let src = percent::decoded(src);
    let is_svg = src.to_lowercase().ends_with(".svg");
    let name = src.rsplit('/').next().unwrap_or(&src);
    let (label, help) = match refusal {
        Refusal::Kind if is_svg => (
            "SVG may hold scripts",
            format!("put it into `static/` and write `/{name}`, or save it as PNG"),
        ),
        Refusal::Kind => (
            "no picture that is shown",
            "save it as PNG, JPEG, GIF, WebP or AVIF, whatever its name says".to_owned(),
        ),
        Refusal::Broken => (
            "cut off or damaged",
            "open it in a program for pictures, and save it again".to_owned(),
        ),
        Refusal::TooLong => ("too long", "save it smaller".to_owned()),
        Refusal::Private => (
            "holds what `privacy.yaml` takes out",
            "take the name out of the file, or choose another picture".to_owned(),
        ),
    };
    Diagnostic::error(Code::ImageMissing, format!("the image `{src}` cannot be shown"))
        .at(place, label)
        .note("its description is published in its place")
        .help(help)
}
