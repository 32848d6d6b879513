//! A bundle to be read as a book: EPUB 3, without scripts, in the order of the outline.
//!
//! Chapters are categories, products or tags; each has a page with its questions, and then their
//! pages. A long one has a page with its parts, and each of them one with its questions. A page of
//! the site becomes a page of the book by `article`: what stands in its `main`, as well-formed
//! XHTML of the elements that books have.

mod article;
mod elements;
mod package;
mod pictures;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Seek, Write};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::output::SitePath;
use crate::pipeline::{Chapter, ChapterPart, OutlinePage, OutlineSection};
use crate::plan::SiteAnswers;

use super::links::{Led, LinkMap};
use super::zip::ZipFile;
use super::{BundleError, BundleReport, Names, PublishedSite};

use article::{Article, Resolve};
use package::{BookItem, Package};
pub(super) use package::{publisher, rights};
use pictures::Pictures;

/// How many pages are made ready at once.
const AT_ONCE: usize = 32;

/// The folder of all files of the book but those that say where it is.
const FOLDER: &str = "EPUB/";

const STYLE: &str = include_str!("book.css");

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n\
    <rootfiles><rootfile full-path=\"EPUB/package.opf\" \
    media-type=\"application/oebps-package+xml\"/></rootfiles>\n</container>\n";

/// Writes the book.
pub(super) fn write(
    site: &PublishedSite<'_>,
    out: impl Write + Seek,
) -> Result<BundleReport, BundleError> {
    let mut zip = ZipFile::new(out);
    // Reading systems look for these bytes at this place.
    zip.put("mimetype", b"application/epub+zip", true)?;
    zip.put("META-INF/container.xml", CONTAINER.as_bytes(), false)?;
    zip.put(&format!("{FOLDER}book.css"), STYLE.as_bytes(), false)?;
    let names: Names<'_> = site.paths.iter().map(SitePath::as_str).collect();
    let list = site.text("_redirects");
    let answers = SiteAnswers::published(&[], &list);
    let base_url = site.config.base_url.as_deref();
    let book = Book {
        site,
        links: LinkMap { names: &names, answers: &answers, base_url },
        pages: numbered(site),
        ids: ids(site)?,
    };
    let mut written = Written { items: Vec::new(), pictures: Pictures::default(), zip };
    book.write(&mut written)?;
    let Written { items, pictures, mut zip } = written;
    let package = Package { site, items: &items, pictures: &pictures };
    zip.put(&format!("{FOLDER}nav.xhtml"), package.nav().as_bytes(), false)?;
    zip.put(&format!("{FOLDER}toc.ncx"), package.ncx().as_bytes(), false)?;
    zip.put(&format!("{FOLDER}package.opf"), package.opf().as_bytes(), false)?;
    zip.finish()?;
    Ok(BundleReport {
        n_files: items.len() + pictures.len() + 6,
        n_pages: items.len(),
        n_pictures_left_out: pictures.n_left_out(),
        ..BundleReport::default()
    })
}

/// The name of each page of a thread in the book, by its path in the site.
type PageNames<'a> = HashMap<&'a str, String>;

fn numbered<'a>(site: &PublishedSite<'a>) -> PageNames<'a> {
    let paths = pages_of(site).flat_map(|page| &page.paths).map(SitePath::as_str);
    paths.zip(1..).map(|(path, number)| (path, format!("p{number:05}.xhtml"))).collect()
}

fn pages_of<'a>(site: &PublishedSite<'a>) -> impl Iterator<Item = &'a OutlinePage> {
    let chapters = site.outline.sections.iter().flat_map(|section| &section.chapters);
    chapters.flat_map(|chapter| &chapter.parts).flat_map(|part| &part.pages)
}

/// The ids that are written, with the page that each is on, as digests: links to others would
/// make the book invalid.
struct Ids(HashSet<u64>);

impl Ids {
    fn key(path: &str, id: &str) -> u64 {
        let digest = blake3::hash(format!("{path}\n{id}").as_bytes());
        digest.as_bytes().iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
    }

    fn has(&self, path: &str, id: &str) -> bool {
        self.0.contains(&Ids::key(path, id))
    }
}

