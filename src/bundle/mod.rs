//! A published site as one file that needs no server: a zip to open from a disk, a book (EPUB),
//! or an archive for offline readers (ZIM).
//!
//! Floor 7. All that is in a bundle is read from the published folder, which the gate has looked
//! at; what is not published cannot be in one. The site's outline, which the build hands over,
//! gives the order of a book and the titles of pages. Files are read one after the other, so
//! memory does not grow with the site, and the same folder gives the same bytes.

mod epub;
mod error;
mod links;
mod zim;
mod zip;

use std::collections::HashSet;
use std::io::{BufWriter, Read, Seek, Write};

use crate::config::Config;
use crate::files::Files;
use crate::output::SitePath;
use crate::pipeline::Outline;
use crate::publish::DiskSearch;
use crate::site::safe_name;
use crate::text::slug;

pub use error::BundleError;

/// The form of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleFormat {
    /// A folder in a zip file, to be opened from a disk.
    Zip,
    /// A book: EPUB 3.
    Epub,
    /// An archive for readers of ZIM.
    Zim,
}

impl BundleFormat {
    /// All forms.
    pub const ALL: [BundleFormat; 3] = [BundleFormat::Zip, BundleFormat::Epub, BundleFormat::Zim];

    /// Returns the ending of files of this form.
    pub fn ending(self) -> &'static str {
        match self {
            BundleFormat::Zip => "zip",
            BundleFormat::Epub => "epub",
            BundleFormat::Zim => "zim",
        }
    }
}

/// A published site that is to be packed.
pub struct PublishedSite<'a> {
    /// The published folder.
    pub files: &'a dyn Files,
    /// The files that the build published there, sorted.
    pub paths: &'a [SitePath],
    /// The settings.
    pub config: &'a Config,
    /// What the site holds.
    pub outline: &'a Outline,
    /// The search for where nothing can be fetched, without its index.
    pub search: Option<&'a DiskSearch>,
    /// The longest script of that, in bytes.
    pub max_search: u64,
}

/// What was packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BundleReport {
    /// How many files.
    pub n_files: usize,
    /// How many of them are pages.
    pub n_pages: usize,
    /// How many bytes the search takes that needs no server, or would have taken.
    pub search: Option<u64>,
    /// Whether it was left out, since it is too large.
    pub is_search_left_out: bool,
    /// How many pictures were left out, since readers of the format do not know theirs.
    pub n_pictures_left_out: usize,
}

/// The buffer between a bundle and the disk, in bytes.
const BUFFER: usize = 1 << 20;

/// Writes a bundle into an empty file, and reads it where a form has a digest of all of it.
///
/// # Errors
///
/// When a published file cannot be read, or the bundle cannot be written.
pub fn write(
    site: &PublishedSite<'_>,
    format: BundleFormat,
    out: &mut (impl Read + Write + Seek),
) -> Result<BundleReport, BundleError> {
    match format {
        BundleFormat::Zip => zip::write(site, BufWriter::with_capacity(BUFFER, out)),
        BundleFormat::Epub => epub::write(site, BufWriter::with_capacity(BUFFER, out)),
        BundleFormat::Zim => zim::write(site, out),
    }
}

/// Folders and files that only hosts and crawlers read; no page leads to one.
const FOR_HOSTS: [&str; 11] = [
    ".htaccess",
    ".nojekyll",
    "CNAME",
    "_headers",
    "_hosts/",
    "_redirects",
    // Records of threads, for programs.
    "api/",
    // Pictures of links, which networks ask for.
    "cards/",
    "robots.txt",
    "sitemap.xml",
    "sitemap-",
];

/// Files that only machines read, at the top of each language.
const FOR_MACHINES: [&str; 3] = ["feed.xml", "llms-full.txt", "llms.txt"];

/// Names the folder or the file of a site's bundle after its title.
pub fn usual_name(config: &Config) -> String {
    let name = safe_name(&slug(&config.title));
    if name.is_empty() { "site".to_owned() } else { name }
}

impl PublishedSite<'_> {
    /// Returns the files that readers may come to, sorted.
    fn readable(&self) -> impl Iterator<Item = &SitePath> {
        let for_hosts = |path: &&SitePath| {
            FOR_HOSTS.iter().any(|name| match name.ends_with(['/', '-']) {
                true => path.as_str().starts_with(name),
                false => path.as_str() == *name,
            })
        };
        self.paths.iter().filter(move |path| !for_hosts(path) && !self.is_for_machines(path))
    }

    /// Tells whether a file says to machines what pages say to people.
    fn is_for_machines(&self, path: &SitePath) -> bool {
        let (folder, text) = (path.folder(), path.as_str());
        let is_page = |path: SitePath| self.paths.binary_search(&path).is_ok();
        let is_twin = text.ends_with(".md") && is_page(path.with_extension("html"));
        let is_top = || {
            let mut sections = self.outline.sections.iter();
            folder.is_empty() || sections.any(|section| section.lang.as_str() == folder)
        };
        let name = text.rsplit('/').next().unwrap_or_default();
        is_twin || FOR_MACHINES.contains(&name) && is_top()
    }

    /// Returns the bytes of a file.
    fn read(&self, path: &SitePath) -> Result<Vec<u8>, BundleError> {
        let failed = |error| BundleError::Read(path.clone(), error);
        self.files.read(path.as_str()).map_err(failed)
    }

    /// Returns the text of a file; empty where there is none.
    fn text(&self, name: &str) -> String {
        let bytes = self.files.read(name).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Tells whether a file is a page.
fn is_page(path: &SitePath) -> bool {
    path.as_str().ends_with(".html")
}

/// Tells whether the bytes of a file do not get fewer by compression.
fn is_dense(path: &SitePath) -> bool {
    const DENSE: [&str; 16] = [
        "avif", "bin", "epub", "gif", "gz", "jpeg", "jpg", "mp3", "mp4", "ogg", "png", "webm",
        "webp", "woff2", "zim", "zip",
    ];
    let ending = path.as_str().rsplit_once('.').map_or("", |(_, ending)| ending);
    DENSE.contains(&ending.to_ascii_lowercase().as_str())
}

/// The names of some files.
type Names<'a> = HashSet<&'a str>;
