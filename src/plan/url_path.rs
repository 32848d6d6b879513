//! Parses addresses of this site that people write in settings and ledgers.
//!
//! The parsed form of an address is the path of the file that answers it: `/tags/hub.html`
//! becomes `tags/hub.html`, and `/uk/` becomes `uk/index.html`. An address that never was one
//! of our pages, `/old/path`, becomes `old/path`. So two ways to write one address are equal.

use crate::config::base_path::below;
use crate::percent;
use crate::site::encode;

/// Characters that an address may not contain if it is to be redirected, because they have a
/// meaning in the redirect rules of at least one host.
const SPECIAL: &[char] =
    &['"', '\\', '{', '}', '<', '>', '|', '^', '`', '*', '$', ';', ':', '?', '#', '%', '&', '='];

/// The longest address, and the longest part of one between slashes, in bytes: a redirect may
/// be a file, and its name gets an ending.
const MAX_LENGTH: usize = 500;
const MAX_PART: usize = 240;

/// Why a text is no address of this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlPathError {
    /// It belongs to another site.
    Elsewhere,
    /// It does not start with `/`.
    Relative,
    /// It contains white space, which is written `%20`.
    Space,
    /// It has a query (`?…`), which the redirect rules of most hosts ignore.
    Query,
    /// It is longer than the names of files may be.
    Long,
    /// It contains a character that has a meaning in the rules of some host, or an empty part,
    /// `.` or `..`.
    Special,
}

/// Parses an address of this site, written from the top of the site (`/tags/hub.html`) or in
/// full, and returns the path of the file that answers it.
///
/// # Errors
///
/// Why it is not an address of this site that could be redirected.
pub fn parse_url_path(text: &str, base_url: Option<&str>) -> Result<String, UrlPathError> {
    let text = text.trim();
    let within = base_url.and_then(|base| below(text, base));
    let path = match (within, text.strip_prefix('/')) {
        (Some(path), _) => path,
        (None, Some(path)) if !path.starts_with('/') => path,
        (None, Some(_)) => return Err(UrlPathError::Elsewhere),
        (None, None) if is_web(text) => return Err(UrlPathError::Elsewhere),
        (None, None) => return Err(UrlPathError::Relative),
    };
    if path.contains('?') {
        return Err(UrlPathError::Query);
    }
    let path = percent::strictly_decoded(path).ok_or(UrlPathError::Special)?.into_owned();
    let path = match path.as_str() {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        _ => path,
    };
    if path.len() > MAX_LENGTH || path.split('/').any(|part| part.len() > MAX_PART) {
        return Err(UrlPathError::Long);
    }
    let is_special = |c: char| c.is_control() || SPECIAL.contains(&c);
    let mut parts = path.split('/');
    if path.contains(is_special) || parts.any(|part| matches!(part, "" | "." | "..")) {
        return Err(UrlPathError::Special);
    }
    Ok(path)
}

/// Tells whether a text is a full web address.
pub fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Tells whether a path belongs to files that pages load or machines read, such as styles and
/// sitemaps. These are never redirected.
pub fn is_reserved(path: &str) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    let folder = ["assets/", "search/", "_hosts/"].iter().any(|folder| path.starts_with(folder));
    let machine = path.starts_with("sitemap") && path.ends_with(".xml");
    let known = matches!(
        path,
        "404.html"
            | "manifest.json"
            | "robots.txt"
            | "sw.js"
            | "feed.xml"
            | "_headers"
            | "_redirects"
    );
    hidden || folder || machine || known || path.ends_with("/404.html")
}

/// Formats a path as the address that people and the ledger write: `/tags/hub.html`, `/uk/`.
pub fn display_path(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
    let mut written = String::with_capacity(path.len() + 1);
    written.push('/');
    written.push_str(&encode(folder.unwrap_or(path)));
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, UrlPathError>) {
        let found = parse_url_path(text, Some("https://a.example/help/"));
        assert_eq!(found.as_deref().map_err(|no| *no), expected, "{text}");
    }

    #[test]
    fn addresses_are_read_in_all_their_forms() {
        check("/", Ok("index.html"));
        check("/uk/", Ok("uk/index.html"));
        check("/uk/index.html", Ok("uk/index.html"));
        check("/t/old-topic/12", Ok("t/old-topic/12"));
        check("/%D1%85%D0%B0%D0%B1%20a.html", Ok("хаб a.html"));
        check("https://a.example/help/x.html", Ok("x.html"));
        check("https://b.example/x.html", Err(UrlPathError::Elsewhere));
        check("//b.example/x.html", Err(UrlPathError::Elsewhere));
        check("x.html", Err(UrlPathError::Relative));
        check("/t.php?id=1", Err(UrlPathError::Query));
        for bad in ["/../x", "/a//b", "/a/*", "/a$1", "/%00", "/%ff", "/a\\b", "/:x", "/%22"] {
            check(bad, Err(UrlPathError::Special));
        }
        for long in ["x".repeat(241), "ж".repeat(121), "x/".repeat(600)] {
            check(&format!("/{long}"), Err(UrlPathError::Long));
        }
        assert!(parse_url_path(&format!("/{}.html", "x".repeat(230)), None).is_ok());
        for bad in ["assets/x.css", "search/index.bin", ".htaccess", "a/.git/b", "404.html"] {
            assert!(is_reserved(bad), "{bad}");
        }
        assert!(!is_reserved("search.html") && !is_reserved("research/x.html"));
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for path in ["index.html", "uk/index.html", "a b.html", "tags/хаб.html", "old/path"] {
            assert_eq!(parse_url_path(&display_path(path), None).as_deref(), Ok(path));
        }
        assert_eq!(display_path("myindex.html"), "/myindex.html");
    }
}
