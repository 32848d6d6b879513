//! AVIF: boxes within boxes, some of which point into others.
//!
//! Nothing is cut out, since all that lies behind would move: metadata is overwritten with
//! zeros, and what named it then names something that is free.

use std::ops::Range;

/// A box.
pub(super) struct AvifBox {
    /// What it is.
    pub name: [u8; 4],
    /// Where its name stands.
    pub at: usize,
    /// What is in it.
    pub body: Range<usize>,
}

/// Overwrites EXIF, XMP and whatever else describes the picture.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.to_vec();
    let mut has_picture = false;
    let all = boxes(bytes, 0..bytes.len())?;
    let data = all.iter().filter(|found| found.name == *b"mdat").map(|found| found.body.clone());
    let data: Vec<Range<usize>> = data.collect();
    for found in all {
        match &found.name {
            b"ftyp" | b"mdat" | b"free" | b"skip" => {}
            b"meta" => {
                clean_items(bytes, found.body, &data, &mut out)?;
                has_picture = true;
            }
            b"moov" => clean_film(bytes, found.body, &mut out)?,
            _ => blank(&found, &mut out),
        }
    }
    has_picture.then_some(out)
}

/// Returns the boxes that fill a range; `None` when they do not.
pub(super) fn boxes(bytes: &[u8], range: Range<usize>) -> Option<Vec<AvifBox>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut input = ByteReader { bytes: bytes.get(at..range.end)?, at: 0 };
        let length = input.number(4)?;
        let name = input.take(4)?.try_into().ok()?;
        let length = match length {
            0 => range.end - at,
            1 => usize::try_from(input.number(8)?).ok()?,
            length => usize::try_from(length).ok()?,
        };
        let end = at.checked_add(length).filter(|end| *end <= range.end)?;
        let body = at + input.at..end;
        if body.start > body.end {
            return None;
        }
        found.push(AvifBox { name, at: at + 4, body });
        at = end;
    }
    Some(found)
}

/// Boxes with a version in front of their content.
pub(super) fn versioned(body: Range<usize>) -> Range<usize> {
    (body.start + 4).min(body.end)..body.end
}

fn blank(found: &AvifBox, out: &mut [u8]) {
    out[found.at..found.at + 4].copy_from_slice(b"free");
    out[found.body.clone()].fill(0);
}

/// Pictures that move may describe themselves as films do.
fn clean_film(bytes: &[u8], body: Range<usize>, out: &mut [u8]) -> Option<()> {
    for found in boxes(bytes, body)? {
        match &found.name {
            b"udta" | b"uuid" | b"meta" => blank(&found, out),
            b"trak" => clean_film(bytes, found.body, out)?,
            _ => {}
        }
    }
    Some(())
}

/// Overwrites the items of a picture that are not pictures.
fn clean_items(
    bytes: &[u8],
    body: Range<usize>,
    data: &[Range<usize>],
    out: &mut [u8],
) -> Option<()> {
    let inner = boxes(bytes, versioned(body))?;
    let named = |name: &[u8; 4]| inner.iter().find(|found| found.name == *name);
    for found in &inner {
        if matches!(&found.name, b"uuid" | b"udta" | b"xml " | b"bxml") {
            blank(found, out);
        }
    }
    let Some(items) = named(b"iinf") else { return Some(()) };
    let mut input = ByteReader { bytes: bytes.get(items.body.clone())?, at: 0 };
    let version = input.number(4)? >> 24;
    input.number(if version == 0 { 2 } else { 4 })?;
    let mut gone = Vec::new();
    for item in boxes(bytes, items.body.start + input.at..items.body.end)? {
        let mut input = ByteReader { bytes: bytes.get(item.body.clone())?, at: 0 };
        let version = input.number(4)? >> 24;
        let id = input.number(if version < 3 { 2 } else { 4 })?;
        input.number(2)?;
        let at = item.body.start + input.at;
        if matches!(input.take(4)?, b"Exif" | b"mime" | b"uri ") {
            out[at..at + 4].copy_from_slice(b"free");
            gone.push(id);
        }
    }
    if gone.is_empty() {
        return Some(());
    }
    let within = named(b"idat").map_or(0..0, |found| found.body.clone());
    for range in places(bytes, named(b"iloc")?.body.clone(), within.clone(), &gone)? {
        // Elsewhere it is no data, and overwriting it would leave no picture.
        let is_in = |body: &Range<usize>| body.start <= range.start && range.end <= body.end;
        if !is_in(&within) && !data.iter().any(is_in) {
            return None;
        }
        out.get_mut(range)?.fill(0);
    }
    Some(())
}

