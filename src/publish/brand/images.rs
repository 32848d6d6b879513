//! A brand's logo and icons: what they are their bytes say.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diag::Sink;
use crate::files::Files;
use crate::media::{FileContent, PublishableFile, Refusal};
use crate::output::SitePath;

use super::super::hashed_name::keep_hashed;
use super::place;
use super::problems::{Unusable, file_unusable, image_missing, size};
use super::svg::svg_size;

/// The longest that is published: every page shows it.
const MAX_BYTES: usize = 1 << 20;

/// The least that home screens take, in pixels.
const TOUCH: u32 = 180;

/// The least that networks show as a large picture, in pixels.
const CARD: (u32, u32) = (600, 315);

/// Where a brand's logo and icons are published.
#[derive(Clone, Debug, Default)]
pub(in crate::publish) struct BrandImages {
    pub logo: Option<SitePath>,
    /// How wide and high it is, where it says so.
    pub logo_size: Option<(u32, u32)>,
    pub logo_dark: Option<SitePath>,
    pub icon: Option<SitePath>,
    pub touch_icon: Option<SitePath>,
    /// The picture of links, with how wide and high it is.
    pub card: Option<(SitePath, (u32, u32))>,
}

/// Reads and keeps them; what cannot be used is told, and left out.
pub(in crate::publish) fn gather(
    config: &Config,
    files: &dyn Files,
    kept: &mut BTreeMap<SitePath, Vec<u8>>,
    sink: &mut Sink,
) -> BrandImages {
    let brand = &config.brand;
    let mut gatherer = Gatherer { files, kept, sink };
    let logo = gatherer.image("logo", brand.logo.as_deref(), |_| None);
    let logo_dark = gatherer.image("logo_dark", brand.logo_dark.as_deref(), |_| None);
    let icon = gatherer.image("icon", brand.icon.as_deref(), |image| {
        let is_known = matches!(image.ending, "svg" | "png");
        (!is_known).then(|| "it is neither SVG nor PNG".to_owned())
    });
    let touch_icon = gatherer.image("touch_icon", brand.touch_icon.as_deref(), |image| {
        (!image.is_for_touch()).then(|| format!("it is no square PNG of {TOUCH} pixels or more"))
    });
    let card = config.shown_cards().and(brand.card.as_deref());
    let card = gatherer.image("card", card, |image| {
        let is_known = matches!(image.ending, "png" | "jpg");
        let is_large = image.size.is_some_and(|(w, h)| w >= CARD.0 && h >= CARD.1);
        let (least, high) = CARD;
        let why = format!("it is no PNG or JPEG of at least {least} × {high} pixels");
        (!is_known || !is_large).then_some(why)
    });
    let also_touch = icon.as_ref().filter(|(_, image)| image.is_for_touch());
    let touch_icon = touch_icon.as_ref().or(also_touch);
    BrandImages {
        logo_size: logo.as_ref().and_then(|(_, image)| image.size),
        touch_icon: touch_icon.map(|(path, _)| path.clone()),
        card: card.and_then(|(path, image)| Some((path, image.size?))),
        icon: icon.as_ref().or(logo.as_ref()).map(|(path, _)| path.clone()),
        logo: logo.map(|(path, _)| path),
        logo_dark: logo_dark.map(|(path, _)| path),
    }
}

struct Gatherer<'a> {
    files: &'a dyn Files,
    kept: &'a mut BTreeMap<SitePath, Vec<u8>>,
    sink: &'a mut Sink,
}

/// An image, as it is published.
struct Image {
    bytes: Vec<u8>,
    ending: &'static str,
    size: Option<(u32, u32)>,
}

impl Image {
    /// Looks at an image; says why it is none.
    fn of(bytes: Vec<u8>) -> Result<Image, String> {
        if bytes.len() > MAX_BYTES {
            return Err(format!("it has {}, and may have {}", size(bytes.len()), size(MAX_BYTES)));
        }
        if let Some(found) = svg_size(&bytes) {
            return Ok(Image { bytes, ending: "svg", size: found? });
        }
        const ENDINGS: [&str; 5] = ["png", "jpg", "gif", "webp", "avif"];
        let file = PublishableFile::of(bytes, "").map_err(|refusal| match refusal {
            Refusal::Kind => "it is no image".to_owned(),
            Refusal::TooLong | Refusal::Broken | Refusal::Private => {
                "it is no whole image".to_owned()
            }
        })?;
        let (_, ending) = file.path.as_str().rsplit_once('.').unwrap_or_default();
        let known = ENDINGS.into_iter().find(|known| *known == ending);
        match (file.content, known) {
            (FileContent::Picture(width, height), Some(ending)) => {
                Ok(Image { bytes: file.bytes, ending, size: Some((width, height)) })
            }
            _ => Err("it is no image".to_owned()),
        }
    }

    fn is_for_touch(&self) -> bool {
        let is_square = self.size.is_some_and(|(w, h)| w == h && w >= TOUCH);
        self.ending == "png" && is_square
    }
}

impl Gatherer<'_> {
    fn image(
        &mut self,
        key: &'static str,
        path: Option<&str>,
        wrong: impl Fn(&Image) -> Option<String>,
    ) -> Option<(SitePath, Image)> {
        let path = path?;
        let place = || place(self.files, &[key], path);
        let Ok(bytes) = self.files.read(path) else {
            self.sink.push(image_missing(place(), key, path));
            return None;
        };
        let image = Image::of(bytes).and_then(|image| match wrong(&image) {
            Some(why) => Err(why),
            None => Ok(image),
        });
        match image {
            Ok(mut image) => {
                let bytes = std::mem::take(&mut image.bytes);
                let stem = format!("assets/{}", key.replace('_', "-"));
                Some((keep_hashed(self.kept, &stem, image.ending, bytes), image))
            }
            Err(why) => {
                let instead = "pages are shown without it";
                let help = "save it as SVG or PNG, as small as it is shown";
                let unusable = Unusable { key, why, instead, help };
                self.sink.push(file_unusable(place(), &unusable));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_image_and_long_ones_say_why() {
        let why = |bytes: &[u8]| Image::of(bytes.to_vec()).err().unwrap_or_default();
        assert_eq!(why(b"\x89PNG\r\n\x1a\n\0\0"), "it is no whole image");
        assert_eq!(why(b"hello"), "it is no image");
        assert_eq!(why(&vec![b' '; 20_000_000]), "it has 20.0 MB, and may have 1.0 MB");
    }
}
