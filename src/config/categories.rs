//! The setting `categories` of a source: what its categories are called, by their ids.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::CategoryTree;

use super::check::place;

/// A category: its name, or its name with the id of the one that it lies in.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub(super) enum WireCategory {
    /// Its name.
    Name(String),
    /// Its name, and what it lies in.
    Below(WireBelow),
}

/// A category that lies in another one.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "a name, or `{name: …, parent: …}`")]
pub(super) struct WireBelow {
    /// Its name.
    pub name: String,
    /// The id of the category that it lies in.
    pub parent: Option<String>,
}

/// Reads what categories are called; `at` is the number of the source in `text`.
pub(super) fn check(
    text: &str,
    at: usize,
    wire: Option<BTreeMap<String, WireCategory>>,
    sink: &mut Sink,
) -> CategoryTree {
    let wire = wire.unwrap_or_default();
    let mut tree = CategoryTree::default();
    let entry = |id: &str| {
        let path = ["sources", &at.to_string(), "categories", id].map(str::to_owned);
        place(text, &path)
    };
    for (id, category) in &wire {
        let (name, parent) = match category {
            WireCategory::Name(name) => (name, None),
            WireCategory::Below(WireBelow { name, parent }) => (name, parent.as_deref()),
        };
        if name.trim().is_empty() {
            sink.push(name_empty(entry(id), id));
        }
        if let Some(parent) = parent.filter(|parent| !wire.contains_key(*parent)) {
            sink.push(parent_missing(entry(id), id, parent));
        }
        tree.add(id, Some(name), parent);
    }
    for id in wire.keys().filter(|id| tree.is_in_ring(id)) {
        sink.push(in_ring(entry(id), id));
    }
    tree
}

fn invalid(place: Place, message: String, label: &str) -> Diagnostic {
    Diagnostic::error(Code::ValueInvalid, message).at(place, label)
}

fn name_empty(place: Place, id: &str) -> Diagnostic {
    invalid(place, format!("category `{id}` has an empty name"), "")
        .help("write what its community calls it, or take the line out")
}

fn parent_missing(place: Place, id: &str, parent: &str) -> Diagnostic {
    let message = format!("category `{id}` lies in `{parent}`, which `categories` does not name");
    invalid(place, message, "").help(format!("add a line for `{parent}`, or take `parent` out"))
}

fn in_ring(place: Place, id: &str) -> Diagnostic {
    invalid(place, format!("category `{id}` lies in itself"), "its `parent` leads back to it")
        .help("take `parent` out of the category at the top")
}

// Written out, since serde's `untagged` would hide what is wrong with an entry.
impl<'de> Deserialize<'de> for WireCategory {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WireCategory, D::Error> {
        struct CategoryVisitor;
        impl<'de> Visitor<'de> for CategoryVisitor {
            type Value = WireCategory;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a name, or `{name: …, parent: …}`")
            }

            fn visit_str<E>(self, text: &str) -> Result<WireCategory, E> {
                Ok(WireCategory::Name(text.to_owned()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<WireCategory, E> {
                Ok(WireCategory::Name(number.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<WireCategory, E> {
                Ok(WireCategory::Name(number.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WireCategory, A::Error> {
                WireBelow::deserialize(MapAccessDeserializer::new(map)).map(WireCategory::Below)
            }
        }
        deserializer.deserialize_any(CategoryVisitor)
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Color, Format, render};
    use crate::files::MemoryFiles;

    use super::super::{Config, FILE, load};
    use super::*;

    fn read(categories: &str) -> (Option<Config>, String) {
        let text = format!(
            "title: x\nsources:\n  - type: discourse\n    path: f\n    consent: public\n    \
             categories: {categories}\n"
        );
        let mut sink = Sink::new();
        let config = load(&MemoryFiles::new([(FILE, text.as_str())]), &mut sink);
        let sorted = sink.into_sorted();
        (config, sorted.iter().map(|d| render(d, Format::Human, Color::Never)).collect())
    }

    #[test]
    fn categories_have_names_and_may_lie_in_others() {
        let (config, shown) = read("{5: Support, 6: {name: Billing, parent: 5}}");
        assert_eq!(shown, "");
        let config = config.expect("settings");
        assert_eq!(config.sources[0].categories.path("6"), ["Support", "Billing"]);
    }

    #[test]
    fn rings_empty_names_and_lost_parents_are_told() {
        let (_, shown) = read("{1: {name: A, parent: 2}, 2: {name: B, parent: 1}}");
        assert!(shown.contains("category `1` lies in itself"), "{shown}");
        let (_, shown) = read("{1: \" \"}");
        assert!(shown.contains("category `1` has an empty name"), "{shown}");
        let (_, shown) = read("{1: {name: A, parent: 7}}");
        assert!(shown.contains("lies in `7`, which `categories` does not name"), "{shown}");
    }
}
