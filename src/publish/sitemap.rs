//! What crawlers read first: sitemaps and robots.txt (sitemaps.org protocol 0.9).

use std::collections::HashMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::{BasePath, Canonical, Config, Feedback};
use crate::model::Timestamp;
use crate::output::SitePath;
use crate::plan::{Page, PageKind};
use crate::site::{AddressWriter, Section, Site, TaxonomyKind, full_address};

/// The protocol's limit of addresses in one file.
const MAX_ADDRESSES: usize = 50_000;

/// Returns the sitemap, or several with an index; none when the site's address is unknown.
pub(super) fn sitemaps(config: &Config, site: &Site, pages: &[Page]) -> Vec<(SitePath, String)> {
    if config.base_url.is_none() {
        return Vec::new();
    }
    let newest = Newest::of(site);
    let entry = |page: &Page| entry(config, site, page, &newest);
    let of_page = |page: &Page| {
        let parts = (0..page.n_parts).filter_map(|number| entry(&page.part(number)));
        parts.collect::<Vec<String>>()
    };
    let entries: Vec<String> = pages.par_iter().flat_map_iter(of_page).collect();
    let parts: Vec<String> = entries.chunks(MAX_ADDRESSES).map(|part| part.concat()).collect();
    let open = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let space = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    let set = |body: &str| format!("{open}<urlset {space}>\n{body}</urlset>\n");
    let file = |name: &str| SitePath::new(name).expect("a fixed name");
    if let [one] = parts.as_slice() {
        return vec![(file("sitemap.xml"), set(one))];
    }
    let mut files = Vec::new();
    let mut index = String::new();
    for (number, part) in parts.iter().enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        let address = full_address(config.base_url.as_deref(), &name).unwrap_or_default();
        index.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&address)));
        files.push((file(&name), set(part)));
    }
    let index = format!("{open}<sitemapindex {space}>\n{index}</sitemapindex>\n");
    files.insert(0, (file("sitemap.xml"), index));
    files
}

/// Returns robots.txt: everything may be read, but what counts the answers of readers.
pub(super) fn robots(config: &Config) -> String {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if config.feedback == Feedback::Log {
        let base = BasePath::of(config.base_url.as_deref());
        text.push_str(&format!("Disallow: {}feedback/\n", base.encoded()));
    }
    if let Some(address) = full_address(config.base_url.as_deref(), "sitemap.xml") {
        text.push_str(&format!("\nSitemap: {address}\n"));
    }
    text
}

fn entry(config: &Config, site: &Site, page: &Page, newest: &Newest) -> Option<String> {
    if matches!(page.kind, PageKind::Search | PageKind::Missing) {
        return None;
    }
    if is_canonical_elsewhere(config, site, page) {
        return None;
    }
    let address = escaped_address(config, page)?;
    let changed = newest.changed(site, page).map(Timestamp::rfc3339);
    let lastmod = changed.map_or(String::new(), |time| format!("<lastmod>{time}</lastmod>"));
    Some(format!("<url><loc>{}</loc>{lastmod}</url>\n", escape(&address)))
}

/// A page that names its original as canonical is not offered as an address of its own.
fn is_canonical_elsewhere(config: &Config, site: &Site, page: &Page) -> bool {
    let PageKind::Thread(at) = page.kind else { return false };
    config.canonical == Canonical::Source && site.threads[at].summary.url.is_some()
}

fn escaped_address(config: &Config, page: &Page) -> Option<String> {
    let href = AddressWriter::new(config.addresses).href(&page.path);
    let full = full_address(config.base_url.as_deref(), &href)?;
    // The protocol asks for escaped addresses; `Url` writes letters of all scripts so.
    url::Url::parse(&full).ok().map(|url| url.to_string())
}

/// When the newest thread of each list changed: a long list has many pages.
struct Newest {
    sections: Vec<NewestOfSection>,
    people: Vec<Option<Timestamp>>,
}

struct NewestOfSection {
    all: Option<Timestamp>,
    terms: HashMap<TaxonomyKind, Vec<Option<Timestamp>>>,
}

impl Newest {
    fn of(site: &Site) -> Newest {
        let newest = |threads: &Vec<usize>| {
            threads.iter().filter_map(|&at| site.threads[at].summary.updated).max()
        };
        let of_terms = |section: &Section, kind: TaxonomyKind| {
            section.terms(kind).iter().map(|term| newest(&term.threads)).collect()
        };
        let of_section = |section: &Section| NewestOfSection {
            all: newest(&section.threads),
            terms: TaxonomyKind::all().map(|kind| (kind, of_terms(section, kind))).collect(),
        };
        Newest {
            sections: site.sections.iter().map(of_section).collect(),
            people: site.people.iter().map(|person| newest(&person.threads)).collect(),
        }
    }

    /// When what a page shows last changed: its thread, or the newest of its list.
    fn changed(&self, site: &Site, page: &Page) -> Option<Timestamp> {
        let section = &self.sections[page.section];
        match page.kind {
            PageKind::Thread(at) => site.threads[at].summary.updated,
            PageKind::Term(taxonomy, at, _) => section.terms[&taxonomy][at],
            PageKind::Person(at, _) => self.people[at],
            PageKind::Home | PageKind::Terms(_) | PageKind::People(_) => section.all,
            PageKind::Search | PageKind::Missing => None,
        }
    }
}

/// Escapes text for XML and drops the characters that it forbids.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_stays_well_formed() {
        assert_eq!(escape("a<b>&\"c'\u{0}\u{8}d"), "a&lt;b&gt;&amp;&quot;c&apos;d");
    }
}
