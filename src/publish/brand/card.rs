//! What the pictures of links are drawn with.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{BrandFont, CardMode, Config, FILE, FontUse, Scheme, yaml};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::files::Files;
use crate::media::{CardLogo, CardLook, CardPainter, card_font};
use crate::output::SitePath;
use crate::render::{Context, SocialPicture, SocialPictures};
use crate::site::Site;

use super::images::BrandImages;
use super::place;
use super::problems::{Unusable, file_unusable};

/// Gathers what the pictures of links are drawn with; `None` where the settings want none.
pub(in crate::publish) fn gather(
    config: &Config,
    files: &dyn Files,
    images: &BrandImages,
    kept: &BTreeMap<SitePath, Vec<u8>>,
    sink: &mut Sink,
) -> Option<SocialPictures> {
    let mode = config.shown_cards()?;
    let logo = images.logo.as_ref().or(images.icon.as_ref());
    let look = CardLook {
        accent: config.brand.shown_accent(Scheme::Light).map(|colour| colour.hex),
        logo: logo.and_then(|path| logo_of(path, kept.get(path)?)),
        fonts: fonts(config, files, sink),
    };
    let picture = images.card.clone();
    let picture = picture.map(|(path, (width, height))| SocialPicture { path, width, height });
    Some(SocialPictures { mode, painter: Arc::new(CardPainter::new(&look)), picture })
}

fn logo_of(path: &SitePath, bytes: &[u8]) -> Option<CardLogo> {
    match path.as_str().rsplit_once('.')?.1 {
        "svg" => Some(CardLogo::Svg(bytes.to_vec())),
        "png" => Some(CardLogo::Png(bytes.to_vec())),
        _ => None,
    }
}

/// The brand's fonts, those of headings first, then the boldest; and those that are named for
/// cards alone.
fn fonts(config: &Config, files: &dyn Files, sink: &mut Sink) -> Vec<Vec<u8>> {
    let brand = &config.brand;
    let is_for_words = |font: &&BrandFont| font.purpose != FontUse::Code && font.style == "normal";
    let mut own: Vec<&BrandFont> = brand.fonts.iter().filter(is_for_words).collect();
    let weight = |font: &BrandFont| {
        font.weight.rsplit(' ').next().and_then(|weight| weight.parse::<u16>().ok())
    };
    own.sort_by_key(|font| (font.purpose != FontUse::Headings, Reverse(weight(font))));
    // What is none is told where pages need it.
    let own = own.into_iter().filter_map(|font| files.read(&font.file).ok());
    let mut fonts: Vec<Vec<u8>> = own.filter_map(card_font).collect();
    for path in &brand.card_fonts {
        let why = match files.read(path) {
            Err(_) => format!("there is no `{path}`"),
            Ok(bytes) => match card_font(bytes) {
                Some(font) => {
                    fonts.push(font);
                    continue;
                }
                None => format!("`{path}` is no whole font"),
            },
        };
        let instead = "the pictures of links are drawn without it";
        let help = "name a TrueType, OpenType or WOFF file, relative to `answerbook.yaml`";
        let unusable = Unusable { key: "card_fonts", why, instead, help };
        sink.push(file_unusable(place(files, &["card_fonts"], path), &unusable));
    }
    fonts
}

/// Tells how many questions have no picture of their own, since no font has their letters.
pub fn tell_undrawn(
    config: &Config,
    site: &Site,
    context: &Context,
    files: &dyn Files,
    sink: &mut Sink,
) {
    if config.shown_cards() != Some(CardMode::Questions) {
        return;
    }
    let letters = site.threads.iter().filter_map(|entry| {
        let letter = context.undrawn_letter(&entry.summary.title)?;
        Some((letter, entry.summary.lang))
    });
    let letters: Vec<_> = letters.collect();
    let Some((letter, lang)) = letters.first() else { return };
    let text = files.read(FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let range = yaml::find_value(&text, &["brand", "cards"].map(str::to_owned), "questions");
    let place = range.map_or(Place::file(FILE), |range| Place::in_text(FILE, &text, range));
    let what = match letters.len() {
        1 => "1 question has no picture of its own".to_owned(),
        n => format!("{n} questions have no picture of their own"),
    };
    sink.push(
        Diagnostic::warning(Code::CardUndrawn, format!("{what}: no font has their letters"))
            .at(place, "")
            .note(format!("the first of these letters is `{letter}`, in a title in `{lang}`"))
            .note("their links show the picture of the site")
            .help("name a font that has them, `card_fonts: [fonts/NotoSansJP-Bold.otf]`"),
    );
}
