//! The messages about redirects and the ledger of addresses.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Place, Severity, join_names};

use super::ledger::{LEDGER, LedgerError, LedgerLine, unescape};
use super::url_path::{UrlPathError, display_path};

/// How many characters of a wrong address a message shows.
const SHOWN: usize = 80;

pub(super) fn lost(line: &LedgerLine<'_>, knows_source: bool) -> Diagnostic {
    let mut parts = line.identity.splitn(3, ':');
    let (_, source) = (parts.next(), parts.next().unwrap_or_default());
    let id = unescape(parts.next().unwrap_or_default());
    let diagnostic =
        Diagnostic::error(Code::AddressLost, format!("`{}` would be lost", line.address))
            .at(Place::line(LEDGER, line.number), "");
    let diagnostic = if knows_source {
        diagnostic
            .note(format!("thread `{id}` of `{source}` has no page any more"))
            .help(format!("see `answerbook why {id}`, and bring the page back"))
    } else {
        diagnostic
            .note(format!("it was thread `{id}` of `{source}`, which is no source any more"))
            .help(format!("if the source has another name now, add `was: [{source}]` to it"))
    };
    diagnostic
        .help(format!("or send its visitors on, under `redirects:`: `{}: /…`", line.address))
        .help("or write `gone` at the end of the line (`build --gone` does so for all)")
        .help(format!("or delete line {} of `{LEDGER}` if nobody has seen the page", line.number))
}

pub(super) fn damaged(damage: &LedgerError) -> Diagnostic {
    let found = |number: usize, message: String| {
        let place = if number == 0 { Place::file(LEDGER) } else { Place::line(LEDGER, number) };
        Diagnostic::error(Code::LedgerDamaged, message).at(place, "")
    };
    let form = "a line is an address, a name such as `thread:forum:214`, and perhaps `gone`";
    match damage {
        LedgerError::NotText => found(0, format!("`{LEDGER}` is not UTF-8 text"))
            .help("restore it from version control"),
        LedgerError::NoVersion => found(1, format!("`{LEDGER}` does not start with its version"))
            .note("the first line is `# answerbook addresses, version 1`")
            .help("put the line back"),
        LedgerError::OtherVersion(version) => {
            let version: String = version.chars().take(20).collect();
            found(1, format!("`{LEDGER}` has version `{version}`, which is not known"))
                .help("build with the answerbook that wrote it, or a newer one")
        }
        LedgerError::Conflict(number, _) => {
            found(*number, format!("`{LEDGER}` holds marks of a merge"))
                .help("keep the lines of both sides, and delete the marks")
                .help(format!("put `{LEDGER} merge=union` into .gitattributes, and git does so"))
        }
        LedgerError::Line(number, line) => {
            let line: String = line.chars().take(60).collect();
            found(*number, format!("this is no line of `{LEDGER}`: `{line}`")).note(form).help(
                "correct the line, or delete it; the next build adds addresses of living pages",
            )
        }
        LedgerError::Twice(number, address) => {
            found(*number, format!("`{address}` is there twice, with different names"))
                .help("keep one of the two lines")
        }
    }
}

pub(super) fn unreadable(reason: &str) -> Diagnostic {
    Diagnostic::error(Code::LedgerDamaged, format!("`{LEDGER}` cannot be read"))
        .at(Place::file(LEDGER), "")
        .note(reason.to_owned())
        .help("allow reading it, or restore it from version control")
}

pub(super) fn reserved(place: Place, from: &str) -> Diagnostic {
    Diagnostic::error(Code::RedirectTaken, format!("`{from}` cannot be redirected"))
        .at(place, "")
        .note("pages and search engines load files from there")
        .help("remove the redirect")
}

pub(super) fn page_there(place: Place, from: &str, living: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(Code::RedirectTaken, format!("`{from}` is redirected, but is there"))
            .at(place, "");
    let diagnostic = match living == from {
        true => diagnostic.note("a page or a file has this address"),
        false => diagnostic.note(format!("it would hide `{living}`")),
    };
    diagnostic.help("remove the redirect, or give the page another `slug`")
}

pub(super) fn redirect_twice(
    from: &str,
    first_to: &str,
    first: Place,
    second_to: &str,
    second: Place,
) -> Diagnostic {
    Diagnostic::error(Code::RedirectTaken, format!("`{from}` is redirected to two places"))
        .at(second, "")
        .at(first, "and here")
        .note(format!("the places are `{first_to}` and `{second_to}`"))
        .help("remove one of the two")
}

pub(super) fn looped(place: Place, paths: &BTreeSet<String>) -> Diagnostic {
    let paths: Vec<String> = paths.iter().map(|path| display_path(path)).collect();
    let first = &paths[0];
    Diagnostic::error(Code::RedirectLoop, format!("`{first}` would lead back to itself"))
        .at(place, "")
        .note(format!("the way goes over {}", join_names(&paths)))
        .help("let one of them lead to a page")
}

pub(super) fn no_target(place: Place, from: &str, to: &str) -> Diagnostic {
    let message = format!("`{from}` leads to `{to}`, which is not there");
    Diagnostic::error(Code::RedirectTarget, message)
        .at(place, "")
        .note("it is no page of this build, no file in `static/`, and never was published")
        .help("write a page's address from the top of the site, another site's, or `gone`")
}

/// Says that an old address of a thread cannot be one. What leads to another site was perhaps
/// meant so, and hurts nobody.
pub(super) fn no_alias(place: Place, text: &str, why: UrlPathError) -> Diagnostic {
    let mut problem = no_address(place, text, why);
    match why {
        UrlPathError::Space => {
            let words: Vec<&str> = text.split_whitespace().collect();
            problem.helps = vec![
                format!("write `{}` if it is an old address", words.join("%20")),
                "write a wording without the `/` in front".to_owned(),
            ];
            Diagnostic { severity: Severity::Warning, ..problem }
        }
        UrlPathError::Elsewhere => Diagnostic { severity: Severity::Warning, ..problem },
        UrlPathError::Relative
        | UrlPathError::Long
        | UrlPathError::Query
        | UrlPathError::Special => problem,
    }
}

pub(super) fn no_address(place: Place, text: &str, why: UrlPathError) -> Diagnostic {
    let reason = match why {
        UrlPathError::Elsewhere => "it is an address of another site",
        UrlPathError::Relative => "it does not start with `/`",
        UrlPathError::Long => "it is longer than names of files may be",
        UrlPathError::Space => "it holds a space, which is written `%20` in addresses",
        UrlPathError::Query => "hosts do not look behind the `?`",
        UrlPathError::Special => "it holds a character or a part that some host gives a meaning",
    };
    let shown = match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    let message = format!("`{shown}` cannot stand in a redirect");
    Diagnostic::error(Code::ValueInvalid, message)
        .at(place, "")
        .note(reason)
        .help("write an address from the top of the site, such as `/faq/reset.html`")
}
