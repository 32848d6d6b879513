//! Parts of a source's settings.

use super::SolvedMarks;
use super::SourceSettings;
use super::SourceType;
use super::wire::WireSolved;

/// Reads how a chat marks what is solved.
pub(super) fn solved_marks(wire: WireSolved) -> SolvedMarks {
    let usual = SolvedMarks::default();
    SolvedMarks {
        reactions: wire.reactions.unwrap_or(usual.reactions),
        prefixes: wire.prefixes.unwrap_or(usual.prefixes),
    }
}

/// Chooses a key for addresses that no other source has: an empty one for the first.
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
