//! Posts of any markup as markdown that people can edit, where nothing is lost by it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use htmd::Element;
use htmd::element_handler::Handlers;
use pulldown_cmark::Tag as Block;
use url::Url;

use crate::model::{Dialect, Markup, Math, Syntax};
use crate::percent;

use super::html::{
    Image, Link, Piece, Resolve, START, Start, Trust, decoded, is_marked, pieces, sanitised,
    sanitised_with_math,
};
use super::markup::{MarkdownText, to_safe_html};
use super::plain::{plain_text, text_of_html};
use cards::OpenLink;
pub(super) use cards::plain_address;

mod cards;

/// How much of two texts is compared.
const ALL: usize = 1 << 20;

/// Writes a post as markdown when that shows the same: the same words, links, images, code,
/// lists, quotes, tables and headings. Else it stays in its own markup. Relative addresses
/// become full ones where the community's address is known.
pub fn as_markdown(markup: &Markup, base: Option<&Url>) -> Markup {
    let (own, converted) = match markup.syntax {
        Syntax::Markdown(dialect) => {
            let text = with_full_links(&markup.text, dialect, base);
            let own = Markup { text, ..*markup };
            if dialect == Dialect::Site {
                return own;
            }
            let Some(html) = sanitised(&own) else { return own };
            // Most posts mean the same here.
            let site = Markup::markdown(own.text.clone());
            if sanitised(&site).is_some_and(|site| site == html) {
                return site;
            }
            let converted = converted(&html);
            drop(html);
            (own, converted)
        }
        Syntax::Html | Syntax::Sanitised => {
            // What is too much for the sanitiser is too much to be converted.
            let html = sanitised_with_math(markup, Math::Marked);
            let Some(html) = html else { return markup.clone() };
            let text = with_full_addresses(&html, base);
            let converted = converted_with_math(&text);
            (Markup { syntax: Syntax::Html, text }, converted)
        }
        Syntax::Text => (markup.clone(), Some(escaped(&markup.text))),
    };
    // A post of nothing but a frame says nothing, and still is one.
    let Some(text) = converted.filter(|text| !text.is_empty()) else { return own };
    let new = Markup::markdown(text);
    if shows_the_same(&own, &new) { new } else { own }
}

/// Lists the addresses of a post's links and images, as a page is told of them.
pub fn addresses(markup: &Markup) -> Vec<String> {
    let mut all = All(Vec::new());
    to_safe_html(markup, Trust::Community, &mut all);
    all.0
}

/// Gathers addresses.
struct All(Vec<String>);

impl Resolve for All {
    fn link(&mut self, href: &str) -> Link {
        self.0.push(href.to_owned());
        Link::Keep
    }

    fn image(&mut self, src: &str) -> Image {
        self.0.push(src.to_owned());
        Image::Drop
    }
}

/// Tells whether two posts look alike on a page, and whether their authors say the same.
fn shows_the_same(a: &Markup, b: &Markup) -> bool {
    // What is math in the one is to be some in the other, read as files by hand are.
    let math = if a.text.contains(START) { Math::Likely } else { Math::None };
    let outline = |markup: &Markup| {
        let html = sanitised_with_math(markup, math)?;
        let html = Markup { syntax: Syntax::Sanitised, text: html.into_owned() };
        let shown = to_safe_html(&html, Trust::Community, &mut AsWritten);
        Some(outline(shown.html.as_str()))
    };
    if math != Math::None {
        return outline(a).is_some_and(|a| Some(a) == outline(b));
    }
    let a_outline = outline(a);
    // The title of a card is its picture's description in markdown.
    let has_cards = memchr::memmem::find(a.text.as_bytes(), b"class=\"embed-").is_some();
    a_outline.is_some()
        && a_outline == outline(b)
        && (has_cards || plain_text(a, ALL) == plain_text(b, ALL))
}

