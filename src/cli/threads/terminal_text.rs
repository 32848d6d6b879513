//! Words of a community, fit for a terminal and for a cell.

use crate::diag::one_line;

/// Returns a text on one line, without what could move a cursor, colour what follows, or turn
/// the direction of writing round.
pub(crate) fn plain(text: &str) -> String {
    one_line(text).split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// How many columns of a terminal a character takes, near enough to cut a line.
pub(super) fn columns_of(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 2,
        '\u{231a}'..='\u{231b}' | '\u{23e9}'..='\u{23fa}' | '\u{2600}'..='\u{27bf}' => 2,
        '\u{1f000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Cuts a line that is longer than some columns.
pub(super) fn cut(line: &str, columns: usize) -> String {
    let mut taken = 0;
    for (at, c) in line.char_indices() {
        taken += columns_of(c);
        if taken > columns {
            let room = columns.saturating_sub(1);
            let mut kept = 0;
            let fits = |(_, c): &(usize, char)| {
                kept += columns_of(*c);
                kept <= room
            };
            let end = line[..at].char_indices().take_while(fits).last();
            let end = end.map_or(0, |(at, c)| at + c.len_utf8());
            return format!("{}…", &line[..end]);
        }
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hidden_reaches_a_terminal() {
        let text = "red \u{1b}[31m\r\nbell \u{7} c1 \u{9b}2J \u{202e}txet\u{2066} end\u{feff}";
        assert_eq!(plain(text), "red [31m bell c1 2J txet end");
        assert_eq!(plain("Хаб не\u{a0}чує 👋"), "Хаб не чує 👋");
    }

    #[test]
    fn lines_are_cut_by_columns() {
        assert_eq!(cut("Hub", 3), "Hub");
        assert_eq!(cut("Hubs", 3), "Hu…");
        assert_eq!(cut("东京都厅", 5), "东京…");
        assert_eq!(cut("东京", 1), "…");
        assert_eq!(cut("", 0), "");
        assert_eq!(cut("e\u{301}e\u{301}", 2), "e\u{301}e\u{301}");
    }
}
