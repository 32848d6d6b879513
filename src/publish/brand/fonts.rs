//! A brand's own fonts.

use std::collections::BTreeMap;

use crate::config::{BrandFont, Config, FontUse};
use crate::diag::Sink;
use crate::files::Files;
use crate::output::SitePath;
use crate::render::FontFile;

use super::super::hashed_name::keep_hashed;
use super::place;
use super::problems::{Unusable, file_unusable, font_heavy, size};

/// The longest that is published. Fonts of all Chinese characters have some 5 MB.
const MAX_BYTES: usize = 10_000_000;

/// What is told: more than this is more than all else of a page.
const HEAVY: usize = 100_000;

/// A kind of font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FontFormat {
    Woff2,
    Woff,
    TrueType,
    OpenType,
}

impl FontFormat {
    /// Knows a font that is whole, as far as its head tells.
    fn of(bytes: &[u8]) -> Option<FontFormat> {
        let format = match bytes.get(..4)? {
            b"wOF2" => FontFormat::Woff2,
            b"wOFF" => FontFormat::Woff,
            [0, 1, 0, 0] => FontFormat::TrueType,
            b"OTTO" => FontFormat::OpenType,
            _ => return None,
        };
        let number = |at: usize, n: usize| {
            let bytes = bytes.get(at..at + n)?;
            Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
        };
        let is_whole = match format {
            // Both say how long they are, and how many tables they have.
            FontFormat::Woff2 | FontFormat::Woff => {
                number(8, 4)? == bytes.len() && number(12, 2)? > 0
            }
            FontFormat::TrueType | FontFormat::OpenType => {
                let n_tables = number(4, 2)?;
                let ends = |at: usize| {
                    let head = 12 + at * 16;
                    let end = number(head + 8, 4)?.checked_add(number(head + 12, 4)?)?;
                    (end <= bytes.len()).then_some(())
                };
                n_tables > 0 && (0..n_tables).all(|at| ends(at).is_some())
            }
        };
        is_whole.then_some(format)
    }

    /// The ending of its files, and what CSS and servers call it.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            FontFormat::Woff2 => ("woff2", "woff2", "font/woff2"),
            FontFormat::Woff => ("woff", "woff", "font/woff"),
            FontFormat::TrueType => ("ttf", "truetype", "font/ttf"),
            FontFormat::OpenType => ("otf", "opentype", "font/otf"),
        }
    }
}

/// Keeps a brand's fonts. Returns the style that names them, and those that pages ask for
/// before they have read it: the first one for words, and the first one for headings.
pub(in crate::publish) fn gather(
    config: &Config,
    files: &dyn Files,
    kept: &mut BTreeMap<SitePath, Vec<u8>>,
    sink: &mut Sink,
) -> (String, Vec<FontFile>) {
    let (mut faces, mut soon) = (String::new(), Vec::new());
    let mut families: BTreeMap<FontUse, Vec<&str>> = BTreeMap::new();
    for (at, font) in config.brand.fonts.iter().enumerate() {
        let place = || place(files, &["fonts", &at.to_string(), "file"], &font.file);
        let Some((format, bytes)) = read(files, font, &place, sink) else { continue };
        let (ending, name, media_type) = format.names();
        let path = keep_hashed(kept, "assets/font", ending, bytes);
        faces.push_str(&face(font, &path, name));
        let known = families.entry(font.purpose).or_default();
        if known.is_empty() && font.purpose != FontUse::Code {
            soon.push(FontFile { path, media_type });
        }
        if !known.contains(&font.family.as_str()) {
            known.push(&font.family);
        }
    }
    let mut css = String::new();
    for (purpose, families) in families {
        let property = match purpose {
            FontUse::Text => "--brand-text",
            FontUse::Headings => "--brand-headings",
            FontUse::Code => "--brand-code",
        };
        let families: Vec<String> =
            families.into_iter().map(|family| format!("\"{family}\"")).collect();
        css.push_str(&format!("{property}:{};", families.join(",")));
    }
    let root = if css.is_empty() { css } else { format!(":root{{{css}}}") };
    (root + &faces, soon)
}

fn read(
    files: &dyn Files,
    font: &BrandFont,
    place: &dyn Fn() -> crate::diag::Place,
    sink: &mut Sink,
) -> Option<(FontFormat, Vec<u8>)> {
    let found = match files.read(&font.file) {
        Err(_) => Err(format!("there is no `{}`", font.file)),
        Ok(bytes) if bytes.len() > MAX_BYTES => {
            Err(format!("it has {}, and may have {}", size(bytes.len()), size(MAX_BYTES)))
        }
        Ok(bytes) => FontFormat::of(&bytes)
            .map(|format| (format, bytes))
            .ok_or_else(|| "it is no whole font".to_owned()),
    };
    match found {
        Ok((format, bytes)) => {
            if bytes.len() > HEAVY {
                sink.push(font_heavy(place(), bytes.len()));
            }
            Some((format, bytes))
        }
        Err(why) => {
            let instead = "pages are shown in the fonts of the system";
            let help = "put a WOFF2 file into `static/`, and name it from the top of the site";
            sink.push(file_unusable(place(), &Unusable { key: "fonts", why, instead, help }));
            None
        }
    }
}

/// Names and words of the settings are checked when they are read.
fn face(font: &BrandFont, path: &SitePath, format: &str) -> String {
    let BrandFont { family, weight, style, display, .. } = font;
    let name = path.as_str().trim_start_matches("assets/");
    format!(
        "@font-face{{font-family:\"{family}\";src:url({name})format(\"{format}\");\
         font-weight:{weight};font-style:{style};font-display:{display}}}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_known_by_their_bytes_and_only_when_whole() {
        let woff = |start: &[u8], length: u32| {
            let mut bytes = [start, &[0; 4], &length.to_be_bytes(), &[0, 9]].concat();
            bytes.resize(64, 7);
            bytes
        };
        assert_eq!(FontFormat::of(&woff(b"wOF2", 64)), Some(FontFormat::Woff2));
        assert_eq!(FontFormat::of(&woff(b"wOFF", 64)), Some(FontFormat::Woff));
        assert_eq!(FontFormat::of(&woff(b"wOF2", 65)), None);
        assert_eq!(FontFormat::of(&woff(b"wOF3", 64)), None);
        assert_eq!(FontFormat::of(b"wOF2"), None);
    }

    #[test]
    fn tables_of_a_font_lie_within_it() {
        let font = |end: u32| {
            let table = [b"cmap".as_slice(), &[0; 4], &28_u32.to_be_bytes(), &end.to_be_bytes()];
            [&[0, 1, 0, 0, 0, 1][..], &[0; 6], &table.concat(), &[0; 8]].concat()
        };
        assert_eq!(FontFormat::of(&font(8)), Some(FontFormat::TrueType));
        assert_eq!(FontFormat::of(&font(9)), None);
        assert_eq!(FontFormat::of(&font(u32::MAX)), None);
        assert_eq!(FontFormat::of(&[0, 1, 0, 0, 0xff, 0xff]), None);
    }
}
