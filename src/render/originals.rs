//! Files that posts name, as they lie beside an export or in it: read, and made fit.
//!
//! Nothing is fetched. A file is read from where its source says, which must lie in the
//! source's folder; what an answer written by hand shows lies in the site's.

use std::io;

use crate::config::{Config, Copying};
use crate::files::{Digest, Files};
use crate::privacy::{Content, Media, Privacy, Refusal};
use crate::sources::{Packed, Reader};

/// Where a file is looked for: a source by its position, with its reader; `None` for what an
/// answer written by hand shows.
pub type Whose<'r> = Option<(usize, &'r dyn Reader)>;

/// Reads files that posts name.
#[derive(Clone, Copy)]
pub struct Originals<'a> {
    /// The settings, with limits and folders.
    pub config: &'a Config,
    /// Where the files are.
    pub files: &'a dyn Files,
    /// What may not be published.
    pub privacy: &'a Privacy<'a>,
}

impl Originals<'_> {
    /// Makes a file fit to be published; `None` when it is not there.
    pub fn media(&self, whose: Whose<'_>, path: &str) -> Option<Result<Media, Refusal>> {
        if self.is_off(whose) {
            return None;
        }
        let bytes = match self.read(whose, path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Some(Err(Refusal::TooLong));
            }
            Err(_) => return None,
        };
        let media = match Media::of(bytes, path) {
            Ok(media) => media,
            Err(refusal) => return Some(Err(refusal)),
        };
        let is_picture = matches!(media.content, Content::Picture(..));
        let only_pictures = whose.is_none() || self.config.attachments.copy == Copying::Images;
        match () {
            () if only_pictures && !is_picture => None,
            () if self.privacy.refuses(&media.bytes, media.content == Content::Text) => {
                Some(Err(Refusal::Private))
            }
            () => Some(Ok(media)),
        }
    }

    /// Digests all that [`Originals::media`] depends on besides the settings.
    pub fn digest(&self, whose: Whose<'_>, path: &str) -> Digest {
        if self.is_off(whose) {
            return Digest::default();
        }
        if let Some(packed) = packed(whose, path) {
            return Digest::of_parts([&packed.digest.0[..], path.as_bytes()]);
        }
        let (folder, most) = self.limits(whose);
        self.files.digest_below(folder, path, most)
    }

    fn is_off(&self, whose: Whose<'_>) -> bool {
        whose.is_some() && self.config.attachments.copy == Copying::None
    }

    /// The folder that files of a source lie in, and the longest that is copied.
    fn limits(&self, whose: Whose<'_>) -> (&str, u64) {
        match whose {
            Some((at, _)) => (self.config.sources[at].files_folder(), self.config.attachments.most),
            // The site's own people wrote the answer, and put the picture there.
            None => ("", u64::MAX),
        }
    }

    fn read(&self, whose: Whose<'_>, path: &str) -> io::Result<Vec<u8>> {
        let (folder, most) = self.limits(whose);
        if let Some(packed) = packed(whose, path) {
            return match packed.len > most {
                true => Err(io::ErrorKind::FileTooLarge.into()),
                false => Ok(packed.read()?.to_vec()),
            };
        }
        // An export that names itself, or the settings, gets none of them.
        if whose.is_some() && self.files.is_input(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.files.read_below(folder, path, most)
    }
}

fn packed<'r>(whose: Whose<'r>, path: &str) -> Option<Packed<'r>> {
    whose?.1.packed(path)
}
