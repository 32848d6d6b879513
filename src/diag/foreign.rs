//! Words that others wrote, as a terminal or a log may be given them.
//!
//! Names, ids, titles, keys and paths come from exports. Nothing in them moves a cursor, colours
//! what follows, turns the direction of writing round, or is a command to the program that reads
//! the log: GitHub obeys a line that starts with `::`, whatever blanks stand before, and
//! `##[` anywhere in a line. All that is printed comes through here.

/// Tells whether a character moves a cursor, or cannot be seen.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{180e}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns words on one line.
pub(crate) fn one_line(text: &str) -> String {
    without_commands(&text.replace(is_hidden, " "))
}

/// Returns words whose lines stay lines; tabs stay, too.
pub(crate) fn lines(text: &str) -> String {
    let seen = text.char_indices().map(|(at, c)| match c {
        '\n' | '\t' => c,
        '\r' if text[at + 1..].starts_with('\n') => c,
        c if is_hidden(c) => ' ',
        c => c,
    });
    without_commands(&seen.collect::<String>())
}

/// Returns JSON in which such characters are escaped: they stand in texts alone.
pub(crate) fn escaped_json(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match is_hidden(c) && c != '\n' {
            true => {
                let mut units = [0; 2];
                let units = c.encode_utf16(&mut units).iter();
                text.extend(units.map(|unit| format!("\\u{unit:04x}")));
            }
            false => text.push(c),
        }
    }
    match text.contains(MARK) {
        true => text.replace(MARK, "#\\u0023["),
        false => text,
    }
}

/// What commands of GitHub start with that may stand anywhere in a line.
const MARK: &str = "##[";

/// Sets apart what makes a command of a line.
fn without_commands(text: &str) -> String {
    let starts_one = |line: &str| line.trim_start().starts_with("::");
    if !text.contains(MARK) && !text.lines().any(starts_one) {
        return text.to_owned();
    }
    let text = text.replace(MARK, "## [");
    let lines = text.split_inclusive('\n');
    lines
        .map(|line| match starts_one(line) {
            true => line.replacen("::", ": :", 1),
            false => line.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_move_no_cursor_and_are_no_command() {
        let text = "a\u{1b}[2J\r\n \t::error::b\u{9b}\u{202e} ##[add-mask]c";
        assert_eq!(one_line(text), "a [2J    ::error::b   ## [add-mask]c");
        assert_eq!(lines(text), "a [2J\r\n \t: :error::b   ## [add-mask]c");
        assert_eq!(one_line("::error::x"), ": :error::x");
        assert_eq!(lines("Хаб ✓\n# a :: b"), "Хаб ✓\n# a :: b");
    }

    #[test]
    fn json_says_the_same_in_characters_that_are_seen() {
        let texts = ["a\u{9b}2J\u{202e}b", "##[error]x", "\u{e0041}"];
        let written = escaped_json(&serde_json::json!(texts).to_string());
        assert!(!written.contains(is_hidden) && !written.contains(MARK), "{written}");
        assert_eq!(serde_json::from_str::<[String; 3]>(&written).ok(), Some(texts.map(str::to_owned)));
        assert_eq!(escaped_json("\"a\u{e0041}\""), "\"a\\udb40\\udc41\"");
    }
}
