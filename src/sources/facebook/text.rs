//! The texts of Facebook: letters that a download has broken, addresses that expire.

use std::borrow::Cow;

/// Puts letters together again whose bytes a download has written one by one: `Å‚` is `ł`.
///
/// A text of which any character is more than a byte, or whose bytes are no UTF-8, was never
/// broken so, and stays.
pub(super) fn mended(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let whole = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    whole.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The hosts of Facebook's own pictures: their addresses are signed for one reader, and expire.
const EXPIRING: [&str; 2] = ["fbcdn.net", "fbsbx.com"];

/// Leaves out addresses that expire.
pub(super) fn without_expiring(text: &str) -> Cow<'_, str> {
    let is_one = |word: &str| {
        let word = word.to_ascii_lowercase();
        EXPIRING.iter().any(|host| word.contains(host))
    };
    if !is_one(text) {
        return Cow::Borrowed(text);
    }
    let words = text.split_inclusive(char::is_whitespace);
    let kept = words.map(|word| match is_one(word) {
        true => &word[word.trim_end().len()..],
        false => word,
    });
    Cow::Owned(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as a download writes it.
    fn broken(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn broken_letters_are_mended_and_whole_ones_stay() {
        for text in ["Кнопка не світиться 💡", "Lučka še kar utripa", "naïve", "plain"]
        {
            assert_eq!(mended(&broken(text)), text);
            assert_eq!(mended(text), text);
        }
        // One letter of another script, and nothing of it was broken.
        assert_eq!(mended("Å\u{82} і"), "Å\u{82} і");
        // Bytes that are no UTF-8.
        assert_eq!(mended("café"), "café");
        // What UTF-8 forbids: a zero in two bytes, half of a pair.
        for text in ["\u{c0}\u{80}", "\u{ed}\u{a0}\u{80}"] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn addresses_that_expire_are_left_out_wherever_they_stand() {
        for (text, expected) in [
            ("look https://scontent-vie1.xx.fbcdn.net/v/t1.jpg?oh=1 here", "look  here"),
            ("(see https://SCONTENT.FBCDN.NET/a)\nand so", "(see \nand so"),
            ("https://cdn.fbsbx.com/v/t59.pdf?oe=2", ""),
            ("https://lumo.example/reset", "https://lumo.example/reset"),
        ] {
            assert_eq!(without_expiring(text), expected);
        }
    }
}
