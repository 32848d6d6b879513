//! The only maker of [`SafeHtml`]: writes a post's HTML for its page.

use std::borrow::Cow;

use url::{ParseError, Url};

use crate::math::{Rule, Tex, expressions, mathml, unwrapped};

use super::code::{CodeBlock, MAX_CODE_OF_POST};
use super::pieces::{Piece, Start, decoded, escape_attribute, escape_text, pieces};
use super::rewrite::{Headings, Image, Link, Resolve, file_name};
use super::tex;

/// HTML that may be published: from the sanitiser, its links and images made to fit the page,
/// every element and attribute on the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

/// Whose words these are, which decides what search engines are told of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The community's: links get `rel="ugc nofollow noopener noreferrer"`.
    Community,
    /// Written by hand for this site: links get `rel="noopener noreferrer"`.
    House,
}

impl SafeHtml {
    /// Writes sanitised HTML for a page, and counts the math that is not understood. Whatever
    /// the input is, only elements and attributes of the lists below come out, classes of code,
    /// and MathML of our own; the sanitiser saw to it that they nest as browsers read them.
    pub(in crate::normalize) fn of_sanitised(
        html: &str,
        trust: Trust,
        links: &mut dyn Resolve,
    ) -> (SafeHtml, usize) {
        let rel = match trust {
            Trust::Community => "ugc nofollow noopener noreferrer",
            Trust::House => "noopener noreferrer",
        };
        let mut writer = Writer {
            out: String::with_capacity(html.len() + html.len() / 8),
            headings: Headings::default(),
            is_in_link: false,
            rel,
            links,
            code_left: MAX_CODE_OF_POST,
            n_unread: 0,
        };
        let mut all = pieces(html);
        while let Some(piece) = all.next() {
            match piece {
                Piece::Text(text) => writer.text(text),
                Piece::Start(tag) => match writer.whole(&tag, all.rest) {
                    Some(rest) => all.rest = rest,
                    None => writer.start(&tag),
                },
                Piece::End(name) => writer.end(name),
            }
        }
        (SafeHtml(writer.out), writer.n_unread)
    }

    /// Writes a title with its math; `None` for one without any that is understood.
    pub fn of_title(title: &str, rule: Rule) -> Option<SafeHtml> {
        let mut html = String::new();
        let mut at = 0;
        for expression in expressions(title, rule) {
            let tex = unwrapped(&title[expression.range.clone()]);
            let Some(math) = mathml(Tex { is_display: false, ..tex }) else { continue };
            escape_text(&title[at..expression.range.start], &mut html);
            html.push_str(&math);
            at = expression.range.end;
        }
        (at > 0).then(|| {
            escape_text(&title[at..], &mut html);
            SafeHtml(html)
        })
    }

    /// Escapes text: for posts whose markup is not worth the risk.
    pub fn escaped(text: &str) -> SafeHtml {
        let mut html = String::with_capacity(text.len() + 16);
        html.push_str("<p>");
        html_escape::encode_safe_to_string(text, &mut html);
        html.push_str("</p>");
        SafeHtml(html)
    }

