//! Addresses of a community, in the many ways that posts write them.

use std::borrow::Cow;

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

/// Returns what a link leads to that a mail program replaced by one of its own, which names
/// whose mailbox it was.
pub(super) fn unwrapped(url: &str) -> Cow<'_, str> {
    const WRAPPERS: [(&str, &str); 3] = [
        (".safelinks.protection.outlook.com/", "url"),
        ("www.google.com/url?", "q"),
        ("urldefense.proofpoint.com/v1/url?", "u"),
    ];
    let wrapper = WRAPPERS.iter().find(|(host, _)| url.get(..80).unwrap_or(url).contains(host));
    let target = wrapper.and_then(|(_, name)| {
        let parsed = url::Url::parse(url).ok()?;
        let (_, target) = parsed.query_pairs().find(|(key, _)| key == name)?;
        Some(target.into_owned()).filter(|target| target.starts_with("http"))
    });
    target.map_or(Cow::Borrowed(url), Cow::Owned)
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
    fn links_that_mail_programs_wrap_lead_where_they_led() {
        let wrapped = "https://eur01.safelinks.protection.outlook.com/\
            ?url=https%3A%2F%2Flumo.test%2Fdoc%3Fa%3D1&data=05%7Cmira%40mail.test";
        assert_eq!(unwrapped(wrapped), "https://lumo.test/doc?a=1");
        assert_eq!(unwrapped("https://www.google.com/url?q=https://a.test/"), "https://a.test/");
        for url in
            ["https://a.test/?url=https://b.test", "https://www.google.com/url?q=javascript:1"]
        {
            assert_eq!(unwrapped(url), url);
        }
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