/// Reads all pages once for their ids.
fn ids(site: &PublishedSite<'_>) -> Result<Ids, BundleError> {
    let paths: Vec<&SitePath> = pages_of(site).flat_map(|page| &page.paths).collect();
    let mut ids = HashSet::new();
    for some in paths.chunks(AT_ONCE) {
        let found: Result<Vec<Vec<u64>>, BundleError> = some
            .par_iter()
            .map(|path| {
                let article = Article::of(&site.read(path)?, &LeadsNowhere);
                Ok(article.ids.iter().map(|id| Ids::key(path.as_str(), id)).collect())
            })
            .collect();
        ids.extend(found?.into_iter().flatten());
    }
    Ok(Ids(ids))
}

/// Resolves nothing.
struct LeadsNowhere;

impl Resolve for LeadsNowhere {
    fn link(&self, _: &str) -> Option<String> {
        None
    }

    fn picture(&self, _: &str) -> Option<String> {
        None
    }
}

/// What the book is made of.
struct Book<'a> {
    site: &'a PublishedSite<'a>,
    links: LinkMap<'a>,
    pages: PageNames<'a>,
    ids: Ids,
}

/// What was written.
struct Written<W: Write + Seek> {
    items: Vec<BookItem>,
    pictures: Pictures,
    zip: ZipFile<W>,
}

/// Resolves what a page names; pictures are known by their paths in the site.
struct OfPage<'a> {
    book: &'a Book<'a>,
    path: &'a SitePath,
}

impl Resolve for OfPage<'_> {
    fn link(&self, href: &str) -> Option<String> {
        let Book { links, pages, ids, .. } = self.book;
        if let Some(id) = href.strip_prefix('#') {
            let id = elements::xml_id(id);
            return ids.has(self.path.as_str(), &id).then(|| format!("#{id}"));
        }
        match links.follow(self.path.as_str(), href) {
            Led::Stays => elements::web_address(href),
            Led::Online(address) => elements::web_address(&address),
            Led::Nowhere => None,
            Led::File(name, rest) => match pages.get(name.as_str()) {
                Some(file) => {
                    let id = rest.split_once('#').map_or("", |(_, id)| id);
                    let id = elements::xml_id(id);
                    Some(match ids.has(&name, &id) {
                        true => format!("{file}#{id}"),
                        false => file.clone(),
                    })
                }
                // A name says enough: nobody reads a book to be led to a list of somebody's posts.
                None if self.is_of_people(&name) => None,
                None => links.online(&name, &rest).and_then(|full| elements::web_address(&full)),
            },
        }
    }

    fn picture(&self, src: &str) -> Option<String> {
        match self.book.links.follow(self.path.as_str(), src) {
            Led::File(name, _) => Some(name),
            Led::Stays | Led::Online(_) | Led::Nowhere => None,
        }
    }
}

impl OfPage<'_> {
    fn is_of_people(&self, name: &str) -> bool {
        let people = &self.book.site.outline.people;
        SitePath::new(name).is_some_and(|path| people.contains(&path))
    }
}

