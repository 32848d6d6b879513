//! Files that came with a post, as its page lists them.

use fluent_bundle::FluentArgs;

use crate::media::{FileContent, download_name};
use crate::model::{Attachment, AttachmentDisplay};
use crate::normalize::{MediaKind, PostWord, open_host};
use crate::site::{ListedFile, relative};
use crate::text::Lang;

use super::strings::Strings;
use super::view::FileView;

/// Shows a file from a page whose way to the top is `root`.
pub(super) fn file_view(
    ListedFile { file, copy }: &ListedFile<'_>,
    root: &str,
    strings: &Strings,
    lang: Lang,
) -> FileView {
    let plain = FileView { name: file.name.clone(), ..FileView::default() };
    let Some(copy) = copy else { return card(file, strings, lang) };
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

/// No file is longer: what an export says of it is wrong.
const MAX_SIZE: u64 = 1 << 50;

/// Shows a file that there is no copy of.
fn card(file: &Attachment, strings: &Strings, lang: Lang) -> FileView {
    let media = MediaKind::of_file(&file.name);
    // The address of others is for a few.
    let url = file.url.as_ref().filter(|_| file.shown != AttachmentDisplay::Copied);
    let host = url.and_then(|url| open_host(url));
    let word = host.as_deref().map_or(PostWord::Media(media), |at| PostWord::MediaAt(media, at));
    let size =
        file.size.filter(|size| *size < MAX_SIZE).and_then(|size| usize::try_from(size).ok());
    let size = size.map(|bytes| self::size(strings, lang, bytes));
    let parts = [Some(strings.post_word(lang, word)), ending(&file.name), size];
    FileView {
        name: file.name.clone(),
        href: url.filter(|_| host.is_some()).cloned(),
        media: Some(media.card_class()),
        place: Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", ")),
        ..FileView::default()
    }
}

/// Returns the ending of a name that says what a file is: `PDF`.
fn ending(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_one =
        (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_one && !stem.is_empty()).then(|| ending.to_ascii_uppercase())
}

/// Writes the length of a file in the language's words: `340 KB`, `1,2 МБ`.
fn size(strings: &Strings, lang: Lang, bytes: usize) -> String {
    let mut args = FluentArgs::new();
    let kilobytes = bytes.div_ceil(1 << 10);
    // As texts: the language's own form says where the point is.
    let digits = |n: usize| strings.digits(lang, &n.to_string());
    if kilobytes < 1 << 10 {
        args.set("n", digits(kilobytes));
        return strings.format(lang, "size-kb", &args);
    }
    let tenths = (bytes * 10 + (1 << 19)) >> 20;
    args.set("whole", digits(tenths / 10));
    args.set("tenth", digits(tenths % 10));
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
