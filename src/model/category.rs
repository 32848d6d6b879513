//! Where a community keeps a thread, and how much it is read there.

use std::collections::BTreeMap;

/// The place of a thread in the tree of categories, boards, sections or channels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Category {
    /// Names from the top of the tree down: `Support`, `Billing`.
    pub path: Vec<String>,
    /// The source's own id; where `path` is empty, nothing says what the category is called.
    pub id: Option<String>,
}

impl Category {
    /// So many levels a tree has at most; of a path that is longer the lowest ones are kept.
    pub const MAX_DEPTH: usize = 6;

    /// Makes one that has a name and lies in no other.
    pub fn named(name: impl Into<String>) -> Category {
        Category { path: vec![name.into()], id: None }
    }

    /// Makes one of what people write, `Support > Billing`.
    pub fn written(text: &str) -> Category {
        let names = text.split(" > ").map(str::trim).filter(|name| !name.is_empty());
        Category { path: names.map(str::to_owned).collect(), id: None }
    }

    /// Writes it as people do; `None` where it has no name, or one that could be taken for two.
    pub fn in_words(&self) -> Option<String> {
        let is_clear = self.path.iter().all(|name| !name.contains('>'));
        (is_clear && !self.path.is_empty()).then(|| self.path.join(" > "))
    }
}

/// How often a thread was read and liked, as far as its source counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Popularity {
    /// How often it was read.
    pub views: Option<u64>,
    /// How many likes all its posts have.
    pub likes: Option<u64>,
}

impl Popularity {
    /// Makes one of numbers as sources write them; less than nothing counts nothing.
    pub fn counted(views: Option<i64>, likes: Option<i64>) -> Popularity {
        let count = |number: Option<i64>| number.and_then(|count| u64::try_from(count).ok());
        Popularity { views: count(views), likes: count(likes) }
    }
}

/// What categories are called, and which lie in which. What people and programs write of them
/// may be anything: parents that are not there, and rings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CategoryTree {
    known: BTreeMap<String, Node>,
}

/// A category of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Node {
    name: Option<String>,
    parent: Option<String>,
}

impl CategoryTree {
    /// Notes what is known of a category; what is said first stays.
    pub fn add(&mut self, id: &str, name: Option<&str>, parent: Option<&str>) {
        let node = self.known.entry(id.to_owned()).or_default();
        let filled = |text: Option<&str>| {
            text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        node.name = node.name.take().or_else(|| filled(name));
        node.parent = node.parent.take().or_else(|| filled(parent));
    }

    /// Tells whether a category has a name here.
    pub fn is_named(&self, id: &str) -> bool {
        self.known.get(id).is_some_and(|node| node.name.is_some())
    }

    /// Returns the names of a category and of those that it lies in, from the top down; none
    /// where it has no name of its own.
    pub fn path(&self, id: &str) -> Vec<String> {
        if !self.is_named(id) {
            return Vec::new();
        }
        let mut names: Vec<String> = self.way_up(id).filter_map(|node| node.name.clone()).collect();
        names.reverse();
        names
    }

    /// Tells whether a category lies in itself, through however many others.
    pub fn is_in_ring(&self, id: &str) -> bool {
        let mut above = self.known.get(id).and_then(|node| node.parent.as_deref());
        // A way up that is longer than there are categories goes round.
        for _ in 0..self.known.len() {
            let Some(parent) = above.filter(|parent| *parent != id) else { break };
            above = self.known.get(parent).and_then(|node| node.parent.as_deref());
        }
        above == Some(id)
    }

    /// A category, then those above it; it ends where a ring would close, too.
    fn way_up<'t>(&'t self, id: &'t str) -> impl Iterator<Item = &'t Node> {
        let mut seen: Vec<&str> = Vec::new();
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let id = next.filter(|id| seen.len() < Category::MAX_DEPTH && !seen.contains(id))?;
            seen.push(id);
            let node = self.known.get(id)?;
            next = node.parent.as_deref();
            Some(node)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(nodes: &[(&str, &str, &str)]) -> CategoryTree {
        let mut tree = CategoryTree::default();
        nodes.iter().for_each(|(id, name, parent)| tree.add(id, Some(name), Some(parent)));
        tree
    }

    #[test]
    fn paths_lead_from_the_top_down() {
        let tree = tree(&[("6", "Billing", "5"), ("5", "Support", ""), ("7", "Refunds", "6")]);
        assert_eq!(tree.path("7"), ["Support", "Billing", "Refunds"]);
        assert_eq!(tree.path("5"), ["Support"]);
        assert!(tree.path("8").is_empty());
    }

    #[test]
    fn parents_without_a_name_are_left_out() {
        let tree = tree(&[("6", "Billing", "5"), ("5", " ", "4"), ("4", "Support", "99")]);
        assert_eq!(tree.path("6"), ["Support", "Billing"]);
        assert!(tree.path("5").is_empty());
    }

    #[test]
    fn rings_end() {
        let tree = tree(&[("1", "One", "2"), ("2", "Two", "1"), ("3", "Three", "3")]);
        assert_eq!(tree.path("1"), ["Two", "One"]);
        assert_eq!(tree.path("3"), ["Three"]);
        assert!(tree.is_in_ring("1") && tree.is_in_ring("3"));
        let above = self::tree(&[("1", "One", "2"), ("2", "Two", "2")]);
        assert!(!above.is_in_ring("1") && above.is_in_ring("2"));
    }

    #[test]
    fn the_deepest_levels_of_a_long_way_stay() {
        let mut tree = CategoryTree::default();
        for at in 1..100_000 {
            tree.add(&at.to_string(), Some(&format!("n{at}")), Some(&(at - 1).to_string()));
        }
        assert_eq!(tree.path("99999").len(), Category::MAX_DEPTH);
        assert_eq!(tree.path("99999").last().map(String::as_str), Some("n99999"));
    }

    #[test]
    fn people_write_the_way_with_signs_between() {
        assert_eq!(Category::written(" Support  >  Billing").path, ["Support", "Billing"]);
        assert_eq!(Category::written("a->b").path, ["a->b"]);
        assert_eq!(Category::written("iOS/Android").path, ["iOS/Android"]);
        assert_eq!(Category::written(" > ").in_words(), None);
        assert_eq!(Category::written("a > b").in_words().as_deref(), Some("a > b"));
        assert_eq!(Category::named("a > b").in_words(), None);
    }
}
