//! A page of the site as a page of a book.
//!
//! Pages are parsed as browsers do, and what stands in their `main` is written anew as XHTML,
//! by the list of `elements`. Where words stand there are only words: a paragraph that a writer
//! put into a link becomes words with a line of their own.

mod facts;

use std::collections::{BTreeMap, HashSet};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::elements::{Becomes, becomes, is_language, is_math, is_math_attribute, xml_id};

use facts::FACTS;

/// How deep elements may lie in each other; deeper ones are not written, but what is in them.
const MAX_DEPTH: usize = 256;

/// Classes of what a book has no use for.
const NO_USE: [&str; 3] = ["helped", "feedback", "copy"];

/// What stands for a picture in the text until its name in the book is known.
const PICTURE: char = '\u{fdd0}';

const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// Finds what a page names.
pub(super) trait Resolve {
    /// Returns an address as the book has it; `None` where it has none.
    fn link(&self, href: &str) -> Option<String>;

    /// Returns the path of a picture in the site; `None` where it is elsewhere.
    fn picture(&self, src: &str) -> Option<String>;
}

/// A page of a book, without its frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    /// What stands in it, as XHTML.
    pub body: String,
    /// The language of the page; empty where it does not say.
    pub lang: String,
    /// Its direction.
    pub direction: String,
    /// The ids in it.
    pub ids: HashSet<String>,
    /// The paths of its pictures in the site.
    pub pictures: Vec<String>,
    /// Whether there is math in it.
    pub has_math: bool,
}

impl Article {
    /// Reads a page of the site.
    pub(super) fn of(html: &[u8], resolve: &dyn Resolve) -> Article {
        let text = String::from_utf8_lossy(html);
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(&*text);
        let mut article = Article::default();
        if let Some(root) = find(&dom.document, "html", 0) {
            article.lang =
                attribute(&root, "lang").filter(|tag| is_language(tag)).unwrap_or_default();
            article.direction = attribute(&root, "dir").unwrap_or_default();
        }
        let main = find(&dom.document, "main", 0).or_else(|| find(&dom.document, "body", 0));
        let mut writer = Writer {
            article,
            resolve,
            in_link: false,
            in_facts: false,
            n_words: 0,
            open_ids: Vec::new(),
        };
        if let Some(main) = main {
            writer.children(&main, Place::Paragraphs, 0);
        }
        writer.article
    }

    /// Puts the pictures into the text, under their names in the book; where one has none, its
    /// description stands.
    pub(super) fn show(&mut self, names: &BTreeMap<String, String>) {
        if self.pictures.is_empty() {
            return;
        }
        let mut body = String::with_capacity(self.body.len());
        // A mark, the number, a mark, the description, a mark.
        let mut parts = self.body.split(PICTURE);
        body.push_str(parts.next().unwrap_or_default());
        while let (Some(number), Some(alt), Some(rest)) = (parts.next(), parts.next(), parts.next())
        {
            let path = number.parse::<usize>().ok().and_then(|at| self.pictures.get(at));
            match path.and_then(|path| names.get(path)) {
                Some(name) => body.push_str(&format!("<img src=\"{name}\" alt=\"{alt}\"/>")),
                None => body.push_str(alt),
            }
            body.push_str(rest);
        }
        self.body = body;
    }
}

/// What may stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Paragraphs, lists, words.
    Paragraphs,
    /// Words alone.
    Words,
    /// Items of a list.
    Items,
    /// The parts of a table, below this element.
    Rows,
}

struct Writer<'r> {
    article: Article,
    resolve: &'r dyn Resolve,
    in_link: bool,
    in_facts: bool,
    /// How many texts and pictures were written that a reader sees.
    n_words: usize,
    /// The ids of the elements that are being written.
    open_ids: Vec<String>,
}

