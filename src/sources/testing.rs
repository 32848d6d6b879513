//! What the tests of several formats need.

use std::io::Read;
use std::path::PathBuf;

use serde_json::Value;

use super::{Batch, Reader, SkipReason};
use crate::config::{SourceSettings, SourceType};
use crate::diag::{Color, Format, Place, Sink, render};
use crate::files::MemoryFiles;
use crate::model::Thread;

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
        solved: Default::default(),
        bots: false,
        channels: Default::default(),
        categories: Default::default(),
        files: None,
        decisions: Default::default(),
        was: Vec::new(),
        math: Default::default(),
        table: Default::default(),
        column_places: Default::default(),
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

/// The one thread of a batch, whatever was said of it.
#[track_caller]
pub(super) fn only(batch: &Batch) -> &Thread {
    let shown = messages(batch.sink.clone());
    let [thread] = batch.threads.as_slice() else {
        panic!("{} threads, {:?}\n{shown}", batch.threads.len(), batch.skipped)
    };
    thread
}

/// The one thread of a batch of which there was nothing to say.
#[track_caller]
pub(super) fn only_in_silence(batch: &Batch) -> &Thread {
    assert_eq!(messages(batch.sink.clone()), "");
    only(batch)
}

/// Why records were skipped, in their order.
pub(super) fn reasons(batch: &Batch) -> Vec<SkipReason> {
    batch.skipped.iter().map(|skip| skip.reason).collect()
}

/// The same by name.
pub(super) fn skips(batch: &Batch) -> Vec<&'static str> {
    reasons(batch).into_iter().map(SkipReason::name).collect()
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

/// Why records were left out, with how many, by name.
pub(super) fn counts(batch: &Batch) -> Vec<(&'static str, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for skip in &batch.skipped {
        *counts.entry(skip.reason.name()).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// The answers of servers in recorded exchanges (Betamax cassettes) that are JSON, each a
/// file of its own, in the order of the files.
pub(super) fn recorded(folder: &str) -> Option<MemoryFiles> {
    let folder = shared()?.join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the recorded exchanges")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    paths.sort();
    let mut pages = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).expect("a file");
        let cassette: Value = serde_json::from_slice(&bytes).expect("JSON");
        let name = path.file_stem().expect("a name").to_string_lossy().replace('.', "-");
        // Older recorders have another name for it.
        let exchanges = ["http_interactions", "interactions"].map(|name| cassette[name].as_array());
        for exchange in exchanges.into_iter().flatten().flatten() {
            let body = body(&exchange["response"]["body"]);
            if serde_json::from_slice::<Value>(&body).is_ok_and(|json| !json.is_null()) {
                pages.push((format!("{name}/{:04}.json", pages.len()), body));
            }
        }
    }
    Some(MemoryFiles::new(pages))
}

fn body(recorded: &Value) -> Vec<u8> {
    let Some(text) = recorded["base64_string"].as_str() else {
        return recorded["string"].as_str().unwrap_or_default().as_bytes().to_vec();
    };
    let bytes = base64(text);
    let mut plain = Vec::new();
    let is_packed = bytes.starts_with(&[0x1F, 0x8B]);
    if is_packed && flate2::read::GzDecoder::new(&*bytes).read_to_end(&mut plain).is_ok() {
        return plain;
    }
    bytes
}

fn base64(text: &str) -> Vec<u8> {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut buffer, mut n_bits) = (0_u32, 0);
    for digit in text.bytes().filter_map(|byte| digits.iter().position(|d| *d == byte)) {
        buffer = buffer << 6 | digit as u32;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((buffer >> n_bits) as u8);
            buffer &= (1 << n_bits) - 1;
        }
    }
    bytes
}
