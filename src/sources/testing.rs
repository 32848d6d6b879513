//! What the tests of all sources need.

use std::path::Path;
use std::path::PathBuf;

use crate::config::SourceSettings;
use crate::config::SourceType;
use crate::diag::Place;

/// Settings with a type and a path, and nothing else.
pub(super) fn settings(kind: SourceType, path: &str) -> SourceSettings {
    SourceSettings {
        kind,
        path: path.to_owned(),
        name: "Source".to_owned(),
        key: String::new(),
        url: None,
        language: None,
        licence: None,
        staff: Default::default(),
        place: Place::line("answerbook.yaml", 1),
    }
}

/// The folder of real and hostile files; a machine without it skips the test.
pub(super) fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ANSWERBOOK_SHARED").map_or(beside, PathBuf::from);
    if folder.join("data").is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is not there", folder.display());
    eprintln!("skipped: {} is not there", folder.display());
    None
}
