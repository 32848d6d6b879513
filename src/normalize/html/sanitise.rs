//! The sanitiser: the one parse of a post, by the rules of browsers.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::model::{Markup, Math, Syntax};

use super::super::markup::{
    clean, has_too_many_tags, is_too_complex, is_too_deep, markdown, paragraphs,
};
use super::code;
use super::embeds::with_cards;
use super::ids::WITH_ID;
use super::placeholders::with_placeholders;
use super::safe::{ATTRIBUTES, DIV_CLASSES, DIVISIONS, TAGS, is_listed};
use super::sign_rows;
use super::tex;

/// Returns a post as HTML of harmless elements alone, which [`pieces`](super::pieces) reads;
/// `None` for markup that is too long or too deep, which is published as its own text.
///
/// Links and images keep the addresses that the post gives them, so this may not be published
/// yet: [`SafeHtml`](super::SafeHtml) is written from it.
pub(crate) fn sanitised(markup: &Markup) -> Option<Cow<'_, str>> {
    sanitised_with_math(markup, Math::None)
}

/// Returns a post as HTML of harmless elements alone, as [`sanitised`] does, with its math
/// marked as [`is_marked`](super::is_marked) knows it.
pub(crate) fn sanitised_with_math(markup: &Markup, math: Math) -> Option<Cow<'_, str>> {
    if markup.syntax == Syntax::Sanitised {
        return Some(Cow::Borrowed(&markup.text));
    }
    let text = clean(&markup.text);
    if is_too_complex(markup.syntax, &text) {
        return None;
    }
    let has_references = text.contains("&#") || text.contains('\r');
    let html = match markup.syntax {
        // Sanitised text was returned above.
        Syntax::Html | Syntax::Sanitised => {
            let text = changed(text, code::with_hints);
            changed(text, with_placeholders)
        }
        Syntax::Markdown(dialect) => Cow::Owned(markdown(&text, dialect, math)),
        Syntax::Text => Cow::Owned(paragraphs(&text)),
    };
    let is_too_much = match markup.syntax {
        Syntax::Html => has_too_many_tags(&html),
        Syntax::Markdown(_) => is_too_deep(&html),
        Syntax::Text | Syntax::Sanitised => false,
    };
    if is_too_much {
        return None;
    }
    let may_change = has_unlisted(&html);
    let html = with_cards(&html);
    let mut safe = written(&html)?;
    // What lay in an element that goes may not lie where it lies now.
    for _ in 0..MAX_AGAIN {
        let again = if may_change { written(&safe)? } else { break };
        if again == safe {
            break;
        }
        safe = again;
    }
    // What was written as a character reference is a character now, what stood apart may stand
    // together, and a line ends as it does for a reader of HTML.
    if let Cow::Owned(cleaned) = clean(&safe) {
        safe = cleaned;
    }
    if has_references && safe.contains('\r') {
        safe = safe.replace("\r\n", "\n").replace('\r', "\n");
    }
    let safe = with_first_lines(safe, FirstLine::Goes);
    // In markdown the signs were read before: what is left of them is text.
    let math = match (markup.syntax, math) {
        (Syntax::Markdown(_), Math::Likely | Math::Signs) => Math::Marked,
        (_, math) => math,
    };
    let marked = match tex::marked(&safe, math) {
        Cow::Owned(marked) => Some(marked),
        Cow::Borrowed(_) => None,
    };
    Some(Cow::Owned(marked.unwrap_or(safe)))
}

/// How often a post with such elements is read again at most.
const MAX_AGAIN: usize = 4;

/// Tells whether there are elements that go while what is in them stays: without them, it may be
/// read otherwise than within them. Others become cards, which are links where none may be.
fn has_unlisted(html: &str) -> bool {
    let is_unlisted = |at: usize| {
        let tag = &html[at + 1..];
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !is_listed(name)
            && !is_listed(&name.to_ascii_lowercase())
    };
    memchr::memchr_iter(b'<', html.as_bytes()).any(is_unlisted)
}

/// Writes HTML without all that is not allowed; `None` where that would take long.
fn written(html: &str) -> Option<String> {
    let html = sign_rows::with_breaks(html)?;
    let mut safe = Vec::with_capacity(html.len() + html.len() / 8 + 64);
    // A vector takes all bytes, and the sanitiser writes UTF-8.
    let written = SANITISER.clean(&html).write_to(&mut safe);
    written.expect("writing into memory does not fail");
    let safe = String::from_utf8(safe).expect("the sanitiser writes UTF-8");
    Some(with_first_lines(sign_rows::without_breaks(safe), FirstLine::Twice))
}

/// What becomes of a line end with which a block of code starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FirstLine {
    /// It is written once more, since a reader of HTML skips one.
    Twice,
    /// It goes where it stands alone, since a reader of HTML skips it.
    Goes,
}

