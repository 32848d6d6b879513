//! The content security policy: what pages may load, run and connect to.
//!
//! It is written here alone. Templates have it as `site.policy_html`, files for hosts as a
//! header, and SECURITY.md quotes it.

use crate::diag::{Diagnostic, Place, Sink};

use super::check::{invalid, value_place};
use super::wire::WirePolicy;

/// The policy of a page that leads on to another one: it loads nothing.
pub const OF_REDIRECTS: &str = "default-src 'none'; base-uri 'none'; form-action 'none'";

/// The policy of the preview's own pages, which no build publishes.
pub const OF_PREVIEW: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'";

/// Which pages browsers may fetch when a link to them is pointed at: those of the site, whose
/// addresses end in `.html` or `/`. Nothing is counted by such a page, and no vote is a link.
/// Pages have it in a `<script type="speculationrules">` as it is here: the policy knows it by its
/// digest.
pub const PREFETCH: &str = "{\"prefetch\":[{\"where\":{\"and\":[\
    {\"or\":[{\"href_matches\":\"/*.html\"},{\"href_matches\":\"/*/\"}]},\
    {\"not\":{\"selector_matches\":\"[rel~=external],[rel~=nofollow],[target]\"}}]},\
    \"eagerness\":\"moderate\"}]}";
const PREFETCH_DIGEST: &str = "sha256-1afRFMAJxDjbKC6N1GOP1mTT6ocB10CTF/r+jlXHhm4=";

/// What pages may load, run and connect to: what belongs to the site, and some hosts more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ContentPolicy {
    /// Hosts that pictures may come from.
    pub img: Vec<PolicyHost>,
    /// Hosts that scripts may ask.
    pub connect: Vec<PolicyHost>,
    /// Whether pages may show files of the site itself in frames.
    pub frames: bool,
    /// Whether browsers may read what the site says of itself, to install it.
    pub manifest: bool,
}

/// A host beside the site's own: `https://cdn.example.org`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyHost(String);

impl ContentPolicy {
    /// Returns the policy as pages state it.
    ///
    /// It has no double quote, no `<` and no `&`, so it may stand in an attribute.
    pub fn of_pages(&self) -> String {
        let [img, connect] = [&self.img, &self.connect].map(|hosts| listed(hosts));
        let frames = if self.frames { "frame-src 'self'; " } else { "" };
        let manifest = if self.manifest { "manifest-src 'self'; " } else { "" };
        format!(
            "default-src 'none'; script-src 'self' '{PREFETCH_DIGEST}' 'wasm-unsafe-eval'; \
             style-src 'self'; img-src 'self' data:{img}; font-src 'self'; \
             connect-src 'self'{connect}; worker-src 'self'; {frames}{manifest}base-uri 'none'; \
             form-action 'self'"
        )
    }

    /// Returns the policy as a header states it, with who may frame a page, which pages cannot
    /// say themselves.
    pub fn of_headers(&self) -> String {
        format!("{}; frame-ancestors 'self'", self.of_pages())
    }

    /// Tells whether a picture at a full address may be shown.
    pub fn allows_image(&self, address: &str) -> bool {
        let Ok(url) = url::Url::parse(address) else { return false };
        url.scheme() == "https" && self.img.iter().any(|host| host.is_of(&url))
    }
}

fn listed(hosts: &[PolicyHost]) -> String {
    hosts.iter().flat_map(|PolicyHost(host)| [" ", host.as_str()]).collect()
}

impl PolicyHost {
    /// Accepts `https://cdn.example.org`, also with a port, or with `*.` in front of the name
    /// for all hosts below it.
    ///
    /// All else is refused: what is not encrypted, a path, a scheme or a `*` alone, which would
    /// mean any host; and above all a `;`, a quote or white space, which would end the
    /// directive, the attribute or the header.
    pub fn new(text: &str) -> Option<PolicyHost> {
        let rest = text.strip_prefix("https://")?;
        let (name, port) = match rest.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (rest, None),
        };
        let (name, least) = match name.strip_prefix("*.") {
            Some(name) => (name, 2),
            None => (name, 1),
        };
        let is_label = |label: &str| {
            let is_inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
            !label.is_empty() && label.bytes().all(is_inner) && label.trim_matches('-') == label
        };
        let is_port = |port: &str| {
            port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|n| n > 0)
        };
        let is_good = name.split('.').count() >= least
            && name.split('.').all(is_label)
            && port.is_none_or(is_port);
        is_good.then(|| PolicyHost(text.to_owned()))
    }
}

impl PolicyHost {
    /// Returns the origin of an engine's address: encrypted, or on the reader's own machine, where
    /// engines are tried.
    pub(super) fn of_engine(url: &url::Url) -> Option<PolicyHost> {
        let origin = url.origin().ascii_serialization();
        let is_own = matches!(url.host_str(), Some("localhost" | "127.0.0.1"));
        match url.scheme() {
            "http" if is_own => Some(PolicyHost(origin)),
            _ => PolicyHost::new(&origin).filter(|host| !host.0.contains('*')),
        }
    }

