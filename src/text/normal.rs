//! Unicode's normal forms: from a crate here, from the browser there.

#[cfg(not(target_family = "wasm"))]
pub(super) use native::*;
#[cfg(target_family = "wasm")]
pub(super) use web::*;

#[cfg(not(target_family = "wasm"))]
mod native {
    use unicode_normalization::UnicodeNormalization;

    /// Returns a word in lowercase, one width and one way of writing accents (NFKC).
    pub(crate) fn compatible(word: &str) -> String {
        word.nfkc().flat_map(char::to_lowercase).collect()
    }

    /// Returns a letter and its accents apart (NFD).
    pub(crate) fn decomposed(c: char) -> String {
        c.nfd().collect()
    }
}

#[cfg(target_family = "wasm")]
mod web {
    /// Returns a word in lowercase, one width and one way of writing accents (NFKC).
    pub(crate) fn compatible(word: &str) -> String {
        crate::host::normalize(0, word)
    }

    /// Returns a letter and its accents apart (NFD).
    pub(crate) fn decomposed(c: char) -> String {
        crate::host::normalize(1, c.encode_utf8(&mut [0; 4]))
    }
}
