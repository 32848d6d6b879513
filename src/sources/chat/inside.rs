//! Where values lie within a record: comments within the post that they are below.

use serde_json::value::RawValue;

use super::message::Span;

/// Finds the places of values within a record, in their order.
pub(in crate::sources) struct Inside<'t> {
    span: Span,
    text: &'t str,
    /// How far lines were counted.
    seen: usize,
}

impl<'t> Inside<'t> {
    /// Starts at a record; `text` is all of it.
    pub(in crate::sources) fn new(span: Span, text: &'t str) -> Inside<'t> {
        Inside { span, text, seen: 0 }
    }

    /// Returns the place of the record, at the line that was come to.
    pub(in crate::sources) fn here(&self) -> Span {
        self.span
    }

    /// Returns where a value lies that was borrowed from the record.
    pub(in crate::sources) fn span(&mut self, value: &RawValue) -> Span {
        let value = value.get();
        let offset = (value.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let passed = self.text.as_bytes().get(self.seen..offset).unwrap_or_default();
        let n_lines = memchr::memchr_iter(b'\n', passed).count();
        self.seen = self.seen.max(offset);
        self.span.line = self.span.line.saturating_add(u32::try_from(n_lines).unwrap_or(u32::MAX));
        Span {
            offset: self.span.offset + offset as u64,
            len: u32::try_from(value.len()).unwrap_or(u32::MAX),
            ..self.span
        }
    }
}
