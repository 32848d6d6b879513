//! A bundle for readers of ZIM, such as Kiwix: an archive that is searched without unpacking.
//!
//! Written by the openZIM file format, version 6.1: a header, the names of media types, clusters
//! of files that are compressed together, then the entries and the lists that find them by path
//! and by title, and a digest of all. Clusters are written as they fill, so memory holds two of
//! them and the entries.

mod entry;
mod languages;
mod writer;

use std::collections::BTreeMap;
use std::io::{Read, Seek, Write};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::AddressStyle;
use crate::media::mark_png;
use crate::output::{SitePath, media_type};
use crate::plan::SiteAnswers;

use super::epub::{publisher, rights};
use super::links::LinkMap;
use super::{BundleError, BundleReport, Names, PublishedSite, is_dense, is_page};

use writer::{Blob, Namespace, ZimWriter};

/// How many pages are written anew at once.
const AT_ONCE: usize = 64;

/// How long a description may be, in characters; the format says so.
const MAX_DESCRIPTION: usize = 80;

/// A page with its title, or why there is none.
type ReadPage = Result<(Vec<u8>, String), BundleError>;

/// Writes the archive.
pub(super) fn write<F: Read + Write + Seek>(
    site: &PublishedSite<'_>,
    out: &mut F,
) -> Result<BundleReport, BundleError> {
    let paths: Vec<&SitePath> = site.readable().collect();
    let names: Names<'_> = paths.iter().map(|path| path.as_str()).collect();
    let list = site.text("_redirects");
    let answers = SiteAnswers::published(&[], &list);
    let base_url = site.config.base_url.as_deref();
    let links = &LinkMap { names: &names, answers: &answers, base_url };
    let mut zim = ZimWriter::new(out, media_types(&paths))?;
    let mut report = BundleReport::default();
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for some in paths.chunks(AT_ONCE) {
        let pages: Vec<Option<ReadPage>> = some
            .par_iter()
            .map(|path| is_page(path).then(|| read_page(site, links, path)))
            .collect();
        for (path, page) in some.iter().zip(pages) {
            let is_front = page.is_some();
            let (bytes, title) = match page {
                Some(page) => page?,
                None => (site.read(path)?, String::new()),
            };
            let media_type = media_type(path.as_str());
            *counts.entry(media_type).or_default() += 1;
            report.n_pages += usize::from(is_front);
            report.n_files += 1;
            let blob = Blob { media_type, title: &title, is_front, is_dense: is_dense(path) };
            zim.add(Namespace::Content, path.as_str(), blob, &bytes)?;
            if site.config.addresses == AddressStyle::Folder
                && let Some(folder) = path.as_str().strip_suffix("index.html")
                && !folder.is_empty()
            {
                zim.redirect(Namespace::Content, folder, "", path.as_str());
            }
        }
    }
    add_metadata(site, &counts, &mut zim)?;
    zim.redirect(Namespace::WellKnown, "mainPage", "", site.outline.sections[0].home.as_str());
    zim.finish()?;
    Ok(report)
}

/// Reads a page, with links that lead from file to file, and its title.
fn read_page(site: &PublishedSite<'_>, links: &LinkMap<'_>, path: &SitePath) -> ReadPage {
    let html = site.read(path)?;
    let title = title_of(&String::from_utf8_lossy(&html), &site.config.title);
    Ok((links.page(path, &html), title))
}

/// Returns the title of a page, without the site's behind it.
fn title_of(html: &str, site: &str) -> String {
    let between = |start: &str, end: &str| {
        let (_, rest) = html.split_once(start)?;
        Some(rest.split_once(end)?.0)
    };
    let title = between("<title>", "</title>").unwrap_or_default();
    let title = html_escape::decode_html_entities(title);
    let own = title.strip_suffix(site).map(|own| own.trim_end_matches(['·', ' ']));
    let words: Vec<&str> =
        own.filter(|own| !own.is_empty()).unwrap_or(&title).split_whitespace().collect();
    words.join(" ")
}

