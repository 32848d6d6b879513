//! What categories are called: the settings have the last word.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::config::SourceSettings;
use crate::diag::{Code, Diagnostic};
use crate::model::Category;

/// So many categories a message names.
const MAX_TOLD: usize = 12;

/// Gives a category the names of the settings, by its id or else by its own name.
pub(super) fn name(settings: &SourceSettings, category: &mut Category) {
    let Category { path, id } = category;
    let known = &settings.categories;
    let key = id.as_ref().filter(|id| known.is_named(id)).or(path.last());
    let called = key.map(|key| known.path(key)).unwrap_or_default();
    if !called.is_empty() {
        *path = called;
    }
    if !path.is_empty() {
        *id = None;
    }
}

/// The categories of a source that have an id and no name.
#[derive(Debug, Default)]
pub struct UnnamedCategories {
    /// By id: how many threads it has, and the title of the first.
    known: BTreeMap<String, (usize, String)>,
}

impl UnnamedCategories {
    /// Notes the category of a thread, where it has no name.
    pub fn add(&mut self, category: &Category, title: &str) {
        let Some(id) = category.id.as_ref().filter(|_| category.path.is_empty()) else { return };
        let (n_threads, _) = self.known.entry(id.clone()).or_insert_with(|| (0, title.to_owned()));
        *n_threads += 1;
    }

    /// Tells of them, with the setting that names them.
    pub fn problem(&self, settings: &SourceSettings) -> Option<Diagnostic> {
        let mut largest: Vec<(&String, &(usize, String))> = self.known.iter().collect();
        largest.sort_by_key(|(id, (n_threads, _))| (Reverse(*n_threads), *id));
        let n_threads: usize = largest.iter().map(|(_, (n_threads, _))| n_threads).sum();
        let what = match largest.len() {
            0 => return None,
            1 => format!("1 category of `{}` has no name", settings.name),
            n => format!("{n} categories of `{}` have no names", settings.name),
        };
        let message = format!("{what}, so {} on no page of one", threads_are(n_threads));
        let told = &largest[..largest.len().min(MAX_TOLD)];
        let mut problem = Diagnostic::warning(Code::CategoryUnnamed, message)
            .at(settings.place.clone(), "its export gives ids alone");
        for (id, (n_threads, title)) in told.iter().take(3) {
            problem =
                problem.note(format!("`{id}` has {}, such as `{title}`", threads(*n_threads)));
        }
        let entries: Vec<String> =
            told.iter().map(|(id, _)| format!("{}: \"…\"", key(id))).collect();
        let more = match largest.len() - told.len() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let map = entries.join(", ");
        Some(problem.help(format!(
            "write what they are called into the settings of the source: \
             `categories: {{{map}}}`{more}"
        )))
    }
}

fn threads(n: usize) -> String {
    match n {
        1 => "1 thread".to_owned(),
        n => format!("{n} threads"),
    }
}

fn threads_are(n: usize) -> String {
    match n {
        1 => "1 thread is".to_owned(),
        n => format!("{n} threads are"),
    }
}

/// Writes an id as a key of YAML.
fn key(id: &str) -> String {
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_plain { id.to_owned() } else { serde_json::Value::from(id).to_string() }
}

#[cfg(test)]
mod tests {
    use crate::config::SourceType;
    use crate::diag::{Color, Format, render};
    use crate::model::CategoryTree;

    use super::*;

    fn of(id: &str) -> Category {
        Category { path: Vec::new(), id: Some(id.to_owned()) }
    }

    #[test]
    fn the_message_holds_the_setting_to_paste() {
        let settings = SourceSettings::of(SourceType::Discourse, "forum");
        let mut unnamed = UnnamedCategories::default();
        assert_eq!(unnamed.problem(&settings), None);
        unnamed.add(&of("5"), "Where is my lamp?");
        unnamed.add(&of("a: b"), "Why?");
        unnamed.add(&of("5"), "And my hub?");
        unnamed.add(&Category::named("Support"), "How?");
        let shown = unnamed.problem(&settings).map(|p| render(&p, Format::Human, Color::Never));
        let shown = shown.expect("a problem");
        assert!(
            shown.contains("2 categories of `discourse` have no names, so 3 threads"),
            "{shown}"
        );
        assert!(shown.contains("`5` has 2 threads, such as `Where is my lamp?`"), "{shown}");
        assert!(shown.contains("categories: {5: \"…\", \"a: b\": \"…\"}"), "{shown}");
    }

    #[test]
    fn settings_name_by_id_or_by_name() {
        let mut tree = CategoryTree::default();
        tree.add("5", Some("Support"), None);
        tree.add("help", Some("Help"), Some("5"));
        let of_kind = SourceSettings::of(SourceType::Discourse, "forum");
        let settings = SourceSettings { categories: tree, ..of_kind };
        let mut by_id = of("5");
        name(&settings, &mut by_id);
        assert_eq!(by_id, Category::named("Support"));
        let mut by_name = Category::named("help");
        name(&settings, &mut by_name);
        assert_eq!(by_name.path, ["Support", "Help"]);
        let mut unknown = of("7");
        name(&settings, &mut unknown);
        assert_eq!(unknown, of("7"));
    }
}
