//! The only maker of [`SafeHtml`]: writes a post's HTML for its page.

use std::borrow::Cow;
use std::collections::VecDeque;

use url::{ParseError, Url};

use super::code::MAX_CODE_OF_POST;
use super::ids::PostIds;
use super::pieces::{Piece, Start, decoded, escape_attribute, escape_text, pieces};
use super::rewrite::{Headings, Link, Resolve};
use super::words::PostWord;
use cards::Card;
pub use cards::open_host;
pub(super) use parts::DIV_CLASSES;
pub use parts::PostHeading;
use parts::id_attribute;
pub(crate) use pictures::PICTURE_ENDINGS;
use pictures::{LinkContents, PictureLink};

mod cards;
mod parts;
mod pictures;
mod whole;

/// HTML that may be published: from the sanitiser, its links and images made to fit the page,
/// every element and attribute on the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

/// A post written for its page.
pub(in crate::normalize) struct PublishedPost {
    pub html: SafeHtml,
    /// The headings that have an id.
    pub headings: Vec<PostHeading>,
    /// How much math is not understood, and shown as its source.
    pub n_unread_math: usize,
    /// The first of it.
    pub unread_math: Option<String>,
}

/// Whose words these are, which decides what search engines are told of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The community's: links get `rel="ugc nofollow noopener noreferrer"`.
    Community,
    /// Those of an article that a help desk's people wrote, imported: links as a community's,
    /// and headings that links can name.
    Article,
    /// Written by hand for this site: links get `rel="noopener noreferrer"`.
    House,
}

