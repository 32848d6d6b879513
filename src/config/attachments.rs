//! The settings `attachments`: which files that came with posts are published.

use super::policy::PolicyHost;
use super::wire::WireAttachments;

/// What happens with files that came with posts and lie beside the export.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AttachmentSettings {
    /// Which kinds are copied into the site.
    pub copy: CopyPolicy,
    /// The size in bytes of the largest file that is copied.
    pub most: u64,
    /// The hosts whose pictures pages show from there: names, or `*.name` for all below one.
    /// Pictures of all others are cards.
    pub shown_hosts: Vec<String>,
}

impl AttachmentSettings {
    /// Tells whether pages show pictures from a host.
    pub fn shows(&self, host: &str) -> bool {
        self.shown_hosts.iter().any(|shown| match shown.strip_prefix("*.") {
            Some(above) => host.strip_suffix(above).is_some_and(|below| below.ends_with('.')),
            None => shown == host,
        })
    }

    /// Returns the hosts as the content policy of pages names them.
    pub fn image_hosts(&self) -> impl Iterator<Item = PolicyHost> + '_ {
        self.shown_hosts.iter().filter_map(|host| PolicyHost::new(&format!("https://{host}")))
    }
}

/// What becomes of pictures that lie on other hosts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RemotePictures {
    /// A card that leads there.
    #[default]
    Link,
    /// They are shown from there where the settings name the host.
    Show,
}

impl RemotePictures {
    /// What may become of them, by the name used in settings.
    pub(super) const NAMED: [(&'static str, RemotePictures); 2] =
        [("link", RemotePictures::Link), ("show", RemotePictures::Show)];
}

/// Tells whether a name is that of a host, or of all below one, as posts and browsers write it:
/// nothing else may come into the content policy, which has the last word.
pub(super) fn is_host(name: &str) -> bool {
    let is_bare = |byte: u8| !byte.is_ascii_uppercase() && byte != b':';
    let own = name.strip_prefix("*.").unwrap_or(name);
    let is_number = || own.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_short = || own.len() <= 253 && own.split('.').all(|label| label.len() <= 63);
    name.contains('.')
        && name.bytes().all(is_bare)
        && !is_number()
        && is_short()
        && PolicyHost::new(&format!("https://{name}")).is_some()
}

/// Which files are copied into the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CopyPolicy {
    /// Images, texts, documents and archives.
    #[default]
    All,
    /// Images alone.
    Images,
    /// None: pages name them, and link to them where they have an address on the web.
    None,
}

impl CopyPolicy {
    /// What may be copied, by the name used in settings.
    pub(super) const NAMED: [(&'static str, CopyPolicy); 3] =
        [("all", CopyPolicy::All), ("images", CopyPolicy::Images), ("none", CopyPolicy::None)];
}

/// The default of the largest file that is copied, in MB.
const DEFAULT_MAX_MB: u32 = 10;

/// The largest value that the settings may have, in MB: files are held in memory.
pub(super) const MAX_MB: u32 = 64;

impl Default for AttachmentSettings {
    fn default() -> AttachmentSettings {
        AttachmentSettings {
            copy: CopyPolicy::All,
            most: bytes(DEFAULT_MAX_MB),
            shown_hosts: Vec::new(),
        }
    }
}

/// Returns the size in bytes of the largest file that is copied.
pub(super) fn most(wire: &WireAttachments) -> u64 {
    bytes(wire.most_mb.unwrap_or(DEFAULT_MAX_MB))
}

fn bytes(mb: u32) -> u64 {
    u64::from(mb.min(MAX_MB)) << 20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_names_and_nothing_else() {
        for name in ["i.imgur.com", "*.discourse-cdn.com", "xn--80ak6aa92e.com", "a-1.b"] {
            assert!(is_host(name), "{name}");
        }
        for name in [
            "",
            "*",
            "*.",
            "imgur",
            "*.*.com",
            "https://a.b",
            "a.b/c",
            "a.b:80",
            "a b.c",
            "a.b;c.d",
            "'self'",
            "A.b",
            "-a.b",
            "a..b",
            ".a.b",
            "10.0.0.1",
            "*.10.0.0.1",
            "a.b\u{202e}",
        ] {
            assert!(!is_host(name), "{name}");
        }
    }

    #[test]
    fn a_star_means_all_below_and_not_the_name_itself() {
        let shown_hosts = ["i.imgur.com", "*.cdn.example"].map(str::to_owned).to_vec();
        let settings = AttachmentSettings { shown_hosts, ..AttachmentSettings::default() };
        assert!(settings.shows("i.imgur.com") && settings.shows("eu.1.cdn.example"));
        for host in ["imgur.com", "xi.imgur.com", "cdn.example", "evilcdn.example", ""] {
            assert!(!settings.shows(host), "{host}");
        }
    }
}
