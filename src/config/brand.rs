//! The setting `brand`: a brand's name, marks, colours, measures and fonts, and its own style.

mod measure;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::{Diagnostic, Place, Sink};

use super::check::{
    EXAMPLE_BRAND, brand_unset, choice, colour_empty, colour_invalid, invalid, place, value_place,
};
use super::colour::{ReadableColour, Scheme};
use super::yaml;
use measure::{WireMeasure, measure_invalid};

pub use measure::Measure;

/// The brand's look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// The brand's name; the site's title when absent.
    pub name: Option<String>,
    /// A logo, relative to the site.
    pub logo: Option<String>,
    /// A logo for dark pages, relative to the site.
    pub logo_dark: Option<String>,
    /// An icon for tabs and bookmarks, SVG or PNG, relative to the site.
    pub icon: Option<String>,
    /// An icon for home screens, PNG, relative to the site.
    pub touch_icon: Option<String>,
    /// The accent colour on light pages, `#rrggbb`.
    pub accent: Option<String>,
    /// The accent colour on dark pages, `#rrggbb`.
    pub accent_dark: Option<String>,
    /// Lengths and numbers that the theme follows.
    pub measures: Vec<(Measure, String)>,
    /// Fonts of the brand's own.
    pub fonts: Vec<BrandFont>,
    /// A style sheet of the brand's own, relative to the site.
    pub css: Option<String>,
    /// Which pages have a picture of their own for those who share their links.
    pub cards: CardMode,
    /// The picture of all pages that have none of their own, relative to the site.
    pub card: Option<String>,
    /// Fonts of these pictures, relative to the site.
    pub card_fonts: Vec<String>,
}

impl Brand {
    /// The accent colour on pages of a scheme, as it is shown: where the settings name none for
    /// dark pages, that of light ones made readable there.
    pub fn shown_accent(&self, scheme: Scheme) -> Option<ReadableColour> {
        let colour = match scheme {
            Scheme::Light => &self.accent,
            Scheme::Dark => match &self.accent_dark {
                None => &self.accent,
                dark => dark,
            },
        };
        ReadableColour::of(colour.as_deref()?, scheme)
    }
}

/// Which pages have a picture of their own for those who share their links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CardMode {
    /// None, and there is none for the site.
    None,
    /// One for the site.
    #[default]
    Site,
    /// Each question and answer, and one for all other pages.
    Questions,
}