impl SafeHtml {
    /// Writes sanitised HTML for a page. Whatever the input is, only elements and attributes
    /// of the lists below come out, what `parts`, `cards` and `pictures` write, classes of code,
    /// and MathML of our own; the sanitiser saw to it that they nest as browsers read them.
    pub(in crate::normalize) fn of_sanitised(
        html: &str,
        trust: Trust,
        words: &dyn Fn(PostWord<'_>) -> String,
        links: &mut dyn Resolve,
    ) -> PublishedPost {
        let rel = match trust {
            Trust::Community | Trust::Article => "ugc nofollow noopener noreferrer",
            Trust::House => "noopener noreferrer",
        };
        let mut writer = Writer {
            out: String::with_capacity(html.len() + html.len() / 8),
            headings: Headings::default(),
            is_in_link: false,
            links_hold: LinkContents::of_all(html),
            picture_link: None,
            card: None,
            items: Vec::new(),
            ids: PostIds::of(html, trust, links),
            contents: Vec::new(),
            is_in_title: false,
            trust,
            rel,
            words,
            links,
            code_left: MAX_CODE_OF_POST,
            n_unread_math: 0,
            unread_math: None,
        };
        let mut all = pieces(html);
        while let Some(piece) = all.next() {
            match piece {
                piece if writer.card.is_some() => writer.in_card(piece),
                Piece::Text(text) => writer.text(text),
                Piece::Start(tag) => match writer.whole(&tag, all.rest) {
                    Some(rest) => all.rest = rest,
                    None => writer.start(&tag),
                },
                Piece::End(name) => writer.end(name),
            }
        }
        PublishedPost {
            html: SafeHtml(writer.out),
            headings: writer.contents,
            n_unread_math: writer.n_unread_math,
            unread_math: writer.unread_math,
        }
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
pub(super) const TAGS: [&str; 58] = [
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
    "input",
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

/// Tells divisions that may stand within a paragraph, where a `div` would end it.
fn is_phrase(name: &str) -> bool {
    matches!(name, "legend" | "optgroup" | "option")
}

/// Tells whether an element may come out of a post, under its own name or another.
pub(in crate::normalize) fn is_listed(name: &str) -> bool {
    TAGS.contains(&name) || is_division(name) || matches!(name, "h1" | "h2")
}

/// What an attribute becomes; `None` takes it away.
type Changes<'c> = [(&'c str, Option<&'c str>)];

struct Writer<'h, 'l> {
    out: String,
    headings: Headings,
    is_in_link: bool,
    /// What the links that follow hold.
    links_hold: VecDeque<LinkContents>,
    /// A link that holds a picture alone is open.
    picture_link: Option<PictureLink>,
    /// A card is open.
    card: Option<Card>,
    /// The items of lists that are open: how often each was chosen, where they are of a poll.
    items: Vec<Option<u32>>,
    ids: PostIds<'h>,
    /// The headings so far.
    contents: Vec<PostHeading>,
    /// The last of them is open.
    is_in_title: bool,
    trust: Trust,
    rel: &'static str,
    words: &'l dyn Fn(PostWord<'_>) -> String,
    links: &'l mut dyn Resolve,
    /// How many bytes of code may still be looked at.
    code_left: usize,
    /// How much math is shown as its source, and the first of it.
    n_unread_math: usize,
    unread_math: Option<String>,
}

impl<'h> Writer<'h, '_> {
    fn text(&mut self, text: &str) {
        if self.is_in_title {
            self.title(&decoded(text));
        }
        match text.contains(['<', '>']) {
            // Nothing that the sanitiser writes.
            true => escape_text(text, &mut self.out),
            false => self.out.push_str(text),
        }
    }

    fn start(&mut self, tag: &Start<'h>) {
        match tag.name {
            "a" => self.link(tag),
            "img" => self.image(tag),
            "div" => self.division(tag),
            "input" => self.checkbox(tag),
            "li" => self.item(tag),
            name if is_phrase(name) => self.out.push_str("<br>"),
            name if is_division(name) => self.element("div", tag, &[]),
            name => match level_of(name) {
                Some(level) => self.heading(level, tag),
                None if TAGS.contains(&name) => self.element(name, tag, &[]),
                None => {}
            },
        }
    }

    fn end(&mut self, name: &str) {
        let name = match level_of(name) {
            Some(level) => {
                self.is_in_title = false;
                let Some(on_page) = self.headings.close(level) else { return };
                LEVELS[on_page - 1]
            }
            None if is_phrase(name) => return self.out.push_str("<br>"),
            None if is_division(name) => "div",
            None if !TAGS.contains(&name) => return,
            None => name,
        };
        if name == "a" && (self.close_picture_link() || !std::mem::take(&mut self.is_in_link)) {
            return;
        }
        if name == "li" {
            self.end_of_item();
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes a link; one that leads nowhere is its words, and its id where it has one.
    fn link(&mut self, tag: &Start<'h>) {
        let holds = self.links_hold.pop_front().unwrap_or_default();
        if self.opens_card(tag) {
            return;
        }
        let href = tag.get("href").unwrap_or_default();
        let own = self.ids.target(href.trim());
        if own.as_ref().is_some_and(|own| self.footnote(tag, own)) {
            self.is_in_link = true;
            return;
        }
        let Some(href) = own.or_else(|| self.target(tag)) else { return self.place_of(tag) };
        if holds.is_empty() {
            return self.place_of(tag);
        }
        if holds.is_picture() {
            return self.picture_link(tag, href);
        }
        self.element("a", tag, &[("href", Some(&href))]);
        self.is_in_link = true;
    }

    /// Returns where a link leads outside of its post.
    fn target(&mut self, tag: &Start<'h>) -> Option<String> {
        let href = tag.get("href")?;
        let href = match self.links.link(href.trim()) {
            Link::Keep => href.into_owned(),
            Link::To(address) => address,
            Link::Drop => return None,
        };
        is_safe("a", "href", &href).then_some(href)
    }

    /// Writes a place that links name, and that leads nowhere itself.
    fn place_of(&mut self, tag: &Start<'h>) {
        let Some(id) = self.ids.take(tag) else { return };
        self.out.push_str("<a");
        id_attribute(id, &mut self.out);
        self.out.push('>');
        self.is_in_link = true;
    }

    /// Writes a start tag with attributes set, or taken away.
    fn element(&mut self, name: &str, tag: &Start<'h>, changes: &Changes<'_>) {
        let id = self.ids.take(tag).map(str::to_owned);
        self.tag(name, tag, id.as_deref(), changes);
    }

    fn tag(&mut self, name: &str, tag: &Start<'h>, id: Option<&str>, changes: &Changes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        if let Some(id) = id {
            id_attribute(id, &mut self.out);
        }
        let is_there = |name: &str| tag.attributes().any(|(known, _)| known == name);
        for (attribute, value) in tag.attributes() {
            if attribute == "style" && is_there("align") {
                continue;
            }
            match changes.iter().find(|(changed, _)| *changed == attribute) {
                Some((_, new)) => self.attribute(name, attribute, new.map(Cow::Borrowed)),
                None => self.attribute(name, attribute, Some(decoded(value))),
            }
        }
        for (attribute, value) in changes.iter().filter(|(name, _)| !is_there(name)) {
            self.attribute(name, attribute, value.map(Cow::Borrowed));
        }
        let is_within = |(name, value): &(&str, Option<&str>)| {
            *name == "href" && value.is_some_and(|href| href.starts_with('#'))
        };
        if name == "a" && !changes.iter().any(is_within) {
            self.rel();
        }
        self.out.push('>');
    }

    fn attribute(&mut self, element: &str, name: &str, value: Option<Cow<'_, str>>) {
        let Some(value) = value else { return };
        if matches!((element, name), ("td" | "th", "align" | "style")) {
            let class = parts::alignment(&value).into_iter();
            return class.for_each(|class| self.out.extend([" class=\"", class, "\""]));
        }
        let Some(value) = published(element, name, value) else { return };
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

pub(super) fn level_of(name: &str) -> Option<usize> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(usize::from(level - b'0')),
        _ => None,
    }
}

/// The longest name of a language of code that is told.
const MAX_LANGUAGE: usize = 40;

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
        let is_name = (1..=MAX_LANGUAGE).contains(&name.len());
        return is_name.then(|| Cow::Owned(format!("language-{name}")));
    }
    is_safe(element, name, &value).then_some(value)
}

/// The last word on single values: images from this site only, addresses of the web and of
/// mail, numbers that are numbers, languages that are tags.
fn is_safe(element: &str, attribute: &str, value: &str) -> bool {
    match (element, attribute) {
        ("img", "src") => !value.contains(':') && !names_host(value),
        ("a", "href") => !names_host(value) && is_web_or_relative(value),
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

/// Tells whether an address names another host without a scheme, as browsers read it: they skip
/// white space in front, and the ends of lines and tabs anywhere.
fn names_host(address: &str) -> bool {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let mut shown = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    shown.next() == Some('/') && shown.next() == Some('/') || address.contains('\\')
}

/// Reads an address as browsers do.
fn is_web_or_relative(address: &str) -> bool {
    match Url::parse(address) {
        // Private numbers are looked for behind a plain `tel:`.
        Ok(url) if url.scheme() == "tel" => address.starts_with("tel:"),
        Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto" | "ftp"),
        Err(error) => error == ParseError::RelativeUrlWithoutBase,
    }
}

#[cfg(test)]
mod tests;