/// Writes the line ends with which blocks of code start so that a reader of HTML, which skips
/// one, finds the others.
fn with_first_lines(html: String, first: FirstLine) -> String {
    let may_start =
        |at: usize| html[at..].find('>').is_some_and(|n| html[at + n..].starts_with(">\n"));
    if !memchr::memmem::find_iter(html.as_bytes(), "<pre").any(may_start) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 64);
    let (mut from, mut at) = (0, 0);
    while let Some(n) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + n;
        at = tag_end(&html, start);
        let rest = &html[at..];
        if !html[start..].starts_with("<pre") || !rest.starts_with('\n') {
            continue;
        }
        out.push_str(&html[from..at]);
        from = at;
        match first {
            FirstLine::Twice => out.push('\n'),
            FirstLine::Goes if !rest[1..].starts_with('\n') => from += 1,
            FirstLine::Goes => {}
        }
    }
    out.push_str(&html[from..]);
    out
}

/// Returns where a tag ends that the sanitiser wrote: its values stand in quotes, and may hold
/// any other sign.
fn tag_end(html: &str, start: usize) -> usize {
    let mut is_quoted = false;
    let ends = |byte: &u8| {
        is_quoted ^= *byte == b'"';
        *byte == b'>' && !is_quoted
    };
    html.as_bytes()[start..].iter().position(ends).map_or(html.len(), |n| start + n + 1)
}

/// Changes a text where there is something to change.
fn changed<'t>(text: Cow<'t, str>, change: fn(&str) -> Cow<'_, str>) -> Cow<'t, str> {
    match change(&text) {
        Cow::Owned(text) => Cow::Owned(text),
        Cow::Borrowed(_) => text,
    }
}

