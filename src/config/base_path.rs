//! The folder of the site on its host.
//!
//! Links and headers write it percent-encoded; servers compare what they have decoded. So both
//! forms are made in one place, of whatever somebody wrote as `base_url`.

use url::Url;

use crate::percent;

/// The path of `base_url`, from `/` to `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasePath {
    encoded: String,
    decoded: String,
}

impl BasePath {
    /// Takes the address of the site; without one it lies at the top of its host.
    pub fn of(base_url: Option<&str>) -> BasePath {
        let url = base_url.and_then(|url| Url::parse(url).ok());
        let encoded = url.map_or_else(|| "/".to_owned(), |url| url.path().to_owned());
        let decoded = percent::decoded(&encoded).into_owned();
        BasePath { encoded, decoded }
    }

    /// Returns it as links and headers write it: `/d%C3%A9p/`.
    pub fn encoded(&self) -> &str {
        &self.encoded
    }

    /// Returns it as servers compare it: `/dép/`.
    pub fn decoded(&self) -> &str {
        &self.decoded
    }

    /// Tells whether the site has its host for itself.
    pub fn is_top(&self) -> bool {
        self.encoded == "/"
    }

    /// Returns what follows the folder in a path, however either of them is encoded; `None` where
    /// the path lies elsewhere.
    pub fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        below(path, &self.encoded)
    }
}

impl Default for BasePath {
    fn default() -> BasePath {
        BasePath::of(None)
    }
}

/// Returns what follows `base`, an address that ends with a `/`, in another one, however either
/// of them is percent-encoded; `None` where that one lies elsewhere.
pub fn below<'a>(address: &'a str, base: &str) -> Option<&'a str> {
    let n_slashes = base.matches('/').count();
    let (at, _) = address.match_indices('/').nth(n_slashes.checked_sub(1)?)?;
    let (folder, rest) = address.split_at(at + 1);
    (folder == base || percent::decoded(folder) == percent::decoded(base)).then_some(rest)
}

/// Tells whether the path of an address can be written into the settings of servers, decoded.
pub(super) fn is_writable(url: &Url) -> bool {
    let Some(path) = percent::strictly_decoded(url.path()) else {
        return false;
    };
    let means_more = |c: char| {
        c.is_control() || (c.is_whitespace() && c != ' ') || "\"'`\\;{}$<>%?#".contains(c)
    };
    // A `/` that is encoded would become one between folders.
    let n_slashes = |path: &str| path.matches('/').count();
    !path.contains(means_more) && n_slashes(&path) == n_slashes(url.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_made_of_either() {
        for url in ["https://x.example/d%C3%A9p/", "https://x.example/d%c3%a9p/"] {
            assert_eq!(BasePath::of(Some(url)).decoded(), "/dép/");
        }
        let raw = BasePath::of(Some("https://x.example/dép/a%20b/"));
        assert_eq!((raw.encoded(), raw.decoded()), ("/d%C3%A9p/a%20b/", "/dép/a b/"));
        let top = BasePath::of(None);
        assert!(top.is_top() && top.encoded() == "/" && top.decoded() == "/");
    }

    #[test]
    fn what_lies_below_is_found_in_all_spellings() {
        let base = BasePath::of(Some("https://x.example/d%C3%A9p/"));
        for path in ["/d%C3%A9p/a%20b", "/d%c3%a9p/a%20b", "/dép/a%20b", "/%64ép/a%20b"] {
            assert_eq!(base.below(path), Some("a%20b"), "{path}");
        }
        for path in ["/dep/a", "/", "/d%C3%A9p", "", "a", "/a/d%C3%A9p/"] {
            assert_eq!(base.below(path), None, "{path}");
        }
        assert_eq!(BasePath::of(None).below("/a/b"), Some("a/b"));
    }

    #[test]
    fn full_addresses_below_are_found_alike() {
        let base = "https://x.example/dép/";
        assert_eq!(below("https://x.example/d%C3%A9p/a", base), Some("a"));
        assert_eq!(below("https://x.example/dep/a", base), None);
        assert_eq!(below("/d%C3%A9p/a", base), None);
        assert_eq!(below("a", ""), None);
    }

    #[test]
    fn what_servers_would_misread_is_refused() {
        let check = |url: &str| is_writable(&Url::parse(url).expect("an address"));
        for good in ["https://x.example/", "https://x.example/d%C3%A9p/a%20b/"] {
            assert!(check(good), "{good}");
        }
        for bad in ["%22", "%0A", "a%2Fb", "%24a", "%7B", "%E9", "%25", "%3F", "%5C", "%09"] {
            assert!(!check(&format!("https://x.example/{bad}/")), "{bad}");
        }
    }
}
