//! The outer form of a PNG: its start, and parts with a length and a sum.

use flate2::Crc;

/// What a PNG starts with.
pub(super) const START: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Adds a part of a PNG.
pub(super) fn chunk(png: &mut Vec<u8>, kind: [u8; 4], bytes: &[u8]) {
    png.extend((bytes.len() as u32).to_be_bytes());
    let mut sum = Crc::new();
    for part in [kind.as_slice(), bytes] {
        sum.update(part);
        png.extend(part);
    }
    png.extend(sum.sum().to_be_bytes());
}
