//! The sanitiser: the one parse of a post, by the rules of browsers.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::model::{Markup, Math, Syntax};

use super::super::markup::{clean, is_hidden, is_too_complex, is_too_deep, markdown, paragraphs};
use super::breaks;
use super::code;
use super::embeds::with_cards;
use super::ids::WITH_ID;
use super::placeholders::with_placeholders;
use super::safe::{ATTRIBUTES, DIV_CLASSES, DIVISIONS, TAGS};
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
    let has_references = text.contains("&#");
    let html = match markup.syntax {
        // Sanitised text was returned above.
        Syntax::Html | Syntax::Sanitised => {
            let text = changed(text, code::with_hints);
            changed(text, with_placeholders)
        }
        Syntax::Markdown(dialect) => Cow::Owned(markdown(&text, dialect, math)),
        Syntax::Text => Cow::Owned(paragraphs(&text)),
    };
    if matches!(markup.syntax, Syntax::Markdown(_)) && is_too_deep(&html) {
        return None;
    }
    let html = with_cards(&html);
    let html = match breaks::with_breaks(&html)? {
        Cow::Owned(html) => Cow::Owned(html),
        Cow::Borrowed(_) => html,
    };
    let mut safe = Vec::with_capacity(html.len() + html.len() / 8 + 64);
    // A vector takes all bytes, and the sanitiser writes UTF-8.
    let written = SANITISER.clean(&html).write_to(&mut safe);
    written.expect("writing into memory does not fail");
    let safe = String::from_utf8(safe).expect("the sanitiser writes UTF-8");
    let mut safe = breaks::without_breaks(safe);
    // What was written as a character reference is a character now.
    if has_references {
        safe.retain(|c| !is_hidden(c));
    }
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
    fn it_is_done_once() {
        let html = "<p>a &amp; <a class=\"mention\" href=\"/u/b\">@b</a></p>";
        check(html, html);
        let markup = Markup { syntax: Syntax::Sanitised, text: html.to_owned() };
        assert!(matches!(sanitised(&markup), Some(Cow::Borrowed(text)) if text == html));
    }
}
