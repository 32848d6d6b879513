//! Keeps the sanitiser's writing linear.
//!
//! Before each character that it escapes, `&` and those that start with the byte of a no-break
//! space (`«`, `°`), html5ever looks for the next `<` to the end of the text: half a megabyte
//! of `&` took it seconds. So a mark with a `<` stands in long rows of them while it writes. A
//! `<` before such a character starts no tag in any state of the tokeniser.

use std::borrow::Cow;

/// In a text with fewer such characters there is nothing to gain.
const MANY: usize = 1_000;

/// How many of them stand between two marks.
const BETWEEN: usize = 64;

/// No post holds these: [`clean`](super::super::markup::clean) takes them out, and as
/// references they go when all is written.
const MARK: &str = "\u{3}\u{4}\u{3}<";

/// The mark as the sanitiser writes it.
const WRITTEN: &str = "\u{3}\u{4}\u{3}&lt;";

/// Puts marks into the words of HTML; `None` where there are too many such characters in what
/// may be a tag, whose attributes have to stay as they are.
pub(super) fn with_breaks(html: &str) -> Option<Cow<'_, str>> {
    let all = memchr::memchr2_iter(b'&', 0xc2, html.as_bytes());
    if all.take(MANY).count() < MANY {
        return Some(Cow::Borrowed(html));
    }
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let (mut from, mut n, mut in_tag) = (0, 0, false);
    for (at, &byte) in html.as_bytes().iter().enumerate() {
        match byte {
            b'<' | b'>' => (in_tag, n) = (byte == b'<', 0),
            b'&' | 0xc2 => n += 1,
            _ => continue,
        }
        if in_tag && n > MANY {
            return None;
        }
        if !in_tag && n > BETWEEN {
            out.push_str(&html[from..at]);
            out.push_str(MARK);
            (from, n) = (at, 0);
        }
    }
    out.push_str(&html[from..]);
    Some(Cow::Owned(out))
}

/// Takes the marks out of the words of what was written.
pub(super) fn without_breaks(html: String) -> String {
    if memchr::memchr(MARK.as_bytes()[0], html.as_bytes()).is_none() {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    for piece in html.split_inclusive('>') {
        // Words, and a tag at their end. In the value of an attribute, which a mark gets into
        // behind a `>` there, its `<` stays: without it, the value could be another address.
        let tag = piece.find('<').unwrap_or(piece.len());
        out.push_str(&piece[..tag].replace(WRITTEN, ""));
        out.push_str(&piece[tag..]);
    }
    out.retain(|c| !matches!(c, '\u{3}' | '\u{4}'));
    out
}

#[cfg(test)]
mod tests {
    use crate::model::{Markup, Syntax};

    use super::super::sanitise::sanitised;
    use super::*;

    fn safe(html: String) -> Option<String> {
        let markup = Markup { syntax: Syntax::Html, text: html };
        sanitised(&markup).map(Cow::into_owned)
    }

    #[test]
    fn rows_of_signs_are_written_as_ever() {
        let words = "&amp;«a\u{a0}°".repeat(MANY);
        let written = words.replace('\u{a0}', "&nbsp;");
        let html = format!("<p>{words} <b>so</b> {words}</p>");
        assert_eq!(safe(html), Some(format!("<p>{written} <b>so</b> {written}</p>")));
        let bare = format!("<p>{}</p>", "&".repeat(2 * MANY));
        assert_eq!(safe(bare.clone()), Some(bare.replace('&', "&amp;")));
        let comment = format!("<p>{}<!-- {} -->c</p>", "&".repeat(MANY), "«".repeat(900));
        assert_eq!(safe(comment), Some(format!("<p>{}c</p>", "&amp;".repeat(MANY))));
    }

    #[test]
    fn attributes_stay_as_they_are() {
        let (row, many) = ("&amp;".repeat(BETWEEN), "&".repeat(MANY));
        let html =
            format!("<a title=\">{row}\" lang=\">{row}\" href=\"java&#115;cript:x\">b</a>{many}");
        assert!(safe(html).is_some_and(|safe| safe.contains("href=\"java&lt;script:x\"")));
        let html = format!("<a title=\">\" href=\"{row}java&#115;cript:x\">b</a>{many}");
        assert!(safe(html).is_some_and(|safe| safe.contains("&amp;java&lt;script:x\"")));
        assert_eq!(safe(format!("<a title=\"{many}&\">b</a>")), None);
    }

    #[test]
    fn the_mark_of_a_post_is_none() {
        let marks = "&#3;&#4;&#3;&lt;".repeat(MANY);
        assert!(safe(marks).is_some_and(|safe| !safe.contains(['\u{3}', '\u{4}'])));
    }
}
