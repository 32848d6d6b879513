//! Files that came with posts, made fit to be published.
//!
//! What a file is its bytes say, whatever its name does; it is published under a
//! name made of these, with an ending that no browser runs. Knows nothing of where files lie.

use crate::output::SitePath;

use super::image::{ImageFormat, cleaned, picture_size};

/// The folder of copies in the published site.
const FOLDER: &str = "files/";

/// Pictures of more pixels are packed so that they harm whoever unpacks them.
const MAX_PIXELS: u64 = 100_000_000;

/// How much of a text is looked at to know it as one.
const HEAD: usize = 64 << 10;

/// A file that may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishableFile {
    /// Where it is published.
    pub path: SitePath,
    /// What is published: the file without its metadata.
    pub bytes: Vec<u8>,
    /// What it is.
    pub content: FileContent,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileContent {
    /// An image, as wide and high as it is shown.
    Picture(u32, u32),
    /// Text without markup.
    Text,
    /// A document or an archive, to be downloaded.
    Download,
}

/// Why a file is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// It is longer than the settings allow.
    TooLong,
    /// It is of a kind that is not published.
    Kind,
    /// It is a picture that is broken, or too large to be shown.
    Broken,
    /// It holds what may not be published.
    Private,
}

impl Refusal {
    /// All reasons.
    pub const ALL: [Refusal; 4] =
        [Refusal::TooLong, Refusal::Kind, Refusal::Broken, Refusal::Private];
}

impl PublishableFile {
    /// Looks at a file, and makes it fit; `name` chooses among endings that such files may have.
    ///
    /// # Errors
    ///
    /// Why it cannot be published.
    pub fn of(bytes: Vec<u8>, name: &str) -> Result<PublishableFile, Refusal> {
        if let Some(picture) = ImageFormat::of(&bytes) {
            let bytes = cleaned(&bytes).ok_or(Refusal::Broken)?;
            let (width, height) = picture_size(&bytes).ok_or(Refusal::Broken)?;
            if u64::from(width) * u64::from(height) > MAX_PIXELS {
                return Err(Refusal::Broken);
            }
            let content = FileContent::Picture(width, height);
            return Ok(PublishableFile { path: path(&bytes, picture.ending()), bytes, content });
        }
        let wanted = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let known = DOWNLOADS.iter().find(|known| bytes.starts_with(known.start));
        let (content, endings) = match known {
            Some(known) => (FileContent::Download, known.endings),
            None if is_text(&bytes) => (FileContent::Text, TEXTS),
            None => return Err(Refusal::Kind),
        };
        let ending = endings.iter().find(|ending| **ending == wanted).unwrap_or(&endings[0]);
        Ok(PublishableFile { path: path(&bytes, ending), bytes, content })
    }
}

/// Returns the name of a file for whoever downloads it: what it was called, with the ending of
/// what it is.
pub fn download_name(name: &str, path: &SitePath) -> String {
    let ending = path.as_str().rsplit_once('.').map_or("", |(_, ending)| ending);
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    };
    let safe = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let stem: String = stem.chars().map(safe).collect();
    // With nothing in front of its ending a file would be hidden.
    match stem.trim_matches(['.', ' ']) {
        "" => format!("file.{ending}"),
        stem => format!("{stem}.{ending}"),
    }
}

/// A kind of document or archive.
struct Download {
    /// Its first bytes.
    start: &'static [u8],
    /// The endings that it may have, the usual one first.
    endings: &'static [&'static str],
}

/// What is published to be downloaded: nothing that a browser runs.
const DOWNLOADS: &[Download] = &[
    Download { start: b"%PDF-", endings: &["pdf"] },
    Download {
        start: b"PK\x03\x04",
        endings: &["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"],
    },
    Download { start: b"\x1f\x8b\x08", endings: &["gz", "tgz"] },
    Download { start: b"7z\xbc\xaf\x27\x1c", endings: &["7z"] },
    Download { start: b"\xfd7zXZ\0", endings: &["xz"] },
];

/// Endings that texts may have; any other text becomes the first.
const TEXTS: &[&str] = &["txt", "csv", "log"];

/// Tells text that no browser takes for a page: UTF-8, without controls, and no tag in front.
fn is_text(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut start = text.chars();
    let is_page = start.next() == Some('<')
        && start.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/'));
    // Logs colour their lines by escapes.
    let is_control =
        |byte: &u8| *byte == 0x7f || (*byte < b' ' && !b"\t\n\r\x08\x0c\x1b".contains(byte));
    !text.is_empty() && !is_page && !bytes.iter().any(is_control) && !has_script(text)
}

