//! Web addresses that stand in text become links.
//!
//! This is not the sanitiser: what is made here is as untrusted as what came in.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::model::Dialect;

use super::tags::TagKind;

/// What an address that stands in text may start with, before `://`.
const SCHEMES: [&str; 3] = ["https", "http", "ftp"];

/// Appends text, escaped.
pub(crate) fn escape(text: &str, html: &mut String) {
    html_escape::encode_safe_to_string(text, html);
}

/// Appends text, escaped, with its web addresses made links.
pub(crate) fn linked(text: &str, html: &mut String) {
    linked_with(text, escape, html);
}

/// The same; `words` appends what is no address.
fn linked_with(text: &str, words: fn(&str, &mut String), html: &mut String) {
    let mut rest = text;
    while let Some(at) = next_address(rest) {
        let len = address_len(&rest[at..]);
        words(&rest[..at], html);
        link(&rest[at..at + len], &rest[at..at + len], html);
        rest = &rest[at + len..];
    }
    words(rest, html);
}

/// Appends text of GitHub, escaped, with links for `@somebody` and `#123`.
fn references(text: &str, html: &mut String) {
    let mut from = 0;
    for at in memchr::memchr2_iter(b'@', b'#', text.as_bytes()) {
        let is_apart = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "([{\"',;:".contains(c));
        if at < from || !is_apart {
            continue;
        }
        let (sign, rest) = text[at..].split_at(1);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' && sign == "@";
        let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
        let goes_on =
            rest[name.len()..].starts_with(|c: char| c.is_alphanumeric() || "_/".contains(c));
        let is_number = name.len() <= 9 && name.bytes().all(|byte| byte.is_ascii_digit());
        let is_user = name.len() <= 39 && !name.starts_with('-') && !name.ends_with('-');
        if name.is_empty() || goes_on || !(if sign == "#" { is_number } else { is_user }) {
            continue;
        }
        escape(&text[from..at], html);
        // A number is one of the repository; GitHub leads from issues to discussions.
        html.push_str(&match sign {
            "#" => format!("<a href=\"../issues/{name}\">#{name}</a>"),
            _ => {
                format!("<a class=\"user-mention\" href=\"https://github.com/{name}\">@{name}</a>")
            }
        });
        from = at + 1 + name.len();
    }
    escape(&text[from..], html);
}

/// Appends a link; anything but an address of the web stays text.
pub(crate) fn link(url: &str, label: &str, html: &mut String) {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    if !SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return escape(label, html);
    }
    html.push_str("<a href=\"");
    escape(url, html);
    html.push_str("\">");
    escape(label, html);
    html.push_str("</a>");
}

/// Finds where a web address starts.
pub(crate) fn next_address(text: &str) -> Option<usize> {
    let found = text.match_indices("://").filter_map(|(at, _)| {
        let head = &text[..at];
        let scheme = SCHEMES.into_iter().find(|scheme| {
            head.len() >= scheme.len()
                && head.is_char_boundary(head.len() - scheme.len())
                && head[head.len() - scheme.len()..].eq_ignore_ascii_case(scheme)
        })?;
        let start = at - scheme.len();
        let whole = !text[..start].ends_with(char::is_alphanumeric);
        let goes_on = text[at + 3..].starts_with(|c: char| c.is_alphanumeric() || c == '[');
        (whole && goes_on).then_some(start)
    });
    found.into_iter().next()
}

/// How long an address is; marks at its end belong to the sentence.
pub(crate) fn address_len(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(c);
    let len = text.find(ends).unwrap_or(text.len());
    let address = text[..len].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    let closes_more = |open: char, close: char| {
        address.ends_with(close) && address.matches(close).count() > address.matches(open).count()
    };
    match closes_more('(', ')') || closes_more('[', ']') {
        true => address.len() - 1,
        false => address.len(),
    }
}

/// Puts links into the text of a markdown post, but for text that is a link or code already,
/// or that describes an image.
pub(super) fn with_links<'a>(
    events: impl Iterator<Item = Event<'a>>,
    dialect: Dialect,
) -> impl Iterator<Item = Event<'a>> {
    let mut apart = OutsideLinks::default();
    let is_github = dialect == Dialect::GitHub;
    let words = if is_github { references } else { escape };
    let holds_links =
        move |text: &str| next_address(text).is_some() || is_github && text.contains(['@', '#']);
    events.map(move |event| match event {
        Event::Text(text) if !apart.is_in() && holds_links(&text) => {
            let mut html = String::with_capacity(text.len() * 2);
            linked_with(&text, words, &mut html);
            Event::InlineHtml(CowStr::from(html))
        }
        event => {
            apart.take(&event);
            event
        }
    })
}

/// The elements in which text is left alone.
#[derive(Default)]
struct OutsideLinks {
    /// How many of markdown's own are open.
    n_marked: usize,
    /// How many are open that were written as tags.
    n_tags: usize,
}

impl OutsideLinks {
    fn is_in(&self) -> bool {
        self.n_marked > 0 || self.n_tags > 0
    }

    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                self.n_marked += 1;
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                self.n_marked = self.n_marked.saturating_sub(1);
            }
            // A tag within a line ends with its paragraph, whatever was written.
            Event::End(TagEnd::Paragraph) => self.n_tags = 0,
            Event::InlineHtml(html) => {
                for tag in super::tags::tags(html) {
                    match tag.kind {
                        _ if !["a", "code", "pre"].iter().any(|name| tag.is(name)) => {}
                        TagKind::Start => self.n_tags += 1,
                        TagKind::End => self.n_tags = self.n_tags.saturating_sub(1),
                        TagKind::Comment => {}
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut html = String::new();
        linked(text, &mut html);
        assert_eq!(html, expected);
    }

    #[test]
    fn text_is_escaped_and_addresses_become_links() {
        check(
            "a < b & <script>, see https://a.org/x_(y)?z=1&q. Or (http://b.org).",
            "a &lt; b &amp; &lt;script&gt;, see <a href=\"https:&#x2F;&#x2F;a.org&#x2F;x_(y)?\
             z=1&amp;q\">https:&#x2F;&#x2F;a.org&#x2F;x_(y)?z=1&amp;q</a>. Or \
             (<a href=\"http:&#x2F;&#x2F;b.org\">http:&#x2F;&#x2F;b.org</a>).",
        );
        check(
            "javascript://x xhttps://a ://",
            "javascript:&#x2F;&#x2F;x xhttps:&#x2F;&#x2F;a :&#x2F;&#x2F;",
        );
    }

    #[test]
    fn names_and_numbers_of_github_become_links() {
        let shown = |text: &str| {
            let mut html = String::new();
            references(text, &mut html);
            html
        };
        assert_eq!(
            shown("@jo-k (see #12), <b> #7."),
            "<a class=\"user-mention\" href=\"https://github.com/jo-k\">@jo-k</a> (see \
             <a href=\"../issues/12\">#12</a>), &lt;b&gt; <a href=\"../issues/7\">#7</a>."
        );
        for text in ["a@b.example", "@", "#", "#a1", "#12a", "@a/b", "C#7", "@-a", "##1", "#1_2"] {
            assert_eq!(shown(text), text.replace('/', "&#x2F;"), "{text}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        let mut html = String::new();
        link("javascript:alert(1)", "x", &mut html);
        link("HTTPS://a.org/\"", "y", &mut html);
        link("ftp://a.org", "z", &mut html);
        assert_eq!(
            html,
            "x<a href=\"HTTPS:&#x2F;&#x2F;a.org&#x2F;&quot;\">y</a>\
             <a href=\"ftp:&#x2F;&#x2F;a.org\">z</a>"
        );
    }
}
