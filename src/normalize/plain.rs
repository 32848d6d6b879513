//! Plain text out of markup.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::model::{Markup, Syntax};

use super::markup::MARKDOWN;

/// Returns the words of a post, white space folded, about `limit` bytes at most.
///
/// Quoted text and code blocks are left out: a teaser should say what the
/// author says.
pub fn plain_text(markup: &Markup, limit: usize) -> String {
    let mut text = String::new();
    match markup.syntax {
        Syntax::Html => html_into(&markup.text, Quotes::Skip, Breaks::Fold, limit, &mut text),
        Syntax::Markdown => {
            markdown_into(cap(&markup.text, limit * 8), Breaks::Fold, limit, &mut text);
        }
        Syntax::Text => push_folded(cap(&markup.text, limit), &mut text),
    }
    let kept = text.trim_end().len();
    text.truncate(kept);
    text
}

/// Returns the words of a post as lines, about `limit` bytes at most: an empty line between
/// paragraphs, and white space folded within a line.
///
/// As [`plain_text`], without quoted text and blocks of code, and without mentions that say in
/// their markup that they are some.
pub(super) fn plain_lines(markup: &Markup, limit: usize) -> String {
    let mut text = String::new();
    match markup.syntax {
        Syntax::Html => html_into(&markup.text, Quotes::Skip, Breaks::Keep, limit, &mut text),
        Syntax::Markdown => {
            markdown_into(cap(&markup.text, limit * 8), Breaks::Keep, limit, &mut text);
        }
        Syntax::Text => {
            for line in cap(&markup.text, limit).lines().filter(|line| !line.starts_with('>')) {
                push_folded(&decode(line), &mut text);
                text.push('\n');
            }
        }
    }
    text
}

/// Appends all words of HTML, quotes and code included, white space folded.
pub fn text_of_html(html: &str, text: &mut String) {
    html_into(html, Quotes::Keep, Breaks::Fold, usize::MAX, text);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Keep,
    Skip,
}

/// What becomes of the ends of lines and paragraphs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Keep,
    Fold,
}

impl Breaks {
    /// Sets words apart, here those of two lines, or of two paragraphs.
    fn push(self, mark: &'static str, text: &mut String) {
        if self == Breaks::Fold {
            push_space(text);
            return;
        }
        text.truncate(text.trim_end_matches(' ').len());
        if !text.is_empty() && !text.ends_with(PARAGRAPH) {
            text.push_str(mark);
        }
    }
}

const LINE: &str = "\n";
const PARAGRAPH: &str = "\n\n";

/// A scanner and no parser: it only has to find words, in any input, fast.
fn html_into(html: &str, quotes: Quotes, breaks: Breaks, limit: usize, text: &mut String) {
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
        let kind = kind_of(name);
        match skipping {
            Some(wanted) if closing && name.eq_ignore_ascii_case(wanted) => skipping = None,
            Some(_) => {}
            None if !closing => {
                skipping = skipped(kind, quotes);
                if breaks == Breaks::Keep && skipping.is_none() {
                    skipping = mention(&tag[..close], name);
                }
            }
            None => {}
        }
        match kind {
            Kind::Apart if is_line(name) => breaks.push(LINE, text),
            Kind::Apart | Kind::Quote(_) => breaks.push(PARAGRAPH, text),
            Kind::Inline | Kind::Silent(_) => {}
        }
        rest = &tag[close + 1..];
    }
    if skipping.is_none() && text.len() < limit {
        push_folded(&decode(cap(rest, limit)), text);
    }
}

/// What an element means for the words in it and around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words go on through it.
    Inline,
    /// Words on both sides of it are not joined.
    Apart,
    /// It stands apart, and its words are somebody else's or code.
    Quote(&'static str),
    /// Its content is no prose.
    Silent(&'static str),
}

pub(super) fn kind_of(name: &str) -> Kind {
    let mut lower = [0; 10];
    let Some(lower) = lower.get_mut(..name.len()) else { return Kind::Inline };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"blockquote" => Kind::Quote("blockquote"),
        b"pre" => Kind::Quote("pre"),
        b"script" => Kind::Silent("script"),
        b"style" => Kind::Silent("style"),
        b"svg" => Kind::Silent("svg"),
        b"math" => Kind::Silent("math"),
        b"template" => Kind::Silent("template"),
        b"noscript" => Kind::Silent("noscript"),
        b"p" | b"br" | b"li" | b"ul" | b"ol" | b"div" | b"hr" | b"dl" | b"dt" | b"dd" => {
            Kind::Apart
        }
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Kind::Apart,
        b"table" | b"thead" | b"tbody" | b"tr" | b"th" | b"td" => Kind::Apart,
        b"address" | b"article" | b"aside" | b"section" | b"figure" | b"figcaption" => Kind::Apart,
        _ => Kind::Inline,
    }
}

