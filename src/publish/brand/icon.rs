//! The theme's icon in the brand's colour, for brands that have a colour and no icon yet.

use std::collections::BTreeMap;

use crate::config::{Brand, Scheme};
use crate::output::SitePath;

/// Where the theme's own icon is published.
pub(in crate::publish) const THEME_ICON: &str = "assets/icon.svg";

/// The accent of the themes, which their icons are drawn in.
const THEME_ACCENT: &[u8] = b"#2c62b8";

/// Draws the theme's icon in the accent of the brand: the one of light pages, which a white sign
/// can be read on.
/// Where the brand has an `own` icon, nothing is done.
pub(in crate::publish) fn colour_icon(
    brand: &Brand,
    own: Option<&SitePath>,
    files: &mut BTreeMap<SitePath, Vec<u8>>,
) {
    let Some(accent) = brand.shown_accent(Scheme::Light).filter(|_| own.is_none()) else { return };
    let path = SitePath::new(THEME_ICON).expect("a fixed name");
    let Some(icon) = files.get_mut(&path) else { return };
    if let Some(at) = icon.windows(THEME_ACCENT.len()).position(|part| part == THEME_ACCENT) {
        icon.splice(at..at + THEME_ACCENT.len(), accent.hex.bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn icon(accent: Option<&str>) -> String {
        let path = SitePath::new(THEME_ICON).expect("a path");
        let drawn = br##"<svg><rect fill="#2c62b8"/><path stroke="#fff"/></svg>"##.to_vec();
        let mut files = BTreeMap::from([(path.clone(), drawn)]);
        let brand = Brand { accent: accent.map(str::to_owned), ..Brand::default() };
        colour_icon(&brand, None, &mut files);
        String::from_utf8(files.remove(&path).expect("it stays")).expect("text")
    }

    #[test]
    fn the_icon_of_the_theme_has_the_colour_of_the_brand() {
        assert!(icon(None).contains("#2c62b8"));
        let coloured = icon(Some("#7a3e9d"));
        assert!(!coloured.contains("#2c62b8") && coloured.contains("<rect fill=\"#"), "{coloured}");
    }
}
