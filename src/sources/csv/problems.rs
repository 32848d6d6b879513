//! What is said of whole columns, once each.

use crate::config::{DateOrder, SourceSettings};
use crate::diag::{Code, Diagnostic, Place, join_names, nearest};
use crate::sources::fields::short;
use crate::sources::records::Lost;

use super::dates;

/// A column that the settings name and no table has.
pub(super) struct MissingColumn<'a> {
    /// What it would hold, as the settings call it.
    pub holds: &'a str,
    /// Its name there.
    pub name: &'a str,
    /// A table that may have been meant.
    pub path: &'a str,
    /// The columns of that table.
    pub known: &'a [String],
}

/// Which date can be read in two ways, and how it was read.
pub(super) struct AmbiguousDate<'a> {
    /// As it is written.
    pub text: &'a str,
    /// What comes first in it, as it was read.
    pub order: DateOrder,
    /// Whether other dates of the column are plainly in the other order.
    pub is_mixed: bool,
}

/// Two columns of which one names rows of the other.
pub(super) struct ColumnPair<'a> {
    /// The column that names.
    pub wanted: &'a str,
    /// The column with the ids.
    pub known: &'a str,
}

/// A setting names a column that no table has.
pub(super) fn column_missing(settings: &SourceSettings, column: &MissingColumn<'_>) -> Diagnostic {
    let MissingColumn { holds, name, path, known } = *column;
    let (name, all): (String, Vec<String>) =
        (short(name), known.iter().map(|n| short(n)).collect());
    let place = settings.column_places.get(holds).unwrap_or(&settings.place).clone();
    let near = nearest(&name, all.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("use `{near}`"),
        None => format!("name one of these as `{holds}` in `columns`, or leave it out"),
    };
    Diagnostic::error(Code::ColumnMissing, format!("no table has the column `{name}`"))
        .at(place, format!("named as `{holds}` here"))
        .note(format!("`{path}` has {}", join_names(&all)))
        .help(help)
}

/// Dates of a column can be read with the day first, or the month.
pub(super) fn dates_ambiguous(place: Place, name: &str, date: &AmbiguousDate<'_>) -> Diagnostic {
    let AmbiguousDate { text, order, is_mixed } = *date;
    let read = dates::moment(text, order).map_or_else(String::new, |moment| moment.rfc3339());
    let read = read.split('T').next().unwrap_or_default();
    let why = match is_mixed {
        false => "no date here has a day above the twelfth, which would tell",
        true => "some dates here have the day first, and some the month",
    };
    let message = format!("dates of `{}` can be read in two ways", short(name));
    Diagnostic::warning(Code::DateAmbiguous, message)
        .at(place, format!("read as {read}"))
        .note(why)
        .help("set `dates: mdy` where months come first, or `dates: dmy` where days do")
}

/// Some rows have no date where one is written.
pub(super) fn dates_unread(place: Place, name: &str, text: &str, n: usize) -> Diagnostic {
    let message = match n {
        1 => format!("a date of `{}` cannot be read", short(name)),
        _ => format!("{n} dates of `{}` cannot be read", short(name)),
    };
    Diagnostic::warning(Code::DateUnread, message)
        .at(place, format!("`{}` is no date", short(text)))
        .note("what has no date is sorted behind what has one, and shows none")
        .help("write them as `2026-05-31`, or name the column of dates: `columns: {created: …}`")
}

/// Some rows have no language where one is written.
pub(super) fn languages_unread(place: Place, name: &str, text: &str, n: usize) -> Diagnostic {
    let message = match n {
        1 => format!("a language of `{}` cannot be read", short(name)),
        _ => format!("{n} languages of `{}` cannot be read", short(name)),
    };
    Diagnostic::warning(Code::LanguageUnread, message)
        .at(place, format!("`{}` is no language tag", short(text)))
        .note("these rows count as written in the language of the source, or what their words show")
        .help("write tags: `en` for English, `uk` for Ukrainian, `pt-BR` for Portuguese of Brazil")
}

/// A table has names of columns, and nothing below them.
pub(super) fn table_empty(path: &str) -> Diagnostic {
    Diagnostic::warning(Code::TableEmpty, format!("`{path}` has no rows below its header"))
        .at(Place::line(path, 1), "")
        .note("an export that stopped early, or was filtered, looks like this")
        .help("export it again, or take the file away")
}

/// Most rows of a file name rows or threads that are not there.
pub(super) fn parents_unknown(place: Place, columns: &ColumnPair<'_>, lost: &Lost) -> Diagnostic {
    let Lost { n, n_lost, .. } = *lost;
    let [wanted, known] = [columns.wanted, columns.known].map(short);
    let message = format!("{n_lost} of {n} values of `{wanted}` are not found in `{known}`");
    let shown = |ids: &[String]| {
        let ids: Vec<String> = ids.iter().map(|id| short(id)).collect();
        join_names(&ids)
    };
    Diagnostic::warning(Code::ParentUnknown, message)
        .at(place, "")
        .note(format!(
            "`{wanted}` has {}, and `{known}` has {}",
            shown(&lost.wanted),
            shown(&lost.known)
        ))
        .note("such rows are threads of their own, or are left out where a table lists all threads")
        .help("name the columns that fit in `columns`, or export the missing rows, too")
}
