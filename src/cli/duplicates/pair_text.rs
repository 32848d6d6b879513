//! A pair as people read it: both threads side by side where there is room, else one below
//! the other.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::pipeline::{NamedThread, Proposal};

use super::plain;

/// From this many columns on there is room for two threads.
const WIDE: usize = 90;

/// More columns than this are not easier to read.
const MAX_WIDTH: usize = 160;

/// How far in the words of posts are.
const INDENT: &str = "  ";

/// What stands between two threads.
const BETWEEN: &str = " │ ";

/// Shows a pair with its place in the queue, from 1 on. `columns` is the width of the
/// terminal, `None` where there is none.
pub(super) fn pair_text(place: usize, proposal: &Proposal, columns: Option<usize>) -> String {
    let Proposal { question, into, score, disagree } = proposal;
    let note = if *disagree { "   two accepted answers: read both" } else { "" };
    let threads = match columns.filter(|columns| *columns >= WIDE) {
        Some(columns) => {
            side_by_side(question, into, (columns.min(MAX_WIDTH) - BETWEEN.width()) / 2)
        }
        None => stacked(question) + "   =\n" + &stacked(into),
    };
    format!("{place}. {score:.2}{note}\n{threads}\n")
}

/// One thread, its lines as long as they are.
fn stacked(named: &NamedThread) -> String {
    rows(named).into_iter().map(|(indent, text)| format!("{indent}{text}\n")).collect()
}

/// Two threads, each `width` columns wide.
fn side_by_side(left: &NamedThread, right: &NamedThread, width: usize) -> String {
    let (left, right) = (rows(left), rows(right));
    let mut lines = String::new();
    let no_row = || (INDENT, String::new());
    for at in 0..left.len().max(right.len()) {
        let row = |rows: &[(&'static str, String)]| rows.get(at).cloned().unwrap_or_else(no_row);
        let (left, right) = (wrapped(&row(&left), width), wrapped(&row(&right), width));
        for line in 0..left.len().max(right.len()) {
            let part = |lines: &[String]| lines.get(line).cloned().unwrap_or_default();
            let (left, right) = (part(&left), part(&right));
            let gap = " ".repeat(width.saturating_sub(left.width()));
            lines.push_str(format!("{left}{gap}{BETWEEN}{right}").trim_end());
            lines.push('\n');
        }
    }
    lines
}

/// What is shown of a thread: title, name and address, question, answer.
fn rows(named: &NamedThread) -> Vec<(&'static str, String)> {
    let place = named.address.as_ref().or(named.url.as_ref());
    let place = place.map(|place| format!(" {place}")).unwrap_or_default();
    let answered = named.answered.as_deref().unwrap_or("nobody answered");
    vec![
        ("", plain(&named.title)),
        ("", plain(&format!("[{}:{}]{place}", named.source, named.id))),
        (INDENT, format!("? {}", plain(&named.asked))),
        (INDENT, format!("> {}", plain(answered))),
    ]
}

/// Breaks a row into lines of at most so many columns, between words where that is possible.
fn wrapped((indent, text): &(&'static str, String), width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = (*indent).to_owned();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, (*indent).to_owned()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        // A word that is longer than a line is broken anywhere.
        for c in word.chars() {
            if !is_empty && line.width() + c.width().unwrap_or(0) > width {
                lines.push(std::mem::replace(&mut line, (*indent).to_owned()));
            }
            line.push(c);
            is_empty = false;
        }
    }
    if !is_empty {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal() -> Proposal {
        let named = |id: &str, title: &str, answered: Option<&str>| NamedThread {
            source: "forum".to_owned(),
            id: id.to_owned(),
            title: title.to_owned(),
            address: answered.map(|_| format!("questions/{id}.html")),
            url: None,
            asked: "It blinks red since the storm, and the button does nothing.".to_owned(),
            answered: answered.map(str::to_owned),
        };
        let question = named("7", "Hub blinks\u{1b}[2J red", None);
        let into = named("3", "Хаб блимає червоним 赤い", Some("Hold the button for ten seconds."));
        Proposal { question, into, score: 0.417, disagree: false }
    }

    #[test]
    fn pairs_stand_side_by_side_where_there_is_room() {
        let expected = "\
12. 0.42
Hub blinks [2J red                          │ Хаб блимає червоним 赤い
[forum:7]                                   │ [forum:3] questions/3.html
  ? It blinks red since the storm, and the  │   ? It blinks red since the storm, and the
  button does nothing.                      │   button does nothing.
  > nobody answered                         │   > Hold the button for ten seconds.

";
        assert_eq!(pair_text(12, &proposal(), Some(90)), expected);
        let widest = pair_text(12, &proposal(), Some(500));
        assert!(widest.lines().all(|line| line.width() <= MAX_WIDTH), "{widest}");
    }

    #[test]
    fn pairs_stand_below_each_other_where_there_is_none() {
        let expected = "\
1. 0.42   two accepted answers: read both
Hub blinks [2J red
[forum:7]
  ? It blinks red since the storm, and the button does nothing.
  > nobody answered
   =
Хаб блимає червоним 赤い
[forum:3] questions/3.html
  ? It blinks red since the storm, and the button does nothing.
  > Hold the button for ten seconds.

";
        let proposal = Proposal { disagree: true, ..proposal() };
        for columns in [None, Some(80)] {
            assert_eq!(pair_text(1, &proposal, columns), expected);
        }
    }

    #[test]
    fn long_words_are_broken() {
        let row = ("  ", format!("see {} now", "x".repeat(12)));
        assert_eq!(wrapped(&row, 10), ["  see", "  xxxxxxxx", "  xxxx now"]);
        assert_eq!(wrapped(&("", "赤い光".to_owned()), 3), ["赤", "い", "光"]);
        assert_eq!(wrapped(&("  ", String::new()), 9), [""; 0]);
    }
}
