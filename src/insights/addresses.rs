//! What of a site a request asks for.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::percent;
use crate::plan::{FeedbackVote, NOTHING_FOUND, OutputFormat, Page, PageKind};
use crate::site::AddressWriter;

use super::log::LogRequest;

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A question with its answers, by its position among the threads.
    Question(u32),
    /// Another page that people read.
    Page,
    /// The page of results in a section, with what was searched for.
    Search(usize, String),
    /// Says that a search found nothing; in which section is not known.
    NothingFound(String),
    /// Says whether the answers of a thread helped.
    Vote(u32, bool),
    /// A style, a picture, a part of the index.
    File,
    /// Nothing was given: it is not there, it moved, or it was something else than reading.
    Nothing,
}

#[derive(Clone, Copy)]
enum Known {
    Question(u32),
    Page,
    Search(usize),
    Vote(u32, bool),
}

/// The addresses of a site.
pub struct Addresses {
    /// The folder below which the site is published, `help/`; empty at the top of a host.
    base: String,
    /// The scheme and the host of the site, where they are known.
    origin: Option<String>,
    known: FxHashMap<String, Known>,
    /// The pages of results as links write them, `uk/search.html`, by their sections.
    results: Vec<(String, usize)>,
}

impl Addresses {
    /// Gathers the addresses of all pages.
    pub fn new(config: &Config, pages: &[Page]) -> Addresses {
        let url = config.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
        let base = url.map_or(String::new(), |url| url.path().trim_start_matches('/').to_owned());
        let (mut known, mut results) = (FxHashMap::default(), Vec::new());
        let address = AddressWriter::new(config.addresses);
        for page in pages {
            if page.kind == PageKind::Search {
                results.push((address.href(&page.path), page.section));
            }
            let what = match page.kind {
                PageKind::Thread(at) => Known::Question(at as u32),
                PageKind::Search => Known::Search(page.section),
                PageKind::Missing => continue,
                _ => Known::Page,
            };
            let read = page.outputs().filter(|(format, _)| *format == OutputFormat::Html);
            for (_, path) in read {
                known.insert(bare(path.as_str()).to_owned(), what);
            }
            let PageKind::Thread(at) = page.kind else { continue };
            for vote in FeedbackVote::ALL {
                if let Some(path) = page.feedback_path(vote) {
                    let is_yes = vote == FeedbackVote::Yes;
                    known.insert(path.as_str().to_owned(), Known::Vote(at as u32, is_yes));
                }
            }
        }
        let base = percent::decoded(&base).into_owned();
        Addresses { base, origin: config.base_url.as_deref().map(origin_of), known, results }
    }

    /// Returns what was searched for on the page of results that led to a request, and in which
    /// section: a search that is made on that page itself asks the server for nothing. Under
    /// another host than the settings name, such as a preview's, a page of results is one only
    /// with the very address that links give it: search engines have a `/search`, too.
    pub fn searched_before(&self, request: &LogRequest<'_>) -> Option<(usize, String)> {
        let referrer = &*request.referrer;
        if !referrer.contains("q=") {
            return None;
        }
        if self.origin.as_ref().is_some_and(|origin| *origin == origin_of(referrer)) {
            return match self.named(referrer) {
                Asked::Search(section, text) => Some((section, text)),
                _ => None,
            };
        }
        let (path, query) = within_host(referrer).split_once('?')?;
        let path = path.trim_start_matches('/').strip_prefix(&self.base)?;
        let (_, section) = self.results.iter().find(|(result, _)| result == path)?;
        Some((*section, searched(query)?))
    }

    /// Tells what a request asks for.
    pub fn asked(&self, request: &LogRequest<'_>) -> Asked {
        let is_read = matches!(&*request.method, "" | "GET");
        if !is_read || !matches!(request.status, 200 | 206 | 304) {
            return Asked::Nothing;
        }
        self.named(&request.target)
    }

    fn named(&self, target: &str) -> Asked {
        let target = within_host(target);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = percent::decoded(path.trim_start_matches('/'));
        // A server behind another one may see the addresses without the folder.
        let path = path.strip_prefix(&self.base).unwrap_or(&path);
        if path == NOTHING_FOUND {
            return searched(query).map_or(Asked::File, Asked::NothingFound);
        }
        match self.known.get(bare(path)).or_else(|| self.known.get(path)) {
            Some(Known::Question(at)) => Asked::Question(*at),
            Some(Known::Vote(at, is_yes)) => Asked::Vote(*at, *is_yes),
            Some(Known::Search(section)) => {
                searched(query).map_or(Asked::Page, |text| Asked::Search(*section, text))
            }
            Some(Known::Page) => Asked::Page,
            None => Asked::File,
        }
    }
}

