//! What the tests of several formats need.

use std::path::PathBuf;

use super::Batch;
use super::Reader;
use crate::config::SourceSettings;
use crate::config::SourceType;
use crate::diag::Color;
use crate::diag::Format;
use crate::diag::Place;
use crate::diag::Sink;
use crate::diag::render;

/// Settings that say as little as they can.
pub(super) fn settings(kind: SourceType, path: &str) -> SourceSettings {
    SourceSettings {
        kind,
        path: path.to_owned(),
        name: "Forum".to_owned(),
        key: String::new(),
        url: Some("https://forum.example.org".to_owned()),
        language: None,
        licence: None,
        consent: None,
        staff: Default::default(),
        was: Vec::new(),
        place: Place::line("answerbook.yaml", 3),
    }
}

/// The real exports that tests read, when they are here.
pub(super) fn shared() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ANSWERBOOK_SHARED").map_or_else(beside, PathBuf::from);
    if folder.join("data").is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is not here", folder.display());
    eprintln!("skipped: {} is not here", folder.display());
    None
}

/// Reads all units.
pub(super) fn read_all(reader: &dyn Reader) -> Batch {
    let mut all = Batch::default();
    for unit in 0..reader.n_units() {
        let batch = reader.read(unit);
        all.threads.extend(batch.threads);
        all.skipped.extend(batch.skipped);
        all.sink.append(batch.sink);
    }
    all
}

/// The problems in their short form, one a line, sorted.
pub(super) fn messages(sink: Sink) -> String {
    let mut text = String::new();
    for diagnostic in sink.into_sorted() {
        text.push_str(&render(&diagnostic, Format::Short, Color::Never));
    }
    text
}

/// The folder with the topics of a real forum, unpacked once.
pub(super) fn urho3d_topics() -> Option<PathBuf> {
    let archive = shared()?.join("data/discourse/urho3d-topics.tar.xz");
    let program = std::env::current_exe().expect("a test runs from a file");
    let target = program.ancestors().nth(3).expect("it is in target/debug/deps");
    let folder = target.join("tmp/urho3d-topics");
    if !folder.is_dir() {
        std::fs::create_dir_all(target.join("tmp")).expect("a folder for temporary files");
        let fresh = tempfile::tempdir_in(target.join("tmp")).expect("a temporary folder");
        let mut tar = std::process::Command::new("tar");
        let status = tar.arg("xf").arg(&archive).arg("-C").arg(fresh.path()).status();
        assert!(status.expect("tar is installed").success());
        // Another test may have been faster; its folder is as good.
        let _ = std::fs::rename(fresh.path(), &folder);
    }
    Some(folder)
}