impl Book<'_> {
    fn write<W: Write + Seek>(&self, out: &mut Written<W>) -> Result<(), BundleError> {
        let title = package::title_page(self.site);
        out.page("title.xhtml", &title, BookItem::front(&self.site.config.title))?;
        let sections = &self.site.outline.sections;
        for (at, section) in sections.iter().enumerate() {
            let depth = usize::from(sections.len() > 1);
            for (number, chapter) in section.chapters.iter().enumerate() {
                let name = format!("c{}-{:04}", at + 1, number + 1);
                let item = BookItem::new(&chapter.title, depth, Some(at).filter(|_| depth > 0));
                self.write_chapter(section, chapter, &name, item, out)?;
            }
        }
        Ok(())
    }

    fn write_chapter<W: Write + Seek>(
        &self,
        section: &OutlineSection,
        chapter: &Chapter,
        name: &str,
        item: BookItem,
        out: &mut Written<W>,
    ) -> Result<(), BundleError> {
        let (file, depth) = (format!("{name}.xhtml"), item.depth + 1);
        if let [part] = &chapter.parts[..] {
            let page = list_page(section, &chapter.title, &self.questions(section, part));
            out.page(&file, &page, item)?;
            return self.write_pages(section, part, depth, out);
        }
        let parts: Vec<(String, &ChapterPart)> = chapter
            .parts
            .iter()
            .zip(1..)
            .map(|(part, number)| (format!("{name}-{number:03}.xhtml"), part))
            .collect();
        let link = |(file, part): &(String, &ChapterPart)| {
            format!("<li><a href=\"{file}\">{}</a></li>\n", article::escaped(&part.title))
        };
        let links: String = parts.iter().map(link).collect();
        out.page(&file, &list_page(section, &chapter.title, &links), item)?;
        for (file, part) in parts {
            let title = format!("{}: {}", chapter.title, part.title);
            let page = list_page(section, &title, &self.questions(section, part));
            out.page(&file, &page, BookItem::new(&part.title, depth, None))?;
            self.write_pages(section, part, depth + 1, out)?;
        }
        Ok(())
    }

    /// The items of a list of questions.
    fn questions(&self, section: &OutlineSection, part: &ChapterPart) -> String {
        let mut items = String::new();
        for page in &part.pages {
            let Some(file) = page.paths.first().and_then(|path| self.pages.get(path.as_str()))
            else {
                continue;
            };
            let lang = match page.lang == section.lang {
                true => String::new(),
                false => format!(" lang=\"{0}\" xml:lang=\"{0}\" dir=\"auto\"", page.lang),
            };
            let title = article::escaped(&page.title);
            items.push_str(&format!("<li><a href=\"{file}\"{lang}>{title}</a></li>\n"));
        }
        items
    }

    fn write_pages<W: Write + Seek>(
        &self,
        section: &OutlineSection,
        part: &ChapterPart,
        depth: usize,
        out: &mut Written<W>,
    ) -> Result<(), BundleError> {
        let pages: Vec<(&OutlinePage, &SitePath)> = part
            .pages
            .iter()
            .flat_map(|page| page.paths.iter().map(move |path| (page, path)))
            .collect();
        for some in pages.chunks(AT_ONCE) {
            let articles: Result<Vec<Article>, BundleError> = some
                .par_iter()
                .map(|(_, path)| {
                    let html = self.site.read(path)?;
                    Ok(Article::of(&html, &OfPage { book: self, path }))
                })
                .collect();
            for ((page, path), mut article) in some.iter().zip(articles?) {
                let Some(file) = self.pages.get(path.as_str()) else { continue };
                let found = self.write_pictures(&article.pictures, out)?;
                article.show(&found);
                let (lang, direction) = match (&*article.lang, &*article.direction) {
                    ("", _) => (section.lang.to_string(), section.direction),
                    (lang, "rtl") => (lang.to_owned(), "rtl"),
                    (lang, _) => (lang.to_owned(), "ltr"),
                };
                let text = article::document(&page.title, &lang, direction, &article.body);
                let item = BookItem::new(&page.title, depth, None);
                let is_first = page.paths.first() == Some(path);
                let item = BookItem { is_listed: is_first, has_math: article.has_math, ..item };
                out.page(file, &text, item)?;
            }
        }
        Ok(())
    }

    /// Adds pictures that are not in the book yet; returns their names there.
    fn write_pictures<W: Write + Seek>(
        &self,
        paths: &[String],
        out: &mut Written<W>,
    ) -> Result<BTreeMap<String, String>, BundleError> {
        let mut found = BTreeMap::new();
        for path in paths {
            if !out.pictures.knows(path)
                && let Some(own) = SitePath::new(path.as_str())
            {
                let bytes = self.site.read(&own)?;
                if let Some(name) = out.pictures.add(path, &bytes) {
                    out.zip.put(&format!("{FOLDER}{name}"), &bytes, true)?;
                }
            }
            if let Some(name) = out.pictures.name(path) {
                found.insert(path.clone(), name.to_owned());
            }
        }
        Ok(found)
    }
}

/// A page that lists questions, or parts of a chapter.
fn list_page(section: &OutlineSection, title: &str, items: &str) -> String {
    let heading = article::escaped(title);
    let body = format!("<h1>{heading}</h1>\n<ul class=\"questions\">\n{items}</ul>\n");
    article::document(title, section.lang.as_str(), section.direction, &body)
}

impl<W: Write + Seek> Written<W> {
    fn page(&mut self, file: &str, text: &str, item: BookItem) -> Result<(), BundleError> {
        self.zip.put(&format!("{FOLDER}{file}"), text.as_bytes(), false)?;
        self.items.push(BookItem { file: file.to_owned(), ..item });
        Ok(())
    }
}
