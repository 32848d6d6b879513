//! Plain text out of markup.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::math::{unwrapped, words};
use crate::model::{Dialect, Markup, Syntax};

use super::html::{
    Layout, Piece, START, SafeHtml, Start, decoded, film, is_marked, pieces, sanitised,
};
use super::markup::MarkdownText;

/// Returns the words of a post, white space folded, about `limit` bytes at most.
///
/// Quoted text and code blocks are left out: a teaser should say what the
/// author says.
pub fn plain_text(markup: &Markup, limit: usize) -> String {
    folded(markup, Wanted::Own, limit)
}

/// Returns what a post says in sentences, for a list of posts: as [`plain_text`], without tables
/// and headings and without addresses in front of it. Of a post that has nothing else these are
/// its words.
pub fn gist(markup: &Markup, limit: usize) -> String {
    match without_addresses(&folded(markup, Wanted::Sentences, limit)) {
        "" => plain_text(markup, limit),
        said => said.to_owned(),
    }
}

/// Returns the wanted words of a post, white space folded.
fn folded(markup: &Markup, wanted: Wanted, limit: usize) -> String {
    let mut text = String::new();
    match markup.syntax {
        Syntax::Html | Syntax::Sanitised => {
            let html = first_part(markup, limit * 8);
            html_into(&html, wanted, Breaks::Fold, limit, &mut text);
        }
        Syntax::Markdown(dialect) => {
            let part = cap(&markup.text, limit * 8);
            markdown_into(part, dialect, wanted, Breaks::Fold, limit, &mut text);
        }
        Syntax::Text => push_folded(cap(&markup.text, limit), &mut text),
    }
    let kept = text.trim_end().len();
    text.truncate(kept);
    text
}

/// Leaves out the addresses that a text begins with.
fn without_addresses(text: &str) -> &str {
    let is_address = |word: &str| word.starts_with("http://") || word.starts_with("https://");
    let mut rest = text;
    while let Some(word) = rest.split(' ').next().filter(|word| is_address(word)) {
        rest = rest[word.len()..].trim_start();
    }
    rest
}

/// Returns the words of a post as lines, about `limit` bytes at most: an empty line between
/// paragraphs, and white space folded within a line.
///
/// As [`plain_text`], without quoted text and blocks of code, and without mentions that say in
/// their markup that they are some.
pub(crate) fn plain_lines(markup: &Markup, limit: usize) -> String {
    let mut text = String::new();
    match markup.syntax {
        Syntax::Html | Syntax::Sanitised => {
            let html = first_part(markup, limit * 8);
            html_into(&html, Wanted::Own, Breaks::Keep, limit, &mut text);
        }
        Syntax::Markdown(dialect) => {
            let part = cap(&markup.text, limit * 8);
            markdown_into(part, dialect, Wanted::Own, Breaks::Keep, limit, &mut text);
        }
        Syntax::Text => {
            for line in cap(&markup.text, limit).lines().filter(|line| !line.starts_with('>')) {
                push_folded(&decoded(line), &mut text);
                text.push('\n');
            }
        }
    }
    text
}

/// Returns a post of HTML for its words: the whole when it is sanitised, else the first bytes,
/// sanitised. What is too much for the sanitiser is shown as text, and read so.
pub(super) fn first_part(markup: &Markup, n_bytes: usize) -> Cow<'_, str> {
    if markup.syntax == Syntax::Sanitised {
        return Cow::Borrowed(&markup.text);
    }
    let text = cap(&markup.text, n_bytes.max(LEAST)).to_owned();
    let part = Markup { syntax: Syntax::Html, text };
    match sanitised(&part) {
        Some(html) => Cow::Owned(html.into_owned()),
        None => Cow::Owned(SafeHtml::escaped(&part.text).into_string()),
    }
}

/// So many bytes of HTML are read at least: much of it can be tags.
const LEAST: usize = 8 * 1024;

/// Appends all words of sanitised HTML, quotes and code included, white space folded.
pub fn text_of_html(html: &str, text: &mut String) {
    html_into(html, Wanted::All, Breaks::Fold, usize::MAX, text);
}

/// Returns the words of sanitised HTML that are in its author's language, about `limit` bytes of
/// them: code is in none, and quotes are somebody else's.
pub fn speech_of_html(html: &str, limit: usize) -> String {
    let mut text = String::new();
    html_into(html, Wanted::Speech, Breaks::Fold, limit, &mut text);
    text
}

/// Which words of a post are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// All, whoever said them.
    All,
    /// The author's: no quotes, and no blocks of code.
    Own,
    /// The author's that are not in tables and headings.
    Sentences,
    /// The author's that are not code within a sentence either.
    Speech,
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

