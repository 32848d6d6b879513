//! What the site answers: its files, and the addresses that lead on.
//!
//! Builds ask it where the links lead that a team writes by hand, before anything is rendered;
//! `answerbook check` asks it the same of what was published. Both make it with their own
//! names of files and share the meaning of an address.

use std::borrow::Cow;
use std::collections::HashSet;

use super::redirects::{Redirect, RedirectTarget};
use super::url_path::parse_url_path;

/// Every address that the site answers.
#[derive(Debug, Default)]
pub struct SiteAnswers<'a> {
    files: HashSet<String>,
    /// Sorted by the address that they start from.
    redirects: Cow<'a, [Redirect]>,
}

/// What somebody gets who asks for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    /// A page or a file of its own.
    Found,
    /// What stands elsewhere now.
    LeadsOn(&'a RedirectTarget),
}

impl<'a> SiteAnswers<'a> {
    /// Takes the paths of all files, and the redirects, sorted by where they start.
    pub fn new(files: HashSet<String>, redirects: &'a [Redirect]) -> SiteAnswers<'a> {
        SiteAnswers { files, redirects: Cow::Borrowed(redirects) }
    }

    /// Adds the paths of further files.
    pub fn add(&mut self, paths: impl Iterator<Item = String>) {
        self.files.extend(paths);
    }

    /// Takes the paths of all published files, and the text of the `_redirects` among them, as
    /// Netlify and Cloudflare Pages read it. Other hosts have a page for each that leads on.
    pub fn published(paths: &[String], list: &str) -> SiteAnswers<'a> {
        let files = paths.iter().cloned().collect();
        let mut redirects: Vec<Redirect> = list.lines().filter_map(redirect).collect();
        redirects.sort_by(|a, b| a.from.cmp(&b.from));
        SiteAnswers { files, redirects: Cow::Owned(redirects) }
    }

    /// Finds what answers a path from the top of the site, decoded and without a `/` in front.
    /// What is gone on purpose answers nothing.
    pub fn find(&self, path: &str) -> Option<Answer<'_>> {
        let forms = || [path.to_owned(), format!("{path}index.html"), format!("{path}/index.html")];
        if forms().iter().any(|form| self.files.contains(form)) {
            return Some(Answer::Found);
        }
        if self.redirects.is_empty() {
            return None;
        }
        // Whoever wrote an old address down may have left out the `/` at its end, or not.
        let file = path.trim_end_matches('/').to_owned();
        let to = forms().into_iter().chain([file]).find_map(|form| self.redirect_of(&form))?;
        (*to != RedirectTarget::Gone).then_some(Answer::LeadsOn(to))
    }

    fn redirect_of(&self, from: &str) -> Option<&RedirectTarget> {
        let at = self.redirects.binary_search_by(|known| known.from.as_str().cmp(from)).ok()?;
        Some(&self.redirects[at].to)
    }
}

/// Reads a line of `_redirects`; `None` for patterns, and for addresses that lead nowhere.
fn redirect(line: &str) -> Option<Redirect> {
    let mut words = line.split_whitespace();
    let (from, to) = (parse_url_path(words.next()?, None).ok()?, words.next()?);
    // Both hosts take a line without a status for a redirect.
    let status = words.next().unwrap_or("301");
    status
        .starts_with(['2', '3'])
        .then(|| Redirect { from, to: RedirectTarget::Elsewhere(to.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::SitePath;

    fn redirects() -> Vec<Redirect> {
        let page = SitePath::new("answers/recall.html").expect("a good path");
        let to = RedirectTarget::Here(page, String::new());
        let redirect =
            |from: &str, to: &RedirectTarget| Redirect { from: from.into(), to: to.clone() };
        vec![
            redirect("gone.html", &RedirectTarget::Gone),
            redirect("old/recall", &to),
            redirect("recalls/index.html", &to),
        ]
    }

    #[test]
    fn files_and_old_addresses_answer_in_all_their_forms() {
        let files = ["feed.xml", "index.html", "uk/index.html"].map(str::to_owned);
        let redirects = redirects();
        let site = SiteAnswers::new(files.into(), &redirects);
        for path in ["feed.xml", "", "index.html", "uk", "uk/", "uk/index.html"] {
            assert_eq!(site.find(path), Some(Answer::Found), "{path}");
        }
        for path in ["old/recall", "old/recall/", "recalls", "recalls/", "recalls/index.html"] {
            assert!(matches!(site.find(path), Some(Answer::LeadsOn(_))), "{path}");
        }
        for path in ["gone.html", "old", "old/recall.html", "feed", "recall"] {
            assert_eq!(site.find(path), None, "{path}");
        }
    }

    #[test]
    fn lists_of_hosts_are_read() {
        let list = "/_hosts/* /404.html 404!\n/o%C5%BEila.html /answers/a.html 301!\n/b /c\n\
                    /gone /404.html 410!\n\n# words\n/d\n";
        let site = SiteAnswers::published(&[], list);
        assert!(site.find("ožila.html").is_some() && site.find("b/").is_some());
        for path in ["gone", "_hosts/x", "d", "404.html", "# words"] {
            assert_eq!(site.find(path), None, "{path}");
        }
    }
}
