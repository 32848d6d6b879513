//! Addresses in pages.

/// Joins the way to the top with an address from there.
pub(super) fn relative(root: &str, href: &str) -> String {
    match (root, href) {
        ("", href) => href.to_owned(),
        (root, "./") => root.to_owned(),
        (root, href) => [root, href].concat(),
    }
}

/// Tells whether a browser opens an address as a page.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
