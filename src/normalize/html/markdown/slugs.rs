//! Ids of headings, as GitHub makes them.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

/// How many characters an id has at most.
const LONGEST: usize = 200;

/// What a heading of signs alone is called.
const NAMELESS: &str = "section";

/// The ids of a text so far, each with the last number behind it.
#[derive(Default)]
pub(in crate::normalize::html) struct Slugs(HashMap<String, usize>);

impl Slugs {
    /// Returns the id of the next heading, which none before it has.
    pub(in crate::normalize::html) fn next(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let slug = if slug.is_empty() { NAMELESS.to_owned() } else { slug };
        next_free(&mut self.0, &slug)
    }
}

/// Returns a name, with the next number behind it where it is taken: `steps`, `steps-1`.
pub(in crate::normalize::html) fn next_free(
    taken: &mut HashMap<String, usize>,
    name: &str,
) -> String {
    let Some(mut number) = taken.get(name).copied() else {
        taken.insert(name.to_owned(), 0);
        return name.to_owned();
    };
    let free = loop {
        number += 1;
        let free = format!("{name}-{number}");
        if !taken.contains_key(&free) {
            break free;
        }
    };
    taken.insert(name.to_owned(), number);
    taken.insert(free.clone(), 0);
    free
}

/// Keeps letters, digits, `-` and `_` in small letters, and makes spaces `-`.
fn slug(heading: &str) -> String {
    let kept = heading.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() || is_combining_mark(c) => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(heading: &str, expected: &str) {
        assert_eq!(Slugs::default().next(heading), expected);
    }

    #[test]
    fn ids_are_those_of_github() {
        check("Reset the hub", "reset-the-hub");
        check("What's new in 2.0?", "whats-new-in-20");
        check("C++ & snake_case -- all", "c--snake_case----all");
        check("Кроки й Ґанок", "кроки-й-ґанок");
        check("密码 重置", "密码-重置");
        check("🚀 Start", "-start");
        check("<b>\"x\"</b>", "bxb");
        check("???", "section");
    }

    #[test]
    fn equal_headings_get_numbers_that_no_other_has() {
        let mut slugs = Slugs::default();
        let ids: Vec<String> =
            ["a", "a", "a-1", "a", "A"].iter().map(|heading| slugs.next(heading)).collect();
        assert_eq!(ids, ["a", "a-1", "a-1-1", "a-2", "a-3"]);
    }
}
