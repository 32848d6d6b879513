//! Percent-decoding of addresses: the one place that knows how it is done.
//!
//! Which characters are encoded differs by what an address is written into; what an encoded one
//! means does not.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Returns what a text means whose characters may be percent-encoded.
///
/// A `%` without two digits stays, and bytes that are no UTF-8 become U+FFFD.
pub fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

/// Does what [`decoded`] does, but returns `None` where the bytes are no UTF-8.
pub fn strictly_decoded(text: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(text).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded() {
        for (text, expected) in [
            ("a%20b%D1%85", "a bх"),
            ("100%", "100%"),
            ("%zz%4", "%zz%4"),
            ("a+b", "a+b"),
            ("", ""),
        ] {
            assert_eq!(decoded(text), expected);
            assert_eq!(strictly_decoded(text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_seen() {
        assert_eq!(decoded("a%ff"), "a\u{fffd}");
        assert_eq!(strictly_decoded("a%ff"), None);
    }
}
