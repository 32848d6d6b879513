//! The search reader for browsers, which is committed as it was built.

use std::io::Read;
use std::process::Command;

use flate2::read::DeflateDecoder;

use crate::harness::manifest;

#[test]
fn the_committed_reader_is_made_of_these_sources() {
    let stamp = Command::new("sh").arg(manifest().join(".ci/stamp")).output().expect("a shell");
    assert!(stamp.status.success(), "{}", String::from_utf8_lossy(&stamp.stderr));
    let committed = std::fs::read_to_string(manifest().join("themes/commons/search/STAMP"));
    let committed = committed.expect("the stamp of the committed reader");
    let now = String::from_utf8_lossy(&stamp.stdout);
    assert_eq!(committed, now, "the reader's sources have changed: run `.ci/reader`");
}

#[test]
fn the_committed_readers_are_small() {
    let readers = [
        ("first-en", 31_000),
        ("first", 46_000),
        ("reader-en", 42_000),
        ("reader", 56_000),
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
