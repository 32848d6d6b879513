//! Which elements and attributes of a page a book has, and in what form.
//!
//! The lists are shorter than those of EPUB 3.2: what is in them is allowed wherever it is
//! written, so that a book is valid whatever the pages of a theme look like.

use url::{Position, Url};

use crate::percent;

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// It is left out with all that is in it.
    Nothing,
    /// What is in it is written without it.
    Content,
    /// It is written under this name, where words stand.
    Inline(&'static str),
    /// It is written under this name, where paragraphs stand, and holds such.
    Block(&'static str),
    /// It is written under this name, where paragraphs stand, and holds words.
    Words(&'static str),
    /// A picture.
    Picture,
    /// It stands alone, where words stand.
    Void(&'static str),
    /// A line between paragraphs.
    Rule,
    /// A list, which holds items alone.
    List(&'static str),
    /// Part of a table, which keeps its form.
    Table(&'static str),
}

/// Returns what becomes of an element of HTML.
pub(super) fn becomes(name: &str) -> Becomes {
    match name {
        "aside" | "audio" | "button" | "canvas" | "dialog" | "embed" | "form" | "head"
        | "iframe" | "input" | "link" | "meta" | "nav" | "noscript" | "object" | "script"
        | "select" | "source" | "style" | "svg" | "template" | "textarea" | "video" => {
            Becomes::Nothing
        }
        "img" => Becomes::Picture,
        "br" => Becomes::Void("br"),
        "wbr" => Becomes::Void("wbr"),
        "hr" => Becomes::Rule,
        "ul" => Becomes::List("ul"),
        "ol" => Becomes::List("ol"),
        "div" | "main" | "article" | "header" | "footer" | "details" | "dl" | "dt" | "dd"
        | "figure" | "figcaption" | "center" | "address" | "fieldset" | "li" => {
            Becomes::Block("div")
        }
        "section" => Becomes::Block("section"),
        "blockquote" => Becomes::Block("blockquote"),
        "summary" => Becomes::Content,
        "h1" => Becomes::Words("h1"),
        "h2" => Becomes::Words("h2"),
        "h3" => Becomes::Words("h3"),
        "h4" => Becomes::Words("h4"),
        "h5" => Becomes::Words("h5"),
        "h6" => Becomes::Words("h6"),
        "p" => Becomes::Words("p"),
        "pre" => Becomes::Words("pre"),
        "table" => Becomes::Table("table"),
        // Their order, which books are strict about, may be any on pages.
        "thead" | "tbody" | "tfoot" => Becomes::Table("tbody"),
        "tr" => Becomes::Table("tr"),
        "th" => Becomes::Table("th"),
        "td" => Becomes::Table("td"),
        "a" => Becomes::Inline("a"),
        "abbr" => Becomes::Inline("abbr"),
        "b" => Becomes::Inline("b"),
        "bdi" => Becomes::Inline("bdi"),
        "cite" => Becomes::Inline("cite"),
        "code" => Becomes::Inline("code"),
        "del" | "s" | "strike" => Becomes::Inline("s"),
        "dfn" => Becomes::Inline("dfn"),
        "em" => Becomes::Inline("em"),
        "i" => Becomes::Inline("i"),
        "ins" | "u" => Becomes::Inline("u"),
        "kbd" => Becomes::Inline("kbd"),
        "mark" => Becomes::Inline("mark"),
        "q" => Becomes::Inline("q"),
        "samp" => Becomes::Inline("samp"),
        "small" => Becomes::Inline("small"),
        "span" | "time" | "label" | "ruby" | "bdo" => Becomes::Inline("span"),
        "strong" => Becomes::Inline("strong"),
        "sub" => Becomes::Inline("sub"),
        "sup" => Becomes::Inline("sup"),
        "var" => Becomes::Inline("var"),
        // Words above others, and the brackets around them.
        "rt" => Becomes::Inline("small"),
        _ => Becomes::Content,
    }
}

/// Tells whether an element of MathML is written.
pub(super) fn is_math(name: &str) -> bool {
    matches!(
        name,
        "math"
            | "menclose"
            | "merror"
            | "mfrac"
            | "mi"
            | "mmultiscripts"
            | "mn"
            | "mo"
            | "mover"
            | "mpadded"
            | "mphantom"
            | "mprescripts"
            | "mroot"
            | "mrow"
            | "ms"
            | "mspace"
            | "msqrt"
            | "mstyle"
            | "msub"
            | "msubsup"
            | "msup"
            | "mtable"
            | "mtd"
            | "mtext"
            | "mtr"
            | "munder"
            | "munderover"
    )
}

/// Tells whether an attribute of MathML is written.
pub(super) fn is_math_attribute(name: &str) -> bool {
    matches!(
        name,
        "accent"
            | "accentunder"
            | "columnalign"
            | "columnspan"
            | "displaystyle"
            | "fence"
            | "form"
            | "largeop"
            | "linethickness"
            | "lspace"
            | "mathvariant"
            | "maxsize"
            | "minsize"
            | "movablelimits"
            | "notation"
            | "rowspan"
            | "rspace"
            | "scriptlevel"
            | "separator"
            | "stretchy"
            | "symmetric"
    )
}

/// Makes an id that XML takes: of letters, digits, `-`, `.` and `_`, and no digit in front.
/// Others are written as their numbers, so two ids stay two.
pub(super) fn xml_id(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let decoded = percent::decoded(id);
    for (at, c) in decoded.chars().enumerate() {
        let is_plain = c.is_ascii_alphabetic() || c == '_';
        if is_plain || at > 0 && (c.is_ascii_digit() || c == '-' || c == '.') {
            out.push(c);
        } else {
            out.push_str(&format!("_{:x}.", u32::from(c)));
        }
    }
    out
}

/// Returns an address of the web or of a mailbox as books may hold it.
pub(super) fn web_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    if !matches!(url.scheme(), "https" | "http" | "mailto") {
        return None;
    }
    // What browsers forgive, checkers of books do not. A host may be in brackets.
    let mut out = url[..Position::BeforePath].to_owned();
    let rest = &url[Position::BeforePath..];
    let mut is_in_fragment = false;
    for (at, c) in rest.char_indices() {
        let is_escape = || {
            let digits = rest.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        let is_wrong = match c {
            '#' => std::mem::replace(&mut is_in_fragment, true),
            '%' => !is_escape(),
            c => "|[]{}^`\\\"<>".contains(c),
        };
        match is_wrong {
            true => out.push_str(&format!("%{:02X}", u32::from(c))),
            false => out.push(c),
        }
    }
    Some(out)
}

/// Tells whether a text is a tag of a language as XML takes it.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_first = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    is_first && parts.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_of_xml_and_stay_apart() {
        assert_eq!(xml_id("a-5"), "a-5");
        assert_eq!(xml_id("5"), "_35.");
        assert_eq!(xml_id("фен"), "_444._435._43d.");
        assert_eq!(xml_id("%D1%84"), "_444.");
        assert_ne!(xml_id("a b"), xml_id("a_b"));
    }

    #[test]
    fn addresses_are_those_of_the_web() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(web_address(text).as_deref(), expected);
        };
        check("https://a.example/x y", Some("https://a.example/x%20y"));
        check("mailto:olena@example.org", Some("mailto:olena@example.org"));
        check("https://a.example/#/#b:c#d", Some("https://a.example/#/%23b:c%23d"));
        check("http://[::1]/?a=[1]|{^}", Some("http://[::1]/?a=%5B1%5D%7C%7B%5E%7D"));
        check("https://a.example/100%25?b=5%", Some("https://a.example/100%25?b=5%25"));
        check("javascript:alert(1)", None);
        check("https://", None);
    }

    #[test]
    fn tags_of_languages_are_known() {
        assert!(is_language("sr-Latn") && is_language("uk"));
        assert!(
            !is_language("") && !is_language("e") && !is_language("en_US") && !is_language("x-y-z")
        );
    }
}
