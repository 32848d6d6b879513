//! Messages that their author split: `1/2 Hold the button …`, `… until it blinks. (2/2)`.

use std::collections::HashMap;

use crate::model::PersonId;

use super::draft::{Draft, append};
use super::visible::{Shown, cut, shown};

/// The most parts that anybody splits a message into.
const MAX_PARTS: u8 = 30;

/// Parts are written within this time, in seconds.
const WITHIN: i64 = 24 * 3600;

/// A longer message was not split.
const LONGEST: usize = 8_000;

/// What stands between the numbers, where that is a word.
const OF: [&str; 6] = [" of ", " von ", " із ", " з ", " из ", " od "];

/// A sequence of parts by one author.
struct Sequence {
    /// By part: its number, and its draft.
    drafts: Vec<(u8, usize)>,
    start: Option<i64>,
}

/// Which part of how many a text says that it is.
pub(super) fn number_of(text: &str) -> Option<(u8, u8)> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    mark(&chars).map(|mark| (mark.part, mark.of))
}

/// Makes one post of the parts of an author, in their order, where two at least are there.
pub(super) fn joined(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let mut sequences: Vec<Sequence> = Vec::new();
    let mut latest: HashMap<(PersonId, u8), usize> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let Some(author) = draft.post.author.as_ref().map(|author| author.id.clone()) else {
            continue;
        };
        let Some((part, of)) = part_of(draft) else { continue };
        let time = draft.post.created.map(|time| time.0);
        let fits = |sequence: &Sequence| {
            let soon = sequence.start.zip(time).is_none_or(|(start, at)| at - start <= WITHIN);
            soon && sequence.drafts.iter().all(|(known, _)| *known != part)
        };
        let key = (author, of);
        match latest.get(&key).copied().filter(|known| fits(&sequences[*known])) {
            Some(known) => sequences[known].drafts.push((part, at)),
            None => {
                latest.insert(key, sequences.len());
                sequences.push(Sequence { drafts: vec![(part, at)], start: time });
            }
        }
    }
    sequences.retain(|sequence| sequence.drafts.len() > 1);
    if sequences.is_empty() {
        return drafts;
    }
    let mut kept: Vec<Option<Draft>> = drafts.drain(..).map(Some).collect();
    for mut sequence in sequences {
        let place = sequence.drafts[0].1;
        sequence.drafts.sort_unstable();
        let parts = sequence.drafts.into_iter().filter_map(|(_, at)| kept[at].take());
        kept[place] = parts.map(unmarked).reduce(|mut whole, part| {
            append(&mut whole, part);
            whole
        });
    }
    kept.into_iter().flatten().collect()
}

fn part_of(draft: &Draft) -> Option<(u8, u8)> {
    let body = &draft.post.body;
    let has_digits = body.text.len() <= LONGEST && body.text.contains(|c: char| c.is_ascii_digit());
    let chars: Vec<char> =
        shown(body, if has_digits { LONGEST } else { 0 }).iter().map(|shown| shown.c).collect();
    mark(&chars).map(|mark| (mark.part, mark.of))
}

/// Drops the mark: the parts are one now.
fn unmarked(mut draft: Draft) -> Draft {
    let chars: Vec<Shown> = shown(&draft.post.body, LONGEST);
    let plain: Vec<char> = chars.iter().map(|shown| shown.c).collect();
    if let Some(mark) = mark(&plain) {
        draft.post.body.text = cut(&draft.post.body, &chars[mark.start..mark.end]);
    }
    draft
}

/// A mark of a part among the characters of a text.
struct Mark {
    part: u8,
    of: u8,
    start: usize,
    end: usize,
}

/// Finds a mark at the start, behind names, or at the end, before a signature such as `^JB`.
fn mark(chars: &[char]) -> Option<Mark> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (at, c) in chars.iter().chain([&' ']).enumerate() {
        match (start, c.is_whitespace()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    let first = words.iter().position(|(from, _)| chars[*from] != '@')?;
    let is_signature =
        |word: &(usize, usize)| word.1 - word.0 <= 4 && "^-~/".contains(chars[word.0]);
    let last = words.iter().rposition(|word| !is_signature(word))?;
    // What is said must be more than the mark.
    if last < first || words.len() - first < 2 {
        return None;
    }
    let whole = |from: usize, to: usize| {
        let (start, end) = (words.get(from)?.0, words.get(to)?.1);
        let text: String = chars[start..end].iter().collect();
        let (part, of) = numbers(&text)?;
        // The space behind it goes, too.
        let end = if words.len() > to + 1 { words[to + 1].0 } else { end };
        Some(Mark { part, of, start, end })
    };
    let of_words = |from: usize, to: usize| Some(whole(from, to)?).filter(|_| to > from);
    whole(first, first)
        .or_else(|| of_words(first, first + 2))
        .or_else(|| whole(last, last))
        .or_else(|| of_words(last.checked_sub(2)?, last))
}

/// Reads `1/2`, `(1/2)`, `[1/2]`, `1/2:`, and `1 of 2`.
fn numbers(text: &str) -> Option<(u8, u8)> {
    let bare = text.trim_end_matches([':', '.', ',']);
    let bare = bare
        .strip_prefix('(')
        .and_then(|bare| bare.strip_suffix(')'))
        .or_else(|| bare.strip_prefix('[').and_then(|bare| bare.strip_suffix(']')))
        .unwrap_or(bare.trim_end_matches(')'));
    let of_words = || OF.iter().find_map(|of| bare.split_once(of));
    let (part, of) = bare.split_once('/').or_else(of_words)?;
    let number = |text: &str| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u8>().ok().filter(|_| is_number)
    };
    let (part, of) = (number(part)?, number(of)?);
    (2..=MAX_PARTS).contains(&of).then_some((part, of)).filter(|_| (1..=of).contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(u8, u8)>) {
        assert_eq!(number_of(text), expected, "{text}");
    }

    #[test]
    fn marks_stand_at_the_start_or_the_end() {
        check("1/2 Hold the button", Some((1, 2)));
        check("@mira @jo (1/3) Hold the button", Some((1, 3)));
        check("[2/3]: and wait", Some((2, 3)));
        check("1 of 2 Hold it", Some((1, 2)));
        check("until it blinks. 2/2", Some((2, 2)));
        check("until it blinks (2/2) ^JB", Some((2, 2)));
        check("until it blinks, part 2 of 2", Some((2, 2)));
    }

    #[test]
    fn other_numbers_are_none() {
        check("1/2", None);
        check("use 1/2 of the salt", None);
        check("24/7 support is there", None);
        check("3/2 is more than one", None);
        check("0/2 is nothing", None);
        check("12/2026 was dark", None);
        check("", None);
    }
}
