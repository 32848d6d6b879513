//! The setting `embed`: whose pages may hold the search.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Place, Sink};

use super::check::{invalid, value_place};
use super::wire::WireEmbed;
use super::{Host, PolicyHost};

/// Whose pages may hold the search: `https://shop.example.org`, or `*`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(String);

impl Origin {
    /// Accepts a scheme and a host, perhaps with a port, as browsers name the origin of a page;
    /// and `*` for any.
    ///
    /// It has letters, digits, and `-`, `.`, `:`, `/` or `*`, so it may stand in a header, a
    /// quoted word, and, but for the `.`, in a pattern.
    pub fn new(text: &str) -> Option<Origin> {
        if text == "*" {
            return Some(Origin(text.to_owned()));
        }
        let text = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
        let (scheme, host) = text.split_once("://")?;
        // Browsers leave the usual port out.
        let host = match scheme {
            "https" => host.strip_suffix(":443").unwrap_or(host),
            "http" => host.strip_suffix(":80").unwrap_or(host),
            _ => return None,
        };
        let is_good =
            !host.starts_with('*') && PolicyHost::new(&format!("https://{host}")).is_some();
        is_good.then(|| Origin(format!("{scheme}://{host}")))
    }

    /// Returns the origin as headers name it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether it means all origins.
    pub fn is_any(&self) -> bool {
        self.0 == "*"
    }
}

/// Reads the setting `embed`.
pub(super) fn check(
    text: &str,
    wire: WireEmbed,
    hosts: &BTreeSet<Host>,
    sink: &mut Sink,
) -> Vec<Origin> {
    let path = ["embed", "origins"].map(str::to_owned);
    let mut origins = BTreeSet::new();
    for name in wire.origins.unwrap_or_default() {
        match Origin::new(&name) {
            Some(origin) => {
                origins.insert(origin);
            }
            None => sink.push(origin_invalid(value_place(text, &path, &name), &name)),
        }
    }
    if origins.iter().any(Origin::is_any) {
        origins.retain(Origin::is_any);
    }
    let says_one = hosts.contains(&Host::Netlify) || hosts.contains(&Host::Cloudflare);
    if hosts.is_empty() && !origins.is_empty() {
        sink.push(no_host(value_place(text, &path, "")));
    } else if says_one && origins.len() > 1 {
        sink.push(one_origin(value_place(text, &path, ""), origins.len()));
    }
    origins.into_iter().collect()
}

fn origin_invalid(place: Place, name: &str) -> Diagnostic {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
    invalid(place, format!("`origins` holds what is no origin: `{shown}`"))
        .note("it would become part of a header")
        .help("write a scheme and a host, `https://shop.example.org`, or `\"*\"` for any")
}

fn no_host(place: Place) -> Diagnostic {
    Diagnostic::warning(Code::HostsMissing, "`embed.origins` is written for no host")
        .at(place, "")
        .note("it is the host that tells browsers who may load the search")
        .help("name where you publish, such as `hosts: [nginx]`")
}

fn one_origin(place: Place, n_origins: usize) -> Diagnostic {
    let message = format!("{n_origins} origins are more than Netlify or Cloudflare Pages names");
    Diagnostic::warning(Code::HostLimit, message)
        .at(place, "")
        .note("it says the same to everybody, so any origin may load the search, which is public")
        .help("write `origins: [\"*\"]` if that is meant, or name one origin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_browsers_send() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Origin::new(text).as_ref().map(Origin::as_str), expected, "{text}");
        };
        check("https://Shop.example.org/", Some("https://shop.example.org"));
        check("https://shop.example.org:443", Some("https://shop.example.org"));
        check("http://localhost:3000", Some("http://localhost:3000"));
        check("http://127.0.0.1:80", Some("http://127.0.0.1"));
        check("*", Some("*"));
        for bad in [
            "",
            "shop.example.org",
            "https://",
            "https://*.example.org",
            "https://shop.example.org/help",
            "https://shop.example.org\nX: y",
            "https://shop.example.org\"",
            "https://u@shop.example.org",
            "https://(a|b)",
            "null",
            "file://",
            "https://магазин.укр",
        ] {
            check(bad, None);
        }
    }
}
