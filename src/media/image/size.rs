//! How large pictures are shown, so that a page keeps their places free.

use std::ops::Range;

use super::avif::{ByteReader, boxes, versioned};
use super::{ImageFormat, orientation};

/// Returns the width and height of an image as browsers show it, turned as it says.
pub fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = match ImageFormat::of(bytes)? {
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Png => Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?)),
        ImageFormat::Gif => Some((little(bytes, 6, 2)?, little(bytes, 8, 2)?)),
        ImageFormat::Webp => webp(bytes),
        ImageFormat::Avif => avif(bytes),
    }?;
    (width > 0 && height > 0).then_some((width, height))
}

fn big(bytes: &[u8], at: usize, n: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + n)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize, n: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + n)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// Goes through the segments in front of the picture.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    let mut turn = 1;
    loop {
        let marker = *bytes.get(at + 1)?;
        if marker == 0xff {
            at += 1;
            continue;
        }
        match marker {
            // Frames of any coding; the others in this range are tables.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let (height, width) = (big(bytes, at + 5, 2)?, big(bytes, at + 7, 2)?);
                return Some(if turn >= 5 { (height, width) } else { (width, height) });
            }
            0xe1 => turn = orientation(bytes.get(at + 4..)?).unwrap_or(turn),
            0xda => return None,
            _ => {}
        }
        at += 2 + big(bytes, at + 2, 2)? as usize;
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = little(bytes, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

/// The largest of all sizes named: others are of previews and tiles.
fn avif(bytes: &[u8]) -> Option<(u32, u32)> {
    let within = |range: Range<usize>, name: &[u8; 4]| {
        boxes(bytes, range)?.into_iter().find(|found| found.name == *name).map(|found| found.body)
    };
    let meta = versioned(within(0..bytes.len(), b"meta")?);
    let properties = within(within(meta, b"iprp")?, b"ipco")?;
    let mut largest = None;
    let mut turned = false;
    for property in boxes(bytes, properties)? {
        let mut input = ByteReader { bytes: &bytes[property.body], at: 0 };
        match &property.name {
            b"ispe" => {
                input.number(4)?;
                let (width, height) = (input.number(4)?, input.number(4)?);
                largest = largest.max(Some((width.saturating_mul(height), width, height)));
            }
            b"irot" => turned = input.number(1)? & 1 == 1,
            _ => {}
        }
    }
    let (_, width, height) = largest?;
    let size = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    Some(if turned { (size.1, size.0) } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_tells_its_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0";
        let gif = b"GIF89a\x80\x02\xe0\x01";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04xx\xff\xc2\0\x0b\x08\x01\xe0\x02\x80";
        let extended = b"RIFF....WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        let lossy = b"RIFF....WEBPVP8 \x0a\0\0\0...\x9d\x01\x2a\x80\x02\xe0\x01";
        let lossless = b"RIFF....WEBPVP8L\x0a\0\0\0\x2f\x7f\xc2\x77\0";
        for bytes in [&png[..], gif, jpeg, extended, lossy, lossless] {
            assert_eq!(picture_size(bytes), Some((640, 480)), "{bytes:?}");
            for end in 0..bytes.len() {
                assert_eq!(picture_size(&bytes[..end]), None, "{bytes:?} {end}");
            }
        }
        let avif = super::super::avif::tests::picture();
        assert_eq!(picture_size(&avif), Some((640, 480)));
    }

    #[test]
    fn photos_that_lie_on_their_side_are_turned() {
        let exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let length = u8::try_from(exif.len() + 2).expect("short");
        let head = [&b"\xff\xd8\xff\xe1\0"[..], &[length], exif].concat();
        let photo = [&head[..], b"\xff\xc0\0\x0b\x08\x01\xe0\x02\x80"].concat();
        assert_eq!(picture_size(&photo), Some((480, 640)));
    }
}
