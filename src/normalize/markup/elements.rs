//! Which tags in markdown are HTML, and which are words.
//!
//! People write `<path>` and `<address>` for what a reader is to put there. An element counts
//! as one when it is known to do no harm, and when its tag says something or is closed.

use std::collections::HashMap;

use crate::normalize::html::is_listed;

/// Elements without content that say all by their name, and those whose end may be left out.
const BY_NAME: [&str; 15] = [
    "br", "hr", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "rt",
    "rp",
];

/// Elements that are not published, while what is in them is: forums let them stand in posts.
const UNWRAPPED: [&str; 17] = [
    "acronym", "audio", "basefont", "big", "data", "font", "input", "label", "nobr", "picture",
    "rp", "rt", "ruby", "source", "time", "tt", "video",
];

/// Elements in whose place a link stands: see `html/embeds.rs`.
const EMBEDS: [&str; 4] = ["embed", "iframe", "object", "param"];

/// Where the last end tag of every element stands.
pub(super) struct Elements<'t> {
    last_end: HashMap<Name<'t>, usize>,
    /// Where the last end of a comment stands.
    last_comment: Option<usize>,
}

/// A name as it is written; the case of its letters does not matter.
type Name<'t> = std::borrow::Cow<'t, str>;

impl<'t> Elements<'t> {
    /// Finds the end tags of a text.
    pub(super) fn of(text: &'t str) -> Elements<'t> {
        let mut last_end = HashMap::new();
        for at in memchr::memchr_iter(b'<', text.as_bytes()) {
            if let Some(inner) = text[at + 1..].strip_prefix('/') {
                last_end.insert(small(name_of(inner)), at);
            }
        }
        let last_comment = memchr::memmem::rfind(text.as_bytes(), b"-->");
        Elements { last_end, last_comment }
    }

    /// Tells whether the `<` at a place starts a tag or a comment.
    pub(super) fn start_at(&self, text: &str, at: usize) -> bool {
        let inner = &text[at + 1..];
        if inner.starts_with("!--") {
            // One that never ends would hide the rest of the post. `<!-->` is whole.
            return self.last_comment.is_some_and(|end| end >= at + 2);
        }
        let (is_end, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let written = name_of(inner);
        let rest = &inner[written.len()..];
        let name = small(written);
        if !is_allowed(&name)
            || !rest.starts_with(|c: char| c.is_ascii_whitespace() || "/>".contains(c))
        {
            return false;
        }
        let tag = &rest[..rest.find(['<', '>']).unwrap_or(rest.len())];
        is_end
            || BY_NAME.contains(&&*name)
            || tag.contains('=')
            || self.last_end.get(&name).is_some_and(|end| *end > at)
    }
}

/// Tells whether what a parser of markdown takes for HTML is a comment or an element that
/// posts may have.
pub(super) fn is_known(html: &str) -> bool {
    let Some(inner) = html.strip_prefix('<') else { return false };
    inner.starts_with("!--")
        || is_allowed(&small(name_of(inner.strip_prefix('/').unwrap_or(inner))))
}

fn is_allowed(name: &str) -> bool {
    is_listed(name) || UNWRAPPED.contains(&name) || EMBEDS.contains(&name)
}

fn name_of(text: &str) -> &str {
    let is_first = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    if is_first { &text[..text.find(ends).unwrap_or(text.len())] } else { "" }
}

fn small(name: &str) -> Name<'_> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Name::Owned(name.to_ascii_lowercase()),
        false => Name::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_when_it_says_something_or_is_closed() {
        let is_tag = |text: &str| Elements::of(text).start_at(text, 0);
        for text in [
            "<b>x</b>",
            "<B>x</b>",
            "<br>",
            "<BR/>",
            "<a href=x>",
            "<p>",
            "<!-- x -->",
            "<!-->",
            "</code>",
            "<img src=x>",
        ] {
            assert!(is_tag(text), "{text}");
        }
        for text in [
            "<b>",
            "<img>",
            "<u8>x</u8>",
            "<a,b>",
            "<address of it>",
            "<script>x</script>",
            "<",
            "<svg>x</svg>",
            "</title>",
            "<?x",
            "<![CDATA[",
            "<é>",
            "< b>x</b>",
            "<title x=1>",
        ] {
            assert!(!is_tag(text), "{text}");
        }
    }
}
