//! Tables in UTF-16, which spreadsheets write as "Unicode text".

use std::borrow::Cow;

/// How many bytes are looked at to find out how a file is written.
pub(super) const SAMPLE: usize = 1 << 10;

/// How the characters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sources) enum Charset {
    /// Line breaks, quotes and delimiters are bytes.
    Bytes,
    /// They are two bytes, the lower one first.
    Utf16Le,
    /// They are two bytes, the higher one first.
    Utf16Be,
}

impl Charset {
    /// Finds out how a file is written, and how long its byte order mark is.
    pub fn of(head: &[u8]) -> (Charset, usize) {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => (Charset::Bytes, 3),
            [0xFF, 0xFE, ..] => (Charset::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Charset::Utf16Be, 2),
            _ => (Charset::guess(head), 0),
        }
    }

    /// Names of columns and what stands between them are ASCII for the most part, of which
    /// UTF-16 has every other byte zero; other texts have none.
    fn guess(head: &[u8]) -> Charset {
        let head = &head[..head.len().min(SAMPLE)];
        let (mut n_low, mut n_high) = (0, 0);
        for pair in head.chunks_exact(2) {
            n_low += usize::from(pair[0] == 0);
            n_high += usize::from(pair[1] == 0);
        }
        let is_enough = |n: usize| n > 1 && n * 16 >= head.len();
        match (n_low, n_high) {
            (0, n) if is_enough(n) => Charset::Utf16Le,
            (n, 0) if is_enough(n) => Charset::Utf16Be,
            _ => Charset::Bytes,
        }
    }

    /// Makes UTF-8 of the bytes of whole characters; what is no character becomes one that
    /// says so. Other bytes stay.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        let unit = match self {
            Charset::Bytes => return Cow::Borrowed(bytes),
            Charset::Utf16Le => u16::from_le_bytes,
            Charset::Utf16Be => u16::from_be_bytes,
        };
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let letters = char::decode_utf16(units);
        let text: String =
            letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        Cow::Owned(text.into_bytes())
    }

    /// Makes the bytes of a file again of what [`Charset::decode`] made.
    pub fn encode(self, text: &[u8]) -> Cow<'_, [u8]> {
        let bytes = match self {
            Charset::Bytes => return Cow::Borrowed(text),
            Charset::Utf16Le => u16::to_le_bytes,
            Charset::Utf16Be => u16::to_be_bytes,
        };
        let text = String::from_utf8_lossy(text);
        Cow::Owned(text.encode_utf16().flat_map(bytes).collect())
    }

    /// Tells how many bytes of the file became this text.
    pub fn n_bytes(self, text: &[u8]) -> usize {
        if self == Charset::Bytes {
            return text.len();
        }
        let units = text.iter().map(|byte| match byte {
            0x80..0xC0 => 0,
            0xF0.. => 4,
            _ => 2,
        });
        units.sum()
    }

    /// Tells how many bytes at the start are whole characters; what is left waits for more.
    pub fn n_whole(self, bytes: &[u8]) -> usize {
        let even = bytes.len() & !1;
        let last = match (self, bytes[..even].last_chunk()) {
            (Charset::Bytes, _) => return bytes.len(),
            (_, None) => return even,
            (Charset::Utf16Le, Some(pair)) => u16::from_le_bytes(*pair),
            (Charset::Utf16Be, Some(pair)) => u16::from_be_bytes(*pair),
        };
        // The first half of a pair.
        if (0xD800..0xDC00).contains(&last) { even - 2 } else { even }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decoded_has_its_length_and_becomes_the_same_again() {
        let text = "id\tтекст\t🔑 \u{fffd}\n";
        for charset in [Charset::Utf16Le, Charset::Utf16Be] {
            let bytes = charset.encode(text.as_bytes()).into_owned();
            assert_eq!(charset.decode(&bytes), text.as_bytes());
            assert_eq!(charset.n_bytes(text.as_bytes()), bytes.len());
            assert_eq!(Charset::of(&bytes), (charset, 0));
            let half = bytes.len() - 7;
            assert_eq!(charset.n_whole(&bytes[..half]), half - 3);
        }
        assert_eq!(Charset::of("id,текст\n".as_bytes()), (Charset::Bytes, 0));
        assert_eq!(Charset::of(b"\0"), (Charset::Bytes, 0));
        // Half a pair is one character, as long as it was.
        let lone = Charset::Utf16Le.decode(b"\x3d\xd8a\0");
        assert_eq!(Charset::Utf16Le.n_bytes(&lone), 4);
    }
}
