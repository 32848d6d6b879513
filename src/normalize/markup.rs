//! Markup to HTML: what a post's syntax means, and what is too much for a parser.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::model::{Dialect, Markup, Math, Syntax};

use super::autolink::linked;
use super::html::{self, PostHeading, PostWord, Resolve, SafeHtml, Trust, rule_of, sanitised};
use super::nesting::Nesting;

mod dialect;
mod discourse;
mod elements;
mod reddit;

pub(super) use dialect::MarkdownText;

pub(crate) use super::html::SITE as SITE_MARKDOWN;

/// A post longer than this is published as plain text.
pub(super) const MAX_LENGTH: usize = 512 * 1024;

/// A post of HTML with more tags, or one with more nesting than this, is published as plain
/// text: parsers need quadratic time for some of them.
const MAX_TAGS: usize = 20_000;
pub(super) const MAX_DEPTH: usize = 256;

/// A post ready for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeMarkup {
    /// The body.
    pub html: SafeHtml,
    /// The headings of a text written by hand, for a list of them.
    pub headings: Vec<PostHeading>,
    /// The markup was too long or too deep; the body is its escaped text.
    pub too_complex: bool,
    /// How many expressions of math are not understood, and shown as their source.
    pub n_unread_math: usize,
    /// The first of them, without its signs.
    pub unread_math: Option<String>,
}

/// Turns a post's markup into HTML that may be shown. What a page says in a post is called by
/// its key: see [`to_page_html`].
pub fn to_safe_html(markup: &Markup, trust: Trust, links: &mut dyn Resolve) -> SafeMarkup {
    to_page_html(markup, trust, &|word| word.key().to_owned(), links)
}

/// Turns a post's markup into HTML that may be shown; `words` are what the page says in it.
pub fn to_page_html(
    markup: &Markup,
    trust: Trust,
    words: &dyn Fn(PostWord<'_>) -> String,
    links: &mut dyn Resolve,
) -> SafeMarkup {
    let Some(sanitised) = sanitised(markup) else {
        let html = SafeHtml::escaped(&clean(&markup.text));
        let (headings, unread_math) = Default::default();
        return SafeMarkup { html, headings, too_complex: true, n_unread_math: 0, unread_math };
    };
    let post = SafeHtml::of_sanitised(&sanitised, trust, words, links);
    SafeMarkup {
        html: post.html,
        headings: post.headings,
        too_complex: false,
        n_unread_math: post.n_unread_math,
        unread_math: post.unread_math,
    }
}

/// Writes a title whose math is understood with it; `None` for one without any.
pub fn math_title(title: &str, math: Math) -> Option<SafeHtml> {
    SafeHtml::of_title(title, rule_of(math)?)
}

/// Converts markdown.
pub(super) fn markdown(text: &str, dialect: Dialect, math: Math) -> String {
    let text = match dialect {
        Dialect::Discourse => discourse::without_brackets(text),
        Dialect::Reddit => reddit::with_marks(text),
        _ => Cow::Borrowed(text),
    };
    let text = html::with_few_footnotes(&text);
    let markdown = MarkdownText::with_math(&text, dialect, math);
    let html = html::with_brackets(html::markdown(markdown.events(), text.len(), dialect));
    reddit::raised(html)
}

/// Converts plain text: an empty line ends a paragraph.
pub(super) fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    for paragraph in text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
        html.push_str("<p>");
        for (at, line) in paragraph.lines().enumerate() {
            if at > 0 {
                html.push_str("<br>");
            }
            linked(line, &mut html);
        }
        html.push_str("</p>");
    }
    html
}

/// Composes characters and drops those that hide or reorder text.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // ASCII is composed, and stands between other characters in every order.
    let is_composed = || is_nfc_quick(beyond_ascii(text)) == IsNormalized::Yes;
    if !has_controls(text) && !beyond_ascii(text).any(is_hidden) && is_composed() {
        return Cow::Borrowed(text);
    }
    // A mark behind a `>` belongs to no tag: composed with it, it would unmake the tag.
    let pieces = text.split_inclusive(['<', '>', '=']);
    Cow::Owned(pieces.flat_map(|piece| piece.chars().filter(|&c| !is_hidden(c)).nfc()).collect())
}

/// Cleans a text that is read by its lines, as [`tidy`](super::tidy) will, and ends all of them
/// alike. A character that goes later would hide from its reader what a line starts with.
pub(crate) fn with_plain_lines(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => text,
    }
}

/// Tells whether text has ASCII controls besides line breaks and tabs.
fn has_controls(text: &str) -> bool {
    let is_control = |b: u8| (b < b' ' && !matches!(b, b'\n' | b'\r' | b'\t')) || b == 0x7f;
    // Without an early end, so that many bytes are looked at in one step.
    text.bytes().fold(false, |found, byte| found | is_control(byte))
}

/// Returns the characters beyond ASCII, fast where there are few.
fn beyond_ascii(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest.bytes().position(|byte| !byte.is_ascii())?;
        let c = rest[at..].chars().next()?;
        rest = &rest[at + c.len_utf8()..];
        Some(c)
    })
}

pub(super) fn is_hidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let bidi = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    control || bidi || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}')
}

/// Tells whether a text is longer than what is read, or nests deeper than a parser of markdown
/// reads it in linear time. Signs in it may be code, so they are not counted.
pub(super) fn is_too_complex(syntax: Syntax, text: &str) -> bool {
    let is_deep = |line: &str| {
        let marks = line.bytes().take_while(|b| b"> \t-*+".contains(b));
        marks.filter(|b| !b" \t".contains(b)).count() > MAX_DEPTH
    };
    text.len() > MAX_LENGTH || matches!(syntax, Syntax::Markdown(_)) && text.lines().any(is_deep)
}

