//! What each platform means by markdown, where platforms differ.
//!
//! One parser of CommonMark reads them all. A `<` that starts no element of a platform is kept
//! from it: a character that no post holds stands in its place, of the same length, and in
//! what the parser says it is a `<` again. So `Replace <path> with your folder` keeps its
//! words, and what follows is no HTML block.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use crate::math::expressions;
use crate::model::{Dialect, Math};
use crate::normalize::emoji;
use crate::normalize::html::{GITHUB, SITE, rule_of, with_escaped_dollars};

use super::elements::{Elements, is_known};
use super::reddit;

/// What a dialect means by the signs in which dialects differ.
struct Rules {
    /// What it knows beyond CommonMark.
    constructs: Options,
    tags: Tags,
    line_end: LineEnd,
    emoji: EmojiCodes,
}

/// What a `<` may start.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tags {
    /// The elements that this program publishes, and comments.
    Listed,
    /// Nothing: it is a character.
    None,
}

/// What the end of a line within a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    /// White space.
    Space,
    /// The end of a line on the page.
    Break,
}

/// What `:rocket:` is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EmojiCodes {
    Shown,
    Text,
}

fn rules(dialect: Dialect) -> Rules {
    const TABLES: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);
    const NOTES: Options = TABLES.union(Options::ENABLE_FOOTNOTES);
    let (constructs, tags, line_end, emoji) = match dialect {
        Dialect::Site => (SITE, Tags::Listed, LineEnd::Space, EmojiCodes::Text),
        // Comments are rendered with hard breaks, unlike files of a repository.
        Dialect::GitHub => (GITHUB, Tags::Listed, LineEnd::Break, EmojiCodes::Shown),
        Dialect::Discourse => (NOTES, Tags::Listed, LineEnd::Break, EmojiCodes::Shown),
        Dialect::Reddit => (TABLES, Tags::None, LineEnd::Space, EmojiCodes::Text),
        Dialect::Discord => {
            (Options::ENABLE_STRIKETHROUGH, Tags::None, LineEnd::Break, EmojiCodes::Text)
        }
    };
    Rules { constructs, tags, line_end, emoji }
}

/// Markdown made ready for the parser.
pub(in crate::normalize) struct MarkdownText<'t> {
    text: Cow<'t, str>,
    rules: Rules,
}

/// Stands for a `<` that is a character; [`clean`](super::clean) takes it out of every post.
const LESS: char = '\u{1}';

impl<'t> MarkdownText<'t> {
    /// Finds out what is a tag, in linear time.
    pub(in crate::normalize) fn of(text: &'t str, dialect: Dialect) -> MarkdownText<'t> {
        let rules = rules(dialect);
        let text = match dialect {
            Dialect::Reddit => reddit::commonmark(text),
            _ => Cow::Borrowed(text),
        };
        let text = match text {
            Cow::Borrowed(text) => without_words(text, rules.tags),
            Cow::Owned(text) => Cow::Owned(without_words(&text, rules.tags).into_owned()),
        };
        MarkdownText { text, rules }
    }

    /// The same, of a text whose signs may mean math.
    pub(in crate::normalize) fn with_math(
        text: &'t str,
        dialect: Dialect,
        math: Math,
    ) -> MarkdownText<'t> {
        let mut markdown = MarkdownText::of(text, dialect);
        let Some(rule) = rule_of(math) else { return markdown };
        let typed = |c: char| if c == LESS { '<' } else { reddit::typed(c) };
        let of_text = |text: &str| expressions(&text.chars().map(typed).collect::<String>(), rule);
        let constructs = markdown.rules.constructs;
        if let Some(text) = with_escaped_dollars(&markdown.text, constructs, &of_text) {
            if let Cow::Owned(text) = text {
                markdown.text = Cow::Owned(text);
            }
            markdown.rules.constructs |= Options::ENABLE_MATH;
        }
        markdown
    }

