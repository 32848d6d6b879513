//! Two versions of a text, made of a third: what changed in either is in the result.

use diffy::{ConflictStyle, MergeOptions};

/// Texts with more lines than this are not compared line by line, which takes more than
/// linear time.
const MAX_LINES: usize = 5_000;

/// The shortest marks that the library may use.
const SHORTEST: usize = 7;

/// Merges by lines. Where both changed the same lines, the hand's stay; tells whether that
/// happened anywhere.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> (String, bool) {
    if ours == theirs || theirs == base {
        return (ours.to_owned(), false);
    }
    if ours == base {
        return (theirs.to_owned(), false);
    }
    if [base, ours, theirs].iter().any(|text| text.lines().count() > MAX_LINES) {
        return (ours.to_owned(), true);
    }
    // The last line ends like all others, so that only its words count.
    let [base, ours, theirs] = [base, ours, theirs].map(ended);
    let length = marks(&[&base, &ours, &theirs]);
    let mut options = MergeOptions::new();
    options.set_conflict_marker_length(length).set_conflict_style(ConflictStyle::Merge);
    let (text, has_conflicts) = match options.merge(&base, &ours, &theirs) {
        Ok(text) => (text, false),
        Err(text) => (hands(&text, length), true),
    };
    (text.trim_end_matches('\n').to_owned(), has_conflicts)
}

fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// Returns a length of marks that no line has.
fn marks(texts: &[&str]) -> usize {
    let run = |line: &str| {
        let first = line.bytes().next().filter(|byte| b"<=>|".contains(byte));
        first.map_or(0, |first| line.bytes().take_while(|byte| *byte == first).count())
    };
    let longest = texts.iter().flat_map(|text| text.lines().map(run)).max().unwrap_or_default();
    (longest + 1).max(SHORTEST)
}

/// Of lines that both changed, keeps the hand's.
fn hands(text: &str, length: usize) -> String {
    let is_mark = |line: &str, mark: &str| {
        let rest = line.strip_prefix(&mark.repeat(length));
        rest.is_some_and(|rest| rest.starts_with([' ', '\n']) || rest.is_empty())
    };
    let mut out = String::with_capacity(text.len());
    let mut side = Side::Both;
    for line in text.split_inclusive('\n') {
        side = match side {
            Side::Both if is_mark(line, "<") => Side::Ours,
            Side::Ours if is_mark(line, "=") => Side::Theirs,
            Side::Theirs if is_mark(line, ">") => Side::Both,
            Side::Both | Side::Ours => {
                out.push_str(line);
                side
            }
            Side::Theirs => side,
        };
    }
    out
}

/// Whose lines follow.
#[derive(Clone, Copy)]
enum Side {
    Both,
    Ours,
    Theirs,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: (&str, bool)) {
        let (text, has_conflicts) = merge(base, ours, theirs);
        assert_eq!((text.as_str(), has_conflicts), expected);
    }

    #[test]
    fn changes_of_both_sides_are_kept() {
        check("a\nb\nc", "A\nb\nc", "a\nb\nC", ("A\nb\nC", false));
        check("a\nb\nc", "a\nb\nc\nmine", "new\na\nb\nc", ("new\na\nb\nc\nmine", false));
        check("a", "a", "b", ("b", false));
        check("a", "b", "a", ("b", false));
    }

    #[test]
    fn the_hand_stays_where_both_changed_a_line() {
        check(
            "a\nb\nc\nd\ne",
            "a\nmine\nc\nd\ne",
            "a\ntheirs\nc\nd\nE",
            ("a\nmine\nc\nd\nE", true),
        );
        check("", "mine", "theirs", ("mine", true));
    }

    #[test]
    fn lines_that_look_like_marks_are_text() {
        let ours = "<<<<<<< a\n=======\nmine\n>>>>>>> b";
        check("a\nb", &format!("{ours}\nb"), "theirs\nb", (&format!("{ours}\nb"), true));
        check("a\nb\nc", &format!("{ours}\nb\nc"), "a\nb\nC", (&format!("{ours}\nb\nC"), false));
    }
}
