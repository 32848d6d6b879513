//! Everything that pages are rendered from, gathered once before the first of them.

use crate::media::PublishedFiles;
use crate::plan::Page;
use crate::plan::inputs::InputGatherer;
use crate::publish::Assets;
use crate::render::Context;
use crate::site::Site;

/// A site with all that its pages are rendered from.
#[derive(Clone, Copy)]
pub(super) struct ShownSite<'a> {
    /// All threads.
    pub site: &'a Site,
    /// All pages; those of threads come first.
    pub pages: &'a [Page],
    /// Gathers what pages show.
    pub inputs: &'a InputGatherer<'a>,
    /// What pages are shown with.
    pub context: &'a Context,
    /// Files that all pages share.
    pub assets: &'a Assets,
    /// Copies of files that posts name.
    pub copies: &'a PublishedFiles<'a>,
}