/// An element that is skipped with everything in it.
#[derive(Clone, Copy)]
pub(super) struct SkippedElement<'h> {
    name: &'h str,
    /// How many elements of this name are open, each within the one before.
    depth: usize,
}

impl<'h> SkippedElement<'h> {
    /// Starts to skip, behind the start tag of an element of this name.
    pub(super) fn new(name: &'h str) -> SkippedElement<'h> {
        SkippedElement { name, depth: 1 }
    }

    /// Reads the next piece; returns `None` when that ends the element.
    pub(super) fn after(self, piece: Piece<'_>) -> Option<SkippedElement<'h>> {
        let depth = match piece {
            Piece::Start(tag) if tag.name == self.name => self.depth + 1,
            Piece::End(name) if name == self.name => self.depth - 1,
            _ => self.depth,
        };
        (depth > 0).then_some(SkippedElement { depth, ..self })
    }
}

/// Reads sanitised HTML. Math is in words for those who want what the author says, and its TeX
/// for others.
fn html_into(html: &str, wanted: Wanted, breaks: Breaks, limit: usize, text: &mut String) {
    let mut skipping: Option<SkippedElement<'_>> = None;
    let mut math = MathReader::of(html, wanted);
    for piece in pieces(html) {
        if text.len() >= limit {
            return;
        }
        if math.as_mut().is_some_and(|math| math.takes(piece, skipping.is_some(), text)) {
            continue;
        }
        let (Piece::Start(Start { name, .. }) | Piece::End(name)) = piece else {
            if let (Piece::Text(words), None) = (piece, skipping) {
                push_folded(&decoded(words), text);
            }
            continue;
        };
        skipping = match (skipping, piece) {
            (None, Piece::Start(tag)) => {
                is_skipped(&tag, wanted, breaks).then(|| SkippedElement::new(name))
            }
            (None, _) => None,
            (Some(element), piece) => element.after(piece),
        };
        match Layout::of(name) {
            Layout::Inline => {}
            Layout::Line => breaks.push(LINE, text),
            Layout::Block | Layout::Quote => breaks.push(PARAGRAPH, text),
        }
    }
}

/// Reads what of a post is math.
struct MathReader {
    wanted: Wanted,
    /// The TeX of a mark that is open.
    tex: Option<String>,
    /// Within MathML, of which the TeX beside it is read and nothing else.
    is_mathml: bool,
}

impl MathReader {
    /// Starts with a post; `None` for one without math, as most are.
    fn of(html: &str, wanted: Wanted) -> Option<MathReader> {
        let has_math = html.contains(START) || html.contains("<math");
        has_math.then_some(MathReader { wanted, tex: None, is_mathml: false })
    }

    /// Tells whether a piece is read with this; words for the author's own text are appended.
    fn takes(&mut self, piece: Piece<'_>, is_skipped: bool, text: &mut String) -> bool {
        match (piece, &mut self.tex) {
            (Piece::Text(source), Some(tex)) => tex.push_str(&decoded(source)),
            (Piece::End("span"), Some(tex)) => {
                if !is_skipped {
                    push_folded(&words(unwrapped(tex)), text);
                }
                self.tex = None;
            }
            (Piece::Start(tag), None) if self.wanted != Wanted::All && is_marked(&tag) => {
                self.tex = Some(String::new());
            }
            (Piece::Start(Start { name: "math", .. }) | Piece::End("annotation"), None) => {
                self.is_mathml = true;
            }
            (Piece::Start(Start { name: "annotation", .. }) | Piece::End("math"), None) => {
                self.is_mathml = false;
            }
            (Piece::Text(_), None) => return self.is_mathml,
            _ => return false,
        }
        true
    }
}

/// Tells whether the words of an element are not the author's, or none for this reader.
fn is_skipped(tag: &Start<'_>, wanted: Wanted, breaks: Breaks) -> bool {
    let is_quote = Layout::of(tag.name) == Layout::Quote;
    let is_code = || matches!(tag.name, "code" | "kbd" | "samp");
    let is_no_sentence = || matches!(tag.name, "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    is_quote && wanted != Wanted::All
        || wanted == Wanted::Sentences && is_no_sentence()
        || wanted == Wanted::Speech && is_code()
        || breaks == Breaks::Keep && tag.is_mention()
}

fn markdown_into(
    markdown: &str,
    dialect: Dialect,
    wanted: Wanted,
    breaks: Breaks,
    limit: usize,
    text: &mut String,
) {
    let mut quoted = 0_usize;
    let mut films = Vec::new();
    let wants_sentences = wanted == Wanted::Sentences;
    for event in MarkdownText::of(markdown, dialect).events() {
        if text.len() >= limit {
            return;
        }
        match event {
            Event::Start(Tag::BlockQuote(None) | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                quoted += 1;
            }
            Event::End(TagEnd::BlockQuote(None) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                quoted = quoted.saturating_sub(1);
                breaks.push(PARAGRAPH, text);
            }
            Event::Start(Tag::Table(_) | Tag::Heading { .. }) if wants_sentences => quoted += 1,
            Event::End(TagEnd::Table | TagEnd::Heading(_)) if wants_sentences => {
                quoted = quoted.saturating_sub(1);
                breaks.push(PARAGRAPH, text);
            }
            // The description of a picture is no word of the text, as in HTML; of a film it is
            // the title.
            Event::Start(Tag::Image { dest_url, .. }) => {
                films.push(film(&dest_url).is_some());
                quoted += usize::from(films.last() == Some(&false));
            }
            Event::End(TagEnd::Image) if films.pop() == Some(true) => {}
            Event::End(TagEnd::Image) => quoted = quoted.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if quoted == 0 => {
                push_folded(&words, text);
            }
            Event::SoftBreak | Event::HardBreak => breaks.push(LINE, text),
            Event::End(TagEnd::Item | TagEnd::TableCell) => breaks.push(LINE, text),
            Event::End(TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition) => {
                breaks.push(LINE, text);
            }
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
    &text[..text.floor_char_boundary(limit)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKDOWN: Syntax = Syntax::Markdown(Dialect::Site);

    #[track_caller]
    fn check(syntax: Syntax, text: &str, expected: &str) {
        assert_eq!(plain_text(&Markup { syntax, text: text.into() }, 500), expected);
    }

    #[test]
    fn words_stay_apart_where_elements_do() {
        check(Syntax::Html, "<p>One</p><p>two<br>three</p> <em>fo</em>ur", "One two three four");
        check(Syntax::Html, "a&amp;b &lt;i&gt; &#x41;&nbsp;b", "a&b <i> A b");
        check(MARKDOWN, "Set *Band* to `2.4`.\n\n- one\n- two\n", "Set Band to 2.4. one two");
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
        check(MARKDOWN, "> old\n\nnew\n\n```\ncode\n```\n", "new");
    }

    #[test]
    fn a_list_of_posts_shows_sentences() {
        let gist = |syntax, text: &str| gist(&Markup { syntax, text: text.into() }, 500);
        let table =
            "<h2>Roles</h2><p>Owners invite.</p><table><tr><td>a</td></tr></table><p>Ask.</p>";
        assert_eq!(gist(Syntax::Html, table), "Owners invite. Ask.");
        assert_eq!(
            gist(MARKDOWN, "# Roles\n\nOwners.\n\n| a | b |\n|-|-|\n| 1 | 2 |\n"),
            "Owners."
        );
        assert_eq!(gist(MARKDOWN, "https://a.example/x See *there*."), "See there.");
        assert_eq!(gist(MARKDOWN, "| a | b |\n|-|-|\n| 1 | 2 |\n"), "a b 1 2");
        assert_eq!(gist(MARKDOWN, "https://a.example/x"), "https://a.example/x");
    }

    #[test]
    fn terms_stand_apart_from_what_they_mean() {
        check(
            MARKDOWN,
            "`read`\n: Reads alone.\n\n`write`\n: Changes.\n",
            "read Reads alone. write Changes.",
        );
    }

    #[test]
    fn broken_html_does_not_swallow_the_rest() {
        check(Syntax::Html, "a < b and <", "a < b and <");
        check(Syntax::Html, "<!-- <p>no</p> -->yes", "yes");
    }

    #[test]
    fn a_tag_that_never_ends_is_no_word_as_in_browsers() {
        check(Syntax::Html, "a <a title=\"x>y</a> z", "a");
        check(Syntax::Html, "<p>a &amp;&amp;&amp;&amp; b</p><p>c", "a &&&& b c");
    }

    #[test]
    fn lines_and_paragraphs_can_be_told_apart() {
        let lines = |syntax, text: &str| plain_lines(&Markup { syntax, text: text.into() }, 500);
        let html = "<p>Hi <span class=\"user-mention\">@Olena</span> all<br>it hums</p><p>Why?</p>";
        assert_eq!(lines(Syntax::Html, html).trim(), "Hi all\nit hums\n\nWhy?");
        assert_eq!(lines(MARKDOWN, "It\nhums\n\nWhy?").trim(), "It\nhums\n\nWhy?");
        assert_eq!(lines(Syntax::Text, "> old\na &lt;b\n\nc"), "a <b\n\nc\n");
    }

    #[test]
    fn everything_is_indexed() {
        let mut text = String::new();
        text_of_html("<blockquote>old</blockquote><pre>code</pre>new", &mut text);
        assert_eq!(text, "old code new");
    }
}
