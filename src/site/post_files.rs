//! The files of a post: shown where its words name them, and listed below them.

use crate::media::PublishedFile;
use crate::model::{Attachment, AttachmentDisplay};

/// The files of one post.
#[derive(Default)]
pub(super) struct PostFiles {
    files: Vec<PostFile>,
}

/// What an address in a body means.
pub(super) enum NamedFile {
    /// A file that there is a copy of.
    Copy(PublishedFile),
    /// A file whose address readers are not told.
    Hidden,
    /// Whatever lies there.
    Elsewhere,
}

/// A file of a post that its body does not name.
pub struct ListedFile<'f> {
    /// What the post says of it.
    pub file: &'f Attachment,
    /// The copy of it.
    pub copy: Option<&'f PublishedFile>,
}

struct PostFile {
    file: Attachment,
    copy: Option<PublishedFile>,
    is_named: bool,
}

impl PostFiles {
    /// Takes the files of a post; `find` knows the copy of one.
    pub(super) fn new(
        attachments: &[Attachment],
        mut find: impl FnMut(&str) -> Option<Option<PublishedFile>>,
    ) -> PostFiles {
        let file = |attachment: &Attachment| {
            let found = attachment.paths.iter().find_map(|path| find(path));
            PostFile { file: attachment.clone(), copy: found.flatten(), is_named: false }
        };
        PostFiles { files: attachments.iter().map(file).collect() }
    }

    /// Finds the file that the body names by its place, as one who edits a thread may do.
    pub(super) fn placed(&mut self, path: &str) -> Option<PublishedFile> {
        let is_it = |file: &&mut PostFile| file.file.paths.iter().any(|known| known == path);
        let file = self.files.iter_mut().filter(|file| file.copy.is_some()).find(is_it)?;
        file.is_named = true;
        file.copy.clone()
    }

    /// Finds the file that the body names by its address.
    pub(super) fn by_address(&mut self, address: &str) -> NamedFile {
        let is_it = |file: &&mut PostFile| file.file.url.as_deref() == Some(address);
        let Some(file) = self.files.iter_mut().find(is_it) else { return NamedFile::Elsewhere };
        // What may not be linked to is listed, too.
        file.is_named = file.copy.is_some() || file.file.shown != AttachmentDisplay::Copied;
        match &file.copy {
            Some(copy) => NamedFile::Copy(copy.clone()),
            None if file.is_named => NamedFile::Elsewhere,
            None => NamedFile::Hidden,
        }
    }

    /// Lists the files that the body has not named.
    pub(super) fn listed(&self) -> impl Iterator<Item = ListedFile<'_>> {
        let unnamed = self.files.iter().filter(|PostFile { file, is_named, .. }| {
            !is_named && file.shown != AttachmentDisplay::InBody
        });
        unnamed.map(|PostFile { file, copy, .. }| ListedFile { file, copy: copy.as_ref() })
    }
}
