//! What a rendered page depended on.

use crate::diag::Sink;
use crate::files::Digest;
use crate::model::ThreadId;

use super::bytes::Decoder;
use super::bytes::Encoder;

/// What a page asks of the site while its posts are rendered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup {
    /// Where a thread of a source, by position, has its page.
    Thread(usize, ThreadId),
    /// Where the thread of a file has its page.
    Origin(String),
    /// Whether the site has a file.
    Path(String),
    /// What an image of the site's folder is published as.
    Image(String),
}

/// A page as it was rendered: while its key and the answers to its questions are the
/// same, so are its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRecord {
    /// The digest of all that the page shows.
    pub key: Digest,
    /// What was asked of the site, with digests of the answers.
    pub lookups: Vec<(Lookup, Digest)>,
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
                Lookup::Image(path) => out.named(3, path),
            }
            out.digest(*answer);
        });
        self.sink(&page.sink);
        self.maybe(page.document.as_ref(), |out, (source, id)| {
            out.text(source);
            out.text(id);
        });
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
                    3 => Lookup::Image(input.text()?),
                    _ => return None,
                };
                Some((lookup, input.digest()?))
            })?,
            sink: self.sink()?,
            document: self.maybe(|input| Some((input.text()?, input.text()?)))?,
        })
    }
}