/// Attributes that are read, beside ids, and not published as they are.
const READ: [(&str, &str); 13] = [
    ("a", "class"),
    ("a", "name"),
    ("code", code::LINES),
    ("div", "data-votes"),
    ("input", "checked"),
    ("input", "type"),
    ("li", "data-votes"),
    ("pre", "class"),
    ("span", "class"),
    ("td", "align"),
    ("td", "style"),
    ("th", "align"),
    ("th", "style"),
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> =
        ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect();
    // Not published as they are, but read: a class may say that a link is a mention, a text is
    // math, or a block is of a language, and what links name gets an id of the page.
    for (element, name) in READ.into_iter().chain(WITH_ID.map(|element| (element, "id"))) {
        attributes.entry(element).or_default().insert(name);
    }
    let of_posts = ["h1", "h2"];
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().chain(&DIVISIONS).chain(&of_posts).copied().collect())
        .clean_content_tags(
            ["script", "style", "template", "noscript", "iframe", "object", "svg", "math"].into(),
        )
        .tag_attributes(attributes)
        .allowed_classes([("div", DIV_CLASSES.into_iter().chain(tex::CLASSES).collect())].into())
        .attribute_filter(|_, name, value| match name {
            // Of the style of a cell the side that its words stand at.
            "style" => text_align(value).map(Cow::Borrowed),
            _ => Some(Cow::Borrowed(value)),
        })
        .generic_attributes(["lang", "dir"].into())
        .url_schemes(["http", "https", "mailto", "ftp", "tel"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// Returns the side that a style aligns words to, where it names one of the three.
fn text_align(style: &str) -> Option<&'static str> {
    const SIDES: [&str; 3] = ["left", "center", "right"];
    let of_property = |part: &str| {
        let (name, value) = part.split_once(':').unwrap_or(("text-align", part));
        let value = value.trim().trim_end_matches("!important").trim_end();
        let side = SIDES.into_iter().find(|side| side.eq_ignore_ascii_case(value));
        side.filter(|_| name.trim().eq_ignore_ascii_case("text-align"))
    };
    style.split(';').rev().find_map(of_property)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let markup = Markup { syntax: Syntax::Html, text: html.to_owned() };
        assert_eq!(sanitised(&markup).as_deref(), Some(expected));
    }

    #[test]
    fn a_post_is_read_as_browsers_read_it() {
        check("<svg><style><p>Write</svg>to", "<p>Writeto</p>");
        check("<style><p>no</style><p>yes", "<p>yes</p>");
        check("a<table><b>b", "a<b>b</b><table></table>");
        check("<p onclick=x>a<script>b</script></p>", "<p>a</p>");
        check("<textarea><b>a</textarea>", "&lt;b&gt;a");
    }

    #[test]
    fn hidden_characters_do_not_come_back_as_references() {
        check("<p title=x>a&#8238;b&#x0;&#65279;</p>", "<p>ab\u{fffd}</p>");
        let markup = Markup::markdown("a&#8238;b&#x8;".to_owned());
        assert_eq!(sanitised(&markup).as_deref(), Some("<p>ab</p>\n"));
    }

    #[test]
    fn marks_that_stood_apart_from_their_letters_are_composed_with_them() {
        check("e</>\u{301}", "é");
        check("<p>e<!-- x -->&#x301;</p>", "<p>é</p>");
        check("<b>e</b>\u{301}", "<b>e</b>\u{301}");
    }

    #[test]
    fn what_was_sanitised_is_sanitised_again_as_it_is() {
        check("<a href=\"\r\">x&#13;&#10;y&#13;</a>", "<a href=\"\n\">x\ny\n</a>");
        check(
            "<p lang><select><blockquote>a",
            "<p lang=\"\"></p><blockquote>a</blockquote><p></p>",
        );
        check("<p>a<button><div>b", "<p>a</p><div>b</div><p></p>");
    }

    #[test]
    fn the_empty_lines_that_code_starts_with_stay() {
        for (html, expected) in [
            ("<pre>\nfirst</pre>", "<pre>first</pre>"),
            ("<pre>\n\n\n  first</pre>", "<pre>\n\n\n  first</pre>"),
            ("<font><pre>\n\n\n  first</pre>", "<pre>\n\n\n  first</pre>"),
            ("<pre>&#13;first</pre>", "<pre>first</pre>"),
            ("<pre>\n&#65279;\nfirst</pre>", "<pre>first</pre>"),
            ("<pre><code>\n\nfirst</code></pre>", "<pre><code>\n\nfirst</code></pre>"),
        ] {
            check(html, expected);
            check(expected, expected);
        }
        let value = "<a href=\"/x?<pre>\n\na\">b</a><pre>\n\nc</pre>";
        let markup = |text: &str| Markup { syntax: Syntax::Html, text: text.to_owned() };
        let once = sanitised(&markup(value)).expect("short markup").into_owned();
        assert_eq!(sanitised(&markup(&once)).expect("short markup"), once);
        assert!(once.contains("c</pre>"), "{once}");
    }

    const ELEMENTS: [&str; 58] = [
        "p",
        "blockquote",
        "select",
        "option",
        "button",
        "marquee",
        "object",
        "applet",
        "form",
        "a",
        "b",
        "i",
        "code",
        "pre",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "tbody",
        "col",
        "h1",
        "h3",
        "div",
        "span",
        "details",
        "summary",
        "sup",
        "ruby",
        "rt",
        "fieldset",
        "legend",
        "label",
        "center",
        "font",
        "nobr",
        "textarea",
        "title",
        "noscript",
        "svg",
        "math",
        "template",
        "body",
        "html",
        "head",
        "frameset",
        "optgroup",
        "dialog",
        "address",
        "section",
        "figure",
        "img",
        "br",
    ];
    const WORDS: [&str; 12] = [
        "x",
        " ",
        "\n",
        "&#13;",
        "\r",
        "&lt;",
        "<!-- a -->",
        "&",
        "é",
        "\u{a0}",
        "\u{301}",
        "&#x338;",
    ];
    const WITH: [&str; 6] = ["", " lang", " href=\"&#13;\"", " class=x", " id=a", " title='a\rb'"];

    /// Makes a fragment of tags and words, of numbers below those that are asked for.
    fn fragment(mut below: impl FnMut(usize) -> usize) -> String {
        let mut text = String::new();
        for _ in 0..=below(9) {
            match below(4) {
                0 => text.push_str(WORDS[below(WORDS.len())]),
                1 => text.extend(["</", ELEMENTS[below(ELEMENTS.len())], ">"]),
                _ => {
                    let with = WITH[below(WITH.len())];
                    text.extend(["<", ELEMENTS[below(ELEMENTS.len())], with, ">"]);
                }
            }
        }
        text
    }

    #[test]
    fn fragments_that_were_sanitised_stay() {
        let again = |text: &str| {
            let markup = Markup { syntax: Syntax::Html, text: text.to_owned() };
            sanitised(&markup).expect("it is short").into_owned()
        };
        let mut state = 7_u64;
        let mut wrong = Vec::new();
        for _ in 0..6_000 {
            let text = fragment(|n| {
                // Knuth's generator: the same fragments every time.
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 33) as usize % n
            });
            let once = again(&text);
            let twice = again(&once);
            if once != twice {
                wrong.push(format!("{text:?}\n{once:?}\n{twice:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong[..wrong.len().min(9)].join("\n"));
    }

    #[test]
    fn it_is_done_once() {
        let html = "<p>a &amp; <a class=\"mention\" href=\"/u/b\">@b</a></p>";
        check(html, html);
        let markup = Markup { syntax: Syntax::Sanitised, text: html.to_owned() };
        assert!(matches!(sanitised(&markup), Some(Cow::Borrowed(text)) if text == html));
    }
}
