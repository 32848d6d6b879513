//! The Atom feed of newly solved questions (RFC 4287).

use crate::config::Config;
use crate::model::Timestamp;
use crate::site::{AddressWriter, Site, ThreadEntry, full_address};

use super::sitemap::escape;

/// How many threads the feed holds.
const NEWEST: usize = 50;

/// Returns the feed; `None` when the site's address is unknown.
pub(super) fn feed(config: &Config, site: &Site) -> Option<String> {
    let home = full_address(config.base_url.as_deref(), "")?;
    let is_solved = |entry: &&ThreadEntry| entry.summary.resolution.grade.is_solved();
    let mut newest: Vec<&ThreadEntry> = site.threads.iter().filter(is_solved).collect();
    let order = |a: &&ThreadEntry, b: &&ThreadEntry| {
        (b.summary.updated, &b.path).cmp(&(a.summary.updated, &a.path))
    };
    if newest.len() > NEWEST {
        newest.select_nth_unstable_by(NEWEST, order);
        newest.truncate(NEWEST);
    }
    newest.sort_unstable_by(order);
    let updated = newest.first().and_then(|entry| entry.summary.updated).unwrap_or_default();
    let mut atom = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n",
        config.language,
        escape(&home),
        escape(&config.title),
        updated.rfc3339(),
        escape(&full_address(config.base_url.as_deref(), "feed.xml")?),
        escape(&home),
    );
    for entry in newest {
        atom.push_str(&item(config, entry)?);
    }
    atom.push_str("</feed>\n");
    Some(atom)
}

fn item(config: &Config, entry: &ThreadEntry) -> Option<String> {
    let summary = &entry.summary;
    let href = AddressWriter::new(config.addresses).href(&entry.path);
    let full = full_address(config.base_url.as_deref(), &href)?;
    let address = url::Url::parse(&full).map_or(full, |url| url.to_string());
    let best = summary.credits.iter().find(|credit| credit.best);
    let brand = config.brand.name.as_deref().unwrap_or(&config.title);
    let author = best.map_or(brand, |credit| credit.name.as_str());
    let published = summary.created.map_or(String::new(), |time: Timestamp| {
        format!("<published>{}</published>", time.rfc3339())
    });
    Some(format!(
        "<entry xml:lang=\"{}\">\n<id>{address}</id>\n<title>{}</title>\n\
         <link href=\"{address}\"/>\n\
         <updated>{}</updated>{published}\n<author><name>{}</name></author>\n\
         <summary>{}</summary>\n</entry>\n",
        summary.lang,
        escape(&summary.title),
        summary.updated.unwrap_or_default().rfc3339(),
        escape(author),
        escape(&summary.teaser),
        address = escape(&address),
    ))
}