    /// Returns the HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the HTML away.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// What prose needs, and nothing that scripts, styles, frames or forms need.
pub(super) const TAGS: [&str; 57] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that keep words apart; they become a `div`: what else they mean belongs to the page.
pub(super) const DIVISIONS: [&str; 19] = [
    "address", "article", "aside", "center", "dialog", "dir", "fieldset", "footer", "form",
    "header", "hgroup", "legend", "main", "menu", "nav", "optgroup", "option", "search", "section",
];

/// The attributes of elements that are published; `lang` and `dir` may stand at any.
pub(super) const ATTRIBUTES: [(&str, &[&str]); 13] = [
    ("a", &["href", "title", "hreflang"]),
    ("abbr", &["title"]),
    ("bdo", &["dir"]),
    ("code", &["class"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("img", &["src", "alt", "title", "width", "height", "loading"]),
    ("ins", &["datetime"]),
    ("ol", &["start", "reversed"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "scope"]),
];

/// Tells whether an element only keeps words apart.
pub(super) fn is_division(name: &str) -> bool {
    DIVISIONS.contains(&name)
}

/// What an attribute becomes; `None` takes it away.
type Changes<'c> = [(&'c str, Option<&'c str>)];

struct Writer<'l> {
    out: String,
    headings: Headings,
    is_in_link: bool,
    rel: &'static str,
    links: &'l mut dyn Resolve,
    /// How many bytes of code may still be looked at.
    code_left: usize,
    /// How much math is shown as its source.
    n_unread: usize,
}

impl Writer<'_> {
    /// Writes a whole element of code or math, and returns what follows.
    fn whole<'h>(&mut self, tag: &Start<'h>, after: &'h str) -> Option<&'h str> {
        match tag.name {
            "pre" => {
                let block = CodeBlock::read(tag, after)?;
                self.code(tag, &block);
                Some(block.rest)
            }
            "span" if tex::is_marked(tag) => {
                let (words, rest) = tex::inner("span", after)?;
                self.n_unread += usize::from(!tex::write(&words, &mut self.out));
                Some(rest)
            }
            _ => None,
        }
    }

    /// Writes a block of code of which something is known.
    fn code(&mut self, pre: &Start<'_>, block: &CodeBlock<'_>) {
        self.element("pre", pre, &[]);
        let class = block.language.map(|language| format!("language-{}", language.name()));
        match &block.code {
            Some(code) => self.element("code", code, &[("class", class.as_deref())]),
            None => self.out.push_str("<code>"),
        }
        block.write(&mut self.code_left, &mut self.out);
        self.out.push_str("</code></pre>");
    }

    fn text(&mut self, text: &str) {
        match text.contains(['<', '>']) {
            // Nothing that the sanitiser writes.
            true => escape_text(text, &mut self.out),
            false => self.out.push_str(text),
        }
    }

    fn start(&mut self, tag: &Start<'_>) {
        match tag.name {
            "a" => self.link(tag),
            "img" => self.image(tag),
            name if is_division(name) => self.element("div", tag, &[]),
            name => match level_of(name) {
                Some(level) => {
                    let on_page = self.headings.open(level);
                    self.element(LEVELS[on_page - 1], tag, &[]);
                }
                None if TAGS.contains(&name) => self.element(name, tag, &[]),
                None => {}
            },
        }
    }

    fn end(&mut self, name: &str) {
        let name = match level_of(name) {
            Some(level) => match self.headings.close(level) {
                Some(on_page) => LEVELS[on_page - 1],
                None => return,
            },
            None if is_division(name) => "div",
            None if !TAGS.contains(&name) => return,
            None => name,
        };
        if name == "a" && !std::mem::take(&mut self.is_in_link) {
            return;
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes a link; one that leads nowhere is its words.
    fn link(&mut self, tag: &Start<'_>) {
        let Some(href) = tag.get("href") else { return };
        let href = match self.links.link(href.trim()) {
            Link::Keep => href,
            Link::To(address) => Cow::Owned(address),
            Link::Drop => return,
        };
        if is_safe("a", "href", &href) {
            self.element("a", tag, &[("href", Some(&href))]);
            self.is_in_link = true;
        }
    }

    fn image(&mut self, img: &Start<'_>) {
        let src = img.get("src").unwrap_or_default();
        let alt = img.get("alt").unwrap_or_default();
        let alt = alt.trim();
        match self.links.image(src.trim()) {
            Image::Show(address, size) => self.shown(img, &address, size),
            Image::Link(address) => {
                let words = if alt.is_empty() { file_name(&address) } else { alt };
                self.linked_image(&address, words);
            }
            Image::Drop => escape_text(alt, &mut self.out),
        }
    }

    /// Writes a link to an image elsewhere; within a link, whose words its description is.
    fn linked_image(&mut self, address: &str, words: &str) {
        if self.is_in_link || !is_safe("a", "href", address) {
            return escape_text(words, &mut self.out);
        }
        self.out.push_str("<a href=\"");
        escape_attribute(address, &mut self.out);
        self.out.push('"');
        self.rel();
        self.out.push('>');
        escape_text(words, &mut self.out);
        self.out.push_str("</a>");
    }

    /// Writes an image of the site. Its place is kept free until it is there, and it is asked
    /// for when a reader comes near.
    fn shown(&mut self, img: &Start<'_>, address: &str, size: Option<(u32, u32)>) {
        let mut changes = vec![("src", Some(address)), ("loading", Some("lazy"))];
        let written = size.map(|(width, height)| (width.to_string(), height.to_string()));
        if let Some((width, height)) = &written {
            changes.extend([("width", Some(width.as_str())), ("height", Some(height.as_str()))]);
        }
        if img.get("alt").is_none() {
            changes.push(("alt", Some("")));
        }
        self.element("img", img, &changes);
    }

    /// Writes a start tag with attributes set, or taken away.
    fn element(&mut self, name: &str, tag: &Start<'_>, changes: &Changes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in tag.attributes() {
            match changes.iter().find(|(changed, _)| *changed == attribute) {
                Some((_, new)) => self.attribute(name, attribute, new.map(Cow::Borrowed)),
                None => self.attribute(name, attribute, Some(decoded(value))),
            }
        }
        let is_there = |name: &str| tag.attributes().any(|(known, _)| known == name);
        for (attribute, value) in changes.iter().filter(|(name, _)| !is_there(name)) {
            self.attribute(name, attribute, value.map(Cow::Borrowed));
        }
        if name == "a" {
            self.rel();
        }
        self.out.push('>');
    }

    fn attribute(&mut self, element: &str, name: &str, value: Option<Cow<'_, str>>) {
        let Some(value) = value.and_then(|value| published(element, name, value)) else { return };
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_attribute(&value, &mut self.out);
        self.out.push('"');
    }

    fn rel(&mut self) {
        self.out.push_str(" rel=\"");
        self.out.push_str(self.rel);
        self.out.push('"');
    }
}

const LEVELS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

fn level_of(name: &str) -> Option<usize> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(usize::from(level - b'0')),
        _ => None,
    }
}

