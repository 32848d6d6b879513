//! What readers see of a page, without any of our code: html5ever builds the tree, by the
//! sanitiser with nothing forbidden, and `lol_html` reads what it wrote.

use std::collections::{BTreeMap, HashSet};

use lol_html::html_content::ContentType;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::harness::elements;

/// What may come out, listed once more.
const LISTED: &str = "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details \
    dfn div dl dt em figcaption figure h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s \
    samp small span strike strong sub summary sup table tbody td tfoot th thead tr u ul var wbr";
const ATTRIBUTES: &str = "a.class span.class a.aria-label a.href a.title a.hreflang a.rel \
    abbr.title code.class col.span colgroup.span del.datetime details.open img.src img.alt \
    img.title img.width img.height \
    img.loading input.type input.disabled input.checked input.aria-label ins.datetime ol.start \
    ol.reversed td.colspan td.rowspan th.colspan th.rowspan th.scope";

/// Elements that words go on through.
const INLINE: &str = "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span \
    strike strong sub sup u var wbr";

/// Around code.
const CODE: char = '\u{f8fe}';
const END_OF_CODE: char = '\u{f8ff}';

/// A page as it is seen.
pub struct Seen {
    /// All words, with a line end where an element stands apart.
    pub lines: String,
    /// The same without code.
    prose: String,
    /// All elements with their attributes.
    pub elements: Vec<(String, BTreeMap<String, String>)>,
}

impl Seen {
    /// Looks at HTML.
    pub fn of(html: &str) -> Seen {
        let elements = elements(html);
        let names: HashSet<&str> = elements.iter().map(|(name, _)| name.as_str()).collect();
        let mut builder = ammonia::Builder::empty();
        builder.tags(names).clean_content_tags(HashSet::new()).link_rel(None);
        let marked = words(&builder.clean(html).to_string());
        drop(builder);
        let mut prose = String::new();
        let mut depth = 0_usize;
        for c in marked.chars() {
            match c {
                CODE => {
                    prose.push('x');
                    depth += 1;
                }
                END_OF_CODE => depth = depth.saturating_sub(1),
                c if depth == 0 => prose.push(c),
                _ => {}
            }
        }
        let lines = marked.replace([CODE, END_OF_CODE], "");
        Seen { lines, prose, elements }
    }

    /// Says what of the private text that was sown in is there.
    pub fn private(&self) -> Vec<String> {
        let mut found = Vec::new();
        if holds(&self.lines, is_mail) || holds(&self.lines, is_name) {
            found.push(format!("readers see a name or an address in {:?}", self.lines));
        }
        if holds(&self.prose, is_phone) {
            found.push(format!("readers see a number in {:?}", self.prose));
        }
        for (element, attributes) in &self.elements {
            for (name, value) in attributes {
                let decoded = percent_encoding::percent_decode_str(value).decode_utf8_lossy();
                let is_words = matches!(name.as_str(), "title" | "alt");
                let is_found = |text: &str| {
                    holds(text, is_mail)
                        || holds(text, is_name)
                        || is_words && holds(text, is_phone)
                };
                if is_found(value) || is_found(&decoded) {
                    found.push(format!("{element} has {name}={value:?}"));
                }
            }
        }
        found
    }

    /// Says which elements, attributes and addresses are not on the lists.
    pub fn unlisted(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (element, attributes) in &self.elements {
            if !LISTED.split(' ').any(|listed| listed == element) {
                found.push(format!("<{element}> is not listed"));
            }
            for (name, value) in attributes {
                let whole = format!("{element}.{name}");
                let is_listed = ATTRIBUTES.split_whitespace().any(|listed| listed == whole);
                if !is_listed && !matches!(name.as_str(), "lang" | "dir") {
                    found.push(format!("{whole} is not listed"));
                }
                if matches!(name.as_str(), "href" | "src") && !is_harmless(value) {
                    found.push(format!("{whole} leads to {value:?}"));
                }
            }
        }
        found
    }
}

/// The words of a tree as HTML, with marks.
fn words(tree: &str) -> String {
    let handler = lol_html::element!("*", |element| {
        let name = element.tag_name();
        if matches!(name.as_str(), "code" | "pre") {
            element.before(&CODE.to_string(), ContentType::Text);
            element.after(&END_OF_CODE.to_string(), ContentType::Text);
        }
        if !INLINE.split_whitespace().any(|inline| inline == name) {
            element.before("\n", ContentType::Text);
            element.after("\n", ContentType::Text);
        }
        element.remove_and_keep_content();
        Ok(())
    });
    let settings = lol_html::RewriteStrSettings::new().append_element_content_handler(handler);
    let text = lol_html::rewrite_str(tree, settings).expect("a tree can be read");
    html_escape::decode_html_entities(&text).into_owned()
}

fn is_harmless(address: &str) -> bool {
    let address: String = address.chars().filter(|c| !matches!(c, '\t' | '\r' | '\n')).collect();
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let is_foreign = address.starts_with("//") || address.contains('\\');
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let is_in_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let is_scheme =
        |s: &str| s.starts_with(|c: char| c.is_ascii_alphabetic()) && s.chars().all(is_in_scheme);
    let scheme = address[..end].split_once(':').map(|(scheme, _)| scheme.to_lowercase());
    let scheme = scheme.filter(|scheme| is_scheme(scheme));
    !is_foreign
        && scheme.is_none_or(|s| ["http", "https", "mailto", "ftp", "tel"].contains(&s.as_str()))
}

/// Tells whether a text holds something between other words, spelt anyhow.
fn holds(text: &str, is_in: fn(&str) -> bool) -> bool {
    let is_shown = |c: &char| !is_combining_mark(*c) && !matches!(*c, '\u{ad}' | '\u{200b}');
    text.split('\n').any(|line| {
        let folded: String = line.nfkd().flat_map(char::to_lowercase).filter(is_shown).collect();
        let words: Vec<&str> = folded.split_whitespace().collect();
        is_in(&format!(" {} ", words.join(" ")))
    })
}

fn is_mail(line: &str) -> bool {
    line.contains(&format!(" {} ", super::grammar::EMAIL))
        || line.contains(&format!("mailto:{}?", super::grammar::EMAIL))
}

fn is_name(line: &str) -> bool {
    let line: String = line.chars().map(|c| if "-_.+/".contains(c) { ' ' } else { c }).collect();
    line.contains(" tihana mrakuzic ")
}

fn is_phone(line: &str) -> bool {
    let phone = super::grammar::PHONE;
    line.match_indices(phone).any(|(at, _)| {
        // Beside other digits it is another number, and a word may be a part of it.
        let is_near = |c: char| c.is_ascii_digit() || "+-./(),:#=[]".contains(c);
        let before = line[..at].chars().rev().take(4).any(is_near);
        let after = line[at + phone.len()..].chars().take(4).any(is_near);
        let is_apart = !line[at + phone.len()..].starts_with(char::is_alphanumeric);
        line[..at].ends_with(' ') && is_apart && !before && !after
    })
}
