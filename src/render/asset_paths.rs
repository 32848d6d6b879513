//! Where the files lie that every page names.

use crate::output::SitePath;

/// Where the files lie that every page names.
#[derive(Clone, Debug)]
pub struct AssetPaths {
    /// The style sheet, with the brand's colours at its top.
    pub css: SitePath,
    /// The same with what home, products and categories need besides.
    pub css_lists: SitePath,
    /// The script, with the part of the search that all pages have at its top.
    pub js: SitePath,
    /// The icon: the logo, where there is one and no icon.
    pub icon: SitePath,
    /// The icon for home screens.
    pub touch_icon: Option<SitePath>,
    /// What browsers ask of a site that is installed.
    pub manifest: Option<SitePath>,
    /// The logo.
    pub logo: Option<SitePath>,
    /// How wide and high the logo says that it is.
    pub logo_size: Option<(u32, u32)>,
    /// The logo for dark pages.
    pub logo_dark: Option<SitePath>,
    /// Fonts of the brand's own that pages need at once.
    pub fonts: Vec<FontFile>,
}

/// A font that pages need at once.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// Where it lies.
    pub path: SitePath,
    /// What it is: `font/woff2`.
    pub media_type: &'static str,
}