/// Converts HTML with marked math: the TeX stays as it is, whatever its signs mean in markdown.
fn converted_with_math(html: &str) -> Option<String> {
    // Signs of no script, around the number of an expression.
    const SIGNS: [char; 2] = ['\u{e000}', '\u{e001}'];
    if !html.contains(START) {
        return converted(html);
    }
    if html.contains(SIGNS) {
        return None;
    }
    let (mut numbered, mut all) = (String::with_capacity(html.len()), Vec::new());
    let mut inside = false;
    for piece in pieces(html) {
        match piece {
            Piece::Start(tag) if is_marked(&tag) => inside = true,
            Piece::End("span") if inside => inside = false,
            Piece::Text(tex) if inside => {
                numbered.push_str(&format!("{}{}{}", SIGNS[0], all.len(), SIGNS[1]));
                all.push(decoded(tex));
            }
            other => other.write(&mut numbered),
        }
    }
    let text = converted(&numbered)?;
    let mut parts = text.split(SIGNS);
    let mut out = parts.next()?.to_owned();
    while let (Some(number), Some(rest)) = (parts.next(), parts.next()) {
        out.push_str(all.get(number.parse::<usize>().ok()?)?);
        out.push_str(rest);
    }
    Some(out)
}

fn converted(html: &str) -> Option<String> {
    thread_local! {
        static CONVERTER: RefCell<Option<htmd::HtmlToMarkdown>> = const { RefCell::new(None) };
    }
    CONVERTER.with_borrow_mut(|converter| {
        let converter = converter.get_or_insert_with(converter_of_html);
        let text = converter.convert(html).ok()?;
        // A break at the end of a paragraph shows nothing; its mark would.
        Some(text.trim().replace("\\\n\n", "\n\n").trim_end_matches('\\').to_owned())
    })
}

fn converter_of_html() -> htmd::HtmlToMarkdown {
    use htmd::options::{BrStyle, BulletListMarker, HrStyle};
    let options = htmd::options::Options {
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        hr_style: HrStyle::Dashes,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..htmd::options::Options::default()
    };
    let silent = vec!["script", "style", "template", "noscript", "iframe", "object", "svg"];
    htmd::HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(silent)
        .add_handler(vec!["a"], cards::link)
        .add_handler(vec!["del", "s", "strike"], |handlers: &dyn Handlers, element: Element| {
            let inner = handlers.walk_children(element.node).content;
            Some(format!("~~{}~~", inner.trim()).into())
        })
        .add_handler(PLAIN.to_vec(), |handlers: &dyn Handlers, element: Element| {
            let inner = handlers.walk_children(element.node).content;
            Some(format!("<{0}>{inner}</{0}>", element.tag).into())
        })
        .build()
}

/// Elements within lines that markdown has no marks for; their tags may stand in it.
const PLAIN: [&str; 8] = ["cite", "kbd", "sub", "sup", "ins", "u", "mark", "q"];

