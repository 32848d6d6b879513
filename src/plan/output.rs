//! The files that a page is published as.

use crate::output::SitePath;

use super::{Page, PageKind};

/// A form in which pages are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutputFormat {
    /// For browsers: every page.
    Html,
}

impl OutputFormat {
    /// All forms. The first is the page itself, whose address is the page's.
    pub const ALL: [OutputFormat; 1] = [OutputFormat::Html];

    /// Returns the file of a page of a kind in this form, by that of the page itself; `None`
    /// where such pages have none.
    fn file(self, _kind: PageKind, page: &SitePath) -> Option<SitePath> {
        match self {
            OutputFormat::Html => Some(page.clone()),
        }
    }
}

impl Page {
    /// Returns the files that the page is published as, itself first.
    pub fn outputs(&self) -> impl Iterator<Item = (OutputFormat, SitePath)> {
        let file = |format: OutputFormat| Some((format, format.file(self.kind, &self.path)?));
        OutputFormat::ALL.into_iter().filter_map(file)
    }
}
