//! A page that leads on, for hosts without redirects.

use std::collections::HashMap;

use crate::config::Config;
use crate::config::policy::OF_REDIRECTS;
use crate::output::SitePath;
use crate::percent;
use crate::plan::redirects::RedirectTarget;
use crate::site::{AddressWriter, Site, encode};

use super::rule::{ascii, ascii_part};

/// The file that hosts serve for an address: what has no ending is a folder.
pub(super) fn file(from: &str) -> String {
    let name = from.rsplit('/').next().unwrap_or_default();
    if name.contains('.') { from.to_owned() } else { format!("{from}/index.html") }
}

/// The page: no script, nothing to load, and nothing for search engines to keep.
pub(super) fn page(
    config: &Config,
    site: &Site,
    path: &SitePath,
    to: &RedirectTarget,
    threads: &HashMap<&SitePath, usize>,
) -> String {
    let title = &config.title;
    let (href, canonical, title, lang) = match to {
        RedirectTarget::Here(page, part) => {
            let address = AddressWriter::new(config.addresses).href(page);
            let folder = if address == "./" { "" } else { &address };
            let href = format!("{}{}", relative(path, folder), ascii_part(part));
            let full = |base: &String| format!("{base}{}", ascii_address(folder));
            let thread = threads.get(page).map(|&at| &site.threads[at]);
            let lang = thread.map_or(config.language, |entry| entry.summary.lang);
            let title = thread.map_or(title, |entry| &entry.summary.title);
            (href, config.base_url.as_ref().map(full), title, lang)
        }
        RedirectTarget::Elsewhere(url) => (url.clone(), Some(url.clone()), title, config.language),
        RedirectTarget::Gone => (String::new(), None, title, config.language),
    };
    let (href, title) = (escape(&href), escape(title));
    let canonical = canonical.map_or(String::new(), |url| {
        format!("<link rel=\"canonical\" href=\"{}\">\n", escape(&url))
    });
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{OF_REDIRECTS}\">\n\
         <title>{title}</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{canonical}\
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n</head>\n<body>\n\
         <p>→ <a href=\"{href}\">{title}</a></p>\n</body>\n</html>\n"
    )
}

fn relative(from: &SitePath, address: &str) -> String {
    let way = format!("{}{address}", from.root());
    if way.is_empty() { "./".to_owned() } else { way }
}

/// What stands in the place of a page's twin in markdown: a link to the twin that is there now.
pub(super) fn twin(path: &SitePath, to: &SitePath) -> String {
    let address = encode(to.as_str());
    format!("→ [{address}]({}{address})\n", path.root())
}

fn ascii_address(address: &str) -> String {
    let decoded = percent::decoded(address);
    ascii(&decoded)
}

fn escape(text: &str) -> String {
    html_escape::encode_quoted_attribute(text).into_owned()
}