impl CardMode {
    const NAMED: [(&'static str, CardMode); 3] =
        [("site", CardMode::Site), ("questions", CardMode::Questions), ("none", CardMode::None)];
}

/// What a font is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontUse {
    /// All words, headings as well where nothing else is said.
    #[default]
    Text,
    /// Headings.
    Headings,
    /// Code.
    Code,
}

impl FontUse {
    const NAMED: [(&'static str, FontUse); 3] =
        [("text", FontUse::Text), ("headings", FontUse::Headings), ("code", FontUse::Code)];
}

/// Whether a font leans.
const STYLES: [(&str, &str); 2] = [("normal", "normal"), ("italic", "italic")];

/// What is shown until a font is there.
const DISPLAYS: [(&str, &str); 4] =
    [("swap", "swap"), ("optional", "optional"), ("fallback", "fallback"), ("block", "block")];

/// A font of the brand's own: one file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BrandFont {
    /// What it is called: letters, digits, spaces and hyphens.
    pub family: String,
    /// The file, relative to the site.
    pub file: String,
    /// What it is for.
    pub purpose: FontUse,
    /// `400`, or `100 900` of one that has all between.
    pub weight: String,
    /// `normal` or `italic`.
    pub style: &'static str,
    /// What is shown until it is there, as CSS calls it.
    pub display: &'static str,
}

/// The brand's look.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireBrand {
    /// The brand's name; the site's title when absent.
    pub name: Option<String>,
    /// A logo, relative to this file.
    pub logo: Option<String>,
    /// A logo for dark pages.
    pub logo_dark: Option<String>,
    /// How high the logo is, `36px` or `2.25rem`: 16 to 80 pixels.
    pub logo_height: Option<WireMeasure>,
    /// An icon for tabs and bookmarks, SVG or PNG; the logo when absent.
    pub icon: Option<String>,
    /// An icon for home screens: a square PNG of 180 pixels or more.
    pub touch_icon: Option<String>,
    /// Two colours; everything else follows from them.
    pub colours: Option<WireColours>,
    /// How round corners are, `0` to `32px`.
    pub radius: Option<WireMeasure>,
    /// How large words are, 14 to 24 pixels: `18px` or `1.125rem`.
    pub text_size: Option<WireMeasure>,
    /// How large headings are, beside what the theme makes them: 0.75 to 1.5.
    pub heading_scale: Option<WireMeasure>,
    /// How wide pages are, `640px` to `1920px`.
    pub width: Option<WireMeasure>,
    /// Fonts of your own, one entry a file.
    pub fonts: Option<Vec<WireFont>>,
    /// A style sheet of your own, whose rules come behind the theme's: `static/brand.css`.
    pub css: Option<String>,
    /// Pictures that chats and networks show of a link: `site` (one for all pages), `questions`
    /// (one for each question and answer as well) or `none`; `site` when absent. They need
    /// `base_url`.
    #[schemars(extend("enum" = ["site", "questions", "none", null]))]
    pub cards: Option<String>,
    /// A picture of your own in place of the one for the site, PNG or JPEG of 1200 × 630 pixels.
    pub card: Option<String>,
    /// Fonts of these pictures, behind those of `fonts`, for scripts that the program's own lacks:
    /// it has Latin, Greek, Cyrillic, Arabic and Hebrew.
    pub card_fonts: Option<Vec<String>>,
}

/// The brand's colours, `#rrggbb`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "settings of its own, one `key: value` a line")]
pub(super) struct WireColours {
    /// Links, badges and focus on light pages.
    pub accent: Option<String>,
    /// The same on dark pages; made of the other one when absent.
    pub accent_dark: Option<String>,
}

/// A font of your own: one file of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(expecting = "a font, `{family: …, file: static/….woff2}`")]
pub(super) struct WireFont {
    /// What it is called.
    pub family: String,
    /// Its file, WOFF2 best, relative to this file.
    pub file: String,
    /// What it is for: `text`, `headings` or `code`; `text` when absent.
    #[serde(rename = "use")]
    #[schemars(extend("enum" = ["text", "headings", "code", null]))]
    pub purpose: Option<String>,
    /// `400`, or `100 900` of a variable font; `400` when absent.
    pub weight: Option<WireMeasure>,
    /// `normal` or `italic`.
    #[schemars(extend("enum" = ["normal", "italic", null]))]
    pub style: Option<String>,
    /// What is shown until it is there: `swap` (the system's font, then this one), `optional`
    /// (this one only where it is there at once, so that nothing moves), `fallback` or `block`.
    #[schemars(extend("enum" = ["swap", "optional", "fallback", "block", null]))]
    pub display: Option<String>,
}

/// The keys of the setting, and those of a font.
pub(super) const KEYS: &[&str] = &[
    "name",
    "logo",
    "logo_dark",
    "logo_height",
    "icon",
    "touch_icon",
    "colours",
    "radius",
    "text_size",
    "heading_scale",
    "width",
    "fonts",
    "css",
    "cards",
    "card",
    "card_fonts",
];
pub(super) const FONT_KEYS: &[&str] = &["family", "file", "use", "weight", "style", "display"];

/// Reads the setting `brand`.
pub(super) fn check(text: &str, wire: WireBrand, sink: &mut Sink) -> Brand {
    let colours = wire.colours.unwrap_or_default();
    tell_empty_colours(text, &colours, sink);
    let mut own = Own { text, sink };
    let written = [
        (Measure::Radius, wire.radius),
        (Measure::TextSize, wire.text_size),
        (Measure::HeadingScale, wire.heading_scale),
        (Measure::Width, wire.width),
        (Measure::LogoHeight, wire.logo_height),
    ];
    let measures =
        written.into_iter().filter_map(|(measure, text)| own.measure(measure, text?.0)).collect();
    let fonts = wire.fonts.unwrap_or_default().into_iter().enumerate();
    Brand {
        name: own.name(wire.name),
        logo: wire.logo,
        logo_dark: wire.logo_dark,
        icon: wire.icon,
        touch_icon: wire.touch_icon,
        accent: own.colour("accent", colours.accent),
        accent_dark: own.colour("accent_dark", colours.accent_dark),
        measures,
        fonts: fonts.filter_map(|(at, font)| own.font(at, font)).collect(),
        css: wire.css,
        cards: own.cards(wire.cards),
        card: wire.card,
        card_fonts: wire.card_fonts.unwrap_or_default(),
    }
}

/// `accent: #2b5fb8` is a key without a value, and a comment.
fn tell_empty_colours(text: &str, colours: &WireColours, sink: &mut Sink) {
    let given = [("accent", &colours.accent), ("accent_dark", &colours.accent_dark)];
    for (key, _) in given.into_iter().filter(|(_, colour)| colour.is_none()) {
        let path = ["brand", "colours", key].map(str::to_owned);
        let Some(range) = yaml::find_key(text, &path) else { continue };
        let rest = text[range.end..].lines().next().unwrap_or_default();
        if text[range].ends_with(key) && rest.trim_start_matches(':').trim().starts_with('#') {
            sink.push(colour_empty(place(text, &path), key, rest));
        }
    }
}

struct Own<'a> {
    text: &'a str,
    sink: &'a mut Sink,
}

