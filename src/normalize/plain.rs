//! Plain text out of markup.

use std::borrow::Cow;

use pulldown_cmark::Event;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

use crate::model::Markup;
use crate::model::Syntax;

use super::markup::MARKDOWN;

/// Elements that stand apart: words on both sides of them are not joined.
const APART: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose content is no prose.
const SILENT: &[&str] = &["script", "style", "svg", "math", "template", "noscript"];

/// Returns the words of a post, white space folded, about `limit` bytes at most.
///
/// Quoted text and code blocks are left out: a teaser should say what the
/// author says.
pub fn plain_text(markup: &Markup, limit: usize) -> String {
    let mut text = String::new();
    match markup.syntax {
        Syntax::Html => html_into(&markup.text, Quotes::Skip, limit, &mut text),
        Syntax::Markdown => markdown_into(cap(&markup.text, limit * 8), limit, &mut text),
        Syntax::Text => push_folded(cap(&markup.text, limit), &mut text),
    }
    let kept = text.trim_end().len();
    text.truncate(kept);
    text
}

/// Appends all words of HTML, quotes and code included, white space folded.
pub fn text_of_html(html: &str, text: &mut String) {
    html_into(html, Quotes::Keep, usize::MAX, text);
}

/// Returns the first words of HTML, about `limit` bytes, quotes and code included.
pub fn start_of_html(html: &str, limit: usize) -> String {
    let mut text = String::new();
    html_into(html, Quotes::Keep, limit, &mut text);
    let kept = text.trim_end().len();
    text.truncate(kept);
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Keep,
    Skip,
}

/// A scanner and no parser: it only has to find words, in any input, fast.
fn html_into(html: &str, quotes: Quotes, limit: usize, text: &mut String) {
    let mut rest = html;
    let mut skipping: Option<&'static str> = None;
    while text.len() < limit {
        let Some(open) = memchr::memchr(b'<', rest.as_bytes()) else { break };
        if skipping.is_none() {
            push_folded(&decode(&rest[..open]), text);
        }
        let tag = &rest[open + 1..];
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            text.push('<');
            rest = tag;
            continue;
        }
        let Some(close) = end_of_tag(tag) else { return };
        let (closing, name) = name_of(&tag[..close]);
        match skipping {
            Some(wanted) if closing && name.eq_ignore_ascii_case(wanted) => skipping = None,
            Some(_) => {}
            None if !closing => skipping = skipped(name, quotes),
            None => {}
        }
        if is_apart(name) {
            push_space(text);
        }
        rest = &tag[close + 1..];
    }
    if skipping.is_none() && text.len() < limit {
        push_folded(&decode(cap(rest, limit)), text);
    }
}

fn skipped(name: &str, quotes: Quotes) -> Option<&'static str> {
    let silent = SILENT.iter().copied().find(|silent| name.eq_ignore_ascii_case(silent));
    let quoted = || ["blockquote", "pre"].into_iter().find(|q| name.eq_ignore_ascii_case(q));
    silent.or_else(|| if quotes == Quotes::Skip { quoted() } else { None })
}

fn is_apart(name: &str) -> bool {
    APART.iter().any(|apart| name.eq_ignore_ascii_case(apart))
}

/// Finds the `>` that ends a tag, outside quoted attribute values.
fn end_of_tag(tag: &str) -> Option<usize> {
    if tag.starts_with("!--") {
        return tag.find("-->").map(|at| at + 2);
    }
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None | Some(_), _) => {}
        }
    }
    // An unclosed quote: take the first end instead of losing the rest.
    tag.find('>')
}

fn name_of(tag: &str) -> (bool, &str) {
    let (closing, tag) = match tag.strip_prefix('/') {
        Some(tag) => (true, tag),
        None => (false, tag),
    };
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    (closing, &tag[..end])
}

fn decode(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'&', text.as_bytes()) {
        Some(_) => html_escape::decode_html_entities(text),
        None => Cow::Borrowed(text),
    }
}

fn markdown_into(markdown: &str, limit: usize, text: &mut String) {
    let mut quoted = 0_usize;
    for event in Parser::new_ext(markdown, MARKDOWN) {
        if text.len() >= limit {
            return;
        }
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock) => quoted += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                quoted = quoted.saturating_sub(1);
                push_space(text);
            }
            Event::Text(words) | Event::Code(words) if quoted == 0 => {
                push_folded(&words, text);
            }
            Event::SoftBreak | Event::HardBreak => push_space(text),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => push_space(text),
            _ => {}
        }
    }
}

fn push_folded(words: &str, text: &mut String) {
    if words.starts_with(char::is_whitespace) {
        push_space(text);
    }
    for (at, word) in words.split_whitespace().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    if words.ends_with(char::is_whitespace) {
        push_space(text);
    }
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

fn cap(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(syntax: Syntax, text: &str, expected: &str) {
        assert_eq!(plain_text(&Markup { syntax, text: text.into() }, 500), expected);
    }

    #[test]
    fn words_stay_apart_where_elements_do() {
        check(Syntax::Html, "<p>One</p><p>two<br>three</p> <em>fo</em>ur", "One two three four");
        check(Syntax::Html, "a&amp;b &lt;i&gt; &#x41;&nbsp;b", "a&b <i> A b");
        check(
            Syntax::Markdown,
            "Set *Band* to `2.4`.\n\n- one\n- two\n",
            "Set Band to 2.4. one two",
        );
        check(Syntax::Text, " a\n\n b ", "a b");
    }

    #[test]
    fn quotes_code_and_scripts_are_not_the_authors_words() {
        check(
            Syntax::Html,
            "<blockquote><p>old</p></blockquote><p>new</p><script>x</script>",
            "new",
        );
        check(Syntax::Html, "<pre><code>x</code></pre>y", "y");
        check(Syntax::Markdown, "> old\n\nnew\n\n```\ncode\n```\n", "new");
    }

    #[test]
    fn broken_html_does_not_swallow_the_rest() {
        check(Syntax::Html, "<a title=\"x>y</a> z", "y z");
        check(Syntax::Html, "a < b and <", "a < b and <");
        check(Syntax::Html, "<!-- <p>no</p> -->yes", "yes");
    }

    #[test]
    fn everything_is_indexed() {
        let mut text = String::new();
        text_of_html("<blockquote>old</blockquote><pre>code</pre>new", &mut text);
        assert_eq!(text, "old code new");
    }
}
