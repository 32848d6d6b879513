//! Links of a page as they lead from file to file, where no server completes them.
//!
//! A server answers `questions/reset/` with the page in that folder, sends an old address on,
//! and knows its own host; a disk does none of it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use lol_html::html_content::Element;
use lol_html::{ElementContentHandlers, HandlerResult, HtmlRewriter, Selector, Settings};

use crate::check::within_site;
use crate::output::SitePath;
use crate::plan::redirects::RedirectTarget;
use crate::plan::{Answer, SiteAnswers};
use crate::site::encode;

use super::Names;

/// Addresses may lead on to addresses that lead on; not further than this.
const MAX_STEPS: usize = 4;

/// What machines read: the twin of a page, feeds, records.
const FOR_MACHINES: [&str; 5] = [
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/rss+xml",
    "text/markdown",
];

/// Where links lead within a bundle.
pub(super) struct LinkMap<'a> {
    /// The files of the bundle.
    pub names: &'a Names<'a>,
    /// What the published site answers.
    pub answers: &'a SiteAnswers<'a>,
    /// Where the site lives.
    pub base_url: Option<&'a str>,
}

/// What becomes of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Led {
    /// It leads out of the site, or within its page, and stays.
    Stays,
    /// It leads to a file of the bundle, with what follows its name.
    File(String, String),
    /// It leads to what is not in the bundle, and to this address where the site is.
    Online(String),
    /// It leads nowhere.
    Nowhere,
}

