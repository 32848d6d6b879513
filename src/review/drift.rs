//! What has changed in an original since it was translated: sections that have other words, and
//! which words these are.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::normalize::TextSection;

/// Sections of more words are not compared word by word: that takes time that grows with the
/// square of their changes.
const LONGEST: usize = 4_000;

/// How many words around a change are shown.
const CONTEXT: usize = 6;

/// How many words that go or come are shown in one place: half of them from the start.
const SHOWN: usize = 40;

/// How many sections are shown.
const MAX_SECTIONS: usize = 12;

/// A section that has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionChange {
    /// Its heading; empty for what stands above the first one.
    pub heading: String,
    /// Its words, those that stay only around the others.
    pub words: Vec<WordChange>,
}

/// Words that stay, go or come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordChange {
    /// What becomes of them.
    pub what: Change,
    /// The words, with blanks between them.
    pub text: String,
}

/// What becomes of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// They stay.
    Kept,
    /// They are gone.
    Gone,
    /// They are new.
    New,
}

/// Compares the sections of two states of a text, of which these have no equal in the other.
/// Those of one heading belong together, the others by their order.
pub fn changes(
    old: &[TextSection],
    gone: &[usize],
    new: &[TextSection],
    come: &[usize],
) -> Vec<SectionChange> {
    let mut left: Vec<&TextSection> = gone.iter().filter_map(|at| old.get(*at)).collect();
    let nothing = TextSection { heading: String::new(), text: String::new() };
    let mut found = Vec::new();
    let mut unpaired = Vec::new();
    for section in come.iter().filter_map(|at| new.get(*at)) {
        match left.iter().position(|known| known.heading == section.heading) {
            Some(at) => found.push(change(left.remove(at), section)),
            None => unpaired.push(section),
        }
    }
    for section in unpaired {
        let before = if left.is_empty() { &nothing } else { left.remove(0) };
        found.push(change(before, section));
    }
    found.extend(left.into_iter().map(|section| change(section, &nothing)));
    found.truncate(MAX_SECTIONS);
    found
}

fn change(old: &TextSection, new: &TextSection) -> SectionChange {
    let heading = if new.text.is_empty() { &old.heading } else { &new.heading };
    SectionChange { heading: heading.clone(), words: words(&old.text, &new.text) }
}

/// Compares texts word by word; long ones as a whole.
fn words(old: &str, new: &str) -> Vec<WordChange> {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    if old.len().max(new.len()) > LONGEST {
        return [(Change::Gone, old), (Change::New, new)]
            .map(|(what, words)| whole(what, &words))
            .into();
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let last = ops.len().saturating_sub(1);
    let mut found = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let (tag, gone, come) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            let text = shortened(&old[gone], at > 0, at < last);
            found.push(WordChange { what: Change::Kept, text });
            continue;
        }
        for (what, words) in [(Change::Gone, &old[gone]), (Change::New, &new[come])] {
            if !words.is_empty() {
                found.push(whole(what, words));
            }
        }
    }
    found
}

fn whole(what: Change, words: &[&str]) -> WordChange {
    let text = match words.len() > SHOWN {
        true => {
            let (head, tail) = (&words[..SHOWN / 2], &words[words.len() - SHOWN / 2..]);
            format!("{} … {}", head.join(" "), tail.join(" "))
        }
        false => words.join(" "),
    };
    WordChange { what, text }
}

/// Leaves of words that stay only those beside a change, before and behind them.
fn shortened(words: &[&str], is_behind: bool, is_before: bool) -> String {
    let wanted = CONTEXT * (usize::from(is_behind) + usize::from(is_before));
    if words.len() <= wanted + 1 {
        return words.join(" ");
    }
    let head = if is_behind { words[..CONTEXT].join(" ") + " " } else { String::new() };
    let tail = if is_before {
        format!(" {}", words[words.len() - CONTEXT..].join(" "))
    } else {
        String::new()
    };
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(heading: &str, text: &str) -> TextSection {
        TextSection { heading: heading.to_owned(), text: text.to_owned() }
    }

    fn shown(changes: &[SectionChange]) -> Vec<String> {
        let of_words = |words: &WordChange| match words.what {
            Change::Kept => words.text.clone(),
            Change::Gone => format!("-{}-", words.text),
            Change::New => format!("+{}+", words.text),
        };
        let of_section = |change: &SectionChange| {
            let words: Vec<String> = change.words.iter().map(of_words).collect();
            format!("{}: {}", change.heading, words.join(" "))
        };
        changes.iter().map(of_section).collect()
    }

    #[test]
    fn words_that_changed_are_shown_among_those_around_them() {
        let old =
            [section("A", "Hold the button for 10 seconds, then let it go again and wait a while")];
        let new =
            [section("A", "Hold the button for 15 seconds, then let it go again and wait a while")];
        let found = shown(&changes(&old, &[0], &new, &[0]));
        assert_eq!(found, ["A: Hold the button for -10- +15+ seconds, then let it go again …"]);
    }

    #[test]
    fn sections_belong_together_by_heading_then_by_order() {
        let old = [section("", "T"), section("A", "a"), section("B", "b"), section("C", "c")];
        let new = [section("", "T"), section("B", "bb"), section("D", "d")];
        let found = shown(&changes(&old, &[1, 2, 3], &new, &[1, 2]));
        assert_eq!(found, ["B: -b- +bb+", "D: -a- +d+", "C: -c-"]);
    }
}