    /// Tells whether an address with `https:` is on this host.
    fn is_of(&self, url: &url::Url) -> bool {
        let name = self.0.strip_prefix("https://").unwrap_or_default();
        let (name, port) = name.split_once(':').unwrap_or((name, "443"));
        let known = url.host_str().unwrap_or_default();
        let is_named = match name.strip_prefix("*.") {
            Some(above) => known.strip_suffix(above).is_some_and(|below| below.ends_with('.')),
            None => known.eq_ignore_ascii_case(name),
        };
        is_named
            && url.port_or_known_default().map(|port| port.to_string()).as_deref() == Some(port)
    }
}

/// Reads the setting `policy`.
pub(super) fn check(text: &str, wire: WirePolicy, sink: &mut Sink) -> ContentPolicy {
    let mut hosts = |key: &str, names: Option<Vec<String>>| {
        let host = |name: String| {
            let host = PolicyHost::new(&name);
            if host.is_none() {
                let path = ["policy", key].map(str::to_owned);
                sink.push(host_invalid(value_place(text, &path, &name), key));
            }
            host
        };
        names.unwrap_or_default().into_iter().filter_map(host).collect()
    };
    let [img, connect] =
        [("img", wire.img), ("connect", wire.connect)].map(|(key, names)| hosts(key, names));
    ContentPolicy { img, connect, frames: false, manifest: false }
}

fn host_invalid(place: Place, key: &str) -> Diagnostic {
    invalid(place, format!("a value of `{key}` is not a host that pages may use"))
        .note("it would become part of the content policy of every page")
        .help("write a name with its scheme, `https://cdn.example.org`")
        .help("`https://*.example.org` means all below it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_names_with_a_scheme_and_perhaps_a_port() {
        for good in ["https://cdn.example.org", "https://*.example.org:8443", "https://a-b.c1"] {
            assert_eq!(PolicyHost::new(good), Some(PolicyHost(good.to_owned())));
        }
    }

    #[test]
    fn what_would_end_the_policy_or_open_it_is_no_host() {
        let bad = [
            "",
            "*",
            "https:",
            "https://",
            "https://*",
            "https://*.org",
            "http://a.example",
            "a.example",
            "data:",
            "'unsafe-inline'",
            "https://a.example/",
            "https://a.example/x",
            "https://a.example; script-src *",
            "https://a.example;",
            "https://a.example b",
            "https://a.example\nX-Y: z",
            "https://a.example\"",
            "https://a.example'",
            "https://a..example",
            "https://-a.example",
            "https://a.example:",
            "https://u@a.example",
            "https://a.example:0",
            "https://a.example:99999",
            "https://a.example:+1",
            "https://б.укр",
        ];
        for bad in bad {
            assert_eq!(PolicyHost::new(bad), None, "{bad}");
        }
    }

    #[test]
    fn pictures_are_allowed_from_the_hosts_that_are_named() {
        let hosts = ["https://cdn.example.org", "https://*.img.example:8443"];
        let img = hosts.iter().filter_map(|host| PolicyHost::new(host)).collect();
        let policy = ContentPolicy { img, ..ContentPolicy::default() };
        for good in ["https://cdn.example.org/a.png", "https://a.b.img.example:8443/"] {
            assert!(policy.allows_image(good), "{good}");
        }
        for bad in [
            "http://cdn.example.org/a.png",
            "//cdn.example.org/a.png",
            "https://cdn.example.org:444/",
            "https://xcdn.example.org/",
            "https://img.example:8443/",
            "https://ximg.example:8443/",
            "https://a.img.example/",
        ] {
            assert!(!policy.allows_image(bad), "{bad}");
        }
    }

    #[test]
    fn hosts_follow_what_belongs_to_the_site() {
        let host = |text: &str| vec![PolicyHost::new(text).expect("a host")];
        let policy = ContentPolicy {
            img: host("https://cdn.example.org"),
            connect: host("https://find.example.org:8443"),
            ..ContentPolicy::default()
        };
        let written = policy.of_headers();
        assert!(written.contains("; img-src 'self' data: https://cdn.example.org; "), "{written}");
        let connect = "; connect-src 'self' https://find.example.org:8443; ";
        assert!(written.contains(connect) && written.ends_with("; frame-ancestors 'self'"));
        let without = written.replace(" https://cdn.example.org", "");
        let without = without.replace(" https://find.example.org:8443", "");
        assert_eq!(without, ContentPolicy::default().of_headers());
    }

    #[test]
    fn the_trust_model_quotes_the_policy() {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let security = words(include_str!("../../SECURITY.md"));
        assert!(security.contains(&words(&ContentPolicy::default().of_pages())));
    }
}