    /// What the parser says, text in one piece.
    pub(in crate::normalize) fn events(&self) -> impl Iterator<Item = Event<'_>> {
        let mut in_code = false;
        let parser = Parser::new_ext(&self.text, self.rules.constructs);
        TextMergeStream::new(parser).map(move |event| {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                _ => {}
            }
            self.meant(event, in_code)
        })
    }

    /// The same, without what a platform has beyond CommonMark: places are those of the text.
    pub(in crate::normalize) fn as_written(text: &'t str, dialect: Dialect) -> MarkdownText<'t> {
        let rules = rules(dialect);
        MarkdownText { text: without_words(text, rules.tags), rules }
    }

    /// The links and images, and where they stand in the text.
    pub(in crate::normalize) fn links(&self) -> impl Iterator<Item = (Tag<'_>, Range<usize>)> {
        let all = Parser::new_ext(&self.text, self.rules.constructs).into_offset_iter();
        all.filter_map(|(event, range)| match event {
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                Some((restored_tag(tag), range))
            }
            _ => None,
        })
    }

    /// Returns an event as the dialect means it.
    fn meant<'e>(&self, event: Event<'e>, in_code: bool) -> Event<'e> {
        match event {
            Event::SoftBreak if self.rules.line_end == LineEnd::Break => Event::HardBreak,
            Event::Text(text) if !in_code && self.rules.emoji == EmojiCodes::Shown => {
                let text = restored(text, "<");
                match emoji::replace_shortcodes(&text) {
                    Some(shown) => Event::Text(shown.into()),
                    None => Event::Text(text),
                }
            }
            Event::Text(text) => Event::Text(restored(text, "<")),
            Event::Code(text) => Event::Code(restored(text, "<")),
            Event::InlineMath(text) => Event::InlineMath(restored(text, "<")),
            Event::DisplayMath(text) => Event::DisplayMath(restored(text, "<")),
            Event::Html(html) => Event::Html(restored(html, "&lt;")),
            // It was taken for the target of a link, and is none.
            Event::InlineHtml(html) if !is_known(&html) => Event::Text(restored(html, "<")),
            Event::InlineHtml(html) => Event::InlineHtml(restored(html, "&lt;")),
            Event::Start(tag) => Event::Start(restored_tag(tag)),
            event => event,
        }
    }
}

fn restored<'e>(text: CowStr<'e>, less: &str) -> CowStr<'e> {
    match memchr::memchr(LESS as u8, text.as_bytes()) {
        Some(_) => text.replace(LESS, less).into(),
        None => text,
    }
}

fn restored_tag(tag: Tag<'_>) -> Tag<'_> {
    let text = |text| restored(text, "<");
    match tag {
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: text(dest_url), title: text(title), id: text(id) }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: text(dest_url), title: text(title), id: text(id) }
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(text(info)))
        }
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(text(label)),
        tag => tag,
    }
}

