//! Names of files with a digest of their bytes in them, so that browsers may cache them for ever.

use std::collections::BTreeMap;

use crate::output::SitePath;

/// Names a file by what is in it, so that browsers may keep it for ever.
pub(super) fn keep_hashed(
    kept: &mut BTreeMap<SitePath, Vec<u8>>,
    stem: &str,
    ending: &str,
    bytes: Vec<u8>,
) -> SitePath {
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
    let digest = blake3::hash(&bytes).to_hex();
    let path = SitePath::new(format!("{stem}-{}.{ending}", &digest[..8]))
        .expect("stems are fixed names, the rest is letters and digits");
    kept.insert(path.clone(), bytes);
    path
}
