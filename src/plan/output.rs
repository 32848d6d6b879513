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

    /// Returns the media type, as links to the file name it.
    pub fn media_type(self) -> &'static str {
        match self {
            OutputFormat::Html => "text/html",
        }
    }

    /// Returns how the names of files in this form end, without the dot; `None` for kinds of
    /// pages that are not published in it.
    fn extension(self, _kind: PageKind) -> Option<&'static str> {
        match self {
            OutputFormat::Html => Some("html"),
        }
    }
}

impl Page {
    /// Returns the files that the page and its further pages are published as, itself first.
    pub fn outputs(&self) -> impl Iterator<Item = (OutputFormat, SitePath)> {
        (0..self.n_parts).flat_map(|number| self.part(number).forms().collect::<Vec<_>>())
    }

    /// Returns the files that this page alone is published as, itself first.
    pub fn forms(&self) -> impl Iterator<Item = (OutputFormat, SitePath)> {
        OutputFormat::ALL.into_iter().filter_map(|format| Some((format, self.output(format)?)))
    }

    /// Returns the file that the page is published as in one form, if it is.
    pub fn output(&self, format: OutputFormat) -> Option<SitePath> {
        Some(self.path.with_extension(format.extension(self.kind)?))
    }
}