/// Texts with such words in their first lines are taken for pages by some.
fn has_script(text: &str) -> bool {
    let head = text.as_bytes();
    let head = head[..head.len().min(HEAD)].to_ascii_lowercase();
    [&b"<script"[..], b"<html", b"<svg", b"<!doctype"]
        .iter()
        .any(|word| memchr::memmem::find(&head, word).is_some())
}

fn path(bytes: &[u8], ending: &str) -> SitePath {
    let digest = blake3::hash(bytes).to_hex();
    SitePath::new(format!("{FOLDER}{}.{ending}", &digest[..16]))
        .expect("digests and endings are letters and digits")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest whole picture: one pixel, with a comment in it.
    pub const GIF: &[u8] =
        b"GIF89a\x01\0\x01\0\0\0\0!\xfe\x03Ana\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

    #[track_caller]
    fn check(bytes: &[u8], name: &str, expected: Result<(FileContent, &str), Refusal>) {
        let media = PublishableFile::of(bytes.to_vec(), name);
        let found = media.as_ref().map(|media| {
            let (_, ending) = media.path.as_str().rsplit_once('.').expect("an ending");
            (media.content, ending)
        });
        assert_eq!(found.map_err(|refusal| *refusal), expected, "{name}");
    }

    #[test]
    fn bytes_say_what_a_file_is_and_names_choose_among_harmless_endings() {
        check(GIF, "a.html", Ok((FileContent::Picture(1, 1), "gif")));
        check(b"%PDF-1.7\n", "a.exe", Ok((FileContent::Download, "pdf")));
        check(b"PK\x03\x04...", "a.DOCX", Ok((FileContent::Download, "docx")));
        check(b"PK\x03\x04...", "a.jar", Ok((FileContent::Download, "zip")));
        check(b"12:00 E42\n", "hub.log", Ok((FileContent::Text, "log")));
        check(b"<34>Oct 11 hub: lost\n", "syslog", Ok((FileContent::Text, "txt")));
        check("\u{feff}a;b\n1;й\n".as_bytes(), "t.csv", Ok((FileContent::Text, "csv")));
        check(b"alert(1)", "a.js", Ok((FileContent::Text, "txt")));
    }

    #[test]
    fn what_a_browser_would_run_is_refused_whatever_its_name() {
        let pages = [
            "<script>alert(1)</script>",
            " \n<!doctype html><p>x",
            "<?xml version=\"1.0\"?><svg onload=\"x\"/>",
            "\u{feff}<svg/>",
            "</b>x",
            "harmless\n<SCRIPT>x</SCRIPT>",
        ];
        for page in pages {
            for name in ["a.png", "a.txt", "a.pdf", "a"] {
                check(page.as_bytes(), name, Err(Refusal::Kind));
            }
        }
        for bytes in [&b""[..], b"  ", b"MZ\x90\0", b"\0\0\0\x18ftypisom", b"a\0b", b"\xff\xfea\0"]
        {
            check(bytes, "a.txt", Err(Refusal::Kind));
        }
    }

    #[test]
    fn pictures_that_are_cut_bent_or_boundless_are_refused() {
        check(&GIF[..20], "a.gif", Err(Refusal::Broken));
        check(b"\x89PNG\r\n\x1a\n", "a.png", Err(Refusal::Broken));
        check(b"GIF89a, a page: <script>", "a.gif", Err(Refusal::Broken));
        let huge = b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
        check(huge, "a.gif", Err(Refusal::Broken));
    }

    #[test]
    fn copies_lose_what_describes_them_and_are_named_by_what_is_left() {
        let media = PublishableFile::of(GIF.to_vec(), "Ana.gif").expect("a picture");
        assert!(memchr::memmem::find(&media.bytes, b"Ana").is_none());
        let again = PublishableFile::of(media.bytes.clone(), "other.gif").expect("a picture");
        assert_eq!(again, media);
        assert!(media.path.as_str().starts_with(FOLDER));
    }

    #[test]
    fn downloads_keep_their_names_and_get_the_ending_of_what_they_are() {
        let path = SitePath::new("files/0123.zip").expect("a path");
        for (name, expected) in [
            ("manual v2.zip", "manual v2.zip"),
            ("evil.html", "evil.zip"),
            ("../../etc/pass\"wd", "_.zip"),
            ("a/b:c?.zip", "a_b_c_.zip"),
            ("", "file.zip"),
            (". .", "file.zip"),
        ] {
            assert_eq!(download_name(name, &path), expected, "{name}");
        }
    }
}