/// Puts [`LESS`] in the place of every `<` that is a character.
fn without_words(text: &str, tags: Tags) -> Cow<'_, str> {
    let mut found = memchr::memchr_iter(b'<', text.as_bytes()).peekable();
    if found.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let elements = (tags == Tags::Listed).then(|| Elements::of(text));
    let is_sign = |at: usize| {
        is_escaped(&text[..at])
            || starts_address(&text[at..])
            || (encloses_target(&text[..at]) && closes_target(&text[at..]))
            || elements.as_ref().is_some_and(|elements| elements.start_at(text, at))
    };
    let mut out = String::new();
    let mut from = 0;
    for at in found.filter(|at| !is_sign(*at)) {
        out.push_str(&text[from..at]);
        out.push(LESS);
        from = at + 1;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Tells whether a backslash makes a character of the sign that follows.
fn is_escaped(before: &str) -> bool {
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Tells whether `<https://example.org>` or `<jo@example.org>` starts here.
fn starts_address(text: &str) -> bool {
    let inner = &text[1..];
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>');
    let address = &inner[..inner.find(ends).unwrap_or(inner.len())];
    if !inner[address.len()..].starts_with('>') {
        return false;
    }
    match address.split_once(':') {
        Some((scheme, rest)) => {
            rest.starts_with("//")
                || ["mailto", "tel"].iter().any(|s| scheme.eq_ignore_ascii_case(s))
        }
        None => address.contains('@'),
    }
}

/// Tells whether what stands before leads to the target of a link: `[words](<a b.md>)`.
fn encloses_target(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t']);
    before.ends_with("](") || before.ends_with("]:")
}

/// Tells whether the target that starts here ends on its line, with nothing glued to it.
fn closes_target(text: &str) -> bool {
    let inner = &text[1..];
    let end = inner.find(['<', '>', '\n']).unwrap_or(inner.len());
    let rest = inner[end..].strip_prefix('>');
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r', ')']))
}

#[cfg(test)]
mod tests {
    use crate::model::{Markup, Syntax};
    use crate::normalize::html::{Fixed, Trust};
    use crate::normalize::markup::to_safe_html;
    use crate::normalize::plain_text;

    use super::*;

    const ALL: [Dialect; 5] =
        [Dialect::Site, Dialect::GitHub, Dialect::Discourse, Dialect::Reddit, Dialect::Discord];

    fn shown(dialect: Dialect, text: &str) -> String {
        let markup = Markup { syntax: Syntax::Markdown(dialect), text: text.to_owned() };
        let html = to_safe_html(&markup, Trust::House, &mut Fixed).html.into_string();
        html.trim().replace(" rel=\"noopener noreferrer\"", "")
    }

    #[track_caller]
    fn check(dialects: &[Dialect], text: &str, expected: &str) {
        for dialect in dialects {
            assert_eq!(shown(*dialect, text), expected, "{dialect:?}");
        }
    }

    #[test]
    fn words_in_angle_brackets_are_words_everywhere() {
        for word in [
            "path",
            "title",
            "style",
            "script",
            "text",
            "string",
            "svg",
            "math",
            "mi",
            "u8",
            "stdout",
            "textarea",
            "iframe",
            "your-name",
            "address",
            "code",
            "time",
            "input",
            "T: Ord",
            "name of the file",
            "?php",
            "!DOCTYPE x",
            "/path",
            "std::string",
            "select",
        ] {
            for (before, after) in [("Replace ", " with it, *then* go."), ("", " comes first.")] {
                let text = format!("{before}<{word}>{after}\n\nAnd more.");
                let after = after.replace("*then*", "<em>then</em>");
                let expected = format!("<p>{before}&lt;{word}&gt;{after}</p>\n<p>And more.</p>");
                check(&ALL, &text, &expected);
            }
        }
    }

    #[test]
    fn a_line_of_its_own_in_angle_brackets_starts_no_html() {
        check(
            &[Dialect::Site, Dialect::Reddit],
            "<dependency>\n*x*\n</dependency>\n\n- <li-x>\n",
            "<p>&lt;dependency&gt;\n<em>x</em>\n&lt;/dependency&gt;</p>\n<ul>\n\
             <li>&lt;li-x&gt;</li>\n</ul>",
        );
        check(
            &ALL,
            "`<path>` and\n\n    <b>\n",
            "<p><code>&lt;path&gt;</code> and</p>\n\
            <pre><code>&lt;b&gt;\n</code></pre>",
        );
    }

    #[test]
    fn elements_that_a_platform_allows_are_html_there_and_text_elsewhere() {
        let html = "Press <kbd>Ctrl</kbd><br>or <sub>a</sub>, <b>now</b>.";
        let allowed = [Dialect::Site, Dialect::GitHub, Dialect::Discourse];
        check(&allowed, html, &format!("<p>{html}</p>"));
        let text = html.replace('<', "&lt;").replace('>', "&gt;");
        check(&[Dialect::Reddit, Dialect::Discord], html, &format!("<p>{text}</p>"));
        check(&allowed, "<!-- hidden -->\n\nseen", "<p>seen</p>");
        check(
            &allowed,
            "<details>\n<summary>Log of <u8></summary>\n\n*x*\n\n</details>",
            "<details>\n<summary>Log of &lt;u8&gt;</summary>\n<p><em>x</em></p>\n</details>",
        );
        check(&allowed, "<font color=\"red\">a</font> <tt>b</tt>", "<p>a b</p>");
    }

    #[test]
    fn addresses_in_angle_brackets_are_links() {
        let link = |address: &str| format!("<a href=\"{address}\">{address}</a>");
        let expected = format!("<p>{}</p>", link("https://b.example/?a"));
        check(&ALL, "<https://b.example/?a>", &expected);
        check(
            &ALL,
            "[a](<https://b.example/c d>)",
            "<p><a href=\"https://b.example/c%20d\">a</a></p>",
        );
    }

    #[test]
    fn a_line_ends_where_the_platform_ends_it() {
        let (broken, folded) = ("<p>a<br>\nb</p>", "<p>a\nb</p>");
        check(&[Dialect::GitHub, Dialect::Discourse, Dialect::Discord], "a\nb", broken);
        check(&[Dialect::Site, Dialect::Reddit], "a\nb", folded);
    }

    #[test]
    fn what_stands_behind_a_colon_and_is_no_target_is_words() {
        check(&ALL, "see [a]: <title> there", "<p>see [a]: &lt;title&gt; there</p>");
        check(&ALL, "[a]: <b c>(d)", "<p>[a]: &lt;b c&gt;(d)</p>");
        check(&ALL, "[x](<y> z", "<p>[x](&lt;y&gt; z</p>");
    }

    #[test]
    fn a_backslash_before_a_bracket_is_its_own() {
        check(&ALL, "a \\<b> \\\\<c>", "<p>a &lt;b&gt; \\&lt;c&gt;</p>");
    }

    #[test]
    fn emoji_codes_are_emoji_where_they_are() {
        let text = "Out :rocket: `:rocket:`";
        check(&[Dialect::GitHub, Dialect::Discourse], text, "<p>Out 🚀 <code>:rocket:</code></p>");
        check(&[Dialect::Site, Dialect::Reddit], text, "<p>Out :rocket: <code>:rocket:</code></p>");
    }

    #[test]
    fn what_is_read_of_a_post_is_what_is_shown() {
        let text = "Replace <path> with Vec<u8> & `<b>`, see <title>.\n\n<style>\nall\n";
        for dialect in ALL {
            let markup = Markup { syntax: Syntax::Markdown(dialect), text: text.to_owned() };
            let read = plain_text(&markup, 500);
            assert_eq!(read, "Replace <path> with Vec<u8> & <b>, see <title>. <style> all");
        }
    }

    #[test]
    fn many_angle_brackets_take_linear_time() {
        for text in ["<", "<a", "<a@", "<b>", "</b", "<!--", "](<", "<https:", "<p x="] {
            let text = text.repeat(400_000 / text.len());
            let started = std::time::Instant::now();
            for dialect in ALL {
                MarkdownText::of(&text, dialect);
            }
            assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
        }
    }
}