impl Own<'_> {
    fn value(&self, path: &[&str], word: &str) -> Place {
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        value_place(self.text, &path, word)
    }

    fn name(&mut self, name: Option<String>) -> Option<String> {
        if name.as_deref() == Some(EXAMPLE_BRAND) {
            let place = self.value(&["brand", "name"], EXAMPLE_BRAND);
            self.sink.push(brand_unset(place));
        }
        name
    }

    fn cards(&mut self, mode: Option<String>) -> CardMode {
        let text = self.text;
        let place = |word: &str| value_place(text, &["brand", "cards"].map(str::to_owned), word);
        choice("cards", mode.as_deref(), &CardMode::NAMED, place, self.sink)
    }

    fn colour(&mut self, key: &str, colour: Option<String>) -> Option<String> {
        let colour = colour?;
        let digits = colour.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(colour);
        }
        let place = self.value(&["brand", "colours", key], &colour);
        self.sink.push(colour_invalid(place, key, &colour));
        None
    }

    fn measure(&mut self, measure: Measure, text: String) -> Option<(Measure, String)> {
        let read = measure.read(text.trim());
        if read.is_none() {
            let place = self.value(&["brand", measure.key()], &text);
            self.sink.push(measure_invalid(place, measure, &text));
        }
        Some((measure, read?))
    }

    fn font(&mut self, at: usize, wire: WireFont) -> Option<BrandFont> {
        let (text, at) = (self.text, at.to_string());
        let place = |key: &str, word: &str| {
            value_place(text, &["brand", "fonts", &at, key].map(str::to_owned), word)
        };
        let purpose = wire.purpose.as_deref();
        let at_use = |word: &str| place("use", word);
        let purpose = choice("use", purpose, &FontUse::NAMED, at_use, self.sink);
        let mut word = |key: &str, word: Option<String>, known: &[(&str, &'static str)]| {
            let word = word.as_deref().unwrap_or(known[0].0);
            choice(key, Some(word), known, |word| place(key, word), self.sink)
        };
        let style = word("style", wire.style, &STYLES);
        let display = word("display", wire.display, &DISPLAYS);
        let weight = wire.weight.map_or_else(|| "400".to_owned(), |WireMeasure(text)| text);
        if !is_family(&wire.family) {
            self.sink.push(family_invalid(place("family", &wire.family)));
            return None;
        }
        if !is_weight(&weight) {
            self.sink.push(weight_invalid(place("weight", &weight), &weight));
            return None;
        }
        let WireFont { family, file, .. } = wire;
        Some(BrandFont { family, file, purpose, weight, style, display })
    }
}