/// The scheme and the host of an address, in small letters.
fn origin_of(address: &str) -> String {
    let end = address.match_indices('/').nth(2).map_or(address.len(), |(at, _)| at);
    address[..end].to_ascii_lowercase()
}

/// Takes the host off, which requests through a proxy name.
fn within_host(target: &str) -> &str {
    let Some((scheme, rest)) = target.split_once("://") else { return target };
    match scheme {
        "http" | "https" => rest.find('/').map_or("/", |at| &rest[at..]),
        _ => target,
    }
}

/// One name for all addresses of a page: `a/`, `a/index.html`, `a.html` and `a`.
fn bare(path: &str) -> &str {
    let path = path.strip_suffix(".html").unwrap_or(path);
    let path = match path.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    path.trim_end_matches('/')
}

/// Returns what stands in `q` of a query; `None` where there is none, or nothing in it.
fn searched(query: &str) -> Option<String> {
    let (_, text) = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "q")?;
    let text: Cow<'_, str> = text;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::model::Timestamp;

    use super::*;

    fn addresses() -> Addresses {
        let known = [
            ("", Known::Page),
            ("answers/hub", Known::Question(3)),
            ("uk/search", Known::Search(1)),
            ("feedback/yes/forum--3.svg", Known::Vote(3, true)),
        ];
        let known = known.into_iter().map(|(path, what)| (path.to_owned(), what)).collect();
        let origin = Some("https://help.example".to_owned());
        let results = vec![("uk/search.html".to_owned(), 1)];
        Addresses { base: "help/".to_owned(), origin, known, results }
    }

    fn request<'a>(target: &'a str, status: u16, referrer: &'a str) -> LogRequest<'a> {
        LogRequest {
            time: Timestamp(0),
            method: "GET".into(),
            target: target.into(),
            status,
            agent: "".into(),
            referrer: referrer.into(),
            address: "".into(),
        }
    }

    fn asked(target: &str, status: u16) -> Asked {
        addresses().asked(&request(target, status, ""))
    }

    #[test]
    fn the_way_to_a_page_tells_what_was_searched_for_on_this_site_alone() {
        let check = |referrer: &str, expected: Option<&str>| {
            let before = addresses().searched_before(&request("/help/answers/hub", 200, referrer));
            assert_eq!(before, expected.map(|text| (1, text.to_owned())), "{referrer}");
        };
        check("https://help.example/help/uk/search.html?q=dim", Some("dim"));
        check("https://help.example/help/uk/search.html", None);
        check("https://help.example/help/uk/search?q=dim", Some("dim"));
        check("http://127.0.0.1:8080/help/uk/search.html?q=dim", Some("dim"));
        check("https://search.example/help/uk/search?q=dim", None);
        check("https://search.example/uk/search.html?q=dim", None);
        check("-", None);
    }

    #[test]
    fn a_page_is_known_by_each_of_its_addresses() {
        for target in [
            "/help/answers/hub.html",
            "/help/answers/hub",
            "/help/answers/hub/",
            "/help/answers/hub/index.html?from=mail",
            "/answers/hub.html",
            "/help/answers/h%75b.html",
            "https://help.example/help/answers/hub.html",
        ] {
            assert_eq!(asked(target, 200), Asked::Question(3), "{target}");
        }
        assert_eq!(asked("/help/", 200), Asked::Page);
        assert_eq!(asked("/help/index.html", 304), Asked::Page);
        assert_eq!(asked("/help/answers/hub.html", 301), Asked::Nothing);
        assert_eq!(asked("/help/assets/site.css", 200), Asked::File);
        assert_eq!(asked("/help/feedback/yes/forum--3.svg", 200), Asked::Vote(3, true));
    }

    #[test]
    fn a_search_says_what_for() {
        let search = |text: &str| Asked::Search(1, text.to_owned());
        assert_eq!(asked("/help/uk/search.html?q=%D1%85%D0%B0%D0%B1+x", 200), search("хаб x"));
        assert_eq!(asked("/help/uk/search?tag=a&q=a%26b", 200), search("a&b"));
        assert_eq!(asked("/help/uk/search.html?q=+", 200), Asked::Page);
        assert_eq!(asked("/help/uk/search.html", 200), Asked::Page);
        let nothing = Asked::NothingFound("glow worm".to_owned());
        assert_eq!(asked("/help/feedback/search/none.svg?q=glow%20worm", 200), nothing);
    }
}
