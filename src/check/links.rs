//! Checks that links, images and fragments within the site lead to something that exists.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use lol_html::html_content::{Element, EndTag};
use lol_html::{ElementContentHandlers, HandlerResult, HtmlRewriter, Selector, Settings};

use crate::config::base_path::below;
use crate::diag::{Code, Diagnostic, Place, Sink, nearest};
use crate::percent;
use crate::plan::{Answer, SiteAnswers};

use super::{CheckReport, SourcePlaces};

/// The addresses that a page names, and the ids that links may name in it.
#[derive(Clone, Debug, Default)]
pub(super) struct PageLinks {
    links: Vec<PageLink>,
    ids: HashSet<String>,
    /// Browsers go on to another page at once.
    leads_on: bool,
}

/// An address on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PageLink {
    address: String,
    /// The anchor of the post that it stands in.
    post: Option<Arc<str>>,
}

/// Collects the addresses and ids of a page.
pub(super) fn find(html: &[u8]) -> PageLinks {
    let mut found = PageLinks::default();
    let selector: Selector = "*".parse().expect("a valid selector");
    let open: Rc<RefCell<Vec<Arc<str>>>> = Rc::default();
    let handler = |element: &mut Element<'_, '_>| -> HandlerResult {
        let id = element.get_attribute("id").filter(|id| is_anchor(id));
        if let (Some(id), Some(ends)) = (id, element.end_tag_handlers()) {
            open.borrow_mut().push(id.into());
            let open = Rc::clone(&open);
            ends.push(Box::new(move |_: &mut EndTag<'_>| {
                open.borrow_mut().pop();
                Ok(())
            }));
        }
        let post = open.borrow().last().cloned();
        let name = element.tag_name();
        let is_refresh = |word: String| word.eq_ignore_ascii_case("refresh");
        found.leads_on |=
            name == "meta" && element.get_attribute("http-equiv").is_some_and(is_refresh);
        for attribute in element.attributes() {
            let value = html_escape::decode_html_entities(&attribute.value()).into_owned();
            let attribute = attribute.name();
            if attribute == "id" || (attribute == "name" && name == "a") {
                found.ids.insert(value);
                continue;
            }
            let named = addresses(&name, &attribute, &value).into_iter();
            found.links.extend(named.map(|address| PageLink { address, post: post.clone() }));
        }
        Ok(())
    };
    let handlers = ElementContentHandlers::default().element(handler);
    let settings = Settings::new()
        .with_strict(false)
        .append_element_content_handler((Cow::Owned(selector), handlers));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // What cannot be read to its end has been read up to there.
    let _ = rewriter.write(html).and_then(|()| rewriter.end());
    found
}

/// Tells whether an id is that of a post or a remark.
fn is_anchor(id: &str) -> bool {
    id == "question" || id.starts_with("a-") || id.starts_with("c-")
}

