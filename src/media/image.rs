//! Images without what cameras and programs write into them: places, names, comments.
//!
//! Whole segments are dropped, and nothing is encoded anew: what is shown stays the same,
//! byte by byte. The one thing of EXIF that is seen, which side is up, is kept.

mod avif;
#[cfg(test)]
mod fuzz_tests;
mod size;

use std::borrow::Cow;

pub use size::picture_size;

/// Returns an image without its metadata: JPEG, PNG, GIF, WebP and AVIF. Anything else, and
/// what is not built as these are, is returned as it is.
pub fn without_metadata(bytes: &[u8]) -> Cow<'_, [u8]> {
    cleaned(bytes).map_or(Cow::Borrowed(bytes), Cow::Owned)
}

/// The same; `None` for anything else, and for what is not built as these are.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    match ImageFormat::of(bytes)? {
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Png => png(bytes),
        ImageFormat::Gif => gif(bytes),
        ImageFormat::Webp => webp(bytes),
        ImageFormat::Avif => avif::cleaned(bytes),
    }
}

/// A kind of image that browsers show without risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// JPEG.
    Jpeg,
    /// PNG, animated or not.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// AVIF.
    Avif,
}

impl ImageFormat {
    /// Knows an image by its first bytes, whatever its name says.
    pub fn of(bytes: &[u8]) -> Option<ImageFormat> {
        let at_8 = bytes.get(8..12);
        let is_avif = matches!(at_8, Some(b"avif" | b"avis"));
        match () {
            () if bytes.starts_with(b"\xff\xd8\xff") => Some(ImageFormat::Jpeg),
            () if bytes.starts_with(PNG) => Some(ImageFormat::Png),
            () if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => {
                Some(ImageFormat::Gif)
            }
            () if bytes.starts_with(b"RIFF") && at_8 == Some(b"WEBP") => Some(ImageFormat::Webp),
            () if bytes.get(4..8) == Some(b"ftyp") && is_avif => Some(ImageFormat::Avif),
            () => None,
        }
    }

    /// Returns the ending of file names, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            ImageFormat::Jpeg => "jpg",
            ImageFormat::Png => "png",
            ImageFormat::Gif => "gif",
            ImageFormat::Webp => "webp",
            ImageFormat::Avif => "avif",
        }
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Drops all but the picture: EXIF, XMP, IPTC, comments, previews, and what stands behind the
/// end, where phones put whole films. JFIF, colour profiles and Adobe's colour space stay.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    const END: [u8; 2] = [0xff, 0xd9];
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    let mut has_picture = false;
    loop {
        // Browsers show what there is of a picture that was cut short.
        let marker = match bytes.get(at + 1) {
            Some(marker) if bytes[at] == 0xff => *marker,
            None if has_picture => 0xd9,
            _ => return None,
        };
        match marker {
            // Any number of these bytes may stand before a marker.
            0xff => {
                at += 1;
                continue;
            }
            0xd9 => {
                out.extend_from_slice(&END);
                return Some(out);
            }
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length.max(2))?;
        let starts = |name: &[u8]| segment.get(4..).is_some_and(|data| data.starts_with(name));
        match marker {
            0xe0 if !starts(b"JFIF\0") => {}
            0xe1 => {
                if let Some(turn) = segment.get(4..).and_then(orientation) {
                    out.extend_from_slice(&turned(turn));
                }
            }
            0xe2 if !starts(b"ICC_PROFILE\0") => {}
            0xee if !starts(b"Adobe") => {}
            0xe3..=0xed | 0xef | 0xf0..=0xfe => {}
            _ => out.extend_from_slice(segment),
        }
        at += segment.len();
        if marker == 0xda {
            has_picture = true;
            let picture = &bytes[at..at + length_of_scan(&bytes[at..])];
            out.extend_from_slice(picture);
            at += picture.len();
        }
    }
}

/// A scan goes on until a marker that is none of its own.
fn length_of_scan(bytes: &[u8]) -> usize {
    let is_end = |at: &usize| bytes.get(at + 1).is_none_or(|next| !matches!(next, 0 | 0xd0..=0xd7));
    memchr::memchr_iter(0xff, bytes).find(is_end).unwrap_or(bytes.len())
}

