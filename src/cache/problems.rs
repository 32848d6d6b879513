//! The binary form of problems. A build that takes a unit or a page from the cache reports
//! its problems again, as if it had just read or rendered it.

use crate::diag::{Code, Diagnostic, Excerpt, Label, Place, Severity, Sink};

use super::bytes::{Decoder, Encoder};

impl Encoder {
    pub(super) fn sink(&mut self, sink: &Sink) {
        self.list(sink.diagnostics(), Encoder::diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        self.text(diagnostic.code.name());
        self.bool(diagnostic.severity == Severity::Error);
        self.text(&diagnostic.message);
        self.list(&diagnostic.labels, |out, label| {
            out.place(&label.place);
            out.text(&label.text);
        });
        self.list(&diagnostic.notes, |out, note| out.text(note));
        self.list(&diagnostic.helps, |out, help| out.text(help));
    }

    fn place(&mut self, place: &Place) {
        self.text(&place.path);
        self.number(place.line as u64);
        self.number(place.column as u64);
        self.optional(place.excerpt.as_ref(), |out, excerpt| {
            out.text(&excerpt.text);
            out.number(excerpt.range.start as u64);
            out.number(excerpt.range.end as u64);
        });
    }
}

impl Decoder<'_> {
    pub(super) fn sink(&mut self) -> Option<Sink> {
        let mut sink = Sink::new();
        self.list(Decoder::diagnostic)?.into_iter().for_each(|diagnostic| sink.push(diagnostic));
        Some(sink)
    }

    fn diagnostic(&mut self) -> Option<Diagnostic> {
        Some(Diagnostic {
            code: Code::by_name(&self.text()?)?,
            severity: if self.bool()? { Severity::Error } else { Severity::Warning },
            message: self.text()?,
            labels: self
                .list(|input| Some(Label { place: input.place()?, text: input.text()? }))?,
            notes: self.list(Decoder::text)?,
            helps: self.list(Decoder::text)?,
        })
    }

    fn place(&mut self) -> Option<Place> {
        Some(Place {
            path: self.text()?,
            line: self.number()? as usize,
            column: self.number()? as usize,
            excerpt: self.optional(|input| {
                let text = input.text()?;
                let (start, end) = (input.number()? as usize, input.number()? as usize);
                text.get(start..end)?;
                Some(Excerpt { text, range: start..end })
            })?,
        })
    }
}
