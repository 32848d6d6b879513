//! Taxonomies: the ways in which threads are sorted into groups for readers to browse.
//!
//! Products, categories, tags, words of titles, first letters and months are each a taxonomy, and
//! the groups are
//! its terms. All are treated alike: a page with all terms, pages with the threads of each,
//! addresses, permanent names, sitemap, links in the navigation. [`TABLE`] says in what they
//! differ. Another one is a variant of [`TaxonomyKind`], a row of the table with a function in
//! `collect`, or in `tree` where terms lie in each other, that gathers its terms, and the texts
//! that the row names. Its templates may be those of another taxonomy.

mod collect;
mod keywords;
mod term;
mod tree;

use std::collections::HashMap;

use crate::text::Lang;

pub(super) use collect::SectionThreads;
pub use keywords::tags_sort_little;
pub use term::{Term, TermName};

/// A way in which threads are sorted into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaxonomyKind {
    /// By what they are about, and by the versions of that.
    Product,
    /// By where the community keeps them: its categories, boards, sections or channels.
    Category,
    /// By what the community calls their subject.
    Tag,
    /// By words of their titles.
    Keyword,
    /// By the first letter of the title.
    Letter,
    /// By the month in which the question was asked.
    Month,
}

/// In what one taxonomy differs from the others.
#[derive(Debug)]
pub struct Definition {
    /// The taxonomy.
    pub kind: TaxonomyKind,
    /// The folder of its pages, and the name of the page with all terms in the ledger.
    pub folder: &'static str,
    /// The key of the text of links to the page with all terms.
    pub link: &'static str,
    /// Whether themes put this link first, at the head of every page.
    pub is_main: bool,
    /// Whether terms lie in each other, so that readers start with those that lie in none.
    pub is_tree: bool,
    /// How many threads one page of a term shows; a longer list has several pages.
    pub per_page: usize,
    /// The page with all terms.
    pub all: PageWords,
    /// Pages with the threads of one term. The `kind` is its name in the ledger, too, and what
    /// texts call the term: `{ $tag }`.
    pub one: PageWords,
    /// Gathers the terms from the threads of a section, in the order in which they are shown.
    collect: fn(&SectionThreads<'_>) -> Vec<Term>,
}

/// The words that lead from a page to its template and its texts.
#[derive(Debug)]
pub struct PageWords {
    /// What templates know the page as: `page.kind`.
    pub kind: &'static str,
    /// The template.
    pub template: &'static str,
    /// The key of the text that is the title.
    pub title: &'static str,
    /// The key of the text that describes it; without one it is described by its title and
    /// the site's.
    pub description: Option<&'static str>,
}

/// How many threads a page has that shows each as a card.
const CARDS_PER_PAGE: usize = 50;

/// How many a page has that shows each on a line: nobody should turn pages to look through what
/// one word has.
const LINES_PER_PAGE: usize = 200;

/// All taxonomies in the order of their pages, which is that of [`TaxonomyKind`].
static TABLE: &[Definition] = &[
    Definition {
        kind: TaxonomyKind::Product,
        folder: "products",
        link: "nav-products",
        is_main: true,
        is_tree: true,
        per_page: CARDS_PER_PAGE,
        all: PageWords {
            kind: "products",
            template: "tags.html",
            title: "title-products",
            description: None,
        },
        one: PageWords {
            kind: "product",
            template: "tag.html",
            title: "title-product",
            description: Some("description-product"),
        },
        collect: tree::products,
    },
    Definition {
        kind: TaxonomyKind::Category,
        folder: "categories",
        link: "nav-categories",
        is_main: true,
        is_tree: true,
        per_page: CARDS_PER_PAGE,
        all: PageWords {
            kind: "categories",
            template: "tags.html",
            title: "title-categories",
            description: None,
        },
        one: PageWords {
            kind: "category",
            template: "tag.html",
            title: "title-category",
            description: Some("description-category"),
        },
        collect: tree::categories,
    },
    Definition {
        kind: TaxonomyKind::Tag,
        folder: "tags",
        link: "nav-topics",
        is_main: true,
        is_tree: false,
        per_page: CARDS_PER_PAGE,
        all: PageWords {
            kind: "tags",
            template: "tags.html",
            title: "title-tags",
            description: None,
        },
        one: PageWords {
            kind: "tag",
            template: "tag.html",
            title: "title-tag",
            description: Some("description-tag"),
        },
        collect: collect::tags,
    },
    Definition {
        kind: TaxonomyKind::Keyword,
        folder: "keywords",
        link: "nav-keywords",
        is_main: true,
        is_tree: false,
        per_page: LINES_PER_PAGE,
        all: PageWords {
            kind: "keywords",
            template: "months.html",
            title: "title-keywords",
            description: None,
        },
        one: PageWords {
            kind: "keyword",
            template: "tag.html",
            title: "title-keyword",
            description: None,
        },
        collect: keywords::keywords,
    },
    Definition {
        kind: TaxonomyKind::Letter,
        folder: "a-z",
        link: "nav-letters",
        is_main: false,
        is_tree: false,
        per_page: CARDS_PER_PAGE,
        all: PageWords {
            kind: "letters",
            template: "letters.html",
            title: "title-letters",
            description: None,
        },
        one: PageWords {
            kind: "letter",
            template: "letter.html",
            title: "title-letter",
            description: None,
        },
        collect: collect::letters,
    },
    Definition {
        kind: TaxonomyKind::Month,
        folder: "dates",
        link: "nav-months",
        is_main: false,
        is_tree: false,
        per_page: CARDS_PER_PAGE,
        all: PageWords {
            kind: "months",
            template: "months.html",
            title: "title-months",
            description: None,
        },
        one: PageWords {
            kind: "month",
            template: "month.html",
            title: "title-month",
            description: None,
        },
        collect: collect::months,
    },
];

impl TaxonomyKind {
    /// All taxonomies in the order of their pages.
    pub fn all() -> impl Iterator<Item = TaxonomyKind> {
        TABLE.iter().map(|definition| definition.kind)
    }

