//! Files that posts name, as they lie beside an export or in it: read, and made fit.
//!
//! Nothing is fetched. A file is read from where its source says, which must lie in the
//! source's folder; what an answer written by hand shows lies in the site's.

use std::io;

use crate::config::{Config, CopyPolicy};
use crate::files::{Digest, Files};
use crate::privacy::Privacy;
use crate::sources::{Packed, Reader};

use super::publishable_file::{FileContent, PublishableFile, Refusal};

/// Where a file is looked for: a source by its position, with its reader; `None` for what an
/// answer written by hand shows.
pub type FileOwner<'r> = Option<(usize, &'r dyn Reader)>;

/// Reads files that posts name.
#[derive(Clone, Copy)]
pub struct FileResolver<'a> {
    /// The settings, with limits and folders.
    pub config: &'a Config,
    /// Where the files are.
    pub files: &'a dyn Files,
    /// What may not be published.
    pub privacy: &'a Privacy<'a>,
}

impl FileResolver<'_> {
    /// Makes a file fit to be published; `None` when it is not there.
    pub fn media(
        &self,
        owner: FileOwner<'_>,
        path: &str,
    ) -> Option<Result<PublishableFile, Refusal>> {
        if self.is_off(owner) {
            return None;
        }
        let bytes = match self.read(owner, path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Some(Err(Refusal::TooLong));
            }
            Err(_) => return None,
        };
        let media = match PublishableFile::of(bytes, path) {
            Ok(media) => media,
            Err(refusal) => return Some(Err(refusal)),
        };
        let is_picture = matches!(media.content, FileContent::Picture(..));
        let only_pictures = self.config.attachments.copy == CopyPolicy::Images;
        match () {
            // What an answer shows is a picture, or a mistake.
            () if owner.is_none() && !is_picture => Some(Err(Refusal::Kind)),
            () if only_pictures && !is_picture => None,
            () if self.privacy.refuses(&media.bytes, media.content == FileContent::Text) => {
                Some(Err(Refusal::Private))
            }
            () => Some(Ok(media)),
        }
    }

    /// Digests all that [`FileResolver::media`] depends on besides the settings.
    pub fn digest(&self, owner: FileOwner<'_>, path: &str) -> Digest {
        if self.is_off(owner) {
            return Digest::default();
        }
        if let Some(packed) = packed(owner, path) {
            return Digest::of_parts([&packed.digest.0[..], path.as_bytes()]);
        }
        let (folder, most) = self.limits(owner);
        self.files.digest_below(folder, path, most)
    }

    fn is_off(&self, owner: FileOwner<'_>) -> bool {
        owner.is_some() && self.config.attachments.copy == CopyPolicy::None
    }

    /// The folder that files of a source lie in, and the longest that is copied.
    fn limits(&self, owner: FileOwner<'_>) -> (&str, u64) {
        match owner {
            Some((at, _)) => (self.config.sources[at].files_folder(), self.config.attachments.most),
            // The site's own people wrote the answer, and put the picture there.
            None => ("", u64::MAX),
        }
    }

    fn read(&self, owner: FileOwner<'_>, path: &str) -> io::Result<Vec<u8>> {
        let (folder, most) = self.limits(owner);
        if let Some(packed) = packed(owner, path) {
            return match packed.len > most {
                true => Err(io::ErrorKind::FileTooLarge.into()),
                false => Ok(packed.read()?.to_vec()),
            };
        }
        // An export that names itself, or the settings, gets none of them.
        if owner.is_some() && self.files.is_input(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.files.read_below(folder, path, most)
    }
}

fn packed<'r>(owner: FileOwner<'r>, path: &str) -> Option<Packed<'r>> {
    owner?.1.packed(path)
}
