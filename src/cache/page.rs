//! The record of a rendered page: what it depended on, so that a later build can tell whether
//! it would come out the same.

use crate::diag::Sink;
use crate::files::Digest;
use crate::media::{PageFile, Refusal};
use crate::output::SitePath;

use super::bytes::{Decoder, Encoder};

/// What is known of a rendered page. While its key stays the same, rendering it again would
/// give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRecord {
    /// The digest of its inputs, and of what it is shown with.
    pub key: Digest,
    /// The files that it shows, or would show.
    pub files: Vec<PageFile>,
    /// The problems found while it was rendered, which later builds report again.
    pub sink: Sink,
    /// The document of the search index that belongs to it: the name of the source, and the
    /// id of the thread there.
    pub document: Option<(String, String)>,
    /// The picture of its link that was drawn.
    pub card: Option<SitePath>,
}

impl Encoder {
    pub(super) fn page(&mut self, page: &PageRecord) {
        self.digest(page.key);
        self.list(&page.files, |out, file| {
            match &file.outcome {
                Ok(path) => out.tagged_text(0, path.as_str()),
                Err(refusal) => out.byte(*refusal as u8 + 1),
            }
            out.source(file.source);
            out.text(&file.path);
        });
        self.sink(&page.sink);
        self.optional(page.document.as_ref(), |out, (source, id)| {
            out.text(source);
            out.text(id);
        });
        self.optional(page.card.as_ref(), |out, path| out.text(path.as_str()));
    }
}

impl Decoder<'_> {
    pub(super) fn page(&mut self) -> Option<PageRecord> {
        Some(PageRecord {
            key: self.digest()?,
            files: self.list(|input| {
                let outcome = match input.byte()? {
                    0 => Ok(SitePath::new(input.text()?)?),
                    n => Err(*Refusal::ALL.get(usize::from(n) - 1)?),
                };
                Some(PageFile { outcome, source: input.source()?, path: input.text()? })
            })?,
            sink: self.sink()?,
            document: self.optional(|input| Some((input.text()?, input.text()?)))?,
            card: self.optional(|input| SitePath::new(input.text()?))?,
        })
    }
}
