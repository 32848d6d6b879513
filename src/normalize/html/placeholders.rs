//! Words in angle brackets that stand in HTML as if they were elements.
//!
//! Browsers show nothing of `<your-folder>`. A platform that escapes what people write would
//! have shown it, and an export that forgot to escape means it so: an unknown element that says
//! nothing more and is never closed is a word.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::normalize::tags::{Tag, TagKind, tags};

/// All elements of HTML, and those that it once had.
const ELEMENTS: &str = " a abbr acronym address applet area article aside audio b base basefont \
    bdi bdo bgsound big blink blockquote body br button canvas caption center cite code col \
    colgroup command content data datalist dd del details dfn dialog dir div dl dt element em \
    embed fencedframe fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 \
    h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend \
    li link listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr \
    noembed noframes noscript object ol optgroup option output p param picture plaintext portal \
    pre progress q rb rp rt rtc ruby s samp script search section select shadow slot small \
    source spacer span strike strong style sub summary sup svg table tbody td template textarea \
    tfoot th thead time title tr track tt u ul var video wbr xmp ";

/// Escapes such words, and takes the tags of other unknown elements away, not what is in them.
pub(super) fn with_placeholders(html: &str) -> Cow<'_, str> {
    // What is within pictures and formulas has names of its own.
    let mut n_drawn = 0_usize;
    let is_outside = |tag: &Tag<'_>| {
        if tag.is("svg") || tag.is("math") {
            n_drawn = match tag.kind {
                TagKind::Start => n_drawn + 1,
                TagKind::End => n_drawn.saturating_sub(1),
                TagKind::Comment => n_drawn,
            };
            return false;
        }
        n_drawn == 0 && is_unknown(tag)
    };
    let found: Vec<Tag<'_>> = tags(html).filter(is_outside).collect();
    if found.is_empty() {
        return Cow::Borrowed(html);
    }
    let closed = found.iter().filter(|tag| tag.kind == TagKind::End);
    let closed: HashSet<String> = closed.map(|tag| tag.name.to_ascii_lowercase()).collect();
    let is_word = |tag: &Tag<'_>| {
        let is_bare = tag.all().next().is_none();
        tag.kind == TagKind::Start && is_bare && !closed.contains(&tag.name.to_ascii_lowercase())
    };
    let mut out = String::with_capacity(html.len() + 8 * found.len());
    let mut from = 0;
    for tag in found {
        out.push_str(&html[from..tag.start]);
        if is_word(&tag) {
            out.push_str("&lt;");
            from = tag.start + 1;
        } else {
            // The sanitiser takes what is called as a part of a picture away with its words,
            // which browsers show.
            from = tag.end;
        }
    }
    out.push_str(&html[from..]);
    Cow::Owned(out)
}

fn is_unknown(tag: &Tag<'_>) -> bool {
    let is_known = || {
        let name = tag.name.to_ascii_lowercase();
        ELEMENTS.split(' ').any(|known| known == name)
    };
    tag.kind != TagKind::Comment && !is_common(tag.name) && !is_known()
}

/// A quick answer for most tags.
fn is_common(name: &str) -> bool {
    matches!(
        name,
        "p" | "a"
            | "br"
            | "li"
            | "ul"
            | "ol"
            | "div"
            | "span"
            | "code"
            | "pre"
            | "strong"
            | "em"
            | "b"
            | "i"
            | "img"
            | "blockquote"
            | "td"
            | "tr"
            | "h1"
            | "h2"
            | "h3"
            | "table"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(with_placeholders(html), expected);
    }

    #[test]
    fn an_unknown_element_that_is_never_closed_is_a_word() {
        check(
            "<p>Go to <path>, <B>then</B> <u8>.</p>",
            "<p>Go to &lt;path>, <B>then</B> &lt;u8>.</p>",
        );
        check("a <jo@b.example> b", "a &lt;jo@b.example> b");
    }

    #[test]
    fn known_elements_and_what_is_drawn_stay() {
        for html in ["<svg><path></svg>", "<font><big><p>a", "<!-- <path> -->", "<svg><text>a"] {
            check(html, html);
        }
    }

    #[test]
    fn of_other_elements_the_words_stay() {
        check("<o:p></o:p> <x-y>z</x-y> <G-Emoji>a</g-emoji>", " z a");
        check("<x-y class=\"a\">z</path>", "z");
        check("a <text>b</text> <path d=\"M0\"/>c", "a b c");
        check("<svg><path></svg><path>a</path>", "<svg><path></svg>a");
    }
}
