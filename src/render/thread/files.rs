//! The files of a post: shown where its words name them, and listed below them.

use fluent_bundle::FluentArgs;

use crate::media::{FileContent, PublishedFile, Refusal, download_name};
use crate::model::{Attachment, AttachmentDisplay};
use crate::text::Lang;

use super::super::href::{is_web, relative};
use super::super::strings::Strings;
use super::super::view::FileView;

/// The files of the post that is being written.
#[derive(Default)]
pub(super) struct PostFiles {
    files: Vec<PostFile>,
}

/// What an address in a body means.
pub(super) enum NamedFile {
    /// A file that there is a copy of.
    Copy(PublishedFile),
    /// A file that readers are not told of.
    Hidden,
    /// Whatever lies there.
    Elsewhere,
}

struct PostFile {
    file: Attachment,
    copy: Option<PublishedFile>,
    is_named: bool,
}

impl PostFiles {
    /// Takes the files of a post; `find` knows what is published of one.
    pub(super) fn new(
        attachments: &[Attachment],
        mut find: impl FnMut(&str) -> Option<Result<PublishedFile, Refusal>>,
    ) -> PostFiles {
        let file = |attachment: &Attachment| {
            let found = attachment.paths.iter().find_map(|path| find(path));
            let file = attachment.clone();
            PostFile { file, copy: found.and_then(Result::ok), is_named: false }
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
        file.is_named = true;
        match (&file.copy, file.file.shown) {
            (Some(copy), _) => NamedFile::Copy(copy.clone()),
            (None, AttachmentDisplay::Copied) => NamedFile::Hidden,
            (None, AttachmentDisplay::Always | AttachmentDisplay::InBody) => NamedFile::Elsewhere,
        }
    }

    /// Lists the files that the body has not named.
    pub(super) fn listed(&self, root: &str, strings: &Strings, lang: Lang) -> Vec<FileView> {
        let unnamed = self.files.iter().filter(|PostFile { file, copy, is_named }| {
            let is_told = match file.shown {
                AttachmentDisplay::Always => true,
                AttachmentDisplay::Copied => copy.is_some(),
                AttachmentDisplay::InBody => false,
            };
            is_told && !is_named
        });
        unnamed.map(|PostFile { file, copy, .. }| view(file, copy, root, strings, lang)).collect()
    }
}

fn view(
    file: &Attachment,
    copy: &Option<PublishedFile>,
    root: &str,
    strings: &Strings,
    lang: Lang,
) -> FileView {
    let plain = FileView { name: file.name.clone(), ..FileView::default() };
    let Some(copy) = copy else {
        return FileView { href: file.url.clone().filter(|url| is_web(url)), ..plain };
    };
    let path = copy.path.as_str();
    let plain = FileView { href: Some(relative(root, path)), ..plain };
    match copy.content {
        FileContent::Picture(width, height) => {
            FileView { width: Some(width), height: Some(height), ..plain }
        }
        FileContent::Text | FileContent::Download => FileView {
            download: Some(download_name(&file.name, &copy.path)),
            kind: path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_uppercase()),
            size: Some(size(strings, lang, copy.len)),
            ..plain
        },
    }
}

/// Writes the length of a file in the language's words: `340 KB`, `1,2 МБ`.
fn size(strings: &Strings, lang: Lang, bytes: usize) -> String {
    let mut args = FluentArgs::new();
    let kilobytes = bytes.div_ceil(1 << 10);
    // As texts: the language's own form says where the point is.
    if kilobytes < 1 << 10 {
        args.set("n", kilobytes.to_string());
        return strings.format(lang, "size-kb", &args);
    }
    let tenths = (bytes * 10 + (1 << 19)) >> 20;
    args.set("whole", (tenths / 10).to_string());
    args.set("tenth", (tenths % 10).to_string());
    strings.format(lang, "size-mb", &args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_the_language_does() {
        let texts = |point: &str| {
            format!("size-kb = {{ $n }} KB\nsize-mb = {{ $whole }}{point}{{ $tenth }} MB\n")
        };
        let (strings, errors) = Strings::new(&[(Lang::EN, texts(".")), (Lang::SL, texts(","))]);
        assert!(errors.is_empty());
        let check = |lang, bytes, expected| assert_eq!(size(&strings, lang, bytes), expected);
        check(Lang::EN, 1, "1 KB");
        check(Lang::EN, 348_160, "340 KB");
        check(Lang::SL, 1_258_292, "1,2 MB");
        check(Lang::EN, 1 << 20, "1.0 MB");
    }
}
