//! What is said of a brand's files.

use crate::diag::{Code, Diagnostic, Place};

pub(super) fn image_missing(place: Place, key: &str, path: &str) -> Diagnostic {
    Diagnostic::warning(Code::ImageMissing, format!("the brand's `{key}` is not there: `{path}`"))
        .at(place, "")
        .help("paths are relative to `answerbook.yaml`")
}

/// How long a file is, in words.
pub(super) fn size(n_bytes: usize) -> String {
    match n_bytes {
        0..1_000_000 => format!("{} KB", n_bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", n_bytes / 1_000_000, n_bytes % 1_000_000 / 100_000),
    }
}

/// A file that cannot be used, with why, what is done without it, and what helps.
pub(super) struct Unusable<'a> {
    pub key: &'a str,
    pub why: String,
    pub instead: &'a str,
    pub help: &'a str,
}

pub(super) fn file_unusable(place: Place, unusable: &Unusable<'_>) -> Diagnostic {
    let Unusable { key, why, instead, help } = unusable;
    Diagnostic::warning(Code::BrandFile, format!("the brand's `{key}` cannot be used: {why}"))
        .at(place, "")
        .note(*instead)
        .help(*help)
}

pub(super) fn font_heavy(place: Place, n_bytes: usize) -> Diagnostic {
    let message = format!("this font has {}", size(n_bytes));
    Diagnostic::warning(Code::FontHeavy, message)
        .at(place, "")
        .note("everybody who reads a page loads it, and all else of a page has some 25 KB")
        .help("keep the letters of your languages alone: `pyftsubset` of fonttools does that")
        .help("save it as WOFF2")
}

pub(super) fn style_blocked(place: Place, message: &str, help: &str) -> Diagnostic {
    Diagnostic::warning(Code::StyleBlocked, message)
        .at(place, "")
        .note("each page states a policy, by which it loads nothing from elsewhere")
        .help(help)
}

/// A brace of the brand's sheet has no partner.
pub(super) fn brace_alone(place: Place, what: &str) -> Diagnostic {
    Diagnostic::warning(Code::BrandFile, format!("a brace of the brand's `css` {what}"))
        .at(place, "")
        .note("browsers leave out the rules behind it, or take them for others")
        .help("give each `{` its `}`")
}

pub(super) fn style_file_missing(place: Place, path: &str) -> Diagnostic {
    Diagnostic::warning(Code::BrandFile, format!("the brand's `css` names no file: `{path}`"))
        .at(place, "")
        .note("addresses in a sheet are relative to it, and files in `static/` are published")
        .help("put the file there, or correct the address")
}
