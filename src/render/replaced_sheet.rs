//! A theme whose style sheet takes the place of that of the theme that it stands on, and leaves
//! most of what that one's templates show without a look.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Place, Sink};

use super::theme::Theme;
use super::theme_file::SHEET;

/// Tells of a sheet that lacks more than half of the classes of the one that it replaces.
pub(super) fn tell(theme: &Theme, sink: &mut Sink) {
    let Some((layer, replaced)) = &theme.replaced_sheet else { return };
    let Some(own) = theme.statics.iter().find(|file| file.name == SHEET) else { return };
    let (wanted, own_text) = (replaced.text(), own.text());
    let (wanted, known) = (classes(&wanted), classes(&own_text));
    let n_known = wanted.intersection(&known).count();
    if n_known * 2 >= wanted.len() {
        return;
    }
    let message = format!("this sheet replaces all of the one of `{layer}`");
    let told = Diagnostic::warning(Code::StyleReplaced, message)
        .at(Place::file(&own.path), "")
        .note(format!("it has rules for {n_known} of the {} classes there", wanted.len()))
        .help(
            "to add rules, put them into `static/brand.css` of the site, and name that in the \
             settings: `brand: {css: static/brand.css}`",
        )
        .help("or, for all who use the theme, into its `static/added.css`")
        .help("to change all, copy the whole theme: `answerbook theme eject --as mine`");
    sink.push(told);
}

/// The names behind the dots of a sheet; some are ends of numbers and files, which do no harm.
fn classes(sheet: &str) -> BTreeSet<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let behind = sheet.split('.').skip(1);
    let names = behind.map(|rest| &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]);
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())).collect()
}
