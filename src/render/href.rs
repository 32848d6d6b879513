//! Addresses in pages.

/// Tells whether a browser opens an address as a page.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
