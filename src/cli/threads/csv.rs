//! The list for spreadsheets.

use crate::config::Config;
use crate::pipeline::ThreadRow;

use super::change;
use crate::cli::spreadsheet;

/// The names of the columns.
const COLUMNS: [&str; 14] = [
    "source",
    "id",
    "title",
    "published",
    "grade",
    "reason",
    "withheld",
    "confidence",
    "answers",
    "post",
    "words",
    "address",
    "place",
    "change",
];

/// Returns the line with the names of the columns.
pub(super) fn head() -> String {
    spreadsheet::line(&COLUMNS)
}

/// Returns the line of a thread.
pub(super) fn line(row: &ThreadRow, config: &Config) -> String {
    let first = row.first.as_ref();
    spreadsheet::line(&[
        config.sources[row.source].name.clone(),
        row.id.0.clone(),
        row.title.clone(),
        if row.address().is_some() { "yes" } else { "no" }.to_owned(),
        row.resolution.grade.name().to_owned(),
        row.resolution.reason.name().to_owned(),
        row.withheld().unwrap_or_default().to_owned(),
        format!("{:.2}", row.resolution.confidence.share()),
        row.n_answers.to_string(),
        first.map_or(String::new(), |first| first.post.0.clone()),
        first.map_or(String::new(), |first| first.words.clone()),
        row.address().map_or(String::new(), |path| path.as_str().to_owned()),
        format!("{}:{}", row.origin.path, row.origin.line),
        change(row, config),
    ])
}
