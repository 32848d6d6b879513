//! Plain text of chats and mails as HTML: escaped, links made, lines kept.
//!
//! This is not the sanitiser: what is made here is untrusted, as all markup is.

/// Appends text, escaped.
pub(in crate::sources) fn escape(text: &str, html: &mut String) {
    html_escape::encode_safe_to_string(text, html);
}

/// Appends text, escaped, with its web addresses made links.
pub(in crate::sources) fn linked(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = next_address(rest) {
        let len = address_len(&rest[at..]);
        escape(&rest[..at], html);
        link(&rest[at..at + len], &rest[at..at + len], html);
        rest = &rest[at + len..];
    }
    escape(rest, html);
}

/// Appends a link; anything but a web or mail address stays text.
pub(in crate::sources) fn link(url: &str, label: &str, html: &mut String) {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    if !["http://", "https://"].iter().any(|scheme| lower.starts_with(scheme)) {
        return escape(label, html);
    }
    html.push_str("<a href=\"");
    escape(url, html);
    html.push_str("\">");
    escape(label, html);
    html.push_str("</a>");
}

/// Finds where a web address starts.
pub(in crate::sources) fn next_address(text: &str) -> Option<usize> {
    let found = text.match_indices("://").filter_map(|(at, _)| {
        let head = &text[..at];
        let scheme = ["https", "http"].into_iter().find(|scheme| {
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
pub(in crate::sources) fn address_len(text: &str) -> usize {
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

/// Turns plain text into paragraphs. Lines that are indented, or that belong to a patch,
/// keep their form; lines that start with `>` are quotes.
pub(in crate::sources) fn of_plain(text: &str, breaks: Breaks) -> String {
    let mut out = Plain { html: String::with_capacity(text.len() * 5 / 4), open: Open::Nothing };
    for line in text.lines() {
        out.line(line.trim_end(), breaks);
    }
    out.close();
    out.html
}

/// What the end of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Breaks {
    /// The author pressed return.
    Kept,
    /// The mail program broke a long line, unless it is a short one.
    Folded,
}

/// A line shorter than this was ended by its author.
const SHORT_LINE: usize = 55;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Paragraph { last: usize },
    Quote,
    Code,
}

struct Plain {
    html: String,
    open: Open,
}

impl Plain {
    fn line(&mut self, line: &str, breaks: Breaks) {
        if line.is_empty() {
            return match self.open {
                Open::Code => self.html.push('\n'),
                Open::Nothing | Open::Paragraph { .. } | Open::Quote => self.close(),
            };
        }
        let indented =
            breaks == Breaks::Folded && (line.starts_with("    ") || line.starts_with('\t'));
        if let Some(quoted) = line.strip_prefix('>') {
            self.start(Open::Quote, "<blockquote><p>");
            self.go_on(true);
            linked(quoted.trim_start(), &mut self.html);
        } else if indented {
            self.start(Open::Code, "<pre><code>");
            escape(line, &mut self.html);
            self.html.push('\n');
        } else {
            let last = match self.open {
                Open::Paragraph { last } => last,
                Open::Nothing | Open::Quote | Open::Code => 0,
            };
            self.start(Open::Paragraph { last: 0 }, "<p>");
            self.go_on(breaks == Breaks::Kept || last < SHORT_LINE || is_item(line));
            linked(line.trim_start(), &mut self.html);
            self.open = Open::Paragraph { last: line.chars().count() };
        }
    }

    /// Opens a block, unless one of its kind is open.
    fn start(&mut self, wanted: Open, tag: &str) {
        let same = std::mem::discriminant(&self.open) == std::mem::discriminant(&wanted);
        if !same {
            self.close();
            self.html.push_str(tag);
            self.open = wanted;
        }
    }

    fn go_on(&mut self, breaks: bool) {
        if !self.html.ends_with("<p>") {
            self.html.push_str(if breaks { "<br>" } else { " " });
        }
    }

    fn close(&mut self) {
        match self.open {
            Open::Nothing => {}
            Open::Paragraph { .. } => self.html.push_str("</p>\n"),
            Open::Quote => self.html.push_str("</p></blockquote>\n"),
            Open::Code => {
                self.html.truncate(self.html.trim_end().len());
                self.html.push_str("</code></pre>\n");
            }
        }
        self.open = Open::Nothing;
    }
}

/// Tells the lines of lists, which are no continuation.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = digits > 0 && line[digits..].starts_with(['.', ')']);
    numbered || line.starts_with(['-', '*', '•', '+', '|', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, breaks: Breaks, expected: &str) {
        assert_eq!(of_plain(text, breaks).trim_end(), expected);
    }

    #[test]
    fn text_is_escaped_and_addresses_become_links() {
        check(
            "a < b & <script>, see https://a.org/x_(y)?z=1&q. Or (http://b.org).",
            Breaks::Kept,
            "<p>a &lt; b &amp; &lt;script&gt;, see <a href=\"https:&#x2F;&#x2F;a.org&#x2F;x_(y)?\
             z=1&amp;q\">https:&#x2F;&#x2F;a.org&#x2F;x_(y)?z=1&amp;q</a>. Or \
             (<a href=\"http:&#x2F;&#x2F;b.org\">http:&#x2F;&#x2F;b.org</a>).</p>",
        );
        check(
            "javascript://x xhttps://a ://",
            Breaks::Kept,
            "<p>javascript:&#x2F;&#x2F;x xhttps:&#x2F;&#x2F;a :&#x2F;&#x2F;</p>",
        );
    }

    #[test]
    fn lines_are_kept_or_folded() {
        let long = "word ".repeat(14);
        check("a\nb\n\nc", Breaks::Kept, "<p>a<br>b</p>\n<p>c</p>");
        let folded = of_plain(&format!("{long}\nmore\n- one\n- two"), Breaks::Folded);
        assert_eq!(folded, format!("<p>{} more<br>- one<br>- two</p>\n", long.trim()));
        check(
            "x\n\n    code <b>\n    y\n\n> q\n> r",
            Breaks::Folded,
            "<p>x</p>\n<pre><code>    code &lt;b&gt;\n    y</code></pre>\n\
             <blockquote><p>q<br>r</p></blockquote>",
        );
    }

    #[test]
    fn only_web_addresses_become_links() {
        let mut html = String::new();
        link("javascript:alert(1)", "x", &mut html);
        link("HTTPS://a.org/\"", "y", &mut html);
        assert_eq!(html, "x<a href=\"HTTPS:&#x2F;&#x2F;a.org&#x2F;&quot;\">y</a>");
    }
}