/// Returns the addresses that an attribute holds.
fn addresses(element: &str, attribute: &str, value: &str) -> Vec<String> {
    match (element, attribute) {
        (_, "href" | "src" | "action" | "poster") | ("object", "data") => vec![value.to_owned()],
        ("img" | "source", "srcset") if !value.contains("data:") => {
            let candidates = value.split(',').filter_map(|one| one.split_whitespace().next());
            candidates.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// What is there to compare links with.
pub(super) struct PublishedSite<'a> {
    /// The paths of all files, sorted.
    pub paths: &'a [String],
    /// What these answer.
    pub answers: &'a SiteAnswers<'a>,
    /// Those that are pages.
    pub pages: &'a [&'a String],
    /// What was found on each of them.
    pub found: &'a [PageLinks],
    /// Where the site will live.
    pub base_url: Option<&'a str>,
    /// What is known of its sources.
    pub places: Option<&'a SourcePlaces<'a>>,
}

/// What many pages have alike, such as a link of a template: the first page, the link as it is
/// written there, and how many pages have it.
type Repeated<'a> = BTreeMap<(String, String), (&'a str, &'a str, usize)>;

/// Reports every address or fragment of a page that does not exist.
pub(super) fn compare(site: &PublishedSite<'_>, sink: &mut Sink) -> CheckReport {
    let known: HashSet<&str> = site.paths.iter().map(String::as_str).collect();
    let ids = |target: &str| {
        let at = site.pages.binary_search_by(|page| page.as_str().cmp(target)).ok()?;
        Some(&site.found[at].ids)
    };
    let n_leading_on = site.found.iter().filter(|page| page.leads_on).count();
    let n_pages = site.pages.len() - n_leading_on;
    let mut checked = CheckReport { n_pages, n_leading_on, ..CheckReport::default() };
    let mut repeated = Repeated::new();
    for (page, names) in site.pages.iter().zip(site.found) {
        for link in &names.links {
            let Some((path, fragment)) = within_site(page, &link.address, site.base_url) else {
                continue;
            };
            checked.n_links += 1;
            let forms = [path.clone(), index_of(&path)];
            let target = forms.iter().find(|form| known.contains(form.as_str()));
            let is_there = |target: &String| {
                fragment.is_empty()
                    || fragment == "top"
                    || fragment.contains(":~:")
                    || ids(target).is_none_or(|ids| ids.contains(&fragment))
            };
            let leads_on = || matches!(site.answers.find(&path), Some(Answer::LeadsOn(_)));
            if target.is_some_and(is_there) || (target.is_none() && leads_on()) {
                continue;
            }
            checked.n_broken += 1;
            let fragment = if target.is_some() { fragment } else { String::new() };
            let place = target.zip(site.places);
            let place = place.and_then(|(target, all)| all.place(page, target, &fragment));
            if place.is_none() && link.post.is_none() {
                let seen = repeated.entry((path, fragment)).or_insert((
                    page.as_str(),
                    link.address.as_str(),
                    0,
                ));
                seen.2 += 1;
                continue;
            }
            let place = place.unwrap_or_else(|| Place::file(page.as_str()));
            let told = broken(place, &link.address, &path, &fragment, &known);
            let told = told.note_if(target.and_then(|target| near(ids(target), &fragment)));
            sink.push(in_post(told, page, link, site.places));
        }
    }
    for ((path, fragment), (page, address, n_links)) in repeated {
        let told = broken(Place::file(page), address, &path, &fragment, &known);
        sink.push(match n_links {
            1 => told,
            n => told.note(format!("{n} links lead there; this page has the first of them")),
        });
    }
    checked
}

/// Names the one id of a page that a fragment most likely means.
fn near(ids: Option<&HashSet<String>>, fragment: &str) -> Option<String> {
    let near = nearest(fragment, ids?.iter().map(String::as_str))?;
    Some(format!("the closest id there is `{near}`"))
}

/// Says in which post a link stands, where no line of a source is known.
fn in_post(
    diagnostic: Diagnostic,
    page: &str,
    link: &PageLink,
    places: Option<&SourcePlaces<'_>>,
) -> Diagnostic {
    let is_placed = diagnostic.labels.iter().any(|label| label.place.line > 0);
    let Some(post) = link.post.as_deref().filter(|_| !is_placed) else { return diagnostic };
    let thread = places.and_then(|places| places.thread_of(page));
    let post = match post.split_once('-') {
        Some((_, id)) => format!("post `{id}`"),
        None => "the question".to_owned(),
    };
    match thread {
        Some(thread) => diagnostic
            .note(format!("it stands in {post} of thread `{thread}`"))
            .help(format!("`answerbook why \"{thread}\"` names its file")),
        None => diagnostic.note(format!("it stands in {post}")),
    }
}

/// Returns the path and the fragment of a link within the site; `None` for other links. A site
/// without an address of its own is one of a host that no link names.
pub fn within_site(page: &str, link: &str, base_url: Option<&str>) -> Option<(String, String)> {
    // Any host will do: only the path matters, and whether the host stays.
    let top = base_url.and_then(|base| url::Url::parse(base).ok());
    let top = top.or_else(|| url::Url::parse("https://site.invalid/").ok())?;
    let page_url = top.join(&crate::site::encode(page)).ok()?;
    let target = page_url.join(link).ok()?;
    let same = target.scheme() == top.scheme()
        && target.host() == top.host()
        && target.port() == top.port();
    if !same {
        return None;
    }
    let path = below(target.path(), top.path()).unwrap_or(target.path());
    let fragment = target.fragment().unwrap_or_default();
    Some((percent::decoded(path).into_owned(), percent::decoded(fragment).into_owned()))
}

fn index_of(path: &str) -> String {
    match path {
        "" => "index.html".to_owned(),
        path if path.ends_with('/') => format!("{path}index.html"),
        path => format!("{path}/index.html"),
    }
}

/// A link leads to no file, or, with a fragment, to a file without it.
fn broken(
    place: Place,
    link: &str,
    path: &str,
    fragment: &str,
    known: &HashSet<&str>,
) -> Diagnostic {
    match fragment {
        "" => link_broken(place, link, path, known),
        fragment => fragment_broken(place, link, fragment),
    }
}

fn link_broken(place: Place, link: &str, path: &str, known: &HashSet<&str>) -> Diagnostic {
    let near =
        nearest(path, known.iter().copied()).map(|near| format!("the closest address is `{near}`"));
    Diagnostic::error(Code::LinkBroken, format!("the link to `{link}` leads nowhere"))
        .at(place, "")
        .note_if(near)
}

fn fragment_broken(place: Place, link: &str, fragment: &str) -> Diagnostic {
    Diagnostic::error(
        Code::FragmentBroken,
        format!("the link to `{link}` names no part of its page"),
    )
    .at(place, "")
    .note(format!("no element there has the id `{fragment}`"))
    .help("link to the page without the fragment, or correct it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, link: &str, expected: Option<(&str, &str)>) {
        let found = within_site(page, link, Some("https://a.example/help/"));
        let found = found.as_ref().map(|(path, fragment)| (path.as_str(), fragment.as_str()));
        assert_eq!(found, expected);
    }

    #[test]
    fn links_are_followed_below_an_encoded_folder() {
        for base in ["https://a.example/dép/", "https://a.example/d%c3%a9p/"] {
            for link in
                ["b.html", "/d%C3%A9p/b.html", "/dép/b.html", "https://a.example/dép/b.html"]
            {
                let found = within_site("a.html", link, Some(base));
                assert_eq!(found.map(|(path, _)| path).as_deref(), Some("b.html"), "{link}");
            }
        }
    }

    #[test]
    fn links_are_followed_as_a_browser_does() {
        check("questions/a.html", "../tags/хаб.html#x", Some(("tags/хаб.html", "x")));
        check("questions/a.html", "b.html?q=1", Some(("questions/b.html", "")));
        check("a.html", "https://a.example/help/b.html", Some(("b.html", "")));
        check("a.html", "https://b.example/help/b.html", None);
        check("a.html", "mailto:x@a.example", None);
        check("a.html", "/elsewhere", Some(("/elsewhere", "")));
    }

    #[test]
    fn addresses_and_ids_are_collected() {
        let found = find(
            b"<a href='x&amp;y' id=one>t</a><img src=z srcset='u 1x, v 2x'>\
              <p id=\"two\"><video poster=w></video><a name=three></a>",
        );
        let addresses: Vec<&str> = found.links.iter().map(|link| &*link.address).collect();
        assert_eq!(addresses, ["x&y", "z", "u", "v", "w"]);
        assert!(["one", "two", "three"].iter().all(|id| found.ids.contains(*id)));
    }

    #[test]
    fn a_link_knows_the_post_that_it_stands_in() {
        let found = find(
            b"<a href=a></a><section id=a-5><a href=b></a><div id=c-9><a href=c></a></div>\
              <a href=d></a></section><a href=e></a>",
        );
        let posts: Vec<Option<&str>> =
            found.links.iter().map(|link| link.post.as_deref()).collect();
        assert_eq!(posts, [None, Some("a-5"), Some("c-9"), Some("a-5"), None]);
    }
}
