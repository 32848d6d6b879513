//! What tells one state of this program from another.

use crate::disk;
use crate::files::Digest;

/// Digests the program itself: what another one has left in the cache may be of another form.
pub(crate) fn digest() -> Digest {
    let program = std::env::current_exe().and_then(|path| disk::read(&path)).unwrap_or_default();
    Digest::of_parts([env!("CARGO_PKG_VERSION").as_bytes(), &program])
}
