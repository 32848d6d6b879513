//! Digests beside a word of keys: which of them are keys, and which name something public.

/// What stands around a word.
#[derive(Clone, Copy)]
pub(super) struct Around<'t> {
    /// All in front of it.
    pub before: &'t str,
    /// What stands between it and the value.
    pub between: &'t str,
}

/// How much of a line in front of a word may say what a digest is of, in bytes.
const MAX_BEFORE: usize = 48;

/// What says, in small letters, that a digest is a checksum, or the name of something public.
const OF_DIGESTS: [&str; 27] = [
    "address",
    "asset",
    "branch",
    "build",
    "checksum",
    "commit",
    "contract",
    "crc",
    "digest",
    "etag",
    "fingerprint",
    "hash",
    "integrity",
    "md5",
    "merge",
    "policy",
    "pub",
    "release",
    "revision",
    "rev=",
    "rev:",
    "sha1",
    "sha2",
    "sha3",
    "sha5",
    "transaction",
    "txid",
];

/// What says that the value behind the name of a service is a key of it.
const OF_KEYS: [&str; 7] = ["key", "token", "secret", "auth", "pass", "api", "credential"];

/// What is called a token as well, but is public: the number of a commit, a checksum, an address
/// on a chain. All of these are digests; a key that looks like one is told by the words around.
/// Of the keys of a service the name alone may say so.
pub(super) fn is_public(value: &str, of_service: bool, around: Around<'_>) -> bool {
    if ["0x", "sha256-", "sha384-", "sha512-"].iter().any(|start| value.starts_with(start)) {
        return true;
    }
    if value.len() < 40 {
        return false;
    }
    let line = around.before.rsplit('\n').next().unwrap_or_default();
    let line = &line[super::floor(line, line.len().saturating_sub(MAX_BEFORE))..];
    let (line, between) = (line.to_lowercase(), around.between.to_lowercase());
    if OF_DIGESTS.iter().any(|word| line.contains(word) || between.contains(word)) {
        return true;
    }
    let is_hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    // The lengths of what git and chains call things by.
    let is_name = is_hex && matches!(value.len(), 40 | 56);
    let is_called_key = of_service && OF_KEYS.iter().any(|word| between.contains(word));
    is_name && !is_called_key
}
