//! A bundle to be opened from a disk: the site in a zip file, with links from file to file.
//!
//! All lies in one folder, so that unpacking fills none that is there. The page to begin with is
//! the first file, for whoever looks into the archive. What pages fetch where there is
//! a server is not in it: `search/disk.js` has it all.

use std::io::{Seek, Write};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::output::SitePath;
use crate::plan::SiteAnswers;
use crate::publish::{DISK_SEARCH, DiskSearch, is_search_part};

use super::links::LinkMap;
use super::{BundleError, BundleReport, Names, PublishedSite, is_dense, is_page, usual_name};

/// How many pages are written anew at once.
const AT_ONCE: usize = 64;

/// The page to begin with.
const START: &str = "index.html";

/// Writes the zip file.
pub(super) fn write(
    site: &PublishedSite<'_>,
    out: impl Write + Seek,
) -> Result<BundleReport, BundleError> {
    let mut paths: Vec<&SitePath> = site.readable().filter(|path| !is_fetched(path)).collect();
    paths.sort_by_key(|path| path.as_str() != START);
    let names: Names<'_> = paths.iter().map(|path| path.as_str()).collect();
    let list = site.text("_redirects");
    let answers = SiteAnswers::published(&[], &list);
    let base_url = site.config.base_url.as_deref();
    let links = &LinkMap { names: &names, answers: &answers, base_url };
    let mut report = BundleReport::default();
    let mut zip = ZipFile::new(out);
    let folder = usual_name(site.config);
    let search = search_size(site).filter(|size| {
        report.search = Some(*size);
        report.is_search_left_out = *size > site.max_search;
        !report.is_search_left_out
    });
    let is_searched = search.is_some();
    let page = |path: &SitePath| {
        let page = links.page(path, &site.read(path)?);
        Ok(if is_searched { searched(page) } else { page })
    };
    for some in paths.chunks(AT_ONCE) {
        let pages: Vec<Option<Result<Vec<u8>, BundleError>>> =
            some.par_iter().map(|path| is_page(path).then(|| page(path))).collect();
        for (path, page) in some.iter().zip(pages) {
            report.n_pages += usize::from(page.is_some());
            let mut bytes = page.unwrap_or_else(|| site.read(path))?;
            if path.as_str().ends_with(".css") {
                bytes = without_transitions(&bytes);
            }
            zip.put(&format!("{folder}/{path}"), &bytes, is_dense(path))?;
            report.n_files += 1;
        }
    }
    if is_searched {
        write_search(site, &folder, &mut zip)?;
        report.n_files += 1;
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

/// Takes the rules out of a style sheet by which browsers blend one page into the next: they do
/// so within a site, and on a disk every file is one of its own, so they complain at each click.
fn without_transitions(css: &[u8]) -> Vec<u8> {
    const RULE: &[u8] = b"@view-transition";
    let mut out = Vec::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = memchr::memmem::find(rest, RULE) {
        let behind = &rest[at + RULE.len()..];
        // A comment may name it.
        if behind.trim_ascii_start().first() != Some(&b'{') {
            out.extend_from_slice(&rest[..at + RULE.len()]);
            rest = behind;
            continue;
        }
        let Some(end) = memchr::memchr(b'}', &rest[at..]) else { break };
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + end + 1..];
    }
    out.extend_from_slice(rest);
    out
}

/// The files of the search.
fn index<'a>(site: &PublishedSite<'a>, search: &DiskSearch) -> Vec<&'a SitePath> {
    site.paths.iter().filter(|path| search.is_index(path)).collect()
}

/// Returns how long the script with all that is searched is; `None` where there is no search.
fn search_size(site: &PublishedSite<'_>) -> Option<u64> {
    let search = site.search?;
    let stamp = |path: &SitePath| site.files.stamp(path.as_str()).map_or(0, |stamp| stamp.len);
    let parts = index(site, search).into_iter().map(|path| search.len_of(path, stamp(path)));
    Some(search.len_without_index() + parts.sum::<u64>())
}

/// Writes the script with all that is searched, part by part.
fn write_search<W: Write + Seek>(
    site: &PublishedSite<'_>,
    folder: &str,
    zip: &mut ZipFile<W>,
) -> Result<(), BundleError> {
    let Some(search) = site.search else { return Ok(()) };
    let name = format!("{folder}/{DISK_SEARCH}");
    let out = zip.begin(&name, false)?;
    out.write_all(search.head().as_bytes())?;
    for path in index(site, search) {
        out.write_all(search.part(path, &site.read(path)?).as_bytes())?;
    }
    out.write_all(search.tail().as_bytes())?;
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_lose_the_rules_that_a_disk_does_not_keep() {
        let check = |css: &str, expected: &str| {
            assert_eq!(String::from_utf8_lossy(&without_transitions(css.as_bytes())), expected);
        };
        check("a{b:c}@media x{@view-transition{navigation:auto}d{e:f}}", "a{b:c}@media x{d{e:f}}");
        check("@view-transition {\n navigation: auto;\n}\na{}", "\na{}");
        check("::view-transition{a:b}", "::view-transition{a:b}");
        check("@view-transition{", "@view-transition{");
    }
}
