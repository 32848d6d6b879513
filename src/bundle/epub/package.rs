//! What a book says of itself: title page, contents, and the list of its files.

use std::collections::BTreeSet;

use crate::config::Config;

use super::super::PublishedSite;
use super::article::{document, escaped};
use super::elements::web_address;
use super::pictures::Pictures;

/// A page of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BookItem {
    /// Its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// How deep it lies in the contents.
    pub depth: usize,
    /// The position of the language that it may be the first page of.
    pub language: Option<usize>,
    /// Whether the contents name it.
    pub is_listed: bool,
    /// Whether there is math in it.
    pub has_math: bool,
}

impl BookItem {
    pub(super) fn new(title: &str, depth: usize, language: Option<usize>) -> BookItem {
        let title = title.to_owned();
        BookItem { title, depth, language, is_listed: true, ..BookItem::default() }
    }

    /// The title page.
    pub(super) fn front(title: &str) -> BookItem {
        BookItem::new(title, 0, None)
    }
}

/// What the package is written from.
pub(super) struct Package<'a> {
    pub site: &'a PublishedSite<'a>,
    pub items: &'a [BookItem],
    pub pictures: &'a Pictures,
}

impl Package<'_> {
    /// Writes the contents.
    pub(super) fn nav(&self) -> String {
        let main = &self.site.outline.sections[0];
        let mut body =
            format!("<nav epub:type=\"toc\" id=\"toc\">\n<h1>{}</h1>\n", escaped(&main.contents));
        let mut open = 0;
        for (depth, file, title) in self.entries() {
            // An entry lies in the one before it, or closes all that are as deep.
            if depth + 1 > open {
                body.push_str("<ol>\n");
                open += 1;
            } else {
                body.push_str("</li>\n");
                while open > depth + 1 {
                    body.push_str("</ol></li>\n");
                    open -= 1;
                }
            }
            body.push_str(&format!("<li><a href=\"{file}\">{}</a>", escaped(title)));
        }
        for _ in 0..open {
            body.push_str("</li></ol>\n");
        }
        body.push_str("</nav>\n");
        document(&self.site.config.title, main.lang.as_str(), main.direction, &body)
    }

    /// The entries of the contents: how deep they lie, their file and their title. None lies
    /// more than one deeper than the one before it.
    fn entries(&self) -> Vec<(usize, &str, &str)> {
        let mut entries = Vec::new();
        let mut language = None;
        for item in self.items.iter().filter(|item| item.is_listed) {
            if let Some(at) = item.language.filter(|_| item.language != language) {
                language = item.language;
                let name = self.site.outline.sections[at].name.as_str();
                entries.push((0, item.file.as_str(), name));
            }
            let title = if item.title.trim().is_empty() { "—" } else { &item.title };
            entries.push((item.depth, item.file.as_str(), title));
        }
        entries
    }

    /// Writes the contents as readers of older books know them, which show no others.
    pub(super) fn ncx(&self) -> String {
        let main = &self.site.outline.sections[0];
        let entries = self.entries();
        let mut points = String::new();
        // The places are numbered; a language is at the place of its first chapter.
        let (mut open, mut order, mut last) = (0, 0, "");
        for (number, &(depth, file, title)) in entries.iter().enumerate() {
            points.push_str(&"</navPoint>\n".repeat(open - depth));
            open = depth + 1;
            order += usize::from(last != file);
            last = file;
            points.push_str(&format!(
                "<navPoint id=\"n{number}\" playOrder=\"{order}\">\
                 <navLabel><text>{}</text></navLabel><content src=\"{file}\"/>\n",
                escaped(title)
            ));
        }
        points.push_str(&"</navPoint>\n".repeat(open));
        let deepest = entries.iter().map(|(depth, ..)| depth + 1).max().unwrap_or_default();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" \
             xml:lang=\"{lang}\">\n<head>\n<meta name=\"dtb:uid\" content=\"{id}\"/>\n\
             <meta name=\"dtb:depth\" content=\"{deepest}\"/>\n\
             <meta name=\"dtb:totalPageCount\" content=\"0\"/>\n\
             <meta name=\"dtb:maxPageNumber\" content=\"0\"/>\n</head>\n\
             <docTitle><text>{title}</text></docTitle>\n<navMap>\n{points}</navMap>\n</ncx>\n",
            lang = main.lang,
            id = identifier(self.site.config),
            title = escaped(&self.site.config.title),
        )
    }

    /// Writes the list of all files.
    pub(super) fn opf(&self) -> String {
        let main = &self.site.outline.sections[0];
        let mut manifest = String::from(
            "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" \
             properties=\"nav\"/>\n<item id=\"ncx\" href=\"toc.ncx\" \
             media-type=\"application/x-dtbncx+xml\"/>\n\
             <item id=\"css\" href=\"book.css\" media-type=\"text/css\"/>\n",
        );
        let mut spine = String::new();
        for item in self.items {
            let id = item.file.trim_end_matches(".xhtml");
            let math = if item.has_math { " properties=\"mathml\"" } else { "" };
            manifest.push_str(&format!(
                "<item id=\"{id}\" href=\"{}\" media-type=\"application/xhtml+xml\"{math}/>\n",
                item.file
            ));
            spine.push_str(&format!("<itemref idref=\"{id}\"/>\n"));
        }
        for (name, media_type) in self.pictures.all() {
            let id = name.split('.').next().unwrap_or_default();
            manifest.push_str(&format!(
                "<item id=\"{id}\" href=\"{name}\" media-type=\"{media_type}\"/>\n"
            ));
        }
        let turns = match main.direction {
            "rtl" => " page-progression-direction=\"rtl\"",
            _ => "",
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"id\" xml:lang=\"{lang}\">\n\
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n{metadata}</metadata>\n\
             <manifest>\n{manifest}</manifest>\n\
             <spine toc=\"ncx\"{turns}>\n{spine}</spine>\n</package>\n",
            lang = main.lang,
            metadata = self.metadata(),
        )
    }

    fn metadata(&self) -> String {
        let (config, outline) = (self.site.config, self.site.outline);
        let mut text = format!("<dc:identifier id=\"id\">{}</dc:identifier>\n", identifier(config));
        let mut put = |name: &str, value: &str| {
            text.push_str(&format!("<dc:{name}>{}</dc:{name}>\n", escaped(value)));
        };
        put("title", &config.title);
        outline.sections.iter().for_each(|section| put("language", section.lang.as_str()));
        put("publisher", publisher(config));
        let creators: BTreeSet<&str> =
            config.sources.iter().map(|source| source.name.as_str()).collect();
        creators
            .iter()
            .filter(|name| !name.trim().is_empty())
            .for_each(|name| put("creator", name));
        put("description", &outline.sections[0].description);
        let rights = rights(config);
        if !rights.is_empty() {
            put("rights", &rights.join("; "));
        }
        if let Some(base) = &config.base_url {
            put("source", base);
        }
        text.push_str(&format!(
            "<meta property=\"dcterms:modified\">{}</meta>\n",
            outline.updated.rfc3339()
        ));
        for (property, value) in [
            ("schema:accessMode", "textual"),
            ("schema:accessModeSufficient", "textual"),
            ("schema:accessibilityFeature", "tableOfContents"),
            ("schema:accessibilityFeature", "structuralNavigation"),
            ("schema:accessibilityHazard", "unknown"),
        ] {
            text.push_str(&format!("<meta property=\"{property}\">{value}</meta>\n"));
        }
        text
    }
}

