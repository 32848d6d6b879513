//! Plain text of chats and mails as HTML: paragraphs, quotes and lines kept.
//!
//! This is not the sanitiser: what is made here is untrusted, as all markup is.

use crate::normalize::autolink::{escape, linked};

use super::quotes::is_code;

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

/// Drops the names in front, which networks put there for whom one replies to. Names are of
/// ASCII letters, digits and `more`.
pub(in crate::sources) fn without_addressees<'t>(text: &'t str, more: &str) -> &'t str {
    let mut rest = text.trim();
    while let Some(after) = rest.strip_prefix('@') {
        let is_end = |c: char| !(c.is_ascii_alphanumeric() || more.contains(c));
        let (name, later) = after.split_at(after.find(is_end).unwrap_or(after.len()));
        if name.is_empty() || !later.starts_with(char::is_whitespace) {
            break;
        }
        rest = later.trim_start();
    }
    rest
}

/// What a comment is below, as a quote in front of it: a title and the first words of a text.
pub(in crate::sources) fn context(title: &str, text: &str) -> String {
    let mut lines = String::new();
    for line in [one_line(title, CONTEXT), one_line(text, CONTEXT)] {
        if !line.is_empty() {
            lines.push_str("> ");
            lines.push_str(&line);
            lines.push('\n');
        }
    }
    of_plain(&lines, Breaks::Kept)
}

/// How many characters of a text stand in front of a comment on it.
const CONTEXT: usize = 240;

/// The first words of a text on one line, cut between two words.
fn one_line(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut n_chars = 0;
    for word in text.split_whitespace() {
        n_chars += word.chars().count() + 1;
        if n_chars > most {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// What the end of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Breaks {
    /// The author pressed return.
    Kept,
    /// The mail program broke a long line, unless it is a short one.
    Folded,
    /// As kept; what is indented is code.
    Flowed,
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
        let indented = match breaks {
            Breaks::Kept => false,
            Breaks::Folded => line.starts_with("    ") || line.starts_with('\t'),
            // One space in front was the mail program's.
            Breaks::Flowed => line.starts_with("   ") || line.starts_with('\t'),
        };
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
            // No line of a program goes on in the next one.
            let is_code = breaks == Breaks::Folded && is_code(line);
            let is_apart = breaks != Breaks::Folded || last < SHORT_LINE || is_code;
            self.go_on(is_apart || is_item(line));
            linked(line.trim_start(), &mut self.html);
            let last = if is_code { 0 } else { line.chars().count() };
            self.open = Open::Paragraph { last };
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
}
