//! What categories are called: `categories.json` or `site.json` beside the topics.

use std::collections::BTreeMap;

use crate::sources::values::without_mark;

use super::wire;
use crate::files::Files;
use crate::model::CategoryTree;
use crate::sources::values::names;

/// How deep categories lie in each other.
const DEPTH: usize = 4;

/// The categories of a forum.
#[derive(Default)]
pub(super) struct Categories {
    /// By id: their names, and those of the categories that they lie in.
    pub called: BTreeMap<String, Vec<String>>,
    /// What they are called, and which lie in which.
    pub tree: CategoryTree,
    /// The digests of the files that say so.
    pub digests: Vec<u8>,
}

impl Categories {
    /// Takes a file of the forum that tells of categories; `false` for any other.
    pub(super) fn take(&mut self, files: &dyn Files, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        if !matches!(name, "categories.json" | "site.json") {
            return false;
        }
        let Ok(bytes) = files.read(path) else { return false };
        let Ok(site) = serde_json::from_slice::<wire::Site>(without_mark(&bytes)) else {
            return false;
        };
        let listed = site.category_list.and_then(|list| list.categories).or(site.categories);
        let Some(listed) = listed else { return false };
        self.add(listed, None, &[], 0);
        self.resolve();
        if let Ok(digest) = files.digest(path) {
            self.digests.extend_from_slice(&digest.0);
        }
        true
    }

    fn add(
        &mut self,
        listed: Vec<wire::Category>,
        parent: Option<&str>,
        above: &[String],
        depth: usize,
    ) {
        for category in listed {
            if let Some(id) = &category.id.0 {
                let parent = category.parent_category_id.0.as_deref().or(parent);
                self.tree.add(id, category.name.0.as_deref(), parent);
            }
            let mut called = names([&category.name, &category.slug]);
            called.extend_from_slice(above);
            if let Some(below) = category.subcategory_list.filter(|_| depth < DEPTH) {
                let own = [called.as_slice(), category.id.0.as_slice()].concat();
                self.add(below, category.id.0.as_deref(), &own, depth + 1);
            }
            let Some(id) = category.id.0 else { continue };
            // A parent is known by its id until all are there.
            called.extend(category.parent_category_id.0);
            self.called.entry(id).or_default().append(&mut called);
        }
    }

    /// Adds the names of parents that are known by their ids.
    fn resolve(&mut self) {
        let known = self.called.clone();
        for called in self.called.values_mut() {
            let parents: Vec<&String> =
                called.iter().filter_map(|id| known.get(id)).flatten().collect();
            let more: Vec<String> = parents.into_iter().cloned().collect();
            called.extend(more);
            called.sort();
            called.dedup();
        }
    }
}