/// Tells whether HTML that somebody wrote has too many tags, or lies deeper, than parsers of
/// HTML read in linear time.
pub(super) fn has_too_many_tags(html: &str) -> bool {
    let n_tags = memchr::memchr_iter(b'<', html.as_bytes()).count();
    n_tags > MAX_TAGS || is_too_deep(html)
}

/// Tells whether HTML lies deeper than parsers of HTML read in linear time.
pub(super) fn is_too_deep(html: &str) -> bool {
    let n_tags = memchr::memchr_iter(b'<', html.as_bytes()).count();
    n_tags > MAX_DEPTH && Nesting::of(html).is_too_deep(n_tags)
}

#[cfg(test)]
mod tests {
    use crate::normalize::html::Fixed;

    use super::*;

    const MARKED: Syntax = Syntax::Markdown(Dialect::Site);

    #[track_caller]
    fn check(syntax: Syntax, text: &str, expected: &str) {
        let markup = Markup { syntax, text: text.into() };
        assert_eq!(
            to_safe_html(&markup, Trust::House, &mut Fixed).html.as_str().trim_end(),
            expected
        );
    }

    #[test]
    fn every_syntax_becomes_html() {
        check(
            MARKED,
            "Set *Band*:\n\n| a |\n|---|\n| 1 |",
            "<p>Set <em>Band</em>:</p>\n<table><thead><tr><th>a</th></tr></thead>\
             <tbody>\n<tr><td>1</td></tr>\n</tbody></table>",
        );
        check(Syntax::Text, "a < b\nc\n\nd", "<p>a &lt; b<br>c</p><p>d</p>");
        check(Syntax::Html, "<p>a<p>b", "<p>a</p><p>b</p>");
    }

    #[test]
    fn addresses_in_text_are_links() {
        let link = |url: &str| format!("<a href=\"{url}\">{url}</a>");
        let check = |syntax: Syntax, text: &str, expected: &str| {
            let markup = Markup { syntax, text: text.into() };
            let html = to_safe_html(&markup, Trust::House, &mut Fixed).html.as_str().to_owned();
            let html = html.replace(" rel=\"noopener noreferrer\"", "");
            assert_eq!(html.trim_end(), format!("<p>{expected}</p>"));
        };
        let url = "https://a.org/x_y_z?b=1";
        check(Syntax::Text, &format!("See {url}."), &format!("See {}.", link(url)));
        let check = |text: &str, expected: &str| check(MARKED, text, expected);
        let both = format!("{0} <em>or</em> ({0})", link(url));
        check(&format!("{url} *or* ({url})"), &both);
        check(&format!("`{url}`"), &format!("<code>{url}</code>"));
        check(&format!("[{url}](https://b.org)"), &format!("<a href=\"https://b.org\">{url}</a>"));
        check(&format!("<{url}>"), &link(url));
        let tags = format!("<a href=\"https://b.org\">{url}</a> <code>{url}</code>");
        check(&format!("{tags} {url}"), &format!("{tags} {}", link(url)));
    }

    #[test]
    fn hidden_characters_go_and_composed_ones_come() {
        check(Syntax::Text, "a\u{202e}b\u{0}c cafe\u{301}", "<p>abc café</p>");
    }

    #[test]
    fn hostile_markup_is_shown_as_text_in_no_time() {
        let cases = [
            (Syntax::Html, "<b>".repeat(50_000)),
            (Syntax::Html, "<div><a>".repeat(1_000)),
            (MARKED, format!("{}x", ">".repeat(5_000))),
            (Syntax::Html, "x".repeat(MAX_LENGTH + 1)),
            (MARKED, "1. ".repeat(2 * MAX_DEPTH)),
            (MARKED, "1. - ".repeat(50_000)),
            (MARKED, "> 7) ".repeat(50_000)),
        ];
        for (syntax, text) in cases {
            let html = to_safe_html(&Markup { syntax, text }, Trust::Community, &mut Fixed);
            assert!(html.too_complex);
        }
    }

    #[test]
    fn code_of_any_kind_is_no_nesting() {
        let lines = [
            "let all: Map<Key<'_>, Vec<Option<Box<dyn Fn(&T) -> U>>>> = [[1], [2, 3]];",
            "  <dependency><groupId>si.lumo</groupId></dependency><T><K, V>",
            "12:04:05 <hub> [worker-3] <unknown> sent <T> to <b>",
        ];
        for line in lines {
            let code = format!("{line}\n").repeat((64 << 10) / line.len());
            let fence = format!("So:\n\n```\n{code}```\n");
            let indented = format!("So:\n\n    {}\n", code.trim_end().replace('\n', "\n    "));
            let escaped = html_escape::encode_text(&code);
            let html = format!("<p>So:</p>\n<pre><code>{escaped}</code></pre>");
            let all = [(MARKED, fence), (MARKED, indented), (Syntax::Html, html)];
            for (syntax, text) in all.into_iter().chain([(Syntax::Text, code.clone())]) {
                let html = to_safe_html(&Markup { syntax, text }, Trust::Community, &mut Fixed);
                assert!(!html.too_complex, "{syntax:?} {line}");
                assert!(html.html.as_str().contains(&*html_escape::encode_text(line)), "{line}");
            }
        }
    }
}
