//! The ids of a post: what links within it, or from elsewhere, can name.
//!
//! A post says which ids it would like. What they are on its page is decided for the page as a
//! whole, so that no two elements of it share one, and no post takes one that the page's own
//! scripts and styles look for.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::percent;

use super::markdown::{Slugs, next_free};
use super::pieces::{Piece, Start, decoded, pieces};
use super::rewrite::Resolve;
use super::safe::{Trust, level_of};

/// How long an id may be, in bytes.
const MAX_ID: usize = 800;

/// The elements of a post that may have an id.
pub(super) const WITH_ID: [&str; 13] =
    ["a", "dt", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "span", "sup"];

/// The ids of the themes' own elements; `tests/it/themes.rs` reads the themes for more.
const OF_THEMES: [&str; 8] =
    ["best", "browse", "count", "helped", "main", "question", "related", "top"];

/// The ids of a page.
#[derive(Debug, Default)]
pub struct PageIds(HashMap<String, usize>);

impl PageIds {
    /// Takes an id for an element of a post: the wanted one, or that with a number behind it.
    pub fn take(&mut self, wanted: &str) -> String {
        if is_page_id(wanted) {
            self.0.entry(wanted.to_owned()).or_insert(0);
        }
        next_free(&mut self.0, wanted)
    }
}

/// Tells whether the page's own elements have, or may have, an id: those of posts and remarks
/// are `a-4`, `c-c4`, those of search boxes `box-1`.
pub fn is_page_id(id: &str) -> bool {
    let is_numbered = |prefix: &str| {
        let rest = id.strip_prefix(prefix).map(|rest| rest.strip_prefix('c').unwrap_or(rest));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    OF_THEMES.contains(&id) || ["a-", "c-", "box-"].into_iter().any(is_numbered)
}

/// Returns the ids that sanitised HTML asks for, each once, in its order.
pub(crate) fn wanted_ids(html: &str) -> Vec<Cow<'_, str>> {
    let has = |name: &str| memchr::memmem::find(html.as_bytes(), name.as_bytes()).is_some();
    if !has(" id=\"") && !has(" name=\"") {
        return Vec::new();
    }
    let mut known = HashSet::new();
    let starts = pieces(html).filter_map(|piece| match piece {
        Piece::Start(tag) => wanted_id(&tag),
        Piece::Text(_) | Piece::End(_) => None,
    });
    starts.filter(|id| known.insert(id.clone())).collect()
}

/// Makes ids for the headings of an article out of their words, which readers see: the ids that
/// it asks for may say what nobody was meant to read.
fn heading_ids(html: &str, links: &mut dyn Resolve) -> HashMap<*const u8, String> {
    let mut ids = HashMap::new();
    let mut slugs = Slugs::default();
    let mut heading: Option<(*const u8, String)> = None;
    for piece in pieces(html) {
        match (piece, &mut heading) {
            (Piece::Start(tag), _) if level_of(tag.name).is_some() => {
                heading = Some((tag.name.as_ptr(), String::new()));
            }
            (Piece::Text(words), Some((_, title))) => title.push_str(&decoded(words)),
            (Piece::End(name), Some((place, title))) if level_of(name).is_some() => {
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                if !title.is_empty()
                    && let Some(id) = links.id(&slugs.next(&title))
                {
                    ids.insert(*place, id);
                }
                heading = None;
            }
            _ => {}
        }
    }
    ids
}

/// Returns the id that an element asks for.
fn wanted_id<'h>(tag: &Start<'h>) -> Option<Cow<'h, str>> {
    if !WITH_ID.contains(&tag.name) {
        return None;
    }
    // As links named places before there were ids.
    let named = || tag.get("name").filter(|_| tag.name == "a");
    let id = tag.get("id").or_else(named)?;
    let is_plain = !id.is_empty() && id.len() <= MAX_ID && !id.contains(char::is_whitespace);
    is_plain.then_some(id)
}

/// The ids of a post on its page.
#[derive(Debug, Default)]
pub(super) struct PostIds<'h> {
    /// By what the post calls them.
    names: HashMap<Cow<'h, str>, String>,
    /// Those that an element has by now.
    written: HashSet<Cow<'h, str>>,
    /// Those of an article's headings that no link names, on the page, by where their tags are.
    headings: HashMap<*const u8, String>,
}

impl<'h> PostIds<'h> {
    /// Finds the ids of a post, before anything of it is written: links name what follows, too.
    /// Of posts that were imported those alone that a link in the post names.
    pub(super) fn of(html: &'h str, trust: Trust, links: &mut dyn Resolve) -> PostIds<'h> {
        let mut wanted = wanted_ids(html);
        if trust != Trust::House && !wanted.is_empty() {
            let named: HashSet<String> =
                pieces(html).filter_map(|piece| fragment(&piece)).collect();
            wanted.retain(|id| named.contains(id.as_ref()));
        }
        let names = wanted.into_iter().filter_map(|wanted| {
            let on_page = links.id(&wanted)?;
            Some((wanted, on_page))
        });
        let names = names.collect();
        let headings = match trust {
            Trust::Article => heading_ids(html, links),
            Trust::Community | Trust::House => HashMap::new(),
        };
        PostIds { names, written: HashSet::new(), headings }
    }

    /// Returns the id of a heading on the page.
    pub(super) fn heading(&mut self, tag: &Start<'h>) -> Option<String> {
        let made = self.headings.remove(&tag.name.as_ptr());
        self.take(tag).map(str::to_owned).or(made)
    }

    /// Returns the id of an element on the page; of two elements with one id the first has it.
    pub(super) fn take(&mut self, tag: &Start<'h>) -> Option<&str> {
        if self.names.is_empty() {
            return None;
        }
        let wanted = wanted_id(tag)?;
        let on_page = self.names.get(&wanted)?;
        self.written.insert(wanted).then_some(on_page)
    }

    /// Returns what a link within the post leads to on the page.
    pub(super) fn target(&self, href: &str) -> Option<String> {
        let wanted = percent::decoded(href.strip_prefix('#')?);
        let on_page = self.names.get(wanted.as_ref())?;
        Some(format!("#{on_page}"))
    }
}

/// Returns the part of its own post that a link names.
fn fragment(piece: &Piece<'_>) -> Option<String> {
    let Piece::Start(tag) = piece else { return None };
    let href = tag.get("href").filter(|_| tag.name == "a")?;
    href.trim().strip_prefix('#').map(|id| percent::decoded(id).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_the_page_are_taken() {
        let mut ids = PageIds::default();
        let taken: Vec<String> =
            ["main", "steps", "main", "a-1", "a-tip", "c-c4", "box-1", "steps", "main-1"]
                .iter()
                .map(|wanted| ids.take(wanted))
                .collect();
        let expected = [
            "main-1", "steps", "main-2", "a-1-1", "a-tip", "c-c4-1", "box-1-1", "steps-1",
            "main-1-1",
        ];
        assert_eq!(taken, expected);
    }

    #[test]
    fn ids_are_found_once_and_only_where_they_may_be() {
        let html = "<h2 id=\"a\">x</h2><a name=\"b\"></a><img id=\"c\"><p id=\"a\"><p id=\"d e\">";
        assert_eq!(wanted_ids(html), ["a", "b"]);
        assert!(wanted_ids("<p>id=\"x\"</p>").is_empty());
    }
}
