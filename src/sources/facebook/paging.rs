//! Which lists of an export go on where it ends.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place};
use crate::sources::chat::Span;
use crate::sources::chat::survey::Survey;
use crate::sources::problems;

use super::wire::Paging;

/// The lists that are in pages, by what they are a list of: `PAGE_POST/comments`.
#[derive(Default)]
pub(super) struct Pages {
    lists: BTreeMap<String, List>,
}

#[derive(Clone, Copy, Default)]
struct List {
    /// A page behind which there is another one.
    goes_on: Option<(u32, u32)>,
    /// The last page is here.
    has_end: bool,
}

impl Pages {
    /// Takes what a page says of those around it.
    pub fn add(&mut self, paging: &Paging, span: Span) {
        let next = paging.next.0.as_deref().and_then(list_of);
        let Some(list) = next.or(paging.previous.0.as_deref().and_then(list_of)) else { return };
        let list = self.lists.entry(list.to_owned()).or_default();
        match next {
            Some(_) => list.goes_on = list.goes_on.or(Some((span.file, span.line))),
            None => list.has_end = true,
        }
    }

    /// Tells which files hold lists that go on, each once.
    pub fn tell(&self, survey: &mut Survey<'_, '_>) {
        let mut files: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        for list in self.lists.values().filter(|list| !list.has_end) {
            let Some((file, line)) = list.goes_on else { continue };
            let of_file = files.entry(file).or_insert((line, 0));
            *of_file = (line.min(of_file.0), of_file.1 + 1);
        }
        for (file, (line, n)) in files {
            let path = survey.store.path(file).to_owned();
            let place = Place::line(&*path, line as usize);
            survey.sink.push(pages_missing(place, &path, n));
        }
    }
}

/// Returns what a page is of, by the address of another page: without host, version and query.
fn list_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let (_, path) = rest.split('?').next()?.split_once('/')?;
    let version = path.split('/').next()?.strip_prefix('v');
    let has_version =
        version.is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()));
    let list = if has_version { path.split_once('/')?.1 } else { path };
    Some(list.trim_end_matches('/')).filter(|list| !list.is_empty())
}

/// Lists of a file have pages that are not there.
fn pages_missing(place: Place, path: &str, n: usize) -> Diagnostic {
    let note = "`paging.next` is the address of the next page; of a feed it may be an empty one";
    let help = "ask for what `paging.next` names until there is none, and keep all pages";
    problems::pages_missing(place, path, n, note, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_list_are_known_by_their_addresses() {
        for (url, expected) in [
            (
                "https://graph.facebook.com/v19.0/7_8/comments?access_token=a&after=b",
                "7_8/comments",
            ),
            ("https://graph.facebook.com/7/feed?until=1", "7/feed"),
            ("https://graph.facebook.com/v1.0/7_8/comments/", "7_8/comments"),
        ] {
            assert_eq!(list_of(url), Some(expected));
        }
        for url in ["", "x", "https://graph.facebook.com", "https://graph.facebook.com/v19.0"] {
            assert_eq!(list_of(url), None, "{url}");
        }
    }
}