/// Reads which side is up, where it is not the first.
fn orientation(exif: &[u8]) -> Option<u16> {
    let tiff = exif.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let two = |at: usize| {
        let bytes = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let four = |at: usize| {
        let (first, second) = (usize::from(two(at)?), usize::from(two(at + 2)?));
        Some(if is_little { second << 16 | first } else { first << 16 | second })
    };
    let folder = four(4)?;
    let n_entries = usize::from(two(folder)?);
    let entry =
        (0..n_entries.min(256)).map(|n| folder + 2 + 12 * n).find(|at| two(*at) == Some(0x112));
    let turn = two(entry? + 8)?;
    (2..=8).contains(&turn).then_some(turn)
}

/// Writes a segment that says nothing but which side is up.
fn turned(turn: u16) -> Vec<u8> {
    let mut segment =
        b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    segment.extend_from_slice(&turn.to_be_bytes());
    segment.extend_from_slice(&[0; 6]);
    segment
}

/// What a PNG is shown by; all else in it are words, times and what programs keep there.
const OF_PNG: [&[u8; 4]; 19] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"hIST", b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];

/// Drops EXIF, texts, times, and all that is not part of the picture.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = PNG.to_vec();
    let mut at = PNG.len();
    loop {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name = &head[4..];
        if OF_PNG.iter().any(|known| known.as_slice() == name) {
            out.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        at += chunk.len();
    }
}

/// Drops comments, XMP, and whatever else is neither a picture nor how often it repeats.
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];
    let colours = |flags: u8| match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    };
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    let mut has_picture = false;
    loop {
        let (kind, label) = (bytes.get(at).copied(), bytes.get(at + 1).copied());
        let (data, keeps) = match kind {
            Some(0x2c) => (at + 11 + colours(*bytes.get(at + 9)?), true),
            Some(0x21) => {
                let name = bytes.get(at + 3..at + 14).unwrap_or_default();
                let loops = label == Some(0xff) && LOOPS.contains(&name);
                (at + 2, label == Some(0xf9) || loops)
            }
            // Some programs fill up with these.
            Some(0) => {
                at += 1;
                continue;
            }
            Some(0x3b) | None if has_picture => {
                out.push(0x3b);
                return Some(out);
            }
            _ => return None,
        };
        let end = data + length_of_blocks(bytes.get(data..)?)?;
        if keeps {
            out.extend_from_slice(&bytes[at..end]);
        }
        has_picture |= kind == Some(0x2c);
        at = end;
    }
}

