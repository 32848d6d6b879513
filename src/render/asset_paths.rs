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
    /// The icon: the logo, where there is one.
    pub icon: SitePath,
    /// The logo.
    pub logo: Option<SitePath>,
    /// The logo for dark pages.
    pub logo_dark: Option<SitePath>,
}
