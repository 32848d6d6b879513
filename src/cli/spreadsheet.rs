//! Tables for spreadsheets (RFC 4180), of words that others wrote.

use super::threads::plain;

/// Writes a row.
pub(super) fn line(cells: &[impl AsRef<str>]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text.as_ref())).collect();
    cells.join(",") + "\r\n"
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