/// Blocks of a GIF follow each other, each with its length, until an empty one.
fn length_of_blocks(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// Drops EXIF, XMP and what is unknown, and says so in the header.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const HAS_EXIF_OR_XMP: u8 = 0b1100;
    let mut out = bytes.get(..12)?.to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let end = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let chunk = bytes.get(at..end)?;
        match &head[..4] {
            b"VP8X" => {
                let start = out.len();
                out.extend_from_slice(chunk);
                *out.get_mut(start + 8)? &= !HAS_EXIF_OR_XMP;
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => {
                out.extend_from_slice(chunk);
            }
            _ => {}
        }
        at = end;
    }
    if out.len() == 12 {
        return None;
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment of a JPEG.
    fn segment(marker: u8, bytes: &[u8]) -> Vec<u8> {
        let length = u16::try_from(bytes.len() + 2).expect("a short segment").to_be_bytes();
        [&[0xff, marker][..], &length, bytes].concat()
    }

    /// EXIF with an orientation and the name of a place.
    fn exif(turn: u8) -> Vec<u8> {
        let head = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0";
        [&head[..], &[turn, 0, 0, 0], b"\0\0\0\0GPS of Bled"].concat()
    }

    fn holds(bytes: &[u8], words: &[u8]) -> bool {
        memchr::memmem::find(bytes, words).is_some()
    }

    #[test]
    fn photos_lose_what_cameras_write_and_stay_turned() {
        let picture = b"\x01\xff\x00\x02\xff\xd0\x03";
        let photo = [
            b"\xff\xd8".to_vec(),
            segment(0xe0, b"JFIF\0"),
            segment(0xe1, &exif(6)),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0XMP by Ana"),
            segment(0xe2, b"ICC_PROFILE\0"),
            segment(0xed, b"Photoshop 3.0\0IPTC"),
            segment(0xfe, b"comment"),
            segment(0xda, b"\x01"),
            picture.to_vec(),
            segment(0xda, b"\x02"),
            picture.to_vec(),
            b"\xff\xd9a film".to_vec(),
        ]
        .concat();
        let clean = without_metadata(&photo);
        for gone in [&b"Bled"[..], b"XMP", b"IPTC", b"comment", b"film"] {
            assert!(!holds(&clean, gone), "{gone:?}");
        }
        for kept in [&b"JFIF"[..], b"ICC_PROFILE", picture, b"\x12\0\x03\0\0\0\x01\0\x06"] {
            assert!(holds(&clean, kept), "{kept:?}");
        }
        assert!(clean.ends_with(b"\x03\xff\xd9"));
        assert_eq!(without_metadata(&clean), clean);
        let upright =
            [b"\xff\xd8".to_vec(), segment(0xe1, &exif(1)), b"\xff\xd9".to_vec()].concat();
        assert_eq!(*without_metadata(&upright), *b"\xff\xd8\xff\xd9");
    }

    #[test]
    fn previews_go_and_photos_that_were_cut_short_are_ended() {
        let photo = [
            b"\xff\xd8".to_vec(),
            segment(0xe0, b"JFXX\0 preview"),
            segment(0xe2, b"MPF\0 preview"),
            segment(0xee, b"preview"),
            segment(0xee, b"Adobe\0d"),
            segment(0xda, b"\x01"),
            b"\x01\x02".to_vec(),
        ]
        .concat();
        let clean = cleaned(&photo).expect("a photo");
        assert!(!holds(&clean, b"preview") && holds(&clean, b"Adobe"));
        assert!(clean.ends_with(b"\x01\x02\xff\xd9"));
        assert_eq!(cleaned(b"\xff\xd8\xff\xd8"), None);
    }

    #[test]
    fn moving_pictures_keep_how_often_they_repeat_and_nothing_else() {
        let head = b"GIF89a\x02\0\x01\0\x80\0\0ABCDEF";
        let repeats = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
        let pause = b"!\xf9\x04\0\x0a\0\0\0";
        let picture = b",\0\0\0\0\x02\0\x01\0\x80GHIJKL\x02\x02D\x01\0";
        let words: [&[u8]; 4] = [
            b"!\xfe\x07by Ana!\0",
            b"!\xff\x0bXMP DataXMP\x03Ana\0",
            b"!\x01\x03Ana\x02by\0",
            b"\0\0",
        ];
        let film = [&head[..], repeats, &words.concat(), pause, picture, pause, picture].concat();
        let clean = [&head[..], repeats, pause, picture, pause, picture, b";"].concat();
        assert_eq!(cleaned(&film).as_deref(), Some(&*clean));
        assert_eq!(cleaned(&[&film[..], b";<script>"].concat()).as_deref(), Some(&*clean));
        assert_eq!(cleaned(&film[..film.len() - 1]), None);
    }

    #[test]
    fn drawings_lose_their_texts() {
        let chunk = |name: &[u8], bytes: &[u8]| {
            let length = u32::try_from(bytes.len()).expect("a short chunk").to_be_bytes();
            [&length[..], name, bytes, b"\0\0\0\0"].concat()
        };
        let drawn = |chunks: &[Vec<u8>]| [PNG.to_vec(), chunks.concat()].concat();
        let (head, data, end) = (chunk(b"IHDR", b"x"), chunk(b"IDAT", b"y"), chunk(b"IEND", b""));
        let png = drawn(&[
            head.clone(),
            chunk(b"tEXt", b"Author\0Ana"),
            chunk(b"eXIf", b"II"),
            chunk(b"caBX", b"made by Ana"),
            data.clone(),
            end.clone(),
            b"behind".to_vec(),
        ]);
        assert_eq!(*without_metadata(&png), drawn(&[head, data, end]));
    }

    #[test]
    fn web_pictures_lose_their_metadata_and_say_so() {
        let chunk = |name: &[u8], bytes: &[u8]| {
            let length = u32::try_from(bytes.len()).expect("a short chunk").to_le_bytes();
            let pad = &[0][..bytes.len() % 2];
            [name, &length, bytes, pad].concat()
        };
        let whole = |flags: u8, rest: &[Vec<u8>]| {
            let body = [chunk(b"VP8X", &[flags, 0, 0, 0]), rest.concat()].concat();
            let size = u32::try_from(body.len() + 4).expect("short").to_le_bytes();
            [&b"RIFF"[..], &size, b"WEBP", &body].concat()
        };
        let data = chunk(b"VP8 ", b"abc");
        let webp = whole(0b1_1100, &[data.clone(), chunk(b"EXIF", b"x"), chunk(b"XMP ", b"yz")]);
        assert_eq!(*without_metadata(&webp), whole(0b1_0000, &[data]));
    }

    #[test]
    fn what_is_no_image_stays_and_nothing_panics() {
        for bytes in [&b""[..], b"text", b"GIF89a", b"\xff\xd8\xff", PNG, b"RIFF....WEBPVP8X"] {
            assert_eq!(*without_metadata(bytes), *bytes);
        }
        let starts = [
            &b"\xff\xd8\xff\xe1\0\x20Exif\0\0MM"[..],
            b"\xff\xd8\xff\xda\0\x02\xff",
            b"\xff\xd8\xff\xff",
        ];
        for start in starts {
            for n in 0..40 {
                let _ = without_metadata(&[start, &vec![0xff; n]].concat());
                let _ = without_metadata(&[start, &vec![n as u8; n]].concat());
            }
        }
    }
}
