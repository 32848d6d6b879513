//! The tree of a section: its categories, and the answers of the one that is open. Only for
//! templates that name it, as those of documentation do.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::files::Digest;
use crate::plan::{PageKind, UrlBuilder};
use crate::site::{Site, TaxonomyKind, TermName};
use crate::text::Lang;

/// How many terms stand at the top, and how many answers below an open one; the page of the term
/// has all.
const MAX_TOP: usize = 60;
const MAX_LEAVES: usize = 60;

/// The terms of a section as a tree, with the threads in each.
#[derive(Debug, Default)]
pub(super) struct SectionTree {
    /// By what it is sorted; nothing where there is but a list of threads.
    pub kind: Option<TaxonomyKind>,
    pub nodes: Vec<Node>,
    /// The nodes that lie in no other.
    pub top: Vec<usize>,
    /// Threads that lie in no node.
    pub loose: Vec<Leaf>,
    /// The node that each thread lies in.
    pub of_thread: FxHashMap<usize, usize>,
    /// The page with all terms, else the one with all threads from A to Z; from the top.
    pub all: Option<String>,
    pub digest: Digest,
}

/// A term.
#[derive(Debug, Hash)]
pub(super) struct Node {
    pub name: TermName,
    /// From the site's top.
    pub href: String,
    pub n_threads: usize,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    pub leaves: Vec<Leaf>,
}

/// A thread.
#[derive(Debug, Hash)]
pub(super) struct Leaf {
    pub thread: usize,
    pub title: String,
    /// From the site's top.
    pub href: String,
    pub lang: Lang,
}

impl SectionTree {
    /// Sorts the threads of a section into its categories; into products or tags where it has
    /// none.
    pub(super) fn of(site: &Site, section: usize, urls: UrlBuilder<'_>) -> SectionTree {
        let here = &site.sections[section];
        let kinds = [TaxonomyKind::Category, TaxonomyKind::Product, TaxonomyKind::Tag];
        let n_sorted = |kind: &TaxonomyKind| {
            let taxonomy = here.taxonomy(*kind);
            let sorted = taxonomy.roots().flat_map(|at| &taxonomy.terms[at].threads);
            sorted.collect::<FxHashSet<_>>().len()
        };
        let sorts_most = |kind: &TaxonomyKind| n_sorted(kind) * 2 > here.threads.len();
        let kind = kinds.into_iter().find(sorts_most);
        // Of equals the first.
        let kind = kind.or_else(|| kinds.into_iter().rev().max_by_key(n_sorted));
        let kind = kind.filter(|kind| here.has(*kind));
        let by_title = by_title(site, section);
        let leaf = |&thread: &usize| {
            let entry = &site.threads[thread];
            Leaf {
                thread,
                title: entry.summary.title.clone(),
                href: urls.href(section, PageKind::Thread(thread)),
                lang: entry.summary.lang,
            }
        };
        let mut tree = SectionTree { kind, ..SectionTree::default() };
        let terms = kind.map_or(&[][..], |kind| here.terms(kind));
        for (at, term) in terms.iter().enumerate() {
            let of_kind = kind.expect("it has terms");
            let deeper: FxHashSet<usize> =
                term.children.iter().flat_map(|child| &terms[*child].threads).copied().collect();
            let mut own: Vec<usize> =
                term.threads.iter().copied().filter(|thread| !deeper.contains(thread)).collect();
            own.sort_by_key(|thread| by_title.get(thread));
            for &thread in &own {
                tree.of_thread.entry(thread).or_insert(at);
            }
            own.truncate(MAX_LEAVES);
            tree.nodes.push(Node {
                name: term.name.clone(),
                href: urls.href(section, PageKind::Term(of_kind, at, 0)),
                n_threads: term.threads.len(),
                parent: term.parent,
                children: term.children.clone(),
                leaves: own.iter().map(leaf).collect(),
            });
        }
        tree.top = (0..terms.len()).filter(|at| terms[*at].parent.is_none()).collect();
        let is_loose = |thread: &&usize| !tree.of_thread.contains_key(thread);
        let mut loose: Vec<usize> = here.threads.iter().filter(is_loose).copied().collect();
        loose.sort_by_key(|thread| by_title.get(thread));
        let is_cut = tree.top.len() > MAX_TOP || loose.len() > MAX_LEAVES;
        let all = PageKind::Terms(kind.unwrap_or(TaxonomyKind::Letter));
        tree.all = is_cut.then(|| urls.href(section, all));
        tree.top.truncate(MAX_TOP);
        loose.truncate(MAX_LEAVES);
        tree.loose = loose.iter().map(leaf).collect();
        tree.digest = Digest::of_value(&(&tree.nodes, &tree.top, &tree.loose, &tree.all));
        tree
    }
}

/// The place of each thread among all titles.
fn by_title(site: &Site, section: usize) -> FxHashMap<usize, usize> {
    let letters = site.sections[section].terms(TaxonomyKind::Letter);
    let sorted = letters.iter().flat_map(|letter| &letter.threads).copied();
    sorted.enumerate().map(|(place, thread)| (thread, place)).collect()
}
