//! A bundle to be opened from a disk: the site in a zip file, with links from file to file.
//!
//! What pages fetch where there is a server is not in it: `search/disk.js` has it all.

use std::io::{Seek, Write};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::output::SitePath;
use crate::plan::SiteAnswers;
use crate::publish::{DISK_SEARCH, is_search_part};

use super::links::LinkMap;
use super::{BundleError, BundleReport, Names, PublishedSite, is_dense, is_page};

/// How many pages are written anew at once.
const AT_ONCE: usize = 64;

/// Writes the zip file.
pub(super) fn write(
    site: &PublishedSite<'_>,
    out: impl Write + Seek,
) -> Result<BundleReport, BundleError> {
    let paths: Vec<&SitePath> = site.readable().filter(|path| !is_fetched(path)).collect();
    let names: Names<'_> = paths.iter().map(|path| path.as_str()).collect();
    let list = site.text("_redirects");
    let answers = SiteAnswers::published(&[], &list);
    let base_url = site.config.base_url.as_deref();
    let links = &LinkMap { names: &names, answers: &answers, base_url };
    let mut report = BundleReport::default();
    let mut zip = ZipFile::new(out);
    let is_searched = write_search(site, &mut zip, &mut report)?;
    let page = |path: &SitePath| {
        let page = links.page(path, &site.read(path)?);
        Ok(if is_searched { searched(page) } else { page })
    };
    for some in paths.chunks(AT_ONCE) {
        let pages: Vec<Option<Result<Vec<u8>, BundleError>>> =
            some.par_iter().map(|path| is_page(path).then(|| page(path))).collect();
        for (path, page) in some.iter().zip(pages) {
            report.n_pages += usize::from(page.is_some());
            let bytes = page.unwrap_or_else(|| site.read(path))?;
            zip.put(path.as_str(), &bytes, is_dense(path))?;
            report.n_files += 1;
        }
    }
    zip.finish()?;
    Ok(report)
}

/// Tells whether a file is only there for scripts to fetch, which they cannot from a disk.
fn is_fetched(path: &SitePath) -> bool {
    is_search_part(path)
}

/// Tells the scripts of a page that the search lies beside it: they ask for no file that may not
/// be there.
fn searched(mut page: Vec<u8>) -> Vec<u8> {
    const HTML: &[u8] = b"<html";
    if let Some(at) = memchr::memmem::find(&page, HTML) {
        let behind = at + HTML.len();
        page.splice(behind..behind, b" data-disk".iter().copied());
    }
    page
}

/// Writes the script with all that is searched, part by part; returns whether there is one.
fn write_search<W: Write + Seek>(
    site: &PublishedSite<'_>,
    zip: &mut ZipFile<W>,
    report: &mut BundleReport,
) -> Result<bool, BundleError> {
    let Some(search) = site.search else { return Ok(false) };
    let index: Vec<&SitePath> = site.paths.iter().filter(|path| search.is_index(path)).collect();
    let mut size = search.len_without_index();
    for path in &index {
        size += search.len_of(path, site.files.stamp(path.as_str()).map_or(0, |stamp| stamp.len));
    }
    report.search = Some(size);
    report.is_search_left_out = size > site.max_search;
    if report.is_search_left_out {
        return Ok(false);
    }
    let out = zip.begin(DISK_SEARCH, false)?;
    out.write_all(search.head().as_bytes())?;
    for path in index {
        out.write_all(search.part(path, &site.read(path)?).as_bytes())?;
    }
    out.write_all(search.tail().as_bytes())?;
    report.n_files += 1;
    Ok(true)
}

/// A zip file whose bytes do not depend on who writes it when.
pub(super) struct ZipFile<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> ZipFile<W> {
    pub(super) fn new(out: W) -> ZipFile<W> {
        ZipFile(ZipWriter::new(out))
    }

    /// Begins a file, which is then written into what is returned.
    pub(super) fn begin(
        &mut self,
        name: &str,
        is_stored: bool,
    ) -> Result<&mut impl Write, BundleError> {
        let method =
            if is_stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.0.start_file(name, options).map_err(std::io::Error::from)?;
        Ok(&mut self.0)
    }

    /// Adds a file.
    pub(super) fn put(
        &mut self,
        name: &str,
        bytes: &[u8],
        is_stored: bool,
    ) -> Result<(), BundleError> {
        self.begin(name, is_stored)?.write_all(bytes)?;
        Ok(())
    }

    /// Writes the list of files.
    pub(super) fn finish(self) -> Result<(), BundleError> {
        self.0.finish().map_err(std::io::Error::from)?.flush()?;
        Ok(())
    }
}
