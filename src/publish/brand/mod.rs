//! What makes a site look like its brand: its marks, colours, measures, fonts and own style.

mod card;
mod fonts;
mod images;
mod own_sheet;
mod problems;
mod style;
mod svg;

pub(super) use card::gather as cards;
pub use card::tell_undrawn;
pub(super) use fonts::gather as fonts;
pub(super) use images::{BrandImages, gather as images};
pub(super) use own_sheet::read as own_sheet;
pub(super) use style::{style, tell_pale};

use crate::config::{Config, FILE, yaml};
use crate::diag::Place;
use crate::files::Files;

/// The place of a value of `brand` in the settings.
fn place(files: &dyn Files, path: &[&str], word: &str) -> Place {
    let text = files.read(FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let whole: Vec<String> = ["brand"].iter().chain(path).map(|part| (*part).to_owned()).collect();
    let range = yaml::find_value(&text, &whole, word);
    range.map_or(Place::file(FILE), |range| Place::in_text(FILE, &text, range))
}

/// Files in `static/` that are published under other names, or as part of another file.
pub(super) fn has_file(config: &Config, path: &str) -> bool {
    let brand = &config.brand;
    let fonts = brand.fonts.iter().map(|font| font.file.as_str());
    let named = [&brand.logo, &brand.css, &brand.card].into_iter().flatten();
    let named = named.chain(&brand.card_fonts).map(String::as_str);
    fonts.chain(named).any(|named| named == path)
}
