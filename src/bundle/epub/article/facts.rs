//! Facts about a post: who wrote it, when, and where it is from. The site sets them apart by its
//! style alone, which a book has not.

use markup5ever_rcdom::{Handle, NodeData};

use super::super::elements::{Becomes, becomes, xml_id};
use super::{Place, Writer};

/// Classes of facts that the site sets apart by its style alone.
pub(super) const FACTS: [&str; 6] = ["by", "facts", "marks", "meta", "trust", "who"];

/// What a book sets them apart by.
const BETWEEN: &str = " · ";

impl Writer<'_> {
    /// Writes facts with a mark between those that no words part.
    pub(super) fn facts(&mut self, node: &Handle, place: Place, depth: usize) {
        let was_in_facts = std::mem::replace(&mut self.in_facts, true);
        let mut is_behind_fact = false;
        for child in node.children.borrow().iter() {
            let is_fact = is_inline(child);
            let (start, n_ids) = (self.article.body.len(), self.article.ids.len());
            let n_words = self.n_words;
            self.node(child, place, depth);
            if self.n_words == n_words {
                // An element without words, and without an id that something may lead to.
                if is_fact && self.article.ids.len() == n_ids {
                    self.article.body.truncate(start);
                }
                continue;
            }
            if is_fact && is_behind_fact {
                self.article.body.insert_str(start, BETWEEN);
            }
            is_behind_fact = is_fact;
        }
        self.in_facts = was_in_facts;
    }

    /// Tells whether a link is of use on the site alone: it leads to the post that it stands in,
    /// to have its address, or to what the book leaves out.
    pub(super) fn is_of_site(&self, href: &str) -> bool {
        let Some(id) = href.strip_prefix('#').map(xml_id) else { return false };
        self.open_ids.iter().any(|open| !open.is_empty() && xml_id(open) == id)
            || self.resolve.link(href).is_none()
    }

    /// Takes back the mark in front of a fact that is left out.
    pub(super) fn end_facts(&mut self) {
        if let Some(before) = self.article.body.trim_end().strip_suffix(BETWEEN.trim()) {
            let end = before.trim_end().len();
            self.article.body.truncate(end);
        }
    }
}

fn is_inline(node: &Handle) -> bool {
    let NodeData::Element { name, .. } = &node.data else { return false };
    matches!(becomes(&name.local), Becomes::Inline(_))
}
