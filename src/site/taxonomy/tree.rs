//! Terms that lie in each other, as categories and the versions of products do.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::normalize::Summary;
use crate::site::address::key_of;

use super::collect::{SectionThreads, common_spelling};
use super::term::{Term, TermName};

/// The longest name of a page, in bytes; a longer way has a digest in the place of its start.
const MAX_KEY: usize = 150;

/// A thread is on the pages of so many versions of its products at most.
const MAX_VERSIONS: usize = 24;

/// A term while it is gathered.
#[derive(Default)]
struct Node<'a> {
    forms: BTreeMap<&'a str, usize>,
    threads: Vec<usize>,
}

/// Categories, each followed by those that lie in it.
pub(super) fn categories(section: &SectionThreads<'_>) -> Vec<Term> {
    collect(section, |summary| vec![names_of(&summary.category.path)])
}

/// Products, each followed by its versions.
pub(super) fn products(section: &SectionThreads<'_>) -> Vec<Term> {
    collect(section, product_paths)
}

/// The products that a thread is about, each with each of its versions.
pub(super) fn product_paths(summary: &Summary) -> Vec<Vec<&str>> {
    let Summary { products, versions, .. } = summary;
    // Which version is of which product nothing says; few are of all.
    let few =
        if products.len() * versions.len() <= MAX_VERSIONS { versions.as_slice() } else { &[] };
    let mut paths: Vec<Vec<&str>> = Vec::new();
    for product in products {
        paths.push(vec![product.as_str()]);
        paths.extend(few.iter().map(|version| vec![product.as_str(), version.as_str()]));
    }
    paths
}

fn names_of(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// What all spellings of a way through the tree have in common.
pub(super) type Way = Vec<String>;

/// Returns what all spellings of a way have in common; levels without a name are left out.
pub(super) fn common_way<'n>(names: impl IntoIterator<Item = &'n str>) -> Way {
    names.into_iter().map(common_spelling).filter(|common| !common.is_empty()).collect()
}

/// Gathers the terms that threads lie in, each followed by those in it; siblings by number of
/// threads, then by name. A thread is in a term once, in however many terms below it lies.
fn collect<'a>(
    section: &SectionThreads<'a>,
    paths: impl Fn(&'a Summary) -> Vec<Vec<&'a str>>,
) -> Vec<Term> {
    let mut nodes: BTreeMap<Way, Node<'a>> = BTreeMap::new();
    for &at in section.list {
        for path in paths(&section.threads[at].summary) {
            let mut way = Way::new();
            for name in path {
                let common = common_spelling(name);
                if common.is_empty() {
                    continue;
                }
                way.push(common);
                let node = nodes.entry(way.clone()).or_default();
                *node.forms.entry(name.trim()).or_default() += 1;
                if node.threads.last() != Some(&at) {
                    node.threads.push(at);
                }
            }
        }
    }
    in_order(nodes, section)
}

fn in_order(nodes: BTreeMap<Way, Node<'_>>, section: &SectionThreads<'_>) -> Vec<Term> {
    struct Known<'n> {
        way: Way,
        form: &'n str,
        threads: Vec<usize>,
    }
    let mut known: Vec<Known<'_>> = Vec::with_capacity(nodes.len());
    let mut below: BTreeMap<Way, Vec<usize>> = BTreeMap::new();
    for (way, node) in nodes {
        let form = node.forms.into_iter().max_by_key(|(form, n)| (*n, Reverse(*form)));
        below.entry(way[..way.len() - 1].to_vec()).or_default().push(known.len());
        known.push(Known { form: form.map_or("", |(form, _)| form), threads: node.threads, way });
    }
    for siblings in below.values_mut() {
        siblings.sort_by(|&a, &b| {
            let (a, b) = (&known[a], &known[b]);
            b.threads
                .len()
                .cmp(&a.threads.len())
                .then_with(|| section.collator.compare(a.form, b.form))
        });
    }
    let mut terms: Vec<Term> = Vec::with_capacity(known.len());
    // What is to be written next is at the end: a term, and the term that it lies in.
    let children = |way: &Way| below.get(way).into_iter().flatten().rev().copied();
    let mut open: Vec<(usize, Option<usize>)> =
        children(&Way::new()).map(|at| (at, None)).collect();
    while let Some((at, parent)) = open.pop() {
        let here = &mut known[at];
        let threads = std::mem::take(&mut here.threads);
        open.extend(children(&here.way).map(|child| (child, Some(terms.len()))));
        if let Some(parent) = parent {
            let n_terms = terms.len();
            terms[parent].children.push(n_terms);
        }
        let name = TermName::Text(here.form.to_owned());
        let term = Term::new(key_of_way(&here.way), name, threads);
        terms.push(Term { parent, ..term });
    }
    terms
}

/// The name of a term's page: of the keys of its way, which hold no `--`.
fn key_of_way(way: &[String]) -> String {
    let keys: Vec<String> = way.iter().map(|common| key_of(common)).collect();
    let key = keys.join("--");
    match keys.as_slice() {
        [.., last] if key.len() > MAX_KEY && keys.len() > 1 => {
            let digest = blake3::hash(key.as_bytes()).to_hex();
            format!("{}--{last}", &digest[..6])
        }
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pages_tell_ways_apart_and_stay_short() {
        let way = |names: &[&str]| key_of_way(&common_way(names.iter().copied()));
        assert_eq!(way(&["Support", "Billing"]), "support--billing");
        assert_ne!(way(&["a", "b"]), way(&["a b"]));
        assert_ne!(way(&["a--b"]), way(&["a", "b"]));
        assert!(!way(&["..", "../x"]).contains('.') && !way(&["/"]).contains('/'));
        assert_ne!(way(&["index"]), "index");
        let long = "слово ".repeat(20);
        let deep = way(&[&long, &long, &long, &long, &long]);
        assert!(deep.len() < 255 && deep != way(&[&long, &long, &long, &long]), "{deep}");
    }
}
