//! Numbers and texts as bytes, digests, names of files.

/// Writes numbers and texts one after another.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, Default)]
pub(super) struct Pen {
    pub(super) bytes: Vec<u8>,
}

#[cfg(feature = "cli")]
impl Pen {
    /// Writes a number in 7 bits a byte, the lowest first; the last byte is below 128.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Writes a text behind the number of its bytes.
    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes a text that often begins as the one before it: how many bytes they
    /// share, then the rest.
    pub(super) fn text_after(&mut self, before: &str, text: &str) {
        let mut shared =
            before.bytes().zip(text.bytes()).take_while(|(left, right)| left == right).count();
        while !text.is_char_boundary(shared) {
            shared -= 1;
        }
        self.number(shared as u64);
        self.text(&text[shared..]);
    }
}

/// Reads what a [`Pen`] wrote; nothing where the bytes end or make no sense.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Scan<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Scan<'a> {
        Scan { rest: bytes }
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub(super) fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(n)?;
        self.rest = rest;
        Some(taken)
    }

    #[inline]
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Reads a number of things of which each takes a byte at least.
    pub(super) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.rest.len()).then_some(count)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// Replaces the text before by the one after it.
    pub(super) fn text_after(&mut self, text: &mut String) -> Option<()> {
        let shared = usize::try_from(self.number()?).ok()?;
        if !text.is_char_boundary(shared) {
            return None;
        }
        text.truncate(shared);
        text.push_str(self.text()?);
        Some(())
    }
}

/// The letter in front of the name of a file of cards.
pub(super) const CARDS: char = 'c';

/// How many bytes of a digest stand for a file.
pub(super) const DIGEST: usize = 6;

/// The digest of a file's bytes: 48 bits of FNV-1a, mixed at the end. It finds
/// what a disk or a cache did to a file; it keeps no forger out, and need not.
pub(super) type Digest = [u8; DIGEST];

/// Returns the digest of a file's bytes before compression.
pub(super) fn digest(bytes: &[u8]) -> Digest {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^= hash >> 32;
    let all = hash.to_le_bytes();
    [all[0], all[1], all[2], all[3], all[4], all[5]]
}

/// The part of a digest that tells a file of cards from what it was: its name holds
/// its number, too.
pub(super) type ShortDigest = [u8; 3];

/// Shortens a digest.
pub(super) fn short(digest: &Digest) -> ShortDigest {
    [digest[0], digest[1], digest[2]]
}

/// Returns the name of a file: what it holds, and its digest in 10 letters.
pub(super) fn name(kind: char, digest: &Digest) -> String {
    let mut name = String::from(kind);
    push_bits(&mut name, digest, 10);
    name.push_str(".bin");
    name
}

/// Returns the name of a file of cards: its number, and its digest in 5 letters.
pub(super) fn card_name(number: usize, digest: &ShortDigest) -> String {
    let mut name = String::from(CARDS);
    push_bits(&mut name, &(number as u32).to_be_bytes()[1..], 5);
    push_bits(&mut name, digest, 5);
    name.push_str(".bin");
    name
}

/// Tells whether bytes are what a file of this name holds.
pub(super) fn is_named(file: &str, bytes: &[u8]) -> bool {
    let digest = digest(bytes);
    if !file.starts_with(CARDS) {
        return file.chars().next().is_some_and(|kind| name(kind, &digest) == file);
    }
    let mut end = String::new();
    push_bits(&mut end, &short(&digest), 5);
    end.push_str(".bin");
    file.ends_with(&end)
}

/// Appends a hyphen, and bits in letters of 5 bits each.
fn push_bits(name: &mut String, bytes: &[u8], n_letters: u32) {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bits = bytes.iter().fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
    let letter = |at: u32| char::from(LETTERS[(bits >> (5 * at) & 31) as usize]);
    name.push('-');
    name.extend((0..n_letters).rev().map(letter));
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut pen = Pen::default();
        for number in [0, 127, 128, 300, u64::MAX] {
            pen.number(number);
        }
        pen.text("слово");
        pen.text_after("пароль", "паролі");
        let mut scan = Scan::new(&pen.bytes);
        let numbers: Vec<u64> = (0..5).filter_map(|_| scan.number()).collect();
        assert_eq!(numbers, [0, 127, 128, 300, u64::MAX]);
        assert_eq!(scan.text(), Some("слово"));
        let mut text = "пароль".to_owned();
        assert_eq!(scan.text_after(&mut text), Some(()));
        assert_eq!((text.as_str(), scan.rest), ("паролі", &[][..]));
        assert_eq!(scan.number(), None);
    }

    #[test]
    fn nonsense_is_nothing() {
        assert_eq!(Scan::new(&[0xff; 20]).number(), None);
        assert_eq!(Scan::new(&[9, b'a']).text(), None);
        assert_eq!(Scan::new(&[1, 0xff]).text(), None);
        assert_eq!(Scan::new(&[1, 0]).text_after(&mut "я".to_owned()), None);
    }

    #[test]
    fn names_tell_bytes_apart() {
        let names: Vec<String> =
            [&b""[..], b"a", b"b"].iter().map(|bytes| name('t', &digest(bytes))).collect();
        assert!(names.iter().all(|name| name.len() == 16 && name.starts_with("t-")));
        assert!(names[0] != names[1] && names[1] != names[2]);
        let card = card_name(7, &short(&digest(b"a")));
        assert!(is_named(&names[1], b"a") && is_named(&card, b"a"));
        assert!(!is_named(&names[1], b"b") && !is_named(&card, b"b") && !is_named("", b""));
        assert_ne!(card, card_name(8, &short(&digest(b"a"))));
    }
}
