//! HTML as the sanitiser writes it, piece by piece.
//!
//! The serialiser escapes `<` and `>` wherever they are no tag, in attributes too, writes every
//! attribute as ` name="value"`, and closes what it opens. So a `<` starts a tag, the next `>`
//! ends it, and this reading cannot differ from a browser's. It is no reader of other HTML:
//! a `<` that starts no such tag is text.

use std::borrow::Cow;

/// A piece of sanitised HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'h> {
    /// Words, escaped: see [`decoded`].
    Text(&'h str),
    /// `<p>`.
    Start(Start<'h>),
    /// `</p>`: the name of the element.
    End(&'h str),
}

impl Piece<'_> {
    /// Writes it as it was read.
    pub(crate) fn write(&self, html: &mut String) {
        match self {
            Piece::Text(text) => html.push_str(text),
            Piece::Start(Start { name, attributes }) => html.extend(["<", name, attributes, ">"]),
            Piece::End(name) => html.extend(["</", name, ">"]),
        }
    }
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start<'h> {
    /// The name of the element, in small letters.
    pub name: &'h str,
    /// All attributes with the space before each; empty, or well-formed.
    attributes: &'h str,
}

/// How an element stands among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Words go on through it.
    Inline,
    /// It starts a new line.
    Line,
    /// It stands apart, as a paragraph does.
    Block,
    /// It stands apart, and its words are somebody else's, or code.
    Quote,
}

impl Layout {
    /// Returns how an element stands.
    pub(crate) fn of(name: &str) -> Layout {
        match name {
            "br" | "li" | "ul" | "ol" | "div" | "tr" | "td" | "th" => Layout::Line,
            "blockquote" | "pre" => Layout::Quote,
            "p" | "hr" | "dl" | "dt" | "dd" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                Layout::Block
            }
            "table" | "thead" | "tbody" | "tfoot" | "caption" | "figure" | "figcaption"
            | "details" | "summary" => Layout::Block,
            other if super::safe::is_division(other) => Layout::Block,
            _ => Layout::Inline,
        }
    }
}

impl<'h> Start<'h> {
    /// Returns all attributes: names with values, which are escaped.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'h str, &'h str)> + use<'h> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            let (attribute, after) = attribute(rest)?;
            rest = after;
            Some(attribute)
        })
    }

    /// Returns the value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'h, str>> {
        if self.attributes.len() <= name.len() {
            return None;
        }
        let (_, value) = self.attributes().find(|(known, _)| *known == name)?;
        Some(decoded(value))
    }

    /// Writes the tag with some attributes changed: `new` is asked for each, by its name and
    /// its value as readers see it.
    pub(crate) fn write(
        &self,
        mut new: impl FnMut(&str, Cow<'h, str>) -> Option<Cow<'h, str>>,
        html: &mut String,
    ) {
        html.push('<');
        html.push_str(self.name);
        for (name, value) in self.attributes() {
            if let Some(value) = new(name, decoded(value)) {
                html.push(' ');
                html.push_str(name);
                html.push_str("=\"");
                escape_attribute(&value, html);
                html.push('"');
            }
        }
        html.push('>');
    }

    /// Tells whether it has a class.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.has_class_that(|known| known == class)
    }

    /// Tells whether it has a class for which something holds.
    pub(crate) fn has_class_that(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.get("class").is_some_and(|class| class.split_ascii_whitespace().any(holds))
    }

    /// Tells whether forums and chats put a mention of somebody into it, by its class.
    pub(crate) fn is_mention(&self) -> bool {
        let is_mention = |class: &str| matches!(class, "mention" | "user-mention");
        matches!(self.name, "a" | "span")
            && self.get("class").is_some_and(|classes| classes.split(' ').any(is_mention))
    }
}

/// Returns the pieces of sanitised HTML in their order.
pub(crate) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html }
}

/// The pieces of sanitised HTML in their order.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'h> {
    /// What has not been read yet.
    pub rest: &'h str,
}