impl LinkMap<'_> {
    /// Follows a link of a page.
    pub(super) fn follow(&self, page: &str, link: &str) -> Led {
        let link = link.trim();
        if link.is_empty() || link.starts_with('#') {
            return Led::Stays;
        }
        let end = link.find(['?', '#']).unwrap_or(link.len());
        let mut rest = link[end..].to_owned();
        let mut link = Cow::Borrowed(&link[..end]);
        // A query alone is asked of the page itself.
        if link.is_empty() {
            return Led::Stays;
        }
        for _ in 0..MAX_STEPS {
            let Some((path, _)) = within_site(page, &link, self.base_url) else {
                return if link.contains(':') { Led::Stays } else { Led::Nowhere };
            };
            // Lists of redirects name paths from the top of the host, with the site's folder or
            // without.
            let path = path.trim_start_matches('/').to_owned();
            let folder = path.trim_end_matches('/');
            let index = if folder.is_empty() {
                "index.html".into()
            } else {
                format!("{folder}/index.html")
            };
            if let Some(name) =
                [path.clone(), index].into_iter().find(|name| self.names.contains(name.as_str()))
            {
                return Led::File(name, rest);
            }
            match self.answers.find(&path) {
                Some(Answer::LeadsOn(RedirectTarget::Elsewhere(to))) => {
                    if let Some((to, part)) = to.split_once('#') {
                        link = Cow::Owned(to.to_owned());
                        rest = format!("#{part}");
                    } else {
                        link = Cow::Owned(to.clone());
                    }
                }
                Some(Answer::LeadsOn(RedirectTarget::Here(path, part))) => {
                    return Led::File(path.to_string(), part.clone());
                }
                Some(Answer::LeadsOn(RedirectTarget::Gone) | Answer::Found) | None => {
                    return self.online(&path, &rest).map_or(Led::Nowhere, Led::Online);
                }
            }
        }
        Led::Nowhere
    }

    /// Returns the full address of a file, with what follows its name, where the site is known.
    pub(super) fn online(&self, path: &str, rest: &str) -> Option<String> {
        // Servers answer a folder with its page.
        let folder = path.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
        let path = encode(folder.unwrap_or(path).trim_start_matches('/'));
        Some(format!("{}{path}{rest}", self.base_url?))
    }

    /// Returns a link as a page of the bundle has it; `None` where it is left out.
    pub(super) fn rewritten<'l>(&self, page: &SitePath, link: &'l str) -> Option<Cow<'l, str>> {
        match self.follow(page.as_str(), link) {
            Led::Stays => Some(Cow::Borrowed(link)),
            Led::File(name, rest) => Some(Cow::Owned(from(page, &name) + &rest)),
            Led::Online(address) => Some(Cow::Owned(address)),
            Led::Nowhere => None,
        }
    }

    /// Writes a page anew with links that lead from file to file.
    pub(super) fn page(&self, page: &SitePath, html: &[u8]) -> Vec<u8> {
        let out = Rc::new(RefCell::new(Vec::with_capacity(html.len() + html.len() / 8)));
        let sink = Rc::clone(&out);
        let selector: Selector = "*".parse().expect("a valid selector");
        let handler = |element: &mut Element<'_, '_>| -> HandlerResult {
            self.element(page, element);
            Ok(())
        };
        let handlers = ElementContentHandlers::default().element(handler);
        let settings = Settings::new()
            .with_strict(false)
            .append_element_content_handler((Cow::Owned(selector), handlers));
        let mut rewriter = HtmlRewriter::new(settings, move |part: &[u8]| {
            sink.borrow_mut().extend_from_slice(part)
        });
        let written = rewriter.write(html).and_then(|()| rewriter.end());
        // What cannot be read is handed on as it is.
        if written.is_err() { html.to_vec() } else { out.take() }
    }

    fn element(&self, page: &SitePath, element: &mut Element<'_, '_>) {
        let name = element.tag_name();
        if self.is_for_machines(page, &name, element) {
            return element.remove();
        }
        let is_canonical =
            name == "link" && element.get_attribute("rel").is_some_and(|rel| rel == "canonical");
        if is_canonical {
            return;
        }
        let is_refresh = name == "meta"
            && element
                .get_attribute("http-equiv")
                .is_some_and(|of| of.eq_ignore_ascii_case("refresh"));
        let attributes: Vec<(String, String)> = element
            .attributes()
            .iter()
            .map(|attribute| (attribute.name(), attribute.value()))
            .collect();
        for (attribute, value) in attributes {
            let decoded = html_escape::decode_html_entities(&value);
            let new = match (name.as_str(), attribute.as_str()) {
                (_, "href" | "src" | "action" | "poster") | ("object", "data") => {
                    self.rewritten(page, &decoded).map(Cow::into_owned)
                }
                ("img" | "source", "srcset") if !decoded.contains("data:") => {
                    Some(self.candidates(page, &decoded))
                }
                ("meta", "content") if is_refresh => Some(self.refresh(page, &decoded)),
                _ => continue,
            };
            match new {
                Some(new) if new == *decoded => {}
                // The names of attributes are fixed, so this cannot fail.
                Some(new) => drop(element.set_attribute(&attribute, &new.replace('&', "&amp;"))),
                None => element.remove_attribute(&attribute),
            }
        }
    }

    /// Tells whether an element only leads to a form of the page for machines that is not in the
    /// bundle, and says so by its type.
    fn is_for_machines(&self, page: &SitePath, name: &str, element: &Element<'_, '_>) -> bool {
        let is_typed = matches!(name, "a" | "link")
            && element.get_attribute("type").is_some_and(|of| FOR_MACHINES.contains(&&*of));
        let Some(href) = element.get_attribute("href").filter(|_| is_typed) else { return false };
        let href = html_escape::decode_html_entities(&href);
        match self.follow(page.as_str(), &href) {
            Led::Online(_) | Led::Nowhere => true,
            Led::Stays | Led::File(..) => false,
        }
    }

    /// Rewrites the addresses of a `srcset`.
    fn candidates(&self, page: &SitePath, value: &str) -> String {
        let one = |candidate: &str| {
            let (address, size) =
                candidate.trim().split_once(' ').unwrap_or((candidate.trim(), ""));
            let address = self.rewritten(page, address)?;
            Some(format!("{address} {size}").trim_end().to_owned())
        };
        value.split(',').filter_map(one).collect::<Vec<String>>().join(", ")
    }

    /// Rewrites `0; url=…`.
    fn refresh(&self, page: &SitePath, value: &str) -> String {
        let Some((before, address)) = value.split_once("url=") else { return value.to_owned() };
        let address = self.rewritten(page, address).unwrap_or_default();
        format!("{before}url={address}")
    }
}

