//! The brand's own links, at the foot of pages and beside the ways to people.

use std::collections::BTreeMap;

use crate::config::OwnLink;
use crate::plan::{PageKind, UrlBuilder};
use crate::site::{Site, relative};
use crate::text::Lang;

use super::settings::PageSettings;
use super::view::OwnLinkView;

/// Where the pages of this site that such links lead to are in other languages: by the address of
/// the one that the settings name.
#[derive(Hash)]
pub(super) struct OwnPages(BTreeMap<String, BTreeMap<Lang, String>>);

impl OwnPages {
    /// Finds them; threads are looked at where links lead to pages alone.
    pub(super) fn of(settings: &PageSettings, site: &Site, urls: UrlBuilder) -> OwnPages {
        let links = || settings.footer.iter().chain(&settings.contact.links);
        let mut pages = BTreeMap::new();
        if links().all(leads_out) {
            return OwnPages(pages);
        }
        let href = |at: usize| urls.href(0, PageKind::Thread(at));
        for (at, entry) in site.threads.iter().enumerate() {
            if entry.translations.is_empty() {
                continue;
            }
            let own = href(at);
            if links().any(|link| page_of(link) == own) {
                let other = |&at: &usize| (site.threads[at].summary.lang, href(at));
                pages.insert(own, entry.translations.iter().map(other).collect());
            }
        }
        OwnPages(pages)
    }

    /// The links as a page in `lang` shows them whose way to the top is `root`; without those that
    /// say nothing in its language.
    pub(super) fn links(&self, links: &[OwnLink], lang: Lang, root: &str) -> Vec<OwnLinkView> {
        let view = |link: &OwnLink| {
            // A heading has other words there, so the part of the page is not named.
            let of_lang = self.0.get(page_of(link)).and_then(|versions| versions.get(&lang));
            let url = of_lang.unwrap_or(&link.url);
            Some(OwnLinkView {
                title: link.label.of(lang)?.to_owned(),
                href: if leads_out(link) { url.clone() } else { relative(root, url) },
                kind: link.kind.clone(),
            })
        };
        links.iter().filter_map(view).collect()
    }
}

/// The address without what names a part of the page.
fn page_of(link: &OwnLink) -> &str {
    link.url.split('#').next().unwrap_or_default()
}

fn leads_out(link: &OwnLink) -> bool {
    url::Url::parse(&link.url).is_ok()
}
