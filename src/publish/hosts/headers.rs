//! Headers: what pages may load, and what browsers may keep for ever.

use crate::config::ContentPolicy;

/// Names of headers and what they say.
pub(super) type Headers = [(&'static str, String); 3];

/// For files with a digest in their names.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The names of files that never change, behind the site's folder, for servers that know
/// patterns: a name, a digest, an ending.
pub(super) const HASHED: &str =
    "(assets/.+-[0-9a-f]{8}|files/[0-9a-f]{16}|search/[a-z]+-[0-9a-z]{6,})\\.[a-z0-9]+$";

/// What all answers carry.
pub(super) fn all(policy: &ContentPolicy) -> Headers {
    [
        ("Content-Security-Policy", policy.of_headers()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

/// The text of `_headers`, for Netlify and Cloudflare Pages.
///
/// Files of the search are not named one by one: Cloudflare reads 100 rules at most. Both
/// hosts have them revalidated, which costs no transfer.
pub(super) fn file(headers: &Headers, hashed: &[&str]) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for path in hashed.iter().filter(|path| path.starts_with("assets/")).take(90) {
        text.push_str(&format!("/{path}\n  Cache-Control: {FOR_EVER}\n"));
    }
    text
}