impl Writer<'_> {
    fn children(&mut self, node: &Handle, place: Place, depth: usize) {
        for child in node.children.borrow().iter() {
            self.node(child, place, depth);
        }
    }

    fn node(&mut self, node: &Handle, place: Place, depth: usize) {
        match &node.data {
            NodeData::Text { contents } => self.text(&contents.borrow(), place),
            NodeData::Element { name, .. } if depth < MAX_DEPTH => {
                let is_math_root = &*name.ns == MATHML && &*name.local == "math";
                if is_hidden(node) || has_class(node, &NO_USE) {
                    return;
                }
                match (is_math_root, place) {
                    (true, Place::Items) => self.within("li", |this| this.math(node, depth)),
                    (true, Place::Rows) => {}
                    (true, Place::Paragraphs | Place::Words) => self.math(node, depth),
                    (false, _) => self.element(node, &name.local, place, depth),
                }
            }
            NodeData::Element { .. } => self.deep_text(node, place),
            NodeData::Document
            | NodeData::Doctype { .. }
            | NodeData::Comment { .. }
            | NodeData::ProcessingInstruction { .. } => {}
        }
    }

    fn text(&mut self, text: &str, place: Place) {
        match place {
            Place::Paragraphs | Place::Words => self.words(text),
            Place::Items | Place::Rows if text.trim().is_empty() => {}
            Place::Items => self.within("li", |this| this.words(text)),
            // Parsers move words out of tables.
            Place::Rows => {}
        }
    }

    fn words(&mut self, text: &str) {
        self.n_words += usize::from(!text.trim().is_empty());
        push_escaped(&mut self.article.body, text);
    }

    /// Writes the words of what lies too deep; the parser has no limit.
    fn deep_text(&mut self, node: &Handle, place: Place) {
        let mut open = vec![node.clone()];
        while let Some(node) = open.pop() {
            if let NodeData::Text { contents } = &node.data {
                self.text(&contents.borrow(), place);
            }
            open.extend(node.children.borrow().iter().rev().cloned());
        }
    }

    fn within(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.article.body.push_str(&format!("<{name}>"));
        write(self);
        self.article.body.push_str(&format!("</{name}>"));
    }

    fn element(&mut self, node: &Handle, name: &str, place: Place, depth: usize) {
        let kind = becomes(name);
        let depth = depth + 1;
        // What is no item of a list is put into one.
        if place == Place::Items && name != "li" {
            return match kind {
                Becomes::Nothing => {}
                Becomes::Content => self.children(node, place, depth),
                _ => self.within("li", |this| this.element(node, name, Place::Paragraphs, depth)),
            };
        }
        let is_row = matches!(kind, Becomes::Table(_));
        if place == Place::Rows && !is_row {
            return;
        }
        match kind {
            Becomes::Nothing => {}
            Becomes::Content => self.children(node, place, depth),
            Becomes::Inline(as_name) => self.inline(node, as_name, depth),
            Becomes::Picture => self.picture(node),
            Becomes::Void(as_name) => self.article.body.push_str(&format!("<{as_name}/>")),
            Becomes::Rule => {
                let rule = if place == Place::Words { "<br/>" } else { "<hr/>" };
                self.article.body.push_str(rule);
            }
            _ if place == Place::Words => {
                self.tagged(node, "span", place, depth, " class=\"block\"")
            }
            Becomes::Block(_) if place == Place::Items => {
                self.tagged(node, "li", Place::Paragraphs, depth, "");
            }
            Becomes::Block(as_name) => {
                let class = match name {
                    "dt" => " class=\"dt\"",
                    "dd" => " class=\"dd\"",
                    _ => "",
                };
                self.tagged(node, as_name, Place::Paragraphs, depth, class);
            }
            Becomes::Words(as_name) => self.tagged(node, as_name, Place::Words, depth, ""),
            Becomes::List(as_name) => self.list(node, as_name, depth),
            Becomes::Table(as_name) => self.table(node, as_name, place, depth),
        }
    }

    /// Writes an element that holds words, whatever is in it on the page.
    fn inline(&mut self, node: &Handle, name: &'static str, depth: usize) {
        if name != "a" {
            return self.tagged(node, name, Place::Words, depth, "");
        }
        let href = attribute(node, "href").filter(|_| !self.in_link);
        if self.in_facts && href.as_deref().is_some_and(|href| self.is_of_site(href)) {
            return self.end_facts();
        }
        let href = href.and_then(|href| self.resolve.link(&href));
        let Some(href) = href else { return self.tagged(node, "span", Place::Words, depth, "") };
        self.in_link = true;
        let href = format!(" href=\"{}\"", escaped(&href));
        self.tagged(node, "a", Place::Words, depth, &href);
        self.in_link = false;
    }

    /// Writes an element with the attributes that all may have. An own class comes in place of
    /// the page's.
    fn tagged(&mut self, node: &Handle, name: &str, inside: Place, depth: usize, own: &str) {
        self.open(node, name, own);
        self.open_ids.push(attribute(node, "id").unwrap_or_default());
        match inside {
            Place::Paragraphs | Place::Words if has_class(node, &FACTS) => {
                self.facts(node, inside, depth);
            }
            Place::Paragraphs | Place::Words | Place::Items | Place::Rows => {
                self.children(node, inside, depth);
            }
        }
        self.open_ids.pop();
        self.article.body.push_str(&format!("</{name}>"));
    }

    fn open(&mut self, node: &Handle, name: &str, own: &str) {
        let mut tag = format!("<{name}{own}");
        if let Some(id) = attribute(node, "id").filter(|id| !id.trim().is_empty()) {
            let id = xml_id(&id);
            if self.article.ids.insert(id.clone()) {
                tag.push_str(&format!(" id=\"{id}\""));
            }
        }
        if let Some(class) = attribute(node, "class").filter(|_| !own.contains("class=")) {
            tag.push_str(&format!(" class=\"{}\"", escaped(&class)));
        }
        if let Some(lang) = attribute(node, "lang").filter(|lang| is_language(lang)) {
            tag.push_str(&format!(" lang=\"{lang}\" xml:lang=\"{lang}\""));
        }
        let direction = attribute(node, "dir");
        if let Some(dir) = direction.filter(|dir| matches!(&**dir, "ltr" | "rtl" | "auto")) {
            tag.push_str(&format!(" dir=\"{dir}\""));
        }
        tag.push('>');
        self.article.body.push_str(&tag);
    }

    fn list(&mut self, node: &Handle, name: &str, depth: usize) {
        let has_items =
            node.children.borrow().iter().any(|child| {
                matches!(&child.data, NodeData::Element { .. } | NodeData::Text { .. })
            });
        if !has_items {
            return;
        }
        let start = attribute(node, "start").filter(|_| name == "ol");
        let start = start.and_then(|start| start.trim().parse::<i32>().ok());
        let own = start.map_or(String::new(), |start| format!(" start=\"{start}\""));
        self.tagged(node, name, Place::Items, depth, &own);
    }

    fn table(&mut self, node: &Handle, name: &'static str, place: Place, depth: usize) {
        match name {
            "table" if place != Place::Rows => {
                if find(node, "tr", 0).is_some() {
                    self.tagged(node, name, Place::Rows, depth, "");
                }
            }
            "tbody" | "tr" if place == Place::Rows => {
                let wanted = if name == "tr" { ["td", "th"] } else { ["tr", "tr"] };
                if wanted.iter().any(|part| find(node, part, 0).is_some()) {
                    self.tagged(node, name, Place::Rows, depth, "");
                }
            }
            "th" | "td" if place == Place::Rows => {
                let span = |name: &str| {
                    let n = attribute(node, name)?.trim().parse::<u16>().ok()?;
                    (n > 1).then(|| format!(" {name}=\"{n}\""))
                };
                let own =
                    [span("colspan"), span("rowspan")].into_iter().flatten().collect::<String>();
                self.tagged(node, name, Place::Paragraphs, depth, &own);
            }
            // A part of a table that lies in none.
            _ => self.children(node, place, depth),
        }
    }

    fn picture(&mut self, node: &Handle) {
        self.n_words += 1;
        let alt = escaped(&attribute(node, "alt").unwrap_or_default());
        let path = attribute(node, "src").and_then(|src| self.resolve.picture(&src));
        let Some(path) = path else { return self.article.body.push_str(&alt) };
        let known = self.article.pictures.iter().position(|known| *known == path);
        let at = known.unwrap_or_else(|| {
            self.article.pictures.push(path);
            self.article.pictures.len() - 1
        });
        self.article.body.push_str(&format!("{PICTURE}{at}{PICTURE}{alt}{PICTURE}"));
    }

    /// Writes a formula.
    fn math(&mut self, node: &Handle, depth: usize) {
        self.article.has_math = true;
        self.n_words += 1;
        let is_block = attribute(node, "display").is_some_and(|display| display == "block");
        let display = if is_block { " display=\"block\"" } else { "" };
        self.article.body.push_str(&format!("<math xmlns=\"{MATHML}\"{display}>"));
        self.math_children(node, depth);
        self.article.body.push_str("</math>");
    }

    fn math_children(&mut self, node: &Handle, depth: usize) {
        for child in node.children.borrow().iter() {
            match &child.data {
                NodeData::Text { contents } => {
                    push_escaped(&mut self.article.body, &contents.borrow());
                }
                NodeData::Element { name, attrs, .. } if depth < MAX_DEPTH => {
                    let local = &*name.local;
                    match local {
                        // The formula comes first; TeX and the like follow.
                        "semantics" => self.semantics(child, depth + 1),
                        name if is_math(name) => {
                            let mut tag = format!("<{name}");
                            for one in attrs.borrow().iter() {
                                if is_math_attribute(&one.name.local) {
                                    let value = escaped(&one.value);
                                    tag.push_str(&format!(" {}=\"{value}\"", &*one.name.local));
                                }
                            }
                            self.article.body.push_str(&format!("{tag}>"));
                            self.math_children(child, depth + 1);
                            self.article.body.push_str(&format!("</{name}>"));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    fn semantics(&mut self, node: &Handle, depth: usize) {
        self.article.body.push_str("<mrow>");
        self.math_children(node, depth);
        self.article.body.push_str("</mrow>");
    }
}

/// Tells whether an element is not shown, or shown but not read aloud: initials instead of a
/// face, which say nothing beside the name.
fn is_hidden(node: &Handle) -> bool {
    attribute(node, "hidden").is_some()
        || attribute(node, "aria-hidden").is_some_and(|hidden| hidden == "true")
}

fn has_class(node: &Handle, wanted: &[&str]) -> bool {
    attribute(node, "class")
        .is_some_and(|class| class.split_whitespace().any(|one| wanted.contains(&one)))
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs.iter().find(|one| &*one.name.local == name).map(|one| one.value.to_string())
}

/// Finds the first element of a name, not too deep.
fn find(node: &Handle, wanted: &str, depth: usize) -> Option<Handle> {
    if let NodeData::Element { name, .. } = &node.data
        && &*name.local == wanted
    {
        return Some(node.clone());
    }
    if depth > MAX_DEPTH {
        return None;
    }
    node.children.borrow().iter().find_map(|child| find(child, wanted, depth + 1))
}

/// Writes a text so that XML has it as words or as the value of an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            // XML has none of these, and one of them is ours.
            c if c < ' ' || matches!(c, '\u{7f}' | '\u{fdd0}' | '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

/// Puts a page into its frame.
pub(super) fn document(title: &str, lang: &str, direction: &str, body: &str) -> String {
    let title = escaped(title);
    let title = if title.trim().is_empty() { "—".to_owned() } else { title };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"{direction}\">\n\
         <head><meta charset=\"utf-8\"/><title>{title}</title>\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\"/></head>\n\
         <body>\n{body}</body>\n</html>\n"
    )
}
