//! The search reader for browsers, which is committed as it was built.

use std::io::Read;
use std::path::Path;
use std::process::Command;

use flate2::read::DeflateDecoder;

use crate::harness::{folder, manifest};

/// What is committed beside the readers: a line for their sources, one for the tools that made
/// them, one for each of them.
const STAMP: &str = "themes/commons/search/STAMP";

/// What the stamp of a working tree would be.
fn stamp(root: &Path) -> String {
    let stamp = Command::new("sh").arg(root.join(".ci/stamp")).output().expect("a shell");
    assert!(stamp.status.success(), "{}", String::from_utf8_lossy(&stamp.stderr));
    String::from_utf8_lossy(&stamp.stdout).into_owned()
}

#[test]
fn the_committed_readers_are_made_of_these_sources_and_are_what_was_made() {
    let committed = std::fs::read_to_string(manifest().join(STAMP)).expect("a stamp");
    let now = stamp(manifest());
    for (committed, now) in committed.lines().zip(now.lines()) {
        let why = match now.starts_with("sources ") {
            true => "the readers' sources have changed: run `.ci/reader`",
            false => "a reader is not the one that was made: run `.ci/reader`",
        };
        assert_eq!(committed, now, "{why}");
    }
    assert_eq!(committed, now);
    assert!(committed.lines().any(|line| line.starts_with("tools ")), "{committed}");
    assert_eq!(committed.lines().filter(|line| line.contains(".bin ")).count(), 5, "{committed}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_was_changed_alone_does_not_fit_its_stamp() {
    let copy = folder();
    let search = Path::new("themes/commons/search");
    std::fs::create_dir_all(copy.path().join(search)).expect("a folder");
    for name in ["src", "Cargo.toml", "Cargo.lock"] {
        std::os::unix::fs::symlink(manifest().join(name), copy.path().join(name)).expect("a link");
    }
    // The script looks from where it is.
    std::fs::create_dir(copy.path().join(".ci")).expect("a folder");
    for name in [".ci/stamp", ".ci/reader"] {
        std::fs::copy(manifest().join(name), copy.path().join(name)).expect("a file");
    }
    let names = ["STAMP", "first-en.bin", "first.bin", "reader-all.bin", "reader-en.bin"];
    for name in names.iter().chain(&["reader.bin"]) {
        let path = search.join(name);
        std::fs::copy(manifest().join(&path), copy.path().join(&path)).expect("a file");
    }
    assert_eq!(stamp(copy.path()), stamp(manifest()));
    let reader = copy.path().join(search).join("reader.bin");
    let mut bytes = std::fs::read(&reader).expect("a file");
    *bytes.last_mut().expect("a byte") ^= 1;
    std::fs::write(&reader, bytes).expect("a file");
    let (now, committed) = (stamp(copy.path()), stamp(manifest()));
    let differs = now.lines().zip(committed.lines()).filter(|(now, committed)| now != committed);
    let differs: Vec<&str> = differs.map(|(now, _)| now).collect();
    assert!(matches!(&*differs, [line] if line.starts_with("reader.bin ")), "{differs:?}");
}

#[test]
fn the_committed_readers_are_small() {
    let readers = [
        ("first-en", 36_000),
        ("first", 51_000),
        ("reader-en", 48_100),
        // 46.0 and 57.3 kB (56 KiB) as hosts send the first and this one, by brotli.
        ("reader", 62_900),
        ("reader-all", 160_000),
    ];
    for (name, most) in readers {
        let path = manifest().join(format!("themes/commons/search/{name}.bin"));
        let bytes = std::fs::read(&path).expect("a committed reader");
        let mut module = Vec::new();
        DeflateDecoder::new(&*bytes).read_to_end(&mut module).expect("raw DEFLATE");
        assert!(module.starts_with(b"\0asm"), "{name}");
        assert!(bytes.len() <= most, "{name}: {} bytes", bytes.len());
    }
}