/// Returns the value of an attribute as it is published; `None` when it is not. Of a class
/// only the language of code is.
fn published<'v>(element: &str, name: &str, value: Cow<'v, str>) -> Option<Cow<'v, str>> {
    let of_element = ATTRIBUTES.iter().find(|(known, _)| *known == element);
    let is_listed = matches!(name, "lang" | "dir")
        || of_element.is_some_and(|(_, names)| names.contains(&name));
    if !is_listed {
        return None;
    }
    if (element, name) == ("code", "class") {
        let name = value.strip_prefix("language-").or(value.strip_prefix("lang-"))?;
        let name: String =
            name.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        return (!name.is_empty()).then(|| Cow::Owned(format!("language-{name}")));
    }
    is_safe(element, name, &value).then_some(value)
}

/// The last word on single values: images from this site only, addresses of the web and of
/// mail, numbers that are numbers, languages that are tags.
fn is_safe(element: &str, attribute: &str, value: &str) -> bool {
    match (element, attribute) {
        ("img", "src") => !value.contains(':') && !value.starts_with("//") && !value.contains('\\'),
        ("a", "href") => {
            !value.starts_with("//")
                && !value.contains('\\')
                && !value.starts_with('#')
                && is_web_or_relative(value)
        }
        (_, "width" | "height" | "colspan" | "rowspan" | "span" | "start") => {
            (1..=4).contains(&value.len())
                && value.bytes().all(|b| b.is_ascii_digit())
                && value != "0"
        }
        ("img", "loading") => value == "lazy",
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        (_, "lang" | "hreflang") => crate::text::Lang::new(value).is_some(),
        (_, "scope") => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        (_, "headers") => false,
        (_, "datetime") => crate::model::Timestamp::parse(value).is_some(),
        _ => true,
    }
}

/// Reads an address as browsers do.
fn is_web_or_relative(address: &str) -> bool {
    match Url::parse(address) {
        Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto"),
        Err(error) => error == ParseError::RelativeUrlWithoutBase,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Markup, Syntax};
    use crate::normalize::html::sanitised;

    use super::*;

    /// Leaves all addresses as they are.
    struct AsWritten;

    impl Resolve for AsWritten {
        fn link(&mut self, _: &str) -> Link {
            Link::Keep
        }

        fn image(&mut self, src: &str) -> Image {
            if src.is_empty() { Image::Drop } else { Image::Show(src.to_owned(), None) }
        }
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let markup = Markup { syntax: Syntax::Html, text: html.to_owned() };
        let html = sanitised(&markup).expect("it is simple");
        let (safe, _) = SafeHtml::of_sanitised(&html, Trust::Community, &mut AsWritten);
        assert_eq!(safe.as_str(), expected);
    }

    #[test]
    fn scripts_handlers_and_styles_go() {
        check("<p onclick=x style=y>a<script>b</script></p>", "<p>a</p>");
        check("<svg><script>x</script></svg><math><mi>y</mi></math>z", "z");
        check("<img src=x onerror=alert(1)>", "<img src=\"x\" loading=\"lazy\" alt=\"\">");
        check("<iframe src=https://evil.example></iframe><form><input></form>k", "<div></div>k");
        check("<h1 id=main>t</h1>", "<h3>t</h3>");
    }

    #[test]
    fn only_harmless_addresses_stay() {
        let rel = "rel=\"ugc nofollow noopener noreferrer\"";
        check("<a href=\"javascript:x\">a</a>", "a");
        check("<a href=\"JaVa\tScript:x\">a</a>", "a");
        check("<a href=\"//evil.example\">a</a>", "a");
        check(
            "<a href=\"https://a.example/\">a</a>",
            &format!("<a href=\"https://a.example/\" {rel}>a</a>"),
        );
        check("<img src=\"https://a.example/x.png\" alt=x>", "<img alt=\"x\" loading=\"lazy\">");
        check("<img src=\"data:image/svg+xml,x\">", "");
    }

    #[test]
    fn attribute_values_are_what_they_should_be() {
        check(
            "<code class=\"lang-bash hljs evil\">x</code>",
            "<code class=\"language-bash\">x</code>",
        );
        let lazy = "loading=\"lazy\" alt=\"\"";
        check("<img src=a width=100% height=20>", &format!("<img src=\"a\" height=\"20\" {lazy}>"));
        check("<img src=a loading=eager>", &format!("<img src=\"a\" {lazy}>"));
        check("<p lang=\"uk\" dir=\"up\">a</p>", "<p lang=\"uk\">a</p>");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(SafeHtml::escaped("<b>&").as_str(), "<p>&lt;b&gt;&amp;</p>");
    }
}