impl<'h> Iterator for Pieces<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some((piece, after)) = tag(self.rest) {
            self.rest = after;
            return Some(piece);
        }
        // A `<` that starts no tag is the first character of a text.
        let next = memchr::memchr(b'<', &self.rest.as_bytes()[1..]);
        let (text, after) = self.rest.split_at(next.map_or(self.rest.len(), |at| at + 1));
        self.rest = after;
        Some(Piece::Text(text))
    }
}

/// Reads the tag that a text starts with.
fn tag(html: &str) -> Option<(Piece<'_>, &str)> {
    let inner = html.strip_prefix('<')?;
    let end = memchr::memchr(b'>', inner.as_bytes())?;
    let (inner, after) = (&inner[..end], &inner[end + 1..]);
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if let Some(name) = inner.strip_prefix('/') {
        return is_name(name).then_some((Piece::End(name), after));
    }
    let (name, attributes) = inner.split_at(inner.find(' ').unwrap_or(inner.len()));
    let mut rest = attributes;
    while let Some((_, next)) = attribute(rest) {
        rest = next;
    }
    let is_whole = is_name(name) && rest.is_empty();
    is_whole.then_some((Piece::Start(Start { name, attributes }), after))
}

/// Splits ` name="value"` from a list of attributes.
fn attribute(list: &str) -> Option<((&str, &str), &str)> {
    let (name, rest) = list.strip_prefix(' ')?.split_once("=\"")?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let (value, rest) = rest.split_once('"')?;
    is_name.then_some(((name, value), rest))
}

/// Returns text or a value as a reader sees it: character references stand for characters.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'&', text.as_bytes()) {
        Some(_) => html_escape::decode_html_entities(text),
        None => Cow::Borrowed(text),
    }
}

/// Appends words as text of HTML, as the sanitiser escapes them.
pub(crate) fn escape_text(words: &str, html: &mut String) {
    escape(words, false, html);
}

/// Appends the value of an attribute, as the sanitiser escapes it.
pub(crate) fn escape_attribute(value: &str, html: &mut String) {
    escape(value, true, html);
}

fn escape(text: &str, in_attribute: bool, html: &mut String) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let escaped = match c {
            '&' => "&amp;",
            '\u{a0}' => "&nbsp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if in_attribute => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(escaped);
        from = at + c.len_utf8();
    }
    html.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_words_are_told_apart() {
        let html = "a &lt;b&gt;<a href=\"x?y&amp;z\" title=\"&gt;\">c</a><br>";
        let all: Vec<Piece<'_>> = pieces(html).collect();
        assert_eq!(all[0], Piece::Text("a &lt;b&gt;"));
        let Piece::Start(a) = all[1] else { panic!("{all:?}") };
        assert_eq!((a.name, a.get("href").as_deref()), ("a", Some("x?y&z")));
        assert_eq!((a.get("title").as_deref(), a.get("rel")), (Some(">"), None));
        assert_eq!(all[2..4], [Piece::Text("c"), Piece::End("a")]);
        assert!(matches!(all[4], Piece::Start(Start { name: "br", .. })), "{all:?}");
    }

    #[test]
    fn what_the_sanitiser_never_writes_is_text() {
        for html in ["<", "< b>", "<a x=y>", "<a x=\"y>", "</a b>", "<a\tx=\"y\">", "<é>", "<a x>"]
        {
            let all: Vec<Piece<'_>> = pieces(html).collect();
            assert_eq!(all, [Piece::Text(html)]);
        }
        assert_eq!(pieces("<<b>").count(), 2);
    }

    #[test]
    fn words_are_escaped_as_they_are_read() {
        let words = "a < b & \"c\"\u{a0}> d";
        let mut html = String::new();
        escape_text(words, &mut html);
        assert_eq!(html, "a &lt; b &amp; \"c\"&nbsp;&gt; d");
        assert_eq!(decoded(&html), words);
    }
}
