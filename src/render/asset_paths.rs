//! Where the files lie that every page names.

use std::sync::Arc;

use crate::config::CardMode;
use crate::media::CardPainter;
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
    /// The script that is run before anything is painted, where the theme has one.
    pub scheme: Option<SitePath>,
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
    /// What the pictures of links are drawn with; absent where no page has one.
    pub cards: Option<SocialPictures>,
}

/// The pictures that chats and networks show of links.
#[derive(Clone, Debug)]
pub struct SocialPictures {
    /// Which pages have one of their own.
    pub mode: CardMode,
    /// Draws them.
    pub painter: Arc<CardPainter>,
    /// The one of all other pages, where the brand has its own.
    pub picture: Option<SocialPicture>,
}

/// A picture of the brand's own.
#[derive(Clone, Debug)]
pub struct SocialPicture {
    /// Where it lies.
    pub path: SitePath,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// A font that pages need at once.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// Where it lies.
    pub path: SitePath,
    /// What it is: `font/woff2`.
    pub media_type: &'static str,
}
