//! Addresses of a community, in the many ways that posts write them.

/// Returns the path below a community's address: `/t/slug/7` for
/// `//www.example.org/t/slug/7` with the base `https://example.org`.
///
/// The scheme, `www.` and the case of the host do not matter. A path from the
/// top of the host is accepted too, since posts leave the host out.
pub(super) fn below<'u>(base: Option<&str>, url: &'u str) -> Option<&'u str> {
    let base = base.map_or("", bare);
    let is_path = url.starts_with('/') && !url.starts_with("//");
    let (prefix, url) = match is_path {
        true => (base.find('/').map_or("", |slash| &base[slash..]), url),
        false if base.is_empty() => return None,
        false => (base, bare(url)),
    };
    let (head, rest) = url.split_at_checked(prefix.len())?;
    (head.eq_ignore_ascii_case(prefix) && rest.starts_with('/')).then_some(rest)
}

fn bare(url: &str) -> &str {
    let url = ["https://", "http://", "//"].iter().find_map(|scheme| without(url, scheme));
    let url = url.unwrap_or("");
    without(url, "www.").unwrap_or(url).trim_end_matches('/')
}

fn without<'u>(url: &'u str, prefix: &str) -> Option<&'u str> {
    let (head, rest) = url.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Splits a path into its parts and its fragment; the query is left out.
pub(super) fn parts(path: &str) -> (Vec<&str>, Option<&str>) {
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (path, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    (path.split('/').filter(|part| !part.is_empty()).collect(), fragment)
}

/// Returns the last number in a file's name or path: `tickets/214/comments.json`.
pub(super) fn last_number(path: &str) -> Option<&str> {
    path.rsplit(|c: char| !c.is_ascii_digit()).find(|part| is_number(part))
}

/// Tells whether a part of an address is an id.
pub(super) fn is_number(part: &str) -> bool {
    !part.is_empty() && part.len() < 20 && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, url: &str, expected: Option<&str>) {
        assert_eq!(below(Some(base).filter(|base| !base.is_empty()), url), expected);
    }

    #[test]
    fn a_community_is_known_under_all_its_addresses() {
        for url in ["https://a.org/t/1", "http://A.org/t/1", "//www.a.org/t/1", "/t/1"] {
            check("https://www.a.org", url, Some("/t/1"));
        }
        check("https://a.org/forum", "https://a.org/forum/t/1", Some("/t/1"));
        check("https://a.org/forum", "/forum/t/1", Some("/t/1"));
        check("", "/t/1", Some("/t/1"));
        for url in ["https://b.org/t/1", "https://a.organic/t/1", "a.org/t/1", "#x", "", "//"] {
            check("https://a.org", url, None);
        }
        check("", "https://a.org/t/1", None);
        check("https://a.org/forum", "https://a.org/t/1", None);
        assert_eq!(parts("/q/7/?x=/y#z"), (vec!["q", "7"], Some("z")));
    }
}
