//! The record of a rendered page: what it depended on, so that a later build can tell whether
//! it would come out the same.

use crate::diag::Sink;
use crate::files::Digest;
use crate::model::ThreadId;
use crate::output::SitePath;
use crate::privacy::Refusal;

use super::bytes::{Decoder, Encoder};

/// A question that rendering a post asks of the rest of the site, because a link or a picture
/// in the post names something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup {
    /// Where is the page of a thread? The source is given by its position in the settings.
    Thread(usize, ThreadId),
    /// Where is the page of the thread that lies in this file?
    Origin(String),
    /// Which id has a part of the page of the thread that lies in this file? By what links call
    /// it.
    Part(String, String),
    /// Does the site publish a file of this path?
    Path(String),
    /// Under which name is a file published that a post names? The source is given by its
    /// position in the settings; `None` stands for an answer written by hand.
    File(Option<usize>, String),
}

/// A file that a page shows, or would show if it could be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFile {
    /// The position of the source in the settings; `None` for an answer written by hand.
    pub source: Option<usize>,
    /// The path of the original.
    pub path: String,
    /// The path of the published copy, or why there is none.
    pub outcome: Result<SitePath, Refusal>,
}

/// What is known of a rendered page. While its key and the answers to its lookups stay the
/// same, rendering it again would give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRecord {
    /// The digest of everything that the page shows, except where its links lead.
    pub key: Digest,
    /// The lookups made while it was rendered, with the digests of their answers.
    pub lookups: Vec<(Lookup, Digest)>,
    /// The files that it shows, or would show.
    pub files: Vec<PageFile>,
    /// The problems found while it was rendered, which later builds report again.
    pub sink: Sink,
    /// The document of the search index that belongs to it: the name of the source, and the
    /// id of the thread there.
    pub document: Option<(String, String)>,
}

impl Encoder {
    pub(super) fn page(&mut self, page: &PageRecord) {
        self.digest(page.key);
        self.list(&page.lookups, |out, (lookup, answer)| {
            match lookup {
                Lookup::Thread(source, id) => {
                    out.byte(0);
                    out.number(*source as u64);
                    out.text(&id.0);
                }
                Lookup::Origin(path) => out.tagged_text(1, path),
                Lookup::Path(path) => out.tagged_text(2, path),
                Lookup::Part(path, fragment) => {
                    out.tagged_text(4, path);
                    out.text(fragment);
                }
                Lookup::File(source, path) => {
                    out.tagged_text(3, path);
                    out.source(*source);
                }
            }
            out.digest(*answer);
        });
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
    }

    fn source(&mut self, source: Option<usize>) {
        self.optional(source.as_ref(), |out, source| out.number(*source as u64));
    }

    pub(super) fn tagged_text(&mut self, kind: u8, name: &str) {
        self.byte(kind);
        self.text(name);
    }
}

impl Decoder<'_> {
    pub(super) fn page(&mut self) -> Option<PageRecord> {
        Some(PageRecord {
            key: self.digest()?,
            lookups: self.list(|input| {
                let lookup = match input.byte()? {
                    0 => Lookup::Thread(input.number()? as usize, ThreadId(input.text()?)),
                    1 => Lookup::Origin(input.text()?),
                    2 => Lookup::Path(input.text()?),
                    4 => Lookup::Part(input.text()?, input.text()?),
                    3 => {
                        let path = input.text()?;
                        Lookup::File(input.source()?, path)
                    }
                    _ => return None,
                };
                Some((lookup, input.digest()?))
            })?,
            files: self.list(|input| {
                let outcome = match input.byte()? {
                    0 => Ok(SitePath::new(input.text()?)?),
                    n => Err(*Refusal::ALL.get(usize::from(n) - 1)?),
                };
                Some(PageFile { outcome, source: input.source()?, path: input.text()? })
            })?,
            sink: self.sink()?,
            document: self.optional(|input| Some((input.text()?, input.text()?)))?,
        })
    }
    fn source(&mut self) -> Option<Option<usize>> {
        self.optional(|input| Some(input.number()? as usize))
    }
}
