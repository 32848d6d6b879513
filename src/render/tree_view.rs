//! The tree of categories and answers as a page shows it.

use crate::plan::{Page, PageKind};
use crate::site::relative;

use super::cards::term_name;
use super::context::Context;
use super::tree::{Leaf, SectionTree};
use super::view::{TreeRowView, TreeView};

/// Makes the tree for a page whose template names it.
pub(super) fn of_page(context: &Context, page: &Page, template: &str) -> Option<TreeView> {
    context.tree(page, template).map(|tree| view(tree, context, page))
}

/// The tree as a page shows it: open where the page lies.
fn view(tree: &SectionTree, context: &Context, page: &Page) -> TreeView {
    let here = match page.kind {
        PageKind::Thread(at) => tree.of_thread.get(&at).copied(),
        PageKind::Term(kind, at, _) if Some(kind) == tree.kind => Some(at),
        PageKind::Home
        | PageKind::Terms(_)
        | PageKind::Term(..)
        | PageKind::People(_)
        | PageKind::Person(..)
        | PageKind::Search
        | PageKind::Missing => None,
    };
    let mut open = Vec::new();
    let mut next = here.or_else(|| tree.top.first().copied().filter(|_| tree.top.len() == 1));
    while let Some(at) = next {
        open.push(at);
        next = tree.nodes[at].parent;
    }
    let root = page.path.root();
    let mut writer = Writer { tree, context, page, root, open, rows: Vec::new() };
    for &at in &tree.top {
        writer.node(at, false);
    }
    for leaf in &tree.loose {
        writer.leaf(leaf, false);
    }
    let all = tree.all.as_ref().map(|href| relative(&writer.root, href));
    TreeView { rows: writer.rows, all }
}

struct Writer<'a> {
    tree: &'a SectionTree,
    context: &'a Context,
    page: &'a Page,
    root: String,
    /// The node that the page lies in, and those above it.
    open: Vec<usize>,
    rows: Vec<TreeRowView>,
}

impl Writer<'_> {
    fn node(&mut self, at: usize, starts: bool) {
        let node = &self.tree.nodes[at];
        let is_open = self.open.contains(&at);
        let is_here =
            matches!(self.page.kind, PageKind::Term(..)) && self.open.first() == Some(&at);
        self.rows.push(TreeRowView {
            title: term_name(self.context, self.page.lang, &node.name),
            href: relative(&self.root, &node.href),
            lang: None,
            n_threads: Some(node.n_threads),
            open: is_open && !(node.children.is_empty() && node.leaves.is_empty()),
            current: is_here,
            starts,
            ends: 0,
        });
        if !is_open {
            return;
        }
        let from = self.rows.len();
        for &child in &node.children {
            self.node(child, self.rows.len() == from);
        }
        for leaf in &node.leaves {
            self.leaf(leaf, self.rows.len() == from);
        }
        if self.rows.len() > from
            && let Some(last) = self.rows.last_mut()
        {
            last.ends += 1;
        }
    }

    fn leaf(&mut self, leaf: &Leaf, starts: bool) {
        let words = self.context.words_lang(self.page.lang);
        self.rows.push(TreeRowView {
            title: leaf.title.clone(),
            href: relative(&self.root, &leaf.href),
            lang: (leaf.lang != words).then(|| leaf.lang.to_string()),
            n_threads: None,
            open: false,
            current: self.page.kind == PageKind::Thread(leaf.thread),
            starts,
            ends: 0,
        });
    }
}