/// Returns the way from a file to another one.
pub(super) fn from(page: &SitePath, name: &str) -> String {
    format!("{}{}", page.root(), encode(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(html: &str) -> String {
        let names: Names<'_> = [
            "index.html",
            "uk/index.html",
            "questions/фен-7/index.html",
            "assets/a.css",
            "search/index.html",
        ]
        .into();
        let files = names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        let answers =
            SiteAnswers::published(&files, "/old/hair /questions/%D1%84%D0%B5%D0%BD-7/#a-2 301\n");
        let base_url = Some("https://help.example.org/kb/");
        let map = LinkMap { names: &names, answers: &answers, base_url };
        let page = SitePath::new("questions/фен-7/index.html").expect("a path");
        String::from_utf8(map.page(&page, html.as_bytes())).expect("text")
    }

    #[track_caller]
    fn check(link: &str, expected: &str) {
        assert_eq!(rewritten(&format!("<a href=\"{link}\">x</a>")), format!("<a{expected}>x</a>"));
    }

    #[test]
    fn links_lead_from_file_to_file() {
        check("../../", " href=\"../../index.html\"");
        check("../../uk/", " href=\"../../uk/index.html\"");
        check("../../uk", " href=\"../../uk/index.html\"");
        check("./#a-2", " href=\"../../questions/фен-7/index.html#a-2\"");
        check("#a-2", " href=\"#a-2\"");
        check("../../search/?q=a&amp;tag=b", " href=\"../../search/index.html?q=a&amp;tag=b\"");
        check("https://help.example.org/kb/uk/", " href=\"../../uk/index.html\"");
    }

    #[test]
    fn old_addresses_lead_where_they_did() {
        let way = "../../questions/фен-7/index.html#a-2";
        check("../../old/hair", &format!(" href=\"{way}\""));
        check("/kb/old/hair/", &format!(" href=\"{way}\""));
    }

    #[test]
    fn what_is_not_in_the_bundle_is_found_online() {
        check("../../robots.txt", " href=\"https://help.example.org/kb/robots.txt\"");
        check("https://other.example.org/x", " href=\"https://other.example.org/x\"");
        check("mailto:olena@example.org", " href=\"mailto:olena@example.org\"");
    }

    #[test]
    fn links_to_what_machines_read_are_left_out_with_it() {
        let kept = "<a type=\"text/markdown\" href=\"https://other.example.org/x.md\">x</a>";
        let html = "<link rel=\"alternate\" type=\"text/markdown\" href=\"index.md\">\
            <a class=\"as-markdown\" type=\"text/markdown\" href=\"index.md\">As <b>text</b></a>\
            <link rel=\"alternate\" type=\"application/atom+xml\" href=\"../../feed.xml\">";
        assert_eq!(rewritten(&format!("{html}{kept}")), kept);
        check("../../feed.xml", " href=\"https://help.example.org/kb/feed.xml\"");
    }

    #[test]
    fn pictures_and_canonical_addresses_are_seen_to() {
        let html = "<link rel=\"canonical\" href=\"https://help.example.org/kb/uk/\">\
            <img src=\"../../a.png\" srcset=\"../../assets/a.css 1x, ../../uk/ 2x\">";
        let expected = "<link rel=\"canonical\" href=\"https://help.example.org/kb/uk/\">\
            <img src=\"https://help.example.org/kb/a.png\" \
            srcset=\"../../assets/a.css 1x, ../../uk/index.html 2x\">";
        assert_eq!(rewritten(html), expected);
    }
}
