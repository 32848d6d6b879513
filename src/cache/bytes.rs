//! The binary form of everything in the cache.
//!
//! Fields come in the order of the code, numbers are little-endian, and texts and lists have
//! their length in front. There are no tags and no versions: the digest of the program stands
//! in front of the state, so bytes are only ever read by the program that wrote them.

use crate::files::Digest;
use crate::model::Timestamp;
use crate::text::Lang;

/// Appends values to a buffer.
#[derive(Default)]
pub(super) struct Encoder(pub(super) Vec<u8>);

impl Encoder {
    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub(super) fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.0.extend_from_slice(&(text.len() as u32).to_le_bytes());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn time(&mut self, time: Option<Timestamp>) {
        self.optional(time.as_ref(), |out, time| out.number(time.0 as u64));
    }

    pub(super) fn optional<T>(&mut self, value: Option<&T>, put: impl FnOnce(&mut Encoder, &T)) {
        self.byte(u8::from(value.is_some()));
        if let Some(value) = value {
            put(self, value);
        }
    }

    pub(super) fn list<T>(&mut self, values: &[T], put: impl Fn(&mut Encoder, &T)) {
        self.0.extend_from_slice(&(values.len() as u32).to_le_bytes());
        for value in values {
            put(self, value);
        }
    }

    pub(super) fn bool(&mut self, value: bool) {
        self.byte(u8::from(value));
    }

    pub(super) fn digest(&mut self, digest: Digest) {
        self.0.extend_from_slice(&digest.0);
    }

    /// Writes a choice of several, and its text.
    pub(super) fn tagged_text(&mut self, kind: u8, text: &str) {
        self.byte(kind);
        self.text(text);
    }

    /// Writes the position of a source; `None` stands for an answer written by hand.
    pub(super) fn source(&mut self, source: Option<usize>) {
        self.optional(source.as_ref(), |out, source| out.number(*source as u64));
    }

    pub(super) fn lang(&mut self, lang: Lang) {
        self.text(lang.as_str());
    }
}

/// Reads values in the order in which an [`Encoder`] wrote them. Every method returns `None`
/// when the bytes end early or cannot be such a value; no input makes it panic.
pub(super) struct Decoder<'a>(pub(super) &'a [u8]);

impl<'a> Decoder<'a> {
    pub(super) fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        Some(self.take(1)?[0])
    }

    pub(super) fn length(&mut self) -> Option<usize> {
        self.small().map(|number| number as usize)
    }

    pub(super) fn small(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    pub(super) fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    pub(super) fn text(&mut self) -> Option<String> {
        let n = self.length()?;
        Some(std::str::from_utf8(self.take(n)?).ok()?.to_owned())
    }

    pub(super) fn source(&mut self) -> Option<Option<usize>> {
        self.optional(|input| Some(input.number()? as usize))
    }

    pub(super) fn lang(&mut self) -> Option<Lang> {
        Lang::new(&self.text()?)
    }

    pub(super) fn time(&mut self) -> Option<Option<Timestamp>> {
        self.optional(|input| Some(Timestamp(input.number()? as i64)))
    }

    pub(super) fn optional<T>(
        &mut self,
        get: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            _ => Some(Some(get(self)?)),
        }
    }

    pub(super) fn list<T>(&mut self, get: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let n = self.length()?;
        (0..n).map(|_| get(self)).collect()
    }

    pub(super) fn bool(&mut self) -> Option<bool> {
        Some(self.byte()? != 0)
    }

    pub(super) fn digest(&mut self) -> Option<Digest> {
        Some(Digest(self.take(16)?.try_into().ok()?))
    }
}