/// Elements that end a line and no paragraph.
fn is_line(name: &str) -> bool {
    ["br", "li", "ul", "ol", "div", "tr", "td", "th"].iter().any(|of| name.eq_ignore_ascii_case(of))
}

/// Tells an element that forums and chats put a mention into, by its class.
fn mention(tag: &str, name: &str) -> Option<&'static str> {
    let element = ["a", "span"].into_iter().find(|of| name.eq_ignore_ascii_case(of))?;
    let at = tag.find("class=")? + "class=".len();
    let class = tag[at..].split('>').next().unwrap_or_default();
    let class = class.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    let is_mention = |word: &str| matches!(word, "mention" | "user-mention");
    class.split(' ').any(is_mention).then_some(element)
}

fn skipped(kind: Kind, quotes: Quotes) -> Option<&'static str> {
    match kind {
        Kind::Silent(name) => Some(name),
        Kind::Quote(name) if quotes == Quotes::Skip => Some(name),
        Kind::Quote(_) | Kind::Apart | Kind::Inline => None,
    }
}

/// Finds the `>` that ends a tag, outside quoted attribute values.
pub(super) fn end_of_tag(tag: &str) -> Option<usize> {
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

pub(super) fn name_of(tag: &str) -> (bool, &str) {
    let (closing, tag) = match tag.strip_prefix('/') {
        Some(tag) => (true, tag),
        None => (false, tag),
    };
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    (closing, &tag[..end])
}

pub(super) fn decode(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'&', text.as_bytes()) {
        Some(_) => html_escape::decode_html_entities(text),
        None => Cow::Borrowed(text),
    }
}

fn markdown_into(markdown: &str, breaks: Breaks, limit: usize, text: &mut String) {
    let mut quoted = 0_usize;
    for event in Parser::new_ext(markdown, MARKDOWN) {
        if text.len() >= limit {
            return;
        }
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock) => quoted += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                quoted = quoted.saturating_sub(1);
                breaks.push(PARAGRAPH, text);
            }
            // The description of a picture is no word of the text, as in HTML.
            Event::Start(Tag::Image { .. }) => quoted += 1,
            Event::End(TagEnd::Image) => quoted = quoted.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if quoted == 0 => {
                push_folded(&words, text);
            }
            Event::SoftBreak | Event::HardBreak => breaks.push(LINE, text),
            Event::End(TagEnd::Item | TagEnd::TableCell) => breaks.push(LINE, text),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => breaks.push(PARAGRAPH, text),
            _ => {}
        }
    }
}

/// Appends words with a single space for every run of white space.
fn push_folded(words: &str, text: &mut String) {
    push_words(words, text, push_space);
}

/// Appends words with what `push_space` appends for every run of white space, once or several
/// times. A scan by bytes: all text of a build comes through here.
pub(super) fn push_words(words: &str, text: &mut String, push_space: impl Fn(&mut String)) {
    let bytes = words.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        let is_single = || byte == b' ' && at > from && bytes.get(at + 1).is_some_and(in_word);
        if in_word(&byte) {
            at += 1;
        } else if is_single() {
            at += 2;
        } else {
            match words[at..].chars().next().filter(|c| c.is_whitespace()) {
                Some(space) => {
                    text.push_str(&words[from..at]);
                    push_space(text);
                    at += space.len_utf8();
                    from = at;
                }
                None => at += 1,
            }
        }
    }
    text.push_str(&words[from..]);
}

/// Tells bytes that no white space starts with, in ASCII and beyond.
fn in_word(byte: &u8) -> bool {
    const IN_WORD: [bool; 256] = {
        let mut table = [true; 256];
        let spaces = [b'\t', b'\n', 0x0b, 0x0c, b'\r', b' ', 0xc2, 0xe1, 0xe2, 0xe3];
        let mut at = 0;
        while at < spaces.len() {
            table[spaces[at] as usize] = false;
            at += 1;
        }
        table
    };
    IN_WORD[usize::from(*byte)]
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

pub(super) fn cap(text: &str, limit: usize) -> &str {
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
    fn lines_and_paragraphs_can_be_told_apart() {
        let lines = |syntax, text: &str| plain_lines(&Markup { syntax, text: text.into() }, 500);
        let html = "<p>Hi <span class=\"user-mention\">@Olena</span> all<br>it hums</p><p>Why?</p>";
        assert_eq!(lines(Syntax::Html, html).trim(), "Hi all\nit hums\n\nWhy?");
        assert_eq!(lines(Syntax::Markdown, "It\nhums\n\nWhy?").trim(), "It\nhums\n\nWhy?");
        assert_eq!(lines(Syntax::Text, "> old\na &lt;b\n\nc"), "a <b\n\nc\n");
    }

    #[test]
    fn everything_is_indexed() {
        let mut text = String::new();
        text_of_html("<blockquote>old</blockquote><pre>code</pre>new", &mut text);
        assert_eq!(text, "old code new");
    }
}
