//! Headers: what pages may load, what browsers may keep for ever, and who may embed the search.

use super::rule::{FOLDER, pattern};
use crate::config::{ContentPolicy, Origin};

/// Names of headers and what they say.
pub(super) type Headers = [(&'static str, String); 3];

/// For files with a digest in their names.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For all others: a browser that has one asks whether it is still the same.
pub(super) const ASK_ANEW: &str = "no-cache";

/// The names of files that never change, behind the site's folder, for servers that know
/// patterns: a name, a digest, an ending.
const HASHED: &str = "(assets/.+-[0-9a-f]{8}|(?:files|cards)/[0-9a-f]{16}\
    |search/[a-z]+-[0-9a-z]{6,}|search/c-[0-9a-z]{5}-[0-9a-z]{5})\\.[a-z0-9]+$";

/// How names of files of the search begin that have a digest: cards, lists, terms, words, and the
/// two readers.
const HASHED_SEARCH: [&str; 6] = ["c", "first", "l", "reader", "t", "v"];

/// Where files lie that the search needs in a page of another origin.
const EMBEDDED: &str = "(?:assets|search)/";

/// What twins in markdown are sent as: some servers know no type for them.
pub(super) const MARKDOWN: &str = "text/markdown; charset=utf-8";

/// Twins and records say what pages say: search engines list these in their place.
pub(super) const NO_INDEX: (&str, &str) = ("X-Robots-Tag", "noindex");

/// The pattern of paths of twins, records and what models are told.
pub(super) fn of_machines(base: &str) -> String {
    format!("^{}(?:.+\\.md|api/.+\\.json|(?:[^/]+/)?llms-full\\.txt)$", pattern(base))
}

/// What all answers carry.
pub(super) fn all(policy: &ContentPolicy) -> Headers {
    [
        ("Content-Security-Policy", policy.of_headers()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

/// The pattern of paths of files that never change.
pub(super) fn hashed(base: &str) -> String {
    format!("^{}{HASHED}", pattern(base))
}

/// The pattern of paths that are nobody's business: hidden files, and what servers include.
/// `.well-known/` is meant for everybody.
pub(super) fn hidden(base: &str) -> String {
    format!("^{}(?:{FOLDER}/|(?:.*/)?\\.(?!well-known/))", pattern(base))
}

/// The pattern of paths that the search needs in a page of another origin.
pub(super) fn embedded(base: &str) -> String {
    format!("^{}{EMBEDDED}", pattern(base))
}

/// A pattern of the origins; `None` where any may embed the search.
pub(super) fn origins(origins: &[Origin]) -> Option<String> {
    if origins.iter().any(Origin::is_any) {
        return None;
    }
    let all: Vec<String> = origins.iter().map(|origin| literal(origin.as_str())).collect();
    Some(format!("(?:{})", all.join("|")))
}

/// An origin as a regular expression; it has letters, digits, and `-`, `.`, `:` and `/`.
fn literal(origin: &str) -> String {
    origin.replace('.', "\\.")
}

/// The text of `_headers`, for Netlify and Cloudflare Pages. Both have other files revalidated
/// anyway. Cloudflare reads 100 rules at most.
pub(super) fn file(
    headers: &Headers,
    hashed: &[&str],
    embed: &[Origin],
    folders: &[&str],
) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let mut rule = |path: &str, name: &str, value: &str| {
        text.push_str(&format!("{path}\n  {name}: {value}\n"));
    };
    let (robots, none) = NO_INDEX;
    // These two send the right type by themselves.
    for path in ["/*.md", "/api/*", "/llms-full.txt"] {
        rule(path, robots, none);
    }
    if let Some(origin) = one_for_all(embed) {
        for folder in ["/assets/*", "/search/*"] {
            rule(folder, "Access-Control-Allow-Origin", origin);
        }
    }
    for kind in HASHED_SEARCH {
        rule(&format!("/search/{kind}-*"), "Cache-Control", FOR_EVER);
    }
    for folder in folders {
        rule(&format!("/{folder}*"), "Cache-Control", FOR_EVER);
    }
    let assets =
        hashed.iter().filter(|path| !folders.iter().any(|folder| path.starts_with(folder)));
    for path in assets.take(80) {
        rule(&format!("/{path}"), "Cache-Control", FOR_EVER);
    }
    text
}

/// What a host that says the same to everybody says of origins: the one that there is, or any.
fn one_for_all(embed: &[Origin]) -> Option<&str> {
    match embed {
        [] => None,
        [one] => Some(one.as_str()),
        _ => Some("*"),
    }
}
