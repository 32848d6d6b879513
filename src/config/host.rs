//! The kinds of hosts that a site is published on.

/// A kind of host, with its own form of redirects and headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// Apache: `.htaccess`.
    Apache,
    /// Caddy: a file to import.
    Caddy,
    /// Cloudflare Pages: `_redirects` and `_headers`.
    Cloudflare,
    /// GitHub Pages: pages that redirect.
    GithubPages,
    /// Netlify: `_redirects` and `_headers`.
    Netlify,
    /// nginx: files to include.
    Nginx,
    /// An S3 bucket: pages that redirect, and a list of redirects for their metadata.
    S3,
}

impl Host {
    /// All hosts.
    pub const ALL: [Host; 7] = [
        Host::Apache,
        Host::Caddy,
        Host::Cloudflare,
        Host::GithubPages,
        Host::Netlify,
        Host::Nginx,
        Host::S3,
    ];

    /// Returns the name used in settings.
    pub fn name(self) -> &'static str {
        match self {
            Host::Apache => "apache",
            Host::Caddy => "caddy",
            Host::Cloudflare => "cloudflare",
            Host::GithubPages => "github-pages",
            Host::Netlify => "netlify",
            Host::Nginx => "nginx",
            Host::S3 => "s3",
        }
    }
}
