//! Sources that no settings name, and keys of sources in addresses.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Place;
use crate::model::CategoryTree;
use crate::text::slug;

use super::wire::WireSolved;
use super::{
    ChosenChannels, Config, MathMode, SolvedMarks, SourceSettings, SourceType, TableSettings,
    decisions,
};

impl SourceSettings {
    /// Returns the settings of a source that no answerbook.yaml names, such as an export that is
    /// imported by its path: defaults everywhere.
    pub fn of(kind: SourceType, path: &str) -> SourceSettings {
        SourceSettings {
            kind,
            path: slashed(path.to_owned()),
            name: kind.name().to_owned(),
            key: String::new(),
            files: None,
            url: None,
            language: None,
            licence: None,
            consent: None,
            staff: BTreeSet::new(),
            solved: SolvedMarks::default(),
            bots: false,
            channels: ChosenChannels::default(),
            categories: CategoryTree::default(),
            decisions: BTreeMap::new(),
            was: Vec::new(),
            math: MathMode::default(),
            table: TableSettings::default(),
            column_places: BTreeMap::new(),
            place: Place::file(path),
        }
    }
}

impl Config {
    /// Adds a source that the settings do not name, and returns its position. The decisions of
    /// decisions.yaml apply to it, too.
    pub fn add_source(&mut self, source: SourceSettings) -> usize {
        let decisions = decisions::within_source(&self.decisions, &source.name, source.kind.name());
        let key = free_key(&self.sources, &slug(&source.name), source.kind);
        self.sources.push(SourceSettings { key, decisions, ..source });
        self.sources.len() - 1
    }
}

/// Reads the setting `solved` of a source.
pub(super) fn solved_marks(wire: WireSolved) -> SolvedMarks {
    let usual = SolvedMarks::default();
    SolvedMarks {
        reactions: wire.reactions.unwrap_or(usual.reactions),
        prefixes: wire.prefixes.unwrap_or(usual.prefixes),
    }
}

/// Writes a path with `/`, as the program writes all of them. On Windows people write `\`; on other
/// systems that is a letter like others.
pub(super) fn slashed(path: String) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}

/// Chooses the word for a source in addresses. The first source has none; others get their
/// name, with a number where it is taken.
pub(super) fn free_key(sources: &[SourceSettings], name: &str, kind: SourceType) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let base = if name.is_empty() { kind.name() } else { name };
    let taken = |key: &str| sources.iter().any(|source| source.key == key);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.to_owned())
        .chain(numbered)
        .find(|key| !taken(key))
        .expect("numbers do not end before sources do")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_parts_names_on_windows_alone() {
        let path = SourceSettings::of(SourceType::Auto, r"exports\forum").path;
        assert_eq!(path, if cfg!(windows) { "exports/forum" } else { r"exports\forum" });
    }
}