/// Writes what a page shows of a post in one normal form, whatever tags made it so.
fn outline(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut in_code = false;
    let mut link: Option<OpenLink> = None;
    for piece in pieces(html) {
        match piece {
            Piece::Text(_) if link.as_ref().is_some_and(|link| link.in_place) => {}
            Piece::Text(text) => words(text, in_code, &mut out),
            Piece::Start(tag) => {
                in_code |= tag.name == "pre";
                start(&tag, in_code, &mut out);
                link.iter_mut().for_each(|link| link.look(&tag));
                if tag.name == "a" {
                    link = Some(OpenLink::of(&tag, out.len()));
                }
            }
            Piece::End("span") if link.as_ref().is_some_and(|link| link.in_place) => {
                link.iter_mut().for_each(|link| link.in_place = false);
            }
            Piece::End(name) => {
                if let Some(link) = link.take_if(|_| name == "a") {
                    link.close(&mut out);
                }
                if name == "pre" {
                    in_code = false;
                    out.truncate(out.trim_end().len());
                }
                mark(name, '\u{3}', in_code, &mut out);
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn words(html: &str, in_code: bool, out: &mut String) {
    if in_code {
        out.push_str(&decoded(html));
        return;
    }
    let starts_apart = html.starts_with(char::is_whitespace);
    if starts_apart {
        space(out);
    }
    let mut text = String::new();
    text_of_html(html, &mut text);
    let ends_apart = text.ends_with(' ') || html.ends_with(char::is_whitespace);
    out.push_str(text.trim());
    if ends_apart && !text.is_empty() {
        space(out);
    }
}

fn start(tag: &Start<'_>, in_code: bool, out: &mut String) {
    match tag.name {
        "a" => address(tag.get("href"), out),
        "img" => address(tag.get("src"), out),
        name => mark(name, '\u{2}', in_code, out),
    }
}

/// Writes the mark of an element that shows. Paragraphs, breaks and emphasis only keep words
/// apart or together, which the words themselves tell.
fn mark(name: &str, mark: char, in_code: bool, out: &mut String) {
    match name {
        "p" | "br" | "div" | "thead" | "tbody" | "tfoot" => space(out),
        "b" | "strong" | "i" | "em" | "span" | "small" | "bdi" | "wbr" => {}
        "code" if in_code => {}
        "a" | "code" | "del" | "s" | "strike" | "sub" | "sup" | "kbd" => out.push(mark),
        other => {
            space(out);
            out.push(mark);
            out.push_str(other);
            out.push('\n');
        }
    }
}

fn address(address: Option<Cow<'_, str>>, out: &mut String) {
    let address = address.unwrap_or_default();
    // Markdown writes some characters in their encoded form.
    let decoded = percent::decoded(&address);
    out.push('\u{2}');
    out.push_str(&decoded);
    out.push('\u{2}');
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '\n']) {
        out.push(' ');
    }
}

/// Addresses as they are, so that all of them can be compared.
struct AsWritten;

impl Resolve for AsWritten {
    fn link(&mut self, _: &str) -> Link {
        Link::Keep
    }

    fn image(&mut self, src: &str) -> Image {
        Image::Link(src.to_owned())
    }
}

/// Makes relative addresses full. What leads nowhere goes, as on a page.
struct Full<'b> {
    base: Option<&'b Url>,
}

impl Full<'_> {
    fn full(&self, address: &str) -> Option<String> {
        let full = self.base?.join(address).ok()?;
        matches!(full.scheme(), "http" | "https").then(|| full.to_string())
    }

    /// Returns an address that leads somewhere from anywhere.
    fn of_any<'h>(&self, address: Cow<'h, str>) -> Option<Cow<'h, str>> {
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        match Url::parse(&address) {
            Ok(_) => Some(address),
            // Without a base a file of the post may still bear it.
            Err(_) if self.base.is_none() => Some(address),
            Err(_) => self.full(&address).map(Cow::Owned),
        }
    }
}

/// Makes relative addresses in sanitised HTML full. A link that leads nowhere goes, as on a page.
fn with_full_addresses(html: &str, base: Option<&Url>) -> String {
    let full = Full { base };
    let mut out = String::with_capacity(html.len());
    for piece in pieces(html) {
        match piece {
            Piece::Start(tag) if matches!(tag.name, "a" | "img") => {
                let new = |name: &str, value| match name {
                    "href" | "src" => full.of_any(value),
                    _ => Some(value),
                };
                tag.write(new, &mut out);
            }
            other => other.write(&mut out),
        }
    }
    out
}

/// Makes relative addresses in markdown full where the text writes them plainly.
fn with_full_links(text: &str, dialect: Dialect, base: Option<&Url>) -> String {
    let full = Full { base };
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for (tag, range) in MarkdownText::as_written(text, dialect).links() {
        let (Block::Link { dest_url, .. } | Block::Image { dest_url, .. }) = tag else { continue };
        if dest_url.is_empty() || dest_url.starts_with('#') || Url::parse(&dest_url).is_ok() {
            continue;
        }
        let Some(address) = full.full(&dest_url) else { continue };
        // Behind the words: `[words](address)`.
        let at = text[range.clone()].rfind(&*dest_url).map(|at| range.start + at);
        if let Some(at) = at.filter(|at| text[..*at].ends_with(['(', '<'])) {
            changes.push((at..at + dest_url.len(), address));
        }
    }
    changes.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (range, address) in changes.into_iter() {
        if range.start < from {
            continue;
        }
        out.push_str(&text[from..range.start]);
        out.push_str(&address);
        from = range.end;
    }
    out.push_str(&text[from..]);
    out
}