/// A name that can stand in a style between quotes, whatever is in it.
fn is_family(name: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    !name.trim().is_empty() && name.chars().count() <= 60 && name.chars().all(is_plain)
}

/// One weight, or the least and the most of a variable font.
fn is_weight(text: &str) -> bool {
    let weights: Vec<Option<u16>> = text
        .split(' ')
        .map(|part| part.parse().ok().filter(|n| (1..=1000).contains(n) && !part.starts_with('+')))
        .collect();
    match weights[..] {
        [Some(_)] => true,
        [Some(least), Some(most)] => least < most,
        _ => false,
    }
}

fn family_invalid(place: Place) -> Diagnostic {
    invalid(place, "`family` has more in it than letters, digits and spaces".to_owned())
        .note("it becomes part of the style of every page")
        .help("write the name as its maker does, `family: Atkinson Hyperlegible`")
}

fn weight_invalid(place: Place, text: &str) -> Diagnostic {
    invalid(place, format!("`weight` is no weight of a font: `{text}`"))
        .help("write `weight: 400`, or `weight: 100 900` for a variable font")
}

#[cfg(test)]
mod tests {
    use crate::diag::{Color, Format, render};
    use crate::files::MemoryFiles;

    use super::super::{FILE, load};
    use super::*;

    pub(super) fn read(settings: &str) -> (Option<Brand>, String) {
        let text = format!("title: x\nbrand: {{{settings}}}\n");
        let mut sink = Sink::new();
        let config = load(&MemoryFiles::new([(FILE, text.as_str())]), &mut sink);
        let sorted = sink.into_sorted();
        let shown = sorted.iter().map(|d| render(d, Format::Human, Color::Never)).collect();
        (config.map(|config| config.brand), shown)
    }

    #[test]
    fn fonts_say_what_they_are_for() {
        let (brand, shown) = read(
            "fonts: [{family: Atkinson, file: a.woff2}, {family: Rec 2, file: b.woff2, \
             use: headings, weight: 300 1000, style: italic, display: optional}]",
        );
        assert_eq!(shown, "");
        let fonts = brand.expect("settings").fonts;
        assert_eq!((fonts[0].purpose, fonts[0].weight.as_str()), (FontUse::Text, "400"));
        assert_eq!((fonts[0].style, fonts[0].display), ("normal", "swap"));
        assert_eq!((fonts[1].purpose, fonts[1].weight.as_str()), (FontUse::Headings, "300 1000"));
        assert_eq!((fonts[1].style, fonts[1].display), ("italic", "optional"));
    }

    #[test]
    fn what_would_end_a_rule_is_no_name_and_no_weight_of_a_font() {
        for bad in ["a\\\";}", "a;b", "a{b", "a\\nb", "", "a/*", "a'"] {
            let (brand, shown) = read(&format!("fonts: [{{family: \"{bad}\", file: a.woff2}}]"));
            assert!(brand.is_none() && shown.contains("letters, digits"), "{bad}: {shown}");
        }
        for bad in ["bold", "0", "1001", "900 100", "+400", "400;", "1 2 3"] {
            let font = format!("fonts: [{{family: A, file: a.woff2, weight: \"{bad}\"}}]");
            assert!(read(&font).1.contains("no weight"), "{bad}: {}", read(&font).1);
        }
        assert!(read("fonts: [{family: A, file: a, use: heading}]").1.contains("use `headings`"));
    }

    #[test]
    fn a_brand_with_one_colour_has_one_for_dark_pages_as_well() {
        let brand = read("colours: {accent: \"#0b3d2e\"}").0.expect("settings");
        let dark = brand.shown_accent(Scheme::Dark).expect("a colour");
        assert_ne!(dark.hex, "#0b3d2e");
        assert_eq!(brand.shown_accent(Scheme::Light).expect("a colour").hex, "#0b3d2e");
        assert_eq!(Brand::default().shown_accent(Scheme::Dark), None);
    }
}