/// The page in front.
pub(super) fn title_page(site: &PublishedSite<'_>) -> String {
    let config = site.config;
    let main = &site.outline.sections[0];
    let mut body =
        format!("<h1>{}</h1>\n<p>{}</p>\n", escaped(&config.title), escaped(&main.description));
    if let Some(base) = config.base_url.as_deref().and_then(web_address) {
        let base = escaped(&base);
        body.push_str(&format!("<p><a href=\"{base}\">{base}</a></p>\n"));
    }
    body.push_str(&format!("<div class=\"about\"><p>{}</p>\n<ul>\n", escaped(&main.sources)));
    for source in &config.sources {
        let name = escaped(&source.name);
        let name = match source.url.as_deref().and_then(web_address) {
            Some(url) => format!("<a href=\"{}\">{name}</a>", escaped(&url)),
            None => name,
        };
        let licence = source
            .licence
            .as_ref()
            .map_or(String::new(), |licence| format!(" ({})", escaped(licence)));
        body.push_str(&format!("<li>{name}{licence}</li>\n"));
    }
    let day = site.outline.updated.rfc3339();
    let day = day.split('T').next().unwrap_or_default();
    body.push_str(&format!("</ul>\n<p>{day}</p></div>\n"));
    document(&config.title, main.lang.as_str(), main.direction, &body)
}

/// The name of whoever publishes the site.
pub(in crate::bundle) fn publisher(config: &Config) -> &str {
    config.brand.name.as_deref().unwrap_or(&config.title)
}

/// The licences of the sources.
pub(in crate::bundle) fn rights(config: &Config) -> Vec<String> {
    let licence = |source: &crate::config::SourceSettings| {
        Some(format!("{}: {}", source.name, source.licence.as_ref()?))
    };
    config.sources.iter().filter_map(licence).collect()
}

/// A name for the book that all its editions have, made of the site's address or its title.
fn identifier(config: &Config) -> String {
    let of = config.base_url.as_ref().unwrap_or(&config.title);
    let digest = blake3::hash(of.as_bytes());
    let mut bytes: Vec<u8> = digest.as_bytes()[..16].to_vec();
    // A UUID of version 8, by RFC 9562: its maker chose the digest.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}
