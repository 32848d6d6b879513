//! The files of a post: shown where its words name them, and listed below them.

use fluent_bundle::FluentArgs;

use crate::model::{Attachment, Shown};
use crate::privacy::{Content, Refusal, download_name};
use crate::text::Lang;

use super::super::context::relative;
use super::super::copies::Copy;
use super::super::strings::Strings;
use super::super::view::FileView;
use super::is_web;

/// The files of the post that is being written.
#[derive(Default)]
pub(super) struct PostFiles {
    files: Vec<PostFile>,
}

/// What an address in a body means.
pub(super) enum Named {
    /// A file that there is a copy of.
    Copy(Copy),
    /// A file that readers are not told of.
    Hidden,
    /// Whatever lies there.
    Elsewhere,
}

struct PostFile {
    file: Attachment,
    copy: Option<Copy>,
    is_named: bool,
}

impl PostFiles {
    /// Takes the files of a post; `find` knows what is published of one.
    pub(super) fn new(
        attachments: &[Attachment],
        mut find: impl FnMut(&str) -> Option<Result<Copy, Refusal>>,
    ) -> PostFiles {
        let file = |attachment: &Attachment| {
            let found = attachment.paths.iter().find_map(|path| find(path));
            let file = attachment.clone();
            PostFile { file, copy: found.and_then(Result::ok), is_named: false }
        };
        PostFiles { files: attachments.iter().map(file).collect() }
    }

    /// Finds the file that the body names by its place, as one who edits a thread may do.
    pub(super) fn placed(&mut self, path: &str) -> Option<Copy> {
        let is_it = |file: &&mut PostFile| file.file.paths.iter().any(|known| known == path);
        let file = self.files.iter_mut().filter(|file| file.copy.is_some()).find(is_it)?;
        file.is_named = true;
        file.copy.clone()
    }

    /// Finds the file that the body names by its address.
    pub(super) fn named(&mut self, address: &str) -> Named {
        let is_it = |file: &&mut PostFile| file.file.url.as_deref() == Some(address);
        let Some(file) = self.files.iter_mut().find(is_it) else { return Named::Elsewhere };
        file.is_named = true;
        match (&file.copy, file.file.shown) {
            (Some(copy), _) => Named::Copy(copy.clone()),
            (None, Shown::Copied) => Named::Hidden,
            (None, Shown::Always | Shown::InBody) => Named::Elsewhere,
        }
    }

    /// Lists the files that the body has not named.
    pub(super) fn listed(&self, root: &str, strings: &Strings, lang: Lang) -> Vec<FileView> {
        let unnamed = self.files.iter().filter(|PostFile { file, copy, is_named }| {
            let is_told = match file.shown {
                Shown::Always => true,
                Shown::Copied => copy.is_some(),
                Shown::InBody => false,
            };
            is_told && !is_named
        });
        unnamed.map(|PostFile { file, copy, .. }| view(file, copy, root, strings, lang)).collect()
    }
}

fn view(
    file: &Attachment,
    copy: &Option<Copy>,
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
        Content::Picture(width, height) => {
            FileView { width: Some(width), height: Some(height), ..plain }
        }
        Content::Text | Content::Download => FileView {
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