fn add_metadata<F: Read + Write + Seek>(
    site: &PublishedSite<'_>,
    counts: &BTreeMap<&'static str, usize>,
    zim: &mut ZimWriter<'_, F>,
) -> Result<(), BundleError> {
    let (config, outline) = (site.config, site.outline);
    let main = &outline.sections[0];
    let languages: Vec<&str> = outline
        .sections
        .iter()
        .filter_map(|section| languages::alpha3(section.lang.as_str()))
        .collect();
    let creators: Vec<&str> = config.sources.iter().map(|source| source.name.as_str()).collect();
    let counter: Vec<String> = counts.iter().map(|(kind, n)| format!("{kind}={n}")).collect();
    let updated = outline.updated.rfc3339();
    let day = updated.split('T').next().unwrap_or_default();
    let key = crate::text::slug(&config.title);
    let texts = [
        ("Title", config.title.clone()),
        ("Language", languages.join(",")),
        ("Date", day.to_owned()),
        ("Creator", creators.join(", ")),
        ("Publisher", publisher(config).to_owned()),
        ("Name", format!("{}_{}", if key.is_empty() { "site" } else { &key }, main.lang)),
        ("Description", shortened(&main.description)),
        ("License", rights(config).join("; ")),
        ("Source", config.base_url.clone().unwrap_or_default()),
        ("Scraper", concat!("answerbook ", env!("CARGO_PKG_VERSION")).to_owned()),
        ("Counter", counter.join(";")),
    ];
    let blob = |media_type| Blob { media_type, title: "", is_front: false, is_dense: false };
    for (name, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        zim.add(Namespace::Metadata, name, blob("text/plain;charset=utf-8"), text.as_bytes())?;
    }
    let picture = mark_png(48, config.brand.accent.as_deref());
    let blob = Blob { is_dense: true, ..blob("image/png") };
    zim.add(Namespace::Metadata, "Illustration_48x48@1", blob, &picture)
}

/// Cuts a description to the length that the format allows.
fn shortened(text: &str) -> String {
    match text.chars().count() > MAX_DESCRIPTION {
        true => text.chars().take(MAX_DESCRIPTION - 1).chain(['…']).collect(),
        false => text.to_owned(),
    }
}

/// Lists the media types of all files, and those of what is added. The names of all that there are
/// fit in front of the first cluster.
fn media_types(paths: &[&SitePath]) -> Vec<&'static str> {
    let own = ["text/plain;charset=utf-8", "image/png", writer::LISTING];
    let mut all: Vec<&'static str> =
        paths.iter().map(|path| media_type(path.as_str())).chain(own).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_those_of_pages_alone() {
        let check = |html: &str, expected: &str| assert_eq!(title_of(html, "Lamps"), expected);
        check("<title>Fix &amp;\n mend · Lamps</title>", "Fix & mend");
        check("<title>Lamps</title>", "Lamps");
        check("<p>no title</p>", "");
    }

    #[test]
    fn descriptions_are_no_longer_than_the_format_allows() {
        assert_eq!(shortened("ґ"), "ґ");
        let long = shortened(&"ґ".repeat(200));
        assert_eq!((long.chars().count(), long.ends_with('…')), (80, true));
    }

    #[test]
    fn the_names_of_all_media_types_fit_in_front_of_the_clusters() {
        let endings = "html css js json webmanifest md txt xml svg png jpg gif webp avif ico pdf \
            mp4 webm mp3 wasm woff2 zip x";
        let paths: Vec<SitePath> = endings
            .split_whitespace()
            .filter_map(|ending| SitePath::new(format!("a.{ending}")))
            .collect();
        let paths: Vec<&SitePath> = paths.iter().collect();
        let n_bytes: usize = media_types(&paths).iter().map(|kind| kind.len() + 1).sum();
        assert!(writer::MIMES + n_bytes < writer::CLUSTERS, "{n_bytes}");
    }
}
