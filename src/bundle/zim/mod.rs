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
use super::links::{Led, LinkMap};
use super::{BundleError, BundleReport, Names, PublishedSite, is_dense, is_page, usual_name};

use writer::{Blob, Namespace, ZimWriter};

/// How many pages are written anew at once.
const AT_ONCE: usize = 64;

/// How long a description may be, in characters; the format says so.
const MAX_DESCRIPTION: usize = 80;

/// What becomes of a published page.
enum ReadPage {
    /// A page: its bytes, its title, and whether it is one to read.
    Page(Vec<u8>, String, bool),
    /// It only leads on, to this file.
    LeadsOn(String),
}

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
        let pages: Vec<Option<Result<ReadPage, BundleError>>> = some
            .par_iter()
            .map(|path| is_page(path).then(|| read_page(site, links, path)))
            .collect();
        for (path, page) in some.iter().zip(pages) {
            let is_page = page.is_some();
            let (bytes, title, is_front) = match page.transpose()? {
                Some(ReadPage::LeadsOn(to)) => {
                    zim.redirect(Namespace::Content, path.as_str(), "", &to);
                    add_folder(site, path, &to, &mut zim);
                    continue;
                }
                Some(ReadPage::Page(bytes, title, is_front)) => (bytes, title, is_front),
                None => (site.read(path)?, String::new(), false),
            };
            let media_type = media_type(path.as_str());
            *counts.entry(media_type).or_default() += 1;
            report.n_pages += usize::from(is_page);
            report.n_files += 1;
            let blob = Blob { media_type, title: &title, is_front, is_dense: is_dense(path) };
            zim.add(Namespace::Content, path.as_str(), blob, &bytes)?;
            add_folder(site, path, path.as_str(), &mut zim);
        }
    }
    add_metadata(site, &counts, &mut zim)?;
    zim.redirect(Namespace::WellKnown, "mainPage", "", site.outline.sections[0].home.as_str());
    zim.finish()?;
    Ok(report)
}

/// Lets the folder of a page lead to a file, for scripts that ask for it as they do of a server.
fn add_folder<F: Read + Write + Seek>(
    site: &PublishedSite<'_>,
    path: &SitePath,
    to: &str,
    zim: &mut ZimWriter<'_, F>,
) {
    if site.config.addresses == AddressStyle::Folder
        && let Some(folder) = path.as_str().strip_suffix("index.html")
        && !folder.is_empty()
    {
        zim.redirect(Namespace::Content, folder, "", to);
    }
}

/// Reads a page, with links that lead from file to file, and its title.
fn read_page(
    site: &PublishedSite<'_>,
    links: &LinkMap<'_>,
    path: &SitePath,
) -> Result<ReadPage, BundleError> {
    let html = site.read(path)?;
    let text = String::from_utf8_lossy(&html);
    let leads_on = led_on(&text).map(|address| links.follow(path.as_str(), &address));
    // An entry that leads on leads to a file; only the page itself can name a part of it.
    if let Some(Led::File(to, part)) = &leads_on
        && part.is_empty()
        && to != path.as_str()
    {
        return Ok(ReadPage::LeadsOn(to.clone()));
    }
    let is_front = leads_on.is_none() && !site.outline.services.contains(path);
    let title = title_of(&text, &site.config.title);
    Ok(ReadPage::Page(links.page(path, &html), title, is_front))
}

/// Returns where a page for hosts without redirects leads. What people write is escaped, so the
/// head of another page holds no such element.
fn led_on(html: &str) -> Option<String> {
    let (head, _) = html.split_once("<body")?;
    let (_, rest) = head.split_once("<meta http-equiv=\"refresh\" content=\"0; url=")?;
    let (address, _) = rest.split_once('"')?;
    Some(html_escape::decode_html_entities(address).into_owned())
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
    // The format wants the day on which the archive was made. That would give other bytes each
    // day for the same site, and say less: readers want to know how new the answers are.
    let updated = outline.updated.rfc3339();
    let day = updated.split('T').next().unwrap_or_default();
    let description = shortened(&main.description);
    // The whole of it, where the short one is cut.
    let whole = Some(&main.description).filter(|whole| **whole != description);
    let texts = [
        ("Title", config.title.clone()),
        ("Language", languages.join(",")),
        ("Date", day.to_owned()),
        ("Creator", creators.join(", ")),
        ("Publisher", publisher(config).to_owned()),
        ("Name", format!("{}_{}", usual_name(config), main.lang)),
        ("Description", description),
        ("LongDescription", whole.cloned().unwrap_or_default()),
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

/// Cuts a description to the length that the format allows: behind a sentence, else a word.
fn shortened(text: &str) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(MAX_DESCRIPTION) else { return text.to_owned() };
    // A sentence that ends right at the end is followed by a blank that does not fit.
    let window = &text[..text[end..].chars().next().map_or(end, |c| end + c.len_utf8())];
    let ends = window.char_indices().zip(window.chars().skip(1));
    let is_end = |c: char, next: char| {
        matches!(c, '.' | '!' | '?') && next.is_whitespace() || matches!(c, '。' | '！' | '？')
    };
    let sentence = ends
        .filter(|((_, c), next)| is_end(*c, *next))
        .map(|((at, c), _)| at + c.len_utf8())
        .last();
    // What ends sooner is rather an abbreviation.
    let is_long = |end: &usize| text[..*end].chars().count() * 2 >= MAX_DESCRIPTION;
    if let Some(end) = sentence.filter(is_long) {
        return text[..end].to_owned();
    }
    // One less, for the mark that says so.
    let (end, _) = text.char_indices().nth(MAX_DESCRIPTION - 1).unwrap_or((end, ' '));
    let is_between = text[end..].starts_with(char::is_whitespace);
    let words = match text[..end].rfind(char::is_whitespace) {
        Some(blank) if !is_between => &text[..blank],
        Some(_) | None => &text[..end],
    };
    format!("{}…", words.trim_end().trim_end_matches([',', ';', ':', '–', '—']).trim_end())
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
    fn pages_that_lead_on_are_known_by_their_heads() {
        let refresh = "<meta http-equiv=\"refresh\" content=\"0; url=../a.html?b&amp;c\">";
        let check = |html: &str, expected: Option<&str>| {
            assert_eq!(led_on(html).as_deref(), expected, "{html}");
        };
        check(&format!("<head>{refresh}</head><body>"), Some("../a.html?b&c"));
        check(&format!("<head></head><body>{refresh}"), None);
    }

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
        let check = |text: &str, expected: &str| assert_eq!(shortened(text), expected);
        let word = "answers ";
        check(&word.repeat(10), word.repeat(10).trim_end());
        check(&word.repeat(11), &(word.repeat(10).trim_end().to_owned() + "…"));
        let sentence = word.repeat(5).trim_end().to_owned() + "s.";
        check(&format!("{sentence} {}", word.repeat(20)), &sentence);
        let abbreviated = format!("Dr. No {}", word.repeat(20));
        check(&abbreviated, &(format!("Dr. No {}", word.repeat(9)).trim_end().to_owned() + "…"));
        check(&format!("{}, {}", "a".repeat(70), "b".repeat(70)), &("a".repeat(70) + "…"));
        let full = "a".repeat(79) + ".";
        check(&format!("{full} More."), &full);
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
