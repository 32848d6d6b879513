//! Checks that links, images and fragments within the site lead to something that exists.

use std::borrow::Cow;
use std::collections::HashSet;

use lol_html::html_content::Element;
use lol_html::{ElementContentHandlers, HandlerResult, HtmlRewriter, Selector, Settings};

use crate::diag::{Code, Diagnostic, Place, Sink, nearest};

use super::{CheckReport, SourcePlaces};

/// The addresses that a page names, and the ids that links may name in it.
#[derive(Clone, Debug, Default)]
pub(super) struct PageLinks {
    links: Vec<String>,
    ids: HashSet<String>,
}

/// Collects the addresses and ids of a page.
pub(super) fn find(html: &[u8]) -> PageLinks {
    let mut found = PageLinks::default();
    let selector: Selector = "*".parse().expect("a valid selector");
    let handler = |element: &mut Element<'_, '_>| -> HandlerResult {
        for attribute in element.attributes() {
            let value = || html_escape::decode_html_entities(&attribute.value()).into_owned();
            match attribute.name().as_str() {
                "href" | "src" | "action" => found.links.push(value()),
                "id" => {
                    found.ids.insert(value());
                }
                _ => {}
            }
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

/// Reports every address or fragment of a page that does not exist.
pub(super) fn compare(
    (paths, pages): (&[String], &[&String]),
    found: &[PageLinks],
    base_url: Option<&str>,
    places: Option<&SourcePlaces<'_>>,
    sink: &mut Sink,
) -> CheckReport {
    let known: HashSet<&str> = paths.iter().map(String::as_str).collect();
    let ids = |target: &str| {
        pages.binary_search_by(|page| page.as_str().cmp(target)).ok().map(|at| &found[at].ids)
    };
    let mut checked = CheckReport { n_pages: pages.len(), ..CheckReport::default() };
    for (page, names) in pages.iter().zip(found) {
        for link in &names.links {
            let Some((path, fragment)) = internal(page, link, base_url) else { continue };
            checked.n_links += 1;
            let forms = [path.clone(), index_of(&path)];
            let Some(target) = forms.iter().find(|form| known.contains(form.as_str())) else {
                checked.n_broken += 1;
                sink.push(link_broken(page, link, &path, &known));
                continue;
            };
            let is_there = fragment.is_empty()
                || fragment == "top"
                || ids(target).is_none_or(|ids| ids.contains(&fragment));
            if !is_there {
                checked.n_broken += 1;
                let place = places.and_then(|places| places.place(page, target, &fragment));
                let place = place.unwrap_or_else(|| Place::file(page.as_str()));
                sink.push(fragment_broken(place, link, &fragment));
            }
        }
    }
    checked
}

/// Returns the path and the fragment of a link within the site; `None` for other links.
fn internal(page: &str, link: &str, base_url: Option<&str>) -> Option<(String, String)> {
    // Any host will do: only the path matters, and whether the host stays.
    let top = base_url.and_then(|base| url::Url::parse(base).ok());
    let top = top.or_else(|| url::Url::parse("https://site.invalid/").ok())?;
    let page_url = top.join(&crate::site::encode(page)).ok()?;
    let target = page_url.join(link).ok()?;
    let same = target.scheme() == top.scheme()
        && target.host() == top.host()
        && target.port() == top.port();
    let below = target.path().strip_prefix(top.path());
    if !same {
        return None;
    }
    let path = below.map_or_else(|| target.path().to_owned(), str::to_owned);
    let fragment = target.fragment().unwrap_or_default();
    Some((decoded(&path), decoded(fragment)))
}

fn index_of(path: &str) -> String {
    match path {
        "" => "index.html".to_owned(),
        path if path.ends_with('/') => format!("{path}index.html"),
        path => format!("{path}/index.html"),
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn link_broken(page: &str, link: &str, path: &str, known: &HashSet<&str>) -> Diagnostic {
    let near =
        nearest(path, known.iter().copied()).map(|near| format!("the closest address is `{near}`"));
    let diagnostic =
        Diagnostic::error(Code::LinkBroken, format!("the link to `{link}` leads nowhere"))
            .at(Place::file(page), "");
    match near {
        Some(near) => diagnostic.note(near),
        None => diagnostic,
    }
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
        let found = internal(page, link, Some("https://a.example/help/"));
        let found = found.as_ref().map(|(path, fragment)| (path.as_str(), fragment.as_str()));
        assert_eq!(found, expected);
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
        let found = find(b"<a href='x&amp;y' id=one>t</a><img src=z><p id=\"two\">");
        assert_eq!(found.links, ["x&y", "z"]);
        assert!(found.ids.contains("one") && found.ids.contains("two"));
    }
}
