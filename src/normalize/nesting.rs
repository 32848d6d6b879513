//! How much of a post's HTML a parser has to keep open: what is too much is shown as text.

use std::collections::HashMap;

use super::markup::MAX_DEPTH;

/// How much a parser may have to write again: elements of emphasis that are open at once,
/// times all tags.
const MAX_REOPENED: usize = 200_000;

/// What is open at once at most.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Nesting {
    /// How deep elements lie in each other, roughly.
    deepest: usize,
    /// How many elements of emphasis are open: a parser opens all of them again in every block
    /// that follows (the standard's list of active formatting elements).
    most_formatting: usize,
}

/// A name in small letters, filled up with zeros; longer ones are cut.
type Name = [u8; 12];

/// What was opened in the page, or within one of the elements that keep end tags from closing
/// what is open around them.
#[derive(Default)]
struct Level {
    /// The element; zeros for the page.
    name: Name,
    /// How many elements of each name are open.
    open: HashMap<Name, usize>,
    n_formatting: usize,
}

impl Nesting {
    /// Reads HTML, or markdown with HTML in it.
    pub(super) fn of(html: &str) -> Nesting {
        let mut nesting = Nesting::default();
        let mut levels = vec![Level::default()];
        let (mut depth, mut n_formatting) = (0_usize, 0_usize);
        for at in memchr::memchr_iter(b'<', html.as_bytes()) {
            let tag = &html.as_bytes()[at + 1..];
            let (is_end, tag) = match tag {
                [b'/', tag @ ..] => (true, tag),
                tag => (false, tag),
            };
            let Some(name) = name_of(tag) else { continue };
            if is_one_of(&name, &BOUNDS) {
                bound(&mut levels, name, is_end);
                n_formatting = levels.iter().map(|level| level.n_formatting).sum();
                depth = levels.iter().map(Level::depth).sum();
            } else if !is_one_of(&name, &WITHOUT_END)
                && let Some(level) = levels.last_mut()
            {
                let is_formatting = is_one_of(&name, &FORMATTING);
                let n_open = level.open.entry(name).or_default();
                // An end tag of what is not open here ends nothing.
                if is_end && *n_open == 0 {
                    continue;
                }
                let change = |n: &mut usize| if is_end { *n -= 1 } else { *n += 1 };
                change(n_open);
                change(&mut depth);
                if is_formatting {
                    change(&mut level.n_formatting);
                    change(&mut n_formatting);
                }
            }
            nesting.deepest = nesting.deepest.max(depth);
            nesting.most_formatting = nesting.most_formatting.max(n_formatting);
            if depth > MAX_DEPTH {
                break;
            }
        }
        nesting
    }

    /// Tells whether parsers need more than linear time or room for it.
    pub(super) fn is_too_deep(&self, n_tags: usize) -> bool {
        self.deepest > MAX_DEPTH || self.most_formatting * n_tags > MAX_REOPENED
    }
}

impl Level {
    fn depth(&self) -> usize {
        usize::from(self.name != Name::default()) + self.open.values().sum::<usize>()
    }
}

/// Starts or ends a level. A cell that starts ends the one before it.
fn bound(levels: &mut Vec<Level>, name: Name, is_end: bool) {
    if is_end {
        if let Some(at) = levels.iter().rposition(|level| level.name == name) {
            levels.truncate(at);
        }
        return;
    }
    let is_cell = |name: &Name| is_one_of(name, &["td", "th"]);
    if is_cell(&name) && levels.last().is_some_and(|level| is_cell(&level.name)) {
        levels.pop();
    }
    levels.push(Level { name, ..Level::default() });
}

fn name_of(tag: &[u8]) -> Option<Name> {
    let first = tag.first()?;
    let mut name = Name::default();
    let letters = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric());
    for (place, byte) in name.iter_mut().zip(letters) {
        *place = byte.to_ascii_lowercase();
    }
    first.is_ascii_alphabetic().then_some(name)
}

fn is_one_of(name: &Name, names: &[&str]) -> bool {
    let len = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
    names.iter().any(|known| known.as_bytes() == &name[..len])
}

/// Elements without an end tag, or whose end tag is often left out.
const WITHOUT_END: [&str; 12] =
    ["br", "img", "hr", "p", "li", "wbr", "col", "tr", "dd", "dt", "input", "source"];

/// Elements within which end tags close nothing that was opened outside (the standard's
/// scopes and markers).
const BOUNDS: [&str; 10] =
    ["applet", "caption", "marquee", "math", "object", "svg", "table", "td", "template", "th"];

/// The standard's formatting elements.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, deepest: usize, most_formatting: usize) {
        assert_eq!(Nesting::of(html), Nesting { deepest, most_formatting });
    }

    #[test]
    fn what_is_open_is_counted() {
        check("<div><b>a</b> <b>c</b></div>", 2, 1);
        check("<p>a<p><b>c</b><br><img>", 1, 1);
        check("<table><tr><td><b>x</b><td><i>y</i></table>", 3, 1);
    }

    #[test]
    fn end_tags_of_what_is_not_open_close_nothing() {
        check("<b 1></x><b 2></x>", 2, 2);
        check("<b 1><table><td></b></table><b 2>", 3, 2);
    }

    #[test]
    fn emphasis_that_is_opened_again_in_every_block_is_too_much() {
        let open: String = (0..4_000).map(|n| format!("<b a={n}></x>")).collect();
        let html = format!("<p>{open}{}", "<p>x".repeat(4_000));
        assert!(Nesting::of(&html).is_too_deep(12_000));
        let html = format!("{}{}", "<b>".repeat(250), "<p>".repeat(15_000));
        assert!(Nesting::of(&html).is_too_deep(15_250));
        let cells = format!("<table>{}</table>", "<tr><td><b>x</b><td><a>y</a>".repeat(2_000));
        assert!(!Nesting::of(&cells).is_too_deep(16_000));
    }
}