    /// Returns in what this taxonomy differs from the others.
    pub fn definition(self) -> &'static Definition {
        &TABLE[self as usize]
    }
}

/// The groups into which one taxonomy sorts the threads of a section.
#[derive(Debug)]
pub struct Taxonomy {
    /// Which one.
    pub kind: TaxonomyKind,
    /// The groups, in the order in which they are shown.
    pub terms: Vec<Term>,
    /// Positions of terms by what all spellings of their names, from the top down, have in
    /// common.
    by_way: HashMap<tree::Way, usize>,
}

impl Taxonomy {
    pub(super) fn collect(kind: TaxonomyKind, section: &SectionThreads<'_>) -> Taxonomy {
        let terms = (kind.definition().collect)(section);
        let mut by_way = HashMap::new();
        let mut ways: Vec<tree::Way> = Vec::with_capacity(terms.len());
        for (at, term) in terms.iter().enumerate() {
            let mut way = term.parent.map(|parent| ways[parent].clone()).unwrap_or_default();
            if let TermName::Text(name) = &term.name {
                way.push(collect::common_spelling(name));
                by_way.insert(way.clone(), at);
            }
            ways.push(way);
        }
        Taxonomy { kind, terms, by_way }
    }

    /// Finds the term of a name, however it is spelt.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.find_below([name])
    }

    /// Finds the term of a way from the top down.
    pub fn find_below<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Option<usize> {
        self.by_way.get(&tree::common_way(names)).copied()
    }

    /// Finds the keyword that is another form of a word.
    pub(super) fn keyword_like(&self, lang: Lang, word: &str) -> Option<usize> {
        keywords::like(&self.terms, lang, word)
    }

    /// Returns a term and those that it lies in, from the top down.
    pub fn way(&self, at: usize) -> Vec<usize> {
        let mut way = vec![at];
        while let Some(parent) = way.last().and_then(|&at| self.terms[at].parent) {
            way.push(parent);
        }
        way.reverse();
        way
    }

    /// Returns the terms that lie in no other, as positions in their order.
    pub fn roots(&self) -> impl Iterator<Item = usize> {
        let all = self.terms.iter().enumerate();
        all.filter(|(_, term)| term.parent.is_none()).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_taxonomy_has_the_row_of_its_number_and_words_of_its_own() {
        for (at, definition) in TABLE.iter().enumerate() {
            assert_eq!(definition.kind as usize, at);
        }
        let folders: BTreeSet<&str> = TABLE.iter().map(|row| row.folder).collect();
        let pages: BTreeSet<&str> =
            TABLE.iter().flat_map(|row| [row.all.kind, row.one.kind]).collect();
        assert_eq!((folders.len(), pages.len()), (TABLE.len(), 2 * TABLE.len()));
    }
}
