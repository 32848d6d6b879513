//! Headers: what pages may load, and what browsers may keep for ever.

/// The policy of every page, as its template has it, and who may frame it.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// Its part about pictures, behind which stand the hosts that pictures are shown from.
pub(super) const IMAGES: &str = "img-src 'self' data:";

/// For files with a digest in their names.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The names of files that never change, behind the site's folder, for servers that know
/// patterns: a name, a digest, an ending.
pub(super) const HASHED: &str =
    "(assets/.+-[0-9a-f]{8}|files/[0-9a-f]{16}|search/[a-z]+-[0-9a-z]{6,})\\.[a-z0-9]+$";

/// What all answers carry.
pub(super) const ALL: [(&str, &str); 3] = [
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// The text of `_headers`, for Netlify and Cloudflare Pages.
///
/// Files of the search are not named one by one: Cloudflare reads 100 rules at most. Both
/// hosts have them revalidated, which costs no transfer.
pub(super) fn file(hashed: &[&str]) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in ALL {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for path in hashed.iter().filter(|path| path.starts_with("assets/")).take(90) {
        text.push_str(&format!("/{path}\n  Cache-Control: {FOR_EVER}\n"));
    }
    text
}
