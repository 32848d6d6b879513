//! A mark for sites without one of their own, where a picture of dots is asked for: the sign of
//! the icon on the brand's colour.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::png::{START, chunk};

/// How many points are looked at in a dot, in a row.
const POINTS: u32 = 4;

/// The colour where the brand has none.
pub(super) const ACCENT: [u8; 3] = [0x2c, 0x62, 0xb8];

/// The corners of the sign, on a square whose side is 32, and half of how wide its line is.
const SIGN: [(f32, f32); 3] = [(9.0, 16.5), (14.0, 21.5), (23.5, 11.0)];
const HALF: f32 = 1.7;
const ROUND: f32 = 9.0;

/// Returns the dots of the mark, row by row: red, green, blue and alpha. The colour is written
/// `#rrggbb`.
pub(super) fn mark_dots(side: u32, accent: Option<&str>) -> Vec<[u8; 4]> {
    let colour = accent.and_then(parse).unwrap_or(ACCENT);
    (0..side).flat_map(|y| (0..side).map(move |x| dot(side, x, y, colour))).collect()
}

/// Draws it, as a PNG with this many dots in a row. The colour is written `#rrggbb`.
pub fn mark_png(side: u32, accent: Option<&str>) -> Vec<u8> {
    let colour = accent.and_then(parse).unwrap_or(ACCENT);
    let mut rows = Vec::with_capacity((side * (side * 4 + 1)) as usize);
    for y in 0..side {
        // Nothing is foretold of a row.
        rows.push(0);
        for x in 0..side {
            rows.extend(dot(side, x, y, colour));
        }
    }
    let mut png = START.to_vec();
    let mut head = Vec::from(side.to_be_bytes());
    head.extend(side.to_be_bytes());
    // Eight bits for each of red, green, blue and alpha.
    head.extend([8, 6, 0, 0, 0]);
    chunk(&mut png, *b"IHDR", &head);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let packed = packed.write_all(&rows).and_then(|()| packed.finish());
    chunk(&mut png, *b"IDAT", &packed.expect("writing to memory does not fail"));
    chunk(&mut png, *b"IEND", &[]);
    png
}

/// Reads a colour, `#rrggbb`.
pub(super) fn parse(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// One dot: what is seen at some points of it, on the average.
fn dot(side: u32, x: u32, y: u32, colour: [u8; 3]) -> [u8; 4] {
    let (mut n_ground, mut n_sign) = (0_u32, 0_u32);
    for point in 0..POINTS * POINTS {
        let at = |dot: u32, part: u32| {
            (dot as f32 + (part as f32 + 0.5) / POINTS as f32) * 32.0 / side as f32
        };
        let (px, py) = (at(x, point % POINTS), at(y, point / POINTS));
        n_ground += u32::from(is_in_square(px, py));
        n_sign += u32::from(SIGN.windows(2).any(|ends| is_near(px, py, ends[0], ends[1])));
    }
    let n_all = POINTS * POINTS;
    let mixed = |part: u8| {
        let ground = u32::from(part) * n_ground.saturating_sub(n_sign) + 255 * n_sign;
        (ground / n_ground.max(1)).min(255) as u8
    };
    let [red, green, blue] = colour.map(mixed);
    [red, green, blue, (255 * n_ground / n_all) as u8]
}

/// Tells whether a point is in the square with round corners.
fn is_in_square(x: f32, y: f32) -> bool {
    let beyond = |at: f32| (ROUND - at).max(at - (32.0 - ROUND)).max(0.0);
    beyond(x).hypot(beyond(y)) <= ROUND
}

/// Tells whether a point is on the line between two others.
fn is_near(x: f32, y: f32, (ax, ay): (f32, f32), (bx, by): (f32, f32)) -> bool {
    let (dx, dy) = (bx - ax, by - ay);
    let share = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    (x - ax - share * dx).hypot(y - ay - share * dy) <= HALF
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_is_white_on_the_brand() {
        assert_eq!(dot(48, 24, 4, [10, 20, 30]), [10, 20, 30, 255]);
        assert_eq!(dot(48, 21, 32, [10, 20, 30]), [255, 255, 255, 255]);
        assert_eq!(dot(48, 0, 0, [10, 20, 30])[3], 0);
    }

    #[test]
    fn it_is_as_large_as_asked() {
        let png = mark_png(48, Some("#ff8800"));
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..24], [0, 0, 0, 48, 0, 0, 0, 48]);
        assert_eq!(png, mark_png(48, Some("#ff8800")));
        assert_ne!(png, mark_png(48, Some("orange")));
    }
}