/// Writes plain text as markdown: every line break stays, nothing becomes markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let paragraphs = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    for (at, paragraph) in paragraphs.enumerate() {
        if at > 0 {
            out.push_str("\n\n");
        }
        for (at, line) in paragraph.lines().enumerate() {
            if at > 0 {
                out.push_str("\\\n");
            }
            line_escaped(line.trim(), &mut out);
        }
    }
    out
}

fn line_escaped(line: &str, out: &mut String) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_item = digits > 0 && line[digits..].starts_with(['.', ')']);
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let next = line[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let is_special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
            // Within words it marks nothing.
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next == '#' || next.is_ascii_alphabetic(),
            '#' | '>' | '+' | '-' | '=' => at == 0,
            '.' | ')' => is_item && at == digits,
            _ => false,
        };
        if is_special {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKDOWN: Syntax = Syntax::Markdown(Dialect::Site);

    fn written(syntax: Syntax, text: &str) -> (Syntax, String) {
        let base = Url::parse("https://forum.example/t/1").expect("an address");
        let new = as_markdown(&Markup { syntax, text: text.to_owned() }, Some(&base));
        (new.syntax, new.text)
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(written(Syntax::Html, html), (MARKDOWN, expected.to_owned()));
    }

    #[test]
    fn html_becomes_markdown() {
        check(
            "<p>Set <b>Band</b> to <code>2.4</code>.</p><p>So.</p>",
            "Set **Band** to `2.4`.\n\nSo.",
        );
        check("<ul><li>one</li><li>two</li></ul>", "- one\n- two");
        check("<pre><code>a &lt; b\n  c</code></pre>", "```\na < b\n  c\n```");
        check("<blockquote><p>old</p></blockquote><p>new</p>", "> old\n\nnew");
        let cited =
            "<blockquote><p><cite>Bo</cite></p><p>a<br></p></blockquote><p><s>b</s> c<br>d</p>";
        check(cited, "> <cite>Bo</cite>\n> \n> a\n\n~~b~~ c\\\nd");
        check("<p>1 * 2 * 3 and a_b</p>", "1 \\* 2 \\* 3 and a\\_b");
        let math = "<p>a*b*c <span class=\"tex\">$x_1 * \\{y_2\\} * z &lt; 1$</span>.</p>";
        check(math, "a\\*b\\*c $x_1 * \\{y_2\\} * z < 1$.");
    }

    #[test]
    fn relative_addresses_become_full() {
        check("<p><a href=\"/t/2\">this</a></p>", "[this](https://forum.example/t/2)");
        check("<p><img src=\"/a.png\" alt=\"ring\"></p>", "![ring](https://forum.example/a.png)");
        let (_, text) = written(MARKDOWN, "[a](/t/2 \"x\") ![b](<../c.png>) [d](#e)");
        let full =
            "[a](https://forum.example/t/2 \"x\") ![b](<https://forum.example/c.png>) [d](#e)";
        assert_eq!(text, full);
    }

    #[test]
    fn what_markdown_cannot_say_stays_as_it_is() {
        for html in [
            "<table><tbody><tr><td rowspan=\"2\"><p>a</p><p>b</p></td></tr></tbody></table>",
            "<dl><dt>a</dt><dd>b</dd></dl>",
        ] {
            assert_eq!(written(Syntax::Html, html), (Syntax::Html, html.to_owned()));
        }
    }

    #[test]
    fn plain_text_stays_plain() {
        let text =
            "# no heading\n- no list * _x_ a_b\n\n1. [no](link) <b> &amp; `c` ~~d~~ | e\n2) \\";
        let (syntax, markdown) = written(Syntax::Text, text);
        assert_eq!(syntax, MARKDOWN, "{markdown}");
        assert!(
            markdown.starts_with("\\# no heading\\\n\\- no list \\* \\_x\\_ a_b\n\n1\\. \\[no")
        );
    }
}
