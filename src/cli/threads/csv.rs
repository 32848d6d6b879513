//! The list for spreadsheets.

use crate::config::Config;
use crate::pipeline::ThreadRow;

use super::{change, plain};

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
    joined(COLUMNS.map(str::to_owned))
}

/// Returns the line of a thread.
pub(super) fn line(row: &ThreadRow, config: &Config) -> String {
    let first = row.first.as_ref();
    joined([
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

fn joined(cells: [String; COLUMNS.len()]) -> String {
    cells.map(|text| cell(&text)).join(",") + "\r\n"
}

/// What starts a formula in a spreadsheet, also as wide as the letters of East Asia; `plain`
/// leaves no blank before it.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Writes a cell (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in
/// front, which it does not show.
fn cell(text: &str) -> String {
    let text = plain(text);
    let text = if text.starts_with(FORMULA) { format!("'{text}") } else { text };
    if text.contains(['"', ',', ';']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_the_table() {
        assert_eq!(cell("Hub"), "Hub");
        assert_eq!(cell("\t\r\n=1+1"), "'=1+1");
        for start in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
            assert_eq!(cell(&format!("{start}x")), format!("'{start}x"));
        }
        for before in ["\t", "\r", "\n", "\u{200b}", "\u{3000}", "\u{e0041}"] {
            assert_eq!(cell(&format!("{before}=cmd")), "'=cmd");
        }
        assert_eq!(cell("a \"b\", c\nd"), "\"a \"\"b\"\", c d\"");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    }
}
