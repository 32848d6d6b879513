//! What a rendered page depended on.

use crate::diag::Sink;
use crate::files::Digest;
use crate::model::ThreadId;
use crate::output::SitePath;
use crate::privacy::Refusal;

use super::bytes::{Decoder, Encoder};

/// What a page asks of the site while its posts are rendered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup {
    /// Where a thread of a source, by position, has its page.
    Thread(usize, ThreadId),
    /// Where the thread of a file has its page.
    Origin(String),
    /// Whether the site has a file.
    Path(String),
    /// What a file that a post names is published as: of a source, by position, or of an
    /// answer written by hand.
    File(Option<usize>, String),
}

/// A file that a page shows, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFile {
    /// The source, by position; none for an answer written by hand.
    pub source: Option<usize>,
    /// Where it lies.
    pub path: String,
    /// What it is published as, or why it is not.
    pub outcome: Result<SitePath, Refusal>,
}

/// A page as it was rendered: while its key and the answers to its questions are the
/// same, so are its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRecord {
    /// The digest of all that the page shows.
    pub key: Digest,
    /// What was asked of the site, with digests of the answers.
    pub lookups: Vec<(Lookup, Digest)>,
    /// The files that it shows, or would.
    pub files: Vec<PageFile>,
    /// The problems met.
    pub sink: Sink,
    /// The document of the index that was made with it: the source's name, and its id.
    pub document: Option<(String, String)>,
}

impl Encoder {
    pub(super) fn page(&mut self, page: &PageRecord) {
        self.digest(page.key);
        self.many(&page.lookups, |out, (lookup, answer)| {
            match lookup {
                Lookup::Thread(source, id) => {
                    out.byte(0);
                    out.number(*source as u64);
                    out.text(&id.0);
                }
                Lookup::Origin(path) => out.named(1, path),
                Lookup::Path(path) => out.named(2, path),
                Lookup::File(source, path) => {
                    out.named(3, path);
                    out.source(*source);
                }
            }
            out.digest(*answer);
        });
        self.many(&page.files, |out, file| {
            match &file.outcome {
                Ok(path) => out.named(0, path.as_str()),
                Err(refusal) => out.byte(*refusal as u8 + 1),
            }
            out.source(file.source);
            out.text(&file.path);
        });
        self.sink(&page.sink);
        self.maybe(page.document.as_ref(), |out, (source, id)| {
            out.text(source);
            out.text(id);
        });
    }

    fn source(&mut self, source: Option<usize>) {
        self.maybe(source.as_ref(), |out, source| out.number(*source as u64));
    }

    pub(super) fn named(&mut self, kind: u8, name: &str) {
        self.byte(kind);
        self.text(name);
    }
}

impl Decoder<'_> {
    pub(super) fn page(&mut self) -> Option<PageRecord> {
        Some(PageRecord {
            key: self.digest()?,
            lookups: self.many(|input| {
                let lookup = match input.byte()? {
                    0 => Lookup::Thread(input.number()? as usize, ThreadId(input.text()?)),
                    1 => Lookup::Origin(input.text()?),
                    2 => Lookup::Path(input.text()?),
                    3 => {
                        let path = input.text()?;
                        Lookup::File(input.source()?, path)
                    }
                    _ => return None,
                };
                Some((lookup, input.digest()?))
            })?,
            files: self.many(|input| {
                let outcome = match input.byte()? {
                    0 => Ok(SitePath::new(input.text()?)?),
                    n => Err(*Refusal::ALL.get(usize::from(n) - 1)?),
                };
                Some(PageFile { outcome, source: input.source()?, path: input.text()? })
            })?,
            sink: self.sink()?,
            document: self.maybe(|input| Some((input.text()?, input.text()?)))?,
        })
    }
    fn source(&mut self) -> Option<Option<usize>> {
        self.maybe(|input| Some(input.number()? as usize))
    }
}
