//! Checks how many bytes a page takes on the network, compressed as hosts compress it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::diag::{Code, Diagnostic, Place};

/// How many bytes the compressed HTML of one page may have.
const BUDGET: usize = 50_000;

/// Returns a problem for a page that is larger than the budget.
pub(super) fn check_size(path: &str, html: &[u8]) -> Option<Diagnostic> {
    // What is light before compression needs none to be known as light.
    let size = if html.len() <= BUDGET { html.len() } else { compressed(html) };
    (size > BUDGET).then(|| {
        let message = format!("a page of {} KB, compressed", size / 1000);
        Diagnostic::warning(Code::PageHeavy, message)
            .at(Place::file(path), "")
            .note(format!("the budget is {} KB", BUDGET / 1000))
    })
}

fn compressed(html: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(html).and_then(|()| encoder.finish());
    written.map_or(html.len(), |bytes| bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_heavy_is_reported() {
        let random = |at: u64| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u8;
        let noise: Vec<u8> = (0..90_000).map(random).map(|byte| byte ^ (byte >> 3)).collect();
        assert!(check_size("a", &vec![b'x'; 500_000]).is_none());
        assert!(check_size("a", &noise).is_some() || compressed(&noise) <= BUDGET);
    }
}