/// Returns where the bytes of some items lie.
fn places(
    bytes: &[u8],
    body: Range<usize>,
    within: Range<usize>,
    wanted: &[u64],
) -> Option<Vec<Range<usize>>> {
    let mut input = ByteReader { bytes: bytes.get(body)?, at: 0 };
    let version = input.number(4)? >> 24;
    let sizes = input.number(2)?;
    let size = |shift: u32| usize::try_from(sizes >> shift & 15).unwrap_or(0);
    let (of_offset, of_length, of_base) = (size(12), size(8), size(4));
    let of_index = if version == 0 { 0 } else { size(0) };
    let n_items = input.number(if version < 2 { 2 } else { 4 })?;
    let mut found = Vec::new();
    for _ in 0..n_items {
        let id = input.number(if version < 2 { 2 } else { 4 })?;
        let is_within = version > 0 && input.number(2)? & 15 == 1;
        input.number(2)?;
        let base = input.number(of_base)?;
        for _ in 0..input.number(2)? {
            input.number(of_index)?;
            let (offset, length) = (input.number(of_offset)?, input.number(of_length)?);
            if !wanted.contains(&id) {
                continue;
            }
            let start = usize::try_from(base.checked_add(offset)?).ok()?;
            let start = if is_within { within.start.checked_add(start)? } else { start };
            // Without a length it is all there is, which cannot be overwritten.
            let length = usize::try_from(length).ok().filter(|length| *length > 0)?;
            found.push(start..start.checked_add(length)?);
        }
    }
    Some(found)
}

/// Numbers one after the other, the weightiest byte first.
pub(super) struct ByteReader<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl<'a> ByteReader<'a> {
    pub(super) fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(n)?)?;
        self.at += n;
        Some(taken)
    }

    /// Reads a number of up to eight bytes.
    pub(super) fn number(&mut self, n: usize) -> Option<u64> {
        let bytes = self.take(n)?;
        (n <= 8).then(|| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn full(name: &[u8], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 8).expect("short").to_be_bytes();
        [&length[..], name, body].concat()
    }

    /// A picture of 640 by 480 with EXIF behind it and XMP within.
    pub fn picture() -> Vec<u8> {
        let infe = |id: u8, name: &[u8]| {
            full(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], name, b"\0"].concat())
        };
        let items = [infe(1, b"av01"), infe(2, b"Exif"), infe(3, b"mime")].concat();
        let iinf = full(b"iinf", &[&[0, 0, 0, 0, 0, 3][..], &items].concat());
        let ispe = full(b"ispe", &[0, 0, 0, 0, 0, 0, 2, 128, 0, 0, 1, 224]);
        let iprp = full(b"iprp", &full(b"ipco", &ispe));
        let idat = full(b"idat", b"..XMP by Ana");
        let ftyp = full(b"ftyp", b"avif\0\0\0\0avifmif1");
        let with = |start: u32| {
            let place = |id: u8, method: u8, offset: u32, length: u8| {
                let head = [0, id, 0, method, 0, 0, 0, 1];
                [&head[..], &offset.to_be_bytes(), &[0, 0, 0, length]].concat()
            };
            let places =
                [place(1, 0, start, 4), place(2, 0, start + 4, 8), place(3, 1, 2, 10)].concat();
            let iloc = full(b"iloc", &[&[1, 0, 0, 0, 0x44, 0, 0, 3][..], &places].concat());
            let inner = [&[0; 4][..], &iinf, &iloc, &iprp, &idat].concat();
            [ftyp.clone(), full(b"meta", &inner), full(b"mdat", b"PIXLof Bled!")].concat()
        };
        let start = with(0).len() - 12;
        with(u32::try_from(start).expect("short"))
    }

    #[test]
    fn descriptions_are_overwritten_and_the_picture_is_not() {
        let before = picture();
        let after = cleaned(&before).expect("a whole picture");
        assert_eq!(after.len(), before.len());
        let holds = |words: &[u8]| memchr::memmem::find(&after, words).is_some();
        assert!(holds(b"PIXL") && holds(b"av01") && holds(b"ispe"));
        for gone in [&b"Bled"[..], b"XMP", b"Exif", b"mime"] {
            assert!(!holds(gone), "{gone:?}");
        }
        assert_eq!(cleaned(&after), Some(after.clone()));
        // What would be overwritten is no data.
        let mut crossed = before.clone();
        let exif = before.len() - 8;
        let at = memchr::memmem::find(&before, &u32::try_from(exif).expect("short").to_be_bytes());
        crossed[at.expect("its place") + 3] = 4;
        crossed[at.expect("its place") + 2] = 0;
        assert_eq!(cleaned(&crossed), None);
        // What cannot be overwritten for sure is no picture.
        for end in 0..before.len() {
            let _ = cleaned(&before[..end]);
        }
        let other = [before.clone(), full(b"uuid", b"XMP by Ana")].concat();
        let clean = cleaned(&other).expect("a whole picture");
        assert!(memchr::memmem::find(&clean, b"Ana").is_none());
    }
}
